"""What a load read of entities and of what is said of them, counted as the records go by: a million of them are not read twice for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graph.model import AnyRecord, Claim, Entity, Row
from loaders import Loaded


class Tally:
    """Counts of what was read; a row of a data set says something of two as a claim does."""

    def __init__(self) -> None:
        self.entities = self.claims = 0

    def of(self, loaded: Loaded) -> Loaded:
        """The same, counted whenever it is read."""
        return replace(loaded, records=lambda: self._counted(loaded))

    @property
    def figures(self) -> dict[str, int]:
        """For an outcome."""
        return {"entities": self.entities, "claims": self.claims}

    def _counted(self, loaded: Loaded) -> Iterator[AnyRecord]:
        self.entities = self.claims = 0
        for record in loaded:
            self.entities += isinstance(record, Entity)
            self.claims += isinstance(record, Claim | Row)
            yield record
