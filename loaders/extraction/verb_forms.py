"""The written forms of the verbs of frames, for words that no tree tells for verbs: "Joins", "Born", "Left"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from loaders.extraction.cues import cues
from loaders.extraction.frames import Lexicon, lexicon

_THIRD, _PAST, _PARTICIPLE = "third", "past", "participle"
_LONG = 2


@dataclass(frozen=True, slots=True)
class Form:
    """A verb's lemma, and which form of it a word is; a past that is a participle too counts as the past."""

    lemma: str
    form: str


class Forms:
    def __init__(self, words: Lexicon) -> None:
        self.lexicon = words

    def of(self, word: str) -> Form | None:
        """The form that a word is, whatever its capitals; None if it is no verb's, or its infinitive."""
        return _forms().get(word.lower())

    def passive(self, form: Form, following: str) -> bool:
        """Whether a clause that begins with a form, with this word behind it (empty before a name or the end), is a passive."""
        among = self.lexicon.among
        if form.form != _PAST:
            return form.form == _PARTICIPLE
        if among("agent", following):
            return True
        if among("around", following) or among("as", following):
            active = any(self._is_subject(frame.ends, following) for frame in self.lexicon.verbs.get(form.lemma, ()))
            return not active and any("object" in end for frame in self.lexicon.verbs.get(form.lemma, ()) for end in frame.ends)
        return following in self.lexicon.bonds and among("naming", form.lemma)

    def _is_subject(self, ends: tuple[tuple[str, ...], tuple[str, ...]], preposition: str) -> bool:
        return any(one == ("subject",) and any(each.split("/")[0] == preposition for each in other) for one, other in (ends, ends[::-1]))


@lru_cache(maxsize=1)
def _forms() -> Mapping[str, Form]:
    """Every form that the verbs of relations.yml have, by the word."""
    words = lexicon()
    lemmas = {*words.verbs, *words.lists["naming"], *words.lists["serving"]}
    found: dict[str, Form] = {}
    for lemma in sorted(lemmas):
        if not lemma.isalpha() or len(lemma) < _LONG:
            continue
        inflected = words.irregular.get(lemma, "").split() or cues().inflected(lemma)[1:3]
        for word, form in zip(inflected, (_THIRD, _PAST, _PARTICIPLE), strict=False):
            found.setdefault(word, Form(lemma, form))
    return found
