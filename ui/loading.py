"""Loading on the command line: documents with a bar, a line for each and a report at the end; and the list of what was loaded."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from graph import queries
from graph.errors import LoadError, NotFoundError
from graph.queries.imports import ImportView
from graph.store import GraphStore
from loaders.documents.told import beside
from loaders.inputs import Input, inputs
from loaders.problems import Problems
from ui import bundled, load_report, terminal
from ui.importing import EMPTY_CASE, Importing, Outcome
from ui.terminal import plain, say
from ui.words import number, rate

if TYPE_CHECKING:
    from loaders.language_model import Endpoint


@dataclass(frozen=True)
class Gathered:
    """The files that are to be loaded, and what could not be taken."""

    inputs: tuple[Input, ...]
    problems: Problems


def gathered(paths: Sequence[str], without: Container[str] = ()) -> Gathered:
    """The files of paths, but for those whose names are in `without`. Raises LoadError if there is none in any: nothing is opened or made
    for that."""
    problems = Problems()
    given = tuple(_counted(inputs(paths, problems, without=without)))
    given = (*given, *beside(given))
    if not given and not without:
        told = "; ".join(str(problem) for problem in [*problems.wrong(), *problems.doubtful()][:3])
        raise LoadError(f"There is nothing to load: {told or 'no file is there'}; a case is a folder with a case.yml")
    return Gathered(given, problems)


def _counted(given: Iterable[Input]) -> Iterator[Input]:
    """The files, their number shown while they are found: a large mailbox takes half a minute."""
    with terminal.err.status("Looking for documents") as status:
        for number_, one in enumerate(given, 1):
            if number_ % 100 == 0:
                status.update(f"Looking for documents: {number_:,} found")
            yield one


def refuse_tables(paths: Sequence[str]) -> None:
    """Raise LoadError for a table, of which nobody has said what its columns are."""
    from ui.dropped import TABLES

    for path in paths:
        if path.lower().endswith(TABLES) and Path(path).is_file():
            how = f"`redstring mapping {path} > mapping.yml`, look at it, then `redstring load {path} --mapping mapping.yml --case KEY`"
            raise LoadError(f"{plain(path)} is a table: say first what its columns are, on the Load page, or by {plain(how)}")


def guessed(files: Sequence[Path]) -> str:
    """The YAML of the mapping that fits some tables best; why is said beside it. Raises LoadError with what is wrong with them."""
    from loaders.tables.guess import guess
    from loaders.tables.mapping_text import text_of
    from loaders.tables.plan import LEFT_OUT, mapping_of
    from loaders.tables.sample import samples

    problems = Problems()
    for file in files:
        if not file.is_file():
            raise LoadError(f"there is no file {plain(str(file))}")
    plan = guess([each for file in files for each in samples(file, file.name, problems)])
    problems.raise_if_any(", ".join(map(str, files)), "read")
    for problem in problems.doubtful():
        say(f"warning: {problem}", "yellow")
    for table in plan.tables:
        say(f"{table.file} {table.sheet}: {table.makes}: {table.why}", "bold")
        for column in table.columns if table.makes != LEFT_OUT else ():
            say(f"  {column.name}: {column.role}: {column.why}", "dim")
    return text_of(mapping_of(plan))


def documents(
    store: GraphStore,
    files: Gathered,
    case: str | None,
    *,
    trees: bool = True,
    dry: bool = False,
    report: Path | None = None,
    model: Endpoint | None = None,
    before: Sequence[Outcome] = (),
) -> bool:
    """Bring documents into a case, telling what becomes of each; whether all of them could be read.

    The report tells what came `before` too.

    Raises NotFoundError if the case is not told, OSError if the report cannot be written.
    """
    from loaders.extraction import has_trees
    from ui.extracted import NO_MODEL

    given, problems = files.inputs, files.problems
    for problem in problems.wrong():
        say(f"{problem}", "red")
    for problem in problems.doubtful():
        say(f"{problem}", "yellow")
    into = case_for(store, case)
    # an archive within an archive, a link: no input, but a file that somebody gave
    refused = [Outcome(problem.file, case=into, problems=(problem,), file=problem.file) for problem in problems.wrong()]
    began, found = time.perf_counter(), []
    try:
        with _Bar(len(given)) as bar, stopping() as stopped:
            importing = Importing(store, into, trees=trees, dry=dry, stopped=stopped, told=bar.tell, read=bar.through, model=model)
            for outcome in importing.run(given):
                found.append(outcome)
                _tell(outcome)
    finally:
        # what was loaded before a stop is loaded, so the report says it
        if report is not None:
            load_report.write(report, [*before, *refused, *found])
    # what stands as it would be read again needs no model
    if trees and any(outcome.words for outcome in found) and not has_trees():
        say(NO_MODEL, "yellow")
    _sum([*refused, *found], into, time.perf_counter() - began, dry=dry)
    if stopped():
        left = len(given) - len({outcome.file for outcome in found})
        rest = f"{number(left, 'file is', 'files are')} left; the same command goes on with {'it' if left == 1 else 'them'}"
        say(f"Stopped: {rest}", "yellow")
    return not stopped() and problems.errors == 0 and all(outcome.state != "refused" for outcome in found)


class _Bar:
    """A bar of files with their rate and the time left, where somebody sees it."""

    def __init__(self, total: int) -> None:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
        )
        self._progress = Progress(*columns, console=terminal.err, transient=True, disable=not terminal.err.is_terminal)
        self._task = self._progress.add_task("Reading documents", total=total, rate="")
        self._began, self._files = time.perf_counter(), set[str]()

    def __enter__(self) -> _Bar:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def tell(self, what: str) -> None:
        """What it is at."""
        self._progress.update(self._task, description=plain(what)[:60])

    def through(self, file: str) -> None:
        """A document of this file was read."""
        self._files.add(file)
        rate = len(self._files) / (time.perf_counter() - self._began)
        self._progress.update(self._task, completed=len(self._files), rate=f"{rate:,.1f} a second")


@contextmanager
def stopping() -> Iterator[Callable[[], bool]]:
    """Gives what tells whether Ctrl+C was pressed: the first lets what was read be stored, a second breaks off."""
    pressed = threading.Event()

    def press(*_: object) -> None:
        if pressed.is_set():
            raise KeyboardInterrupt
        pressed.set()
        say("Stopping: what was read is stored first. Ctrl+C again breaks off", "yellow")

    if threading.current_thread() is not threading.main_thread():
        yield pressed.is_set
        return
    before = signal.signal(signal.SIGINT, press)
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)


def case_for(store: GraphStore, case: str | None) -> str:
    """The case that is told, else the only one beside the bundled case and data sets, else a new one; what is not told is said.

    Raises NotFoundError where there are several.
    """
    if case:
        return case
    held = [summary.case.case for summary in queries.cases(store) if not summary.snapshot]
    own = bundled.own(store, held)
    if len(own) > 1:
        raise NotFoundError(f"The store holds several cases; say with --case which one it goes into: {', '.join(own)}")
    into = own[0] if own else EMPTY_CASE
    why = f"the only one of the store{', beside what came with it and data sets' if len(held) > len(own) else ''}" if own else "a new one"
    say(f"It goes into the case {into}, {why}; --case KEY names another", "dim")
    return into


def _tell(outcome: Outcome) -> None:
    name = outcome.title or outcome.name
    if outcome.state == "refused":
        for problem in outcome.problems:
            say(f"refused: {problem}", "red")
        return
    if outcome.state == "left out":
        say(f"left out: {', '.join(map(str, outcome.problems)) or name}", "yellow")
        return
    if outcome.same_as:
        say(f"{outcome.state}: {outcome.name} ({outcome.imported}): the same content as {outcome.same_as}")
        return
    say(f"{outcome.state}: {name} ({outcome.imported}){_whose(outcome)}: {_found(outcome)}")
    for problem in outcome.problems:
        say(f"  {problem}", "yellow")
    if outcome.came:
        say(f"  {outcome.came}", "dim")
    if outcome.kept:
        say(f"  {kept_in_words(outcome.kept)}", "dim")


def _whose(outcome: Outcome) -> str:
    """Whose a document is and when it came out, in words; nothing of one that was not read again."""
    if not outcome.words:
        return ""
    return f", {outcome.publisher or 'tells no publisher'}, {outcome.published or 'undated'}"


def _found(outcome: Outcome) -> str:
    if outcome.words:
        return f"{number(outcome.entities, 'entity', 'entities')} and {number(outcome.claims, 'claim')} proposed"
    if outcome.state in ("unchanged", "same as loaded"):
        return f"{number(outcome.unchanged, 'record')}, as read before"
    return "it holds no words, so nothing is proposed in it; it is a source alone"


def kept_in_words(kept: Sequence[str]) -> str:
    """What stays as others brought it, by its names."""
    one = len(kept) == 1
    return f"{number(len(kept), 'record')} {'stays' if one else 'stay'} as others brought {'it' if one else 'them'}: {', '.join(kept[:3])}"


def _sum(found: Sequence[Outcome], case: str, took: float, *, dry: bool) -> None:
    states: dict[str, int] = {}
    for outcome in found:
        states[outcome.state] = states.get(outcome.state, 0) + 1
    counted = ", ".join(f"{many:,} {state}" for state, many in sorted(states.items()))
    fast = rate(sum(outcome.words for outcome in found), took)
    say(f"{number(len(found), 'document')} for {case}: {counted}; {took:.1f} s{f', {fast}' if fast else ''}")
    if not dry and any(outcome.claims for outcome in found):
        say("Nothing of it counts until a person accepts it.", "dim")


def listed(found: Sequence[ImportView], *, as_json: bool) -> None:
    """What was loaded, as lines or as JSON."""
    if as_json:
        made = [
            view.imported.model_dump(mode="json") | {"records": view.records, "alone": view.alone, "whole": view.whole} for view in found
        ]
        terminal.write_json(made)
        return
    if not found:
        say("Nothing was loaded yet. `redstring load PATH` brings in a case, a graph, documents; snapshots are not listed")
        return
    case = ""
    for view in found:
        one = view.imported
        if one.case != case:
            case = one.case
            terminal.out.print(plain(case), style="bold")
        records = f"{number(view.records, 'record')}, {view.alone:,} of them its own alone"
        what = f"the case itself, {one.format}" if view.whole else one.format
        told = f"{what}, {one.loaded_at:%Y-%m-%d %H:%M} UTC, {records}, sha256 {(one.sha256 or '')[:12]}, from {plain(one.path)}"
        # a name stays whole, so that it can be copied
        terminal.out.print(f"  {plain(one.name)}", soft_wrap=True)
        terminal.out.print(f"    {told}", style="dim", soft_wrap=True)
