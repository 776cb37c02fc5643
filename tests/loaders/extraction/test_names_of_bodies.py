"""Names of bodies by what stands beside them, and what is no name."""

from __future__ import annotations

import pytest

from loaders.extraction import extract, has_trees

CASES = [
    ("The auditors, Whitcombe Adebola, met Peru's mining ministry.", "organisation:Whitcombe Adebola place:Peru agency:mining ministry"),
    ("Her lawyers Jane Hurst and Omar Haddad left.", "person:Jane Hurst person:Omar Haddad"),
    ("She wrote to Velora Trading of Limassol.", "organisation:Velora Trading place:Limassol"),
    ("2001: Joins Orca Mutual\n2003: Marries Ilse Brandt", "organisation:Orca Mutual person:Ilse Brandt"),
    ("Two fled. (Harbour Wire Africa)", "outlet:Harbour Wire Africa"),
    ("• PORT SUDAN. A ship burned.", "place:PORT SUDAN"),
    ("He wrote on X that the Crown has appealed.", "outlet:X agency:Crown"),
    ("DS Coyle and Inspector-General Hilda Nangolo left.", "person:Coyle person:Hilda Nangolo"),
    (
        "The correspondent of the Daily Anchor in Tunis, Sidi Ould Kaber, was held.",
        "outlet:Daily Anchor place:Tunis person:Sidi Ould Kaber",
    ),
    ("FOR BRENTA MARINE (PTY) LTD: nobody", "organisation:BRENTA MARINE (PTY) LTD"),
    ("The COMMISSION OF INQUIRY INTO THE LOSS OF THE FERRY sat.", "agency:COMMISSION OF INQUIRY INTO THE LOSS OF THE FERRY"),
    ("[Copper Kettle](https://copperkettle.example/2024/x) wrote it first.", "outlet:Copper Kettle"),
    ("Report\n\nEVIDENCE LEADER: Good morning.\n\nTHE FACTS\n\nHe is head of Compliance.", ""),
    ("The clinic, Clínica Doña Elvira, is closed.", "organisation:Clínica Doña Elvira"),
    ("He signed for Mar Azul Ltd on 3 Mar 2020.", "organisation:Mar Azul Ltd"),
    (
        "She told De Havenkrant, a Rotterdam daily, of the United States consulate.",
        "outlet:De Havenkrant place:Rotterdam agency:United States consulate",
    ),
    ("The Ferrante syndicate paid a French-language guard.", "organisation:Ferrante syndicate"),
    ("An interior ministry spokesman spoke of the ministry.", ""),
    (
        "The maize was shipped by Harinas del Oeste, a trader based in Salto. Harinas del Oeste said its silo had burned.",
        "organisation:Harinas del Oeste place:Salto",
    ),
    ("The fund has sold its 12% of Headland Solar, the Galician developer, at last.", "organisation:Headland Solar"),
    ("Ingmar Solberg, the Galician developer, left. Tove Lund, a trader, stayed.", "person:Ingmar Solberg person:Tove Lund"),
    ("She worked for the grid operator, KyDalga, until May. KyDalga says her contract had run out.", "organisation:KyDalga"),
    ("He has run Paddlesport Ireland since 2014.", "organisation:Paddlesport Ireland"),
    ("The website Brezna.info sent a list. Brezna.info never wrote again.", "outlet:Brezna.info"),
    ("A van of the carrier Sahel Bagages was broken into.", "organisation:Sahel Bagages"),
    ("The payee is Tirso Consultores, whose sole shareholder is Ann Cole.", "organisation:Tirso Consultores person:Ann Cole"),
    ("Did Motorenwerk Havel know? Brattekraft did.", "organisation:Motorenwerk Havel organisation:Brattekraft"),
    ("Nobody says why; El Ancla Oriental, citing two bankers, knows.", "outlet:El Ancla Oriental"),
    ('He reported to the colonial police under the name "Astrolabe" for years.', "person:Astrolabe"),
    ("She never set foot in a Peruvian court.", ""),
    ("A Korean-Canadian group and a Gambian-born man left.", ""),
    ("It was signed between the town of Lodz and Resgate Anca Ltda.", "place:Lodz organisation:Resgate Anca Ltda"),
    ("She sued Fox and Hound Ltd.", "organisation:Fox and Hound Ltd"),
    ("The register shows a company named Fir Nine Ltd.", "organisation:Fir Nine Ltd"),
    ("I read it in the Manila Sentry.", "outlet:Manila Sentry"),
    ("The National Drug Quality Laboratory tested it.", "agency:National Drug Quality Laboratory"),
    (
        "The case, according to the Public Prosecutor, is closed. The Auditor-General's report says so.",
        "agency:Public Prosecutor agency:Auditor-General",
    ),
    ("The Public Prosecutor, Ann Cole, left. The Auditor-General, Omar Haddad, left.", "person:Ann Cole person:Omar Haddad"),
    ("In her book The Salt Divers (2007), Ann Cole says so.", "person:Ann Cole"),
    ("There is no report. The Prosecutor's Office for River Offences knows.", "agency:Prosecutor's Office for River Offences"),
    ("He learned it, according to his first wife, Tinhinan walet Oufa, early.", "person:Tinhinan walet Oufa"),
    ("He had never heard of Juzni Most, whose owner left. Its only rival, Ibernorte Obras, withdrew.",
     "organisation:Juzni Most organisation:Ibernorte Obras"),
    ("Payments came from Austurhöfn hf., the second biggest owner.", "organisation:Austurhöfn hf."),
    ("It was paid by Charity Fund Imedi. The yard of Toroslar Baraj is in Mersin.",
     "organisation:Charity Fund Imedi organisation:Toroslar Baraj place:Mersin"),
    ("Al-Fajr al-Jadid says he was pushed. Omar Al-Arabi denies it.", "outlet:Al-Fajr al-Jadid person:Omar Al-Arabi"),
    ("According to an obituary in Gyeongnam Maeil he died. In yesterday's Vesturbakki he lives.",
     "outlet:Gyeongnam Maeil outlet:Vesturbakki"),
    ("The Naval Optics Laboratory lost it. She headed the Fraud Unit of the Metropolitan Police.",
     "agency:Naval Optics Laboratory agency:Fraud Unit agency:Metropolitan Police"),
    ("He was paid, says a Vilnius NGO. See the Madras Heron of 14 May 2016.", "place:Vilnius outlet:Madras Heron"),
    ("She works at Banco Almirante. Bank President Olu Bright left.", "organisation:Banco Almirante person:Olu Bright"),
    ("We can't write that Lindby Pumper KNEW.", "organisation:Lindby Pumper"),
    ("Exhibit P-22 was shown to PW7, and A1 got nine years. Spring 2017 and S.C. No. 31 are none.", ""),
    ("BUCHAREST/SOFIA, March 3 (Vardar Press) - Police want a man.", "place:BUCHAREST place:SOFIA outlet:Vardar Press"),
    ("The arms dealer Otto van Dam met Brontes Metals, the arms dealer.", "person:Otto van Dam organisation:Brontes Metals"),
    ("The head of Maputo's scanner office was arrested at Katlapur station.", "place:Maputo place:Katlapur"),
    ("I know it, Mr Chair. The Geneva customs office declined.", "agency:Geneva customs office"),
]  # fmt: skip

