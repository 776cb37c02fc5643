"""Writes docs/hostile-queries.md: every query that a stranger may send, and what each engine answered.

`python tests/graph/store/hostile_table.py`, with Java 17 and Maven for Neo4j. Each runs within 2 s and 1,000 rows, as in the tests.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT))

import loaders  # noqa: E402 - found by the line above
from graph.errors import RedstringError  # noqa: E402
from graph.load import load  # noqa: E402
from graph.store import GraphStore, open_store  # noqa: E402
from tests.neo4j.server import Neo4jServer  # noqa: E402

QUERIES: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("hostile_queries.yml").read_text("utf-8"))
SECONDS, ROWS, LONGEST = 2.0, 1_000, 110
HEAD = """# Hostile queries

What a stranger may send to the query page or to `redstring query`, and what each engine answered through `GraphStore.ask`, within 2 s and
1,000 rows. After all of them the store, its indexes, settings and users are the same, no file was read and no address called: a test holds
that on both engines. Made by `python tests/graph/store/hostile_table.py`.
"""


def answer(store: GraphStore, cypher: str) -> str:
    """What came of it, in short."""
    try:
        with store.ask(cypher.replace("PORT", "1").replace("LONG", "x" * 1_000_000), limit=ROWS, timeout=SECONDS) as found:
            rows = len(list(found))
        return f"{rows:,} row{'' if rows == 1 else 's'}{' of more' if found.truncated else ''}"
    except RedstringError as error:
        return shortened(str(error).replace(f" at {store.address}", ""))


def shortened(text: str) -> str:
    visible = "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in " ".join(text.split()))
    line = visible.replace("|", "\\|")
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def main() -> None:
    with ExitStack() as kept:
        home = Path(kept.enter_context(tempfile.TemporaryDirectory()))
        server = Neo4jServer(home / "neo4j").start()
        kept.callback(server.kill)
        stores = [
            kept.enter_context(open_store(f"embedded:{home / 'store'}")),
            kept.enter_context(open_store(server.uri, user=server.user, password=server.password)),
        ]
        for store in stores:
            load(store, loaders.load(ROOT / "data" / "dong-jingwei"), name="dong-jingwei")
        lines = [HEAD]
        for kind, queries in QUERIES.items():
            lines += [f"\n## {kind.capitalize()}\n", "| query | embedded | Neo4j |", "|---|---|---|"]
            for cypher in queries:
                told = [answer(store, cypher) for store in stores]
                lines.append(f"| `{shortened(cypher).replace('`', 'ˋ')}` | {told[0]} | {told[1]} |")
    (ROOT / "docs" / "hostile-queries.md").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
