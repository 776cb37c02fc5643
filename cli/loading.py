"""Commands that bring things into a store, take them out, and list them."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from cli.loads import tell_apart
from cli.options import CaseOption, JsonOption, StoreOption, app
from cli.outcomes import FAILED
from cli.stores import loading_into, opening, stopping
from ui import terminal
from ui.terminal import say
from ui.words import number

if TYPE_CHECKING:
    from loaders.language_model import Endpoint
    from ui.importing import Outcome
    from ui.loading import Gathered
    from ui.loading_items import WantedItems


@app.command()
def load(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...", help="Case folders, graphs and snapshots; documents, folders and archives of them; with --mapping tables"
        ),
    ],
    case: Annotated[str | None, typer.Option("--case", metavar="KEY", help="Documents, tables and graphs go into this case")] = None,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", metavar="FILE", help="The paths are tables; this YAML says what their rows make")
    ] = None,
    rules: Annotated[bool, typer.Option("--rules", help="Find in documents what rules find, without the model of the language")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would come in and what is wrong; write nothing")] = False,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE", help="Write what became of each file, as .json or .csv")
    ] = None,
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
    from cli.named import foresee_named, load_named
    from loaders.contents import is_whole
    from loaders.file_set import file_sets

    _refuse_bad_key(case)
    asked = _language_model(model, model_name, model_key)
    items = {} if mapping else _items(paths, case, network)
    paths = [path for path in paths if path not in items]
    sets = {} if mapping else file_sets(paths)
    whole = [*dict.fromkeys(sets.get(path, path) for path in paths if mapping or path in sets or is_whole(path))]
    documents = [path for path in paths if path not in sets and path not in whole]
    came: list[Outcome] = []
    try:
        fine = (foresee_named if dry_run else load_named)(whole, mapping, case, store, came)
    finally:
        # what was loaded before a stop is loaded, so the report says it
        if report is not None and whole:
            from ui import load_report

            load_report.write(report, came)
    if items:
        with loading_into(store, dry=dry_run) as opened, stopping("Stopped; load it again: what was fetched is kept"):
            for wanted in items.values():
                wanted.bring(opened, case, network=network, dry=dry_run)
    how = Reading(not rules, dry_run, report, asked, yes, network)
    if (documents and not _bring_rest(documents, case, how, store, came)) or not fine:
        raise typer.Exit(FAILED)


def _refuse_bad_key(case: str | None) -> None:
    """Refuse what can be the key of no case, before anything is read."""
    from graph.model import CaseKey
    from loaders.complaints import PATTERNS

    pattern = get_args(CaseKey)[1].pattern
    if case is not None and not re.search(pattern, case):
        raise typer.BadParameter(PATTERNS[pattern], param_hint="--case")


@dataclass(frozen=True)
class Reading:
    """How documents are read, and what lies among them. `agreed`: the person need not be asked before their text is sent to the language
    model; `network`: Wikidata may be asked."""

    trees: bool
    dry: bool
    report: Path | None
    model: Endpoint | None
    agreed: bool
    network: bool


def _bring_rest(paths: list[str], case: str | None, how: Reading, store: str | None, came: list[Outcome]) -> bool:
    """Bring documents into a case, and what lies among them as cases of their own; False if any was refused. The report has what `came`
    before too."""
    from cli.among import Among
    from loaders.contents import within
    from ui import load_report, loading

    loading.refuse_tables(paths)
    with within(paths) as found:
        files = loading.gathered(paths, found.taken)
        into = case
        if found.wholes and files.inputs:
            # what lies among them may bring cases, so it is told now which one is theirs
            with loading_into(store, dry=how.dry) as opened:
                into = loading.case_for(opened, case)
        try:
            fine = Among(found, case, into, how.dry, how.network).bring(store, came)
        finally:
            if how.report is not None and found.wholes:
                load_report.write(how.report, came)
        return _bring_documents(files, into, how, store, came) and fine


def _bring_documents(files: Gathered, case: str | None, how: Reading, store: str | None, before: list[Outcome]) -> bool:
    """Bring documents into a case; False if any was refused. The report begins with what came `before`."""
    from ui import loading

    if not files.inputs and not files.problems.errors:
        return True
    if how.model is not None:
        from ui.consent import agreed

        agreed(how.model, files.inputs, yes=how.agreed, dry=how.dry)
    with loading_into(store, dry=how.dry) as opened:
        if how.dry and case:
            tell_apart(before, case)
        return loading.documents(opened, files, case, trees=how.trees, dry=how.dry, report=how.report, model=how.model, before=before)


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


@app.command()
def mapping(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Tables: CSV, TSV, XLSX, Parquet; those that belong together")],
) -> None:
    """Guess what the rows of tables make, and write it as a mapping, to be corrected and given to `load --mapping`."""
    from ui.loading import guessed

    sys.stdout.write(guessed(files))


@app.command()
def unload(
    names: Annotated[
        list[str], typer.Argument(metavar="NAME...", help="Names or paths that `redstring sources` lists; a mailbox, archive or folder")
    ],
    case: CaseOption = None,
    store: StoreOption = None,
) -> None:
    """Take out what was loaded: what it alone brought goes, what others say too stays, with its status computed anew."""
    from graph.load import unload as unloading
    from ui.merging import waiting
    from ui.unloading import leaving, staying

    said: list[str] = []
    with opening(store, create=False) as opened, stopping("Stopped; unload it again to finish"), terminal.progress("Unloading") as shown:
        # what is wrong with one of them is told before any goes
        meant = [leaving(opened, name, case) for name in names]
        for key in dict.fromkeys(one.case for one in meant):
            going = list(dict.fromkeys(name for one in meant if one.case == key for name in one.names))
            report = unloading(opened, key, *going, progress=shown)
            what = names[0] if len(names) == len(going) == 1 else f"{number(len(going), 'document')} from {key}"
            gone = f"{number(report.removed, 'record')} removed, {number(report.derived, 'status', 'statuses')} computed anew"
            said += [f"Unloaded {what}: {gone}", waiting(opened, key)]
    for line in [*said, *staying(meant)]:
        if line:
            say(line)


@app.command()
def sources(
    case: Annotated[str | None, typer.Option("--case", metavar="KEY", help="Of this case alone")] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """List what was loaded, into cases or as cases: its name, when, from where, with its hash."""
    from graph import queries
    from ui import loading

    with opening(store, create=False) as opened:
        loading.listed(queries.imports(opened, case), as_json=as_json)


@app.command()
def close(
    case: Annotated[str, typer.Argument(metavar="CASE", help="The key of the case that a snapshot was loaded as")],
    store: StoreOption = None,
) -> None:
    """Take a snapshot that was loaded out of the store again; a case of one's own is never closed."""
    from graph.load import removal

    with opening(store, create=False) as opened, stopping("Stopped; close it again to finish"), terminal.progress("Closing") as shown:
        removed = removal.close(opened, case, progress=shown)
    say(f"Closed {case}: {number(removed, 'record')} removed")


@app.command()
def derive(store: StoreOption = None) -> None:
    """Rebuild what is derived, relationships and statuses, in a store that was written to by hand."""
    from graph.load.rebuild import rebuild

    with opening(store, create=False) as opened, stopping("Stopped; run it again to finish"), terminal.progress("Deriving") as shown:
        done = rebuild(opened, progress=shown)
    gone = f"{number(done.removed, 'relationship')} without a claim"
    say(f"Derived {number(done.statements, 'statement')}, removed {gone}")
