"""Where a page names its publisher, and whom a dateline credits: a name known beforehand, whatever its words look like."""

from __future__ import annotations

import pytest

from loaders.extraction import extract, has_trees

pytestmark = pytest.mark.skipif(not has_trees(), reason="the model of the language is not installed")

CASES = [
    ("Marlene", "OSLO, 6 Nov 2025 (Tarvane) - Two fled. Officials gave Tarvane conflicting accounts.", "place:OSLO outlet:Tarvane"),
    ("The Quiet Meadow", "THE QUIET MEADOW\nMagazine | People\n\nHe was born in Riga.", "outlet:QUIET MEADOW place:Riga"),
    ("Karst-Kabel", "KARST-KABEL\n\nA source informed Karst-Kabel. Write to karst-kabel.example.", "outlet:Karst-Kabel"),
    ("The Spill", "*The Spill, 3 May 2024*\n\nThe spill was noticed late. Spill of this size is rare.", "outlet:Spill"),
    ("Office of the Grain Inspector", "OFFICE OF THE GRAIN INSPECTOR\n\nWe found nothing.", "agency:OFFICE OF THE GRAIN INSPECTOR"),
    ("Tama Mo Check", "He told Tama Mo Check so.", "outlet:Tama Mo Check"),
    ("High Court of Port Amal", "IN THE HIGH COURT OF PORT AMAL\n\nHe took the stand.", "agency:HIGH COURT OF PORT AMAL"),
    ("Hanne Dahl-Ruiz", "From: Hanne Dahl-Ruiz <hanne@dahl.example>\n\nI leave on Monday.", "person:Hanne Dahl-Ruiz"),
    ("Ada Quill", "From: Ada Quill <ada@dahl.example>\nTo: Otto Berg <o@b.example>\n\nHello.", "person:Ada Quill person:Otto Berg"),
    ("Hope Gazette", "From: Hope Gazette <news@hope.example>\n\nThe Gazette has moved.", "outlet:Hope Gazette"),
    ("Westmarch Chronicle", "The Chronicle understands that Piet Vos left. Vos wrote a chronicle.", "outlet:Chronicle person:Piet Vos"),
    ("Kajak", "By Ann Cole. Kajak, 12 May 2019\n\nKajak: Why now?\n\nCole: I left.\n\nKajak: And then?", "person:Ann Cole outlet:Kajak"),
    ("Boya del Norte", "*Boya del Norte, Riga. Checked by Ann Cole*\n\nIt is false.", "outlet:Boya del Norte place:Riga person:Ann Cole"),
    ("Quay Post", "He left by the Post Office. The post is vacant. The Post said so.", "agency:Post Office outlet:Post"),
]  # fmt: skip


@pytest.mark.parametrize(("publisher", "text", "expected"), CASES, ids=[publisher for publisher, _, _ in CASES])
def test_a_page_names_its_publisher(publisher: str, text: str, expected: str) -> None:
    assert " ".join(f"{each.kind}:{each.name}" for each in extract(text, publisher=publisher).entities) == expected


def test_every_place_that_names_the_publisher_is_its() -> None:
    text = "The Spill asked. The spill of 2019 was small. A memo seen by The Spill says so. Write to the@spill.example."
    found = extract(text, publisher="The Spill").entities
    assert [text[span.start : span.end] for each in found for span in each.mentions if each.kind == "outlet"] == ["Spill", "Spill"]


def test_an_outlet_whose_name_is_a_profession_stands_behind_its_article() -> None:
    text = "The economist Mira Holt told the Economist. It was in The Economist. Economist Pelle Lund left. So did its chief economist."
    found = [f"{each.kind}:{each.name} {len(each.mentions)}" for each in extract(text).entities]
    assert found == ["person:Mira Holt 1", "outlet:Economist 2", "person:Pelle Lund 1"]
