"""What is exported: the whole case or what a view draws, as of a date, the same bytes whatever engine and order."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from graph.errors import ExportError, NotFoundError
from graph.evidence import assess_all
from graph.evidence.counted import day
from graph.export import FORMATS, Extent, Material
from graph.filters import Filters
from graph.load import load
from graph.model import Case, Statement, Status
from graph.queries import entities, evidence, relationships_between
from graph.store import GraphStore, open_store
from graph.view import LIMIT_NODES, View
from tests.graph.central import FIGURES
from tests.graph.made_exports import CASE, ROWS, TEXTS, exported, load_odd, odd_case
from tests.graph.made_records import bulk_case

BUNDLED = "dong-jingwei-2021"


def view_of(ids: list[str], **more: object) -> View:
    return View(tuple(ids), {id_: (float(place), 7.0) for place, id_ in enumerate(ids)}, **more)  # type: ignore[arg-type]


def test_every_relation_has_the_figures_of_its_evidence(case_store: GraphStore) -> None:
    material = Material(case_store, Extent(BUNDLED))
    known = evidence(case_store, BUNDLED)
    found = assess_all(known)
    told = {each.slug: each for each in (*material.relations(), *material.values)}
    assert told.keys() == {slug for slug in found if found[slug].status is not Status.unsourced}
    for slug, each in told.items():
        ours = found[slug]
        assert (each.status, each.claims, each.denials, each.chains) == (ours.status, ours.asserts, ours.denies, ours.chains)
        assert each.origins == (ours.origins_min, ours.origins_max)
        assert each.why == " ".join(ours.why.split())
        assert bool(each.said_by) == bool(ours.asserts)
        assert bool(each.denied_by) == bool(ours.denies)
    central = told["s01-defected"]
    assert (central.status, list(central.origins), central.chains) == (FIGURES["status"], FIGURES["origins"], FIGURES["chains"])
    assert "SpyTalk ← " in "\n".join(central.said_by)
    assert len(list(material.entities())) == 77
    assert len(list(material.relations())) == len(relationships_between(case_store, list(material.kinds)))


def test_nothing_that_came_later_is_in_it(case_store: GraphStore) -> None:
    then = date(2021, 6, 17)
    material, whole = Material(case_store, Extent(BUNDLED, as_of="2021-06-17")), Material(case_store, Extent(BUNDLED))
    dated = {key: day(source) for key, source in whole.sources.items()}
    late = {key for key, published in dated.items() if published is None or published > then}
    assert late
    relations = list(material.relations())
    assert Status.unsourced not in {each.status for each in relations}
    assert not late & {key for each in relations for key in each.documents}
    found = assess_all(evidence(case_store, BUNDLED), then)
    assert all(each.status == found[each.slug].status for each in relations)
    assert material.sources.keys() == whole.sources.keys() - late
    assert all(said.claim.source in material.sources for said in material.claims())
    spoken = {voice for said in material.claims() for voice in said.claim.chain}
    assert spoken <= material.voices.keys() < whole.voices.keys()
    assert material.kinds.keys() < whole.kinds.keys()
    later = b'"dct:issued": "2025'
    assert later in exported(case_store, "json-ld", Extent(BUNDLED))
    assert later not in exported(case_store, "json-ld", Extent(BUNDLED, as_of="2021-06-17"))


def test_a_view_is_exported_as_it_is_drawn(store: GraphStore) -> None:
    load_odd(store)
    ids = [f"{CASE}/person:hub", f"{CASE}/person:n0", f"{CASE}/person:n1", f"{CASE}/person:n2", f"{CASE}/place:here"]
    between = relationships_between(store, ids)
    hidden = next(edge.id for edge in between if edge.slug == "s1")
    off = Filters(predicates_off=frozenset({"travelled_to"}))
    view = view_of(ids, filters=off).hide([hidden, f"{CASE}/person:n2"])
    material = Material(store, Extent(CASE, view))
    assert list(material.kinds) == sorted(set(ids) - {f"{CASE}/person:n2"})
    slugs = {each.slug for each in material.relations() if each.row is None}
    assert slugs == {"s0"}
    assert {each.slug for each in material.values} == {"v0", "v1"}
    rows = [each for each in material.relations() if each.row is not None]
    assert rows
    assert all({each.source, each.target} <= material.kinds.keys() for each in rows)
    assert material.positions[f"{CASE}/person:n1"] == (2.0, 7.0)
    everything = Material(store, Extent(CASE, view, everything=True))
    assert {each.slug for each in everything.relations() if each.row is None} == {"s0", "went", "unsaid"}
    assert {said.claim.key for said in material.said()} == {"s0-c", "d0", "v0-c", "v1-c"}


def test_what_no_claim_supports_goes_along_only_with_everything(store: GraphStore) -> None:
    load_odd(store)
    assert "unsaid" not in {each.slug for each in Material(store, Extent(CASE)).relations()}
    found = {each.slug: each for each in Material(store, Extent(CASE, everything=True)).relations()}
    assert found["unsaid"].status == "unsourced"


def test_a_row_counts_from_the_day_its_data_set_was_published(store: GraphStore) -> None:
    load_odd(store)
    assert sum(each.row is not None for each in Material(store, Extent(CASE)).relations()) == ROWS
    early = Extent(CASE, as_of="2020-06", everything=True)
    assert {each.status for each in Material(store, early).relations() if each.row is not None} == {"unsourced"}
    late = Material(store, Extent(CASE, as_of="2020-12-31"))
    assert {each.row for each in late.relations()} == set(range(1, ROWS + 1))
    assert set(late.sources) == {"src:rows"}
    with pytest.raises(ExportError, match="nothing in it"):
        Material(store, Extent(CASE, as_of="2019"))


def test_the_same_store_gives_the_same_bytes_on_each_engine_and_in_any_order(store: GraphStore, tmp_path: Path) -> None:
    load_odd(store)
    with open_store(f"embedded:{tmp_path / 'store'}") as other:
        records = list(odd_case())
        load(other, [*records[:1], *reversed(records[1:])], name=CASE)
        # an export only reads, so one load does for all formats
        assert [name for name in FORMATS if exported(store, name) != exported(other, name)] == []


@pytest.mark.parametrize("name", FORMATS)
def test_banner_date_status_and_attribution_are_in_every_format(case_store: GraphStore, name: str) -> None:
    data = exported(case_store, name, Extent(BUNDLED, as_of="2021-12"))
    files = [data]
    if FORMATS[name].several:
        packed = zipfile.ZipFile(io.BytesIO(data))
        files = [b"".join(packed.read(each) for each in packed.namelist())]
    text = files[0].decode("utf-8-sig")
    assert "Relations are claims as reported, not findings." in text
    assert "2021-12" in text
    assert "contested" in text
    assert "denials" in text or "denies" in text
    if name not in ("csl-json", "bibtex"):
        assert "Han Lianchao" in text


def test_a_case_that_is_not_there_is_told(store: GraphStore) -> None:
    load_odd(store)
    with pytest.raises(NotFoundError, match="holds no case 'other'; it holds odd"):
        Material(store, Extent("other"))


def test_a_large_case_has_no_positions(store: GraphStore) -> None:
    load(store, bulk_case(entities=LIMIT_NODES + 1, rows=10), name="bulk")
    material = Material(store, Extent("bulk"))
    assert material.positions == {}
    assert len(material.kinds) == LIMIT_NODES + 1
    told: list[int] = []
    watched = Material(store, Extent("bulk"), lambda progress: told.append(progress.done))
    assert sum(1 for _ in watched.entities()) == LIMIT_NODES + 1
    assert told == [1_000, 2_000, 3_000, 4_000, 5_000]


def test_where_a_view_has_places_and_a_case_is_laid_out(store: GraphStore) -> None:
    load_odd(store)
    material = Material(store, Extent(CASE))
    assert material.positions.keys() == material.kinds.keys()
    assert len(set(material.positions.values())) == len(TEXTS) + 3
    assert all(x == int(x) and y == int(y) for x, y in material.positions.values())


def test_statements_that_are_told_are_there_to_be_asked_for(store: GraphStore) -> None:
    load(store, [Case(case=CASE, title="x"), *list(odd_case())[1:]], name=CASE)
    material = Material(store, Extent(CASE))
    assert all(isinstance(material.statement(each.slug), Statement) for each in material.stated())
    assert entities(store, [f"{CASE}/person:hub"])[0].name == material.name(f"{CASE}/person:hub")
