"""An RSS or Atom file: each entry is a document of its own, with the words that the feed carries of it."""

from __future__ import annotations

import html
import io
import logging
from collections.abc import Iterator
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from loaders.documents import boilerplate, quoting
from loaders.documents.composition import LINE, PARAGRAPH, Composition
from loaders.documents.markup import compose, parsed
from loaders.documents.metadata import Metadata, web
from loaders.documents.parts import Parts
from loaders.inputs import Input, refused

MOST_ENTRIES = 10_000
logging.getLogger("feedparser").addHandler(logging.NullHandler())


def read_all(given: Input, data: bytes) -> Iterator[Parts]:
    """The entries of a feed, in its order. Raises LoadError if it is no feed, declares XML entities, or is empty."""
    _refuse_entities(given, data)
    import feedparser

    headers = {"content-type": "application/xml" + (f"; charset={given.charset}" if given.charset else "")}
    base = given.address
    if base:
        headers["content-location"] = base
    try:
        feed = feedparser.parse(io.BytesIO(data), response_headers=headers)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, SAXException) as error:
        raise refused(given.name, "is a feed that cannot be read: it is broken") from error
    if not feed.entries:
        wrong = "is a feed without entries" if feed.get("version") else "is no RSS or Atom feed, or a broken one"
        raise refused(given.name, wrong)
    for number, entry in enumerate(feed.entries[:MOST_ENTRIES], 1):
        parts = _entry(given, feed, entry, number)
        if number == 1 and feed.bozo and isinstance(feed.get("bozo_exception"), SAXException):
            parts.found.warn("the feed is no well-formed XML; what could be made out was read")
        if number == 1 and len(feed.entries) > MOST_ENTRIES:
            parts.found.warn(f"the feed holds more than {MOST_ENTRIES:,} entries; the rest was not read")
        yield parts


def _refuse_entities(given: Input, data: bytes) -> None:
    """Refuse what declares entities of its own, which may blow up or reach for files; what is broken is left to the lenient reader."""
    from defusedxml import DefusedXmlException, sax

    try:
        sax.parseString(data, ContentHandler(), forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise refused(given.name, "declares XML entities, which can blow up or reach for other files; remove the declarations") from error
    except (SAXException, ValueError, LookupError):
        return


def _entry(given: Input, feed: Any, entry: Any, number: int) -> Parts:
    found = Metadata(f"{given.name}#{number}")
    base = web(entry.get("link")) or feed.feed.get("link") or given.address
    made = Composition()
    found.offer("title", _plain(entry.get("title"), found), "title of the entry")
    if title := found.values.get("title"):
        made.begin("heading")
        made.words(title)
        made.end()
        made.gap(PARAGRAPH)
    words = max((part.get("value", "") for part in [*entry.get("content", ()), entry.get("summary_detail") or {}]), key=len, default="")
    if "<" not in words and "\n" in words.strip():
        _plain_lines(words, made)
    elif words.strip():
        page = parsed(words, found)
        boilerplate.clear(page)
        compose(page, made, base)
    if not made.text:
        found.warn("is an entry without words")
    found.authors((each.get("name", "") for each in entry.get("authors", ())), "author of the entry")
    origin = entry.get("source") or {}
    # in Atom who wrote the feed wrote each entry that names nobody; of one from elsewhere it is who wrote that feed
    if str(feed.get("version", "")).startswith("atom"):
        found.authors((each.get("name", "") for each in (origin or feed.feed).get("authors", ())), "author of the feed")
    found.offer("publisher", _plain(origin.get("title"), found), "source of the entry")
    found.offer("publisher", _plain(feed.feed.get("title"), found), "title of the feed")
    found.date(entry.get("published"), "date of the entry")
    # RSS knows no other date of an entry than that of its publication; feedparser takes dc:date for a change
    changed = "published" if str(feed.get("version", "")).startswith("rss") else "made"
    found.date(dict.get(entry, "updated"), "date of change of the entry" if changed == "made" else "date of the entry", changed)
    found.offer("language", (entry.get("title_detail") or {}).get("language") or feed.feed.get("language"), "language of the feed")
    found.offer("address", web(entry.get("link"), given.address or feed.feed.get("link") or ""), "link of the entry")
    parts = Parts.composed(made, found, "feed-item")
    parts.identity = found.values.get("address") or str(entry.get("id") or f"{given.name}#{number}")
    return parts


def _plain_lines(words: str, made: Composition) -> None:
    """A text without any element as its lines, with the addresses in them: so video sites describe what they show."""
    for line in html.unescape(words).strip().split("\n"):
        at = 0
        for link in quoting.addresses(line):
            made.words(line[at : link.span.start])
            made.begin(address=link.address)
            made.words(link.words)
            made.end()
            at = link.span.end
        made.words(line[at:])
        made.gap(LINE if line.strip() else PARAGRAPH)


def _plain(text: Any, found: Metadata) -> str:
    """A title without the marks that feeds put into it, and with the characters that they write as names, often twice over."""
    written = text if isinstance(text, str) else ""
    if "<" not in written and "&" not in written:
        return written
    made = Composition()
    compose(parsed(written, found), made)
    return made.text
