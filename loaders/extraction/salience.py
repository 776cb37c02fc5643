"""Who comes to mind first: whom pronouns stand for, by who was named or spoke how lately, and by gender."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from loaders.extraction.cues import Cues
from loaders.extraction.genders import usual_gender
from loaders.extraction.mentions import Mentions, folded
from loaders.extraction.page import Page
from loaders.extraction.proposals import BODIES, Named, Span
from loaders.extraction.titled import roles

_FADING = 0.35
_LEAST = 0.04
_TELLING = 2.0
_TELLING_ALL = 4.0
_HEAD = 800
_GOING_ON = 1.5
_QUOTED = 0.25  # whom somebody's speech names: the next "he" is rather the speaker


@dataclass(frozen=True, slots=True)
class Heads:
    """What the head of a phrase, or the word before it, tells of whoever is meant: somebody in a role, `ones` told of, or no person;
    `speakers` can speak, `tellers` are documents too."""

    roles: frozenset[str]
    ones: frozenset[str]
    no_persons: frozenset[str]
    speakers: frozenset[str]
    tellers: frozenset[str]


@lru_cache(maxsize=8)
def heads_of(cues: Cues) -> Heads:
    """The heads of a language."""
    named = roles() | cues.words("unnamed")
    bodies = {word for words in cues.mapping("kinds").values() for word in words}
    documents, parties = cues.words("documents"), cues.words("parties")
    return Heads(
        named,
        cues.words("singular") | cues.words("definite"),
        frozenset((*bodies, *parties, *documents, *cues.nouns, *cues.words("no_documents"))),
        named | bodies | parties,
        named | bodies | parties | documents | cues.nouns.keys(),
    )


class Salience(Mentions):
    """Weighs the entities and unnamed voices of one page in reading order: `begin` and `note` each sentence."""

    def __init__(self, page: Page, entities: Sequence[Named], cues: Cues) -> None:
        super().__init__(page, entities)
        self._cues = cues
        self._weights: dict[str, float] = {}
        self._things: dict[str, float] = {}
        self._latest: dict[str, int] = {}
        self._sentence, self._subjects = Span(0, 1), frozenset[int]()
        self._quoted: Sequence[Span] = ()
        self._speaking: Sequence[str] = ()
        self._spoke: frozenset[str] = frozenset()
        heads = heads_of(cues)
        self._roles, self._ones, self._no_persons = heads.roles, heads.ones, heads.no_persons
        self._plurals = cues.words("plurals")
        self._persons = [each for each in entities if each.kind == "person"]

    @cached_property
    def _gender(self) -> dict[str, str]:
        """The gender of persons, as their titles and names tell it at first; not every reader of a page asks."""
        found: dict[str, str] = {}
        listed = self._cues.mapping("gender")
        for span, each in self._places:
            if each.kind == "person" and each.name not in found and (told := self._gender_before(span.start, listed)):
                found[each.name] = told
        usual = self._cues.mapping("usual_genders")
        for each in self._persons:
            if each.name not in found and (gender := usual_gender(each.name)) in usual:
                found[each.name] = str(usual[gender])
        return found

    def begin(self, sentence: Span, subjects: frozenset[int], quoted: Sequence[Span] = (), speaking: Sequence[str] = ()) -> None:
        """A sentence is being read; `subjects` are the places of its grammatical subjects, `speaking` is whoever speaks all of it."""
        self._sentence, self._subjects = sentence, subjects
        self._quoted, self._speaking = quoted, speaking

    def meant(self, form: str, place: int, barred: Sequence[Span] = (), *, telling: bool = False) -> str:
        """Whom a pronoun of this form at a place stands for: the most salient one that fits and is not named in what is barred; empty
        if there is none. Who tells something (`telling`) is rather whoever told the last thing too."""
        people = form in ("masculine", "feminine")
        weights = self._weighed(place, people=people)
        for name in self._spoke if telling else ():
            if name in weights:
                weights[name] *= _TELLING_ALL if form == "several" and self._are_several(name) else _TELLING
        out = {each.name for stretch in barred for _, each in self.within(stretch.start, stretch.end)} | {*self._speaking}
        fits = [name for name in weights if name not in out and (not people or self._gender.get(name, form) == form)]
        best = max(fits, key=lambda name: weights[name], default="")
        if best and people:
            self._gender[best] = form
        return best

    def _are_several(self, words: str) -> bool:
        """Whether an unnamed voice is of several: "the prosecutors"."""
        return not self._kinds.get(words) and self._unnamed(words) == "organisation"

    def told_of(self, form: str, place: int) -> dict[str, float]:
        """The persons who come to mind at a place, with their weights; of a gender, if `form` is one."""
        weights = self._weighed(place, people=True)
        return {
            name: weight for name, weight in weights.items() if name not in self._speaking and form in ("", self._gender.get(name, form))
        }

    def _weighed(self, place: int, *, people: bool) -> dict[str, float]:
        """How much each person, or each body and document, comes to mind at a place of the sentence."""
        weights = {name: weight * _FADING for name, weight in (self._weights if people else self._things).items()}
        for span, each in self.within(self._sentence.start, min(place, self._sentence.end)):
            apart = any(quote.covers(span) and not quote.start <= place < quote.end for quote in self._quoted)
            if not apart and (each.kind == "person") == people and (people or each.kind in BODIES):
                subject = any(span.start <= at < span.end for at in self._subjects)
                weights[each.name] = weights.get(each.name, 0.0) + (1.5 if subject else 0.9)
        return weights

    def note(self, spoke: Sequence[str] = (), going_on: str = "") -> None:
        """The sentence has been read: who is named in it, and who speaks in it, comes to mind first; and whom its pronoun goes on with."""
        sentence, subjects = self._sentence, self._subjects
        for weights in (self._weights, self._things):
            for name in list(weights):
                weights[name] *= _FADING
                if weights[name] < _LEAST:
                    del weights[name]
        if sentence.start < _HEAD and self._cues.byline.match(self._page.text, sentence.start, sentence.end):
            return  # whoever wrote the page is not told of
        for rank, (span, each) in enumerate(self.within(sentence.start, sentence.end)):
            subject = rank == 0 if not subjects else any(span.start <= place < span.end for place in subjects)
            weight = 2.0 if subject else 1.0 - min(rank, 8) * 0.05
            told = any(quote.covers(span) and quote.end - quote.start > 2 * (span.end - span.start) for quote in self._quoted)
            self._weigh(each.name, each.kind, weight * _QUOTED if told else weight)
        if going_on and going_on not in spoke:
            self._weigh(going_on, self._kinds.get(going_on, "") or self._unnamed(going_on), _GOING_ON)
        self._spoke = frozenset(spoke)
        for name in spoke:
            self._weigh(name, self._kinds.get(name, "") or self._unnamed(name) or self._unnamed_body(name), 1.5)

    def _unnamed(self, words: str) -> str:
        """`person` for the words of one unnamed person, so that "she" can go back to "a spokeswoman"; `organisation` for several."""
        head = folded(self._cues.preposition.split(words, maxsplit=1)[0]).split()[-1:]
        if not head:
            return ""
        if head[0] in self._plurals or (head[0].endswith("s") and head[0].removesuffix("s") in self._roles):
            return "organisation"
        if head[0] in self._roles or self._is_somebody(words, head[0]):
            for form, listed in self._cues.mapping("gender").items():
                if head[0] in listed:
                    self._gender.setdefault(words, form)
            return "person"
        return "organisation" if head[0].removesuffix("s") in self._roles else ""

    def _unnamed_body(self, words: str) -> str:
        """`organisation` for the words of a body that has no name: "the water board"."""
        head = folded(self._cues.preposition.split(words, maxsplit=1)[0]).split()[-1:]
        bodies = (self._cues.words("kinds", kind) for kind in ("organisation", "agency"))
        return "organisation" if any(word in listed for listed in bodies for word in head) else ""

    def _is_somebody(self, words: str, head: str) -> bool:
        """Whether one told of with an article, "a deckhand", is a person by not being a document or a body."""
        first = words.casefold().partition(" ")[0]
        return first in self._ones and head not in self._no_persons and head.removesuffix("s") not in self._no_persons

    def fits(self, voice: str, pronoun: str) -> bool:
        """Whether a pronoun can mean a voice by number and kind: "she" no ministry, "it" no person."""
        kind = self._kinds.get(voice, "") or self._unnamed(voice)
        if any(pronoun in self._cues.words("pronouns", form) for form in ("masculine", "feminine")):
            form = "masculine" if pronoun in self._cues.words("pronouns", "masculine") else "feminine"
            return kind == "person" and self._gender.get(voice, form) == form
        several = not self._kinds.get(voice) and kind == "organisation"
        return kind != "person" and (not several or pronoun in self._cues.words("pronouns", "several"))

    def _weigh(self, name: str, kind: str, weight: float) -> None:
        self._latest[name] = self._sentence.start
        if kind == "person":
            self._weights[name] = self._weights.get(name, 0.0) + weight
        elif (kind in BODIES or self.is_document(name)) and not self.is_publisher(name):
            self._things[name] = self._things.get(name, 0.0) + weight

    def is_document(self, words: str) -> bool:
        """Whether these words are of a document: "a summary of her findings"."""
        documents = self._cues.words("documents")
        return any(word in documents or word.removesuffix("s") in documents for word in folded(words).split()[:6])

    def _gender_before(self, start: int, forms: Iterable[str]) -> str:
        """By the title or the kinship word that stands before a name: "Ms Costin", "his widow, Hoa"; empty if none does."""
        before = self._page.text[max(0, start - 30) : start].casefold()
        last = before.replace(",", " ").split()[-2:]
        near = last if before.endswith(", ") else last[-1:]
        return next((form for form in forms if not self._cues.words("gender", form).isdisjoint(near)), "")
