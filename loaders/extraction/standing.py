"""Whose page a page is by its head: the body in its first lines, and the two sides of a case."""

from __future__ import annotations

from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes, Row
from loaders.extraction.proposals import BODIES

_PARTIES = frozenset({"person", *BODIES})
_TOP = 6
_CAPTION = 24
_LONG = 20


def body_of(nodes: Nodes, lexicon: Lexicon, rows: list[Row]) -> str:
    """The body that stands alone in one of the first lines; empty if none does, or a sentence stands before."""
    for row in rows[:_TOP]:
        named = [node for node in row if node in nodes.name]
        words = [nodes.word[node] for node in row if node not in nodes.name and nodes.word[node].isalnum()]
        if len(named) == 1 and nodes.kind[nodes.name[named[0]]] in BODIES and all(lexicon.among("heading_words", word) for word in words):
            return nodes.name[named[0]]
        if len(row) > _LONG:
            break
    return ""


def parties(nodes: Nodes, lexicon: Lexicon) -> tuple[str, str]:
    """Who claims and who answers by the caption of a case: "X v Y", "X, Appellant and Y, Respondent"; empty where that is not told."""
    sides, rows = ["", ""], nodes.rows
    for number, row in enumerate(rows[:_CAPTION]):
        if len(row) > _LONG:
            continue
        named = [node for node in row if nodes.kind_of(node) in _PARTIES]
        if not named:
            continue
        at = next((place for place, node in enumerate(row) if lexicon.among("versus", nodes.word[node])), None)
        if at is not None:
            before = [node for node in named if row.index(node) < at]
            behind = [node for node in named if row.index(node) > at]
            if before and behind:
                return nodes.name[before[-1]], nodes.name[behind[0]]
        if len(named) == 1:
            for side, words in enumerate(("claiming", "answering")):
                line = row[row.index(named[0]) + 1 :] or (rows[number + 1] if number + 1 < len(rows) else [])
                last = [nodes.word[node] for node in line if nodes.word[node].isalnum()]
                if len(last) == 1 and lexicon.any_among(words, last) and not sides[side]:
                    sides[side] = nodes.name[named[0]]
    return (sides[0], sides[1]) if all(sides) else ("", "")
