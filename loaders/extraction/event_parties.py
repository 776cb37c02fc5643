"""Who takes part in an event: somebody named, or somebody told of without a name ("they", "his lawyers", "police", "Port boss")."""

from __future__ import annotations

from loaders.extraction import event_signs
from loaders.extraction.circumstances import Circumstances
from loaders.extraction.clauses import Clauses
from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes
from loaders.extraction.page import Page
from loaders.extraction.proposals import Span
from loaders.extraction.referents import Referents

_GRAVE = frozenset({"accident", "attack", "death", "explosion", "killing"})  # count with nobody named
_CLOSED = frozenset(".;,:")


class Parties:
    """The parties around the verbs of a page."""

    def __init__(
        self, page: Page, nodes: Nodes, lexicon: Lexicon, clauses: Clauses, circumstances: Circumstances, referents: Referents
    ) -> None:
        self.page, self.nodes, self.lexicon, self.clauses = page, nodes, lexicon, clauses
        self.circumstances, self.referents, self.groups = circumstances, referents, event_signs.signs().groups

    def unnamed(self, verb: int, type_: str) -> bool:
        """Whether a verb tells enough of its parties though none is named."""
        claimed = type_ == "demand" and any(self._theirs(low) for low in self.clauses.at(verb, "object"))
        return claimed or self.personal(verb) or self.official(verb) or self.headlined(verb) or self.done(verb, type_)

    def _theirs(self, noun: int) -> bool:
        """ "her resignation"."""
        n = self.nodes
        return any(n.tag[each] == "PRP$" for each in n.all_kids(noun, "poss"))

    def personal(self, verb: int) -> bool:
        """Whether somebody takes part whom nobody is known by: "I signed", "they met", "his lawyers deny it", "his firm won it"."""
        n = self.nodes
        return any(
            (n.tag[low] == "PRP" and not self.lexicon.among("thing", n.word[low]))
            or (n.pos[low] == "NOUN" and n.lemma[low] in event_signs.people() and n.kid(low, "poss", "det") is not None)
            or (n.lemma[low] in self.groups["body"] and n.kid(low, "poss") is not None)
            for place in ("subject", "object", "to")
            for low in self.clauses.at(verb, place)
            if place != "to" or self.lexicon.among("third", n.word[low])
        )

    def official(self, verb: int) -> bool:
        """Whether an authority acts that has no article: "Police searched the offices", "Prosecutors are looking into it"."""
        n = self.nodes
        return any(
            n.tag[low] == "NNS" and n.kid(low, "poss") is None and self.lexicon.among("members", n.lemma[low])
            for low in self.clauses.at(verb, "subject")
        )

    def headlined(self, verb: int) -> bool:
        """Whether somebody takes part in the way of headlines, which leave the article out: "Port boss quits"."""
        n = self.nodes
        if self.closed(self.circumstances.sentence(verb)):
            return False
        return any(
            n.pos[low] == "NOUN" and n.kid(low, "det", "poss") is None and n.lemma[low] in event_signs.people()
            for place in ("subject", "object")
            for low in self.clauses.at(verb, place)
        )

    def closed(self, span: Span) -> bool:
        """Whether a stretch of text ends as a sentence does."""
        return self.page.text[span.start : span.end].rstrip()[-1:] in _CLOSED

    def done(self, verb: int, type_: str) -> bool:
        """Whether it is told as the news that something had been done, by whomever: "said that a ransom had been paid"."""
        n = self.nodes
        if type_ in _GRAVE and n.tag[verb] == "VBD":  # "a plane crashed"
            return any(n.pos[low] == "NOUN" for place in ("subject", "object") for low in self.clauses.at(verb, place))
        told = n.tag[verb] == "VBN" and (n.dep[verb] in ("ROOT", "ccomp", "conj") or type_ in _GRAVE)
        past = any(n.word[each] in self.groups["past"] for each in n.all_kids(verb, "aux", "auxpass"))
        return told and past and any(n.pos[each] in ("NOUN", "NUM") for each in self.clauses.surface(verb))

    def opening(self, verb: int) -> list[int]:
        """The outlet that the tree hangs onto a date before it: "On Monday the weekly X, citing a diplomat, reported that"."""
        n = self.nodes
        if n.all_kids(verb, "nsubj", "nsubjpass"):
            return []
        dates = [low for each in n.all_kids(verb, "prep") if n.place[each] < n.place[verb] for low in n.all_kids(each, "pobj")]
        found = [low for each in dates for low in (each, *n.all_kids(each, "appos"))]
        return [low for low in found if low in n.name and n.kind_of(low) == "outlet"]

    def somebody(self, node: int, kinds: frozenset[str]) -> bool:
        """Whether an entity of these kinds stands there, or where a person or body is asked for, a noun or pronoun for one."""
        n, lists = self.nodes, self.lexicon
        if self.referents.at(node, kinds, part=True):
            return True
        if "person" in kinds and (
            (n.tag[node] == "PRP" and not lists.among("thing", n.word[node]))
            or (n.pos[node] == "NOUN" and n.lemma[node] in event_signs.people())
        ):
            return True
        bodies = self.groups["authority"]
        return "agency" in kinds and n.pos[node] == "NOUN" and (lists.among("members", n.lemma[node]) or n.lemma[node] in bodies)
