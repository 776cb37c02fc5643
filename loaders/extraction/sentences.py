"""Sentences of plain text as spans, by rules: a headline, a list item, a line of a header is one each; wrapped lines are joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from loaders.extraction.lexicon import Lexicon, lexicon
from loaders.extraction.proposals import Span

LONGEST = 3_000
"""Characters; a longer stretch without an end is cut at a space, so that no pattern meets more."""
_PARAGRAPH = 200
"""Characters of a line: with one so long the lines of a text are paragraphs, where none begins with a small letter."""
_GONE_ON = re.compile(r"\n(?<=[^\s.:;,!?]\n)[ \t>]{0,9}[a-z]")
_FIRST = re.compile(r"[^\w\n]{0,8}\w")
_WRAPPED = 45
"""A line of at least so many characters may go on in the next one."""

_LINE = re.compile(r"[^\n]+")
_BLOCK = re.compile(
    r"</?(?:p|div|h[1-6]|li|ul|ol|br|hr|blockquote|t[drh]|table|title|head|body|html|article|section|header|footer|meta|!doctype)\b"
    r"[^<>\n]{0,400}>",
    re.IGNORECASE,
)
_LEAD = re.compile(r"[ \t>]{0,40}(?:(?:\*{0,3}[-*+•·‣]|#{1,6}|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])[ \t]{1,8}){0,3}")
_STAMP = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}[:.]\d\d"
_ITEM = re.compile(rf"[ \t>]{{0,40}}(?:{_STAMP}|[-*+•·‣#|]|\[|\(?(?:\d{{1,3}}|[a-zA-Z])[.)][ \t]|-{{2,}}|[\w-]{{1,20}}:[ \t])")
_STAMPED = re.compile(rf"[ \t]*\[?{_STAMP}|[^\n]*(?:{_STAMP}|\d{{4}},? \d{{1,2}}:\d\d)\]?:?[ \t]*$")
"""A line that begins or ends with day and time is the head of a message, which no line goes on."""
_END = re.compile(r"""[.!?…]{1,4}["'»)\]*_]{0,4}(?:\[\^?\w{1,8}\]){0,3}(?=\s)""")
_NEXT = re.compile(r"""[ \t\n>]{1,60}(?:[-*_]{0,3})["'«(\[*_]{0,4}(?=(.))""")
_WORD = re.compile(r"[^\W_][\w.'-]{0,40}")
_SIGN = re.compile(r"[^\W_]")
_LAST = re.compile(r"[\w.']{1,40}$")
_EDGES = " \t\n\r\f\v>"


@dataclass(frozen=True)
class _Rules:
    abbreviations: frozenset[str]
    closing: frozenset[str]
    openers: frozenset[str]
    tags: frozenset[str]
    answering: frozenset[str]


@lru_cache(maxsize=8)
def _rules(words: Lexicon) -> _Rules:
    return _Rules(*(words.words("sentences", name) for name in ("abbreviations", "closing", "openers", "tags", "answering")))


def split(text: str, words: Lexicon | None = None) -> tuple[Span, ...]:
    """The sentences of a plain text (`page.plain`) in their order, without the spaces around them."""
    rules = _rules(words or lexicon())
    return tuple(span for start, end in _stretches(text) for span in _sentences(text, start, end, rules))


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Parts of the text that no sentence crosses: paragraphs, list items, headlines, lines of a header, blocks of markup."""
    start = last = end = depth = -1
    whole = _GONE_ON.search(text) is None and any(line.end() - line.start() > _PARAGRAPH for line in _LINE.finditer(text))
    for line in _LINE.finditer(text):
        here, there = line.span()
        words = line[0].strip(_EDGES)
        level = line[0][: len(line[0]) - len(line[0].lstrip(_EDGES))].count(">")
        if not words:
            if start >= 0:
                yield start, end
            start = -1
            continue
        goes_on = start >= 0 and level == depth and here == end + 1 and _goes_on(text, last, end, here, whole)
        if start >= 0 and not goes_on:
            yield start, end
        if not goes_on:
            start = here
        last, end, depth = here, there, level
    if start >= 0:
        yield start, end


def _goes_on(text: str, last: int, end: int, here: int, whole: bool) -> bool:
    """Whether a line is the wrapped rest of the line before; not a capital in a text with paragraphs as lines, which wraps none."""
    if whole and (found := _FIRST.match(text, here)) is not None and found[0][-1].isupper():
        return False
    return end - last >= _WRAPPED and not _ITEM.match(text, here) and not _STAMPED.match(text, last, end)


def _sentences(text: str, start: int, end: int, rules: _Rules) -> Iterator[Span]:
    """The sentences of one stretch, parted at its markup first."""
    place = start
    for block in _BLOCK.finditer(text, start, end):
        yield from _parts(text, place, block.start(), rules)
        place = block.end()
    yield from _parts(text, place, end, rules)


def _parts(text: str, start: int, end: int, rules: _Rules) -> Iterator[Span]:
    place = _LEAD.match(text, start, end).end() if start < end else end  # type: ignore[union-attr]
    for found in _END.finditer(text, place, end):
        if _ends(text, place, found, end, rules):
            yield from _trimmed(text, place, found.end())
            place = found.end()
    yield from _trimmed(text, place, end)


def _ends(text: str, start: int, found: re.Match[str], end: int, rules: _Rules) -> bool:
    """Whether a full stop, question or exclamation mark ends a sentence."""
    behind = _NEXT.match(text, found.end(), end)
    if behind is None:
        return False
    first = behind[1]
    if first.islower():
        return False
    following = _WORD.match(text, behind.end())
    after = following[0].casefold() if following else ""
    if found[0][0] == "." and not found[0].startswith(".."):
        before = _LAST.search(text, max(start, found.start() - 40), found.start())
        word = before[0].casefold().lstrip(".'") if before else ""
        if len(word) == 1 and word.isalpha():
            return word == "i" or (before is not None and before[0].islower() and after in rules.openers)
        if word in rules.answering and not text[start : found.start()].strip(" \t\n>*_\"'").casefold().removesuffix(word):
            told = following is not None and any(char.islower() for char in following[0])
            return first.isalpha() and (told or after in rules.openers)  # "No. The minister heard of it", not "No. 5" or "No. A-12"
        if word in rules.abbreviations or _initials(word):
            return (word in rules.closing or _initials(word)) and after in rules.openers
        return True
    if len(found[0]) > 1 and found[0][-1] in "\"'»":
        return not _tagged(text, behind.end(), end, rules)
    return True


def _initials(word: str) -> bool:
    """`u.s`, `h.e`, `p.w`: letters with full stops between."""
    letters = word.split(".")
    return len(letters) > 1 and all(len(letter) == 1 and letter.isalpha() for letter in letters)


def _tagged(text: str, start: int, end: int, rules: _Rules) -> bool:
    """Whether a question or cry is followed by who says it: `"Is it?" Ms Ruiz asked.`"""
    place = start
    for _ in range(4):
        word = _WORD.match(text, place, end)
        if word is None:
            return False
        if word[0].casefold().rstrip(".") in rules.tags:
            return True
        place = word.end() + 1
    return False


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """A span without spaces and quote marks of a mail at its edges, in pieces where it is too long; nothing without a letter or digit."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        yield from _trimmed(text, start, cut)
        start = cut
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    if _SIGN.search(text, start, end):
        yield Span(start, end)
