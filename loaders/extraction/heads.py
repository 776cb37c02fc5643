"""The heads of names: the noun that tells what a body, outlet, place or event is."""

from __future__ import annotations

from loaders.extraction.headings import Headings
from loaders.extraction.places_of import makes_place
from loaders.extraction.shapes import Word


class Heads(Headings):
    """The heads of one text's names."""

    def body(self, piece: list[Word]) -> bool:
        """Whether the words are the name of a body, outlet, place or event by their head."""
        return self.head(piece) is not None

    def head(self, piece: list[Word]) -> tuple[str, str] | None:
        """The head of a name with its kind: its last word, or the one before "of"; of one word there is none."""
        if len(piece) < 2:
            return None
        place = piece[0].start, piece[-1].end
        if place not in self._heads_at:
            self._heads_at[place] = self._head_of(piece)
        return self._heads_at[place]

    def _head_of(self, piece: list[Word]) -> tuple[str, str] | None:
        lows = [word.low for word in piece]
        linked = self._linked
        of = next((place for place, low in enumerate(lows) if low in linked or low in self.words["particles"]), None)
        if of and (lows[of - 1] in self.words.heads or lows[of - 1] in self.words["place_of"]) and lows[of] in linked:
            low = lows[of - 1]
            if low in self.words["place_of"] and len(lows) > of + 2 and self.words.heads.get(lows[-1]) == "agency":
                return lows[-1], "agency"  # "Republic of X Intelligence Service"
            return low, "place" if makes_place(low, lows[of + 1 :], self.words) else self.words.heads[low]
        low = f"{lows[-2]} {lows[-1]}" if f"{lows[-2]} {lows[-1]}" in self.words.heads else lows[-1]
        if low not in self.words.heads and self._is_plural(low):
            low = low.removesuffix("s")
        kind = self.words.heads.get(low)
        if kind is None and lows[-2] in self.words.heads and low in self.words["numbers"]:
            return lows[-2], self.words.heads[lows[-2]]
        if kind is None and len(lows) > 2 and (seat := self.words.known.names.get(lows[-1])) is not None and seat.kind == "place":
            before = lows[-2]  # "Erasmus Universiteit Rotterdam"
            kind = self.words.heads.get(before)
            return (before, kind) if kind in ("agency", "organisation") and before not in self.words["surnames_too"] else None
        if kind is None:
            return self._head_within(lows)
        if low in self.words["surnames_too"] and self._maybe_person(piece[:-1]):
            return None
        if low in self.words["roles"] and all(before in self._before for before in lows[:-1]):
            return None
        return low, kind

    def _head_within(self, lows: list[str]) -> tuple[str, str] | None:
        """The head, with its kind, that words of the language before a name tell: "Charity Fund Imedi", "News Agency Vardar"."""
        if len(lows) != 3 or not (lows[0] in self.words.heads or self.is_word(lows[0])):
            return None
        low, known = f"{lows[0]} {lows[1]}" if f"{lows[0]} {lows[1]}" in self.words.heads else lows[1], self.words.known
        named = not any(lows[2] in names for names in (known.given, known.surnames, self._plain)) and not self.is_word(lows[2])
        kind = self.words.heads.get(low)
        return (low, kind) if named and kind in ("agency", "organisation", "outlet") and low not in self.words["surnames_too"] else None

    def _is_plural(self, low: str) -> bool:
        """Whether a word is the head of firms' names in the plural: "Coral Bridge Networks"."""
        one = low.removesuffix("s")
        return one in self.words["organisation_heads"] and one not in self.words["surnames_too"]

    def _maybe_person(self, before: list[Word]) -> bool:
        """Whether words before a head that is a surname too are a given name, an initial or a title."""
        first = before[0]
        known = self.words.known
        if first.low in self._titles:
            return True
        if len(before) > 2 or self._article(first.start) or any(word.low in self.words.heads for word in before):
            return False
        if len(before) > 1 and before[1].low not in known.given and before[1].low not in self.words["particles"] and len(before[1].low) > 1:
            return False
        return first.low in known.given or (len(first.low) == 1 and first.text.endswith("."))
