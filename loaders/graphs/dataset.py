"""A data set as a case of its own: one source with the hash of its file, its voice, its entities, and a row for each relationship."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graph.model import AnyRecord, Case, Claim, Source, Statement, Voice, VoiceKind
from loaders.file_names import legible
from loaders.folder import Limits
from loaders.graphs.item import Place
from loaders.graphs.names import case_key
from loaders.graphs.spool import Ends, Spool
from loaders.problems import Problems

_PIECE = 1 << 20


@dataclass
class About:
    """What a file says of itself: `note` goes to its source, `published` is EDTF."""

    note: str = ""
    published: str | None = None


@dataclass
class DataSet:
    """A data set as far as it could be read."""

    case: Case | None = None
    voices: list[Voice] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    spool: Spool | None = None
    statements: list[Statement] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    """Statements and claims, which only a file that Redstring wrote has."""

    def records(self) -> Iterator[AnyRecord]:
        """The case, its voice, its entities, its source, then its rows in the order of the file."""
        if self.case is not None and self.spool is not None:
            yield self.case
            yield from self.voices
            yield from self.spool.entities()
            yield from self.sources
            yield from self.statements
            yield from self.claims
            yield from self.spool.rows()


def several(name: str, ending: str, files: list[Path], spool: Spool, read: Callable[[Path, Spool], None], note: str = "") -> DataSet:
    """Read several files as one data set of this name: each is a source with its own hash, of one voice. `ending`: as in `folder_key`."""
    name = legible(name)
    case = folder_key(name, ending)
    voice = Voice(case=case, key=f"dataset:{case}", name=name, kind=VoiceKind.dataset)
    made = DataSet(Case(case=case, title=name, note=note), [voice], spool=spool)
    for path in files:
        if path.stat().st_size > spool.limits.data_set:
            spool.problem(Place(path.name, 1), f"is larger than {spool.limits.data_set:,} bytes; split it", gap=True)
            continue
        spool.source = f"src:{case_key(f'{case}.{legible(path.name)}')}" if len(files) > 1 or ending else f"src:{case}"
        given = {"title": legible(path.name), "publisher": voice.key, "sha256": sha256(path), "note": note}
        made.sources.append(Source.model_validate({"case": case, "key": spool.source, "kind": "dataset", "seen": "full", **given}))
        read(path, spool)
    spool.check()
    if spool.empty() and not spool.problems.errors:
        spool.problem(
            Place(name, 1), "holds no node, so there is nothing to load; load the folder that has the files of nodes as well", gap=True
        )
    return made


def folder_key(name: str, ending: str) -> str:
    """The key of the case that a folder becomes: its name with the format behind it, so that no case folder has it by chance."""
    return case_key(f"{name}.{ending}" if ending else name)


Read = Callable[[Path, Spool], About]
"""Reads a file into the spool."""


def drafted(path: Path, problems: Problems, limits: Limits, read: Read, *, ends: Ends | None = None) -> DataSet:
    """Read one file as a data set; whatever is wrong goes to `problems`. `ends`: what the format calls the ends of an edge."""
    name = legible(path.name)
    case = case_key(name)
    spool = Spool(case, problems, limits, ends)
    if path.stat().st_size > limits.data_set:
        spool.problem(Place(path.name, 1), f"is larger than {limits.data_set:,} bytes; split it into several files", gap=True)
        return DataSet()
    about = read(path, spool)
    spool.check()
    if spool.empty() and not problems.errors:
        spool.problem(Place(path.name, 1), "holds no node, so there is nothing to load", gap=True)
    voice = Voice(case=case, key=f"dataset:{case}", name=name, kind=VoiceKind.dataset)
    source = Source(
        case=case,
        key=spool.source,
        kind="dataset",
        title=name,
        publisher=voice.key,
        published=about.published,
        seen="full",
        sha256=sha256(path),
        note=about.note[:10_000],
    )
    return DataSet(Case(case=case, title=name, note=about.note[:10_000]), [voice], [source], spool)


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hex digits, read in pieces."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            found.update(piece)
    return found.hexdigest()
