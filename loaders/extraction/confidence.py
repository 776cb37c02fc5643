"""How sure each relation and event is: the share of those like it that annotated texts call right. What is unlikely is not proposed.

The weights of the traits are those of a logistic regression over tests/gold (`python -m benchmarks.confidence --write`), in
confidence.json. What no annotated text tells of, a predicate or verb that a case brings, keeps what its rule is sure of.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from loaders.extraction.event_traits import of_events
from loaders.extraction.proposals import Proposals, Relation
from loaders.extraction.relation_traits import of_relations

WEIGHTS = Path(__file__).with_name("confidence.json")
LEAST_RELATION = 0.45
"""Below this share two of five are exactly right, and the rest are a burden to whoever reviews them."""
LEAST_EVENT = 0.25
"""Below this share hardly one of three is an event to those who annotate; above it what dense annotations have is lost."""
_SUREST, _FAR = 0.99, 30.0


@dataclass(frozen=True)
class Weights:
    """What each trait adds to the logarithm of the odds, to `base`."""

    base: float
    of: Mapping[str, float]

    def share(self, traits: Mapping[str, float]) -> float:
        """How many of a hundred like it are right, 0 to 1."""
        known = self.of
        odds = self.base + sum(known[name] * size for name, size in traits.items() if name in known)
        return round(min(_SUREST, 1 / (1 + math.exp(-max(-_FAR, min(_FAR, odds))))), 2)


@dataclass(frozen=True)
class Confidence:
    """What was learned of relations and of events."""

    relations: Weights
    events: Weights

    def rated(self, found: Proposals, text: str, own: Container[str] = ()) -> Proposals:
        """The same with the confidence of each relation and event; `own` are verbs that a case brings."""
        relations = [
            replace(each, confidence=self.relations.share(traits)) if self._measured(each, own) else each
            for each, traits in zip(found.relations, of_relations(found, text), strict=True)
        ]
        events = [
            replace(each, confidence=self.events.share(traits)) for each, traits in zip(found.events, of_events(found, text), strict=True)
        ]
        return replace(found, relations=relations, events=events)

    def likely(self, found: Proposals, own: Container[str] = ()) -> Proposals:
        """Without the relations and events that are too unlikely to be worth anybody's look.

        All that is said of two goes by the surest of it: a denial is never left out beside what it denies.
        """
        surest: dict[tuple[str, frozenset[str]], float] = defaultdict(float)
        for each in found.relations:
            share = each.confidence if self._measured(each, own) else 1.0
            surest[_said(each)] = max(surest[_said(each)], share)
        relations = [each for each in found.relations if surest[_said(each)] >= LEAST_RELATION]
        events = [each for each in found.events if each.confidence >= LEAST_EVENT]
        return replace(found, relations=relations, events=[replace(each, id=f"e{number}") for number, each in enumerate(events, 1)])

    def _measured(self, each: Relation, own: Container[str]) -> bool:
        """Whether annotated texts can tell how often it is right: not of a case's own verbs and predicates."""
        return f"predicate {each.predicate}" in self.relations.of and each.rule.rpartition(": ")[2] not in own


def _said(each: Relation) -> tuple[str, frozenset[str]]:
    return each.predicate, frozenset((each.subject, each.object))


@cache
def taught() -> Confidence:
    """What the annotated texts taught."""
    kinds = json.loads(WEIGHTS.read_text("utf-8"))
    return Confidence(*(Weights(kinds[kind]["base"], kinds[kind]["of"]) for kind in ("relations", "events")))
