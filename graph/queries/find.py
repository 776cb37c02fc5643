"""Find entities by what people type: name, alias, another script, without accents, or misspelled.

The store filters (`search` holds every folded name of an entity), rapidfuzz ranks what comes back. Only when nothing has all the words are
entities fetched that share the most pieces of three letters with the text.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from graph.model import fold
from graph.queries.rows import NODE, node_view
from graph.store import GraphStore
from graph.store.records import SEPARATOR
from graph.view import NodeView

_CANDIDATES = 200
_ALIKE = 72.0
"""The least likeness, of 100, at which a misspelling counts as a match: "dnog" and "dong" are 75."""
_WEAK = 0.4
"""What a match by a weak alias is worth: less than any match by a name or a full alias."""
_KNOWN = 0.05
"""What being connected adds at most: among equally good matches, the better known comes first."""


@dataclass(frozen=True)
class Match:
    """An entity that was found, the name by which, and how well from 0 to 1."""

    node: NodeView
    matched: str
    score: float


def find(store: GraphStore, text: str, *, case: str | None = None, limit: int = 20) -> tuple[Match, ...]:
    """The entities that `text` can mean, best first; at equal score the more connected one."""
    wanted = fold(text)
    if not wanted:
        return ()
    matches = _ranked(_holding(store, wanted, case), wanted)
    if not matches:
        matches = [match for match in _ranked(_alike(store, wanted, case), wanted) if match.score > 0]
    return tuple(matches[:limit])


def _holding(store: GraphStore, wanted: str, case: str | None) -> list[dict[str, Any]]:
    """Entities that have every word, those named exactly so first."""
    words = {f"w{number}": word for number, word in enumerate(sorted(set(wanted.split()), key=len, reverse=True))}
    where = " AND ".join(f"n.search CONTAINS ${name}" for name in words)
    query = (
        f"MATCH (n:Entity) WHERE {where}{' AND n.case = $case' if case else ''} WITH n, CASE WHEN n.search STARTS WITH $wanted THEN 0 "
        f"WHEN n.search CONTAINS $line THEN 1 ELSE 2 END AS place RETURN {NODE}, n.alias_details AS details, place "
        f"ORDER BY place, degree DESC, id LIMIT {_CANDIDATES}"
    )
    return list(store.stream(query, {**words, "wanted": wanted, "line": SEPARATOR + wanted, "case": case}))


def _alike(store: GraphStore, wanted: str, case: str | None) -> list[dict[str, Any]]:
    """Entities that share the most pieces with the text."""
    pieces = _pieces(wanted)
    query = (
        f"MATCH (n:Entity){' WHERE n.case = $case' if case else ''} "
        "WITH n, size([piece IN $pieces WHERE n.search CONTAINS piece]) AS shared "
        f"WHERE shared >= $least WITH n, shared ORDER BY shared DESC, n.degree DESC LIMIT {_CANDIDATES} "
        f"RETURN {NODE}, n.alias_details AS details"
    )
    return list(store.stream(query, {"pieces": pieces, "least": max(1, len(pieces) // 4), "case": case}))


def _pieces(text: str) -> list[str]:
    """Every three letters in a row of each word; single characters of scripts that write words with few of them."""
    pieces: dict[str, None] = {}
    for word in text.split():
        size = 1 if any(ord(letter) > 0x2E80 for letter in word) else 3 if len(word) > 3 else 2
        pieces |= dict.fromkeys(word[start : start + size] for start in range(max(1, len(word) - size + 1)))
    return list(pieces)


def _ranked(rows: list[dict[str, Any]], wanted: str) -> list[Match]:
    matches = []
    for row in rows:
        names = {row["name"]: False}
        for alias, (_, _, weak) in zip(row["aliases"] or (), json.loads(row["details"] or "[]"), strict=True):
            names.setdefault(alias, weak)
        score, matched = max((_likeness(fold(name), wanted) * (_WEAK if weak else 1.0), name) for name, weak in names.items())
        node = node_view(row)
        matches.append(Match(node, matched, round(score + _KNOWN * node.degree / (node.degree + 10) if score else 0.0, 4)))
    return sorted(matches, key=lambda match: (-match.score, -match.node.degree, match.node.name, match.node.id))


def _likeness(name: str, wanted: str) -> float:
    """.95 for the name itself, less for its beginning, the beginning of a word, all words, a part; up to .45 for a misspelling."""
    if name == wanted:
        return 0.95
    share = 0.01 * len(wanted) / max(len(name), len(wanted))
    words = wanted.split()
    if name.startswith(wanted):
        return 0.85 + share
    if f" {wanted}" in name:
        return 0.75 + share
    if all(f" {word}" in f" {name}" for word in words):
        return 0.65 + share
    if all(word in name for word in words):
        return 0.55 + share
    whole = max(fuzz.ratio(name, wanted), fuzz.token_sort_ratio(name, wanted))
    parts = [max((fuzz.ratio(word, part) for part in name.split()), default=0.0) for word in words]
    alike = max(whole, 0.95 * sum(parts) / len(parts))
    return alike / 100 * 0.45 if alike >= _ALIKE and min(parts) >= _ALIKE * 0.8 else 0.0


