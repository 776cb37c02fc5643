"""Pairs that may be the same, on the terminal and as JSON."""

from __future__ import annotations

from typing import Any

from graph.duplicates.candidate import Candidate
from graph.queries.duplicates import Duplicates
from ui import terminal
from ui.terminal import plain
from ui.words import number


def to_json(found: Duplicates) -> dict[str, Any]:
    """All of it; a reason is its words and what it is worth."""
    pairs = [{"a": one.a, "b": one.b, "score": one.score, "word": one.word, **_reasons(one)} for one in found.candidates]
    return {"entities": found.entities, "compared": found.compared, "left_out": found.cut, "pairs": pairs}


def _reasons(one: Candidate) -> dict[str, Any]:
    return {
        name: [{"text": reason.text, "worth": round(reason.worth, 3)} for reason in reasons]
        for name, reasons in (("why", one.why), ("why_not", one.why_not))
    }


def listed(found: Duplicates) -> None:
    """Each pair in lines of its own, and what is left out in the last one."""
    terminal.err.print("\nMay be the same", style="bold")
    for one in found.candidates:
        terminal.out.print(f"{one.score:.2f} {one.word}", style="bold")
        for entity in (one.a, one.b):
            # an id stays whole, so that it can be copied
            terminal.out.print(f"  {plain(entity)}", soft_wrap=True, highlight=False)
        for word, reasons in (("why", one.why), ("why not", one.why_not)):
            if reasons:
                terminal.out.print(f"    {word}: {plain('; '.join(reason.text for reason in reasons))}", style="dim", soft_wrap=True)
    terminal.say(told(found))


def told(found: Duplicates) -> str:
    """How much was looked at."""
    cut = f"; {found.cut:,} more share a name that so many have that they are not paired" if found.cut else ""
    return f"{number(len(found.candidates), 'pair')} shown of {found.compared:,} compared among {found.entities:,} entities{cut}"
