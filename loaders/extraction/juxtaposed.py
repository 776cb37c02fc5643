"""Where something is by a place set beside its name, with marks alone between: "X (Lagos)", "X Ltd, Leeds, was", "Radom, Poland"."""

from __future__ import annotations

from collections.abc import Iterator

from graph.model import fold
from loaders.extraction.found import Found
from loaders.extraction.frames import Lexicon
from loaders.extraction.gazetteer import countries, gazetteer
from loaders.extraction.nodes import Nodes
from loaders.extraction.proposals import BODIES

_LINE = 10
_STARS = ("*", "_", "#")
CLOSING = frozenset({",", ".", ";", ")", ":", "-", '"', "!", "?"})


class Juxtaposed:
    """The names of a page beside places."""

    def __init__(self, nodes: Nodes, lexicon: Lexicon) -> None:
        self.nodes, self.lexicon = nodes, lexicon
        self.countries = countries()

    def _in_brackets(self, body: int) -> Iterator[Found]:
        """ "X (Lagos)"."""
        n = self.nodes
        place, behind = n.step(body, 2), n.step(body, 3)
        if (
            self.nodes.word_of(n.step(body, 1)) == "("
            and place is not None
            and self.nodes.kind_of(place) == "place"
            and self.nodes.word_of(behind) in (")", ",")
        ):
            yield Found(n.name[body], "located_in", n.name[place], body, "body (place)")

    def _of_firm(self, body: int) -> Iterator[Found]:
        """ "X Ltd, Leeds, was": of a firm by its name, with a town between commas."""
        n = self.nodes
        place, behind = n.step(body, 2), n.step(body, 3)
        if self.nodes.word_of(n.step(body, 1)) != "," or place is None or self.nodes.kind_of(place) != "place" or self._country(place):
            return
        legal = self.lexicon.among("legal_forms", n.word[n.last.get(body, body)])
        if legal and self.nodes.word_of(behind) in CLOSING and not self._listed(behind):
            yield Found(n.name[body], "located_in", n.name[place], body, "firm, place")

    def _of_country(self, place: int) -> Iterator[Found]:
        """ "Radom, Poland": a town with its country behind a comma, where no list goes on."""
        n = self.nodes
        country, behind = n.step(place, 2), n.step(place, 3)
        if n.word_of(n.step(place, 1)) != "," or country is None or n.kind_of(country) != "place" or n.name[country] == n.name[place]:
            return
        before = n.step(place, -2)
        alone = n.kind_of(before) != "place" and not self.lexicon.among("and", n.word_of(behind)) and not self._listed(behind)
        if alone and self._country(country) and not self._country(place):
            yield Found(n.name[place], "located_in", n.name[country], place, "town, country")

    def _letterheads(self) -> Iterator[Found]:
        """A body and its town at the end of a line of a head or signature: "Senior Analyst, X, Riga", or in two lines of their own."""
        n, rows = self.nodes, self.nodes.rows
        for number, row in enumerate(rows):
            if n.kind_of(next((node for node in reversed(row) if n.word[node] not in _STARS), None)) != "place":
                continue
            told = [node for node in row if n.word[node] not in _STARS]
            if len(told) > _LINE or self._country(told[-1]):
                continue
            above = [node for node in rows[number - 1] if n.word[node] not in _STARS] if number else []
            body = told[-3] if len(told) > 2 and n.word[told[-2]] == "," else told[0] if len(told) == 1 and len(above) < _LINE else None
            body = (above[-1] if above else None) if body == told[-1] else body
            if body is None or n.kind_of(body) not in BODIES or self._says(told) or self._says(above):
                continue
            if not of_writer(n, self.lexicon, body, above):
                yield Found(n.name[body], "located_in", n.name[told[-1]], body, "head or signature")

    def _says(self, row: list[int]) -> bool:
        """Whether a line is more than names and posts."""
        n = self.nodes
        listed = sum(1 for node in row if n.kind_of(node) == "place") > 1
        return listed or any(n.trees and node not in n.name and n.pos[node] in ("VERB", "AUX", "PRON") for node in row)

    def _listed(self, comma: int | None) -> bool:
        """Whether other names follow as in a list: "X Ltd, Leeds, Y and Z"."""
        behind = self._on(comma, 1)
        return self.nodes.word_of(comma) == "," and (behind in self.nodes.name or self.lexicon.among("and", self.nodes.word_of(behind)))

    def _country(self, place: int) -> bool:
        return _key(self.nodes, place) in self.countries

    def _on(self, node: int | None, by: int) -> int | None:
        return self.nodes.step(node, by) if node is not None else None


def of_writer(n: Nodes, lexicon: Lexicon, body: int, above: list[int]) -> bool:
    """Whether the town beside an outlet that is known is where its writer is: "By X" above "BBC News, Riga"."""
    first = next((node for node in above if n.word[node] not in _STARS), None)
    return first is not None and lexicon.among("byline", n.word[first]) and _key(n, body) in gazetteer().names


def _key(n: Nodes, node: int) -> str:
    span = n.span(node)
    return fold(n.text[span.start : span.end])
