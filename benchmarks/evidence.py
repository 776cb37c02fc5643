"""Speed of the statuses: 100,000 generated claims of several shapes, the bundled case, and separate chains beside networkx.

Run with `python -m benchmarks.evidence`; exit code 1 if a limit is missed.
"""

from __future__ import annotations

import gc
import random
import sys
from collections.abc import Callable, Iterable, Iterator, Set
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import networkx as nx

from graph.evidence import Evidence, assess_all
from graph.evidence.chains import Chains, complete
from graph.evidence.disjoint import separate_chains
from graph.evidence.origins import find_origins
from graph.model import AnyRecord, Citation, Claim, Source, Statement, Voice, VoiceKind
from loaders import load

CASE = "generated"
BUNDLED = Path(__file__).parents[1] / "data" / "dong-jingwei"
LIMIT_GENERATED, LIMIT_BUNDLED = 10.0, 0.3  # seconds
OUTLETS, ENDS = 2_000, 3_000
ENDS_OF = ("person", "body", "unnamed", "unnamed", "rumour", "record")


class Generated:
    """Evidence of 100,000 claims: everyday statements, long chains, citation graphs, and one statement that everybody repeats."""

    def __init__(self, seed: int = 7) -> None:
        self.random = random.Random(seed)
        self.sources: dict[str, Source] = {}
        self.statements: dict[str, Statement] = {}
        self.claims: dict[str, list[Claim]] = {}
        self.count = 0
        keys = [f"outlet:{n}" for n in range(OUTLETS)] + [f"{ENDS_OF[n % len(ENDS_OF)]}:{n}" for n in range(ENDS)]
        owned = {f"outlet:{n}": f"body:owner{n % 50}" for n in range(0, OUTLETS, 5)}
        self.voices = {key: Voice(case=CASE, key=key, name=key, kind=VoiceKind(key.split(":")[0]), owner=owned.get(key)) for key in keys}
        self.ends = keys[OUTLETS:]
        self.shapes: dict[str, tuple[str, ...]] = {
            "30,000 statements of 1-3 claims": tuple(self.everyday(30_000)),
            "20 of 500 chains of up to 50 voices": tuple(self.long_chains(20, 500)),
            "20 of 1,000 documents, each citing 6": tuple(self.citations(20, 1_000, 6)),
            "1 of 5,000 claims": tuple(self.crowd("crowd", 5_000)),
        }
        self.shapes["1 of the rest, a line of documents"] = tuple(self.line("line", 100_000 - self.count))

    def everyday(self, number: int) -> Iterator[str]:
        for each in range(number):
            slug = self.statement(f"e{each}", rival=f"e{each - 1}" if each % 20 == 1 else None)
            for _ in range(self.random.choice((1, 2, 3))):
                self.claim(slug, self.outlet(), tuple(self.outlet() for _ in range(self.random.randrange(2))), self.random.random() < 0.8)
            yield slug

    def long_chains(self, number: int, claims: int) -> Iterator[str]:
        for each in range(number):
            slug = self.statement(f"l{each}")
            for _ in range(claims):
                self.claim(slug, self.outlet(), tuple(self.outlet() for _ in range(self.random.randrange(49))))
            yield slug

    def citations(self, number: int, documents: int, cites: int) -> Iterator[str]:
        for each in range(number):
            slug = self.statement(f"g{each}")
            earlier: list[str] = []
            for _ in range(documents):
                cited = self.random.sample(earlier, min(cites, len(earlier)))
                earlier.append(self.claim(slug, self.outlet(), (), end=self.random.random() < 0.05, cites=cited))
            yield slug

    def crowd(self, slug: str, claims: int) -> Iterator[str]:
        self.statement(slug)
        for _ in range(claims):
            self.claim(slug, self.outlet(), tuple(self.outlet() for _ in range(self.random.randrange(4))))
        yield slug

    def line(self, slug: str, documents: int) -> Iterator[str]:
        self.statement(slug)
        before: list[str] = []
        for _ in range(documents):
            before = [self.claim(slug, self.outlet(), (), end=not before, cites=before)]
        yield slug

    def statement(self, slug: str, rival: str | None = None) -> str:
        rivals = (rival,) if rival else ()
        self.statements[slug] = Statement(
            case=CASE, slug=slug, subject="person:x", predicate="knows", object=f"person:{slug}", conflicts_with=rivals
        )
        self.claims[slug] = []
        return slug

    def outlet(self) -> str:
        return f"outlet:{self.random.randrange(OUTLETS)}"

    def claim(self, slug: str, publisher: str, through: tuple[str, ...], end: bool = True, cites: Iterable[str] = ()) -> str:
        """One claim in a document of its own; a publisher's own word where nothing is named and `end` is not wanted."""
        key = f"src:{self.count}"
        published = f"20{self.random.randrange(10, 26)}-{self.random.randrange(1, 13):02d}"
        self.sources[key] = Source(
            case=CASE, key=key, publisher=publisher, published=published, cites=tuple(Citation(to=to) for to in cites)
        )
        chain = (publisher, *through, *((self.random.choice(self.ends),) if end else ()))
        self.claims[slug].append(Claim(case=CASE, key=f"c{self.count}", statement=slug, source=key, chain=chain))
        self.count += 1
        return key

    def evidence(self, slugs: Iterable[str] | None = None) -> Evidence:
        chosen = {slug: self.statements[slug] for slug in slugs} if slugs is not None else self.statements
        return Evidence(CASE, self.voices, self.sources, chosen, {slug: tuple(self.claims[slug]) for slug in chosen})


