"""Phrases looked for by their first words are those that one pattern of them all finds."""

from __future__ import annotations

import pytest

from loaders.evaluation import gold
from loaders.extraction import cues
from tests.conftest import ROOT

TEXTS = [
    "They're wrong, it 's a lie: not true. IT IS NOT TRUE!",
    *(each.text for name in ("held7", "tune") for each in gold.read(ROOT / "tests" / "gold" / name)),
]


@pytest.mark.parametrize("name", ["hedges", "stances"])
def test_every_phrase_is_found_where_it_stands(name: str) -> None:
    found = 0
    for listed in cues.cues().mapping(name).values():
        if listed:
            whole, parts = cues.phrases(listed), cues.Phrases(listed)
            for text in TEXTS:
                spans = [match.span() for match in parts.found(text, cues.runs(text))]
                assert spans == [match.span() for match in whole.finditer(text)]
                found += len(spans)
    assert found > 20


def test_phrases_that_begin_with_a_sign_are_found_too() -> None:
    text = "It is (sic) so - or not so, (sic)."
    found = [match[0] for match in cues.Phrases(["(sic)", "not so", "- or"]).found(text, cues.runs(text))]
    assert found == ["(sic)", "- or", "not so", "(sic)"]
