"""The sheet in which a person tells what documents do not: its lines, what was written into them, what is wrong with that."""

from __future__ import annotations

import pytest

from loaders.inputs import Told
from ui.importing import Outcome
from ui.told_sheet import Edits, Sheet, sheet_of

TOLD: Told = (("publisher", "The Gull"), ("authors", ("Ada Lind",)))


def outcome(name: str, publisher: str = "", published: str = "", told: Told = (), **more: str) -> Outcome:
    given = {"state": "would load", "kind": "text", "imported": "a", "title": name.upper(), **more}
    return Outcome(name, publisher=publisher, published=published, told=told, file=name, **given)


def edited(sheet: Sheet, edits: Edits) -> Sheet:
    return Sheet(sheet.lines, edits)


def test_what_lacks_something_comes_first_and_what_is_no_document_of_its_own_has_no_line() -> None:
    found = [
        outcome("whole.txt", "The Gull", "2031-03-14"),
        outcome("undated.txt", "The Gull"),
        outcome("copy.txt", same_as="whole.txt"),
        outcome("feed.xml#1", kind="feed"),
        outcome("ties.gexf", kind="gexf"),
        outcome("broken.txt", imported="", state="refused"),
        outcome("page.html", state="left out", kind="html"),
        outcome("nobody.txt"),
    ]
    assert [(line.file, line.lacks) for line in sheet_of(found, {}).lines] == [
        ("undated.txt", ("day",)),
        ("nobody.txt", ("publisher", "day")),
        ("whole.txt", ()),
    ]


def test_what_is_written_is_told_and_what_is_emptied_goes_back_to_what_the_document_says() -> None:
    sheet = sheet_of([outcome("a.txt", "The Gull", told=TOLD), outcome("b.txt", "The Tern")], {})
    written = edited(sheet, {0: {"published": " 2031-03 ", "publisher": None}, 1: {"title": "A  flight\n", "publisher": None}})
    assert written.telling() == {
        "a.txt": (("published", "2031-03"), ("authors", ("Ada Lind",))),
        "b.txt": (("title", "A flight"),),
    }
    assert [line.values["publisher"] for line in written.written()] == ["", ""]
    assert not written.faults()


def test_what_was_written_and_taken_back_tells_nothing() -> None:
    sheet = sheet_of([outcome("a.txt", "The Gull", "2031")], {})
    assert edited(sheet, {0: {"publisher": "The Gull ", "published": "2031", "title": "A.TXT"}}).telling() == {}


def test_a_mistake_names_the_document_and_the_field() -> None:
    sheet = sheet_of([outcome(name) for name in ("a.txt", "post/b.txt", "c.txt")], {})
    days = ("2031-13", "31 March 2031", "2031-02-30")
    written = edited(sheet, {at: {"published": day, "publisher": "x" * 501 if at == 2 else "The Gull"} for at, day in enumerate(days)})
    no_day = "is no day, month or year of the calendar; write it like 2031-03-14, 2031-03 or 2031"
    a, b, long, c = written.faults()
    # another tab is told so too
    assert sheet_of([outcome("a.txt")], {"a.txt": (("published", "2031-13"),)}).faults() == [a]
    assert (a, b) == (f"a.txt, day: '2031-13' {no_day}", f"post/b.txt, day: '31 March 2031' {no_day}")
    assert long.startswith("c.txt, publisher: 'xxx")
    assert long.endswith("is longer than 500 characters")
    assert c == f"c.txt, day: '2031-02-30' {no_day}"


@pytest.mark.parametrize("day", ["2031", "2031-03", "2031-03-14", "2031-03~", "2010/2012", ""])
def test_any_day_that_a_source_can_have_is_one(day: str) -> None:
    assert not edited(sheet_of([outcome("a.txt")], {}), {0: {"published": day}}).faults()


def test_digits_of_other_scripts_are_no_day() -> None:
    assert edited(sheet_of([outcome("a.txt")], {}), {0: {"published": "٢٠٣١-٠٣"}}).faults()


def test_nothing_comes_in_that_no_text_has() -> None:
    hostile = "<img src=x onerror=alert(1)>\x00\x1b[31m\ud800\r\n=cmd()"
    written = edited(sheet_of([outcome("a.txt")], {}), {0: {"publisher": hostile, "title": "\x00 \t"}})
    assert written.telling() == {"a.txt": (("publisher", "<img src=x onerror=alert(1)>[31m =cmd()"),)}


def test_what_was_said_since_the_check_stands_in_the_sheet_that_another_tab_opens() -> None:
    found = [outcome("a.txt", "The Gull", "2031", told=TOLD), outcome("b.txt", "The Gull", "2031")]
    sheet = sheet_of(found, {"a.txt": (("published", "2032"), ("authors", ("Ada Lind",)))})
    (a, b) = sheet.lines
    assert (a.values["publisher"], a.values["published"], a.told) == ("", "2032", (("published", "2032"), ("authors", ("Ada Lind",))))
    assert b.values["publisher"] == "The Gull"
    assert sheet.telling() == {}
