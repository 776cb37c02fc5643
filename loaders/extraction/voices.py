"""Who a voice is: the entity that its words name, the one that a pronoun or "the company" goes back to, else the words themselves."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from loaders.extraction.cues import Cues
from loaders.extraction.page import Page
from loaders.extraction.proposals import Named, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_FADING = 0.35
_LEAST = 0.04
_BODIES = ("organisation", "agency", "outlet")
_WORD = re.compile(r"[\w'&-]+")
_STOPS = frozenset(("relcl", "acl", "appos", "advcl", "parataxis", "ccomp"))
_MARKS = frozenset((",", ";", ":", "(", ")", "[", "]", "-", '"'))
_CLOSING = frozenset((",", ".", ";", ":", ")"))
_NUMBER = re.compile(r"^\d{1,3}(?:\.\d{1,3})*[.)]?\s")
_PRONOUN_FORMS = ("masculine", "feminine", "thing", "several")


def folded(text: str) -> str:
    """Words for comparing: without case, accents and marks."""
    loose = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(loose))


class Voices:
    """The voices of one page, in reading order: `note` each sentence when it has been read, and pronouns find whom they stand for."""

    def __init__(self, page: Page, entities: Sequence[Named], cues: Cues) -> None:
        self._page, self._cues = page, cues
        places = sorted((span.start, span.end, each) for each in entities for span in each.mentions if span.end <= len(page.text))
        self._starts = [start for start, _, _ in places]
        self._places = places
        ranked = sorted(entities, key=lambda each: (each.kind != "person", -len(each.mentions)))
        self._names = [([folded(name) for name in (each.name, *each.aliases)], each) for each in ranked]
        self._known: dict[str, Named | None] = {}
        self._weights: dict[str, float] = {}
        self._kinds = {each.name: each.kind for each in entities}
        self._things: dict[str, float] = {}
        self._latest: dict[str, int] = {}
        self._gender: dict[str, str] = {}
        self._sentence, self._subjects = Span(0, 1), frozenset[int]()
        self._quoted: Sequence[Span] = ()
        self._speaking: Sequence[str] = ()
        self._publisher = folded(page.publisher)
        for start, _, each in places:
            self._learn_gender(start, each)

    # Entities ------------------------------------------------------------------------------------------------------------

    def at(self, place: int) -> Named | None:
        """The entity that is named at a character."""
        index = bisect_right(self._starts, place) - 1
        for start, end, each in reversed(self._places[max(0, index - 2) : index + 1]):
            if start <= place < end:
                return each
        return None

    def within(self, start: int, end: int) -> list[tuple[Span, Named]]:
        """The mentions that begin between two characters, in order."""
        first = bisect_right(self._starts, start - 1)
        found = []
        for place in self._places[first:]:
            if place[0] >= end:
                break
            found.append((Span(place[0], place[1]), place[2]))
        return found

    def known(self, words: str) -> Named | None:
        """The entity whose name or alias ends with these words, or is them without spaces: a label, the host of an address."""
        wanted = folded(words)
        if not wanted:
            return None
        if wanted not in self._known:
            self._known[wanted] = self._called(wanted)
        return self._known[wanted]

    def _called(self, wanted: str) -> Named | None:
        for names, each in self._names:
            if any(f" {name}".endswith(f" {wanted}") for name in names):
                return each
        squeezed = wanted.replace(" ", "")
        return next((each for names, each in self._names if any(name.replace(" ", "") == squeezed for name in names)), None)

    def is_publisher(self, name: str) -> bool:
        """Whether a name is the publisher's: it is left out of a chain."""
        loose = folded(name)
        return bool(self._publisher) and (loose == self._publisher or f" {loose}" in f" {self._publisher}"[-len(loose) - 1 :])

    # Noun phrases --------------------------------------------------------------------------------------------------------

    def of(self, head: Token) -> list[str]:
        """The voices of a noun phrase, one for each part of a coordination; empty for nobody in particular, or the writer."""
        parts = [head, *(each for each in head.conjuncts if each.i > head.i and each.dep_ == "conj")][:6]
        return [name for each in parts if (name := self._one(each))]

    def is_own(self, head: Token) -> bool:
        """Whether the words mean whoever is writing or speaking: I, we."""
        return head.lower_ in self._cues.words("pronouns", "own")

    def _one(self, head: Token) -> str:
        word = head.lower_
        pronouns = self._cues.mapping("pronouns")
        if word in pronouns["relative"] and head.pos_ in ("PRON", "DET", "SCONJ"):
            if (before := self._before(head)) is not None:
                return before.name
            clause = head.head
            while clause.dep_ not in ("relcl", "ROOT") and clause.head is not clause:
                clause = clause.head
            return self._one(clause.head) if clause.dep_ == "relcl" and clause.head.lower_ not in pronouns["relative"] else ""
        for form in _PRONOUN_FORMS:
            if word in pronouns[form]:
                return self.meant(form, head.idx)
        if word in pronouns["own"] or (word in pronouns["nobody"] and not any(c.dep_ == "prep" for c in head.children)):
            return ""
        named = self.named(head)
        return named.name if named is not None else self._described(head)

    def _before(self, pronoun: Token) -> Named | None:
        """The entity that is named right before a relative pronoun."""
        for token in reversed(pronoun.doc[max(0, pronoun.i - 3) : pronoun.i]):
            if token.text not in _MARKS and not token.is_space:
                return self.at(token.idx)
        return None

    def named(self, head: Token) -> Named | None:
        """The entity that a noun phrase names by its head, or by the name in apposition to it."""
        found = self.at(head.idx)
        if found is not None:
            return found
        for child in head.children:
            if child.i > head.i and child.dep_ in ("appos", "flat") and (found := self.at(child.idx)) is not None:
                return found
        return self._beside(head)

    def _beside(self, head: Token) -> Named | None:
        """The name that stands right behind a noun, "the weekly X", or between commas behind its phrase, "a spokeswoman for Y, X,"."""
        doc, last = head.doc, min(head.i + 14, len(head.doc) - 1)
        if head.pos_ != "NOUN":
            return None
        if head.i < last and (found := self.at(doc[head.i + 1].idx)) is not None:
            return found
        for token in doc[head.i + 1 : last]:
            if token.text == ",":
                following = doc[token.i + 1]
                found = self.at(following.idx)
                if found is None or found.kind == "place":
                    return None
                after = next((t for t in doc[following.i : following.i + 8] if self.at(t.idx) is not found), None)
                return found if after is not None and after.text in _CLOSING else None
            if token.tag_[:2] == "VB" or token.text in _MARKS:
                return None
        return None

    def _described(self, head: Token) -> str:
        words = self.words(head)
        if self._is_of_publisher(head):
            return ""
        lower = head.lower_
        definite = any(c.lower_ in self._cues.words("definite") for c in head.children if c.dep_ in ("det", "poss"))
        narrow = all(c.dep_ in ("det", "punct", "relcl", "appos", "advmod") for c in head.children)
        if definite and narrow:
            return self._body(lower) or self._document(lower) or words
        return words

    def _is_of_publisher(self, head: Token) -> bool:
        """Whether a document is the publisher's own: "an inquiry by this newspaper"."""
        if head.lower_ not in self._cues.words("documents"):
            return False
        return any(
            self.is_publisher(each.name)
            for _, each in self.within(head.idx, min(head.right_edge.idx + 1, head.idx + 80))
            if self._near(head, each)
        )

    def _near(self, head: Token, each: Named) -> bool:
        for child in head.children:
            if child.dep_ in ("prep", "poss"):
                for deeper in (child, *child.children):
                    if self.at(deeper.idx) is each:
                        return True
        return False

    def _document(self, word: str) -> str:
        """What "the summary" goes back to: the last document that was called so."""
        if word not in self._cues.words("documents"):
            return ""
        known = [name for name in self._latest if word in folded(name).split() and not self._kinds.get(name)]
        return max(known, key=lambda name: self._latest[name], default="")

    def _body(self, word: str) -> str:
        """Whom "the agency" goes back to: the last one whose name has the word, or that is of its kind."""
        known = [name for name in sorted(self._latest, key=lambda n: -self._latest[n]) if self._kinds.get(name) in _BODIES]
        for name in known:
            if word in folded(name).split():
                return name
        for kind, words in self._cues.mapping("kinds").items():
            if word in words:
                found = next((name for name in known if self._kinds[name] == kind), "")
                if found:
                    return found
        return ""

    def words(self, head: Token) -> str:
        """The phrase without its clauses and appositions: "two officials with knowledge of the matter"."""
        doc, first = head.doc, head.left_edge.i
        if head.i - first > 12:
            first = head.i
        last = head.i
        for token in doc[head.i + 1 : min(head.right_edge.i + 1, head.i + 16)]:
            if self._breaks(token) or (token.dep_ in _STOPS and token.left_edge.i <= token.i) or token.is_space:
                break
            if self._in_clause(token, head):
                break
            last = token.i
        while last + 1 < len(doc) and not doc[last].whitespace_ and (doc[last + 1].text == "-" or doc[last].text == "-"):
            last += 1
        while last > head.i and doc[last].dep_ in ("cc", "prep", "punct", "det", "case"):
            last -= 1
        text = "".join(token.text_with_ws for token in doc[first : last + 1])
        return _NUMBER.sub("", " ".join(text.split())).strip("\"' ")

    @staticmethod
    def _breaks(token: Token) -> bool:
        """Whether a mark ends a phrase; a hyphen within a word does not."""
        return token.text in _MARKS and (token.text != "-" or bool(token.nbor(-1).whitespace_))

    @staticmethod
    def _in_clause(token: Token, head: Token) -> bool:
        """Whether the word belongs to a clause or another part of a coordination within the phrase."""
        for _ in range(12):
            if token.i == head.i:
                return False
            if token.dep_ in _STOPS or (token.dep_ in ("conj", "cc") and token.head.i == head.i):
                return True
            token = token.head
        return True

    # Salience ------------------------------------------------------------------------------------------------------------

    def begin(self, sentence: Span, subjects: frozenset[int], quoted: Sequence[Span] = (), speaking: Sequence[str] = ()) -> None:
        """A sentence is being read; `subjects` are the places of its grammatical subjects, `speaking` is whoever speaks all of it."""
        self._sentence, self._subjects = sentence, subjects
        self._quoted, self._speaking = quoted, speaking

    def meant(self, form: str, place: int) -> str:
        """Whom a pronoun of this form at a place stands for: the most salient one that fits; empty if there is none."""
        people = form in ("masculine", "feminine")
        weights = {name: weight * _FADING for name, weight in (self._weights if people else self._things).items()}
        for span, each in self.within(self._sentence.start, min(place, self._sentence.end)):
            apart = any(quote.covers(span) and not quote.start <= place < quote.end for quote in self._quoted)
            if not apart and (each.kind == "person") == people and (people or each.kind in _BODIES):
                subject = any(span.start <= at < span.end for at in self._subjects)
                weights[each.name] = weights.get(each.name, 0.0) + (1.5 if subject else 0.9)
        fits = [name for name in weights if name not in self._speaking and (not people or self._gender.get(name, form) == form)]
        best = max(fits, key=lambda name: weights[name], default="")
        if best and people:
            self._gender[best] = form
        return best

    def note(self, spoke: Sequence[str] = ()) -> None:
        """The sentence has been read: who is named in it, and who speaks in it, comes to mind first."""
        sentence, subjects = self._sentence, self._subjects
        for weights in (self._weights, self._things):
            for name in list(weights):
                weights[name] *= _FADING
                if weights[name] < _LEAST:
                    del weights[name]
        for rank, (span, each) in enumerate(self.within(sentence.start, sentence.end)):
            subject = rank == 0 if not subjects else any(span.start <= place < span.end for place in subjects)
            self._weigh(each.name, each.kind, 2.0 if subject else 1.0 - min(rank, 8) * 0.05)
        for name in spoke:
            self._weigh(name, self._kinds.get(name, ""), 1.5)

    def _weigh(self, name: str, kind: str, weight: float) -> None:
        self._latest[name] = self._sentence.start
        if kind == "person":
            self._weights[name] = self._weights.get(name, 0.0) + weight
        elif kind in _BODIES or self.is_document(name):
            self._things[name] = self._things.get(name, 0.0) + weight

    def is_document(self, words: str) -> bool:
        """Whether these words are of a document: "a summary of her findings"."""
        return any(word in self._cues.words("documents") for word in folded(words).split()[:6])

    def heads_document(self, words: str) -> bool:
        """Whether the phrase itself is a document by its head: "a summary of her findings", not "a spokesman of the paper"."""
        head = folded(self._cues.preposition.split(words, maxsplit=1)[0]).split()
        own = self._cues.words("own_documents")
        if not head or any(word in own for word in folded(words).split()):
            return False
        numbered = head[-1].isdigit() and len(head) == 2 and head[0] in self._cues.words("documents")
        return numbered or (head[-1] in self._cues.words("documents") and head[-1] not in self._cues.words("no_documents"))

    def kind(self, name: str) -> str:
        """The kind of the entity of this name; empty if it is none."""
        return self._kinds.get(name, "")

    def _learn_gender(self, start: int, each: Named) -> None:
        """By the title or the kinship word that stands before a name: "Ms Costin", "his widow, Hoa"."""
        if each.kind != "person":
            return
        before = self._page.text[max(0, start - 30) : start].casefold()
        last = [word for word in re.split(r"[\s,]{1,4}", before) if word][-2:]
        for form, words in self._cues.mapping("gender").items():
            if any(word in words for word in last[-1:]) or (before.endswith(", ") and any(word in words for word in last)):
                self._gender.setdefault(each.name, form)
