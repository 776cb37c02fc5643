"""Whether the words around a verb or noun tell that something happened, or ask for it, ask about it, or tell what is always so."""

from __future__ import annotations

from loaders.extraction import event_signs
from loaders.extraction.circumstances import Circumstances
from loaders.extraction.embedding import Said
from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes
from loaders.extraction.page import Page

_STATES = frozenset({"investigation"})  # "is under investigation"
AHEAD = frozenset({"hearing", "resignation"})  # told of beforehand
_SET = frozenset({"hearing"})  # on a day that somebody set
_TOLD = frozenset(
    {"announcement", "apology", "appeal", "arrest", "charge", "correction", "demand", "denial", "detention", "dismissal", "expulsion"}
    | {"forgery", "publication", "refusal", "resignation", "ruling", "testimony"}
)  # told in the present at any time


class EventSense:
    """How the verbs and nouns of a page are meant."""

    def __init__(self, page: Page, nodes: Nodes, lexicon: Lexicon, circumstances: Circumstances) -> None:
        self.page, self.nodes, self.lexicon, self.circumstances = page, nodes, lexicon, circumstances
        self.groups = event_signs.signs().groups

    def open(self, verb: int) -> bool:
        """Whether it is asked for or about: "Give her the list", "Did he pay?", "it will get us sued", "X to publish it"."""
        n = self.nodes
        aux = n.all_kids(verb, "aux", "auxpass")
        if (
            n.dep[verb] in ("ROOT", "ccomp")
            and n.tag[verb] == "VB"
            and (not aux or any(self.lexicon.among("infinitive", n.word[each]) for each in aux))
        ):
            return not n.all_kids(verb, "nsubj") or bool(aux)
        if n.dep[verb] in ("ccomp", "xcomp") and n.tag[verb] in ("VB", "VBN", "VBG") and not aux:
            up = n.head[verb]
            if n.tag[verb] == "VBN" and self.lexicon.among("wishing", n.lemma[up]):
                return True
            return any(n.word[each] in self.lexicon.lists["modal"] for each in n.all_kids(up, "aux"))
        if n.dep[verb] == "ccomp" and n.tag[verb] == "VBD" and not aux and self.lexicon.among("wishing", n.lemma[n.head[verb]]):
            return True  # "want him arrested", as the tree takes it
        return self.whether(verb)

    def neither(self, verb: int) -> bool:
        """ "neither confirms nor denies it", "would neither confirm nor deny it"; not "can neither"."""
        n = self.nodes
        first = n.head[verb] if n.dep[verb] == "conj" else verb
        both = [first, *n.all_kids(first, "conj")]
        said = any(n.word[each] in self.groups["neither"] for each in n.all_kids(first, "preconj", "cc", "advmod"))
        able = any(n.tag[each] == "MD" and not self.lexicon.among("unwilling", n.word[each]) for each in n.all_kids(first, "aux"))
        said = said and n.tag[first] != "VBG" and not able
        return said and len(both) > 1 and all(n.lemma[each] in self.groups["unconfirming"] for each in both)

    def announced(self, verb: int, type_: str) -> bool:
        """Whether it is announced for sure, of a kind that is told beforehand: "will step down", "is to be heard in March"."""
        n = self.nodes
        if type_ in _SET and n.dep[verb] == "xcomp" and self._infinitive(verb) and self._set(n.head[verb]):
            return True
        return (type_ in AHEAD and n.dep[verb] in ("ROOT", "ccomp", "relcl", "conj")) and any(
            n.word[each] in self.groups["sure"] for each in n.all_kids(verb, "aux")
        )

    def _set(self, verb: int) -> bool:
        """ "is to", "is expected to", "is due to": now, not then."""
        n = self.nodes
        now = any(n.tag[each] in ("VBZ", "VBP") for each in (verb, *n.all_kids(verb, "aux", "auxpass")))
        return now and not {n.lemma[verb], n.word[verb]}.isdisjoint(self.groups["due"])

    def until(self, verb: int) -> bool:
        """Whether it was not before a day, and then was: "did not meet again until 1972"."""
        n = self.nodes
        ways = [each for each in n.all_kids(verb, "prep") if n.word[each] in self.groups["till"]]
        return n.tag[verb] != "VBG" and any(n.all_kids(each, "pobj") for each in ways)

    def urged(self, verb: int) -> bool:
        """Whether somebody is asked to do something, by or of somebody named: "X asked a judge to bar him"; not "asked X to comment"."""
        n = self.nodes
        asked = [each for each in n.all_kids(verb, "xcomp", "ccomp") if self._infinitive(each)]
        whom = n.all_kids(verb, "dobj", "dative", "nsubjpass") or [low for each in asked for low in n.all_kids(each, "nsubj")]
        first = verb if n.dep[verb] != "conj" else n.head[verb]
        named = any(n.kind_of(each) for each in (*whom, *n.all_kids(first, "nsubj")))
        return bool(whom) and named and any(n.lemma[each] not in self.groups["speech"] for each in asked)

    def _infinitive(self, verb: int) -> bool:
        n = self.nodes
        return any(self.lexicon.among("infinitive", n.word[each]) for each in n.all_kids(verb, "aux"))

    def never(self, node: int, said: Said) -> bool:
        """Whether it is told only to say that there is none: "denies that it ever paid", "denied any payment", "no evidence that", "nobody
        accused him of"."""
        n = self.nodes
        over, dep = n.head[node], n.dep[node]
        if dep == "acl" and any(self._leaves_open(n.word[low]) for low in n.all_kids(over, "det")):
            return True
        if dep == "pcomp" and n.pos[n.head[over]] == "VERB" and self.circumstances.of_verb(n.head[over]).negated:
            return True
        if any(self.lexicon.among("ever", n.word[low]) for low in n.all_kids(node, "advmod")):
            return True
        near = [node, *n.all_kids(node, "nsubj", "nsubjpass", "dobj")]
        return said.stance == "denies" and any(self.lexicon.among("any", n.word[low]) for each in near for low in n.all_kids(each, "det"))

    def _leaves_open(self, word: str) -> bool:
        """ "no evidence that", "any suggestion that"."""
        return word in self.lexicon.lists["negation"] or self.lexicon.among("any", word)

    def whether(self, node: int) -> bool:
        """Whether the sentence asks if it happened; "when did he pay?" tells that he did."""
        n = self.nodes
        if not self.circumstances.asked(node):
            return False
        for over in (node, *n.above(node)):
            subjects = n.all_kids(over, "nsubj", "nsubjpass")
            before = [low for low in (*n.all_kids(over, "aux", "auxpass"), over) if subjects and n.place[low] < n.place[subjects[0]]]
            if before:
                return not any(n.tag[low] in ("WRB", "WP", "WDT") and n.place[low] < n.place[before[0]] for low in n.kids[over])
        return False

    def usual(self, verb: int, type_: str) -> bool:
        """Whether a present without a date in a whole sentence tells what is always so: "It sells pumps." """
        n, span = self.nodes, self.circumstances.sentence(verb)
        state = n.pos[verb] == "AUX" and type_ in _STATES
        if n.tag[verb] not in ("VBZ", "VBP") or type_ in _TOLD or state or n.all_kids(verb, "aux", "auxpass"):
            return False
        return self.page.text[span.start : span.end].rstrip("\"')” ").endswith(".")

    def dateline(self, verb: int) -> bool:
        """Whether only a page's own date is told: "Published 6 May 2021, 10:12"."""
        n = self.nodes
        behind = self.page.text[n.span(verb).end :].lstrip()[:1]
        capital = self.page.text[n.start[verb]].isupper()
        return capital and not behind.islower() and not n.all_kids(verb, "nsubj", "nsubjpass", "aux", "auxpass")
