"""What a person is told when the store cannot be used, and that no password is ever part of it."""

from __future__ import annotations

import logging
import socket
import time
from pathlib import Path

import pytest

from graph.errors import StoreAccessError, StoreAddressError, StoreError, StoreUnavailableError
from graph.store import GraphStore, failure, open_store
from graph.store import engine as embedded
from graph.store import store as store_module
from graph.store.driver import faults
from tests.conftest import Reopen
from tests.neo4j.server import Neo4jServer


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_server_that_is_away_is_told_with_its_address(scheme: str) -> None:
    address = f"{scheme}://127.0.0.1:{free_port()}"
    started = time.monotonic()
    with pytest.raises(StoreUnavailableError, match=rf"No store answers at {address}.*\((Connection refused|Unable to .*)\)\.$"):
        open_store(address, user="ada", password="hush-hush")
    assert time.monotonic() - started < 10


def test_a_host_that_does_not_exist_is_told() -> None:
    with pytest.raises(StoreUnavailableError, match=r"No store answers at bolt://nowhere\.invalid:7687"):
        open_store("bolt://nowhere.invalid")


@pytest.mark.neo4j
def test_a_wrong_password_is_told_with_what_to_set_and_is_not_repeated(neo4j_server: Neo4jServer) -> None:
    with pytest.raises(StoreAccessError, match=r"refused the user or password.*REDSTRING_PASSWORD") as refused:
        open_store(neo4j_server.uri, user="neo4j", password="hush-hush")
    chain = [refused.value, refused.value.__cause__]
    assert not any("hush" in str(error) for error in chain)


@pytest.mark.neo4j
def test_a_wrong_user_is_told_alike(neo4j_server: Neo4jServer) -> None:
    with pytest.raises(StoreAccessError, match=r"refused the user or password"):
        open_store(neo4j_server.uri, user="ada", password=neo4j_server.password)


@pytest.mark.neo4j
def test_user_and_password_are_taken_from_the_environment(neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDSTRING_USER", neo4j_server.user)
    monkeypatch.setenv("REDSTRING_PASSWORD", neo4j_server.password)
    with open_store(neo4j_server.uri) as store:
        assert store.read("RETURN 1 AS one").rows == ((1,),)


@pytest.mark.neo4j
def test_routing_works_as_on_a_cluster(neo4j_server: Neo4jServer) -> None:
    address = neo4j_server.uri.replace("bolt:", "neo4j:")
    with open_store(address, user=neo4j_server.user, password=neo4j_server.password) as store:
        store.execute("MERGE (n:Routed {id: 'x'})")
        assert store.read("MATCH (n:Routed) RETURN n.id").rows == (("x",),)
        store.execute("MATCH (n:Routed) DELETE n")


@pytest.mark.neo4j
def test_a_database_that_is_not_there_is_told(neo4j_server: Neo4jServer) -> None:
    with pytest.raises(StoreError, match=r"nosuchdatabase"):
        open_store(f"{neo4j_server.uri}/nosuchdatabase", user=neo4j_server.user, password=neo4j_server.password)


def test_a_server_that_never_answers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "ANSWER", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        address = f"bolt://127.0.0.1:{mute.getsockname()[1]}"
        with pytest.raises(StoreUnavailableError, match=f"No store answers at {address}"):
            open_store(address, user="ada", password="hush-hush")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    with pytest.raises(StoreUnavailableError, match=r"cannot be made"):
        open_store(f"embedded:{tmp_path / 'file' / 'store'}")


def test_without_the_embedded_engine_another_address_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(StoreUnavailableError, match=r"--store neo4j://localhost:7687"):
        open_store(f"embedded:{tmp_path / 'store'}")


def test_an_engine_that_lets_readers_write_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(embedded.GROUPS, "reader", embedded.GROUPS["admin"])
    with pytest.raises(StoreError, match=r"lets readers write"):
        open_store(f"embedded:{tmp_path / 'store'}")


def test_an_engine_that_does_not_know_our_users_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "_hashed", lambda _: embedded.secrets.token_hex())
    with pytest.raises(StoreError, match=r"refuses the users.*Install the version"):
        open_store(f"embedded:{tmp_path / 'store'}")


def test_an_engine_that_cannot_start_says_why(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "databases").write_text("no folder", encoding="utf-8")
    with pytest.raises(StoreUnavailableError, match=r"could not start"):
        open_store(f"embedded:{tmp_path / 'store'}")


def test_an_engine_without_room_says_that_there_is_none(tmp_path: Path) -> None:
    told = str(embedded._not_started(tmp_path, ": ArcadeDBError: Failed to start (caused by java.io.IOException: No space left on device)"))
    assert told == f"The disk of the store in {tmp_path} is full, so its engine could not start. Make room, and try again."


def test_a_closed_store_says_so_and_may_be_closed_again(reopen: Reopen) -> None:
    store = reopen()
    store.close()
    store.close()
    with pytest.raises(StoreError, match=r"closed"):
        store.read("RETURN 1")


def test_a_store_says_where_it_is_and_no_more(store: GraphStore) -> None:
    assert repr(store) == f"GraphStore({store.address!r})"
    assert store.engine in store.address or store.address.startswith("bolt://127.0.0.1:")


def test_nothing_that_is_logged_holds_a_password(tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    secrets: list[str] = []
    token = embedded.secrets.token_urlsafe

    def noted(size: int) -> str:
        secrets.append(token(size))
        return secrets[-1]

    monkeypatch.setattr(embedded.secrets, "token_urlsafe", noted)
    with caplog.at_level(logging.DEBUG), open_store(f"embedded:{tmp_path / 'store'}") as store:
        store.execute("CREATE (n:Person {id: 'a'})")
        written = [path.read_bytes() for path in (tmp_path / "store").rglob("*") if path.is_file() and path.name != "endpoint.json"]
    assert secrets
    assert caplog.records
    for secret in secrets:
        assert secret not in caplog.text
        assert not any(secret.encode() in content for content in written)


def test_a_password_in_the_address_never_reaches_the_message() -> None:
    with pytest.raises(StoreAddressError) as refused:
        open_store("bolt://ada:hush-hush@127.0.0.1")
    assert "hush" not in f"{refused.value!r}"


def test_an_engine_that_names_no_cause_is_ending() -> None:
    error = faults.ClientError()
    error._message = f"{failure.UNCAUSED}MATCH (n) RETURN n"
    assert failure.ending(error)
    error._message = "/ by zero"
    assert not failure.ending(error)
    assert not failure.ending(ValueError(failure.UNCAUSED))
