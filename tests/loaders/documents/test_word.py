"""Word documents: what styles tell, what changes leave, and files that are no document."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from graph.errors import LoadError

Fill = Callable[[Any], object]


def word(fill: Fill) -> bytes:
    document = docx.Document()
    fill(document)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def changed(document: Any) -> None:
    """One paragraph with an insertion and a deletion that are tracked."""
    paragraph = document.add_paragraph("The contract was ")
    for tag, inner, text in (("w:del", "w:delText", "not "), ("w:ins", "w:t", "never ")):
        change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
        words.text = text
        words.set(qn("xml:space"), "preserve")
        run.append(words)
        change.append(run)
        paragraph._p.append(change)
    paragraph.add_run("discussed.")


def replaced(samples: Path, name: str, data: bytes) -> bytes:
    """The sample with one of its parts replaced, or one more."""
    made = io.BytesIO()
    with zipfile.ZipFile(samples / "statement.docx") as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, data)
    return made.getvalue()


def test_tracked_changes_are_read_as_accepted_and_said(read) -> None:
    document = read("a.docx", word(changed))
    assert document.text == "The contract was never discussed."
    assert str(document.warnings[0]) == "a.docx: holds tracked changes; read as if all were accepted"


def test_comments_are_not_read_and_said(read) -> None:
    def fill(document: Any) -> None:
        paragraph = document.add_paragraph("Words.")
        document.add_comment(paragraph.runs, text="Is this true?", author="A")

    document = read("a.docx", word(fill))
    assert document.text == "Words."
    assert str(document.warnings[0]) == "a.docx: holds comments, which are not read"


@pytest.mark.parametrize(
    ("style", "kind", "level"),
    [
        ("Title", "heading", 1),
        ("Heading 3", "heading", 3),
        ("Intense Quote", "quote", 1),
        ("List Number", "item", 1),
        ("Caption", "caption", 1),
    ],
)
def test_styles_tell_what_a_paragraph_is(read, blocks, style: str, kind: str, level: int) -> None:
    document = read("a.docx", word(lambda file: file.add_paragraph("These words", style=style)))
    assert blocks(document) == [(kind, level, "These words")]


def test_line_breaks_tabs_and_paragraphs_in_cells(read) -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("one\ntwo\tthree")
        cell = document.add_table(1, 2).rows[0].cells
        cell[0].text, cell[1].text = "a\nb", "c"

    assert read("a.docx", word(fill)).text == "one\ntwo three\n\na\nb\tc"


def test_cells_that_are_merged_or_empty_keep_the_columns_of_the_others(read, blocks) -> None:
    def fill(document: Any) -> None:
        table = document.add_table(6, 3)
        rows = (
            ("Who", "Post", "Said by"),
            ("Ada Quill", "pilot", "The Gull"),
            ("", "cook", ""),
            ("Ned Oakum", "", "The Tern"),
            ("Both", "", "x"),
        )
        for at, cells in enumerate(rows):
            for column, words in enumerate(cells):
                table.cell(at, column).text = words
        table.cell(1, 0).merge(table.cell(2, 0))
        table.cell(4, 0).merge(table.cell(4, 1))
        table.cell(5, 1).text = "alone"
        document.add_paragraph("Behind it.")

    document = read("a.docx", word(fill))
    lines = ["Who\tPost\tSaid by", "Ada Quill\tpilot\tThe Gull", "Ada Quill\tcook", "Ned Oakum\t\tThe Tern", "Both\t\tx", "\talone"]
    assert document.text == "\n".join(lines) + "\n\nBehind it."
    assert [words for _, _, words in blocks(document)] == [line.strip() for line in lines]


def test_a_name_that_a_program_left_is_no_author(read) -> None:
    assert read("a.docx", word(lambda file: file.add_paragraph("x"))).authors == ()


def test_its_head_credits_outlet_and_day_and_the_day_of_the_file_is_not_taken_for_it(read) -> None:
    def fill(document: Any) -> None:
        document.add_heading("The clerk who walked over", 0)
        document.add_paragraph("By Mira Feld, The Quay Courier, 14 March 2031")
        document.add_paragraph("It rained on the quay.")

    document = read("a.docx", word(fill))
    assert (document.publisher, document.published) == ("The Quay Courier", "2031-03-14")
    assert [str(each) for each in document.warnings] == []


def test_a_document_without_words_says_so(read) -> None:
    with pytest.raises(LoadError, match=r"a\.docx: holds no text; what is in pictures is not read"):
        read("a.docx", word(lambda _: None))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
            "is encrypted, or in the old form of Word (.doc); save it as .docx without a password",
        ),
        (b"no zip at all", "is a broken Word document, or none, and cannot be read"),
    ],
)
def test_what_is_no_docx_says_so(read, data: bytes, said: str) -> None:
    with pytest.raises(LoadError) as caught:
        read("a.docx", data)
    assert str(caught.value) == f"a.docx: {said}"


@pytest.mark.parametrize("share", [0.3, 0.7, 0.99])
def test_a_file_that_is_cut_off_is_broken(read, samples: Path, share: float) -> None:
    data = (samples / "statement.docx").read_bytes()
    with pytest.raises(LoadError, match=r"a\.docx: is a broken Word document, or none, and cannot be read"):
        read("a.docx", data[: int(len(data) * share)])


def test_a_zip_bomb_is_not_unpacked(read, samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = replaced(samples, "word/media/bomb.bin", bytes(9_000_000))
    assert len(bomb) < 100_000
    monkeypatch.setattr("loaders.documents.word.MOST_UNPACKED", 8_000_000)
    with pytest.raises(LoadError, match=r"a\.docx: would unpack to more than 8,000,000 bytes or 10,000 parts, which no document needs"):
        read("a.docx", bomb)


BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
BOMB = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'


@pytest.mark.parametrize(
    "xml",
    [
        BOMB + BODY.format("<w:p><w:r><w:t>&c;</w:t></w:r></w:p>"),
        '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + BODY.format("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>"),
        BODY.format("<w:p>" * 10_000),
        BODY.format(""),
        "<w:document>",
    ],
    ids=["bomb", "file", "deep", "empty", "none"],
)
def test_hostile_xml_gives_nothing_but_an_error(read, samples: Path, xml: str) -> None:
    with pytest.raises(LoadError, match=r"a\.docx: (is a broken Word document|holds no text)"):
        read("a.docx", replaced(samples, "word/document.xml", xml.encode()))


def field(paragraph: Any, told: str, shown: str) -> None:
    """A field as Word writes it: begin, what it is, what it shows, end, a run each."""
    for kind in ("begin", "", "separate", "shown", "end"):
        run = paragraph.add_run(shown if kind == "shown" else "")
        part = OxmlElement("w:fldChar" if kind in ("begin", "separate", "end") else "w:instrText")
        if kind == "shown":
            continue
        part.set(qn("w:fldCharType"), kind) if kind else setattr(part, "text", told)
        run._r.append(part)


def test_links_that_are_fields_are_links(read) -> None:
    def fill(document: Any) -> None:
        paragraph = document.add_paragraph("See ")
        field(paragraph, ' HYPERLINK "https://a.example/filings" ', "the filings")
        paragraph.add_run(" of page ")
        field(paragraph, " PAGEREF x ", "7")
        simple = OxmlElement("w:fldSimple")
        simple.set(qn("w:instr"), 'HYPERLINK "https://a.example/diary"')
        run, words = OxmlElement("w:r"), OxmlElement("w:t")
        words.text = ", diary"
        run.append(words)
        simple.append(run)
        paragraph._p.append(simple)

    document = read("a.docx", word(fill))
    assert document.text == "See the filings of page 7, diary"
    assert [(link.words, link.address) for link in document.links] == [
        ("the filings", "https://a.example/filings"),
        (", diary", "https://a.example/diary"),
    ]


@pytest.mark.parametrize("told", ["HYPERLINK", ' HYPERLINK "javascript:alert(1)" ', ' HYPERLINK \\l "mark" '])
def test_fields_that_lead_nowhere_are_words(read, told: str) -> None:
    document = read("a.docx", word(lambda document: field(document.add_paragraph("See "), told, "the filings")))
    assert (document.text, document.links) == ("See the filings", ())


def test_hidden_words_and_contents_are_not_read(read) -> None:
    def fill(document: Any) -> None:
        document.styles.add_style("toc 1", 1)
        document.add_paragraph("The diary\t1", style="toc 1")
        document.add_paragraph("The diary was kept.").add_run(" Check this.").font.hidden = True

    assert read("a.docx", word(fill)).text == "The diary was kept."


def test_a_document_without_headings_tells_by_the_lines_above_its_text(read) -> None:
    def fill(document: Any) -> None:
        document.core_properties.author = "Windows User"
        for line in ("PRESS RELEASE", "Ministry of Harbours rejects report on the quay", "Korven, 5 March 2031"):
            document.add_paragraph(line)
        document.add_paragraph(
            "The ministry denied on Tuesday that any list existed, and its spokesman said that it was about dredging alone."
        )

    document = read("a.docx", word(fill))
    assert (document.title, document.published) == ("Ministry of Harbours rejects report on the quay", "2031-03-05")
    assert document.authors == ()
