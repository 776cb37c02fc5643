"""Items of Wikidata on the command line: asked for by number where a person wants that, brought into a case, told about."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from graph.errors import LoadError
from graph.load import foresee, load
from graph.model import OWN, AnyRecord, Case, Claim, Entity
from graph.queries.rows import loaded_properties
from graph.store import GraphStore
from loaders import wikidata
from loaders.folder import LIMITS
from loaders.graphs.names import case_key, short
from loaders.graphs.spool import Spool
from loaders.problems import Problems
from loaders.wikidata.service import HOST, Service
from ui import became, terminal
from ui.additions import before, import_of, import_of_whole
from ui.loading import case_for, kept_in_words
from ui.terminal import say
from ui.words import number

_FEW = 3


@dataclass(frozen=True)
class WantedItems:
    """What was given: a file, a list, or `numbers` of items."""

    path: str
    numbers: tuple[str, ...] = ()

    def bring(self, store: GraphStore, case: str | None, *, network: bool, dry: bool, service: Service | None = None) -> None:
        """Load it, telling what comes. Raises LoadError with what is wrong; then nothing of it is loaded."""
        problems = Problems()
        own = None if case or self._numbers() else case_key(Path(self.path).name)
        into = own or case_for(store, case)
        spool = Spool(into, problems, LIMITS)
        found, hashes = self._gathered(spool, service or Service(), network=network or bool(self.numbers))
        problems.raise_if_any(self.path)
        held = wikidata.Held() if own else wikidata.Held(held_items(store, into))
        made = list(wikidata.records(found, into, spool, held))
        problems.raise_if_any(self.path)
        for problem in problems.doubtful():
            say(f"warning: {problem}", "yellow")
        if more := problems.doubts - len(problems.doubtful()):
            say(f"warning: and {more} more", "yellow")
        self._load(store, into, made, own, hashes, dry=dry)

    def _numbers(self) -> list[str]:
        return list(self.numbers) or (wikidata.listed(Path(self.path)) if wikidata.is_list(Path(self.path)) else [])

    def _gathered(self, spool: Spool, service: Service, *, network: bool) -> tuple[wikidata.Gathered, list[str]]:
        """The items, and the hashes of what they were read from."""
        found, numbers, hashes = wikidata.Gathered(), self._numbers(), []
        if numbers and not network:
            wikidata.draft(Path(self.path), spool.problems)
            return found, hashes
        if network:
            # said before anything is asked
            what = f"{number(len(numbers), 'item')} and " if numbers else ""
            say(f"Asking {HOST} for {what}the names of what is linked to them, one request at a time")
        with terminal.progress(f"Asking {HOST}") as shown:
            service.told = lambda now: shown(_Now(now))
            for path in service.items(numbers) if numbers else [Path(self.path)]:
                hashes.append(sha256(path.read_bytes()).hexdigest())
                found.read(path, spool)
            spool.problems.raise_if_any(self.path)
            for path in service.names(found.nameless()) if network else ():
                found.read(path, spool, names=True)
        if network:
            asked = number(service.asked, "request was", "requests were")
            say(f"{asked} made; what was fetched before is not asked for again within a week")
        if not found.whole():
            raise LoadError(f"{self.path} holds no item that says anything, so there is nothing to load")
        return found, hashes

    def _load(self, store: GraphStore, case: str, made: list[AnyRecord], own: str | None, hashes: list[str], *, dry: bool) -> None:
        bring = foresee if dry else load
        if own:
            made.append(Case(case=own, title=Path(self.path).name, note=wikidata.ABOUT))
        # as the page notes it: a relative path says nothing to whoever looks from another folder
        place = self.path if self.numbers else Path(self.path).absolute().as_posix()
        digest = hashes[0] if len(hashes) == 1 else sha256("".join(sorted(hashes)).encode()).hexdigest()
        if own:
            imported = import_of_whole(store, own, wikidata.FORMAT, place, digest)
        else:
            name = self._name()
            imported = import_of(case, name, wikidata.FORMAT, place[:1_000], digest, before(store, case, name))
        report = bring(store, [*made, imported], name=imported.name, owner=OWN if own else imported.name)
        figures = f"{_told(made)}; {became.in_words(report)}"
        if dry:
            say(f"{self.path[:200]} would load into {case}: {figures}; nothing is wrong with it")
        else:
            say(f"Loaded {self.path[:200]} into {case}: {figures} in {report.took:.1f} s")
        if report.kept:
            say(f"  {kept_in_words(report.kept)}", "dim")

    def _name(self) -> str:
        """The name of the import."""
        if not self.numbers:
            return case_key(Path(self.path).name)
        ids = [each.lower() for each in self.numbers]
        return f"wikidata-{'-'.join(ids) if len(ids) <= _FEW else short(*sorted(ids))}"


@dataclass(frozen=True)
class _Now:
    """How far the asking is, for a bar."""

    stage: str
    done: int = 0
    total: int | None = None


def held_items(store: GraphStore, case: str) -> dict[str, str]:
    """The keys of a case's entities by the item of Wikidata that they are, as far as one alone is."""
    found: dict[str, set[str]] = {}
    for row in loaded_properties(store, Entity, case, ("key", "ids")):
        if number := json.loads(row["ids"]).get("wikidata"):
            found.setdefault(number, set()).add(row["key"])
    return {number: next(iter(keys)) for number, keys in found.items() if len(keys) == 1}


def _told(made: Iterable[AnyRecord]) -> str:
    kinds = [type(each) for each in made]
    return f"{number(kinds.count(Entity), 'entity', 'entities')} and {number(kinds.count(Claim), 'claim')}"
