"""Persons, bodies, outlets, places and named events of a page, each with every place that names it.

Rules cut candidates out of runs of words with a capital; the model, where there is one, has a vote and brings what rules do not see. What
speaks for each kind is added up over all mentions of a name, longer names first, and shorter ones join the longer that they can be of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from graph.model import fold
from loaders.extraction import initials, mastheads, model_names
from loaders.extraction.candidates import Cutter
from loaders.extraction.countrys import bodies
from loaders.extraction.headings import Candidate
from loaders.extraction.kinds import Judge
from loaders.extraction.lexicon import Lexicon, lexicon
from loaders.extraction.linking import Linker
from loaders.extraction.numerals import ranked
from loaders.extraction.owners import owned, pairs, partnered, topics
from loaders.extraction.page import Page
from loaders.extraction.proposals import Named, Span
from loaders.extraction.same import Group, has_initial
from loaders.extraction.shapes import Word, bare, hosts, runs
from loaders.extraction.terms import named_by_subject
from loaders.extraction.vocabulary import Vocabulary, vocabulary

_OPENS, _CLOSES = re.compile(r" [\"'«]"), re.compile(r"[\"'»] ")
_LINE_LABEL = re.compile(r"[^\W\d_][^\n:]{0,30}:(?=\s)")
_NUMBERED = re.compile(r"(?:[A-Z]{1,2}\.)?\d{1,3}(?:\.\d{1,3}){0,2}[.)]?")
_NOT_IN_IDS = re.compile(r"[^\w]+")
_LONGEST = 120
"""Characters of a name: what is longer is a list, or a line of an attachment in letters and figures."""


def find(page: Page, words: Lexicon | None = None) -> list[Named]:
    """The entities of a page in the order of their first mention; ids are `kind:slug-of-name`, unique. `words`: a lexicon of a case."""
    lists = vocabulary(words or lexicon())
    text = initials.blanked(bare(page.text), initials.found(page.text, page.publisher))
    numbered = ranked(_parted(runs(text, words or lexicon()), text), text, lists)
    whole = _joined(
        numbered, lambda last, run: owned(last, run, text, lists) or partnered(last, run, text, lists) or topics(last, run, text, lists)
    )
    found = list(_joined(_nicknamed(whole, text, lists), lambda last, run: _turned(last, run, text, lists)))
    language = model_names.dictionary(page.doc.vocab) if page.doc is not None else frozenset[str]()
    cutter = Cutter(text, lists, pairs(found, lists), language)
    candidates: list[Candidate] = []
    alone: list[Candidate] = []
    for run in found:
        for each in cutter.cut(run):
            if not candidates or each.start >= candidates[-1].end:
                (alone if cutter.nothing(each) else candidates).append(each)
    named = model_names.found(page.doc) if page.doc is not None else []
    kept = (lists.known.given, lists["organisation_first"], lists["agency_first"], lists["outlet_first"])
    model_names.shortened(named, candidates, kept)
    small = (*named_by_subject(text, lists), *bodies(text, candidates, lists))
    taken = [each for each in (*candidates, *small) if each.end - each.start <= _LONGEST]
    candidates = sorted(taken, key=lambda each: each.start)
    candidates = mastheads.named(page.publisher, candidates, cutter)
    spoken = model_names.votes(page.doc, named, candidates, lists.known, lists) if page.doc is not None else {}
    publishing = mastheads.keys_of(page.publisher, cutter), mastheads.senders(page.text)
    judge = Judge(text, lists, cutter, language, hosts(page.text), *publishing)
    groups = Linker(cutter, judge, spoken).groups(candidates, alone)
    return list(_named(page.text, groups))


def _parted(found: Iterable[list[Word]], text: str) -> Iterator[list[Word]]:
    """The runs, ended before a line that a label opens: "Name: X" over "Born: …"."""
    for run in found:
        first = 0
        for place in range(1, len(run)):
            if "\n" in run[place].gap and _LINE_LABEL.match(text, run[place].start):
                yield run[first:place]
                first = place
        yield run[first:]


def _joined(found: Iterable[list[Word]], join: Callable[[list[Word], list[Word]], list[Word] | None]) -> Iterator[list[Word]]:
    """The runs, each joined to the one before it where `join` makes one of the two."""
    last: list[Word] = []
    for run in found:
        whole = join(last, run) if last else None
        if whole is None and last:
            yield last
        last = whole or run
    if last:
        yield last


def _nicknamed(found: Iterable[list[Word]], text: str, lists: Vocabulary) -> Iterator[list[Word]]:
    """The runs, joined around a name in quotes: `Ivan "Vanya" Petrov` is one name, with another."""
    held: list[list[Word]] = []
    for run in found:
        if held and _is_nick(held[-1], run, text, lists) and not (len(held) > 1 and _opened(held[-2], held[-1], text)):
            held[-1][0].start -= 1
            run = [*held.pop(), *run]
        held.append(run)
        if len(held) < 3:
            continue
        before, nick, behind = held
        if (
            len(nick) < 4
            and before[-1].low not in lists["small"]
            and _opened(before, nick, text)
            and _CLOSES.fullmatch(text[nick[-1].end : behind[0].start])
        ):
            behind[0].nick = " ".join(word.low for word in nick)
            held = [[*before, *behind]]
        else:
            yield held.pop(0)
    yield from held


def _opened(before: list[Word], nick: list[Word], text: str) -> bool:
    """Whether nothing but the quotes of the second parts two runs."""
    end, start = before[-1].end, nick[0].start
    return start - end == 2 and _OPENS.fullmatch(text, end, start) is not None


def _is_nick(nick: list[Word], run: list[Word], text: str, lists: Vocabulary) -> bool:
    """Whether a name in quotes is called before the surname: `"Pancho" Villalobos`."""
    start, name = nick[0].start, run[0].low
    if len(nick) > 1 or len(run) > 2 or nick[0].low in lists["small"] or nick[0].text.isupper() or text[max(0, start - 1) : start] != '"':
        return False
    return text[nick[0].end : run[0].start] == '" ' and name not in lists["small"] and name not in lists.known.given


def _turned(last: list[Word], run: list[Word], text: str, lists: Vocabulary) -> list[Word] | None:
    """One run where a surname in capitals stands before the given name: "KOROLENKO-VEGA, Arkady Timofeyevich"."""
    if text[last[-1].end : run[0].start] != ", " or not _is_turned(last, run, lists) or not _begins_item(text, last[0].start):
        return None
    run[0].gap = " "
    return [*last, *run]


def _begins_item(text: str, start: int) -> bool:
    """Whether an entry of a list begins here: at the head of a line, behind a number or a label."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    written = line.strip()
    return len(line) < 40 and (not written or written.endswith((":", ".", ")", "-", "*")) or _NUMBERED.fullmatch(written) is not None)


