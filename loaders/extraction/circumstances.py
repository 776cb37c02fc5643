"""How a clause is meant: as a fact, denied, asked, or not as something that happened; and when, and who says so."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from loaders.extraction.frames import Lexicon
from loaders.extraction.node_sentences import Sentences
from loaders.extraction.nodes import Nodes
from loaders.extraction.page import Page
from loaders.extraction.proposals import Dated, Saying, Span
from loaders.extraction.supposed import Supposed

_VOICES = 3
_UP = 6
_DENIED = ("xcomp", "ccomp", "dobj", "pcomp")
_UNDER = ("xcomp", "ccomp", "pcomp", "acl", "advcl", "dobj", "acomp", "attr")


@dataclass(frozen=True, slots=True)
class Said:
    """Stance and hedge of a clause by its own words; `real` is false of what is planned, possible, demanded or supposed;
    `negated` is true where the clause itself says no."""

    stance: str = "asserts"
    hedge: str = "none"
    real: bool = True
    negated: bool = False


class Circumstances:
    """The circumstances of the verbs and nouns of a page."""

    def __init__(
        self,
        page: Page,
        nodes: Nodes,
        lexicon: Lexicon,
        sayings: Iterable[Saying],
        dates: Iterable[Dated],
        nouns: Container[str] = frozenset(),
    ) -> None:
        """`nouns`: those that a date may date, beside the nouns of the lexicon that tell of an act."""
        self.page, self.nodes, self.lexicon = page, nodes, lexicon
        self.sentences = Sentences(page, nodes)
        self.sayings = sorted(sayings, key=lambda each: each.span)
        self.when = self._dates(dates, nouns)
        self.supposed = Supposed(nodes, lexicon, self.sentences)
        self._said: dict[int, Said] = {}  # many frames ask for the same verb

    def sentence(self, node: int) -> Span:
        """The sentence that a node stands in."""
        return self.sentences.of(node)

    def voices(self, node: int) -> list[Saying]:
        """The sayings that cover a node: those of the shortest span."""
        span = self.nodes.span(node)
        covering = [each for each in self.sayings if each.tells(span)]
        if not covering:
            return []
        least = min(each.size for each in covering)
        return [each for each in covering if each.size == least][:_VOICES]

    def date(self, *nodes: int) -> str:
        """The date in the clause of the first of these nodes that has one, as EDTF."""
        return next((self.when[each] for each in nodes if each in self.when), "")

    def _dates(self, dates: Iterable[Dated], nouns: Container[str]) -> dict[int, str]:
        """Each dated expression under the nearest verb or noun that it may date."""
        n = self.nodes
        found: dict[int, str] = {}
        if not n.trees:
            return found
        for each in dates:
            node = n.at(each.span.start)
            if node is None or not each.edtf:
                continue
            inside, dated = {node}, False
            for up in n.above(node):
                if n.start[up] < each.span.end and n.start[up] >= each.span.start:
                    inside.add(up)
                    continue
                if n.pos[up] in ("VERB", "AUX") or n.lemma[up] in self.lexicon.deeds or n.lemma[up] in nouns or self._gathering(up):
                    found.setdefault(up, each.edtf)
                    dated = True
                    break
            if not dated and (verb := self._behind(node)) is not None:
                found.setdefault(verb, each.edtf)
        return found

    def _behind(self, node: int) -> int | None:
        """The verb of a sentence that a date leads, where the tree breaks off between them."""
        n, end = self.nodes, self.sentence(node).end
        top = next((up for up in n.above(node) if n.head[up] == up), node)
        if n.pos[top] != "ADP":
            return None
        for place in range(n.place[node], len(n.order)):
            each = n.order[place]
            if n.start[each] >= end:
                return None
            if n.pos[each] == "VERB" and n.head[each] == each:
                return each
        return None

    def _gathering(self, node: int) -> bool:
        return self.nodes.kind_of(node) == "event"

    def asked(self, node: int) -> bool:
        """Whether the sentence of a node asks a question."""
        return self.sentences.asked(node)

    def of_verb(self, verb: int) -> Said:
        """What the verb's own clause and the verbs over it say of it."""
        if verb not in self._said:
            self._said[verb] = self._of_verb(verb)
        return self._said[verb]

    def _of_verb(self, verb: int) -> Said:
        n, lists = self.nodes, self.lexicon
        stance, hedge, real = "asserts", "none", True
        if self._negated(verb) or (lists.among("naming", n.lemma[verb]) and self.supposed.wrongly(verb)):
            stance = "denies"  # also "wrongly named X as head of Y"
        real = not self.supposed.by_itself(verb)
        node = verb
        for _ in range(_UP):
            up, dep = n.head[node], n.dep[node]
            if up == node:
                break
            if dep == "pcomp" or (dep == "pobj" and n.tag[node] == "VBG"):  # "accused of paying": what is over the preposition counts
                up, dep = self._listed_with(up), "pcomp"
            if n.pos[up] == "PRON" and dep in ("acl", "relcl") and n.word[up] in lists.lists["negation"]:
                stance = "denies"  # "nothing to suggest that"
            if n.pos[up] == "NOUN" and self._none(up):
                stance = "denies"  # "no evidence that", "no truth in the claim that"
            if dep in ("conj", "auxpass", "aux", "prep", "pobj"):
                if (
                    dep == "conj"
                    and n.tag[node] in ("VB", "VBN", "VBG")
                    and self.supposed.by_itself(up)
                    and not n.all_kids(node, "nsubj", "nsubjpass")
                ):
                    real = False
            elif self.supposed.not_so(node) or (dep in ("acl", "relcl") and (self.supposed.found_false(up) or self.supposed.contrary(up))):
                stance = "denies"
                break
            elif dep in _UNDER or (dep == "relcl" and (n.kid(node, "mark") is not None or self.supposed.told_in(node))):
                lemma = n.lemma[up]
                if lists.among("suggesting", lemma) and (stance == "denies" or self._negated(up) or self._none(up)):
                    real = False  # "nobody has suggested that", "there is no suggestion that" say nothing
                if dep == "ccomp" and lists.among("uttering", lemma) and self._negated(up):
                    real = False  # "no one has ever said that", "did not confirm that"
                if self.supposed.mistaken(up, dep) or self.supposed.taken_back(up):
                    stance = "denies"
                elif (lists.among("deny", lemma) or self.supposed.brushed(up)) and n.place[up] < n.place[node] and dep in _DENIED:
                    stance = "denies" if not self._negated(up) else stance
                elif dep == "pcomp" and lists.among("clearing", lemma):
                    stance = "asserts" if self._negated(up) else "denies"  # "acquitted of paying"
                elif dep == "pcomp" and lists.among("of_object", lemma) and self._negated(up):
                    real = False  # "was not charged with paying"
                elif dep in ("xcomp", "acl", "relcl", "acomp", "dobj", "ccomp", "pcomp") and self.supposed.under(up, node):
                    real = False
                elif dep in ("acomp", "attr", "xcomp", "ccomp") and not n.all_kids(node, "nsubj", "nsubjpass") and self._negated(up):
                    stance = "denies"
                if hedge == "none" and (
                    not lists.among("only_passive", lemma)
                    or n.pos[up] == "NOUN"
                    or n.kid(up, "auxpass", "nsubjpass") is not None
                    or n.tag[up] == "VBN"
                ):
                    hedge = lists.hedges.get(lemma, "none")
            else:
                break
            node = up
        if hedge == "none":
            hedge = next((lists.hedges[n.word[each]] for each in n.all_kids(verb, "advmod") if n.word[each] in lists.hedges), "none")
        if self.asked(verb) or any(lists.among("whether", n.word[each]) for each in n.all_kids(verb, "mark")):
            stance = "asks"
            real = real and not (n.dep[verb] == "ccomp" and self._negated(n.head[verb]))  # "would not say whether X paid Y" says nothing
        return Said(stance, hedge, real, self._negated(verb))

    def _listed_with(self, preposition: int) -> int:
        """What is over a preposition; of "denies all charges, including that she paid" the charges, whatever the tree hangs it on."""
        n = self.nodes
        if self.lexicon.among("counting", n.word[preposition]):
            for by in (-1, -2):
                before = n.step(preposition, by)
                if before is not None and n.pos[before] == "NOUN":
                    return before
        return n.head[preposition]

    def of_noun(self, noun: int) -> Said:
        """The same for a noun that tells of an act: by its own article and by the verb that it is the object of."""
        n = self.nodes
        barred = any(n.word[each] in self.lexicon.lists["negation"] for each in n.kids[noun])
        verb = next((up for up in n.above(noun) if n.pos[up] in ("VERB", "AUX")), None)
        if verb is None:
            return Said("denies" if barred else "asks" if self.asked(noun) else "asserts")
        said = self._accused(noun, verb) or self.of_verb(verb)
        direct = n.dep[noun] in ("dobj", "nsubjpass") and n.head[noun] == verb
        if (direct and self.lexicon.among("deny", n.lemma[verb])) or self.supposed.found_false(noun):
            return Said("denies", said.hedge, said.real)
        up = n.head[noun]
        sought = n.dep[noun] == "pobj" and self.lexicon.among("sought", n.word[up]) and n.head[up] == verb
        wished = sought and self.lexicon.among("wishing", n.lemma[verb])
        real = said.real and not wished and not (direct and self.lexicon.among("unreal", n.lemma[verb]))
        real = real and not self.supposed.undone(noun)
        subject = n.dep[noun] in ("nsubj", "nsubjpass") and n.head[noun] == verb
        stance = "denies" if barred or ((direct or subject) and said.stance == "denies") else "asks" if said.stance == "asks" else "asserts"
        return Said(stance, said.hedge, real)

    def _none(self, noun: int) -> bool:
        return any(self.nodes.word[low] in self.lexicon.lists["negation"] for low in self.nodes.all_kids(noun, "det"))

    def _accused(self, noun: int, verb: int) -> Said | None:
        """ "accused of the murder of X" alleges it, "acquitted of the murder of X" denies it."""
        n, lists = self.nodes, self.lexicon
        if n.dep[noun] != "pobj" or not lists.among("accusing", n.word[n.head[noun]]) or n.head[n.head[noun]] != verb:
            return None
        said, lemma = self.of_verb(verb), n.lemma[verb]
        if lists.among("clearing", lemma):
            return Said("denies", said.hedge, said.real)
        return Said(said.stance, lists.hedges.get(lemma, said.hedge), said.real) if lemma in lists.hedges else None

    def _negated(self, verb: int) -> bool:
        n, negation = self.nodes, self.lexicon.lists["negation"]
        for each in n.kids[verb]:
            dep = n.dep[each]
            if dep == "neg" or (dep in ("advmod", "preconj", "cc") and n.word[each] in negation and n.place[each] < n.place[verb]):
                return True
            if dep in ("nsubj", "nsubjpass", "dobj") and (
                n.word[each] in negation or any(n.word[low] in negation for low in n.all_kids(each, "det", "preconj"))
            ):
                return True
        up = n.head[verb]
        return (n.dep[verb] == "pcomp" and n.word[up] in negation) or (
            n.dep[verb] == "conj"
            and not n.all_kids(verb, "nsubj", "nsubjpass")
            and up != verb
            and any(n.dep[low] == "neg" or (n.dep[low] in ("preconj", "cc") and n.word[low] in negation) for low in n.kids[up])
            and any(self.lexicon.among("either", n.word[low]) for low in n.all_kids(up, "cc"))
        )
