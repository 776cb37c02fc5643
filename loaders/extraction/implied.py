"""The body of a post that no words beside it tell: the one court of a page for "Judge X", the page's own for "the Spokesperson, Ms X"."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from loaders.extraction.frames import Frame
from loaders.extraction.holders import Holders
from loaders.extraction.peoples import Peoples
from loaders.extraction.posts import Phrase
from loaders.extraction.proposals import BODIES

_SHORT = 3
_PASSAGE = 80
_SENTENCES = 1
_FEW, _CLEARLY = 1, 2


class Implied(Holders):
    """`publisher` is the id of the entity that publishes the page, empty if it is none."""

    publisher: str = ""

    @cached_property
    def peoples(self) -> Peoples:
        return Peoples(self.nodes)

    @cached_property
    def _words_of(self) -> dict[str, frozenset[str]]:
        """The words of all names of each body."""
        n = self.nodes
        found: dict[str, set[str]] = {}
        for node, id_ in n.name.items():
            if n.kind[id_] in BODIES:
                span = n.span(node)
                found.setdefault(id_, set()).update(re.findall(r"\w+", n.text[span.start : span.end].lower()))
        return {id_: frozenset(words) for id_, words in found.items()}

    def _implied(self, phrase: Phrase, frame: Frame) -> str:
        """The one ministry of a "Minister of Foreign Affairs", the one Senate of a Senator; the publisher, if it is one of several."""
        if self.lexicon.among("post_at", self.word(phrase.last + 1)) and self._kind(self.id_at(phrase.last + 2)) == "place":
            return ""  # "a minister in Y", where the page names the ministry of another country
        told = " ".join(self.words(phrase).lower().split())
        whole = self.lexicon.implied.get(told, "")
        heads = frozenset((whole or self.lexicon.implied.get(self._is_noun(phrase.noun), "")).split("|")) - {""}
        if not heads:
            return ""
        wanted = {each for each in re.findall(r"\w+", told) if len(each) > _SHORT and not self.lexicon.among("neutral", each)}
        wanted -= {self.nodes.word[self.nodes.order[phrase.noun]], *self.lexicon.bonds}
        if whole:
            wanted = set()
        bodies = {id_ for id_, words in self._words_of.items() if self._kind(id_) in frame.kinds[1] and heads & words and wanted <= words}
        bodies = {id_ for id_ in bodies if not any(self.lexicon.among("inner_bodies", each) for each in self._words_of[id_] - heads)}
        if self.publisher in bodies:
            return self.publisher
        return bodies.pop() if len(bodies) == 1 else ""

    def _unsaid_body(self, phrase: Phrase) -> str:
        """The body of "deputy director X": that of the page, where it is a public body's or a firm's, or the one that the passage names."""
        word, before = self._is_noun(phrase.noun), self.word(phrase.first - 1)
        behind = self.word(phrase.last + 1)
        barred = (
            (self.lexicon.among("indefinite", before) and not self.lexicon.among("speaking_posts", word))
            or self.lexicon.among("own", before)
            or self.lexicon.among("own_pronouns", before)
            or self.lexicon.among("post_at", behind)
            or self.id_at(phrase.first - 1)
            or phrase.last != phrase.noun
            or word in self.lexicon.implied
        )
        if barred:
            return ""
        told = self.words(phrase).lower()
        public = self._kind(self.publisher) in ("agency", "organisation") and self.lexicon.among("article", before)
        if public and self.lexicon.among("own_posts", told):
            return self.publisher
        found = self._body_before(phrase.first) if self.lexicon.any_among("inner_posts", (word, told)) else ""
        return "" if found and self._of_another(phrase, found) else found

    def _of_another(self, phrase: Phrase, body: str) -> bool:
        """Whether a word before a post tells that it is at another body: "government spokesman X", behind a party."""
        before = [self.word(place) for place in range(phrase.first, phrase.noun)]
        return any(self.lexicon.among("body_words", each) and each not in self._words_of.get(body, ()) for each in before)

    def _body_before(self, place: int) -> str:
        """The one body that the sentence names before a place, else the sentence before that does; empty if there are two or none."""
        n, order = self.nodes, self.nodes.order
        if not n.trees:
            return ""
        first = sentence = n.sentence[order[place]]
        found: set[str] = set()
        for back in range(place - 1, max(place - _PASSAGE, -1), -1):
            node = order[back]
            if "\n\n" in n.text[n.end[node] : n.start[order[back + 1]]] or n.word[node].count("\n") > 1:
                break
            if n.sentence[node] != sentence:
                if found or first - n.sentence[node] > _SENTENCES:
                    break
                sentence = n.sentence[node]
            id_ = n.name.get(node) or self.meant.get(node, "")
            if n.kind.get(id_) in ("agency", "organisation"):
                found.add(id_)
        return found.pop() if len(found) == 1 else ""

    def _national(self, phrase: Phrase) -> str:
        """The country of "Finance Minister X", "Premier X", where the page tells of one far more than of any other."""
        if self._kind(self.id_at(phrase.last + 1)) != "person":
            return ""
        word = self._is_noun(phrase.noun)
        national = self.lexicon.among("national_posts", word) and phrase.first < phrase.noun
        return self._homeland if national or self.lexicon.among("national_alone", word) else ""

    @cached_property
    def _homeland(self) -> str:
        """The country that the page names, by its name or adjective, more than twice as often as any other; empty if none is."""
        n = self.nodes
        told = [n.name[node] for node in n.order if node in n.name and n.name[node] in self.peoples.named.values()]
        told += [id_ for node in n.order if node not in n.name and (id_ := self.peoples.country(n.word[node]))]
        ranked = Counter(told).most_common(2)
        clearly = bool(ranked) and ranked[0][1] > _FEW and (len(ranked) == 1 or ranked[0][1] > _CLEARLY * ranked[1][1])
        return ranked[0][0] if clearly else ""
