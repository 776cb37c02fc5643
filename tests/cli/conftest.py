"""What the tests of the command share: the address of a store with the bundled case, of an empty one, and the way to a real Neo4j."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import cli
from graph.store import open_store
from graph.store.server import Folder
from tests.cli.commands import command
from tests.neo4j.server import Neo4jServer


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An engine that a command typed here has started serves the next one too, and ends with the test."""
    kept: dict[Path, Folder] = {}
    share = Folder.share

    def keeping(path: Path) -> Folder:
        folder = share(path)
        if folder.path not in kept:
            kept[folder.path] = share(path)
        return folder

    monkeypatch.setattr(Folder, "share", keeping)
    yield
    for folder in kept.values():
        folder.close()


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an embedded store with the bundled case, loaded by the command itself; its engine runs on for those that read it."""
    address = f"embedded:{tmp_path_factory.mktemp('cli') / 'store'}"
    ended = command("load", cli.BUNDLED, "--store", address)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout == ""
    assert "Loaded dong-jingwei-2021: 676 new, 0 changed, 0 unchanged, 0 removed" in ended.stderr
    with open_store(address):
        yield address


@pytest.fixture
def empty(tmp_path: Path) -> str:
    return f"embedded:{tmp_path / 'store'}"


@pytest.fixture(scope="module")
def neo4j(neo4j_server: Neo4jServer, holding_case: set[str]) -> Iterator[dict[str, str]]:
    """The environment that leads to a real Neo4j, emptied before and after."""
    server = neo4j_server
    holding_case.discard("neo4j")
    with open_store(server.uri, user=server.user, password=server.password) as store:
        store.execute("MATCH (n) DETACH DELETE n")
        yield {"REDSTRING_STORE": server.uri, "REDSTRING_USER": server.user, "REDSTRING_PASSWORD": server.password}
        store.execute("MATCH (n) DETACH DELETE n")
