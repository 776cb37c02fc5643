"""Clauses without a subject, with the one they speak of: "Born in Radom. Came to Ireland in 2004", rows of a timeline, boxes, profiles.

Each is read again as a sentence of its own, with its subject before it, as trees of clauses without one are seldom right.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes
from loaders.extraction.page import Page
from loaders.extraction.proposals import Dated, Named, Saying, Span
from loaders.extraction.recast import Clause, Readable, readable
from loaders.extraction.sentences import split
from loaders.extraction.verb_forms import Forms

_LEAD = re.compile(r"[\s>*_#|•·‣▸■●★»–—-]*")
_DATED = re.compile(r"(?:\d{1,2}[./ ])?(?:[^\W\d_]{3,9}\.? )?(?:\d{1,2}, )?\d{1,4}(?: ?[-/] ?\d{1,4})?(?:s\b)?[\s:.,|–—-]+")
_LABEL = re.compile(r"[^\n:.;,|]{2,40}:\s+")
_PART = re.compile(r";\s+|\s\|\s|,\s+(?=\w)")
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_TITLES = 2
_HEADING = 12
_MOST = 200
_ABOVE = 160
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_WHOSE = frozenset({"person", "organisation", "agency", "outlet"})


class Elided:
    """The clauses without a subject of a page that has trees."""

    def __init__(self, page: Page, nodes: Nodes, lexicon: Lexicon) -> None:
        self.page, self.nodes, self.lexicon = page, nodes, lexicon
        self.forms = Forms(lexicon)
        self.named = {nodes.span(node).start: node for node in nodes.name}
        self.places = sorted(self.named)
        self.main = self._main()
        self.titled = ""
        """Whom a heading names that does not begin with the name; rows with dates below it may be told of that one."""
        self.rowed = ""
        """The last person that a row with a date began with; such rows below it may go on with that one."""

    def find(self) -> list[Clause]:
        found: list[Clause] = []
        whose, before, dated = "", 0, False
        for span in self.page.sentences or split(self.page.text):
            apart = "\n" in self.page.text[before : span.start].replace("\r", "").replace("\n", "", 1)
            row = self._behind_date(span) > span.start
            if apart and not (whose and (dated or row)) and not self._headed(span):
                whose = ""
            if apart and not row:
                self.rowed = ""
            dated, before = row, span.end
            whose = self._of_sentence(span, whose, row, found)
            if len(found) > _MOST:
                break
        return found

    def _of_sentence(self, span: Span, whose: str, row: bool, found: list[Clause]) -> str:
        """Adds the clauses of one sentence; the one that what follows may speak of."""
        start = self._behind_date(span)
        whose = whose or (self.rowed if row else "")
        for part in self._parts(start, span.end):
            at = self._begin(part)
            if at >= part.end:
                continue
            node = self._name_at(at, part.end)
            if node is not None:
                whose = self.nodes.name[node]
                if row and part.start == start and self.nodes.kind[whose] == "person":
                    self.rowed = whose
                rest = self._behind_name(node, part)
                if rest is not None and (clause := self._clause(whose, rest, span)):
                    found.append(clause)
                continue
            if row and part.start == start and whose and (own := self._own(at)):
                found.append(Clause(whose, Span(own, part.end), "'s", span))
                continue
            told = self._clause(whose or ((self.titled or self.main) if row else ""), Span(at, part.end), span)
            if told is not None:
                if not self._has_subject(part):
                    found.append(told)
            elif not self._verbless(part) and not self._pronoun(at):
                whose = ""
        if not row and self._heading(span) and (only := self._only(span)):
            if self._name_at(self._begin(span), span.end) is None:
                self.titled = only
                return ""
            whose = only
        return whose

    # where things begin

    def _behind_date(self, span: Span) -> int:
        lead = _LEAD.match(self.page.text, span.start, span.end)
        at = lead.end() if lead else span.start
        dated = _DATED.match(self.page.text, at, span.end)
        return dated.end() if dated and dated.end() < span.end else span.start

    def _parts(self, start: int, end: int) -> Iterator[Span]:
        for mark in _PART.finditer(self.page.text, start, end):
            if mark[0][0] == "," and not self._goes_on(mark.end()):
                continue
            if start < mark.start():
                yield Span(start, mark.start())
            start = mark.end()
        if start < end:
            yield Span(start, end)

    def _goes_on(self, at: int) -> bool:
        """Whether a birth or death begins behind a comma: "born Riga 1926, died Oslo 2004"."""
        word = _WORD.match(self.page.text, at)
        form = self.forms.of(word[0]) if word else None
        return form is not None and self.lexicon.among("bare_place", form.lemma)

    def _begin(self, part: Span) -> int:
        """Where the words of a part begin, behind marks and a label."""
        lead = _LEAD.match(self.page.text, part.start, part.end)
        at = lead.end() if lead else part.start
        label = _LABEL.match(self.page.text, at, part.end)
        if label and not self._names(at, label.end()):
            at = label.end()
        return at

    def _name_at(self, at: int, end: int) -> int | None:
        """The name that a part begins with, titles passed over."""
        for _ in range(_TITLES + 1):
            node = self.named.get(at)
            if node is not None:
                return node if self.nodes.kind[self.nodes.name[node]] in _WHOSE else None
            word = _WORD.match(self.page.text, at, end)
            if word is None or not word[0][0].isupper() or self.forms.of(word[0]):
                return None
            at = word.end() + 1 if self.page.text[word.end() : word.end() + 1] in (" ", ".") else word.end()
            at += self.page.text[at : at + 1] == " "
        return None

    def _behind_name(self, node: int, part: Span) -> Span | None:
        """What stands behind "X:", "X –" or "X, 36;": a clause of X's own."""
        end = self.nodes.span(node).end
        mark = re.compile(r"[*_]{0,3}(?:, \d{1,3})?\s?(?::|–|—| -|\.)[*_]{0,3}\s+").match(self.page.text, end, part.end)
        if mark is None or mark.end() >= part.end or (":" in mark[0] and self._only_label(node)):
            return None
        return Span(mark.end(), part.end)

    def _only_label(self, node: int) -> bool:
        """Whether a name of one word stands nowhere but before a colon: "Reasons: …" is nobody."""
        n = self.nodes
        places = [each for each, id_ in n.name.items() if id_ == n.name[node]]
        return all(n.first[each] == n.last[each] and self.page.text[n.span(each).end : n.span(each).end + 1] == ":" for each in places)

    def _headed(self, span: Span) -> bool:
        """Whether a line is a heading, or what stands below one."""
        above = self.page.text[max(0, span.start - _ABOVE) : span.start].rstrip().rpartition("\n")[2]
        return bool(above) and len(above.split()) <= _HEADING and above[-1] not in ".!?"

    def _heading(self, span: Span) -> bool:
        words = self.page.text[span.start : span.end].split()
        return len(words) <= _HEADING and words[-1][-1] not in ".!?;" and self._verbless(span)

    def _only(self, span: Span) -> str:
        """The one person that a heading names."""
        names = (self.nodes.name[node] for node in self._names(span.start, span.end))
        held = {id_ for id_ in names if self.nodes.kind[id_] == "person"}
        return held.pop() if len(held) == 1 else ""

    def _main(self) -> str:
        """The person that the page names most, thrice at least and twice as often as anybody else."""
        counts = Counter(id_ for id_ in self.nodes.name.values() if self.nodes.kind[id_] == "person").most_common(2)
        if not counts or counts[0][1] < 3 or (len(counts) > 1 and counts[1][1] * 2 > counts[0][1]):
            return ""
        return counts[0][0]

    # what a clause is

    def _clause(self, whose: str, part: Span, row: Span) -> Clause | None:
        """A part as a clause of somebody: it begins with a verb, or is a post at a body that is named."""
        word = _WORD.match(self.page.text, part.start, part.end)
        if not whose or word is None or part.start in self.named:
            return None
        if self.lexicon.among("formerly", word[0].lower()):
            behind = _WORD.match(self.page.text, word.end() + 1, part.end)
            if behind and behind.start() not in self.named and self.forms.of(behind[0]):
                word = behind
        form = self.forms.of(word[0])
        if form is not None:
            rest = self.page.text[word.end() : part.end].lstrip()
            following = _WORD.match(rest)
            at = part.end - len(rest)
            bare = self._place_at(at) and self.lexicon.among("bare_place", form.lemma)
            passive = self.forms.passive(form, following[0].lower() if following and at not in self.named else "")
            if bare:  # "born Radom"
                return Clause(whose, Span(at, part.end), f" {'was ' * passive}{word[0].lower()} in ", row)
            return Clause(whose, part, " was " if passive else " ", row)
        posts = _WORD.findall(self.page.text[part.start : part.end])[:5]
        if any(each.lower() in self.lexicon.bonds for each in posts) and self._verbless(part) and self._holds_body(part):
            return Clause(whose, part, ", ", row)
        return None

    def _place_at(self, at: int) -> bool:
        node = self.named.get(at)
        return node is not None and self.nodes.kind[self.nodes.name[node]] == "place"

    def _holds_body(self, part: Span) -> bool:
        """Whether a part names a body or a place, and nobody else."""
        n = self.nodes
        kinds = {n.kind[n.name[node]] for node in self._names(part.start, part.end)}
        return bool(kinds) and "person" not in kinds and ":" not in self.page.text[part.start : part.end]

    def _names(self, start: int, end: int) -> list[int]:
        """The names that begin in a stretch."""
        return [self.named[place] for place in self.places[bisect_left(self.places, start) : bisect_left(self.places, end)]]

    def _within(self, span: Span) -> Iterator[int]:
        n = self.nodes
        first = n.at(span.start)
        place = n.place.get(first, 0) if first is not None else 0
        while place < len(n.order) and n.start[n.order[place]] < span.end:
            yield n.order[place]
            place += 1

    def _has_subject(self, span: Span) -> bool:
        n = self.nodes
        return any(
            n.dep[node] in _SUBJECTS and n.head[n.head[node]] == n.head[node] and n.pos[n.head[node]] in ("VERB", "AUX")
            for node in self._within(span)
        )

    def _verbless(self, span: Span) -> bool:
        n = self.nodes
        return not any(n.pos[node] in ("VERB", "AUX") and n.tag[node] not in ("VBG", "VBN") for node in self._within(span))

    def _pronoun(self, at: int) -> bool:
        node = self.nodes.at(at)
        return node is not None and self.nodes.tag[node] in ("PRP", "PRP$")

    def _own(self, at: int) -> int:
        """Where "his" or "her" that begins here ends; 0 where none does."""
        node = self.nodes.at(at)
        person = node is not None and self.nodes.tag[node] == "PRP$" and self.lexicon.among("own_of_person", self.nodes.word[node])
        return self.nodes.end[node] if person and node is not None else 0

    def readable(self, entities: Sequence[Named], sayings: Sequence[Saying], dates: Sequence[Dated]) -> Readable | None:
        """The clauses as sentences with their subjects, names and dates; None if there are none."""
        clauses = self.find()
        return readable(self.page, clauses, entities, sayings, dates) if clauses else None
