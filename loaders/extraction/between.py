"""What may stand between the noun of a post and its name: articles, titles, ages, other appositions, the body. By the order of words."""

from __future__ import annotations

from collections.abc import Mapping

from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes
from loaders.extraction.posts import BREAKS, FAR, Phrase, Phrases
from loaders.extraction.proposals import BODIES

_SHORT = 6
_ENTRY = 30
_LOCAL = 5
_YEAR = 4
_DESCRIBING = ("compound", "amod", "nmod", "det", "appos")


class Between(Phrases):
    """Leads over what stands between two places that belong together. `meant` leads from pronouns and nouns to ids."""

    def __init__(self, nodes: Nodes, lexicon: Lexicon, meant: Mapping[int, str]) -> None:
        super().__init__(nodes, lexicon)
        self.meant = meant

    def _joined_comma(self, place: int) -> int:
        """The comma before another post that "and" joins to this one: "X, formerly with Y and now a partner at Z"."""
        for back in range(place - 1, max(place - FAR, 0), -1):
            if self.word(back) == ",":
                formerly = self.lexicon.among("formerly", self.word(back + 1)) or self.lexicon.among("with", self.word(back + 1))
                return back if formerly else place
            if self.word(back) in BREAKS or (self.nodes.trees and self.nodes.pos[self.nodes.order[back]] in ("VERB", "AUX")):
                break
        return place

    def _past_another(self, place: int) -> int:
        """The place before another apposition that ends here: "X, 58, a British citizen, founder of Y"."""
        n, order = self.nodes, self.nodes.order
        for back in range(place, max(place - FAR, 0), -1):
            word = self.word(back)
            if word == ",":
                age = self.word(back - 1).isdigit() and self.word(back - 2) == ","
                return back - 3 if age else back - 1
            if word in BREAKS or self.id_at(back) or not n.trees or n.pos[order[back]] not in ("DET", "ADJ", "NOUN", "PROPN", "ADV"):
                break
        return place

    def _word_is_entry(self, phrase: Phrase) -> bool:
        """Whether a post closes as one of several in a row does: "X, born in Riga, director of Y, is listed"."""
        past = self.past_other(phrase.last + 1)
        return self.word(past)[0] in ",;.\n"

    def _past_others(self, place: int) -> int:
        """The place before all appositions that end here: "X, born 4 May 1961 in Riga, Latvia, national of Y, director of Z"."""
        one = self._past_another(place)
        if self.id_at(one) or not self.nodes.trees:
            return one
        n, order = self.nodes, self.nodes.order
        sentence = n.sentence[order[place]] if 0 <= place < len(order) else -1
        for back in range(place, max(place - _ENTRY, -1), -1):
            node = order[back]
            if self._kind(self.id_at(back)) == "person":
                return back if self.word(back + 1) == "," else place
            finite = n.tag[node] in ("VBD", "VBZ", "VBP", "MD", "WP", "WDT", "WRB", "PRP", "CC")
            if finite or n.sentence[node] != sentence or n.word[node] in (";", ":", ".", '"'):
                break
        return one

    def _opening(self, place: int) -> int:
        """The place before the bracket that closes here."""
        for back in range(place - 1, max(place - FAR, -1), -1):
            if self.word(back) == "(":
                return back - 1
        return place

    def _article(self, place: int) -> int:
        for _ in range(3):
            if not self.lexicon.among("neutral", self.word(place)):
                break
            place -= 1
        if self.lexicon.among("aside_time", self.word(place)) and self.word(place - 1) == ",":
            place -= 1  # "X, at the time head of Y"
        return place

    def past_time(self, place: int) -> int:
        """The place behind "in those days", "at the time", "of many years", "there", if that stands here and a comma or bracket follows."""
        if self.lexicon.among("then_or_there", self.word(place)) and self.word(place + 1) in (",", "("):
            return place + 1
        if not self.lexicon.among("over_time", self.word(place)):
            return place
        timed = False
        for on in range(place + 1, place + FAR):
            if self.word(on) in (",", "("):
                return on if timed else place
            if self.id_at(on) or self.word(on) in BREAKS - {"-", "–"}:
                return place
            word = self.word(on)
            timed = timed or self.lexicon.among("spans_of_time", word) or (word.isdigit() and len(word) == _YEAR)
        return place

    def past_other(self, place: int) -> int:
        """The place behind "of the Y" (and "of the Y's Z"), if that stands here."""
        if self.lexicon.among("origin", self.word(place)) and self._kind(self.id_at(place + 1)) == "place":
            return place + 2  # "two brothers from Y, X and Z"
        if not self.lexicon.among("post_at", self.word(place)):
            return place
        on, owned = place + 1, False
        for _ in range(FAR):
            if self.id_at(on) or (on < len(self.nodes.order) and self.nodes.order[on] in self.meant):
                if self.lexicon.among("own", self.word(on + 1)):
                    on += 2
                    owned = True
                    continue
                on += 1
                if self.lexicon.among("at_or_of", self.word(on)) and self.id_at(on + 1) and self._kind(self.id_at(on + 1)) == "place":
                    on += 2
                if self.word(on) == "(" and self.word(on + 2) == ")":
                    on += 3
                return on
            if self.word(on) in BREAKS:
                return on if owned and (self._is_part(on - 1) or self._is_firm(on - 1)) else place  # "head of the Y's press office, X"
            on += 1
        return place

    def _is_firm(self, place: int) -> bool:
        """Whether a noun tells a body: "head of Y's water utility, X"."""
        lemma = self.nodes.lemma[self.nodes.order[place]]
        return self.lexicon.among("firms", lemma) or self.lexicon.among("local_bodies", lemma)

    def is_title(self, place: int) -> bool:
        """A title before a name ("Col", "Senator", "Mr."): no name itself, and a name or another title follows."""
        n, order = self.nodes, self.nodes.order
        if not 0 <= place < len(order) - 1 or order[place] in n.name:
            return False
        node = order[place]
        if n.word[node] == ".":
            return self._short(place - 1) and (bool(self.id_at(place + 1)) or self.is_title(place + 1))
        return (
            n.text[n.start[node]].isupper()
            and (not n.trees or n.dep[node] in ("compound", "nmod", "amod", "appos"))
            and n.word[node] not in BREAKS
        )

    def _short(self, place: int) -> bool:
        """Whether a word is a title cut short: "Lt", "Dr"."""
        n, order = self.nodes, self.nodes.order
        return place >= 0 and order[place] not in n.name and n.text[n.start[order[place]]].isupper() and len(n.word[order[place]]) < _SHORT

    def _dash(self, place: int) -> bool:
        """Whether a dash with spaces around stands here."""
        if self.word(place) not in ("-", "--"):
            return False
        node = self.nodes.order[place]
        return (
            self.nodes.text[self.nodes.start[node] - 1].isspace()
            and self.nodes.text[self.nodes.end[node] : self.nodes.end[node] + 1] == " "
        )

    def _described(self, place: int) -> int:
        """The place behind "the former pilot" in "a director, the former pilot X"."""
        n, order = self.nodes, self.nodes.order
        for on in range(place, place + 5):
            if self.id_at(on) and not self._local(on) and not self._of_body(on):
                return on
            if (
                not n.trees
                or on >= len(order)
                or not (
                    self.lexicon.among("neutral", self.word(on))
                    or n.dep[order[on]] in _DESCRIBING
                    or self._called_so(on)
                    or self._local(on)
                    or self._of_body(on)
                    or (self.lexicon.among("called_so", self.word(on)) and self.id_at(on + 1))
                )
            ):
                return place
        return place

    def _local(self, place: int) -> bool:
        """Whether a place stands here before a noun with a name behind it: "the Riga lawyer X"."""
        n, order = self.nodes, self.nodes.order
        if self._kind(self.id_at(place)) != "place" or not n.trees:
            return False
        for on in range(place + 1, min(place + _LOCAL, len(order))):
            if self.id_at(on):
                return on > place + 1
            if n.pos[order[on]] not in ("NOUN", "ADJ") and not (self.is_article(on) and n.pos[order[on - 1]] == "NOUN"):
                break
        return False

    def _of_body(self, place: int) -> bool:
        """Whether a body stands here before a post with a name behind it: "her superior, Crown Bank director X"."""
        post = self._kind(self.id_at(place)) in BODIES and bool(self._is_noun(place + 1))
        return post and self._kind(self.id_at(place + 2)) == "person"

    def _called_so(self, place: int) -> bool:
        """Whether a name right behind a noun hangs on it: "the businessman X"."""
        n, order = self.nodes, self.nodes.order
        return bool(self.id_at(place + 1)) and n.pos[order[place]] == "NOUN" and n.head[order[place + 1]] == order[place]

    def is_article(self, place: int) -> bool:
        return self.lexicon.among("article", self.word(place))

    def _modified(self, place: int) -> int:
        """The place of the first adjective before a noun."""
        while place > 0 and self.nodes.dep[self.nodes.order[place - 1]] in ("amod", "compound"):
            place -= 1
        return place
