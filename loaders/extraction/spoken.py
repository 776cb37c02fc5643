"""Acts of saying told by what stands beside a quotation, whatever the verb: "X stormed: …", "…," X shrugged, "X, on the deal: …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from loaders.extraction.acts import Act, Chain, end_of
from loaders.extraction.cues import Cues, Frame
from loaders.extraction.proposals import Named, Span
from loaders.extraction.quotations import Quotation
from loaders.extraction.subjects import Subjects
from loaders.extraction.verbs import Verbs
from loaders.extraction.voices import Voices

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINITE = ("VBD", "VBZ", "VBP")
_NO_ROLES = ("IN", "VBN", "VBG", "TO", "CC", "WRB", "RB")
_NEAR, _FAR = 4, 14


class Spoken:
    """Finds who speaks a quotation that no verb of saying lays to anybody."""

    def __init__(self, voices: Voices, cues: Cues, subjects: Subjects, verbs: Verbs) -> None:
        self._voices, self._cues, self._subjects, self._verbs = voices, cues, subjects, verbs

    def found(self, tokens: Sequence[Token], quotes: Sequence[Quotation], acts: Sequence[Act]) -> Iterator[Act]:
        """An act for each quotation that has none: by the verb before its colon, or by the verb behind its comma."""
        for quote in quotes:
            outside = [t for t in tokens if not any(each.span.start <= t.idx < each.span.end for each in quotes)]
            if not quote.speech or any(not quote.span.covers(Span(each.cue, each.cue + 1)) for each in acts):
                continue
            act = self._before(quote, [t for t in outside if t.idx < quote.span.start]) or self._behind(
                quote, [t for t in outside if t.idx >= quote.span.end]
            )
            if act is not None:
                yield act

    def _before(self, quote: Quotation, before: Sequence[Token]) -> Act | None:
        if not before or before[-1].text != ":":
            return None
        if (author := self._author(before)) and len(before) <= _FAR:
            return Act(before[0].idx, Span(before[0].idx, quote.span.end), quote.span, ((author,),))
        verb = next((t for t in reversed(before[-_FAR:]) if t.tag_ in _FINITE or t.tag_ == "MD"), None)
        if verb is not None:
            verb = verb.head if verb.dep_ in ("aux", "auxpass") else verb
            subject = self._subjects.of(verb)
            return self._act(verb, subject, quote, Span(before[0].idx, quote.span.end))
        first = before[1] if before[0].dep_ == "det" and len(before) > 1 else before[0]
        last = before[-2] if len(before) > 1 else first
        named = next((each for t in (first, last) if (each := self._voices.at(t.idx)) is not None and self._may_speak(each)), None)
        name = named.name if named is not None else self._document(before) or self._posting(before) or self._presented(before)
        return Act(before[0].idx, Span(before[0].idx, quote.span.end), quote.span, ((name,),)) if name and len(before) <= _FAR else None

    def _may_speak(self, named: Named) -> bool:
        return named.kind not in ("place", "event") and not self._is_platform(named)

    def _is_platform(self, named: Named) -> bool:
        return named.kind == "outlet" and named.name.casefold() in self._cues.words("platforms")

    def _posting(self, before: Sequence[Token]) -> str:
        """The one person of "Opposition leader X on Twitter:", where that is a platform."""
        named = [each for _, each in self._voices.within(before[0].idx, end_of(before[-1]))]
        people = {each.name for each in named if each.kind == "person"}
        return people.pop() if len(people) == 1 and any(self._is_platform(each) for each in named) else ""

    def _presented(self, before: Sequence[Token]) -> str:
        """The one person of "Our correspondent X, at parliament:", where nothing is told about X."""
        named = [(t, each) for t in before if (each := self._voices.at(t.idx)) is not None and each.kind == "person"]
        if not named or len({each.name for _, each in named}) > 1:
            return ""
        leading = [t for t in before if t.i < named[0][0].i]
        about = any(t.tag_ in _NO_ROLES for t in leading) or any(t.dep_ in ("pobj", "dobj", "poss") for t, _ in named)
        return "" if about or any(t.tag_ == "POS" for t in before) else named[0][1].name

    def _document(self, before: Sequence[Token]) -> str:
        """The document of "In the logbook, under 4 May:"."""
        held = next((c for c in before[0].children if c.dep_ == "pobj"), None) if before[0].dep_ == "prep" else None
        words = self._voices.words(held) if held is not None else ""
        return words if words and self._voices.heads_document(words) else ""

    def _author(self, before: Sequence[Token]) -> str:
        """Whose words "Statement of X, 17 March, in full:" brings."""
        noun = next((t for t in before[:2] if t.lemma_.casefold() in self._cues.words("answers")), None)
        whose = self._answering(noun) if noun is not None else None
        return next(iter(self._voices.of(whose)), "") if whose is not None and self._voices.is_speaker(whose) else ""

    def _behind(self, quote: Quotation, behind: Sequence[Token]) -> Act | None:
        """The verb of a tag: the quotation ends with a comma, or the words behind it begin small."""
        if not behind or not (quote.comma or behind[0].text[:1].islower()):
            return None
        part = behind[:_NEAR] if behind[0].tag_ in _FINITE else behind[:_FAR]
        verb = next((t for t in part if t.tag_ in _FINITE), None)
        if verb is None or any(t.text in (",", ";", ":") for t in behind if t.i < verb.i):
            return None
        inverted = verb.i == behind[0].i
        if inverted and any(c.dep_ == "nsubj" and c.idx < quote.span.start for c in verb.children):
            return None  # "X, known as "the Owl", directed Y"
        subject = self._noun(behind[1 : _NEAR + 4]) if inverted else self._noun([t for t in behind if t.i < verb.i])
        return self._act(verb, subject, quote, Span(quote.span.start, end_of(behind[-1]) if inverted else end_of(verb)))

    @staticmethod
    def _noun(part: Sequence[Token]) -> Token | None:
        """The head of the phrase that these words are."""
        inside = {t.i for t in part}
        return next(
            (t for t in part if t.pos_ in ("NOUN", "PROPN", "PRON") and t.dep_ != "poss" and (t.head.i not in inside or t.dep_ == "nsubj")),
            None,
        )

    def _answering(self, answer: Token) -> Token | None:
        """Whose answer it is: "came the answer from X", "read Y's message"."""
        sources = self._cues.words("sources")
        held = (d for c in answer.children if c.dep_ == "prep" and c.lower_ in sources for d in c.children if d.dep_ == "pobj")
        owner = next((c for c in answer.children if c.dep_ == "poss"), None)
        return owner if owner is not None else next(held, None)

    def _act(self, verb: Token, subject: Token | None, quote: Quotation, span: Span) -> Act | None:
        if (
            subject is None
            or (subject.lower_ in self._cues.words("pronouns", "nobody") and not self._voices.is_counted(subject))
            or subject.lower_ in self._cues.words("pronouns", "thing")
        ):
            return None
        if subject.lemma_ in self._cues.words("answers"):
            subject = self._answering(subject) or subject
        if subject.pos_ != "PRON" and not self._voices.is_speaker(subject):
            return None
        chains: tuple[Chain, ...] | None = self._verbs.chains(subject, verb, Frame("clause"))
        return Act(verb.idx, span, quote.span, chains) if chains and any(chains) else None
