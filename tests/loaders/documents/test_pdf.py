"""PDFs: paragraphs of lines, what repeats left out, where each word came from; scans, passwords and broken files said in words."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from graph.errors import LoadError
from loaders.documents import Place
from loaders.documents.edges import repeated
from loaders.documents.reflow import Line, flowed

PASSWORD = {"user_password": "secret", "owner_password": "other"}


def pdf(*pages: str | bytes, encrypted: dict[str, str] | None = None, encoding: str = "/StandardEncoding", title: str = "") -> bytes:
    """A PDF with a page for each text (a line for each of its lines, 14 points apart), or for each content stream given as bytes."""
    writer = PdfWriter()
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": encoding}
    named = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    for text in pages:
        page = writer.add_blank_page(500, 500)
        stream = DecodedStreamObject()
        stream.set_data(text if isinstance(text, bytes) else drawn(text))
        page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): named})})
    if title:
        writer.add_metadata({"/Title": title})
    if encrypted is not None:
        writer.encrypt(**encrypted)
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def drawn(text: str) -> bytes:
    lines = [f"1 0 0 1 10 {480 - 14 * number} Tm ({line}) Tj" for number, line in enumerate(text.split("\n")) if line]
    return f"BT /F1 12 Tf {' '.join(lines)} ET".encode("latin-1")


def lines(*texts: str) -> list[Line]:
    return [Line(text) for text in texts]


def test_lines_become_paragraphs_with_their_places(read) -> None:
    document = read(
        "a.pdf", pdf("The minister met the director on Monday in\nthe harbour office.\n\nNobody would say why.", "A second page.")
    )
    assert document.text == "The minister met the director on Monday in the harbour office.\n\nNobody would say why.\n\nA second page."
    assert document.place(document.text.index("harbour")) == Place(2, 1)
    assert document.place(document.text.index("second")) == Place(1, 2)
    assert [document.text[page.start : page.end].strip() for page in document.pages] == [document.text[:-16].strip(), "A second page."]


@pytest.mark.parametrize(("title", "told"), [("Harbour review", "Harbour review"), ("about:blank", ""), ("Untitled", "")])
def test_a_title_that_a_program_wrote_for_want_of_one_is_none(read, title: str, told: str) -> None:
    assert read("a.pdf", pdf("the minister met the director on Monday, nobody would say why", title=title)).title == told


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        ("an investi-", "gation began", "an investigation began"),
        ("the well-", "known firm", "the wellknown firm"),
        ("the Anglo-", "Velmar treaty", "the Anglo-Velmar treaty"),
        ("from 2030-", "2031 on", "from 2030-2031 on"),
        ("he said -", "and left", "he said - and left"),
    ],
)
def test_words_cut_at_the_end_of_a_line(before: str, after: str, text: str) -> None:
    flow = flowed([lines(before, after)], set())
    assert flow.text == text


def test_letters_drawn_as_one_and_hyphens_called_soft_are_letters_and_hyphens(read) -> None:
    ligature = rb"BT /F1 12 Tf 1 0 0 1 10 480 Tm (The of\256ce of \256shing) Tj ET"
    assert read("a.pdf", pdf(ligature)).text == "The office of fishing"
    soft = rb"BT /F1 12 Tf 1 0 0 1 10 480 Tm (is well\255known) Tj ET"
    assert read("a.pdf", pdf(soft, encoding="/WinAnsiEncoding")).text == "is well-known"


def test_a_compound_that_stands_whole_elsewhere_keeps_its_hyphen() -> None:
    assert flowed([lines("a well-known name and the well-", "known firm")], set()).text == "a well-known name and the well-known firm"


def test_a_paragraph_goes_on_over_the_page_without_the_lines_between() -> None:
    pages = [lines("Head", "The sentence begins here and goes", "1"), lines("Head", "on here.", "2")]
    flow = flowed(pages, {(0, 0), (0, 2), (1, 0), (1, 2)})
    assert flow.text == "The sentence begins here and goes on here."
    assert flow.lines.place(5) == Place(2, 1)
    assert flow.lines.place(flow.text.index("on here")) == Place(2, 2)


def test_every_word_is_told_its_own_page_and_line() -> None:
    pages = [lines(*(f"w{page}x{line} and more" for line in range(1, 9))) for page in range(1, 6)]
    flow = flowed(pages, {(0, 0), (2, 7), (3, 3)})
    left_out = {(1, 1), (3, 8), (4, 4)}
    for page in range(1, 6):
        for line in range(1, 9):
            if (page, line) not in left_out:
                assert flow.lines.place(flow.text.index(f"w{page}x{line} ")) == Place(line, page)


def test_larger_letters_are_headings_over_several_lines() -> None:
    page = [
        Line("A report on", 20),
        Line("two lines", 20),
        Line("Body of the report.", 10),
        Line("Findings", 14),
        Line("More body here.", 10),
    ]
    flow = flowed([page], set())
    assert [(block.level, flow.text[block.span.start : block.span.end]) for block in flow.blocks] == [
        (1, "A report on two lines"),
        (2, "Findings"),
    ]


def test_running_heads_and_numbers_of_pages_are_left_out() -> None:
    pages = [
        ["Report 7", f"First line of {word}.", "Second line.", f"Third line of {word}.", f"Page {number} of 3"]
        for number, word in enumerate("abc", 1)
    ]
    left_out, told = repeated(pages)
    assert left_out == {(page, line) for page in range(3) for line in (0, 4)}
    assert told == ["'Report 7'", "'Page 1 of 3'"]


def test_what_stands_once_or_in_the_middle_is_kept() -> None:
    pages = [
        ["One head", "a", "b", "The same line", "c", "d", "One foot"],
        ["Other head", "e", "f", "The same line", "g", "h", "Other foot"],
    ]
    assert repeated(pages) == (set(), [])


def test_heads_that_change_with_the_chapter_are_known_by_their_numbers() -> None:
    heads = ["Chapter 1: Ships 3", "4 The tender", "Chapter 1: Ships 5", "6 The tender", "Chapter 2: Quays 7"]
    pages = [[head, f"Words of {word}.", f"More of {word}.", f"End of {word}."] for head, word in zip(heads, "abcde", strict=True)]
    assert repeated(pages)[0] == {(page, 0) for page in range(5)}


def test_headings_with_numbers_of_their_own_are_kept() -> None:
    heads = ["Exhibit 1", "Words here.", "Exhibit 2", "More words.", "Other words.", "And more.", "Exhibit 3", "Still more."]
    pages = [[head, f"Body {head}", f"{head} goes on", f"End of {head}x"] for head in heads]
    assert not {place for place in repeated(pages)[0] if place[1] == 0}


def test_rows_of_figures_at_the_edge_of_pages_are_kept() -> None:
    pages = [[f"{year} {year % 7} {year % 5}" for year in range(first, first + 6)] for first in (2000, 2006, 2012)]
    assert repeated(pages) == (set(), [])


def test_a_scan_says_what_to_do(read) -> None:
    with pytest.raises(LoadError, match=r"a\.pdf: holds no text on its 2 pages: it is a scan\. Run text recognition \(OCR\) over it first"):
        read("a.pdf", pdf("", ""))


def test_pages_that_are_scans_among_others_are_named(read) -> None:
    document = read("a.pdf", pdf("Words.", "", "More words."))
    assert str(document.warnings[0]) == "a.pdf: has pages without text, perhaps scans: 2"


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_password_is_said(read, algorithm: str) -> None:
    with pytest.raises(LoadError, match=r"a\.pdf: is encrypted: it asks for a password; save it without one"):
        read("a.pdf", pdf("Words.", encrypted={**PASSWORD, "algorithm": algorithm}))


def test_an_empty_password_is_tried(read) -> None:
    document = read("a.pdf", pdf("Words.", encrypted={**PASSWORD, "user_password": "", "algorithm": "AES-256"}))
    assert document.text == "Words."
    assert str(document.warnings[0]) == "a.pdf: is encrypted with an empty password, and was read"


def test_a_page_that_draws_without_end_is_left_out(read) -> None:
    document = read("a.pdf", pdf("Words.", drawn("x") * 150_000))
    assert document.text == "Words."
    assert str(document.warnings[0]) == "a.pdf: page 2 draws more than any page of text does (5,000,000 bytes), and was not read"


CATALOG = (
    b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[%s]/Count 9999999>>endobj\ntrailer<</Root 1 0 R>>\n"
)
BROKEN = {
    "head alone": b"%PDF-1.7\n",
    "cut off": pdf("Words.")[:300],
    "its own child": CATALOG % (b"2 0 R " * 9),
    "no pages": CATALOG % b"",
    "nested": b"%PDF-1.4\n1 0 obj" + b"[" * 100_000 + b"endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_said_to_be_so(read, name: str) -> None:
    with pytest.raises(LoadError, match=r"^a\.pdf: (is a broken PDF, or none, and cannot be read|holds no text)"):
        read("a.pdf", BROKEN[name])


def test_a_bomb_in_a_stream_is_not_drawn(read) -> None:
    with pytest.raises(LoadError, match=r"a\.pdf: holds no text that can be read: page 1 draws more"):
        read("a.pdf", pdf(b" " * 6_000_000))


def test_damaged_bytes_never_get_through_as_another_error(read, samples) -> None:
    import random

    whole, chance = (samples / "report.pdf").read_bytes(), random.Random(7)
    outcomes = set()
    for _ in range(25):
        data = bytearray(whole)
        for _ in range(20):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            outcomes.add(bool(read("a.pdf", bytes(data)).text))
        except LoadError as error:
            outcomes.add("broken" in str(error) or "no text" in str(error))
    assert outcomes == {True}


def test_nothing_is_written_to_the_screen(read, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(LoadError):
        read("a.pdf", BROKEN["cut off"])
    assert capfd.readouterr() == ("", "")
