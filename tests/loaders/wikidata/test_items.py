"""Files of items: the sample, what each part of a statement becomes, and bad input told by item and property."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import loaders
from graph.model import Alias, Claim, Entity, Source, Statement, Voice
from loaders.wikidata.taken import taken
from tests.conftest import ROOT
from tests.loaders.graphs.conftest import entity, of
from tests.loaders.wikidata.conftest import HERE, THERE, Told, item, said, time, written

SAMPLES = ROOT / "data" / "samples" / "wikidata"
AT = {"P854": "https://paper.example/a", "P813": time("+2031-04-30T00:00:00Z", 11)}
PRIVATE = ("P19", "P20", "P21", "P22", "P25", "P26", "P40", "P91", "P102", "P119", "P140", "P172", "P451", "P509", "P551", "P569", "P570",
           "P968", "P1050", "P1329", "P1399", "P2002", "P3373", "P6375")  # fmt: skip


def one(tmp_path: Path, *claims: dict[str, Any], **more: Any) -> list[Any]:
    return list(loaders.load(written(tmp_path / "x.jsonl", item(*claims, **more))))


def claims(records: list[Any]) -> list[tuple[list[str], str, str]]:
    """Chain by names, stance and hedge of every claim."""
    names = {voice.key: voice.name for voice in of(records, Voice)}
    return [([names[key] for key in each.chain], str(each.stance), str(each.hedge)) for each in of(records, Claim)]


def test_the_sample_is_a_case_with_its_references_as_sources() -> None:
    loaded = loaders.load(SAMPLES / "harbour.wikidata.json")
    records = list(loaded)
    assert (loaded.format, loaded.name) == ("wikidata", "harbour.wikidata.json")
    costin = entity(records, "Mirela Costin")
    assert (costin.kind, costin.key, costin.ids) == (
        "person",
        "wikidata:Q9900000001",
        {"wikidata": "Q9900000001", "viaf": "990000000000001"},
    )
    assert costin.aliases[:2] == (
        Alias(name="Мирела Костин", lang="ru", script="Cyrl"),
        Alias(name="米雷拉·科斯廷", lang="zh-hans", script="Hans"),
    )
    assert costin.when is None
    kinds = {each.name: each.kind for each in of(records, Entity)}
    assert [kinds[name] for name in ("Coastal Audit Office", "Harbour Courier", "Tidewater Shipping", "Tarn", "Tarn harbour talks")] == [
        "agency", "outlet", "organisation", "place", "event",
    ]  # fmt: skip
    assert entity(records, "Tidewater Shipping").ids["lei"] == "9900TIDEWATERSHIP001"
    held = next(each for each in of(records, Statement) if each.predicate == "held_position")
    assert held.when == "2029-03-01/.."
    told = [each for each in of(records, Claim) if each.statement == held.slug]
    assert [each.chain for each in told] == [("dataset:wikidata", "wikidata:Q9900000003"), ("dataset:wikidata", "outlet:alderpost-example")]
    sources = {each.title: each for each in of(records, Source)}
    paper = sources["A new deputy at the Audit Office"]
    assert (paper.url, paper.published, paper.retrieved, paper.seen) == (
        "https://courier.example/2029/audit-office", "2029-03-02", "2031-04-30", "no",
    )  # fmt: skip
    page = sources["Mirela Costin (Q9900000001) in Wikidata"]
    assert (page.url, page.published, page.rights) == ("https://www.wikidata.org/wiki/Q9900000001", "2031-05-02", "CC0 1.0")
    assert {each.to for each in page.cites} >= {paper.key}


def test_forms_of_a_file_that_hold_the_same_load_the_same(tmp_path: Path) -> None:
    given = item(said("P108", THERE))
    forms = {
        "lines": json.dumps(given) + "\n",
        "alone": json.dumps(given, indent=1),
        "answer": json.dumps({"entities": {HERE: given}, "success": 1}),
        "cut out of a dump": json.dumps(given) + ",\n",
        "dump": f"[\n{json.dumps(given)}\n]",
    }
    made = {}
    for name, text in forms.items():
        path = tmp_path / f"{name}.json"
        path.write_text(text)
        made[name] = [each.slug for each in of(loaders.load(path), Statement)]
    assert len(made["lines"]) == 1
    assert all(each == made["lines"] for each in made.values())


@pytest.mark.parametrize(("statement", "expected"), [
    (said("P108", THERE), [(["Wikidata"], "asserts", "none")]),
    (said("P108", THERE, refs=[{"P143": "Q328"}]), [(["Wikidata"], "asserts", "none")]),
    (said("P108", THERE, refs=[{"P854": "https://en.wikipedia.org/wiki/A"}]), [(["Wikidata"], "asserts", "none")]),
    (said("P108", THERE, refs=[{"P813": time("+2031-04-30T00:00:00Z", 11)}]), [(["Wikidata"], "asserts", "none")]),
    (said("P108", THERE, refs=[{"P854": "javascript:alert(1)"}]), [(["Wikidata"], "asserts", "none")]),
    (said("P108", THERE, refs=[AT]), [(["Wikidata", "paper.example"], "asserts", "none")]),
    (said("P108", THERE, refs=[AT, {"P248": "Q9900000093"}]),
     [(["Wikidata", "paper.example"], "asserts", "none"), (["Wikidata", "Q9900000093"], "asserts", "none")]),
    (said("P108", THERE, refs=[{**AT, "P248": "Q9900000093", "P123": "Q9900000094"}]), [(["Wikidata", "Q9900000094"], "asserts", "none")]),
    (said("P108", THERE, rank="deprecated", refs=[AT]), [(["Wikidata"], "denies", "none")]),
    (said("P108", THERE, P1480="Q32188232", refs=[AT]), [(["Wikidata", "paper.example"], "asserts", "alleged")]),
    (said("P108", THERE, P1310="Q9900000093"), [(["Wikidata"], "asserts", "none"), (["Wikidata", "Q9900000093"], "denies", "none")]),
])  # fmt: skip
def test_who_says_it_is_what_the_references_and_the_rank_tell(
    tmp_path: Path, statement: dict[str, Any], expected: list[tuple[list[str], str, str]]
) -> None:
    assert claims(one(tmp_path, statement)) == expected


def test_a_deprecated_statement_puts_its_denial_in_nobody_elses_mouth(tmp_path: Path) -> None:
    records = one(tmp_path, said("P108", THERE, rank="deprecated", refs=[AT]))
    assert [each.chain for each in of(records, Claim)] == [("dataset:wikidata",)]
    assert "https://paper.example/a" in of(records, Claim)[0].note


@pytest.mark.parametrize(("qualifiers", "when"), [
    ({"P580": time("+2024-03-05T00:00:00Z", 11), "P582": time("+2026-04-00T00:00:00Z", 10)}, "2024-03-05/2026-04"),
    ({"P580": time("+2024-00-00T00:00:00Z", 9)}, "2024/"),
    ({"P580": time("+2024-00-00T00:00:00Z", 9), "P582": "novalue"}, "2024/.."),
    ({"P580": "somevalue", "P582": time("+2026-00-00T00:00:00Z", 9)}, "/2026"),
    ({"P585": time("+1985-00-00T00:00:00Z", 8)}, "1980/1989"),
    ({"P585": time("+1701-01-03T00:00:00Z", 11, "Q1985786")}, "1701~"),
    ({"P585": time("-0044-03-15T00:00:00Z", 11)}, None),
    ({"P585": time("+1900-00-00T00:00:00Z", 7)}, None),
    ({"P585": time("+2031-02-30T00:00:00Z", 11)}, None),
    ({"P580": time("+2030-00-00T00:00:00Z", 9), "P582": time("+2020-00-00T00:00:00Z", 9)}, None),
])  # fmt: skip
def test_dates_are_as_exact_as_wikidata_tells_and_no_more(tmp_path: Path, qualifiers: dict[str, Any], when: str | None) -> None:
    assert [each.when for each in of(one(tmp_path, said("P108", THERE, **qualifiers)), Statement)] == [when]


def test_what_two_items_tell_from_both_ends_is_one_statement(tmp_path: Path) -> None:
    path = written(tmp_path / "x.jsonl", item(said("P749", THERE)), item(said("P355", HERE), id_=THERE))
    records = list(loaders.load(path))
    assert [(each.subject, each.predicate, each.object) for each in of(records, Statement)] == [
        (f"wikidata:{HERE}", "subsidiary_of", f"wikidata:{THERE}")
    ]
    assert len(of(records, Claim)) == 2


def test_matters_of_a_persons_own_are_not_taken(tmp_path: Path) -> None:
    assert not set(PRIVATE) & {*taken().properties(), *taken().roles}
    records = one(tmp_path, *(said(each, THERE) for each in PRIVATE))
    assert not of(records, Statement)
    assert [each.key for each in of(records, Entity)] == [f"wikidata:{HERE}"]


def test_classes_are_known_through_the_classes_above_them_in_the_file(tmp_path: Path) -> None:
    above = {**item(said("P279", "Q9900000095"), id_="Q9900000094")}
    path = written(tmp_path / "x.jsonl", item(said("P31", "Q9900000094")), above, item(said("P279", "Q47913"), id_="Q9900000095"))
    assert next(each.kind for each in of(loaders.load(path), Entity) if each.key.endswith(HERE)) == "agency"


@pytest.mark.parametrize(("given", "message"), [
    ((item(labels=[]),), "4"),
    ((item(), "[" * 100_000 + "]" * 100_000), "x.jsonl:2:1: is nested too deep"),
    ((item(), '{"id": "Q1" "labels"}'), "x.jsonl:2:1: is no JSON from here on"),
    ((item(), {"id": "X1", "labels": {}}), "x.jsonl:2:1: id: must be the number of an item, like Q42"),
    ((item(), item()), f"x.jsonl:2:1: id: {HERE} stands in x.jsonl:1 already"),
    ((item(labels="x"),), f"x.jsonl:1:1: {HERE} labels: must be an object"),
    ((item(labels={"en": {"value": "x" * 10_001}}),), f"{HERE} labels: must be a text of at most 10,000 characters in the language 'en'"),
    ((item(labels={"en": {"value": {"a": 1}}}),), f"{HERE} labels: must be a text"),
    ((item(claims={"P108": "x"}),), f"{HERE} P108: must be a list of statements"),
    ((item(claims={"P108": ["x"]}),), f"{HERE} P108: must be a value with its type"),
    ((item(claims={"P108": [{"mainsnak": {"snaktype": "value"}}]}),), f"{HERE} P108: must be a value with its type"),
    ((item(said("P108", [])),), f"{HERE} P108: must be a text"),
    ((item(said("P108", "no item")),), f"{HERE} P108: must name an item"),
    ((item(said("P108", THERE, rank="best")),), f"{HERE} P108: has no rank that is known"),
    ((item(said("P108", THERE, P580={"time": 5})),), f"{HERE} P108 P580: must be a time with its precision"),
    ((item(said("P108", "Q" * 99)),),
     f"{HERE} P108: must name an item by its number"),
    ((item(said("P108", "somevalue")),), f"warning: x.jsonl:1:1: {HERE} P108: is told to have an unknown value; that is left out"),
    ((item(said("P108", "novalue")),), f"warning: x.jsonl:1:1: {HERE} P108: is told to have no value; that is left out"),
    ((item(said("P108", HERE)),), f"warning: x.jsonl:1:1: {HERE} P108: names the item itself"),
    ((item(), {"id": "Q5", "missing": ""}), "Q5 is no item of Wikidata (any more)"),
    (({"id": "Q5", "labels": {}},), "holds no item that says anything"),
    ((item(said("P108", THERE)),), f"{THERE} is named by its number alone, for the file has no label of it"),
])  # fmt: skip
def test_bad_input_is_told_by_item_and_property(told: Told, given: tuple[Any, ...], message: str) -> None:
    if message == "4":
        # PHP writes an empty object as an empty list
        assert told(*given) == []
        return
    assert any(message in each for each in told(*given)), told(*given)


def test_a_name_is_kept_whatever_it_holds(tmp_path: Path) -> None:
    named = {"en": {"language": "en", "value": '<b>"=cmd()\u0000 \ud800</b>'}}
    records = one(tmp_path, labels=named)
    assert of(records, Entity)[0].name == '<b>"=cmd()\ufffd \ufffd</b>'


def test_a_list_of_numbers_is_refused_with_what_to_do() -> None:
    (problem,) = loaders.check(SAMPLES / "harbour-items.txt")
    assert "lists 2 numbers of items" in str(problem) and "--network" in str(problem) and "www.wikidata.org" in str(problem)


def test_a_text_that_only_begins_with_numbers_is_a_document(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Q42\nis a number of an item.\n")
    assert not loaders.knows(path)
