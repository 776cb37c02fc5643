"""The bulk way into the embedded engine gives the graph that MERGE gives, whoever owns the engine and whatever is killed in the middle."""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from graph.errors import StoreError
from graph.load import Counts, Progress, load, writer
from graph.store import GraphStore, bulk, open_store, schema
from graph.store.driver import faults, neo4j
from graph.store.endpoint import Endpoint, Login, published
from tests.graph.store.conftest import embedded_pid
from tests.graph.store.loading import NAME, records
from tests.graph.whole_graph import graph

pytestmark = pytest.mark.restarts
SCRIPT = Path(__file__).with_name("loading.py")
KILLS = 20
SIDES = (
    "MATCH (a:Entity)-[r]->(:Entity) RETURN r.id AS id",
    "MATCH (a:Entity)<-[r]-(:Entity) RETURN r.id AS id",
    "MATCH ()-[r:PAID]->() RETURN r.id AS id",
)


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[GraphStore]:
    """An embedded store of the test's own."""
    with open_store(f"embedded:{tmp_path / 'store'}") as store:
        yield store


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> object:
    """The made case as MERGE writes it."""
    with pytest.MonkeyPatch.context() as patch, open_store(f"embedded:{tmp_path_factory.mktemp('merged')}") as store:
        patch.setattr(writer, "MUCH", 1_000_000)
        load(store, records(), name=NAME)
        return graph(store)


def endpoint_of(store: GraphStore) -> Endpoint:
    found = published(Path(store.address.removeprefix("embedded:")) / "endpoint.json")
    assert found is not None
    return found


def mark_of(store: GraphStore) -> Path:
    return Path(store.address.removeprefix("embedded:")) / "bulk.open"


def seen(store: GraphStore) -> list[list[str]]:
    """The ids of all relationships, from their starts, from their ends, and of those of one type by themselves."""
    return [sorted(row["id"] for row in store.stream(query)) for query in SIDES]


def at_row(number: int, act: Callable[[], None]) -> Callable[[Progress], None]:
    """Acts once, when so many rows are written."""
    waiting = [act]

    def told(now: Progress) -> None:
        if now.stage == "writing PAID" and now.done >= number and waiting:
            waiting.pop()()

    return told


def stop() -> None:
    raise KeyboardInterrupt


def test_both_ways_give_the_same_graph(fresh: GraphStore, expected: object) -> None:
    stages: list[str] = []
    report = load(fresh, records(), name=NAME, progress=lambda now: stages.append(now.stage))
    assert report.by_kind["Row"] == Counts(new=5_500)
    assert "writing PAID" in stages
    assert graph(fresh) == expected
    assert not mark_of(fresh).exists()
    assert load(fresh, records(), name=NAME).new == 0
    assert graph(fresh) == expected


