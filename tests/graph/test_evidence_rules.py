"""Each status rule of the design on evidence made by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph import counted
from graph.errors import EvidenceError, NotFoundError
from graph.evidence import RANK, Evidence, assess, assess_all
from graph.model import Status
from tests.graph.made_evidence import Made, figures, shown

# ------------------------------------------------------------------------------------------------ which claims count


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"stance": "doubts"}, counted.ONLY_DOUBTS),
        ({"stance": "asks"}, counted.ONLY_ASKS),
        ({"inference": True}, counted.OWN_VIEW),
        ({"withdrawn": True}, counted.WITHDRAWN),
        ({"by": "rules"}, counted.PROPOSED),
        ({"by": "model"}, counted.PROPOSED),
        ({"review": "rejected"}, counted.REJECTED),
    ],
)
def test_a_claim_that_does_not_count(facts: dict[str, Any], reason: str) -> None:
    found = Made().claim("d", "outlet:a", **facts).assess()
    assert found.status is Status.unsourced
    assert (found.asserts, found.origins_max, found.chains, found.documents) == (0, 0, 0, 0)
    assert [use.excluded for use in found.uses] == [reason]
    assert [use.chains for use in found.uses] == [()]


@pytest.mark.parametrize("facts", [{}, {"by": "import"}, {"by": "rules", "review": "accepted"}, {"hedge": "conditional"}])
def test_a_claim_that_counts(facts: dict[str, Any]) -> None:
    found = Made().claim("d", "outlet:a", **facts).assess()
    assert figures(found) == ("single-source", 1, 1, 1)
    assert [use.excluded for use in found.uses] == [None]


def test_an_own_view_neither_asserts_nor_denies() -> None:
    found = Made().says("outlet:a").claim("e", "outlet:b", inference=True, stance="denies").assess()
    assert found.status is Status.single_source
    assert (found.denies, found.deniers_max) == (0, 0)


def test_claims_of_a_retracted_source_count_for_nothing() -> None:
    found = Made().document("d", "outlet:a", retracted=True).claim("d").assess()
    assert found.status is Status.unsourced
    assert found.uses[0].excluded == counted.RETRACTED


def test_doubts_and_questions_are_counted_apart_even_as_own_views() -> None:
    made = Made().claim("d", "outlet:a", stance="doubts", inference=True).claim("e", "outlet:b", stance="asks")
    made.claim("f", "outlet:c", stance="doubts", withdrawn=True)
    found = made.assess()
    assert (found.doubts, found.asks, found.asserts, found.denies) == (1, 1, 0, 0)


@pytest.mark.parametrize(
    ("published", "as_of", "counts"),
    [
        ("2021-06-17", date(2021, 6, 17), True),
        ("2021-06-17", date(2021, 6, 16), False),
        ("2021-06~", date(2021, 6, 29), False),
        ("2021-06~", date(2021, 6, 30), True),
        ("2021", date(2021, 12, 30), False),
        ("2021", date(2021, 12, 31), True),
        ("2021-06-01/2021-06-20", date(2021, 6, 19), False),
        ("2021-06-01/2021-06-20", date(2021, 6, 20), True),
        ("2021-06-01/..", date(2031, 1, 1), False),
        ("XXXX", date(2031, 1, 1), False),
        (None, date(2031, 1, 1), False),
        (None, None, True),
        ("2021-06-01/..", None, True),
        ("2099", None, True),
    ],
)
def test_a_source_counts_from_the_latest_day_it_can_have_been_published(published: str | None, as_of: date | None, counts: bool) -> None:
    found = Made().document("d", "outlet:a", published=published).claim("d", reported="2000").assess(as_of=as_of)
    assert found.asserts == int(counts)
    assert (found.uses[0].excluded is None) is counts


def test_first_published_is_the_date_from_which_it_is_asserted() -> None:
    made = Made().document("d", "outlet:a", published="2021-06~").claim("d").document("e", "outlet:b", published="2021-06-16").claim("e")
    made.document("f", "outlet:c").claim("f").document("g", "outlet:d", published="2020").claim("g", stance="denies")
    assert made.assess().first_published == "2021-06-16"
    assert Made().document("d", "outlet:a").claim("d").assess().first_published is None


# ------------------------------------------------------------------------------------------------ rule 1: chains


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


# ------------------------------------------------------------------------------------------------ rule 2: origins and separate chains


def test_a_credit_cut_short_is_no_origin() -> None:
    found = Made().says("outlet:a person:han unnamed:friend", "outlet:b person:han").assess()
    assert found.origins == ("unnamed:friend",)
    assert figures(found) == ("single-source", 1, 1, 1)


def test_an_outlets_own_word_is_no_origin_if_it_credits_somebody_elsewhere() -> None:
    assert Made().says("outlet:a", "outlet:a unnamed:u").assess().origins == ("unnamed:u",)


def test_a_chain_that_comes_back_ends_where_it_began() -> None:
    made = Made().claim("d1", "outlet:a").document("d2", "outlet:b", "d1").claim("d2").document("d3", "outlet:a", "d2").claim("d3")
    found = made.assess()
    assert found.origins == ("outlet:a",)
    assert figures(found) == ("single-source", 1, 1, 1)


def test_one_owner_is_one_origin() -> None:
    found = Made(a="body:o", b="body:o").says("outlet:a", "outlet:b").assess()
    assert figures(found) == ("single-source", 1, 1, 1)
    assert found.origins == ("body:o",)
    assert (found.publishers, found.owners) == (2, 1)


def test_the_owner_itself_is_the_same_origin_as_what_it_owns() -> None:
    assert figures(Made(a="body:o").says("outlet:a", "outlet:x body:o").assess()) == ("single-source", 1, 1, 1)


def test_a_sisters_own_word_is_no_origin_if_the_other_sister_credits_somebody() -> None:
    assert Made(a="body:o", b="body:o").says("outlet:a", "outlet:b unnamed:u").assess().origins == ("unnamed:u",)


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


# ------------------------------------------------------------------------------------------------ rule 3: the first status that applies


def test_unsourced_when_no_claim_counts() -> None:
    assert Made().assess().status is Status.unsourced
    assert Made().assess().why == "no claim asserts or denies it"
    assert Made().claim("d", "outlet:a", withdrawn=True).assess().why == "none of its 1 claim counts"


def test_denied_when_nobody_asserts() -> None:
    found = Made().says("outlet:a person:p", stance="denies").assess()
    assert found.status is Status.denied
    assert found.why == "nobody asserts it, and P denies it"


def test_denied_comes_before_contested() -> None:
    made = Made().statement("s", conflicts_with=("t",)).statement("t").says("outlet:a", stance="denies").says("outlet:b", slug="t")
    assert made.assess().status is Status.denied


def test_unsourced_even_if_a_rival_is_asserted() -> None:
    made = Made().statement("s", conflicts_with=("t",)).statement("t").says("outlet:b", slug="t")
    assert made.assess().status is Status.unsourced
    assert made.assess("t").status is Status.single_source


def test_contested_when_somebody_denies_even_what_a_witness_confirms() -> None:
    made = Made().statement("s", first_hand=("body:b",)).says("body:b").says("outlet:x rumour:r", stance="denies")
    assert made.assess().status is Status.contested


def test_contested_by_a_denial_that_only_goes_round_in_a_circle() -> None:
    made = Made().says("outlet:x").document("d", "outlet:a", "e").claim("d", stance="denies")
    found = made.document("e", "outlet:b", "d").claim("e", stance="denies").assess()
    assert (found.status, found.deniers_min, found.deniers_max) == (Status.contested, 0, 0)


@pytest.mark.parametrize(("side", "other"), [("s", "t"), ("t", "s")])
def test_contested_by_a_conflict_whichever_side_lists_it(side: str, other: str) -> None:
    made = Made().statement(side, conflicts_with=(other,)).statement(other)
    made.says("outlet:a").says("outlet:b unnamed:u", slug="t")
    assert (made.assess("s").status, made.assess("s").rivals) == (Status.contested, ("t",))
    assert (made.assess("t").status, made.assess("t").rivals) == (Status.contested, ("s",))


def test_speaking_against_works_one_way_only() -> None:
    made = Made().statement("t", speaks_against=("s",)).says("outlet:a").says("outlet:b", slug="t")
    assert (made.assess("s").status, made.assess("s").rivals) == (Status.contested, ("t",))
    assert (made.assess("t").status, made.assess("t").rivals) == (Status.single_source, ())


@pytest.mark.parametrize("link", ["conflicts_with", "speaks_against"])
@pytest.mark.parametrize("facts", [{"inference": True}, {"stance": "doubts"}, {"stance": "denies"}, {"withdrawn": True}, {"by": "model"}])
def test_a_rival_that_no_counted_claim_asserts_contests_nothing(link: str, facts: dict[str, Any]) -> None:
    made = Made().statement("t", **{link: ("s",)}).says("outlet:a").claim("e", "outlet:b", slug="t", **facts)
    assert (made.assess().status, made.assess().rivals) == (Status.single_source, ())


@pytest.mark.parametrize("link", ["conflicts_with", "speaks_against"])
def test_a_rival_that_is_only_a_rumour_contests_nothing(link: str) -> None:
    made = Made().statement("t", **{link: ("s",)}).says("outlet:a").says("outlet:b rumour:r", slug="t")
    assert (made.assess().status, made.assess().rivals) == (Status.single_source, ())


def test_a_rival_that_is_itself_denied_still_contests() -> None:
    made = Made().statement("t", conflicts_with=("s",)).says("outlet:a").says("outlet:b", slug="t")
    assert made.says("outlet:c", slug="t", stance="denies").assess().status is Status.contested


def test_a_rival_contests_from_the_day_it_was_published() -> None:
    made = Made().statement("t", speaks_against=("s",)).document("d", "outlet:a", published="2021-01-01").claim("d")
    made.document("e", "outlet:b", published="2021-03").claim("e", slug="t")
    assert made.assess(as_of=date(2021, 3, 30)).status is Status.single_source
    assert made.assess(as_of=date(2021, 3, 31)).status is Status.contested


def test_a_statement_is_no_rival_of_itself_and_unknown_rivals_are_passed_over() -> None:
    assert Made().statement("s", conflicts_with=("s", "gone")).says("outlet:a").assess().status is Status.single_source


@pytest.mark.parametrize("chain", ["body:b", "outlet:a body:b"])
def test_confirmed_by_a_voice_that_did_it_in_a_chain_of_at_most_two(chain: str) -> None:
    assert Made().statement("s", first_hand=("body:b",)).says(chain).assess().status is Status.confirmed


def test_hearsay_about_a_record_is_hearsay() -> None:
    assert Made().statement("s", first_hand=("body:b",)).says("outlet:x outlet:a body:b").assess().status is Status.single_source
    put_in_front = Made().statement("s", first_hand=("body:b",)).document("d", "outlet:x").claim("d", "outlet:a", "body:b")
    assert put_in_front.assess().status is Status.single_source


def test_a_reprint_by_a_sister_outlet_is_a_further_hand() -> None:
    made = Made(a="body:o", b="body:o").statement("s", first_hand=("body:b",)).says("outlet:a outlet:b body:b")
    assert made.assess().status is Status.single_source


def test_first_hand_is_the_listed_voice_not_what_it_owns() -> None:
    assert Made(a="body:o").statement("s", first_hand=("body:o",)).says("outlet:a").assess().status is Status.single_source


def test_a_witness_that_only_passes_on_what_others_say_confirms_nothing() -> None:
    assert Made().statement("s", first_hand=("body:b",)).says("body:b unnamed:u").assess().status is Status.single_source


def test_a_witness_remains_one_whatever_its_document_cites() -> None:
    made = Made().statement("s", first_hand=("body:b",)).says("outlet:a unnamed:u").document("e", "body:b", "d0").claim("e")
    assert made.assess().status is Status.confirmed


def test_a_witness_that_a_document_cites_confirms_by_the_completed_chain() -> None:
    made = Made().statement("s", first_hand=("body:b",)).says("outlet:x outlet:y body:b").document("e", "outlet:a", "body:b").claim("e")
    assert made.assess().status is Status.confirmed


@pytest.mark.parametrize("nobody", ["unnamed:u", "rumour:r"])
def test_nobody_without_a_name_can_be_first_hand(nobody: str) -> None:
    assert Made().statement("s", first_hand=(nobody,)).says(f"outlet:a {nobody}").assess().status is not Status.confirmed


def test_the_word_confirmed_never_confirms() -> None:
    assert Made().claim("d", "outlet:a", "unnamed:u", hedge="confirmed").assess().status is Status.single_source
    assert Made().claim("d", "outlet:a", "rumour:r", hedge="confirmed").assess().status is Status.rumour


def test_rumour_without_a_named_or_unnamed_origin() -> None:
    assert figures(Made().says("outlet:a rumour:r", "outlet:b rumour:q").assess()) == ("rumour", 0, 2, 2)


def test_corroborated_needs_two_named_origins_over_two_separate_chains() -> None:
    assert figures(Made().says("outlet:a person:p", "outlet:b person:q").assess()) == ("corroborated", 2, 2, 2)
    assert figures(Made().says("outlet:a person:p", "outlet:a person:q").assess()) == ("unconfirmed", 2, 2, 1)
    assert figures(Made().says("outlet:a unnamed:p", "outlet:b unnamed:q").assess()) == ("unconfirmed", 1, 2, 2)
    assert figures(Made().says("outlet:a person:p", "outlet:b unnamed:q").assess()) == ("unconfirmed", 1, 2, 2)


def test_single_source_when_there_is_at_most_one_origin() -> None:
    made = Made().says("outlet:a person:p", "outlet:b person:p", "outlet:c outlet:b person:p")
    assert figures(made.assess()) == ("single-source", 1, 1, 1)


def test_the_rank_of_every_status() -> None:
    in_order = ["rumour", "single-source", "unconfirmed", "corroborated", "confirmed"]
    ranks = {"unsourced": 0, "denied": 0, "contested": 0} | {status: rank for rank, status in enumerate(in_order, start=1)}
    assert {status.value: rank for status, rank in RANK.items()} == ranks
    assert Made().says("outlet:a").assess().rank == 2


# ------------------------------------------------------------------------------------------------ figures, words, errors


def test_documents_publishers_and_owners_of_the_asserting_claims() -> None:
    made = Made(a="body:o", b="body:o").claim("d", "outlet:a").claim("d", "outlet:a", "person:p")
    found = made.claim("e", "outlet:b").claim("f", "outlet:b").claim("g", "outlet:c", stance="denies").assess()
    assert (found.asserts, found.documents, found.publishers, found.owners, found.denies) == (4, 3, 2, 1, 1)


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (Made().says("outlet:a person:p"), "the only claim comes from one origin: P"),
        (Made().says("outlet:a unnamed:u", "outlet:b unnamed:u"), "all 2 claims come from one origin: U, whom nobody can name"),
        (Made().says("outlet:a rumour:r"), "nobody can be named for it: every chain ends at a rumour (R)"),
        (
            Made().says("outlet:a person:p", "outlet:b person:q"),
            "at least 2 origins that can be named, over 2 separate chains: P and Q",
        ),
        (
            Made().says("outlet:a person:p", "outlet:a person:q"),
            "2 origins, but every chain passes through one voice, so one error is enough for all of them",
        ),
        (
            Made().says("outlet:a person:p", "outlet:b unnamed:u", "outlet:c unnamed:v", "outlet:d rumour:r"),
            "1–4 origins over 4 separate chains: only P can be named, the 2 unnamed ones may be one person and one is a rumour",
        ),
        (Made().says("outlet:a").says("outlet:b unnamed:u", "outlet:c unnamed:v", stance="denies"), "1–2 unnamed origins deny it"),
        (Made().statement("s", first_hand=("body:b",)).says("outlet:a body:b"), "B did it or holds its record, and says so in A"),
        (Made().statement("s", first_hand=("body:b",)).says("body:b"), "B did it or holds its record, and says so itself"),
        (
            Made().statement("t", conflicts_with=("s",)).statement("u", speaks_against=("s",)).says("outlet:a")
            .says("outlet:b", slug="t").says("outlet:b", slug="u"),
            "a statement that cannot hold at the same time is asserted: t; and a statement that speaks against it is asserted: u",
        ),
    ],
)  # fmt: skip
def test_why_says_the_reason_in_one_sentence(made: Made, why: str) -> None:
    assert made.assess().why == why


def test_a_name_of_ten_thousand_characters_does_not_flood_the_reason() -> None:
    evidence = Made().says("outlet:a").evidence()
    voice = evidence.voices["outlet:a"].model_copy(update={"name": "x" * 10_000})
    long = Evidence(evidence.case, {voice.key: voice}, evidence.sources, evidence.statements, evidence.claims)
    assert len(assess(long, "s").why) < 200


def test_an_unknown_statement_and_missing_parts_are_named() -> None:
    whole = Made().says("outlet:a person:p").evidence()
    with pytest.raises(NotFoundError, match="made has no statement t"):
        assess(whole, "t")
    with pytest.raises(EvidenceError, match="voice person:p, which made lacks"):
        assess_all(Evidence("made", {"outlet:a": whole.voices["outlet:a"]}, whole.sources, whole.statements, whole.claims))
    with pytest.raises(EvidenceError, match="claim c0 rests on the source src:d0"):
        assess_all(Evidence("made", whole.voices, {}, whole.statements, whole.claims))


def test_the_public_form() -> None:
    form = Made().says("outlet:a unnamed:u").assess().to_json()
    assert form == {
        "status": "single-source",
        "origins": [1, 1],
        "chains": 1,
        "asserts": 1,
        "documents": 1,
        "publishers": 1,
        "owners": 1,
        "denies": 0,
        "deniers": [0, 0],
        "why": "the only claim comes from one origin: U, whom nobody can name",
    }


def test_all_statements_at_once_are_the_same_as_one_by_one() -> None:
    evidence = Made().statement("t", conflicts_with=("s",)).says("outlet:a").says("outlet:b", slug="t").evidence()
    assert assess_all(evidence) == {slug: assess(evidence, slug) for slug in ("s", "t")}
