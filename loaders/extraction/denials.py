"""Denials that no verb of denying tells: a voice says no of itself, calls a claim names, or says that a claim is untrue."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.extraction.circumstances import Circumstances
from loaders.extraction.clauses import Clauses
from loaders.extraction.frames import lexicon
from loaders.extraction.nodes import Nodes
from loaders.extraction.page import Page
from loaders.extraction.proposals import Saying

_QUOTES = "\"'“‘«„"
_MARKS = '"“”«»„'


class Denials:
    """The verbs of a page that deny something. `groups`: the groups of words of events.yml by name."""

    def __init__(self, page: Page, nodes: Nodes, clauses: Clauses, circumstances: Circumstances, groups: dict[str, frozenset[str]]) -> None:
        self.page, self.nodes, self.clauses, self.circumstances, self.groups = page, nodes, clauses, circumstances, groups
        self.lists = lexicon()

    def at(self, verb: int) -> list[Saying]:
        """The sayings by which a verb denies; none if it does not."""
        n = self.nodes
        if n.lemma[verb] in self.groups["calling"] and self._calls_names(verb):
            return [Saying(self.circumstances.sentence(verb))]
        up = n.head[verb]
        if n.dep[verb] not in ("ROOT", "ccomp", "parataxis") or (up != verb and self.circumstances.of_verb(up).negated):
            return []
        faked = n.lemma[verb] in self.groups["faking"] and self.clauses.passive(verb) and self._claims(verb)
        denied = faked or (n.lemma[verb] in self.groups["being"] and self._untrue(verb))
        if not denied and not ((self._told_here(verb) or self._spoken(verb)) and self._of_itself(verb)):
            return []
        denied = denied or self._never(verb) or self._nobody(verb)
        return [each for each in self.circumstances.voices(verb) if each.chain and (denied or each.stance == "denies")]

    def _told_here(self, verb: int) -> bool:
        """Whether the sentence itself tells who says so, and does not only carry on a quotation."""
        n = self.nodes
        up = n.head[verb]
        return n.dep[verb] == "ccomp" and bool(n.all_kids(up, "nsubj")) and n.lemma[up] not in self.groups["conceding"]

    def _spoken(self, verb: int) -> bool:
        """Whether a speaker who is quoted says "never" of himself, with nobody told beside it: "I have never met her."."""
        n, sentence = self.nodes, self.circumstances.sentence(verb)
        if not self._never(verb) or not any(n.word[each] in self.groups["speaker"] for each in n.all_kids(verb, "nsubj", "nsubjpass")):
            return False
        return any(mark in self.page.text[sentence.start : sentence.end] for mark in _MARKS)

    def _never(self, verb: int) -> bool:
        return any(self.lists.among("never", self.nodes.word[each]) for each in self.nodes.all_kids(verb, "neg", "advmod"))

    def _nobody(self, verb: int) -> bool:
        """ "sent nobody", "knows of no such man"."""
        n, groups = self.nodes, self.groups
        if any(n.word[each] in groups["nobody"] for each in n.all_kids(verb, "dobj", "dative")):
            return n.lemma[verb] not in groups["ignorance"]
        return n.lemma[verb] in groups["knowing"] and any(self._no(each) for each in self.clauses.under(verb, "of"))

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
        return any(self.lists.among("negation", n.word[each]) for each in n.all_kids(noun, "det", "advmod"))

    def _of_itself(self, verb: int) -> bool:
        """ "said he had never met her", "has no record of it", "knows of no such man", "There is no such note"."""
        n = self.nodes
        said = self.circumstances.of_verb(verb)
        if not said.real or self.circumstances.asked(verb):
            return False
        subjects = n.all_kids(verb, "nsubj", "nsubjpass", "expl")
        things = [*n.all_kids(verb, "dobj", "attr"), *(low for place in ("of", "about") for low in self.clauses.under(verb, place))]
        none = [each for each in (*things, *subjects) if self._no(each)]
        if any(self._such(each) for each in none):
            return True
        flatly = self._never(verb) or self._nobody(verb)
        if not flatly and (not (said.negated or none) or (n.lemma[verb] in self.groups["ignorance"] and not self.clauses.passive(verb))):
            return False
        return any(n.tag[each] == "PRP" and n.word[each] not in self.groups["hearer"] for each in subjects)

    def _such(self, noun: int) -> bool:
        n = self.nodes
        return any(n.word[each] in self.groups["such"] for each in n.all_kids(noun, "amod", "det", "predet"))


def voices(sayings: list[Saying], ids: dict[str, str]) -> Iterator[str]:
    """The entities that say no, by the names of the nearest voices."""
    for each in sayings:
        if each.chain and each.chain[0] in ids:
            yield ids[each.chain[0]]
