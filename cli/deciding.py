"""Commands about what persons decide: the list of it, duplicates, merges."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from cli.options import CaseOption, JsonOption, StoreOption, app
from cli.stores import opening, stopping
from ui import terminal
from ui.terminal import plain, say
from ui.words import number


@app.command()
def decisions(
    case: CaseOption = None,
    write: Annotated[Path | None, typer.Option("--write", metavar="FILE", help="Write them as lines of JSON into this file")] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """List what persons decided about a case, or write it as the file that loads with it."""
    from graph import queries
    from graph.decision_file import lines
    from ui.snapshot import making

    with opening(store, create=False) as opened:
        # what was decided stays where the last document of a case was taken out
        found = queries.decisions(opened, case) if case else ()
        held = [one for one in found or queries.decisions(opened, making.case_of(opened, case)) if one.kind != "view"]
    if write is not None:
        partial = write.with_name(f".{write.name}.part")
        partial.write_text("".join(lines(held)), "utf-8")
        partial.replace(write)
        say(f"Wrote {write}: {number(len(held), 'decision')}")
    elif as_json:
        terminal.write_json([decision.model_dump(mode="json") for decision in held])
    else:
        told = [(f"{one.at:%Y-%m-%d %H:%M}", plain(one.by), one.kind, plain(one.about), plain(json.dumps(one.content))) for one in held]
        terminal.table("Decisions", told, ("decided (UTC)", "by", "kind", "about", "what"))


@app.command()
def duplicates(
    case: CaseOption = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help="person, organisation, place …")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=5_000, help="Pairs at most")] = 50,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """List pairs of entities that may be the same, likeliest first, with why and why not; nothing is merged by it."""
    from graph.queries.duplicates import duplicates as found_in
    from ui import duplicate_list
    from ui.snapshot import making

    with opening(store, create=False) as opened, stopping("Stopped."):
        found = found_in(opened, making.case_of(opened, case), limit=limit, kind=kind)
    if as_json:
        terminal.write_json(duplicate_list.to_json(found))
    else:
        duplicate_list.listed(found)


@app.command()
def merge(
    one: Annotated[str, typer.Argument(metavar="A", help="An entity: its key, or case/key")],
    other: Annotated[str, typer.Argument(metavar="B", help="Another of the same case")],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides")],
    why: Annotated[str | None, typer.Option("--why", metavar="TEXT", help="Why both are the same; else what speaks for it first")] = None,
    store: StoreOption = None,
) -> None:
    """Decide that two entities are one: drawn as one node from now on, with all that is said of either; `unmerge` takes it back."""
    from ui import merging

    with opening(store, create=False) as opened, stopping("Stopped; `redstring derive` finishes it"):
        say(merging.merge(opened, one, other, by, why, _why_asked if terminal.asks() else None))


def _why_asked() -> str:
    return terminal.err.input("Nothing that is known tells clearly that both are the same. Why are they? ")


@app.command()
def unmerge(
    one: Annotated[str, typer.Argument(metavar="A", help="An entity: its key, or case/key")],
    other: Annotated[str, typer.Argument(metavar="B", help="The one that it was merged with")],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides")],
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="Why they are two after all")] = "",
    store: StoreOption = None,
) -> None:
    """Take back what was decided of two entities; everything is as it was before."""
    from ui import merging

    with opening(store, create=False) as opened, stopping("Stopped; `redstring derive` finishes it"):
        say(merging.unmerge(opened, one, other, by, why))
