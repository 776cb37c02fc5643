"""Phrases looked for by their first words are those that one pattern of them all finds."""

from __future__ import annotations

import re

import pytest

from loaders.evaluation import gold
from loaders.extraction import cues, sentences
from loaders.extraction.hedges import Hedges
from loaders.extraction.lexicon import lexicon
from loaders.extraction.mastheads import senders
from loaders.extraction.page import plain
from loaders.extraction.paragraphs import at_lines
from loaders.extraction.patterns import phrases as phrases_of
from loaders.extraction.phrases import Openings, Phrases, runs
from loaders.extraction.vocabulary import vocabulary
from tests.conftest import ROOT

TEXTS = [
    "They're wrong, it 's a lie: not true. IT IS NOT TRUE!",
    *(each.text for name in ("held7", "tune") for each in gold.read(ROOT / "tests" / "gold" / name)),
]


@pytest.mark.parametrize("name", ["hedges", "stances"])
def test_every_phrase_is_found_where_it_stands(name: str) -> None:
    found = 0
    for listed in cues.cues().mapping(name).values():
        if listed:
            whole, parts, firsts = phrases_of(listed), Phrases(listed), Openings(listed)
            for text in TEXTS:
                spans = [match.span() for match in parts.found(text, runs(text, firsts))]
                assert spans == [match.span() for match in whole.finditer(text)]
                found += len(spans)
    assert found > 20


def test_negations_and_credits_are_found_by_the_words_that_hedges_are_looked_for_by() -> None:
    words, found = cues.cues(), 0
    for listed, parts in ((words.listed("negations", "plain"), words.denying), (words.listed("according"), words.according)):
        for text in TEXTS:
            spans = [match.span() for match in parts.found(text, runs(text, words.firsts))]
            assert spans == [match.span() for match in phrases_of(listed).finditer(text)]
            found += len(spans)
    assert found > 20


def test_phrases_that_begin_with_a_sign_are_found_too() -> None:
    text = "It is (sic) so - or not so, (sic)."
    listed = ["(sic)", "not so", "- or"]
    found = [match[0] for match in Phrases(listed).found(text, runs(text, Openings(listed)))]
    assert found == ["(sic)", "- or", "not so", "(sic)"]


def test_a_word_is_looked_at_only_where_the_next_goes_on_as_a_phrase_does() -> None:
    firsts = Openings(["in doubt", "in theory", "rumour"])
    assert runs("In the drawer, in a box, he kept it", firsts) == []
    assert runs("The rumour is in  doubt", firsts) == [(4, "rumour"), (14, "in")]


@pytest.mark.parametrize(
    "text", ["'Could not be verified,' it said.", "It is not yet clear who paid.", "Far from entirely clear.", "Clear."]
)
def test_a_check_that_failed_is_looked_for_wherever_its_first_word_stands(text: str) -> None:
    assert bool(cues.cues().unverified.search(text)) == (Hedges(cues.cues()).phrased(text) is not None)


def test_a_check_that_failed_is_missed_in_no_sentence() -> None:
    language, found = cues.cues(), 0
    for text in TEXTS:
        for span in sentences.split(plain(text)):
            sentence = text[span.start : span.end]
            if language.unverified.search(sentence):
                found += 1
                assert runs(sentence, language.firsts)
    assert found


@pytest.mark.parametrize("name", ["before_body", "of_body"])
def test_words_before_a_body_end_a_text_as_whole_words(name: str) -> None:
    ending = getattr(vocabulary(lexicon()), name)
    for words in ending.ends:
        assert ending.closes(f"it was {words}")
        assert ending.closes(f"it was {words}") == (ending.pattern.search(f"it was {words}") is not None)
        assert not ending.closes(f"it was {words}x")
        assert ending.closes(f"itwas{words}") == (ending.pattern.search(f"itwas{words}") is not None)


@pytest.mark.parametrize("text", ["", "\n", "- one\n- two\n\n three\n- four", "no\n- one\n", *TEXTS])
@pytest.mark.parametrize("form", [r"^[ ]{0,3}-[ ]\w+", r"^[^\n]{1,200}$", r"^\w[^\n]*\n", r"^\w[^\n]*\n(?:[^\n]+\n)?"])
def test_what_begins_a_line_is_found_as_in_the_whole_text(form: str, text: str) -> None:
    pattern = re.compile(form, re.M)
    assert [match.span() for match in at_lines(pattern, text)] == [match.span() for match in pattern.finditer(text)]


def test_only_the_head_of_a_mail_names_its_senders() -> None:
    assert senders("From: Ada Quill <ada@harbour.example>\n\nDear all") == {"ada quill"}
    assert senders("Write to ada@harbour.example") == senders("x" * 1_000 + "\nAda Quill <ada@harbour.example>") == frozenset()
