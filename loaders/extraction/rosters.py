"""Who belongs to the body of a page by its lists: members present, a bench, the board of a firm, counsel for each side, witnesses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.extraction.found import Found
from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes, Row
from loaders.extraction.proposals import BODIES
from loaders.extraction.small_words import among

_OF = among("of")
_PUBLIC = frozenset({"agency", "organisation"})
_PARTIES = frozenset({"person", *BODIES})
_LABEL = 6
_MARKS = frozenset("-•·–+")
_ITEMS = 60
_SHORT = 26
_LONGEST = 200


class Rosters:
    """The lists of a page, told by its rows. `body` is the id of the body that the page is of, empty if there is none."""

    def __init__(self, nodes: Nodes, lexicon: Lexicon, body: str, parties: tuple[str, str]) -> None:
        self.nodes, self.lexicon, self.body, self.parties = nodes, lexicon, body, parties

    def find(self, rows: Sequence[Row]) -> Iterator[Found]:
        for number, row in enumerate(rows):
            colon = next((place for place, node in enumerate(row[: _SHORT + 1]) if self._word(node) == ":"), None)
            if colon is None:
                yield from self._appearing(row, 0)
                if not self._heads(row, rows[number + 1 : number + 2]):
                    continue
                colon = len(row)
            label, items = row[:colon], self._items(rows, number, row[colon + 1 :])
            yield from self._sided(label, row, colon)
            if self.lexicon.any_among("appearing", self._words(label)):
                yield from self._appearing(row, colon + 1)
            elif len(label) <= _LABEL and self.lexicon.any_among("witness_labels", self._words(label)):
                for each in items:
                    if self.nodes.kind_of(each) == "person" and self._public():
                        yield Found(self._id(each), "testified_before", self.body, each, "roster: witness")
            else:
                yield from self._listed(label, items, row[colon + 1 :])

    def _heads(self, row: Row, below: Sequence[Row]) -> bool:
        """Whether a line without a colon heads a list with numbers or marks: "Directors of X"."""
        marked = bool(below) and (self._word(below[0][0]).isdigit() or self._word(below[0][0]) in _MARKS)
        return marked and len(row) <= _LABEL and self._word(row[-1]) not in (".", ",", ";")

    # members, directors, shareholders

    def _listed(self, label: Row, items: Row, behind: Row) -> Iterator[Found]:
        """ "Members present: X (Chair); Y", "The board of Z:" with a list below, "Shareholders of Z:"."""
        words = self._words(label)
        own = next((self._id(node) for node in label if self.nodes.kind_of(node) in _PUBLIC), "")
        named = [node for node in label if node in self.nodes.name]
        verbs = any(self._verb(node) and not self.lexicon.among("rosters", self._word(node)) for node in label)
        if not items or verbs or len(named) > 1 or (named and not own):
            return
        if self.lexicon.any_among("share_heads", words) and own:
            for each in items:
                if self.nodes.kind_of(each) in _PARTIES and self._id(each) != own:
                    yield Found(own, "owned_by", self._id(each), each, "roster: shares")
            return
        last = next((word for word in reversed(words) if word.isalpha()), "")
        listed = self.lexicon.any_among("rosters", words if own else (*words[:1], last)) and (bool(own) or len(words) <= _LABEL)
        body = own or (self.body if self._public() else "")
        if not listed or not body or self.lexicon.any_among("negation", words):
            return
        for each in items:
            if self.nodes.kind_of(each) == "person" and self._id(each) != body:
                yield Found(self._id(each), "role", body, each, "roster: member", self._called(each, behind) or words[0])

    def _items(self, rows: Sequence[Row], number: int, behind: Row) -> Row:
        """The names of a list behind a colon, else those that begin the rows below it."""
        if behind:
            return self._leading(behind)
        found: Row = []
        for row in rows[number + 1 : number + 1 + _ITEMS]:
            first = next((node for node in row[:3] if node in self.nodes.name), None)
            if first is None or any(self._word(node).isalpha() and not self._capital(node) for node in row[: row.index(first)]):
                break
            found.append(first)
        return found

    def _leading(self, row: Row) -> Row:
        """The names that stand first in a row or behind a comma, a semicolon or "and", outside of brackets; none of a sentence."""
        found: Row = []
        depth, open_ = 0, True
        for node in row[:_LONGEST]:
            word = self._word(node)
            depth += word in ("(", "[")
            if depth == 0:
                if self._verb(node) and not found:
                    return []
                if word == "." and found and self.nodes.trees and not self._title_before(row, node):
                    break
                if node in self.nodes.name:
                    if open_ or not found:
                        found.append(node)
                    open_ = False
                elif word in (",", ";", ".") or self.lexicon.among("and", word):
                    open_ = True
                elif not (self._capital(node) or not word.isalnum()):
                    open_ = False
            depth -= word in (")", "]")
        return found

    def _title_before(self, row: Row, dot: int) -> bool:
        at = row.index(dot)
        return at > 0 and row[at - 1] not in self.nodes.name and self._capital(row[at - 1])

    def _called(self, node: int, row: Row) -> str:
        """What stands in brackets behind a name: "X (Chair)"."""
        at = row.index(node) if node in row else len(row)
        if at + 2 < len(row) and self._word(row[at + 1]) == "(" and row[at + 2] not in self.nodes.name:
            return self._word(row[at + 2])
        return ""

    # counsel

    def _sided(self, label: Row, row: Row, colon: int) -> Iterator[Found]:
        """ "For the appellant: X, instructed by Y" in a case whose parties the page tells."""
        words = self._words(label)
        if not self.lexicon.any_among("defending", words) or any(self.nodes.kind_of(node) in _PARTIES for node in label):
            return
        if client := self._side(label):
            yield from self._counsel(row[colon + 1 :], client)

    def _side(self, row: Row) -> str:
        """The party that a row calls the claimant or the defendant; empty if neither."""
        words = self._words(row)
        claims, answers = (self.lexicon.any_among(side, words) for side in ("claiming", "answering"))
        return self.parties[0] if claims and not answers else self.parties[1] if answers and not claims else ""

    def _counsel(self, row: Row, client: str) -> Iterator[Found]:
        for node in row:
            if self._word(node) in (";",):
                return
            if self.nodes.kind_of(node) in ("person", "organisation") and self._id(node) != client:
                yield Found(self._id(node), "represents", client, node, "roster: counsel")

    def _appearing(self, row: Row, start: int) -> Iterator[Found]:
        """ "X, instructed by Y, for Z": names before "for" and the client behind it, in a row that is no sentence."""
        n = self.nodes
        if len(row) - start > _SHORT * 2 or (not start and self.nodes.kind_of(row[0]) != "person"):
            return
        if any(self._verb(node) and not self.lexicon.among("instructing", n.word[node]) for node in row[start:]):
            return
        counsel: Row = []
        for place in range(start, len(row)):
            node = row[place]
            if self.nodes.kind_of(node) in ("person", "organisation") and not self.lexicon.among("article", self._word(row[place - 1])):
                counsel.append(node)
            elif self._word(node) in (";", "."):
                counsel = []
            elif counsel and self._word(node) not in _OF and self._leads(node, row[place - 1]):
                client = next((each for each in row[place + 1 : place + 3] if self.nodes.kind_of(each) in _PARTIES), None)
                id_ = (
                    self._id(client)
                    if client is not None and self.nodes.kind_of(client) != "outlet"
                    else self._side(row[place + 1 : place + 3])
                )
                for each in counsel if id_ else ():
                    yield Found(self._id(each), "represents", id_, each, "roster: appearing")
                counsel = []

    def _leads(self, node: int, before: int) -> bool:
        """Whether "for" stands here behind a name, its letters, a mark or a word of appearing: not "X and Y work for Z"."""
        word = self._word(before)
        small = word.isalpha() and self.nodes.text[self.nodes.start[before]].islower()
        ends = before in self.nodes.name or not small or self.lexicon.among("appearing", word)
        return ends and self.lexicon.among("subject_of_post", self._word(node))

    # words

    def _public(self) -> bool:
        return self.nodes.kind.get(self.body, "") in _PUBLIC

    def _word(self, node: int) -> str:
        return self.nodes.word[node]

    def _words(self, row: Row) -> list[str]:
        return [self.nodes.word[node] for node in row if node not in self.nodes.name]

    def _id(self, node: int) -> str:
        return self.nodes.name.get(node, "")

    def _capital(self, node: int) -> bool:
        return self.nodes.text[self.nodes.start[node]].isupper()

    def _verb(self, node: int) -> bool:
        n = self.nodes
        return n.trees and node not in n.name and n.pos[node] in ("VERB", "AUX") and n.tag[node] not in ("VBN", "VBG")
