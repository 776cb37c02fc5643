"""What is told: the content clause, quotation or object of a verb of saying."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from loaders.extraction.acts import end_of
from loaders.extraction.cues import Cues, Frame
from loaders.extraction.polarity import Polarity
from loaders.extraction.proposals import Span
from loaders.extraction.quotations import Quotation

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSES = frozenset(("ccomp", "csubj", "csubjpass"))
_DONE = frozenset(("xcomp", "pcomp", "advcl", "dobj", "ccomp"))
_DEEPEST = 6
_FARTHEST = 10


class Contents:
    """Finds what is told beside a verb of saying."""

    def __init__(self, cues: Cues, polarity: Polarity) -> None:
        self._cues, self._polarity = cues, polarity

    def of(self, verb: Token, frame: Frame, tokens: Sequence[Token], quotes: Sequence[Quotation]) -> Token | Span | None:
        """What is told: a content clause, the clause that the tag stands in, a quotation, or an object, as the frame needs."""
        children = list(verb.children)
        if frame.needs == "of":
            return next((c for o in (verb, *(c for c in children if c.dep_ == "dobj")) for c in o.children if self.is_of(c)), None)
        if frame.needs == "predicate":
            return self._predicate(verb, quotes) or self._recounted(verb)
        clause = next((c for c in children if c.dep_ in _CLAUSES), None)
        if clause is None and frame.stance == "asks":
            clause = next((c for c in children if c.dep_ == "advcl" and self._is_open(c) and c.i > verb.i), None)
        if clause is not None and frame.stance == "asks" and any(c.tag_ == "TO" for c in clause.children):
            return None
        if frame.stance == "asks" and any(c.dep_ == "xcomp" and any(t.tag_ == "TO" for t in c.children) for c in children):
            return None
        if clause is None:
            clause = self.late_clause(verb) or self._taken_up(verb, frame)
        if clause is None and frame.needs in ("clause", "record"):
            clause = self._around(verb)
        if clause is not None:
            return clause
        if frame.needs == "clause" and any(
            c.tag_ == "WP" and (c.dep_ == "dobj" or (c.dep_ == "dative" and verb.dep_ == "pcomp")) for c in children
        ):
            if verb.dep_ == "csubj" and verb.head.lemma_ in self._cues.words("negations", "being"):
                return next((c for c in verb.head.children if c.dep_ == "ccomp" and c.i > verb.i), None)  # "What X says is that …"
            if verb.dep_ == "pcomp" and verb.head.lower_ in self._cues.words("learnt") and verb.head.head.i > verb.i:
                return verb.head.head  # "From what X told us, …"
            named = verb.head.lemma_ in self._cues.words("negations", "being") and verb.head.i < verb.i
            return verb if named or verb.dep_ == "pcomp" else None
        quoted = self._quoted(verb, tokens, quotes)
        if quoted is not None:
            return quoted
        if verb.lemma_ in self._cues.words("clausal") and (misread := self._misread(verb)) is not None:
            return misread
        if frame.needs == "clause" and (behind := self._behind_colon(verb, tokens)) is not None:
            return behind
        return self._object(verb, frame) or self._that_clause(verb, tokens, frame)

    @staticmethod
    def _behind_colon(verb: Token, tokens: Sequence[Token]) -> Span | None:
        """What follows a colon soon behind the verb: "X likes to tell it: …"."""
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if subject is not None and subject.pos_ == "NOUN" and not any(c.dep_ in ("det", "poss") for c in subject.children):
            return None
        behind = [t for t in tokens if t.i > verb.i]
        colon = next((t for t in behind[:_FARTHEST] if t.text == ":" or t.tag_ in ("VBD", "VBZ", "VBP", "MD")), None)
        if colon is None or colon.text != ":" or colon.i == tokens[-1].i:
            return None
        return Span(colon.nbor(1).idx, end_of(tokens[-1]))

    def _taken_up(self, verb: Token, frame: Frame) -> Token | None:
        """ ", a claim she rejects", ", which it denies": the clause itself, whose object stands before it."""
        if (
            verb.dep_ != "relcl"
            or frame.stance not in ("denies", "doubts")
            or any(c.dep_ == "dobj" and c.i > verb.i for c in verb.children)
        ):
            return None
        taken = any(c.dep_ == "dobj" and c.lower_ in self._cues.words("pronouns", "relative") for c in verb.children)
        return verb if taken or verb.head.lemma_ in self._cues.nouns else None

    def is_told(self, thing: Token) -> bool:
        """Whether something is what was said: "it", "the claim"; "questioned her" is of a person."""
        if thing.tag_ == "PRP" and thing.lower_ in self._cues.words("pronouns", "feminine"):
            return False
        things = self._cues.words("pronouns", "thing") | self._cues.words("definite")
        return thing.lower_ in things or thing.lemma_ in self._cues.nouns or thing.lemma_ in self._cues.words("disputable")

    def is_of(self, word: Token) -> bool:
        return word.dep_ == "prep" and word.lower_ in self._cues.words("accused")

    def _is_open(self, clause: Token) -> bool:
        return any(c.dep_ == "mark" and c.lower_ in self._cues.words("asking_marks") for c in clause.children)

    def _that_clause(self, verb: Token, tokens: Sequence[Token], frame: Frame) -> Span | None:
        """What follows a "that" soon behind the verb, where the tree hangs the clause elsewhere."""
        if frame.needs not in ("clause", "object"):
            return None
        for token in verb.doc[verb.i + 1 : min(verb.i + 9, tokens[-1].i)]:
            if token.lower_ in self._cues.words("marks") and token.tag_ in ("IN", "WDT"):
                return Span(token.idx, end_of(tokens[-1]))
            if token.tag_ in ("VBD", "VBZ", "VBP") or token.text in ('"', ";"):
                return None
        return None

    def late_clause(self, verb: Token) -> Token | None:
        """A content clause that the tree hangs on an adverb or object of the verb: "said hours later that …"."""
        marks = self._cues.words("marks")
        for child in verb.children:
            if child.i > verb.i and child.dep_ in ("advmod", "npadvmod", "dobj", "prep", "dative", "agent"):
                for deeper in child.subtree:
                    if deeper.dep_ not in ("ccomp", "acl", "relcl", "advcl"):
                        continue
                    opened = any(c.lower_ in marks and c.dep_ != "nsubj" and c.i < deeper.i for c in deeper.children)
                    if opened and any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in deeper.children):
                        return deeper
        return None

    @staticmethod
    def late_infinitive(verb: Token) -> Token | None:
        """What somebody "was reported on Monday to have done", where the tree hangs it on the date or beside it."""
        for child in verb.children:
            if child.i <= verb.i or child.dep_ not in ("prep", "npadvmod", "advmod", "advcl"):
                continue
            for deeper in child.subtree:
                helped = [c for c in deeper.children if c.dep_ in ("aux", "auxpass")]
                if deeper.dep_ in ("advcl", "relcl", "acl") and len(helped) > 1 and helped[0].tag_ == "TO" and helped[0].i > verb.i + 1:
                    return deeper
        return None

    def _around(self, verb: Token) -> Token | None:
        """The clause that a tag stands in: "X, he said, …", "as X puts it"."""
        if verb.dep_ == "xcomp":
            verb = verb.head
        if verb.dep_ == "parataxis":
            return verb.head
        if verb.dep_ in ("ccomp", "conj", "dep") and self._is_inserted(verb) and self._is_closed(verb):
            return verb.head
        if verb.dep_ in ("relcl", "acl", "appos") and self._is_inserted(verb):
            root = verb.head
            for _ in range(_DEEPEST):
                root = root.head
            return root if root.i != verb.i else None
        if verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in self._cues.words("as_saying") for c in verb.children):
            return verb.head
        return None

    def _is_inserted(self, verb: Token) -> bool:
        """ "X, she claimed, signed it": a clause between commas with a subject of its own and no content of its own."""
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if subject is None or subject.lower_ in self._cues.words("pronouns", "relative") or subject.left_edge.i == 0:
            return False
        before = subject.left_edge.nbor(-1)
        if before.tag_ in ("VBN", "VBD", "JJ") and before.i and subject.left_edge.i == subject.i:
            before = before.nbor(-1)  # ", leaked documents show"
        return before.text == ","

    @staticmethod
    def _is_closed(verb: Token) -> bool:
        """Whether nothing but a mark follows the verb: ", the paper reported."."""
        return verb.i + 1 >= len(verb.doc) or verb.nbor(1).is_punct

    def _quoted(self, verb: Token, tokens: Sequence[Token], quotes: Sequence[Quotation]) -> Span | None:
        """The quotation beside the verb: with nothing but its own words between."""
        inside = [each.span for each in quotes if each.span.start <= verb.idx < each.span.end]
        near = [each for each in quotes if each.span not in inside]
        if not near:
            return None
        best = min(near, key=lambda each: min(abs(each.span.start - verb.idx), abs(each.span.end - verb.idx)))
        low, high = sorted((verb.idx, best.span.start if best.span.start > verb.idx else best.span.end))
        between = [t for t in tokens if low < t.idx < high and t.i != verb.i]
        if any(t.tag_ in ("VBD", "VBZ", "VBP") and t.dep_ in ("ROOT", "conj", "ccomp", "parataxis") for t in between):
            return None
        if best.speech or best.span.start > verb.idx or verb.idx - best.span.end <= 1:
            return best.span
        return None

    def _object(self, verb: Token, frame: Frame) -> Token | None:
        objects = [c for c in verb.children if c.dep_ in ("dobj", "xcomp", "pcomp", "advcl", "dative") and c.i > verb.i]
        objects += [c for c in verb.children if c.dep_ == "advmod" and c.i == verb.i + 1 and c.tag_ == "DT"]  # "disputes this"
        if frame.needs == "object":
            found = next((c for c in objects if not any(t.tag_ == "TO" for t in c.children)), None)
            told = found is None or frame.hedge != "none" or frame.stance != "asserts"
            return found if told or not self._is_handed(verb, found) else None
        if frame.needs == "about":
            quoted = any(c.dep_ == "prep" and c.lower_ in self._cues.words("as_saying") for c in verb.children)
            return next((c for c in objects if quoted or self.is_told(c)), None) or (
                next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in self._cues.words("as_saying")), None) if quoted else None
            )
        if frame.needs == "record":
            return next((c for c in verb.children if c.dep_ in ("dobj", "oprd", "dative") and c.i > verb.i and c.pos_ != "ADP"), None)
        if frame.hedge == "believed" and self._polarity.is_negated(verb):
            return next((c for c in objects if c.dep_ == "dobj"), None)
        if (done := self._professed(verb) or self._recounted(verb) or self._so_told(verb)) is not None:
            return done
        behind = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
        so = self._cues.words("so_saying", "words")
        if any(c.lower_ in so and c.dep_ in ("advmod", "dobj", "mark") for c in (*verb.children, behind)):
            return verb
        return None

    @staticmethod
    def _misread(verb: Token) -> Span | None:
        """A clause whose verb the tree takes for a participle: "Police believe the colonel left by boat"."""
        if not any(c.dep_ == "nsubj" and c.i < verb.i for c in verb.children):
            return None
        thing = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
        told = thing is not None and any(c.dep_ == "acl" and c.tag_ == "VBN" and c.i == thing.i + 1 for c in thing.children)
        return Span(thing.left_edge.idx, end_of(thing.right_edge)) if told and thing is not None else None

    def answered(self, verb: Token) -> str:
        """The stance of an answer that is a single word: "He says not.", "The board says once."; empty for none."""
        if verb.dep_ != "ROOT" or verb.tag_ not in ("VBZ", "VBP", "VBD") or verb.i + 2 < verb.right_edge.i:
            return ""
        behind = [c for c in verb.children if c.i > verb.i and not c.is_punct]
        if len(behind) != 1 or any(c.dep_ in ("aux", "auxpass") for c in verb.children):
            return ""
        return next((stance for stance, words in self._cues.mapping("answering").items() if behind[0].lower_ in words), "")

    def _professed(self, verb: Token) -> Token | None:
        """What somebody "claims to have seen"."""
        if verb.lemma_ not in self._cues.words("professing") or self._polarity.is_negated(verb):
            return None
        return next((c for c in verb.children if c.dep_ == "xcomp" and c.i > verb.i and any(t.tag_ == "TO" for t in c.children)), None)

    def _recounted(self, verb: Token) -> Token | None:
        """What somebody "described finding", "described being told"; and whom or what one "remembers" with what it did."""
        if verb.lemma_ not in self._cues.words("recounting"):
            return None
        done = [c for c in verb.children if c.dep_ in _DONE and verb.i < c.i <= verb.i + 2]
        told = next((c for c in done if c.tag_ == "VBG" or any(d.tag_ == "VBG" and d.dep_ == "auxpass" for d in c.children)), None)
        if told is not None or verb.lemma_ not in self._cues.words("remembering"):
            return told
        return next((c for c in verb.children if c.dep_ == "dobj" and any(d.dep_ == "relcl" for d in c.children)), None)

    def _so_told(self, verb: Token) -> Token | None:
        """The clause before ", or so he liked to say"."""
        so = self._cues.words("so_saying", "tag")
        tag = verb.head if verb.dep_ == "xcomp" else verb
        first = next((c for c in tag.children if c.lower_ in so and c.i < tag.i), None)
        first = first or next((c for c in verb.children if c.lower_ in so and c.i < verb.i), None)
        if first is None or tag.dep_ not in ("conj", "parataxis", "ccomp", "dep") or tag.head.i > first.i:
            return None
        return tag.head

    def _is_handed(self, verb: Token, thing: Token | None) -> bool:
        """ "reported it", "reported the theft to the police": an act towards somebody, with nothing told to the reader."""
        if thing is None or thing.pos_ == "PRON":
            return thing is not None and thing.lower_ in self._cues.words("pronouns", "thing")
        to = self._cues.words("citing", "through")
        return any(c.dep_ in ("prep", "dative") and c.lower_ in to for each in (verb, thing) for c in each.children)

    def _predicate(self, verb: Token, quotes: Sequence[Quotation]) -> Token | None:
        """An object with what it is called: "calls it a forgery", "described him as …"."""
        has_name = any(
            c.dep_ in ("oprd", "ccomp", "xcomp") or (c.dep_ == "prep" and c.lower_ in self._cues.words("as_saying")) for c in verb.children
        )
        has_name = has_name or any(0 < each.span.start - verb.idx < 120 for each in quotes)
        thing = next((c for c in verb.children if c.dep_ in ("dobj", "ccomp", "oprd") and c.i > verb.i), None)
        if thing is None and has_name:  # "what officials described as a raid"
            thing = next((c for c in verb.children if c.dep_ in ("dobj", "dative") and c.tag_ == "WP"), None)
        has_name = has_name or (thing is not None and any(c.dep_ in ("appos", "amod") and c.i > thing.i for c in thing.children))
        return verb if thing is not None and (has_name or thing.dep_ == "ccomp") else None
