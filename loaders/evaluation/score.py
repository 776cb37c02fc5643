"""What is counted: how many things a good reader finds, how many were found, how many of both; with those that differ."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Differing:
    """Something missed, found in error or told otherwise: in which document, what, and the words that it stands in."""

    document: str
    what: str
    words: str


@dataclass(slots=True)
class Score:
    """One row: `gold` in the annotation, `found` by the extraction, `right_gold` and `right_found` those of each with a partner.

    A share of what both have (an accuracy, such as hedge) counts the same things in all four.
    """

    kind: str
    gold: int = 0
    found: int = 0
    right_gold: int = 0
    right_found: int = 0
    missed: list[Differing] = field(default_factory=list)
    false: list[Differing] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of what was found, how much is right, 0 to 1; 0 of nothing."""
        return self.right_found / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Of what is there, how much was found, 0 to 1; 0 of nothing."""
        return self.right_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, other: Score) -> None:
        """Count another document's in."""
        for name in ("gold", "found", "right_gold", "right_found", "missed", "false"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def to_json(self, differing: int = 0) -> dict[str, Any]:
        """Counts, and shares to three digits; with `differing` so many of what was missed and of what is wrong."""
        shares = {name: round(getattr(self, name), 3) for name in ("precision", "recall", "f1")}
        kept = {name: [asdict(each) for each in getattr(self, name)[:differing]] for name in ("missed", "false")} if differing else {}
        return {"kind": self.kind, "gold": self.gold, "found": self.found, "right": self.right_found, **shares, **kept}
