"""Bytes become text, or an error that names the line; nothing is guessed in silence."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import LoadError

WORDS = "Café, naïve — Zürich: 董经纬\nsecond line"


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        codecs.BOM_UTF8 + WORDS.encode(),
        WORDS.encode("utf-16"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
        WORDS.encode("utf-32"),
        WORDS.replace("\n", "\r\n").encode(),
        WORDS.replace("\n", "\r").encode(),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16", "utf-16-be", "utf-32", "crlf", "cr"],
)
def test_unicode_in_every_form_is_one_text(read, data: bytes) -> None:
    document = read("a.txt", data)
    assert document.text == WORDS
    assert document.warnings == ()


@pytest.mark.parametrize(
    "text", ["Der Bürgermeister von Zürich grüßt", "le ministère a été prévenu", "“Nothing,” he said – £5", "São Tomé"]
)
def test_western_bytes_are_read_with_a_warning(read, text: str) -> None:
    document = read("a.txt", b"first line\n" + text.encode("cp1252"))
    assert document.text == f"first line\n{text}"
    assert str(document.warnings[0]) == "a.txt:2: is not UTF-8; read as Windows-1252 (Latin-1), 95% sure: look at names with accents"


@pytest.mark.parametrize(
    ("text", "encoding"), [("Министр встретил директора", "cp1251"), ("部长会见了主任", "gb18030"), ("大臣は社長に", "shift_jis")]
)
def test_another_encoding_is_refused_not_garbled(read, text: str, encoding: str) -> None:
    with pytest.raises(
        LoadError, match=r"a\.txt:2: is not UTF-8, and its encoding cannot be told \(byte 0x[0-9A-F]{2}\); save it as UTF-8"
    ):
        read("a.txt", b"first\n" + text.encode(encoding))


def test_a_mixture_names_both_lines(read) -> None:
    with pytest.raises(LoadError, match=r"a\.txt:3: mixes encodings: UTF-8 in line 1, something else in line 3; save it as UTF-8"):
        read("a.txt", "Zürich\nplain\n".encode() + "Zürich".encode("cp1252"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"one\ntwo\0three", "a.txt:2: holds a NUL character; this is no text file, or it is damaged"),
        ("two lines\nhere".encode("utf-16-le"), "a.txt:1: holds a NUL character; it may be UTF-16 without its mark: save it as UTF-8"),
        (codecs.BOM_UTF8 + b"one\n\xff", "a.txt:2: begins with the mark of UTF-8 and is not UTF-8 throughout; save it as UTF-8"),
        (codecs.BOM_UTF16_LE + b"a\0b", "a.txt:1: begins with the mark of UTF-16 and is not UTF-16 throughout; save it as UTF-8"),
        (b"", "a.txt: is empty"),
        (b" \r\n\t\n", "a.txt: is empty"),
    ],
)
def test_what_is_no_text_says_so(read, data: bytes, said: str) -> None:
    with pytest.raises(LoadError) as caught:
        read("a.txt", data)
    assert str(caught.value) == said


PAGE = "<!DOCTYPE html><html><head>{}</head><body><p>Zürich: the minister, said Mr Müller, was told.</p></body></html>"


@pytest.mark.parametrize(
    ("head", "encoding", "told"),
    [
        ('<meta charset="iso-8859-1">', "cp1252", ""),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252", ""),
        ("<meta charset='utf-16'>", "utf-8", ""),
        ("<meta charset=nonsense>", "utf-8", ""),
        ("<meta charset=rot13>", "utf-8", ""),
        ('<meta charset="utf-8">', "iso8859-15", "iso-8859-15"),
        ("", "utf-16", ""),
    ],
)
def test_a_page_is_read_as_it_says(read, head: str, encoding: str, told: str) -> None:
    document = read("a.html", PAGE.format(head).encode(encoding), charset=told)
    assert document.text == "Zürich: the minister, said Mr Müller, was told."
    assert document.warnings == ()


def test_a_page_that_lies_of_its_encoding_is_read_with_a_warning(read) -> None:
    document = read("a.html", PAGE.format("<meta charset=ascii>").replace("Zürich", "\x81").encode("utf-8"))
    assert "Mr Müller" in document.text
    assert "says that it is 'ascii' and is not" in str(document.warnings[0])


@pytest.mark.parametrize("told", ["us-ascii", "iso-8859-1", "windows-1252"])
@pytest.mark.parametrize("words", ["Müller kaufte das Café.", "It\u2019s paid \u2013 4 \u20ac."])
def test_what_says_that_it_is_western_and_is_utf_8_is_not_garbled(read, told: str, words: str) -> None:
    mail = f"From: a@a.example\nSubject: x\nContent-Type: text/plain; charset={told}\n\n{words}".encode()
    for name, data in (("a.eml", mail), ("a.html", f'<meta charset="{told}"><p>{words}</p>'.encode())):
        document = read(name, data)
        assert document.text.endswith(words)
        assert f"says that it is '{told}' and is not" in str(document.warnings[0])


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200), name=st.sampled_from(["a.txt", "a.md", "a.html", "a.eml", "a.rss", "a.pdf", "a.docx"]))
def test_any_bytes_are_read_or_refused(read, data: bytes, name: str) -> None:
    try:
        document = read(name, data)
    except LoadError as error:
        assert "\n" not in str(error) and error.problems
    else:
        assert len(document.plain) == len(document.text)
