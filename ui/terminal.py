"""What the command line shows a person: lines, tables, progress and the card of a statement.

Results go to standard output; titles, progress, warnings and errors to standard error. Text from sources is shown without markup and
without control characters.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from graph.evidence import Assessment, ClaimUse, Evidence

CAUTION = "Relations are claims as reported, not findings."
LOOKS = {
    "confirmed": "bold",
    "unconfirmed": "magenta",
    "single-source": "magenta",
    "rumour": "dim",
    "contested": "bold red",
    "denied": "dim strike",
    "unsourced": "dim",
}
out = Console(highlight=False, markup=False, emoji=False)
err = Console(stderr=True, highlight=False, markup=False, emoji=False)


def plain(text: str) -> str:
    """Text without control, direction and other invisible characters, on one line: nothing in a source steers the terminal."""
    return "".join(c for c in " ".join(text.split()) if unicodedata.category(c)[0] != "C")


def say(text: str, style: str = "") -> None:
    """One line to standard error."""
    err.print(plain(text), style=style, soft_wrap=True)


def write_json(value: object) -> None:
    """The value as JSON, the only thing on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def table(title: str, rows: Sequence[Sequence[str | Text]], heads: Sequence[str] = ()) -> None:
    """A table on standard output under a title on standard error."""
    err.print(f"\n{title}", style="bold")
    drawn = Table(*heads, show_header=bool(heads), box=None, pad_edge=False)
    for row in rows:
        drawn.add_row(*row)
    out.print(drawn)


@contextmanager
def progress(what: str) -> Iterator[Callable[..., None]]:
    """A bar on standard error, only on a terminal; what it yields takes each report of progress (`stage`, `done`, `total` or None)."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed:.0f}"), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task(plain(what), total=None)
        yield lambda now: bar.update(task, description=plain(f"{what}: {now.stage}"), completed=now.done, total=now.total)


def statuses(found: Mapping[str, Assessment]) -> None:
    """A table of statements with their figures."""
    rows = [
        (plain(slug), _status(each), _range(each.origins_min, each.origins_max), str(each.chains), str(each.asserts), str(each.denies))
        for slug, each in found.items()
    ]
    table("Evidence", rows, ("statement", "status", "origins", "chains", "asserts", "denies"))
    err.print(CAUTION, style="dim")


def card(known: Evidence, slug: str, each: Assessment, names: Mapping[str, str]) -> None:
    """What the app's relationship card shows: sentence, status, why, figures, claims with their chains. `names` maps keys to names."""
    from graph.predicates import words as in_words

    statement = known.statements[slug]
    target = names.get(statement.object, statement.object) if statement.object else statement.value
    sentence = f"{names.get(statement.subject, statement.subject)} {in_words(statement.predicate)} {target}"
    qualifiers = {"as": statement.role, "when": statement.when, "quantity": statement.quantity}
    out.print(Text(plain(sentence), "bold"), plain(", ".join(f"{word} {value}" for word, value in qualifiers.items() if value)))
    out.print(_status(each), f"({plain(each.why)})")
    out.print(f"{each.asserts} claims in {each.documents} documents of {each.publishers} publishers ({each.owners} owners)")
    out.print(f"{_range(each.origins_min, each.origins_max)} independent origins, {each.chains} separate chains")
    deniers = f"from {_range(each.deniers_min, each.deniers_max)} origins"
    out.print(f"{each.denies} claims deny it, {deniers}; {each.doubts} doubt it, {each.asks} ask")
    for title, excluded in (("Claims", False), ("Count for nothing", True)):
        uses = [use for use in each.uses if (use.excluded is not None) == excluded]
        if uses:
            err.print(f"\n{title}", style="bold")
        for use in uses:
            _claim(known, use)
    err.print(f"\n{CAUTION}", style="dim")


def _claim(known: Evidence, use: ClaimUse) -> None:
    """One claim: its chain from publisher to origin, then what, when, and where it stands."""
    claim, source = use.claim, known.sources[use.claim.source]
    hedge = None if claim.hedge == "none" else claim.hedge.value
    facts = [claim.stance.value, hedge, source.published, f"counts for nothing because {use.excluded}" if use.excluded else None]
    chain = " ← ".join(known.voices[key].name if key in known.voices else key for key in claim.chain)
    out.print(Text("  ").append(plain(chain)), Text(plain(", ".join(fact for fact in facts if fact)), "dim"), soft_wrap=True)
    out.print(Text("    ").append(plain(f"{source.title or source.key} {source.url or ''}"), "dim"), soft_wrap=True)


def _status(each: Assessment) -> Text:
    return Text(each.status.value, LOOKS.get(each.status.value, ""))


def _range(least: int, most: int) -> str:
    return str(least) if least == most else f"{least}–{most}"
