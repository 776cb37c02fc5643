"""Speed of writing beside a bare loop over the driver with the same Cypher and parameters, on both engines; and the memory of a load.

Run with `python -m benchmarks.store` (`--help` tells how to measure less); exit code 1 if a limit is missed.
"""

from __future__ import annotations

import argparse
import itertools
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import neo4j
import psutil

from graph.load import load
from graph.model import AnyRecord, Case, Entity, Row, Source, Voice
from graph.store import GraphStore, open_store, schema
from graph.store.endpoint import Endpoint, Login, published
from graph.store.links import bulk_cypher, bulk_row, shared_by_rows
from graph.store.records import content_hash, form_of, node_cypher
from graph.store.store import BATCH
from tests.neo4j.server import PLAIN, Neo4jServer, missing

CASE = "generated"
ENTITIES, RELATIONSHIPS = 100_000, 500_000
FEW, MANY = 10_000, 500_000  # records of the two loads whose memory is compared
LIMIT_RATIO, LIMIT_GROWTH = 1.25, 50.0  # of the bare loop; MB
COUNTS = ("MATCH (n:Entity) RETURN count(n)", "MATCH ()-[r:PAID]->() RETURN count(r)")
EMPTY = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS"


def entities(number: int) -> Iterator[Entity]:
    return (Entity(case=CASE, key=f"person:p{each}", name=f"Person number {each}", kind="person") for each in range(number))


def relationships(number: int, people: int) -> Iterator[Row]:
    for each in range(number):
        ends = {"subject": f"person:p{each % people}", "object": f"person:p{each * 7919 % people}"}
        yield Row(case=CASE, predicate="paid", source="src:rows", row=each + 1, when="2021-06", **ends)


def base() -> tuple[Case, Voice, Source]:
    """What every case needs before its rows: a title, a publisher and the data set."""
    voice = Voice(case=CASE, key="voice:registry", name="The registry", kind="dataset")
    source = Source(case=CASE, key="src:rows", publisher=voice.key, published="2021", kind="dataset")
    return Case(case=CASE, title="Generated"), voice, source


Step = tuple[str, list[dict[str, Any]], dict[str, Any]]
"""A query, all its rows, and its other parameters."""


def work(scale: float) -> tuple[Step, ...]:
    """The two queries with all their rows: made beforehand, so that only the writing is measured."""
    people = round(ENTITIES * scale)
    nodes = [form_of(Entity).row(each, place, content_hash(each)) for place, each in enumerate(entities(people))]
    edges = [bulk_row(each, each.id, content_hash(each)) for each in relationships(round(RELATIONSHIPS * scale), people)]
    shared = {"shared": shared_by_rows(CASE, "src:rows", base()[2])}
    return (node_cypher(("Entity", "Person")), nodes, {}), (bulk_cypher("PAID"), edges, shared)


def ours(store: GraphStore, steps: Iterable[Step]) -> None:
    for cypher, rows, parameters in steps:
        store.write_rows(cypher, iter(rows), parameters=parameters)


def bare(endpoint: Endpoint, steps: Iterable[Step]) -> None:
    """The least that can be done with the driver: one session, one transaction a batch."""
    with (
        neo4j.GraphDatabase.driver(endpoint.uri, auth=endpoint.writer.pair) as driver,
        driver.session(database=endpoint.database) as session,
    ):
        for cypher, rows, parameters in steps:
            feed = iter(rows)
            while batch := list(itertools.islice(feed, BATCH)):
                with session.begin_transaction() as transaction:
                    transaction.run(cypher, parameters, rows=batch).consume()
                    transaction.commit()


Opened = tuple[GraphStore, Endpoint, int]
"""An empty store, where it answers, and the process of its engine."""


@contextmanager
def embedded() -> Iterator[Opened]:
    """An empty store of its own."""
    with tempfile.TemporaryDirectory() as folder, open_store(f"embedded:{folder}") as store:
        endpoint = published(Path(folder) / "endpoint.json")
        assert endpoint is not None and endpoint.engine is not None
        schema.prepare(store)
        yield store, endpoint, endpoint.engine


