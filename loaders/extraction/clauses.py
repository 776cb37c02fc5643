"""Who does what to whom around a verb or noun: subject, object, prepositions, in active and passive, through conjunction and control."""

from __future__ import annotations

from collections.abc import Callable

from loaders.extraction.frames import Lexicon, Needs, possible
from loaders.extraction.nodes import Nodes
from loaders.extraction.prepositions import Prepositions

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_DEEP = 12
_DEPS = {
    "thing": ("dobj", "oprd"),  # of "he was given a year" what was given
    "measure": ("npadvmod",),  # so is "gave him a hard time" read at times
    "own": ("poss",),
    "title": ("compound", "nmod", "amod", "appos"),  # what somebody is called beside the name
    "complement": ("oprd", "acomp", "attr", "xcomp", "ccomp"),
    "clause": ("xcomp",),
    "aside": ("advcl", "acl", "relcl"),
    "aux": ("aux",),
    "adverb": ("advmod",),
    "particle": ("prt",),
}
"""Places that the tree alone tells."""
_CARRIED = frozenset({"doer", "getter", "giver"})


class Clauses(Prepositions):
    """The places around the words of a page that has trees. What a place holds are nodes; who is meant by them is told elsewhere."""

    def __init__(self, nodes: Nodes, lexicon: Lexicon) -> None:
        super().__init__(nodes, lexicon)
        self._known: dict[tuple[int, str], list[int]] = {}  # many frames ask for the same places

    def passive(self, verb: int, deep: int = _DEEP) -> bool:
        n = self.nodes
        if n.kid(verb, "auxpass", "nsubjpass") is not None:
            return True
        if n.dep[verb] == "acomp" and n.tag[verb] == "VBN" and n.kid(verb, "agent") is not None:
            return True  # "is half-owned by X"
        if n.dep[verb] == "acl" and n.pos[verb] == "NOUN":
            return n.kid(verb, "agent") is not None  # "a firm run by X", where "run" was taken for a noun
        if n.dep[verb] in ("acl", "amod", "advcl") and n.tag[verb] == "VBN":
            return n.kid(verb, "nsubj", "aux") is None
        return (
            deep > 0
            and n.dep[verb] == "conj"
            and (n.tag[verb] == "VBN" or (n.tag[verb] == "VBD" and self.lexicon.among("undergone", n.lemma[verb])))
            and not n.all_kids(verb, *_SUBJECTS, "aux", "dobj")
            and self.passive(n.head[verb], deep - 1)
        )

    def surface(self, verb: int, deep: int = _DEEP) -> list[int]:
        """The grammatical subject, also one that stands with a verb above."""
        n = self.nodes
        own = n.all_kids(verb, *_SUBJECTS)
        if len(own) > 1:  # of "a man posing as X met Y" X belongs to the preposition before it
            own = [each for each in own if not self._left_alone(n.step(each, -1))] or own
        if own or deep == 0:
            return own
        up, dep = n.head[verb], n.dep[verb]
        if up == verb:
            return []
        if dep == "conj":
            up = self._sayer_over(verb, up)
            return self.surface(up, deep - 1) if n.pos[up] in ("VERB", "AUX") else []
        if dep in ("xcomp", "advcl") or (dep == "ccomp" and n.tag[verb] in ("VBG", "VB")):
            return self._control(verb, up, deep)
        if dep in ("acomp", "attr"):
            return self.surface(up, deep - 1)
        if dep == "pcomp" or (dep == "pobj" and n.tag[verb] == "VBG"):
            return self._behind(up, deep)
        if dep == "relcl" and n.tag[verb] == "VB":  # "the first woman to run it"
            return [up]
        return [up] if self._participle(verb) else []

    def _left_alone(self, node: int | None) -> bool:
        """Whether a word is a preposition that the tree gives nothing to hold."""
        return node is not None and self.nodes.dep[node] == "prep" and not self.nodes.kids[node]

    def _sayer_over(self, verb: int, up: int) -> int:
        """The verb that a verb is joined to; of "X said Y had known and accused Z" not "known", whose form is another, but "said"."""
        n = self.nodes
        over = n.head[up]
        told = n.dep[up] == "ccomp" and n.tag[over] == "VBD" and n.tag[up] in ("VBN", "VB") and n.kid(up, "aux") is not None
        own = n.tag[verb] == "VBD" and n.kid(verb, "aux", "auxpass") is None
        return over if told and own and self.lexicon.among("outspoken", n.lemma[verb]) else up

    def _participle(self, verb: int) -> bool:
        """ "X, writing in Y", "X, founded by Y", "Y-owned X"."""
        n = self.nodes
        return (
            (n.dep[verb] == "acl" and (n.tag[verb] in ("VBG", "VBN", "VBD") or n.kid(verb, "agent") is not None))
            or (n.dep[verb] == "appos" and n.tag[verb] == "VBG")
            or (n.dep[verb] == "amod" and n.tag[verb] == "VBN")
        )

    def _control(self, verb: int, up: int, deep: int) -> list[int]:
        """Whom the infinitive or participle below a verb speaks of: "asked X to go", "appointed X, replacing Y" of the object."""
        lemma = self.nodes.lemma
        if spoken := self._spoken_of(verb):
            return spoken
        replacing = self.lexicon.among("succeeding", lemma[verb]) and self.lexicon.among("installing", lemma[up])
        of_object = replacing or self.lexicon.among("control_object", lemma[up])
        return (of_object and not self.passive(up) and self.done(up)) or self.surface(up, deep - 1)

    def _spoken_of(self, verb: int) -> list[int]:
        """X of "what she had said about X paying Y", where the tree hangs the verb beside X."""
        n = self.nodes
        name = n.step(verb, -1) if n.tag[verb] == "VBG" and n.dep[verb] == "advcl" else None
        told = name in n.name and n.dep[name] == "pobj" and self.lexicon.among("about", n.word[n.head[name]]) if name is not None else False
        return [name] if told and name is not None else []

    def _behind(self, preposition: int, deep: int) -> list[int]:
        """The doer of "accused of paying", "after meeting"."""
        n = self.nodes
        up = n.head[preposition]
        if self.lexicon.among("grounds", n.lemma[up]) and n.dep[up] == "pobj":
            verb = n.head[n.head[up]]
            return self.done(verb) if self.lexicon.among("of_object", n.lemma[verb]) else []
        if up == preposition or n.pos[up] not in ("VERB", "AUX"):
            return []
        if self.lexicon.among("accusing", n.word[preposition]):
            if self.lexicon.among("of_object", n.lemma[up]) and not self.passive(up):
                return n.all_kids(up, "dobj")
            judged = [each for each in n.all_kids(up, "dobj", "nsubjpass") if self.lexicon.among("judged", n.lemma[each])]
            if judged:  # "upheld the conviction of X for passing", where it hangs on the verb
                return [low for each in judged for where in ("of", "own") for low in self.at(each, where)]
        return self.surface(up, deep - 1)

    def doers(self, verb: int) -> list[int]:
        if not self.passive(verb):
            return self.surface(verb)
        n = self.nodes
        agents = n.all_kids(verb, "agent")
        if not agents:  # "sentenced to four years for bribery by the court", where "by" hangs on the years or the bribery
            agents = [
                by for each in n.all_kids(verb, "prep") for low in n.all_kids(each, "pobj") if low not in n.name for by in self._by(low)
            ]
        if not agents:  # "declared persona non grata by Y"
            agents = [by for each in n.all_kids(verb, "oprd", "dobj", "attr") if each not in n.name for by in self._by(each)]
        found = [low for by in agents for low in n.all_kids(by, "pobj")]
        return found or self._hyphened(verb)

    def _hyphened(self, verb: int) -> list[int]:
        """The doer of "Y-owned"."""
        n = self.nodes
        dash, name = n.step(verb, -1), n.step(verb, -2)
        return [name] if n.dep[verb] == "amod" and dash is not None and n.word[dash] == "-" and name is not None and name in n.name else []

    def _by(self, noun: int) -> list[int]:
        n = self.nodes
        found = [each for each in n.all_kids(noun, "prep", "agent") if self.lexicon.among("agent", n.word[each])]
        return found or [
            by
            for each in n.all_kids(noun, "prep")
            for low in n.all_kids(each, "pobj")
            for by in n.all_kids(low, "prep")
            if self.lexicon.among("agent", n.word[by])
        ]

    def done(self, verb: int) -> list[int]:
        n = self.nodes
        if self.passive(verb):
            return self.surface(verb)
        found = n.all_kids(verb, "dobj")
        if not found:  # "found X guilty"
            found = [
                low
                for each in n.all_kids(verb, "ccomp")
                if n.pos[each] == "ADJ" and not n.all_kids(each, "cop", "aux")
                for low in n.all_kids(each, "nsubj", "npadvmod")
            ] or [each for each in n.all_kids(verb, "ccomp") if each in n.name and not n.all_kids(each, "nsubj", "aux", "mark")]
        if not found and n.dep[verb] == "relcl" and n.all_kids(verb, "nsubj") and not any(self._relative(each) for each in n.kids[verb]):
            return [n.head[verb]]
        return found

    def _relative(self, node: int) -> bool:
        return self.nodes.tag[node] in ("WDT", "WP", "WP$", "WRB") or any(
            self.nodes.tag[low] in ("WDT", "WP", "WP$", "WRB") for low in self.nodes.kids[node]
        )

    def at(self, node: int, place: str) -> list[int]:
        """The nodes that stand at a place of a verb or noun; a place under another is written `object/of`."""
        known = self._known.get((node, place))
        if known is None:
            first, _, rest = place.partition("/")
            known = [low for each in self.at(node, first) for low in self.at(each, rest)] if rest else self._at(node, place)
            self._known[node, place] = known
        return known

    def _at(self, node: int, place: str) -> list[int]:
        if (deps := _DEPS.get(place)) is not None:
            return self.nodes.all_kids(node, *deps)
        if (way := _WAYS.get(place)) is not None:
            return way(self, node)
        if place in _CARRIED:
            return self._carried(node, place)
        return self._behind_preposition(node, place)

    def _behind_preposition(self, node: int, preposition: str) -> list[int]:
        n = self.nodes
        if (
            n.dep[node] == "relcl"
            and self.lexicon.among("inside", preposition)
            and any(self.lexicon.among("where", n.word[each]) for each in n.all_kids(node, "advmod"))
        ):
            return [n.head[node]]  # "Dubai, where he lives"
        found = self.under(node, preposition)
        return n.all_kids(node, "dative") + found if preposition in self.lexicon.lists["receiving"] else found

    def _compound(self, node: int) -> list[int]:
        return [each for each in self.nodes.all_kids(node, "compound", "nmod", "amod") if each in self.nodes.name]

    def _epithet(self, node: int) -> list[int]:
        """What follows a name without a comma, as that is called: "called X the father of the party"."""
        n = self.nodes
        return [each for each in n.all_kids(node, "appos") if n.step(node, 1) in (each, *n.all_kids(each, "det"))]

    def _carried(self, noun: int, place: str) -> list[int]:
        """The subject of the light verb over a noun: "X opened an investigation"."""
        n = self.nodes
        verb = n.head[noun]
        if n.dep[noun] != "dobj" or not self.lexicon.among("light" if place == "doer" else "getting", n.lemma[verb]):
            return []
        if place == "giver":
            return [low for word in self.lexicon.lists["origin"] for low in self.under(verb, word)]
        return self.doers(verb)

    def _teller(self, noun: int) -> list[int]:
        """Who acts "in an interview with X", "at a meeting with X": the subject of the verb, or the name, that the preposition hangs on."""
        n = self.nodes
        up = n.head[noun]
        if n.dep[noun] != "pobj" or not self.lexicon.among("telling", n.word[up]):
            return []
        over = n.head[up]
        return (
            [over]
            if over in n.name and self.lexicon.among("telling_name", n.word[up])
            else self.surface(over)
            if n.pos[over] in ("VERB", "AUX") and not self.passive(over)
            else []
        )

    def _outcome(self, noun: int) -> list[int]:
        """Whom "an inquiry by X, which cleared Y" found fault with or not."""
        n = self.nodes
        heads = [noun, *(low for by in self._by(noun) for low in n.all_kids(by, "pobj"))]  # the tree may hang it on X
        verbs = [each for head in heads for each in n.all_kids(head, "relcl") if self.lexicon.among("finding", n.lemma[each])]
        return [low for each in verbs if any(n.tag[who] == "WDT" for who in n.all_kids(each, "nsubj")) for low in n.all_kids(each, "dobj")]

    def _convict(self, noun: int) -> list[int]:
        """Who is convicted "of the murder of X", accused of it, charged with it."""
        n = self.nodes
        up = n.head[noun]
        if n.dep[noun] != "pobj" or not self.lexicon.among("accusing", n.word[up]):
            return []
        over = n.head[up]
        return self.done(over) if self.lexicon.among("of_object", n.lemma[over]) else []

    def _infinitive(self, verb: int) -> list[int]:
        """What somebody is told to do: "told us to leave"."""
        n = self.nodes
        return [each for each in n.all_kids(verb, "xcomp", "ccomp", "advcl") if n.tag[n.kid(each, "aux") or each] == "TO"]

    def _thrust(self, verb: int) -> list[int]:
        """What is told behind a telling that is thrust in between commas: "They met, he said, at a hotel in X"."""
        n = self.nodes
        told = [each for each in n.all_kids(verb, "ccomp") if n.place[each] < n.place[verb]]
        if not told or '"' in n.text[n.end[told[-1]] : n.start[verb]]:
            return []
        behind = [each for each in n.all_kids(verb, "prep") if n.place[each] > n.place[verb]]
        return [each for each in behind if n.word_of(n.step(each, -1)) == ","]

    def holds(self, node: int, needs: Needs) -> bool:
        """Whether at each of these places one of its words stands."""
        if not needs:
            return True
        return possible(needs, self.words[self.nodes.sentence[node]]) and all(
            any(
                any(self._says(each, wanted) for each in self.at(node, place))
                or any(self._says(each, wanted) for each in self._behind_object(node, place))
                for place in where
            )
            for where, wanted in needs
        )

    def _behind_object(self, verb: int, place: str) -> list[int]:
        """What a preposition holds that hangs on a name, though it goes with the verb: "cleared X of fraud"."""
        n = self.nodes
        if not self.lexicon.among("around", place) or place not in self.holding[n.sentence[verb]]:
            return []
        return [low for each in n.all_kids(verb, "dobj") if each in n.name for low in self._held(each, place)]

    def _says(self, node: int, wanted: frozenset[str]) -> bool:
        n = self.nodes
        if n.tag[node] == "WDT":  # "a contract that X signed"
            clause = next((up for up in n.above(node) if n.dep[up] == "relcl"), node)
            node = n.head[clause]
        return (
            n.lemma[node] in wanted
            or n.word[node] in wanted
            or any(
                n.lemma[low] in wanted or n.word[low] in wanted
                for low in n.all_kids(node, "nmod", "quantmod", "compound", "conj", "nummod")
            )
        )


_WAYS: dict[str, Callable[[Clauses, int], list[int]]] = {
    "subject": Clauses.doers,
    "object": Clauses.done,
    "compound": Clauses._compound,
    "epithet": Clauses._epithet,
    "teller": Clauses._teller,
    "outcome": Clauses._outcome,
    "convict": Clauses._convict,
    "infinitive": Clauses._infinitive,
    "thrust": Clauses._thrust,
}
"""Places that need a look around."""
