"""Records as nodes and back: which node keeps which record, with which properties, and the Cypher that writes it.

A node keeps its whole record, so that reading it back needs no join; graph.store.links repeats its references as relationships.
Text that is an EDTF date stands beside its first and last day (`when`, `when_from`, `when_to`). `order` is the place in the file,
`hash` tells whether a later load brings anything new, `owners` which imports brought it (nothing: the case's own load), `versions` how
each of them has it, where they differ; none of these is part of the record.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graph.edtf import span
from graph.errors import RecordError, StoreError
from graph.model import (
    Alias,
    AnyRecord,
    Case,
    Citation,
    Claim,
    Decision,
    Entity,
    Import,
    Keyed,
    Locator,
    Snapshot,
    Source,
    Statement,
    TimelinePoint,
    Voice,
    fold,
)

_LABEL = re.compile(r"[A-Z][A-Za-z0-9]{0,63}")
_TYPE = re.compile(r"[A-Z][A-Z0-9_]{1,63}")
_EDTF = ("when", "reported", "published", "retrieved", "as_of", "compiled")
SEPARATOR = "\n"  # between the names in `search`: no folded name holds one, so no search text matches across two names
_SEARCHED = 7_500  # a text index takes no value above 32 KiB, which is so many characters of four bytes


def checked_label(label: str) -> str:
    """The label as it may enter Cypher; RecordError if it is none."""
    if not _LABEL.fullmatch(label):
        raise RecordError(f"{label!r} cannot be a label; it must match {_LABEL.pattern}")
    return label


def checked_type(name: str) -> str:
    """The relationship type as it may enter Cypher; RecordError if it is none."""
    if not _TYPE.fullmatch(name):
        raise RecordError(f"{name!r} cannot be a relationship type; it must match {_TYPE.pattern}")
    return name


_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def dated(name: str, text: str | None) -> dict[str, Any]:
    first, last = span(text) if text else (None, None)
    return {name: text, f"{name}_from": first, f"{name}_to": last}


def canonical(value: Mapping[str, Any]) -> str:
    """A mapping as JSON text, the same for equal mappings."""
    return _CANONICAL(value) if value else "{}"


@dataclass(frozen=True)
class NodeForm:
    """How one kind of record is kept: its label, the model's fields that are properties of the same name, and the rest by functions."""

    label: str
    record: type[AnyRecord]
    plain: tuple[str, ...]
    extra: tuple[str, ...] = ()
    pack: Callable[[Any], dict[str, Any]] = lambda _: {}
    unpack: Callable[[Mapping[str, Any]], dict[str, Any]] = lambda _: {}

    @property
    def properties(self) -> tuple[str, ...]:
        """Every property that the record's node has, `id` left out."""
        dates = tuple(f"{name}_{end}" for name in self.plain if name in _EDTF for end in ("from", "to"))
        versions = ("versions",) if issubclass(self.record, Keyed) else ()
        return ("case", *self.plain, *dates, *self.extra, "order", "hash", "owners", *versions)

    def row(self, record: AnyRecord, order: int, content: str) -> dict[str, Any]:
        """The parameters of one node, `id` included."""
        row: dict[str, Any] = {"id": record.id, "case": record.case, "order": order, "hash": content}
        for name in self.plain:
            value = getattr(record, name)
            if name in _EDTF:
                row |= dated(name, value)
            else:
                row[name] = list(value) if isinstance(value, tuple) else value
        return row | self.pack(record)

    def read(self, properties: Mapping[str, Any]) -> AnyRecord:
        """The record that the node keeps; StoreError if the node does not hold one."""
        values = {name: properties[name] for name in self.plain if properties.get(name) is not None}
        try:
            return self.record.model_validate({"case": properties["case"], **values, **self.unpack(properties)})
        except (KeyError, ValueError) as error:
            raise StoreError(f"{self.label} {properties.get('id')!r} in the store is damaged: {error}; load its case again") from error


def _pack_entity(entity: Entity) -> dict[str, Any]:
    return {
        "aliases": [alias.name for alias in entity.aliases],
        "alias_details": json.dumps([[a.lang, a.script, a.weak] for a in entity.aliases]) if entity.aliases else "[]",
        "ids": canonical(entity.ids),
        "properties": canonical(entity.properties),
        "search": SEPARATOR.join(dict.fromkeys(fold(name) for name in (entity.name, *(a.name for a in entity.aliases))))[:_SEARCHED],
    }


def _unpack_entity(row: Mapping[str, Any]) -> dict[str, Any]:
    details = json.loads(row["alias_details"])
    aliases = [
        Alias(name=name, lang=lang, script=script, weak=weak) for name, (lang, script, weak) in zip(row["aliases"], details, strict=True)
    ]
    return {"aliases": aliases, "ids": json.loads(row["ids"]), "properties": json.loads(row["properties"])}


def _pack_source(source: Source) -> dict[str, Any]:
    return {"cites": [c.to for c in source.cites], "cites_how": [c.how for c in source.cites]}


def _unpack_source(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"cites": [Citation.model_validate({"to": to, "how": how}) for to, how in zip(row["cites"], row["cites_how"], strict=True)]}


def _unpack_statement(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"from": row.get("from")}


_PLACE = ("start", "end", "sentence", "page", "row", "sha256", "cue")


def _unpack_claim(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"locator": Locator.model_validate({name: row.get(name) for name in _PLACE})}


