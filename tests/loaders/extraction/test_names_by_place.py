"""Firms and towns that are called like persons, by what stands beside them; and persons who stand there too."""

from __future__ import annotations

import pytest

from loaders.extraction import extract, has_trees

pytestmark = pytest.mark.skipif(not has_trees(), reason="the model of the language is not installed")

CASES = [
    ("The owner of Marlon Vela makes coffee. He founded Marlon Vela in 2003.", "organisation:Marlon Vela"),
    ("She has shares in Ruben Costa. Ruben Costa's board met in May.", "organisation:Ruben Costa"),
    ("She has a share in Tasik Laut Marine and he has none.", "organisation:Tasik Laut Marine"),
    ("The owner of Ruben Costa's flat was paid. Ruben Costa wept.", "person:Ruben Costa"),
    ("He relied on Ruben Costa. He wrote to the wife of Ruben Costa.", "person:Ruben Costa"),
    ("The suspect had flown to Darwin. He has never been to Darwin.", "place:Darwin"),
    ("It was sent to Darwin. Charles Darwin read it.", "person:Charles Darwin"),
    ("The village of Tolbeck knew him well. Tolbeck wants to know who he was.", "place:Tolbeck"),
    ("The Hague denied it. He lives in The Hague.", "place:Hague"),
    ("Nuru Lagat sat. Asked by Faith Oyugi, for Lagat, he agreed.", "person:Nuru Lagat person:Faith Oyugi"),
    ("A source known as LARCHMONT met him. LARCHMONT was paid 870 euros.", "person:LARCHMONT"),
    ("They ran the source BRIARFOOT in Oslo.", "person:BRIARFOOT place:Oslo"),
    ("A ship known as LARCHMONT sank. It was part of Operation BRIARFOOT.", "event:Operation BRIARFOOT"),
    ("It came from Officer C. The inquiry ended. Officer J. Marsh left.", "person:Officer C person:J. Marsh"),
    ("B. Findings\n\nNone.\n\nC. Recommendations\n\nNone.\n\nD. Osei\n", "person:D. Osei"),
    ("On 14 May Dutch police took him off a ferry.", "agency:Dutch police"),
    ("A rival, the South African company Halberd Risk, complained.", "organisation:Halberd Risk"),
    ("He told Nyala Papers in Lagos. She told De Kleine Klok so.", "outlet:Nyala Papers place:Lagos outlet:De Kleine Klok"),
    ("We met her.\n\nPT Anwa Mineral Jaya belongs to him.", "organisation:PT Anwa Mineral Jaya"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:30] for text, _ in CASES])
def test_names_are_told_by_their_place(text: str, expected: str) -> None:
    assert " ".join(f"{each.kind}:{each.name}" for each in extract(text).entities) == expected


def test_a_name_goes_over_no_end_of_a_cell() -> None:
    rows = "Owners\n\nName\tCompany\nAda Quill\tVell Marine\nBo Renn\tHalden Foundation\nKai Roth\tCoast Guard\n\nVell Marine was asked.\n"
    names = {each.name for each in extract(rows).entities}
    assert {"Ada Quill", "Vell Marine", "Bo Renn", "Halden Foundation", "Kai Roth"} <= names
    assert not {name for name in names if "Quill Vell" in name or "Renn Halden" in name or "Marine Bo" in name}
