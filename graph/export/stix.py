"""A STIX 2.1 bundle (OASIS): identities, locations, incidents, relationships, reports, notes and opinions.

Everything of ours lies in one property extension, defined in the bundle. Ids are UUIDv5 of what they stand for, and times are the day
that the case gives (`--made` gives another), so that the same store gives the same bytes. Every object is marked with what relations are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from graph.edtf import span
from graph.export.followthemoney import web
from graph.export.form import Format, Lines
from graph.export.json_text import one_line
from graph.export.material import Material
from graph.export.relation import Relation, Said
from graph.labels import clean
from graph.model import Entity, Source, Stance, Voice

NAMESPACE = uuid5(NAMESPACE_OID, "redstring")
EXTENSION = f"extension-definition--{uuid5(NAMESPACE, 'extension')}"
_MAKER = f"identity--{uuid5(NAMESPACE, 'identity')}"
_CLASSES = {
    "person": "individual",
    "agency": "organization",
    "organisation": "organization",
    "outlet": "organization",
    "company": "organization",
}
_VOICES = {"person": "individual", "outlet": "organization", "body": "organization", "record": "system", "dataset": "system"}
_OPINIONS = {Stance.denies: "disagree"}
Item = dict[str, Any]


def lines(material: Material) -> Lines:
    """The bundle, an object a line."""
    bundle = f"bundle--{uuid5(NAMESPACE, json.dumps([material.case.case, material.head['as_of'], list(material.kinds)]))}"
    yield f'{{"type": "bundle", "id": "{bundle}", "objects": [\n'
    between = ""
    for item in _Bundle(material).items():
        yield f"{between}{one_line(item)}"
        between = ",\n"
    yield "\n]}\n"


class _Bundle:
    """Makes the objects of one export; holds for each source which relations rest on it."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.case = material.case.case
        self.time = _time(material.made)
        self.marking = self.ref("marking-definition", "banner")
        self.resting: dict[str, list[str]] = {}

    def ref(self, type_: str, id_: str) -> str:
        return f"{type_}--{uuid5(NAMESPACE, json.dumps([self.case, type_, id_]))}"

    def items(self) -> Iterator[Item]:
        yield from self._frame()
        yield from map(self._entity, self.material.entities())
        yield from map(self._voice, self.material.voices.values())
        for relation in self.material.relations():
            yield self._relation(relation)
            if relation.data_set is None:
                yield from map(self._claim, self.material.claims_of(relation))
        for value in self.material.values:
            yield self._value(value)
            yield from map(self._claim, self.material.claims_of(value))
        yield from map(self._source, self.material.sources.values())

    def _frame(self) -> Iterator[Item]:
        """Who made it, what it is, and what our properties are."""
        common = {"spec_version": "2.1", "created": self.time, "created_by_ref": _MAKER}
        yield {
            "type": "identity",
            "spec_version": "2.1",
            "id": _MAKER,
            "created": self.time,
            "modified": self.time,
            "name": "Redstring",
            "identity_class": "system",
        }
        statement = {"statement": self.material.head["description"]}
        yield {"type": "marking-definition", **common, "id": self.marking, "definition_type": "statement", "definition": statement}
        yield {
            "type": "extension-definition",
            **common,
            "id": EXTENSION,
            "modified": self.time,
            "name": "Redstring: claims and their status",
            "description": "How well a relation is supported, who says so through whom, and who denies it. " + self.material.head["banner"],
            "schema": "docs/exports.md#stix-21",
            "version": "1.0.0",
            "extension_types": ["property-extension"],
        }

    def _object(self, type_: str, id_: str, **given: Any) -> Item:
        """An object with what all have; what is empty is left out, `more` are our own properties."""
        more = {"extension_type": "property-extension", **_full(given.pop("more"))}
        common = {"type": type_, "spec_version": "2.1", "id": id_, "created_by_ref": _MAKER, "created": self.time, "modified": self.time}
        return {**common, **_full(given), "object_marking_refs": [self.marking], "extensions": {EXTENSION: more}}

    def _entity_ref(self, id_: str) -> str:
        kind = self.material.kinds[id_][1] if id_ in self.material.kinds else ""
        return self.ref({"place": "location", "event": "incident"}.get(kind, "identity"), id_)

    def _entity(self, entity: Entity) -> Item:
        aliases = [alias.name for alias in entity.aliases]
        more: Item = {"kind": entity.kind, "key": entity.key, "country": entity.country, "when": entity.when, "aliases": aliases}
        more |= {"identifiers": dict(sorted(entity.ids.items())), "properties": dict(sorted(entity.properties.items()))}
        given: Item = {"name": entity.name, "description": entity.note, "labels": [entity.kind], "more": more}
        ref = self._entity_ref(entity.id)
        if entity.kind == "place":
            coded = re.fullmatch(r"[A-Za-z]{2}", entity.country or "")
            where = {"country": (entity.country or "").upper()} if coded else {"region": entity.name}
            return self._object("location", ref, **where, **given)
        if entity.kind == "event":
            return self._object("incident", ref, **given)
        return self._object("identity", ref, identity_class=_CLASSES.get(entity.kind, "unspecified"), **given)

    def _voice_ref(self, key: str) -> str:
        return self.ref("identity", f"voice {key}")

    def _voice(self, voice: Voice) -> Item:
        id_ = f"{self.case}/{voice.entity}"
        entity = self._entity_ref(id_) if id_ in self.material.kinds else None
        more: Item = {
            "kind": f"voice: {voice.kind.value}",
            "key": voice.key,
            "owner": voice.owner,
            "heard_by": voice.heard_by,
            "entity_ref": entity,
        }
        class_ = _VOICES.get(voice.kind.value, "unspecified")
        ref = self._voice_ref(voice.key)
        return self._object("identity", ref, name=voice.name, description=voice.note, identity_class=class_, labels=["voice"], more=more)

    def _relation(self, relation: Relation) -> Item:
        first, last = relation.days
        ref = self.ref("relationship", relation.id)
        for key in relation.documents:
            self.resting.setdefault(key, []).append(ref)
        return self._object(
            "relationship",
            ref,
            relationship_type=relation.predicate.replace("_", "-"),
            source_ref=self._entity_ref(relation.source),
            target_ref=self._entity_ref(relation.target or ""),
            description=f"{relation.words}. {relation.standing}",
            labels=[relation.status],
            start_time=_time(first) if first else None,
            # until the end of the last day
            stop_time=_time(last + timedelta(days=1)) if last and last < date.max else None,
            more=_figures(relation),
        )

    def _value(self, relation: Relation) -> Item:
        """What is said of somebody without somebody else."""
        ref = self.ref("note", relation.id)
        for key in relation.documents:
            self.resting.setdefault(key, []).append(ref)
        about = [self._entity_ref(relation.source)]
        content = f"{self.material.name(relation.source)} {relation.words}: {relation.value}. {relation.standing}"
        return self._object("note", ref, content=content, object_refs=about, labels=[relation.status], more=_figures(relation))

    def _claim(self, said: Said) -> Item:
        """An opinion if it denies, else a note: what it asserts is in the relationship already."""
        claim = said.claim
        value = self.material.statement(claim.statement).value is not None
        about = [self.ref("note" if value else "relationship", said.statement)]
        source = self.material.sources[claim.source]
        text = f"{'; '.join(said.chains)} {claim.stance.value} it, in {clean(source.title) or source.key} ({said.place})."
        text += f" {claim.paraphrase}" if claim.paraphrase else ""
        more: Item = {
            "key": claim.key,
            "stance": claim.stance.value,
            "hedge": claim.hedge.value,
            "chain": [self._voice_ref(key) for key in claim.chain],
        }
        more |= {
            "counts": said.excluded is None,
            "why_not": said.excluded,
            "reported": claim.reported,
            "place": said.place,
            "note": claim.note,
        }
        given: Item = {"authors": list(said.chains), "object_refs": about, "external_references": [_reference(source)], "more": more}
        if opinion := _OPINIONS.get(claim.stance):
            return self._object("opinion", self.ref("opinion", claim.key), opinion=opinion, explanation=text, **given)
        return self._object("note", self.ref("note", f"claim {claim.key}"), content=text, **given)

    def _source(self, source: Source) -> Item:
        """A report if it is dated, else a note: a report without a date is none."""
        refs = [self._voice_ref(source.publisher), *dict.fromkeys(self.resting.get(source.key, ()))]
        more: Item = {
            "key": source.key,
            "kind": source.kind,
            "published": source.published,
            "author": source.author,
            "retracted": source.retracted,
        }
        more |= {"sha256": source.sha256, "cites": [f"{cited.how} {cited.to}" for cited in source.cites]}
        given: Item = {"object_refs": refs, "external_references": [_reference(source)], "labels": ["source"], "more": more}
        title = source.title or source.key
        day = next((each for each in span(source.published) if each), None) if source.published else None
        if day is None:
            return self._object(
                "note", self.ref("note", f"source {source.key}"), abstract=title, content=f"Source, undated: {title}", **given
            )
        ref = self.ref("report", source.key)
        return self._object("report", ref, name=title, description=source.note, published=_time(day), **given)


def _reference(source: Source) -> Item:
    named: Item = {"source_name": source.title or source.key, "url": web(source.url or source.read_at), "external_id": source.key}
    return _full({**named, "hashes": {"SHA-256": source.sha256} if source.sha256 and named["url"] else None})


def _figures(relation: Relation) -> Item:
    lists = {name: list(getattr(relation, name)) for name in ("said_by", "denied_by", "documents", "rivals")}
    return {**relation.attributes(), **lists, "properties": dict(sorted(relation.properties.items()))}


def _full(given: Item) -> Item:
    return {name: value for name, value in given.items() if value not in (None, "", [], {})}


def _time(day: date) -> str:
    return f"{day.isoformat()}T00:00:00.000Z"


FORMAT = Format(
    name="stix",
    title="STIX 2.1",
    suffix=".stix.json",
    mime="application/stix+json",
    keeps="a bundle with every claim: denials as opinions, the rest as notes, the figures in a defined extension",
    write=lines,
)
