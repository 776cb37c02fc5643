"""What tells behind it who says it: "…, or so X says", "…, or that is what X told me"; "So says X." lays the sentence before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.extraction.acts import Act, Chain, end_of
from loaders.extraction.cues import Cues, Frame
from loaders.extraction.page import Page
from loaders.extraction.proposals import Span
from loaders.extraction.subjects import Subjects
from loaders.extraction.voices import Voices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from loaders.extraction.utterances import Utterance

_NEAR = 8
_FEWEST = 2
_TOLD = ("ccomp", "xcomp", "dobj")


class ToldBack:
    def __init__(self, page: Page, voices: Voices, cues: Cues) -> None:
        self._page, self._voices, self._cues = page, voices, cues
        self._subjects = Subjects(voices, cues)

    def lay(self, read: Utterance, before: Sequence[Utterance]) -> None:
        """Lay what stands before such words in their sentence on whom they name; where nothing does, the sentence before."""
        pointers = self._cues.words("told_back", "pointers")
        for pointer in read.tokens:
            found = self._told(pointer) if pointer.lower_ in pointers else None
            if found is None:
                continue
            verb, frame, chain = found
            part = self._part(read, pointer)
            told = [t for t in part if t.i < pointer.i and t.lower_ not in self._cues.words("told_back", "opening") and t.is_alpha]
            if len(told) >= _FEWEST:
                whole = Span(part[0].idx, end_of(part[-1]))
                kept = [each for each in read.acts if not whole.start <= each.cue < whole.end]
                read.acts = [*kept, Act(verb.idx, whole, Span(whole.start, pointer.idx), (chain,), frame.hedge)]
            elif before and self._is_plain(before[-1], read):
                before[-1].base, before[-1].told_back = chain, True
                read.acts, read.told_back = [], True
            return

    @staticmethod
    def _part(read: Utterance, pointer: Token) -> list[Token]:
        """The words around a pointer between semicolons."""
        marks = [t.i for t in read.tokens if t.text == ";"]
        low, high = max((i for i in marks if i < pointer.i), default=-1), min((i for i in marks if i > pointer.i), default=len(pointer.doc))
        return [t for t in read.tokens if low < t.i < high]

    def _is_plain(self, last: Utterance, read: Utterance) -> bool:
        """Whether the sentence before is no question, of the same paragraph and laid to nobody yet."""
        free = not (last.acts or last.base or last.quotes) and self._page.text[last.span.end - 1] != "?"
        return free and "\n\n" not in self._page.text[last.span.end : read.span.start]

    def _told(self, pointer: Token) -> tuple[Token, Frame, Chain] | None:
        """The verb of saying that "so" or "what" stands before, with who says so and nothing else told behind it."""
        verb = pointer.head
        frame = next((each for each in self._cues.verbs.get(verb.lemma_, ()) if each.needs == "clause" and each.stance == "asserts"), None)
        if frame is None or not 0 < verb.i - pointer.i <= _NEAR or not self._points(pointer, verb):
            return None
        subject = self._subjects.of(verb)
        if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):  # "that is what X has been told"
            return None
        if subject is None or subject.i < pointer.i or self._voices.is_own(subject):
            return None
        names = self._voices.of(subject)[:1]
        return (verb, frame, tuple(names)) if names else None

    def _points(self, pointer: Token, verb: Token) -> bool:
        """Whether "so" opens its clause, or "what" is that of "that is what"."""
        opening = self._cues.words("told_back", "opening")
        if any(c.dep_ in _TOLD and c.i > verb.i and not c.is_punct and c.pos_ != "PRON" for c in verb.children):
            return False
        before = pointer.nbor(-1) if pointer.i else None
        if pointer.lower_ in self._cues.words("so_saying"):
            return before is None or before.is_space or before.is_punct or before.lower_ in opening
        is_ = verb.head
        pointed = any(c.dep_ == "nsubj" and c.lower_ in opening for c in is_.children)
        return before is not None and before.i == is_.i and is_.lemma_ in self._cues.words("predicating") and pointed
