"""Denials that no verb of denying tells: a voice says no of itself, calls a claim names, or says that a claim is untrue."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.extraction import event_signs
from loaders.extraction.circumstances import Circumstances
from loaders.extraction.clauses import Clauses
from loaders.extraction.frames import lexicon
from loaders.extraction.nodes import Nodes
from loaders.extraction.page import Page
from loaders.extraction.proposals import Saying
from loaders.extraction.small_words import in_order

_ABOUT = in_order("about")
_QUOTES = "\"'“‘«„"
_VOICES = ("person", "agency", "organisation", "outlet")
_MARKS = '"“”«»„'


class Denials:
    """The verbs of a page that deny something. `groups`: the groups of words of events.yml by name."""

    def __init__(self, page: Page, nodes: Nodes, clauses: Clauses, circumstances: Circumstances, groups: dict[str, frozenset[str]]) -> None:
        self.page, self.nodes, self.clauses, self.circumstances, self.groups = page, nodes, clauses, circumstances, groups
        self.lists = lexicon()

    def at(self, verb: int) -> list[Saying]:
        """The sayings by which a verb denies; none if it does not."""
        n = self.nodes
        if (n.lemma[verb] in self.groups["calling"] and self._calls_names(verb)) or self._no_more(verb):
            return [Saying(self.circumstances.sentence(verb))]
        if n.lemma[verb] in self.groups["answering"] and (self._flatly(verb) or self._not(verb)):
            return self.circumstances.voices(verb)[:1] or [Saying(self.circumstances.sentence(verb))]
        first = self._first(verb)
        up = n.head[first]
        if n.dep[first] not in ("ROOT", "ccomp", "parataxis") or (up != first and self.circumstances.of_verb(up).negated):
            return []
        if self._never_once(verb):
            return [each for each in self.circumstances.voices(verb) if each.chain] or [Saying(self.circumstances.sentence(verb))]
        faked = n.lemma[verb] in self.groups["faking"] and self.clauses.passive(verb) and self._claims(verb)
        denied = faked or (n.lemma[verb] in self.groups["being"] and self._untrue(verb))
        if not denied and not ((self._told_here(first) or self._spoken(verb)) and self._of_itself(verb)):
            return []
        denied = denied or self._never(verb) or self._nobody(verb) or self._unaware(verb) or self._none_did(verb)
        return [each for each in self.circumstances.voices(verb) if each.chain and (denied or each.stance == "denies")]

    def _first(self, verb: int) -> int:
        """The first of the verbs joined by "and": "says that it sold the firm and knows of no payments"."""
        n = self.nodes
        while n.dep[verb] == "conj" and n.pos[n.head[verb]] in ("VERB", "AUX") and n.head[verb] != verb:
            verb = n.head[verb]
        return verb

    def _no_more(self, verb: int) -> bool:
        """A sentence that says no and nothing else: "He was not.", "They did not,"."""
        n = self.nodes
        rest = [each for each in n.kids[verb] if n.dep[each] not in ("punct", "neg", "nsubj", "nsubjpass", "aux", "intj")]
        short = n.pos[verb] == "AUX"
        said = short and not rest and any(n.dep[each] == "neg" for each in n.kids[verb]) and n.dep[verb] in ("ROOT", "ccomp")
        return said and n.tag[verb] == "VBD" and any(n.tag[each] == "PRP" for each in n.all_kids(verb, "nsubj", "nsubjpass"))

    def _not(self, verb: int) -> bool:
        """ "He says not."."""
        n = self.nodes
        after = [each for each in n.kids[verb] if n.dep[each] == "neg" and n.place[each] > n.place[verb]]
        return bool(after) and not n.all_kids(verb, "dobj", "ccomp", "xcomp", "aux")

    def _flatly(self, verb: int) -> bool:
        """ "'Lies,' says X", "'News to me,' said X": a word for what is untrue, with no verb of its own."""
        n, groups = self.nodes, self.groups
        for each in n.all_kids(verb, "ccomp", "dobj", "intj", "npadvmod", "nsubj"):
            if n.pos[each] not in ("NOUN", "ADJ", "INTJ") or n.place[each] > n.place[verb] or n.all_kids(each, "nsubj", "cop", "relcl"):
                continue
            quoted = self.page.text[self.circumstances.sentence(verb).start :].lstrip()[:1] in _QUOTES or n.dep[each] != "nsubj"
            news = n.lemma[each] in groups["news"] and any(n.word[low] in groups["me"] for low in self.clauses.under(each, "to"))
            if quoted and (news or {n.lemma[each], n.word[each]} & groups["lie"]):
                return True
        return False

    def _told_here(self, verb: int) -> bool:
        """Whether the sentence itself tells who says so, and does not only carry on a quotation."""
        n = self.nodes
        up = n.head[verb]
        aside = [each for each in n.all_kids(verb, "parataxis") if n.lemma[each] in self.groups["answering"] and n.all_kids(each, "nsubj")]
        told = bool(n.all_kids(up, "nsubj")) or n.lemma[up] in self.groups["answering"]
        return bool(aside) or (n.dep[verb] == "ccomp" and told and n.lemma[up] not in self.groups["conceding"])

    def _spoken(self, verb: int) -> bool:
        """Whether a speaker who is quoted says "never" of himself, with nobody told beside it: "I have never met her."."""
        n, sentence = self.nodes, self.circumstances.sentence(verb)
        if not self._never(verb) or not any(self._speaker(each) for each in n.all_kids(verb, "nsubj", "nsubjpass")):
            return False
        return any(mark in self.page.text[sentence.start : sentence.end] for mark in _MARKS)

    def _speaker(self, noun: int) -> bool:
        """ "I", "my client"."""
        n, groups = self.nodes, self.groups
        mine = n.lemma[noun] in groups["client"] and any(n.word[each] in groups["mine"] for each in n.all_kids(noun, "poss"))
        return n.word[noun] in groups["speaker"] or mine

    def _never(self, verb: int) -> bool:
        return any(self.lists.among("never", self.nodes.word[each]) for each in self.nodes.all_kids(verb, "neg", "advmod"))

    def _never_once(self, verb: int) -> bool:
        """ "He has never had any share in it", "X had never heard of her": flatly, in whose words ever."""
        n, groups = self.nodes, self.groups
        aux = {n.word[each] for each in n.all_kids(verb, "aux")}
        if not self._never(verb) or not (aux & groups["perfect"]) or self.clauses.passive(verb) or self.circumstances.asked(verb):
            return False
        been = n.lemma[verb] in groups["being"] and bool(self.clauses.under(verb, "to"))
        return (been or n.lemma[verb] in groups["never_done"]) and any(
            n.kind_of(each) in _VOICES or self._own(each, flatly=True) for each in self.clauses.surface(verb)
        )

    def _nobody(self, verb: int) -> bool:
        """ "sent nobody", "knows of no such man"."""
        n, groups = self.nodes, self.groups
        if any(n.word[each] in groups["nobody"] for each in n.all_kids(verb, "dobj", "dative")):
            unaware = n.lemma[verb] in groups["knowing"] and any(self._below(verb, word) for word in _ABOUT)
            return unaware or n.lemma[verb] not in groups["ignorance"]  # "knew nothing of it"
        return n.lemma[verb] in groups["knowing"] and any(self._no(each) for each in self.clauses.under(verb, "of"))

    def _below(self, verb: int, word: str) -> list[int]:
        """What stands behind a preposition of a verb or of its object: "knew nothing of it"."""
        return [low for each in (verb, *self.nodes.all_kids(verb, "dobj")) for low in self.clauses.under(each, word)]

    def _apart(self, verb: int) -> bool:
        """ "has not seen X since", "had not received it": of somebody named, or of what was told of."""
        n, groups = self.nodes, self.groups
        aux = {n.word[each] for each in n.all_kids(verb, "aux")}
        told = n.all_kids(verb, "dobj")
        return (
            n.lemma[verb] in groups["parted"]
            and bool(aux & groups["perfect"])
            and not self.clauses.passive(verb)
            and any(n.kind_of(each) == "person" or n.tag[each] == "PRP" or self._such(each) for each in told)
        )

    def _none_did(self, verb: int) -> bool:
        """ "said that no country had asked it", "no employee has ever met him": nobody of a kind, of what is over."""
        n = self.nodes
        aux = {n.word[each] for each in n.all_kids(verb, "aux", "auxpass")}
        over = n.tag[verb] == "VBD" or bool(aux & self.groups["perfect"])
        subjects = n.all_kids(verb, "nsubj", "nsubjpass")
        return over and any(self._no(each) and n.lemma[each] not in self.groups["unknown"] for each in subjects)

    def _no_part(self, verb: int) -> bool:
        """ "has nothing to do with it", whoever is told of."""
        n = self.nodes
        held = [each for each in n.all_kids(verb, "dobj") if n.word[each] in self.groups["nobody"]]
        return any(n.lemma[low] in self.groups["doing"] for each in held for low in n.all_kids(each, "relcl", "acl"))

    def _unaware(self, verb: int) -> bool:
        """ "was not aware of any such letter"."""
        n = self.nodes
        told = [each for each in n.all_kids(verb, "acomp") if n.word[each] in self.groups["aware"]]
        return bool(told) and self.circumstances.of_verb(verb).negated

    def _nothing(self, verb: int, things: list[int]) -> bool:
        """ "received no letter", "has no share in it"; not "has no information"."""
        n, groups = self.nodes, self.groups
        none = [each for each in things if n.word[each] in groups["nobody"] or self._no(each)]
        return n.lemma[verb] in groups["taking"] and any(n.lemma[each] not in groups["unknown"] for each in none)

    def _calls_names(self, verb: int) -> bool:
        """ "called the report 'pure theatre'": a claim, with words in quotation marks behind it."""
        n, text = self.nodes, self.page.text
        for low in n.all_kids(verb, "dobj", "nsubj", "ccomp", "oprd"):
            end = n.span(low).end
            claim = n.lemma[low] in self.groups["claim"] or n.word[low] in self.groups["pointing"]
            if claim and n.place[low] > n.place[verb]:
                sentence = self.circumstances.sentence(verb)
                return any(mark in text[end : sentence.end] for mark in _QUOTES[0] + _QUOTES[2:])
        return False

    def _untrue(self, verb: int) -> bool:
        """ "The story is fiction", "That is not correct", "The claim is without foundation", "There is no truth in it"."""
        n, groups = self.nodes, self.groups
        negated = self.circumstances.of_verb(verb).negated
        subjects = n.all_kids(verb, "nsubj", "expl", "nsubjpass")
        if not self._claims(verb):
            return False
        told = n.all_kids(verb, "attr", "acomp", "oprd", "nsubj")
        if any(n.dep[each] == "expl" for each in subjects):
            return any(n.lemma[each] in groups["truth"] for each in told) and (negated or any(self._no(each) for each in told))
        words = {n.lemma[each] for each in told if n.dep[each] != "nsubj"} | {n.word[each] for each in told if n.dep[each] != "nsubj"}
        if words & groups["lie"]:
            return not negated
        if words & groups["truth"]:
            return negated or any(self._no(each) for each in told)
        held = self.clauses.under(verb, "without")
        return any(n.lemma[each] in groups["truth"] for each in held)

    def _claims(self, verb: int) -> bool:
        """Whether the subject is a claim, or what stands for one."""
        n, groups = self.nodes, self.groups
        return any(
            n.lemma[each] in groups["claim"] or n.word[each] in groups["pointing"] or n.dep[each] == "expl"
            for each in n.all_kids(verb, "nsubj", "expl", "nsubjpass")
        )

    def _no(self, noun: int) -> bool:
        n = self.nodes
        if n.lemma[noun] in self.groups["no_denials"]:
            return False
        return any(self.lists.among("negation", n.word[each]) for each in n.all_kids(noun, "det", "advmod"))

    def _of_itself(self, verb: int) -> bool:
        """ "said he had never met her", "has no record of it", "knows of no such man", "There is no such note"."""
        n = self.nodes
        said = self.circumstances.of_verb(verb)
        if not said.real or self.circumstances.asked(verb):
            return False
        subjects = n.all_kids(verb, "nsubj", "nsubjpass", "expl") or n.all_kids(self._first(verb), "nsubj", "nsubjpass")
        things = [*n.all_kids(verb, "dobj", "attr"), *(low for place in _ABOUT for low in self.clauses.under(verb, place))]
        none = [each for each in (*things, *subjects) if self._no(each)]
        kept = self.groups["kept"] if n.lemma[verb] not in self.groups["ignorance"] else frozenset()
        if any(self._such(each) or n.lemma[each] in kept for each in none) or self._none_did(verb) or self._no_part(verb):
            return True
        flatly = self._never(verb) or self._nobody(verb) or self._nothing(verb, things)
        unknown = n.lemma[verb] in self.groups["ignorance"] and not self.clauses.passive(verb) and not self._apart(verb)
        if not flatly and (not (said.negated or none) or unknown):
            return False
        being = n.lemma[verb] in self.groups["being"]  # "X was no barman" denies little
        return any(self._own(each, flatly, named=not being) for each in subjects)

    def _own(self, subject: int, flatly: bool, named: bool = False) -> bool:
        """Whether a voice may say it of itself or of whom it speaks for: "it", and flatly "X", "his client", "the two men"."""
        n = self.nodes
        if n.dep[subject] == "expl":
            return flatly
        if flatly and named and n.kind_of(subject) in _VOICES:
            return True
        if n.tag[subject] == "PRP":
            return n.word[subject] not in self.groups["hearer"]
        mine = n.lemma[subject] in self.groups["client"] and n.kid(subject, "poss") is not None
        body = n.lemma[subject] in self.groups["body"] | self.groups["authority"] and n.kid(subject, "det") is not None
        several = any(n.word[each] in self.groups["several"] for each in n.all_kids(subject, "nummod", "det"))
        return flatly and (mine or body or (several and n.lemma[subject] in event_signs.people()))

    def _such(self, noun: int) -> bool:
        n = self.nodes
        return any(n.word[each] in self.groups["such"] for each in n.all_kids(noun, "amod", "det", "predet"))


def voices(sayings: list[Saying], ids: dict[str, str]) -> Iterator[str]:
    """The entities that say no, by the names of the voices: not the outlet that was told so."""
    for each in sayings:
        said = next((name for name in reversed(each.chain) if name in ids), None)
        if said is not None:
            yield ids[said]
