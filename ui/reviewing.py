"""A review in one tab: which document, which proposal, who decides, and the steps that can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

import streamlit as st

from graph.decisions import decide_all
from graph.merges.pairs import Pair, Verdict, pair_of
from graph.model import Decision, Review, Source
from graph.queries.decisions import decisions_about
from graph.queries.merges import merges
from graph.queries.review import Proposal, Reviewed, moment, proposals, reviewed
from graph.queries.rows import records_by_id
from graph.store import GraphStore
from ui import merging
from ui.words import number

KEY = "reviewing"
STEPS = 200
LONGEST_NOTE = 2_000
NAMELESS = "Say first who decides: write your name at the top. It is kept with each decision."
Content = dict[str, str | float | bool | None]
Writing = Literal["", "edit", "note", "merge"]
"""The form that stands in the place of the list, by the action that opens it; none."""


@dataclass(frozen=True)
class Step:
    """Decisions that were made at once, and by id of the claim what held before (None: nobody had decided)."""

    label: str
    made: tuple[Decision, ...]
    before: dict[str, Decision | None]

    def after(self, again: Iterable[Decision], later: Step) -> Step:
        """The same step once a later one was taken back: what it decided then stands as a decision anew."""
        fresh = {held.id: decision for decision in again if (held := later.before[decision.about]) is not None}
        before = {about: fresh.get(held.id, held) if held else None for about, held in self.before.items()}
        return Step(self.label, tuple(fresh.get(decision.id, decision) for decision in self.made), before)


@dataclass
class _Look:
    """Proposals as they stood at a moment; read again, as far as they differ, when that is over."""

    at: tuple[str | int | None, ...] = ()
    found: tuple[Proposal, ...] = ()

    @property
    def loaded(self) -> tuple[str | int | None, ...]:
        """What is another one once something was loaded, or another document is looked at."""
        return self.at[:3]

    def now(self, store: GraphStore, case: str, source: str | None = None) -> tuple[Proposal, ...]:
        """The proposals of a document of a case, by its key, or of all of them."""
        now = (case, source, *moment(store, case))
        if now != self.at:
            self.found = proposals(store, case, source, before=self.found)
            self.at = now
        return self.found


@dataclass
class Reviewing:
    """One tab. `found` are the proposals of the document, as they stood at the last run."""

    case: str = ""
    source: str = ""
    current: str | None = None
    by: str = ""
    documents: tuple[Reviewed, ...] = ()
    found: tuple[Proposal, ...] = ()
    steps: list[Step] = field(default_factory=list)
    writing: Writing = ""
    said: str = ""
    """What the last action came to."""
    wrong: bool = False
    """Whether that is that it could not be done."""
    _here: _Look = field(default_factory=_Look)
    _everywhere: _Look = field(default_factory=_Look)

    def proposal(self, claim: str | None) -> Proposal | None:
        return next((one for one in self.found if one.claim.id == claim), None)

    @property
    def title(self) -> str:
        """What the document is called."""
        return next((one.source.called for one in self.documents if one.source.key == self.source), "")

    @property
    def left(self) -> int:
        return sum(one.review is Review.proposed for one in self.found)

    def say(self, text: str, *, wrong: bool = False) -> None:
        self.said, self.wrong = text, wrong

    def open(self, store: GraphStore, case: str, source: str | None = None) -> None:
        """Turn to a case and a document of it: the first with something left, if none is named."""
        if case != self.case:
            self.steps.clear()
        self.case, self.documents = case, reviewed(store, case)
        known = [one.source.key for one in self.documents]
        self.source = source if source in known else next(iter(known), "")
        self.current, self.writing = None, ""
        self.look(store)

    def look(self, store: GraphStore) -> None:
        """Read the document's proposals as they stand now, and itself, if something was loaded since."""
        before = self._here.loaded
        self.found = self._here.now(store, self.case, self.source) if self.source else ()
        loaded = records_by_id(store, Source, [f"{self.case}/{self.source}"]) if self._here.loaded != before else ()
        if self.proposal(self.current) is None:
            undecided = (one for one in self.found if one.review is Review.proposed)
            first = next(undecided, next(iter(self.found), None))
            self.current = first.claim.id if first else None
        self.documents = tuple(
            Reviewed(next(iter(loaded), one.source), len(self.found), self.left) if one.source.key == self.source and self.found else one
            for one in self.documents
        )

    def everywhere(self, store: GraphStore) -> tuple[Proposal, ...]:
        """The proposals of all documents of the case as they stand now."""
        return self._everywhere.now(store, self.case)

    def review(self, store: GraphStore, chosen: Sequence[Proposal], word: Review, then: str | None = None) -> None:
        """Accept or reject proposals, as one step; `then` is the claim to go on with."""
        one = len(chosen) == 1
        label = f"{word.value} {'one proposal' if one else number(len(chosen), 'proposal')}"
        if self._decide(store, "review", chosen, {"review": word.value}, label) and self.proposal(then) is not None:
            self.current = then

    def correct(self, store: GraphStore, chosen: Proposal, content: Content) -> None:
        """Accept a proposal with what is corrected in it; raises RecordError if no claim can say that."""
        label = "corrected one proposal" if content else "accepted one proposal"
        then = following(self.found, chosen.claim.id)
        if self._decide(store, "review", [chosen], {"review": Review.accepted.value, **content}, label) and then is not None:
            self.current = then

    def note(self, store: GraphStore, chosen: Proposal, text: str) -> None:
        """Keep a note on a proposal; an empty one takes the last away."""
        self._decide(store, "note", [chosen], {"note": text.strip()[:LONGEST_NOTE]}, "noted something on one proposal")

    def merge(self, store: GraphStore, pair: Pair, why: str) -> None:
        """Decide that two entities (ids) are one; raises RecordError if that speaks against what holds."""
        if not self._named():
            return
        before, decision = merges(store, self.case).get(pair), merging.made(pair, Verdict.same, self.by, why)
        decide_all(store, [decision])
        self.steps = [*self.steps[1 - STEPS :], Step("merged two", (decision,), {decision.about: before})]
        self.look(store)
        self.say("Merged: one from now on.")

    def undo(self, store: GraphStore) -> None:
        """Take the last step back: what held before holds again, as a new decision. What others decided since then stays."""
        if not self.steps:
            self.say("There is no step of this tab to take back.", wrong=True)
            return
        if not self._named():
            return
        step = self.steps[-1]
        if step.made[0].kind == "merge":
            self._part(store, step)
            return
        held = decisions_about(store, self.case, step.made[0].kind, about=[made.about for made in step.made])
        again = [self._back(made, step.before[made.about]) for made in step.made if held[made.about].id == made.id]
        others = len(step.made) - len(again)
        decide_all(store, again)
        self.steps = [each.after(again, step) for each in self.steps[:-1]]
        self.look(store)
        if self.proposal(step.made[0].about) is not None:
            self.current = step.made[0].about
        stays = f" {number(others, 'proposal')} stayed: somebody has decided since then." if others else ""
        self.say(f"Taken back: {step.label}.{stays}", wrong=bool(others))

    def _part(self, store: GraphStore, step: Step) -> None:
        """Take a merge back, unless somebody has decided of the two since then."""
        (decision,), (before,) = step.made, step.before.values()
        pair = pair_of(decision.about, str(decision.content["same_as"]))
        held, stays = merges(store, self.case).get(pair), "stayed: somebody has decided since then"
        if own := held is not None and held.id == decision.id:
            decide_all(store, [merging.back(pair, before, self.by)])
        self.steps = self.steps[:-1]
        self.look(store)
        self.say(f"Taken back: {step.label}." if own else f"The two that were merged {stays}.", wrong=not own)

    def _back(self, made: Decision, before: Decision | None) -> Decision:
        nothing: Content = {"review": Review.proposed.value} if made.kind == "review" else {"note": ""}
        return self._decision(made.kind, made.about, dict(before.content) if before else nothing)

    def _decide(self, store: GraphStore, kind: Literal["review", "note"], chosen: Sequence[Proposal], content: Content, label: str) -> bool:
        if not chosen or not self._named():
            return False
        made = tuple(self._decision(kind, one.claim.id, content) for one in chosen)
        held = decisions_about(store, self.case, kind, about=[each.about for each in made])
        decide_all(store, made)
        self.steps = [*self.steps[1 - STEPS :], Step(label, made, {each.about: held.get(each.about) for each in made})]
        self.look(store)
        self.say(f"{label[0].upper()}{label[1:]}.")
        return True

    def _decision(self, kind: Literal["review", "merge", "retraction", "grade", "note", "view"], about: str, content: Content) -> Decision:
        return Decision(case=self.case, kind=kind, about=about, content=content, by=self.by, at=datetime.now(UTC))

    def _named(self) -> bool:
        if not self.by:
            self.say(NAMELESS, wrong=True)
        return bool(self.by)


def following(found: Iterable[Proposal], claim: str) -> str | None:
    """The next claim after this one that nobody has decided, else the first such; None if there is none."""
    ids = [one.claim.id for one in found]
    open_ = [one.claim.id for one in found if one.review is Review.proposed and one.claim.id != claim]
    at = ids.index(claim) if claim in ids else -1
    return next((one for one in open_ if ids.index(one) > at), next(iter(open_), None))


def reviewing() -> Reviewing:
    """The state of this tab; made at its first run."""
    found = st.session_state.setdefault(KEY, Reviewing())
    assert isinstance(found, Reviewing)
    return found
