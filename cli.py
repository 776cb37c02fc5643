"""The `redstring` command: docs/cli.md describes every command and option.

JSON goes to standard output alone; progress, titles, warnings and errors to standard error. An error is one readable line and exit code 1,
wrong usage 2, Ctrl+C 130; `--debug` adds the traceback. Heavy modules are imported where they are used, so that `--help` is quick.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from graph.errors import LoadError, NotFoundError, RedstringError
from ui import terminal
from ui.terminal import plain, say

if TYPE_CHECKING:
    from graph.evidence import Assessment
    from graph.load import Progress
    from graph.model import Tier
    from graph.store import GraphStore
    from loaders import Loaded
    from loaders.language_model import Endpoint
    from ui.loading_items import WantedItems
    from ui.opening import Told

BUNDLED = Path(__file__).parent / "data" / "dong-jingwei"
FAILED, WRONG_USAGE, INTERRUPTED = 1, 2, 130

app = typer.Typer(
    help="Redstring: who is connected to whom, according to whom.",
    epilog="User and password of a Neo4j server come from REDSTRING_USER and REDSTRING_PASSWORD, never from the command line.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
_STORE = "embedded:FOLDER, neo4j://HOST or bolt://HOST; else REDSTRING_STORE, else embedded:.redstring/store"
StoreOption = Annotated[str | None, typer.Option("--store", metavar="URI", help=_STORE)]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON on standard output")]


class StoppedError(RedstringError):
    """A person pressed Ctrl+C; the message says what was and what was not done."""


# Commands --------------------------------------------------------------------------------------------------------------------


@app.callback()
def _common(debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error; may stand anywhere")] = False) -> None:
    """Redstring: who is connected to whom, according to whom."""


@app.command()
def run(
    port: Annotated[int, typer.Option("--port", envvar="PORT", min=1, max=65535, help="Port on 127.0.0.1")] = 8501,
    store: StoreOption = None,
    allow_writes: Annotated[bool, typer.Option("--allow-writes", help="Offer a switch that lets a query write")] = False,
    style: Annotated[Path | None, typer.Option("--style", envvar="REDSTRING_STYLE", help="YAML with looks of labels")] = None,
) -> None:
    """Serve the app on this machine; a store that is still empty gets the bundled case first."""
    from graph.store.address import default_address, parse
    from graph.store.opening import started
    from ui import serve

    address = store or default_address()
    where = parse(address)
    os.environ.pop("REDSTRING_ALLOW_WRITES", None)
    if allow_writes:
        os.environ["REDSTRING_ALLOW_WRITES"] = "yes"
    if style is not None:
        os.environ["REDSTRING_STYLE"] = str(style.absolute())
        # it is read with the first import: what is wrong with it is told before anything is served
        importlib.import_module("graph.style")
    serve.need_free(port)
    serve.ends_like_ctrl_c()

    def ready() -> None:
        say(f"Redstring is at http://localhost:{port} (Ctrl+C ends it)", "bold")

    with ExitStack() as kept:
        kept.enter_context(started(where))

        def opened(told: Told) -> GraphStore:
            found = kept.enter_context(_opened(address))
            if where.folder is None:
                # a server may be away: until it answers there is nothing to see
                ready()
            _load_bundled(found, told)
            return found

        serve.serve(port, address, opened, ready if where.folder else lambda: None)
    say("Redstring ended.")


@app.command()
def load(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Case folders, which are brought up to date; snapshots, which are only read; documents"),
    ],
    case: Annotated[str | None, typer.Option("--case", metavar="KEY", help="Documents and tables go into this case")] = None,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", metavar="FILE", help="The paths are tables; this YAML says what their rows make")
    ] = None,
    rules: Annotated[bool, typer.Option("--rules", help="Find in documents what rules find, without the model of the language")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would come in and what is wrong; write nothing")] = False,
    report: Annotated[Path | None, typer.Option("--report", metavar="FILE", help="Write what became of each, as .json or .csv")] = None,
    model: Annotated[
        str | None, typer.Option("--model", metavar="URL", help="Ask a language model too: sends it the text of the documents")
    ] = None,
    model_name: Annotated[str, typer.Option("--model-name", metavar="NAME", help="Of the model at --model")] = "",
    model_key: Annotated[
        str | None, typer.Option("--model-key-env", metavar="VAR", help="The environment variable that holds the key for --model")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Send it without asking again")] = False,
    network: Annotated[
        bool, typer.Option("--network", help="Ask www.wikidata.org for the items of a list, and for names that a file of items lacks")
    ] = False,
    store: StoreOption = None,
) -> None:
    """Check cases and load them, all of them or nothing; bring documents into a case, each with what was found in it, as proposals."""
    import loaders

    asked = _language_model(model, model_name, model_key)
    items = {} if mapping else _items(paths, case, network)
    paths = [path for path in paths if path not in items]
    whole = paths if mapping else [path for path in paths if loaders.knows(path)]
    checked = []
    for loaded in _checked(whole, mapping, case):
        checked.append(loaded)
        for problem in loaded.warnings:
            say(f"warning: {problem}", "yellow")
        if more := loaded.doubts - len(loaded.warnings):
            say(f"warning: and {more} more", "yellow")
    for loaded in checked if dry_run else ():
        into = f"{loaded.imported.name} into {loaded.name}" if loaded.imported else loaded.name
        say(f"{loaded.path} would load as {into}: {sum(1 for _ in loaded):,} records; nothing is wrong with it")
    if checked and not dry_run:
        with _opened(store) as opened:
            for loaded in checked:
                _load(opened, loaded)
    if items:
        with _opened(store) as opened, _stopping("Stopped; load it again: what was fetched is kept"):
            for wanted in items.values():
                wanted.bring(opened, case, network=network, dry=dry_run)
    if others := [path for path in paths if path not in whole]:
        from ui import loading

        loading.refuse_tables(others)
        files = loading.gathered(others)
        if asked is not None:
            from ui.consent import agreed

            agreed(asked, files.inputs, yes=yes, dry=dry_run)
        with _opened(store) as opened:
            if not loading.documents(opened, files, case, trees=not rules, dry=dry_run, report=report, model=asked):
                raise typer.Exit(FAILED)


@app.command()
def mapping(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Tables: CSV, TSV, XLSX, Parquet; those that belong together")],
) -> None:
    """Guess what the rows of tables make, and write it as a mapping, to be corrected and given to `load --mapping`."""
    from ui.loading import guessed

    sys.stdout.write(guessed(files))


@app.command()
def unload(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name that `redstring sources` lists")],
    case: Annotated[str | None, typer.Option("--case", metavar="KEY", help="Of this case, where the store holds several")] = None,
    store: StoreOption = None,
) -> None:
    """Take a document out again: what it alone brought goes, what others say too stays, with its status computed anew."""
    from graph.load import unload as unloading
    from ui import merging
    from ui.snapshot.making import case_of

    with _opened(store, create=False) as opened, _stopping("Stopped; unload it again to finish"), terminal.progress("Unloading") as shown:
        key = case_of(opened, case)
        report = unloading(opened, key, name, progress=shown)
        waits = merging.waiting(opened, key)
    say(f"Unloaded {name}: {report.removed:,} records removed, {report.derived:,} statuses computed anew")
    if waits:
        say(waits)


@app.command()
def sources(
    case: Annotated[str | None, typer.Option("--case", metavar="KEY", help="Of this case alone")] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """List what was loaded into cases: its name, when, from where, with its hash."""
    from graph import queries
    from ui import loading

    with _opened(store, create=False) as opened:
        loading.listed(queries.imports(opened, case), as_json=as_json)


@app.command()
def close(
    case: Annotated[str, typer.Argument(metavar="CASE", help="The key of the case that a snapshot was loaded as")],
    store: StoreOption = None,
) -> None:
    """Take a snapshot that was loaded out of the store again; a case of one's own is never closed."""
    from graph.load import removal

    with _opened(store, create=False) as opened, _stopping("Stopped; close it again to finish"), terminal.progress("Closing") as shown:
        number = removal.close(opened, case, progress=shown)
    say(f"Closed {case}: {number:,} records removed")


