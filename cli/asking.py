"""Commands that ask a store: how well a statement is supported, and queries."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import JsonOption, StoreOption, app, last_day
from cli.stores import opening, stopping
from graph.errors import NotFoundError
from ui import terminal

if TYPE_CHECKING:
    from graph.evidence import Assessment
    from graph.store import GraphStore


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
    day = last_day(as_of)
    with opening(store, create=False) as opened:
        if statement is not None:
            _show_statement(opened, statement, day, as_json)
        else:
            _show_statements(opened, case, day, as_json)


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
    with opening(store, create=False) as opened, question.pointing():
        if explain:
            answer.plan(opened.plan(question.cypher, question.parameters, timeout=timeout))
            return
        with stopping("Stopped."), opened.ask(question.cypher, question.parameters, limit=limit, timeout=timeout) as rows:
            number = answer.FORMATS[form](rows)
        answer.summary(rows, number)
