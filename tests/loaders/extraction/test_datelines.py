"""Where the first sentence of a report begins behind its dateline."""

from __future__ import annotations

import pytest

from loaders.extraction import datelines


@pytest.mark.parametrize(
    "dateline",
    [
        "RIGA - ",
        "BRACKEN, March 2 - ",
        "Riga, 14 March (Quay Wire) - ",
        "NEW HAVEN/OSLO, Feb. 18 (Quay Wire) -- ",
        "Nouakchott (Coast) - ",
        "> Tunis, 4 April 2031 - ",
    ],
)
def test_a_report_begins_behind_its_dateline(dateline: str) -> None:
    text = f"A headline\n\n{dateline}The clerk was seen. RIGA - no line begins here."
    assert list(datelines.ends(text)) == [text.index("The clerk")]


@pytest.mark.parametrize(
    "line",
    [
        "3 March 2031 - The clerk flies to Riga.",
        "June 2031 - The ship sails.",
        "December 9, 2031 - The clerk resigns.",
        "Late 2031 - Police search the bank.",
        "NATO officials met in Riga - the first time.",
        "Riga - who would have thought?",
        "The clerk (of Riga) - a quiet man.",
        "-" * 5_000,
        "RIGA, " * 2_000,
    ],
)
def test_other_dashes_are_no_end_of_a_dateline(line: str) -> None:
    assert list(datelines.ends(line)) == []
