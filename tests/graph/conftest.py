"""What tests of the graph share: a store with the case that exports are tried on."""

from __future__ import annotations

import pytest

from graph.store import GraphStore
from tests.conftest import Holding
from tests.graph.made_exports import load_odd


@pytest.fixture
def odd_store(holding: Holding) -> GraphStore:
    """The case of odd texts. Tests only read it."""
    return holding("odd", load_odd)
