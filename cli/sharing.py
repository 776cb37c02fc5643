"""Commands that make files for others: snapshots, exports, saved views; and that check and compare them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from cli.options import (
    AsOfOption,
    CaseOption,
    HopsOption,
    JsonOption,
    SeedsOption,
    StoreOption,
    app,
    last_day,
    refuse_passed_over,
    tiers_of,
)
from cli.outcomes import FAILED
from cli.stores import opening, stopping
from ui import terminal
from ui.terminal import plain, say
from ui.words import number


@app.command()
def snapshot(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="NAME.html; or .redstring.json, .svg, .png, .pdf")],
    view: Annotated[str, typer.Option("--view", metavar="NAME", help="Of this saved view, else of what the case opens with")] = "",
    seeds: SeedsOption = None,
    hops: HopsOption = None,
    case: CaseOption = None,
    as_of: AsOfOption = None,
    title: Annotated[str, typer.Option("--title", help="Else the title of the case")] = "",
    note: Annotated[str, typer.Option("--note", help="What the reader should know")] = "",
    author: Annotated[str, typer.Option("--author", help="Who makes it")] = "",
    paraphrases: Annotated[bool, typer.Option("--paraphrases/--no-paraphrases", help="With what the claims say, in our words")] = True,
    tiers: Annotated[
        list[str] | None, typer.Option("--tier", metavar="core|wide|background", help="Count sources of this tier alone; again for more")
    ] = None,
    neighbours: Annotated[bool, typer.Option("--neighbours", help="With what lies one step further, 300 entities at most")] = False,
    anonymise: Annotated[
        list[str] | None, typer.Option("--anonymise", metavar="ID", help="Put this person under another name everywhere; again for more")
    ] = None,
    withhold: Annotated[
        list[str] | None, typer.Option("--withhold", metavar="WORDS", help="These words must not be in it either; again for more")
    ] = None,
    theme: Annotated[Literal["light", "dark"], typer.Option("--theme", help="Of a picture")] = "light",
    full: Annotated[bool, typer.Option("--full", help="All claims in a report, over several pages")] = False,
    signed: Annotated[Path | None, typer.Option("--sign", metavar="KEY", help="Sign it with the Ed25519 key of this PEM file")] = None,
    store: StoreOption = None,
) -> None:
    """Make one file of a view and its evidence that opens anywhere without a network."""
    from graph.snapshot.signature import private_key
    from ui.snapshot import forms, making

    last_day(as_of)
    key = private_key(signed) if signed else None
    refuse_passed_over(view, seeds, hops)
    if withhold and not anonymise:
        raise typer.BadParameter("it goes with --anonymise", param_hint="--withhold")
    steps = 1 if hops is None else hops
    wanted = making.Wanted(case, tuple(seeds or ()), steps, title, note, author, as_of, paraphrases, neighbours, view, tiers_of(tiers))
    with opening(store, create=False) as opened, stopping(f"Stopped; {out} was not written."):
        content, degrees = making.made(opened, wanted)
    if anonymise:
        found, degrees = making.masked(content, degrees, anonymise, withhold or (), out.name)
        content = found.content
        for stand in found.stands:
            say(f"{stand.shown} stands for {stand.name} in {number(stand.places, 'place')}: {', '.join(stand.words)}")
    say(forms.write(out, content, degrees, forms.How(theme, full, key)))


@app.command()
def views(
    case: CaseOption = None,
    write: Annotated[Path | None, typer.Option("--write", metavar="FOLDER", help="Write each as a file into this folder")] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """List the views of a case that were saved, or write them as files that load with it."""
    from ui.snapshot import making
    from ui.view_files import write_all

    with opening(store, create=False) as opened:
        held = making.views_of(opened, case)
    if write is not None:
        for path in write_all(held, write):
            say(f"Wrote {path}")
    elif as_json:
        terminal.write_json([json.loads(saved.text) for saved in held])
    else:
        rows = [(plain(saved.name), f"{len(saved.view.nodes):,}", f"{saved.at:%Y-%m-%d %H:%M}", plain(saved.note)) for saved in held]
        terminal.table("Saved views", rows, ("name", "entities", "saved (UTC)", "note"))


@app.command()
def export(
    name: Annotated[str, typer.Argument(metavar="FORMAT", help="graphml, gexf, csv, neo4j-csv, stix …; docs/exports.md has all")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The file; for a format of several files a new folder, or NAME.zip")],
    view: Annotated[str, typer.Option("--view", metavar="NAME", help="Of this saved view, else of the whole case")] = "",
    seeds: SeedsOption = None,
    hops: HopsOption = None,
    case: CaseOption = None,
    as_of: AsOfOption = None,
    everything: Annotated[bool, typer.Option("--everything", help="With what filters hide, and what no claim supports")] = False,
    made: Annotated[str | None, typer.Option("--made", metavar="DATE", help="The day of making, for a format that needs one")] = None,
    store: StoreOption = None,
) -> None:
    """Write a case in another tool's format, every relation with its status and who says so."""
    from ui import exporting

    form = exporting.form_of(name)
    last_day(as_of)
    last_day(made, "--made")
    refuse_passed_over(view, seeds, hops)
    wanted = exporting.Wanted(case, view, tuple(seeds or ()), 1 if hops is None else hops, everything, as_of, made)
    with opening(store, create=False) as opened, stopping(f"Stopped; {out} was not written."), terminal.progress("Exporting") as progress:
        told = exporting.export(opened, wanted, form, out, progress)
    say(told)


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A snapshot, NAME.html")],
    signer: Annotated[
        Path | None, typer.Option("--public-key", metavar="KEY", help="It has to be signed by the key of this PEM file")
    ] = None,
    against: Annotated[str | None, typer.Option("--against", metavar="URI", help="Say too what has changed in this store since")] = None,
    as_json: JsonOption = False,
) -> None:
    """Check that a snapshot is as it was made; exit code 1 if anything differs."""
    from graph.snapshot.signature import public_key
    from graph.snapshot.verify import read
    from graph.snapshot.verify import verify as check
    from ui.snapshot import differing, making

    found = check(file, public_key(signer) if signer else None)
    since = None
    if against is not None:
        was = read(file)
        with opening(against, create=False) as opened:
            since = was, making.anew(opened, was)
    if as_json:
        terminal.write_json(found.to_json() | ({"since": differing.summary(*since)} if since else {}))
    else:
        terminal.verification(found, str(file))
        if since:
            terminal.difference(differing.lines(*since))
    if not found.holds:
        raise typer.Exit(FAILED)


@app.command()
def diff(
    before: Annotated[Path, typer.Argument(metavar="BEFORE", help="A snapshot, .html or .json")],
    after: Annotated[Path | None, typer.Argument(metavar="AFTER", help="Another; without it, the same view of the store now")] = None,
    html: Annotated[Path | None, typer.Option("--html", metavar="OUT", help="Write a file with the graph, that opens anywhere")] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Show what differs between two snapshots, or between one and the store: statuses, claims, sources, entities."""
    from graph.snapshot.received import received_file
    from ui.snapshot import differing, making, sides

    one = received_file(before)
    was, told = one.content, [sides.side_of(one)]
    if after is not None:
        other = received_file(after)
        now = other.content
        told.append(sides.side_of(other))
    else:
        with opening(store, create=False) as opened:
            now = making.anew(opened, was)
        told.append(sides.side_of_store(now))
    for side in told:
        for doubt in side.doubts:
            say(f"{side.name} {doubt}", "red")
    if html is not None:
        from ui.snapshot.comparison import write

        say(write(html, was, now, (told[0], told[1])))
    if as_json:
        terminal.write_json(differing.summary(was, now))
    else:
        terminal.difference(differing.lines(was, now))
