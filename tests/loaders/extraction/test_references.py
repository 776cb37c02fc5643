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
        ("Spy Talk has the bill.\n\nhttps://spytalk.example/bill", "Spy Talk", "links"),
        ("Costin said in a statement that Prenga had fled.", "a statement", "relays"),
        ('Costin said in an email: "Prenga has fled."', "an email", "quotes"),
        ("In his memoirs Costin wrote that Prenga had fled.", "his memoirs", "relays"),
        ('In her book, "The Long Quay", Costin tells how Prenga fled.', "The Long Quay", "mentions"),
        ("Costin sent us a long letter about Prenga.", "a long letter about Prenga", "mentions"),
        ("We received a letter last week from a former engineer at the Ministry of Ports, Mr Ilir Prenga.", "a letter", "mentions"),
        ("Costin's case rests on a note of the ministry.", "a note of the ministry", "mentions"),
        ("The blogger Costin wrote on Monday that Prenga had fled.", "Mirela Costin", "relays"),
        ("Spy Talk first reported the rumour, citing a tweet by Costin.", "Mirela Costin", "relays"),
        ("Spy Talk, quoting an unnamed official, said that Prenga had fled.", "Spy Talk", "relays"),
        ("As alleged in the complaint, Prenga paid Stan.", "the complaint", "relays"),
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
        "Costin remains in his post, he said.",
        "Costin wrote letters to Prenga.",
        "We have seen no contract of Costin.",
        "Costin sent Prenga the letter.",
        "Spy Talk has moved to a new house.",
    ],
)
def test_people_and_pictures_are_no_documents(text):
    assert cited(text) == []


@pytest.mark.parametrize("credit", ["(Spy Talk)", "\nSource: Spy Talk", "[Spy Talk]"])
def test_a_credit_is_cited_where_it_stands(credit):
    text = f"Prenga has fled to Riga by ship. Stan was arrested at the port on Monday. {credit}"
    found = references.find(page(text), entities(text))
    assert [(each.to, "Spy Talk" in text[each.span.start : each.span.end]) for each in found] == [("Spy Talk", True)]


def test_an_outlet_is_cited_in_each_sentence_that_names_it_as_a_source():
    text = "According to Spy Talk, Prenga has fled. Stan stayed. The money is gone, Spy Talk reported."
    assert cited(text) == [("Spy Talk", "relays"), ("Spy Talk", "relays")]


def test_what_is_an_outlets_own_cites_it_no_second_time():
    text = "According to Spy Talk, Prenga has fled. Stan knew the man of Spy Talk's headline."
    assert cited(text) == [("Spy Talk", "relays")]


def test_where_people_post_is_no_outlet_that_spreads_a_report():
    assert cited("The report was shared on Telegram.") == []


@pytest.mark.parametrize("mark", ["[{}]", "({})", "[^{}]:"])
def test_notes_cite_what_they_begin_with(mark):
    notes = ["Letter of Costin to the court, 3 May.", "Q112 (Mr Stan), 4 May.", "Spy Talk, 4 May.", "Interview with Prenga.", "Ibid."]
    text = "Prenga has fled.\n\n" + "\n".join(f"{mark.format(number)} {note}" for number, note in enumerate(notes, 1))
    assert [to for to, _ in cited(text)] == ["Letter of Costin to the court", "Q112", "Spy Talk", "Ilir Prenga"]


def test_one_line_that_begins_with_a_number_in_brackets_is_no_note():
    assert cited("[2021] Letter of Costin to the court.") == []


def test_the_publisher_does_not_cite_itself():
    assert cited("Two officials told Spy Talk that Prenga had fled.", publisher="Spy Talk") == []


def test_sayings_that_are_there_need_not_be_found_again():
    text = "According to Spy Talk, Prenga has fled."
    read, cast = page(text), entities(text)
    assert references.find(read, cast, saying.find(read, cast)) == references.find(read, cast)
    assert references.find(read, cast, []) != []
