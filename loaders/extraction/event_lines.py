"""What the lines of a page tell of events: entries that begin with a date, and labels that tell what became of whom they name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from loaders.extraction import event_signs
from loaders.extraction.event_signs import Signs
from loaders.extraction.nodes import Nodes
from loaders.extraction.page import Page
from loaders.extraction.proposals import Dated, Span
from loaders.extraction.small_words import in_order

_ENDINGS = in_order("of_verbs")
_ENTRY = re.compile(r"[*_)\]]*[ \t]{0,16}(?:[-–—:|•]|[A-Z])")  # what stands behind the date of an entry

_CLOCK = re.compile(r"^[^\w\n]{0,4}\d{1,2}[.:]\d{2}(?:\s|$)", re.MULTILINE)
_LIVE = 5


@dataclass(frozen=True, slots=True)
class Begun:
    """What an entry of a timeline begins with: the type of its event, its date, and whether a verb tells it."""

    type: str
    when: str
    verb: bool


def _headings(text: str, dates: Iterable[Dated]) -> dict[int, Dated]:
    """The date that begins a line, by the place where the line starts: "- May 2019: raid on X", "1976 Joins the bureau"."""
    found: dict[int, Dated] = {}
    for each in dates:
        start = text.rfind("\n", 0, each.span.start) + 1
        if each.edtf and not any(char.isalnum() for char in text[start : each.span.start]) and _ENTRY.match(text, each.span.end):
            found[start] = each
    return found


class Lines:
    """The lines of a page that has trees."""

    def __init__(self, page: Page, nodes: Nodes, signs: Signs, dates: Iterable[Dated]) -> None:
        self.page, self.nodes, self.signs = page, nodes, signs
        self.headings = _headings(page.text, dates)
        self.live = len(_CLOCK.findall(page.text)) >= _LIVE
        """Whether the page is written as the day goes on: many of its lines begin with a time of day."""

    def span(self, node: int) -> Span:
        """The line that a word stands in."""
        start, text = self.nodes.start[node], self.page.text
        end = text.find("\n", start + 1)  # a line break can be a word
        return Span(text.rfind("\n", 0, start) + 1, len(text) if end < 0 else end)

    def entry(self, node: int) -> Dated | None:
        """The date of the entry that a word stands in."""
        return self.headings.get(self.span(node).start) if self.headings else None

    def begun(self, node: int) -> Dated | None:
        """The date that begins a line, where nothing stands between it and a verb: "July 2015: Sacked after an audit"."""
        entry, start = self.entry(node), self.nodes.start[node]
        if entry is None or start < entry.span.end or any(map(str.isalnum, self.page.text[entry.span.end : start])):
            return None
        return entry

    def named(self, span: Span) -> list[int]:
        """The names in a stretch of text."""
        n = self.nodes
        return [each for each in n.order if each in n.name and span.start <= n.start[each] < span.end]

    def begins(self, node: int) -> Begun | None:
        """The verb that an entry of a timeline begins with, where the tree takes it for a noun: "1976 Joins the bureau"; a post that stands
        there, "1994: Minister of Ports"."""
        n, entry = self.nodes, self.begun(node)
        if entry is None:
            return None
        word = n.word[node]
        verb = next((stem for stem in (word[:-1], word[:-2]) if word.endswith(_ENDINGS) and stem in self.signs.verbs), "")
        if verb:
            return Begun(self.plain(verb), entry.edtf, verb=True)
        if n.lemma[node] in event_signs.posts() and n.dep[node] != "compound":
            return Begun("appointment", entry.edtf, verb=False)
        return None

    def label(self, node: int) -> str:
        """What the word that begins a line tells of whom it names: "Hired: X, by Y", "OUT X, harbour master"; empty if nothing."""
        n, text = self.nodes, self.page.text
        start = n.start[node]
        if not text[start].isupper() or any(map(str.isalnum, text[text.rfind("\n", 0, start) + 1 : start])):
            return ""
        end, line = n.span(node).end, self.span(node)
        colon, word = text[end : end + 1] == ":", n.word[node]
        type_ = self.signs.labels.get(word, "") if colon or text[start:end].isupper() else ""
        if not type_ and colon and n.tag[node] in ("VBN", "VBD") and n.lemma[node] in self.signs.verbs:
            type_ = self.plain(n.lemma[node])
        if not type_ or n.step(node, 2 if colon else 1) is None or end >= line.end:
            return ""
        return type_ if any(n.kind_of(each) == "person" for each in self.named(Span(end, line.end))) else ""

    def cried(self, node: int) -> str:
        """What a word of a headline in capitals tells, "FORMER OFFICIAL ARRESTED"; empty if nothing."""
        n = self.nodes
        type_ = self.signs.headlines.get(n.word[node], "")
        if not type_:
            return ""
        line = self.span(node)
        before = self.page.text[line.start : n.start[node]]
        return type_ if self.page.text[line.start : line.end].isupper() and any(map(str.isalpha, before)) else ""

    def plain(self, verb: str) -> str:
        """What a verb tells where nothing stands around it."""
        signs = self.signs.verbs[verb]
        return next((each for each in signs if not each.needs), signs[-1]).type
