"""What the command line shows a person: lines, tables, progress and the card of a statement.

Results go to standard output; titles, progress, warnings and errors to standard error. Text from sources is shown without markup and
without control characters.
"""

from __future__ import annotations

import json
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from graph.evidence import Assessment, ClaimUse, Evidence
    from graph.evidence.completed import CompletedChain
    from graph.model import Statement
    from graph.snapshot.verify import Verification

MOST_LINES = 40
"""Lines of one kind that a difference shows at most."""
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


def asks() -> bool:
    """Whether somebody is there who can be asked."""
    return sys.stdin.isatty() and err.is_terminal


def write_json(value: object) -> None:
    """The value as JSON, the only thing on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def table(title: str, rows: Sequence[Sequence[str | Text]], heads: Sequence[str] = ()) -> None:
    """A table on standard output under a title on standard error."""
    err.print(f"\n{title}", style="bold")
    drawn = Table(*heads, show_header=bool(heads), box=None, pad_edge=False)
    for row in rows:
        drawn.add_row(*row)
    for column in drawn.columns:
        # what is cut off cannot be copied
        column.overflow = "fold"
    out.print(drawn)


@contextmanager
def progress(what: str) -> Iterator[Callable[..., None]]:
    """A bar on standard error, only on a terminal, with counts, rate and the time left of a stage.

    What it yields takes each report of progress (`stage`, `done`, `total` or None).
    """
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[count]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    stage, began, first = "", time.monotonic(), 0
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task(plain(what), total=None, count="")

        def told(now: Any) -> None:
            nonlocal stage, began, first
            if now.stage != stage:
                stage, began, first = now.stage, time.monotonic(), now.done
                bar.reset(task, total=now.total)
            bar.update(task, description=plain(f"{what}: {stage}"), completed=now.done, total=now.total, count=_counted(now, first, began))

        yield told


def _counted(now: Any, first: int, began: float) -> str:
    """How many of how many, and how many a second since there were `first`."""
    count = f"{now.done:,} of {now.total:,}" if now.total else f"{now.done:,}" if now.done else ""
    took = time.monotonic() - began
    return f"{count}, {(now.done - first) / took:,.0f} a second" if took > 1 and now.done > first else count


def statuses(found: Mapping[str, Assessment]) -> None:
    """A table of statements with their figures."""
    from ui.words import span

    rows = [
        (plain(slug), _status(each), span(each.origins_min, each.origins_max), str(each.chains), str(each.asserts), str(each.denies))
        for slug, each in found.items()
    ]
    table("Evidence", rows, ("statement", "status", "origins", "chains", "asserts", "denies"))
    err.print(CAUTION, style="dim")


def card(known: Evidence, slug: str, each: Assessment, names: Mapping[str, str]) -> None:
    """What the app's relationship card shows: sentence, status, why, figures, claims with their chains. `names` maps keys to names."""
    from graph.evidence.completed import completed
    from ui.words import number, span

    _statement(known.statements[slug], each, names)
    out.print(_status(each), f"({plain(each.why)})")
    documents, publishers = number(each.documents, "document"), number(each.publishers, "publisher")
    out.print(f"{number(each.asserts, 'claim')} in {documents} of {publishers} ({number(each.owners, 'owner')})")
    origins = f"{span(each.origins_min, each.origins_max)} independent {'origin' if each.origins_max == 1 else 'origins'}"
    out.print(f"{origins}, {number(each.chains, 'separate chain')}")
    deniers = f"{span(each.deniers_min, each.deniers_max)} {'origin' if each.deniers_max == 1 else 'origins'}"
    denied = f"{number(each.denies, 'claim denies', 'claims deny')} it, from {deniers}" if each.denies else "nobody denies it"
    out.print(f"{denied}; {number(each.doubts, 'doubts', 'doubt')} it, {number(each.asks, 'asks', 'ask')}")
    chains = completed(known, each)
    for title, excluded in (("Claims", False), ("Count for nothing", True)):
        uses = [use for use in each.uses if (use.excluded is not None) == excluded]
        if uses:
            err.print(f"\n{title}", style="bold")
        for use in uses:
            _claim(known, use, chains[use.claim.key])
    err.print(f"\n{CAUTION}", style="dim")


