"""Documents: text, Markdown, web pages, PDF, Word, mails, feeds, each as a `Document`: its text, and what stands where in it.

`read` gives the one document of an input, `read_all` those of a feed too; `record` is its source, `publisher` the voice behind it, and
`records` both with what it cites.
What is read of each format, and what is lost, stands in docs/loaders/documents.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from loaders import own_words
from loaders.documents import imprint
from loaders.documents.document import Block, Document, Lines, Link, Place
from loaders.documents.metadata import web
from loaders.documents.source import bare, publisher, record, records
from loaders.documents.told import believe
from loaders.extraction.proposals import Span
from loaders.graphs.json_values import CUT_OFF
from loaders.inputs import Input, refused
from loaders.kinds import KINDS, TEXT_MOST
from loaders.problems import one_of
from loaders.unread import LEXICON, cut_off, instead

__all__ = ["READERS", "Block", "Document", "Lines", "Link", "Place", "Span", "bare", "publisher", "read", "read_all", "record", "records"]

READERS = {
    "pdf": "pdf",
    "docx": "word",
    "feed": "feed",
    "html": "web_page",
    "mhtml": "saved_page",
    "mail": "mail",
    "markdown": "markdown",
    "text": "plain_text",
}
"""The module that reads each kind (`loaders.kinds`), imported when the first of its kind is read."""
_HEADED = frozenset(("markdown", "html", "mhtml", "docx", "pdf"))
"""Kinds whose text has a head that may tell what the metadata do not; plain text, which has none, is read so by its own module."""


def read(given: Input) -> Document:
    """The one document of an input. Raises LoadError, with what is wrong, if it cannot be read, or is a feed of several entries."""
    found = list(read_all(given))
    if len(found) > 1:
        raise refused(given.name, f"is a feed of {len(found):,} entries, each a document of its own; read them all")
    return found[0]


def read_all(given: Input) -> Iterator[Document]:
    """Every document of an input: the entries of a feed, of any other the one that it is. Raises LoadError if it cannot be read."""
    kind = given.kind
    if kind is None or kind.name not in READERS:
        known = one_of(KINDS[name].about for name in READERS)
        what = f"is {kind.about}, which is no document" if kind is not None else "is of no kind that is known"
        told = _instead(given) if kind is None else ""
        raise refused(given.name, told or f"{what}; read are {known}")
    data = given.read()
    if not data.strip():
        raise refused(given.name, "is empty")
    digest = hashlib.sha256(data).hexdigest()
    reader: Any = import_module(f"loaders.documents.{READERS[kind.name]}")
    one: Callable[[Input, bytes], Any] | None = getattr(reader, "read", None)
    for parts in [one(given, data)] if one is not None else reader.read_all(given, data):
        yield _document(given, kind.name, digest, parts)


def _instead(given: Input) -> str:
    """What a file of no kind is, and what to do with it; empty if that is not known."""
    if given.name.lower().endswith((".yml", ".yaml")) and own_words.recognises(given.read()):
        return LEXICON
    return CUT_OFF if _is_cut_off(given) else instead(given.name)


def _is_cut_off(given: Input) -> bool:
    """Whether a file of no kind is JSON that ends too early for it to be told what it holds."""
    return given.name.lower().endswith(".json") and (given.size or 0) <= TEXT_MOST and cut_off(given.read())


def _document(given: Input, kind: str, digest: str, parts: Any) -> Document:
    found = parts.found
    found.offer("address", web(given.address), "address that was read")
    if kind in _HEADED and parts.source != "email":
        imprint.take(parts.text, parts.marks, parts.blocks, found)
    believe(given.told, found)
    address = found.values.get("address", "")
    return Document(
        name=found.name,
        kind=kind,
        text=parts.text,
        sha256=digest,
        identity=parts.identity or given.identity or address or given.name,
        read_at=given.address if given.address != address else "",
        retrieved=given.retrieved or parts.retrieved,
        source=parts.source,
        blocks=tuple(parts.blocks),
        links=tuple(parts.links),
        marks=tuple(sorted(parts.marks)),
        lines=parts.lines,
        attachments=tuple(parts.attachments),
        enclosed=tuple(parts.enclosed),
        came=given.came,
        **found.fields(),
    )
