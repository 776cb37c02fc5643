"""References of statements: whose each is, and the source that it makes. What only says that Wikidata has it from within is none."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from graph.model import Source, Voice, VoiceKind, WebAddress, digest
from loaders.documents.source import page, site, source_key
from loaders.wikidata.gathered import Gathered
from loaders.wikidata.item import Snaks
from loaders.wikidata.labels import name_of
from loaders.wikidata.taken import taken
from loaders.wikidata.times import time_of

_ADDRESS: TypeAdapter[str] = TypeAdapter(WebAddress)
_VOICES = {"person": VoiceKind.person, "outlet": VoiceKind.outlet, "agency": VoiceKind.body, "organisation": VoiceKind.body}
WIKIDATA = "dataset:wikidata"


@dataclass(frozen=True)
class Reference:
    """A source that a statement rests on, and who published it."""

    publisher: Voice
    source: Source
    published: str | None


def is_own(reference: Snaks) -> bool:
    """Whether a reference only says where in Wikimedia's own projects it was imported from, or how it was inferred."""
    table = taken()
    return (
        bool(reference)
        and not any(name in reference for name in (*table.publishers, table.address))
        and any(n in reference for n in table.own)
    )


def voice_of(qid: str, found: Gathered, case: str, *, record: bool = False) -> Voice:
    """The voice of an item. `record`: one of unknown kind is a record (a database, a register, a book), else a body."""
    kind = _VOICES.get(found.kind(qid), VoiceKind.record if record else VoiceKind.body)
    return Voice(case=case, key=f"wikidata:{qid}", name=name_of(found.items.get(qid)) or qid, kind=kind)


def reference_of(given: Snaks, found: Gathered, case: str) -> Reference | str:
    """The reference, or why it is none."""
    table = taken()
    if is_own(given):
        return "references that only say what Wikidata imported or inferred it from are none"
    address = next((each.text for each in given.get(table.address, ()) if each.text), "")
    host = _host(address)
    if address and host is None:
        address = ""
    if host and any(host == own or host.endswith(f".{own}") for own in table.own_hosts):
        return "references to Wikipedia and other projects of Wikimedia are none: there Wikidata would be its own witness"
    by = next(((name, each.item) for name in table.publishers for each in given.get(name, ()) if each.item), None)
    if by is not None:
        publisher = voice_of(by[1], found, case, record=by[0] != "P123")
    elif address:
        publisher = site(page(address), case)
    else:
        return "references that name no publisher, no work and no address are left out"
    published = _day(given, table.published)
    source = _source(given, found, case, publisher, page(address) if address else None)
    return Reference(publisher, source, published)


def _source(given: Snaks, found: Gathered, case: str, publisher: Voice, address: str | None) -> Source:
    table = taken()
    title = next((each.text for each in given.get(table.title, ()) if each.text), "")
    stated = next((each.item for each in given.get("P248", ()) if each.item), "")
    title = title or (name_of(found.items.get(stated)) or stated if stated else "")
    published = _day(given, table.published)
    key = source_key(address) if address else f"src:wikidata-reference-{digest([publisher.key, title, published])[:12]}"
    return Source(
        case=case,
        key=key,
        title=title,
        publisher=publisher.key,
        url=address,
        published=published,
        retrieved=_day(given, table.retrieved),
        lang="und",
        seen="no",
    )


def _day(given: Snaks, property_: str) -> str | None:
    return next((time.edtf for each in given.get(property_, ()) if (time := time_of(each)).edtf), None)


def _host(address: str) -> str | None:
    """The host of an address that can be kept; None if it is none."""
    try:
        return (urlsplit(_ADDRESS.validate_python(page(address))).hostname or "").lower() or None
    except (ValidationError, ValueError):
        return None
