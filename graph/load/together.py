"""Several imports of one case as one run of records: each record once, with the names of the imports that bring it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.load.versions import Version, is_shared
from graph.model import AnyRecord, Claim, Row, Statement
from graph.store import GraphStore
from graph.store.records import content_hash, form_of

_Key = tuple[str, str]


class Together:
    """The imports by name. Entities, voices and sources that several bring, and not alike, have versions (`graph.load.versions`); anything
    else is taken as the store has it, else as the first has it."""

    def __init__(self, store: GraphStore, imports: Mapping[str, Sequence[AnyRecord]]) -> None:
        self._all = set(imports)
        self._owners: dict[_Key, set[str]] = {}
        self._found: dict[_Key, list[tuple[AnyRecord, set[str]]]] = {}
        self._slugs = dict(self._held_slugs(store, imports.values()))
        for name, records in imports.items():
            for record in self._by_one_slug(records):
                key = _key(record)
                self._owners.setdefault(key, set()).add(name)
                variants = self._found.setdefault(key, [])
                if (alike := next((theirs for each, theirs in variants if each == record), None)) is None:
                    variants.append((record, {name}))
                else:
                    alike.add(name)
        self._held = dict(self._hashes(store))

    def owners(self, record: AnyRecord) -> frozenset[str]:
        """The imports that bring a record; all of them for the case that they begin."""
        return frozenset(self._owners.get(_key(record), self._all))

    def records(self) -> Iterator[AnyRecord]:
        """Every record once."""
        for variants in self._found.values():
            first = variants[0][0]
            yield first if len(variants) == 1 or is_shared(first) else self._chosen([each for each, _ in variants])

    def versions(self, record: AnyRecord) -> list[Version]:
        """How those have an entity, a voice or a source who bring it."""
        return [(frozenset(theirs), each) for each, theirs in self._found[_key(record)] if is_shared(each)]

    def _by_one_slug(self, records: Sequence[AnyRecord]) -> Iterator[AnyRecord]:
        """The records, with what several say under slugs of their own under the first of these."""
        told = {record.slug: self._slugs.setdefault(record.id, record.slug) for record in records if isinstance(record, Statement)}
        for record in records:
            if isinstance(record, Statement) and told[record.slug] != record.slug:
                yield record.model_copy(update={"slug": told[record.slug]})
            elif isinstance(record, Claim) and told.get(record.statement, record.statement) != record.statement:
                yield record.model_copy(update={"statement": told[record.statement]})
            else:
                yield record

    @staticmethod
    def _held_slugs(store: GraphStore, imports: Iterable[Sequence[AnyRecord]]) -> Iterator[tuple[str, str]]:
        """By id, the slugs that the store has of statements that go by several here."""
        slugs: dict[str, set[str]] = {}
        for record in (record for records in imports for record in records if isinstance(record, Statement)):
            slugs.setdefault(record.id, set()).add(record.slug)
        ids = [id_ for id_, found in slugs.items() if len(found) > 1]
        if ids:
            query = "UNWIND $ids AS id MATCH (n:Statement {id: id}) RETURN n.id AS id, n.slug AS slug"
            yield from ((row["id"], row["slug"]) for row in store.stream(query, {"ids": ids}, timeout=None))

    def _chosen(self, variants: list[AnyRecord]) -> AnyRecord:
        return next((each for each in variants if content_hash(each) == self._held.get(each.id)), variants[0])

    def _hashes(self, store: GraphStore) -> Iterator[tuple[str, str]]:
        differing: dict[str, list[str]] = {}
        for (label, _), variants in self._found.items():
            if len(variants) > 1 and not is_shared(variants[0][0]):
                differing.setdefault(label, []).append(variants[0][0].id)
        for label, ids in differing.items():
            query = f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN n.id AS id, n.hash AS hash"
            yield from ((row["id"], row["hash"]) for row in store.stream(query, {"ids": ids}, timeout=None))


def _key(record: AnyRecord) -> _Key:
    """The label and name that others know a record by, as a load does."""
    label = "Row" if isinstance(record, Row) else form_of(type(record)).label
    return label, record.slug if isinstance(record, Statement) else record.id
