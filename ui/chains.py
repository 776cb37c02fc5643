"""A claim's completed chains, `publisher ← … ← origin`: as pieces of a card, and as plain text for the terminal and the tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.evidence import Evidence
from graph.evidence.completed import CompletedChain
from ui.markup import Piece, loaded, tag

CITED = "through what it cites:"
LIMIT_WAYS = 3


def _name(key: str, evidence: Evidence) -> str:
    voice = evidence.voices.get(key)
    return voice.name if voice else key


def _ending(chain: CompletedChain, evidence: Evidence) -> str:
    """What there is to say of the last voice, unless it is simply the origin."""
    if chain.origin is None:
        return f"no origin: {chain.why}" if chain.why else ""
    if chain.origin == (*chain.said, *chain.cited)[-1]:
        return ""
    return f"counted as one origin with {_name(chain.origin, evidence)}, of the same owner"


def chain_text(chain: CompletedChain, evidence: Evidence) -> str:
    """`A ← through what it cites: B ← C`, with the reason in brackets if its last voice is no origin."""
    said = " ← ".join(_name(key, evidence) for key in chain.said)
    cited = " ← ".join(_name(key, evidence) for key in chain.cited)
    ending = _ending(chain, evidence)
    return said + (f" ← {CITED} {cited}" if cited else "") + (f" ({ending})" if ending else "")


def origins_of(chains: Iterable[CompletedChain], evidence: Evidence) -> list[str]:
    """The names of the origins that the chains end at, each once."""
    return [_name(key, evidence) for key in dict.fromkeys(chain.origin for chain in chains) if key is not None]


def _voices(keys: Sequence[str], evidence: Evidence, *, ends: bool) -> list[Piece]:
    """Names with arrows between them; with `ends`, the last one is underlined as the origin."""
    pieces: list[Piece] = []
    for step, key in enumerate(keys):
        name: Piece = loaded(_name(key, evidence), 200)
        if ends and step == len(keys) - 1:
            name = tag("u", name, title="origin: where the information enters")
        pieces += [tag("span", " ← ", cls="arrow"), name] if step else [name]
    return pieces


def _note(chain: CompletedChain, evidence: Evidence) -> Piece | None:
    ending = _ending(chain, evidence)
    return tag("small", " (", loaded(ending), ")") if ending else None


def _way(chain: CompletedChain, evidence: Evidence) -> Piece:
    cited = _voices(chain.cited, evidence, ends=chain.origin is not None)
    return tag("div", tag("span", f"← {CITED} "), *cited, _note(chain, evidence))


def chain_pieces(chains: Sequence[CompletedChain], evidence: Evidence, *, cut: bool = False) -> list[Piece]:
    """What the document says, the publisher strong and an origin underlined; below it, how that goes on through what it cites."""
    whole = next((chain for chain in chains if not chain.cited), None)
    publisher, *rest = _voices((whole or chains[0]).said, evidence, ends=whole is not None and whole.origin is not None)
    pieces: list[Piece] = [tag("div", tag("strong", publisher), *rest, _note(whole, evidence) if whole else None, cls="chain")]
    ways = [chain for chain in chains if chain.cited]
    lines = [_way(chain, evidence) for chain in ways[:LIMIT_WAYS]]
    if len(ways) > LIMIT_WAYS:
        lines.append(tag("div", f"and {len(ways) - LIMIT_WAYS}{' or more' if cut else ''} other ways"))
    return [*pieces, tag("div", *lines, cls="onward")] if lines else pieces
