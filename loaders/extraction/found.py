"""A relation that the order of names or the lines of a page tell."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A relation that stands in the order of names; `node` is where. `there`: somebody was in a place if what the clause tells happened."""

    subject: str
    predicate: str
    object: str
    node: int
    rule: str
    detail: str = ""
    there: bool = False
