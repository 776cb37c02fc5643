"""The country that an adjective tells of, among those that a page names: Algeria of "the Algerian foreign minister"."""

from __future__ import annotations

from functools import cache

from graph.model import fold
from loaders.extraction.frames import lexicon
from loaders.extraction.gazetteer import countries
from loaders.extraction.nodes import Nodes
from loaders.extraction.small_words import in_order

_ENDINGS = in_order("of_peoples")
_STEM = 4
_MORE = 3


class Peoples:
    """The countries that a page names, by how their names begin."""

    def __init__(self, nodes: Nodes) -> None:
        self.named: dict[str, str] = {}
        for node, id_ in nodes.name.items():
            if nodes.kind[id_] == "place":
                span = nodes.span(node)
                name = fold(nodes.text[span.start : span.end])
                if name in countries():
                    self.named[name] = id_

    def country(self, word: str) -> str:
        """The id of the country of an adjective, empty if the page names none."""
        if not self.named or len(word) <= _STEM:
            return ""
        known = _irregular().get(word)
        if known is not None:
            return next((self.named[name] for name in known if name in self.named), "")
        return next((id_ for name, id_ in self.named.items() if _of(word, name)), "")


def _of(word: str, country: str) -> bool:
    """Whether an adjective is made of a country's name: its beginning with an ending of such adjectives."""
    return any(
        word.endswith(ending)
        and len(stem := word.removesuffix(ending)) >= min(_STEM, len(country) - 1)
        and country.startswith(stem)
        and len(country) - len(stem) <= _MORE
        for ending in _ENDINGS
    )


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    """Countries of adjectives that are not made of their names."""
    return {word: tuple(map(fold, names.split("|"))) for word, names in lexicon().peoples.items()}
