"""Runs of words parted into pieces, each of one name with what belongs to it: at links, small words and the ends of lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from loaders.extraction.brought import brought
from loaders.extraction.numerals import counts
from loaders.extraction.shapes import Word
from loaders.extraction.vocabulary import Vocabulary

_WRAPPED = 45
_DIGITS_BEFORE = re.compile(r"\d\w{0,2}[ -]?$")
_LETTERS = re.compile(r" \(\"?((?:[A-Z]\.?){2,8})\"?[),;]")


class Pieces:
    """Parts the runs of one text. `pairs`: words that "and" joins (see `pairs`); `language`: its words, as a dictionary has them."""

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
        lists = words
        self._titles = lists["titles"] | lists["women"] | lists["men"]
        self._before = lists["before_titles"] | self._titles
        self._small, self._ordinary = lists["small"], lists["ordinary"]
        self._linked = lists["of"] | lists["at"]
        self._links = lists["of"] | lists["and"] | lists["the"] | {"&"}
        self._honours = lists["women"] | lists["men"] | lists["place_first"]
        self._lettered = lists["lettered"] | lists["lettered_firms"]
        self._dates = lists["months"] | lists["days"]
        self._plain = self._ordinary | self._small | self._before | self._dates | lists["roles"] | self._links

    def _pieces(self, run: Sequence[Word]) -> Iterator[list[Word]]:
        whole = self._spelt(run)
        if whole is not None:
            yield from self._pieces(run[:whole])
            yield list(run[whole:])
            return
        current: list[Word] = []
        for place, word in enumerate(run):
            if current and "\n" in word.gap and not self._goes_on(current[-1], word):
                yield current
                current = []
            rest = run[place + 1 :]
            if self._stays(word, current, rest):
                current.append(word)
            elif current:
                yield current
                current = []
        if current:
            yield current

    def _spelt(self, run: Sequence[Word]) -> int | None:
        """Where a name begins whose first letters stand in brackets behind it, however it is linked: "Security and Order Service (SOS)"."""
        found = _LETTERS.match(self.text, run[-1].end) if run else None
        if found is None:
            return None
        letters = found[1].replace(".", "").casefold()
        for place in range(len(run)):
            capital = [word.low for word in run[place:] if word.text[0].isupper()]
            content = [low for low in capital if low not in self._links]
            if (
                run[place].low not in self._small
                and len(content) > 1
                and letters in ("".join(low[0] for low in each) for each in (content, capital))
            ):
                return place
        return None

    def _goes_on(self, last: Word, word: Word) -> bool:
        """Whether a name may go on in the next line: a long line, wrapped, and the next one no label or headline."""
        line = last.end - self.text.rfind("\n", 0, last.end)
        if word.low in self._small or (word.low in self._ordinary and word.low not in self.words.heads):
            return False
        if self.words.heads.get(last.low) == "agency" and word.low not in self.words.heads and "\n" in word.gap:
            return False  # "the Liaison Branch", complete where the line ends
        return line > _WRAPPED and self.text[word.end : word.end + 1] != ":" and last.text.isupper() == word.text.isupper()

    def _stays(self, word: Word, current: list[Word], rest: Sequence[Word]) -> bool:
        """Whether a word is part of the piece that is being gathered, or parts it from the next."""
        low = word.low
        if low in self._links and (word.text.islower() or word.text.isupper()):
            return self._joins(low, current, rest)
        if not current and low in self.words["opening_verbs"] and rest and "\n" not in rest[0].gap and self._begins(word.start):
            return low in self.words.known.given and rest[0].low not in self.words.known.given
        if low in self.words["at"] and current and word.text.isupper():
            return bool(rest) and current[-1].low in self.words["courts"]
        if current and self._foreign(word, current[-1]):
            return True
        if low in self.words["foreign_links"] and word.text.islower():
            return bool(current) and self._is_foreign_body(current)
        if low in self.words["company_forms"] and low in self._small and word.text.isupper() and word.gap == " " and current:
            return True  # "Walvis Armour CC"
        if word.text.isupper() and len(low) > 2 and self._all_capitals(word.start) and (self.is_word(low) or self._is_role(low)):
            return any(each.low in self.words.heads or each.low in self.words["agency_heads"] for each in (*current, *rest))
        if low in self.words["particles"] and (
            word.text[0].islower() or (bool(current) and (word.text[-1] == "." or low not in self.words["pronoun_letters"]))
        ):
            return True
        if low in self._small or low in self._dates:
            return self._is_brought(word) or self._despite(word, current, rest)
        return True

    def _is_brought(self, word: Word) -> bool:
        """Whether letters that are a small word too stand for a body that the text cuts down to them: "World Health Organization (WHO)"."""
        return word.text.isupper() and word.text in self._letters

    @cached_property
    def _letters(self) -> frozenset[str]:
        return brought(self.text, self.words)

    def _is_foreign_body(self, piece: Sequence[Word]) -> bool:
        """Whether a body's name begins so in another language: "Agencija za", "Crédit du"."""
        low = piece[0].low
        return low in self.words["agency_first"] or low in self.words["organisation_first"] or low in self.words["outlet_first"]

    def _foreign(self, word: Word, last: Word) -> bool:
        """Whether a word is no small one, or one letter, but part of a name: "Mỹ", "Hội An", "Witness K"."""
        if len(word.text) == 1 and word.gap == " " and last.low in self._lettered:
            return word.text.isupper() and last.text[0].isupper()
        return not word.text.isascii() or (
            not last.text.isascii() and word.gap == " " and word.text[0].isupper() and not word.text.isupper() and len(word.text) < 5
        )

    @property
    def knows_language(self) -> bool:
        """Whether there is a dictionary."""
        return bool(self._language)

    def is_word(self, low: str) -> bool:
        """Whether a word is one of the language, in some form of it, that tells no name."""
        known, heads = self.words.known, self.words.heads
        if low in known.given or low in known.surnames or low in known.names or low in heads or low in self._titles:
            return False
        if low in self.words["demonyms"] or low in self.words["roles"]:
            return False
        forms = {low, low.removesuffix("s"), low.removesuffix("es"), low.removesuffix("ed"), low.removesuffix("d"), low.removesuffix("ing")}
        return not forms.isdisjoint(self._language)

    def _is_role(self, low: str) -> bool:
        """Whether a word tells what somebody does and is nobody's name: "EXPORTER"."""
        known = self.words.known
        return low in self.words["roles"] and low not in known.given and low not in known.surnames and low not in self.words.heads

    def _all_capitals(self, start: int) -> bool:
        """Whether a line has no small letter, so that a capital tells nothing; a name that stands alone in a line is none."""
        begin, line = self.line(start, start)
        if begin not in self._capital_lines:
            self._capital_lines[begin] = line.isupper() and len(line.split()) > 3
        return self._capital_lines[begin]

    def line(self, start: int, end: int) -> tuple[int, str]:
        """The line or lines that two places stand in, and where they begin."""
        begin, behind = self.text.rfind("\n", 0, start) + 1, self.text.find("\n", end)
        return begin, self.text[begin : behind if behind >= 0 else len(self.text)]

    def lettered(self, words: Sequence[Word]) -> bool:
        """Whether one letter stands for a name: "Witness K", "Company A"."""
        return len(words) == 2 and len(words[1].text) == 1 and words[0].low in self._lettered

    def _despite(self, word: Word, current: list[Word], rest: Sequence[Word]) -> bool:
        """Whether a small word, or a month or day, is part of a name here."""
        low = word.low
        if current and low in self.words["numbers"] and current[-1].low in self.words["numbered"]:
            return True
        if not current and counts(word, rest, self._begins(word.start), self.words):
            return True
        if (
            current
            and not rest
            and low in self.words["numbers"] | self.words["closing_words"]
            and word.text.istitle()
            and not self._begins(current[0].start)
        ):
            return True  # "Drawer Nine ran it", "Forward Together"
        if not rest or "\n" in rest[0].gap or rest[0].low in self._small or rest[0].low in self._links:
            return False
        behind = rest[0].low
        if current and current[-1].low in self._titles and low not in self._small:
            return True
        if low in self.words["given_too"] and not word.text.isupper():
            return not (low in self._dates and self._dated(word)) and (
                behind not in self._titles
                and behind not in self._dates
                and behind not in self.words.known.names
                and behind not in self.words["ordinary"] - self.words["surnames_too"]
            )
        if low in self.words["months"] and len(low) < 4 and not word.text.isupper() and not self._dated(word):
            return True  # "Mar Manso"
        if low in self.words["days"]:
            return self.words.heads.get(behind) == "outlet" or self._article(word.start)
        return not self._begins(word.start) and self.words.known.pinyin(low, behind) and low not in self.words["the"]

    def _dated(self, word: Word) -> bool:
        """Whether a number stands on either side of it."""
        behind = self.text[word.end : word.end + 3].strip(" .")
        return behind[:1].isdigit() or _DIGITS_BEFORE.search(self.text, max(0, word.start - 4), word.start) is not None

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
            return not self._begins(current[0].start) and rest[0].low not in self._titles | self.words.known.given
        if low in self.words["of"]:
            return self._has_of(last, low, rest) or (self._has_task(current, behind) and self._goes_into(current, last, low))
        if (last, behind) in self._pairs or behind in self.words["and_forms"]:
            return True
        following = self._until_link(rest)
        if following[-1].low in self.words["company_forms"] and len(following) <= 3:
            return True
        return self._adds(current, following) or self._topics(current, following)

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
        apart = last in self.words["company_forms"] or last in self.words["people_heads"] or last in self._titles
        return kind in ("agency", "organisation") and not apart

    def _is_seat(self, rest: Sequence[Word]) -> bool:
        """Whether where a firm sits stands behind its "of", no word of the language: "Halcyon Nominees of Gżira"."""
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

    def _begins(self, start: int) -> bool:
        """Whether a sentence or line begins here."""
        place = start
        while place and self.text[place - 1] in " \t\"'«»([*_#>":
            place -= 1
        return not place or self.text[place - 1] in ".!?\n:"
