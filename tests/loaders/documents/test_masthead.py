"""What stands above the first paragraph of a plain text: headline, byline, day and outlet, as papers, agencies and offices print them."""

from __future__ import annotations

import pytest

from tests.loaders.documents.conftest import Read

BODY = "The director of the harbour left the town on Monday after an inquiry into the quay had named her, two officials said in Riga.\n"
WRAPPED = "\n".join(
    (
        "The director of the harbour left the town on Monday after an inquiry",
        "into the quay had named her, two officials said in Riga on the same",
        "evening.\n",
    )
)
DAY = "2031-03-14"
HEADS = {
    "a newspaper": (
        "THE QUAY COURIER\nFriday, 14 March 2031\n\nHarbour director 'left by the back door'\n\nBy Mira Feld, court reporter",
        ("THE QUAY COURIER", DAY, ("Mira Feld",), "Harbour director 'left by the back door'"),
    ),
    "a tabloid": (
        "EXCLUSIVE\nDIRECTOR'S MIDNIGHT FLIT FROM THE QUAY\n• She took the cat\n• Pals: 'She was sad'\n\nBy MIRA FELD and OLE RASK",
        ("", None, ("MIRA FELD", "OLE RASK"), "DIRECTOR'S MIDNIGHT FLIT FROM THE QUAY"),
    ),
    "an agency": (
        "QC-4471   POLITICS   0915 GMT\nUPDATE 2-Harbour director leaves the town\nBy Mira Feld\n\nRIGA, March 14 (Quay Courier) - " + BODY,
        ("Quay Courier", None, ("Mira Feld",), "UPDATE 2-Harbour director leaves the town"),
    ),
    "a newsletter": (
        "LANTERN\nThe Friday letter on harbours and who owns them\nNo. 31 / 14 March 2031 / Written by Mira Feld, in Riga",
        ("", DAY, ("Mira Feld",), "The Friday letter on harbours and who owns them"),
    ),
    "a page of a site": (
        "Harbour director leaves the town at night\nPUBLISHED: 06:41, 14 March 2031 | UPDATED: 11:02, 15 March 2031",
        ("", DAY, (), "Harbour director leaves the town at night"),
    ),
    "an obituary": (
        "Obituaries | Friday 14 March 2031\nAda Lind, harbour director who left by night, dies at 91\nBy Ole Rask",
        ("", DAY, ("Ole Rask",), "Ada Lind, harbour director who left by night, dies at 91"),
    ),
    "a release": (
        "HARBOUR OFFICE\nPRESS RELEASE\nFor immediate release: 14 March 2031\n\nSubject: Departure of the director",
        ("", DAY, (), "Departure of the director"),
    ),
    "a hearing printed later": (
        "Committee on Harbours\nSitting of the 3rd of March\nThursday 13 March 2031\nPublished 14 March 2031\n",
        ("", DAY, (), "Sitting of the 3rd of March"),
    ),
    "what follows, above the byline": (
        "The woman who left by night\nShe ran the quay for ten years and fed its cats. Then one day in March she was gone from it.\n\n"
        "By Mira Feld\nFriday, 14 March 2031",
        ("", DAY, ("Mira Feld",), "The woman who left by night"),
    ),
    "another alphabet's order of names": (
        "Harbour director leaves the town\nBy Feld Mira-Lund and T. J. Rask",
        ("", None, ("Feld Mira-Lund", "T. J. Rask"), "Harbour director leaves the town"),
    ),
}


@pytest.mark.parametrize("body", [BODY, WRAPPED], ids=["paragraphs in one line", "paragraphs cut into lines"])
@pytest.mark.parametrize("head", HEADS)
def test_the_head_of_a_text_tells_title_writers_day_and_outlet(read: Read, head: str, body: str) -> None:
    above, told = HEADS[head]
    found = read("clerk.txt", f"{above}\n\n{body}\n{body}")
    assert (found.publisher, found.published, found.authors, found.title) == told


SILENT = {
    "a diary": "3 March 2031\n\nIt rained.\n\n4 March 2031\n\nIt was dry.\n",
    "items with their days": "Ship held | 3 March 2031\n\n" + BODY + "\nClerk gone | 4 March 2031\n\n" + BODY,
    "days that differ": "Friday 14 March 2031\nSaturday 15 March 2031\nThe clerk who walked over\n\n" + BODY,
    "a day in a sentence": "It was 14 March 2031 when she left\n\n" + BODY,
    "fields of something else": "Witness: Ada Lind\nSworn: 14 March 2031\nThe clerk who walked over\n\n" + BODY,
    "a figure that may be two days": "The clerk who walked over\n3/4/2031\n\n" + BODY,
    "a day that is none": "The clerk who walked over\n31 February 2031\n\n" + BODY,
    "a text without a head": BODY + "\n14 March 2031\n\nBy Mira Feld\n\n" + BODY,
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_what_may_be_of_something_else_tells_no_day_of_the_text(read: Read, text: str) -> None:
    assert read("clerk.txt", text).published is None


@pytest.mark.parametrize(
    "line", ["By the river", "By Monday", "Photographs by Ole Rask", "Translated by Ole Rask", "By Mira Feld\n\nSecond part\n\nBy Ole Rask"]
)
def test_who_did_not_write_it_all_is_no_author(read: Read, line: str) -> None:
    assert read("clerk.txt", f"The clerk who walked over\n{line}\n\n{BODY}").authors == ()


def test_fields_are_believed_before_the_lines_below_them(read: Read) -> None:
    found = read("clerk.txt", f"Published: 2031-03-13\nBy: Ada Lind\n\nThe clerk who walked over\nBy Mira Feld\n14 March 2031\n\n{BODY}")
    assert (found.published, found.authors) == ("2031-03-13", ("Ada Lind",))