FIRMS_LIKE_PERSONS = [
    ("The pumps were sold by Deniz Arslanoba. The company denied it.", "organisation:Deniz Arslanoba"),
    ("Deniz Arslanoba said its pumps were old. Police raided the firm.", "organisation:Deniz Arslanoba"),
    ("The brothers' company, Deniz Arslanoba, had won. Deniz Arslanoba sold pumps.", "organisation:Deniz Arslanoba"),
    ("It went to Deniz Arslanoba of Izmir, a distributor.", "organisation:Deniz Arslanoba place:Izmir"),
    ("Deniz Arslanoba won in May. The company's director left.", "organisation:Deniz Arslanoba"),
    ("A firm closed. Deniz Arslanoba left. The company denied it.", "person:Deniz Arslanoba"),
    (
        "Police raided the yard of Orca Mutual. Deniz Arslanoba said its director had fled.",
        "organisation:Orca Mutual person:Deniz Arslanoba",
    ),
    ("Deniz Arslanoba said its pumps were old. Arslanoba left the company.", "person:Deniz Arslanoba"),
    ("Deniz Arslanoba, 43, said its pumps were old.", "person:Deniz Arslanoba"),
]


@pytest.mark.skipif(not has_trees(), reason="the model of the language is not installed")
@pytest.mark.parametrize(("text", "expected"), FIRMS_LIKE_PERSONS, ids=[text[:40] for text, _ in FIRMS_LIKE_PERSONS])
def test_a_firm_named_like_a_person_is_told_by_what_follows(text: str, expected: str) -> None:
    assert " ".join(f"{each.kind}:{each.name}" for each in extract(text).entities) == expected