def _is_turned(last: list[Word], run: list[Word], lists: Vocabulary) -> bool:
    surname = [word for word in last if word.text.isupper() and len(word.text) > 2]
    if not 0 < len(last) < 4 or not last[0].text.isupper() or not surname or run[0].text.isupper() or len(run) > 3:
        return False
    known = lists.known
    apart = (lists["titles"], lists["company_forms"], lists.heads, known.names)
    if any(word.low in listed for word in (*last, *run) for listed in apart):
        return False
    turned = run[0].low in known.given or run[-1].low.endswith(known.endings) or (len(last) == 2 and known.pinyin(last[0].low, last[1].low))
    return turned or len(last) == 1 or last[0].low in lists["particles"]


def _named(text: str, groups: Iterable[Group]) -> Iterator[Named]:
    taken: Counter[str] = Counter()
    for group in sorted(groups, key=lambda group: group.first):
        written = Counter(" ".join(text[each.start : each.end].split()) for each in sorted(group.mentions, key=lambda each: each.start))
        name = group.called or max(written, key=lambda form: (len(form.split()), not has_initial(form), not form.isupper(), written[form]))
        slug = _NOT_IN_IDS.sub("-", fold(name)).strip("-_") or "name"
        taken[f"{group.kind}:{slug}"] += 1
        number = taken[f"{group.kind}:{slug}"]
        others = [form for form in written if form != name]
        spans = sorted({Span(each.start, each.end) for each in group.mentions})
        yield Named(f"{group.kind}:{slug}" + (f"-{number}" if number > 1 else ""), group.kind, name, others, spans)
