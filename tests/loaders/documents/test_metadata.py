"""What documents say of themselves: dates as EDTF and no further, names, addresses."""

from __future__ import annotations

import pytest

from loaders.documents.dates import edtf
from loaders.documents.metadata import named, web
from tests.loaders.documents.conftest import Read

DATES = {
    "2031-03-04T06:30:00+01:00": "2031-03-04",
    "2031-03-04T23:30:00-05:00": "2031-03-04",
    "2031-03-04 06:30": "2031-03-04",
    "20310304": "2031-03-04",
    "2031/03/04": "2031-03-04",
    "2031/3/4": "2031-03-04",
    "2031-03": "2031-03",
    "2031": "2031",
    "2031-03~": "2031-03~",
    "2030/2031": "2030/2031",
    "D:20310304093000+01'00'": "2031-03-04",
    "Mon, 03 Mar 2031 23:12:00 -0500": "2031-03-03",
    "3 Mar 2031 23:12:00 +0000": "2031-03-03",
    "March 4, 2031": "2031-03-04",
    "Tuesday, March 4th, 2031": "2031-03-04",
    "4 March 2031": "2031-03-04",
    "Sept. 4, 2031": "2031-09-04",
    "March 2031": "2031-03",
    "Tue Mar 4 2031": "2031-03-04",
    "3/4/2031": None,
    "2031-02-30": None,
    "2031-13": None,
    "Smarch 4, 2031": None,
    "yesterday": None,
    "": None,
    "9" * 5_000: None,
}


@pytest.mark.parametrize("written", DATES, ids=lambda text: text[:30])
def test_dates_are_taken_as_written(written: str) -> None:
    assert edtf(written) == DATES[written]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Mira Feld", ["Mira Feld"]),
        ("Mira Feld and Tomas Rook", ["Mira Feld", "Tomas Rook"]),
        ("Mira Feld, Tomas Rook & Ines Kral", ["Mira Feld", "Tomas Rook", "Ines Kral"]),
        ("Feld, Mira; Rook, Tomas", ["Feld, Mira", "Rook, Tomas"]),
        ("Byron Anders", ["Byron Anders"]),
        ("https://social.example/mira", []),
        ("  ", []),
    ],
)
def test_names_of_authors(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("/b?c=d#e", "https://a.example/b?c=d#e"),
        ("//c.example/x", "https://c.example/x"),
        ("HTTPS://C.example/x y", "https://C.example/x%20y"),
        ("#note", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("mailto:a@b.example", None),
        ("file:///etc/passwd", None),
        ("http://[broken", None),
        ("https://", None),
        ("", None),
    ],
)
def test_addresses_are_made_whole_and_of_the_web(address: str, whole: str | None) -> None:
    assert web(address, "https://a.example/page") == whole


HEAD = (
    "Title: The clerk who walked over\nPublished: 5 March 2031\nSource: Birch Letter\nBy: Mira Feld\nURL: https://birch.example/clerk\n\n"
    "It rained.\n"
)


def test_a_text_tells_of_itself_in_its_first_lines(read: Read) -> None:
    found = read("clerk.txt", HEAD)
    assert (found.title, found.published, found.publisher) == ("The clerk who walked over", "2031-03-05", "Birch Letter")
    assert (found.authors, found.address) == (("Mira Feld",), "https://birch.example/clerk")
    assert found.text == HEAD, "the text is the file's"
    assert (
        found.plain.split()
        == HEAD.replace("Title:", "").replace("Published:", "").replace("Source:", "").replace("By:", "").replace("URL:", "").split()
    )


@pytest.mark.parametrize(
    "text",
    [
        "Name: Ines Kral\nPosition: minister\nPublished: 5 March 2031\n\nIt rained.",
        "From: a@example.org\nTo: b@example.org\nDate: 5 March 2031\n\nIt rained.",
        "Claim: the tower leans\nVerdict: false\n\nIt rained.",
        "Title: and then\nit goes on.\n\nDate: 5 March 2031",
    ],
)
def test_other_lines_with_a_colon_are_text(read: Read, text: str) -> None:
    found = read("note.txt", text)
    assert (found.title, found.published, found.publisher) == ("", None, "")
    assert found.plain == text


