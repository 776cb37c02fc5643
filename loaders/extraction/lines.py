"""What the lines of a page tell without a sentence: headings, captions, labels, signatures, credits, rows of tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from loaders.extraction.captions import Captions
from loaders.extraction.found import Found
from loaders.extraction.frames import Lexicon
from loaders.extraction.juxtaposed import of_writer
from loaders.extraction.letters import Letters
from loaders.extraction.nodes import Nodes, Row
from loaders.extraction.proposals import BODIES
from loaders.extraction.records import Records
from loaders.extraction.reporters import Reporters
from loaders.extraction.rosters import Rosters
from loaders.extraction.signatures import Signatures
from loaders.extraction.standing import body_of
from loaders.extraction.tables import Tables

_PUBLIC = frozenset({"agency", "organisation"})
_TOP = 12
_LABEL = 6
_FORM = 3
_SHORT = 14
_MOST = 12
_END = frozenset({")", ";", ".", ":", "|", "("})
_CELL = "|"


class Lines:
    """The lines of a page as rows of nodes. `publisher` is the id of the entity that publishes the page, empty if it is none; `sides` are
    those of a case (`standing.parties`)."""

    def __init__(self, nodes: Nodes, lexicon: Lexicon, publisher: str, sides: tuple[str, str]) -> None:
        self.nodes, self.lexicon, self.publisher, self.sides = nodes, lexicon, publisher, sides

    def find(self) -> Iterator[Found]:
        rows = self.nodes.rows
        body = self.publisher if self.nodes.kind.get(self.publisher) in _PUBLIC else body_of(self.nodes, self.lexicon, rows)
        yield from Records(self.nodes, self.lexicon).find(rows)
        yield from Rosters(self.nodes, self.lexicon, body, self.sides).find(rows)
        yield from self._sides()
        yield from Reporters(self.nodes, self.lexicon).find(rows)
        yield from Tables(self.nodes, self.lexicon).find(rows)
        yield from Letters(self.nodes, self.lexicon).find(rows)
        yield from Captions(self.nodes, self.lexicon).find(rows)
        yield from Signatures(self.nodes, self.lexicon, self.publisher).find(rows)
        heading: Row = []
        shares = False
        for number, row in enumerate(rows):
            named = not self.nodes.name.keys().isdisjoint(row)
            if number < _TOP and named:
                yield from self._under(heading, row)
                yield from self._caption(row, rows[number + 1 : number + 1 + _TOP])
            heading = row if named else heading if not row else []
            shares = self._table(row) and (shares or self._heads_shares(row))
            if not named:
                continue
            if shares:
                yield from self._share(row)
            yield from self._beside(row, rows[number - 1] if number else [])
            yield from self._labelled(row)

    def _id(self, node: int) -> str:
        return self.nodes.name.get(node, "")

    def _bare(self, row: Row) -> list[int]:
        """The names of a line that holds little else: "REPUBLIC OF X", "Regional Division, Gdańsk", "In the High Court of X (HC)"."""
        found, depth = [], 0
        for node in row:
            word = self.nodes.word[node]
            depth += word == "("
            if node in self.nodes.name and depth == 0:
                found.append(node)
            elif depth == 0 and word.isalnum() and not self.lexicon.among("heading_words", word):
                return []
            depth -= word == ")"
        return found

    # headings

    def _under(self, heading: Row, row: Row) -> Iterator[Found]:
        """A body whose name stands alone in the line below the body that it is a part of."""
        above, below = self._bare(heading), self._bare(row)
        agencies = above and below and self.nodes.kind_of(above[0]) == self.nodes.kind_of(below[0]) == "agency"
        if agencies and self._id(above[0]) != self._id(below[0]):
            yield Found(self._id(below[0]), "part_of", self._id(above[0]), below[0], "heading: part")

    def _caption(self, row: Row, following: Sequence[Row]) -> Iterator[Found]:
        """ "THE PROSECUTOR v (1) X (2) Y": charged by a public body, else sued."""
        n = self.nodes
        at = next((place for place, node in enumerate(row) if n.word[node] in self.lexicon.lists["versus"]), None)
        if at is None:
            return
        one = [node for node in row[:at] if self.nodes.kind_of(node) in ("person", *BODIES)]
        others = [node for node in row[at + 1 :] if self.nodes.kind_of(node) in ("person", *BODIES)]
        if len(row) > _SHORT * 2 or not one:
            return
        for line in following if not others or at == len(row) - 1 else ():
            if not any(node in n.name for node in line) or len(line) > _SHORT:
                break
            others += [node for node in line if self.nodes.kind_of(node) in ("person", *BODIES)]
        predicate = "charged" if self.nodes.kind_of(one[-1]) == "agency" else "sued"
        for other in others[:_MOST]:
            if self._id(other) != self._id(one[-1]):
                yield Found(self._id(one[-1]), predicate, self._id(other), other, "caption")

    def _sides(self) -> Iterator[Found]:
        """ "X, Appellant and Y, Respondent": sued, where neither is a public body that claims, or that prosecutes."""
        one, other = self.sides
        if any(self._id(each) == other and self._prosecutes(each) for each in self.nodes.name):
            return
        node = next((each for each in self.nodes.order if self._id(each) == one), None)
        if one and other and one != other and node is not None and self.nodes.kind_of(node) != "agency":
            yield Found(one, "sued", other, node, "caption: sides")

    def _prosecutes(self, node: int) -> bool:
        """Whether a name is of whoever prosecutes for the state."""
        span = self.nodes.span(node)
        name = self.nodes.text[span.start : span.end].casefold()
        return any(self.lexicon.among("prosecuting", word.partition("'")[0]) for word in name.split())

    # names in a row

    def _beside(self, row: Row, above: Row) -> Iterator[Found]:
        """ "(X, Evening Star)", "To: X, Port Authority": a person, a comma and a body that ends what they stand in; "Field Ltd, Jersey"."""
        n = self.nodes
        for place, node in enumerate(row):
            if node not in n.name:
                continue
            kind = self.nodes.kind_of(node)
            writer = kind == "outlet" and of_writer(n, self.lexicon, node, above)
            if kind in BODIES and len(row) <= _LABEL and place == len(row) - 2 and self.nodes.kind_of(row[-1]) == "place" and not writer:
                yield Found(self._id(node), "located_in", self._id(row[-1]), node, "body place")  # of a signature
            if place + 2 >= len(row) or n.word[row[place + 1]] not in (",", "("):
                continue
            other = row[place + 2]
            behind = n.word[row[place + 3]] if place + 3 < len(row) else "\n"
            to, bracket, ends = self.nodes.kind_of(other), n.word[row[place + 1]] == "(", behind[0] in _END or behind == "\n"
            if kind == "person" and to in BODIES:
                placed = (
                    behind == "," and place + 4 < len(row) and self.nodes.kind_of(row[place + 4]) == "place"
                )  # "From: X, Evening Star, Riga"
                if (bracket and behind == ",") or (not bracket and (ends or placed) and self._begins(row, place)):
                    yield Found(self._id(node), "role", self._id(other), node, "person, body")
            elif kind in BODIES and to == "place" and not bracket and ends and behind != ":" and not writer:
                yield Found(self._id(node), "located_in", self._id(other), node, "body, place")

    def _begins(self, row: Row, place: int) -> bool:
        """Whether nothing but a title stands between a name and the start of its line, bracket or cell, or a label's colon."""
        n = self.nodes
        for back in range(place - 1, max(place - 4, -1), -1):
            word = n.word[row[back]]
            if word in ("(", ":", ";", _CELL, "[") or not word[0].isalnum():
                return word != ","
            if not (n.text[n.start[row[back]]].isupper() or word == "."):
                return False
        return place <= 3

    # labels

    def _labelled(self, row: Row) -> Iterator[Found]:
        """ "For the Ministry: X", "Photograph: X", "Members present: X (chair); Y", "additional reporting by X"."""
        n, byline = self.nodes, self.lexicon.lists["byline"]
        words = [n.word[node] for node in row]
        if ":" not in words and byline.isdisjoint(words):
            return
        for place, word in enumerate(words):
            if word == ":":
                yield from self._of_label(row, place)
            elif word in byline and place and len(row) <= _SHORT * 2 and self.publisher:
                before = words[place - 1]
                if self.lexicon.among("credits", before):
                    yield from self._at_publisher(self._persons(row, place + 1, begins=True), before)

    def _of_label(self, row: Row, colon: int) -> Iterator[Found]:
        n = self.nodes
        first, far = colon, _LABEL
        while first and colon - first < far and (self._form(row, first) or n.word[row[first - 1]] not in (".", ":", ";", "·", ")", _CELL)):
            far += _FORM * self._form(row, first)
            first -= 1
        label = row[first:colon]
        words = [n.word[each] for each in label]
        people = self._persons(row, colon + 1)
        if not label or not people:
            return
        client = next((each for each in label if self.nodes.kind_of(each) in ("person", *BODIES)), None)
        if client is not None and any(self.lexicon.among("defending", word) for word in words):
            for each in people:
                if self._id(each) != self._id(client):
                    yield Found(self._id(each), "represents", self._id(client), each, "label: for")
        elif client is None and self.publisher and len(words) <= 3:
            outlet = n.kind[self.publisher] == "outlet"
            last = next((word for word in reversed(words) if word.isalnum()), "")
            if self.lexicon.among("credits", last) or (not outlet and self.lexicon.among("labels_of_post", last)):
                yield from self._at_publisher(people, " ".join(words))

    def _form(self, row: Row, behind: int) -> bool:
        """Whether a bracket that is of a firm's name closes before a place: "Y (Pty) Ltd"."""
        words = [self.nodes.word[node] for node in row[max(behind - _FORM, 0) : behind + 1]]
        return len(words) > _FORM and words[0] == "(" and words[2] == ")" and self.lexicon.among("legal_forms", words[3])

    def _persons(self, row: Row, start: int, *, begins: bool = False) -> list[int]:
        """The persons of a list that begins here, titles and what stands in brackets passed over; none where a sentence begins with it,
        unless it may (`begins`)."""
        n = self.nodes
        found: list[int] = []
        depth = 0
        for node in row[start : start + _SHORT * 3]:
            word = n.word[node]
            depth += word == "("
            if depth == 0:
                if self.nodes.kind_of(node) == "person":
                    found.append(node)
                elif found and word == ".":
                    break
                elif node in n.name or word == ":" or not (not word.isalnum() or self._title(node) or self.lexicon.among("and", word)):
                    return found if begins or not word[0].isalpha() else []
            depth -= word == ")"
        return found[:_MOST]

    def _title(self, node: int) -> bool:
        n = self.nodes
        return n.text[n.start[node]].isupper() and (not n.trees or n.pos[node] in ("PROPN", "NOUN", "ADJ", "PRON"))  # "HER HONOUR JUDGE X"

    def _at_publisher(self, people: list[int], detail: str) -> Iterator[Found]:
        for each in people:
            if self._id(each) != self.publisher:
                yield Found(self._id(each), "role", self.publisher, each, "label: at publisher", detail)

    # tables

    def _table(self, row: Row) -> bool:
        return [self.nodes.word[node] for node in row].count(_CELL) > 1

    def _heads_shares(self, row: Row) -> bool:
        return any(self.lexicon.among("share_heads", self.nodes.word[node]) for node in row)

    def _share(self, row: Row) -> Iterator[Found]:
        """Who stands first in a row of a table of shares owns the firm that the page is about."""
        holder = next((node for node in row if self.nodes.kind_of(node) in ("person", *BODIES)), None)
        firm = self._subject()
        if holder is not None and firm and self._id(holder) != firm:
            yield Found(firm, "owned_by", self._id(holder), holder, "table: shares")

    def _subject(self) -> str:
        """The organisation that the page names most, and three times at least."""
        counted = Counter(id_ for id_ in self.nodes.name.values() if self.nodes.kind[id_] == "organisation").most_common(1)
        return counted[0][0] if counted and counted[0][1] > 2 else ""
