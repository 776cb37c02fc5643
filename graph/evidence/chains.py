"""Chains from the publisher to the origin, completed through what documents cite (docs/status-rules.md).

The chains of one stance of one statement are kept as a graph, never listed path by path: a citation graph can hold more paths than
atoms. Decisions where the rules leave a choice:

- An assertion is completed through assertions and a denial through denials: what a cited document asserts is no ground of a denial.
- A chain in which one voice follows itself (a publisher that credits an earlier document of its own) names that voice once.
- A document that cites itself, or its own publisher, cites nothing by that. Cited keys that carry nothing are passed over.
- Every counted claim of a cited document is followed, those of one voice alone further on through its own citations.
- A chain given with two or more voices is complete as given.
- A voice is passed if it stands before another voice in a chain that does not end at that voice itself. A publisher's own word that
  goes on through citations passes the publisher for good, even where it comes back to it or never ends: else a document added later
  could turn a voice into an origin by leading a chain back to it.
- Voices of one owner share one place in the graph of links, and are voices of their own in telling who was passed.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise

from graph.model import Claim, Source

Chain = tuple[str, ...]
LIMIT_SHOWN = 8
"""As many completed chains of one claim are listed, the shortest ones; figures never depend on it."""
LIMIT_LENGTH = 50
"""A completed chain is listed with at most this many voices: the first ones and the last."""


@dataclass(slots=True)
class _Document:
    """What one document says of the statement, in one stance."""

    key: str
    publisher: str
    given: list[Chain] = field(default_factory=list)
    alone: bool = False
    documents: list[str] = field(default_factory=list)
    voices: list[str] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether its publisher's own word goes on through citations."""
        return self.alone and bool(self.documents or self.voices)


@dataclass(frozen=True, slots=True)
class Chains:
    """All chains of one stance of one statement: `heads` and `links` by place (the owner or the voice), `ends` and `passed` by voice."""

    given: tuple[Chain, ...]
    shown: tuple[tuple[Chain, ...], ...]
    cut: tuple[bool, ...]
    heads: Set[str]
    links: Mapping[str, Set[str]]
    ends: Set[str]
    passed: Set[str]
    quoted: Set[Chain]  # the completed chains of two voices: a publisher and a voice that its document cites


def given_chain(claim: Claim, source: Source) -> Chain:
    """The claim's chain, publisher first (put in front if it is not), a voice that follows itself named once."""
    chain = claim.chain if claim.chain[0] == source.publisher else (source.publisher, *claim.chain)
    if len(chain) == 1:
        return chain
    if any(before == voice for before, voice in pairwise(chain)):
        return (chain[0], *(voice for before, voice in pairwise(chain) if voice != before))
    return chain


def complete(claims: Sequence[Claim], sources: Mapping[str, Source], place: Callable[[str], str]) -> Chains:
    """The completed chains of counted claims of one stance of one statement; `place` maps a voice to its owner or itself."""
    given = tuple([given_chain(claim, sources[claim.source]) for claim in claims])
    for claim, chain in zip(claims, given, strict=True):
        if len(chain) == 1 and sources[claim.source].cites:
            break
    else:
        # nothing to complete: the chains are the graph
        graph = _Graph({}, place)
        for chain in given if len(given) < 3 else set(given):
            graph.add_chain(chain)
        return graph.chains(given, tuple([(chain,) for chain in given]), (False,) * len(given))
    documents = _documents(claims, given, sources)
    graph = _Graph(documents, place)
    for chain in set(given):
        if len(chain) > 1:
            graph.add_chain(chain)
    graph.add_documents()
    shown: list[tuple[Chain, ...]] = []
    cut: list[bool] = []
    routes: dict[str, tuple[tuple[Chain, ...], bool]] = {}
    for claim, chain in zip(claims, given, strict=True):
        document = documents[claim.source]
        if len(chain) > 1 or not document.open:
            shown.append((chain,))
            cut.append(False)
            continue
        if claim.source not in routes:
            routes[claim.source] = graph.routes(document)
        listed, shortened = routes[claim.source]
        shown.append(listed)
        cut.append(shortened)
    return graph.chains(given, tuple(shown), tuple(cut))


def _documents(claims: Sequence[Claim], given: Sequence[Chain], sources: Mapping[str, Source]) -> dict[str, _Document]:
    documents: dict[str, _Document] = {}
    for claim, chain in zip(claims, given, strict=True):
        document = documents.get(claim.source)
        if document is None:
            document = documents[claim.source] = _Document(claim.source, sources[claim.source].publisher)
        if len(chain) == 1:
            document.alone = True
        else:
            document.given.append(chain)
    standing: set[str] | None = None
    for document in documents.values():
        document.given = sorted(set(document.given), key=lambda chain: (len(chain), chain))
        if not document.alone or not (cites := sources[document.key].cites):
            continue
        if standing is None:
            standing = {voice for chain in given for voice in chain}
        cited = sorted({citation.to for citation in cites})
        document.documents = [key for key in cited if key in documents and key != document.key]
        document.voices = [key for key in cited if key in standing and key != document.publisher]
    return documents


