"""Interviews whose first question and first answer alone have a label: who asks and who answers by turns below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from loaders.extraction.acts import Chain
from loaders.extraction.answers import is_quotation
from loaders.extraction.cues import Cues
from loaders.extraction.page import Page
from loaders.extraction.paragraphs import paragraphs as parted
from loaders.extraction.proposals import Span
from loaders.extraction.stretches import Setting

_QUOTED = re.compile(r'"[^"\n]{0,2000}"')
_NOTE = re.compile(r"[*_(\[]{0,3}[^\n:.!?\"]{4,60}:[*_]{0,3} ")
_MARKS = " \t\n*_#"
_LABELS = 4
"""So many labels are the begin of an interview; more of them are its turns."""
_SEVERAL = 2
"""So many answers that go on with an "I" in a second paragraph tell that answers have several."""
_FEWEST = 4
"""Paragraphs without a label, at least."""
_SIGNS = 3
"""By how many the paragraphs that tell by a word whose they are must be more than those that tell the opposite."""
_AGAIN, _AGAINST = 1.5, 2.0
"""What it costs that one goes on in the next paragraph, and that a paragraph tells the opposite of what it is taken for."""
_LONG, _STATED = 0.4, 1.0
"""The same of an answer where answers have several paragraphs, and what it costs there that a statement is put as a question."""


def completed(page: Page, cues: Cues, turns: Sequence[Setting]) -> Sequence[Setting]:
    """The turns with what stands below the last label, if the first labels are of one who asks and one who answers, and with headlines
    that are quotations, which are the guest's."""
    pair = _pair(page, turns)
    if pair is None:
        return turns
    asker, guest = pair
    paragraphs = parted(page.text)
    rest = [each for each in paragraphs if each.start > turns[-1].span.start]
    rest = rest[: _end(page, cues, rest)]
    signs = [_answers(page, cues, each) for each in rest]
    answers = _decoded(signs, after_answer=turns[-1].chain == guest)
    told = [sign == answer for sign, answer in zip(signs, answers, strict=True) if sign is not None]
    if len(rest) < _FEWEST or 2 * sum(told) - len(told) < _SIGNS or all(answers) or not any(answers):
        return turns
    last = replace(turns[-1], span=Span(turns[-1].span.start, min(turns[-1].span.end, rest[0].start)))
    headed = [each for each in paragraphs if each.end <= turns[0].span.start and is_quotation(page, each)]
    below = [Setting(each, guest if answer else asker) for each, answer in zip(rest, answers, strict=True)]
    return [*(Setting(each, guest) for each in headed), *turns[:-1], last, *below]


def _pair(page: Page, turns: Sequence[Setting]) -> tuple[Chain, Chain] | None:
    """Who asks and who answers by the first labels, which take turns."""
    chains = [each.chain for each in turns]
    in_turn = len(set(chains)) == 2 and all(one != other for one, other in pairwise(chains))
    if not in_turn or len(chains) > _LABELS:
        return None
    first = page.text[turns[0].span.start : turns[0].span.end].strip(_MARKS)
    return (chains[0], chains[1]) if first.endswith("?") and chains[1] else None


def _end(page: Page, cues: Cues, rest: Sequence[Span]) -> int:
    """How many paragraphs the interview has: a note below it has a label of its own, or neither "I" nor "you" and no question above."""
    end = len(rest)
    while end and (_NOTE.match(page.text, rest[end - 1].start) or _answers(page, cues, rest[end - 1]) is None):
        asked = end > 1 and page.text[rest[end - 2].start : rest[end - 2].end].rstrip(_MARKS).endswith("?")
        if asked and not _NOTE.match(page.text, rest[end - 1].start):
            break
        end -= 1
    return end


def _answers(page: Page, cues: Cues, paragraph: Span) -> bool | None:
    """Whether a paragraph is of who answers, or asks, by an "I" outside quotation marks, a question mark at its end, or "you"."""
    words = page.text[paragraph.start : paragraph.end].strip(_MARKS)
    own = _QUOTED.sub("", words)
    if cues.singular.search(own):
        return True
    return False if words.endswith("?") or cues.second_person.search(own) else None


def _decoded(signs: Sequence[bool | None], *, after_answer: bool) -> list[bool]:
    """For each paragraph whether it is an answer: what fits most signs with the fewest who go on in a second paragraph."""
    asked = [-1, *(number for number, sign in enumerate(signs) if sign is False), len(signs)]
    evenly = sum((other - one) % 2 for one, other in pairwise(asked))  # two questions with an even number of paragraphs between them
    several = evenly + sum(one is True and other is True for one, other in pairwise(signs)) >= _SEVERAL
    costs, steps = {after_answer: 0.0}, list[dict[bool, bool]]()
    for sign in signs:
        new, step = dict[bool, float](), dict[bool, bool]()
        for answer in (True, False):
            again = _LONG if answer and several else _AGAIN
            ways = {before: cost + (again if before == answer else 0) for before, cost in costs.items()}
            step[answer] = min(ways, key=lambda each: ways[each])
            against = _AGAINST if sign is not None and sign != answer else _STATED if sign is None and not answer and several else 0
            new[answer] = ways[step[answer]] + against
        costs = new
        steps.append(step)
    last = min(costs, key=lambda each: costs[each])
    found: list[bool] = []
    for step in reversed(steps):
        found.append(last)
        last = step[last]
    return found[::-1]
