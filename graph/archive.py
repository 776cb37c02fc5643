"""A whole store as one file and back, on any engine; and what a store holds, in figures.

The file is lines of JSON: a header with the version, one record a line (decisions included), and a last line with the number of records and
the SHA-256 of all lines before it, so that a file that was cut off or altered is refused before anything is written. Relationships and
statuses are not in it: they are derived from the records again.
"""

from __future__ import annotations

import gzip
import hashlib
import itertools
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, Any

from graph.errors import LoadError, StoreError
from graph.load import load, refuse_foreign
from graph.load.intake import Progress
from graph.load.mark import Mark, mark_case
from graph.load.versions import Version, is_shared, read
from graph.model import OWN, AnyRecord, Decision, Import, Row, Statement
from graph.queries.cases import cases
from graph.queries.rows import loaded_records
from graph.store import GraphStore, schema
from graph.store.links import SAID, STORED, read_bulk
from graph.store.records import BY_LABEL, HIDDEN, original

VERSION = 1
_MODELS = {**{label: form.record for label, form in BY_LABEL.items()}, "Row": Row}
_TOLD = 5_000
_NOT_SAID = frozenset({"hash", "order", "degree", "search", "loading", "loading_from", "owners", "versions", "loaded_at"})
"""Properties that are no part of what a record says."""
Told = Callable[[Progress], None]
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=date.isoformat).encode


def dump(store: GraphStore, path: Path, *, progress: Told | None = None) -> int:
    """Write every record of the store to a file, gzipped if its name ends in `.gz`; gives back their number.

    The file appears under its name when it is complete. Raises StoreError while a load is unfinished, OSError if it cannot be written.
    """
    unfinished = schema.loading(store)
    if unfinished:
        raise StoreError(f"The load of {unfinished} did not finish, so the store is not whole. Load it again, then dump")
    partial = path.with_name(f"{path.name}.part")
    digest, number = hashlib.sha256(), 0
    try:
        with _writing(partial, compressed=path.suffix == ".gz") as file:
            header = {"redstring": "dump", "version": VERSION, "schema": schema.VERSION}
            for line in itertools.chain([json.dumps(header)], _lines(store)):
                data = line.encode() + b"\n"
                digest.update(data)
                file.write(data)
                number += 1
                if progress and number % _TOLD == 0:
                    progress(Progress("writing", number))
            file.write(json.dumps({"records": number - 1, "sha256": digest.hexdigest()}).encode() + b"\n")
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return number - 1


def _lines(store: GraphStore) -> Iterator[str]:
    for summary in sorted(cases(store), key=lambda summary: summary.case.case):
        case = summary.case.case
        owned = _owners(store, case)
        for record in _records(store, case):
            label = "Row" if isinstance(record, Row) else next(label for label, model in _MODELS.items() if model is type(record))
            owners, versions = owned.get(label, {}).get(record.id, (None, None))
            whose = f', "owners": {json.dumps(owners)}' if owners else ""
            whose += f', "versions": {versions}' if versions else ""
            yield f'{{"{label}": {record.model_dump_json(by_alias=True)}{whose}}}'


def _owners(store: GraphStore, case: str) -> dict[str, dict[str, tuple[list[str], str | None]]]:
    """Which imports brought a record and how each has it, by label and id: only of those that some import did."""
    found: dict[str, dict[str, tuple[list[str], str | None]]] = {}
    for label in BY_LABEL:
        for name in (label, *([HIDDEN[label]] if label in HIDDEN else [])):
            query = f"MATCH (n:{name} {{case: $case}}) WHERE n.owners IS NOT NULL RETURN n {{.id, .was, .owners, .versions}} AS p"
            for row in store.stream(query, {"case": case}, timeout=None):
                found.setdefault(label, {})[original(row["p"])["id"]] = row["p"]["owners"], row["p"].get("versions")
    return found


