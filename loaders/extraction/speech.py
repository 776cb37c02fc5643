"""Every act of saying in a sentence, found over its dependency tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from loaders.extraction.acts import Act
from loaders.extraction.cues import Cues
from loaders.extraction.media import Media
from loaders.extraction.quotations import Quotation
from loaders.extraction.subjects import Subjects
from loaders.extraction.verbless import Phrases
from loaders.extraction.verbs import Verbs
from loaders.extraction.voices import Voices

if TYPE_CHECKING:
    from spacy.tokens import Token


class Speech:
    """Finds the acts of saying of one page's sentences."""

    def __init__(self, voices: Voices, cues: Cues) -> None:
        self._cues = cues
        self._subjects = Subjects(voices, cues)
        self._media = Media(voices, cues, self._subjects)
        self._verbs = Verbs(voices, cues, self._subjects, self._media)
        self._phrases = Phrases(voices, cues, self._subjects, self._media, self._verbs)
        self._records = {lemma for lemma, frames in cues.verbs.items() if any(frame.needs == "record" for frame in frames)}
        self._accounts = cues.words("accounts")
        self._first = cues.listed("according")[0].split()[0]
        self._personal = cues.words("pronouns", "masculine") | cues.words("pronouns", "feminine")

    def found(self, tokens: Sequence[Token], quotes: Sequence[Quotation]) -> list[Act]:
        """Every act in a sentence; `quotes` are the quotations that touch it."""
        made: list[Act] = []
        self._media.spent.clear()
        self._subjects.start = tokens[0].idx if tokens else 0
        for token in tokens:
            act = None
            if token.lemma_ in self._cues.verbs and token.tag_[:2] == "VB":
                act = self._verbs.of(token, tokens, quotes)
            elif token.tag_ == "NNS" and token.lemma_ in self._records and token.i:
                act = self._verbs.misread(token)
            elif token.lemma_ in self._cues.adjectives and token.dep_ in ("acomp", "conj", "oprd"):
                act = self._phrases.of_adjective(token)
            elif token.lower_ == self._first and token.i + 1 < len(token.doc):
                act = self._phrases.according(token)
            elif token.lemma_ in self._cues.nouns and token.pos_ in ("NOUN", "PROPN"):
                act = self._phrases.of_noun(token)
            if act is None and token.lemma_ in self._accounts and token.i:
                act = self._phrases.of_account(token)
            if act is not None:
                made.append(self._reflexive(act, token, made))
        return [each for each in made if each.cue not in self._media.spent]

    def _reflexive(self, act: Act, token: Token, before: Sequence[Act]) -> Act:
        """A pronoun within what somebody tells means the teller: "she said that she doubted it"."""
        subject = self._subjects.of(token) if token.tag_[:2] == "VB" else None
        if subject is None or subject.lower_ not in self._personal:
            return act
        around = next((each for each in reversed(before) if each.told.start <= act.cue < each.told.end and each.chains[0]), None)
        return replace(act, chains=((around.chains[0][-1],),)) if around is not None and act.chains[0] else act
