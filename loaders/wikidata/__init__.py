"""Wikidata: saved files of items as a case of their own, or into a case, with the references that Wikidata gives for what it says.

A list of numbers (QIDs) holds nothing itself: it is refused here, with what to do, because only a person may ask the network
(`loaders.wikidata.service`). The mapping stands in docs/loaders/wikidata.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graph.model import AnyRecord, Case
from loaders import Loaded
from loaders.folder import LIMITS, Limits
from loaders.graphs.dataset import sha256
from loaders.graphs.item import Place
from loaders.graphs.json_form import form_of
from loaders.graphs.names import case_key
from loaders.graphs.spool import Spool
from loaders.noted import import_now
from loaders.problems import Problems
from loaders.wikidata.gathered import Gathered
from loaders.wikidata.item import QID
from loaders.wikidata.records import Held, records

__all__ = [
    "ABOUT",
    "ENDINGS",
    "FORMAT",
    "LISTS",
    "Gathered",
    "Held",
    "draft",
    "is_list",
    "joining",
    "listed",
    "named",
    "numbers",
    "recognises",
    "records",
]

FORMAT = "wikidata"
ABOUT = "Items of Wikidata (CC0 1.0), each statement with the references that Wikidata gives for it"
ENDINGS = (".json", ".jsonl", ".ndjson")
LISTS = (".txt", ".qids")
SCHEME = "wikidata:"
_LINE = re.compile(r"\s*(Q[1-9]\d{0,11})?\s*(?:[#\t].*)?")
_LIST_MOST = 1_000_000


@dataclass
class Drafted:
    """A file of items as far as it could be read."""

    case: Case | None = None
    made: list[AnyRecord] = field(default_factory=list)

    def records(self) -> Iterator[AnyRecord]:
        """The case, then what its items say."""
        yield from self.made


def recognises(path: Path) -> bool:
    """Whether the path is a file of items by its first bytes, or a list of their numbers."""
    try:
        if not path.is_file():
            return False
    except (OSError, ValueError):
        return False
    ending = path.suffix.lower()
    return (ending in ENDINGS and form_of(path) in ("wikidata-entities", "wikidata-items")) or (ending in LISTS and is_list(path))


def draft(path: Path, problems: Problems, limits: Limits = LIMITS, *, into: str = "", held: Held | None = None) -> Drafted:
    """Read and check a file, for a case of its own or `into` one that has this; what is wrong goes to `problems`."""
    if is_list(path):
        count = len(listed(path))
        text = (
            f"lists {count:,} number{'s' if count > 1 else ''} of items and nothing else: "
            "with --network they are asked for at www.wikidata.org, one at a time; without it nothing is"
        )
        problems.add(path.name, Place(path.name, 1), text, gap=True)
        return Drafted()
    case = into or case_key(path.name)
    spool = Spool(case, problems, limits)
    if path.stat().st_size > limits.folder:
        spool.problem(Place(path.name, 1), f"is larger than {limits.folder:,} bytes; split it into several files", gap=True)
        return Drafted()
    found = Gathered()
    found.read(path, spool)
    if not found.whole() and not problems.errors:
        spool.problem(Place(path.name, 1), "holds no item that says anything, so there is nothing to load", gap=True)
    if problems.errors:
        return Drafted()
    own = Case(case=case, title=case if into else path.name, note="" if into else ABOUT)
    return Drafted(own, [own, *records(found, case, spool, held)])


def joining(path: Path, case: str, held: Held) -> Loaded:
    """A file of items as an import into a case: an item that the case has already is that entity. Raises LoadError as `loaders.load`."""
    problems = Problems()
    made = draft(path, problems, into=case, held=held)
    problems.raise_if_any(path.name)
    assert made.case is not None
    imported = import_now(case, case_key(path.name), FORMAT, sha256=sha256(path))
    return Loaded(path, FORMAT, made.case, tuple(problems.doubtful()), problems.doubts, made.records, imported, own_title=path.name)


def is_list(path: Path) -> bool:
    """Whether a file is a text of numbers of items alone, one on each line, with remarks behind # or a tab."""
    if path.suffix.lower() not in LISTS or path.stat().st_size > _LIST_MOST:
        return False
    try:
        return bool(numbers(path.read_bytes()))
    except OSError:
        return False


def listed(path: Path) -> list[str]:
    """The numbers of a list, each once."""
    return numbers(path.read_bytes())


def numbers(data: bytes) -> list[str]:
    """The numbers in the bytes of a list, each once; none if something else stands there."""
    try:
        found = [_LINE.fullmatch(line) for line in data.decode("utf-8-sig").splitlines()]
    except UnicodeDecodeError:
        return []
    return list(dict.fromkeys(each[1] for each in found if each and each[1])) if all(found) else []


def named(path: str) -> list[str] | None:
    """The numbers in `wikidata:Q42,Q43`; None if a path is nothing of the kind. Raises ValueError for a number that is none."""
    if not path.startswith(SCHEME):
        return None
    found = [each.strip() for each in path.removeprefix(SCHEME).split(",") if each.strip()]
    wrong = next((each for each in found if not QID.fullmatch(each)), None)
    if wrong is not None or not found:
        raise ValueError(f"{wrong or path!r} is no number of an item; write wikidata:Q42 or wikidata:Q42,Q43")
    return list(dict.fromkeys(found))
