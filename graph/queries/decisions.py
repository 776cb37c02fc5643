"""What persons decided, and what that changes in the evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from graph.errors import RecordError
from graph.merges.pairs import check_merge
from graph.model import Claim, Decision, Review, Source
from graph.queries.corrections import check_correction, is_correction
from graph.queries.rows import records_by_id, records_of_case
from graph.saved_view import SavedView
from graph.saved_view import standing as standing_views
from graph.store import GraphStore


def decisions(store: GraphStore, case: str) -> tuple[Decision, ...]:
    """Every decision of a case, oldest first."""
    return tuple(sorted(records_of_case(store, Decision, case), key=lambda decision: (decision.at, decision.id)))


def saved_views(store: GraphStore, case: str) -> tuple[SavedView, ...]:
    """The views of a case that persons saved, by name."""
    ids = [row["id"] for row in store.stream("MATCH (n:Decision {case: $case, kind: 'view'}) RETURN n.id AS id", {"case": case})]
    found = records_by_id(store, Decision, ids) if ids else []
    return standing_views(sorted(found, key=lambda decision: (decision.at, decision.id)))


def check_decision(decision: Decision) -> None:
    """Raise RecordError if a decision that changes evidence does not say how."""
    said = decision.content
    if decision.kind == "retraction" and not isinstance(said.get("retracted"), bool):
        raise RecordError(f'A retraction says {{"retracted": true}} or false; the one about {decision.about!r} says {dict(said)}')
    if decision.kind == "review" and said.get("review") not in [review.value for review in Review]:
        raise RecordError(f'A review says {{"review": "accepted"}}, rejected or proposed; that of {decision.about!r} says {dict(said)}')
    if is_correction(decision):
        check_correction(decision)
    if decision.kind == "merge":
        check_merge(decision)


def standing(store: GraphStore, case: str) -> Mapping[tuple[str, str], Decision]:
    """By kind and id of the record, the latest retraction or review: that one holds."""
    return _latest(store, case, ("retraction", "review"))


def decisions_about(
    store: GraphStore, case: str, kind: str, *, about: Collection[str] | None = None, known: Iterable[Decision] = ()
) -> Mapping[str, Decision]:
    """By id of the record, the latest decision of a kind: that one holds. Only those `about` these, if they are told; of what is `known`
    already nothing is read but that it holds."""
    return {about: decision for (_, about), decision in _latest(store, case, (kind,), about, known).items()}


def _latest(
    store: GraphStore, case: str, kinds: tuple[str, ...], about_: Collection[str] | None = None, known: Iterable[Decision] = ()
) -> dict[tuple[str, str], Decision]:
    query = f"MATCH (n:Decision {{case: $case}}) WHERE n.kind IN $kinds{' AND n.about IN $about' if about_ is not None else ''} "
    query += "RETURN n.id AS id, n.kind AS kind, n.about AS about, n.at AS at"
    last: dict[tuple[str, str], tuple[datetime, str]] = {}
    for row in store.stream(query, {"case": case, "kinds": list(kinds), "about": sorted(about_ or ())}):
        about, found = (row["kind"], row["about"]), (datetime.fromisoformat(row["at"]), row["id"])
        last[about] = max(found, last.get(about, found))
    before = {decision.id: decision for decision in known}
    held = [before[id_] for _, id_ in last.values() if id_ in before]
    held += records_by_id(store, Decision, [id_ for _, id_ in last.values() if id_ not in before])
    return {(decision.kind, decision.about): decision for decision in held}


def decided_source(source: Source, decided: Mapping[tuple[str, str], Decision]) -> Source:
    """The source as decisions leave it: a `retraction` says `{"retracted": true}`, or false to restore."""
    decision = decided.get(("retraction", source.id))
    if decision is None:
        return source
    return source.model_copy(update={"retracted": decision.content["retracted"]})


def decided_claim(claim: Claim, decided: Mapping[tuple[str, str], Decision]) -> Claim:
    """The claim as decisions leave it: a `review` says `{"review": "accepted"}`, or another word of Review."""
    decision = decided.get(("review", claim.id))
    if decision is None:
        return claim
    if is_correction(decision):
        # what counts is the claim that the correction made
        return claim.model_copy(update={"review": Review.rejected, "note": f"Corrected on review by {decision.by}"})
    return claim.model_copy(update={"review": Review(str(decision.content["review"]))})
