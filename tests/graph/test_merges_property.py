"""Whatever is merged and taken back, in whatever order, the graph is the one of the merges that hold."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.archive import checksum
from graph.decisions import decide_all
from graph.load import load
from graph.load.merged import settle
from graph.merges.pairs import Verdict
from graph.model import AnyRecord, Decision, Row, Source, Voice
from graph.store import GraphStore, open_store
from tests.graph.made_records import random_case

NOW = datetime(2026, 2, 1, tzinfo=UTC)
PAIR = st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda pair: pair[0] != pair[1])
STEPS = st.lists(st.tuples(PAIR, st.sampled_from([Verdict.same, Verdict.same, Verdict.withdrawn])), min_size=1, max_size=5)


def records(seed: int) -> list[AnyRecord]:
    """Statements between six entities, each of which is a voice too, with rows of a data set among them."""
    made = random_case(seed, "made", statements=10)
    voices = [Voice(case="made", key=f"person:v{n}", name=f"V{n}", kind="person", entity=f"person:e{n}") for n in range(6)]
    rows = [
        Row(case="made", subject=f"person:e{n % 6}", predicate="owns", object=f"person:e{(n * 5 + 1) % 6}", source="src:x", row=n + 1)
        for n in range(8)
    ]
    return [*made, *voices, Source(case="made", key="src:x", publisher="record:0", kind="dataset"), *rows]


@pytest.fixture(scope="module")
def made() -> Iterator[GraphStore]:
    with tempfile.TemporaryDirectory() as folder, open_store(f"embedded:{folder}") as store:
        yield store


def merge(minute: int, pair: tuple[int, int], verdict: Verdict) -> Decision:
    about, other = (f"made/person:e{number}" for number in pair)
    content = {"same_as": other, "verdict": verdict.value}
    return Decision(case="made", kind="merge", about=about, content=content, by="Ann", at=NOW + timedelta(minutes=minute))


def undecided(store: GraphStore) -> str:
    """The checksum without decisions, and without what the links say of them."""
    store.execute("MATCH (d:Decision) DELETE d")
    store.execute("MATCH (:MergedEntity)-[r:SAME_AS]->() SET r.at = null")
    return checksum(store)


@settings(
    max_examples=6, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(seed=st.integers(0, 1_000), steps=STEPS, order=st.randoms(use_true_random=False))
def test_only_what_holds_matters(made: GraphStore, seed: int, steps: list[tuple[tuple[int, int], Verdict]], order: object) -> None:
    made.execute("MATCH (n) DETACH DELETE n")
    load(made, records(seed), name="made")
    plain = checksum(made)
    holding: dict[frozenset[int], tuple[int, int]] = {}
    for minute, (pair, verdict) in enumerate(steps):
        decide_all(made, [merge(minute, pair, verdict)])
        holding.pop(frozenset(pair), None)
        if verdict is Verdict.same:
            holding[frozenset(pair)] = pair
    found = undecided(made)
    settle(made, "made")
    assert checksum(made) == plain
    again = list(holding.values())
    order.shuffle(again)  # type: ignore[attr-defined]
    for pair in again:
        decide_all(made, [merge(0, pair[::-1], Verdict.same)])
    assert undecided(made) == found
