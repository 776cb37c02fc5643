"""Tables (CSV, TSV, XLSX, Parquet) by a mapping: a YAML file that says what each row makes (docs/loaders/tables.md).

A mapping beside its files is loaded like any other data set; `load` takes the files from elsewhere. What comes of it is an import into a
case, so that it stands beside what the case has, is listed, and can be taken out again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from graph.errors import LoadError
from graph.model import AnyRecord, Case, Import, Source, Voice, VoiceKind
from loaders import Loaded
from loaders.folder import LIMITS, MAPPINGS, Limits, content, decoded
from loaders.graphs.dataset import sha256
from loaders.graphs.item import Place
from loaders.graphs.names import case_key
from loaders.graphs.spool import Ends, Spool
from loaders.noted import import_now
from loaders.problems import Problems, one_of, shown
from loaders.tables.making import Making
from loaders.tables.mapping import SourceMap, TableMap, TablesMap
from loaders.tables.mapping_file import parse
from loaders.tables.sayings import Sayings
from loaders.tables.sheet import opened

__all__ = ["Draft", "draft", "drafted", "load", "read_mapping", "recognises"]
FORMAT = "table"
_HEAD = 1 << 16
_APART = "leave that out, give each row an id of its own, or say that each row is a relation"
"""What to do where rows that are the same one's differ."""


def recognises(path: Path) -> bool:
    """Whether the path is a mapping: a `.yml` file with the section `tables`."""
    if path.suffix.lower() not in (".yml", ".yaml") or not path.is_file():
        return False
    with path.open("rb") as file:
        lines = file.read(_HEAD).removeprefix(b"\xef\xbb\xbf").splitlines()
    return any(line.startswith(b"tables:") for line in lines)


@dataclass
class Draft:
    """Tables as far as they could be read."""

    case: Case | None = None
    imported: Import | None = None
    spool: Spool | None = None
    sayings: Sayings | None = None
    sources: list[Source] = field(default_factory=list)

    def records(self) -> Iterator[AnyRecord]:
        """What an import is known by, voices, entities and sources, then what is said and the rows, in the order of the files."""
        if self.imported is None or self.spool is None or self.sayings is None:
            return
        yield self.imported
        yield from self.sayings.voices_met()
        yield from self.spool.entities()
        yield from self.sources
        yield from self.sayings.sources.values()
        yield from self.sayings.records()
        yield from self.spool.rows()


def draft(path: Path, problems: Problems, limits: Limits = LIMITS) -> Draft:
    """Read a mapping and the tables beside it; what is wrong goes to `problems`."""
    mapping = read_mapping(path, problems, limits)
    if mapping is None or problems.errors:
        return Draft()
    return drafted(mapping, _beside(mapping, path, problems), path.name, problems, limits)


def load(path: Path, files: Sequence[Path], case: str = "", *, limits: Limits = LIMITS) -> Loaded:
    """Read and check tables by the mapping at a path. Without `files` they are those that it names, beside it; `case` goes before its own.

    Raises LoadError with the first 50 problems if anything is wrong; then nothing is loaded.
    """
    problems = Problems()
    mapping = read_mapping(path, problems, limits)
    made = Draft()
    if mapping is not None and not problems.errors:
        mapping = replace(mapping, case=case or mapping.case)
        given = _given(mapping, files, path.name, problems) if files else _beside(mapping, path, problems)
        made = drafted(mapping, given, path.name, problems, limits)
    problems.raise_if_any(str(path))
    assert made.case is not None
    return Loaded(path, FORMAT, made.case, tuple(problems.doubtful()), problems.doubts, made.records, made.imported)


def beside(path: Path) -> list[Path]:
    """The files that the mapping at a path names and that lie beside it; none if it cannot be read."""
    problems = Problems()
    mapping = read_mapping(path, problems)
    return list(_beside(mapping, path, problems).values()) if mapping is not None else []


def read_mapping(path: Path, problems: Problems, limits: Limits = LIMITS) -> TablesMap | None:
    """The mapping in a file, with a name and, in the folder `mappings` of a case, with that case, where it does not tell them."""
    data = content(path.absolute().parent, path.name, problems, limits.file, limits)
    text = decoded(data, path.name, problems) if data is not None else None
    mapping = parse(text, path.name, problems) if text is not None else None
    if mapping is None:
        return None
    return replace(mapping, name=mapping.name or case_key(path.stem), case=mapping.case or _case_around(path.absolute()))


def drafted(
    mapping: TablesMap, files: Mapping[str, Path], told: str, problems: Problems, limits: Limits = LIMITS, *, most: int | None = None
) -> Draft:
    """Read the tables of a mapping, each from the file that goes by its name. `told`: the name of the mapping's file, for messages.

    With `most` only so many rows of each are looked at, and ends that no entity has are not told: it may stand further down.
    """
    case, name = mapping.case or mapping.name, mapping.name
    spool = Spool(case, problems, limits, Ends("subject", "object", apart=_APART))
    made = Draft(Case(case=case, title=case), spool=spool, sayings=Sayings(spool))
    hashes = [hashlib.sha256(repr(mapping.tables).encode()).hexdigest()]
    for table in mapping.tables:
        if (path := files.get(table.file)) is not None:
            hashes.append(_read(table, path, mapping, told, made, most))
    assert made.sayings is not None
    whole = most is None and not problems.errors
    made.sayings.settle(whole=whole)
    spool.check(whole=whole)
    if spool.empty() and not problems.errors:
        spool.problem(Place(told, 1), "makes no entity of these tables, so there is nothing to load", gap=True)
    together = hashlib.sha256("\n".join(sorted(hashes)).encode()).hexdigest()
    path_ = ", ".join(dict.fromkeys(table.file for table in mapping.tables))
    made.imported = import_now(case, name, FORMAT, path=path_[:1_000], sha256=together)
    return made


