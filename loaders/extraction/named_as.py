"""Whom a verb of naming gives a post, by the order of words: "makes X a director of Y", "lists X as director", "names the owner as X".

Trees tell most of it; they miss it where the verb looks like a noun ("the filing lists X as …") or the name like a part of the post.
"""

from __future__ import annotations

from loaders.extraction.holders import Holders
from loaders.extraction.posts import Phrase
from loaders.extraction.verb_forms import Forms

_TITLES = 3
_BEFORE = 4


class NamedAs:
    def __init__(self, holders: Holders) -> None:
        self.holders, self.nodes, self.lexicon = holders, holders.nodes, holders.lexicon
        self.forms = Forms(self.lexicon)

    def of(self, phrase: Phrase) -> list[str]:
        """Ids of whom a post is given to; none where the naming is denied, planned or possible."""
        return self._before(phrase) or self._behind(phrase)

    def _before(self, phrase: Phrase) -> list[str]:
        """X of "names X (as, to be) the head"."""
        place = self._past_article(phrase.first - 1)
        if self.lexicon.among("as", self.holders.word(place)):
            place -= 1
        elif self.lexicon.among("be", self.holders.word(place)) and self.lexicon.among("infinitive", self.holders.word(place - 1)):
            place -= 2
        id_ = self.holders.id_at(place)
        if self.nodes.kind.get(id_) != "person":
            return []
        verb = place - 1
        while place - verb <= _TITLES and self.holders.is_title(verb):
            verb -= 1
        return [id_] if self._names(verb) else []

    def _behind(self, phrase: Phrase) -> list[str]:
        """X of "names the owner of Y as X"."""
        place = self.holders.past_other(phrase.last + 1)
        if not self.lexicon.among("as", self.holders.word(place)) or not self._names(self._past_article(phrase.first - 1)):
            return []
        on = place + 1
        while on - place <= _TITLES and self.holders.is_title(on):
            on += 1
        id_ = self.holders.id_at(on)
        return [id_] if self.nodes.kind.get(id_) == "person" else []

    def _past_article(self, place: int) -> int:
        word = self.holders.word(place)
        return place - 1 if self.lexicon.among("neutral", word) or self.lexicon.among("own_pronouns", word) else place

    def _names(self, place: int) -> bool:
        """Whether a verb of naming stands at a place, and nothing before it says that it did not happen."""
        order = self.nodes.order
        if not 0 <= place < len(order) or order[place] in self.nodes.name:
            return False
        node = order[place]
        form = self.forms.of(self.nodes.word[node])
        lemma = form.lemma if form is not None else self.nodes.lemma[node]
        if not self.lexicon.among("naming", lemma):
            return False
        before = [self.holders.word(back) for back in range(place - 1, place - 1 - _BEFORE, -1)]
        barred = ("negation", "modal", "infinitive", "unreal")
        return not any(self.lexicon.any_among(name, before[:2]) for name in barred) and not self.lexicon.any_among("negation", before)
