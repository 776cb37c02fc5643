"""Chains, origins and separate chains (rules 1 and 2), on evidence made by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.graph.made_evidence import Made, figures, shown


def test_a_chain_begins_at_the_publisher() -> None:
    found = Made().document("d", "outlet:a").claim("d", "outlet:b", "unnamed:u").assess()
    assert shown(found) == ["outlet:a outlet:b unnamed:u"]


@pytest.mark.parametrize("how", ["quotes", "relays", "links", "mentions", "confirms"])
def test_a_publisher_alone_goes_on_through_a_cited_document(how: str) -> None:
    found = Made().claim("d", "outlet:a", "unnamed:u").document("e", "outlet:b", "d", how=how).claim("e").assess()
    assert shown(found) == ["outlet:a unnamed:u", "outlet:b outlet:a unnamed:u"]
    assert figures(found) == ("single-source", 1, 1, 1)


def test_a_publisher_alone_goes_on_through_every_claim_of_a_cited_document() -> None:
    made = Made().claim("d", "outlet:a", "unnamed:u").claim("d", "outlet:a", "rumour:r").document("e", "outlet:b", "d").claim("e")
    assert set(shown(made.assess())) >= {"outlet:b outlet:a unnamed:u", "outlet:b outlet:a rumour:r"}


def test_a_publisher_alone_goes_on_through_many_documents() -> None:
    made = Made().claim("d0", "outlet:p0", "unnamed:u")
    for number in range(1, 8):
        made.document(f"d{number}", f"outlet:p{number}", f"d{number - 1}").claim(f"d{number}")
    found = made.assess()
    assert figures(found) == ("single-source", 1, 1, 1)
    assert found.uses[-1].chains == ((*(f"outlet:p{number}" for number in range(7, -1, -1)), "unnamed:u"),)


def test_a_publisher_alone_goes_on_to_a_cited_voice_that_stands_in_a_chain() -> None:
    found = Made().says("outlet:a person:p").document("e", "outlet:b", "person:p").claim("e").assess()
    assert shown(found) == ["outlet:a person:p", "outlet:b person:p"]
    assert figures(found) == ("single-source", 1, 1, 1)


def test_a_cited_voice_that_stands_in_no_chain_is_passed_over() -> None:
    found = Made().says("outlet:a").document("e", "outlet:b", "person:p").claim("e").assess()
    assert figures(found) == ("corroborated", 2, 2, 2)


def test_a_voice_that_stands_only_in_claims_that_do_not_count_carries_nothing() -> None:
    made = Made().claim("d", "outlet:a", "person:p", by="rules").document("e", "outlet:b", "person:p").claim("e")
    assert shown(made.assess()) == ["outlet:b"]


def test_a_chain_of_two_is_complete_as_given() -> None:
    found = Made().says("outlet:a unnamed:u").document("e", "outlet:b", "d0").claim("e", "outlet:b", "unnamed:v").assess()
    assert shown(found) == ["outlet:a unnamed:u", "outlet:b unnamed:v"]
    assert figures(found) == ("unconfirmed", 1, 2, 2)


def test_citations_for_another_statement_are_not_followed() -> None:
    made = Made().statement("t").claim("d", "outlet:a", "unnamed:u", slug="t").document("e", "outlet:b", "d").claim("e")
    assert shown(made.assess()) == ["outlet:b"]


@pytest.mark.parametrize("facts", [{"inference": True}, {"withdrawn": True}, {"review": "rejected"}, {"by": "rules"}, {"stance": "doubts"}])
def test_claims_of_a_cited_document_that_do_not_count_are_not_followed(facts: dict[str, Any]) -> None:
    made = Made().claim("d", "outlet:a", "unnamed:u", **facts).document("e", "outlet:b", "d").claim("e")
    assert shown(made.assess()) == ["outlet:b"]


def test_an_assertion_does_not_go_on_through_a_denial_nor_a_denial_through_an_assertion() -> None:
    denial = Made().claim("d", "outlet:a", "unnamed:u", stance="denies").document("e", "outlet:b", "d").claim("e").assess()
    assert (denial.origins, denial.deniers) == (("outlet:b",), ("unnamed:u",))
    assertion = Made().claim("d", "outlet:a", "unnamed:u").document("e", "outlet:b", "d").claim("e", stance="denies").assess()
    assert (assertion.origins, assertion.deniers) == (("unnamed:u",), ("outlet:b",))


def test_a_denial_goes_on_through_denials() -> None:
    made = Made().says("outlet:x").claim("d", "outlet:a", "unnamed:u", stance="denies")
    found = made.document("e", "outlet:b", "d").claim("e", stance="denies").assess()
    assert (found.denies, found.deniers, found.deniers_min, found.deniers_max) == (2, ("unnamed:u",), 1, 1)


def test_documents_that_only_cite_each_other_have_no_origin() -> None:
    made = Made().document("d", "outlet:a", "e").claim("d").document("e", "outlet:b", "f").claim("e")
    found = made.document("f", "outlet:c", "d").claim("f").assess()
    assert figures(found) == ("rumour", 0, 0, 0)
    assert shown(found) == []
    assert "circle" in found.why


def test_the_word_of_a_publisher_whose_documents_go_round_in_a_circle_is_no_origin_elsewhere() -> None:
    made = Made().document("d", "outlet:a", "e").claim("d").document("e", "outlet:a", "d").claim("e").claim("f", "outlet:a")
    assert figures(made.assess()) == ("rumour", 0, 0, 0)


def test_a_circle_is_no_way_from_one_voice_to_another() -> None:
    made = Made().claim("x", "outlet:q", "outlet:b", "person:u").claim("y", "outlet:q", "person:v")
    made.document("d", "outlet:a", "e", "y").claim("d")  # goes on to Q; its way to B only leads round
    made.document("e", "outlet:b", "f").claim("e").document("f", "outlet:c", "e").claim("f")
    assert figures(made.assess()) == ("unconfirmed", 2, 2, 1)


def test_a_circle_with_a_way_out_ends_there() -> None:
    made = Made().claim("x", "outlet:x", "unnamed:u")
    made.document("d", "outlet:a", "e").claim("d").document("e", "outlet:b", "d", "x").claim("e")
    found = made.assess()
    assert figures(found) == ("single-source", 1, 1, 1)
    assert "outlet:a outlet:b outlet:x unnamed:u" in shown(found)


def test_voices_that_credit_each_other_have_no_origin() -> None:
    assert figures(Made().says("outlet:a outlet:b", "outlet:b outlet:a").assess()) == ("rumour", 0, 0, 0)


def test_a_document_that_cites_itself_or_its_own_publisher_cites_nothing() -> None:
    found = Made().document("d", "outlet:a", "d", "outlet:a").claim("d").assess()
    assert figures(found) == ("single-source", 1, 1, 1)


def test_a_publisher_that_credits_its_own_earlier_document_is_named_once() -> None:
    found = Made().claim("d", "outlet:a", "unnamed:u").document("e", "outlet:a", "d").claim("e").assess()
    assert shown(found) == ["outlet:a unnamed:u", "outlet:a unnamed:u"]
    assert Made().claim("d", "outlet:a", "outlet:a", "person:p").assess().uses[0].chains == (("outlet:a", "person:p"),)


def test_a_listed_chain_never_leads_through_the_document_itself() -> None:
    made = Made().claim("x", "outlet:a").document("d", "outlet:a", "x", "e").claim("d").document("e", "outlet:b", "d").claim("e")
    found = made.assess()
    assert [use.chains for use in found.uses] == [(("outlet:a",),), (("outlet:a",),), (("outlet:b", "outlet:a"),)]
    assert [use.cut for use in found.uses] == [False, True, False]


def test_a_chain_is_listed_however_many_dead_ends_a_document_cites() -> None:
    made = Made().claim("z", "outlet:z", "unnamed:u")
    for number in range(20):
        made.document(f"c{number}", f"outlet:c{number}", f"c{(number + 1) % 20}").claim(f"c{number}")
    found = made.document("e", "outlet:e", *(f"c{number}" for number in range(20)), "z").claim("e").assess()
    assert found.uses[-1].chains == (("outlet:e", "outlet:z", "unnamed:u"),)


def test_a_listed_chain_is_cut_where_it_is_endless_long_and_says_so() -> None:
    made = Made().claim("d0", "outlet:p0", "unnamed:u")
    for number in range(1, 80):
        made.document(f"d{number}", f"outlet:p{number}", f"d{number - 1}").claim(f"d{number}")
    found = made.assess()
    last = found.uses[-1]
    assert last.cut
    assert len(last.chains[0]) == 50
    assert (last.chains[0][0], last.chains[0][-1]) == ("outlet:p79", "unnamed:u")
    assert not found.uses[3].cut


def test_of_many_chains_of_one_claim_the_shortest_are_listed_and_all_are_counted() -> None:
    made = Made()
    for number in range(20):
        made.claim(f"d{number}", f"outlet:p{number}", f"person:o{number}")
    found = made.document("e", "outlet:e", *(f"d{number}" for number in range(20))).claim("e").assess()
    assert (len(found.uses[-1].chains), found.uses[-1].cut) == (8, True)
    assert figures(found) == ("corroborated", 20, 20, 20)


def test_a_credit_cut_short_is_no_origin() -> None:
    found = Made().says("outlet:a person:han unnamed:friend", "outlet:b person:han").assess()
    assert found.origins == ("unnamed:friend",)
    assert figures(found) == ("single-source", 1, 1, 1)


def test_an_outlets_own_word_is_no_origin_if_it_credits_somebody_elsewhere() -> None:
    assert Made().says("outlet:a", "outlet:a unnamed:u").assess().origins == ("unnamed:u",)


def test_a_given_chain_that_comes_back_to_a_voice_ends_there() -> None:
    assert Made().says("outlet:a outlet:b outlet:a", "outlet:b outlet:a").assess().origins == ("outlet:a",)


def test_a_publisher_whose_documents_lead_round_to_it_is_no_origin() -> None:
    made = Made().claim("d1", "outlet:a").document("d2", "outlet:b", "d1").claim("d2").document("d3", "outlet:a", "d2").claim("d3")
    found = made.assess()
    assert figures(found) == ("rumour", 0, 0, 0)
    assert found.uses[-1].chains == (("outlet:a", "outlet:b", "outlet:a"),)


def test_one_owner_is_one_origin() -> None:
    found = Made(a="body:o", b="body:o").says("outlet:a", "outlet:b").assess()
    assert figures(found) == ("single-source", 1, 1, 1)
    assert found.origins == ("body:o",)
    assert (found.publishers, found.owners) == (2, 1)


def test_the_owner_itself_is_the_same_origin_as_what_it_owns() -> None:
    assert figures(Made(a="body:o").says("outlet:a", "outlet:x body:o").assess()) == ("single-source", 1, 1, 1)


def test_a_sisters_own_word_counts_for_the_owner_though_the_other_sister_credits_somebody() -> None:
    found = Made(a="body:o", b="body:o").says("outlet:a", "outlet:b unnamed:u").assess()
    assert found.origins == ("outlet:a", "unnamed:u")
    assert figures(found) == ("unconfirmed", 1, 2, 1)


def test_sisters_that_credit_a_sister_through_a_stranger_do_not_pass_her() -> None:
    made = Made(a="body:o", b="body:o", c="body:o").says("outlet:a outlet:x outlet:c", "outlet:b outlet:x outlet:c")
    assert made.assess().origins == ("outlet:c",)
    assert figures(made.assess()) == ("single-source", 1, 1, 1)


@pytest.mark.parametrize(
    ("ends", "least", "most"),
    [
        ("outlet:p", 1, 1),
        ("outlet:p person:q record:r body:b dataset:d", 5, 5),
        ("unnamed:u", 1, 1),
        ("unnamed:u unnamed:v unnamed:w", 1, 3),
        ("rumour:r", 0, 1),
        ("rumour:r rumour:t", 0, 2),
        ("unnamed:u rumour:r", 1, 2),
        ("outlet:p unnamed:u rumour:r", 1, 3),
        ("outlet:p person:q unnamed:u unnamed:v rumour:r", 2, 5),
    ],
)
def test_the_range_of_origins_and_the_same_range_of_deniers(ends: str, least: int, most: int) -> None:
    chains = [f"outlet:x{number} {end}" for number, end in enumerate(ends.split())]
    asserted = Made().says(*chains).assess()
    assert (asserted.origins_min, asserted.origins_max) == (least, most)
    assert sorted(asserted.origins) == sorted(ends.split())
    denied = Made().says(*chains, stance="denies").assess()
    assert (denied.deniers_min, denied.deniers_max, denied.denies) == (least, most, len(chains))
    assert (denied.origins_min, denied.origins_max, denied.chains) == (0, 0, 0)


@pytest.mark.parametrize(
    ("chains", "separate"),
    [
        (["outlet:a person:p"], 1),
        (["outlet:a person:p", "outlet:b person:p"], 1),
        (["outlet:a person:p", "outlet:b person:q"], 2),
        (["outlet:a person:p", "outlet:a person:q"], 1),
        (["outlet:a outlet:hub person:p", "outlet:b outlet:hub person:q"], 1),
        (["outlet:a outlet:hub person:p", "outlet:b outlet:hub person:q", "outlet:c person:p"], 2),
        # the greedy first path a-m-q would block b: the best pair is a-l-p, b-m-q
        (["outlet:a outlet:m person:q", "outlet:a outlet:l person:p", "outlet:b outlet:m person:q"], 2),
        (["outlet:a", "outlet:b", "outlet:c"], 3),
        (["outlet:a", "outlet:b outlet:a"], 1),
    ],
)
def test_separate_chains_share_no_voice(chains: list[str], separate: int) -> None:
    assert Made().says(*chains).assess().chains == separate


def test_two_chains_through_one_owner_are_not_separate() -> None:
    made = Made(a="body:o", b="body:o").says("outlet:a person:p", "outlet:b person:q")
    assert figures(made.assess()) == ("unconfirmed", 2, 2, 1)
