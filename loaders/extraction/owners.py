"""Who owns within a name, and partners in a firm's: "People's Daily", "St Brannock's School", "Hobbs, Lyle & Co", "Moss and Arden"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from graph.model import fold
from loaders.extraction.shapes import Word
from loaders.extraction.small_words import one_of
from loaders.extraction.vocabulary import Vocabulary

_FAR = 3
_TOPIC_WORDS = 7
_GOES_ON = re.compile(rf"(?:, [A-Z]\w{{2,20}}(?: [A-Z]\w{{2,20}})?){{0,3}},? {one_of('and')} [A-Z]")


def owned(last: list[Word], run: list[Word], text: str, lists: Vocabulary) -> list[Word] | None:
    """One run where a name owns within a name."""
    owner, between = last[-1], text[last[-1].end : run[0].start].removesuffix(" ")
    if between not in lists.possessive:
        return None
    if not (_owns(owner, run, lists) or _members(owner, run, between, lists) or _saints(last, run, lists)):
        return None
    start, end = owner.start, run[0].start - 1
    return [*last[:-1], Word(start, end, text[start:end], fold(text[start:end]), owner.gap), *run]


def _owns(owner: Word, run: list[Word], lists: Vocabulary) -> bool:
    office = lists.heads.get(run[0].low) == "agency" and any(owner.low in lists[name] for name in ("titles", "roles", "agency_heads"))
    return owner.low in lists["owning"] or office


def _members(owner: Word, run: list[Word], between: str, lists: Vocabulary) -> bool:
    """Whether a body is that of its members, in the plural: "Wharf Tenants' Association"."""
    plural = owner.low.endswith(tuple(lists["plurals_in"])) if len(between) > 1 else owner.low.endswith(tuple(lists["plurals"]))
    if not plural or owner.low in lists.known.surnames:
        return False
    return any(word.low in lists["joined_by_members"] for word in run[:_FAR])


def _saints(last: list[Word], run: list[Word], lists: Vocabulary) -> bool:
    """Whether a house is called after a saint."""
    return len(last) > 1 and last[-2].low in lists["saints"] and any(word.low in lists["houses_of_saints"] for word in run[:_FAR])


def partnered(last: list[Word], run: list[Word], text: str, lists: Vocabulary) -> list[Word] | None:
    """One run where a firm has a comma between its partners: "Hobbs, Lyle & Co"."""
    if len(last) > 1 or len(run) < 3 or run[1].text != "&" or text[last[-1].end : run[0].start] != ", ":
        return None
    low = last[0].low
    if low in lists.known.names or low in lists["small"] or low in lists["titles"] or low in lists["ordinary"] or low in lists["months"]:
        return None
    return [*last, *run]


def topics(last: list[Word], run: list[Word], text: str, lists: Vocabulary) -> list[Word] | None:
    """One run where what a ministry is for is listed: "Ministry of Economy, Trade and Industry"."""
    if text[last[-1].end : run[0].start] != ", " or len(run) > _TOPIC_WORDS:
        return None
    of = next((place for place, word in enumerate(last) if word.low in lists["of"]), 0)
    if not of or lists.heads.get(last[of - 1].low) != "agency" or not _are_topics(last[of + 1 :], lists):
        return None
    listed = any(word.low in lists["and"] for word in run) or _GOES_ON.match(text, run[-1].end) is not None
    return [*last, *run] if listed and _are_topics(run, lists) else None


def _are_topics(words: Sequence[Word], lists: Vocabulary) -> bool:
    known, small = lists["ministry_subjects"] | lists["small_modifiers"] | lists["topic_words"], lists["and"] | lists["of"]
    return bool(words) and all(word.low in known or word.low in small for word in words)


def pairs(runs: Sequence[Sequence[Word]], words: Vocabulary) -> frozenset[tuple[str, str]]:
    """Single words joined by "and" again and again, of which one never stands elsewhere: a firm's name, as "Moss and Arden"."""
    together = Counter((run[0].low, run[2].low) for run in runs if len(run) > 2 and run[1].low in words["and"])
    often = [pair for pair, times in together.items() if times > 1]
    alone = Counter(word.low for run in runs for word in run) if often else Counter[str]()
    return frozenset(pair for pair in often if together[pair] in (alone[pair[0]], alone[pair[1]]))
