"""Whose words stretches of a page are, by how it is set: turns of a transcript (`turns`), quoted mails and block quotes (`blocks`)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from loaders.extraction import (
    answers,
    as_told,
    comments,
    correspondence,
    credits,
    evidence_notes,
    handles,
    itemised,
    judgments,
    labelled,
    messages,
    minuted,
    posted,
    put_questions,
    releases,
    sections,
    sourced,
)
from loaders.extraction.blocks import Blocks
from loaders.extraction.cues import Cues
from loaders.extraction.page import Page
from loaders.extraction.proposals import Span
from loaders.extraction.stretches import Setting
from loaders.extraction.turns import Turns
from loaders.extraction.voices import Voices

_REMARK = re.compile(r"\[[^\[\]\n]{20,600}\](?!\()")


class Settings:
    """The settings of one page, and the lines in them that only say who speaks."""

    def __init__(self, page: Page, voices: Voices, cues: Cues) -> None:
        self._text = page.text
        sent = messages.found(page, voices, cues)
        noted = evidence_notes.found(page, voices, cues)
        turns = sent if sent.found else noted if noted.found else Turns(page, voices, cues)
        blocks = Blocks(page, voices, cues)
        below = [each for each in comments.found(page, cues) if all(not each[0].span.touches(turn.span) for turn in turns.found)]
        unlabelled = [] if turns.found else answers.found(page, voices, cues)
        self._turns = sorted([*turns.found, *unlabelled, *(comment for comment, _ in below)], key=lambda each: each.span)
        credited, credit_lines = credits.found(page, voices, cues)
        taken = [each.span for each in (*self._turns, *credited)]
        told, told_lines = as_told.found(page, voices, cues)
        headed = []
        for pair in (
            *correspondence.found(page, voices, cues),
            *sourced.found(page, voices, cues),
            *handles.found(page, voices),
            *posted.found(page, voices, cues),
            *minuted.found(page, voices),
        ):
            if not any(pair[0].span.touches(each) for each in taken):
                headed.append(pair)
                taken.append(pair[0].span)
        headed = sorted([*headed, *labelled.found(page, voices, cues, taken)], key=lambda pair: pair[0].span)
        self._labels = sorted({*turns.labels, *(label for _, label in (*below, *headed))})
        layers = (
            self._turns,
            sent.within,
            *blocks.layers,
            sections.found(page, voices, cues),
            credited,
            told,
            put_questions.found(page, voices, cues),
            releases.found(page, voices, cues),
            judgments.found(page, voices, cues),
            [setting for setting, _ in headed],
            itemised.found(page, cues),
        )
        self._turn_spans = [each.span for each in self._turns]
        self._layers = [([each.span for each in layer], layer) for layer in layers if layer]
        self._silent = sorted([*blocks.silent, *turns.silent, *credit_lines, *told_lines])
        self._remarks = [Span(*match.span()) for match in _REMARK.finditer(page.text)]

    def at(self, place: int) -> list[Setting]:
        """The settings around a character, the innermost first."""
        around = [layer[number] for spans, layer in self._layers if (number := _around(spans, place)) >= 0]
        return sorted(around, key=lambda each: each.span.end - each.span.start)

    def is_silent(self, sentence: Span) -> bool:
        """Whether a sentence is a header, a rule, a label without words behind it, or a line that introduces a mail."""
        label = _around(self._labels, sentence.start)
        if label >= 0 and self._labels[label].end >= sentence.end:
            return True
        return self._text.startswith("---", sentence.start) or _around(self._silent, sentence.start) >= 0

    def is_turn(self, place: int) -> bool:
        """Whether a place is in a turn of a transcript."""
        return _around(self._turn_spans, place) >= 0

    def is_remark(self, place: int) -> bool:
        """Whether a place is in brackets of an editor within somebody's words."""
        return _around(self._remarks, place) >= 0

    def core(self, sentence: Span) -> Span:
        """A sentence without the label of its speaker."""
        number = _around(self._labels, sentence.start)
        if number < 0 or self._labels[number].end >= sentence.end:
            return sentence
        rest = self._text[self._labels[number].end : sentence.end]
        return Span(min(sentence.end - len(rest.lstrip()), sentence.end - 1), sentence.end)


def _around(spans: Sequence[Span], place: int) -> int:
    """Which of these spans, which follow each other, holds a place; -1 if none does."""
    number = bisect_right(spans, place, key=lambda span: span.start) - 1
    return number if number >= 0 and place < spans[number].end else -1