def bundled() -> Evidence:
    """The evidence of the case that the project brings."""
    records: list[AnyRecord] = list(load(BUNDLED))
    claims: dict[str, list[Claim]] = {}
    for record in records:
        if isinstance(record, Claim):
            claims.setdefault(record.statement, []).append(record)
    return Evidence(
        "bundled",
        {record.key: record for record in records if isinstance(record, Voice)},
        {record.key: record for record in records if isinstance(record, Source)},
        {record.slug: record for record in records if isinstance(record, Statement)},
        {slug: tuple(found) for slug, found in claims.items()},
    )


def seconds(work: Callable[[], object], rounds: int = 3) -> float:
    taken = []
    for _ in range(rounds):
        gc.collect()
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return median(taken)


def flow_of(chains: Chains, origins: Set[str]) -> int:
    """The same figure by networkx: a maximum flow over split nodes, as its documentation suggests for disjoint paths."""
    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_nodes_from(["reader", "fact"])
    names = set(chains.heads) | set(origins) | set(chains.links) | {after for links in chains.links.values() for after in links}
    graph.add_edges_from((((name, "in"), (name, "out")) for name in names), capacity=1)
    graph.add_edges_from((("reader", (name, "in")) for name in chains.heads), capacity=1)
    graph.add_edges_from((((name, "out"), "fact") for name in origins), capacity=1)
    graph.add_edges_from((((before, "out"), (after, "in")) for before in chains.links for after in chains.links[before]), capacity=1)
    return int(nx.maximum_flow_value(graph, "reader", "fact"))


def peers(made: Generated) -> Iterator[tuple[str, float, float]]:
    """Separate chains of the larger statements: our seconds and those of networkx; the figures must be equal."""
    for name in ("20 of 500 chains of up to 50 voices", "20 of 1,000 documents, each citing 6", "1 of 5,000 claims"):
        slug = made.shapes[name][0]
        chains = complete(made.claims[slug], made.sources, lambda voice: made.voices[voice].owner or voice)
        origins = find_origins(chains, made.voices).places
        if separate_chains(chains.heads, chains.links, origins) != flow_of(chains, origins):
            raise ValueError(f"separate chains of {slug} differ from networkx")
        ours = seconds(lambda chains=chains, origins=origins: separate_chains(chains.heads, chains.links, origins))  # type: ignore[misc]
        theirs = seconds(lambda chains=chains, origins=origins: flow_of(chains, origins), rounds=1)  # type: ignore[misc]
        yield name.removeprefix("20 of "), ours, theirs


def main() -> int:
    """Print the tables; 0 if both limits hold."""
    made = Generated()
    whole, case = made.evidence(), bundled()
    rows = [
        (f"all statuses of {made.count:,} claims", seconds(lambda: assess_all(whole)), LIMIT_GENERATED),
        (
            f"all statuses of the bundled case ({sum(map(len, case.claims.values()))} claims)",
            seconds(lambda: assess_all(case)),
            LIMIT_BUNDLED,
        ),
    ]
    print(f"{'evidence':<52}{'seconds':>9}{'limit':>9}{'of limit':>10}")
    for name, taken, limit in rows:
        print(f"{name:<52}{taken:>9.3f}{limit:>9.1f}{taken / limit:>10.2f}")
    for name, slugs in made.shapes.items():
        part = made.evidence(slugs)
        claims = sum(map(len, part.claims.values()))
        print(f"  {name:<37}{claims:>7,} claims{seconds(lambda part=part: assess_all(part), rounds=1):>8.3f}")  # type: ignore[misc]
    print(f"\n{'separate chains of one statement':<52}{'seconds':>9}{'networkx':>9}{'ratio':>10}")
    for name, ours, theirs in peers(made):
        print(f"  {name:<50}{ours:>9.4f}{theirs:>9.4f}{ours / theirs:>10.3f}")
    return 0 if all(taken <= limit for _, taken, limit in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
