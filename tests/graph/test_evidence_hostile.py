"""Evidence of hostile sizes and shapes: nothing hangs, nothing overflows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.evidence import Evidence, assess, assess_all
from graph.model import Citation, Claim, Source, Statement, Voice, VoiceKind

CASE = "made"


def large(cites: list[tuple[str, ...]], chains: list[tuple[str, ...]]) -> Evidence:
    """One statement; document n is published by outlet:n, cites `cites[n]` and says `chains[n]` after its publisher."""
    count = len(cites)
    keys = {f"outlet:{number}" for number in range(count)} | {voice for chain in chains for voice in chain}
    voices = {key: Voice(case=CASE, key=key, name=key, kind=VoiceKind(key.split(":")[0])) for key in keys}
    sources = {
        f"src:{number}": Source(
            case=CASE, key=f"src:{number}", publisher=f"outlet:{number}", cites=tuple(Citation(to=to) for to in cites[number])
        )
        for number in range(count)
    }
    claims = tuple(
        Claim(case=CASE, key=f"c{number}", statement="s", source=f"src:{number}", chain=(f"outlet:{number}", *chains[number]))
        for number in range(count)
    )
    statement = Statement(case=CASE, slug="s", subject="person:x", predicate="knows", object="person:y")
    return Evidence(CASE, voices, sources, {"s": statement}, {"s": claims})


@pytest.mark.timeout(30)
def test_a_citation_chain_of_ten_thousand_documents() -> None:
    count = 10_000
    evidence = large([()] + [(f"src:{number - 1}",) for number in range(1, count)], [("person:p",)] + [()] * (count - 1))
    found = assess(evidence, "s")
    assert (found.origins, found.chains, found.asserts, found.status.value) == (("person:p",), 1, count, "single-source")


@pytest.mark.timeout(30)
def test_a_citation_circle_of_ten_thousand_documents() -> None:
    count = 10_000
    found = assess(large([(f"src:{(number + 1) % count}",) for number in range(count)], [()] * count), "s")
    assert (found.origins_max, found.chains, found.status.value) == (0, 0, "rumour")


@pytest.mark.timeout(30)
def test_every_document_cites_every_earlier_one() -> None:
    # 2^398 ways through the citations
    found = assess(large([tuple(f"src:{earlier}" for earlier in range(number)) for number in range(400)], [()] * 400), "s")
    assert (found.origins, found.chains) == (("outlet:0",), 1)


@pytest.mark.timeout(30)
def test_chains_of_fifty_voices_that_cross_each_other() -> None:
    chains = [tuple(f"person:{(number * step) % 211}" for step in range(1, 50)) for number in range(1, 600)]
    found = assess(large([()] * len(chains), chains), "s")
    assert 0 <= found.chains <= found.origins_max
    assert found.asserts == len(chains)


@pytest.mark.timeout(30)
def test_a_thousand_statements_in_conflict_with_each_other() -> None:
    evidence = large([()], [()])
    slugs = [f"s{number}" for number in range(1_000)]
    statements = {
        slug: Statement(case=CASE, slug=slug, subject="person:x", predicate="knows", object=f"person:{slug}", conflicts_with=tuple(slugs))
        for slug in slugs
    }
    claims = {slug: tuple(claim.model_copy(update={"statement": slug}) for claim in evidence.claims["s"]) for slug in slugs}
    found = assess_all(replace(evidence, statements=statements, claims=claims))
    assert {(each.status.value, len(each.rivals)) for each in found.values()} == {("contested", 999)}
    assert all(len(each.why) < 200 for each in found.values())


@pytest.mark.timeout(30)
def test_ten_thousand_documents_of_one_publisher_in_one_line() -> None:
    evidence = large([()] + [(f"src:{number - 1}",) for number in range(1, 10_000)], [("unnamed:u",)] + [()] * 9_999)
    one = {key: source.model_copy(update={"publisher": "outlet:0"}) for key, source in evidence.sources.items()}
    claims = {"s": tuple(claim.model_copy(update={"chain": ("outlet:0", *claim.chain[1:])}) for claim in evidence.claims["s"])}
    found = assess(replace(evidence, sources=one, claims=claims), "s")
    assert (found.origins, found.publishers, found.chains) == (("unnamed:u",), 1, 1)
