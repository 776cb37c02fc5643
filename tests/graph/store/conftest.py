"""What the tests of the store share: the process of the engine under test, and the file that names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.store import GraphStore
from graph.store.endpoint import published


def embedded_pid(store: GraphStore) -> int:
    """The process of an embedded store's engine."""
    endpoint = published(Path(store.address.removeprefix("embedded:")) / "endpoint.json")
    assert endpoint is not None
    assert endpoint.engine is not None
    return endpoint.engine


@pytest.fixture
def engine_pid(_store: GraphStore, request: pytest.FixtureRequest) -> int:
    """The process that answers the store under test, now; whatever the store holds stays."""
    if _store.engine == "embedded":
        return embedded_pid(_store)
    pid: int = request.getfixturevalue("neo4j_server").pid
    return pid
