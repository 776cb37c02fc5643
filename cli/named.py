"""What is named on the command line and loaded as a whole: all of it is checked first, and all of it comes in or nothing."""

from __future__ import annotations

from pathlib import Path

from cli.loads import checked_whole, foresee, load_whole
from cli.outcomes import told
from cli.stores import looking, opening
from graph.errors import LoadError, Problem, RecordError
from loaders import Loaded
from loaders.file_set import FileSet
from ui.importing import Outcome
from ui.terminal import say


def load_named(whole: list[str | FileSet], mapping: Path | None, case: str | None, store: str | None, came: list[Outcome]) -> bool:
    """Load all of it or raise LoadError, and tell in `came` what became of each; True."""
    checked = _checked(whole, mapping, case, came)
    if checked:
        with opening(store) as opened:
            for loaded in checked:
                came.append(load_whole(opened, loaded))
    return True


def foresee_named(whole: list[str | FileSet], mapping: Path | None, case: str | None, store: str | None, came: list[Outcome]) -> bool:
    """Tell what a load would do with each, in `came` too; False if one is refused, which would keep all of them out."""
    checked: list[Loaded] = []
    for some in [whole] if mapping else [[each] for each in whole]:
        try:
            checked += _checked(some, mapping, case, came)
        except LoadError as error:
            told(error)
    if checked:
        with looking(store) as opened:
            for loaded in checked:
                try:
                    came.append(foresee(opened, loaded, came))
                except RecordError as error:
                    told(error)
                    came.append(Outcome(str(loaded.path), problems=(Problem(str(error)),)))
    fine = all(outcome.state != "refused" for outcome in came)
    if not fine and len(came) > 1:
        say("One of them is refused, so a load of all would bring in none", "yellow")
    return fine


def _checked(whole: list[str | FileSet], mapping: Path | None, case: str | None, came: list[Outcome]) -> list[Loaded]:
    """What is loaded as a whole, all of it checked; what is refused is told in `came` too."""
    try:
        return list(checked_whole(whole, mapping, case))
    except LoadError as error:
        came.append(Outcome(", ".join(map(str, whole)), problems=tuple(error.problems) or (Problem(str(error)),)))
        raise
