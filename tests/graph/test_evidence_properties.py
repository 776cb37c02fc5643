"""What must follow from the status rules, whatever the claims are; and the fast ways held against a slow reading of the rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.evidence import Assessment, Evidence, assess, assess_all
from graph.evidence.chains import given_chain
from graph.evidence.disjoint import separate_chains
from graph.model import Citation, Claim, Source, Stance, Statement, Voice, VoiceKind

CASE = "made"
OUTLETS = [f"outlet:{letter}" for letter in "abcde"]
VOICES = [*OUTLETS, "person:p", "person:q", "body:o", "unnamed:u", "unnamed:v", "rumour:r"]
DOCUMENTS = [f"src:{number}" for number in range(6)]
NEW = "src:new"
SLUGS = ["s", "t", "w"]
DATES = [None, "2020", "2021-01", "2021-06~", "2021-06-17", "2021-06-01/2021-07-04", "2022/.."]
AS_OF = [date(2020, 12, 31), date(2021, 6, 20), date(2021, 6, 30), date(2023, 1, 1)]


def voices_of(owners: dict[str, str | None]) -> dict[str, Voice]:
    return {key: Voice(case=CASE, key=key, name=key, kind=VoiceKind(key.split(":")[0]), owner=owners.get(key)) for key in VOICES}


chains = st.lists(st.sampled_from(VOICES), min_size=1, max_size=4)
citations = st.lists(st.sampled_from([*DOCUMENTS, NEW, *VOICES]), max_size=3)
rarely = st.sampled_from([False, False, False, True])


@st.composite
def claim_of(draw: st.DrawFn, number: int, sources: dict[str, Source], slugs: list[str], stances: list[str]) -> Claim:
    source = sources[draw(st.sampled_from(sorted(sources)))]
    alone = draw(st.booleans())
    return Claim(
        case=CASE,
        key=f"c{number}",
        statement=draw(st.sampled_from(slugs)),
        source=source.key,
        chain=(source.publisher,) if alone else tuple(draw(chains)),
        stance=Stance(draw(st.sampled_from(stances))),
        inference=draw(rarely),
        withdrawn=draw(rarely),
        by=draw(st.sampled_from(["hand", "hand", "import", "rules"])),
    )


@st.composite
def evidence_of(draw: st.DrawFn, slugs: list[str] = SLUGS, most: int = 10, plain: bool = False) -> Evidence:
    owners = {key: draw(st.sampled_from([None, None, "body:o"])) for key in OUTLETS}
    sources = {
        key: Source(
            case=CASE,
            key=key,
            publisher=draw(st.sampled_from([*OUTLETS, "body:o"])),
            published=draw(st.sampled_from(DATES)),
            retracted=False if plain else draw(rarely),
            cites=tuple(Citation(to=to) for to in draw(citations)),
        )
        for key in DOCUMENTS
    }
    statements = {
        slug: Statement(
            case=CASE,
            slug=slug,
            subject="person:x",
            predicate="knows",
            object=f"person:{slug}",
            conflicts_with=tuple(draw(st.sets(st.sampled_from(SLUGS), max_size=1))) if draw(rarely) else (),
            speaks_against=tuple(draw(st.sets(st.sampled_from(SLUGS), max_size=1))) if draw(rarely) else (),
            first_hand=("body:o",) if draw(rarely) else (),
        )
        for slug in slugs
    }
    stances = ["asserts"] if plain else ["asserts", "asserts", "asserts", "denies", "doubts"]
    claims = [draw(claim_of(number, sources, slugs, stances)) for number in range(draw(st.integers(0, most)))]
    return with_claims(Evidence(CASE, voices_of(owners), sources, statements, {}), claims)


def with_claims(evidence: Evidence, claims: list[Claim]) -> Evidence:
    return replace(evidence, claims={slug: tuple(claim for claim in claims if claim.statement == slug) for slug in evidence.statements})


def all_claims(evidence: Evidence) -> list[Claim]:
    return [claim for claims in evidence.claims.values() for claim in claims]


def bare(assessment: Assessment) -> Assessment:
    """An assessment without the list of uses, which keeps the order and number of the claims given."""
    return replace(assessment, uses=())


def bare_all(evidence: Evidence, as_of: date | None = None) -> dict[str, Assessment]:
    return {slug: bare(found) for slug, found in assess_all(evidence, as_of).items()}


# ------------------------------------------------------------------------------------------------ the properties of the design


def counted_assertions(evidence: Evidence) -> list[Claim]:
    return [use.claim for use in assess(evidence, "s").uses if use.excluded is None and use.claim.stance is Stance.asserts]


@settings(max_examples=300, deadline=None)
@given(evidence_of(slugs=["s"]), st.data())
def test_a_document_that_names_nothing_new_never_raises_at_least(evidence: Evidence, data: st.DataObject) -> None:
    carrying = counted_assertions(evidence)
    documents = sorted({claim.source for claim in carrying})
    voices = sorted({voice for claim in carrying for voice in given_chain(claim, evidence.sources[claim.source])})
    named = data.draw(st.lists(st.sampled_from([*documents, *voices]), max_size=3)) if voices else []
    further = data.draw(st.lists(st.lists(st.sampled_from(voices), min_size=1, max_size=3), max_size=2)) if voices else []
    publisher = data.draw(st.sampled_from([*OUTLETS, "outlet:new"]))
    said = [[publisher, *chain] for chain in further] + ([[publisher]] if named or not further else [])
    if not (named or further):
        return
    owner = data.draw(st.sampled_from([None, "body:o"]))
    new = Source(case=CASE, key=NEW, publisher=publisher, cites=tuple(Citation(to=to) for to in named))
    voice = Voice(case=CASE, key="outlet:new", name="new", kind=VoiceKind.outlet, owner=owner)
    added = [Claim(case=CASE, key=f"n{number}", statement="s", source=new.key, chain=tuple(chain)) for number, chain in enumerate(said)]
    after = replace(
        with_claims(evidence, [*all_claims(evidence), *added]),
        sources={**evidence.sources, new.key: new},
        voices={**evidence.voices, voice.key: voice},
    )
    assert assess(after, "s").origins_min <= assess(evidence, "s").origins_min


@settings(max_examples=200, deadline=None)
@given(evidence_of(), st.data())
def test_a_denial_never_makes_a_status_firmer(evidence: Evidence, data: st.DataObject) -> None:
    denial = data.draw(claim_of(99, dict(evidence.sources), SLUGS, ["denies"]))
    after = with_claims(evidence, [*all_claims(evidence), denial])
    ranks = {slug: found.rank for slug, found in assess_all(evidence).items()}
    assert all(found.rank <= ranks[slug] for slug, found in assess_all(after).items())


@settings(max_examples=120, deadline=None)
@given(evidence_of(), st.data())
def test_order_does_not_matter(evidence: Evidence, data: st.DataObject) -> None:
    def mixed(mapping: Any) -> dict[str, Any]:
        return {key: mapping[key] for key in data.draw(st.permutations(sorted(mapping)))}

    sources = {key: source.model_copy(update={"cites": tuple(reversed(source.cites))}) for key, source in mixed(evidence.sources).items()}
    other = Evidence(CASE, mixed(evidence.voices), sources, mixed(evidence.statements), {})
    other = with_claims(other, data.draw(st.permutations(all_claims(evidence))))
    assert bare_all(other) == bare_all(evidence)
    for slug, found in assess_all(evidence).items():
        uses = {use.claim.key: use for use in assess(other, slug).uses}
        assert uses == {use.claim.key: use for use in found.uses}


@settings(max_examples=120, deadline=None)
@given(evidence_of(), st.sampled_from(DOCUMENTS))
def test_retracting_is_leaving_out_and_restoring_changes_nothing(evidence: Evidence, key: str) -> None:
    def marked(held: Evidence, retracted: bool) -> Evidence:
        return replace(held, sources={**held.sources, key: held.sources[key].model_copy(update={"retracted": retracted})})

    original = evidence.sources[key].retracted
    before = bare_all(evidence)
    away = marked(evidence, True)
    without = with_claims(away, [claim for claim in all_claims(away) if claim.source != key])
    assert {slug: found.to_json() | {"why": ""} for slug, found in bare_all(away).items()} == {
        slug: found.to_json() | {"why": ""} for slug, found in bare_all(without).items()
    }
    assert bare_all(marked(away, original)) == before


@settings(max_examples=200, deadline=None)
@given(evidence_of(), st.sampled_from(AS_OF), st.data())
def test_nothing_that_came_later_leaks_in(evidence: Evidence, as_of: date, data: st.DataObject) -> None:
    """Taking away, or changing at will, all that was published later or cannot be dated changes no figure."""
    later = {key for key, source in evidence.sources.items() if not published_by(source, as_of)}
    kept = [claim for claim in all_claims(evidence) if claim.source not in later]
    sources = {key: source for key, source in evidence.sources.items() if key not in later}
    then = with_claims(replace(evidence, sources=sources), kept)
    figures = {slug: found.to_json() | {"why": ""} for slug, found in assess_all(evidence, as_of).items()}
    assert figures == {slug: found.to_json() | {"why": ""} for slug, found in assess_all(then, as_of).items()}
    assert figures == {slug: found.to_json() | {"why": ""} for slug, found in assess_all(then).items()}
    if later:
        changed = {
            key: evidence.sources[key].model_copy(update={"cites": tuple(Citation(to=to) for to in data.draw(citations))}) for key in later
        }
        more = data.draw(claim_of(98, changed, SLUGS, ["asserts", "denies"]))
        grown = with_claims(replace(evidence, sources={**evidence.sources, **changed}), [*all_claims(evidence), more])
        assert figures == {slug: found.to_json() | {"why": ""} for slug, found in assess_all(grown, as_of).items()}


def published_by(source: Source, as_of: date) -> bool:
    """Read off the short list of dates by hand."""
    days = {"2020": date(2020, 12, 31), "2021-01": date(2021, 1, 31), "2021-06~": date(2021, 6, 30), "2021-06-17": date(2021, 6, 17)}
    days["2021-06-01/2021-07-04"] = date(2021, 7, 4)
    return source.published in days and days[source.published] <= as_of


# ------------------------------------------------------------------------------------------------ a slow reading of the rules


def walks(claim: Claim, claims: list[Claim], evidence: Evidence, seen: frozenset[str] = frozenset()) -> Iterator[tuple[str, ...] | None]:
    """Every completed chain, walking citations document by document; None for a way that only comes back to where it was."""
    source = evidence.sources[claim.source]
    chain = given_chain(claim, source)
    cited = {citation.to for citation in source.cites} - {source.key, source.publisher}
    onward = [other for other in claims if other.source in cited]
    voices = sorted(cited & {voice for other in claims for voice in given_chain(other, evidence.sources[other.source])})
    if len(chain) > 1 or not (onward or voices):
        yield chain
        return
    for voice in voices:
        yield (*chain, voice)
    for other in onward:
        if len(given_chain(other, evidence.sources[other.source])) == 1 and other.source in {*seen, source.key}:
            yield None
            continue
        for rest in walks(other, claims, evidence, seen | {source.key}):
            yield None if rest is None else (*chain, *(rest[1:] if rest[0] == chain[0] else rest))


def goes_on(claim: Claim, claims: list[Claim], evidence: Evidence) -> list[str]:
    """The publishers of the documents that a claim's document cites for the statement."""
    cited = {citation.to for citation in evidence.sources[claim.source].cites}
    return [evidence.sources[other.source].publisher for other in claims if other.source in cited]


