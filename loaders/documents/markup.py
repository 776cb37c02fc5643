"""The tree of a page (HTML, or what trafilatura makes of one) as text with blocks and links. A walk without recursion: pages nest deep."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import islice
from typing import Any

from lxml import etree, html

from loaders.documents import grid
from loaders.documents.composition import CELL, LINE, PARAGRAPH, Composition
from loaders.documents.document import BlockKind
from loaders.documents.metadata import Metadata, web
from loaders.inputs import refused

_BLOCKS: dict[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "head"), "heading"),
    **dict.fromkeys(("blockquote", "quote"), "quote"),
    **dict.fromkeys(("li", "item", "dt", "dd"), "item"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
}
# fmt: off
_PARTS = frozenset((
    "address", "article", "aside", "body", "center", "details", "div", "dl", "doc", "fieldset", "figure", "footer", "form", "header", "hr",
    "list", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "ul",
))
_LEFT_OUT = frozenset((
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "audio", "video", "select", "button",
    "textarea", "title",
))
# fmt: on
_ROWS = ("tr", "row")
_LISTS = ("ul", "ol", "list")
_LINKS = {"a": "href", "ref": "target"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DEEP = 250
Known = Mapping[str, tuple[BlockKind, int]]


def parsed(text: str, found: Metadata) -> Any:
    """The tree of an HTML page or fragment. Raises LoadError if there is nothing in it; nesting beyond 250 elements is a warning."""
    # the declaration of an encoding is of no use any more: the text is decoded
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise refused(found.name, "holds no page that can be read: it is empty or broken") from error
    if root is None:
        raise refused(found.name, "holds no page that can be read: it is empty or broken")
    if any("depth" in entry.message.lower() for entry in parser.error_log) or _depth(root) >= _DEEP:
        found.warn(f"nests elements deeper than {_DEEP}; what stands deeper was not read")
    grid.even(root)
    return root


def _depth(root: Any) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def compose(root: Any, into: Composition, base: str = "", *, leave_out: frozenset[str] = frozenset(), known: Known | None = None) -> None:
    """Put the text under an element into a composition.

    `base`: the address that links are made whole with; `leave_out`: tags whose content is passed over; `known`: paragraphs, by their words,
    that are more than their tag says.
    """
    walk = etree.iterwalk(root, events=("start", "end", "comment"))
    ends: list[Callable[[], object]] = []
    for event, element in walk:
        if event == "comment":
            into.words(element.tail)
        elif event == "start":
            tag = _tag(element)
            if tag in _LEFT_OUT or tag in leave_out or is_hidden(element):
                walk.skip_subtree()
                ends.append(lambda: None)
                continue
            ends.append(_begin(element, tag, into, base, known or {}))
            if tag == "pre":
                walk.skip_subtree()
                into.verbatim("".join(element.itertext()))
            else:
                into.words(element.text)
        else:
            ends.pop()()
            if element is not root:
                into.words(element.tail)


def _tag(element: Any) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _begin(element: Any, tag: str, into: Composition, base: str, known: Known) -> Callable[[], object]:
    """Begin what an element is; gives back what ends it."""
    if tag in _BLOCKS:
        kind = _BLOCKS[tag]
        level = into.depth("quote") + 1 if kind == "quote" else _level(element) if kind == "heading" else 1
        return _block(kind, level, into)
    if tag in _ROWS:
        return _row(element, into)
    if tag in _PARTS:
        gap = " " if into.in_row else LINE if tag in _LISTS and into.depth("item") else PARAGRAPH
        into.gap(gap)
        if tag == "p" and known and (more := known.get(words_of(element))):
            return _block(more[0], more[1], into)
        return lambda: into.gap(gap)
    if tag in grid.CELLS:
        into.cell() if into.in_row else into.gap(CELL)
    elif tag in ("br", "lb"):
        into.gap(LINE)
    elif tag in _LINKS and (address := web(element.get(_LINKS[tag]), base)):
        into.begin(address=address)
        return into.end
    return lambda: None


def _row(element: Any, into: Composition) -> Callable[[], object]:
    """Begin a row; its cells have columns if they are several and hold words alone."""
    cells = sum(1 for _ in islice(element.iterchildren(*grid.CELLS), 2))
    if into.in_row or cells < 2 or not grid.is_plain(element):
        return _block("row", 1, into)
    into.row()
    return into.end_row


def words_of(element: Any) -> str:
    """The words under an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def is_hidden(element: Any) -> bool:
    """Whether the page does not show an element, as far as the element itself tells."""
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _block(kind: BlockKind, level: int, into: Composition) -> Callable[[], object]:
    gap = LINE if kind in ("item", "row") else PARAGRAPH
    into.gap(gap)
    into.begin(kind, level=level)

    def end() -> None:
        into.end()
        into.gap(gap)

    return end


def _level(heading: Any) -> int:
    digits = (heading.get("rend") or _tag(heading))[-1:]
    return int(digits) if digits in "123456" and digits else 1
