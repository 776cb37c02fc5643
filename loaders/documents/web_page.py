"""A web page: its article as trafilatura makes it out (its tree, for plain text loses quotes and links), and what the page says of itself.

Trafilatura loses captions and quotes within quotes, so they go in as paragraphs and are known again by their words; and its dates are
filled up and its names guessed, so the page's own metadata are read here.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from loaders.documents import boilerplate, wrapped
from loaders.documents.composition import PARAGRAPH, Composition
from loaders.documents.document import BlockKind, SourceKind
from loaders.documents.encoding import text_of
from loaders.documents.markup import Known, compose, parsed, words_of
from loaders.documents.metadata import Metadata, web
from loaders.documents.parts import Parts
from loaders.documents.readied import mark_notes, readied
from loaders.inputs import Input, refused

_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{1,40})")
_AROUND = frozenset(("nav", "aside", "footer", "form", "header"))
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "citation_title"),
    "publisher": ("og:site_name", "dc.publisher", "citation_journal_title", "application-name"),
    "language": ("og:locale", "dc.language"),
}
_DATES = (
    "article:published_time", "og:published_time", "datepublished", "dc.date.issued", "dc.date", "dcterms.issued", "dcterms.created",
    "citation_publication_date", "citation_date", "parsely-pub-date", "sailthru.date", "pubdate", "publish-date", "publishdate", "date",
)  # fmt: skip
_AUTHORS = ("author", "article:author", "dc.creator", "citation_author", "parsely-author", "byl")
_KINDS: dict[str, SourceKind] = {"blogposting": "post", "socialmediaposting": "post", "report": "report", "scholarlyarticle": "report"}
_ARTICLES = frozenset((
    "article", "newsarticle", "reportagenewsarticle", "opinionnewsarticle", "analysisnewsarticle", "backgroundnewsarticle", "blogposting",
    "liveblogposting", "socialmediaposting", "scholarlyarticle", "report", "claimreview", "interview", "webpage",
))  # fmt: skip
_SAVED = re.compile(r"<!-- saved from url=\(\d{1,6}\)(\S{1,4000}) -->|<!--\s{1,9}Page saved with SingleFile\s{1,9}url: (\S{1,4000})\s")
"""How browsers, and an extension of theirs, say where they saved a page from."""
_JSON_MOST, _SHORT = 1_000_000, 1_000
# its warnings are of no use to a person, and without a handler they would go to the screen
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("htmldate").addHandler(logging.NullHandler())


def read(given: Input, data: bytes) -> Parts:
    """The article of a web page. Raises LoadError if the page holds no words."""
    found = Metadata(given.name)
    text = text_of(data, found, said=_encoding(data, given.charset))
    page = parsed(text, found)
    wrapped.unframe(page)
    saved = _SAVED.search(text[:6_000])
    base = _base(page, given.address) or web((saved[1] or saved[2]) if saved else "") or ""
    source = _metadata(page, found, base)
    found.offer("address", base if saved else "", "where the browser saved it from")
    _speak(page)
    mark_notes(page)
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


# Its text --------------------------------------------------------------------------------------------------------------------


def _article(page: Any, found: Metadata, base: str) -> Composition:
    """The article; or all of the page but what stands around it, where no article can be made out."""
    made = Composition()
    known = _known(page)
    body = _made_out(page)
    if body is not None and "".join(body.itertext()).strip() and not _is_dump(body, page):
        _headline(page, body, made)
        compose(body, made, base, known=known)
        return made
    whole = _only(page, "article") or _only(page, "main") or _only(page, "body") or [page]
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


def _headline(page: Any, body: Any, made: Composition) -> None:
    """The page's one headline, where the article begins below it."""
    headlines = [words for each in page.iter("h1") if (words := words_of(each))]
    if len(headlines) == 1 and headlines[0] not in words_of(body)[: 500 + len(headlines[0])]:
        made.begin("heading")
        made.words(headlines[0])
        made.end()
        made.gap(PARAGRAPH)


# What it says of itself ------------------------------------------------------------------------------------------------------


def _metadata(page: Any, found: Metadata, base: str) -> SourceKind:
    """Take what the page tells, the most careful first; gives back the kind of source."""
    source: SourceKind = "article"
    for item in _items(page):
        kinds = {str(kind).rpartition("/")[2].lower() for kind in _listed(item.get("@type"))}
        if kinds & _ARTICLES:
            _linked_data(item, found, base)
            source = next((_KINDS[kind] for kind in kinds if kind in _KINDS), source)
    meta = _meta(page)
    for name, keys in _META.items():
        for key in keys:
            found.offer(name, next(iter(meta.get(key, ())), ""), f"meta {key}")
    for key in _AUTHORS:
        found.authors((name for name in meta.get(key, ()) if "://" not in name), f"meta {key}")
    for key in _DATES:
        found.date(next(iter(meta.get(key, ())), ""), f"meta {key}")
    times = [each.get("datetime") for each in page.iter("time") if each.get("datetime") and each.get("pubdate") is not None]
    times += [each.get("datetime") or each.get("content") for each in page.iterfind(".//*[@itemprop='datePublished']")]
    first = page.find(".//article//time[@datetime]")
    for value in [*times, first.get("datetime") if first is not None else None]:
        found.date(value, "time of the page")
    canonical = page.find(".//link[@rel='canonical']")
    found.offer("address", web(canonical.get("href"), base) if canonical is not None else "", "link rel=canonical")
    found.offer("address", web(next(iter(meta.get("og:url", ())), ""), base), "meta og:url")
    found.offer("language", page.get("lang") or page.get("{http://www.w3.org/XML/1998/namespace}lang"), "html lang")
    for tag in ("h1", "title"):
        title = page.find(f".//{tag}")
        found.offer("title", "".join(title.itertext()) if title is not None else "", tag)
    return source


def _meta(page: Any) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for each in page.iter("meta"):
        key = (each.get("property") or each.get("name") or each.get("itemprop") or "").lower()
        if key and each.get("content"):
            told.setdefault(key, []).append(each.get("content"))
    return told


def _items(page: Any) -> Iterator[dict[str, Any]]:
    """The items of the page's JSON-LD, those in lists and graphs too."""
    for script in page.iter("script"):
        if (script.get("type") or "").partition(";")[0].strip().lower() != "application/ld+json" or len(script.text or "") > _JSON_MOST:
            continue
        try:
            waiting = _listed(json.loads(script.text or "null"))
        except (ValueError, RecursionError):  # broken, or nested beyond reason: then it tells nothing
            continue
        while waiting:
            item = waiting.pop(0)
            if isinstance(item, dict):
                yield item
                waiting += _listed(item.get("@graph"))
            elif isinstance(item, list):
                waiting += item


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [] if value is None else [value]


def _linked_data(item: dict[str, Any], found: Metadata, base: str) -> None:
    where = "JSON-LD"
    found.offer("title", _text(item.get("headline")), f"{where} headline")
    found.authors((_text(author) for author in _listed(item.get("author"))), f"{where} author")
    found.offer("publisher", next((_text(each) for each in _listed(item.get("publisher"))), ""), f"{where} publisher")
    found.date(_text(item.get("datePublished")), f"{where} datePublished")
    found.offer("language", _text(item.get("inLanguage")), f"{where} inLanguage")
    found.offer("address", web(_text(item.get("url")), base), f"{where} url")


def _text(value: Any) -> str:
    """A text, or the name of what a mapping describes."""
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else ""