@app.command()
def derive(store: StoreOption = None) -> None:
    """Rebuild what is derived, relationships and statuses, in a store that was written to by hand."""
    from graph.load.rebuild import rebuild

    with _opened(store, create=False) as opened, _stopping("Stopped; run it again to finish"), terminal.progress("Deriving") as shown:
        done = rebuild(opened, progress=shown)
    gone = f"{done.removed} relationship{'' if done.removed == 1 else 's'} without a claim"
    say(f"Derived {done.statements} statements, removed {gone}")


@app.command()
def evidence(
    statement: Annotated[str | None, typer.Argument(metavar="STATEMENT", help="Slug, id or case/slug")] = None,
    every: Annotated[bool, typer.Option("--all", help="All statements of the store")] = False,
    case: Annotated[str | None, typer.Option("--case", metavar="KEY", help="With --all: of this case alone")] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Only what was published by then: 2021-06-30, 2021-06 or 2021")
    ] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Show how well a statement is supported: its status, why, and every figure behind it."""
    if every == (statement is not None):
        raise typer.BadParameter("give one STATEMENT, or --all")
    if case and not every:
        raise typer.BadParameter("--case goes with --all; for one statement write case/slug")
    day = _last_day(as_of)
    with _opened(store, create=False) as opened:
        if statement is not None:
            _show_statement(opened, statement, day, as_json)
        else:
            _show_statements(opened, case, day, as_json)


@app.command()
def query(
    cypher: Annotated[str | None, typer.Argument(metavar="CYPHER", help="One statement; - reads it from standard input")] = None,
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE", help="Read it from a file")] = None,
    parameters: Annotated[
        list[str] | None, typer.Option("--param", metavar="NAME=VALUE", help="Value for $NAME: JSON, else text; again for more")
    ] = None,
    form: Annotated[str, typer.Option("--format", metavar="table|csv|json", help="How the rows are written")] = "table",
    limit: Annotated[int, typer.Option("--limit", min=1, max=100_000, help="Rows at most")] = 1_000,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds at most")] = 30.0,
    explain: Annotated[bool, typer.Option("--explain", help="Show what the engine would do, and do nothing")] = False,
    store: StoreOption = None,
) -> None:
    """Run a query that only reads, on any Neo4j database too."""
    from ui import answer
    from ui.question import Question

    if form not in answer.FORMATS:
        raise typer.BadParameter(f"{form!r} is not one of {', '.join(answer.FORMATS)}", param_hint="--format")
    try:
        question = Question.asked(cypher, file, parameters or [])
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    with _opened(store, create=False) as opened, question.pointing():
        if explain:
            answer.plan(opened.plan(question.cypher, question.parameters, timeout=timeout))
            return
        with _stopping("Stopped."), opened.ask(question.cypher, question.parameters, limit=limit, timeout=timeout) as rows:
            number = answer.FORMATS[form](rows)
        answer.summary(rows, number)


@app.command()
def snapshot(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="NAME.html; or .redstring.json, .svg, .png, .pdf")],
    view: Annotated[str, typer.Option("--view", metavar="NAME", help="Of this saved view, else of what the case opens with")] = "",
    seeds: Annotated[list[str] | None, typer.Option("--seed", metavar="ID", help="Around this entity; again for more")] = None,
    hops: Annotated[int | None, typer.Option("--hops", min=0, max=3, help="Steps around the seeds; 1 if not given")] = None,
    case: Annotated[str | None, typer.Option("--case", metavar="KEY", help="Of this case, where the store holds several")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Only what was published by then")] = None,
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

    _last_day(as_of)
    key = private_key(signed) if signed else None
    _around(view, seeds, hops)
    if withhold and not anonymise:
        raise typer.BadParameter("it goes with --anonymise", param_hint="--withhold")
    steps = 1 if hops is None else hops
    wanted = making.Wanted(case, tuple(seeds or ()), steps, title, note, author, as_of, paraphrases, neighbours, view, _tiers(tiers))
    with _opened(store, create=False) as opened, _stopping(f"Stopped; {out} was not written."):
        content, degrees = making.made(opened, wanted)
    if anonymise:
        found, degrees = making.masked(content, degrees, anonymise, withhold or (), out.name)
        content = found.content
        for stand in found.stands:
            say(f"{stand.shown} stands for {stand.name} in {stand.places:,} places: {', '.join(stand.words)}")
    say(forms.write(out, content, degrees, forms.How(theme, full, key)))


@app.command()
def views(
    case: Annotated[str | None, typer.Option("--case", metavar="KEY", help="Of this case, where the store holds several")] = None,
    write: Annotated[Path | None, typer.Option("--write", metavar="FOLDER", help="Write each as a file into this folder")] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """List the views of a case that were saved, or write them as files that load with it."""
    from ui.snapshot import making
    from ui.view_files import write_all

    with _opened(store, create=False) as opened:
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
def decisions(
    case: Annotated[str | None, typer.Option("--case", metavar="KEY", help="Of this case, where the store holds several")] = None,
    write: Annotated[Path | None, typer.Option("--write", metavar="FILE", help="Write them as lines of JSON into this file")] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """List what persons decided about a case, or write it as the file that loads with it."""
    from graph import queries
    from graph.decision_file import lines
    from ui.snapshot import making

    with _opened(store, create=False) as opened:
        held = [one for one in queries.decisions(opened, making.case_of(opened, case)) if one.kind != "view"]
    if write is not None:
        partial = write.with_name(f".{write.name}.part")
        partial.write_text("".join(lines(held)), "utf-8")
        partial.replace(write)
        say(f"Wrote {write}: {len(held):,} decisions")
    elif as_json:
        terminal.write_json([decision.model_dump(mode="json") for decision in held])
    else:
        told = [(f"{one.at:%Y-%m-%d %H:%M}", plain(one.by), one.kind, plain(one.about), plain(json.dumps(one.content))) for one in held]
        terminal.table("Decisions", told, ("decided (UTC)", "by", "kind", "about", "what"))


@app.command()
def duplicates(
    case: Annotated[str | None, typer.Option("--case", metavar="KEY", help="Of this case, where the store holds several")] = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help="person, organisation, place …")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=5_000, help="Pairs at most")] = 50,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """List pairs of entities that may be the same, likeliest first, with why and why not; nothing is merged by it."""
    from graph.queries.duplicates import duplicates as found_in
    from ui import duplicate_list
    from ui.snapshot import making

    with _opened(store, create=False) as opened, _stopping("Stopped."):
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
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="Why both are the same")],
    store: StoreOption = None,
) -> None:
    """Decide that two entities are one: drawn as one node from now on, with all that is said of either; `unmerge` takes it back."""
    from ui import merging

    with _opened(store, create=False) as opened, _stopping("Stopped; `redstring derive` finishes it"):
        say(merging.merge(opened, one, other, by, why))


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

    with _opened(store, create=False) as opened, _stopping("Stopped; `redstring derive` finishes it"):
        say(merging.unmerge(opened, one, other, by, why))


@app.command()
def export(
    name: Annotated[str, typer.Argument(metavar="FORMAT", help="graphml, gexf, csv, neo4j-csv, stix …; docs/exports.md has all")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The file; for a format of several files a new folder, or NAME.zip")],
    view: Annotated[str, typer.Option("--view", metavar="NAME", help="Of this saved view, else of the whole case")] = "",
    seeds: Annotated[list[str] | None, typer.Option("--seed", metavar="ID", help="Around this entity; again for more")] = None,
    hops: Annotated[int | None, typer.Option("--hops", min=0, max=3, help="Steps around the seeds; 1 if not given")] = None,
    case: Annotated[str | None, typer.Option("--case", metavar="KEY", help="Of this case, where the store holds several")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Only what was published by then")] = None,
    everything: Annotated[bool, typer.Option("--everything", help="With what filters hide, and what no claim supports")] = False,
    made: Annotated[str | None, typer.Option("--made", metavar="DATE", help="The day of making, for a format that needs one")] = None,
    store: StoreOption = None,
) -> None:
    """Write a case in another tool's format, every relation with its status and who says so."""
    from ui import exporting

    form = exporting.form_of(name)
    _last_day(as_of)
    _last_day(made, "--made")
    _around(view, seeds, hops)
    wanted = exporting.Wanted(case, view, tuple(seeds or ()), 1 if hops is None else hops, everything, as_of, made)
    with _opened(store, create=False) as opened, _stopping(f"Stopped; {out} was not written."), terminal.progress("Exporting") as progress:
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
        with _opened(against, create=False) as opened:
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
        with _opened(store, create=False) as opened:
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


