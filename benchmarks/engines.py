"""Both engines on one generated graph: what a person can expect of each, as docs/engines.md has it; and what asking through us costs.

Run with `python -m benchmarks.engines [--scale 1.0] [--engine embedded|neo4j]`: 100,000 people and 500,000 payments between them, written
by plain CREATE. Each query runs 20 times with other parameters; the median counts. Our way (`GraphStore.ask`, plan and all) is measured
beside the bare driver with the same query in the same run: exit code 1 if it takes longer than 15 ms and 1.3 times that.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import neo4j

from graph.store import GraphStore, open_store
from graph.store.endpoint import Login, published
from tests.neo4j.server import PLAIN, Neo4jServer, missing

PEOPLE, PAYMENTS, BATCH = 100_000, 500_000, 10_000
ROUNDS = 20
SLACK, TIMES = 15.0, 1.3
"""Milliseconds and factor that asking through us may take beside the bare driver."""
QUERIES: tuple[tuple[str, str], ...] = (
    ("point look-up", "MATCH (p:Person {id: $id}) RETURN p.name"),
    ("neighbours", "MATCH (p:Person {id: $id})-[:PAID]-(q) RETURN q.id"),
    ("two steps", "MATCH (p:Person {id: $id})-[:PAID]-()-[:PAID]-(q) RETURN count(DISTINCT q)"),
    ("shortest path", "MATCH (p:Person {id: $id}), (q:Person {id: $other}), w = shortestPath((p)-[:PAID*..6]-(q)) RETURN length(w)"),
    ("CONTAINS", "MATCH (p:Person) WHERE p.name CONTAINS $text RETURN p.id LIMIT 20"),
    ("aggregate", "MATCH (:Person)-[r:PAID]->(q:Person) RETURN q.id AS id, sum(r.amount) AS sum ORDER BY sum DESC LIMIT 10"),
)
ROWS = (1, 1_000, 100_000)
Ask = Callable[[str, Mapping[str, Any]], int]


def fill(driver: neo4j.Driver, people: int, payments: int) -> float:
    """Write the graph; gives back the seconds that it took."""
    chance = random.Random(7)
    began = time.perf_counter()
    with driver.session() as session:
        session.run("CREATE CONSTRAINT person_id IF NOT EXISTS FOR (p:Person) REQUIRE p.id IS UNIQUE").consume()
        for start in range(0, people, BATCH):
            rows = [{"id": f"p{each}", "name": f"Person number {each}"} for each in range(start, min(start + BATCH, people))]
            session.execute_write(
                lambda work, rows=rows: work.run("UNWIND $rows AS row CREATE (:Person {id: row.id, name: row.name})", rows=rows).consume()
            )
        for start in range(0, payments, BATCH):
            rows = [
                {"a": f"p{chance.randrange(people)}", "b": f"p{chance.randrange(people)}", "amount": chance.randrange(1_000)}
                for _ in range(min(BATCH, payments - start))
            ]
            pay = (
                "UNWIND $rows AS row MATCH (a:Person {id: row.a}) MATCH (b:Person {id: row.b}) CREATE (a)-[:PAID {amount: row.amount}]->(b)"
            )
            session.execute_write(lambda work, rows=rows, pay=pay: work.run(pay, rows=rows).consume())
    return time.perf_counter() - began


def timed(ask: Ask, cypher: str, given: list[dict[str, Any]]) -> float:
    """Milliseconds of the median run; the first, which plans, does not count."""
    taken = []
    for parameters in given:
        began = time.perf_counter()
        ask(cypher, parameters)
        taken.append((time.perf_counter() - began) * 1_000)
    return median(taken[1:])


def measure(name: str, store: GraphStore, driver: neo4j.Driver, people: int, payments: int) -> bool:
    """Print both tables of one engine; whether the limits held."""
    print(f"\n{name}: {people:,} people and {payments:,} payments written in {fill(driver, people, payments):.0f} s", flush=True)
    chance = random.Random(11)

    def bare(cypher: str, parameters: Mapping[str, Any]) -> int:
        with driver.session(default_access_mode=neo4j.READ_ACCESS, fetch_size=1_000) as session:
            return sum(1 for _ in session.run(cypher, dict(parameters)))

    def ours(cypher: str, parameters: Mapping[str, Any]) -> int:
        with store.ask(cypher, parameters, limit=1_000_000, timeout=120) as answer:
            return sum(1 for _ in answer)

    given = [
        {"id": f"p{chance.randrange(people)}", "other": f"p{chance.randrange(people)}", "text": f"number {chance.randrange(people)}"}
        for _ in range(ROUNDS + 1)
    ]
    print(f"{'query':<16}{'bare driver, ms':>18}{'through us, ms':>18}")
    for query, cypher in QUERIES:
        some = given if query != "aggregate" else given[:6]
        print(f"{query:<16}{timed(bare, cypher, some):>18.1f}{timed(ours, cypher, some):>18.1f}", flush=True)
    held = True
    print(f"{'rows':<16}{'bare driver, ms':>18}{'through us, ms':>18}{'limit, ms':>12}")
    for number in ROWS:
        rounds = [{"number": number}] * (ROUNDS + 1 if number < 10_000 else 6)
        cypher = "UNWIND range(1, $number) AS n RETURN n, 'Person number ' + toString(n) AS name"
        least, mine = timed(bare, cypher, rounds), timed(ours, cypher, rounds)
        limit = SLACK + TIMES * least
        held = held and mine <= limit
        print(f"{number:<16,}{least:>18.1f}{mine:>18.1f}{limit:>12.1f}{'' if mine <= limit else '  missed'}", flush=True)
    return held


@contextmanager
def embedded() -> Iterator[tuple[GraphStore, neo4j.Driver]]:
    with tempfile.TemporaryDirectory() as folder, open_store(f"embedded:{folder}") as store:
        endpoint = published(Path(folder) / "endpoint.json")
        assert endpoint is not None
        with neo4j.GraphDatabase.driver(endpoint.uri, auth=endpoint.writer.pair) as driver:
            yield store, driver


@contextmanager
def server() -> Iterator[tuple[GraphStore, neo4j.Driver]]:
    with tempfile.TemporaryDirectory() as home:
        running = Neo4jServer(Path(home) / "neo4j", PLAIN).start()
        login = Login(running.user, running.password)
        try:
            opened = open_store(running.uri, user=login.user, password=login.password)
            with neo4j.GraphDatabase.driver(running.uri, auth=login.pair) as driver, opened as store:
                yield store, driver
        finally:
            running.kill()


def main() -> int:
    """Measure what was asked for; 1 if a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0, help="part of the full size")
    parser.add_argument("--engine", choices=("embedded", "neo4j"), help="this engine only")
    given = parser.parse_args()
    people, payments = round(PEOPLE * given.scale), round(PAYMENTS * given.scale)
    held = []
    for name, opened in (("embedded", embedded), ("neo4j", server)):
        if given.engine not in (None, name):
            continue
        if name == "neo4j" and (lack := missing()):
            print(f"neo4j not measured: {lack}")
            continue
        with opened() as (store, driver):
            held.append(measure(name, store, driver, people, payments))
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
