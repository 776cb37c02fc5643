"""Persons, bodies, outlets, places and named events of a page, each with every place that names it.

Rules cut candidates out of runs of words with a capital; the model, where there is one, has a vote and brings what rules do not see. What
speaks for each kind is added up over all mentions of a name, longer names first, and shorter ones join the longer that they can be of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from graph.model import fold
from loaders.extraction import model_names
from loaders.extraction.candidates import Candidate, Cutter
from loaders.extraction.kinds import Judge
from loaders.extraction.lexicon import Lexicon, lexicon
from loaders.extraction.linking import Linker
from loaders.extraction.page import Page
from loaders.extraction.pieces import pairs
from loaders.extraction.proposals import Named, Span
from loaders.extraction.same import Group
from loaders.extraction.shapes import Word, bare, runs
from loaders.extraction.vocabulary import vocabulary

_OPENS, _CLOSES = re.compile(r" [\"'«]"), re.compile(r"[\"'»] ")
_NOT_IN_IDS = re.compile(r"[^\w]+")


def find(page: Page, words: Lexicon | None = None) -> list[Named]:
    """The entities of a page in the order of their first mention; ids are `kind:slug-of-name`, unique. `words`: a lexicon of a case."""
    lists = vocabulary(words or lexicon())
    text = bare(page.text)
    found = list(_nicknamed(_owned(runs(text, words or lexicon()), text, lists["owning"], lists.possessive), text, lists["small"]))
    cutter = Cutter(text, lists, pairs(found, lists))
    candidates: list[Candidate] = []
    alone: list[Candidate] = []
    for run in found:
        for each in cutter.cut(run):
            (alone if cutter.nothing(each) else candidates).append(each)
    if page.doc is not None:
        model_names.shortened(page.doc, candidates, lists.known.given)
    spoken = model_names.votes(page.doc, candidates, lists.known) if page.doc is not None else {}
    groups = Linker(cutter, Judge(text, lists, cutter), spoken).groups(candidates, alone)
    return list(_named(page.text, groups))


def _owned(found: Iterable[list[Word]], text: str, owners: frozenset[str], possessive: tuple[str, ...]) -> Iterator[list[Word]]:
    """The runs, joined where a name owns within a name: "People's Daily", "Prosecutor General's Office"."""
    last: list[Word] = []
    for run in found:
        if last and last[-1].low in owners and text[last[-1].end : run[0].start].removesuffix(" ") in possessive:
            end = run[0].start - 1
            last[-1] = Word(last[-1].start, end, text[last[-1].start : end], fold(text[last[-1].start : end]), last[-1].gap)
            last = [*last, *run]
            continue
        if last:
            yield last
        last = run
    if last:
        yield last


def _nicknamed(found: Iterable[list[Word]], text: str, small: frozenset[str]) -> Iterator[list[Word]]:
    """The runs, joined around a name in quotes: `Ivan "Vanya" Petrov` is one name, with another."""
    held: list[list[Word]] = []
    for run in found:
        held.append(run)
        if len(held) < 3:
            continue
        before, nick, behind = held
        if (
            len(nick) < 4
            and before[-1].low not in small
            and _OPENS.fullmatch(text[before[-1].end : nick[0].start])
            and _CLOSES.fullmatch(text[nick[-1].end : behind[0].start])
        ):
            behind[0].nick = " ".join(word.low for word in nick)
            held = [[*before, *behind]]
        else:
            yield held.pop(0)
    yield from held


def _named(text: str, groups: Iterable[Group]) -> Iterator[Named]:
    taken: Counter[str] = Counter()
    for group in sorted(groups, key=lambda group: group.first):
        written = Counter(" ".join(text[each.start : each.end].split()) for each in sorted(group.mentions, key=lambda each: each.start))
        name = max(written, key=lambda form: (len(form.split()), not form.isupper(), written[form]))
        slug = _NOT_IN_IDS.sub("-", fold(name)).strip("-_") or "name"
        taken[f"{group.kind}:{slug}"] += 1
        number = taken[f"{group.kind}:{slug}"]
        others = [form for form in written if form != name]
        spans = sorted({Span(each.start, each.end) for each in group.mentions})
        yield Named(f"{group.kind}:{slug}" + (f"-{number}" if number > 1 else ""), group.kind, name, others, spans)
