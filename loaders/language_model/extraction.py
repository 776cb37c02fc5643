"""What a language model finds in a document, grounded in its text and added to what rules and trees found. All of it is proposed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

from graph.edtf import span as edtf_span
from graph.errors import LoadError
from graph.model import fold
from loaders.documents.source import slug
from loaders.extraction import sentences
from loaders.extraction.page import plain
from loaders.extraction.proposals import Named, Proposals, Relation, Saying, Span
from loaders.language_model.answer import SCHEMA, SYSTEM, Answer, FoundRelation, read
from loaders.language_model.endpoint import Endpoint
from loaders.language_model.grounding import Ground
from loaders.language_model.patience import StoppedWaitingError, unless_stopped

PART = 6_000
"""Characters of the text in one question."""
MOST_PARTS = 50
"""Questions about one document: what lies beyond is not sent."""
CONFIDENCE = 0.4
_BEFORE = 3
"""Sentences before a quote in which its subject and object may be named."""
_FIRMNESS = ("rumoured", "alleged", "conditional", "believed", "inferred", "reported", "none", "confirmed")
_STOPPED = "it was stopped before all of the text was sent and answered; loading it again sends all of it"
_BODIES = ("agency", "organisation", "outlet")


@dataclass
class Told:
    """What came of asking about one document: figures, and why something is lacking."""

    parts: int = 0
    characters: int = 0
    entities: int = 0
    relations: int = 0
    dropped: int = 0
    faults: list[str] = field(default_factory=list)


def parts(text: str) -> list[Span]:
    """A text in stretches of whole sentences, PART characters at most unless one sentence alone is longer; MOST_PARTS at most."""
    found: list[Span] = []
    for each in sentences.split(plain(text)):
        if found and each.end - found[-1].start <= PART:
            found[-1] = Span(found[-1].start, each.end)
        else:
            found.append(each)
    return found[:MOST_PARTS]


def sent(text: str) -> int:
    """How many characters of a text are sent."""
    return sum(each.end - each.start for each in parts(text))


def extended(
    found: Proposals, text: str, endpoint: Endpoint, *, published: str = "", stopped: Callable[[], bool] = lambda: False
) -> tuple[Proposals, Told]:
    """What was found, with what the model adds to it. What it cannot give is told in `faults`; nothing is raised."""
    merging = _Merging(found, text, endpoint.name)
    told = Told()
    whole = len(sentences.split(plain(text)))
    for part in parts(text):
        if stopped():
            told.faults.append(_STOPPED)
            break
        told.parts += 1
        told.characters += part.end - part.start
        piece = text[part.start : part.end]
        try:
            answer, wrong = unless_stopped(partial(_answer, endpoint, piece, published), stopped)
        except StoppedWaitingError:
            told.faults.append(_STOPPED)
            break
        except LoadError as error:
            told.faults.append(str(error))
            break
        except ValueError as error:
            told.faults.append(f"an answer of the language model at {endpoint.host} has not the form that was asked for: {error}")
            continue
        told.dropped += wrong
        merging.take(answer, part, told)
    if whole and told.parts == MOST_PARTS:
        told.faults.append(f"the text is long: only its first {told.characters:,} characters were sent")
    return merging.found, told


def _answer(endpoint: Endpoint, text: str, published: str) -> tuple[Answer, int]:
    """One answer; asked for once more where it has not the form. Raises LoadError, ValueError."""
    # the text must not end itself
    shut = text.replace("</text>", "< /text>")
    content = (f"Published: {published}\n" if published else "") + f"<text>\n{shut}\n</text>"
    try:
        return read(endpoint.answer(SYSTEM, content, SCHEMA))
    except ValueError:
        return read(endpoint.answer(SYSTEM, f"{content}\nYour last answer was no JSON of this schema.", SCHEMA))


class _Merging:
    """Entities by name and place, relations by what they say: nothing stands twice."""

    def __init__(self, found: Proposals, text: str, by: str) -> None:
        self.found = replace(found, entities=[replace(each) for each in found.entities], relations=list(found.relations))
        self._ground = Ground(text)
        self._by = by
        self._sentences = sentences.split(plain(text))
        self._names = {fold(name): each for each in self.found.entities for name in (*each.aliases, each.name)}
        self._ids = {each.id for each in self.found.entities}
        self._said = {(each.subject, each.predicate, each.object) for each in found.relations}

    def take(self, answer: Answer, part: Span, told: Told) -> None:
        known: dict[str, Named] = {}
        for entity in answer.entities:
            before = len(self.found.entities)
            named = self._entity(entity.name, entity.kind)
            if named is None:
                told.dropped += 1
                continue
            known[fold(entity.name)] = named
            told.entities += len(self.found.entities) - before
        for each in answer.relations:
            relation = self._relation(each, part, known)
            if relation is None:
                told.dropped += 1
            elif (key := (relation.subject, relation.predicate, relation.object)) not in self._said:
                self._said.add(key)
                self.found.relations.append(relation)
                told.relations += 1

    def _entity(self, name: str, kind: str) -> Named | None:
        """The entity of a name that stands in the text: one that was found already, or a new one."""
        held = self._names.get(fold(name))
        if held is not None:
            return held
        places = self._ground.names(name)
        if not places:
            return None
        held = self._standing(places[0], kind)
        if held is None:
            words = self._ground.words(places[0])
            held = Named(self._id(kind, words), kind, words, mentions=places)
            self.found.entities.append(held)
        self._names[fold(name)] = held
        return held

    def _standing(self, place: Span, kind: str) -> Named | None:
        """The entity that was found at a place: of the same sort around it, or of any just there."""
        around = (each for each in self.found.entities if any(named.covers(place) for named in each.mentions) and _alike(each.kind, kind))
        return next(around, None) or next((each for each in self.found.entities if place in each.mentions), None)

    def _id(self, kind: str, name: str) -> str:
        made, number = f"{kind}:{slug(name)}", 2
        while made in self._ids:
            made, number = f"{kind}:{slug(name)}-{number}", number + 1
        self._ids.add(made)
        return made

    def _relation(self, each: FoundRelation, part: Span, known: dict[str, Named]) -> Relation | None:
        """The relation, if its quote, both its ends and all who say it stand in the text where they should."""
        place = self._ground.quote(each.quote, part)
        subject, object_ = known.get(fold(each.subject)), known.get(fold(each.object))
        if place is None or subject is None or object_ is None or subject.id == object_.id:
            return None
        around = self._around(place)
        if not all(any(named.touches(around) for named in end.mentions) for end in (subject, object_)):
            return None
        voices = [self._voice(name, part) for name in each.said_by]
        if None in voices:
            # without one of its voices hearsay would stand as the author's own word
            return None
        return self._careful(each, place, subject, object_, tuple(voice for voice in voices if voice))

    def _careful(self, each: FoundRelation, place: Span, subject: Named, object_: Named, chain: tuple[str, ...]) -> Relation:
        """With the voices, the hedge and the stance that rules found at this place, where the model has none or firmer ones."""
        laid = self._laid(place)
        hedge = min((each.hedge, *(one.hedge for one in laid)), key=_FIRMNESS.index)
        stance = each.stance if each.stance != "asserts" else next((one.stance for one in laid if one.stance != "asserts"), "asserts")
        return Relation(
            subject.id,
            each.predicate,
            object_.id,
            place,
            chain or next((one.chain for one in laid if one.chain), ()),
            hedge,
            stance,
            _date(each.when),
            rule=self._by,
            confidence=CONFIDENCE,
            by="model",
        )

    def _laid(self, place: Span) -> list[Saying]:
        return [each for each in self.found.attributions if each.span.touches(place)]

    def _voice(self, name: str, part: Span) -> str | None:
        """The name of who says it, in the text's own words; None if the text does not have it."""
        held = self._names.get(fold(name))
        if held is not None:
            return held.name
        place = self._ground.quote(name, part)
        return self._ground.words(place) if place else None

    def _around(self, place: Span) -> Span:
        """The sentences of a quote and some before it."""
        touched = [number for number, each in enumerate(self._sentences) if each.touches(place)]
        if not touched:
            return place
        return Span(self._sentences[max(0, touched[0] - _BEFORE)].start, max(place.end, self._sentences[touched[-1]].end))


def _alike(one: str, other: str) -> bool:
    return one == other or (one in _BODIES and other in _BODIES)


def _date(text: str) -> str:
    try:
        edtf_span(text.strip())
    except ValueError:
        return ""
    return text.strip()


__all__ = ["MOST_PARTS", "PART", "Told", "extended", "parts", "sent"]
