"""Whom the labels of a judgment mean: "A2", "the second accused", "PW3". Fiction."""

from __future__ import annotations

import pytest

from loaders.extraction import extract

CAPTION = "State ... Complainant\nand\n  1. Mirela Costin, aged 52\n  2. Ilir Prenga, aged 44          ... {}\n\nJUDGMENT\n\n"


def voices(text: str) -> list[tuple[str, ...]]:
    return [each.chain for each in extract(text).attributions]


@pytest.mark.parametrize(
    ("role", "label"),
    [("Accused", "A2"), ("Accused", "A-2"), ("Accused", "The second accused"), ("Defendants", "D2"), ("Respondents", "Respondent No. 2")],
)
def test_a_label_means_the_party_of_that_number_in_the_caption(role, label):
    assert voices(CAPTION.format(role) + f"3. {label} says that the boat was sold in May.\n") == [("Ilir Prenga",)]


@pytest.mark.parametrize("first", ["Anna Reed (PW3)", "Anna Reed (P.W.3)", "PW-3 (Anna Reed)"])
def test_a_witness_has_the_label_that_stands_in_brackets_beside_the_name(first):
    text = f"{first} deposed that the boat was sold. Ivo Stan was not called. In cross-examination PW3 conceded that the log was lost.\n"
    assert voices(text) == [("Anna Reed",), ("Anna Reed",)]


def test_a_label_that_two_have_is_nobodys():
    text = "Anna Reed (PW3) was called. Ivo Stan (PW3) was called. PW3 stated that the boat was sold.\n"
    assert voices(text) == [("PW3",)]


def test_the_number_of_an_exhibit_is_no_label():
    text = CAPTION.format("Defendants") + "3. Exhibit D2 states that the boat was sold in May.\n"
    assert ("Ilir Prenga",) not in voices(text)


def test_money_paid_to_the_account_of_somebody_is_not_told_by_them():
    text = "Exhibit P-22 shows that the firm remitted 4,000 euros to the account of Mirela Costin on 4 May 2016.\n"
    assert voices(text) == [("Exhibit P-22",)]
