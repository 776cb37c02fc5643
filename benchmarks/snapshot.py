"""A snapshot's size, the time to make it and to its first paint offline, beside what other libraries write of the same graph.

    python -m benchmarks.snapshot

The case is generated: 100 entities with 500 claims, and 1,000 with 5,000, each claim with a paraphrase of its own. The peers get the same
nodes, edges and positions, and no claims: none of them carries any. `drawn` is when the graph stands; a peer's is when its first
paint comes, which its layout may follow. ipysigma's file loads its code from a network, so offline it never paints (inf). gravis is not
beside it: it imports a part of setuptools that is gone. Exit code 1 if a limit is missed.
"""

from __future__ import annotations

import itertools
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from math import inf
from pathlib import Path
from statistics import median

import networkx
from ipysigma import Sigma
from neo4j_viz import Node, Relationship, VisualizationGraph
from playwright.sync_api import Browser, sync_playwright
from pyvis.network import Network

from graph.load import load
from graph.model import AnyRecord, Case, Claim, Entity, Source, Statement, Voice
from graph.snapshot.collected import collect
from graph.snapshot.content import About
from graph.store import GraphStore, open_store
from graph.view import View
from tests.browsing import ARGUMENTS, chromium_path
from ui.snapshot.page import page

CASE = "generated"
ROUNDS = 5
PATIENCE = 120_000


@dataclass(frozen=True)
class Size:
    """How much there is, and what may be taken: bytes, seconds to make it, seconds to the first paint."""

    entities: int
    claims: int
    bytes: int
    making: float
    paint: float


SIZES = (Size(100, 500, 700_000, 1.0, 1.0), Size(1_000, 5_000, 2_000_000, 3.0, 2.0))
LETTERS = "etaoinshrdlucmfwypvbgk"
VOCABULARY = 4_000
DRAWN = "() => window.__snapshot?.report()?.drawn > 0"
PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


@cache
def vocabulary() -> tuple[list[str], list[float]]:
    """Made words and how often each comes: the nth one 1/n as often as the first, as in any language (Zipf)."""
    chance = random.Random(3)
    made = ["".join(chance.choices(LETTERS, k=chance.randint(2, 9))) for _ in range(VOCABULARY)]
    return made, list(itertools.accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))


def words(chance: random.Random, number: int) -> str:
    made, often = vocabulary()
    return " ".join(chance.choices(made, cum_weights=often, k=number))


