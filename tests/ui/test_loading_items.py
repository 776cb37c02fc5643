"""Items of Wikidata brought into a store by the command: a list, numbers, a file; a server on this machine plays Wikidata."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph import queries
from graph.errors import LoadError
from graph.load import load, unload
from graph.model import Case, Entity
from graph.queries.rows import records_of_case
from graph.store import GraphStore
from loaders import wikidata
from loaders.address import FetchLimits
from loaders.wikidata.kept import Kept
from loaders.wikidata.service import HOST, Service
from loaders.wikidata.taken import taken
from tests.conftest import ROOT
from tests.loopback import Answer, Asked, Loopback, is_here, sent
from ui import additions
from ui.loading import kept_in_words
from ui.loading_items import WantedItems, held_items

SAMPLES = ROOT / "data" / "samples" / "wikidata"
COSTIN, OFFICE = "Q9900000001", "Q9900000002"


def answer(asked: Asked) -> Answer:
    """The items of the sample; of any other its name."""
    held = json.loads((SAMPLES / "harbour.wikidata.json").read_text("utf-8"))["entities"]
    number = asked.path.rpartition("/")[2].removesuffix(".json")
    if number in held:
        return sent(json.dumps({"entities": {number: held[number]}}))
    ids = asked.path.partition("ids=")[2].partition("&")[0].split("%7C")
    return sent(json.dumps({"entities": {each: {"id": each, "labels": {"en": {"value": f"Name of {each}"}}} for each in ids}}))


def bring(store: GraphStore, path: str, folder: Path, *numbers: str, case: str | None = "harbour", network: bool = True) -> Loopback:
    with Loopback(answer).served() as server:
        service = Service(server.address, Kept(folder / "kept"), FetchLimits(), allowed=is_here, wait=lambda _: None)
        WantedItems(path, numbers).bring(store, case, network=network, dry=False, service=service)
    return server


def names(store: GraphStore) -> dict[str, str]:
    return {each.key: each.name for each in records_of_case(store, Entity, "harbour")}


def test_numbers_come_into_a_case_and_go_again(store: GraphStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = Entity(case="harbour", key="person:costin", name="Costin", kind="person", ids={"wikidata": COSTIN})
    load(store, [Case(case="harbour", title="Harbour"), own], name="harbour")
    server = bring(store, "wikidata:x", tmp_path, COSTIN, OFFICE)
    assert [each.path.partition("?")[0].rpartition("/")[2] for each in server.asked] == [f"{COSTIN}.json", f"{OFFICE}.json", "api.php"]
    said = capsys.readouterr().err
    assert said.index("Asking www.wikidata.org for 2 items") < said.index("3 requests were made")
    found = names(store)
    # who stands in the case already is the item, under the key and name that the case has
    assert found["person:costin"] == "Costin" and f"wikidata:{COSTIN}" not in found
    assert found["wikidata:Q9900000008"] == "Name of Q9900000008"
    row = store.read("MATCH (:Entity {id: 'harbour/person:costin'})-[r:HELD_POSITION]->() RETURN r.status AS s, r.when AS w").records()[0]
    assert (row["s"], row["w"]) == ("unconfirmed", "2029-03-01/..")
    assert [view.imported.format for view in queries.imports(store, "harbour")] == ["wikidata"]
    assert not bring(store, "wikidata:x", tmp_path, COSTIN, OFFICE).asked
    assert "0 new, 0 changed" in capsys.readouterr().err
    unload(store, "harbour", f"wikidata-{COSTIN.lower()}-{OFFICE.lower()}")
    assert names(store) == {"person:costin": "Costin"}


def test_one_of_anything_is_told_as_one(store: GraphStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load(store, [Case(case="harbour", title="Harbour")], name="harbour")
    other = Entity(case="harbour", key=f"wikidata:{COSTIN}", name="M. Costin", kind="person")
    load(store, [other], name="note", owner="note")
    bring(store, "wikidata:x", tmp_path, COSTIN)
    said = capsys.readouterr().err
    assert f"Asking {HOST} for 1 item and the names" in said
    assert f"1 record stays as others brought it: harbour/wikidata:{COSTIN}\n" in said
    assert kept_in_words(("a", "b")) == "2 records stay as others brought them: a, b"


def test_a_list_is_asked_for_only_when_that_is_said(store: GraphStore, tmp_path: Path) -> None:
    path = str(SAMPLES / "harbour-items.txt")
    with pytest.raises(LoadError, match="with --network they are asked for at www") as error:
        bring(store, path, tmp_path, network=False)
    assert error.value.total == 1
    assert names(store) == {}
    assert len(bring(store, path, tmp_path).asked) == 3
    assert names(store)[f"wikidata:{COSTIN}"] == "Mirela Costin"


def test_a_file_alone_asks_for_names_when_that_is_said(store: GraphStore, tmp_path: Path) -> None:
    path = str(SAMPLES / "harbour.wikidata.json")
    assert not bring(store, path, tmp_path, network=False).asked
    assert names(store)["wikidata:Q9900000007"] == "Q9900000007"
    store.execute("MATCH (n) DETACH DELETE n")
    assert len(bring(store, path, tmp_path).asked) == 1
    assert names(store)["wikidata:Q9900000007"] == "Name of Q9900000007"


def test_the_page_brings_what_the_command_brought(store: GraphStore, tmp_path: Path) -> None:
    path = SAMPLES / "harbour.wikidata.json"
    load(store, [Case(case="harbour", title="Harbour")], name="harbour")
    bring(store, str(path), tmp_path, network=False)
    loaded = wikidata.joining(path, "harbour", wikidata.Held(held_items(store, "harbour")))
    report = additions.add(store, loaded, path.as_posix())
    assert (report.new, report.changed, report.removed) == (0, 0, 0)
    assert store.read("MATCH (n:Import {case: 'harbour'}) RETURN n.path").rows == ((path.absolute().as_posix(),),)


def test_the_page_names_every_property_that_is_taken() -> None:
    page = (ROOT / "docs" / "loaders" / "wikidata.md").read_text("utf-8")
    table = taken()
    lacking = [each for each in (*table.properties(), *table.roles, *table.publishers, *table.own) if each not in page]
    assert lacking == []
    assert [each.predicate.upper() for each in table.relations.values() if each.predicate.upper() not in page] == []
