"""Exporting 100,000 relationships in every format and reading them back: rate and memory, beside networkx and the csv module.

    python -m benchmarks.export [--scale 0.1]

Each export, each reading back and each peer runs in a process of its own, whose peak memory is told without the engine's. The peers
(networkx for GraphML, GEXF and node-link, csv for the tables) write the same nodes and edges with the same attributes, which they have in
memory already; ours reads the store while it writes, so it is held against the sum of reading alone and the peer's writing. Exit code 1
if a limit is missed.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import networkx as nx

from benchmarks.store import CASE, base, entities, relationships
from graph.export import FORMATS, Extent, Material, write
from graph.load import load
from graph.model import AnyRecord
from graph.store import open_store

RELATIONSHIPS, ENTITIES = 100_000, 20_000
LIMIT_RATIO = 1.5
"""Of the time that it takes to read the store and a peer to write what was read."""
LIMIT_MEMORY = 400.0
"""MB at most, of any format."""


def records(number: int) -> Iterator[AnyRecord]:
    people = max(1, number * ENTITIES // RELATIONSHIPS)
    yield from base()
    yield from entities(people)
    yield from relationships(number, people)


def exported(address: str, name: str, out: Path) -> int:
    """Write one export; gives back its bytes."""
    with open_store(address) as store:
        return write(Material(store, Extent(CASE)), FORMATS[name], out)


def taken(address: str) -> int:
    """Read all that an export of a graph needs, and write nothing; gives back the number of relationships."""
    with open_store(address) as store:
        material = Material(store, Extent(CASE))
        for _ in material.entities():
            pass
        return sum(1 for _ in material.relations())


def rows_of(path: Path) -> int:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return sum(1 for _ in csv.reader(file))


def edges_of(graph: Any) -> int:
    return int(graph.number_of_edges())


READERS: dict[str, Callable[[Path], int]] = {
    "graphml": lambda path: edges_of(nx.read_graphml(path, force_multigraph=True)),
    "gexf": lambda path: edges_of(nx.read_gexf(path, version="1.3")),
    "node-link": lambda path: edges_of(linked(path)),
    "csv": lambda path: rows_of(path / "relationships.csv") - 2,
    "neo4j-csv": lambda path: rows_of(path / "relationships.csv") - 1,
    "followthemoney": lambda path: _schemata(path, {"UnknownLink"}),
    "stix": lambda path: sum(each["type"] == "relationship" for each in json.loads(path.read_bytes())["objects"]),
    "json-ld": lambda path: sum("rs:Statement" in each.get("@type", ()) for each in json.loads(path.read_bytes())["@graph"]),
}
"""How many relationships are read back."""


def _schemata(path: Path, wanted: set[str]) -> int:
    with path.open(encoding="utf-8") as file:
        return sum(json.loads(line)["schema"] in wanted for line in file)


def linked(path: Path) -> Any:
    return nx.node_link_graph(json.loads(path.read_bytes()))


def flat(path: Path) -> Any:
    """The graph of a node-link file with plain values alone, which is what the peers can write."""
    graph = linked(path)
    for data in (*(data for _, data in graph.nodes(data=True)), *(data for _, _, data in graph.edges(data=True))):
        data.update({name: json.dumps(value) for name, value in data.items() if isinstance(value, (list, dict))})
    return graph


def by_csv(graph: Any, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows((id_, *data.values()) for id_, data in graph.nodes(data=True))
        writer.writerows((source, target, *data.values()) for source, target, data in graph.edges(data=True))


PEERS: dict[str, Callable[[Any, Path], None]] = {
    "graphml": lambda graph, path: nx.write_graphml_xml(graph, path),
    "gexf": lambda graph, path: nx.write_gexf(graph, path, version="1.3"),
    "node-link": lambda graph, path: path.write_text(json.dumps(nx.node_link_data(graph))) and None,
    "csv": by_csv,
}


def child(task: str, name: str, place: Path, address: str) -> None:
    """One task in this process: prints seconds, peak memory in MB, and a number."""
    kept = Path(place)
    out = kept / name
    graph = flat(kept / "node-link") if task == "peer" else None
    began = time.perf_counter()
    if task == "export":
        number = exported(address, name, out)
    elif task == "store":
        number = taken(address)
    elif task == "read":
        number = READERS[name](out)
    else:
        PEERS[name](graph, kept / f"{name}-peer")
        number = (kept / f"{name}-peer").stat().st_size
    took = time.perf_counter() - began
    # Linux counts in kB, macOS in bytes
    unit = 1024 if sys.platform != "darwin" else 1024**2
    print(json.dumps([took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit, number]))


def run(task: str, name: str, place: Path, address: str) -> tuple[float, float, int]:
    command = [sys.executable, "-m", "benchmarks.export", "--child", task, name, str(place), address]
    took, peak, number = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    return float(took), float(peak), int(number)


def measure(name: str, number: int, place: Path, address: str, reading: float) -> bool:
    """Print the line of one format; whether the limits held."""
    took, peak, size = run("export", name, place, address)
    line = f"  {name:<15}{size / 1e6:>8.1f}{took:>8.1f}{number / took:>10,.0f}{peak:>8.0f}"
    if name in READERS:
        back, beside, found = run("read", name, place, address)
        assert found == number, (name, found)
        line += f"{back:>9.1f}{beside:>8.0f}"
    else:
        line += f"{'':>17}"
    ratio = 0.0
    if name in PEERS:
        theirs, memory, _ = run("peer", name, place, address)
        ratio = took / (reading + theirs)
        line += f"{theirs:>9.1f}{memory:>8.0f}{ratio:>7.2f}"
    print(line, flush=True)
    return peak <= LIMIT_MEMORY and ratio <= LIMIT_RATIO


def main() -> int:
    """Print the table; 0 if every limit held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0, help="part of the full size")
    parser.add_argument("--child", nargs=4, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        task, name, place, address = given.child
        child(task, name, Path(place), address)
        return 0
    number = round(RELATIONSHIPS * given.scale)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        address, place = f"embedded:{folder}/store", Path(folder)
        with open_store(address) as store:
            load(store, records(number), name=CASE)
        print(f"{number:,} relationships (at most {LIMIT_MEMORY:.0f} MB, and {LIMIT_RATIO} times reading and the peer's writing)")
        print(
            f"  {'':<15}{'MB':>8}{'s':>8}{'a second':>10}{'peak MB':>8}{'read, s':>9}{'peak MB':>8}{'peer, s':>9}{'peak MB':>8}{'ratio':>7}"
        )
        # node-link first: the peers get their graph from it
        names = sorted(FORMATS, key=lambda name: name != "node-link")
        reading, peak, _ = run("store", "reading alone", place, address)
        print(f"  {'reading alone':<15}{'':>8}{reading:>8.1f}{number / reading:>10,.0f}{peak:>8.0f}", flush=True)
        held = [measure(name, number, place, address, reading) for name in names]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
