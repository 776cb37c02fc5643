"""A large data set from CSV files end to end beside a bare loop over the driver, on both engines: first, again, a few more, after a kill.

Run with `python -m benchmarks.loading [--scale 1.0] [--engine embedded|neo4j]`: 100,000 entities and 500,000 relationships in files of
Neo4j's form, made here. The bare loop writes the same properties with the same Cypher in batches of 5,000, from rows made beforehand.
On a shared machine the processor's seconds, of this side and the engine, tell more than the clock's. Exit code 1 if a limit is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

import loaders
from benchmarks.store import Opened, bare, embedded, emptied
from graph.archive import checksum
from graph.load import Progress, load
from graph.model import Entity, Row, Source
from graph.store import GraphStore, open_store
from graph.store.links import bulk_cypher, bulk_row, shared_by_rows
from graph.store.records import content_hash, form_of, node_cypher
from loaders.graphs.joining import joining
from tests.neo4j.server import PLAIN, Neo4jServer, missing

ENTITIES, RELATIONSHIPS = 100_000, 500_000
LIMIT_LOAD, LIMIT_MORE, LIMIT_BULK, LIMIT_MEMORY = 1.5, 0.1, 4.0, 1_000.0
"""How many times as long as the bare loop a first load may take, end to end, and a few records more as that first load; how many times as
fast as the loop the bulk way writes, at least; MB that our process may take."""
WRITING = ("writing", "linking", "ordering", "owning")


def make(folder: Path, entities: int, relationships: int) -> Path:
    """Files of people and payments as `neo4j-admin database import` reads them."""
    chance = random.Random(7)
    folder.mkdir(parents=True)
    with (folder / "people.csv").open("w", encoding="utf-8") as file:
        file.write("id:ID,name,country,born,:LABEL\n")
        file.writelines(f"p{each},Person number {each},de,{1930 + each % 70},Person\n" for each in range(entities))
    with (folder / "payments.csv").open("w", encoding="utf-8") as file:
        file.write(":START_ID,:END_ID,:TYPE,amount:int,when\n")
        for each in range(relationships):
            ends = f"p{chance.randrange(entities)},p{chance.randrange(entities)}"
            file.write(f"{ends},PAID,{chance.randrange(100_000)},2021-{each % 12 + 1:02}\n")
    return folder


@dataclass
class Spent:
    """Seconds by the clock and of the processor, ours and the engine's."""

    clock: float = 0.0
    ours: float = 0.0
    engine: float = 0.0

    @property
    def processor(self) -> float:
        return self.ours + self.engine

    def __add__(self, other: Spent) -> Spent:
        return Spent(self.clock + other.clock, self.ours + other.ours, self.engine + other.engine)

    def __str__(self) -> str:
        return f"{self.clock:7.1f} s, processor {self.processor:6.1f} s ({self.ours:.1f} ours, {self.engine:.1f} the engine's)"


class Watch:
    """Time spent so far, and the most memory (MB) of both sides, looked at every 0.2 s: what the system itself keeps as a process's peak
    begins with that of the process that started it."""

    def __init__(self, engine: int) -> None:
        self._ours, self._engine = psutil.Process(), psutil.Process(engine)
        self._began = self._now()
        self.peak = {"ours": 0.0, "engine": 0.0}
        self._ended = threading.Event()
        threading.Thread(target=self._look, daemon=True).start()

    def _now(self) -> tuple[float, float, float]:
        return time.perf_counter(), time.process_time(), sum(self._engine.cpu_times()[:2])

    def lap(self) -> Spent:
        """What was spent since the last lap."""
        before, self._began = self._began, self._now()
        return Spent(*(now - then for now, then in zip(self._began, before, strict=True)))

    def end(self) -> None:
        self._ended.set()

    def _look(self) -> None:
        while not self._ended.wait(0.2) and self._engine.is_running():
            for side, process in (("ours", self._ours), ("engine", self._engine)):
                self.peak[side] = max(self.peak[side], process.memory_info().rss / 1e6)


def timed(
    path: Path, store: GraphStore, engine: int, heard: Callable[[str], None], into: str = ""
) -> tuple[dict[str, Spent], dict[str, float]]:
    """Check and load the files, `into` a case that has more if one is told; what each part took, and the peak memory of both sides."""
    watch, parts, stage = Watch(engine), {}, "checking"

    def lap() -> None:
        kind = next((word for word in ("checking", "reading") if stage == word), "writing" if stage.startswith(WRITING) else "finishing")
        parts[kind] = parts.get(kind, Spent()) + watch.lap()

    def told(now: Progress) -> None:
        nonlocal stage
        if now.stage != stage:
            lap()
            stage = now.stage
        heard(stage)

    loaded = joining(loaders.load(path), into) if into else loaders.load(path)
    told(Progress("reading", 0))
    owner = {"owner": loaded.imported.name} if loaded.imported else {}
    load(store, loaded, name=loaded.name, progress=told, **owner)
    lap()
    watch.end()
    return parts, watch.peak


def once(path: Path, address: str, engine: int, *, tell: bool, into: str = "") -> None:
    """In a process of its own: load, and tell as JSON what it took; or how far it is."""
    with open_store(address, user=os.environ.get("REDSTRING_USER"), password=os.environ.get("REDSTRING_PASSWORD")) as store:
        parts, memory = timed(path, store, engine, lambda stage: print(stage, flush=True) if tell else None, into)
        print(json.dumps({"parts": {name: vars(spent) for name, spent in parts.items()}, "memory": memory, "checksum": checksum(store)}))


