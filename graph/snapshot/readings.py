"""What a text can be read as: decoded, joined, or with letters that look alike taken for each other."""

from __future__ import annotations

import base64
import binascii
import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from urllib.parse import unquote, unquote_to_bytes

DECODED = 3
"""So many times a text is decoded: `%2544` is `%44` is `D`."""
CODES = ("latin-1", "cp1250", "cp1251", "cp1254", "gb18030", "shift_jis", "euc_kr")
"""Codes of old addresses and mails, tried where bytes are no UTF-8."""
_CODED = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|U([0-9a-fA-F]{8})|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))|%u([0-9a-fA-F]{4})")
_OCTAL = re.compile(r"(?:\\[0-3][0-7]{2})+")
_QUOTED = re.compile(r"(?:=[0-9A-F]{2})+")
_PACKED = re.compile(r"[A-Za-z0-9+/_-]{6,}={0,2}")
_HEX = re.compile(r"(?<![0-9A-Fa-f])(?:[0-9A-Fa-f]{2}){4,}(?![0-9A-Fa-f])")
_PUNYCODE = re.compile(r"xn--([a-z0-9-]+)", re.I)
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")
_HUMP = re.compile(r"(?<=[^\W\d_])(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z])")
_SPLIT = re.compile(r"(?<=[^\W_])[-'\u00ad\u2010\u2011’ʼ]\s?(?=[^\W_])")
_SPACED = re.compile(r"(?<!\w)(?:[^\W_][ .*_·-]){2,}[^\W_](?!\w)")
_NUMBERED = re.compile(r"(?<!\w)\w*(?:[^\W\d_]\d|\d[^\W\d_])\w*")
_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаесѕіјорухԁһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧανοριυκτ",
    "ABESIJKMHOPCTYXaecsijopyxdhqwABEZHIKMNOPTYXavopiukt",
)
_DIGITS = str.maketrans("013457", "oieast")


def alike(text: str) -> str:
    """With letters of Cyrillic and Greek that look like Latin ones taken for these."""
    return text.translate(_ALIKE)


def readings(text: str) -> Iterator[str]:
    """The text as it is, decoded in every way, and each of these as it may be read; none twice."""
    seen: set[str] = set()
    level = [text]
    for _ in range(DECODED + 1):
        fresh = [each for each in dict.fromkeys(level) if each not in seen]
        seen.update(fresh)
        for each in fresh:
            yield each
            for read in _shapes(each):
                if read not in seen:
                    seen.add(read)
                    yield read
        level = [read for each in fresh for read in _decoded(each)]


def _decoded(text: str) -> Iterator[str]:
    yield unquote(html.unescape(text))
    if "%" in text and "\ufffd" in unquote(text):
        yield from (unquote(text, code, "ignore") for code in CODES)
    if "\\" in text or "%u" in text:
        yield _CODED.sub(_character, text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        yield _OCTAL.sub(lambda found: _text(bytes(int(each, 8) for each in found[0].split("\\")[1:])), text)
    if "=" in text:
        yield _QUOTED.sub(lambda found: _text(unquote_to_bytes(found[0].replace("=", "%"))), text)
    if "xn--" in text.lower():
        yield _PUNYCODE.sub(lambda found: _tried(lambda: found[1].encode().decode("punycode")), text)
    if "<" in text:
        yield _TAG.sub("", text)
    if any("\u00c2" <= character <= "\u00f4" for character in text):
        # UTF-8 that was once read as another code
        yield _tried(lambda: text.encode("cp1252").decode())
    for found in _PACKED.finditer(text):
        yield from _unpacked(found[0])
    for found in _HEX.finditer(text):
        yield _tried(lambda found=found: bytes.fromhex(found[0]).decode())  # type: ignore[misc]


def _shapes(text: str) -> Iterator[str]:
    yield _HUMP.sub(" ", text)
    yield _SPLIT.sub("", unicodedata.normalize("NFC", text))
    yield _SPACED.sub(lambda found: re.sub(r"[\W_]", "", found[0]), text)
    if not text.isascii():
        yield alike(text)
    if any(mark in text for mark in "\u202e\u2067\u202d\u2066"):
        yield text[::-1]
    if numbered := _NUMBERED.search(text):
        yield _NUMBERED.sub(lambda found: found[0].translate(_DIGITS), text)
        if "1" in numbered.string:
            yield _NUMBERED.sub(lambda found: found[0].replace("1", "l").translate(_DIGITS), text)


def _character(found: re.Match[str]) -> str:
    number = int(next(each for each in found.groups() if each), 16)
    return chr(number) if number <= 0x10FFFF else ""


def _unpacked(text: str) -> Iterator[str]:
    """What base64 holds, if it is text; of a part of an address too, which begins anywhere."""
    bare = text.rstrip("=").replace("-", "+").replace("_", "/")
    for piece in {bare, *bare.split("/")}:
        if len(piece) >= 6:
            read = _tried(lambda piece=piece: base64.b64decode(piece + "=" * (-len(piece) % 4)).decode())  # type: ignore[misc]
            if read.isprintable():
                yield read


def _text(data: bytes) -> str:
    return _tried(data.decode) or data.decode("latin-1")


def _tried(read: Callable[[], str]) -> str:
    try:
        return read()
    except (UnicodeError, binascii.Error, ValueError):
        return ""
