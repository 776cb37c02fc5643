"""Names by what tells them: letters behind, letters for a name, a surname in front, words of the language, capitals."""

from __future__ import annotations

import pytest

from loaders.extraction import extract, has_trees

CASES = [
    ("Counsel for the bank, Mrs Tsering Aldridge KC, agreed. Lim Boon Hock SC did not.", "person:Tsering Aldridge person:Lim Boon Hock"),
    ("Hartigan J agreed with Ó Corráin JA.", "person:Hartigan person:Ó Corráin"),
    ("Q97 Chair: Colonel?\n\nQ98 Baroness Iqbal of Tarn: I am asking you.", "person:Iqbal of Tarn"),
    ("An engineer whom I shall call Witness K spoke. Company A paid him.", "person:Witness K organisation:Company A"),
    ("Her name is Trương Mỹ Lệ. Nguyễn Hoài Thu is her aunt.", "person:Trương Mỹ Lệ person:Nguyễn Hoài Thu"),
    ("Josphat ole Kereto met Saskia ter Horst.", "person:Josphat ole Kereto person:Saskia ter Horst"),
    ("Open Ledger Africa (OLA) spoke. OLA calls on Mr Lindt to publish.", "organisation:Open Ledger Africa person:Lindt"),
    ("The Coastguard Provost's Office agreed with the Data Regulator.", "agency:Coastguard Provost's Office agency:Data Regulator"),
    ("2. LEUNG Chi-wai, Horatio\nNationality: British\n", "person:LEUNG Chi-wai, Horatio"),
    ("Messrs Pym Adeleke wrote to us. He worked for Bureau Lambert.", "organisation:Pym Adeleke organisation:Bureau Lambert"),
    ("Project Nyota cost 38 million dollars under the Official Secrets Act.", ""),
    ("Harriet Oyelaran and Liao Pei-jung came. Harriet Oyelaran and Liao Pei-jung left.", "person:Harriet Oyelaran person:Liao Pei-jung"),
    ("Landing permits of Coral Bridge Networks, Inc. were read.", "organisation:Coral Bridge Networks, Inc."),
    ("Yesterday Zdravka Tupurkovska met Ilgar Qasimzadeh.", "person:Zdravka Tupurkovska person:Ilgar Qasimzadeh"),
    ("Ask Judit. She came with \"Pancho\" Villalobos.", 'person:Judit person:"Pancho" Villalobos'),
    ("Mr Tuvim sued Brandvlei Forwarding CC. The port operator Havnar Trafikk did not.",
     "person:Tuvim organisation:Brandvlei Forwarding CC organisation:Havnar Trafikk"),
    ("She joined the Agencija za Zaštitu Podataka, then the Kamer van Koophandel.",
     "agency:Agencija za Zaštitu Podataka agency:Kamer van Koophandel"),
    ("They met at the Hotel Fürstenhof and in Windhoek-West, under Operation Tern.",
     "place:Hotel Fürstenhof place:Windhoek-West event:Operation Tern"),
    ("Police in Porto asked Iranian intelligence. A court in Porto did not.",
     "agency:Police in Porto agency:Iranian intelligence agency:court in Porto"),
    ("He was stopped by police in Porto and is wanted by a court in Riga.", "place:Porto place:Riga"),
    ("Kersten Hydrocolloids of Bremen sued Strahl Bahntechnik. The cannery Conservas do Norte did not.",
     "organisation:Kersten Hydrocolloids place:Bremen organisation:Strahl Bahntechnik organisation:Conservas do Norte"),
    ("He hid in the Falgore forest, in the Porto suburb of Maia.", "place:Falgore forest place:Porto place:Maia"),
    ("Ask Judit Kiss, Director of Communications, or the Director of Supplies.", "person:Judit Kiss"),
    ("Folha de S.Paulo asked. She also wrote for Diario de S.Miguel.", "outlet:Folha de S.Paulo outlet:Diario de S.Miguel"),
    ("Police searched Tern Freight Ltd. Ramón Ustarroz saw it.", "organisation:Tern Freight Ltd. person:Ramón Ustarroz"),
    ("Neighbours in sleepy Brackley Hythe were reeling. Mr Rhydderch, of Barry, was away.",
     "place:Brackley Hythe person:Rhydderch place:Barry"),
    ("The liquidator, Sunita Bhardwaj of Crane Hartley, left.", "person:Sunita Bhardwaj organisation:Crane Hartley"),
    ("First published by Mtis Khma on 11 February.", "outlet:Mtis Khma"),
    ("Officers boarded the Fedor Litke in May. Mum-of-two Judit Kiss saw it.", "person:Judit Kiss"),
    ("A Slovak newspaper, Denný Obzor, wrote so. Oslo's Dagens Kurér did not.", "outlet:Denný Obzor place:Oslo organisation:Dagens Kurér"),
    ("It is the party of the then minister, Abel Quiñe-Rossel. Quiñe-Rossel has gone.", "person:Abel Quiñe-Rossel"),
    ("The driver was Lương Vĩnh Trạch, 44 years old. A post by one Nahúm said so.", "person:Lương Vĩnh Trạch person:Nahúm"),
    ("He suspects Bluff Point Trail, a Florida data broker. A program called Kingfisher was sold.",
     "organisation:Bluff Point Trail place:Florida"),
    ("In May Peter Lang left Riga. Since June Ann Novak has been ill. By August Maria Holt had left.",
     "person:Peter Lang place:Riga person:Ann Novak person:Maria Holt"),
    ("It was written by June Lang.", "person:June Lang"),
]  # fmt: skip


@pytest.mark.skipif(not has_trees(), reason="the model of the language is not installed")
@pytest.mark.parametrize(("text", "expected"), CASES, ids=[expected[:30] or "none" for _, expected in CASES])
def test_names_are_told(text: str, expected: str) -> None:
    found = " ".join(f"{each.kind}:{each.name}" for each in extract(text).entities)
    assert found == expected


@pytest.mark.skipif(not has_trees(), reason="the model of the language is not installed")
def test_a_record_of_proceedings_has_its_speakers() -> None:
    said = (
        "Sen. Ligaya Ortiz, chairperson, presiding.\n\nTHE CHAIRPERSON. Good morning. We have Mr. Benigno Lachica with us.\n\n"
        "SEN. YULO. Who signed the permit?\n\nMR. LACHICA. I signed it in May.\n\nSEN. YULO. I see no signature.\n\n"
        "MR. LACHICA. It is on the last page.\n"
    )
    found = {said[each.span.start : each.span.end]: each.chain[-1:] for each in extract(said).attributions}
    told = {who[0] for text, who in found.items() if "signed it in May" in text or "last page" in text}
    assert told == {"Benigno Lachica"}


def test_a_man_whom_nobody_knows_is_not_the_one_of_his_surname_named_before() -> None:
    text = (
        "The first defendant, Ansel Roop, ran the yard. Winston Chong said that a Mr Roop instructed him by telephone. He could not say "
        "whether that was the first defendant or his brother, Terence Roop."
    )
    found = {each.name: [text[span.start : span.end] for span in each.mentions] for each in extract(text).entities}
    assert (found["Ansel Roop"], found["Terence Roop"]) == (["Ansel Roop"], ["Terence Roop"])
    later = "A Mr Roop had called. Terence Roop, a pilot, denied it."
    assert [len(each.mentions) for each in extract(later).entities if each.kind == "person"] == [2]
