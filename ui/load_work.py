"""Files brought into a store, or only looked through, and imports taken out again: as work that a page follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from graph.errors import LoadError, Problem, StoreError
from graph.load import LoadReport, Progress, unload
from graph.model import Import
from graph.queries.review import undecided
from graph.store import GraphStore
from loaders.documents.told import is_told_of
from loaders.inputs import Input, Told
from ui import states, tabled
from ui.at_hand import AT_HAND
from ui.dropped import Item, Whole, sorted_out
from ui.importing import Importing, Outcome
from ui.tabled import Tabled
from ui.whole import StoppedError, bring
from ui.words import number
from ui.work import Work, share_of

if TYPE_CHECKING:
    from loaders.language_model import Endpoint

WARM, BEGUN = 2.0, 0.03
"""Seconds, and how much has to be through, before it is said how long it will take."""
EACH = 50_000
"""What any file counts for in the progress beside its bytes: the store takes its time for a small one too."""
_READ = 0.8
"""How much of what a document takes is through when it was read."""
STOPPED = "was stopped half way: what came in of it stays, and loading it again completes it"


@dataclass(frozen=True)
class Wanted:
    """What a person wants loaded: files by name, the case that documents go into, whether trees are used; what stands at web addresses.

    `graphs`: these go into that case too, and become no cases of their own. `model` is a language model that is asked too, to which the
    person agreed. `said`: what the person tells of documents that do not tell it, by the names of their files.
    """

    files: tuple[tuple[str, bytes], ...]
    case: str
    trees: bool = True
    addresses: tuple[str, ...] = ()
    model: Endpoint | None = None
    graphs: bool = False
    said: Mapping[str, Told] = field(default_factory=dict)


class LoadWork(Work):
    """Every file of what is wanted, one by one; with `dry` nothing is written. `done` of `total` files are through."""

    def __init__(self, store: GraphStore, wanted: Wanted, *, dry: bool, items: Sequence[Item | Tabled] = ()) -> None:
        """`items` are read in place of the files: those that are left of an earlier work."""
        super().__init__(store)
        self.wanted, self.dry = wanted, dry
        self.said: Mapping[str, Told] = wanted.said
        """What the person tells by now."""
        self._items = tuple(items)
        self.outcomes: list[Outcome] = []
        self.rest: list[Item | Tabled] = list(items)
        """What has not been read yet."""
        self.without_model = False
        """Whether the model of the language was wanted to read something, and is not there."""
        self.undecided = False
        """Whether something that was found in these documents waits for a person."""
        self.done, self.total = 0, len(items)
        self._through = self._part = 0.0
        self._waiting: dict[str, float] = {}
        """What files that were read and are not stored yet count for."""
        self._whole = 1.0

    @property
    def share(self) -> float:
        """How much is through, from 0 to 1, by size."""
        return min(1.0, (self._through + self._part + sum(list(self._waiting.values()))) / self._whole)

    @property
    def words(self) -> int:
        """Words of the documents that are through."""
        return sum(outcome.words for outcome in self.outcomes)

    @property
    def left(self) -> float | None:
        """Seconds that it will take yet, as far as that can be told: how fast a language model answers shows with the first file."""
        share = self.share
        if self.wanted.model is not None and not self.done:
            return None
        return self.age * (1 - share) / share if share > BEGUN and self.age > WARM else None

    def counted(self) -> Counter[str]:
        """How many came to which state."""
        return Counter(outcome.state for outcome in list(self.outcomes))

    def left_out(self) -> list[Outcome]:
        """What it did not come to, beside what was stopped half way."""
        half = {outcome.name for outcome in self.outcomes if outcome.state == "stopped"}
        return [Outcome(item.name, state="left out") for item in self.rest if item.name not in half]

    def again(self, *, dry: bool = False) -> LoadWork:
        """The same, with what is told by now."""
        return LoadWork(self.store, replace(self.wanted, said=self.said), dry=dry, items=self._items)

    def remainder(self) -> LoadWork:
        """What was left out."""
        return LoadWork(self.store, self.wanted, dry=False, items=self.rest)

    def _do(self) -> None:
        if not self.rest:
            self.now = "Looking what there is"
            found = sorted_out(self.wanted.files, self.wanted.addresses)
            self.outcomes += found.refused
            self.rest, self.total = found.items, len(found.items)
        self._whole = float(sum(map(_weight, self.rest))) or 1.0
        # documents first: many of them are read side by side
        self.rest.sort(key=lambda item: not isinstance(item, Input))
        self._documents([item for item in self.rest if isinstance(item, Input)])
        self._look_for_model()
        self.undecided = bool(self.waiting())
        while self.rest and not self.stopping:
            item = self.rest[0]
            assert not isinstance(item, Input)
            self.now = item.name
            try:
                self._bring(item)
            except StoppedError:
                self.outcomes.append(Outcome(item.name, state="stopped", problems=(Problem(STOPPED, item.name),)))
                return
            self._end(item.name)
        if not self.dry and not self.rest:
            # the bytes are needed no more
            self.wanted = Wanted((), self.wanted.case, self.wanted.trees)

    def _look_for_model(self) -> None:
        # what stands as it would be read again needs no model
        if self.wanted.trees and self.words:
            from loaders.extraction import has_trees

            self.without_model = not has_trees()

    def waiting(self) -> frozenset[str]:
        """The keys of its documents in which something waits for a person by now."""
        names = [outcome.imported for outcome in self.outcomes if outcome.imported]
        return undecided(self.store, self.wanted.case, names) if names and not self.dry else frozenset()

    def _documents(self, given: Sequence[Input]) -> None:
        told = {"stopped": lambda: self.stopping, "told": self._at, "read": self._read, "model": self.wanted.model}
        said: dict[str, Any] = {"said": self.wanted.said, "keeps": True}
        importing = Importing(self.store, self.wanted.case, self.wanted.trees, self.dry, **told, **said)
        by_name: dict[str, list[Input]] = {}
        for one in given:
            by_name.setdefault(one.name, []).append(one)
        before = ""
        for outcome in importing.run(given):
            self.outcomes.append(outcome)
            if outcome.state in ("new", "changed", "unchanged"):
                for one in by_name.get(outcome.file, ()):
                    # it can be reviewed in its text, though it lies in no file here; a copy by the name of what stands for it
                    AT_HAND.keep(replace(one, name=outcome.same_as or one.name))
            if before and outcome.file != before:
                self._end(before)
            before = outcome.file
        if before:
            self._end(before)
        # what tells of documents is through with them; of what is left it tells again
        for one in given if not self.stopping else ():
            if is_told_of(one.name):
                self._end(one.name)

    def _read(self, name: str) -> None:
        """A file was read, which takes most of its time; it waits to be stored."""
        self._waiting[name] = _READ * sum(_weight(item) for item in self.rest if item.name == name)

    def _at(self, what: str) -> None:
        self.now = what

    def _end(self, name: str) -> None:
        """A file is through; only now: what is stopped half way, and what a store fails at, is left among the rest."""
        for item in (item for item in self.rest if item.name == name):
            self.done += 1
            self._through, self._part = self._through + _weight(item), 0.0
        self._waiting.pop(name, None)
        self.rest = [item for item in self.rest if item.name != name]

    def _bring(self, item: Whole | Tabled) -> None:
        try:
            if isinstance(item, Tabled):
                self.outcomes.append(tabled.bring(self.store, item, dry=self.dry, told=lambda now: self._tell(item, now)))
            else:
                into = self.wanted.case if self.wanted.graphs else ""
                self.outcomes.append(bring(self.store, item, dry=self.dry, told=lambda now: self._tell(item, now), into=into))
        except (StoreError, StoppedError):
            raise
        except Exception as error:  # noqa: BLE001 - what one file does wrong keeps no other one out
            told = error.problems if isinstance(error, LoadError) else ()
            self.outcomes.append(Outcome(item.name, problems=tuple(told) or (Problem(states.said(error), item.name),)))

    def _tell(self, item: Whole | Tabled, progress: Progress) -> None:
        if self.stopping:
            raise StoppedError
        share, words = share_of(progress)
        self._part = share * _weight(item)
        self.now = f"{item.name}: {words}"


class TakingOut(Work):
    """Imports taken out of their cases, those of a case at once. It is not stopped half way."""

    def __init__(self, store: GraphStore, *imported: Import) -> None:
        super().__init__(store)
        self.imported = imported
        self.share = 0.0
        self.report: LoadReport | None = None
        self._through = 0

    @property
    def called(self) -> str:
        """What is taken out, in words."""
        return self.imported[0].name if len(self.imported) == 1 else number(len(self.imported), "document")

    def _do(self) -> None:
        by_case: dict[str, list[Import]] = {}
        for one in self.imported:
            by_case.setdefault(one.case, []).append(one)
        reports = [self._take_out(case, theirs, len(by_case)) for case, theirs in by_case.items()]
        self.report = LoadReport(removed=sum(one.removed for one in reports), derived=sum(one.derived for one in reports))

    def _take_out(self, case: str, imported: Sequence[Import], cases: int) -> LoadReport:
        report = unload(self.store, case, *(one.name for one in imported), progress=lambda now: self._tell(now, cases))
        for one in imported:
            if one.sha256:
                AT_HAND.forget(one.path, one.sha256)
        self._through += 1
        return report

    def _tell(self, progress: Progress, cases: int) -> None:
        share, self.now = share_of(progress)
        self.share = (self._through + share) / cases


def _weight(item: Item | Tabled) -> int:
    """What a file counts for in the progress."""
    return EACH + (item.size or 0)
