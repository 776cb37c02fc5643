"""What a case keeps of a document: one source with one key however often it is loaded, its publisher, and what it cites."""

from __future__ import annotations

import io

import openpyxl
import pytest

from graph.errors import LoadError
from graph.model import Source, Voice
from loaders import documents
from loaders.documents.source import cited, source_key
from loaders.inputs import given

MARKDOWN = "---\ntitle: A\nurl: https://a.example/a\npublisher: {publisher}\n---\n\n{text}"


def test_the_same_page_has_the_same_key_however_it_was_reached() -> None:
    key = source_key("https://a.example/2031/met")
    assert key.startswith("src:a-example-2031-met-")
    for other in ("http://a.example/2031/met", "https://A.example/2031/met#top", "https://a.example/2031/met?utm_source=x&fbclid=y"):
        assert source_key(other) == key
    assert source_key("https://a.example/2031/met?page=2") != key
    assert source_key("https://a.example/2031/Met") != key


@pytest.mark.parametrize("identity", ["", "///", "董经纬.pdf", "x" * 5_000, "a b|c/d e.txt", "<id@host>", "‮.txt"])
def test_any_name_makes_a_key(identity: str) -> None:
    assert Source(case="c", key=source_key(identity), publisher="outlet:a").key.startswith("src:")


def test_a_new_version_of_a_file_has_the_same_key_and_another_hash() -> None:
    old, new = (documents.record(documents.read(given("notes/a.txt", text)), "c") for text in (b"old words", b"new words"))
    assert old.key == new.key and old.sha256 != new.sha256
    assert documents.record(documents.read(given("other/a.txt", b"old words")), "c").key != old.key


def test_an_outlet_is_one_voice_with_and_without_its_article() -> None:
    one, other, mail = (
        documents.publisher(documents.read(given("a.md", MARKDOWN.format(publisher=name, text="x").encode())), "c")
        for name in ("The Quay Courier", "Quay Courier", "Theo Quay")
    )
    assert (one.key, one.name) == ("outlet:quay-courier", "The Quay Courier")
    assert other.key == one.key
    assert mail.key == "outlet:theo-quay"


def test_what_has_no_title_is_called_by_the_name_of_its_file_and_a_page_by_its_address() -> None:
    note = documents.record(documents.read(given("mails.zip/Notes on Tarn.txt", b"ida met olu in tarn, he said.")), "c")
    assert (note.title, note.called) == ("Notes on Tarn.txt", "Notes on Tarn.txt")
    page = documents.read(given("page.html", b"<html><p>ida met olu in tarn, he said.</p></html>", address="https://a.example/met"))
    assert documents.record(page, "c").called == "https://a.example/met"
    titled = documents.read(given("a.md", MARKDOWN.format(publisher="The A", text="x").encode()))
    assert documents.record(titled, "c").called == "A"


def test_citations_are_links_to_others_each_once() -> None:
    text = "[a](https://b.example/x#1) [b](https://b.example/x#2) [self](https://a.example/a#x) https://c.example/y?utm_medium=z"
    document = documents.read(given("a.md", MARKDOWN.format(publisher="A", text=text).encode()))
    assert cited(document) == ["https://b.example/x", "https://c.example/y"]
    assert [(each.to, each.how) for each in documents.record(document, "c").cites] == [
        (source_key("https://b.example/x"), "links"),
        (source_key("https://c.example/y"), "links"),
    ]


def test_records_name_everything_that_they_refer_to() -> None:
    text = "[a](https://www.b.example/x) [b](https://b.example/y)"
    found = list(documents.records(documents.read(given("a.md", MARKDOWN.format(publisher="The A", text=text).encode())), "c"))
    voices = {each.key: each.name for each in found if isinstance(each, Voice)}
    sources = {each.key: each for each in found if isinstance(each, Source)}
    assert voices == {"outlet:a": "The A", "outlet:b-example": "b.example"}
    assert all(source.publisher in voices for source in sources.values())
    assert all(citation.to in sources for source in sources.values() for citation in source.cites)
    assert [source.seen for source in sources.values()] == ["no", "no", "full"]
    assert found[-1] == documents.record(documents.read(given("a.md", MARKDOWN.format(publisher="The A", text=text).encode())), "c")


