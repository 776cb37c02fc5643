"""What stands above the first paragraph of a plain text: the headline, who wrote it, which outlet printed it, and when."""

from __future__ import annotations

import re

from loaders.documents import byline, credit
from loaders.documents.head import may_be_title
from loaders.documents.issuer import issuer, written
from loaders.documents.metadata import Metadata
from loaders.documents.words import one_of
from loaders.extraction.messages import opens

_MOST, _FIRST, _BELOW, _READ = 14, 8, 2, 50_000
"""Lines of a head at most, where no paragraph ends it, and below a first paragraph; characters in which others like them are looked for."""
_PARAGRAPH, _HEADLINE = 18, 4
"""Words of the first paragraph and of a headline at least."""
_WRAPPED = 50
"""Characters of a full line of a paragraph that is cut into lines."""
_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]{0,2}(?:\s|$)")
_FIELD = re.compile(r"[^\W\d_][^:\n]{1,30}:\s")
_PART = re.compile(rf"(?:[•◆▸▪]|[*–—>-]\s|[(\[])|\d{{1,3}}[.)/]\s|{_FIELD.pattern}")
"""How a line begins that is a point of a list, a remark, or a field."""
_CODE = re.compile(r"^\S*\d{3,}\S*\s|\([^\W\d_a-z]{2,8}\)$")
"""What only lines of an agency for its customers, or names of bodies with their letters, have."""
_SUBJECT = re.compile(rf"{one_of('subject_fields')}[ ]?:[ ]+(\S.*)", re.IGNORECASE)


def take(text: str, found: Metadata, *, below: bool = True) -> None:
    """Take byline, day and whose it is from the lines above the first paragraph, and right `below` it, where no other tells another."""
    head, lines = _telling(*_above(text, below=below)), text[:_READ].split("\n")
    found.date(_day(head, lines), "line above the text")
    if len({names for line in lines if (names := byline.writers(line))}) == 1:
        found.authors(next((names for line in head if (names := byline.writers(line))), ()), "byline")
    found.offer("publisher", *issuer(text, head))


def _day(head: list[str], lines: list[str]) -> str:
    """The day on which the text came out: the one that is told to be that, else the only one of its head."""
    out = {day for line in head if (day := byline.came_out(line))}
    if len(out) == 1 and out >= {day for line in lines if (day := byline.came_out(line))}:
        return out.pop()
    days = {day for line in head if (day := byline.day(line) or byline.dated(line))}
    others = {day for line in lines if (day := byline.day(line))} - days
    return days.pop() if len(days) == 1 and not others and not out else ""


def headline(text: str) -> str:
    """The line above the first paragraph that is its headline; empty where none is."""
    head, _ = _above(text)
    if told := next((match[1] for line in head if (match := _SUBJECT.fullmatch(line))), ""):
        return told
    return next((line for line in head if _is_headline(line)), "")


def _above(text: str, *, below: bool = True) -> tuple[list[str], bool]:
    """The lines above the first paragraph that are not empty, and those right below it that are of the head too; whether there is one."""
    lines = [line.strip() for line in text[:_READ].split("\n")]
    head: list[str] = []
    for number, line in enumerate(lines):
        if opens(line):
            break
        if _begins(lines, number):
            # a paragraph that tells what follows stands above who wrote it and when
            under = [line for line in lines[number + 1 :] if line][: _BELOW * below]
            return head + [line for line in under if head and (byline.day(line) or byline.writers(line))], True
        if line:
            head.append(line)
        if len(head) >= _MOST:
            break
    return head[:_FIRST], False


def _telling(head: list[str], paragraph: bool) -> list[str]:
    """The lines of a head without its fields, where it has several and no paragraph below: they tell of whatever they are the fields of."""
    fields = [line for line in head if _FIELD.match(line) and not _SUBJECT.fullmatch(line)]
    return [line for line in head if line not in fields] if len(fields) > 1 and not paragraph else head


def _begins(lines: list[str], number: int) -> bool:
    """Whether a line is the first of a paragraph: of one that stands in one line, or in some of like length."""
    if _is_paragraph(lines[number]):
        return True
    joined = []
    for line in lines[number : number + 12]:
        if not line:
            break
        joined.append(line)
    return len(joined) > 1 and all(len(line) >= _WRAPPED for line in joined[:-1]) and _is_paragraph(" ".join(joined))


def _is_paragraph(text: str) -> bool:
    return len(text.split()) >= _PARAGRAPH and _SENTENCE.search(text) is not None and not _PART.match(text)


def _is_headline(line: str) -> bool:
    return (
        may_be_title(line)
        and len(line.split()) >= _HEADLINE
        and not _PART.match(line)
        and not byline.day(line)
        and not byline.writers(line)
        and not credit.is_credit(line)
        and not credit.kind_of(written(line))
        and not _CODE.search(line)
    )
