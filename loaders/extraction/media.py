"""In whose medium somebody speaks ("told X", "in an interview with X"), and whom a voice goes back to ("citing Y")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.extraction.cues import Cues, Frame
from loaders.extraction.subjects import Subjects
from loaders.extraction.voices import Voices

if TYPE_CHECKING:
    from spacy.tokens import Token
_FARTHEST = 40


class Media:
    """Finds in whose medium somebody speaks, and whom a voice goes back to."""

    def __init__(self, voices: Voices, cues: Cues, subjects: Subjects) -> None:
        self._voices, self._cues, self._subjects = voices, cues, subjects
        self.spent: set[int] = set()

    def before(self, verb: Token, frame: Frame) -> list[str]:
        """The outlet that somebody speaks to: "told X", "said in an interview with X"; not the publisher."""
        for child in (*verb.children, *(deeper for c in verb.children if c.dep_ in ("prt", "advmod") for deeper in c.children)):
            if child.dep_ in ("dobj", "dative", "nsubj") and frame.hearer and child.i > verb.i:
                if outlet := self.outlet(child):
                    return [outlet]
                reporter = child.lemma_ in self._cues.words("hearers", "reporters")
                for deeper in child.subtree:
                    if reporter and deeper.dep_ == "pobj" and deeper.head.head.i == child.i and (outlet := self.outlet(deeper)):
                        return [outlet]
            if child.dep_ == "prep" and child.lower_ in self._cues.words("hearers", "prepositions"):
                for place in child.children:
                    if place.dep_ != "pobj":
                        continue
                    if outlet := self.outlet(place):
                        return [outlet]
                    if seen := next((found for t in place.subtree if (found := self.seen_by(t))), None):
                        return seen
                    if place.lemma_ in self._cues.words("hearers", "nouns"):
                        for deeper in place.subtree:
                            if deeper.dep_ == "pobj" and (outlet := self.outlet(deeper)):
                                return [outlet]
            if child.dep_ in ("advcl", "acl") and child.i < verb.i:
                talking, asked = (child.lemma_ in self._cues.words(*path) for path in (("hearers", "verbs"), ("contacting",)))
                for deeper in child.subtree if talking or (asked and child.tag_ == "VBN") else ():
                    told = deeper.dep_ in ("pobj", "dobj") if talking else deeper.head.dep_ == "agent" and deeper.head.head.i == child.i
                    if told and (outlet := self.outlet(deeper)):
                        return [outlet]
        return self._linked(verb, frame) or self._spoken_to(verb) or self._talk(verb) or self._spokesman(verb) or self._holding(verb)

    def _linked(self, verb: Token, frame: Frame) -> list[str]:
        """The outlet that is told, where its name is a link: "told [X](…)"."""
        behind = verb.doc[verb.i + 1 : verb.i + 4]
        linked = frame.hearer and len(behind) > 1 and behind[0].text == "["
        named = next((each for t in behind[1:] if (each := self._voices.at(t.idx)) is not None), None) if linked else None
        is_outlet = named is not None and named.kind == "outlet" and not self._voices.is_publisher(named.name)
        return [named.name] if named is not None and is_outlet else []

    def _spokesman(self, verb: Token) -> list[str]:
        """Who speaks for somebody: "through his lawyer, X, he said", "via a spokesman"."""
        for_ = self._cues.mapping("speaking_for")
        issued = [
            d for c in verb.children if c.dep_ == "prep" for p in c.children for d in p.children if d.dep_ == "acl" and d.tag_ == "VBN"
        ]
        speaking = [c for c in verb.children if c.dep_ == "advcl" and c.lemma_ in self._cues.words("hearers", "verbs")]
        for child in [c for each in (verb, *issued, *speaking) for c in each.children]:
            if child.lower_ in for_["prepositions"] or (child.dep_ == "agent" and child.head.lemma_ in self._cues.words("putting_out")):
                for place in child.children:
                    speaks = any(t.lower_ in for_["nouns"] for t in (place, *place.children) if t.i <= place.i)
                    if place.dep_ == "pobj" and (speaks or (child.dep_ == "prep" and self._is_person(place))):
                        return self._voices.of(place)[:1]
        return []

    def _is_person(self, head: Token) -> bool:
        named = self._voices.named(head)
        return named is not None and named.kind == "person"

    def _holding(self, verb: Token) -> list[str]:
        """The outlet that a document was seen or obtained by."""
        subject = self._subjects.of(verb)
        return self.seen_by(subject) if subject is not None else []

    def seen_by(self, head: Token) -> list[str]:
        """The outlet behind "documents seen by", "a memo obtained by", "a memo which X published"."""
        told = [d for each in (head, *head.conjuncts) for d in each.children]
        for clause in (*told, *(d for c in head.children if c.dep_ == "acl" for p in c.children for d in p.children)):
            if clause.dep_ == "relcl" and clause.lemma_ in self._cues.words("citing", "holding"):
                which = any(c.dep_ == "dobj" and c.lower_ in self._cues.words("pronouns", "relative") for c in clause.children)
                holder = next((c for c in clause.children if c.dep_ == "nsubj"), None)
                if which and holder is not None and (outlet := self.outlet(holder)):
                    return [outlet]
            if clause.dep_ == "acl" and clause.lemma_ in self._cues.words("citing", "holding"):
                for deeper in clause.subtree:
                    if deeper.dep_ == "pobj" and deeper.head.dep_ == "agent" and (outlet := self.outlet(deeper)):
                        return [outlet]
        return []

    def _talk(self, verb: Token) -> list[str]:
        """The outlet of a conversation told of before the tag: "X, in an interview with Y, did not deny it: …, he said"."""
        for token in verb.doc[max(verb.sent.start, verb.i - _FARTHEST) : verb.i]:
            if token.lemma_ in self._cues.words("hearers", "talks"):
                for deeper in token.subtree:
                    if deeper.dep_ in ("pobj", "appos") and deeper.i < verb.i and (outlet := self.outlet(deeper)):
                        return [outlet]
        return []

    def _spoken_to(self, verb: Token) -> list[str]:
        """The outlet of a clause about the speaker: "a third, who spoke to X, said"."""
        subject = self._subjects.of(verb)
        if subject is None:
            return []
        for clause in subject.children:
            if clause.dep_ == "prep" and clause.lower_ in self._cues.words("hearers", "posting"):
                for deeper in clause.children:
                    if deeper.dep_ == "pobj" and deeper.head.dep_ == "agent" and (outlet := self.outlet(deeper)):
                        return [outlet]
            if clause.dep_ == "acl" and clause.tag_ == "VBN":  # "X, reached by Y by phone, said"
                for deeper in clause.subtree:
                    if deeper.dep_ == "pobj" and deeper.head.dep_ == "agent" and (outlet := self.outlet(deeper)):
                        return [outlet]
            if clause.dep_ == "relcl" and clause.lemma_ in self._cues.words("hearers", "verbs"):
                for deeper in clause.subtree:
                    if deeper.dep_ in ("pobj", "appos") and (outlet := self.outlet(deeper)):
                        return [outlet]
            if clause.dep_ == "acl" and clause.tag_ == "VBG" and clause.lemma_ in self._cues.words("hearers", "verbs"):
                for to in clause.children:
                    for deeper in to.children if to.lower_ in self._cues.words("hearers", "prepositions") else ():
                        if deeper.dep_ == "pobj" and (outlet := self.outlet(deeper)):
                            return [outlet]
        return []

    def outlet(self, head: Token) -> str:
        named = self._voices.named(head)
        if named is None and head.lower_ in self._cues.words("kinds", "outlet") and self._is_same(head):
            named = next((each for name in self._voices.of(head)[:1] if (each := self._voices.known(name)) is not None), None)
        if named is None or named.kind != "outlet" or named.name.casefold().rstrip(".") in self._cues.words("platforms"):
            return ""
        return "" if self._voices.is_publisher(named.name) else named.name

    def _is_same(self, head: Token) -> bool:
        """ "the paper", "the same paper": with nothing else beside it."""
        same = self._cues.words("same")
        return any(c.dep_ == "det" for c in head.children) and all(
            c.dep_ == "det" or c.lower_ in same for c in head.children if c.i < head.i
        )

    def behind(self, verb: Token, subject: Token) -> list[str]:
        """Whom a voice goes back to: "X, citing Y, said", "X, which cited Y"."""
        if (told := self._right_behind(subject) or self._right_behind(verb)) is not None:
            return told
        for child in (*verb.children, *self._before_told(verb), *self._behind_told(verb), *subject.children):
            if child.lemma_ in self._cues.words("citing", "verbs") and child.dep_ in ("advcl", "relcl", "acl", "prep", "conj", "xcomp"):
                cited = next((c for c in child.children if c.dep_ in ("dobj", "pobj", "dative") and c.i > child.i), None)
                if cited is not None:
                    self.spent.add(child.idx)
                    return self.cited(child, cited)
        if (leaned := self._leaning(verb, subject) or self._told_by(subject)) is not None:
            return leaned
        if verb.lemma_ in self._cues.words("citing", "having"):
            for child in verb.children:
                if child.dep_ == "prep" and child.lower_ in self._cues.words("derived", "prepositions"):
                    return [name for deeper in child.children if deeper.dep_ == "pobj" for name in self._voices.of(deeper)[:1]]
        return []

    @staticmethod
    def _before_told(verb: Token) -> list[Token]:
        """What the tree hangs onto what is told though it stands before its "that": "X reported on Monday, citing Y, that Z met …"."""
        told = ((c, next((m.i for m in c.children if m.dep_ == "mark"), 0)) for c in verb.children if c.dep_ in ("ccomp", "advcl"))
        return [each for clause, mark in told for each in clause.children if verb.i < each.i < mark and each.tag_ == "VBG"]

    def _behind_told(self, verb: Token) -> list[Token]:
        """What the tree hangs onto what is told though it ends the sentence: "X reported that Z had met W, citing Y"."""
        told = [c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i and c.lemma_ not in self._cues.verbs]
        below = [each for clause in told for each in (clause, *(c for c in clause.children if c.dep_ in ("conj", "xcomp", "advcl")))]
        found = [each for clause in below for each in clause.children if each.tag_ == "VBG" and each.i > clause.i]
        return [each for each in found if each.nbor(-1).text == ","]

    def cited(self, verb: Token, head: Token) -> list[str]:
        """The voice or document that is cited; nobody where it is a reason: "citing safety concerns"."""
        source = self.owner(head)
        reason = verb.lemma_ in self._cues.words("citing", "reasons") and source.pos_ == "NOUN" and not self._voices.is_teller(source)
        return [] if reason and self._voices.named(source) is None else self._voices.of(source)[:1]

    def _leaning(self, verb: Token, subject: Token) -> list[str] | None:
        """ "X, relying on Y, said", "X claimed, on the word of Y, that", "with reference to Y"."""
        leaning, onto_words, standing = (self._cues.words("citing", part) for part in ("leaning", "onto", "standing"))
        for place in (verb, subject, *(c for c in verb.children if c.dep_ == "ccomp")):
            for child in place.children:
                if child.dep_ in ("advcl", "acl") and child.tag_ in ("VBG", "VBN") and child.lemma_ in leaning:
                    onto = next((c for c in child.children if c.lower_ in onto_words), None)
                    cited = next((c for c in onto.children if c.dep_ == "pobj"), None) if onto is not None else None
                    if cited is not None:
                        return self._voices.of(self.owner(cited))[:1]
                if child.dep_ == "prep":
                    grounds = self._cues.words("citing", "grounds" if child.lower_ in standing else "references")
                    for ground in child.children:
                        if ground.dep_ == "pobj" and ground.lemma_ in grounds:
                            cited = next((d for c in ground.children if c.dep_ == "prep" for d in c.children if d.dep_ == "pobj"), None)
                            if cited is not None:
                                return self._voices.of(self.owner(cited))[:1]
        return None

    def _told_by(self, subject: Token) -> list[str] | None:
        """ "X, who was told by Y, said", "X, who had it from Y, said"."""
        for clause in subject.children:
            if clause.dep_ not in ("relcl", "acl") or clause.i < subject.i:
                continue
            heard = clause.lemma_ in self._cues.words("citing", "having")
            told = any(frame.hearer for frame in self._cues.verbs.get(clause.lemma_, ())) and clause.tag_ == "VBN"
            for by in clause.children:
                if (told and by.dep_ == "agent") or (heard and by.lower_ in self._cues.words("derived", "prepositions")):
                    return [name for c in by.children if c.dep_ == "pobj" for name in self._voices.of(c)[:1]]
        return None

    def _right_behind(self, voice: Token) -> list[str] | None:
        """Whom a phrase cites in the words right behind it, wherever the tree hangs them: "according to X, citing Y, …"."""
        doc, edge = voice.doc, voice.i + 1
        if edge + 2 >= len(doc) or doc[edge].text != "," or doc[edge + 1].lemma_ not in self._cues.words("citing", "verbs"):
            return None
        cited = next((c for c in doc[edge + 1].children if c.dep_ in ("dobj", "pobj") and c.i > edge), None)
        if cited is None or doc[edge + 1].tag_ != "VBG":
            return None
        self.spent.add(doc[edge + 1].idx)
        return self._voices.of(self.owner(cited))[:1]

    def owner(self, head: Token) -> Token:
        """ "Y's edition", "the findings of Y": the outlet or body that the document is of, if it is named."""
        for child in head.children:
            named = self._voices.named(child) if child.dep_ == "poss" else None
            if named is not None and named.kind in ("outlet", "agency", "organisation"):
                return child
            if (
                child.dep_ == "acl"
                and head.lemma_ in self._cues.words("provided", "nouns")
                and child.lemma_ in self._cues.words("provided", "verbs")
            ):
                for deeper in child.subtree:
                    if deeper.dep_ == "pobj" and deeper.head.dep_ == "agent":
                        return deeper
            if child.dep_ == "prep" and child.lower_ in self._cues.words("sources") and self._is_told(head):
                for deeper in child.children:
                    named = self._voices.named(deeper) if deeper.dep_ == "pobj" else None
                    if named is not None and named.kind != "place":
                        return deeper
        return head

    def _is_told(self, noun: Token) -> bool:
        return noun.lemma_ in self._cues.nouns or noun.lemma_ in self._cues.words("documents")
