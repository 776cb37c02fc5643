"""Titles that are told by how they are written or where they stand: "Pa Bello", "Bà Hoa", "Kenan Bey", "M. A. Syed Kabeer"."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.extraction.shapes import Word
from loaders.extraction.vocabulary import Vocabulary


def is_address(word: Word, words: Vocabulary) -> bool:
    """Whether a word is a title as it is written here, which in capitals or without its accents it is not: "Pa Bello", "Bà Hoa"."""
    if not word.text.istitle():
        return False
    return word.low in words["cased_titles"] or (word.low in words["accented_titles"] and not word.text.isascii())


def is_within(piece: Sequence[Word], place: int, words: Vocabulary) -> bool:
    """Whether a title is part of the name, behind an initial or at its end: "M. A. Syed Kabeer", "Rokeya Begum"."""
    if not place or piece[place].low not in words["titles_in_names"]:
        return False
    return len(piece[place - 1].low) == 1 or place + 1 == len(piece)


def is_courtesy(piece: Sequence[Word], place: int, words: Vocabulary) -> bool:
    """Whether a title stands behind a name and is no part of it: "Kenan Bey"."""
    last = place == len(piece) - 1 and piece[place].text.istitle()
    return last and piece[place].low in words["courtesies"] and piece[0].low in words.known.given


def is_pseudonym(piece: Sequence[Word], text: str, words: Vocabulary) -> bool:
    """Whether a title and a word that is no surname stand in quotes as one: writes as "Kapten Dodo"."""
    if len(piece) != 2 or piece[1].low in words.known.surnames:
        return False
    quoted = text[piece[0].start - 1 : piece[0].start], text[piece[1].end : piece[1].end + 1]
    return quoted[0] == '"' and quoted[1] == '"' and text[piece[1].end - 1] not in ",."
