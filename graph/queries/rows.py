"""Rows of the store as the views and records that queries give back."""

from __future__ import annotations

import heapq
import itertools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from graph.model import AnyRecord, Claim, Status, Unclaimed, shown_status
from graph.store import GraphStore
from graph.store.records import HIDDEN, NodeForm, form_of, original
from graph.store.store import TIMEOUT
from graph.view import EdgeView, NodeView

R = TypeVar("R", bound=AnyRecord)
NODE = ", ".join(f"n.{name} AS {name}" for name in ("id", "key", "case", "name", "kind", "degree", "aliases", "country", "when", "owners"))
"""The columns of an entity `n` that `node_view` reads."""
EDGE = "type(r) AS type, startNode(r).id AS a, endNode(r).id AS b, properties(r) AS r"
"""The columns of a relationship `r` that `edge_view` reads."""
_UNREAD = frozenset({"search", "hash", "owners", "versions"})
"""Properties of a node that are no part of its record."""
_TOGETHER = 500
"""So many ids are looked up at once."""


def node_view(row: Mapping[str, Any]) -> NodeView:
    """An entity as drawn, from the columns of NODE."""
    return NodeView(
        id=row["id"],
        key=row["key"],
        case=row["case"],
        name=row["name"],
        kind=row["kind"],
        degree=row["degree"] or 0,
        aliases=tuple(row["aliases"] or ()),
        country=row["country"],
        when=row["when"],
    )


def edge_view(row: Mapping[str, Any]) -> EdgeView:
    """A relationship as drawn, from the columns of EDGE. A bulk one carries its data set's key and row among its properties."""
    r = row["r"]
    more = {**json.loads(r["properties"]), "source": r["source"], "row": r["row"]} if "row" in r else {}
    return EdgeView(
        id=r["id"],
        slug=r["slug"],
        case=r["case"],
        source=row["a"],
        target=row["b"],
        predicate=row["type"].lower(),
        status=status_drawn(r),
        rank=r["rank"],
        origins_min=r["origins_min"],
        origins_max=r["origins_max"],
        claims=r["claims"],
        denials=r["denials"],
        sources=r["sources"],
        proposed=r.get("proposed") or 0,
        role=r.get("role"),
        when=r.get("when"),
        when_from=_day(r.get("when_from")),
        when_to=_day(r.get("when_to")),
        first_published=r.get("first_published"),
        properties=more,
    )


def status_drawn(stored: Mapping[str, Any]) -> Status | Unclaimed:
    """The status among stored figures, or that what it would be of waits for review."""
    return shown_status(Status(stored["status"]), waits=stored.get("proposed"))


def _day(value: Any) -> str | None:
    return None if value is None else str(value.isoformat())


def _said(variable: str, form: NodeForm) -> str:
    """The properties that a record is read from: without first and last days, which take the driver longer than all the rest."""
    read = [name for name in form.properties if not name.endswith(("_from", "_to")) and name not in _UNREAD]
    return f"{variable} {{{', '.join(f'.{name}' for name in ('id', *read))}}}"


def records_of_case(store: GraphStore, kind: type[R], case: str, *, timeout: float | None = TIMEOUT) -> Iterator[R]:
    """All records of one kind of a case, in file order; `timeout` as in `GraphStore.stream`."""
    form = form_of(kind)
    query = f"MATCH (n:{form.label} {{case: $case}}) RETURN {_said('n', form)} AS p ORDER BY n.order"
    for row in store.stream(query, {"case": case}, timeout=timeout):
        yield form.read(row["p"])  # type: ignore[misc]


def _labels(form: NodeForm) -> list[str]:
    """The label of shown records of a kind, and that of those for which another is shown."""
    return [form.label, *([hidden] if (hidden := HIDDEN.get(form.label)) else [])]


def loaded_records(store: GraphStore, kind: type[R], case: str) -> Iterator[R]:
    """All records of one kind of a case as they were loaded, in file order: also those that another is shown for since a merge."""
    form = form_of(kind)
    found = [
        store.stream(
            f"MATCH (n:{label} {{case: $case}}) RETURN {_said('n', form)} AS p, n.was AS was ORDER BY n.order", {"case": case}, timeout=None
        )
        for label in _labels(form)
    ]
    for row in heapq.merge(*found, key=lambda row: row["p"]["order"]):
        yield form.read(original({**row["p"], "was": row["was"]}))  # type: ignore[misc]


def loaded_properties(store: GraphStore, kind: type[R], case: str, names: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    """These properties of all records of one kind of a case, as they were loaded, in no order: a fraction of what whole records take."""
    form = form_of(kind)
    for label in _labels(form):
        read = ", ".join(f"n.{name} AS {name}" for name in (*names, "was"))
        for row in store.stream(f"MATCH (n:{label} {{case: $case}}) RETURN {read}", {"case": case}, timeout=None):
            yield original(row) if row["was"] else row


def records_by_id(store: GraphStore, kind: type[R], ids: Iterable[str]) -> list[R]:
    """The records of these ids, in file order; unknown ids are left out."""
    form = form_of(kind)
    return _in_order(form, _found(store, f"MATCH (n:{form.label} {{id: id}})", _said("n", form), dict.fromkeys(ids)))


def claims_stating(store: GraphStore, ids: Iterable[str]) -> list[Claim]:
    """The claims about the statements of these ids, in file order."""
    form = form_of(Claim)
    return _in_order(form, _found(store, "MATCH (s:Statement {id: id}) MATCH (s)<-[:STATES]-(n:Claim)", _said("n", form), ids))


def _found(store: GraphStore, match: str, said: str, ids: Iterable[str]) -> list[dict[str, Any]]:
    """What `match` finds for these ids, many in one row: a row of its own takes the driver thrice as long as what stands in it."""
    query, left, found = f"UNWIND $ids AS id {match} RETURN collect({said}) AS found", iter(ids), []
    while some := list(itertools.islice(left, _TOGETHER)):
        for row in store.stream(query, {"ids": some}):
            found += row["found"]
    return found


def _in_order(form: NodeForm, found: list[dict[str, Any]]) -> list[Any]:
    return [form.read(p) for p in sorted(found, key=lambda p: (p["case"], p["order"]))]