@app.command()
def extract(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A text in UTF-8")],
    published: Annotated[str | None, typer.Option("--published", metavar="DATE", help="Its day: what *last week* is told from")] = None,
    publisher: Annotated[str, typer.Option("--publisher", metavar="NAME", help="Who published it")] = "",
    rules: Annotated[bool, typer.Option("--rules", help="By rules alone, without the model's trees")] = False,
    lexicon: Annotated[Path | None, typer.Option("--lexicon", metavar="FILE", help="The words of a case, its lexicon.yml")] = None,
    as_json: JsonOption = False,
) -> None:
    """Show what is found in a text: entities, events, relations, who says them, citations, dates. All of it is proposed."""
    from loaders import extraction as steps
    from loaders import own_words, plain_text
    from loaders.extraction.own import NONE
    from ui import extracted

    day = _day(published)
    text = plain_text.read(file)
    found = steps.extract(text, published=day, publisher=publisher, trees=not rules, words=own_words.load(lexicon) if lexicon else NONE)
    if not rules and not steps.has_trees():
        say(extracted.NO_MODEL, "yellow")
    if as_json:
        terminal.write_json(found.to_json())
    else:
        extracted.show(found, text)


@app.command()
def evaluate(
    folder: Annotated[Path, typer.Argument(metavar="GOLD", help="A folder of annotated documents, NAME.gold.yml beside NAME.txt")],
    rules: Annotated[bool, typer.Option("--rules", help="By rules alone, without the model's trees")] = False,
    differing: Annotated[int, typer.Option("--show", metavar="N", min=0, help="N of what was missed or is wrong, of each kind")] = 0,
    as_json: JsonOption = False,
) -> None:
    """Hold the extraction against annotated documents: precision, recall and F1 of each kind."""
    from loaders import evaluation, extraction
    from ui import extracted

    rows = evaluation.evaluate(folder, trees=not rules)
    if not rules and not extraction.has_trees():
        say(extracted.NO_MODEL, "yellow")
    if as_json:
        terminal.write_json([row.to_json(differing) for row in rows])
    else:
        extracted.scores(rows, differing)


