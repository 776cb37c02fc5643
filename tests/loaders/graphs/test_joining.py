"""A graph that joins a case: under keys that nothing else has by chance, and whole, on both engines."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

import loaders
from graph import queries
from graph.archive import checksum
from graph.errors import LoadError
from graph.export import Extent
from graph.load import unload
from graph.model import Case, Entity, Row, Source
from graph.store import GraphStore
from loaders import Loaded
from loaders.graphs.joining import FORMATS, joining
from tests.conftest import ROOT
from tests.graph.made_exports import exported
from ui import additions

SAMPLES = ROOT / "data" / "samples"
GRAPHS = (
    *("harbour.ftm.json", "harbour.statements.json", "harbour.gexf", "harbour.graphml", "harbour.node-link.json", "harbour.stix.json"),
    *("harbour-neo4j", "harbour-offshore", "harbour-gdelt"),
)
GRAPH = "MATCH (a:Entity {case: $case})-[r]->(b:Entity) RETURN a.name, type(r), b.name, r.when ORDER BY a.name, type(r), b.name, r.when"


def joined(path: Path, case: str = "pier") -> Loaded:
    return joining(loaders.load(path), case)


def keys(loaded: Loaded) -> set[str]:
    return {record.key for record in loaded if isinstance(record, Entity)}


def gexf(path: Path, *names: str) -> Path:
    nodes = "".join(f'<node id="{number}" label="{name}"/>' for number, name in enumerate(names))
    path.write_text(f'<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph><nodes>{nodes}</nodes></graph></gexf>', "utf-8")
    return path


@pytest.mark.parametrize("sample", GRAPHS)
def test_it_tells_in_a_case_what_it_tells_as_one_and_goes_without_a_trace(store: GraphStore, sample: str) -> None:
    own = loaders.load(SAMPLES / sample)
    additions.add(store, own, sample)
    additions.add(store, joined(SAMPLES / "harbour.gexf" if sample != "harbour.gexf" else SAMPLES / "harbour.graphml"), "other")
    before, seen = checksum(store), store.read(GRAPH, {"case": "pier"}).rows
    came = additions.add(store, joined(SAMPLES / sample), (SAMPLES / sample).as_posix())
    rows = store.read(GRAPH, {"case": "pier"}).rows
    assert sorted(map(str, rows)) == sorted(map(str, [*seen, *store.read(GRAPH, {"case": own.name}).rows]))
    view = next(view for view in queries.imports(store, "pier") if view.imported.name == own.name)
    assert (view.imported.path, view.records) == ((SAMPLES / sample).as_posix(), came.new + came.unchanged)
    held = checksum(store)
    again = additions.add(store, joined(SAMPLES / sample), sample)
    assert (again.new, again.changed, again.removed, checksum(store)) == (0, 0, 0, held)
    unload(store, "pier", own.name)
    assert checksum(store) == before


def test_one_id_in_two_files_is_two_entities(tmp_path: Path) -> None:
    one, other = (joined(gexf(tmp_path / f"{name}.gexf", name)) for name in ("Ada", "Bela"))
    assert keys(one) == {"thing:ada.gexf.0"}
    assert keys(other) == {"thing:bela.gexf.0"}


def test_one_id_is_one_entity_where_the_format_says_so(tmp_path: Path) -> None:
    line = '{"id": "NK-1", "schema": "Person", "properties": {"name": ["Ada Quill"]}}\n'
    files = [tmp_path / name for name in ("one.ftm.json", "two.ftm.json")]
    for file in files:
        file.write_text(line)
    assert keys(joined(files[0])) == keys(joined(files[1])) == {"person:followthemoney.NK-1"}


def test_a_long_id_stays_apart_from_others(tmp_path: Path) -> None:
    ids = [f"{'x' * 159}{end}" for end in "ab"]
    file = tmp_path / f"{'n' * 60}.json"
    file.write_text(json.dumps({"nodes": [{"id": id_} for id_ in ids], "links": []}), "utf-8")
    assert len(keys(joined(file))) == len(ids)


def test_its_records_hang_together() -> None:
    for sample in GRAPHS:
        loaded = joined(SAMPLES / sample)
        records = list(loaded)
        sources = {record.key for record in records if isinstance(record, Source)}
        assert {record.case for record in records} == {"pier"}
        assert [record.title for record in records if isinstance(record, Case)] == ["pier"]
        for row in (record for record in records if isinstance(record, Row)):
            assert {row.subject, row.object} <= keys(loaded)
            assert row.source in sources
        assert loaded.format in FORMATS


def test_a_case_with_claims_is_refused_and_nothing_comes_in(store: GraphStore, tmp_path: Path) -> None:
    case = loaders.load(ROOT / "data" / "dong-jingwei")
    additions.add(store, case, "case")
    held = checksum(store)
    with zipfile.ZipFile(io.BytesIO(exported(store, "neo4j-csv", Extent(case.name)))) as packed:
        packed.extractall(tmp_path / "out")
    with pytest.raises(LoadError, match="holds claims of its own, so it is a case"):
        additions.add(store, joined(tmp_path / "out"), "out")
    assert checksum(store) == held
