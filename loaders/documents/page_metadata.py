"""What a web page says of itself: JSON-LD, `meta`, microdata, and the heading beside its title; the most careful first."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from loaders.documents import byline
from loaders.documents.credit import kind_of
from loaders.documents.document import SourceKind
from loaders.documents.imprint import is_site
from loaders.documents.markup import words_of
from loaders.documents.metadata import Metadata, web

Item = dict[str, Any]
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
_JSON_MOST, _FEW = 1_000_000, 40
_AUTHOR = "author"
_BEHIND = re.compile(r"\s*(?:[-–—|·•:«»/]\s.{0,200}\s)?[-–—|·•:«»/]\s+(.{2,60})")
_BEFORE = re.compile(r"(.{2,60}?)\s*[-–—|·•:«»/]\s+")
"""What stands behind and before the title in that of a page: the name of the site, and marks."""
_PAID = "says that only subscribers can read all of it; what the file holds may be its beginning alone"


def take(page: Any, found: Metadata, base: str) -> SourceKind:
    """Take what the page tells, the most careful first; gives back the kind of source."""
    source: SourceKind = "article"
    items = list(_items(page))
    named = {str(item["@id"]): item for item in items if "@id" in item and item.get("name")}
    for item in items:
        kinds = {str(kind).rpartition("/")[2].lower() for kind in _listed(item.get("@type"))}
        if kinds & _ARTICLES:
            _linked_data(item, found, base, named)
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
    times += [each.get("datetime") or each.get("content") or each.get("title") for each in page.iterfind(".//*[@itemprop='datePublished']")]
    first = page.find(".//article//time[@datetime]")
    for value in [*times, first.get("datetime") if first is not None else None]:
        found.date(value, "time of the page")
    _writers(page, found)
    canonical = page.find(".//link[@rel='canonical']")
    found.offer("address", web(canonical.get("href"), base) if canonical is not None else "", "link rel=canonical")
    found.offer("address", web(next(iter(meta.get("og:url", ())), ""), base), "meta og:url")
    found.offer("language", page.get("lang") or page.get("{http://www.w3.org/XML/1998/namespace}lang"), "html lang")
    for tag in ("h1", "title"):
        title = page.find(f".//{tag}")
        found.offer("title", "".join(title.itertext()) if title is not None else "", tag)
    _site_apart(page, found)
    return source


def _meta(page: Any) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for each in page.iter("meta"):
        key = (each.get("property") or each.get("name") or each.get("itemprop") or "").lower()
        if key and each.get("content"):
            told.setdefault(key, []).append(each.get("content"))
    return told


def _items(page: Any) -> Iterator[Item]:
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
                waiting += [*_listed(item.get("@graph")), *_listed(item.get("mainEntity"))]
            elif isinstance(item, list):
                waiting += item


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [] if value is None else [value]


def _linked_data(item: Item, found: Metadata, base: str, named: Mapping[str, Item]) -> None:
    where = "JSON-LD"
    found.offer("title", _text(item.get("headline")), f"{where} headline")
    found.authors((_text(author, named) for author in _listed(item.get("author"))), f"{where} author")
    found.offer("publisher", next((_text(each) for each in _listed(item.get("publisher"))), ""), f"{where} publisher")
    found.date(_text(item.get("datePublished")), f"{where} datePublished")
    found.offer("language", _text(item.get("inLanguage")), f"{where} inLanguage")
    found.offer("address", web(_text(item.get("url")), base), f"{where} url")
    if str(item.get("isAccessibleForFree")).lower() == "false" and _PAID not in (str(each.message) for each in found.warnings):
        found.warn(_PAID)


def _text(value: Any, named: Mapping[str, Item] | None = None) -> str:
    """A text, or the name of what a mapping describes, there or by its number elsewhere in the page."""
    if isinstance(value, dict):
        value = value.get("name") or (named or {}).get(str(value.get("@id")), {}).get("name")
    return value if isinstance(value, str) else ""


def _writers(page: Any, found: Metadata) -> None:
    """Who wrote it, as the page marks it for machines, else for readers; not where it marks several so, as lists of articles do."""
    marked = [each for each in page.iter() if isinstance(each.tag, str) and _AUTHOR in (each.get("itemprop") or "").lower().split()]
    within = [next(each.iterfind(".//*[@itemprop='name']"), each) for each in marked]
    told = {(each.get("content") or words_of(each)) for each in within}
    linked = {words_of(each) for each in page.iter("a") if _AUTHOR in (each.get("rel") or "").lower().split()}
    lines = {byline.writers(words_of(each)) for each in page.iter("p", "div", "span", "address") if _is_byline(each)} - {()}
    if len(told) == 1:
        found.authors(told, "itemprop author")
    if len(linked) == 1:
        found.authors((name for name in linked if " " in name), "link rel=author")
    if len(lines) == 1:
        found.authors(next(iter(lines)), "byline")


def _is_byline(element: Any) -> bool:
    told = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return ("byline" in told or _AUTHOR in told) and len(element) < _FEW


def _site_apart(page: Any, found: Metadata) -> None:
    """Part the title of the page from the name of its site, before or behind it, where a heading is the title alone."""
    headings = [words for each in page.iter("h1", "h2", "h3") if (words := words_of(each))][:_FEW]
    whole = page.find(".//head/title")
    address = found.values.get("address", "")
    for title in [found.values.get("title", ""), words_of(whole) if whole is not None else ""]:
        for heading in headings:
            parted = _BEHIND.fullmatch(title[len(heading) :]) if title.startswith(heading) else None
            before = _BEFORE.fullmatch(title[: -len(heading)]) if title.endswith(heading) else None
            if not parted and not before:
                continue
            if title == found.values.get("title"):
                found.values["title"] = heading
            site = parted[1] if parted else before[1] if before else ""
            if is_site(site, address) if address else kind_of(site) == "outlet":
                found.offer("publisher", site, "title of the page")
            break
