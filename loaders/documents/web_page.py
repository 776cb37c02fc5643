"""A web page: its article as trafilatura makes it out (its tree, for plain text loses quotes and links), and what the page says of itself.

Trafilatura loses captions and quotes within quotes, so they go in as paragraphs and are known again by their words; and its dates are
filled up and its names guessed, so the page's own metadata are read by us (page_metadata).
"""

from __future__ import annotations

import logging
import re
from typing import Any

from lxml import etree

from loaders.documents import boilerplate, page_metadata, wrapped
from loaders.documents.composition import PARAGRAPH, Composition
from loaders.documents.document import BlockKind
from loaders.documents.encoding import text_of
from loaders.documents.markup import Known, compose, parsed, words_of
from loaders.documents.metadata import Metadata, web
from loaders.documents.parts import Parts
from loaders.documents.readied import mark_notes, readied, sign_quotes
from loaders.inputs import Input, refused

_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{1,40})")
_AROUND = frozenset(("nav", "aside", "footer", "form", "header"))
_SAVED = re.compile(r"<!-- saved from url=\(\d{1,6}\)(\S{1,4000}) -->|<!--\s{1,9}Page saved with SingleFile\s{1,9}url: (\S{1,4000})\s")
"""How browsers, and an extension of theirs, say where they saved a page from."""
_SHORT = 1_000
# its warnings are of no use to a person, and without a handler they would go to the screen
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("htmldate").addHandler(logging.NullHandler())


def read(given: Input, data: bytes) -> Parts:
    """The article of a web page. Raises LoadError if the page holds no words."""
    return read_saved(given, data, given.charset)


def read_saved(given: Input, data: bytes, charset: str, address: str = "") -> Parts:
    """The same of a page of which its file tells the encoding and, where that is known, the address that it was saved from."""
    found = Metadata(given.name)
    text = text_of(data, found, said=_encoding(data, charset))
    page = parsed(text, found)
    wrapped.unframe(page)
    told = _SAVED.search(text[:6_000])
    saved = address or web((told[1] or told[2]) if told else "") or ""
    base = _base(page, given.address) or saved
    source = page_metadata.take(page, found, base)
    found.offer("address", base if saved else "", "where the browser saved it from")
    _speak(page)
    mark_notes(page)
    sign_quotes(page)
    boilerplate.clear(page)
    made = _article(page, found, base)
    if not made.text:
        raise refused(given.name, "is a web page without words; a page that is filled by scripts must be saved as it is shown, then loaded")
    return Parts.composed(made, found, source)


def _encoding(data: bytes, told: str) -> str:
    """The encoding that the server or the page tells."""
    said = _CHARSET.search(data[:8_192]) or _DECLARED.search(data[:512])
    return told or (str(said[1], "ascii") if said else "")


def _base(page: Any, address: str) -> str:
    canonical = page.find(".//link[@rel='canonical']")
    whole = address or web(canonical.get("href") if canonical is not None else "") or ""
    base = page.find(".//base[@href]")
    if base is None:
        return whole
    return web(base.get("href"), whole) or whole


def _article(page: Any, found: Metadata, base: str) -> Composition:
    """The article; or all of the page but what stands around it, where no article can be made out."""
    made = Composition()
    known, title = _known(page), found.values.get("title", "")
    body = _made_out(page)
    if body is not None and "".join(body.itertext()).strip() and not _is_dump(body, page):
        _headline(page, body, made, title)
        compose(body, made, base, known=known)
        return made
    whole = _only(page, "article") or _only(page, "main") or _only(page, "body") or [page]
    if whole[0].tag in ("article", "main"):
        _headline(page, whole[0], made, title)
    compose(whole[0], made, base, leave_out=_AROUND)
    if made.text and body is None:
        found.warn("no article could be made out in the page; all of its text was read")
    return made


def _only(page: Any, tag: str) -> list[Any]:
    """The one element of a tag, if there is one and no other."""
    found = list(page.iter(tag))
    return found if len(found) == 1 else []


def _is_dump(body: Any, page: Any) -> bool:
    """Whether trafilatura gave up and put out bare words, cut at every link and sign of emphasis, as it does with very short pages."""
    flat = all(each.tag == "p" and len(each) == 0 for each in body)
    return flat and len(words_of(body)) < _SHORT and next(page.iter("a", "b", "i", "em", "strong", "span", "blockquote"), None) is not None


def _made_out(page: Any) -> Any:
    """The tree of the article by trafilatura, or None."""
    from trafilatura import bare_extraction

    try:
        article = bare_extraction(
            readied(page),
            include_comments=False,
            include_links=True,
            include_tables=True,
            favor_recall=True,
            fast=True,
            with_metadata=False,
        )
    except (
        etree.LxmlError,
        ValueError,
        TypeError,
        AttributeError,
        LookupError,
        RecursionError,
    ):  # a page that it cannot take is read whole
        return None
    return getattr(article, "body", None)


def _speak(page: Any) -> None:
    """Put marks of quotation around what the page quotes within a line: a browser draws them, and as blocks they would cut the sentence."""
    for quote in list(page.iter("q")):
        quote.text = f"“{quote.text or ''}"
        if len(quote):
            quote[-1].tail = f"{quote[-1].tail or ''}”"
        else:
            quote.text += "”"
        quote.drop_tag()


def _known(page: Any) -> Known:
    """By their words, the paragraphs of which trafilatura loses what they are: captions, and quotes within quotes."""
    known: dict[str, tuple[BlockKind, int]] = {words_of(caption): ("caption", 1) for caption in page.iter("figcaption")}
    for quote in page.iter("blockquote"):
        depth = 1 + sum(1 for _ in quote.iterancestors("blockquote"))
        if depth > 1:
            known |= {words_of(paragraph): ("quote", depth) for paragraph in quote.iter("p")}
    return known


def _headline(page: Any, body: Any, made: Composition, title: str) -> None:
    """The heading of the page that is its title, else its one headline, where the article begins below it."""
    headings = [(each.tag, words) for each in page.iter("h1", "h2", "h3") if (words := words_of(each))]
    own = [words for _, words in headings if words == title] or [words for tag, words in headings if tag == "h1"]
    if len(set(own)) == 1 and own[0] not in words_of(body)[: 500 + len(own[0])]:
        made.begin("heading")
        made.words(own[0])
        made.end()
        made.gap(PARAGRAPH)