@pytest.mark.skipif(not has_trees(), reason="the model of the language is not installed")
@pytest.mark.parametrize(("text", "expected"), CASES, ids=[expected[:30] or "none" for _, expected in CASES])
def test_bodies_are_told(text: str, expected: str) -> None:
    assert " ".join(f"{each.kind}:{each.name}" for each in extract(text).entities) == expected


TERMS = [
    ('Teller Optics GmbH ("the Supplier") shipped lenses. The Supplier knew. Another supplier did not.', "Teller Optics GmbH", 3),
    ("An officer of the Freeport Inspectorate was paid. The Inspectorate denies it.", "Freeport Inspectorate", 2),
    ('Norvik Freight, of Bergen (hereinafter "the Carrier"), sank. This Carrier is no carrier.', "Norvik Freight", 3),
    ("BRENTA MARINE (PTY) LTD came. A man from Brenta left. Brenta paid.", "BRENTA MARINE (PTY) LTD", 3),
]


@pytest.mark.skipif(not has_trees(), reason="the model of the language is not installed")
@pytest.mark.parametrize(("text", "name", "times"), TERMS, ids=[name for _, name, _ in TERMS])
def test_a_body_is_meant_by_its_term_or_head(text: str, name: str, times: int) -> None:
    bodies = {each.name: len(each.mentions) for each in extract(text).entities if each.kind != "place"}
    assert bodies == {name: times}


COUNTRIES_BODIES = [
    ("Lithuania's customs service declined. The customs service left.", ["Lithuania's customs service: customs service, customs service"]),
    (
        "Latvia's security police left. Poland's security police did not. The security police were late.",
        ["Latvia's security police: security police", "Poland's security police: security police, security police"],
    ),
    ("He asked Kenya's anti-corruption commission.", ["Kenya's anti-corruption commission: anti-corruption commission"]),
    ("The Inner Service, Romania's counterintelligence agency, left.", ["Inner Service: Inner Service"]),
    ("The customs service left. Lithuania's customs service did not.", ["Lithuania's customs service: customs service"]),
    ("Lithuania's government left. France's customs service chief left.", []),
]


@pytest.mark.parametrize(("text", "expected"), COUNTRIES_BODIES, ids=[text[:30] for text, _ in COUNTRIES_BODIES])
def test_a_body_written_small_is_of_the_country_before_it(text: str, expected: list[str]) -> None:
    found = [each for each in extract(text, trees=False).entities if each.kind == "agency"]
    assert [f"{each.name}: {', '.join(text[span.start : span.end] for span in each.mentions)}" for each in found] == expected
