"""What a text goes back to: outlets and documents that it relays, quotes, links to or mentions. Fiction."""

from __future__ import annotations

import pytest

from loaders.extraction import references, saying
from loaders.extraction.page import plain
from tests.loaders.extraction.attribution import entities, page


def cited(text: str, **kind) -> list[tuple[str, str]]:
    return [(each.to, each.how) for each in references.find(page(text, **kind), entities(plain(text)))]


@pytest.mark.parametrize(
    ("text", "to", "how"),
    [
        ("According to Spy Talk, Prenga has fled.", "Spy Talk", "relays"),
        ("The arrest was first reported by Spy Talk.", "Spy Talk", "relays"),
        ("Costin told Spy Talk that Prenga had fled.", "Spy Talk", "relays"),
        ("According to a charge sheet, Prenga paid Stan.", "a charge sheet", "relays"),
        ('A charge sheet calls Prenga "the banker".', "A charge sheet", "quotes"),
        ("Prenga owned the port, company records show.", "company records", "relays"),
        ("The indictment alleges that Prenga paid Stan.", "The indictment", "relays"),
        ("Costin rejected the story, which was published in Spy Talk.", "Spy Talk", "mentions"),
        ("I read it in [Spy Talk](https://spy.example/a) on Monday.", "Spy Talk", "links"),
        ("A [report of 2018](https://example.org/r.pdf) is public.", "report of 2018", "links"),
    ],
)
def test_where_a_text_goes_back_to_another(text, to, how):
    assert (to, how) in cited(text)


def test_both_of_two_outlets_are_cited():
    text = "The Evening Post, citing Spy Talk, said Prenga had fled."
    assert cited(text) == [("Evening Post", "relays"), ("Spy Talk", "relays")]


def test_a_line_of_sources_is_a_list_of_what_is_cited():
    text = "Prenga has fled.\n\nSources: business register, extract of 3 May; interview with Costin; Spy Talk, 4 May."
    assert sorted(cited(text)) == [("Spy Talk", "mentions"), ("business register", "mentions")]


def test_the_post_that_was_cited_is_not_cited_again():
    text = "According to Spy Talk, Prenga has fled. The post says that Stan knew."
    assert cited(text) == [("Spy Talk", "relays")]


def test_a_document_is_cited_once_whatever_its_article():
    text = "According to a charge sheet, Prenga paid Stan. The charge sheet says that Stan knew."
    assert cited(text) == [("a charge sheet", "relays")]


@pytest.mark.parametrize(
    "text",
    [
        "Costin said that Prenga had fled.",
        "A spokesman of the port said that Prenga had fled.",
        "An earlier version of this article said that Stan was paid.",
        "A photograph shows Stan at the port.",
        "Spy Talk has moved to a new house.",
    ],
)
def test_people_and_pictures_are_no_documents(text):
    assert cited(text) == []


def test_the_publisher_does_not_cite_itself():
    assert cited("Two officials told Spy Talk that Prenga had fled.", publisher="Spy Talk") == []


def test_sayings_that_are_there_need_not_be_found_again():
    text = "According to Spy Talk, Prenga has fled."
    read, cast = page(text), entities(text)
    assert references.find(read, cast, saying.find(read, cast)) == references.find(read, cast)
    assert references.find(read, cast, []) != []
