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
        ("The Quay Courier", DAY, ("Mira Feld",), "Harbour director 'left by the back door'"),
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
        ("Lantern", DAY, ("Mira Feld",), "The Friday letter on harbours and who owns them"),
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
        ("Harbour Office", DAY, (), "Departure of the director"),
    ),
    "a hearing printed later": (
        "Committee on Harbours\nSitting of the 3rd of March\nThursday 13 March 2031\nPublished 14 March 2031\n",
        ("Committee on Harbours", DAY, (), "Sitting of the 3rd of March"),
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


DAYS = {
    "IN THE HIGH COURT OF RIGA\nCase No. 14 of 2030\nJudgment of 14 March 2031 (extract)": DAY,
    "COMMITTEE ON HARBOURS\nThird sitting, Riga, Friday, 14 March 2031\n(Uncorrected transcript)": DAY,
    "COMMITTEE ON HARBOURS\nHearing: 3 March 2031\nDelivered on 14 March 2031": DAY,
    "Report of the Harbour Committee\nOrdered to be printed 14 March 2031": DAY,
    "HARBOUR OFFICE\nPress release - EMBARGOED until 00:01, Friday 14 March 2031": DAY,
    "The letter on crooked cargo. No. 31, 14 March 2031": DAY,
    "FROM: EMBASSY RIGA\nTO: HARBOUR OFFICE\nDATE: 14 MARCH 2031\nThe director who left by night": DAY,
    "Episode 31: The director\nTranscript. Recorded and released 14 March 2031.": DAY,
    # what happened then, not when it came out; two days; a reference
    "The director who left by night\nTabled on 14 March 2031 by Ada Lind": None,
    "Delivered on 13 March 2031\nPublished 14 March 2031": None,
    "The director who left on Friday, or was it 14 March": None,
}


@pytest.mark.parametrize("head", DAYS)
def test_the_day_on_which_a_text_came_out_is_told_from_others(read: Read, head: str) -> None:
    assert read("clerk.txt", f"{head}\n\n{BODY}\n{BODY}").published == DAYS[head]


def test_of_several_items_with_days_of_their_own_none_is_the_text_s(read: Read) -> None:
    text = f"Two items\n\nPublished 13 March 2031\n\n{BODY}\nPublished 14 March 2031\n\n{BODY}"
    assert read("clerk.txt", text).published is None


ISSUERS = {
    "REPUBLIC OF LATVIA\nMINISTRY OF HARBOURS\n\nNotice No. 31 of 2031": "Ministry of Harbours",
    "IN THE HIGH COURT OF LATVIA\nCriminal Appeal No. 31 of 2031": "High Court of Latvia",
    "HARBOUR OFFICE, RIGA\nPRESS RELEASE": "Harbour Office",
    "DUNNAGE\nThe letter on crooked cargo\nIssue 31 | 14 March 2031 | Compiled by Mira Feld": "Dunnage",
    "DIRECTOR FLEES THE QUAY\n\nThe Sunday Lantern can exclusively reveal that the director of the quay has fled.": "The Sunday Lantern",
    # what an article is about, and a letter that nobody has numbered
    "HARBOUR OFFICE\nThe director who left by night\nBy Mira Feld": "",
    "HARBOUR OFFICE\nThe director who left by night": "",
    "MINISTER'S NOTICE TO THE QUAY\nBy Mira Feld": "",
    "DUNNAGE\nThe letter on crooked cargo\nCompiled by Mira Feld": "",
    "DIRECTOR FLEES THE QUAY\n\nThe director of the quay can reveal that she has fled, and that she is well.": "",
}


@pytest.mark.parametrize("head", ISSUERS)
def test_whose_text_it_is_is_told_by_office_letter_or_outlet(read: Read, head: str) -> None:
    assert read("clerk.txt", f"{head}\n\n{BODY}\n{BODY}").publisher == ISSUERS[head]


@pytest.mark.parametrize("head", ISSUERS)
def test_a_document_without_an_address_tells_it_as_a_text_does(read: Read, head: str) -> None:
    marked = "# The quay\n\n" + "\n\n".join(head.splitlines()) + f"\n\n{BODY}\n{BODY}"
    assert read("clerk.md", marked).publisher in (ISSUERS[head], "")
    # at an address the site is the publisher
    assert read("clerk.md", f"---\nurl: https://quay.example/clerk\n---\n{marked}").publisher == ""


SILENT = {
    "a diary": "3 March 2031\n\nIt rained.\n\n4 March 2031\n\nIt was dry.\n",
    "items with their days": "Ship held | 3 March 2031\n\n" + BODY + "\nClerk gone | 4 March 2031\n\n" + BODY,
    "days that differ": "Friday 14 March 2031\nSaturday 15 March 2031\nThe clerk who walked over\n\n" + BODY,
    "a day in a sentence": "It was 14 March 2031 when she left\n\n" + BODY,
    "fields of something else": "Witness: Ada Lind\nSworn: 14 March 2031\nThe clerk who walked over\n\n" + BODY,
    "fields alone": "Name: Ada Lind\nPublished: 14 March 2031\n\nIt rained.\n",
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


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("14/05/2024, 07:59 - Ann Reed: Morning\n14/05/2024, 08:01 - Bob Lee: Forwarded from Quay News\n\n", ""),
        ("[14.05.24, 07:59:12] Ann Reed: Morning\n\n", ""),
        ("Quay group\n\nAnn Reed, [14.05.2024 07:59]\nMorning\n\n", "Quay group"),
    ],
)
def test_a_chat_has_no_title_of_what_one_forwards_in_it(read: Read, above: str, title: str) -> None:
    assert read("chat.txt", f"{above}PORT CLERK HELD IN BRODNA\n\nThe clerk was held on Monday, said the harbour office.\n").title == title
