"""Names with the model's vote: what it adds, and what it may not break. Everything is fiction."""

from __future__ import annotations

import pytest

from loaders.extraction import names, sentences
from loaders.extraction.page import Page, plain
from loaders.extraction.trees import parsed

pytestmark = pytest.mark.skipif(parsed("Yes.") is None, reason="the model is not installed")


def told(text: str) -> dict[str, str]:
    clean = plain(text)
    return {each.name: each.kind for each in names.find(Page(clean, sentences.split(clean), parsed(clean)))}


def test_persons_whose_names_no_list_holds() -> None:
    assert told("Yesterday Zbrenko Uvarr called the office twice.").get("Zbrenko Uvarr") == "person"


def test_an_adjective_at_the_beginning_is_no_part_of_a_name() -> None:
    assert "Svetlana Morozova-Pike" in told("Glamorous Svetlana Morozova-Pike was seen in Nice.")


def test_the_model_does_not_make_a_person_of_a_firm() -> None:
    assert told("Shares in Wrona Line fell. Wrona Line said nothing.") == {"Wrona Line": "organisation"}


def test_nothing_in_a_text_without_names() -> None:
    assert told("On Monday it rained, and nobody came to the meeting in March.") == {}


@pytest.mark.parametrize("endless", ["Xa" * 150, "Qm9y" * 400, "Ab1" * 100], ids=["letters", "base64", "figures"])
def test_a_word_of_hundreds_of_letters_is_no_name(endless: str) -> None:
    found = told(f"Ada Quill sent it to Paris.\n\n{endless}\n\nThe paper met {endless} in Paris on Monday.")
    assert found == {"Ada Quill": "person", "Paris": "place"}
