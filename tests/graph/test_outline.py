"""The outline of a database, on both engines: of a case, and of a graph that Redstring did not write."""

from __future__ import annotations

import time

import pytest

from graph.queries import outline as module
from graph.queries.outline import Outline, Pattern, names, outline, type_name
from graph.store import GraphStore

FILMS = (
    "CREATE (m:Film {title: 'Metropolis', year: 1927, tags: ['silent', 'city']}), (n:Film {title: 'M', year: 1931}), "
    "(l:Person:Director {name: 'Fritz Lang', born: date('1890-12-05')}), (b:Person {name: 'Brigitte Helm'}), "
    "(l)-[:DIRECTED {share: 1.0}]->(m), (l)-[:DIRECTED]->(n), (b)-[:`PLAYED IN` {as: 'Maria'}]->(m)"
)


@pytest.fixture
def films(store: GraphStore) -> GraphStore:
    store.execute(FILMS)
    return store


@pytest.fixture(params=["whole", "sampled"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of looking, at the same small graphs."""
    if request.param == "sampled":
        monkeypatch.setattr(module, "SMALL", (0, 0))


def test_labels_and_types_are_counted(films: GraphStore) -> None:
    held = outline(films)
    assert {part.name: part.count for part in held.labels} == {"Film": 2, "Person": 2, "Director": 1}
    assert {part.name: part.count for part in held.types} == {"DIRECTED": 2, "PLAYED IN": 1}
    assert held.whole


def test_properties_have_types_samples_and_how_many_hold_them(films: GraphStore) -> None:
    film = next(part for part in outline(films).labels if part.name == "Film")
    assert list(film.properties) == ["tags", "title", "year"]
    assert film.properties["year"].types == {"INTEGER": 2}
    assert sorted(film.properties["year"].samples) == ["1927", "1931"]
    assert film.properties["tags"].types == {"LIST OF STRING": 1}
    assert film.properties["tags"].held == 1
    person = next(part for part in outline(films).labels if part.name == "Person")
    assert person.properties["born"].types == {"DATE": 1}


def test_what_connects_what(films: GraphStore) -> None:
    held = outline(films).patterns
    assert Pattern("Person", "PLAYED IN", "Film", 1) in held
    assert [(one.source, one.type, one.target, one.seen) for one in held if one.type == "DIRECTED"] == [("Director", "DIRECTED", "Film", 2)]


def test_names_alone(films: GraphStore) -> None:
    labels, types = names(films)
    assert {"Film", "Person", "Director"} <= set(labels)
    assert {"DIRECTED", "PLAYED IN"} <= set(types)


def test_hostile_names_are_names(store: GraphStore) -> None:
    store.execute("CREATE (:`a``b) DETACH DELETE n //` {`x``y`: 1})")
    held = outline(store)
    assert [(part.name, part.count) for part in held.labels] == [("a`b) DETACH DELETE n //", 1)]
    assert list(held.labels[0].properties) == ["x`y"]


def test_without_time_it_says_that_something_is_missing(films: GraphStore) -> None:
    began = time.monotonic()
    held = outline(films, seconds=0)
    assert time.monotonic() - began < 2
    assert not held.whole
    assert {"Film", "Person", "Director"} <= {part.name for part in held.labels}
    assert {part.count for part in held.labels} == {None}


def test_an_entity_of_a_case_is_told_by_its_kind(case_store: GraphStore) -> None:
    held: Outline = outline(case_store, seconds=60)
    entity = next(part for part in held.labels if part.name == "Entity")
    assert entity.count == 77
    assert ("Person", "DEFECTED_TO") in {(one.source, one.type) for one in held.patterns}
    assert not any("Entity" in (one.source, one.target) for one in held.patterns)


@pytest.mark.parametrize(
    ("value", "name"),
    [(True, "BOOLEAN"), (1, "INTEGER"), (1.5, "FLOAT"), ("x", "STRING"), ([1, "x"], "LIST OF INTEGER/STRING"), ([], "LIST")],
)
def test_types_have_the_names_of_cypher(value: object, name: str) -> None:
    assert type_name(value) == name
