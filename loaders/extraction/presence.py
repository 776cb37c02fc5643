"""Where somebody was by what they did there: "X received the money in Riga", "cooked at the Y naval base", "met X in a bar in Z"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loaders.extraction.clauses import Clauses
from loaders.extraction.nodes import Nodes
from loaders.extraction.referents import Referent, Referents

_DEEP = 5
_PERSON = frozenset({"person"})


@dataclass(frozen=True, slots=True)
class Scene:
    """Somebody in a place, by a verb."""

    who: Referent
    place: str
    verb: int


class Presence:
    """Reads each place that stands behind a preposition of place, up to the verb of its clause."""

    def __init__(self, nodes: Nodes, clauses: Clauses, referents: Referents) -> None:
        self.nodes, self.lexicon = nodes, clauses.lexicon
        self.clauses, self.referents = clauses, referents

    def find(self) -> Iterator[Scene]:
        n, excluded = self.nodes, self.referents.excluded
        for node in n.order:
            if node not in n.name or n.kind_of(node) != "place" or excluded.aside(node) or excluded.in_turn(node):
                continue
            for verb, beside in [self._verb(node), *((each, list[Referent]()) for each in self._where(node))]:
                if verb is not None and not self._elsewhere(verb):
                    for who in [*self._who(verb), *beside]:
                        yield Scene(who, n.name[node], verb)

    def _elsewhere(self, verb: int) -> bool:
        """Whether a verb does not tell that who does it was there: "has a firm in Z", "They met, he said, in Z"."""
        n, among = self.nodes, self.lexicon.among
        if among("elsewhere", n.lemma[verb]) or self._on_film(verb) or self.clauses.at(verb, "thrust") or self._about(verb):
            return True
        return among("having", n.lemma[verb]) and any(among("had_elsewhere", n.lemma[each]) for each in n.all_kids(verb, "dobj"))

    def _about(self, verb: int) -> bool:
        """ "advises on Z", "wrote on Z": what somebody does it about."""
        n, among = self.nodes, self.lexicon.among
        return among("done_about", n.lemma[verb]) and any(among("about_what", n.word[on]) for on in n.all_kids(verb, "prep"))

    def _on_film(self, verb: int) -> bool:
        """ "We have them on film in a bar in Z": who has it was not there."""
        n = self.nodes
        return any(self.lexicon.among("on_film", n.lemma[held]) for on in n.all_kids(verb, "prep") for held in n.all_kids(on, "pobj"))

    def _where(self, place: int) -> list[int]:
        """The verbs of "Z, where X keeps a boat"."""
        n, clauses = self.nodes, self.nodes.all_kids(place, "relcl")
        return [each for each in clauses if any(self.lexicon.among("where", n.word[low]) for low in n.all_kids(each, "advmod"))]

    def _verb(self, place: int) -> tuple[int | None, list[Referent]]:
        """The verb whose act is done in a place: over "in Z", "in a bar in Z", "at the Z base", and over what, or with whom, it is done
        there; and that person."""
        n, among = self.nodes, self.lexicon.among
        node = self._site(place)
        beside: list[Referent] = []
        for _ in range(_DEEP):
            up = n.head[node]
            if n.dep[node] != "pobj" or up == node or not self._there(up, node, bool(beside)):
                return None, []
            over = n.head[up]
            if n.pos[over] in ("VERB", "AUX"):
                return over, beside
            if over == up or n.pos[over] not in ("NOUN", "PROPN"):
                return None, []
            if over in n.name:
                if n.kind_of(over) != "person" or node == place:
                    return None, []
                beside = [Referent(n.name[over], over)]
            if n.dep[over] == "dobj" and n.pos[n.head[over]] == "VERB":
                return (n.head[over], beside) if beside or among("doing_there", n.lemma[n.head[over]]) else (None, [])
            node = over
        return None, []

    def _there(self, preposition: int, held: int, beside: bool) -> bool:
        """Whether a preposition tells where what is over it is done, or with whom."""
        n, among = self.nodes, self.lexicon.among
        word = n.word[preposition]
        if beside or (among("with_whom", word) and held not in n.name and among("doing_there", n.lemma[n.head[preposition]])):
            return True
        return among("there", word) or (among("origin", word) and among("staying", n.lemma[held])) or self._within(preposition, held)

    def _within(self, preposition: int, held: int) -> bool:
        """ "from the safety of Z": what a place may be told behind."""
        n = self.nodes
        return (
            self.lexicon.among("belonging", n.word[preposition])
            and self.lexicon.among("staying", n.lemma[n.head[preposition]])
            and held in n.name
        )

    def _site(self, place: int) -> int:
        """The noun that a place stands before: "the Z naval base", "Z airport"."""
        n = self.nodes
        up = n.head[place]
        site = n.dep[place] in ("compound", "nmod") and up not in n.name and n.pos[up] in ("NOUN", "PROPN")
        return up if site and self.lexicon.among("sites", n.lemma[up]) else place

    def _who(self, verb: int) -> list[Referent]:
        """The persons who do it, else to whom it is done."""
        found = [each for low in self.clauses.surface(verb) for each in self.referents.at(low, _PERSON)]
        found = found or [each for low in self.clauses.doers(verb) for each in self.referents.at(low, _PERSON)]
        beside = [low for each in self.lexicon.lists["together_with"] for low in self.clauses.at(verb, each)]
        found += [each for low in beside for each in self.referents.at(low, _PERSON)]
        if not self.clauses.passive(verb):
            found += [each for low in self.nodes.all_kids(verb, "dobj") for each in self.referents.at(low, _PERSON)]
        return found