def emptied(server: Neo4jServer) -> Callable[[], Any]:
    """Opens the store of this server, emptied."""

    @contextmanager
    def opened() -> Iterator[Opened]:
        login = Login(server.user, server.password)
        with neo4j.GraphDatabase.driver(server.uri, auth=login.pair) as driver, driver.session() as session:
            session.run(EMPTY).consume()
        with open_store(server.uri, user=login.user, password=login.password) as store:
            schema.prepare(store)
            yield store, Endpoint(server.uri, login, login), server.pid

    return opened


def processor(engine: int) -> float:
    """Seconds of processor time that this process and the engine have used."""
    return sum(sum(psutil.Process(process).cpu_times()[:2]) for process in (os.getpid(), engine))


def compare(name: str, opened: Callable[[], Any], scale: float, rounds: int) -> bool:
    """Time both ways in turn; whether ours stays within the limit. The processor's times tell of a machine that is busy otherwise."""
    steps = work(scale)
    times: dict[str, list[tuple[float, float]]] = {"ours": [], "bare": []}
    for number in range(rounds):
        for way in sorted(times, reverse=bool(number % 2)):
            with opened() as (store, endpoint, engine):
                began = time.perf_counter(), processor(engine)
                if way == "ours":
                    ours(store, steps)
                else:
                    bare(endpoint, steps)
                took = time.perf_counter() - began[0], processor(engine) - began[1]
                counted = [store.read(query).rows[0][0] for query in COUNTS]
                assert counted == [len(rows) for _, rows, _ in steps], counted
            times[way].append(took)
            print(f"  {name}, round {number + 1} of {rounds}, {way}: {took[0]:.1f} s", file=sys.stderr, flush=True)
    mine, least = ([float(median(each)) for each in zip(*times[way], strict=True)] for way in ("ours", "bare"))
    ratio = mine[0] / least[0]
    print(
        f"{name:9} {len(steps[0][1]):7,} entities {len(steps[1][1]):8,} relationships: ours {mine[0]:6.1f} s, bare loop {least[0]:6.1f} s, "
        f"ratio {ratio:.2f} (at most {LIMIT_RATIO}; median of {rounds}); processor {mine[1]:.1f} and {least[1]:.1f} s, "
        f"ratio {mine[1] / least[1]:.2f}",
        flush=True,
    )
    return ratio <= LIMIT_RATIO


def records(number: int) -> Iterator[AnyRecord]:
    """A load of so many records: one entity to five relationships."""
    people = max(1, number // 6)
    yield from base()
    yield from entities(people)
    yield from relationships(number - people, people)


def peak(number: int) -> float:
    """Load so many records into a new embedded store in a process of its own; its peak memory in MB, without the engine's."""
    command = [sys.executable, "-m", "benchmarks.store", "--load", str(number)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return float(told)


def load_once(number: int) -> None:
    with embedded() as (store, _, _):
        load(store, records(number), name=CASE)
    # Linux counts in kB, macOS in bytes
    unit = 1024 if sys.platform != "darwin" else 1024**2
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)


def memory(scale: float) -> bool:
    """Compare a small load with a large one; whether the growth stays within the limit."""
    few, many = round(FEW * scale), round(MANY * scale)
    began = time.perf_counter()
    sizes = peak(few), peak(many)
    growth = sizes[1] - sizes[0]
    print(
        f"load of {few:,} records: {sizes[0]:.0f} MB at most, of {many:,}: {sizes[1]:.0f} MB; growth {growth:.0f} MB "
        f"(less than {LIMIT_GROWTH:.0f}; without the engine; {time.perf_counter() - began:.0f} s)"
    )
    return growth < LIMIT_GROWTH


def main() -> int:
    """Measure what was asked for; 1 if a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0, help="part of the full size")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--engine", choices=("embedded", "neo4j"), help="this engine only")
    parser.add_argument("--skip-memory", action="store_true")
    parser.add_argument("--load", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.load:
        load_once(given.load)
        return 0
    held = []
    if given.engine != "neo4j":
        held.append(compare("embedded", embedded, given.scale, given.rounds))
    if given.engine != "embedded":
        lack = missing()
        if lack:
            print(f"neo4j     not measured: {lack}")
        else:
            with tempfile.TemporaryDirectory() as home:
                server = Neo4jServer(Path(home) / "neo4j", PLAIN).start()
                try:
                    held.append(compare("neo4j", emptied(server), given.scale, given.rounds))
                finally:
                    server.kill()
    if not given.skip_memory:
        held.append(memory(given.scale))
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
