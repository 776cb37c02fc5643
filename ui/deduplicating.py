"""Resolving duplicates in one tab: which pairs wait, which is looked at, who decides, and the steps that can be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import streamlit as st

from graph.decisions import decide
from graph.duplicates.candidate import Candidate
from graph.merges.pairs import Pair, Verdict, pair_of
from graph.model import Decision
from graph.queries.duplicates import Duplicates, compared_in, duplicates
from graph.queries.merges import merges, shown_for
from graph.store import GraphStore, schema
from ui.merging import back, made
from ui.reviewing import NAMELESS

KEY = "deduplicating"
STEPS = 200
MOST = 300
_DONE = {
    Verdict.same: "Merged: one node from now on.",
    Verdict.different: "Kept apart: not asked again.",
    Verdict.unsure: "Left open: nobody can say.",
    Verdict.withdrawn: "Taken back.",
}


@dataclass(frozen=True)
class Step:
    """A decision of this tab about a pair, and what held of it before."""

    pair: Pair
    verdict: Verdict
    before: Decision | None


@dataclass
class Deduplicating:
    """One tab. `queue` are those of the pairs `found` that wait, best first; `held` what was decided of others."""

    case: str = ""
    kind: str = ""
    listing: Literal["open", "decided"] = "open"
    by: str = ""
    current: Pair | None = None
    found: tuple[Candidate, ...] = ()
    queue: tuple[Candidate, ...] = ()
    looked: Duplicates | None = None
    revision: str | None = None
    """The revision of the store when that was looked for."""
    held: Mapping[Pair, Decision] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    said: str = ""
    wrong: bool = False

    @property
    def pairs(self) -> list[Pair]:
        """The pairs of the list that is shown."""
        return [pair_of(one.a, one.b) for one in self.queue] if self.listing == "open" else list(self.held)

    def candidate(self, pair: Pair | None) -> Candidate | None:
        return next((one for one in self.queue if pair_of(one.a, one.b) == pair), None)

    def say(self, text: str, *, wrong: bool = False) -> None:
        self.said, self.wrong = text, wrong

    def open(self, store: GraphStore, case: str, kind: str = "") -> None:
        """Look for the pairs of a case, of one kind or of all."""
        if case != self.case:
            self.steps.clear()
        self.case, self.kind, self.revision = case, kind, schema.revision(store)
        self.looked = duplicates(store, case, limit=MOST, kind=kind or None)
        self.found = self.looked.candidates
        self.current = None
        self.look(store)

    def is_stale(self, revision: str | None) -> bool:
        """Whether nothing was found and the store has changed since."""
        return self.looked is not None and not self.looked.candidates and self.revision != revision

    def begin(self, store: GraphStore, cases: Sequence[str]) -> None:
        """Open the first of these cases in which a pair waits, or else the first."""
        for case in cases:
            self.open(store, case, self.kind)
            if self.queue:
                return
        if cases[0] != self.case:
            self.open(store, cases[0], self.kind)

    def hold(self, store: GraphStore, case: str, pair: Pair, *, decided: bool = False) -> None:
        """Turn to one pair: in the queue, whether or not anything but a person brought it there, or among what was decided."""
        if case != self.case:
            self.open(store, case)
        self.listing = "decided" if decided or pair in merges(store, case) else "open"
        if self.listing == "open" and self.candidate(pair) is None:
            self.found = (compared_in(store, case, pair), *self.found)
        self.look(store)
        self.current = pair if pair in self.pairs else self.current
        self.say("")

    def look(self, store: GraphStore) -> None:
        """What holds now: pairs that were decided, or whose entities are one or gone, wait no longer, until that is taken back."""
        self.held = merges(store, self.case)
        ids = {id_ for one in self.found for id_ in (one.a, one.b)}
        shown = shown_for(store, ids)
        kept: dict[Pair, Candidate] = {}
        for one in self.found:
            a, b = pair_of(shown.get(one.a, one.a), shown.get(one.b, one.b))
            if a != b and (a, b) not in self.held:
                kept.setdefault((a, b), one if (one.a, one.b) == (a, b) else Candidate(a, b, one.score, one.why, one.why_not))
        self.queue = tuple(kept.values())
        if self.current not in self.pairs:
            self.current = next(iter(self.pairs), None)

    def judge(self, store: GraphStore, pair: Pair, verdict: Verdict, then: Pair | None = None) -> None:
        """Decide of a pair; raises RecordError if that speaks against what holds."""
        if not self.by:
            self.say(NAMELESS, wrong=True)
            return
        before, candidate = self.held.get(pair), self.candidate(pair)
        why = candidate.why[0].text if candidate and candidate.why and verdict is Verdict.same else ""
        if verdict is Verdict.different and candidate and candidate.why_not:
            why = candidate.why_not[0].text
        decide(store, made(pair, verdict, self.by, why))
        self.steps = [*self.steps[1 - STEPS :], Step(pair, verdict, before)]
        self.look(store)
        if then in self.pairs:
            self.current = then
        self.say(_DONE[verdict])

    def undo(self, store: GraphStore) -> None:
        """Take the last step of this tab back: what held before holds again, as a new decision."""
        if not self.steps:
            self.say("There is no step of this tab to take back.", wrong=True)
            return
        step = self.steps[-1]
        decide(store, back(step.pair, step.before, self.by))
        self.steps = self.steps[:-1]
        self.look(store)
        if step.pair in self.pairs:
            self.current = step.pair
        self.say(f"Taken back: {step.verdict.value}.")


def deduplicating() -> Deduplicating:
    """The state of this tab; made at its first run."""
    found = st.session_state.setdefault(KEY, Deduplicating())
    assert isinstance(found, Deduplicating)
    return found
