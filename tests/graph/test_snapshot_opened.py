"""A snapshot opened to be read, on both engines: a case of its own that touches no other, is only read, and goes without a trace."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph import archive, queries
from graph.errors import NotFoundError, StoreAccessError
from graph.load import load
from graph.load.mark import Mark, mark_case
from graph.load.removal import close
from graph.model import Case, Decision, Entity, Status
from graph.snapshot.opened import key_of, records
from graph.snapshot.received import Received, received, received_file
from graph.store import GraphStore, schema
from graph.view_json import from_json
from tests.graph.made_records import small_case

KEPT = Path(__file__).parent / "kept"
HTML, JSON = KEPT / "version-1.html", KEPT / "version-1.redstring.json"


def opened(store: GraphStore, file: Received) -> str:
    load(store, records(file), name=file.content.about.title)
    return key_of(file)


def test_it_is_a_case_of_its_own_with_what_its_file_says(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    file = received_file(HTML)
    case = opened(store, file)
    assert case == f"mirela-case.{file.fingerprint[:16]}"
    live, snapshot = queries.cases(store)
    assert (live.case.case, live.snapshot) == ("small", None)
    found = snapshot.snapshot
    assert found is not None
    assert (snapshot.case.case, snapshot.case.title, found.of) == (case, "Where is Mirela?", "mirela-case")
    assert (found.author, found.told, found.changed, found.signature, found.doubts) == ("The makers", True, (), "valid", ())
    assert found.signed_by
    assert found.made == file.made
    view = from_json(found.view)
    assert {node.id for node in queries.entities(store, view.nodes)} == set(view.nodes)
    assert all(node.startswith(f"{case}/") for node in view.nodes)


def test_its_statuses_are_those_of_the_file(store: GraphStore) -> None:
    file = received_file(HTML)
    opened(store, file)
    told = {said.slug: file.content.findings[said.slug].status for said in file.content.statements if said.object}
    rows = store.read("MATCH (:Entity)-[r]->(:Entity) WHERE r.row IS NULL RETURN r.slug, r.status").rows
    assert {slug: Status(status) for slug, status in rows} == told
    assert store.read("MATCH (:Entity)-[r]->(:Entity) WHERE r.row IS NOT NULL RETURN count(r)").rows[0] == (len(file.content.rows),)


def test_the_same_file_twice_is_one_case_and_html_and_json_are_the_same(store: GraphStore) -> None:
    opened(store, received_file(HTML))
    again = load(store, records(received_file(HTML)), name="again")
    assert (again.new, again.changed, again.removed) == (0, 0, 0)
    assert opened(store, received_file(JSON)) == key_of(received_file(HTML))
    assert len(queries.cases(store)) == 1


def test_closing_it_leaves_no_trace_and_no_mark_on_the_live_case(store: GraphStore) -> None:
    load(store, small_case("mirela-case"), name="live")
    before = archive.info(store)
    case = opened(store, received_file(HTML))
    assert archive.info(store)["checksum"] != before["checksum"]
    revision = schema.revision(store)
    assert close(store, case) > 20
    assert archive.info(store) == before
    assert schema.revision(store) != revision
    assert store.read("MATCH (r:Redstring {id: $id}) RETURN r.id", {"id": f"start/{case}"}).rows == ()
    with pytest.raises(NotFoundError):
        close(store, case)


def test_a_case_of_ones_own_is_never_closed(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    with pytest.raises(StoreAccessError, match="is no snapshot that was opened"):
        close(store, "small")
    assert len(queries.cases(store)) == 1


def test_nothing_is_loaded_into_it(store: GraphStore) -> None:
    case = opened(store, received_file(HTML))
    before = archive.info(store)
    given = [Case(case=case, title="Mine"), Entity(case=case, key="person:x", name="X", kind="person")]
    decision = Decision(
        case=case, kind="retraction", about=f"{case}/src:harbour", content={"retracted": True}, by="me", at="2026-01-31T12:00:00Z"
    )
    for brought, whole in ((given, True), (given, False), ([decision], False)):
        with pytest.raises(StoreAccessError, match="a snapshot opened to be read, so nothing is written to it"):
            load(store, brought, name="mine", owner="" if whole else "mine")
    assert archive.info(store) == before


def test_it_takes_no_place_of_a_case(store: GraphStore) -> None:
    file = received_file(HTML)
    load(store, [Case(case=key_of(file), title="Mine"), Entity(case=key_of(file), key="person:x", name="X", kind="person")], name="mine")
    before = archive.info(store)
    with pytest.raises(StoreAccessError, match=r"holds a case .* of its own"):
        opened(store, file)
    assert archive.info(store) == before


def test_a_dump_keeps_it_what_it_is(store: GraphStore, tmp_path: Path) -> None:
    load(store, small_case(), name="small")
    opened(store, received_file(HTML))
    before = archive.info(store)
    archive.dump(store, tmp_path / "all.dump")
    store.execute("MATCH (n) DETACH DELETE n")
    archive.restore(store, tmp_path / "all.dump")
    assert archive.info(store)["checksum"] == before["checksum"]
    assert [bool(summary.snapshot) for summary in queries.cases(store)] == [False, True]


def test_a_closing_that_broke_off_is_finished_by_closing_again(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    before = archive.info(store)
    case = opened(store, received_file(HTML))
    mark_case(store, case, Mark("Where is Mirela?", {}))
    store.execute("MATCH (n:Claim {case: $case}) DETACH DELETE n", {"case": case})
    assert schema.loading(store) == "Where is Mirela?"
    close(store, case)
    assert archive.info(store) == before


def test_what_a_file_tells_wrongly_is_kept_and_what_follows_is_shown(store: GraphStore) -> None:
    told: dict[str, Any] = json.loads(JSON.read_bytes())
    told["findings"]["mirela-left"] |= {"status": "confirmed", "rank": 5}
    file = received("lying.json", json.dumps(told).encode())
    case = opened(store, file)
    (summary,) = queries.cases(store)
    assert summary.snapshot is not None
    assert summary.snapshot.doubts == ("mirela-left: told as confirmed, its claims give contested",)
    assert case != key_of(received_file(JSON))
    assert store.read("MATCH ()-[r {slug: 'mirela-left'}]->() RETURN r.status").rows == (("contested",),)