def test_the_bulk_way_is_taken(fresh: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    ways: list[str] = []
    sent = bulk.Bulk._send
    monkeypatch.setattr(bulk.Bulk, "_send", lambda self, asked, *texts: (ways.append(asked["op"]), sent(self, asked, *texts))[1])
    load(fresh, records(), name=NAME)
    assert {"nodes", "edges", "close"} <= set(ways)


def test_what_has_no_value_is_not_kept(fresh: GraphStore) -> None:
    load(fresh, records(), name=NAME)
    keys = "MATCH (a:Entity {key: 'person:p7'})-[r:PAID]->() RETURN keys(a), keys(r) LIMIT 1"
    entity, row = (set(each) for each in fresh.read(keys).rows[0])
    assert not {"country", "owners", "when"} & entity
    assert "when" not in row
    assert {"id", "slug", "status", "rank", "source", "row", "hash", "first_published_from"} <= row


def test_a_load_that_is_stopped_goes_on_where_it_stood(fresh: GraphStore, expected: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "BATCH", 1_000)
    with pytest.raises(KeyboardInterrupt):
        load(fresh, records(), name=NAME, progress=at_row(3_000, stop))
    assert schema.loading(fresh) == NAME
    assert not mark_of(fresh).exists()
    report = load(fresh, records(), name=NAME)
    # what stands is not written again
    assert report.by_kind["Row"].unchanged >= 2_000
    assert report.by_kind["Entity"] == Counts(unchanged=300)
    assert graph(fresh) == expected


@pytest.mark.parametrize("closed_after", [1_500, 100_000])
def test_the_engine_is_killed(fresh: GraphStore, expected: object, closed_after: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "BATCH", 1_000)
    monkeypatch.setattr(bulk, "CLOSED_AFTER", closed_after)
    load(fresh, records(), name=NAME, progress=at_row(3_000, lambda: os.kill(embedded_pid(fresh), signal.SIGKILL)))
    assert schema.loading(fresh) is None
    assert graph(fresh) == expected
    first, *others = seen(fresh)
    assert len(first) == 5_520
    assert first == others[0]


def test_killed_at_any_moment_it_is_finished_by_loading_again(tmp_path: Path, expected: object) -> None:
    """The process that loads and the engine with it, 20 times; each time the next one goes on with what stands."""
    chance, whole = random.Random(6), 0
    address = f"embedded:{tmp_path / 'store'}"
    for number in range(KILLS):
        process = subprocess.Popen([sys.executable, str(SCRIPT), address, "400"], stdout=subprocess.PIPE, text=True, start_new_session=True)
        assert process.stdout is not None
        moment = chance.randrange(1, 14)
        told = sum(1 for line, _ in zip(process.stdout, range(moment), strict=False) if line)
        time.sleep(chance.random() * 0.03)
        endpoint = published(tmp_path / "store" / "endpoint.json")
        for pid in (process.pid, endpoint.engine if endpoint else None):
            if pid and told == moment:
                os.kill(pid, signal.SIGKILL)
        process.stdout.read()
        whole += process.wait() == 0
        if number % 5 == 4 or process.returncode == 0:
            with open_store(address) as store:
                load(store, records(), name=NAME)
                assert graph(store) == expected
                ends = seen(store)
                assert ends[0] == ends[1]
                assert len(ends[2]) == 5_500
                store.execute("MATCH (n) DETACH DELETE n")
    assert whole < KILLS // 2


class Killed(BaseException):
    """The process that loads is killed here."""


def test_what_a_killed_load_had_sent_is_awaited(fresh: GraphStore, expected: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine is so slow that it has not yet taken up the rows when their loader is dead and the next load begins."""
    sent, left = bulk.Bulk._send, list[tuple[socket.socket, bytes]]()

    def sends_rows_and_dies(self: bulk.Bulk, asked: dict[str, object], *texts: str) -> None:
        if asked["op"] != "edges":
            sent(self, asked, *texts)
            return
        self._settle()
        parts = [text.encode() for text in texts]
        request = b"".join([json.dumps({**asked, "sizes": [len(part) for part in parts]}).encode() + b"\n", *parts])
        self._socket.sendall(request[:-1])
        left.append((self._socket.dup(), request[-1:]))
        self._whole = False
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(bulk.Bulk, "_send", sends_rows_and_dies)
        load(fresh, records(), name=NAME)
    stages: list[str] = []

    def told(now: Progress) -> None:
        stages.append(now.stage)
        while left:
            line, rest = left.pop()
            line.sendall(rest)
            line.close()

    report = load(fresh, records(), name=NAME, progress=told)
    assert [len(side) for side in seen(fresh)] == [5_520, 5_520, 5_500]
    assert graph(fresh) == expected
    assert report.by_kind["Row"].unchanged > 1_000
    assert stages[0] == "waiting for another load"


def test_what_a_killed_load_commits_late_is_not_there_twice(fresh: GraphStore, expected: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """It wrote its rows by MERGE, and its last commit comes to the engine when the next load, which goes by the bulk way, has read."""
    written, left = GraphStore.write_rows, list[neo4j.Transaction]()

    def sends_rows_and_dies(self: GraphStore, cypher: str, rows: Iterable[dict[str, object]], **given: Any) -> int:
        if "`PAID`" not in cypher:
            return written(self, cypher, rows, **given)
        transaction = self._connection.link().writing().begin_transaction()
        transaction.run(cypher, {**given["parameters"], "rows": list(rows)}).consume()
        left.append(transaction)
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(writer, "MUCH", 1_000_000)
        patch.setattr(GraphStore, "write_rows", sends_rows_and_dies)
        load(fresh, records(), name=NAME)
    failed: list[faults.Neo4jError] = []

    def told(_: Progress) -> None:
        while left:
            try:
                left.pop().commit()
            except faults.Neo4jError as error:
                failed.append(error)

    load(fresh, records(), name=NAME, progress=told)
    assert [len(side) for side in seen(fresh)] == [5_520, 5_520, 5_500]
    assert graph(fresh) == expected
    assert len(failed) == 1


def test_who_comes_says_the_password_at_once() -> None:
    """The engine does not wait for it long, and the first rows may come minutes later."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        login = Login("root", "secret")
        with bulk.Bulk(Endpoint("bolt://127.0.0.1:1", login, login, bulk=listener.getsockname()[1])):
            connection, _ = listener.accept()
            with connection:
                connection.settimeout(5)
                assert connection.recv(100) == b"secret\n"


def test_a_second_ctrl_c_lets_the_next_load_in(fresh: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    way, glances = fresh.bulk(), []
    assert way is not None
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt), way:
        patch.setattr(bulk.Bulk, "close", lambda _: stop())

    def waiting() -> None:
        glances.append(1)
        assert len(glances) < 200, "nobody else is served"

    fresh.mend(waiting)


def test_nobody_without_the_password_is_let_in(fresh: GraphStore) -> None:
    endpoint = endpoint_of(fresh)
    assert endpoint.bulk is not None
    with socket.create_connection(("127.0.0.1", endpoint.bulk), 5) as stranger, stranger.makefile("rwb") as stream:
        stream.write(b"wrong\n" + json.dumps({"op": "close", "sizes": []}).encode() + b"\n")
        stream.flush()
        # it may find its connection cut off
        with suppress(ConnectionError):
            assert stream.readline() == b""
    way = fresh.bulk()
    assert way is not None
    with way:
        assert way.mend() == 0


def test_what_the_engine_refuses_goes_by_merge(fresh: GraphStore, expected: object, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise bulk.BulkError("The embedded engine failed: no such type")

    monkeypatch.setattr(bulk.Bulk, "edges", refused)
    load(fresh, records(), name=NAME)
    assert graph(fresh) == expected
    assert issubclass(bulk.BulkError, StoreError)


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root can make a small disk")
def test_a_full_disk_is_told_and_the_load_goes_on_once_there_is_room(tmp_path: Path, expected: object) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(disk)], check=True)
    try:
        with open_store(f"embedded:{disk / 'store'}") as store, pytest.raises(StoreError, match=r"The disk of the store at .* is full"):
            load(store, records(), name=NAME)
        subprocess.run(["mount", "-o", "remount,size=200m", str(disk)], check=True)
        with open_store(f"embedded:{disk / 'store'}") as store:
            load(store, records(), name=NAME)
            assert graph(store) == expected
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)