class _Graph:
    """The chains as places and links, filled step by step."""

    def __init__(self, documents: dict[str, _Document], place: Callable[[str], str]) -> None:
        self.documents = documents
        self.place = place
        self.heads: set[str] = set()
        self.links: dict[str, set[str]] = {}
        self.ends: set[str] = set()
        self.passed: set[str] = set()
        self.quoted: set[Chain] = set()
        self.hops: dict[str, Chain | str] = {}  # an open document with an end: the rest of its chain, or the document it goes on through
        self.tails: dict[str, str] = {}  # the voice at the end of that way
        self.far: dict[str, int] = {}  # about how long that way is

    def chains(self, given: tuple[Chain, ...], shown: tuple[tuple[Chain, ...], ...], cut: tuple[bool, ...]) -> Chains:
        return Chains(given, shown, cut, self.heads, self.links, self.ends, self.passed, self.quoted)

    def add_chain(self, chain: Chain) -> None:
        last = chain[-1]
        self.ends.add(last)
        before = self.place(chain[0])
        self.heads.add(before)
        for voice in chain[1:]:
            after = self.place(voice)
            self._link(before, after)
            before = after
        for voice in chain:
            if voice != last:
                self.passed.add(voice)

    def add_documents(self) -> None:
        """Add the publishers' own words: where they end, whom they pass, and which of them only go round in circles."""
        going_on = sorted(document.key for document in self.documents.values() if document.open)
        for document in self.documents.values():
            if document.alone and not document.open:
                self.heads.add(self.place(document.publisher))
                self.ends.add(document.publisher)
        if not going_on:
            return
        self._find_ends(going_on)
        for key in going_on:
            document = self.documents[key]
            here = self.place(document.publisher)
            others = [self.documents[cited] for cited in document.documents]
            if document.voices or key not in self.hops or any(other.publisher != document.publisher for other in others):
                self.passed.add(document.publisher)
            if key not in self.hops:
                continue
            self.heads.add(here)
            self.ends.update(document.voices)
            for voice in document.voices:
                self._link(here, self.place(voice))
                self.quoted.add((document.publisher, voice))
            for other in others:
                if self._ends(other):
                    self._link(here, self.place(other.publisher))

    def routes(self, document: _Document) -> tuple[tuple[Chain, ...], bool]:
        """Completed chains of a publisher's own word: the nearest end through each thing cited; and whether any were left out or cut."""
        if document.key not in self.hops:
            return (), False
        usable = [key for key in document.documents if self._ends(self.documents[key])]
        nearest = heapq.nsmallest(LIMIT_SHOWN, usable, key=lambda key: (self._distance(key), key))
        found: set[Chain] = {(document.publisher, voice) for voice in document.voices[: LIMIT_SHOWN + 1]}
        cut = len(usable) > LIMIT_SHOWN
        for key in nearest:
            cited = self.documents[key]
            rests = list(cited.given[: LIMIT_SHOWN + 1])
            if cited.alone and not cited.open:
                rests.append((cited.publisher,))
            elif key in self.hops:
                rest, shortened = self._walk(key, document.key)
                cut = cut or shortened
                if rest:
                    rests.append(rest)
            found.update(_joined(document.publisher, rest) for rest in rests)
        listed = sorted(found, key=lambda chain: (len(chain), chain))
        return tuple(listed[:LIMIT_SHOWN]), cut or len(listed) > LIMIT_SHOWN

    def _distance(self, key: str) -> int:
        """How far the nearest end of a cited document is; one that leads back to the citing document is never the nearest of all."""
        cited = self.documents[key]
        ways = [self.far[key]] if key in self.hops else [1] if cited.alone and not cited.open else []
        return min([*ways, *(len(chain) for chain in cited.given[:1])])

    def _walk(self, key: str, start: str) -> tuple[Chain, bool]:
        """The nearest way from a document's publisher to an end, at most LIMIT_LENGTH voices, and whether it was cut.

        Nothing, and cut, if that way leads back to the document `start`: another way may be left, farther on.
        """
        voices: list[str] = []
        at = key
        for _ in range(LIMIT_LENGTH - 2):
            if not voices or voices[-1] != self.documents[at].publisher:
                voices.append(self.documents[at].publisher)
            hop = self.hops[at]
            if isinstance(hop, tuple):
                return tuple(voices) + (hop[1:] if hop[0] == voices[-1] else hop), False
            if hop == start:
                return (), True
            at = hop
        return (*voices, self.tails[key]), True

    def _find_ends(self, going_on: list[str]) -> None:
        """Breadth-first from the documents that have an end next to them, backwards over citations; circles are never reached."""
        citing: dict[str, list[str]] = {}
        queue: deque[str] = deque()
        for key in going_on:
            document = self.documents[key]
            rests: list[Chain] = [(voice,) for voice in document.voices]
            for cited in document.documents:
                other = self.documents[cited]
                rests.extend(other.given[:1])
                if other.alone and not other.open:
                    rests.append((other.publisher,))
                elif other.alone:
                    citing.setdefault(cited, []).append(key)
            if rests:
                rest = min(rests, key=lambda chain: (len(chain), chain))
                self.hops[key], self.tails[key], self.far[key] = rest, rest[-1], 1 + len(rest)
                queue.append(key)
        while queue:
            key = queue.popleft()
            for other_key in citing.get(key, ()):
                if other_key not in self.hops:
                    self.hops[other_key], self.tails[other_key], self.far[other_key] = key, self.tails[key], 1 + self.far[key]
                    queue.append(other_key)

    def _ends(self, document: _Document) -> bool:
        return bool(document.given) or (document.alone and (not document.open or document.key in self.hops))

    def _link(self, before: str, after: str) -> None:
        if before != after:
            self.links.setdefault(before, set()).add(after)


def _joined(publisher: str, rest: Chain) -> Chain:
    return rest if rest[0] == publisher else (publisher, *rest)
