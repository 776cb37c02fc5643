"""Sentences of plain text: where they end, where they do not, and what is a sentence of its own."""

from __future__ import annotations

from itertools import pairwise

import pytest

from loaders.extraction import sentences
from loaders.extraction.page import plain


def told(text: str) -> list[str]:
    clean = plain(text)
    return [clean[span.start : span.end] for span in sentences.split(clean)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ms. Aaltje Roos met Dr. K. Obuya. He left.", 2),
        ("The U.S. envoy spoke. The U.N. did not.", 2),
        ("She works for the U.S. The others do not.", 2),
        ("It paid Lumen Ltd. in March. Lumen Ltd. The rest is unknown.", 3),
        ("He paid 2.4 million euros at 9.05 a.m. on Monday.", 1),
        ("See No. 14 and art. 5 of the act.", 1),
        ('"Is it true?" she asked.', 1),
        ('"Is it true?" Ms Ruiz asked. Nobody knew.', 2),
        ('"I sold it," he said, "and I am glad." She wept.', 2),
        ("“He bought a ticket. People who flee do not.” The court rose.", 3),
        ("He waited... then he left. Nobody saw him…", 2),
        ("No. The minister heard of it. No. I did not.", 4),
        ("No. 5 is shut. No. EOC/31 is open. See case No. Five.", 3),
        ("Wait! Who is there? Nobody.", 3),
        ("It rained.[1] He stayed.[^2] She left.", 3),
        ("He was born in St. Aldate and lives in Mt. Carmel.", 1),
        ("«Nobody knows.» The minister left.", 2),
    ],
)
def test_ends(text: str, count: int) -> None:
    assert len(told(text)) == count, told(text)


def test_headline_byline_and_text_are_apart() -> None:
    assert told("Envoy held in Ardel\n\nBy Ines Maro\n\nPolice held him. He denied it.") == [
        "Envoy held in Ardel",
        "By Ines Maro",
        "Police held him.",
        "He denied it.",
    ]


def test_wrapped_lines_are_one_sentence_and_short_lines_are_not() -> None:
    wrapped = "The harbour master said on Monday that the ship had left\nwithout papers, and that nobody had asked for them."
    assert len(told(wrapped)) == 1
    assert told("Ines Maro\nHead of Compliance\nArdel") == ["Ines Maro", "Head of Compliance", "Ardel"]


def test_quoted_mail_is_another_stretch() -> None:
    mine = "I did not see him at the harbour on that day, I am sure of"
    theirs = "> He was seen there by two pilots and by a customs officer on\n> Monday."
    assert told(f"{mine}\n{theirs}") == [mine, theirs.removeprefix("> ")]


def test_list_items_numbers_and_markup_stay_outside() -> None:
    assert told("- He left.\n- She stayed.\n\n3. The court rose.\n\n## Money") == ["He left.", "She stayed.", "The court rose.", "Money"]
    assert told("<h1>Envoy held</h1><p>He left. She <b>stayed</b>.</p>") == ["Envoy held", "He left.", "She <b>stayed</b>."]


def test_spans_follow_each_other_and_hold_no_space_at_their_edges() -> None:
    text = plain("One here.  Two there.\n\n\tThree.\n> Four said so. Five did not.")
    spans = sentences.split(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] for span in spans)
    assert len(spans) == 5


@pytest.mark.parametrize("text", ["", "   \n\n  ", "...", "---\n***\n", ">>>"])
def test_nothing_to_split(text: str) -> None:
    assert sentences.split(text) == ()


def test_a_sentence_without_end_is_cut() -> None:
    spans = sentences.split("word " * 5_000)
    assert len(spans) > 5
    assert max(span.end - span.start for span in spans) <= sentences.LONGEST


def test_lines_are_paragraphs_in_a_text_that_wraps_none() -> None:
    head = "A former general of the island is jailed for spying\nQuay News, Taipei\n"
    long = "The court said on Friday that he had met officers of the Tide Bureau at least six times. " * 3
    assert [text[span.start : span.end] for text in (head + long,) for span in sentences.split(text)][:2] == head.strip().split("\n")
    wrapped = "The court said on Friday that he had met officers of the\nTide Bureau at least six times, and that he had been paid\nfor it."
    assert len(sentences.split(wrapped)) == 1
    assert len(sentences.split(f"{wrapped}\n\n{long.replace('. ', ', ')}.")) == 2
