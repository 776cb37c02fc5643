"""Where the entities are drawn that a case opens with: laid out once, when the case is loaded, and kept in the store beside the mark."""

from __future__ import annotations

from graph import queries
from graph.store import GraphStore
from graph.view import Position

_ID = "start/"


def lay_out(store: GraphStore, case: str) -> None:
    """Lay out the core of a case as it now is, and keep where everything stands."""
    # it takes half a second to import, which whoever only reads the places need not wait for
    from graph import layout

    core = queries.core(store, case).ids
    places = layout.initial(queries.entities(store, core), queries.relationships_between(store, core))
    ids = sorted(places)
    kept = {"ids": ids, "x": [places[id_][0] for id_ in ids], "y": [places[id_][1] for id_ in ids]}
    query = "MERGE (r:Redstring {id: $id}) SET r.ids = $ids, r.x = $x, r.y = $y"
    store.execute(query, {"id": _ID + case, **kept})


def places(store: GraphStore, case: str) -> dict[str, Position]:
    """Where each entity of the core stands (x to the right, y down, in pixels at zoom 1), by id; empty if nothing is kept."""
    found = store.read("MATCH (r:Redstring {id: $id}) RETURN r.ids, r.x, r.y", {"id": _ID + case}).rows
    if not found or not found[0][0]:
        return {}
    ids, xs, ys = found[0]
    return {id_: (float(x), float(y)) for id_, x, y in zip(ids, xs, ys, strict=True)}
