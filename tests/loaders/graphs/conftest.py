"""What tests of graphs and data sets share: the samples, the bundled case as exported, and the problems of a file in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

import loaders
from graph.export import FORMATS, Extent, Material, write
from graph.load import load
from graph.model import AnyRecord, Entity, Row
from graph.store import GraphStore, open_store
from loaders.folder import LIMITS, Limits

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "data" / "samples"
DONG = "dong-jingwei-2021"
T = TypeVar("T", bound=AnyRecord)
Export = Callable[[str], Path]
Told = Callable[..., list[str]]


def of(records: object, kind: type[T]) -> list[T]:
    return [record for record in records if isinstance(record, kind)]  # type: ignore[attr-defined]


def entity(records: object, name: str) -> Entity:
    return next(each for each in of(records, Entity) if each.name == name)


def relations(records: object) -> set[tuple[str, str, str]]:
    """Subject, predicate and object of every row, by name."""
    known = list(records)  # type: ignore[call-overload]
    names = {each.key: each.name for each in of(known, Entity)}
    return {(names[row.subject], row.predicate, names[row.object]) for row in of(known, Row)}


def comes_back(records: list[AnyRecord], material: Material) -> None:
    """The records hold the entities and relations that were exported, and what was told of each as told by the file."""
    keep = {"key", "name", "kind", "ids", "country", "when", "note", "properties"}
    back = {each.key: each for each in of(records, Entity)}
    assert back.keys() == {each.key for each in material.entities()}
    for was in material.entities():
        now = back[was.key].model_dump(include=keep)
        now["properties"].pop("said as told by the file", None)
        assert now == was.model_dump(include=keep)
        assert [alias.name for alias in back[was.key].aliases] == list(dict.fromkeys(alias.name for alias in was.aliases))
    rows = {row.properties["slug"]: row for row in of(records, Row)}
    told = {each.slug: each for each in material.relations()}
    assert rows.keys() == told.keys()
    for slug, was in told.items():
        row = rows[slug]
        case = was.case
        assert (f"{case}/{row.subject}", row.predicate, f"{case}/{row.object}", row.when) == (
            was.source,
            was.predicate,
            was.target,
            was.when,
        )
        left = {name: value for name, value in was.attributes().items() if value not in ("", None)}
        for name in ("status", "why", "said_by", "denied_by", "claims", "denials"):
            assert row.properties.get(f"{name} as told by the file", "") == str(left.get(name, ""))
            assert name not in row.properties
        assert row.properties.get("role", "") == (was.role or "")


@pytest.fixture(scope="session")
def dong(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """The bundled case in an embedded store that is only read."""
    with open_store(f"embedded:{tmp_path_factory.mktemp('dong')}") as store:
        load(store, loaders.load(ROOT / "data" / "dong-jingwei"), name="dong-jingwei")
        yield store


@pytest.fixture(scope="session")
def dong_material(dong: GraphStore) -> Material:
    return Material(dong, Extent(DONG))


@pytest.fixture(scope="session")
def exported(dong_material: Material, tmp_path_factory: pytest.TempPathFactory) -> Export:
    """The bundled case as a file or folder of a format, written once."""
    folder, made = tmp_path_factory.mktemp("exported"), {}

    def export(name: str) -> Path:
        if name not in made:
            form = FORMATS[name]
            made[name] = folder / (name if form.several else f"made{form.suffix}")
            write(dong_material, form, made[name])
        return made[name]

    return export


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """Write a file (text or bytes) and give back its problems and warnings, each as the line that a person reads."""

    def problems(name: str, data: str | bytes, *, limits: Limits = LIMITS) -> list[str]:
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return [f"{'warning: ' if problem.warning else ''}{problem}" for problem in loaders.check(path, limits=limits)]

    return problems