@app.command()
def dump(file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write")], store: StoreOption = None) -> None:
    """Write the whole store, decisions included, to one file that `restore` reads on any engine."""
    from graph import archive

    with _opened(store, create=False) as opened, _stopping(f"Stopped; {file} was not written."), terminal.progress("Writing") as progress:
        number = archive.dump(opened, file, progress=progress)
    say(f"Wrote {number} records to {file}")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `dump` wrote")],
    replace: Annotated[bool, typer.Option("--replace", help="Into a store that holds something: replace cases of the same key")] = False,
    store: StoreOption = None,
) -> None:
    """Read a dump into an empty store."""
    from graph import archive

    unfinished = f"Stopped; the store holds only a part of {file}. Restore it again to finish."
    with _opened(store) as opened, _stopping(unfinished), terminal.progress("Restoring") as progress:
        number = archive.restore(opened, file, replace=replace, progress=progress)
    say(f"Restored {number} records from {file}")


@app.command()
def info(as_json: JsonOption = False, store: StoreOption = None) -> None:
    """Show what the store holds: counts, data sets, and a checksum that is the same on every engine."""
    from graph import archive

    with _opened(store, create=False) as opened:
        found = archive.info(opened)
    if as_json:
        terminal.write_json(found)
        return
    for title, content in found.items():
        if isinstance(content, Mapping):
            terminal.table(title, [(plain(str(key)), plain(str(value))) for key, value in content.items()])
        else:
            terminal.out.print(f"{title}: {plain(str(content))}", soft_wrap=True)


