"""What persons corrected on review: the claims that count in the place of those that a machine found.

A `review` that accepts may say another subject, predicate, object, chain, hedge, stance or date than was found. The claim that was found
then counts for nothing, and a claim by hand stands beside it, about the statement as corrected. Both follow from the decision: a later
one about the same claim takes them back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from pydantic import ValidationError

from graph.errors import CorrectionError, RecordError
from graph.model import AnyRecord, Claim, Decision, Entity, Source, Statement, Voice, digest
from graph.queries.rows import records_by_id
from graph.store import GraphStore

FIELDS = ("subject", "predicate", "object", "chain", "hedge", "stance", "when")
"""What a review may correct; a chain as keys of voices with a space between, an empty `when` for no date."""
_SAID = frozenset(FIELDS[:3]) | {"when"}


def is_correction(decision: Decision | None) -> bool:
    """Whether a decision corrects what was found."""
    return decision is not None and decision.kind == "review" and not decision.content.keys().isdisjoint(FIELDS)


def check_correction(decision: Decision) -> None:
    """Raise RecordError (CorrectionError) if a review that corrects says what no claim can say."""
    if decision.content.get("review") != "accepted":
        raise RecordError(f"Only a review that accepts can correct; that of {decision.about!r} says {dict(decision.content)}")
    said = Statement(case=decision.case, slug="found", subject="entity:a", predicate="found", object="entity:b")
    claim = Claim(case=decision.case, statement="found", source="src:a", chain=("voice:a",))
    try:
        _corrected(decision, claim, said)
    except (ValidationError, ValueError) as error:
        first = error.errors()[0] if isinstance(error, ValidationError) else {"loc": (), "msg": str(error)}
        fault = str(first["msg"]).removeprefix("Value error, ")
        raise CorrectionError(decision.about, ".".join(map(str, first["loc"])), fault) from error


def corrected(store: GraphStore, decided: Mapping[str, Decision], *, without: Collection[str] = ()) -> list[AnyRecord]:
    """The statements and claims that the reviews that hold (by id of the claim) make, without those of some imports.

    A correction that names what the case has not (any more) makes nothing until that is there.
    """
    holding = {about: decision for about, decision in decided.items() if is_correction(decision)}
    if not holding:
        return []
    if without:
        rows = store.stream("UNWIND $ids AS id MATCH (c:Claim {id: id}) RETURN c.id AS id, c.owners AS owners", {"ids": sorted(holding)})
        going = {row["id"] for row in rows if set(row["owners"] or ("",)) <= set(without)}
        holding = {about: decision for about, decision in holding.items() if about not in going}
    claims = records_by_id(store, Claim, sorted(holding))
    statements = {said.slug: said for said in _stated(store, claims)}
    made = [_corrected(holding[claim.id], claim, statements[claim.statement]) for claim in claims if claim.statement in statements]
    return list(_whole(store, made))


def _corrected(decision: Decision, claim: Claim, said: Statement) -> tuple[Statement, Claim]:
    """The statement and the claim as corrected."""
    content = {name: decision.content[name] for name in FIELDS if name in decision.content}
    told = {name: value or None for name, value in content.items() if name in _SAID}
    if "object" in told:
        told["value"] = None
    plain = {"note": "", "conflicts_with": (), "speaks_against": (), "variant_of": None, "first_hand": ()}
    statement = said.model_validate({**said.model_dump(), **(plain if told else {}), **told})
    if statement.id != said.id:
        statement = statement.model_copy(update={"slug": f"x-{digest([statement.id])[:16]}"})
    other = {name: value for name, value in content.items() if name in ("hedge", "stance")}
    chain = tuple(str(content["chain"]).split()) if "chain" in content else claim.chain
    by = {"by": "hand", "review": None, "confidence": 1.0, "note": f"As corrected on review by {decision.by}, {decision.at:%Y-%m-%d}"}
    key = f"{claim.key[:100]}-corrected"
    found = {**claim.model_dump(), **other, **by, "key": key, "statement": statement.slug, "chain": chain}
    return statement, Claim.model_validate(found)


def _stated(store: GraphStore, claims: Iterable[Claim]) -> list[Statement]:
    query = "UNWIND $ids AS id MATCH (c:Claim {id: id})-[:STATES]->(s:Statement) RETURN DISTINCT s.id AS id"
    return records_by_id(store, Statement, [row["id"] for row in store.stream(query, {"ids": [claim.id for claim in claims]})])


def _whole(store: GraphStore, made: Iterable[tuple[Statement, Claim]]) -> Iterator[AnyRecord]:
    """Those whose ends, voices and source the case has."""
    pairs = list(made)
    held: set[tuple[str, str]] = set()
    named: dict[type[Entity] | type[Voice] | type[Source], set[str]] = {
        Entity: {f"{said.case}/{key}" for said, _ in pairs for key in _ends(said)},
        Voice: {f"{claim.case}/{key}" for _, claim in pairs for key in claim.chain},
        Source: {f"{claim.case}/{claim.source}" for _, claim in pairs},
    }
    for kind, ids in named.items():
        held |= {(kind.__name__, record.key) for record in records_by_id(store, kind, sorted(ids))}
    seen: set[str] = set()
    for said, claim in pairs:
        needed = {*(("Entity", key) for key in _ends(said)), *(("Voice", key) for key in claim.chain), ("Source", claim.source)}
        if needed <= held:
            if said.slug not in seen:
                seen.add(said.slug)
                yield said
            yield claim


def _ends(said: Statement) -> list[str]:
    return [key for key in (said.subject, said.object, said.where, said.origin_place) if key]
