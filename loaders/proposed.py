"""What was found in a document, as records of a case: all of it proposed, each claim with the place where it stands (docs/extraction.md).

Entities and voices that the case has under exactly the same folded name are taken as they are; nothing else is merged without a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from graph.merges.pairs import sort_of
from graph.model import AnyRecord, Citation, Claim, Entity, Source, Statement, Voice, VoiceKind, digest, fold
from loaders import documents
from loaders.documents import Document
from loaders.extraction.proposals import Named, Proposals, Relation, Saying, Span

EXTRACTOR = "redstring"
WITH = "mentioned_with"
"""What is said of somebody beside whom a text tells an event: no more than that."""
_NAMED = 4
_VOICES = {"person": VoiceKind.person, "outlet": VoiceKind.outlet}
_RUMOUR = re.compile(r"\b(?:rumou?rs?|gossip|hearsay|whispers?)\b", re.I)


@dataclass(frozen=True)
class Known:
    """What a case has already: keys of entities by sort and folded name, and of voices by folded name."""

    entities: Mapping[tuple[str, str], str] = field(default_factory=dict)
    voices: Mapping[str, str] = field(default_factory=dict)


def records(document: Document, case: str, found: Proposals, known: Known | None = None) -> Iterator[AnyRecord]:
    """The voices, the source with stubs of what it links to, and what it says: entities, statements and claims, each once.

    The offsets of `found` count in the document's text. Voices that nobody is named for belong to this document alone.
    """
    made = _Records(document, case, found, known or Known())
    claims = list(made.claims())
    source = made.cited()
    yield from made.voices.values()
    yield from made.stubs
    yield source
    yield from made.entities.values()
    yield from made.statements.values()
    yield from claims


class _Records:
    def __init__(self, document: Document, case: str, found: Proposals, known: Known) -> None:
        self.document, self.case, self.found, self.known = document, case, found, known
        self.voices: dict[str, Voice] = {}
        self.stubs: list[Source] = []
        for each in documents.records(document, case):
            if isinstance(each, Voice):
                self.voices[each.key] = each
            else:
                self.stubs.append(each)
        self.source = self._published(self.stubs.pop())
        self._publisher = self._untold_publisher()
        self.statements: dict[str, Statement] = {}
        self._places: dict[tuple[str, ...], list[int]] = {}
        """Where each claim stands, by all else that it is known by."""
        self._named = {fold(name): each for each in found.entities for name in (*each.aliases, each.name)}
        self._keys = {each.id: self._key(each) for each in found.entities}
        self.entities = {self._keys[each.id]: self._entity(each) for each in found.entities}

    def _published(self, source: Source) -> Source:
        """The source under the voice that the case has by the name of its publisher, where it has one of that kind."""
        own = self.voices[source.publisher]
        held = self.known.voices.get(fold(own.name), own.key)
        if held == own.key or held.partition(":")[0] != own.kind.value:
            return source
        self.voices = {held if key == own.key else key: each for key, each in self.voices.items()}
        self.voices[held] = own.model_copy(update={"key": held})
        return source.model_copy(update={"publisher": held})

    def _untold_publisher(self) -> str:
        """The key of the publisher that the document tells itself: what was decided holds when a person tells another one."""
        if self.document.own_publisher is None:
            return self.source.publisher
        own = documents.publisher(replace(self.document, publisher=self.document.own_publisher), self.case)
        held = self.known.voices.get(fold(own.name), own.key)
        return held if held.partition(":")[0] == own.kind.value else own.key

    def claims(self) -> Iterator[Claim]:
        """One for each relation that was found, with its statement and its voices noted."""
        seen = set()
        for each in self.found.relations:
            ends = self._keys.get(each.subject), self._keys.get(each.object)
            if ends[0] is None or ends[1] is None or ends[0] == ends[1]:
                continue
            claim = self._claim(each, self._statement(each, ends[0], ends[1]))
            if claim.key not in seen:
                seen.add(claim.key)
                yield claim
        yield from self._dates_of_events()

    def _dates_of_events(self) -> Iterator[Claim]:
        """What is dated and no relation tells, beside everybody named in it: with no word of what part they had."""
        told: dict[Span, set[str]] = {}
        for each in self.found.relations:
            told.setdefault(each.span, set()).update((each.subject, each.object))
        kinds, seen = {each.id: each.kind for each in self.found.entities}, set()
        for event in self.found.events:
            named = [id_ for id_ in event.participants if kinds.get(id_, "place") != "place"]
            if not event.when or set(named) <= told.get(event.span, set()):
                continue
            saying = next((each for each in self.found.attributions if each.span.touches(event.span)), Saying(event.span))
            for id_ in named[:_NAMED]:
                said = saying.chain, saying.hedge, saying.stance
                rule = f"event: {event.type}"
                found = Relation(id_, WITH, "", event.span, *said, event.when, rule, confidence=event.confidence)
                claim = self._claim(found, self._statement(found, self._keys[id_], None, f"{event.trigger} ({event.type})"))
                if claim.key not in seen:
                    seen.add(claim.key)
                    yield claim

    def cited(self) -> Source:
        """The source with what it goes back to, as far as that is a voice or a source of the case."""
        cites = dict.fromkeys(self.source.cites)
        for each in self.found.citations:
            to = self._voice(each.to, None)
            if to != self.source.publisher and to not in {cited.to for cited in cites}:
                cites.setdefault(Citation.model_validate({"to": to, "how": each.how}))
        return self.source.model_copy(update={"cites": tuple(cites)})

    def _key(self, each: Named) -> str:
        names = dict.fromkeys(fold(name) for name in (each.name, *each.aliases))
        held = (self.known.entities.get((sort_of(each.kind), name)) for name in names)
        return next((key for key in held if key), each.id)

    def _entity(self, each: Named) -> Entity:
        aliases = tuple({"name": alias, "weak": _is_part(alias, each)} for alias in dict.fromkeys(each.aliases) if alias != each.name)
        return Entity.model_validate(
            {"case": self.case, "key": self._keys[each.id], "name": each.name, "kind": each.kind, "aliases": aliases}
        )

    def _statement(self, each: Relation, subject: str, object_: str | None, value: str | None = None) -> Statement:
        given = {"case": self.case, "subject": subject, "predicate": each.predicate, "object": object_}
        if value is not None:
            given["value"] = value
        qualifiers = {"when": each.when or None, "role": each.detail or None}
        slug = f"x-{digest([*given.values(), *qualifiers.values()])[:16]}"
        return self.statements.setdefault(slug, Statement.model_validate({**given, **qualifiers, "slug": slug}))

    def _claim(self, each: Relation, said: Statement) -> Claim:
        chain, voices = [self.source.publisher], [self._publisher]
        for name in each.chain:
            voice = self._voice(name, chain[-1])
            voices.append(voice)
            if voice not in chain:
                chain.append(voice)
        return Claim.model_validate(
            {
                "case": self.case,
                "key": self._claim_key(each, said.slug, list(dict.fromkeys(voices))),
                "statement": said.slug,
                "source": self.source.key,
                "chain": tuple(chain),
                "stance": each.stance,
                "hedge": each.hedge,
                "locator": self.document.locator(each.span),
                "by": each.by,
                "extractor": (each.rule if each.by == "model" else f"{EXTRACTOR}: {each.rule}")[:200],
                "confidence": each.confidence,
            }
        )

    def _claim_key(self, each: Relation, slug: str, chain: list[str]) -> str:
        """By its words and not by its place: what was decided of it holds in a newer version, where the same words stand elsewhere."""
        words = " ".join(self.document.text[each.span.start : each.span.end].split())
        known = (self.case, slug, self.source.key, str(each.stance), words, *chain)
        places = self._places.setdefault(known, [])
        if each.span.start not in places:
            places.append(each.span.start)
        return f"c-{digest([*known, places.index(each.span.start)])[:16]}"

    def _voice(self, name: str, heard_by: str | None) -> str:
        """The key of the voice of a name, noted if it is new; one that nobody is named for belongs to this source."""
        held = self.known.voices.get(fold(name))
        entity = self._named.get(fold(name))
        if held is None and entity is not None:
            held = self._keys[entity.id]
        if held is None:
            kind = VoiceKind.rumour if _RUMOUR.search(name) else VoiceKind.unnamed
            held = f"{kind.value}:{digest([self.source.key, fold(name)])[:16]}"
            self.voices.setdefault(held, Voice(case=self.case, key=held, name=name, kind=kind, heard_by=heard_by))
        elif entity is not None:
            kind = _VOICES.get(entity.kind, VoiceKind.body)
            self.voices.setdefault(held, Voice(case=self.case, key=held, name=entity.name, kind=kind, entity=self._keys[entity.id]))
        return held


def _is_part(alias: str, each: Named) -> bool:
    """Whether it is a person's surname or first name alone, which means somebody else in another document."""
    words = fold(each.name).split()
    return each.kind == "person" and len(words) > 1 and fold(alias) in words