CREDITS = {
    "The Quay Courier, 14 March 2031": ("The Quay Courier", "2031-03-14"),
    "*The Quay Courier, Friday, 14 March 2031*": ("The Quay Courier", "2031-03-14"),
    "Friday 14 March 2031, The Quay Courier": ("The Quay Courier", "2031-03-14"),
    "March 14th, 2031 | Quay Courier": ("Quay Courier", "2031-03-14"),
    "**The Quay Courier**, 14 March 2031 · Part two of three": ("The Quay Courier", "2031-03-14"),
    "By Mira Feld · *The Quay Courier* · 2031-03-14": ("The Quay Courier", "2031-03-14"),
    "The Quay Courier | Riga, Friday 14 March 2031, 18:05 GMT": ("The Quay Courier", "2031-03-14"),
    "By Mira Feld, The Quay Courier, 14 March 2031": ("The Quay Courier", "2031-03-14"),
    "Riga, 14 March 2031": (None, "2031-03-14"),
    # who or what it is about, and dates that are none of the text's own
    "Mira Feld, 14 March 1971": (None, None),
    "Harbour Board, 14 March 2031": (None, None),
    "The hearing, 14 March 2031": (None, None),
    "Operation Lantern, 14 March 2031": (None, None),
    "The Quay Courier, March 2031": (None, None),
    "The Quay Courier, 3/4/2031": (None, None),
    "The Quay Courier, 31 February 2031": (None, None),
    "Source: The Quay Courier, 14 March 2031": (None, None),
    "The clerk walks, The Quay Courier, 14 March 2031": (None, None),
    "By Mira Feld, 14 March 2031": (None, None),
    "By Mira Feld, the Harbour Board, 14 March 2031": (None, None),
    "> The Quay Courier, 14 March 2031": (None, None),
    "The Quay Courier and the Alder Weekly, 14 March 2031": (None, None),
    "It was told by The Quay Courier, 14 March 2031": (None, None),
}


@pytest.mark.parametrize("ending", ["txt", "md"])
@pytest.mark.parametrize("line", CREDITS)
def test_a_line_of_the_head_credits_outlet_and_day(read: Read, line: str, ending: str) -> None:
    title = "The clerk who walked over" if ending == "txt" else "# The clerk who walked over"
    found = read(f"clerk.{ending}", f"{title}\n\nWhat a ledger told\n{line}\n\nIt rained on the quay.\n")
    assert (found.publisher or None, found.published) == CREDITS[line]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("The Quay Courier, 14 March 2031\n\nThe clerk walks", "The clerk walks"),
        ("The Quay Courier, 14 March 2031\n\nBy Mira Feld", "The Quay Courier, 14 March 2031"),
        ("Riga, 14 March 2031\n\nDear Otto,", "Riga, 14 March 2031"),
        ("The clerk walks\n\nA ledger tells", "The clerk walks"),
    ],
)
def test_the_credit_of_a_text_is_not_its_title_where_one_stands_below(read: Read, head: str, title: str) -> None:
    assert read("clerk.txt", f"{head}\n\nIt rained on the quay.\n").title == title


@pytest.mark.parametrize(
    "text",
    [
        "Two items\n\nShip held\nThe Quay Courier, 14 March 2031\n\nClerk gone\nThe Alder Weekly, 15 March 2031\n",
        "Items\n\nShip held\nThe Quay Courier, 14 March 2031\n\n" + "It rained.\n\n" * 9 + "Clerk gone\nThe Harbour Post, 14 March 2031\n",
        "The clerk\n\nHe had read it, he said, in a copy of\nThe Quay Courier, 14 March 2031\nand kept the page.\n",
        "The clerk\n\n" + "It rained on the quay.\n\n" * 8 + "The Quay Courier, 14 March 2031\n",
        "Riga, 14 March 2031\n\nTarn, he wrote.\n\nValletta, 15 March 2031\n",
    ],
    ids=["a digest", "a digest of one day", "within a paragraph", "far below", "two letters"],
)
def test_what_is_credited_to_items_or_told_in_passing_is_not_the_text_s_own(read: Read, text: str) -> None:
    found = read("clerk.txt", text)
    assert (found.publisher, found.published) == ("", None)


def test_what_front_matter_tells_is_believed_before_a_credit(read: Read) -> None:
    found = read("clerk.md", "---\npublisher: Birch Letter\n---\n# The clerk\n\nThe Quay Courier, 14 March 2031\n\nIt rained.\n")
    assert (found.publisher, found.published) == ("Birch Letter", "2031-03-14")


DATELINES = {
    "RIGA, 14 March 2031 (Quay Courier) - It rained.": ("Quay Courier", "2031-03-14"),
    "RIGA, March 14, 2031 (The Quay Courier) -- It rained.": ("The Quay Courier", "2031-03-14"),
    "Riga, Latvia, 14 March 2031 – It rained.": (None, "2031-03-14"),
    "OLD HARBOUR, Friday, 14 March 2031 — It rained.": (None, "2031-03-14"),
    "RIGA, 14 March (Quay Courier) - It rained.": ("Quay Courier", None),
    "RIGA, Friday, March 14 (Quay Courier) - It rained.": ("Quay Courier", None),
    "RIGA, March 14 (Corvo) - It rained.": ("Corvo", None),
    "RIGA (Quay Courier) — It rained.": ("Quay Courier", None),
    # a person, a body in brackets that prints nothing, no year and no agency, no dash
    "Mira Feld, 14 March 2031 - It rained.": (None, None),
    "RIGA, 14 March 2031 (Harbour Board) - It rained.": (None, "2031-03-14"),
    "RIGA, 14 March (Harbour Board) - It rained.": (None, None),
    "RIGA, 14 March - It rained.": (None, None),
    "RIGA, 14 March (Mira Feld) - It rained.": (None, None),
    "RIGA (Latvia) - It rained.": (None, None),
    "RIGA, 14 March 2031: it rained.": (None, None),
}