def _read(table: TableMap, path: Path, mapping: TablesMap, told: str, made: Draft, most: int | None) -> str:
    """Read one table; gives back the hash of its file."""
    spool, sayings = made.spool, made.sayings
    assert spool is not None and sayings is not None
    if path.stat().st_size > spool.limits.data_set:
        spool.problem(Place(table.file, 1), f"is larger than {spool.limits.data_set:,} bytes; split it into several files", gap=True)
        return ""
    # a look at the first rows needs no hash of all of them
    found = sha256(path) if most is None else "0" * 64
    name = f"{table.file} ({table.sheet})" if table.sheet else table.file
    several = len(mapping.tables) > 1
    spool.source = f"src:{mapping.name}.{case_key(name)}" if several else f"src:{mapping.name}"
    source = _source(table.source, name, found, mapping, spool, sayings)
    if all(each.key != source.key for each in made.sources):
        made.sources.append(source)
    sayings.publishers[source.key] = source.publisher
    sheet = opened(path, spool, sheet=table.sheet, names=table.header, delimiter=table.delimiter, encoding=table.encoding)
    if sheet is None:
        return found
    before = spool.problems.gaps
    making = Making(table, sheet, name, told, mapping.name, spool, sayings)
    if spool.problems.gaps == before:
        making.run(most)
    return found


def _source(about: SourceMap, name: str, found: str, mapping: TablesMap, spool: Spool, sayings: Sayings) -> Source:
    """The table itself as a source: of its publisher, or of nobody but itself."""
    case = spool.case
    if about.publisher:
        publisher = sayings.voice(about.publisher.text, about.publisher.kind or "body")
    else:
        publisher = f"dataset:{mapping.name}"
        sayings.voices.setdefault(publisher, Voice(case=case, key=publisher, name=mapping.name, kind=VoiceKind.dataset))
    return Source.model_validate(
        {
            "case": case,
            "key": spool.source,
            "kind": about.kind.text or "dataset",
            "title": about.title.text or name,
            "publisher": publisher,
            "author": about.author.text or None,
            "url": about.url.text or None,
            "published": about.published.text or None,
            "lang": about.lang.text or "en",
            "rights": about.rights.text or None,
            "note": about.note.text,
            "seen": "full",
            "sha256": found,
        }
    )


def _beside(mapping: TablesMap, path: Path, problems: Problems) -> dict[str, Path]:
    """The files of a mapping that lie beside it or in folders beside it."""
    found: dict[str, Path] = {}
    for table in mapping.tables:
        place, name = path.parent / table.file, PurePosixPath(table.file)
        if not table.file:
            _wrong(problems, path, table.at, "a table needs the name of its file, or give the file: redstring load FILE --mapping MAPPING")
        elif name.is_absolute() or ".." in name.parts or "\\" in table.file or "\0" in table.file:
            _wrong(problems, path, table.at, f"{shown(table.file)} does not lie beside the mapping; put the file there")
        elif place.is_symlink():
            _wrong(problems, path, table.at, f"{shown(table.file)} is a symbolic link; put the file itself there")
        elif not place.is_file():
            near = problems.nearest(table.file, [each.name for each in sorted(path.parent.iterdir())[:1_000] if each.is_file()])
            _wrong(problems, path, table.at, f"there is no file {shown(table.file)} beside the mapping{near}")
        else:
            found[table.file] = place
    return found


def _given(mapping: TablesMap, files: Sequence[Path], told: str, problems: Problems) -> dict[str, Path]:
    """The files that a person gave, each for the table of its name; a single one for the only file that the mapping names."""
    wanted = list(dict.fromkeys(table.file for table in mapping.tables))
    for file in files:
        if not file.is_file():
            raise LoadError(f"there is no file {shown(str(file))}")
    if len(files) == 1 and len(wanted) == 1:
        return {wanted[0]: files[0]}
    found = {PurePosixPath(name).name: name for name in wanted}
    made = {found[file.name]: file for file in files if file.name in found}
    for file in files:
        if file.name not in found:
            problems.add(
                told, Place(told, 1), f"speaks of no file {shown(file.name)}; its files are {one_of(map(shown, wanted))}", gap=True
            )
    for name in wanted:
        if name not in made:
            problems.add(told, Place(told, 1), f"needs the file {shown(name)}; give it too", gap=True)
    return made


def _case_around(path: Path) -> str:
    """The key of the case in whose folder `mappings` a mapping lies; empty elsewhere."""
    if path.parent.name != MAPPINGS:
        return ""
    problems = Problems()
    from loaders import case

    if not (path.parent.parent / case.FILE).is_file():
        return ""
    own = case.draft(path.parent.parent, problems).case
    return own.case if own is not None else ""


def _wrong(problems: Problems, path: Path, at: Place, message: str) -> None:
    problems.add(path.name, at, message, field="file", gap=True)
