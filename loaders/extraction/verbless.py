"""Acts of saying told without a verb: "according to X", "the claim of X that", "X is sure that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.extraction.acts import Act, span_of
from loaders.extraction.cues import Cues, Frame
from loaders.extraction.media import Media
from loaders.extraction.polarity import Polarity
from loaders.extraction.subjects import Subjects
from loaders.extraction.verbs import Verbs
from loaders.extraction.voices import Voices

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSES = frozenset(("ccomp", "csubj", "csubjpass"))
_DEEPEST = 6


class Phrases:
    """Acts told by a phrase, a noun or an adjective."""

    def __init__(self, voices: Voices, cues: Cues, subjects: Subjects, media: Media, verbs: Verbs) -> None:
        self._voices, self._cues, self._subjects, self._media, self._verbs = voices, cues, subjects, media, verbs
        self._polarity = Polarity(cues)

    def according(self, token: Token) -> Act | None:
        following = token.nbor(1)
        head = next((c for c in (*following.children, *token.children) if c.dep_ == "pobj"), None)
        head = head or self._charging(following)
        if head is None:
            return None
        names = self._register(head) or self._voices.of(self._media.owner(head))
        if head.i and head.head.tag_ == "VBG" and head.head.dep_ == "pcomp":
            names = [head.doc[head.head.i : head.i + 1].text]
        if not names or (head.lemma_ in self._cues.words("conforming") and not any(c.dep_ == "poss" for c in head.children)):
            return None
        cited = self._media.behind(token, head)
        seen = self._media.seen_by(head) or self._media.seen_by(self._media.owner(head))
        chains = tuple((*seen, name, *(n for n in cited if n != name)) for name in names)
        clause = token.head
        for _ in range(_DEEPEST):
            if clause.head.i == clause.i or (clause.pos_ in ("VERB", "AUX") and clause.dep_ in ("ROOT", "conj", "ccomp", "parataxis")):
                break
            clause = clause.head
        span = span_of(clause)
        return Act(token.idx, span, span, chains, head=clause.idx)

    def _charging(self, preposition: Token) -> Token | None:
        """The document whose first word the tree takes for a verb: "according to charging documents"."""
        verb = next((c for c in preposition.children if c.dep_ == "pcomp" and c.tag_ == "VBG"), None)
        if verb is None or verb.i + 1 >= len(verb.doc) or verb.nbor(1).lower_.removesuffix("s") not in self._cues.words("documents"):
            return None
        return verb.nbor(1)

    def _register(self, head: Token) -> list[str]:
        """The document behind a noun that the tree takes for the whole phrase: "the company register"."""
        after = head.nbor(1) if head.i + 1 < len(head.doc) else head
        if after.lower_ not in self._cues.words("documents") or after.head.i == head.i or after.tag_ not in ("VBP", "VB", "NN"):
            return []
        return [head.doc[head.left_edge.i : after.i + 1].text]

    def of_account(self, noun: Token) -> Act | None:
        """ "By his own account, X …"."""
        owner = next((c for c in noun.children if c.dep_ == "poss"), None)
        if owner is None:
            owner = next(
                (d for c in noun.children if c.dep_ == "prep" and c.lower_ in self._cues.words("accused") for d in c.children), None
            )
        if (
            owner is None
            or self._voices.is_own(owner)
            or noun.dep_ != "pobj"
            or noun.head.lower_ not in self._cues.words("sources") | self._cues.words("accounted")
        ):
            return None
        clause = noun.head.head
        hedge = self._cues.accounts.get(noun.lemma_) or self._cues.accounts.get(noun.lower_, "none")
        fits = hedge == "believed" or noun.head.lower_ not in self._cues.words("accounted")
        if not fits or clause.lemma_ in self._cues.words("banking"):  # "paid from the account of X"
            return None
        subject = self._subjects.of(clause)
        names = self._voices.of(owner) or (self._voices.of(subject) if subject is not None and owner.dep_ == "poss" else [])
        return Act(noun.idx, span_of(clause), span_of(clause), tuple((name,) for name in names), hedge, head=clause.idx) if names else None

    def of_ground(self, noun: Token) -> Act | None:
        """ "The paper printed it on the authority of X": what is told by no verb of saying."""
        prep = noun.head
        of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in self._cues.words("accused")), None)
        source = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
        source = source or next((c for c in noun.children if c.dep_ == "poss"), None)
        if source is None or noun.dep_ != "pobj" or prep.lower_ not in self._cues.words("citing", "standing"):
            return None
        verb = prep.head
        for _ in range(_DEEPEST):
            if verb.tag_[:2] in ("VB", "MD") or verb.head.i == verb.i:
                break
            verb = verb.head
        subject = self._subjects.of(verb) if verb.tag_[:2] == "VB" else None
        if subject is None or any(c.dep_ in _CLAUSES for c in verb.children) or self._voices.is_own(source):
            return None
        outer, inner = self._media.outlet(subject), self._voices.of(source)[:1]
        return (
            Act(noun.idx, span_of(verb), span_of(verb), ((outer, *inner),), head=verb.idx)
            if outer and inner and outer not in inner
            else None
        )

    def of_credence(self, word: Token) -> Act | None:
        """ "If X is right, …"."""
        verb = word if any(c.dep_ == "auxpass" for c in word.children) else word.head
        if verb.dep_ == "xcomp":
            verb = verb.head
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        opening = self._cues.words("conditional", "opening")
        if subject is None or verb.dep_ != "advcl" or not any(c.dep_ == "mark" and c.lower_ in opening for c in verb.children):
            return None
        names = self._voices.of(subject)
        if not names or not (self._voices.kind(names[0]) or self._voices.is_teller(subject)):
            return None
        return Act(verb.idx, span_of(verb.head), span_of(verb.head), ((names[0],),), "conditional", head=verb.head.idx)

    def of_noun(self, noun: Token) -> Act | None:
        """ "the allegation by X that …", "a claim on X that …", "rumours that …"."""
        kind = self._cues.nouns[noun.lemma_]
        clause = next((c for c in noun.children if c.dep_ in ("acl", "ccomp", "relcl") and _that(c, self._cues.words("marks"))), None)
        if clause is not None and self._is_taken_up(clause):
            return None
        if clause is None:
            clause = self._predicated(noun)
        source = self._source_of(noun)
        if clause is None:
            return None
        if not source and kind == "rumoured" and any(c.dep_ == "prep" for c in noun.children):
            source = [self._voices.words(noun)]
        hedge = kind if kind in ("alleged", "rumoured", "believed") else "none"
        stance = "denies" if kind == "denies" else "asserts"
        own = any(c.dep_ == "poss" and self._voices.is_own(c) for c in noun.children)
        if not source and hedge == "none" and stance == "asserts" and not own:
            return None
        span = span_of(noun) if clause.head.i == noun.i else span_of(noun.head)
        return Act(noun.idx, span, span_of(clause), (tuple(source[:1]),), hedge, stance, clause.idx)

    def _is_taken_up(self, clause: Token) -> bool:
        """Whether a clause tells what somebody says of it, and not what it is: "an accusation that X denied"."""
        told = any(c.dep_ in (*_CLAUSES, "xcomp") or (c.dep_ == "dobj" and c.i > clause.i) for c in clause.children)
        taken = any(frame.stance in ("denies", "doubts") for frame in self._cues.verbs.get(clause.lemma_, ()))
        return taken and not told and any(c.dep_ == "dobj" and c.i < clause.i for c in clause.children)

    def _predicated(self, noun: Token) -> Token | None:
        """What a noun is said to be: "the rumour is that …", "our understanding was that …"."""
        verb = noun.head
        going_round = self._cues.nouns[noun.lemma_] == "rumoured" and verb.lemma_ in self._cues.words("going_round")
        if noun.dep_ not in ("nsubj", "attr") or not (going_round or verb.lemma_ in self._cues.words("predicating")):
            return None
        return next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i and _that(c, self._cues.words("marks"))), None)

    def _source_of(self, noun: Token) -> list[str]:
        for child in noun.children:
            if child.dep_ == "poss":
                return self._voices.of(child)[:1]
            if child.dep_ in ("prep", "agent") and child.lower_ in self._cues.words("sources"):
                for deeper in child.children:
                    if deeper.dep_ == "pobj" and (named := self._voices.named(deeper)) is not None and named.kind != "place":
                        return [named.name]
            # "a claim made by X that …", not "a claim that he was paid by X"
            if child.dep_ == "acl" and child.tag_ == "VBN" and not any(c.dep_ in ("mark", "nsubj", "nsubjpass") for c in child.children):
                for deeper in child.subtree:
                    if deeper.dep_ == "pobj" and deeper.head.dep_ == "agent":
                        return self._voices.of(deeper)[:1]
        return self._holder_of(noun)

    def _holder_of(self, noun: Token) -> list[str]:
        """ "X was of the opinion that", "X gave evidence that", "X takes the view that"."""
        verb = noun.head
        if (
            noun.dep_ == "pobj"
            and verb.lower_ in self._cues.words("accused")
            and verb.head.lemma_ in self._cues.words("negations", "being")
        ):
            verb = verb.head
        elif noun.dep_ != "dobj" or verb.lemma_ not in self._cues.words("voicing"):
            return []
        subject = self._subjects.of(verb)
        return self._voices.of(subject)[:1] if subject is not None and not self._voices.is_own(subject) else []

    def of_adjective(self, word: Token) -> Act | None:
        """ "X is not sure that …", "X is convinced that …"."""
        verb = word if word.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in word.children) else word.head
        clause = next((c for c in (*word.children, *verb.children) if c.dep_ in _CLAUSES and c.i > word.i), None)
        subject = self._subjects.of(verb)
        if subject is None:
            return None
        if clause is None:
            return self._unconvinced(word, verb, subject)
        chains = self._verbs.chains(subject, verb, Frame("clause"))
        if chains is None or subject.lower_ in self._cues.words("pronouns", "thing"):
            return None
        hedge, stance = self._cues.adjectives[word.lower_]
        negated = self._polarity.is_negated(verb) or self._polarity.is_negated(word)
        return self._verbs.act(verb, subject, clause, chains, "none" if negated else hedge, "doubts" if negated else stance)

    def _unconvinced(self, word: Token, verb: Token, subject: Token) -> Act | None:
        """ "X was not convinced.", "X is less certain.": a doubt about what was told before."""
        less = any(c.lower_ in self._cues.words("negations", "less") for c in word.children)
        negated = self._polarity.is_negated(verb) or self._polarity.is_negated(word)
        doubting = self._cues.adjectives[word.lower_][1] == "doubts"
        if not (doubting or ((negated or less) and word.lower_ in self._cues.words("trusting"))) or (doubting and negated):
            return None
        if any(c.dep_ in ("prep", "xcomp", "advcl") and c.i > word.i for c in word.children) or not self._voices.is_speaker(subject):
            return None
        names = self._voices.of(subject)[:1]
        return Act(word.idx, span_of(verb), span_of(verb), (tuple(names),), "none", "doubts") if names else None


def _that(clause: Token, marks: frozenset[str]) -> bool:
    return any(c.dep_ in ("mark", "nsubj", "dobj") and c.lower_ in marks and c.i < clause.i for c in clause.children)
