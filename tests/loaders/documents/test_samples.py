"""The sample of each format is read whole: its words, what it says of itself, its blocks and links, and what a case keeps of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.model import Source
from loaders import documents
from loaders.documents import Document, Place
from loaders.inputs import inputs
from loaders.problems import Problems

PUBLISHED = {
    "article.html": ["2031-03-04"],
    "atom.xml": ["2031-03-03"],
    "blog.md": ["2031-03"],
    "feed.xml": ["2031-03-04", "2031-03-06"],
    "letters.mbox": ["2031-03-04", "2031-03-05", "2031-03-05"],
    "report.pdf": [None],
    "saved.mhtml": ["2031-03-06"],
    "statement.docx": [None],
    "thread.eml": ["2031-03-03", None],
    "wire.txt": ["2031-03-04"],
}


@pytest.fixture(scope="module")
def read_samples(samples: Path) -> dict[str, list[Document]]:
    problems = Problems()
    found: dict[str, list[Document]] = {}
    for each in inputs([samples / "*.*"], problems):
        name = Path(each.name).relative_to(samples).parts[0]
        if name != "README.md":
            found.setdefault(name, []).extend(documents.read_all(each))
    assert problems.wrong() == []
    return found


def test_each_sample_has_its_line_in_the_readme_and_its_test(samples: Path, read_samples: dict[str, list[Document]]) -> None:
    told = re.findall(r"^\| `([^`]+)`", (samples / "README.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(told) == sorted(read_samples) == sorted(PUBLISHED)
    assert {document.kind for found in read_samples.values() for document in found} == set(documents.READERS)


@pytest.mark.parametrize("name", PUBLISHED)
def test_dates_are_as_told_and_no_further(read_samples: dict[str, list[Document]], name: str) -> None:
    assert [document.published for document in read_samples[name]] == PUBLISHED[name]


@pytest.mark.parametrize("name", PUBLISHED)
def test_everything_found_stands_in_the_text(read_samples: dict[str, list[Document]], name: str) -> None:
    for document in read_samples[name]:
        assert "\r" not in document.text and len(document.plain) == len(document.text)
        assert [document.text[link.span.start : link.span.end] for link in document.links] == [link.words for link in document.links]
        assert all(block.span.end <= len(document.text) for block in document.blocks)
        assert all(document.text[block.span.start : block.span.end].strip() for block in document.blocks)
        assert set(document.told) >= {"title"}
        record = documents.record(document, "samples")
        assert record.sha256 == document.sha256 and record.seen == "full"
        assert all(isinstance(each, Source) or each.key for each in documents.records(document, "samples"))


def test_web_page(read_samples: dict[str, list[Document]], blocks) -> None:
    (page,) = read_samples["article.html"]
    assert page.text.startswith(
        "Kral met Rook two weeks before the tender\n\nBy Lena Moss and Peter Hald\n\nThe minister for harbours, Ines Kral,"
    )
    assert "Front page" not in page.text and "Most read" not in page.text and "All rights reserved" not in page.text
    assert (page.title, page.authors, page.publisher) == (
        "Kral met Rook two weeks before the tender",
        ("Lena Moss", "Peter Hald"),
        "The Ashby Courier",
    )
    assert (page.address, page.language, page.source) == ("https://courier.example/harbour", "en-GB", "article")
    assert page.told["published"] == "JSON-LD datePublished" and page.told["address"] == "link rel=canonical"
    assert blocks(page) == [
        ("heading", 1, "Kral met Rook two weeks before the tender"),
        ("quote", 1, "The contract was not discussed on that day or on any other.\n\nThe minister receives many visitors."),
        ("caption", 1, "The eastern quay of Port Ashby in January. Photo: Lena Moss"),
        ("heading", 2, "A second page"),
        ("item", 1, "18 February: the meeting"),
        ("item", 1, "4 March: the tender is opened"),
        ("row", 1, "Bidder\tOffer in millions"),
        ("row", 1, "Norrland Lines\t41"),
        ("row", 1, "Ashby Docks\t47"),
    ]
    assert [(link.words, link.address) for link in page.links] == [
        ("a visitors' list", "https://courier.example/lists/2031-02"),
        ("a notice", "https://ministry.example/notices/14"),
        ("Quayside Notes", "https://quayside.example/notes/visitors-list"),
    ]
    assert page.warnings == () and page.place(5) is None


def test_markdown(read_samples: dict[str, list[Document]], samples: Path, blocks) -> None:
    (blog,) = read_samples["blog.md"]
    assert blog.text == (samples / "blog.md").read_text("utf-8")
    assert (blog.title, blog.authors, blog.publisher) == ("What the visitors' list does not say", ("Mira Feld",), "Quayside Notes")
    assert "The  Courier                                   reports that  Ines Kral  met   Tomas Rook   in February" in blog.plain
    assert not re.search(r"[#*\[\]>|]|https?:", blog.plain)
    assert [(link.words, link.address) for link in blog.links] == [
        ("Courier", "https://courier.example/harbour"),
        ("genuine", "https://courier.example/lists/2031-02"),
    ]
    assert [(block[1], block[3:]) for block in blocks(blog, "quote")] == [(1, ("One of them",)), (2, ())]
    assert [block[2] for block in blocks(blog, "caption")] == ["The harbour office of Port Ashby, photographed by Lena Moss"]
    assert blog.place(blog.text.index("Nobody asked us")) == Place(15)


def test_pdf(read_samples: dict[str, list[Document]], blocks) -> None:
    (report,) = read_samples["report.pdf"]
    assert (
        "It heard eleven officials, among them the minister, Ines Kral, and read the correspondence of the harbour department"
        in report.text
    )
    assert "Report 31/7" not in report.text and "Page 1" not in report.text
    assert [str(warning).partition(": ")[2] for warning in report.warnings] == [
        "lines that repeat on the pages were left out: 'Audit Office of Velmar — Report 31/7', 'Page 1 of 2'",
        "does not say when it was published; its file was made on 2031-05-20",
    ]
    assert blocks(report) == [
        ("heading", 1, "Audit of the eastern quay tender"),
        ("heading", 2, "What was found"),
        ("item", 1, "• The change was not published."),
        ("item", 1, "• It was signed by Jon Abel."),
        ("heading", 2, "What follows"),
    ]
    assert len(report.pages) == 2
    place = report.place(report.text.index("recommends"))
    assert place is not None and place.page == 2
    start = report.text.index("Tomas Rook declined")
    locator = report.locator(documents.Span(start, start + 30))
    assert (locator.page, locator.cue, locator.sha256) == (
        place.page if start >= report.pages[1].start else 1,
        "Tomas Rook declined to be hear",
        report.sha256,
    )


def test_word(read_samples: dict[str, list[Document]], blocks) -> None:
    (statement,) = read_samples["statement.docx"]
    assert (statement.title, statement.authors, statement.made, statement.language) == (
        "Statement of Nora Vik",
        ("Nora Vik",),
        "2031-03-10",
        "en-GB",
    )
    assert blocks(statement) == [
        ("heading", 1, "Statement of Nora Vik"),
        ("heading", 1, "What we were told"),
        ("quote", 1, "The minister receives many visitors."),
        ("item", 1, "Who changed the criteria?"),
        ("item", 1, "Who was told of it?"),
        ("row", 1, "Bidder\tHeard of the change"),
        ("row", 1, "Ashby Docks\t4 March"),
        ("caption", 1, "Table 1. Who heard when"),
        ("note", 1, "[1] The paper printed it on 4 March 2031."),
    ]
    assert "from The Ashby Courier, not from the ministry.[1]" in statement.text
    assert [(link.words, link.address) for link in statement.links] == [("The Ashby Courier", "https://courier.example/harbour")]


def test_mail(read_samples: dict[str, list[Document]], blocks) -> None:
    mail, timetable = read_samples["thread.eml"]
    assert mail.text.startswith("From: Tomas Rook <t.rook@norrland.example>\nTo: Ines Kral <kral@ministry.example>\n")
    assert (mail.title, mail.authors, mail.publisher, mail.source) == (
        "Re: Eastern quay – timetable",
        ("Tomas Rook",),
        "Tomas Rook",
        "email",
    )
    assert blocks(mail, "quote") == [
        (
            "quote",
            1,
            "> The tender opens tomorrow. Please do not call the office.\n>\n"
            "> On Sun, 2 Mar 2031, Tomas Rook wrote:\n> > Is Tuesday still good?",
            "Ines Kral",
        ),
        ("quote", 2, "> > Is Tuesday still good?", "Tomas Rook"),
    ]
    assert [block[2] for block in blocks(mail, "header")][-1] == "Subject: Re: Eastern quay – timetable"
    assert mail.attachments == ("timetable.pdf",)
    assert mail.warnings == ()
    assert (timetable.kind, "The board of Norrland Shipping agreed" in timetable.text) == ("pdf", True)
    assert documents.record(timetable, "c").note == "came attached to the mail 'Re: Eastern quay – timetable' from Tomas Rook, 2031-03-03"
    assert documents.record(mail, "c").cites[-1].to == documents.record(timetable, "c").key
    assert mail.links[0].address == "https://norrland.example/board/7"
    assert documents.record(mail, "c").publisher == "person:tomas-rook"


def test_a_saved_page(read_samples: dict[str, list[Document]], blocks) -> None:
    (page,) = read_samples["saved.mhtml"]
    assert (page.title, page.publisher, page.authors) == ("Audit office asks for the second page", "Quay Watch", ("Otto Brandt",))
    assert (page.published, page.retrieved) == ("2031-03-06", "2031-03-08")
    assert page.address == "https://quaywatch.example/2031/03/second-page?utm_source=mail"
    assert blocks(page, "quote") == [("quote", 1, "We have seen the first page. We have not seen the second.")]
    assert [link.address for link in page.links] == ["https://courier.example/harbour"]
    assert "second page – “not one line”" in page.text and "Ada Quill" not in page.text


def test_a_mailbox(read_samples: dict[str, list[Document]]) -> None:
    first, second, inner = read_samples["letters.mbox"]
    assert [each.title for each in (first, second, inner)] == ["The list of visitors", "Fwd: The second page", "The second page"]
    assert "\nFrom that you may conclude" in first.text
    assert (inner.publisher, inner.name.rpartition("letters.mbox/")[2]) == (
        "Mira Feld",
        "20310305.1740@courier.example.eml/forwarded.eml",
    )
    assert documents.record(second, "c").cites[-1].to == documents.record(inner, "c").key


def test_feeds(read_samples: dict[str, list[Document]], blocks) -> None:
    first, second = read_samples["feed.xml"]
    assert (first.title, first.authors, first.publisher) == ("Courier: minister met bidder", ("Sara Lind",), "Harbour Post")
    assert [link.address for link in first.links] == ["https://courier.example/harbour"]
    assert blocks(first, "quote") == [("quote", 1, "The contract was not discussed.")]
    assert second.address == "https://harbourpost.example/2031/03/ashby-docks-to-sue"
    (notice,) = read_samples["atom.xml"]
    assert (notice.published, notice.made, notice.authors) == ("2031-03-03", "2031-03-05", ("Jon Abel",))


def test_plain_text(read_samples: dict[str, list[Document]], samples: Path) -> None:
    (wire,) = read_samples["wire.txt"]
    assert wire.text == (samples / "wire.txt").read_text("utf-8")
    assert wire.title == "Harbour minister met shipping firm before the tender, records show"
    assert [wire.place(block.span.start) for block in wire.blocks] == [Place(9), Place(10), Place(11)]
    assert [link.address for link in wire.links] == ["https://courier.example/lists/2031-02"]


def test_samples_that_cite_each_other_do_so_by_key(read_samples: dict[str, list[Document]]) -> None:
    (blog,), (page,), (post, _) = read_samples["blog.md"], read_samples["article.html"], read_samples["feed.xml"]
    key = documents.record(page, "c").key
    assert key in {cited.to for cited in documents.record(blog, "c").cites}
    assert key in {cited.to for cited in documents.record(post, "c").cites}
    assert documents.record(blog, "c").key in {cited.to for cited in documents.record(page, "c").cites}