def records(size: Size) -> Iterator[AnyRecord]:
    """A case whose statements, two for each entity, share the claims; every claim has some words of its own."""
    chance = random.Random(5)
    publishers = [f"outlet:o{number}" for number in range(size.entities // 5)]
    sources = [f"src:s{number}" for number in range(size.entities // 2)]
    by = {key: chance.choice(publishers) for key in sources}
    people = [f"person:p{number}" for number in range(size.entities)]
    yield Case(case=CASE, title="Generated")
    for key in publishers:
        yield Voice(case=CASE, key=key, name=words(chance, 2).title(), kind="outlet")
    for key in sources:
        day = f"2021-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        title, address = words(chance, 9).capitalize(), f"https://example.org/{key[4:]}"
        yield Source(case=CASE, key=key, publisher=by[key], published=day, title=title, url=address)
    for key in people:
        yield Entity(case=CASE, key=key, name=words(chance, 2).title(), kind=chance.choice(["person", "agency", "event"]))
    slugs = []
    for number in range(2 * size.entities):
        slugs.append(f"s{number}")
        predicate = ("met", "worked_for", "knew", "paid")[number % 4]
        yield Statement(case=CASE, slug=slugs[-1], subject=people[number // 2], predicate=predicate, object=chance.choice(people))
    for number in range(size.claims):
        source = chance.choice(sources)
        yield Claim(
            case=CASE,
            key=f"c{number}",
            statement=slugs[number % len(slugs)],
            source=source,
            chain=tuple(dict.fromkeys((by[source], *chance.sample(publishers, chance.randint(0, 2))))),
            stance=chance.choices(["asserts", "denies", "doubts"], [8, 1, 1])[0],
            paraphrase=words(chance, 12).capitalize() + ".",
        )


def places(size: Size) -> dict[str, tuple[float, float]]:
    side = round(size.entities**0.5)
    return {f"{CASE}/person:p{number}": (120.0 * (number % side), 110.0 * (number // side)) for number in range(size.entities)}


Made = Callable[[], str]


def ours(store: GraphStore, size: Size) -> str:
    view = View(tuple(places(size)), places(size))
    return page(collect(store, CASE, view, About(title="Generated")))


def by_pyvis(size: Size, held: list[AnyRecord]) -> str:
    net = Network(directed=True, cdn_resources="in_line")
    net.toggle_physics(False)
    at = places(size)
    net.nodes = [
        {"id": one.id, "label": one.name, "x": at[one.id][0], "y": at[one.id][1], "shape": "dot"} for one in held if isinstance(one, Entity)
    ]
    net.edges = [
        {"from": f"{CASE}/{one.subject}", "to": f"{CASE}/{one.object}", "label": one.predicate}
        for one in held
        if isinstance(one, Statement)
    ]
    return str(net.generate_html())


def by_neo4j_viz(size: Size, held: list[AnyRecord]) -> str:
    at = places(size)
    nodes = [Node(id=one.id, caption=one.name, x=at[one.id][0], y=at[one.id][1]) for one in held if isinstance(one, Entity)]
    edges = [
        Relationship(source=f"{CASE}/{one.subject}", target=f"{CASE}/{one.object}", caption=one.predicate)
        for one in held
        if isinstance(one, Statement)
    ]
    return str(VisualizationGraph(nodes=nodes, relationships=edges).render(layout="free").data)


def by_ipysigma(size: Size, held: list[AnyRecord], folder: Path) -> str:
    at, graph = places(size), networkx.MultiDiGraph()
    for one in held:
        if isinstance(one, Entity):
            graph.add_node(one.id, label=one.name, x=at[one.id][0], y=at[one.id][1])
        elif isinstance(one, Statement):
            graph.add_edge(f"{CASE}/{one.subject}", f"{CASE}/{one.object}", label=one.predicate)
    path = folder / "ipysigma-itself.html"
    Sigma(graph).to_html(str(path))
    return path.read_text("utf-8")


def opened(browser: Browser, path: Path, *, waits: bool, offline: bool = True) -> tuple[float, float, int]:
    """Seconds to the first paint and until the graph stands, and how many requests leave the file: inf for one not `offline`."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    one, asked = context.new_page(), []
    one.on("request", lambda request: None if request.url.startswith(("file:", "data:", "blob:")) else asked.append(request.url))
    began = time.perf_counter()
    one.goto(path.as_uri(), wait_until="commit" if offline else "load")
    if not offline:
        context.close()
        return inf, inf, len(asked)
    one.wait_for_function(DRAWN if waits else f"({PAINT})() > 0", timeout=PATIENCE, polling=20)
    drawn = time.perf_counter() - began
    one.wait_for_function(f"({PAINT})() > 0", timeout=PATIENCE, polling=20)
    paint = float(one.evaluate(PAINT)) / 1_000
    context.close()
    return paint, drawn, len(asked)


def row(browser: Browser, folder: Path, name: str, make: Made, *, is_ours: bool, offline: bool = True) -> tuple[int, float, float]:
    """Print one line of the table; gives back bytes, seconds to make it, seconds to its first paint."""
    took, path, text = [], folder / f"{name}.html", ""
    for _ in range(ROUNDS):
        began = time.perf_counter()
        text = make()
        took.append(time.perf_counter() - began)
    size = path.write_bytes(text.encode())
    seen = [opened(browser, path, waits=is_ours, offline=offline) for _ in range(ROUNDS)]
    paint, drawn = median(one[0] for one in seen), median(one[1] for one in seen)
    evidence = "all claims" if is_ours else "none"
    print(f"  {name:<12}{size / 1_000:>10,.0f}{median(took):>9.2f}{paint:>9.2f}{drawn:>9.2f}{seen[0][2]:>10}  {evidence}", flush=True)
    return size, median(took), paint


def measure(browser: Browser, folder: Path, size: Size) -> bool:
    """Print the table of one size; whether the limits held."""
    held = list(records(size))
    print(f"{size.entities:,} entities, {size.claims:,} claims (at most {size.bytes / 1_000:,.0f} kB, {size.making} s, {size.paint} s)")
    print(f"  {'':<12}{'kB':>10}{'made, s':>9}{'paint':>9}{'drawn':>9}{'requests':>10}  evidence")
    with open_store(f"embedded:{folder / f'store-{size.entities}'}") as store:
        load(store, held, name=CASE)
        taken, making, paint = row(browser, folder, "redstring", lambda: ours(store, size), is_ours=True)
    row(browser, folder, "pyvis", lambda: by_pyvis(size, held), is_ours=False)
    row(browser, folder, "ipysigma", lambda: by_ipysigma(size, held, folder), is_ours=False, offline=False)
    row(browser, folder, "neo4j-viz", lambda: by_neo4j_viz(size, held), is_ours=False)
    return taken <= size.bytes and making <= size.making and paint <= size.paint


def main() -> int:
    """Print both tables; 0 if every limit held."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        held = [measure(browser, Path(name), size) for size in SIZES]
        browser.close()
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
