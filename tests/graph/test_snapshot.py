"""The content of a snapshot: the same everywhere, whole enough to be a store again, and without what was to stay out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from graph import view_json
from graph.errors import SnapshotError
from graph.evidence import assess_all
from graph.load import load
from graph.model import AnyRecord, Status
from graph.queries import evidence
from graph.snapshot import schema as snapshot_schema
from graph.snapshot.canonical import canonical, canonical_json, fingerprint
from graph.snapshot.collected import collect
from graph.snapshot.content import About, Content, content_of
from graph.store import GraphStore, open_store
from graph.view import View
from tests.conftest import ROOT
from tests.graph.central import FIGURES
from ui.snapshot.making import Wanted, made

CASE = "dong-jingwei-2021"
CENTRAL = "s01-defected"


@pytest.fixture(scope="module")
def contents() -> dict[str, Content]:
    """The content of the bundled case as each engine gave it."""
    return {}


@pytest.fixture
def content(case_store: GraphStore, contents: dict[str, Content]) -> Content:
    """Made once on each engine; every test has a copy of its own."""
    if case_store.engine not in contents:
        contents[case_store.engine] = made(case_store, Wanted())[0]
    return contents[case_store.engine].model_copy(deep=True)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[GraphStore]:
    with open_store(f"embedded:{tmp_path / 'other'}") as found:
        yield found


def view_of(content: Content) -> View:
    return view_json.from_json(json.dumps(content.view))


def records(content: Content) -> list[AnyRecord]:
    return [
        content.case,
        *content.voices,
        *content.sources,
        *content.entities,
        *content.statements,
        *content.claims,
        *content.rows,
        *content.timeline,
    ]


def test_it_becomes_a_store_that_gives_the_same_snapshot(content: Content, other: GraphStore) -> None:
    load(other, records(content), name="snapshot")
    again = collect(other, CASE, view_of(content), content.about)
    assert canonical(again) == canonical(content)


def test_its_text_reads_back_as_it_is(content: Content) -> None:
    data = canonical(content)
    assert canonical(content_of(data)) == data
    assert fingerprint(data) == fingerprint(canonical(content))


def test_the_findings_are_those_of_the_whole_case(content: Content, case_store: GraphStore) -> None:
    whole = assess_all(evidence(case_store, CASE))
    for slug, found in content.findings.items():
        assert (found.status, found.asserts, found.denies, found.chains) == (
            whole[slug].status,
            whole[slug].asserts,
            whole[slug].denies,
            whole[slug].chains,
        ), slug
    central = content.findings[CENTRAL]
    names = ("asserts", "documents", "publishers", "owners")
    assert [getattr(central, name) for name in names] == [FIGURES[name] for name in names]


def test_history_ends_with_what_holds_now_and_begins_with_the_first_source(content: Content) -> None:
    history = content.findings[CENTRAL].history
    assert [moment.since for moment in history] == sorted(moment.since for moment in history)
    assert history[-1].status is Status.contested
    assert history[-1].asserts == content.findings[CENTRAL].asserts
    assert history[0].since <= "2021-06-17"
    assert history[0].asserts < history[-1].asserts


def test_what_was_hidden_by_hand_stays_out(case_store: GraphStore, content: Content) -> None:
    view = view_of(content)
    gone = f"{CASE}/person:robert-hanssen"
    edge = next(said.id for said in content.statements if said.slug == CENTRAL)
    hidden = collect(case_store, CASE, view.hide([gone, edge]), content.about)
    assert gone not in hidden.view["nodes"]
    assert all(entity.id != gone for entity in hidden.entities)
    assert b"person:robert-hanssen" not in canonical(hidden)
    assert view_of(hidden).hidden == {edge}


def test_paraphrases_and_notes_can_stay_out(case_store: GraphStore, content: Content) -> None:
    bare = collect(case_store, CASE, view_of(content), content.about.model_copy(update={"paraphrases": False}))
    assert any(claim.paraphrase for claim in content.claims)
    assert not any(claim.paraphrase or claim.note for claim in bare.claims)
    assert {claim.key for claim in bare.claims} == {claim.key for claim in content.claims}


def test_as_of_a_day_later_sources_count_for_nothing(case_store: GraphStore, content: Content) -> None:
    early = collect(case_store, CASE, view_of(content), content.about.model_copy(update={"as_of": "2021-06-17"}))
    assert early.findings[CENTRAL].asserts < content.findings[CENTRAL].asserts
    assert all(moment.since <= "2021-06-17" for found in early.findings.values() for moment in found.history)


def test_around_a_seed(case_store: GraphStore) -> None:
    found, degrees = made(case_store, Wanted(seeds=("person:robert-hanssen",), title="Hanssen"))
    assert f"{CASE}/person:robert-hanssen" in found.view["nodes"]
    assert 2 <= len(found.view["nodes"]) < 10
    assert found.about.title == "Hanssen"
    assert degrees.keys() == set(found.view["nodes"])


def test_a_view_of_nothing_is_refused(case_store: GraphStore) -> None:
    with pytest.raises(SnapshotError, match="nothing in the view"):
        collect(case_store, CASE, View(), About(title="Nothing"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"version": 2}, "version"),
        ({"stranger": 1}, "stranger"),
        ({"redstring": "else"}, "redstring"),
        ({"claims": [{"case": CASE}]}, "claims.0"),
    ],
)
def test_another_form_is_refused_with_its_place(content: Content, change: dict[str, object], said: str) -> None:
    text = json.dumps({**content.to_json(), **change})
    with pytest.raises(SnapshotError, match=said):
        content_of(text)


def test_a_banner_cannot_be_another(content: Content) -> None:
    raw = content.to_json()
    with pytest.raises(SnapshotError, match="banner"):
        content_of(json.dumps({**raw, "about": {**raw["about"], "banner": "All of this is proven."}}))


def test_the_order_of_nodes_and_decimals_of_places_make_no_difference(case_store: GraphStore, content: Content) -> None:
    view = view_of(content)
    moved = {node: (x + 0.2, y - 0.3) for node, (x, y) in view.positions.items()}
    turned = replace(view, nodes=tuple(reversed(view.nodes)), positions=moved)
    assert canonical(collect(case_store, CASE, turned, content.about)) == canonical(content)


def test_the_schema_is_current_and_holds_what_is_made(content: Content) -> None:
    made_now = snapshot_schema.schema()
    assert json.loads((ROOT / "docs" / snapshot_schema.FILE).read_text("utf-8")) == made_now, "run: python -m graph.snapshot.schema docs"
    Draft202012Validator.check_schema(made_now)
    Draft202012Validator(made_now).validate(json.loads(canonical(content)))


NUMBERS = st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False, allow_infinity=False)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner) | st.dictionaries(st.text("abc"), inner),
)


@given(VALUES)
def test_canonical_json_is_what_the_standard_says(value: object) -> None:
    assert canonical_json(value) == rfc8785.dumps(value)  # type: ignore[arg-type]