def run(path: Path, store: GraphStore, engine: int, into: str = "") -> dict[str, Any]:
    """`once` as a process beside this one, which owns the engine."""
    command = [sys.executable, "-m", "benchmarks.loading", "--once", str(path), store.address, str(engine)]
    command += ["", into] if into else []
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    found["parts"] = {name: Spent(**spent) for name, spent in found["parts"].items()}
    found["all"] = sum(found["parts"].values(), Spent())
    return found


def steps(path: Path) -> list[tuple[str, list[dict[str, Any]], dict[str, Any]]]:
    """What the bare loop writes: the nodes, then the relationships."""
    nodes: list[dict[str, Any]] = []
    edges: list[dict[str, Any]] = []
    source: Source | None = None
    for record in loaders.load(path):
        match record:
            case Entity():
                nodes.append(form_of(Entity).row(record, len(nodes), content_hash(record)) | {"owners": None})
            case Row():
                edges.append(bulk_row(record, record.id, content_hash(record)))
            case Source() if record.key.endswith("payments.csv"):
                source = record
    assert source is not None
    shared = {"shared": shared_by_rows(source.case, source.key, source)}
    return [(node_cypher(("Entity", "Person")), nodes, {}), (bulk_cypher("PAID"), edges, shared)]


def bare_loop(path: Path, opened: Opened) -> Spent:
    _, endpoint, engine = opened
    written = steps(path)
    watch = Watch(engine)
    bare(endpoint, written)
    watch.end()
    return watch.lap()


def kill(path: Path, store: GraphStore, engine: int) -> None:
    """Begin a load and kill its process while it writes relationships."""
    command = [sys.executable, "-m", "benchmarks.loading", "--once", str(path), store.address, str(engine), "tell"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("writing PAID"):
            break
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


def told_of(name: str, found: dict[str, Any], least: Spent | None = None) -> None:
    parts = ", ".join(f"{part} {spent.ours:.1f} + {spent.engine:.1f}" for part, spent in found["parts"].items())
    ratio = f"; {found['all'].clock / least.clock:.2f} of the bare loop by the clock" if least else ""
    ratio += f", {found['all'].processor / least.processor:.2f} by the processor" if least else ""
    print(f"  {name:24}{found['all']}{ratio}")
    print(f"  {'':24}by part: {parts}; most memory {found['memory']['ours']:.0f} MB ours, {found['memory']['engine']:.0f} MB engine")
    sys.stdout.flush()


def compare(name: str, opened: Callable[[], Any], path: Path) -> bool:
    """Print what an engine takes; whether the limits held."""
    print(f"{name} (load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)" if hasattr(os, "getloadavg") else name)
    with opened() as (store, endpoint, engine):
        least = bare_loop(path, (store, endpoint, engine))
        print(f"  {'bare loop':24}{least}", flush=True)
    with opened() as (store, _, engine):
        first = run(path, store, engine)
        told_of("first load", first, least)
        again = run(path, store, engine)
        told_of("the same again", again)
        more = run(path.with_name("few"), store, engine, loaders.load(path).name)
        part = more["all"].clock / first["all"].clock
        print(f"  thirty records that join {more['all']}; {part:.2f} of the first load by the clock (at most {LIMIT_MORE:g})", flush=True)
    longer = first["all"].clock / least.clock
    print(f"  a first load takes {longer:.2f} times as long as the bare loop (at most {LIMIT_LOAD:g})")
    held = longer <= LIMIT_LOAD and part <= LIMIT_MORE and first["memory"]["ours"] <= LIMIT_MEMORY
    held &= bool(again["checksum"] == first["checksum"])
    if name == "embedded":
        writing = first["parts"]["writing"]
        faster = least.clock / writing.clock
        by_processor = f"{least.processor / writing.processor:.1f} by the processor"
        print(f"  the bulk way writes {faster:.1f} times as fast as the bare loop (at least {LIMIT_BULK:g}), {by_processor}")
        held &= faster >= LIMIT_BULK
    with opened() as (store, _, engine):
        kill(path, store, engine)
        resumed = run(path, store, engine)
        told_of("killed, and gone on", resumed)
        print(f"  the same checksum after the kill: {resumed['checksum'] == first['checksum']}", flush=True)
    return held and bool(resumed["checksum"] == first["checksum"])


def main() -> int:
    """Measure what was asked for; 1 if a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0, help="part of the full size")
    parser.add_argument("--engine", choices=("embedded", "neo4j"), help="this engine only")
    parser.add_argument("--once", nargs="+", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.once:
        path, address, engine, tell, into = [*given.once, "", ""][:5]
        once(Path(path), address, int(engine), tell=bool(tell), into=into)
        return 0
    entities, relationships = round(ENTITIES * given.scale), round(RELATIONSHIPS * given.scale)
    held = []
    with tempfile.TemporaryDirectory() as home:
        path = make(Path(home) / "payments", entities, relationships)
        make(Path(home) / "few", 10, 20)
        print(f"{entities:,} entities and {relationships:,} relationships")
        if given.engine != "neo4j":
            held.append(compare("embedded", embedded, path))
        if given.engine != "embedded":
            if lack := missing():
                print(f"neo4j not measured: {lack}")
            else:
                server = Neo4jServer(Path(home) / "neo4j", PLAIN).start()
                os.environ |= {"REDSTRING_USER": server.user, "REDSTRING_PASSWORD": server.password}
                try:
                    held.append(compare("neo4j", emptied(server), path))
                finally:
                    server.kill()
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
