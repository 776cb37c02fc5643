"""Chains as they are shown: complete, with citations marked, and an origin only where the assessment counts one."""

from __future__ import annotations

from hypothesis import given

from graph.evidence import Evidence, assess_all
from graph.evidence.completed import CompletedChain, completed
from tests.graph.made_evidence import Made, agrees
from tests.graph.test_evidence_properties import evidence_of


def shown(made: Made) -> list[list[CompletedChain]]:
    """The completed chains of the claims, in file order."""
    evidence, found = made.evidence(), made.assess()
    return [list(chains) for chains in completed(evidence, found).values()]


def test_a_chain_that_does_not_begin_at_the_publisher_gets_it_in_front() -> None:
    made = Made().document("d", "outlet:b").claim("d", "person:carol")
    assert shown(made) == [[CompletedChain(("outlet:b", "person:carol"), (), "person:carol")]]


def test_what_comes_through_a_citation_is_told_from_what_the_document_says() -> None:
    made = Made().claim("d", "outlet:a", "unnamed:u").document("e", "outlet:b", "d").claim("e")
    assert shown(made)[1] == [CompletedChain(("outlet:b",), ("outlet:a", "unnamed:u"), "unnamed:u")]


def test_a_credit_cut_short_is_no_origin_and_says_who_stands_behind_it() -> None:
    cut, full = shown(Made().says("outlet:a person:han", "outlet:b person:han unnamed:friend"))
    assert cut == [CompletedChain(("outlet:a", "person:han"), (), None, "in another chain Friend stands behind it")]
    assert full == [CompletedChain(("outlet:b", "person:han", "unnamed:friend"), (), "unnamed:friend")]


def test_a_credit_of_an_outlet_that_itself_cites_is_no_origin() -> None:
    made = Made().says("outlet:a outlet:b", "person:p").document("e", "outlet:b", "person:p").claim("e")
    assert shown(made)[0] == [CompletedChain(("outlet:a", "outlet:b"), (), None, "in another chain P stands behind it")]


def test_documents_that_cite_each_other_have_no_origin() -> None:
    made = Made().document("d", "outlet:a", "e").claim("d").document("e", "outlet:b", "d").claim("e").says("outlet:c outlet:a")
    first, second, credit = shown(made)
    assert first == [CompletedChain(("outlet:a",), (), None, "its document cites only documents that cite each other")]
    assert second == [CompletedChain(("outlet:b",), (), None, "its document cites only documents that cite each other")]
    assert credit == [CompletedChain(("outlet:c", "outlet:a"), (), None, "a document of its own cites only documents that cite each other")]


def test_voices_of_one_owner_are_the_origin_that_stands_for_them() -> None:
    made = Made(a="outlet:group", b="outlet:group").says("outlet:a", "outlet:b")
    assert [[chain.origin for chain in chains] for chains in shown(made)] == [["outlet:group"], ["outlet:group"]]


def test_a_denial_has_origins_of_its_own() -> None:
    made = Made().says("outlet:a person:p").says("person:p", stance="denies")
    assert [[chain.origin for chain in chains] for chains in shown(made)] == [["person:p"], ["person:p"]]


def test_what_counts_for_nothing_has_its_chain_and_no_origin() -> None:
    made = Made().document("d", "outlet:b").claim("d", "person:carol", inference=True)
    assert shown(made) == [[CompletedChain(("outlet:b", "person:carol"))]]


@given(evidence_of())
def test_the_origins_of_the_chains_are_those_of_the_assessment(evidence: Evidence) -> None:
    for found in assess_all(evidence).values():
        agrees(evidence, found)
