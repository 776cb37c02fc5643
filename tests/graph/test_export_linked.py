"""JSON-LD: rdflib reads it without a network; each claim is a nanopublication, and SPARQL finds who says what."""

from __future__ import annotations

import json
import urllib.request
from typing import Any

import pytest
from rdflib import Dataset, URIRef
from rdflib.namespace import PROV, RDF

from graph.export import Extent, Material
from graph.model import Stance
from graph.store import GraphStore
from tests.graph.made_exports import CASE, exported, load_odd

PREFIXES = """PREFIX rs: <urn:redstring:vocabulary:> PREFIX np: <http://www.nanopub.org/nschema#>
PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> """
PARTS = """GRAPH ?head { ?np a np:Nanopublication ; np:hasAssertion ?a ; np:hasProvenance ?p ; np:hasPublicationInfo ?i }"""
VOCABULARY = "urn:redstring:vocabulary:"


@pytest.fixture
def read(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> tuple[Dataset, Material]:
    """The export as rdflib has it; no address may be opened for it."""
    data = exported(load_odd(store), "json-ld")

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("something is fetched")

    monkeypatch.setattr(urllib.request, "urlopen", refuse)
    graph = Dataset()
    graph.parse(data=data, format="json-ld")
    return graph, Material(store, Extent(CASE))


def asked(graph: Dataset, query: str) -> list[Any]:
    return list(graph.query(PREFIXES + query))


def test_every_claim_is_four_graphs(read: tuple[Dataset, Material]) -> None:
    graph, material = read
    claims = list(material.claims())
    named = {str(each.identifier) for each in graph.graphs() if "#" in str(each.identifier)}
    assert len(named) == 4 * len(claims)
    found = asked(graph, f"SELECT ?np ?a ?p ?i WHERE {{ {PARTS} }}")
    assert len(found) == len(claims)
    assert {str(part) for row in found for part in row[1:]} < named


def test_the_chain_of_every_claim_is_found_in_order(read: tuple[Dataset, Material]) -> None:
    graph, material = read
    query = f"""SELECT ?np ?step ?key WHERE {{ {PARTS} GRAPH ?p {{ ?a prov:qualifiedAttribution ?q . ?q prov:agent ?voice ; rs:step ?step }}
        ?voice a rs:Voice . BIND(STR(?voice) AS ?key) }}"""
    found: dict[str, dict[int, str]] = {}
    for np, step, key in asked(graph, query):
        found.setdefault(str(np), {})[int(step)] = str(key)
    expected = {len(said.claim.chain) for said in material.claims()}
    assert {len(chain) for chain in found.values()} == expected
    assert sum(map(len, found.values())) == sum(len(said.claim.chain) for said in material.claims())
    one = next(said for said in material.claims() if len(said.claim.chain) > 1)
    chain = next(chain for np, chain in found.items() if np.endswith(f":claim:{one.claim.key}"))
    assert [chain[step].rpartition(":voice:")[2].replace("%3A", ":") for step in sorted(chain)] == list(one.claim.chain)


def test_every_statement_has_its_status(read: tuple[Dataset, Material]) -> None:
    graph, material = read
    figures = "rs:status ?status ; rs:why ?why ; rs:claims ?claims ; rs:denials ?denials"
    query = f"SELECT ?s ?status ?why ?claims ?denials WHERE {{ ?s a rs:Statement ; {figures} }}"
    found = {
        str(s).rpartition(":")[2]: (str(status), str(why), int(claims), int(denials))
        for s, status, why, claims, denials in asked(graph, query)
    }
    told = [*material.relations(), *material.values]
    assert found == {each.id: (each.status, each.why, each.claims, each.denials) for each in told}


def test_a_triple_is_only_where_a_claim_that_counts_asserts_it(read: tuple[Dataset, Material]) -> None:
    graph, material = read
    own = {f"{VOCABULARY}{each.predicate}" for each in (*material.relations(), *material.values)}
    stated = [
        str(context.identifier) if hasattr(context, "identifier") else str(context) for _, p, _, context in graph.quads() if str(p) in own
    ]
    assert all(context.endswith("#assertion") for context in stated)
    asserting = [said for said in material.claims() if said.claim.stance is Stance.asserts and said.excluded is None]
    assert len(stated) == len(asserting)


def test_the_terms_are_those_of_prov(read: tuple[Dataset, Material]) -> None:
    graph, material = read
    predicates = {p for _, p, _, _ in graph.quads()}
    assert {PROV.wasAttributedTo, PROV.qualifiedAttribution, PROV.agent, PROV.hadRole, PROV.hadPrimarySource} <= predicates
    assert all(p in PROV for p in predicates if str(p).startswith(str(PROV)))
    assert any(graph.quads((None, RDF.type, URIRef(f"{PROV}Attribution"), None)))
    assert len(set(graph.subjects(RDF.type, URIRef(f"{VOCABULARY}Entity")))) == len(material.kinds)


def test_the_context_is_in_the_file_and_names_no_other(store: GraphStore) -> None:
    data = json.loads(exported(load_odd(store), "json-ld"))
    assert isinstance(data["@context"], dict)
    assert [each for each in json.dumps(data).split('"') if each == "@import"] == []
