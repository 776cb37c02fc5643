"""`redstring run`: the app, served on this machine."""

from __future__ import annotations

import importlib
import os
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.loads import load_bundled
from cli.options import StoreOption, app
from cli.stores import opening
from ui.terminal import say

if TYPE_CHECKING:
    from graph.store import GraphStore
    from ui.opening import Told


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
            found = kept.enter_context(opening(address))
            if where.folder is None:
                # a server may be away: until it answers there is nothing to see
                ready()
            load_bundled(found, told)
            return found

        serve.serve(port, address, opened, ready if where.folder else lambda: None)
    say("Redstring ended.")
