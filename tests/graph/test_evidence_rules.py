"""The status, its rank and its reason (rules 3 and 4), on evidence made by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph.errors import EvidenceError, NotFoundError
from graph.evidence import RANK, Evidence, assess, assess_all
from graph.model import Status
from tests.graph.made_evidence import Made, figures


def test_unsourced_when_no_claim_counts() -> None:
    assert Made().assess().status is Status.unsourced
    assert Made().assess().why == "No claim asserts or denies it."
    assert Made().claim("d", "outlet:a", withdrawn=True).assess().why == "Its only claim counts for nothing."


def test_denied_when_nobody_asserts() -> None:
    found = Made().says("outlet:a person:p", stance="denies").assess()
    assert found.status is Status.denied
    assert found.why == "Nobody asserts it; it is denied by P."


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
    assert found.why == "It is denied by documents that only cite each other."


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


def test_documents_publishers_and_owners_of_the_asserting_claims() -> None:
    made = Made(a="body:o", b="body:o").claim("d", "outlet:a").claim("d", "outlet:a", "person:p")
    found = made.claim("e", "outlet:b").claim("f", "outlet:b").claim("g", "outlet:c", stance="denies").assess()
    assert (found.asserts, found.documents, found.publishers, found.owners, found.denies) == (4, 3, 2, 1, 1)


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (Made().says("outlet:a person:p"), "The only claim comes from one origin: P."),
        (Made().says("outlet:a unnamed:u", "outlet:b unnamed:u"), "Both claims come from one unnamed origin: U."),
        (Made().says("outlet:a rumour:r"), "Nobody can be named for it: every chain ends at a rumour (R)."),
        (
            Made().says("outlet:a person:p", "outlet:b person:q"),
            "At least 2 origins that can be named, over 2 separate chains: P and Q.",
        ),
        (
            Made().says("outlet:a person:p", "outlet:a person:q"),
            "2 origins, but every chain passes through one voice, so one error is enough for all of them.",
        ),
        (
            Made().says("outlet:a person:p", "outlet:b unnamed:u", "outlet:c unnamed:v", "outlet:d rumour:r"),
            "1–4 origins over 4 separate chains: only P can be named, the 2 unnamed ones may be one person and one is a rumour.",
        ),
        (Made().says("outlet:a").says("outlet:b unnamed:u", "outlet:c unnamed:v", stance="denies"), "1–2 unnamed origins deny it."),
        (Made().statement("s", first_hand=("body:b",)).says("outlet:a body:b"), "B did it or holds its record, and says so in A."),
        (Made().statement("s", first_hand=("body:b",)).says("body:b"), "B did it or holds its record, and says so itself."),
        (
            Made().statement("t", conflicts_with=("s",)).statement("u", speaks_against=("s",)).says("outlet:a")
            .says("outlet:b", slug="t").says("outlet:b", slug="u"),
            "A statement that cannot hold at the same time is asserted: t; and a statement that speaks against it is asserted: u.",
        ),
    ],
)  # fmt: skip
def test_why_says_the_reason_in_one_sentence(made: Made, why: str) -> None:
    assert made.assess().why == why


def test_five_rivals_are_listed_and_the_rest_counted() -> None:
    slugs = tuple(f"t{number}" for number in range(7))
    made = Made().statement("s", conflicts_with=slugs).says("outlet:a")
    for slug in slugs:
        made.statement(slug).says("outlet:b", slug=slug)
    assert made.assess().why == "7 statements that cannot hold at the same time are asserted: t0, t1, t2, t3, t4 and 2 more."


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
        "why": "The only claim comes from one unnamed origin: U.",
    }


def test_all_statements_at_once_are_the_same_as_one_by_one() -> None:
    evidence = Made().statement("t", conflicts_with=("s",)).says("outlet:a").says("outlet:b", slug="t").evidence()
    assert assess_all(evidence) == {slug: assess(evidence, slug) for slug in ("s", "t")}
