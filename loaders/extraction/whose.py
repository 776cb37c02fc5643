"""Whose somebody is: the other end of a post or kinship, by the possessive, the preposition, the clause or the body that goes unsaid."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from loaders.extraction.frames import Frame
from loaders.extraction.implied import Implied
from loaders.extraction.posts import BREAKS, FAR, Phrase
from loaders.extraction.proposals import BODIES

_UP = 4
_PARENTS = 24
_BEFORE = 60


class Whose(Implied):
    """The other ends of the bonds of a page."""

    def _others(self, phrase: Phrase, frame: Frame) -> Iterator[tuple[str, bool]]:
        """Ids that stand in the places of a bond, and whether only a pronoun or noun means them."""
        told = False
        for place in frame.ends[0]:
            if place == "own" and (both := self._their(phrase)):
                yield from ((each, True) for each in both if self._kind(each) in frame.kinds[1])
                told = True
                continue
            if place == "own":
                found = self._owned_by(phrase)
            elif place == "compound":
                found = self._modifier(phrase)
            else:
                if frame.parents and len(both := self._parents(phrase, place)) > 1:
                    yield from ((each, False) for each in both)
                    told = True
                    continue
                found = self._behind(phrase, place)
                if not found[0] and (frame.kinds[1] == {"place"} or frame.ends[0] == ("at",)):
                    found = self._further(phrase, place)
                if not found[0] and (which := self._which(self.nodes.order[phrase.noun], place)):
                    found = (which, False)
            if found[0] and self._kind(found[0]) in frame.kinds[1]:
                yield found
                told = True
        if not told and "own" in frame.ends[0] and frame.kinds[1] == {"person"} and (whom := self._spoken_of(phrase)):
            yield whom, True

    def _spoken_of(self, phrase: Phrase) -> str:
        """Whose colleague or kin "A colleague, X, …", "One pupil was X" tells of without a word: of whom the sentence before tells."""
        n, noun = self.nodes, self.nodes.order[phrase.noun]
        if not n.trees or not self.lexicon.any_among("of_somebody", (n.word[noun], n.lemma[noun])):
            return ""
        if not any(self.lexicon.among("one", self.word(place)) for place in range(phrase.first - 2, phrase.noun)):
            return ""
        if n.all_kids(noun, "poss", "prep", "relcl", "acl") or n.dep[noun] not in ("nsubj", "nsubjpass", "dobj", "pobj", "agent"):
            return ""
        before: dict[str, bool] = {}
        for back in range(phrase.first - 1, max(phrase.first - _BEFORE, -1), -1):
            node = n.order[back]
            if n.sentence[noun] - n.sentence[node] > 1:
                break
            id_ = n.name.get(node) or self.meant.get(node, "")
            if self._kind(id_) == "person":
                before[id_] = before.get(id_, False) or n.dep[node] in ("nsubj", "nsubjpass")
        leading = [id_ for id_, subject in before.items() if subject] if len(before) > 1 else list(before)
        return leading[0] if len(leading) == 1 else ""

    def _their(self, phrase: Phrase) -> list[str]:
        """Whom "their" in front of a noun means, if two."""
        place = phrase.first - 1
        if place < 0 or not self.lexicon.among("own_pronouns", self.word(place)):
            return self._theirs(phrase)
        if self.lexicon.among("plural_pronouns", self.word(place)) and self.lexicon.among("and", self.word(place - 1)):
            left = self._survived(self.nodes.order[phrase.noun])[0]  # "survived by his wife, X, and their son"
            other = self.id_at(place - 3 if self.word(place - 2) == "," else place - 2)
            return [left, other] if left and left != other and self._kind(other) == "person" else []
        return self.holders.get(self.nodes.order[place], [])

    def _theirs(self, phrase: Phrase) -> list[str]:
        """Both whose kin "they had two sons" tells of."""
        n, noun = self.nodes, self.nodes.order[phrase.noun]
        if not n.trees or n.dep[noun] != "dobj" or not self.lexicon.among("having", n.lemma[n.head[noun]]):
            return []
        for each in n.all_kids(n.head[noun], "nsubj"):
            both = self.holders.get(each) or [n.name[low] for low in (each, *n.all_kids(each, "conj")) if n.kind_of(low) == "person"]
            if len(both) == 2:
                return both
        return []

    def _parents(self, phrase: Phrase, preposition: str) -> list[str]:
        """Both persons of "the son of a surveyor, X, and his wife, Y": named there, or behind what each is called."""
        n, order, found = self.nodes, self.nodes.order, list[str]()
        joined = True
        if self.word(phrase.last + 1) != preposition or self._begins(phrase.first):
            return []
        for on in range(phrase.last + 2, min(phrase.last + 2 + _PARENTS, len(order))):
            word = self.word(on)
            if word in (";", ".", ":", "\n") or (n.trees and (n.pos[order[on]] in ("VERB", "AUX") or n.tag[order[on]] == "WP")):
                break
            if self.lexicon.among("joining", word):
                joined = True
            elif self._kind(self.id_at(on)) == "person":
                if joined and self._ends(on + 1):
                    found.append(self.id_at(on))
                joined = False
                if len(found) == 2:
                    break
        return found

    def _begins(self, place: int) -> bool:
        """Whether a place is the first of its sentence, an article left out."""
        n, order = self.nodes, self.nodes.order
        place = self._article(place - 1)
        return place < 0 or n.sentence[order[place]] != n.sentence[order[place + 1]]

    def _ends(self, place: int) -> bool:
        return self.word(place) in BREAKS or self.lexicon.among("joining", self.word(place))

    def _called_before(self, preposition: int, comma: int) -> bool:
        """Whether a name behind a comma tells whom a noun behind the preposition means."""
        n, order = self.nodes, self.nodes.order
        if self.lexicon.among("one", self.word(preposition + 1)):
            return True
        apposed = n.trees and n.dep[order[comma + 1]] == "appos" and n.head[order[comma + 1]] in order[preposition:comma]
        return apposed and self._kind(self.id_at(comma + 1)) in BODIES

    def _which(self, noun: int, preposition: str) -> str:
        """X of "X, of which he is a director"."""
        n = self.nodes
        verb = n.head[noun] if n.trees and n.dep[noun] == "attr" else None
        if n.trees and n.dep[noun] == "pobj" and self.lexicon.among("as", n.word[n.head[noun]]):
            verb = n.head[n.head[noun]]  # "the Y, where X is listed as head"
        if verb is None or n.dep[verb] != "relcl":
            return ""
        if self.lexicon.among("employed", preposition) and any(
            self.lexicon.among("where", n.word[each]) for each in n.all_kids(verb, "advmod")
        ):
            return n.name.get(n.head[verb], "")  # "the Y, where X was a clerk"
        leads = any(
            n.word[each] == preposition and any(n.tag[low] == "WDT" for low in n.all_kids(each, "pobj"))
            for each in (*n.all_kids(verb, "prep"), *n.all_kids(noun, "prep"))
        )
        return n.name.get(n.head[verb], "") if leads else ""

    def _modifier(self, phrase: Phrase) -> tuple[str, bool]:
        """The body of "Reuters photographer", "ministry spokesman"."""
        if self.id_at(phrase.first - 1):
            return self.id_at(phrase.first - 1), False
        inside = self.nodes.order[phrase.first : phrase.noun]
        found = next((self.meant[each] for each in inside if each in self.meant), "")
        return (found, True) if found else (next(filter(None, (self.peoples.country(self.nodes.word[each]) for each in inside)), ""), False)

    def _bare(self, phrase: Phrase, frame: Frame) -> str:
        """The body right behind a post, "X, Head Fraud Office", or behind a comma that ends it: "X, former director, Fraud Office"."""
        place = phrase.last + 1
        if self.word(place) == "," and self._closes(place + 2):
            place += 1
        id_ = self.id_at(place)
        return id_ if id_ and self._kind(id_) in frame.kinds[1] and self._before(phrase) else ""

    def _aside(self, phrase: Phrase, frame: Frame) -> str:
        """The body of "X Ltd, sole shareholder Y", where a post in small letters follows its name and a comma."""
        n, place = self.nodes, phrase.first - 1
        id_ = self.id_at(place - 1) if self.word(place) == "," else ""
        small = n.text[n.start[n.order[phrase.first]]].islower() and self.id_at(phrase.last + 1)
        inner = self.lexicon.among("inner_posts", self._is_noun(phrase.noun)) or frame.turned
        return (
            id_ if id_ and small and inner and self._kind(id_) in ("organisation", "outlet") and self._kind(id_) in frame.kinds[1] else ""
        )

    def _closes(self, place: int) -> bool:
        """Whether a line, bracket or item ends before this place."""
        n, order = self.nodes, self.nodes.order
        if not 0 < place < len(order):
            return True
        if self.word(place) == "," and self._kind(self.id_at(place + 1)) == "place":
            return True  # "X, press officer, Ocean Aid, Nairobi"
        return self.word(place) in ("(", ")", ";") or "\n" in n.text[n.span(order[place - 1]).end : n.end[order[place]]]

    def _owned_by(self, phrase: Phrase) -> tuple[str, bool]:
        place = phrase.first - 1
        if self._kind(self.id_at(place)) == "place" and self.lexicon.among("own", self.word(place - 1)):
            place -= 1  # "Y's Riga manager"
        word = self.word(place)
        if self.lexicon.among("own_pronouns", word):
            if self.lexicon.among("relative", word):
                return self._someone(place - 2 if self.word(place - 1) == "," else place - 1)
            if self.lexicon.among("of_thing", word) and self._picks(place):
                return "", False
            if self.lexicon.among("and", self.word(place - 1)) and self._kind(self.id_at(place - 2)) == "person":
                return self.id_at(place - 2), False  # "X and his brother"
            found = self.meant.get(self.nodes.order[place], "")
            if not found and self.lexicon.among("of_thing", word):
                found = self._body_before(place)
            return (found, True) if found else self._survived(self.nodes.order[phrase.noun])
        if self.lexicon.among("own", word):
            return self._someone(place - 1)
        return self._survived(self.nodes.order[phrase.noun])

    def _picks(self, place: int) -> bool:
        """Whether "among them its director", "including its director" stands in a sentence that tells of several bodies before."""
        n, order = self.nodes, self.nodes.order
        among = self.lexicon.among("of_them", self.word(place - 1)) and self.lexicon.among("picking", self.word(place - 2))
        if not (among or self.lexicon.among("counting", self.word(place - 1))):
            return False
        before = itertools.takewhile(lambda on: n.sentence[order[on]] == n.sentence[order[place]], range(place - 1, -1, -1))
        return len({id_ for on in before if self._kind(id_ := self.id_at(on)) in BODIES}) > 1

    def _survived(self, noun: int) -> tuple[str, bool]:
        """Whose kin "survived by two daughters" tells of."""
        n = self.nodes
        if not n.trees:
            return "", False
        if n.dep[noun] == "dobj" and self.lexicon.among("having", n.lemma[n.head[noun]]):
            return next(
                ((n.name.get(each) or self.meant.get(each, ""), each not in n.name) for each in n.all_kids(n.head[noun], "nsubj")),
                ("", False),
            )
        if n.dep[noun] == "nsubj" and self.lexicon.among("outliving", n.lemma[n.head[noun]]):  # "a daughter, X, survives him"
            whom = n.all_kids(n.head[noun], "dobj")
            return next(((id_, each not in n.name) for each in whom if (id_ := n.name.get(each) or self.meant.get(each, ""))), ("", False))
        for up in itertools.islice(n.above(noun), _UP):
            if n.pos[up] in ("VERB", "AUX"):
                subjects = n.all_kids(up, "nsubjpass") if self.lexicon.among("leaving", n.lemma[up]) else []
                subjects = subjects or (n.all_kids(up, "nsubj") if self.lexicon.among("leaving_kin", n.lemma[up]) else [])
                found = [n.name.get(each) or self.meant.get(each, "") for each in subjects]
                return (found[0], subjects[0] not in n.name) if found else ("", False)
        return "", False

    def _someone(self, place: int) -> tuple[str, bool]:
        """Who stands at a place: by name, or by a noun that means or denotes somebody."""
        if self.id_at(place):
            return self.id_at(place), False
        order = self.nodes.order
        if not 0 <= place < len(order):
            return "", False
        if self.nodes.trees and self.nodes.dep[order[place]] in ("compound", "amod", "nmod"):
            return "", False  # a modifier of the noun that counts: "the Deputy Minister, X"
        held = self.holders.get(order[place])
        if held:
            return held[0], False
        return self.meant.get(order[place], ""), True

    def _further(self, phrase: Phrase, preposition: str) -> tuple[str, bool]:
        """Y of "attaché of X in Y", "consul for X at Y", "colleague of X at Y", behind the one whose post it is."""
        place = self.past_other(phrase.last + 1)
        if place == phrase.last + 1:
            return "", False
        if self.word(place) != preposition and self.word(place - 2) == preposition:
            place -= 2  # the post's own name takes a place along
        return (self.id_at(place + 1), False) if self.word(place) == preposition else ("", False)

    def _behind(self, phrase: Phrase, preposition: str) -> tuple[str, bool]:
        start = phrase.last + 1
        nodes = self.nodes
        if self.lexicon.among("joining", self.word(start)):  # founder and chairman of Y
            on = next((p for p in range(start + 1, start + 5) if self._is_noun(p) or self._kind(self.id_at(p)) == "person"), 0)
            if on and not self._is_noun(on):
                return "", False  # "X is a judge and Z a director of Y"
            start = on + 1 if on else start
        if self.word(start) != preposition:
            return "", False
        last = ("", False)
        for on in range(start + 1, min(start + 1 + FAR, len(nodes.order))):
            word = self.word(on)
            if word == "," and self.id_at(on + 1) and self._ends(on + 2) and self._called_before(start, on):
                return self.id_at(on + 1), False  # "a clerk of a Riga firm, X,", "director of the third accused, X"
            if word in BREAKS and not self._hyphened(on):  # "engineer at the state-owned Y"
                break
            found = self._someone(on)
            if found[0]:
                if self._local(on):
                    continue  # "reporter for the Riga weekly Y"
                if not self.lexicon.among("own", self.word(on + 1)):
                    return found
                last = found
            elif (
                nodes.trees
                and nodes.pos[nodes.order[on]] in ("VERB", "AUX", "ADP", "CCONJ", "SCONJ", "PRON")
                and nodes.dep[nodes.order[on]] not in ("amod", "compound", "nmod")
                and not self.lexicon.among("own_pronouns", word)
                and not (self._is_part(on - 1) and self.lexicon.among("post_at", word))  # "head of the press office at Y"
            ):
                break
        return ("", False) if last[0] and not self._is_part(on - 1) else last
