"""What a file is: by its content first, by the ending of its name second."""

from __future__ import annotations

import io
import zipfile

import pytest

from loaders.kinds import HEAD, KINDS, recognise


def zipped(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return data.getvalue()[:HEAD]


MAIL = b"Received: from a\r\n\tby b\r\nFrom: A <a@b.example>\r\nSubject: x\r\n\r\nHello"
BOX = b"From - Tue Mar  4 23:30:00 2031\r\n"
TELLS = [
    (BOX + MAIL, "Inbox", "mailbox"),
    (BOX + MAIL, "mails.txt", "mailbox"),
    (b"From \r\n" + MAIL, "Inbox", "mailbox"),
    (b"From here to 2031\nNote: nobody knows.", "memo.txt", "text"),
    (b"From Ines, 18:40, 3 March 2031\nTo: Jon\n\nwords", "memo.txt", "text"),
    (b"words", "All mail.MBOX", "mailbox"),
    (b"%PDF-1.7\n", "letter.txt", "pdf"),
    (b"\n\n%PDF-1.4", "no-ending", "pdf"),
    (zipped("[Content_Types].xml", "_rels/.rels", "word/document.xml"), "letter.zip", "docx"),
    (zipped("one.txt", "two.txt"), "files.bin", "zip"),
    (zipped("word/one.txt"), "odd.zip", "docx"),
    (b"PK\x05\x06" + bytes(18), "empty.zip", "zip"),
    (b"\x1f\x8b\x08", "files", "tar"),
    (bytes(257) + b"ustar", "files.dat", "tar"),
    (b'<?xml version="1.0"?><!-- c --><rss version="2.0">', "news.xml", "feed"),
    (b'\xef\xbb\xbf<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom">', "news", "feed"),
    (b'<rdf:RDF xmlns="http://purl.org/rss/1.0/">', "news.xml", "feed"),
    (b"<!DOCTYPE html>\n<p>x", "page.txt", "html"),
    (b"<!-- saved from --><html><body>", "page.bin", "html"),
    ("<!DOCTYPE html><html>".encode("utf-16"), "page", "html"),
    (b"<div>no head</div>", "page.HTM", "html"),
    (MAIL, "thread.eml", "mail"),
    (b"From: <Saved by Blink>\r\nSubject: x\r\n", "page", "mhtml"),
    (b"MIME-Version: 1.0\r\nSnapshot-Content-Location: https://a.example/\r\n", "page.txt", "mhtml"),
    (b"MIME-Version: 1.0\r\n", "letter.MHT", "mhtml"),
    (MAIL, "thread", "mail"),
    (MAIL, "memo.txt", "text"),
    (b"# Title\n\nFrom: a\n", "notes.MD", "markdown"),
    (b"Plain words.", "README", "text"),
    (b"Plain words.", "notes.v2.txt", "text"),
    (b"broken", "report.pdf", "pdf"),
]


@pytest.mark.parametrize(("head", "name", "kind"), TELLS, ids=[f"{name}-{kind}" for _, name, kind in TELLS])
def test_kind_is_told_by_content_then_by_ending(head: bytes, name: str, kind: str) -> None:
    assert recognise(head, name) is KINDS[kind]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "picture.png"),
        (b"\0\1\2\3", "data"),
        (b"a,b\n1,2\n", "table.csv"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>", "drawing.svg"),
        (zipped("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"), "table.xlsx"),
        (b"", "nothing"),
    ],
    ids=["picture", "bytes", "csv", "svg", "xlsx", "empty"],
)
def test_what_nothing_reads_is_of_no_kind(head: bytes, name: str) -> None:
    assert recognise(head, name) is None


def test_no_head_takes_long() -> None:
    for piece in (b"<!--", b"<?xml ", b"<!DOCTYPE ", b"<!DOCTYPE [", b"From: ", b"PK\x03\x04", b" ", b"<", b"A:"):
        recognise((piece * HEAD)[:HEAD], "x")
        recognise(piece + b"x" * HEAD, "x")
