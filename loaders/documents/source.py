"""What a case keeps of a document: its source, with what it cites by links, the voice that published it, and a stub for each cited page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit, urlunsplit

from graph.model import Citation, Source, Voice, VoiceKind, fold
from loaders.documents.document import Document
from loaders.documents.words import one_of

_NO_WORD = re.compile(r"[^\w]+")
_TRACKING = re.compile(r"(?:^|&)(?:utm_[a-z]+|fbclid|gclid|mc_[ce]id)=[^&]*", re.IGNORECASE)
_ARTICLE = re.compile(rf"{one_of('article')}\s+(?=\w)", re.IGNORECASE)
_LONGEST = 60
MOST_CITED = 1_000


def record(document: Document, case: str) -> Source:
    """The source that a document is, with a citation for each other page that its text links to, and each document that came with it."""
    return Source(
        case=case,
        key=source_key(document.identity),
        kind=document.source,
        title=called(document),
        publisher=publisher(document, case).key,
        author=", ".join(document.authors) or None,
        url=document.address or None,
        read_at=document.read_at or None,
        published=document.published,
        retrieved=document.retrieved or None,
        lang=document.language or "und",
        seen="full",
        sha256=document.sha256,
        note=document.came,
        cites=tuple(Citation(to=key, how="links") for key in dict.fromkeys(_keys_cited(document))),
    )


def called(document: Document) -> str:
    """Its title, else the name of its file: the words that a person knows it by. A page without either is known by its address."""
    return document.title or ("" if document.address else PurePosixPath(document.name).name)


def records(document: Document, case: str) -> Iterator[Voice | Source]:
    """Its publisher, a stub (`seen: no`) of each cited page and attached document with its publisher, and the source itself, last.

    A stub knows less than a source that was read: whoever loads several documents must not let it take the place of one.
    """
    own = publisher(document, case)
    yield own
    known = {own.key}
    for address in cited(document):
        host = site(address, case)
        if host.key not in known:
            known.add(host.key)
            yield host
        yield Source(case=case, key=source_key(address), publisher=host.key, url=address, lang="und", seen="no")
    for each in document.enclosed:
        sender = _voice(each.sender, VoiceKind.person, case) if each.sender else _nobody(each.identity, each.name, case)
        if sender.key not in known:
            known.add(sender.key)
            yield sender
        if each.identity != document.identity:
            yield Source(case=case, key=source_key(each.identity), title=each.name, publisher=sender.key, lang="und", seen="no")
    yield record(document, case)


def publisher(document: Document, case: str) -> Voice:
    """The voice that published a document: as it says itself, else the site that it stands on, else somebody unnamed."""
    name, kind = document.publisher, VoiceKind.person if document.source == "email" else VoiceKind.outlet
    if name:
        return _voice(name, kind, case)
    if document.address:
        return site(document.address, case)
    return _nobody(document.identity, PurePosixPath(document.name).name, case)


def _voice(name: str, kind: VoiceKind, case: str) -> Voice:
    known_by = bare(name) if kind is VoiceKind.outlet else name
    return Voice(case=case, key=f"{kind}:{slug(known_by)}", name=name, kind=kind)


def _nobody(identity: str, file: str, case: str) -> Voice:
    return Voice(case=case, key=f"unnamed:publisher-{_tail(identity)}", name=f"whoever published {file}", kind=VoiceKind.unnamed)


def _keys_cited(document: Document) -> Iterator[str]:
    yield from map(source_key, cited(document))
    yield from (source_key(each.identity) for each in document.enclosed if each.identity != document.identity)


def bare(name: str) -> str:
    """An outlet's name without its article: The Quay Courier is the Quay Courier, and not a second voice beside it."""
    return _ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name


def cited(document: Document) -> list[str]:
    """The addresses that the text links to, each once, in order, without the document's own; MOST_CITED at most."""
    own = {page(address) for address in (document.address, document.read_at) if address}
    found = {page(link.address): link.address for link in reversed(document.links)}
    ordered = dict.fromkeys(page(link.address) for link in document.links)
    return [page(found[each]) for each in ordered if each not in own][:MOST_CITED]


def page(address: str) -> str:
    """An address without the place within its page and without what only tells how a reader came there."""
    parts = urlsplit(address)
    query = _TRACKING.sub("", parts.query).lstrip("&")
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path or "/", query, ""))


def source_key(identity: str) -> str:
    """The key of a source by what it is known by: the same address, message or file has the same key, however often it is loaded."""
    if identity.lower().startswith(("http://", "https://")):
        identity = page(identity).partition("://")[2]
        readable = slug(identity.partition("?")[0])
    else:
        readable = slug(PurePosixPath(identity).name)
    return f"src:{readable}-{_tail(identity)}"


def slug(name: str) -> str:
    """A name as a part of a key: small letters and digits of any script, hyphens between words."""
    return _NO_WORD.sub("-", fold(name)).replace("_", "-").strip("-")[:_LONGEST].strip("-") or _tail(name)


def _tail(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]


def site(address: str, case: str) -> Voice:
    """The voice of the site at which an address stands."""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    return Voice(case=case, key=f"outlet:{slug(host)}", name=host, kind=VoiceKind.outlet)
