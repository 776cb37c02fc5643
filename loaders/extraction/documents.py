"""What is a document among subjects of verbs of saying: the register, a memo, an outlet; also where its verb is taken for a noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.extraction.acts import Act, end_of
from loaders.extraction.cues import Cues
from loaders.extraction.proposals import Span
from loaders.extraction.voices import Voices

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = 5
_FARTHEST = 40


class Documents:
    """Tells documents from whatever else shows or names something."""

    def __init__(self, voices: Voices, cues: Cues) -> None:
        self._voices, self._cues = voices, cues

    def without(self, subject: Token) -> Token | None:
        """The document of "nothing in the file says"."""
        if subject.lower_ not in self._cues.words("negations", "subjects"):
            return None
        inside = [d for c in subject.children if c.lower_ in self._cues.words("learnt") for d in c.children if d.dep_ == "pobj"]
        return inside[0] if inside and self.is_record(inside[0]) else None

    def misread(self, word: Token) -> Act | None:
        """A verb right behind a document that is tagged as a noun: "line 14 names", "the register lists"."""
        doc, last = word.doc, word.i - 1
        head = last - 1 if last > 0 and doc[last].tag_ == "CD" else last
        if head < 0 or doc[head].lower_ not in self._cues.words("documents") or word.i + 1 >= len(doc):
            return None
        following = doc[word.i + 1]
        closed = following.text == "," and head > 1
        if (not closed and following.tag_[:2] not in ("NN", "DT", "JJ", "PR", "IN", "CD")) or following.lower_ in self._cues.words(
            "accused"
        ):
            return None
        first = head
        while first > max(0, head - _LONGEST) and doc[first - 1].tag_[:2] in ("NN", "JJ", "DT", "PR", "PO") and doc[first].tag_ != "DT":
            first -= 1
        end = next((t for t in doc[word.i : word.i + _FARTHEST] if t.is_sent_end), following)
        span = Span(doc[first].idx, end_of(end))
        return Act(word.idx, span, span, ((" ".join(t.text for t in doc[first : last + 1]),),))

    def is_record(self, subject: Token) -> bool:
        if subject.lower_ in self._cues.words("pronouns", "relative"):
            subject = subject.head.head if subject.head.dep_ == "relcl" else subject
        form = next((form for form in ("thing", "several") if subject.lower_ in self._cues.words("pronouns", form)), "")
        if form:
            name = self._voices.meant(form, subject.idx)
            return self._voices.is_document(name) or self._voices.kind(name) == "outlet"
        named = self._voices.named(subject)
        if named is not None and named.kind != "outlet":
            return False
        lemma = subject.lemma_.casefold()
        if subject.lower_ in self._cues.words("no_records"):
            return False
        return (
            named is not None
            or lemma in self._cues.words("documents")
            or lemma in self._cues.words("kinds", "outlet")
            or lemma in self._cues.nouns
            or self._voices.is_document(subject.lower_)
        )
