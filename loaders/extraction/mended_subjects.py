"""The subject behind an opening clause, which the parser takes for an apposition to the name that ends the clause."""

from __future__ import annotations

from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes

_HIGHEST = 6
_SUBJECTS = ("nsubj", "nsubjpass", "expl")


def subject(nodes: Nodes, lexicon: Lexicon, noun: int) -> tuple[int, list[int]] | None:
    """The verb whose subject a noun is, and the names that stand for it: "Asked about X, its spokesman in Suva, Y, wrote"."""
    over = nodes.head[noun]
    owned = any(lexicon.among("own_pronouns", nodes.word[each]) for each in nodes.all_kids(noun, "poss"))
    if nodes.dep[noun] != "appos" or over not in nodes.name or not owned:
        return None
    verb = _verb(nodes, over)
    named = [each for each in nodes.all_kids(over, "appos") if each in nodes.name and nodes.place[each] > nodes.place[noun]]
    if verb is None or not named or nodes.place[verb] < nodes.place[noun] or nodes.kid(verb, *_SUBJECTS) is not None:
        return None
    return verb, named


def _verb(nodes: Nodes, name: int) -> int | None:
    """The verb that a name's clause stands before."""
    for _ in range(_HIGHEST):
        if nodes.dep[name] in ("advcl", "csubj"):
            return nodes.head[name]
        if nodes.head[name] == name:
            return None
        name = nodes.head[name]
    return None
