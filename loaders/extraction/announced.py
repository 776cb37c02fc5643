"""Whom "the following" and "the persons in the Annex" mean: the names that begin the lines of the list."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes, Row
from loaders.extraction.proposals import BODIES

_PARTIES = frozenset({"person", *BODIES})
_ITEMS = 60
_LEAD = 4
_LABEL = 4
_FAR = 12


def of_nodes(nodes: Nodes, lexicon: Lexicon) -> dict[int, list[str]]:
    """From a noun that announces a list to the ids of those whom the list names; nothing without trees."""
    found: dict[int, list[str]] = {}
    rows = nodes.rows
    following, listed_nouns = lexicon.lists["following"], lexicon.lists["listed_nouns"]
    for number, row in enumerate(rows if nodes.trees else ()):
        for node in row:
            if node in nodes.name:
                continue
            if nodes.word[node] in following and _announces(nodes, row, node):
                noun = nodes.head[node] if nodes.dep[node] in ("amod", "acl") and nodes.pos[nodes.head[node]] == "NOUN" else node
                if items := _items(nodes, rows[number + 1 : number + 1 + _ITEMS]):
                    found[noun] = items
            elif nodes.lemma[node] in listed_nouns and _annexed(nodes, lexicon, node) and (listed := _records(nodes, lexicon, rows)):
                found[node] = listed
    return found


def _announces(nodes: Nodes, row: Row, node: int) -> bool:
    """ "… sanctioned the following:", where the colon is right behind."""
    return len(row) > 1 and row[-1] != node and nodes.word[row[-1]] == ":"


def _items(nodes: Nodes, rows: Sequence[Row]) -> list[str]:
    """The names that begin the rows of a list, numbers, marks and labels passed over, up to the first row that begins otherwise."""
    found: list[str] = []
    for row in rows:
        first = next((node for node in row[:_LEAD] if node in nodes.name), None)
        if first is None or nodes.kind[nodes.name[first]] not in _PARTIES:
            break
        if any(nodes.word[node].isalpha() and not nodes.text[nodes.start[node]].isupper() for node in row[: row.index(first)]):
            break
        found.append(nodes.name[first])
    return list(dict.fromkeys(found))


def _annexed(nodes: Nodes, lexicon: Lexicon, noun: int) -> bool:
    """ "the persons in the Annex", "the entities listed below"."""
    for low in nodes.kids[noun]:
        listed = nodes.dep[low] == "acl" and lexicon.among("listing", nodes.lemma[low])
        below = listed and any(lexicon.among("following", nodes.word[each]) for each in nodes.kids[low])
        if below or (listed and _in_annex(nodes, lexicon, low)):
            return True
        if nodes.dep[low] == "conj" and _annexed(nodes, lexicon, low):
            return True
    return _in_annex(nodes, lexicon, noun)


def _in_annex(nodes: Nodes, lexicon: Lexicon, node: int) -> bool:
    return any(
        lexicon.among("annexes", nodes.lemma[low])
        for each in nodes.all_kids(node, "prep")
        if lexicon.among("in_place", nodes.word[each]) or lexicon.among("receiving", nodes.word[each])
        for low in nodes.all_kids(each, "pobj")
    )


def _records(nodes: Nodes, lexicon: Lexicon, rows: Sequence[Row]) -> list[str]:
    """Whom the records behind a heading "ANNEX" name: "Name: X"; else the names that begin its lines."""
    start = next(
        (number for number, row in enumerate(rows) if lexicon.among("annexes", nodes.word[row[0]]) and len(row) < _LEAD * 2), len(rows)
    )
    found: list[str] = []
    for row in rows[start + 1 :]:
        colon = next((place for place, node in enumerate(row[: _LABEL + 1]) if nodes.word[node] == ":"), 0)
        if colon and lexicon.any_among("record_of", (nodes.word[node] for node in row[:colon])):
            named = [nodes.name[node] for node in row[colon + 1 : colon + _FAR] if node in nodes.name]
            found += [id_ for id_ in named if nodes.kind[id_] in _PARTIES][:1]
    return list(dict.fromkeys(found))