def _records(store: GraphStore, case: str) -> Iterator[AnyRecord]:
    for form in BY_LABEL.values():
        yield from loaded_records(store, form.record, case)
    for a, b in itertools.product(("Entity", HIDDEN["Entity"]), repeat=2):
        query = (
            f"MATCH (a:{a} {{case: $case}})-[r]->(b:{b}) WHERE r.row IS NOT NULL RETURN type(r) AS type, "
            "coalesce(r.subject, a.key) AS a, coalesce(r.object, b.key) AS b, r {.case, .source, .row, .when, .properties} AS p"
        )
        yield from (read_bulk(row["type"], row["a"], row["b"], row["p"]) for row in store.stream(query, {"case": case}, timeout=None))


def restore(store: GraphStore, path: Path, *, replace: bool = False, progress: Told | None = None) -> int:
    """Write what `dump` wrote into a store; gives back the number of records.

    The whole file is read and checked first. The store must be empty; with `replace`, the cases of the file replace those of the same key,
    and others stay. If it is stopped half way, restoring the same file again finishes it. Raises LoadError if the file is no dump, is of
    another version, was cut off or altered; StoreError if the store holds anything else.
    """
    number, keys = _check(path, progress)
    refuse_foreign(store)
    schema.prepare(store)
    name = f"the dump {path.name}"
    held = store.read("MATCH (c:Case) RETURN c.case ORDER BY c.case LIMIT 3").rows
    if held and not replace and schema.loading(store) != name:
        raise StoreError(f"The store at {store.address} already holds {', '.join(row[0] for row in held)}. Restore into an empty store")
    for key in keys:
        mark_case(store, key, Mark(name, {}))
    owners = _owned(path)

    def told(record: AnyRecord) -> tuple[frozenset[str], str]:
        return owners.get((type(record).__name__, record.id), (frozenset({OWN}), ""))

    def whose(record: AnyRecord) -> frozenset[str]:
        return told(record)[0]

    def versions(record: AnyRecord) -> list[Version]:
        theirs, kept = told(record)
        return read(kept, type(record)) if kept else [(theirs, record)] if is_shared(record) else []

    for _, records in itertools.groupby(_read(path), key=lambda record: record.case):
        load(store, records, name=name, owners=whose, versions=versions, progress=progress)
    return number


def _owned(path: Path) -> dict[tuple[str, str], tuple[frozenset[str], str]]:
    """Which imports brought a record of a dump and how each has it, as JSON, by its class and id."""
    found = {}
    with _reading(path) as file:
        for line in file:
            if b'"owners": [' in line:
                values = json.loads(line)
                label = next(iter(values))
                if "owners" in values:
                    record = _MODELS[label].model_validate(values[label])
                    versions = json.dumps(values["versions"]) if "versions" in values else ""
                    found[type(record).__name__, record.id] = frozenset(values["owners"]), versions
    return found


def _check(path: Path, progress: Told | None) -> tuple[int, list[str]]:
    """Read the file to its end, every record included; gives back their number and the keys of the cases."""
    digest, number, last = hashlib.sha256(), -1, b""
    try:
        with _reading(path) as file:
            for line in file:
                digest.update(last)
                last = line
                number += 1
                if progress and number and number % _TOLD == 0:
                    progress(Progress("checking", number))
            end = json.loads(last)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise LoadError(f"{path} cannot be read as a dump, or was cut off: {error}") from error
    if not isinstance(end, dict) or "sha256" not in end:
        raise LoadError(f"{path} was cut off: its last line is missing. Take another copy of the dump")
    if end["sha256"] != digest.hexdigest() or end.get("records") != number - 1:
        raise LoadError(f"{path} was altered after it was written: its checksum does not match. Take another copy of the dump")
    return number - 1, sorted({record.case for record in _read(path)})


def _read(path: Path) -> Iterator[AnyRecord]:
    """The records of a dump. Raises LoadError with the line of one that this version cannot read."""
    with _reading(path) as file:
        header = json.loads(next(file))
        if not isinstance(header, dict) or header.get("redstring") != "dump":
            raise LoadError(f"{path} is not a dump of Redstring")
        if header.get("version") != VERSION:
            raise LoadError(f"{path} is of version {header.get('version')!r}, this program reads {VERSION}; use the one that wrote it")
        if header.get("schema") not in range(1, schema.VERSION + 1):
            raise LoadError(
                f"{path} was written from a store of version {header.get('schema')}, this program knows {schema.VERSION}; use a newer one"
            )
        for number, line in enumerate(file, 2):
            ((label, values),) = list(json.loads(line).items())[:1]
            if label == "records":
                return
            try:
                yield _MODELS[label].model_validate(values)
            except (KeyError, ValueError) as error:
                raise LoadError(f"{path}:{number}: a record that this version cannot read: {error}") from error