def _statement(statement: Statement, each: Assessment, names: Mapping[str, str]) -> None:
    """What is said, and below it its qualifiers."""
    from graph.predicates import words as in_words
    from ui import words

    def name(key: str | None) -> str:
        return names.get(key, key) if key else ""

    target = name(statement.object) or statement.value
    _lines(Text(plain(f"{name(statement.subject)} {in_words(statement.predicate)} {target}"), "bold"))
    qualifiers = {
        "as": statement.role,
        "when": words.when(statement.when),
        "where": name(statement.where),
        "from": name(statement.origin_place),
        "quantity": statement.quantity,
        "first published": words.when(each.first_published),
    }
    for text in (", ".join(f"{word} {value}" for word, value in qualifiers.items() if value), statement.note):
        _lines(Text(plain(text)), indent=2)


def _claim(known: Evidence, use: ClaimUse, chains: Sequence[CompletedChain]) -> None:
    """One claim: its chains from publisher to origin, then what, when, and where it stands."""
    from ui import words
    from ui.chains import chain_text

    claim, source = use.claim, known.sources[use.claim.source]
    facts = [
        claim.stance.value,
        words.hedge(claim.hedge),
        f"said {words.when(claim.reported)}" if claim.reported else "",
        f"published {words.when(source.published)}" if source.published else "" if claim.reported else "undated",
        f"counts for nothing because {use.excluded}" if use.excluded else "",
    ]
    cue = f" “{claim.locator.cue}”" if claim.locator.cue else ""
    for chain in chains:
        _lines(Text(plain(chain_text(chain, known))), indent=2)
    for text in (
        ", ".join(fact for fact in facts if fact),
        claim.paraphrase,
        f"{source.title or source.key} · {words.place(claim.locator)}{cue}",
        claim.note,
    ):
        _lines(Text(plain(text), "dim"), indent=4)
    # an address stays whole, so that it can be copied
    for address in (source.url, f"read at {source.read_at}" if source.read_at else None):
        if address:
            out.print(Text("    ").append(plain(address), "dim"), soft_wrap=True)


def _lines(text: Text, *, indent: int = 0) -> None:
    """The text in lines as wide as the terminal, indented; nothing of an empty one."""
    for line in text.wrap(out, max(20, out.width - indent)) if text else ():
        line.rstrip()
        out.print(Text(" " * indent).append_text(line), soft_wrap=True)


def _status(each: Assessment) -> Text:
    return Text(each.status.value, LOOKS.get(each.status.value, ""))


def verification(found: Verification, name: str) -> None:
    """What came of checking a snapshot, a line for each part."""
    for part in found.parts:
        state = "unchanged" if part.unchanged else f"CHANGED: {part.fault or f'{part.found} was found, {part.told} is told'}"
        out.print(f"{part.name:<9} {plain(state)}", style="" if part.unchanged else "red", soft_wrap=True)
    from graph.snapshot.canonical import short

    by = found.manifest.signature.by if found.manifest.signature else ""
    signed = {
        "none": "not signed",
        "valid": f"signed by the key {by}: hold it against the one that its maker told you, or give --public-key",
        "trusted": "signed by the key that was given",
        "wrong": "NOT SIGNED by the key that was given" if not by else "its SIGNATURE IS WRONG, or by another key",
    }[found.signature]
    out.print(f"made {plain(found.manifest.made)}, fingerprint {plain(short(found.manifest.content))}, {plain(signed)}", soft_wrap=True)
    verdict = "is as it was made" if found.unchanged else f"was changed since it was made: {', '.join(found.changed)}"
    if found.signature == "wrong":
        verdict += f", {'and' if not found.unchanged else 'but'} {'its signature is wrong, or of another key' if by else 'is not signed'}"
    shown = "integrity and who signed, not truth" if found.signature == "trusted" else "integrity, not truth or authorship"
    out.print(f"{plain(name)} {verdict}. This shows {shown}.", style="bold", soft_wrap=True)


def difference(found: Iterable[tuple[str, list[str]]]) -> None:
    """What differs between two snapshots: titles with their lines, a long list cut."""
    told = [(title, lines) for title, lines in found if lines]
    for title, lines in told:
        out.print(f"{title} ({len(lines):,})", style="bold")
        for line in lines[:MOST_LINES]:
            out.print(f"  {plain(line)}", soft_wrap=True)
        if len(lines) > MOST_LINES:
            out.print(f"  and {len(lines) - MOST_LINES:,} more (--json has all)")
    if not told:
        out.print("Nothing differs.")
    say(CAUTION)
