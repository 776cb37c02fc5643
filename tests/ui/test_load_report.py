"""The report of a load as files: every figure, every problem with its place, and nothing that a spreadsheet runs."""

from __future__ import annotations

import csv
import io
import json

from graph.errors import Problem
from ui.importing import Outcome
from ui.load_report import COLUMNS, DOUBTFUL, STATES, WRONG, as_csv, as_json, counts, in_words, problems
from ui.words import rate

FOUND = (
    Outcome("=cmd()|x.txt", state="refused", problems=(Problem("is broken", "=cmd()|x.txt", 7, field="title"), Problem("and empty"))),
    Outcome("a.eml", "a-eml", "new", "@SUM(A1)", "mail", "port", new=3, problems=(Problem("no date", "a.eml", warning=True),)),
    Outcome("b.eml", state="left out"),
)


def test_the_json_has_every_problem_with_its_place() -> None:
    first, second, _ = json.loads(as_json(FOUND))
    assert first["problems"][0] == {"file": "=cmd()|x.txt", "line": 7, "field": "title", "message": "is broken"}
    assert (second["state"], second["new"], second["case"], second["kind"]) == ("new", 3, "port", "mail")


def test_a_spreadsheet_runs_nothing_of_the_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(FOUND), newline="")))
    assert [tuple(row) for row in rows] == [(*COLUMNS, "problems")] * 3
    assert (rows[0]["name"], rows[1]["title"], rows[1]["new"]) == ("'=cmd()|x.txt", "'@SUM(A1)", "3")
    assert rows[0]["problems"] == "'=cmd()|x.txt:7: title: is broken\nand empty"


def test_what_is_wrong_is_told_from_what_is_doubtful() -> None:
    assert [(each.file, each.line, each.field, each.how) for each in problems(FOUND)] == [
        ("=cmd()|x.txt", 7, "title", WRONG),
        ("=cmd()|x.txt", None, "", WRONG),
        ("a.eml", None, "", DOUBTFUL),
    ]


def test_the_rate_of_a_few_words_is_not_told() -> None:
    assert (rate(120, 6.0), rate(0, 0.1), rate(9_000, 3.0)) == ("", "", "3,000 words a second")


def test_states_are_counted_in_their_order_and_told_in_words() -> None:
    assert list(counts(FOUND).items()) == [("new", 1), ("left out", 1), ("refused", 1)]
    assert in_words("same as loaded") == "would change nothing"
    assert len(dict(STATES)) == len(STATES)
