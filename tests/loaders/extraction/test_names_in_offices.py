"""Names as the press writes them: behind an office, behind a body, at the head of a sentence, and shared by a family."""

from __future__ import annotations

import pytest

from loaders.extraction import extract, has_trees

pytestmark = pytest.mark.skipif(not has_trees(), reason="the model of the language is not installed")

OFFICES = [
    ("Secretary of State Ann Reedham had refused.", "person:Ann Reedham"),
    ("U.S. Deputy Secretary of State Ann Reedham left.", "place:U.S. person:Ann Reedham"),
    ("It was put to Secretary of State for Foreign and Rural Affairs Ann Reedham.", "person:Ann Reedham"),
    ("Director of National Intelligence Avril Odumo said so.", "person:Avril Odumo"),
    ("Minister of State Security Chen Wenhao met Minister of Public Security Zhao Keming.", "person:Chen Wenhao person:Zhao Keming"),
    ("Mayor of London Ann Reedham met President of France Emil Carron.", "place:London person:Ann Reedham place:France person:Emil Carron"),
    ("Prime Minister of Malta Joseph Buttiga resigned.", "place:Malta person:Joseph Buttiga"),
    ("Chancellor of the Exchequer Ann Reedham spoke.", "person:Ann Reedham"),
    ("Leader of the House of Commons Jacob Reedham spoke.", "agency:House of Commons person:Jacob Reedham"),
    ("Speaker of the House Nancy Pelhurst flew to Taipei.", "person:Nancy Pelhurst place:Taipei"),
    ("Head of Mossad David Baram was there.", "agency:Mossad person:David Baram"),
    ("Bank of England Governor Andrew Bailham said so.", "organisation:Bank of England person:Andrew Bailham"),
    ("University of Oslo Professor Kari Holm said so.", "organisation:University of Oslo person:Kari Holm"),
    ("Quay Bank CEO Christian Sewald agreed.", "organisation:Quay Bank person:Christian Sewald"),
    ("Acting DNI Joseph Maddern wrote.", "person:Joseph Maddern"),
    ("U.S. Ambassador to the United Nations Ann Reedham left.", "place:U.S. agency:United Nations person:Ann Reedham"),
    ("By Ann Reedham, Daily Mail US Political Editor", "person:Ann Reedham outlet:Daily Mail"),
    ("He told the Biden administration so.", "agency:Biden administration"),
    ("He is the chairman of Southern Star Navigation.", "organisation:Southern Star Navigation"),
    ("He is the mayor of New York and the owner of Harbour Light Shipping.", "place:New York organisation:Harbour Light Shipping"),
]  # fmt: skip

SENTENCES = [
    ("Former FBI agent Ann Reedham left.", "agency:FBI person:Ann Reedham"),
    ("Ex-CIA officer Kevin Mallory left.", "agency:CIA person:Kevin Mallory"),
    ("Senior CIA officials denied it.", "agency:CIA"),
    ("Top Kremlin aide Dmitry Kozakov resigned.", "agency:Kremlin person:Dmitry Kozakov"),
    ("Veteran BBC reporter John Simperton wrote it.", "outlet:BBC person:John Simperton"),
    ("Exiled Uyghur leader Rebiya Kaderi spoke.", "person:Rebiya Kaderi"),
    ("Ousted Ukrainian president Viktor Yanukenko fled to Rostov.", "person:Viktor Yanukenko place:Rostov"),
    ("Neighbouring Mozambique agreed.", "place:Mozambique"),
    ("Then-FBI Director James Comley was fired.", "agency:FBI person:James Comley"),
    ("The Free Syrian Army left. United Airlines flew.", "agency:Free Syrian Army organisation:United Airlines"),
]

FIRMS = [
    ("Former Halvex executive Anton Brellham fled.", "organisation:Halvex person:Anton Brellham"),
    ("Halvex chief executive Martin Oskham resigned.", "organisation:Halvex person:Martin Oskham"),
    ("Halvex founder and chairman Martin Oskham resigned.", "organisation:Halvex person:Martin Oskham"),
    ("Police questioned ex-Halvex finance director Ann Reedham.", "organisation:Halvex person:Ann Reedham"),
    ("Halvex Chief Executive Officer Ann Reedham resigned.", "organisation:Halvex person:Ann Reedham"),
    ("Fintech founder Ann Reedham fled. Crypto boss Karl Reedham fled.", "person:Ann Reedham person:Karl Reedham"),
    ("Software engineer Ann Reedham fled. Lagos manager Karl Reedham fled.", "person:Ann Reedham place:Lagos person:Karl Reedham"),
    ("Shares in Halvex+ Group fell. Halvex+ said so.", "organisation:Halvex+ Group"),
    ("He told 60 Minutes so. The blast lasted 60 minutes.", "outlet:60 Minutes"),
    ("State broadcaster CCTV said so. It was on CCTV cameras.", "outlet:CCTV"),
    ("The news outlet iStories said so. Police seized his iPhone.", "outlet:iStories"),
    ("Interpol issued a Red Notice. The Red Notices were old.", "agency:Interpol"),
    ("Send it to Private Bag X9, Pretoria. P.O. Box 34 is closed.", "place:Pretoria"),
    ("Prosecutor Nor Ainiham said so. Nor was it true.", "person:Nor Ainiham"),
]

