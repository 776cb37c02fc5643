"""Write down what a person decided. Decisions are only ever added; the latest about a record holds."""

from __future__ import annotations

from graph import derivation
from graph.errors import NotFoundError
from graph.load.intake import Mark, mark_case, mark_of, unmark_case
from graph.model import Decision
from graph.queries.cases import case_of
from graph.queries.decisions import check_decision
from graph.store import GraphStore, schema
from graph.store.records import content_hash, form_of, node_cypher

_LABEL = {"retraction": "Source", "review": "Claim"}
"""What the decisions that change evidence are about."""


def decide(store: GraphStore, decision: Decision) -> None:
    """Add a decision and compute anew what it changes; the same decision again changes nothing.

    A `retraction` is about a source, `{"retracted": true}` or false to restore it; a `review` about a claim, `{"review": "accepted"}`.
    Raises RecordError if it says neither, NotFoundError if the case, or such a source or claim, is not in the store.
    """
    check_decision(decision)
    schema.prepare(store)
    case_of(store, decision.case)
    label = _LABEL.get(decision.kind)
    if label and not store.read(f"MATCH (n:{label} {{id: $id}}) RETURN n.id", {"id": decision.about}).rows:
        raise NotFoundError(f"The store holds no {label.lower()} {decision.about!r} that a {decision.kind} could be about")
    row = form_of(Decision).row(decision, 0, content_hash(decision))
    if not label:
        # nothing is derived from it, so nothing that was read of the store is out of date
        store.write_rows(node_cypher(("Decision",)), [row])
        return
    before = mark_of(store, decision.case)
    mark_case(store, decision.case, before or Mark(decision.case, {}))
    store.write_rows(node_cypher(("Decision",)), [row])
    derivation.derive(store, statements=derivation.affected(store, {label: [decision.about]}))
    if decision.kind == "retraction":
        derivation.refresh_rows(store, decision.case, decision.about.partition("/")[2])
    if before is None:
        unmark_case(store, decision.case)
