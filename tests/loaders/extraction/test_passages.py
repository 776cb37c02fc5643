"""Passages in many styles, each with all that is laid to somebody in it (passages.yml)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from loaders.extraction import extract
from loaders.extraction.proposals import Saying

PASSAGES = yaml.load(Path(__file__).with_name("passages.yml").read_text("utf-8"), yaml.BaseLoader)


def written(said: Saying) -> str:
    """As it stands in passages.yml: "Ann Reed > two officials ~alleged !denies"."""
    marks = [f"~{said.hedge}"] * (said.hedge != "none") + [f"!{said.stance}"] * (said.stance != "asserts")
    return " ".join([" > ".join(said.chain), *marks]).strip()


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage["text"][:60])
def test_a_passage_is_laid_to_whom_it_belongs(passage):
    found = extract(passage["text"], publisher=passage.get("publisher", "")).attributions
    assert {written(each) for each in found} == set(passage["said"])
