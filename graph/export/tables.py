"""CSV tables (RFC 4180, UTF-8 with a byte order mark) that a spreadsheet opens without running anything in them.

The first line of each says what relations are, the second names the columns. Text that a spreadsheet would take for a formula has an
apostrophe in front.
"""

from __future__ import annotations

import csv
import io
import itertools
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from graph.cells import harmless, harmless_row
from graph.export.form import Format, Lines
from graph.export.material import Material
from graph.export.relation import ATTRIBUTES, Relation, Said
from graph.export.relation import place as place_of
from graph.model import Entity, Source, Voice

_ENTITY = ("id", "name", "kind", "aliases", "ids", "country", "when", "note", "properties")
_ENDS = ("id", "source", "source_name", "target", "target_name", "words")
_CLAIM = (
    *("key", "statement", "relation", "stance", "hedge", "chain", "chain_in_words", "counts", "why_not", "source", "place", "reported"),
    *("paraphrase", "quantity", "cue", "note", "by", "extractor", "confidence", "review", "verified", "withdrawn", "inference"),
)
_SOURCE = (
    *("key", "kind", "title", "publisher", "publisher_name", "author", "url", "read_at", "published", "retrieved", "lang", "tier", "seen"),
    *("sha256", "rights", "retracted", "cites", "note"),
)
_PIECE = 1 << 16
_VOICE = ("key", "name", "kind", "owner", "owner_name", "heard_by", "entity", "note")


def parts(material: Material) -> Iterator[tuple[str, Lines]]:
    """The six tables: entities, relationships, statements with a value, claims, sources, voices."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="surrogatepass", newline="") as aside:
        yield "entities.csv", _table(material, _ENTITY, map(_entity, material.entities()))
        yield "relationships.csv", _table(material, (*_ENDS, *ATTRIBUTES), _relations(material, aside))
        named = ("id", "source", "source_name", "value", "words", *ATTRIBUTES)
        yield "statements.csv", _table(material, named, (_value(each, material) for each in material.values))
        yield "claims.csv", itertools.chain(_table(material, _CLAIM, map(_claim, material.said())), _read(aside))
    yield "sources.csv", _table(material, _SOURCE, (_source(each, material) for each in material.sources.values()))
    yield "voices.csv", _table(material, _VOICE, (_voice(each, material) for each in material.voices.values()))


def _relations(material: Material, aside: IO[str]) -> Iterator[tuple[object, ...]]:
    """The relationships. What the rows of data sets claim is put aside meanwhile: they come from the store but once."""
    out = io.StringIO()
    writer = csv.writer(out)
    for each in material.relations():
        if each.data_set is not None:
            writer.writerows(map(harmless_row, map(_claim, material.claims_of(each))))
            if out.tell() > _PIECE:
                aside.write(_taken(out))
        yield _relation(each, material)
    aside.write(_taken(out))


def _read(aside: IO[str]) -> Lines:
    aside.seek(0)
    while piece := aside.read(_PIECE):
        yield piece


def _table(material: Material, columns: Sequence[str], rows: Iterable[Iterable[object]]) -> Lines:
    out = io.StringIO()
    writer = csv.writer(out)
    yield "\ufeff"
    writer.writerow([harmless(material.head["description"])])
    writer.writerow(columns)
    for row in rows:
        writer.writerow(harmless_row(row))
        if out.tell() > _PIECE:
            yield _taken(out)
    yield _taken(out)


def _taken(out: io.StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text


def _entity(entity: Entity) -> tuple[object, ...]:
    aliases = "\n".join(alias.name for alias in entity.aliases)
    ids, more = ("\n".join(f"{name}: {value}" for name, value in sorted(each.items())) for each in (entity.ids, entity.properties))
    return entity.id, entity.name, entity.kind, aliases, ids, entity.country, entity.when, entity.note, more


def _relation(each: Relation, material: Material) -> tuple[object, ...]:
    ends = each.source, material.name(each.source), each.target, material.name(each.target or "")
    return each.id, *ends, each.words, *each.attributes().values()


def _value(each: Relation, material: Material) -> tuple[object, ...]:
    return each.id, each.source, material.name(each.source), each.value, each.words, *each.attributes().values()


def _claim(said: Said) -> tuple[object, ...]:
    claim = said.claim
    chain = " <- ".join(claim.chain), "\n".join(said.chains)
    counts = said.excluded is None, said.excluded or ""
    where = claim.source, place_of(claim.locator), claim.reported
    text = claim.paraphrase, claim.quantity, claim.locator.cue, claim.note
    made = claim.by, claim.extractor, claim.confidence, claim.reviewed.value, claim.verified, claim.withdrawn, claim.inference
    return claim.key, claim.statement, said.statement, claim.stance.value, claim.hedge.value, *chain, *counts, *where, *text, *made


def _source(source: Source, material: Material) -> tuple[object, ...]:
    cites = "\n".join(f"{cited.how} {cited.to}" for cited in source.cites)
    named = source.publisher, material.names.get(source.publisher, source.publisher), source.author
    where = source.url, source.read_at, source.published, source.retrieved, source.lang, source.tier, source.seen
    return source.key, source.kind, source.title, *named, *where, source.sha256, source.rights, source.retracted, cites, source.note


def _voice(voice: Voice, material: Material) -> tuple[object, ...]:
    owner = material.names.get(voice.owner, voice.owner) if voice.owner else ""
    return voice.key, voice.name, voice.kind.value, voice.owner, owner, voice.heard_by, voice.entity, voice.note


FORMAT = Format(
    name="csv",
    title="CSV tables",
    suffix=".zip",
    mime="application/zip",
    keeps="six tables: entities, relationships, statements, claims, sources, voices; a spreadsheet runs nothing in them",
    parts=parts,
)
