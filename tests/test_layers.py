"""What each layer may import, file by file: the contract of import-linter covers packages, this covers modules and the two ways in."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = [ROOT / "app.py", *(path for name in ("cli", "graph", "loaders", "ui") for path in (ROOT / name).rglob("*.py"))]
ALLOWED = {
    "streamlit": lambda path: path == "app.py" or path.startswith("ui/"),
    "pyvis": lambda path: path.startswith("graph/render"),
    "neo4j": lambda path: path.startswith("graph/store/"),
    "arcadedb": lambda path: path.startswith("graph/store/"),
    "typer": lambda path: path.startswith("cli/"),
    "app": lambda _: False,
    "cli": lambda path: path.startswith("cli/"),
}


def imported(path: Path) -> set[str]:
    """The first names of everything that a file imports, inside functions too."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


@pytest.mark.parametrize("name", ALLOWED)
def test_only_its_own_layer_imports(name: str) -> None:
    importing = {str(path.relative_to(ROOT)) for path in CODE if name in imported(path)}
    assert [path for path in sorted(importing) if not ALLOWED[name](path)] == []


def test_each_library_is_used_where_it_may_be() -> None:
    used = set().union(*map(imported, CODE))
    assert {"streamlit", "pyvis", "neo4j", "arcadedb", "typer"} <= used
