"""Commands about a store as a whole: what it holds, and its dump."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from cli.options import JsonOption, StoreOption, app
from cli.stores import opening, stopping
from ui import terminal
from ui.terminal import plain, say
from ui.words import number


@app.command()
def dump(file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write")], store: StoreOption = None) -> None:
    """Write the whole store, decisions included, to one file that `restore` reads on any engine."""
    from graph import archive

    with opening(store, create=False) as opened, stopping(f"Stopped; {file} was not written."), terminal.progress("Writing") as progress:
        records = archive.dump(opened, file, progress=progress)
    say(f"Wrote {number(records, 'record')} to {file}")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `dump` wrote")],
    replace: Annotated[bool, typer.Option("--replace", help="Into a store that holds something: replace cases of the same key")] = False,
    store: StoreOption = None,
) -> None:
    """Read a dump into an empty store."""
    from graph import archive

    unfinished = f"Stopped; the store holds only a part of {file}. Restore it again to finish."
    with opening(store) as opened, stopping(unfinished), terminal.progress("Restoring") as progress:
        records = archive.restore(opened, file, replace=replace, progress=progress)
    say(f"Restored {number(records, 'record')} from {file}")


@app.command()
def info(as_json: JsonOption = False, store: StoreOption = None) -> None:
    """Show what the store holds: counts, data sets, and a checksum that is the same on every engine."""
    from graph import archive

    with opening(store, create=False) as opened:
        found = archive.info(opened)
    if as_json:
        terminal.write_json(found)
        return
    for title, content in found.items():
        if isinstance(content, Mapping):
            terminal.table(title, [(plain(str(key)), plain(str(value))) for key, value in content.items()])
        else:
            terminal.out.print(f"{title}: {plain(str(content))}", soft_wrap=True)
