"""The parts that every card is put together from: status, sentence, facts, rows that select something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.model import Statement, Status, Unclaimed
from graph.predicates import words as in_words
from graph.style import STYLE
from ui import words
from ui.markup import Piece, button, loaded, tag


@dataclass(frozen=True)
class Names:
    """Names of one case's entities by key, as far as a card needs them; a key without a name stands for itself."""

    case: str
    by_key: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.by_key.get(key, key)

    def id(self, key: str) -> str:
        return f"{self.case}/{key}"


def overline(text: str) -> Piece:
    return tag("div", text, cls="overline")


def line(status: Status | Unclaimed) -> Piece:
    """The line that the canvas draws for a status, as a small sample."""
    look = STYLE.lines[status]
    dash = " ".join(str(length) for length in look.dashes) if look.dashes else None
    sample = tag("line", width=str(look.width), dash=dash, bar="yes" if status is Status.denied else None)
    return tag("span", sample, cls=f"sample {status.value}")


def badge(status: Status | Unclaimed) -> Piece:
    """The status as line and word, with its meaning on hover."""
    return tag("span", line(status), status.value, cls=f"badge {status.value}", title=STYLE.lines[status].means)


def mark(status: Status | Unclaimed) -> Piece:
    """The small form of the badge, for rows."""
    return tag("span", line(status), tag("span", status.value), cls=f"mark {status.value}", title=STYLE.lines[status].means)


def chip(text: str, cls: str = "") -> Piece:
    return tag("span", text, cls=f"chip {cls}".strip())


def when(date: str | None) -> Piece | None:
    return tag("time", words.when(date)) if date else None


def node_button(names: Names, key: str) -> Piece:
    """A name that selects its entity on the canvas, and brings it in if it is not there."""
    return button(loaded(names[key], 200), {"type": "bring", "nodes": [names.id(key)]}, cls="name", title="Show on the canvas")


def sentence(statement: Statement, names: Names) -> list[Piece]:
    """`Dong Jingwei defected to United States`, the predicate muted, the two names to click."""
    said = tag("span", f" {in_words(statement.predicate)} ", cls="predicate")
    if statement.object is not None:
        return [node_button(names, statement.subject), said, node_button(names, statement.object)]
    return [node_button(names, statement.subject), said, tag("span", "“", loaded(statement.value or ""), "”", cls="value")]


def plain_sentence(statement: Statement, names: Names) -> list[Piece]:
    """The same without anything to click, for rows that are a button as a whole."""
    what = names[statement.object] if statement.object is not None else f"“{statement.value}”"
    return [
        loaded(names[statement.subject], 120),
        tag("span", f" {in_words(statement.predicate)} ", cls="predicate"),
        loaded(what, 160),
    ]


def statement_row(statement: Statement, status: Status, names: Names) -> Piece:
    """One line about another statement; a click shows it."""
    label = tag("span", tag("span", *plain_sentence(statement, names), cls="said"), mark(status), cls="row")
    return button(label, {"type": "show", "statement": statement.slug}, cls="row-button")


def facts(pairs: Iterable[tuple[str, Piece | None]]) -> Piece | None:
    """A list of labels and values without those that are empty; None if nothing is left."""
    rows = [piece for label, value in pairs if value for piece in (tag("dt", label), tag("dd", value))]
    return tag("dl", *rows, cls="facts") if rows else None


def section(title: str, pieces: Sequence[Piece | None], *, cls: str = "") -> Piece | None:
    """A titled part of a card; None if there is nothing in it."""
    kept = [piece for piece in pieces if piece is not None]
    return tag("section", tag("h3", title), *kept, cls=cls) if kept else None


def folded(title: str, pieces: Sequence[Piece], *, cls: str = "") -> Piece | None:
    """A part that is closed at first; None if there is nothing in it."""
    return tag("details", tag("summary", title), *pieces, cls=cls) if pieces else None