# Behind the commands ---------------------------------------------------------------------------------------------------------


@contextmanager
def _opened(address: str | None, *, create: bool = True) -> Iterator[GraphStore]:
    """The store, closed at the end; a load that did not finish is told first. Without `create` an embedded one must be there."""
    from graph.store import default_address, open_store, schema

    with open_store(address or default_address(), create=create) as opened:
        if name := schema.loading(opened):
            say(f"The load of {name} did not finish; load it again to finish it.", "yellow")
        yield opened


def _language_model(address: str | None, name: str, variable: str | None) -> Endpoint | None:
    """The language model that the options name."""
    if address is None and not name and variable is None:
        return None
    from ui.consent import endpoint

    return endpoint(address, name, variable, dict(os.environ))


def _items(paths: list[str], case: str | None, network: bool) -> dict[str, WantedItems]:
    """The paths that stand for items of Wikidata to be asked for, or to be brought into a case or completed with names."""
    from loaders import wikidata

    found: dict[str, WantedItems] = {}
    for path in paths:
        try:
            numbers = wikidata.named(path)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from error
        if numbers is not None or ((case or network) and wikidata.recognises(Path(path))):
            from ui.loading_items import WantedItems

            found[path] = WantedItems(path, tuple(numbers or ()))
    return found


def _checked(whole: list[str], mapping: Path | None, case: str | None) -> Iterator[Loaded]:
    """What is loaded as a whole, each checked; tables by their mapping, into the case that is told."""
    import loaders
    from loaders import tables

    def checked(path: str) -> Loaded:
        if mapping is not None:
            return tables.load(mapping, [Path(path) for path in whole], case or "")
        return tables.load(Path(path), (), case or "") if tables.recognises(Path(path)) else loaders.load(path)

    for path in [str(mapping)] if mapping is not None else whole:
        with _stopping("Stopped; nothing was loaded."), terminal.progress(f"Checking {Path(path).name}"):
            loaded = checked(path)
        yield loaded


