"""Write down what a person decided. Decisions are only ever added; the latest about a record holds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from graph import derivation
from graph.errors import NotFoundError, RecordError, StoreAccessError
from graph.load import correct
from graph.load.mark import Mark, mark_case, mark_of, unmark_case
from graph.load.merged import settle
from graph.merges.pairs import Verdict, check_agrees, pair_in, same, sort_of, verdict_of
from graph.model import Decision, fold
from graph.queries.cases import case_of
from graph.queries.corrections import is_correction
from graph.queries.decisions import check_decision, decisions_about
from graph.queries.merges import merges
from graph.store import GraphStore, schema
from graph.store.records import HIDDEN, content_hash, form_of, node_cypher

_LABEL = {"retraction": "Source", "review": "Claim"}
"""What the decisions that change evidence are about."""


def decide(store: GraphStore, decision: Decision) -> None:
    """Add a decision and compute anew what it changes; the same decision again changes nothing.

    A `retraction` is about a source, `{"retracted": true}` or false to restore it; a `review` about a claim, `{"review": "accepted"}`, with
    what it corrects (`graph.queries.corrections`); a `merge` about a pair of entities (`graph.merges.pairs`).
    Raises RecordError if it says none of these, or a merge speaks against another; NotFoundError if the case, or such a source, claim or
    entity, is not in the store.
    """
    decide_all(store, [decision])


def decide_all(store: GraphStore, decisions: Sequence[Decision]) -> None:
    """Add decisions of one case as one step: all are checked before the first is written, and what they change is computed once.

    Raises as `decide`, and RecordError for decisions of several cases.
    """
    if not decisions:
        return
    case = decisions[0].case
    for decision in decisions:
        check_decision(decision)
        if decision.case != case:
            raise RecordError(f"Decisions of one step are of one case; here are {case} and {decision.case}")
    schema.prepare(store)
    case_of(store, case)
    changed = _changed(store, decisions)
    merging = [decision for decision in decisions if decision.kind == "merge"]
    parts_or_joins = _check_merges(store, case, merging)
    before_them = decisions_about(store, case, "review", about=changed["Claim"]) if "Claim" in changed else {}
    corrects = any(is_correction(decision) or is_correction(before_them.get(decision.about)) for decision in decisions)
    form = form_of(Decision)
    rows = [form.row(decision, 0, content_hash(decision)) for decision in decisions]
    if not changed:
        # nothing is derived from them, so nothing that was read of the store is out of date
        store.write_rows(node_cypher(("Decision",)), rows)
        if parts_or_joins:
            settle(store, case)
        return
    before = mark_of(store, case)
    mark_case(store, case, before or Mark(case, {}))
    store.write_rows(node_cypher(("Decision",)), rows)
    derivation.derive(store, statements=derivation.affected(store, changed))
    if sources := changed.get("Source"):
        derivation.refresh_rows(store, case, {source.partition("/")[2] for source in sources})
    if before is None:
        unmark_case(store, case)
    if corrects:
        correct(store, case)
    if parts_or_joins:
        settle(store, case)


def _check_merges(store: GraphStore, case: str, merging: Sequence[Decision]) -> bool:
    """Whether merges change what is one.

    Raises NotFoundError for one of what is not there, RecordError for one of two kinds or one that speaks against what holds.
    """
    if not merging:
        return False
    if store.read("MATCH (n:Snapshot {case: $case}) RETURN n.id LIMIT 1", {"case": case}).rows:
        raise StoreAccessError(f"{case} is a snapshot opened to be read, so nothing of it is merged")
    before = held = merges(store, case)
    known = _known(store, {id_ for decision in merging for id_ in pair_in(decision)})
    for decision in merging:
        pair, verdict = pair_in(decision), verdict_of(decision)
        if verdict is not Verdict.withdrawn:
            if lacking := [id_ for id_ in pair if id_ not in known]:
                raise NotFoundError(f"The store holds no entity {lacking[0]!r} that could be the same as another")
            one, other = (known[id_] for id_ in pair)
            if verdict is Verdict.same and sort_of(one.kind) != sort_of(other.kind) and not _share_a_name(one, other):
                told = f"{pair[0]} is of kind {one.kind}, {pair[1]} of kind {other.kind}"
                raise RecordError(f"{told}: these cannot be the same, for no name is equal that would make one of the kinds a mistake")
        check_agrees(decision, held)
        held = {**held, pair: decision}
        if verdict is Verdict.withdrawn:
            del held[pair]
    return same(before).keys() != same(held).keys()


class _Known(NamedTuple):
    """An entity, shown or not: its kind, and what it is called."""

    kind: str
    names: tuple[str, ...]


def _share_a_name(one: _Known, other: _Known) -> bool:
    """Whether a name of one is, folded, a name of the other: then a document may have taken it for what it is not."""
    return not {fold(name) for name in one.names}.isdisjoint(fold(name) for name in other.names)


def _known(store: GraphStore, ids: Collection[str]) -> dict[str, _Known]:
    """The entities of these ids that there are, by id."""
    found: dict[str, _Known] = {}
    for label in ("Entity", HIDDEN["Entity"]):
        query = f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN n.id AS id, n.kind AS kind, n.name AS name, n.aliases AS aliases"
        for row in store.stream(query, {"ids": sorted(ids)}):
            found[row["id"]] = _Known(row["kind"], (row["name"], *(row["aliases"] or ())))
    return found


def _changed(store: GraphStore, decisions: Sequence[Decision]) -> dict[str, set[str]]:
    """The ids of the sources and claims that decisions change, by label. Raises NotFoundError if the store lacks one."""
    changed: dict[str, set[str]] = {}
    for decision in decisions:
        if decision.kind in _LABEL:
            changed.setdefault(_LABEL[decision.kind], set()).add(decision.about)
    for label, ids in changed.items():
        query = f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN n.id AS id"
        held = {row["id"] for row in store.stream(query, {"ids": sorted(ids)})}
        if lacking := sorted(ids - held):
            kind = next(kind for kind, other in _LABEL.items() if other == label)
            raise NotFoundError(f"The store holds no {label.lower()} {lacking[0]!r} that a {kind} could be about")
    return changed
