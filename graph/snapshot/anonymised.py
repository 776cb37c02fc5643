"""A content with some persons under other names: their names, keys and identifiers are replaced in every record and text.

Every key that is derived from a content, or may hold a name, is made anew with a salt that is kept nowhere: a name that somebody guesses
cannot be found by its hash. Findings are computed from the new records. Who knows the story may still know who is meant: this hides names.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from graph.edtf import latest
from graph.errors import SnapshotError
from graph.labels import clean, shorten
from graph.model import Entity, Locator, Row, Source, Voice
from graph.snapshot.content import Content
from graph.snapshot.findings import findings
from graph.snapshot.masks import WITHHELD, Mask, Masks
from graph.snapshot.people import Named, people
from graph.snapshot.recomputed import evidence_of

_TEXTS: Final[Mapping[str, tuple[str, ...]]] = {
    "about": ("title", "note", "author"),
    "case": ("title", "note"),
    "entities": ("name", "note", "country"),
    "statements": ("value", "role", "quantity", "note"),
    "claims": ("paraphrase", "quantity", "note", "extractor"),
    "sources": ("title", "author", "rights", "note"),
    "voices": ("name", "note"),
    "timeline": ("what",),
}
"""What is text in the records; properties and aliases are, too."""
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.-])(?:[\w-]+\.)+[a-z]{2,}/\S+", re.I)


@dataclass(frozen=True)
class Stand:
    """One of those who stand under another name: the words that were replaced by it, and in how many places."""

    name: str
    shown: str
    words: tuple[str, ...]
    places: int


@dataclass(frozen=True)
class Anonymised:
    """The new content, the new id of each entity by the old one, who stands under which name, and all that is withheld; `people` are the
    new ids of those who do."""

    content: Content
    ids: Mapping[str, str]
    stands: tuple[Stand, ...]
    masks: Masks
    people: frozenset[str]


def anonymised(content: Content, chosen: Iterable[str], withhold: Sequence[str] = (), *, salt: str | None = None) -> Anonymised:
    """Put the entities or voices of these keys under other names; `withhold` are more words that must not be in it. `salt` is for tests.

    Raises SnapshotError if there is nobody of a key, or if a name would still be found.
    """
    return _Anonymising(content, tuple(dict.fromkeys(chosen)), withhold, salt or secrets.token_hex(16)).made()


class _Anonymising:
    def __init__(self, content: Content, chosen: tuple[str, ...], withhold: Sequence[str], salt: str) -> None:
        self.old, self.salt = content, salt
        # in no order that tells anything
        self.people = people(content, sorted(chosen, key=self._hash))
        self.keys = {record.key: person.shown for person in self.people for record in person.records}
        held: list[Named] = [*content.entities, *content.voices]
        others = [record.name for record in held if record.key not in self.keys]
        self.masks = Masks([*(person.mask for person in self.people), Mask(WITHHELD, tuple(withhold))], others)
        self.namesakes = {record.key for record in held if any(map(self._tells, _names(record)))}
        self.case = f"anonymised-{self._hash(content.case.case)}"
        self.slugs = {said.slug: f"s-{self._hash(said.slug)}" for said in content.statements}
        self.claims = {claim.key: f"c-{self._hash(claim.key)}" for claim in content.claims}
        self.named = {key: self._key(key) for key in self._all_keys()}

    def made(self) -> Anonymised:
        old = self.old
        rows = {row.id: self._row(row, number) for number, row in enumerate(sorted(old.rows, key=lambda row: self._hash(row.id)), 1)}
        new = old.model_copy(
            update={
                "about": self._texts("about", old.about).model_copy(update={"anonymised": len(self.people)}),
                "case": self._texts("case", old.case).model_copy(
                    update={"case": self.case, "central": self.slugs.get(old.case.central or "")}
                ),
                "entities": _by("key", map(self._entity, old.entities)),
                "statements": _by("slug", map(self._statement, old.statements)),
                "rows": _by("id", rows.values()),
                "claims": _by("key", map(self._claim, old.claims)),
                "sources": _by("key", map(self._source, old.sources)),
                "voices": _by("key", map(self._voice, old.voices)),
                "timeline": _by("id", map(self._point, old.timeline)),
            }
        )
        ids = {entity.id: f"{self.case}/{self.named[entity.key]}" for entity in old.entities}
        found = _findings(new, {self.slugs[slug] for slug in old.findings if slug in self.slugs})
        found |= {rows[id_].id: finding for id_, finding in old.findings.items() if id_ in rows}
        made = new.model_copy(update={"findings": found, "view": self._view(new, ids, {id_: row.id for id_, row in rows.items()})})
        made = Content.model_validate(made.to_json())
        self._check(made)
        return Anonymised(made, ids, tuple(self._stands()), self.masks, frozenset(ids[id_] for id_ in ids if self._is_one(id_)))

    def _is_one(self, id_: str) -> bool:
        return id_.partition("/")[2] in self.keys

    def _tells(self, text: str | None) -> bool:
        return bool(text) and self.masks.tells(text or "", key=True)

    def _hash(self, key: str) -> str:
        return hashlib.blake2b(key.encode(), key=self.salt.encode(), digest_size=6).hexdigest()

    def _all_keys(self) -> set[str]:
        old = self.old
        held = {record.key for record in (*old.entities, *old.voices, *old.sources)}
        held |= {key for said in old.statements for key in (said.subject, said.object, said.where, said.origin_place) if key}
        held |= {key for voice in old.voices for key in (voice.owner, voice.heard_by, voice.entity) if key}
        return held | {cited.to for source in old.sources for cited in source.cites}

    def _key(self, key: str) -> str:
        prefix, _, rest = key.partition(":")
        # the key of a namesake may be a number that leads to its name
        derived = prefix == "src" or key in self.keys or key in self.namesakes or self.masks.tells(rest, key=True)
        return f"{prefix}:{self._hash(key)}" if derived else key

    def _texts(self, name: str, record: Any, *, bare: bool = False) -> Any:
        changed = {field: self._text(text, bare=bare) for field in _TEXTS[name] if (text := getattr(record, field))}
        changed |= {"case": self.case} if hasattr(record, "case") else {}
        return record.model_copy(update=changed)

    def _text(self, text: str, *, bare: bool = False) -> str:
        """Without names, and without addresses that lead to one: those of sources that speak of them, in a `bare` text all."""
        new = self._addresses.sub(WITHHELD, self.masks.replaced(text))
        return _ADDRESS.sub(WITHHELD, new) if bare else new

    @cached_property
    def _addresses(self) -> re.Pattern[str]:
        bare = [address.partition("://")[2].rstrip("/") for address in self._leads if "://" in address]
        leading = sorted((address for address in bare if "/" in address), key=len, reverse=True)
        return re.compile(rf"(?:https?://)?(?:{'|'.join(map(re.escape, leading))})\S*" if leading else r"(?!)", re.I)

    def _entity(self, entity: Entity) -> Entity:
        key = self.named[entity.key]
        if entity.key in self.keys:
            return Entity(case=self.case, key=key, name=self.keys[entity.key], kind=entity.kind)
        # of what is named after them, another spelling or an identifier gives the name back
        named = entity.key in self.namesakes
        aliases = () if named else entity.aliases
        ids = {} if named else {scheme: value for scheme, value in entity.ids.items() if not self.masks.tells(value, key=True)}
        new = {"key": key, "aliases": aliases, "ids": ids, "properties": self._properties(entity.properties)}
        return self._texts("entities", entity).model_copy(update=new)  # type: ignore[no-any-return]

    def _properties(self, properties: Mapping[str, str]) -> dict[str, str]:
        return {self._text(name): self._text(value) for name, value in properties.items()}

    def _statement(self, said: Any) -> Any:
        keys = {name: self.named.get(key) for name in ("subject", "object", "where", "origin_place") if (key := getattr(said, name))}
        slugs = {name: tuple(map(self.slugs.__getitem__, getattr(said, name))) for name in ("conflicts_with", "speaks_against")}
        rest = {"slug": self.slugs[said.slug], "variant_of": self.slugs.get(said.variant_of or "")}
        hands = {"first_hand": tuple(self.named[key] for key in said.first_hand)}
        bare = said.slug in self._about
        return self._texts("statements", said, bare=bare).model_copy(update={**keys, **slugs, **rest, **hands})

    def _row(self, row: Row, number: int) -> Row:
        keys = {name: self.named[getattr(row, name)] for name in ("subject", "object", "source")}
        # the number of its row leads to the person in the data set
        return row.model_copy(update={**keys, "case": self.case, "row": number, "properties": self._properties(row.properties)})

    def _claim(self, claim: Any) -> Any:
        keys = {"key": self.claims[claim.key], "statement": self.slugs[claim.statement], "source": self.named[claim.source]}
        # the row of a data set or the place in a text leads to the name as its address does
        bare = claim.source in self._telling
        place = {"locator": Locator() if bare else claim.locator}
        chain = {"chain": tuple(self.named[key] for key in claim.chain)}
        return self._texts("claims", claim, bare=bare).model_copy(update={**keys, **place, **chain})

    def _source(self, source: Any) -> Any:
        bare = source.key in self._telling
        addresses = {name: None if bare else getattr(source, name) for name in ("url", "read_at", "sha256")}
        cites = tuple(cited.model_copy(update={"to": self.named[cited.to]}) for cited in source.cites)
        keys = {"key": self.named[source.key], "publisher": self.named[source.publisher]}
        return self._texts("sources", source, bare=bare).model_copy(update={**addresses, **keys, "cites": cites})

    def _voice(self, voice: Voice) -> Any:
        keys = {name: self.named.get(getattr(voice, name) or "") for name in ("owner", "heard_by", "entity")}
        named = {"key": self.named[voice.key], **keys}
        if voice.key in self.keys:
            return voice.model_copy(update={**named, "case": self.case, "name": self.keys[voice.key], "note": ""})
        return self._texts("voices", voice).model_copy(update=named)

    def _point(self, point: Any) -> Any:
        return self._texts("timeline", point).model_copy(update={"statement": self.slugs[point.statement]})

    @cached_property
    def _about(self) -> set[str]:
        """Statements that speak of them, or of what is named after them."""
        named = self.keys.keys() | self.namesakes
        return {
            said.slug
            for said in self.old.statements
            if named & {said.subject, said.object, said.where, said.origin_place, *said.first_hand}
            or any(map(self._tells, (said.value, said.role, said.quantity, said.note)))
        }

    @cached_property
    def _telling(self) -> set[str]:
        """Sources that speak of them: what an address or a hash of one leads to names them. The same document is one under any key."""
        return {source.key for source in self.old.sources if source.key in self._speaking or self._leads & set(_leads(source))}

    @cached_property
    def _leads(self) -> set[str]:
        return {lead for source in self.old.sources if source.key in self._speaking for lead in _leads(source)}

    @cached_property
    def _speaking(self) -> set[str]:
        return set(self._find_speaking())

    def _find_speaking(self) -> Iterator[str]:
        named = self.keys.keys() | self.namesakes
        for claim in self.old.claims:
            texts = (claim.paraphrase, claim.note, claim.quantity, claim.locator.cue)
            if claim.statement in self._about or named & set(claim.chain) or any(map(self._tells, texts)):
                yield claim.source
        for row in self.old.rows:
            if named & {row.subject, row.object} or any(map(self._tells, row.properties.values())):
                yield row.source
        named |= {voice.key for voice in self.old.voices if voice.owner in named}
        for source in self.old.sources:
            if named & {source.publisher, *(cited.to for cited in source.cites)} or any(map(self._tells, _told(source))):
                yield source.key

    def _view(self, new: Content, ids: Mapping[str, str], rows: Mapping[str, str]) -> dict[str, Any]:
        view = self.old.view
        said = {was.id: self.slugs[was.slug] for was in self.old.statements}
        now = {one.slug: one.id for one in new.statements}
        known = {**ids, **{id_: now[slug] for id_, slug in said.items()}, **rows}

        def mapped(id_: str) -> str:
            if id_.startswith("group:"):
                return "group:" + "|".join(known[end] for end in id_.removeprefix("group:").split("|"))
            return known[id_]

        kept = {name: sorted(mapped(id_) for id_ in view.get(name, ())) for name in ("nodes", "hidden", "opened")}
        places = {mapped(id_): place for id_, place in view["positions"].items()}
        chosen = view.get("selection")
        return {**view, **kept, "positions": places, "selection": mapped(chosen) if chosen else None}

    def _check(self, made: Content) -> None:
        for text, place in {text: place for place, text in _strings(made.to_json(), "")}.items():
            if self.masks.tells(text, key=_is_key(text)):
                raise SnapshotError(
                    f"what is to be withheld still stands in {shorten(clean(text))!r} ({place}), which has to stay; nothing was made"
                )

    def _stands(self) -> Iterator[Stand]:
        texts = Counter(text for _, text in _strings(self.old.to_json(), ""))
        for person in self.people:
            alone = Masks([person.mask])
            words = tuple(dict.fromkeys((*person.mask.forms, *person.mask.parts)))
            yield Stand(person.name, person.shown, words, sum(alone.count(text) * times for text, times in texts.items()))


def _names(record: Named) -> Iterator[str]:
    yield record.name
    if isinstance(record, Entity):
        yield from (alias.name for alias in record.aliases)


def _told(source: Source) -> Iterator[str]:
    return (text for text in (source.title, source.author, source.url, source.read_at, source.note) if text)


def _leads(source: Source) -> Iterator[str]:
    """What leads to a document."""
    return (lead for lead in (source.url, source.read_at, source.sha256) if lead)


def _findings(content: Content, told: set[str]) -> dict[str, Any]:
    return findings(evidence_of(content), told, latest(content.about.as_of) if content.about.as_of else None)


def _by(field: str, records: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(records, key=lambda record: str(getattr(record, field))))


def _is_key(text: str) -> bool:
    """Whether a text is a key or an id: a part of a name is found there in small letters, too."""
    return ":" in text and not any(character.isspace() for character in text)


def _strings(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """Every string of a JSON value, names of fields too, with its place."""
    match value:
        case str():
            yield place, value
        case dict():
            for name, each in value.items():
                yield place, name
                yield from _strings(each, f"{place}.{name}".lstrip("."))
        case list() | tuple():
            for number, each in enumerate(value):
                yield from _strings(each, f"{place}.{number}")
