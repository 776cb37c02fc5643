"""Whether the verb that a date stands with tells of what has been or of what is to come, by the trees of a page."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from loaders.extraction.date_forms import Language
from loaders.extraction.page import Page
from loaders.extraction.proposals import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_UP = 8
_FEW = 3
_BEHIND = 15
_PRESENT = ("VBZ", "VBP")


class Tenses:
    """The tenses of a page; without trees none is known."""

    def __init__(self, page: Page, words: Language) -> None:
        self.doc, self.lists = page.doc, words.lists
        self.starts = page.doc.to_array("IDX").tolist() if page.doc is not None else []

    def past(self, span: Span) -> bool:
        """Whether it has been: "called him on 19 October"; not what was put off to it, nor what was added to a page later."""
        before = self._before(span)
        if before in self.lists["deadline"] or before in self.lists["open_before"]:
            return False
        if self._lay_before(self._verb(span)):
            return True
        verb = self._verb(span) or (self._next(span) if before in self.lists["before_day"] else None)
        return verb is not None and self._has_been(verb)

    def to_come(self, span: Span) -> bool:
        """Whether it is to come: "retires on Friday", "may go in May", "told me to try on Friday", "if it is not published by March"."""
        if self._heads(span):
            return self._is_scheduled(self._next(span))
        verb, before = self._verb(span), self._before(span)
        if verb is None or self._has_been(verb) or before in self.lists["since"]:
            return False
        if before not in self.lists["deadline"] and self._lay_before(verb):
            return False
        if before in self.lists["until"] and verb.tag_ in _PRESENT and not self._auxiliaries(verb):
            return True
        if before in self.lists["deadline"] or (self._awaited(verb) and verb.idx < span.start and before in self.lists["before_day"]):
            return True
        if verb.tag_ == "VB" and verb.idx < span.start and before in self.lists["before_day"]:
            return self._asked(verb)
        beside = self._auxiliaries(verb)
        if verb.tag_ == "VBN" and verb.idx < span.start and beside & self.lists["open_aux"] and not beside & self.lists["auxiliary_past"]:
            return True
        if verb.tag_ in _PRESENT and before in self.lists["before_day"] and any(each.dep_ == "expl" for each in verb.children):
            return not self._auxiliaries(verb) and not self._within(span)  # "On Saturday there is a fair"
        planned = self._is_scheduled(verb) and not self._of_noun(span)
        return (planned or self._is_coming(verb)) and verb.idx < span.start and before in self.lists["before_day"]

    def _is_scheduled(self, verb: Token | None) -> bool:
        """Whether a verb in the present tells what is planned: "flies to Riga"."""
        return verb is not None and verb.tag_ in _PRESENT and verb.lemma_ in self.lists["scheduled"] and not self._auxiliaries(verb)

    def _is_coming(self, verb: Token) -> bool:
        """ "is coming to Riga", "we are meeting them": of what is agreed."""
        going = self.lists["scheduled"] | self.lists["coming"]
        return verb.tag_ == "VBG" and verb.lemma_ in going and bool(self._auxiliaries(verb) & self.lists["being"])

    def _of_noun(self, span: Span) -> bool:
        """Whether a thing has the date, and not what is done: "This goes back to a post on 14 September"."""
        noun = self._noun(span)
        return noun is not None and noun.lemma_ in self.lists["written"]

    def _within(self, span: Span) -> bool:
        """Whether what has the date only tells of another thing: "a note of an interview on 3 July"."""
        noun = self._noun(span)
        return noun is not None and noun.dep_ == "pobj"

    def _noun(self, span: Span) -> Token | None:
        """The noun that a date hangs on; None where it hangs on something else."""
        token = self._at(span.start)
        while token is not None and token.head.i != token.i and (token.idx >= span.start or token.pos_ == "ADP"):
            token = token.head
        return token if token is not None and token.pos_ == "NOUN" else None

    def _heads(self, span: Span) -> bool:
        """Whether it heads an entry of a list of what is to come: "Tuesday: he flies to Riga"."""
        token = self._at(span.start)
        if self.doc is None or token is None or token.i + 1 >= len(self.doc) or not token.nbor(1).text.startswith(":"):
            return False
        return token.i == 0 or "\n" in self.doc.text[token.nbor(-1).idx : token.idx]

    def _asked(self, verb: Token) -> bool:
        """Whether a verb in its bare form tells what may be done or is asked for: "can we run it", "told me to try", "please read it"."""
        beside = self._auxiliaries(verb)
        if beside & self.lists["open_aux"]:
            return True
        if "to" in beside:
            return verb.dep_ == "xcomp" and verb.head.lemma_ in self.lists["asking"]
        subject = any(each.dep_ in ("nsubj", "nsubjpass", "expl") for each in verb.children)
        return verb.dep_ == "ROOT" and not subject and beside <= self.lists["asked_with"]

    def overtakes(self, span: Span, place: int) -> bool:
        """Whether a verb between a word of the future and the date tells what has been: "will print it, I spoke to her on Friday"."""
        verb = self._verb(span)
        if verb is not None and verb.idx >= place and self._called_off(verb):
            return True
        if verb is None or verb.tag_ != "VBD" or not place < verb.idx < span.start:
            return False
        return self._has_been(verb) and not any(each.lower_ in self.lists["conditions"] for each in verb.children)

    def _called_off(self, verb: Token) -> bool:
        """Whether what was planned is told as over: "the sale, scheduled for 2 June, was cancelled"."""
        over = verb.head.head
        planned = verb.lower_ in self.lists["planned"] and verb.dep_ == "acl" and verb.head.dep_ in ("nsubj", "nsubjpass")
        return planned and self._has_been(over) and over.lower_ in self.lists["called_off"]

    def nowadays(self, span: Span) -> bool:
        """Whether "today" tells of our time and of no day: "today a baker in Gent", "kept today in the museum", "Today the firm has"."""
        token = self._at(span.start)
        if self.doc is None or token is None or token.i + 1 >= len(self.doc):
            return False
        if token.i and token.nbor(-1).lower_ == "," and token.nbor(1).lower_ in self.lists["indefinite"]:
            return True
        verb = self._verb(span)
        if verb is None or verb.lemma_ not in self.lists["states"] or self._auxiliaries(verb):
            return False
        aside = verb.i == token.i - 1 and verb.i > 0 and verb.nbor(-1).lower_ == ","
        return verb.tag_ in _PRESENT or aside

    def _has_been(self, verb: Token) -> bool:
        beside = self._auxiliaries(verb)
        if beside & self.lists["not_past"] or self._awaited(verb):
            return False
        return verb.tag_ == "VBD" or bool(beside & self.lists["auxiliary_past"])

    def _awaited(self, verb: Token) -> bool:
        """Whether something waits for it: "until I have seen her on Friday"."""
        waits = any(each.lower_ in self.lists["awaiting"] for each in verb.children if each.dep_ in ("mark", "advmod"))
        return waits and bool(self._auxiliaries(verb) & self.lists["present_perfect"])

    def _lay_before(self, verb: Token | None) -> bool:
        """Whether it was demanded before what is told: "had demanded that they return him at the summit in March"."""
        if verb is None or verb.dep_ != "ccomp" or verb.tag_ not in ("VB", "VBP") or verb.head.tag_ != "VBN":
            return False
        return bool(self._auxiliaries(verb.head) & self.lists["pluperfect"]) and not self._auxiliaries(verb)

    def _auxiliaries(self, verb: Token) -> set[str]:
        return {each.lower_ for each in verb.children if each.dep_ in ("aux", "auxpass")}

    def _verb(self, span: Span) -> Token | None:
        """The nearest verb over the words of a date."""
        token = self._at(span.start)
        for _ in range(_UP):
            if token is None or token.pos_ in ("VERB", "AUX"):
                return token
            token = token.head if token.head.i != token.i else None
        return None

    def _next(self, span: Span) -> Token | None:
        """The first verb behind a sentence that has none: "On 19 October. My deputy rang"."""
        token = self._at(span.start)
        if self.doc is None or token is None:
            return None
        behind = self.doc[token.i : token.i + _BEHIND]
        return next((each for each in behind if each.pos_ in ("VERB", "AUX") and each.dep_ == "ROOT"), None)

    def _before(self, span: Span) -> str:
        """The word before a date, no sign or number."""
        token = self._at(span.start)
        for _ in range(_FEW):
            if token is None or token.i == 0:
                return ""
            token = token.nbor(-1)
            if token.is_alpha and token.lower_ not in self.lists["articles"]:
                hour = token.i > 1 and token.lower_ in self.lists["before_day"] and token.nbor(-1).lower_ in self.lists["hours"]
                return token.nbor(-2).lower_ if hour else token.lower_  # "by noon on Friday"
        return ""

    def _at(self, place: int) -> Token | None:
        found = bisect_right(self.starts, place) - 1
        return self.doc[found] if self.doc is not None and found >= 0 else None
