"""The command line itself, and the options and dates that several commands have."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, get_args

import typer

if TYPE_CHECKING:
    from graph.model import Tier

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
CaseOption = Annotated[str | None, typer.Option("--case", metavar="KEY", help="Of this case, where the store holds several")]
SeedsOption = Annotated[list[str] | None, typer.Option("--seed", metavar="ID", help="Around this entity; again for more")]
HopsOption = Annotated[int | None, typer.Option("--hops", min=0, max=3, help="Steps around the seeds; 1 if not given")]
AsOfOption = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Only what was published by then")]


@app.callback()
def _common(debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error; may stand anywhere")] = False) -> None:
    """Redstring: who is connected to whom, according to whom."""


def refuse_passed_over(view: str, seeds: list[str] | None, hops: int | None) -> None:
    """Refuse options that would be passed over."""
    if view and seeds:
        raise typer.BadParameter("it goes without --seed", param_hint="--view")
    if hops is not None and not seeds:
        raise typer.BadParameter("it goes with --seed", param_hint="--hops")


def last_day(text: str | None, option: str = "--as-of") -> date | None:
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


def day_of(text: str | None) -> date | None:
    """The day that a document was published."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day; write it like 2021-06-17", param_hint="--published") from error


def tiers_of(named: list[str] | None) -> tuple[Tier, ...]:
    """Tiers of sources, each once."""
    from graph.model import Tier

    known = get_args(Tier)
    for name in named or ():
        if name not in known:
            raise typer.BadParameter(f"{name!r} is none of {', '.join(known)}", param_hint="--tier")
    return tuple(tier for tier in known if tier in (named or ()))
