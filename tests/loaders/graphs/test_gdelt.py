"""GDELT 2.0: the sample of events and mentions, and bad input."""

from __future__ import annotations

from pathlib import Path

import pytest

import loaders
from graph.model import Entity, Row, Source
from loaders.graphs.gdelt import EVENT, MENTION
from tests.loaders.graphs.conftest import SAMPLES, Told, entity, of, relations

NAME = "20310412101500.export.CSV"
BASE = {"GLOBALEVENTID": "1", "SQLDATE": "20310411", "EventCode": "042", "EventBaseCode": "042", "EventRootCode": "04"}
BOTH = {"Actor1Code": "XAAGOV", "Actor1Name": "ADA", "Actor1Type1Code": "GOV", "Actor2Code": "XBB", "Actor2Name": "BELA"}


def event(**given: str) -> str:
    """A row of events."""
    return "\t".join({**BASE, **BOTH, **given}.get(column, "") for column in EVENT) + "\n"


def test_sample_becomes_a_case_of_its_own() -> None:
    loaded = loaders.load(SAMPLES / "harbour-gdelt")
    records = list(loaded)
    assert (loaded.format, loaded.name) == ("gdelt", "harbour-gdelt.gdelt")
    assert [problem.message for problem in loaded.warnings] == ["events without two actors, or an actor and a place, are left out"]
    assert all("NumSources and NumArticles count copies" in source.note for source in of(records, Source))
    assert {(each.name, each.kind) for each in of(records, Entity)} == {
        ("Harbour Office", "agency"), ('"Tidewater" Shipping', "organisation"), ("The Gull", "outlet"), ("Harbourtown, Anywhere", "place"),
        ("gull.example", "outlet"), ("ferrypost.example", "outlet"), ("GDELT event 900000001", "event"),
    }  # fmt: skip
    assert relations(records) == {
        ("Harbour Office", "yielded_to", '"Tidewater" Shipping'), ("The Gull", "acted_in", "Harbourtown, Anywhere"),
        ("gull.example", "mentioned", "GDELT event 900000001"), ("ferrypost.example", "mentioned", "GDELT event 900000001"),
    }  # fmt: skip
    yielded, _, mentioned, _ = of(records, Row)
    assert (yielded.row, yielded.when, mentioned.when) == (1, "2031-04-11", "2031-04-12")
    assert {name: yielded.properties[name] for name in ("EventCode", "EventRootCode", "NumSources", "SOURCEURL")} == {
        "EventCode": "0831", "EventRootCode": "08", "NumSources": "3", "SOURCEURL": "https://gull.example/darkness",
    }  # fmt: skip
    assert entity(records, "GDELT event 900000001").when == "2031-04-11"


def mention(number: str, outlet: str, *, day: str = "20310411") -> str:
    """A row of mentions."""
    given = {"GLOBALEVENTID": number, "EventTimeDate": f"{day}000000", "MentionTimeDate": "20310412101500", "MentionSourceName": outlet}
    return "\t".join(given.get(column, "") for column in MENTION) + "\n"


def test_mentions_are_of_events_in_any_of_the_files_and_a_copy_of_a_row_counts_once(tmp_path: Path) -> None:
    rows = {
        "20310412101500.export.CSV": event(GLOBALEVENTID="1"),
        "20310412101500.mentions.CSV": mention("2", "gull.example") + mention("1", "gull.example"),
        "20310412103000.export.CSV": event(GLOBALEVENTID="2", Actor2Name="CYN", EventRootCode="06") + event(GLOBALEVENTID="1"),
        "20310412103000.mentions.CSV": mention("1", "tern.example") + mention("7", "tern.example", day="20300101"),
    }
    folder = tmp_path / "days"
    folder.mkdir()
    for name, text in rows.items():
        (folder / name).write_text(text)
    loaded = loaders.load(folder)
    records = list(loaded)
    told = sorted(problem.message for problem in loaded.warnings)
    assert told == [
        "events that stand here again, as another row has them, count once",
        "mentions of events that no file here has are kept; their number alone is known",
    ]
    assert relations(records) == {
        ("Ada", "consulted_with", "Bela"), ("Ada", "cooperated_with", "Cyn"), ("gull.example", "mentioned", "GDELT event 1"),
        ("gull.example", "mentioned", "GDELT event 2"), ("tern.example", "mentioned", "GDELT event 1"),
        ("tern.example", "mentioned", "GDELT event 7"),
    }  # fmt: skip
    assert len(of(records, Row)) == 6
    assert [entity(records, f"GDELT event {number}").note for number in (1, 2, 7)] == [
        "As found by machine: ADA CONSULTED_WITH BELA", "As found by machine: ADA COOPERATED_WITH CYN", "",
    ]  # fmt: skip


def test_columns_are_those_of_the_codebook() -> None:
    assert (len(EVENT), len(set(EVENT)), len(MENTION)) == (61, 61, 16)
    at = {name: EVENT.index(name) for name in ("Actor1Code", "Actor2Code", "EventCode", "AvgTone", "ActionGeo_FullName", "SOURCEURL")}
    assert list(at.values()) == [5, 15, 26, 34, 52, 60]


def test_quotation_marks_and_formulas_are_characters_like_any(told: Told, tmp_path: Path) -> None:
    assert told(NAME, event(Actor1Name='"ADA', SOURCEURL="=cmd()") + event(Actor1Name='B"')) == []
    assert {each.name for each in of(loaders.load(tmp_path / NAME), Entity)} == {'"Ada', 'B"', "Bela"}


@pytest.mark.parametrize(("rows", "message"), [
    (event() + "1\t2\t3\n", f"{NAME}:2:1: row: the row has 3 fields, GDELT 2.0 has 61 here"),
    (event() + "\t".join(event().split("\t")[:58]) + "\n", "the row has 58 fields, GDELT 2.0 has 61 here; is it of version 1?"),
    (event() + event(EventRootCode="99"), f"warning: {NAME}:2:1: EventRootCode: '99' is no root of a CAMEO code"),
    (event() + event(SQLDATE="20310231"), f"warning: {NAME}:2:1: when: '20310231' is no date"),
    (event().encode() + b"\xff\t\n", f"{NAME}:2:1: encoding: is not UTF-8"),
    (event() + "a\0b\n", f"{NAME}:2:2: holds a null byte"),
    (event(Actor1Code="", Actor1Name="", Actor2Code="", Actor2Name=""), "holds no node"),
])  # fmt: skip
def test_bad_input_is_told_with_its_line(told: Told, rows: str | bytes, message: str) -> None:
    assert any(message in problem for problem in told(NAME, rows))


def test_mentions_need_an_event(told: Told) -> None:
    row = "\t".join({"GLOBALEVENTID": "x", "MentionSourceName": "a.example"}.get(column, "") for column in MENTION)
    assert "GLOBALEVENTID: must be a number" in told("x.mentions.CSV", row)[0]
