"""Undo and redo over views. A step is what a person would want back (hide, expand, filter, move); a click that selects is not a step."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from graph.view import View

LIMIT_STEPS = 50


@dataclass(frozen=True, slots=True)
class Step:
    """A view left behind and the words of what was done next to it ("hide Dong Yang"). Steps with the same `merge` that follow each
    other become one: dragging one node three times is one step."""

    view: View
    label: str
    merge: str | None = None


@dataclass(frozen=True, slots=True)
class History:
    """The view as it is now, the steps that led here (latest last) and those undone (next to redo last). Never changed: operations
    return a new History."""

    now: View
    past: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()

    @property
    def views(self) -> tuple[View, ...]:
        """Every view that it holds, now, before and undone."""
        return (self.now, *(step.view for step in (*self.past, *self.undone)))

    def do(self, view: View, label: str, *, merge: str | None = None) -> History:
        """With `view` as a new step. The label says what was done, as in "hide Dong Yang". The same view again is no step; what was
        undone is forgotten; beyond LIMIT_STEPS the oldest step goes."""
        if view == self.now:
            return self
        if replace_selection(view, self.now) == self.now:
            return self.put(view)
        if merge is not None and not self.undone and self.past and self.past[-1].merge == merge:
            last = replace(self.past[-1], label=label)
            return History(view, (*self.past[:-1], last))
        return History(view, (*self.past, Step(self.now, label, merge))[-LIMIT_STEPS:])

    def put(self, view: View) -> History:
        """With `view` in place of the present one and no step: for a selection."""
        return replace(self, now=view)

    def undo(self) -> History:
        """One step back, selection included; at the beginning, the same history."""
        if not self.past:
            return self
        last = self.past[-1]
        return History(last.view, self.past[:-1], (*self.undone, replace(last, view=self.now)))

    def redo(self) -> History:
        """One undone step forward again; with nothing undone, the same history."""
        if not self.undone:
            return self
        step = self.undone[-1]
        return History(step.view, (*self.past, replace(step, view=self.now)), self.undone[:-1])

    def without(self, gone: Collection[str]) -> History:
        """Without nodes that the store has no more, in no view: no step brings them back."""
        past, undone = (tuple(replace(step, view=step.view.without(gone)) for step in steps) for steps in (self.past, self.undone))
        return History(self.now.without(gone), past, undone)

    def joined(self, shown: Mapping[str, str]) -> History:
        """With nodes that are merged since replaced, in every view, by what is shown for them."""
        past, undone = (tuple(replace(step, view=step.view.joined(shown)) for step in steps) for steps in (self.past, self.undone))
        return History(self.now.joined(shown), past, undone)

    @property
    def undo_label(self) -> str | None:
        """What a press of undo would take back, as in "Undo: hide Dong Yang"; None if there is nothing."""
        return f"Undo: {self.past[-1].label}" if self.past else None

    @property
    def redo_label(self) -> str | None:
        return f"Redo: {self.undone[-1].label}" if self.undone else None


def replace_selection(view: View, other: View) -> View:
    """`view` with the selection of `other`."""
    return replace(view, selection=other.selection)