def _load(store: GraphStore, loaded: Loaded, told: Told | None = None) -> None:
    """Load one case, showing how far it is; `told` hears that too."""
    from ui.additions import add

    told_name = loaded.imported.name if loaded.imported else loaded.name
    last: Progress | None = None

    def progress(now: Progress) -> None:
        nonlocal last
        last = now
        shown(now)
        if told is not None:
            told(now)

    try:
        with terminal.progress(f"Loading {loaded.name}") as shown:
            report = add(store, loaded, progress)
    except KeyboardInterrupt as error:
        raise StoppedError(_stopped(told_name, last)) from error
    figures = f"{report.new} new, {report.changed} changed, {report.unchanged} unchanged, {report.removed} removed"
    into = f" into {loaded.name}" if loaded.imported else ""
    say(f"Loaded {told_name}{into}: {figures} in {report.took:.1f} s")


def _stopped(name: str, last: Progress | None) -> str:
    """What Ctrl+C left of a load, by what it told last, and how to go on."""
    if last and last.stage in ("reading", "waiting for another load"):
        return f"Stopped before anything was written of {name}."
    far = f" while {last.stage}" + (f", {last.done:,} of {last.total:,}" if last.total else "") if last else ""
    return f"Stopped{far}; {name} is loaded in part. Load it again to finish. What stands is not written again."


def _load_bundled(store: GraphStore, told: Told) -> None:
    """Load the bundled case into a store that holds nothing at all, or finish its load; any other store is left as it is."""
    from graph.store import schema

    unfinished = schema.loading(store)
    empty = not store.read("MATCH (n) WHERE NOT n:Redstring RETURN n LIMIT 1").rows
    if not empty and not unfinished:
        return
    import loaders

    bundled = loaders.load(BUNDLED)
    if empty or unfinished == bundled.name:
        _load(store, bundled, told)


def _around(view: str, seeds: list[str] | None, hops: int | None) -> None:
    """Refuse options that would be passed over."""
    if view and seeds:
        raise typer.BadParameter("it goes without --seed", param_hint="--view")
    if hops is not None and not seeds:
        raise typer.BadParameter("it goes with --seed", param_hint="--hops")


def _last_day(text: str | None, option: str = "--as-of") -> date | None:
    """The last day that the date of an option can mean."""
    if text is None:
        return None
    from graph.edtf import EXAMPLES, latest

    try:
        day = latest(text)
    except ValueError as error:
        raise typer.BadParameter(str(error).replace(EXAMPLES, "2021-06-17, 2021-06 or 2021"), param_hint=option) from error
    if day is None:
        raise typer.BadParameter(f"{text!r} has no last day", param_hint=option)
    return day


