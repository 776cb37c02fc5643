"""Entities that a person decided to be one are drawn as one, with all that is said of any of them; undone, everything is as it was."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from graph import queries
from graph.archive import checksum, dump, restore
from graph.decisions import decide
from graph.errors import NotFoundError, RecordError
from graph.load import load, unload
from graph.load.merged import settle
from graph.merges.pairs import Verdict
from graph.model import AnyRecord, Case, Claim, Decision, Entity, Import, Row, Source, Stance, Statement, TimelinePoint, Voice
from graph.store import GraphStore

NOW = datetime(2026, 2, 1, tzinfo=UTC)
IN = {"case": "two"}


def two_spellings() -> list[AnyRecord]:
    """Ada Quill, whom the second paper calls A. Quill: what both say of her, what one denies, her own words, rows of a register."""
    said = {"subject": "person:ada", "predicate": "defected_to", "object": "place:us", "when": "2021"}
    return [
        Case(**IN, title="Two spellings", central="left"),
        *(Voice(**IN, key=f"outlet:{name}", name=name, kind="outlet") for name in ("alder", "birch")),
        Voice(**IN, key="person:ada", name="Ada Quill", kind="person", entity="person:ada"),
        Voice(**IN, key="person:a-quill", name="A. Quill", kind="person", entity="person:a-quill"),
        Voice(**IN, key="dataset:register", name="Register", kind="dataset"),
        Source(**IN, key="src:alder", publisher="outlet:alder", published="2021-06-01", tier="core"),
        Source(**IN, key="src:birch", publisher="outlet:birch", published="2021-06-02"),
        Source(**IN, key="src:register", publisher="dataset:register", published="2020", kind="dataset"),
        Entity(**IN, key="person:ada", name="Ada Quill", kind="person", aliases=[{"name": "Quill", "weak": True}], ids={"isni": "1"}),
        Entity(**IN, key="person:a-quill", name="A. Quill", kind="person", ids={"isni": "2", "lei": "3"}),
        Entity(**IN, key="person:bo", name="Bo", kind="person"),
        Entity(**IN, key="place:us", name="United States", kind="place"),
        Entity(**IN, key="organisation:mill", name="The Mill", kind="organisation"),
        Statement(**IN, slug="left", **said),
        Statement(**IN, slug="left-too", **{**said, "subject": "person:a-quill"}, conflicts_with=("stayed",)),
        Statement(**IN, slug="stayed", subject="person:a-quill", predicate="stayed_in", value="the office", speaks_against=("left-too",)),
        Statement(**IN, slug="met", subject="person:ada", predicate="met", object="person:a-quill"),
        Statement(**IN, slug="knows", subject="person:bo", predicate="knows", object="person:a-quill"),
        Statement(**IN, slug="other", subject="person:bo", predicate="left", object="place:us", conflicts_with=("left-too",)),
        Statement(**IN, slug="own", subject="person:ada", predicate="wrote", value="a letter", first_hand=("person:ada",)),
        Claim(**IN, key="c1", statement="left", source="src:alder", chain=("outlet:alder",)),
        Claim(**IN, key="c2", statement="left-too", source="src:birch", chain=("outlet:birch",)),
        Claim(**IN, key="c3", statement="met", source="src:birch", chain=("outlet:birch",)),
        Claim(**IN, key="c4", statement="knows", source="src:alder", chain=("outlet:alder", "person:ada")),
        Claim(**IN, key="c5", statement="knows", source="src:birch", chain=("outlet:birch", "person:a-quill")),
        Claim(**IN, key="c6", statement="other", source="src:alder", chain=("outlet:alder",)),
        Claim(**IN, key="c7", statement="own", source="src:alder", chain=("outlet:alder", "person:a-quill")),
        *(Claim(**IN, key=f"own-{n}", statement="own", source="src:alder", chain=("outlet:alder",), paraphrase=f"{n}") for n in range(5)),
        Row(**IN, subject="person:a-quill", predicate="owns", object="organisation:mill", source="src:register", row=1, when="2019"),
        Row(**IN, subject="person:bo", predicate="owns", object="person:a-quill", source="src:register", row=2),
        Row(**IN, subject="person:ada", predicate="owns", object="person:a-quill", source="src:register", row=3),
        TimelinePoint(**IN, when="2021", what="left", statement="left-too"),
    ]


def judge(store: GraphStore, a: str, b: str, verdict: Verdict = Verdict.same, minute: int = 0, why: str = "one desk") -> None:
    content = {"same_as": f"two/{b}", "verdict": verdict.value, "why": why}
    at = NOW + timedelta(minutes=minute)
    decide(store, Decision(**IN, kind="merge", about=f"two/{a}", content=content, by="Ann", at=at))


def drawn(store: GraphStore) -> set[tuple[str, str, str, str]]:
    query = "MATCH (a:Entity)-[r]->(b:Entity) RETURN a.key, type(r), b.key, r.status"
    return {(row[0], row[1], row[2], row[3]) for row in store.read(query).rows}


def undecided(store: GraphStore) -> str:
    """The checksum without the decisions."""
    held = store.read("MATCH (d:Decision) RETURN properties(d)").rows
    store.execute("MATCH (d:Decision) DELETE d")
    found = checksum(store)
    for (properties,) in held:
        store.execute("CREATE (d:Decision) SET d = $p", {"p": properties})
    return found


@pytest.fixture
def two(store: GraphStore) -> GraphStore:
    load(store, two_spellings(), name="two")
    return store


def test_two_that_are_one_are_drawn_as_one(two: GraphStore) -> None:
    assert ("person:ada", "DEFECTED_TO", "place:us", "single-source") in drawn(two)
    judge(two, "person:a-quill", "person:ada")
    assert drawn(two) == {
        ("person:ada", "DEFECTED_TO", "place:us", "contested"),  # `other` is asserted too
        ("person:bo", "KNOWS", "person:ada", "single-source"),  # both voices are hers
        ("person:bo", "LEFT", "place:us", "contested"),
        ("person:ada", "OWNS", "organisation:mill", "single-source"),
        ("person:bo", "OWNS", "person:ada", "single-source"),
    }
    assert [summary.entities for summary in queries.cases(two)] == [4]
    found = queries.evidence(two, "two")
    assert {claim.key for claim in found.claims["left"]} == {"c1", "c2"}
    assert found.statements["own"].first_hand == ("person:a-quill", "person:ada")
    assert found.statements["stayed"].subject == "person:ada"
    assert found.statements["left"].conflicts_with == ("stayed",)
    (point,) = queries.timeline(two, "two")
    assert point.statement == "left"


def test_what_two_papers_say_of_one_is_corroborated(two: GraphStore) -> None:
    two.execute("MATCH (c:Claim {key: 'c6'}) DETACH DELETE c")
    judge(two, "person:a-quill", "person:ada")
    assert ("person:ada", "DEFECTED_TO", "place:us", "corroborated") in drawn(two)


def test_a_denial_of_the_one_contests_what_is_said_of_the_other(two: GraphStore) -> None:
    load(
        two,
        [Claim(**IN, key="d", statement="left-too", source="src:birch", chain=("outlet:birch",), stance=Stance.denies)],
        name="more",
        owner="more",
    )
    two.execute("MATCH (c:Claim {key: 'c2'}) DETACH DELETE c")
    two.execute("MATCH (c:Claim {key: 'c6'}) DETACH DELETE c")
    judge(two, "person:a-quill", "person:ada")
    assert ("person:ada", "DEFECTED_TO", "place:us", "contested") in drawn(two)


@pytest.mark.parametrize("turned", [False, True])
def test_undone_everything_is_as_it_was(two: GraphStore, turned: bool) -> None:
    before = checksum(two)
    degrees = two.read("MATCH (n:Entity) RETURN n.id, n.degree ORDER BY n.id").rows
    pair = ("person:a-quill", "person:ada")
    judge(two, *pair)
    merged = undecided(two)
    assert merged != before
    judge(two, *(reversed(pair) if turned else pair), Verdict.withdrawn, 1)
    assert undecided(two) == before
    assert two.read("MATCH (n:Entity) RETURN n.id, n.degree ORDER BY n.id").rows == degrees
    assert not two.read("MATCH (n) WHERE n.was IS NOT NULL OR n:MergedEntity OR n:MergedStatement RETURN n").rows
    assert two.read("MATCH (d:Decision) RETURN count(d)").rows == ((2,),)
    judge(two, *pair, minute=2)
    assert undecided(two) != before


def test_the_names_of_both_are_found_and_lead_to_the_one_shown(two: GraphStore) -> None:
    judge(two, "person:a-quill", "person:ada")
    (match,) = queries.find(two, "a. quill")
    assert (match.node.key, match.matched) == ("person:ada", "A. Quill")
    assert queries.resolve(two, "person:a-quill") == "two/person:ada"
    assert queries.resolve(two, "two/left-too") == queries.resolve(two, "left")
    card = queries.entity(two, "two/person:ada")
    assert card.entity.ids == {"isni": "1", "lei": "3"}
    assert {value.statement.slug for value in card.values} == {"stayed", "own"}


def test_merges_outlive_loads_and_travel(two: GraphStore, tmp_path: Path) -> None:
    judge(two, "person:a-quill", "person:ada")
    merged = checksum(two)
    load(two, two_spellings(), name="two")
    assert checksum(two) == merged
    dump(two, tmp_path / "two.dump")
    two.execute("MATCH (n) DETACH DELETE n")
    restore(two, tmp_path / "two.dump")
    assert checksum(two) == merged
    judge(two, "person:a-quill", "person:ada", Verdict.withdrawn, 1)
    after = undecided(two)
    two.execute("MATCH (n) DETACH DELETE n")
    load(two, two_spellings(), name="two")
    assert checksum(two) == after


def test_one_that_goes_with_its_document_comes_back_merged(two: GraphStore) -> None:
    before = checksum(two)
    brought: list[AnyRecord] = [
        Voice(**IN, key="outlet:cedar", name="Cedar", kind="outlet"),
        Source(**IN, key="src:cedar", publisher="outlet:cedar", published="2021-07"),
        Entity(**IN, key="person:ada-q", name="Ada Q.", kind="person"),
        Statement(**IN, slug="left-again", subject="person:ada-q", predicate="defected_to", object="place:us", when="2021"),
        Claim(**IN, key="cedar-1", statement="left-again", source="src:cedar", chain=("outlet:cedar",)),
        Entity(**IN, key="place:us", name="United States", kind="place"),
        Import(**IN, name="cedar", format="document", loaded_at=NOW),
    ]
    load(two, brought, name="cedar", owner="cedar")
    judge(two, "person:ada-q", "person:ada")
    merged = checksum(two)
    assert queries.resolve(two, "person:ada-q") == "two/person:ada"
    unload(two, "two", "cedar")
    assert undecided(two) == before
    load(two, brought, name="cedar", owner="cedar")
    assert checksum(two) == merged


def test_a_retraction_and_a_review_are_heeded_while_merged_and_after(two: GraphStore) -> None:
    retract = {"kind": "retraction", "about": "two/src:register", "content": {"retracted": True}, "by": "Ann", "at": NOW}
    decide(two, Decision(**IN, **retract))
    plain = undecided(two)
    judge(two, "person:a-quill", "person:ada")
    merged = undecided(two)
    decide(two, Decision(**IN, **{**retract, "content": {"retracted": False}, "at": NOW + timedelta(minutes=5)}))
    assert ("person:ada", "OWNS", "organisation:mill", "single-source") in drawn(two)
    decide(two, Decision(**IN, **{**retract, "at": NOW + timedelta(minutes=6)}))
    assert undecided(two) == merged
    judge(two, "person:a-quill", "person:ada", Verdict.withdrawn, 7)
    assert undecided(two) == plain


def test_a_row_out_of_sight_is_retracted_too(two: GraphStore) -> None:
    judge(two, "person:a-quill", "person:ada")
    decide(two, Decision(**IN, kind="retraction", about="two/src:register", content={"retracted": True}, by="Ann", at=NOW))
    judge(two, "person:a-quill", "person:ada", Verdict.withdrawn, 1)
    assert ("person:ada", "OWNS", "person:a-quill", "unsourced") in drawn(two)


@pytest.mark.parametrize("undoing", [False, True])
def test_broken_off_anywhere_it_is_finished_by_doing_it_again(two: GraphStore, monkeypatch: pytest.MonkeyPatch, undoing: bool) -> None:
    judge(two, "person:a-quill", "person:ada")
    wanted = checksum(two)
    if undoing:
        judge(two, "person:a-quill", "person:ada", Verdict.withdrawn, 1)
        wanted = checksum(two)
    for at in range(0, 60, 7):
        # the other state first: what the latest decision says is taken for not said
        late = two.read("MATCH (d:Decision) RETURN properties(d) ORDER BY properties(d).at DESC LIMIT 1").rows[0][0]
        two.execute("MATCH (d:Decision {id: $id}) DELETE d", {"id": late["id"]})
        settle(two, "two")
        two.execute("CREATE (d:Decision) SET d = $p", {"p": late})
        with monkeypatch.context() as patched, suppress(StoppedError):
            stop_after(patched, at)
            settle(two, "two")
        settle(two, "two")
        assert checksum(two) == wanted, at
        assert two.read("MATCH (c:Case) RETURN c.loading").rows == ((None,),)


class StoppedError(Exception):
    """As if the process had ended."""


def stop_after(patched: pytest.MonkeyPatch, number: int) -> None:
    """Let so many writes through."""
    left = [number]
    for name in ("write_rows", "execute"):
        real = getattr(GraphStore, name)

        def counted(self: GraphStore, *given: Any, real: Any = real, **more: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                raise StoppedError
            return real(self, *given, **more)

        patched.setattr(GraphStore, name, counted)


@pytest.mark.parametrize(
    ("a", "b", "error", "told"),
    [
        ("person:ada", "person:nobody", NotFoundError, "no entity 'two/person:nobody'"),
        ("person:ada", "place:us", RecordError, "kind person.* kind place"),
        ("person:ada", "person:ada", RecordError, "about two entities"),
    ],
)
def test_what_cannot_be_one_is_refused(two: GraphStore, a: str, b: str, error: type[Exception], told: str) -> None:
    before = checksum(two)
    with pytest.raises(error, match=told):
        judge(two, a, b)
    assert checksum(two) == before


def test_a_firm_that_was_taken_for_a_person_is_one_with_it_and_comes_apart_again(two: GraphStore) -> None:
    mill = [
        Entity(**IN, key="person:mill", name="the mill", kind="person"),
        Statement(**IN, slug="paid", subject="person:mill", predicate="paid", object="person:bo"),
        Claim(**IN, key="c-paid", statement="paid", source="src:alder", chain=("outlet:alder",)),
    ]
    load(two, [*two_spellings(), *mill], name="two")
    before = undecided(two)
    judge(two, "person:mill", "organisation:mill")
    (shown,) = two.read("MATCH (n:Entity) WHERE n.key IN ['person:mill', 'organisation:mill'] RETURN n.key").rows
    assert {shown[0]} == {row[0] for row in drawn(two) if row[1] == "PAID"} == {row[2] for row in drawn(two) if row[2].endswith(":mill")}
    judge(two, "person:mill", "organisation:mill", Verdict.withdrawn, 1)
    assert undecided(two) == before


def test_verdicts_that_speak_against_each_other_are_refused(two: GraphStore) -> None:
    judge(two, "person:ada", "person:a-quill")
    judge(two, "person:bo", "person:ada", Verdict.different, 1)
    with pytest.raises(RecordError, match="Ann decided on 2026-02-01 that they are different"):
        judge(two, "person:bo", "person:a-quill", minute=2)
    with pytest.raises(RecordError, match="take one of these merges back first"):
        judge(two, "person:bo", "person:ada", Verdict.withdrawn, 3)
        judge(two, "person:bo", "person:a-quill", minute=4)
        judge(two, "person:bo", "person:ada", Verdict.different, 5)