def slowly(evidence: Evidence, slug: str, stance: Stance, as_of: date | None) -> tuple[set[str], int]:
    """The owners that are origins and the number of separate chains, by listing every chain and by networkx."""
    counted = [use.claim for use in assess(evidence, slug, as_of).uses if use.excluded is None and use.claim.stance is stance]
    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_nodes_from(["reader", "fact"])
    last, passed = set(), set()

    def place(voice: str) -> str:
        return evidence.voices[voice].owner or voice

    for claim in counted:
        publisher = evidence.sources[claim.source].publisher
        ways = list(walks(claim, counted, evidence))
        whole = [chain for chain in ways if chain is not None]
        alone = len(given_chain(claim, evidence.sources[claim.source])) == 1
        if alone and (not whole or any(voice != publisher for way in ways for voice in way or goes_on(claim, counted, evidence))):
            passed.add(publisher)
        for chain in whole:
            last.add(chain[-1])
            places = [place(voice) for voice in chain]
            if not alone:
                passed.update(voice for voice in chain if voice != chain[-1])
            for name in places:
                graph.add_edge((name, "in"), (name, "out"), capacity=1)
            graph.add_edge("reader", (places[0], "in"), capacity=99)
            for before, after in pairwise(places):
                graph.add_edge((before, "out"), (after, "in"), capacity=99)
    origins = {place(voice) for voice in last - passed}
    for name in origins:
        graph.add_edge((name, "out"), "fact", capacity=99)
    return origins, int(nx.maximum_flow_value(graph, "reader", "fact"))


