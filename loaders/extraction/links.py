"""Whether a link (of, and, the, &) joins the words around it into one name: "Ministry of Works and Energy", not "X Ltd of Riga"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from loaders.extraction.lexicon import Words
from loaders.extraction.shapes import Word
from loaders.extraction.small_words import in_order
from loaders.extraction.vocabulary import Vocabulary

_ENDINGS = in_order("of_words")
_SIDE = 40


@dataclass(frozen=True)
class _Sets:
    """Lists of names put together; `offices`: the first words of those that act as bodies."""

    titles: Words
    before: Words
    honours: Words
    linked: Words
    links: Words
    lettered: Words
    dates: Words
    offices: Words
    plain: Words


@lru_cache(maxsize=8)
def _sets(lists: Vocabulary) -> _Sets:
    """The lists of a vocabulary, put together once and not for every text."""
    titles, dates = lists["titles"] | lists["women"] | lists["men"], lists["months"] | lists["days"]
    before, links = lists["before_titles"] | titles, lists["of"] | lists["and"] | lists["the"] | {"&"}
    return _Sets(
        titles=titles,
        before=before,
        honours=lists["women"] | lists["men"] | lists["place_first"],
        linked=lists["of"] | lists["at"],
        links=links,
        lettered=lists["lettered"] | lists["lettered_firms"],
        dates=dates,
        offices=frozenset(office.partition(" ")[0] for office in lists["office_bodies"]),
        plain=lists["ordinary"] | lists["small"] | before | dates | lists["roles"] | links,
    )


class Links:
    """The links of one text. `pairs`: words that "and" joins (see `pairs`); `language`: its words, as a dictionary has them."""

    def __init__(
        self,
        text: str,
        words: Vocabulary,
        pairs: frozenset[tuple[str, str]] = frozenset(),
        language: frozenset[str] = frozenset(),
    ) -> None:
        self.text, self.words, self._pairs, self._language = text, words, pairs, language
        self._capital_lines: dict[int, bool] = {}
        self._headlines: dict[int, bool] = {}
        self._heads_at: dict[tuple[int, int], tuple[str, str] | None] = {}
        self._common: dict[str, bool] = {}
        sets = _sets(words)
        self._titles, self._before, self._honours = sets.titles, sets.before, sets.honours
        self._small, self._ordinary, self._plain = words["small"], words["ordinary"], sets.plain
        self._linked, self._links, self._lettered, self._dates = sets.linked, sets.links, sets.lettered, sets.dates
        self._offices = sets.offices

    @property
    def knows_language(self) -> bool:
        """Whether there is a dictionary."""
        return bool(self._language)

    def is_word(self, low: str) -> bool:
        """Whether a word is one of the language, in some form of it, that tells no name."""
        if low not in self._common:
            self._common[low] = self._is_common(low)
        return self._common[low]

    def _is_common(self, low: str) -> bool:
        if not self.knows_language:
            return False
        known, heads = self.words.known, self.words.heads
        if low in known.given or low in known.surnames or low in known.names or low in heads or low in self._titles:
            return False
        if low in self.words["demonyms"] or low in self.words["roles"]:
            return False
        forms = {low, *map(low.removesuffix, _ENDINGS)}
        return not forms.isdisjoint(self._language)

    def _begins(self, start: int) -> bool:
        """Whether a sentence or line begins here."""
        place = start
        while place and self.text[place - 1] in " \t\"'«»([*_#>":
            place -= 1
        return not place or self.text[place - 1] in ".!?\n:"

    def _joins(self, low: str, current: list[Word], rest: Sequence[Word]) -> bool:
        """Whether a link (of, and, the, &) joins what stands around it into one name."""
        if not current or not rest:
            return False
        last, behind = current[-1].low, rest[0].low
        if " ".join((*(word.low for word in current), low, behind)) in self.words.known.names:
            return True
        if low == "&" or (low in self.words["and"] and any(word.gap == ", " for word in current)):
            return True  # the last of what a ministry is for
        if low in self.words["the"]:
            return last in self.words["of"]
        if behind in self._dates or (behind in self._small and behind not in self.words["the"]) or behind in self.words["thing_first"]:
            return False
        if low in self.words["of_all"] and 1 < len(current) < 5 and any(word.low in self.words["peers"] for word in current[:-1]):
            return True
        if last in self.words["member_heads"] and low in self.words["of"] and len(current) < 3:
            return not self._begins(current[0].start) and behind not in self._titles and behind not in self.words.known.given
        if low in self.words["of"]:
            return self._has_of(last, low, rest) or (self._has_task(current, behind) and self._goes_into(current, last, low))
        if (last, behind) in self._pairs or behind in self.words["and_forms"]:
            return True
        following = self._until_link(rest)
        if following[-1].low in self.words["company_forms"] and len(following) <= 3:
            return not self._is_one_of_two(current[0].start)
        return self._adds(current, following) or self._topics(current, following)

    def _is_one_of_two(self, start: int) -> bool:
        """Whether what begins here is one side of something: "between the town of Lodz and Field Ltd"."""
        clause = self.text[max(0, start - _SIDE) : start].casefold().rpartition(".")[2]
        return not self.words["between"].isdisjoint(clause.replace("\n", " ").split(" "))

    def _article(self, start: int) -> bool:
        """Whether an article stands right before."""
        return self.text[max(0, start - 8) : start].casefold().rstrip().rpartition(" ")[2] in self.words["the"]

    def _topics(self, current: list[Word], following: list[Word]) -> bool:
        """Whether two topics of one body are joined: "the Ethics and Conduct Tribunal"."""
        low = current[-1].low
        known = self.words.known
        seated = len(current) == 2 and (current[0].low in known.names or current[0].low in self.words["demonyms"])
        if (len(current) > 1 and not seated) or len(following) < 2 or not self._article(current[0].start):
            return False
        topic = low in self.words["ministry_subjects"] or low in self.words["small_modifiers"]
        if (low in self.words.heads and not topic) or low in known.names or low in known.given or low in self._titles:
            return False
        if low in self.words["demonyms"]:
            return False
        return self.words.heads.get(following[-1].low) == "agency" or following[-1].low in self.words["topic_heads"]

    def _has_task(self, current: list[Word], behind: str) -> bool:
        """Whether a body "of" something goes on with what that is for: "Office of the Special Prosecutor for Public Contracts"."""
        lows = [word.low for word in current]
        of = next((place for place, low in enumerate(lows) if low in self.words["of_all"]), 0)
        return bool(of) and self.words.heads.get(lows[of - 1]) == "agency" and behind not in self.words.known.names

    def _goes_into(self, current: list[Word], last: str, low: str) -> bool:
        """Whether a further link belongs to a body "of" something: "Office of the Registrar of Ships", "Commission of Inquiry into"."""
        if low in self.words["for"]:
            return True
        if low in self.words["into"]:
            return last in self.words["inquiries"]
        if low not in self.words["of_all"]:
            return False
        return last in self._titles or last in self.words["roles"] or any(word.low in self.words["into"] for word in current)

    def _has_of(self, last: str, low: str, rest: Sequence[Word]) -> bool:
        kind = self.words.heads.get(last)
        if low in self.words["for"] and kind == "organisation" and last not in self.words["heads_for"]:
            return False  # "built by Nimbus Labs for the Ministry"
        if low in self.words["into"]:
            return last in self.words["inquiries"]
        if last in self.words["partner_nouns"] and low not in self.words["of_all"] and rest[0].low in self.words.known.given:
            return False  # "Lawyers for Ida Marsh"
        if kind == "organisation" and last not in self.words["heads_of"] and self._is_seat(rest):
            return False
        if low in self.words["of_all"] and (last in self.words["place_of"] or last in self.words["outlets_of"]):
            return True
        if self._is_unit(last, low, rest):
            return False
        apart = last in self.words["company_forms"] or last in self.words["people_heads"] or last in self._titles
        return kind in ("agency", "organisation") and not apart

    def _is_unit(self, last: str, low: str, rest: Sequence[Word]) -> bool:
        """Whether a part of a body is named beside the body that it is of: "the Purchase Board of the Civil Airspace Service"."""
        if last not in self.words["parts_of_bodies"] or low not in self.words["of_all"] or rest[0].low not in self.words["the"]:
            return False
        whole = self._until_link(rest[1:])
        return len(whole) > 1 and self.words.heads.get(whole[-1].low) == "agency"

    def _is_seat(self, rest: Sequence[Word]) -> bool:
        """Whether where a firm sits stands behind its "of", no word of the language: "Halcyon Nominees of Gżira"."""
        if len(rest) > 1 and f"{rest[0].low} {rest[1].low}" in self.words.known.names:
            return True
        return rest[0].low in self.words.known.names or (len(rest) == 1 and self.knows_language and not self.is_word(rest[0].low))

    def _adds(self, current: list[Word], following: list[Word]) -> bool:
        """Whether an "and" goes on with what a ministry or department is for."""
        lows = [word.low for word in current]
        of = next((place for place, low in enumerate(lows) if low in self.words["of"]), None)
        if not of or of + 1 >= len(lows) or self.words.heads.get(lows[of - 1]) not in ("agency", "organisation"):
            return False
        topic, added = " ".join(lows[of + 1 :]), " ".join(word.low for word in following)
        names, given = self.words.known.names, self.words.known.given
        if topic in names or added in names or following[0].low in given or following[0].low in self._titles:
            return False
        return following[-1].low not in self.words.heads or len(following) == 1

    def _until_link(self, rest: Sequence[Word]) -> list[Word]:
        found: list[Word] = []
        for word in rest:
            if found and (word.low in self._links or word.low in self._small):
                break
            found.append(word)
        return found
