"""Markdown: the text stays as it is in the file, its signs are marked, so that offsets hold in the file and the words read plainly.

Read: front matter, headings of both forms, block quotes, items, tables, code, emphasis, links of all four forms, and captions of pictures.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date

from loaders import marked
from loaders.documents import credit, markdown_signs, quoting
from loaders.documents.document import Block, Lines, Link, blanked
from loaders.documents.encoding import text_of
from loaders.documents.head import take
from loaders.documents.metadata import Metadata, web
from loaders.documents.parts import Parts
from loaders.extraction.proposals import Span
from loaders.inputs import Input
from loaders.problems import Problems

_FRONT = re.compile(r"---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.{0,20000}?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_WIKI = re.compile(r"(!?)\[\[(?:[^\[\]|\n]{1,200}\|)?([^\[\]|\n]{1,200})\]\]")
"""A link to another note, as wikis and Obsidian write it; with `!` something that is shown in its place."""
_HEADING = re.compile(r"^([ ]{0,3}(#{1,6})[ \t]+)(.*?)([ \t]+#*[ \t]*)?$", re.MULTILINE)
_UNDERLINED = re.compile(r"^(?![ \t]*[-=#>|])(\S[^\n]{0,200})\n((=|-)[=-]{2,}[ \t]*)$", re.MULTILINE)
_FENCE = re.compile(r"[ ]{0,3}(`{3,20}|~{3,20})[^`\n]*$")
_ROW = re.compile(r"^[ \t]*\|[^\n]*\|[ \t]*$", re.MULTILINE)
_RULE = re.compile(
    r"^[ \t]{0,20}(?:\|?[ \t]{0,20}:?-{3,}:?[ \t]{0,20}(?:\|[ \t]{0,20}:?-{3,}:?[ \t]{0,20}){0,50}\|?"
    r"|(?:\*[ \t]{0,20}){3,50}|(?:_[ \t]{0,20}){3,50})[ \t]*$",
    re.MULTILINE,
)
_INLINE = re.compile(
    r"(!?)\[([^\[\]\n]{0,500})\]\(\s{0,3}<?([^\s()<>]{0,2000}(?:\([^\s()]{0,200}\)[^\s()<>]{0,500})?)>?(?:\s{1,3}[\"'(][^\n]{0,300}?[\"')])?\s{0,3}\)"
)
_REFERENCE = re.compile(r"\[([^\[\]\n]{1,500})\]\[([^\[\]\n]{0,200})\]")
_DEFINED = re.compile(r"^[ ]{0,3}\[([^\[\]\n]{1,200})\]:[ \t]*<?([^\s<>]{1,2000})>?[^\n]{0,300}$", re.MULTILINE)
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3}|~~)(?=\S)([^\n*_~]{1,500}?)(?<=\S)\1(?![\w*])|(`)([^`\n]{1,500})`")


def read(given: Input, data: bytes) -> Parts:
    """A Markdown file."""
    found = Metadata(given.name)
    text = text_of(data, found, said=given.charset)
    front = _front(text, found)
    # line by line, for a heading may stand right below
    body = blanked(text, [Span(0, front)] if front else [])
    quotes, marks = quoting.quotes(body)
    code = list(_fenced(body))
    open_ = blanked(body, [whole for whole, _ in code])
    foreign, anchors = markdown_signs.signs(open_), markdown_signs.anchors(open_)
    open_ = blanked(open_, foreign)
    items, bullets = quoting.items(blanked(open_, marks))
    headings, hashes = _headings(blanked(open_, marks))
    links, brackets = _links(open_)
    marks += [*([Span(0, front)] if front else []), *foreign, *bullets, *hashes, *brackets, *_signs(open_), *_wiki(open_)]
    rows = [Block("row", Span(*row.span())) for row in _ROW.finditer(open_) if not _RULE.fullmatch(row[0])]
    marks += [
        Span(row.span.start + at, row.span.start + at + 1)
        for row in rows
        for at, sign in enumerate(text[row.span.start : row.span.end])
        if sign == "|"
    ]
    for whole, inner in code:
        marks += [Span(whole.start, inner.start), *([Span(inner.end, whole.end)] if inner.end < whole.end else [])]
    blocks = [*quotes, *items, *headings, *rows, *(Block("code", inner) for _, inner in code), *_captions(open_)]
    first = next((heading for heading in headings if heading.level == 1), headings[0] if headings else None)
    if first is not None:
        found.offer("title", text[first.span.start : first.span.end], "first heading")
    credit.take(text, found, front)
    return Parts(text, found, blocks, sorted([*links, *anchors], key=lambda link: link.span), marks, Lines.of(text))


def _front(text: str, found: Metadata) -> int:
    """Take what the front matter tells; gives back its length."""
    matter = _FRONT.match(text)
    if matter is None:
        return _toml(text, found)
    problems = Problems()
    root = marked.read(matter[1], found.name, problems)
    for problem in problems.wrong():
        found.warn(f"front matter: {problem.message}", (problem.line or 0) + 1)
    if not isinstance(root, marked.Fields):
        return matter.end()
    for key, value in root.values.items():
        listed = value.items if isinstance(value, marked.Listing) else [value]
        told = [_WIKI.sub(r"\2", each.text) for each in listed if isinstance(each, marked.Scalar)]
        take(key, told, found, f"front matter, {key}")
    return matter.end()


def _toml(text: str, found: Metadata) -> int:
    """Take what front matter in TOML tells, as Hugo writes it; gives back its length."""
    matter = _TOML.match(text)
    if matter is None:
        return 0
    try:
        told = tomllib.loads(matter[1])
    except (ValueError, RecursionError) as error:
        found.warn(f"front matter: this is not TOML ({error})", 1)
        return matter.end()
    for key, value in told.items():
        listed = value if isinstance(value, list) else [value]
        take(key, [str(each) for each in listed if isinstance(each, str | int | date)], found, f"front matter, {key}")
    return matter.end()


def _wiki(text: str) -> Iterator[Span]:
    """The signs of links to other notes; of what is shown in their place all of it."""
    for link in _WIKI.finditer(text):
        if link[1]:
            yield Span(*link.span())
        else:
            yield from (Span(link.start(), link.start(2)), Span(link.end(2), link.end()))


def _fenced(text: str) -> Iterator[tuple[Span, Span]]:
    """Blocks of code between fences: the whole of each, and what stands within."""
    at, begun, inner, fence = 0, 0, 0, ""
    for line in text.split("\n"):
        end = at + len(line)
        found = _FENCE.match(line)
        if fence and found and found[1].startswith(fence) and not line.strip("`~ \t"):
            if inner < at:
                yield Span(begun, end), Span(inner, at)
            fence = ""
        elif found and not fence:
            begun, inner, fence = at, end + 1, found[1]
        at = end + 1
    if fence and inner < len(text):
        yield Span(begun, len(text)), Span(inner, len(text))


def _headings(text: str) -> tuple[list[Block], list[Span]]:
    blocks: list[Block] = []
    signs: list[Span] = []
    for found in _HEADING.finditer(text):
        if found[3].strip():
            blocks.append(Block("heading", Span(*found.span(3)), len(found[2])))
            signs += [Span(*found.span(1)), *([Span(*found.span(4))] if found[4] else [])]
    for found in _UNDERLINED.finditer(text):
        blocks.append(Block("heading", Span(*found.span(1)), 1 if found[3] == "=" else 2))
        signs.append(Span(*found.span(2)))
    return sorted(blocks, key=lambda block: block.span), signs


def _links(text: str) -> tuple[list[Link], list[Span]]:
    defined = {found[1].lower(): found[2] for found in _DEFINED.finditer(text)}
    links: list[Link] = []
    signs = [Span(*found.span()) for found in _DEFINED.finditer(text)]
    for found, words, target in [
        *((found, 2, found[3]) for found in _INLINE.finditer(text)),
        *((found, 1, defined.get((found[2] or found[1]).lower(), "")) for found in _REFERENCE.finditer(text)),
    ]:
        start, end = found.span(words)
        address = web(target)
        if found.re is _REFERENCE and not target:
            continue
        signs += [Span(found.start(), start), Span(end, found.end())]
        if address is not None and start < end and not found[0].startswith("!"):
            links.append(Link(Span(start, end), address, found[words]))
    bare = quoting.addresses(blanked(text, [*signs, *(link.span for link in links)]))
    for link in bare:
        if text[link.span.start - 1 : link.span.start] == "<" and text[link.span.end : link.span.end + 1] == ">":
            signs += [Span(link.span.start - 1, link.span.start), Span(link.span.end, link.span.end + 1)]
    return sorted([*links, *bare], key=lambda link: link.span), signs


def _signs(text: str) -> Iterator[Span]:
    """The signs of emphasis, and lines that only part."""
    for found in _EMPHASIS.finditer(text):
        start, end = found.span(2) if found[2] else found.span(4)
        yield from (Span(found.start(), start), Span(end, found.end()))
    yield from (Span(*found.span()) for found in _RULE.finditer(text) if found[0])


def _captions(text: str) -> list[Block]:
    """The words of a picture, which stand where it does."""
    return [Block("caption", Span(*found.span(2))) for found in _INLINE.finditer(text) if found[1] and found[2].strip()]
