"""The traits of an event that was found: its words, who takes part, and the sentence around it. `confidence` weighs them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from loaders.extraction.proposals import Happening, Proposals, Saying, Span
from loaders.extraction.relation_traits import Traits

_MANY, _CROWD, _NEAR, _ENDING = 3, 4, 25, 3
_LINE, _PAGE, _MOST = 120, 600, 3.0
_WORD = re.compile(r"\S+")


def of_events(found: Proposals, text: str) -> Iterator[Traits]:
    """The traits of each event, in their order: 1 for what it has, a measure of what has a size."""
    return _Scene(found, text).all()


class _Scene:
    """What all events of a text are seen against; they are told in their order."""

    def __init__(self, found: Proposals, text: str) -> None:
        self.text, self.events = text, found.events
        self.kinds = {each.id: each.kind for each in found.entities}
        self.beside = Counter(each.span for each in found.events)
        self.of_type = Counter(each.type for each in found.events)
        self.dense = min(_MOST, len(found.events) * _PAGE / max(1, len(text)))
        self.before: Counter[object] = Counter()
        self.voices = _Voices(found.attributions)

    def all(self) -> Iterator[Traits]:
        for each in self.events:
            place = self._place(each)
            yield dict(chain(self._of_itself(each), self._of_others(each), self._of_sentence(each, place), self._around(each, place)))

    def _place(self, each: Happening) -> Span:
        """Where its words stand; its sentence's beginning where they are not one run of it."""
        at = max(each.span.start, self.text.find(each.trigger, each.span.start, each.span.end))
        return Span(at, at + max(1, len(each.trigger)))

    def _of_itself(self, each: Happening) -> Iterator[tuple[str, float]]:
        type_, word, ending = each.type, each.trigger.casefold(), each.trigger.casefold()[-_ENDING:]
        kinds = sorted({self.kinds.get(id_, "") for id_ in each.participants})
        number = min(_CROWD, len(each.participants))
        for name in (f"type {type_}", f"word {word}", f"{type_}, word {word}", f"parties {number}", f"{type_}, parties {number}"):
            yield name, 1
        yield f"ending {ending}", 1
        yield f"{type_}, ending {ending}", 1
        yield f"{type_}, kinds {' '.join(kinds)}", 1
        for kind in kinds:
            yield f"kind {kind}", 1
        yield "dated", bool(each.when)
        yield f"{type_}, dated {bool(each.when)}", 1

    def _of_others(self, each: Happening) -> Iterator[tuple[str, float]]:
        again, same = self.before[each.type], self.before[each.type, each.participants]
        self.before[each.type] += 1
        self.before[each.type, each.participants] += 1
        yield f"{each.type}, before {min(2, again)}", 1
        yield f"same before {min(2, same)}", 1
        yield f"{each.type}, of all", min(_MOST, self.of_type[each.type] / _CROWD)
        yield f"beside {min(_CROWD, self.beside[each.span])}", 1
        yield "dense", self.dense

    def _of_sentence(self, each: Happening, place: Span) -> Iterator[tuple[str, float]]:
        said = self.voices.over(each.span, place)
        yield "long", min(_MOST, (each.span.end - each.span.start) / _LINE)
        yield "late", each.span.start / max(1, len(self.text))
        yield "quoted", '"' in self.text[each.span.start : each.span.end]
        yield f"{each.type}, told {said is not None}", 1
        if said:
            yield f"voices {min(_MANY, len(said.chain))}", 1
            yield f"stance {said.stance}", 1
            yield f"{each.type}, stance {said.stance}", 1
            yield f"{each.type}, hedge {said.hedge}", 1

    def _around(self, each: Happening, place: Span) -> Iterator[tuple[str, float]]:
        """The words beside its own, of names and figures only that they are such."""
        before = [*map(_sort, _WORD.findall(self.text[max(each.span.start, place.start - _NEAR) : place.start]))]
        behind = [*map(_sort, _WORD.findall(self.text[place.end : min(each.span.end, place.end + _NEAR)]))]
        for name, word in (("after", before[-1:]), ("ahead", behind[:1])):
            if word:
                yield f"{name} {word[0]}", 1
                yield f"{each.type}, {name} {word[0]}", 1
        for name, word in (("next after", before[-2:-1]), ("next ahead", behind[1:2]), (f"with {each.trigger.casefold()}", behind[:1])):
            if word:
                yield f"{name} {word[0]}", 1


def _sort(word: str) -> str:
    return word if word.islower() else "a figure" if any(map(str.isdigit, word)) else "a name" if word[:1].isupper() else "a sign"


class _Voices:
    """To whom a place is laid: asked sentence by sentence in the order of the text, so each saying is taken up and laid down once."""

    def __init__(self, sayings: Sequence[Saying]) -> None:
        self._left = sorted(sayings, key=lambda each: each.span.start, reverse=True)
        self._open: list[Saying] = []

    def over(self, sentence: Span, place: Span) -> Saying | None:
        """The first saying that tells what stands at a place of a sentence."""
        while self._left and self._left[-1].span.start < sentence.end:
            self._open.append(self._left.pop())
        self._open = [each for each in self._open if each.span.end > sentence.start]
        return next((each for each in self._open if each.tells(place)), None)
