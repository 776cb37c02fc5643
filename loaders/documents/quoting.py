"""What plain text marks by the first characters of a line: another voice's words (`>`) and items of lists; and addresses in it."""

from __future__ import annotations

import re

from loaders.documents.document import Block, Link
from loaders.documents.metadata import web
from loaders.documents.words import one_of
from loaders.extraction.proposals import Span

_QUOTE = re.compile(r"[ \t]{0,3}((?:>[ \t]?){1,50})")
_ITEM = re.compile(r"[ \t]{0,12}(?:[-*+•–][ \t]+|\d{1,3}[.)][ \t]+)(?=\S)")
_INTRODUCED = re.compile(rf"\b{one_of('wrote')}\s*:\s*$", re.IGNORECASE)
_NAMED_AFTER = re.compile(rf"\b{one_of('wrote_before')}\s+([^:<\n]{{2,80}}?)\s*(?:<[^<>\n]{{0,200}}>)?\s*:\s*$")
_MAILBOX = re.compile(r"\s*<[^<>\n]{0,200}>\s*$")
_TIME = re.compile(rf"^.*(?:\d\d?:\d\d(?::\d\d)?(?:\s*[AP]M)?|\b\d{{4}}),?\s*|^{one_of('on_day')}\s", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\^{}|]{1,2000}", re.IGNORECASE)


def quotes(text: str) -> tuple[list[Block], list[Span]]:
    """The quoted blocks, and the signs that mark them. A quote that nests deeper is a block of its own within the outer one.

    Each has the voice that the line before it names (`On Monday, A. B. wrote:`), if one does.
    """
    marked: list[tuple[Span, int]] = []
    signs: list[Span] = []
    at = 0
    for line in text.split("\n"):
        found = _QUOTE.match(line)
        depth = found[1].count(">") if found else 0
        if found:
            signs.append(Span(at, at + found.end()))
        marked.append((Span(at, at + len(line)) if line else Span(at, at + 1), depth))
        at += len(line) + 1
    return _nested(text, marked), signs


def _nested(text: str, lines: list[tuple[Span, int]]) -> list[Block]:
    blocks: list[Block] = []
    begun: list[tuple[int, str]] = []
    end = 0
    for span, depth in [*lines, (Span(len(text), len(text) + 1), 0)]:
        while len(begun) > depth:
            start, voice = begun.pop()
            blocks.append(Block("quote", Span(start, end), len(begun) + 1, voice))
        while len(begun) < depth:
            begun.append((span.start, introduced(text[max(0, span.start - 400) : span.start])))
        end = span.end
    return sorted(blocks, key=lambda block: (block.span.start, block.level))


def introduced(before: str) -> str:
    """Who is quoted, as the last lines before the quote say."""
    plain = "\n".join(re.sub(r"^[ \t>]+", "", line) for line in before.rstrip().split("\n"))
    last = plain.rpartition("\n")[2]
    for said in (last, " ".join(plain.split("\n")[-2:])):
        if after := _NAMED_AFTER.search(said):
            return after[1].strip()
        if found := _INTRODUCED.search(said):
            name = _MAILBOX.sub("", said[: found.start()]).rpartition(",")[2].rpartition(". ")[2]
            if plain_name := _TIME.sub("", " ".join(name.split())).strip(" \"'"):
                return plain_name
    return ""


def items(text: str) -> tuple[list[Block], list[Span]]:
    """The items of lists, a line each, and the signs before them."""
    blocks: list[Block] = []
    signs: list[Span] = []
    at = 0
    for line in text.split("\n"):
        if (found := _ITEM.match(line)) and line.rstrip("-*_ \t"):
            blocks.append(Block("item", Span(at + found.end(), at + len(line))))
            signs.append(Span(at, at + found.end()))
        at += len(line) + 1
    return blocks, signs


def addresses(text: str) -> list[Link]:
    """The web addresses that stand in a text; a full stop or bracket after one is no part of it."""
    links = []
    for found in _ADDRESS.finditer(text):
        words = found[0].rstrip(".,;:!?…\"'”’»*_]")
        while words.endswith(")") and words.count("(") < words.count(")"):
            words = words[:-1].rstrip(".,;:")
        if (address := web(words)) is not None:
            links.append(Link(Span(found.start(), found.start() + len(words)), address, words))
    return links
