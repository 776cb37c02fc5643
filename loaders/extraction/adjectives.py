"""Words with a capital that begin a sentence and only tell of the name behind them: "Former FBI agents", "Ousted Ukrainian", "Ex-CIA"."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.extraction.offices import Offices
from loaders.extraction.shapes import Word
from loaders.extraction.small_words import in_order


class Adjectives(Offices):
    """The adjectives of one text."""

    def _untold(self, piece: Sequence[Word]) -> Sequence[Word]:
        """A piece without adjectives at its head, and without what is joined to its first word by a hyphen."""
        while len(piece) > 1 and self._is_adjective(piece[0]) and self._begins(piece[0].start) and self._is_named(piece[1:]):
            piece = piece[1:]
        return [self._unprefixed(piece[0]), *piece[1:]] if piece else piece

    def _is_adjective(self, word: Word) -> bool:
        """Whether a word is such as the press puts before a name: one of a list, or a participle."""
        if word.text.isupper() or word.low in self.words.known.given:
            return False
        return word.low in self.words["press_adjectives"] or (word.low.endswith(in_order("participles")) and self.is_word(word.low))

    def _is_named(self, words: Sequence[Word]) -> bool:
        """Whether words begin with what an adjective may tell of: letters, a people, or a name that is known."""
        first = words[0]
        if (first.text.isupper() and len(first.text) > 1) or first.low in self.words["demonyms"]:
            return True
        if len(words) == 1 and (self._is_adjective(first) or self._is_foreign_word(first)):
            return True  # "Former Halvex executive"
        known = self.words.known.names
        return any(" ".join(word.low for word in words[:end]) in known for end in range(1, min(len(words), 4) + 1))

    def _is_foreign_word(self, word: Word) -> bool:
        """Whether a word is none of the language, as far as that is known, and no head of names."""
        return self.knows_language and not self.is_word(word.low) and word.low not in self.words.heads

    def _unprefixed(self, word: Word) -> Word:
        """A word without "Ex-", "Pro-" before a name of its own."""
        before, hyphen, name = word.text.partition("-")
        if not hyphen or before.casefold() not in self.words["prefixes"] or not name[:1].isupper() or not self._begins(word.start):
            return word
        return Word(word.end - len(name), word.end, name, word.low.partition("-")[2], word.gap, word.nick)
