"""Claims that the next sentence calls untrue, each laid to whoever says what of it. Fiction."""

from __future__ import annotations

import pytest

from loaders.extraction import extract

COSTIN, PRENGA, BANK = "person:mirela-costin", "person:ilir-prenga", "organisation:nordvik-bank"


def told(text: str) -> list[tuple[str, str, str, tuple[str, ...], str]]:
    return [(each.subject, each.predicate, each.object, each.chain, each.stance) for each in extract(text).relations]


@pytest.mark.parametrize(
    "text",
    [
        "Many believe that Mirela Costin killed Ilir Prenga. They are wrong.",
        "A viral post claims that Mirela Costin killed Ilir Prenga. There is no truth in it.",
        "Posts on the network say that Mirela Costin killed Ilir Prenga. She did not.",
        "It was reported that Mirela Costin killed Ilir Prenga. The report was false.",
        "Claim: Mirela Costin killed Ilir Prenga.\nVerdict: False.",
        "Myth: Mirela Costin killed Ilir Prenga.",
        "A site reported that Mirela Costin killed Ilir Prenga. The report turned out to be false.",
    ],
)
def test_what_is_called_untrue_is_denied(text: str) -> None:
    assert told(text) == [(COSTIN, "killed", PRENGA, (), "denies")]


def test_a_claim_by_name_stays_beside_what_the_page_says_of_it() -> None:
    killed = [each for each in told("Anna Reed said that Mirela Costin killed Ilir Prenga. That is false.") if each[1] == "killed"]
    assert killed == [(COSTIN, "killed", PRENGA, ("Anna Reed",), "asserts"), (COSTIN, "killed", PRENGA, (), "denies")]


def test_who_passes_a_rumour_on_and_calls_it_untrue_denies_it() -> None:
    found = told('Anna Reed wrote: "I am told that Mirela Costin was fired by Nordvik Bank. This is not so."')
    assert found == [(BANK, "dismissed", COSTIN, ("Anna Reed",), "denies")]


def test_what_a_contrast_leaves_open_is_not_told() -> None:
    assert told("It is often said that Mirela Costin founded Nordvik Bank. In fact, her aunt did.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Many believe that Mirela Costin killed Ilir Prenga. They are angry.",
        "Many believe that Mirela Costin killed Ilir Prenga. It is not known when the court will sit.",
        "Many believe that Mirela Costin killed Ilir Prenga. Anna Reed did not.",
        "Mirela Costin killed Ilir Prenga. She did not run.",
    ],
)
def test_a_sentence_that_calls_nothing_untrue_leaves_the_claim(text: str) -> None:
    assert [(each[0], each[1], each[2], each[4]) for each in told(text) if each[1] == "killed"] == [(COSTIN, "killed", PRENGA, "asserts")]


@pytest.mark.parametrize("untrue", ["It is not correct", "It was not true", "That is not the case"])
def test_what_a_sentence_calls_untrue_as_it_tells_who_said_it_is_denied_beside_the_claim(untrue: str) -> None:
    found = told(f"{untrue}, as Anna Reed reported on Friday, that Mirela Costin killed Ilir Prenga; nobody died.")
    assert found == [(COSTIN, "killed", PRENGA, ("Anna Reed",), "asserts"), (COSTIN, "killed", PRENGA, (), "denies")]


def test_a_denial_in_the_sentence_before_is_none_of_what_somebody_else_says() -> None:
    found = told("Ilir Prenga was not paid. Anna Reed said that Mirela Costin killed Ilir Prenga.")
    assert [each for each in found if each[1] == "killed"] == [(COSTIN, "killed", PRENGA, ("Anna Reed",), "asserts")]
