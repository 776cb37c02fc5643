"""Which claims count, on evidence made by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph.evidence import counted
from graph.model import Status
from tests.graph.made_evidence import Made, figures


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
