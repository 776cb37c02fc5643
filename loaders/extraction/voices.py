"""Who a voice is: the entity that its words name, the one that a pronoun or "the company" goes back to, else the words themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from loaders.extraction.cues import Cues
from loaders.extraction.issuers import issuer
from loaders.extraction.mentions import folded
from loaders.extraction.named_heads import NamedHeads
from loaders.extraction.page import Page
from loaders.extraction.proposals import BODIES, Named, Span
from loaders.extraction.salience import heads_of
from loaders.extraction.titled import Titled
from loaders.extraction.unnamed import Unnamed
from loaders.extraction.wordings import Wordings

if TYPE_CHECKING:
    from spacy.tokens import Token

_A_LITTLE = 500
_BACK = 9
_QUOTING = tuple('"“‘«„')
_PRONOUN_FORMS = ("masculine", "feminine", "thing", "several")


class Voices(NamedHeads):
    """The voices of one page, in reading order: `note` each sentence when it has been read, and pronouns find whom they stand for."""

    def __init__(self, page: Page, entities: Sequence[Named], cues: Cues) -> None:
        super().__init__(page, entities, cues)
        self._titled = Titled(page.text, [each for each in entities if each.kind == "person" or each.kind in BODIES], cues)
        self._wordings, self._unnamed_ = Wordings(cues, self._roles), Unnamed(cues, self._roles)
        self._shown = (0, "")
        heads = heads_of(cues)
        self._speakers, self._tellers = heads.speakers, heads.tellers

    def of(self, head: Token) -> list[str]:
        """The voices of a noun phrase, one for each part of a coordination; empty for nobody in particular, or the writer."""
        named = [c for c in head.children if c.dep_ == "appos" and head.tag_ == "NNS"]  # "Two officers, X and Y, said"
        beside = [each for c in named for each in c.conjuncts if each.i > c.i and self.named(each) is not None]
        parts = [head, *beside, *(each for each in head.conjuncts if each.i > head.i and each.dep_ == "conj")][:6]
        return [name for each in parts if (name := self._one(each))]

    def introduced(self, tokens: Sequence[Token]) -> list[str]:
        """The unnamed persons of whom a sentence begins to tell: "a retired guard", "his deputy"."""
        indefinite = self._cues.words("indefinite")
        return [
            self._wordings.of(t)
            for t in tokens
            if t.lemma_ in self._roles
            and t.tag_ in ("NN", "NNS")
            and (t.dep_ == "nsubj" or self._is_contacted(t))
            and (
                any(c.lower_ in indefinite or c.dep_ == "poss" or self._is_contacted(t) for c in t.children)
                or (t.tag_ == "NNS" and all(c.dep_ not in ("det", "amod", "nummod") for c in t.children))
            )
            and self.named(t) is None
            and not any(c.tag_ in ("WP$", "WDT", "WP") for c in t.children)  # "What a customer does with it"
        ]

    def show(self, tokens: Sequence[Token]) -> None:
        """A sentence has been read: the document that it alone brings up is what "it says" may go back to."""
        shown = [t for t in tokens if t.tag_ == "NN" and self._unnamed_.is_shown(t) and self.named(t) is None]
        self._shown = (self._sentence.start, self._wordings.of(shown[0])) if len(shown) == 1 else (0, "")

    def _is_contacted(self, noun: Token) -> bool:
        """Whether the writer turned to somebody: "I rang the engineer", "Spoke to my man"."""
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        return (
            noun.dep_ in ("dobj", "pobj")
            and verb.lemma_ in self._cues.words("contacting")
            and (subject is None or subject.lower_ in self._cues.words("pronouns", "own"))
        )

    def is_own(self, head: Token) -> bool:
        """Whether the words mean whoever is writing or speaking: I, we, the publisher's own inquiry."""
        return head.lower_ in self._cues.words("pronouns", "own") or (
            head.pos_ == "NOUN" and (self._is_of_publisher(head) or self._is_publication(head))
        )

    def _one(self, head: Token) -> str:
        word = head.lower_
        pronouns = self._cues.mapping("pronouns")
        if word in self._cues.words("quantities") and (teller := self._all_of(head)) is not None:
            return self._one(teller)
        if word in pronouns["relative"] and head.pos_ in ("PRON", "DET", "SCONJ"):
            if (before := self._before(head)) is not None:
                personal = word in self._cues.words("pronouns", "personal") and before.kind != "person" and head.head.dep_ == "relcl"
                owner = self.named(head.head.head) if personal else None  # "X of Y Ltd, who denies it"
                if personal and owner is None and head.head.head.lemma_ in self._roles:
                    return self._one(head.head.head)  # "an official at Bole airport, who asked"
                return owner.name if owner is not None and owner.kind == "person" else before.name
            clause = head.head
            while clause.dep_ not in ("relcl", "ROOT") and clause.head is not clause:
                clause = clause.head
            if clause.dep_ == "relcl" and clause.head.lower_ in self._cues.words("days", "named"):
                people = [each for _, each in self.within(head.sent.start_char, head.idx) if each.kind == "person"]
                return people[-1].name if people else ""  # "Mr X, until August the head of the agency, who told"
            return (
                self._one(self._telling_head(clause.head, personal=word in self._cues.words("pronouns", "personal")))
                if clause.dep_ == "relcl" and clause.head.lower_ not in pronouns["relative"]
                else ""
            )
        for form in _PRONOUN_FORMS:
            if word in pronouns[form]:
                tells = self._tells(head, form)
                meant = self.meant(form, head.idx, self._barred(head), telling=tells)
                start, shown = self._shown if tells and form == "thing" else (0, "")
                return shown if shown and self._latest.get(meant, -1) < start else meant
        if word in pronouns["own"] or self.is_nobody(head):
            return ""
        named = self.named(head)
        return named.name if named is not None else self._described(head)

    def _telling_head(self, head: Token, *, personal: bool) -> Token:
        """The noun that a clause of saying can be about, its own or one before: "a man in overalls on the steps, who told her"; a document
        where the clause is not of a person."""
        if head.pos_ not in ("NOUN", "PROPN") or self.is_speaker(head) or self.is_teller(head):
            return head
        before = (t for t in reversed(head.doc[max(head.sent.start, head.i - _BACK) : head.i]) if t.pos_ == "NOUN" and t.head.i != head.i)
        return next((t for t in before if (self.is_speaker(t) if personal else self.is_teller(t) and not self.is_speaker(t))), head)

    def _all_of(self, head: Token) -> Token | None:
        """Who says what is "all": "…" was all she would say."""
        clause = next((c for c in head.children if c.dep_ == "relcl" and c.lemma_ in self._cues.verbs), None)
        return next((c for c in clause.children if c.dep_ == "nsubj"), None) if clause is not None else None

    def _tells(self, pronoun: Token, form: str) -> bool:
        """Whether a pronoun for a thing is who says something: "it accuses him", "it adds that"."""
        return form in ("thing", "several") and pronoun.dep_ == "nsubj" and pronoun.head.lemma_ in self._cues.verbs

    def is_nobody(self, head: Token) -> bool:
        """Whether a pronoun means nobody who could be told: "nobody", "someone", with nothing beside it that tells who."""
        if head.lower_ not in self._cues.words("pronouns", "nobody") or self.is_counted(head):
            return False
        if head.lower_ in self._cues.words("pronouns", "nobody_at_all"):  # "never called that by anyone in town"
            return True
        return not any(c.dep_ in ("prep", "det", "amod") for c in head.children)

    def is_counted(self, head: Token) -> bool:
        """Whether "one" is one of several who were told of: "One said", "said one"."""
        if head.lower_ not in self._cues.words("pronouns", "counted") or head.dep_ not in ("nsubj", "dobj", "attr", "npadvmod"):
            return False
        verb = head.head
        now = verb.tag_ in ("VBZ", "NNS")
        told = verb.tag_ == "VBD" or (verb.tag_ == "VBZ" and head.i == verb.i + 1)  # "…," says one
        told = told or (now and verb.i == head.i + 1 and self._unnamed_.are_several(self._latest, self._sentence.start))
        return told and verb.lemma_ in self._cues.verbs and self._sentence.start <= head.idx < self._sentence.end

    def _barred(self, pronoun: Token) -> list[Span]:
        """What stands before a subject pronoun in its own clause, whose names it cannot mean: "asked by X, she said"."""
        if pronoun.dep_ not in ("nsubj", "nsubjpass"):
            return []
        before = [c for c in pronoun.head.children if c.i < pronoun.i]
        if pronoun.head.dep_ == "parataxis" and pronoun.i and pronoun.nbor(-1).text == ",":
            start = pronoun.head.head.left_edge.idx
            return [Span(start, pronoun.idx)] if start < pronoun.idx else []  # "X, he says, is …": somebody else says so
        if (told := next((c for c in before if c.dep_ == "ccomp"), None)) is not None:
            other = pronoun.lower_ in self._cues.mapping("pronouns")["several"] or self._is_quoted(told)
            subject = next((c for c in told.children if other and c.dep_ == "nsubj" and c.tag_ == "NNP" and c.i < told.i), None)
            return [Span(subject.left_edge.idx, told.idx)] if subject is not None else []  # "X sent it on, they said", '"X paid," he said'
        topics = self._cues.words("topics")
        opening = next(
            (
                c
                for c in before
                if c.dep_ in ("prep", "advcl", "agent", "npadvmod")
                and c.lower_ not in topics
                and not any(d.dep_ in ("nsubj", "nsubjpass") for d in c.children)
            ),
            None,
        )
        return [Span(opening.left_edge.idx, pronoun.idx)] if opening is not None and opening.left_edge.idx < pronoun.idx else []

    def _is_quoted(self, verb: Token) -> bool:
        """Whether the clause of a verb stands at the head of a quotation."""
        start = verb.left_edge.idx
        return self._page.text[max(0, start - 1) : start + 1].strip()[:1] in _QUOTING

    def is_speaker(self, head: Token) -> bool:
        """Whether a noun names or describes somebody who can speak: no place, no document."""
        named = self.named(head)
        if named is not None:
            return named.kind not in ("place", "event")
        return head.lemma_.casefold() in self._speakers

    def _is_bare(self, head: Token) -> bool:
        """Whether a role stands with nothing that tells whose or which."""
        before = head.nbor(-1).text if head.i else ""
        alone = not any(c.i < head.i or c.dep_ in ("appos", "prep") for c in head.children)
        return alone and before != "-" and head.lower_ in self._roles and head.tag_ in ("NN", "NNP")

    def is_role(self, head: Token) -> bool:
        """Whether a noun with an article or owner is of a person who can speak: "the foreman", "his wife"."""
        return head.tag_ == "NN" and head.lemma_ in self._roles and any(c.dep_ in ("det", "poss") for c in head.children)

    def is_teller(self, head: Token) -> bool:
        """Whether a noun is of somebody or something that tells: a role, a body, a document."""
        return head.lemma_.casefold() in self._tellers or head.lower_ in self._tellers

    def _described(self, head: Token) -> str:
        words = self.words(head)
        if (
            any(c.dep_ == "det" and c.lower_ in self._cues.words("negations", "subjects") for c in head.children)
            or self._is_publication(head)
            or self._is_of_publisher(head)
            or any(c.tag_ in ("WDT", "WP", "WP$") for c in head.children if c.i < head.i)
        ):
            return ""
        if (issued_by := issuer(head, self._cues, self.named)) is not None:
            return "" if self.is_publisher(issued_by.name) else issued_by.name
        if (carried_by := self._carrier(head)) is not None:
            return "" if self.is_publisher(carried_by.name) else carried_by.name
        lower = head.lower_
        determined = [c for c in head.children if c.dep_ in ("det", "poss")]
        if self._is_bare(head):
            return self._titled.of(lower, len(self._page.text)) or words  # of a headline: "Officer says he was ill"
        if not determined and head.i > 2 and head.nbor(-1).text == "-":
            determined = [head.nbor(-3)]  # "the ex-skipper"
        definite = any(c.lower_ in self._cues.words("definite") for c in determined)
        same = self._cues.words("same")
        narrow = all(c.dep_ in ("det", "punct", "relcl", "appos", "advmod") or c.lower_ in same or c.tag_ == "PRP$" for c in head.children)
        if definite and narrow:
            named = self._titled.of(lower, head.idx) or self._again(head) or self._article(head)
            return named or self._body(lower) or self._document(lower) or words
        if definite and (outlet := self._so_called(head)):
            return outlet
        if definite and self._unnamed_.is_epithet(head):
            return self._told_of(head) or words
        return words

    def _carrier(self, head: Token) -> Named | None:
        """The outlet that an article stands in: "the article in the Beacon of 5 October"."""
        if head.lower_ not in self._cues.words("articled"):
            return None
        held = (low for c in head.children if c.dep_ == "prep" and c.lower_ in self._cues.words("carried") for low in c.children)
        return next((each for low in held if (each := self.named(low)) is not None and each.kind == "outlet"), None)

    def _article(self, head: Token) -> str:
        """The outlet whose "article" or "story" it is: the last one named, a little before."""
        same = any(c.lower_ in self._cues.words("same") for c in head.children)
        if head.lower_ not in self._cues.words("articled") and not (same and head.lower_ in self._cues.words("documents")):
            return ""
        return self.outlet_before(head.idx)

    def _so_called(self, head: Token) -> str:
        """The outlet that "the Italian daily" means: the last one named, where nothing but where it is tells more of it."""
        if head.lower_ not in self._cues.words("anaphors", "outlet") or any(
            c.dep_ in ("prep", "relcl", "acl", "appos") for c in head.children
        ):
            return ""
        told = [c for c in head.children if c.dep_ in ("amod", "compound", "nmod")]
        return self.outlet_before(head.idx) if told and all(c.text[0].isupper() for c in told) else ""

    def outlet_before(self, place: int) -> str:
        """The last outlet named a little before a place; empty if that is the publisher, or none."""
        outlets = [each for _, each in self.within(max(0, place - _A_LITTLE), place) if each.kind == "outlet"]
        return outlets[-1].name if outlets and not self.is_publisher(outlets[-1].name) else ""

    def _again(self, head: Token) -> str:
        """Whom a phrase such as "the diplomat" repeats, or an epithet such as "the tycoon" means."""
        if any(c.dep_ == "poss" for c in head.children):
            return ""
        again = self._unnamed_.before(head, self._latest, self._kinds)
        return again or (self._told_of(head) if self._unnamed_.is_epithet(head) else "")

    def _told_of(self, head: Token) -> str:
        form = next((form for form, words in self._cues.mapping("gender").items() if head.lower_ in words), "")
        return self._unnamed_.told_of(self.told_of(form, head.idx))

    def holder(self, role: str) -> str:
        """Who alone is called by a role in the whole text: the "lawyer" of a headline; else the words."""
        return self._titled.of(role.casefold(), len(self._page.text)) or role

    def _is_publication(self, head: Token) -> bool:
        """Whether the publisher speaks of itself: "this newspaper"."""
        here = self._cues.words("publication", "here")
        return head.lower_ in self._cues.words("publication", "nouns") and any(c.lower_ in here for c in head.children if c.dep_ == "det")

    def _is_of_publisher(self, head: Token) -> bool:
        """Whether a document is the publisher's own: "an inquiry by this newspaper"."""
        if not {head.lower_, head.lemma_} & self._cues.words("documents"):
            return False
        return any(
            self.is_publisher(each.name)
            for _, each in self.within(max(head.left_edge.idx, head.idx - 80), min(head.right_edge.idx + 1, head.idx + 80))
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
        known = [name for name in sorted(self._latest, key=lambda n: -self._latest[n]) if self._kinds.get(name) in BODIES]
        alike = {word, *self._cues.mapping("name_words").get(word, ())}
        for name in known:
            if alike & set(folded(name).split()):
                return name
        for kind, words in self._cues.mapping("anaphors").items():
            if word in words:
                found = next((name for name in known if self._kinds[name] == kind), "")
                if found:
                    return found
        return ""

    def words(self, head: Token) -> str:
        """The phrase of a noun without its clauses and appositions: "two officials with knowledge of the matter"."""
        return self._wordings.of(head, self._sentence.start if self._sentence.start <= head.idx < self._sentence.end else 0)

    def heads_document(self, words: str) -> bool:
        """Whether the phrase itself is a document by its head: "a summary of her findings", not "a spokesman of the paper"."""
        head = folded(self._cues.preposition.split(words, maxsplit=1)[0]).split()
        own = self._cues.words("own_documents")
        if not head or any(word in own for word in folded(words).split()):
            return False
        documents, none = self._cues.words("documents"), self._cues.words("no_documents")
        noun = head[-2] if len(head) > 1 and any(sign.isdigit() for sign in head[-1]) else head[-1]  # "notice 25", "invoices V-14"
        return any(word in documents and word not in none for word in (noun, noun.removesuffix("s")))
