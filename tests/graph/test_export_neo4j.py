"""Neo4j: its own importer reads the CSV files, and the script gives the same graph, on both engines, run once or twice."""

from __future__ import annotations

import io
import os
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import neo4j
import pytest

from graph.export import Extent, Material
from graph.export.cypher import literal
from graph.store import GraphStore, open_store
from tests.graph.made_exports import CASE, TEXTS, exported, load_odd
from tests.neo4j.server import OPENED, Neo4jServer, library

NODES = "MATCH (n) WHERE NOT n:Redstring RETURN labels(n) AS labels, properties(n) AS p"
EDGES = "MATCH (a)-[r]->(b) RETURN type(r) AS type, a.id AS a, b.id AS b, properties(r) AS p"
Whole = tuple[list[str], list[str]]


def whole(rows: Any) -> Whole:
    """All nodes and relationships with every property, as text to compare; `rows` runs a query."""

    def said(p: dict[str, Any]) -> str:
        return repr(sorted((name, str(value)) for name, value in p.items()))

    nodes = sorted(f"{sorted(row['labels'])} {said(row['p'])}" for row in rows(NODES))
    return nodes, sorted(f"{row['a']} {row['type']} {row['b']} {said(row['p'])}" for row in rows(EDGES))


def without_part(found: list[str]) -> list[str]:
    """With U+001F as the importer's lists have it: it parts their elements."""
    # in a list the text was told twice over
    return sorted(each.replace("\\\\x1f", "\ufffd").replace("\\x1f", "\ufffd") for each in found)


def statements(script: str) -> list[str]:
    """As cypher-shell parts them: at a `;` at the end of a line."""
    lines = [line for line in script.split("\n") if not line.startswith("//")]
    return [each for each in re.split(r";$", "\n".join(lines), flags=re.MULTILINE) if each.strip()]


@pytest.fixture
def made(store: GraphStore) -> dict[str, bytes]:
    return {name: exported(load_odd(store), name) for name in ("cypher", "neo4j-csv")}


def test_the_script_gives_the_graph_and_again_the_same(store: GraphStore, made: dict[str, bytes]) -> None:
    material = Material(store, Extent(CASE))
    relations = {each.id: each for each in material.relations()}
    entities = {entity.id: entity for entity in material.entities()}
    counts = len(list(material.said())), len(material.voices), len(material.sources), len(material.slugs)
    store.execute("MATCH (n) DETACH DELETE n")
    for statement in statements(made["cypher"].decode()):
        store.execute(statement)
    once = whole(lambda query: store.stream(query))
    for statement in statements(made["cypher"].decode()):
        store.execute(statement)
    assert whole(lambda query: store.stream(query)) == once
    found = {
        row["id"]: row
        for row in store.stream("MATCH (a:Entity)-[r]->(b:Entity) RETURN r.id AS id, a.id AS a, b.id AS b, properties(r) AS p")
    }
    assert {id_: (row["a"], row["b"]) for id_, row in found.items()} == {id_: (each.source, each.target) for id_, each in relations.items()}
    for id_, row in found.items():
        for name in ("status", "why", "claims", "denials", "role", "note", "row"):
            expected = getattr(relations[id_], name)
            assert row["p"].get(name) == (expected if expected != "" else None)
        assert tuple(row["p"].get("said_by", ())) == relations[id_].said_by
        assert tuple(row["p"].get("denied_by", ())) == relations[id_].denied_by
    kept = {row["id"]: row["p"] for row in store.stream("MATCH (n:Entity) RETURN n.id AS id, properties(n) AS p")}
    assert kept.keys() == entities.keys()
    assert all(kept[id_]["name"] == entity.name for id_, entity in entities.items())
    assert [kept[f"{CASE}/person:n{number}"]["note"] for number in range(len(TEXTS))] == list(TEXTS)
    labels = ("Claim", "Voice", "Source", "Statement")
    assert tuple(store.read(f"MATCH (n:{label}) RETURN count(n)").rows[0][0] for label in labels) == counts
    assert store.read("MATCH (n:Case) RETURN n.banner").rows[0][0] == "Relations are claims as reported, not findings."


@pytest.mark.parametrize("text", [*TEXTS, "\\u0027", "\\\\u0027", "\\uD83D", "'", "\\'", "\\", "\\\\", "a\\u", "\\U00000027"])
def test_a_literal_is_the_text_and_nothing_else(store: GraphStore, text: str) -> None:
    several = {"k": [text, 1, True, None]}
    assert store.read(f"RETURN {literal(text)} AS x, {literal(several)} AS y").rows[0] == (text, several)


@pytest.mark.neo4j
def test_the_importer_of_neo4j_reads_the_files_and_gives_what_the_script_gives(neo4j_server: Neo4jServer, tmp_path: Path) -> None:
    with open_store(f"embedded:{tmp_path / 'store'}") as store:
        load_odd(store)
        data = {name: exported(store, name) for name in ("cypher", "neo4j-csv")}
    del neo4j_server  # it says why there is no Neo4j, where there is none
    folder = tmp_path / "files"
    with zipfile.ZipFile(io.BytesIO(data["neo4j-csv"])) as packed:
        packed.extractall(folder)
    # the very command that README.txt gives
    command = (folder / "README.txt").read_text().split("neo4j-admin ", 1)[1].split("\n\n", 1)[0].replace("\\\n", " ").split()
    server = Neo4jServer(tmp_path / "home")
    opened = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in OPENED]
    line = ["java", "-Xmx512m", "-cp", f"{library()}/*", *opened, "org.neo4j.cli.AdminTool", *command]
    places = {"NEO4J_HOME": str(server.home), "NEO4J_CONF": str(server.home / "conf")}
    ended = subprocess.run(line, cwd=folder, env={**os.environ, **places}, capture_output=True, text=True, timeout=240)
    assert ended.returncode == 0, ended.stderr
    server.start()
    try:
        with neo4j.GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver, driver.session() as session:
            imported = whole(lambda query: session.run(query).data())
            session.run("MATCH (n) DETACH DELETE n").consume()
            for statement in statements(data["cypher"].decode()):
                session.run(statement).consume()
            assert tuple(map(without_part, whole(lambda query: session.run(query).data()))) == tuple(map(without_part, imported))
            assert len(imported[0]) > 100
    finally:
        server.kill()
