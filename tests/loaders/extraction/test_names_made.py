"""Names of bodies by how they are made: numbers, owners, partners, letters, other languages."""

from __future__ import annotations

import pytest

from loaders.extraction import extract, has_trees

CASES = [
    (
        "It named Two Palms Trading. Seven Seas Shipping, a line, denied it.",
        "organisation:Two Palms Trading organisation:Seven Seas Shipping",
    ),
    ("Two Harbour Police officers came.", "agency:Harbour Police"),
    ("The 1st Armoured Brigade was behind the 7th Fleet on 5th March.", "agency:1st Armoured Brigade agency:7th Fleet"),
    ("Channel 9 aired the tape.", "outlet:Channel 9"),
    ("She led the Wharf Tenants' Association.", "organisation:Wharf Tenants' Association"),
    ("They met at the Riga Seamen's Club.", "organisation:Riga Seamen's Club"),
    ("He taught at St Brannock's School.", "organisation:St Brannock's School"),
    ("They remember the day Hobbs, Lyle & Co sued.", "organisation:Hobbs, Lyle & Co"),
    ("He hired Doctors for the Caribbean, a charity.", "organisation:Doctors for the Caribbean"),
    ("It was built by Nimbus Labs for the Health Service Executive.", "organisation:Nimbus Labs agency:Health Service Executive"),
    ("The National Union of Rail Workers called.", "organisation:National Union of Rail Workers"),
    ("He joined the Progress and Justice Party.", "organisation:Progress and Justice Party"),
    ("The Finance and Capital Market Commission fined it.", "agency:Finance and Capital Market Commission"),
    ("The Ministry of Economy, Trade and Industry (METI) saw to it.", "agency:Ministry of Economy, Trade and Industry"),
    ("The Ministry of Defence, Rheinmetall and Thales met.", "agency:Ministry of Defence organisation:Rheinmetall organisation:Thales"),
    ("The World Hunger Office (WHO) left.\n\nWho knew? WHO knew.", "agency:World Hunger Office"),
    ("Nobody at Blackfriars Shellfish came.", "organisation:Blackfriars Shellfish"),
    ("When Telesur Andina fired her, he wrote for Kolar Ekko.", "organisation:Telesur Andina organisation:Kolar Ekko"),
    ("The Socialists want her to go.", "organisation:Socialists"),
    ("Campaigners at Digital Rights Now complained.", "organisation:Digital Rights Now"),
    ("The Ministerstvo vnútra would not say why.", "agency:Ministerstvo vnútra"),
    ("The Landeskriminalamt searched the flat.", "agency:Landeskriminalamt"),
    ("The Generalitat knew, and the Procuraduría has opened a file.", "agency:Generalitat agency:Procuraduría"),
    ("It learned that UAB Baltoji Jūra sold its pier.", "organisation:UAB Baltoji Jūra"),
    ("We met nobody from Transparency Malawi. RNZ Southland reported it.", "organisation:Transparency Malawi organisation:RNZ Southland"),
    ("Members of Parliament left. Parliament voted.", "agency:Parliament"),
    ("Mr Peçanha Lobo paid Mr Ostrava Lindt USD 2 million.", "person:Peçanha Lobo person:Ostrava Lindt"),
    ("Ostarma denied that it sold mortars.", "organisation:Ostarma"),
    ("Punch Harbour, a local daily, says so.", "outlet:Punch Harbour"),
    ("The NAKA raided the firm.", "agency:NAKA"),
]


@pytest.mark.skipif(not has_trees(), reason="the model of the language is not installed")
@pytest.mark.parametrize(("text", "expected"), CASES, ids=[expected[:30] for _, expected in CASES])
def test_bodies_are_told_by_how_they_are_made(text: str, expected: str) -> None:
    assert " ".join(f"{each.kind}:{each.name}" for each in extract(text).entities) == expected


def test_a_short_name_is_the_firms() -> None:
    found = extract("Madeireira Pedra Turva Ltda. bribed two inspectors, and Pedra Turva knew.").entities
    assert [(each.kind, len(each.mentions)) for each in found] == [("organisation", 2)]