FORMS = (
    NodeForm("Case", Case, ("title", "note", "as_of", "compiled", "central", "queries", "lexicon")),
    NodeForm("Voice", Voice, ("key", "name", "kind", "owner", "heard_by", "entity", "note")),
    NodeForm(
        "Source",
        Source,
        (
            *("key", "kind", "title", "publisher", "author", "url", "read_at", "published", "retrieved", "lang", "tier", "seen"),
            *("sha256", "rights", "retracted", "note"),
        ),
        ("cites", "cites_how"),
        _pack_source,
        _unpack_source,
    ),
    NodeForm(
        "Entity",
        Entity,
        ("key", "name", "kind", "country", "when", "note"),
        ("aliases", "alias_details", "ids", "properties", "search"),
        _pack_entity,
        _unpack_entity,
    ),
    NodeForm(
        "Statement",
        Statement,
        (
            *("slug", "subject", "predicate", "object", "value", "when", "where", "role", "quantity", "variant_of"),
            *("conflicts_with", "speaks_against", "first_hand", "note"),
        ),
        ("from",),
        lambda statement: {"from": statement.origin_place},
        _unpack_statement,
    ),
    NodeForm(
        "Claim",
        Claim,
        (
            *("key", "statement", "source", "chain", "stance", "hedge", "reported", "paraphrase", "quantity", "note", "verified"),
            *("inference", "withdrawn", "by", "extractor", "confidence", "review"),
        ),
        _PLACE,
        lambda claim: {name: getattr(claim.locator, name) for name in _PLACE},
        _unpack_claim,
    ),
    NodeForm("Timeline", TimelinePoint, ("when", "reported", "what", "statement")),
    NodeForm(
        "Import",
        Import,
        ("name", "format", "path", "sha256", "way", "found", "told", "told_in"),
        ("loaded_at",),
        lambda imported: {"loaded_at": imported.loaded_at.isoformat()},
        lambda row: {"loaded_at": row["loaded_at"]},
    ),
    NodeForm(
        "Snapshot",
        Snapshot,
        (
            *("of", "title", "note", "author", "made", "as_of", "fingerprint", "told", "changed", "signature", "signed_by"),
            *("doubts", "anonymised", "view"),
        ),
    ),
    NodeForm(
        "Decision",
        Decision,
        ("kind", "about", "by"),
        ("content", "at"),
        lambda decision: {"content": canonical(decision.content), "at": decision.at.isoformat()},
        lambda row: {"content": json.loads(row["content"]), "at": row["at"]},
    ),
)
BY_LABEL = {form.label: form for form in FORMS}
HIDDEN = {"Entity": "MergedEntity", "Statement": "MergedStatement"}
"""Where records are that others are shown for: their nodes keep all that they hold, under another label."""
_TAKEN = frozenset({*BY_LABEL, *HIDDEN.values(), "Redstring"})
_BY_RECORD = {form.record: form for form in FORMS}


def original(properties: Mapping[str, Any]) -> dict[str, Any]:
    """The properties of a node as they were loaded, before it was made to stand for others."""
    was = properties.get("was")
    return {**properties, **json.loads(was)} if was else dict(properties)


def form_of(record: type[Any]) -> NodeForm:
    """How records of this class are kept; a Row has none, for it is kept as a relationship."""
    return _BY_RECORD[record]


def content_hash(record: AnyRecord) -> str:
    """16 hex digits of BLAKE2 over the record's JSON: tells a changed record from an unchanged one."""
    return hashlib.blake2b(record.model_dump_json().encode(), digest_size=8).hexdigest()


@lru_cache(maxsize=4096)
def kind_label(kind: str) -> str:
    """The label of an entity's kind, its words capitalised; one that a record's label would hide gets `Entity` behind it."""
    label = "".join(word[:1].upper() + word[1:] for word in re.split(r"[-_]+", kind))
    return checked_label(f"{label}Entity" if label in _TAKEN else label)


def labels_of(record: AnyRecord) -> tuple[str, ...]:
    """The labels of a record's node: two for an entity."""
    label = form_of(type(record)).label
    return (label, kind_label(record.kind)) if isinstance(record, Entity) else (label,)


def node_cypher(labels: tuple[str, ...]) -> str:
    """Make the node of each id that is not there yet, set every property by name on those that are; no id twice in one batch."""
    form = BY_LABEL[labels[0]]
    if len(labels) == 1:
        return f"UNWIND $rows AS row MERGE (n:`{labels[0]}` {{id: row.id}}) SET {_sets('n', form)}"
    # the embedded engine reads every node to MERGE by two labels; a node made whole is written once instead of twice
    names = ":".join(f"`{checked_label(label)}`" for label in labels)
    whole = whole_node(form)
    return (
        f"UNWIND $rows AS row OPTIONAL MATCH (known:`{labels[0]}` {{id: row.id}}) "
        f"FOREACH (_ IN CASE WHEN known IS NULL THEN [1] ELSE [] END | CREATE (:{names} {{{whole}, degree: 0}})) "
        f"WITH row, known WHERE known IS NOT NULL SET {_sets('known', form)}"
    )


def whole_node(form: NodeForm) -> str:
    """All that a node of this form is made with, as the inside of a Cypher map."""
    return ", ".join(f"`{name}`: row.`{name}`" for name in ("id", *form.properties))


def _sets(node: str, form: NodeForm) -> str:
    return ", ".join(f"{node}.`{name}` = row.`{name}`" for name in form.properties)
