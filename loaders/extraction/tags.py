"""Acts of saying by the order of words, where the tree shows none: "…, its chairman, X, told us.", "Not us, says X.", "X insists: …"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from loaders.extraction.acts import Act, end_of
from loaders.extraction.cues import Cues, Frame
from loaders.extraction.media import Media
from loaders.extraction.proposals import Span
from loaders.extraction.voices import Voices

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_OF_A_NOUN = ("DT", "JJ", "NN", "NNP", "CD", "PRP$")
_DETERMINERS = ("DT", "PRP$")
_LONGEST_NOUN = 4
_LONGEST_TAIL = 10
_FARTHEST = 12


class Tags:
    """Finds a tag at the end of a sentence, and a document's verb that is tagged as a noun."""

    def __init__(self, voices: Voices, cues: Cues, media: Media) -> None:
        self._voices, self._cues, self._media = voices, cues, media

    def of(self, verb: Token, tokens: Sequence[Token]) -> Act | None:
        """A tag between a comma and the end of the sentence, its voice right before the verb or right behind it."""
        frame = next((each for each in self._cues.verbs.get(verb.lemma_, ()) if each.needs == "clause"), None)
        if verb.tag_ == "NNS" and (single := self._of_one(verb, tokens)) is not None:
            return single
        if frame is not None and verb.tag_ in _FINITE and (inserted := self._inserted(verb, frame, tokens)) is not None:
            return inserted
        if frame is None or verb.i == 0 or any(t.tag_ in _FINITE or t.text in (":", ";") for t in tokens if t.i > verb.i):
            return None
        if len([t for t in tokens if t.i > verb.i]) > _LONGEST_TAIL:
            return None
        voice = (self._behind(verb) if verb.tag_ != "NNS" and not frame.hearer else None) or self._before(verb)
        if voice is None:
            return None
        first, names = voice
        if first.i == 0 or first.idx <= tokens[0].idx or first.nbor(-1).text != "," or not any(t.is_alpha for t in tokens if t.i < first.i):
            return None
        if first.i != verb.i and not any(t.tag_ in _FINITE for t in tokens if t.i < first.i):
            return None
        told = Span(tokens[0].idx, end_of(first.nbor(-1)))
        outlets = self._media.before(verb, frame)
        chain = (*(each for each in outlets if each != names), names)
        return Act(verb.idx, Span(tokens[0].idx, end_of(tokens[-1])), told, (chain,), frame.hedge, frame.stance)

    def _of_one(self, verb: Token, tokens: Sequence[Token]) -> Act | None:
        """ "One former official doubts that …", where the tree takes the verb for a noun: one person stands before it, and nothing else."""
        before = [t for t in tokens if t.i < verb.i]
        if not 1 < len(before) <= _LONGEST_NOUN or verb.i + 1 >= len(verb.doc) or verb.nbor(1).lower_ not in self._cues.words("marks"):
            return None
        frame = next((each for each in self._cues.verbs[verb.lemma_] if each.needs in ("clause", "object")), None)
        one = before[0].lower_ in self._cues.words("singular") | self._cues.words("definite") and all(
            t.tag_ in _OF_A_NOUN for t in before[1:]
        )
        if frame is None or not one or not self._voices.is_speaker(before[-1]):
            return None
        told = Span(verb.nbor(1).idx, end_of(tokens[-1]))
        name = verb.doc[before[0].i : verb.i].text
        return Act(verb.idx, Span(before[0].idx, told.end), told, ((name,),), frame.hedge, frame.stance)

    def _inserted(self, verb: Token, frame: Frame, tokens: Sequence[Token]) -> Act | None:
        """A tag between two commas, whatever the tree makes of it: "the book, the harbour master concedes, was burned"."""
        if verb.i < 2 or verb.i + 1 >= len(verb.doc) or verb.nbor(1).text != ",":
            return None
        first = verb
        while first.i > verb.i - _LONGEST_NOUN and first.nbor(-1).tag_ in _OF_A_NOUN and first.nbor(-1).idx >= tokens[0].idx:
            first = first.nbor(-1)
        if first.i == verb.i or first.idx <= tokens[0].idx or first.nbor(-1).text != ",":
            return None
        last = verb.nbor(-1)
        named = self._voices.at(last.idx)
        if named is not None and named.kind in ("place", "event"):
            return None
        if named is None and first.tag_ not in ("DT", "PRP$") and not self._voices.is_speaker(last):
            return None
        whole = Span(tokens[0].idx, end_of(tokens[-1]))
        name = named.name if named is not None else verb.doc[first.i : verb.i].text
        return Act(verb.idx, whole, whole, ((name,),), frame.hedge, frame.stance)

    def _before(self, verb: Token) -> tuple[Token, str] | None:
        """The name before the verb, with the first word of its phrase: "X said", "its chairman, X, said"."""
        comma = verb.nbor(-1).text == "," and verb.i >= 2
        last = verb.doc[verb.i - (2 if comma else 1)]
        named = self._voices.at(last.idx)
        if named is None and not comma and last.pos_ == "NOUN" and self._voices.is_speaker(last) and (names := self._voices.of(last)):
            first = last.left_edge
            while verb.tag_ == "NNS" and first.i and first.i > last.i - _LONGEST_NOUN and first.nbor(-1).tag_ in _OF_A_NOUN:
                first = first.nbor(-1)  # "a police insider claims", where the tree takes "claims" for the noun
            return first, verb.doc[first.i : last.i + 1].text if verb.tag_ == "NNS" else names[0]
        if named is None or named.kind in ("place", "event"):
            return None
        first = last
        while first.i and self._voices.at(first.nbor(-1).idx) is named:
            first = first.nbor(-1)
        if not comma or first.i < 2 or first.nbor(-1).text != ",":
            return first, named.name
        role = first.nbor(-2)
        return (
            (role.left_edge if role.left_edge.i >= role.i - _FARTHEST else role, named.name) if role.pos_ == "NOUN" else (first, named.name)
        )

    def _behind(self, verb: Token) -> tuple[Token, str] | None:
        """The name behind the verb: "…, says X"."""
        if verb.nbor(-1).text != "," or verb.i + 1 >= len(verb.doc):
            return None
        first = verb.nbor(1)
        named = self._voices.at(first.idx)
        if named is None and first.tag_ in _DETERMINERS and (names := self._role(first)):
            return verb, names[0]
        return (verb, named.name) if named is not None and named.kind not in ("place", "event") else None

    def _role(self, first: Token) -> list[str]:
        """The voices of a role that ends the sentence: "…, says her barrister."."""
        part = first.doc[first.i + 1 : first.i + 1 + _LONGEST_NOUN]
        noun = next((t for t in part if t.tag_[:2] == "NN" and t.head.i not in range(first.i, t.i) and t.dep_ != "compound"), None)
        return self._voices.of(noun) if noun is not None and self._voices.is_speaker(noun) else []

    def misread(self, word: Token, tokens: Sequence[Token]) -> Act | None:
        """ "Documents seen by X show that …", "…, company records show.", where the tree takes the verb for a noun."""
        if word.i == 0 or word.nbor(-1).tag_ in ("DT", "POS", "JJ", "PRP$"):
            return None
        if not any(t.is_alpha for t in tokens if t.i > word.i):
            return self._closing(word, tokens)
        if word.i + 1 >= len(word.doc) or word.nbor(1).lower_ not in self._cues.words("marks"):
            return self._with_object(word, tokens)
        return self._document(word, tokens[0].i, tokens, Span(word.nbor(1).idx, end_of(tokens[-1])))

    def _closing(self, word: Token, tokens: Sequence[Token]) -> Act | None:
        """A record's verb that ends the sentence: ", flight logs seen by X show."."""
        comma = next((t.i for t in reversed(word.doc[max(tokens[0].i, word.i - _FARTHEST) : word.i]) if t.text == ","), None)
        if comma is None or not any(t.tag_ in _FINITE for t in tokens if t.i < comma):
            return None
        return self._document(word, comma + 1, tokens, Span(tokens[0].idx, word.doc[comma].idx))

    def _with_object(self, word: Token, tokens: Sequence[Token]) -> Act | None:
        """ "Bank statements attached to the complaint list nine payments": the sentence has no other verb of its own."""
        subject = next((c for c in word.children if c.dep_ == "nsubj" and c.i < word.i), None)
        if word.dep_ != "ROOT" or subject is None or not any(c.dep_ == "dobj" for c in word.children):
            return None
        return self._document(word, subject.left_edge.i, tokens, Span(word.idx, end_of(tokens[-1])))

    def _document(self, word: Token, start: int, tokens: Sequence[Token], told: Span) -> Act | None:
        """The act of the document that stands between a place and the verb."""
        documents = self._cues.words("documents")
        part = word.doc[max(start, word.i - _FARTHEST) : word.i]
        head = next((t for t in part if t.lemma_.casefold() in documents or t.lower_ in documents), None)
        while head is not None and head.i + 1 < word.i and (after := head.nbor(1)).tag_[:2] == "NN":
            if not {after.lemma_.casefold(), after.lower_} & documents:
                break
            head = after
        if head is None or any(t.tag_ in _FINITE for t in part if t.i > head.i + (t.tag_ == "VBD")):  # "a post shared by many"
            return None
        first = next((t for t in part if t.i >= head.left_edge.i), head)
        last = next((t.i for t in part if t.i > head.i and t.tag_ in ("VBN", "VBD")), word.i)
        name = word.doc[first.i : last].text
        hedge = next((frame.hedge for frame in self._cues.verbs.get(word.lemma_, ()) if frame.needs == "clause"), "none")
        behind = head.doc[last : word.i]
        holder = [outlet for t in behind if (outlet := self._media.outlet(t))][:1] if any(t.dep_ == "agent" for t in behind) else []
        chain = (*(self._media.seen_by(head) or holder), name)
        span = Span(min(first.idx, told.start), max(end_of(tokens[-1]), told.end))
        return Act(word.idx, span, told, (chain,), hedge)
