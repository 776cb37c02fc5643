"""Pages that a browser printed as PDF: what it puts at their edges is no part of the text, and tells where the page stands."""

from __future__ import annotations

import pytest

from loaders.documents.imprint import is_site
from loaders.documents.printed import around
from loaders.documents.reflow import Line, flowed
from tests.loaders.documents.test_pdf import pdf

HEAD = "11/30/31, 8:19 AM Harbour chief met broker | The Quay Courier"
FOOT = "https://www.courier.example/2031/met.html 1/1"


@pytest.mark.parametrize(
    ("lines", "left_out", "address"),
    [
        (["Ada met Bo.", "", HEAD, FOOT], {2, 3}, "https://www.courier.example/2031/met.html"),
        ([HEAD, "Ada met Bo.", FOOT], {0, 2}, "https://www.courier.example/2031/met.html"),
        (["30.11.2031, 08:19", "Ada met Bo.", "https://a.example/x  Seite 1 von 1"], {0, 2}, "https://a.example/x"),
        (["Met  https://a.example/x", "Ada met Bo.", "1 of 1   30/11/2031, 08:19"], {0, 2}, "https://a.example/x"),
        ([HEAD, "Ada met Bo.", "file:///home/ada/met.html 1/1"], {0, 2}, "file:///home/ada/met.html"),
        ([HEAD, "Ada met Bo.", "https://a.example/a/very/long… 1/1"], {0, 2}, ""),
        ([HEAD, "Ada met Bo."], set(), ""),
        (["Ada met Bo.", "https://a.example/x 2/7"], set(), ""),
        (["See https://a.example/x", "Ada met Bo."], set(), ""),
    ],
)
def test_what_a_browser_prints_around_a_page(lines: list[str], left_out: set[int], address: str) -> None:
    found = around([lines])
    assert ({line for _, line in found.places}, found.address) == (left_out, address)


def test_each_page_has_its_own_number_of_all() -> None:
    pages = [[HEAD, f"Page {number} of it.", f"https://a.example/x {number}/2"] for number in (1, 2)]
    assert around(pages).places == {(0, 0), (0, 2), (1, 0), (1, 2)}
    assert around([pages[0], pages[0]]).places == set()
    assert around([*pages, [""]]).places == set()


def test_a_printed_page_is_known_by_its_address_and_title(read) -> None:
    document = read("met.pdf", pdf(f"Ada Quill met Bo Rask in Riga.\n\n{HEAD}\n{FOOT}"))
    assert (document.text, document.address) == ("Ada Quill met Bo Rask in Riga.", "https://www.courier.example/2031/met.html")
    assert document.identity == document.address
    assert "what the browser printed at the edges of its pages was left out" in [each.message for each in document.warnings]


def test_the_site_behind_a_title_is_the_publisher_and_no_part_of_it() -> None:
    from loaders.documents.metadata import Metadata
    from loaders.documents.pdf import _site_apart

    found = Metadata("a.pdf", {"title": "Harbour - a tale | The Quay Courier", "address": "https://www.courier.example/x"})
    _site_apart(found)
    assert (found.values["title"], found.values["publisher"]) == ("Harbour - a tale", "The Quay Courier")
    other = Metadata("a.pdf", {"title": "Harbour | The Tide", "address": "https://www.courier.example/x"})
    _site_apart(other)
    assert (other.values["title"], "publisher" in other.values) == ("Harbour | The Tide", False)


def test_an_address_bears_the_name_of_its_site() -> None:
    assert is_site("The Quay Courier", "https://www.quay-courier.example/x")
    assert not is_site("Quay Wire", "https://www.courier.example/x")
    assert not is_site("", "https://www.courier.example/x")
    assert not is_site("The Quay Courier", "")


def test_a_credit_of_the_site_itself_is_the_publisher(read) -> None:
    text = "By Mira Feld, The Quay Courier, 14 March 2031\n\nAda Quill met Bo Rask in Riga.\n\n{}\n{} 1/1"
    own = read("a.pdf", pdf(text.format(HEAD, "https://www.courier.example/x")))
    assert (own.publisher, own.published) == ("The Quay Courier", "2031-03-14")
    other = read("a.pdf", pdf(text.format(HEAD, "https://www.tide.example/x")))
    assert (other.publisher, other.published) == ("", "2031-03-14")


def test_lines_that_are_paragraphs_each_stay_so() -> None:
    page = [
        Line(text, 12, 700 - 26 * number)
        for number, text in enumerate(
            ["By Mira Feld", "14 March 2031", "Ada Quill met Bo Rask in Riga on Tuesday, according to the Harbour Agency."]
        )
    ]
    assert flowed([page], set()).text.split("\n\n") == [line.text for line in page]
    doubled = [Line("Ada Quill met Bo Rask in Riga on a Tuesday of the", 12, 700 - 26 * number) for number in range(4)]
    assert "\n" not in flowed([doubled], set()).text
