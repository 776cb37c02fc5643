"""What of a store is exported: a case, or what a view of it shows."""

from __future__ import annotations

from dataclasses import dataclass

from graph.view import View


@dataclass(frozen=True)
class Extent:
    """`case` by its key; `view` narrows it to what is drawn there, None takes the whole case.

    What was hidden or folded by hand stays out. What filters hide stays out too, unless `everything`; a whole case is filtered as every
    view begins: relations that no claim supports as of the date are left out. `as_of` (EDTF) is that of the view if it is not given here;
    nothing that was published later is exported. `made` (EDTF) is the time of making for formats that need one.
    """

    case: str
    view: View | None = None
    everything: bool = False
    as_of: str | None = None
    made: str | None = None

    @property
    def date(self) -> str | None:
        """The as-of date, as given."""
        return self.as_of or (self.view.as_of if self.view else None)