def _day(text: str | None) -> date | None:
    """The day that a document was published."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day; write it like 2021-06-17", param_hint="--published") from error


def _tiers(named: list[str] | None) -> tuple[Tier, ...]:
    """Tiers of sources, each once."""
    from graph.model import Tier

    known = get_args(Tier)
    for name in named or ():
        if name not in known:
            raise typer.BadParameter(f"{name!r} is none of {', '.join(known)}", param_hint="--tier")
    return tuple(tier for tier in known if tier in (named or ()))


def _show_statement(store: GraphStore, reference: str, day: date | None, as_json: bool) -> None:
    from graph import queries
    from graph.evidence import assess

    found = queries.resolve(store, reference, labels=("Statement",))
    known = queries.evidence_around(store, found)
    slug = next(slug for slug, statement in known.statements.items() if statement.id == found)
    assessment = assess(known, slug, day)
    if as_json:
        terminal.write_json(assessment.to_json())
        return
    statement = known.statements[slug]
    named = (statement.subject, statement.object, statement.where, statement.origin_place)
    ends = [f"{known.case}/{key}" for key in named if key]
    terminal.card(known, slug, assessment, {node.key: node.name for node in queries.entities(store, ends)})


def _show_statements(store: GraphStore, case: str | None, day: date | None, as_json: bool) -> None:
    """All statements by slug; by case/slug when they are of several cases."""
    from graph import queries
    from graph.evidence import assess_all

    cases = [summary.case.case for summary in queries.cases(store)]
    if case is not None and case not in cases:
        raise NotFoundError(f"there is no case {case!r}; the store holds {', '.join(cases) or 'none'}")
    chosen = [case] if case else cases
    found: dict[str, Assessment] = {}
    for name in chosen:
        prefix = f"{name}/" if len(chosen) > 1 else ""
        found |= {prefix + slug: each for slug, each in assess_all(queries.evidence(store, name, timeout=None), day).items()}
    if as_json:
        terminal.write_json({slug: each.to_json() for slug, each in found.items()})
    else:
        terminal.statuses(found)


@contextmanager
def _stopping(told: str) -> Iterator[None]:
    """Ctrl+C within says what was and what was not done."""
    try:
        yield
    except KeyboardInterrupt as error:
        raise StoppedError(told) from error


# The way in ------------------------------------------------------------------------------------------------------------------


def main() -> None:
    """The console script: run the command line and end the process with its exit code."""
    words = sys.argv[1:]
    options = words[: words.index("--")] if "--" in words else words
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    code = outcome([word for word in options if word != "--debug"] + words[len(options) :], debug="--debug" in options)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # the reader went away; nothing is left to say, and Python must not try once more at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.exit(code)


def outcome(arguments: list[str], *, debug: bool = False) -> int:
    """Run one command line; every error becomes a readable line on standard error and an exit code."""
    try:
        code: int = app(arguments, prog_name="redstring", standalone_mode=False) or 0
    except SystemExit:  # the reader of a pipe went away
        return FAILED
    except Exception as error:  # noqa: BLE001 - the last place where an error can become a readable line
        if debug:
            traceback.print_exception(error)
        return _told(error)
    if code == INTERRUPTED:
        say("Stopped.")
    return code


def _told(error: Exception) -> int:
    """Say what went wrong; return the exit code."""
    match error:
        case typer.TyperException():
            # without any argument the help was shown, and the error has no words
            if said := error.format_message():
                say(f"redstring: {said} (see redstring --help)", "red")
            return WRONG_USAGE
        case StoppedError():
            say(str(error))
            return INTERRUPTED
        case RedstringError():
            say(f"redstring: {error}", "red")
        case OSError():
            # what is written appears under its name when it is whole
            name = str(error.filename or "the system").removesuffix(".part")
            say(f"redstring: {name}: {error.strerror or error}", "red")
        case _:
            say(f"redstring: unexpected error, {type(error).__name__}: {error} (--debug shows where)", "red")
    for note in getattr(error, "__notes__", ()):
        terminal.err.print(note, soft_wrap=True)
    # one alone stands in the message
    if isinstance(error, LoadError) and error.total > 1:
        for problem in error.problems:
            say(f"  {problem}")
        if more := error.total - len(error.problems):
            say(f"  and {more} more")
    return FAILED
