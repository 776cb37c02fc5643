"""The text of bytes: UTF-8, UTF-16 and UTF-32 by their marks, what the file itself says, Windows-1252 with a word on how sure that is."""

from __future__ import annotations

import codecs
import re

from loaders.documents.metadata import Metadata
from loaders.inputs import refused
from loaders.problems import shown

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""The bytes that a file of an encoding may begin with; the longer before those that they begin with."""
_WESTERN = {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "windows-1252", "cp1252", "iso8859-1"}
_WESTERN_IS = "cp1252"
_HIGH = re.compile(rb"[\x80-\xff]+")
_SIGNS = frozenset(b"\x80\x84\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa1\xa3\xa7\xa9\xab\xad\xb0\xb7\xbb\xbd\xbf")
_UNUSED = frozenset(b"\x81\x8d\x8f\x90\x9d")
_SURE_ENOUGH = 0.6


def text_of(data: bytes, found: Metadata, *, said: str = "") -> str:
    """The text of a file, with line feeds alone as line ends; `said` is the encoding that the file or its server tells.

    Raises LoadError, naming the line, for NUL characters, for a mixture of encodings, and for an encoding that cannot be told.
    """
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "")
    text = _by_mark(data, encoding, found.name) if encoding else _without_mark(data, found, said)
    zero = text.find("\0")
    if zero >= 0:
        wide = not encoding and data.count(0) > len(data) // 5
        hint = "it may be UTF-16 without its mark: save it as UTF-8" if wide else "this is no text file, or it is damaged"
        raise refused(found.name, f"holds a NUL character; {hint}", text.count("\n", 0, zero) + 1)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _by_mark(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].decode(encoding, "replace").count("\n") + 1
        told = encoding.removesuffix("-sig").upper()
        raise refused(name, f"begins with the mark of {told} and is not {told} throughout; save it as UTF-8", line) from error


def _without_mark(data: bytes, found: Metadata, said: str) -> str:
    known = _known(said)
    # letters of UTF-8 are signs of print in Windows-1252, which takes almost any bytes: hardly a text is both by chance
    if known == _WESTERN_IS and not data.isascii() and _is_utf8(data):
        found.warn(f"says that it is {shown(said)} and is not")
    elif known and known != "utf-8":
        try:
            return data.decode(known)
        except UnicodeDecodeError:
            found.warn(f"says that it is {shown(said)} and is not")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _western(data, error.start, found)


def _known(said: str) -> str:
    """The name of an encoding as Python has it, empty if it is unknown; what the web calls Latin-1 is Windows-1252."""
    name = said.strip().strip("\"'").lower()
    if name in _WESTERN:
        return _WESTERN_IS
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    return codec.name if getattr(codec, "_is_text_encoding", False) and not codec.name.startswith("utf-16") else ""


def _western(data: bytes, wrong: int, found: Metadata) -> str:
    """The text of bytes that are not UTF-8, as Windows-1252 if that is likely."""
    line = data.count(b"\n", 0, wrong) + 1
    other = next((number for number, each in enumerate(data.split(b"\n"), 1) if not each.isascii() and _is_utf8(each)), 0)
    if other:
        raise refused(found.name, f"mixes encodings: UTF-8 in line {other:,}, something else in line {line:,}; save it as UTF-8", line)
    sure = _likeliness(data)
    if sure < _SURE_ENOUGH:
        raise refused(found.name, f"is not UTF-8, and its encoding cannot be told (byte 0x{data[wrong]:02X}); save it as UTF-8", line)
    text = f"is not UTF-8; read as Windows-1252 (Latin-1), {sure:.0%} sure: look at names with accents"
    found.warn(text, line)
    return data.decode(_WESTERN_IS, "replace")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _likeliness(data: bytes) -> float:
    """How much looks like a Western language: of the runs of high bytes, those that are a letter or two in a word, or a sign of print."""
    good = total = 0
    for run in _HIGH.finditer(data):
        total += 1
        before, after = data[run.start() - 1 : run.start()], data[run.end() : run.end() + 1]
        letters = all(byte >= 0xC0 or byte in b"\x8a\x8c\x8e\x9a\x9c\x9e\x9f" for byte in run[0])
        word = before.isalpha() or after.isalpha()
        signs = all(byte in _SIGNS or byte >= 0xC0 for byte in run[0])
        good += not any(byte in _UNUSED for byte in run[0]) and len(run[0]) <= 3 and ((letters and word and len(run[0]) <= 2) or signs)
    return min(good / total, 0.95)
