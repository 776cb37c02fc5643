"""Commands that show what is found in texts, and how well."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.options import JsonOption, app, day_of
from ui import terminal
from ui.terminal import say


@app.command()
def extract(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A text in UTF-8, PDF, Word, web page, mail or feed of one")],
    published: Annotated[str | None, typer.Option("--published", metavar="DATE", help="Its day: what *last week* is told from")] = None,
    publisher: Annotated[str, typer.Option("--publisher", metavar="NAME", help="Who published it")] = "",
    rules: Annotated[bool, typer.Option("--rules", help="By rules alone, without the model's trees")] = False,
    lexicon: Annotated[Path | None, typer.Option("--lexicon", metavar="FILE", help="The words of a case, its lexicon.yml")] = None,
    unlikely: Annotated[bool, typer.Option("--unlikely", help="With relations and events too unsure to be proposed")] = False,
    text: Annotated[Path | None, typer.Option("--text", metavar="OUT", help="Write the text that offsets count in to this file")] = None,
    as_json: JsonOption = False,
) -> None:
    """Show what is found in a text: entities, events, relations, who says them, citations, dates. All of it is proposed."""
    from loaders import extraction as steps
    from loaders import one_form, one_text, own_words
    from loaders.extraction.own import NONE
    from ui import extracted

    day = day_of(published)
    if text is not None and text.exists() and file.exists() and text.samefile(file):
        raise typer.BadParameter(f"{text} is the file that is read; write its text beside it", param_hint="--text")
    read = one_text.read(file)
    given = {"published": day or read.published, "publisher": publisher or read.publisher, "trees": not rules, "unlikely": unlikely}
    if told := [str(each) for each in (read.published if day is None else None, "" if publisher else read.publisher) if each]:
        say(f"As the document tells, of {', '.join(told)}; --published and --publisher say otherwise", "dim")
    words = own_words.load(lexicon) if lexicon else NONE
    found = one_form.understood(read.plain, lambda text, quoted: steps.extract(text, quoted=quoted, words=words, **given), read.quoted)
    for problem in read.warnings:
        say(f"warning: {problem}", "yellow")
    if not read.text.strip():
        say(f"{file} holds no text, so nothing is found in it", "yellow")
    if text is not None:
        text.write_text(read.text, "utf-8", newline="")
    elif as_json and read.converted:
        say(f"Offsets count in the text that was read from {file}; --text OUT writes it", "dim")
    if not rules and not steps.has_trees():
        say(extracted.NO_MODEL, "yellow")
    if as_json:
        terminal.write_json(found.to_json())
    else:
        extracted.show(found, read.text)


@app.command()
def evaluate(
    folder: Annotated[Path, typer.Argument(metavar="GOLD", help="A folder of annotated documents, NAME.gold.yml beside NAME.txt")],
    rules: Annotated[bool, typer.Option("--rules", help="By rules alone, without the model's trees")] = False,
    unaided: Annotated[bool, typer.Option("--unaided", help="By day and publisher that the texts tell, not the annotation's")] = False,
    differing: Annotated[int, typer.Option("--show", metavar="N", min=0, help="N of what was missed or is wrong, of each kind")] = 0,
    as_json: JsonOption = False,
) -> None:
    """Hold the extraction against annotated documents: precision, recall and F1 of each kind."""
    from loaders import evaluation, extraction
    from ui import extracted

    rows = evaluation.evaluate(folder, trees=not rules, unaided=unaided)
    if not rules and not extraction.has_trees():
        say(extracted.NO_MODEL, "yellow")
    if as_json:
        terminal.write_json([row.to_json(differing) for row in rows])
    else:
        extracted.scores(rows, differing)
