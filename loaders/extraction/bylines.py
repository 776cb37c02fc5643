"""Who wrote a page by its bylines: "By X and Y", "By X in Riga", "By X, Evening Star correspondent", "X for the Evening Star"."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.extraction.found import Found
from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes, Row
from loaders.extraction.standing import body_of

_HEADING = 12
_LONG = 24
_POST = 4
_TOP = 6
HEAD = 30
"""Rows of a page in which a byline may stand."""
_BARS = frozenset("|·•")


class Bylines:
    """The bylines of a page. `publisher` is the id of the entity that publishes it, empty if it is none."""

    def __init__(self, nodes: Nodes, lexicon: Lexicon, publisher: str) -> None:
        self.nodes, self.lexicon = nodes, lexicon
        self.outlet = publisher or self._outlet()

    def _outlet(self) -> str:
        """The outlet whose name stands alone in the head of the page."""
        body = body_of(
            self.nodes,
            self.lexicon,
            [row[: next((p for p, node in enumerate(row) if self.nodes.word[node] in _BARS), len(row))] for row in self.nodes.rows[:_TOP]],
        )
        return body if self.nodes.kind.get(body) == "outlet" else ""

    def authors(self) -> set[str]:
        return {each.subject for each in self.find() if each.predicate == "role"}

    def find(self) -> Iterator[Found]:
        for number, row in enumerate(self.nodes.rows[:HEAD]):
            first = _first(self.nodes, self.lexicon, row)
            if written := behind_by(self.nodes, self.lexicon, row):
                yield from self._of_byline(written)
            elif posted := self._posted(row):
                yield from self._of_byline(posted)
            elif number < _TOP and len(row) < _HEADING and self.lexicon.among("origin", self.nodes.word[first]):
                yield from self._from(row[row.index(first) + 1 :])
            elif self.nodes.kind_of(first) == "person":
                yield from self._written_for(row[row.index(first) :])
                if number < _TOP:
                    yield from self._carded(row)
                    yield from self._from(row[row.index(first) :])

    def _posted(self, row: Row) -> Row:
        """What stands behind "Evening Star. Posted by X", empty where a sentence stands before."""
        n, lists = self.nodes, self.lexicon.lists
        for place, node in enumerate(row[1:_HEADING], 1):
            if n.word[node] in lists["byline"] and n.word[row[place - 1]] in lists["bylined"]:
                outlets = [each for each in row[: place - 1] if self.nodes.kind_of(each)]
                return row[place + 1 :] if all(self.nodes.name[each] == self.outlet for each in outlets) else []
        return []

    def _from(self, row: Row) -> Iterator[Found]:
        """ "From X in Riga", "X, Riga", "X reports from Riga", alone in a line of the head."""
        n = self.nodes
        rest = [each for each in row[1:] if n.word[each] not in (".", "*", "_")]
        if not row or n.kind_of(row[0]) != "person" or not self.outlet or n.name[row[0]] == self.outlet:
            return
        told = [each for each in rest if each in n.name]
        small = [n.word[each] for each in rest if each not in n.name]
        between = (len(small) == 1 and (small[0] == "," or self.lexicon.among("inside", small[0])) and len(rest) == 2) or (
            len(small) == 2 and self.lexicon.among("reporting", small[0]) and self.lexicon.among("origin", small[1])
        )
        if len(told) == 1 and n.kind_of(told[0]) == "place" and between and rest[-1] == told[0]:
            yield Found(n.name[row[0]], "role", self.outlet, row[0], "byline", self.lexicon.words["byline_detail"])
            yield Found(n.name[row[0]], "located_in", n.name[told[0]], row[0], "byline: place")

    def _of_byline(self, row: Row) -> Iterator[Found]:
        row = [node for node in row if self.nodes.word[node] not in ("*", "_")]
        people, here = list[int](), list[int]()
        told = -1
        for place, node in enumerate(row[:_LONG]):
            word = self.nodes.word[node]
            if place <= told:
                continue
            if self.nodes.kind_of(node) == "person":
                people.append(node)
                here.append(node)
            elif here and self.lexicon.among("inside", word):
                yield from self._there(here, row[place + 1 : place + 2])
                here, told = [], place + 1
            elif self._end(here, row[place - 1 : place + 3]):
                yield from self._there(here, row[place : place + 1])
                break
            elif people and (post := self._post(row[place:])):
                here, told = [], place + post - 1  # where somebody with a post is, is not told of those behind
            elif word != "," and not self.lexicon.among("and", word) and not (people and self.lexicon.among("credited", word)):
                break
        if not people or self._named_outlet(row, row.index(people[-1])):
            yield from self._named_role(people, row)
        elif self.outlet:
            for node in people:
                if self.nodes.name[node] != self.outlet:
                    yield Found(self.nodes.name[node], "role", self.outlet, node, "byline", self.lexicon.words["byline_detail"])

    def _post(self, row: Row) -> int:
        """How many words a post between commas has: "By X, Investigations Editor, and Y"."""
        for place, node in enumerate(row[:_POST]):
            if node in self.nodes.name or not self.nodes.word[node].isalpha():
                break
            if self.nodes.word[node] in self.lexicon.bonds and [self.nodes.word[each] for each in row[place + 1 : place + 2]] == [","]:
                return place + 1
        return 0

    def _end(self, people: Row, row: Row) -> bool:
        """Whether a place behind a comma ends a byline: "By X, Riga"."""
        if not people or len(row) < 2 or len(row) > 3 or self.nodes.word[row[0]] != ",":
            return False
        return self.nodes.kind_of(row[1]) == "place" and (len(row) == 2 or self.nodes.word[row[2]] == ".")

    def _named_outlet(self, row: Row, last: int) -> int:
        """The outlet behind the last author and a comma: "By X, Evening Star"."""
        behind = row[last + 1 : last + 4]
        if not behind or not (self.nodes.word[behind[0]] == "," or self.lexicon.among("subject_of_post", self.nodes.word[behind[0]])):
            return 0
        return next((node for node in behind if self.nodes.kind_of(node) == "outlet"), 0)

    def _named_role(self, people: Row, row: Row) -> Iterator[Found]:
        outlet = self._named_outlet(row, row.index(people[-1])) if people else 0
        for node in people if outlet else ():
            yield Found(self.nodes.name[node], "role", self.nodes.name[outlet], node, "byline", self.lexicon.words["byline_detail"])

    def _written_for(self, row: Row) -> Iterator[Found]:
        """ "X for the Evening Star", alone in its line."""
        rest = [node for node in row[1:] if not self.lexicon.among("article", self.nodes.word[node])]
        if len(rest) == 2 and self.lexicon.among("subject_of_post", self.nodes.word[rest[0]]) and self.nodes.kind_of(rest[1]) == "outlet":
            yield Found(self.nodes.name[row[0]], "role", self.nodes.name[rest[1]], row[0], "byline", self.lexicon.words["byline_detail"])

    def _carded(self, row: Row) -> Iterator[Found]:
        """ "X | The Observer | Sunday, 4 May": a person alone in the first cell, the outlet of the page alone in another."""
        first, *others = cells(self.nodes, row)
        named = [each for cell in others for each in cell if each in self.nodes.name]
        if len(first) == len(named) == 1 and self.outlet and self.nodes.name[named[0]] == self.outlet != self.nodes.name[first[0]]:
            yield Found(self.nodes.name[first[0]], "role", self.outlet, first[0], "byline", self.lexicon.words["byline_detail"])

    def _there(self, people: Row, place: Row) -> Iterator[Found]:
        if place and self.nodes.kind_of(place[0]) == "place":
            for node in people:
                yield Found(self.nodes.name[node], "located_in", self.nodes.name[place[0]], node, "byline: place")


def behind_by(nodes: Nodes, lexicon: Lexicon, row: Row) -> Row:
    """What stands behind the "By" that opens a row or its last cell; empty where none does."""
    first = _first(nodes, lexicon, row)
    return row[row.index(first) + 1 :] if lexicon.among("byline", nodes.word[first]) else []


def _first(nodes: Nodes, lexicon: Lexicon, row: Row) -> int:
    """The first word of a row, or of its last cell: "Evening Star | 4 May | By X"."""
    bars = [place for place, node in enumerate(row[:-1]) if nodes.word[node] in _BARS]
    if bars and lexicon.among("byline", nodes.word[row[bars[-1] + 1]]):
        return row[bars[-1] + 1]
    return next((node for node in row if nodes.word[node] not in ("*", "_", "#", "-")), row[0])


def cells(nodes: Nodes, row: Row) -> list[Row]:
    """What stands between the bars of a row, without marks of emphasis."""
    found: list[Row] = [[]]
    for node in row:
        word = nodes.word[node].strip()
        if word in _BARS:
            found.append([])
        elif word.strip("*_#-"):
            found[-1].append(node)
    return found
