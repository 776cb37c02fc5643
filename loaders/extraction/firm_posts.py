"""A firm's name by the post behind it, with who holds that: "Halvex chief executive Ann Reed", "Halvex founder and chairman Ann Reed"."""

from __future__ import annotations

from loaders.extraction.shapes import Word, folded
from loaders.extraction.vocabulary import Vocabulary

_WORDS = 8


def has_post(behind: str, lists: Vocabulary) -> bool:
    """Whether a post of a firm stands at the head of a text, and the full name of who holds it behind that."""
    said = behind.partition("\n")[0].split(" ", _WORDS)[1:_WORDS]
    posted = False
    for place, word in enumerate(said[:-2]):
        low = folded(word.rstrip(","))
        posted = posted or is_post(low, lists)
        if posted and said[place + 1][:1].isupper() and not _tells(folded(said[place + 1]), lists):
            return said[place + 2][:1].isupper() or said[place + 2] in lists["particles"]
        if not _tells(low, lists):
            return False
    return False


def _tells(low: str, lists: Vocabulary) -> bool:
    """Whether a word may be part of what posts are called, or join two of them."""
    return any(low in each for each in (lists["before_titles"], lists["roles"], lists["and"], lists["office_parts"]))


def is_post(low: str, lists: Vocabulary) -> bool:
    """Whether a word is a post of a firm, of one or of several."""
    return low in lists["firm_posts"] or any(low.endswith(s) and low.removesuffix(s) in lists["firm_posts"] for s in lists["plurals"])


def may_have(word: Word, lists: Vocabulary) -> bool:
    """Whether a word that is none of the language may be a firm's name before a post: no person's, people's, place's or trade."""
    known = lists.known
    apart = (known.given, known.surnames, known.names, lists["trades"], lists["demonyms"], lists["before_titles"], lists["titles"])
    return not any(word.low in names for names in apart)
