"""From what a person writes to an id: a key, a slug or the id itself."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import process

from graph.errors import NotFoundError
from graph.store import GraphStore
from graph.store.records import HIDDEN

_KEYED = ("Entity", "Source", "Voice")
NAMED = ("Statement", *_KEYED, "Claim", "Case")
"""Where a name is looked for, in this order: an entity and a voice of one key also share one id."""


def resolve(store: GraphStore, reference: str, *, labels: Sequence[str] = NAMED) -> str:
    """The id that a key, a slug, `case/key`, `case/slug` or an id stands for, among the records of these labels.

    A key or slug alone will do where only one case has it. Raises NotFoundError with the cases, or with names that are near.
    """
    given = reference.strip()
    case, slash, name = given.partition("/")
    for label in labels:
        field = _field(label)
        found = store.read(f"MATCH (n:{label} {{id: $given}}) RETURN n.id AS id", {"given": given}).rows
        if not found and slash:
            found = store.read(f"MATCH (n:{label} {{{field}: $name}}) WHERE n.case = $case RETURN n.id", {"case": case, "name": name}).rows
        if found:
            return str(found[0][0])
        found = store.read(f"MATCH (n:{label} {{{field}: $given}}) RETURN n.id, n.case ORDER BY n.case", {"given": given}).rows
        if len(found) == 1:
            return str(found[0][0])
        if found:
            cases = ", ".join(f"{row[1]}/{given}" for row in found)
            raise NotFoundError(f"{given!r} is in {len(found)} cases; write one of {cases}")
        if label in HIDDEN and (merged := _merged(store, given, label)):
            return merged
    raise NotFoundError(f"Nothing goes by {given!r}{_near(store, given, labels)}")


def _merged(store: GraphStore, given: str, label: str) -> str | None:
    """The id of what is shown for a record that goes by this name and is merged with another."""
    case, _, name = given.rpartition("/")
    query = (
        f"MATCH (n:{HIDDEN[label]} {{{_field(label)}: $name}}) WHERE $case IN ['', n.case] "
        f"MATCH (n)-[:SAME_AS]->(m:{label}) RETURN DISTINCT m.id"
    )
    found = store.read(query, {"name": name, "case": case}).rows
    return str(found[0][0]) if len(found) == 1 else None


def _field(label: str) -> str:
    return "slug" if label == "Statement" else "case" if label == "Case" else "key"


def _near(store: GraphStore, given: str, labels: Sequence[str]) -> str:
    names: set[str] = set()
    for label in labels:
        names |= {row["name"] for row in store.stream(f"MATCH (n:{label}) RETURN n.{_field(label)} AS name LIMIT 20000") if row["name"]}
    near = [name for name, _, _ in process.extract(given, sorted(names), limit=3, score_cutoff=60)]
    return f"; near it are {', '.join(near)}" if near else ""
