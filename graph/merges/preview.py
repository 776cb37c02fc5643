"""What merging two entities would change, before it is done: which relations join, which statuses change, what is not drawn any more."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from graph.evidence import Evidence, assess
from graph.merges.composition import composed_statements, composed_voices
from graph.model import Statement, Status, Unclaimed, shown_status


@dataclass(frozen=True)
class Effect:
    """What becomes of statements: those that are one then (or one alone), with their statuses now and the one then; None: not drawn."""

    statements: tuple[Statement, ...]
    now: tuple[Status | Unclaimed, ...]
    then: Status | Unclaimed | None

    @property
    def joins(self) -> bool:
        return len(self.statements) > 1


def preview(evidence: Evidence, first: str, other: str, slugs: Collection[str]) -> tuple[Effect, ...]:
    """What changes of these statements (slugs) if two entities (keys) become one, `first` shown for both; what does not is left out."""
    shown = {other: first}
    voices, hands = composed_voices(list(evidence.voices.values()), shown, [(first, other)])
    made = composed_statements(evidence.statements.values(), shown, hands)
    members: dict[str, list[str]] = {}
    for slug in evidence.statements:
        members.setdefault(made.into.get(slug, slug), []).append(slug)
    joined = replace(
        evidence,
        voices={**evidence.voices, **voices},
        statements=made.shown,
        claims={slug: tuple(claim for one in members[slug] for claim in evidence.claims.get(one, ())) for slug in made.shown},
    )
    found = []
    for slug, together in members.items():
        if not set(together) & set(slugs):
            continue
        statements = tuple(evidence.statements[one] for one in together)
        now = tuple(_status(evidence, one) for one in together)
        if slug in made.within:
            found.append(Effect(statements, now, None))
        elif slug in joined.statements:
            then = _status(joined, slug)
            if len(together) > 1 or then is not now[0]:
                found.append(Effect(statements, now, then))
    return tuple(sorted(found, key=lambda effect: (not effect.joins, effect.then is None, effect.statements[0].slug)))


def _status(evidence: Evidence, slug: str) -> Status | Unclaimed:
    return shown_status(assess(evidence, slug).status, waits=any(claim.waits for claim in evidence.claims.get(slug, ())))
