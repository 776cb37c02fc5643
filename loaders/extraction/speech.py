"""Every act of saying in a sentence, found over its dependency tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from loaders.extraction.acts import Act
from loaders.extraction.closings import Closings
from loaders.extraction.cues import Cues
from loaders.extraction.documents import Documents
from loaders.extraction.idioms import Idioms
from loaders.extraction.media import Media
from loaders.extraction.quotations import Quotation
from loaders.extraction.spoken import Spoken
from loaders.extraction.subjects import Subjects
from loaders.extraction.tags import Tags
from loaders.extraction.verbless import Phrases
from loaders.extraction.verbs import Verbs
from loaders.extraction.voices import Voices

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_TAGGED = ("VBD", "VBZ", "VBP", "VBN", "NNS", "NN")


class Speech:
    """Finds the acts of saying of one page's sentences."""

    def __init__(self, voices: Voices, cues: Cues) -> None:
        self._voices, self._cues = voices, cues
        self._subjects = Subjects(voices, cues)
        self._media = Media(voices, cues, self._subjects)
        self._verbs = Verbs(voices, cues, self._subjects, self._media)
        self._documents = Documents(voices, cues)
        self._tags = Tags(voices, cues, self._media)
        self._closings = Closings(voices, cues, self._media)
        self._idioms = Idioms(voices, cues, self._subjects, self._verbs)
        self._phrases = Phrases(voices, cues, self._subjects, self._media, self._verbs)
        self._spoken = Spoken(voices, cues, self._subjects, self._verbs)
        self._accounts = cues.accounts
        self._first = cues.listed("according")[0].split()[0]
        self._credence = cues.words("credence")
        self._per, self._demanding = cues.words("per"), cues.words("demanding")
        self._grounds = cues.words("citing", "credit")
        self._thing = frozenset((*cues.words("pronouns", "thing"), *cues.words("pronouns", "several")))
        self._personal = frozenset().union(*(cues.words("pronouns", form) for form in ("masculine", "feminine", "thing", "several")))

    def found(self, tokens: Sequence[Token], quotes: Sequence[Quotation]) -> list[Act]:
        """Every act in a sentence; `quotes` are the quotations that touch it."""
        made: list[Act] = []
        words = self._cues.act_words
        self._media.spent.clear()
        self._subjects.begin(tokens[0].idx if tokens else 0)
        for token in tokens:
            lemma, lower = token.lemma_, token.lower_
            if lemma not in words and lower not in words:
                continue
            act = self._act(token, lemma, lower, tokens, quotes)
            if act is not None:
                made.append(self._reflexive(act, token, made))
        made = [each for each in made if each.cue not in self._media.spent]
        demands = {token.idx for token in tokens if token.lemma_ in self._demanding}
        made = [each for each in made if each.cue not in demands or not self._is_told(each, made)]
        return [*made, *self._spoken.found(tokens, quotes, made)] if quotes else made

    def _act(self, token: Token, lemma: str, lower: str, tokens: Sequence[Token], quotes: Sequence[Quotation]) -> Act | None:
        """The act of a word that may tell one, by the first way that finds it."""
        act, tag = None, token.tag_
        if self._is_reduced(token) or self._is_anonymity(token) or self._is_price(token) or self._is_request(token):
            return None
        if lemma in self._cues.verbs and (tag[:2] == "VB" or (tag == "NNS" and self._is_verb(token))):
            act = self._verbs.of(token, tokens, quotes)
        elif tag[:2] == "NN" and lemma in self._cues.records and token.i:
            act = self._documents.misread(token) if tag == "NNS" else None
            act = act or self._tags.misread(token, tokens)
        elif lower in self._cues.adjectives and (token.dep_ in ("acomp", "conj", "oprd") or tag == "VBN"):
            act = self._phrases.of_adjective(token)
        elif (lower == self._first or (lower in self._per and self._is_per(token, tokens))) and token.i + 1 < len(token.doc):
            act = self._phrases.according(token)
        if act is None and lemma in self._cues.nouns and token.pos_ in ("NOUN", "PROPN"):
            act = self._phrases.of_noun(token)
        if act is None and lemma in self._cues.idioms and tag[:2] == "VB":
            act = self._idioms.of(token, quotes)
        if act is None and lemma in self._cues.verbs and tag in ("VBD", "VBZ", "VBP", "NNS"):
            act = self._tags.of(token, tokens)
        if act is None and lower in self._credence:
            act = self._phrases.of_credence(token)
        if act is None and lower in self._grounds:
            act = self._phrases.of_ground(token)
        if act is None and (lemma in self._accounts or lower in self._accounts) and token.i:
            act = self._phrases.of_account(token)
        if act is None and lemma in self._cues.verbs and tag in _TAGGED:
            act = self._closings.of(token, tokens)
        return act

    @staticmethod
    def _is_told(act: Act, acts: Sequence[Act]) -> bool:
        """Whether somebody else tells of an act: that X demanded something is a deed, where Y wrote so."""
        around = (each for each in acts if each is not act and each.chains[0] and each.told.start <= act.cue < each.told.end)
        return any(each.chains[0][-1] not in chain for each in around for chain in act.chains)

    def _is_anonymity(self, verb: Token) -> bool:
        """Whether a clause tells only that a voice has no name here: "who asked that his name not be written"."""
        asks = verb.dep_ in ("relcl", "advcl") and verb.lemma_ in self._cues.words("anonymity", "asking")
        return asks and any(t.lower_ in self._cues.words("anonymity", "words") for t in verb.subtree if t.i > verb.i)

    def _is_price(self, verb: Token) -> bool:
        """Whether what is asked is a price: "over what Stan had asked"."""
        what = any(c.dep_ == "dobj" and c.tag_ == "WP" and c.i < verb.i for c in verb.children)
        return what and verb.dep_ == "pcomp" and verb.lemma_ in self._cues.words("questioning")

    def _is_request(self, verb: Token) -> bool:
        """Whether somebody is asked to do something, which no voice says: "was asked by X not to publish"."""
        passive = verb.tag_ == "VBN" and verb.lemma_ in self._cues.words("questioning")
        return passive and any(c.dep_ in ("xcomp", "ccomp") and any(d.tag_ == "TO" for d in c.children) for c in verb.children)

    @staticmethod
    def _is_reduced(verb: Token) -> bool:
        """Whether a verb tells of the noun before it: in "an analyst reported missing was alive" no analyst reports."""
        if verb.tag_ != "VBD" or verb.i + 1 >= len(verb.doc) or verb.nbor(1).dep_ not in ("xcomp", "oprd", "acomp"):
            return False
        told = (c for c in verb.children if c.dep_ == "ccomp" and c.tag_ in ("VBD", "VBZ", "VBP"))
        return any(not any(low.dep_ in _SUBJECTS for low in c.children) for c in told)

    def _is_per(self, token: Token, tokens: Sequence[Token]) -> bool:
        """Whether "per" brings a voice: it opens the sentence, or stands behind a comma before an article or somebody who speaks."""
        if token.i == tokens[0].i or token.i == tokens[-1].i or token.nbor(-1).text != ",":
            return token.i == tokens[0].i
        return token.nbor(1).tag_ in ("DT", "NNP") or any(c.dep_ == "pobj" and self._voices.is_speaker(c) for c in token.children)

    @staticmethod
    def _is_verb(noun: Token) -> bool:
        """Whether what is tagged as a noun has subject and clause of its own: "counsel submits that"."""
        deps = {child.dep_ for child in noun.children}
        return noun.dep_ == "ROOT" and "nsubj" in deps and "ccomp" in deps

    def _naming(self, act: Act, verb: Token, subject: Token) -> str:
        """Who calls it so, where the pronoun before the verb means whoever does it: "State television aired what it called his arrest"."""
        teller = self._subjects.around(verb, subject) if subject.lower_ in self._thing else None
        if teller is None:
            return ""
        here = {each.name for _, each in self._voices.within(verb.doc[verb.sent.start].idx, verb.idx)}
        name = next(iter(self._voices.of(teller)), "")
        return name if self._voices.fits(name, subject.lower_) and not any(here & set(chain) for chain in act.chains) else ""

    def _reflexive(self, act: Act, token: Token, before: Sequence[Act]) -> Act:
        """A pronoun within what somebody tells means the teller: "she said that she doubted it"."""
        subject = self._subjects.of(token) if token.tag_[:2] == "VB" else None
        if subject is not None and (named := self._naming(act, token, subject)):
            return replace(act, chains=((named,),))
        if subject is None or subject.lower_ not in self._personal:
            return act
        around = next((each for each in reversed(before) if each.told.start <= act.cue < each.told.end and each.chains[0]), None)
        if around is None or not act.chains[0] or not self._voices.fits(around.chains[0][-1], subject.lower_):
            return act
        return replace(act, chains=((around.chains[0][-1], *(name for name in act.chains[0][1:] if name != around.chains[0][-1])),))
