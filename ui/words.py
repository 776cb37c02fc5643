"""Values as a reader expects them: dates, ranges, numbers, places. Plain text, nothing of Streamlit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.model import Hedge, Locator

DISCLAIMER = "Relations are claims as reported, not findings."
TELLING = 2_000
"""Words from which on their rate is told."""
UNCLAIMED = "This database does not say who claims its relationships."


def _point(text: str) -> str:
    mark = text[-1:]
    if mark == "~":
        return f"≈ {text[:-1]}"
    if mark == "?":
        return f"{text[:-1]} (uncertain)"
    if mark == "%":
        return f"≈ {text[:-1]} (uncertain)"
    return "unknown year" if text == "XXXX" else text


def when(text: str | None) -> str:
    """An EDTF date for reading: `2021-02~` is "≈ 2021-02", `2018-04/..` is "since 2018-04", `2018-04/` "2018-04 – unknown"."""
    if not text:
        return ""
    start, slash, end = text.partition("/")
    if not slash:
        return _point(text)
    if end == "..":
        return f"since {_point(start)}"
    if start == "..":
        return f"until {_point(end)}"
    return f"{_point(start) or 'unknown'} – {_point(end) or 'unknown'}"


def span(least: int, most: int) -> str:
    """A range of counts: "1–10", or "3" where both are the same."""
    return str(least) if least == most else f"{least}–{most}"


def number(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 claim", "32 claims"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def rate(words: int, seconds: float) -> str:
    """How fast words were read; empty for so few that it tells nothing but how long the start took."""
    return f"{words / seconds:,.0f} words a second" if words >= TELLING and seconds else ""


def place(where: Locator) -> str:
    """Where in the source a claim stands; "whole source" if it was made for the source as a whole."""
    parts = []
    if where.page is not None:
        parts.append(f"page {where.page}")
    if where.row is not None:
        parts.append(f"row {where.row:,}")
    if where.sentence is not None:
        parts.append(f"sentence {where.sentence}")
    if where.start is not None and where.end is not None:
        parts.append(f"characters {where.start:,}–{where.end:,}")
    return ", ".join(parts) or "whole source"


def hedge(value: Hedge) -> str:
    """The hedge as a chip; an empty text where the words carry none. That a text says "confirmed" must not be read as the status."""
    # the command counts with these words before it needs any record
    from graph.model import Hedge

    if value is Hedge.confirmed:
        return "called confirmed"
    return "" if value is Hedge.none else value.value