def test_who_published_a_file_that_does_not_say_is_unnamed() -> None:
    (voice, source) = documents.records(documents.read(given("notes/a.txt", b"words")), "c")
    assert isinstance(voice, Voice) and isinstance(source, Source)
    assert (voice.kind, voice.name, source.publisher, source.lang) == ("unnamed", "whoever published a.txt", voice.key, "und")


def test_hostile_titles_and_names_come_through_as_they_are() -> None:
    text = MARKDOWN.format(publisher="'<script>alert(1)</script>'", text="=cmd()")
    record = documents.record(documents.read(given("a.md", text.encode())), "c")
    assert record.publisher == "outlet:script-alert-1-script"


@pytest.mark.parametrize(("name", "data", "message"), [
    ("people.csv", b"a,b\n", "people.csv: is a table, no document: load it by itself, with a mapping"),
    ("20310412.export.CSV", b"1\t2\n", "20310412.export.CSV: is of GDELT, no document: unpack it"),
    ("people.xlsx", None, "people.xlsx: is a table, no document"),
    ("a.json", b'{"a": 1}', "a.json: is no document, and none of the graphs and data sets that are known"),
    ("net.gexf", b"<gexf/>", "net.gexf: is a graph, no document: load it by itself"),
    ("net.gml", b"graph []", "net.gml: is a graph in a format that is not read; save it as GraphML"),
    ("old.doc", b"\xd0\xcf\x11\xe0", "old.doc: is no format that is read; save it as .docx"),
    ("box.pst", b"!BDN", "box.pst: holds mails in a format that is not read; save them as .eml"),
    ("Inbox", b"From a@x Tue Mar  4 23:30:00 2031\nTo: b@x\n\nHello\n", "Inbox: is a mailbox of several mails (mbox), which is no"),
    ("words.yml", b"# fiction\nnames:\n  - {name: Harbour Desk, kind: agency}\nsaying: [blab]\n",
     "words.yml: is a lexicon, the words of a case, and no document: put it as lexicon.yml into the folder of the case"),
    ("case.yml", b"case: {id: a}\nnames: []\n", "case.yml: is YAML, no document: a case is loaded by its folder"),
    ("winmail.dat", b"x\x9f>", "winmail.dat: is what Outlook puts beside a mail for another Outlook, and is not read; ask the sender"),
    ("hearing.vtt", b"WEBVTT", "hearing.vtt: holds subtitles, whose times and numbers would be read as words; save the transcript"),
    ("a.log", b"x", "a.log: has an ending that is not read; if it is plain text, name it .txt"),
])  # fmt: skip
def test_what_is_to_be_done_with_other_files_is_told(name: str, data: bytes | None, message: str) -> None:
    if data is None:
        # as openpyxl packs it, the list of contents not first
        openpyxl.Workbook().save(made := io.BytesIO())
        data = made.getvalue()
    with pytest.raises(LoadError) as caught:
        documents.read(given(name, data))
    assert str(caught.value).startswith(message)


def test_what_is_no_document_says_what_is_read() -> None:
    with pytest.raises(LoadError) as caught:
        documents.read(given("a.png", b"\x89PNG\r\n\x1a\n\0"))
    assert str(caught.value) == (
        "a.png: is of no kind that is known; read are a PDF file, a Word document (.docx), an RSS or Atom feed, a web page, "
        "a web page saved as one file (.mhtml), a mail (.eml), Markdown or plain text"
    )


def test_decisions_that_are_given_by_themselves_are_told_where_they_go() -> None:
    with pytest.raises(LoadError, match=r"put it as decisions\.jsonl into the folder of that case beside its case\.yml"):
        documents.read(given("decisions.jsonl", b'{"case": "harbour"}\n'))
