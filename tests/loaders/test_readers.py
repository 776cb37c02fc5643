"""The events that two more readers found (tests/readers): every quote stands in its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.readers import FOLDERS, READERS, compared, read
from loaders.evaluation import gold
from tests.conftest import ROOT


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_reader_has_events_of_every_text_and_each_in_a_sentence_of_it(folder: str) -> None:
    for document in gold.read(ROOT / "tests" / "gold" / folder):
        for reader in READERS:
            found = read(ROOT / "tests" / "readers" / reader / f"{document.name}.events.yml", document.text)
            assert found
            assert [round(score.f1, 6) for score in compared([(document, found, found)])] == [1.0, 1.0]


def test_a_quote_that_stands_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.events.yml").write_text("- {type: sale, trigger: sold, sentence: he sold the yard}\n")
    with pytest.raises(ValueError, match=r"x\.events\.yml, event 1: its quote does not stand in the text: he sold the yard"):
        read(tmp_path / "x.events.yml", "Nothing was sold.")