@contextmanager
def _writing(path: Path, *, compressed: bool) -> Iterator[IO[bytes]]:
    with path.open("wb") as raw:
        if not compressed:
            yield raw
            return
        # without name and time the same store gives the same file
        with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed:
            yield packed  # type: ignore[misc]


@contextmanager
def _reading(path: Path) -> Iterator[IO[bytes]]:
    with path.open("rb") as raw:
        if raw.peek(2)[:2] == b"\x1f\x8b":
            with gzip.GzipFile(fileobj=raw) as packed:
                yield packed  # type: ignore[misc]
        else:
            yield raw


def info(store: GraphStore) -> dict[str, Any]:
    """What the store holds: counts by label and relationship type, its cases, a checksum, the schema's version, an unfinished load."""
    labels: dict[str, int] = {}
    for row in store.stream("MATCH (n) RETURN labels(n) AS labels, count(*) AS number", timeout=None):
        for label in row["labels"]:
            labels[label] = labels.get(label, 0) + row["number"]
    types = {
        row["type"]: row["number"] for row in store.stream("MATCH ()-[r]->() RETURN type(r) AS type, count(*) AS number", timeout=None)
    }
    rest, decided = _sums(store)
    return {
        "address": store.address,
        "engine": store.engine,
        "schema": schema.VERSION,
        "unfinished load": schema.loading(store),
        "cases": {summary.case.case: summary.case.title for summary in cases(store)},
        "labels": dict(sorted(labels.items())),
        "relationships": dict(sorted(types.items())),
        "checksum": _hex(rest + decided),
        "checksum without decisions": _hex(rest),
    }


def checksum(store: GraphStore) -> str:
    """64 hex digits over all records and relationships: the same on every engine, after every load of the same records, in any order.

    It is the sum, modulo 2^256, of the SHA-256 of each node's and each relationship's canonical JSON. Places in a file, degrees and other
    things that follow from the records are left out, and from which files a whole case was read.
    """
    return _hex(sum(_sums(store)))


def _hex(total: int) -> str:
    return f"{total % 2**256:064x}"


def _sums(store: GraphStore) -> tuple[int, int]:
    """The sums over all but decisions, and over these: one taken back leaves two, and the graph of before."""
    total = decided = 0
    for form in BY_LABEL.values():
        columns = f"labels(n) AS labels, {_plainly('n', form.properties + (STORED if form.record is Statement else ()))} AS p"
        loaded = "WHERE n.owners IS NOT NULL " if form.record is Import else ""
        for label in (form.label, *([HIDDEN[form.label]] if form.label in HIDDEN else [])):
            found = sum(
                _digest([sorted(row["labels"]), _said(row["p"])])
                for row in store.stream(f"MATCH (n:{label}) {loaded}RETURN {columns}", timeout=None)
            )
            if form.record is Decision:
                decided += found
            else:
                total += found
    columns = f"type(r) AS type, a.id AS a, labels(b) AS to, b.id AS b, {_plainly('r', (*SAID, *STORED))} AS p"
    for label in (*BY_LABEL, *HIDDEN.values()):
        for row in store.stream(f"MATCH (a:{label})-[r]->(b) RETURN {columns}", timeout=None):
            total += _digest([label, row["a"], row["type"], sorted(row["to"]), row["b"], _said(row["p"])])
    return total, decided


def _plainly(variable: str, names: Iterable[str]) -> str:
    """All properties of a node or relationship, days as text: the driver takes longer over one day than over ten strings."""
    days = [f"{name}: toString({variable}.{name})" for name in names if name.endswith(("_from", "_to"))]
    return f"{variable} {{{', '.join(['.*', *days])}}}"


def _said(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value is not None and name not in _NOT_SAID}


def _digest(said: list[Any]) -> int:
    return int.from_bytes(hashlib.sha256(_CANONICAL(said).encode()).digest(), "big")