@settings(max_examples=300, deadline=None)
@given(evidence_of(slugs=["s"], most=8), st.sampled_from([None, *AS_OF]))
def test_origins_and_separate_chains_are_those_of_the_slow_reading(evidence: Evidence, as_of: date | None) -> None:
    found = assess(evidence, "s", as_of)
    origins, separate = slowly(evidence, "s", Stance.asserts, as_of)
    assert ({evidence.voices[voice].owner or voice for voice in found.origins}, found.chains) == (origins, separate)
    deniers, _ = slowly(evidence, "s", Stance.denies, as_of)
    assert {evidence.voices[voice].owner or voice for voice in found.deniers} == deniers


@settings(max_examples=150, deadline=None)
@given(evidence_of(slugs=["s"], most=8, plain=True))
def test_every_listed_chain_is_a_completed_one_and_no_end_is_left_out(evidence: Evidence) -> None:
    found = assess(evidence, "s")
    counted = [use.claim for use in found.uses if use.excluded is None]
    for use in found.uses:
        if use.excluded is None:
            every = {chain for chain in walks(use.claim, counted, evidence) if chain is not None}
            short = {tuple(v for at, v in enumerate(chain) if at == 0 or v != chain[at - 1]) for chain in every}
            assert set(use.chains) <= short
            assert bool(use.chains) == bool(every)
            assert len(set(use.chains)) == len(use.chains)


places = st.sampled_from("abcdefgh")


@settings(max_examples=300, deadline=None)
@given(st.sets(places), st.dictionaries(places, st.sets(places)), st.sets(places))
def test_separate_chains_equal_the_maximum_flow(heads: set[str], links: dict[str, set[str]], origins: set[str]) -> None:
    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_nodes_from(["reader", "fact"])
    for name in "abcdefgh":
        graph.add_edge(name + "<", name + ">", capacity=1)
    graph.add_edges_from((("reader", name + "<") for name in heads), capacity=99)
    graph.add_edges_from(((name + ">", "fact") for name in origins), capacity=99)
    graph.add_edges_from(((before + ">", after + "<") for before in links for after in links[before]), capacity=99)
    assert separate_chains(heads, links, origins) == nx.maximum_flow_value(graph, "reader", "fact")
