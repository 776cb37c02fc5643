"""What is loaded as a whole, cases, graphs and tables: checked first, then stored, with its progress."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cli.stores import StoppedError, stopping
from ui import terminal
from ui.terminal import say

if TYPE_CHECKING:
    from graph.load import Progress
    from graph.store import GraphStore
    from loaders import Loaded
    from loaders.file_set import FileSet
    from ui.importing import Outcome
    from ui.opening import Told

BUNDLED = Path(__file__).parent.parent / "data" / "dong-jingwei"


def checked_whole(
    whole: Sequence[str | Path | FileSet], mapping: Path | None, case: str | None, *, otherwise: str | None = None
) -> Iterator[Loaded]:
    """What is loaded as a whole, each checked, its warnings told; graphs into the case that is told, else as cases of their own.

    Tables go by their mapping into that case, or `otherwise` into that one, or into that of the mapping.
    """
    import loaders
    from loaders import tables
    from loaders.file_set import FileSet
    from loaders.graphs.joining import joining

    def checked(path: str | Path | FileSet) -> Loaded:
        if isinstance(path, FileSet):
            say(path.note)
            return loaders.load_set(path)
        if mapping is not None:
            return tables.load(mapping, [Path(str(each)) for each in whole], case or "")
        return tables.load(Path(path), (), case or otherwise or "") if tables.recognises(Path(path)) else loaders.load(path)

    for path in [str(mapping)] if mapping is not None else whole:
        with stopping("Stopped; nothing was loaded."), terminal.progress(f"Checking {Path(str(path)).name}"):
            loaded = joining(checked(path), case or "")
        for problem in loaded.warnings:
            say(f"warning: {problem}", "yellow")
        if more := loaded.doubts - len(loaded.warnings):
            say(f"warning: and {more} more", "yellow")
        yield loaded


def outcome_of(loaded: Loaded) -> Outcome:
    """What a report says of something that is loaded as a whole, and was checked."""
    from ui.importing import Outcome

    imported, note = loaded.imported.name if loaded.imported else "", loaded.together.note if loaded.together else ""
    told = {"title": loaded.title, "kind": loaded.format, "case": loaded.name, "note": note, "problems": loaded.warnings}
    return Outcome(loaded.path.as_posix(), imported, "would load", **told)


def tell_apart(came: Iterable[Outcome], case: str) -> None:
    """Say of a case into which something came before in this check that its figures do not count that."""
    before = [outcome.name for outcome in came if outcome.case == case and outcome.state != "refused"]
    if before:
        goes = "goes" if len(before) == 1 else "go"
        say(f"Into {case} {goes} {', '.join(before[:3])} too: what all bring is counted for each, for nothing is written yet", "yellow")


def foresee(store: GraphStore, loaded: Loaded, came: Iterable[Outcome]) -> Outcome:
    """Tell what a load of something that was checked would do; `came` is what was foreseen before."""
    from ui import became

    tell_apart(came, loaded.name)
    into = f"{loaded.imported.name} into {loaded.name}" if loaded.imported else loaded.name
    with stopping("Stopped; nothing was loaded."), terminal.progress(f"Comparing {loaded.name}") as shown:
        found = became.bring(store, loaded, outcome_of(loaded), shown, dry=True)
    say(f"{loaded.path} would load as {into}: {became.in_words(found)}; nothing is wrong with it")
    say(f"of these: {became.kinds_in_words(found)}", "dim")
    return found


def load_whole(store: GraphStore, loaded: Loaded) -> Outcome:
    """Load something that was checked, showing how far it is, and tell what became of it, of each kind too."""
    from ui import became

    found = _loaded(store, loaded, lambda _: None)
    say(f"of these: {became.kinds_in_words(found)}", "dim")
    return found


def _loaded(store: GraphStore, loaded: Loaded, told: Told) -> Outcome:
    """Load something that was checked, showing how far it is; `told` hears it too."""
    from ui import became

    told_name = loaded.imported.name if loaded.imported else loaded.name
    last: Progress | None = None

    def progress(now: Progress) -> None:
        nonlocal last
        last = now
        shown(now)
        told(now)

    try:
        with terminal.progress(f"Loading {loaded.name}") as shown:
            found = became.bring(store, loaded, outcome_of(loaded), progress, dry=False)
    except KeyboardInterrupt as error:
        raise StoppedError(_stopped(told_name, last)) from error
    into = f" into {loaded.name}" if loaded.imported else ""
    say(f"Loaded {told_name}{into}: {became.in_words(found)} in {found.took:.1f} s")
    return found


def _stopped(name: str, last: Progress | None) -> str:
    """What Ctrl+C left of a load, by what it told last, and how to go on."""
    if last and last.stage in ("reading", "waiting for another load"):
        return f"Stopped before anything was written of {name}."
    far = f" while {last.stage}" + (f", {last.done:,} of {last.total:,}" if last.total else "") if last else ""
    return f"Stopped{far}; {name} is loaded in part. Load it again to finish. What stands is not written again."


def load_bundled(store: GraphStore, told: Told) -> None:
    """Load the bundled case into a store that holds nothing at all, or finish its load; any other store is left as it is."""
    from graph.store import schema

    unfinished = schema.loading(store)
    empty = not store.read("MATCH (n) WHERE NOT n:Redstring RETURN n LIMIT 1").rows
    if not empty and not unfinished:
        return
    import loaders

    bundled = loaders.load(BUNDLED)
    if empty or unfinished == bundled.name:
        say(f"Loading {bundled.name}, the case that comes with it, which takes some seconds: the page opens meanwhile and waits for it")
        _loaded(store, bundled, told)
