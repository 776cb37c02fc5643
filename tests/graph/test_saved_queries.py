"""The queries that come with the bundled case: each says what it answers, runs on both engines, and finds something."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from graph.cypher import statements
from graph.store import GraphStore

FILES = sorted((Path(__file__).parents[2] / "data" / "dong-jingwei" / "queries").glob("*.cypher"))
NOTHING = {"06-circles"}
"""What the case has none of, as its first line says."""
EXAMPLE = re.compile(r"^// \$(\w+) = (.+)$", re.M)


def test_there_are_twelve() -> None:
    assert len(FILES) == 12


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_saved_query_says_what_it_answers_and_answers(case_store: GraphStore, file: Path) -> None:
    text = file.read_text("utf-8")
    (said,) = statements(text)
    first = text.splitlines()[0]
    assert first.startswith("// ")
    assert first.endswith(".")
    examples = {name: json.loads(value) for name, value in EXAMPLE.findall(text)}
    assert set(examples) == set(said.parameters)
    with case_store.ask(said.cypher, examples) as answer:
        rows = list(answer)
    assert bool(rows) != (file.stem in NOTHING)
    assert ("None here" in first) == (file.stem in NOTHING)