@pytest.mark.parametrize("line", DATELINES)
def test_a_dateline_tells_the_day_and_the_agency_and_what_is_above_it_headline_and_byline(read: Read, line: str) -> None:
    found = read("clerk.txt", f"QC3307\nURGENT\n\nClerk of the quay walks over\n\nBy Mira Feld and Jonas Tarn\n\n{line}\n\nHe was wet.\n")
    assert (found.publisher or None, found.published) == DATELINES[line]
    if found.published or found.publisher:
        assert (found.title, found.authors) == ("Clerk of the quay walks over", ("Mira Feld", "Jonas Tarn"))


def test_a_head_without_empty_lines_is_read_too(read: Read) -> None:
    found = read("clerk.txt", "Clerk of the quay walks over\nBy Mira Feld\nRIGA, 14 March 2031 (Quay Courier) - It rained.\n")
    assert (found.title, found.authors, found.published) == ("Clerk of the quay walks over", ("Mira Feld",), "2031-03-14")


def test_datelines_of_several_days_are_those_of_items(read: Read) -> None:
    found = read("clerk.txt", "Items\n\nRIGA, 14 March 2031 - It rained.\n\nVALLETTA, 15 March 2031 - It was dry.\n")
    assert found.published is None


BODY = "The minister of fisheries resigned on Monday after an inquiry into the quay had named her, officials said in the harbour.\n"
HEADS = {
    ("RIGA, 14 March 2031 (Quay Courier) - ",): ("Quay Courier", "2031-03-14", ()),
    ("By Mira Feld", "RIGA, 14 March 2031 (Quay Courier) - "): ("Quay Courier", "2031-03-14", ("Mira Feld",)),
    ("By Mira Feld and Ole Rask", "14 March 2031", ""): ("", "2031-03-14", ("Mira Feld", "Ole Rask")),
    ("By Mira Feld, Tama Check | 14 March 2031", ""): ("", "2031-03-14", ("Mira Feld",)),
    # no names, a date in a sentence, a byline further down
    ("By the river", "It was 14 March 2031 when she left", ""): ("", None, ()),
    ("", BODY, "By Mira Feld", "14 March 2031", ""): ("", None, ()),
}


@pytest.mark.parametrize("lines", HEADS)
def test_a_head_tells_what_markdown_a_page_and_a_word_document_do_not(read: Read, lines: tuple[str, ...]) -> None:
    paragraphs = [*lines[:-1], lines[-1] + BODY, BODY, BODY]
    title = "Minister resigns over quay deal"
    marked = read("clerk.md", f"# {title}\n\n" + "\n\n".join(filter(None, paragraphs)))
    inside = "".join(f"<p>{each}</p>" for each in paragraphs if each)
    page = read("clerk.html", f"<html><body><article><h1>{title}</h1>{inside}</article></body></html>")
    for found in (marked, page):
        assert (found.publisher, found.published, found.authors) == HEADS[lines]
    strong = read("clerk.md", f"# {title}\n\n" + "\n\n".join(f"**{each}**" if each in lines[:-1] else each for each in paragraphs if each))
    assert (strong.published, strong.authors) == HEADS[lines][1:]


def test_metadata_and_an_address_are_believed_before_a_head(read: Read) -> None:
    text = "# Minister resigns\n\nBy Mira Feld\n\nRIGA, 14 March 2031 (Quay Courier) - It rained.\n"
    front = read("clerk.md", f"---\ndate: 2031-03-20\nauthor: Ada Quill\npublisher: Birch Letter\n---\n{text}")
    assert (front.title, front.publisher, front.published, front.authors) == (
        "Minister resigns",
        "Birch Letter",
        "2031-03-20",
        ("Ada Quill",),
    )
    sited = read("clerk.md", f"---\nurl: https://courier.example/a\n---\n{text}")
    # the site published it, whichever agency it has it from
    assert (sited.publisher, sited.published) == ("", "2031-03-14")


@pytest.mark.parametrize(
    "text",
    [
        "# Notes\n\n> RIGA, 14 March 2031 (Quay Courier) - It rained.\n",
        "# Diary\n\n14 March 2031\n\nIt rained.\n\n15 March 2031\n\nIt was dry.\n",
        "# Notes\n\n```\n14 March 2031\n```\n\n- 14 March 2031\n",
    ],
)
def test_quotations_items_and_entries_of_several_days_tell_nothing_of_the_document(read: Read, text: str) -> None:
    found = read("notes.md", text)
    assert (found.publisher, found.published) == ("", None)