PRESS = [
    ("Police charged Ann Reedham, 39, of Kensal Rise.", "person:Ann Reedham place:Kensal Rise"),
    ("Bulgarian Energy Minister Ann Reedham left. Chief Financial Officer Karl Reedham left.", "person:Ann Reedham person:Karl Reedham"),
    ("By RORY BLANCHARDHAM, Chief Reporter", "person:RORY BLANCHARDHAM"),
    ("Lawyer Tan Sri Shafiq Anuarham met Datuk Seri Hamzah Idrisham.", "person:Shafiq Anuarham person:Hamzah Idrisham"),
    ("He did National Service in Vienna.", "place:Vienna"),
    ("It beat Britain's Babworthy International.", "place:Britain organisation:Babworthy International"),
    (
        "Ann Reedham sat on the board of a Halvex Bank subsidiary, Atlas Sonar, until May.",
        "person:Ann Reedham organisation:Halvex Bank organisation:Atlas Sonar",
    ),
    (
        'Ann Reedham, known as "El Contador," left. A town known as El Dorado burned.',
        "person:Ann Reedham person:El Contador place:El Dorado",
    ),
]

HEADLINES = [
    ("Former CIA Officer Sentenced to 20 Years in Prison", "agency:CIA"),
    ("NATO Chief Stoltenham Visits Kyiv", "agency:NATO person:Stoltenham place:Kyiv"),
    ("German Spy Agency Chief Bruno Kahlmann Meets Mossad Head", "agency:German Spy Agency person:Bruno Kahlmann agency:Mossad"),
    ("Ex-Quay Bank Commander Andrei Medvin Flees to Norway", "organisation:Quay Bank person:Andrei Medvin place:Norway"),
    ("Moscow Says Russia Won't Extradite Suspects to Britain", "place:Moscow place:Russia place:Britain"),
    ("Iran Executes British-Iranian Ali Akbarian Over Spying", "place:Iran person:Ali Akbarian"),
]

TITLES = [
    ("It fell under Executive Order 13224.", ""),
    (
        "The Department of the Treasury's Office of Tide Control (OTC) left.",
        "agency:Department of the Treasury agency:Office of Tide Control",
    ),
    ("Somebody paid off Mr Preece-Odum's mortgage.", "person:Preece-Odum"),
    ("CHAIR: We'll go in camera. I'd ask the gallery to clear.", ""),
    (
        "(Reporting by Ida Reedham in Lyon and Vishal Gungadhar in Lagos)",
        "person:Ida Reedham place:Lyon person:Vishal Gungadhar place:Lagos",
    ),
    ("Eva Kailova left. Police found cash in Kailova's flat.", "person:Eva Kailova"),
    ("He was flown to RAF Brize Nordham in a Russian Yak-42.", "place:RAF Brize Nordham"),
    ("Assistant U.S. Attorneys John T. Gibbon and Ann Reedham left.", "place:U.S. person:John T. Gibbon person:Ann Reedham"),
    ("Senators Ron Wyman and Ann Reedham wrote.", "person:Ron Wyman person:Ann Reedham"),
    ("He speaks fluent Mandarin Chinese and Brazilian Portuguese.", ""),
    ("He ran the Republic of China Intelligence Service.", "agency:Republic of China Intelligence Service"),
]

FAMILIES = [
    ("Dong Jinghua came with his daughter Dong Yang. Dong was tired.", "person:Dong Jinghua/Dong person:Dong Yang"),
    ("Ivan Reedham and his wife, Ann Reedham, left. Reedham was tired.", "person:Ivan Reedham/Reedham person:Ann Reedham"),
    ("Kim Jong Dae, the half-brother of the leader Kim Jong Ho, left. Kim was ill.", "person:Kim Jong Dae/Kim person:Kim Jong Ho"),
    ("The office held P. Chidamrao. Kartik Chidamrao termed it outlandish.", "person:P. Chidamrao person:Kartik Chidamrao"),
    ("Kevin and Julia Garrow left. Kevin was held.", "person:Kevin Garrow/Kevin person:Julia Garrow"),
    ("They questioned Sun Lihua. Sun was expelled on Sun, 3 May.", "person:Sun Lihua/Sun"),
    ("He Jianhua fled. He was ill.", "person:He Jianhua"),
    ("Theresa May said in May that she would go. In May she left. Lavrin rejected May's words.", "person:Theresa May/May person:Lavrin"),
    ("The United States left. The U.S. and the US are one. He got 5,000 US dollars.", "place:United States/U.S./US"),
    ("The US left. America agreed. GIVE US MORE. It helps us.", "place:United States/US/America"),
]


def found(text: str, *, aliases: bool = False) -> str:
    return " ".join("/".join((f"{each.kind}:{each.name}", *(each.aliases if aliases else ()))) for each in extract(text).entities)


@pytest.mark.parametrize(("text", "expected"), [*OFFICES, *SENTENCES, *FIRMS, *PRESS, *TITLES], ids=lambda case: case[:40])
def test_what_only_tells_of_a_name_is_no_part_of_it(text: str, expected: str) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(("text", "expected"), FAMILIES, ids=lambda case: case[:40])
def test_a_family_name_is_whose_it_is(text: str, expected: str) -> None:
    assert found(text, aliases=True) == expected


@pytest.mark.parametrize(("line", "expected"), HEADLINES, ids=lambda case: case[:40])
def test_a_verb_with_a_capital_parts_the_names_of_a_headline(line: str, expected: str) -> None:
    assert found(f"{line}\n\nThe officials declined to comment on Tuesday.\n") == expected
