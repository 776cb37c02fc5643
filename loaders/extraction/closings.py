"""Tags that close a sentence behind its last comma, by the order of words, where the tree hangs them elsewhere.

", a memo seen by X shows.", ", friends of the driver claim.", ", he told the judges."
"""

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
_OPENING = ("IN", "WRB", "TO", "VBG", "VBN", "WP", "WDT")
_FARTHEST = 14
_LONGEST_TAIL = 12
_FEWEST = 3


class Closings:
    """Finds the closing tag of a sentence by its verb."""

    def __init__(self, voices: Voices, cues: Cues, media: Media) -> None:
        self._voices, self._cues, self._media = voices, cues, media

    def of(self, verb: Token, tokens: Sequence[Token]) -> Act | None:
        """The act of a verb whose subject stands alone between a comma and it, with nothing told behind it."""
        frame = next((each for each in self._cues.verbs.get(verb.lemma_, ()) if each.needs in ("clause", "record")), None)
        comma = self._comma(verb, tokens)
        if frame is None or comma is None or not self._is_told(tokens, comma):
            return None
        part = list(verb.doc[comma.i + 1 : verb.i])
        tail = [t for t in tokens if t.i > verb.i and not t.is_space]
        if not self._is_tail(tail, frame) or not self._agrees(verb, part, tail):
            return None
        name = self._voice(part, frame)
        if not name or (verb.tag_ == "VBN" and (frame.hearer or frame.needs != "clause" or not self._is_person(part))):
            return None
        outlets = self._holder(part) or [each for each in self._media.before(verb, frame) if each != name]
        cited = [each for each in self._cited(tail) or self._media.behind(verb, part[-1]) if each not in (name, *outlets)]
        told = Span(tokens[0].idx, comma.idx)
        first = [each.name for t in part if (each := self._voices.at(t.idx)) is not None and any(u.tag_ == "CC" for u in part)]
        chains = tuple((*outlets, each, *cited) for each in dict.fromkeys((*first, name)))
        return Act(verb.idx, Span(tokens[0].idx, end_of(tokens[-1])), told, chains, frame.hedge, frame.stance)

    def _is_person(self, part: Sequence[Token]) -> bool:
        """Whether the phrase is of somebody who speaks, whatever stands behind: "a journalist at the broadcaster"."""
        head = next((t for t in part if t.tag_[:2] == "NN" and t.nbor(1).tag_[:2] != "NN"), None)
        return head is not None and self._voices.is_role(head) and self._voices.named(head) is None

    def _joins_outlets(self, conjunction: Token) -> bool:
        """Whether a conjunction stands between two outlets: "X and the Y reported"."""
        if not conjunction.i or conjunction.i + 2 >= len(conjunction.doc):
            return False  # the parser takes what a text begins with for one
        behind = conjunction.nbor(2 if conjunction.nbor(1).tag_ == "DT" else 1)
        around = [self._voices.at(each.idx) for each in (conjunction.nbor(-1), behind)]
        return all(each is not None and each.kind == "outlet" for each in around)

    def _comma(self, verb: Token, tokens: Sequence[Token]) -> Token | None:
        """The comma before the tag, with nothing but a noun phrase between, or two outlets."""
        for token in reversed(verb.doc[max(tokens[0].i, verb.i - _FARTHEST) : verb.i]):
            if token.text == ",":
                return token if token.i + 1 < verb.i else None
            if token.tag_ == "CC" and self._joins_outlets(token):
                continue
            if token.text in ('"', ":", ";", "(", ")") or token.tag_ in _FINITE or token.tag_ in ("WP", "WDT", "TO", "CC"):
                return None
        return None

    @staticmethod
    def _is_told(tokens: Sequence[Token], comma: Token) -> bool:
        """Whether a main clause stands before the comma."""
        before = [t for t in tokens if t.i < comma.i]
        words = [t for t in before if t.is_alpha]
        return len(words) >= _FEWEST and words[0].tag_ not in _OPENING and any(t.tag_ in _FINITE for t in before)

    def _is_tail(self, tail: Sequence[Token], frame: Frame) -> bool:
        """Whether what follows the verb tells only when, to whom or in what something was said."""
        if len(tail) > _LONGEST_TAIL or any(t.tag_ in _FINITE or t.text in ('"', ":", ";") for t in tail):
            return False
        first, second = ([*tail, None, None])[:2]
        if first is None or first.is_punct or first.tag_ == "RB" or first.lower_ in self._cues.words("days", "bare"):
            return True
        if first.lower_ in self._cues.words("days", "behind") and second is not None:
            said_in = self._cues.words("hearers", "nouns") | self._cues.words("documents")
            return second.lower_ in self._cues.words("days", "named") or any(t.lemma_ in said_in for t in tail[1:4])
        return frame.hearer and first.tag_ in ("DT", "PRP", "PRP$", "NNP", "NNS", "NN")

    @staticmethod
    def _agrees(verb: Token, part: Sequence[Token], tail: Sequence[Token]) -> bool:
        """Whether a verb that is tagged as a noun is one: it ends the sentence, and its number is that of the phrase's head."""
        if verb.tag_ not in ("NN", "NNS"):
            return True
        head = next((t for t in part if t.tag_[:2] == "NN" and t.nbor(1).tag_[:2] != "NN"), None)
        closed = not any(t.is_alpha for t in tail) and verb.nbor(-1).tag_[:2] in ("NN", "RB")
        return closed and head is not None and head.i + 1 < verb.i and (head.tag_ in ("NNS", "NNPS")) != (verb.tag_ == "NNS")

    def _voice(self, part: Sequence[Token], frame: Frame) -> str:
        """Who the phrase before the verb is, if that is somebody or something that tells."""
        if len(part) == 1 and part[0].pos_ == "PRON":
            return "" if self._voices.is_own(part[0]) else next(iter(self._voices.of(part[0])), "")
        named = self._voices.at(part[-1].idx)
        behind = next((t.i for t in part if t.tag_ in ("IN", "VBN") and self._voices.at(t.idx) is None), part[-1].i + 1)
        if named is not None and behind > part[-1].i:
            return named.name if named.kind not in ("place", "event") else ""
        head = next((t for t in reversed(part) if t.i < behind and t.tag_[:2] == "NN"), None)
        if head is None or not self._may_tell(head, frame):
            return ""
        participle = next((t.i for t in part if t.tag_ == "VBN" and t.i > head.i), part[-1].i + 1)
        if participle > part[-1].i and behind > part[-1].i and (names := self._voices.of(head)):
            return names[0] if len(names[0].split()) <= len(part) or self._voices.kind(names[0]) else self._text(part, participle)
        return self._text(part, participle)

    @staticmethod
    def _text(part: Sequence[Token], stop: int) -> str:
        return str(part[0].doc[part[0].i : stop].text)

    def _may_tell(self, head: Token, frame: Frame) -> bool:
        documents = self._cues.words("documents")
        document = head.lemma_.casefold() in documents or head.lower_ in documents
        return document if frame.needs == "record" else document or self._voices.is_teller(head)

    def _holder(self, part: Sequence[Token]) -> list[str]:
        """The outlet of "a memo seen by X"."""
        held = next((t.i for t in part if t.tag_ == "VBN" and t.lemma_ in self._cues.words("citing", "holding")), None)
        return [outlet for t in part if held is not None and t.i > held and (outlet := self._media.outlet(t))][:1]

    def _cited(self, tail: Sequence[Token]) -> list[str]:
        """Whom a tail ", citing Y" names."""
        citing = next((t for t in tail if t.tag_ == "VBG" and t.lemma_ in self._cues.words("citing", "verbs")), None)
        cited = next((c for c in citing.children if c.dep_ in ("dobj", "pobj")), None) if citing is not None else None
        if citing is None or cited is None:
            return []
        self._media.spent.add(citing.idx)
        return self._voices.of(self._media.owner(cited))[:1]
