"""STIX 2.1: the library of OASIS reads the bundle strictly, and finds every relation with its figures and its claims."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from typing import Any

import stix2

from graph.export import Extent, Material
from graph.export.stix import EXTENSION
from graph.store import GraphStore
from tests.graph.made_exports import CASE, ROWS, TEXTS, exported, load_odd


def parsed(data: bytes) -> Any:
    return stix2.parse(data.decode(), allow_custom=False)


def test_the_bundle_is_read_strictly_and_whole(store: GraphStore) -> None:
    strictly(load_odd(store), CASE)


def test_the_bundle_of_the_bundled_case(case_store: GraphStore) -> None:
    strictly(case_store, "dong-jingwei-2021")


def strictly(store: GraphStore, case: str) -> None:
    """The library takes it without custom content, and it holds every relation with its figures and claims."""
    material = Material(store, Extent(case))
    bundle = parsed(exported(store, "stix", Extent(case)))
    by_id = {each.id: each for each in bundle.objects}
    assert len(by_id) == len(bundle.objects)
    relations = [each for each in bundle.objects if each.type == "relationship"]
    told = {each.id: each for each in material.relations()}
    assert len(relations) == len(told)
    slugs = {each.slug: each for each in told.values()}
    for each in relations:
        more = each.extensions[EXTENSION]
        ours = slugs[more["slug"]]
        assert each.relationship_type == ours.predicate.replace("_", "-")
        assert each.labels == [ours.status]
        assert (more["status"], more["why"], more["claims"], more["denials"]) == (ours.status, ours.why, ours.claims, ours.denials)
        assert tuple(more.get("said_by", ())) == ours.said_by
        assert tuple(more.get("denied_by", ())) == ours.denied_by
        assert by_id[each.source_ref].name == material.name(ours.source)
        assert by_id[each.target_ref].name == material.name(ours.target or "")
        if ours.days[1] and "stop_time" in each:
            assert each.stop_time.date() - timedelta(days=1) == ours.days[1]
    referred = {ref for each in bundle.objects for ref in each.get("object_refs", [])}
    assert referred <= by_id.keys()
    denials = sum(said.claim.stance.value == "denies" for said in material.said())
    assert sum(each.type == "opinion" for each in bundle.objects) == denials
    assert {each.opinion for each in bundle.objects if each.type == "opinion"} == {"disagree"}


def test_everything_is_marked_with_what_relations_are(store: GraphStore) -> None:
    bundle = parsed(exported(load_odd(store), "stix"))
    (marking,) = [each for each in bundle.objects if each.type == "marking-definition"]
    assert marking.definition.statement.startswith("Relations are claims as reported, not findings.")
    framed = {"marking-definition", "extension-definition"}
    ours = [each for each in bundle.objects if each.type not in framed and each.get("name") != "Redstring"]
    assert all(each.object_marking_refs == [marking.id] for each in ours)
    (definition,) = [each for each in bundle.objects if each.type == "extension-definition"]
    assert definition.id == EXTENSION
    # nothing of ours lies beside the extension
    assert all(not name.startswith("x_") for each in bundle.objects for name in each)


def test_what_there_is_of_each_kind(store: GraphStore) -> None:
    bundle = parsed(exported(load_odd(store), "stix"))
    kinds = Counter(each.type for each in bundle.objects)
    assert kinds["location"] == 1
    assert kinds["incident"] == 1
    assert kinds["relationship"] == len(TEXTS) + 1 + ROWS
    # a source without a date is a note: a report has one
    undated = sum(number % 3 == 2 for number in range(len(TEXTS)))
    assert kinds["report"] == len(TEXTS) - undated + 1


def test_the_day_of_making_is_that_of_the_case_or_the_one_that_is_given(store: GraphStore) -> None:
    load_odd(store)
    for made, expected in ((None, "2022-03-31"), ("2024-05", "2024-05-31")):
        found = json.loads(exported(store, "stix", Extent(CASE, made=made)))
        assert {each["created"] for each in found["objects"]} == {f"{expected}T00:00:00.000Z"}
