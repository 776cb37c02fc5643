"""Runs of words parted into pieces, each of one name with what belongs to it: at links, small words and the ends of lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from loaders.extraction.brought import brought
from loaders.extraction.links import Links
from loaders.extraction.numerals import counts
from loaders.extraction.shapes import Word
from loaders.extraction.small_words import among, in_order, one_of
from loaders.extraction.title_case import shouted

_WRAPPED = 45
_DIGITS_BEFORE = re.compile(r"\d\w{0,2}[ -]?$")
_INITIAL = re.compile(r"[A-Z]\.")
_SMALL_BEHIND = re.compile(r"[,.;)]|(?:'s)? [a-z]")
_NOUN_REACH = 20
_MONEY = among("money_behind")
_CONTRACTED = among("contracted")
_BEFORE_MONTHS = among("before_months")
_TIME = re.compile(rf"(?<!\w)({one_of('of_time')}) $", re.IGNORECASE)
_TIMES_ALONE = among("of_time_alone")
_PAIR = re.compile(r"([A-Z](?<!\w[A-Z])[a-z]{2,12})(?=\s([A-Z][a-z]{2,12})\b)")
_LETTERS = re.compile(r" \(\"?((?:[A-Z]\.?){2,8})\"?[),;]")


class Pieces(Links):
    """Parts the runs of one text."""

    def _pieces(self, run: Sequence[Word]) -> Iterator[list[Word]]:
        whole = self._spelt(run)
        if whole is not None:
            yield from self._pieces([*run[: whole - 1], _ungenitive(run[whole - 1])] if whole else [])
            yield list(run[whole:])
            return
        current: list[Word] = []
        for place, word in enumerate(run):
            if current and (("\n" in word.gap and not self._goes_on(current[-1], word)) or self._ends_firm(current, word)):
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

    def _ends_firm(self, current: Sequence[Word], word: Word) -> bool:
        """Whether a firm's form with a full stop ends a sentence before somebody's given name: "searched Tern Ltd. Ann Reed saw it"."""
        last = current[-1]
        return (
            len(current) > 1 and last.text.endswith(".") and last.low in self.words["company_forms"] and word.low in self.words.known.given
        )

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
        if self._is_contracted(low):
            return False
        if current and low in self.words["headline_verbs"] and word.text.istitle() and self._in_headline(word.start, word.end):
            return False  # "CIA Officer Sentenced to 20 Years"
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
        if self._is_initial(word, current, rest) or self._is_name_word(word, current, rest):
            return True
        if low in self._small and (self.is_country(word) or self._is_station(word)):
            return True
        if low in self._small or low in self._dates:
            return self._is_brought(word) or self._despite(word, current, rest) or (low in self._dates and self._is_called(word, current))
        return True

    def _is_initial(self, word: Word, current: list[Word], rest: Sequence[Word]) -> bool:
        """Whether a letter with a full stop is an initial, no small word: "Judge P. Velmurugan"; a line's first may be a label."""
        if not rest or rest[0].gap != " " or rest[0].low in self._small or not _INITIAL.fullmatch(word.text):
            return False
        if current:
            return current[-1].low in self._before or current[-1].low in self.words.known.given
        return not self._begins(word.start) or word.low in self.words["judges_behind"]

    def _is_name_word(self, word: Word, current: list[Word], rest: Sequence[Word]) -> bool:
        """Whether a small word is part of a name here, with a capital within a sentence: "Señor Him", "Ida Him Rojas", "Stari Most"."""
        if word.low not in self.words["small_names"] or not word.text.istitle() or not current or word.gap != " ":
            return False
        last = current[-1]
        if rest:
            return last.low in self.words.known.given and rest[0].gap == " " and rest[0].text.istitle() and rest[0].low not in self._small
        named = last.text.istitle() and last.low not in self._small and last.low not in self._ordinary and not self.is_word(last.low)
        return named and _SMALL_BEHIND.match(self.text, word.end) is not None

    def _is_contracted(self, low: str) -> bool:
        """Whether a small word has a verb joined to it: "We'll", "I'd"."""
        before, apostrophe, verb = low.partition("'")
        return bool(apostrophe) and before in self._small and verb in _CONTRACTED

    def is_country(self, word: Word) -> bool:
        """Whether capitals that are a small word too are a country: "the US", where not all of the line is in capitals."""
        known = self.words.known.names.get(word.low) if word.text.isupper() and len(word.text) > 1 else None
        if known is None or known.kind != "place" or self._all_capitals(word.start):
            return False
        behind = self.text[word.end : word.end + 10].casefold()
        return not behind.startswith("$") and _MONEY.isdisjoint(each.rstrip(".,;") for each in behind.split()[:1])

    def _is_station(self, word: Word) -> bool:
        """Whether letters that are a small word too are an outlet that is known, by what it does or is called: "broadcaster CCTV"."""
        known = self.words.known.names.get(word.low) if word.text.isupper() else None
        if known is None or known.kind != "outlet" or self._all_capitals(word.start):
            return False
        before = self.text[max(0, word.start - _NOUN_REACH) : word.start].casefold().split()
        behind = self.text[word.end : word.end + _NOUN_REACH].split(" ")[1:2]
        told = self.words["saying"] | self.words["outlet_verbs"]
        return (bool(before) and self.words.nouns.get(before[-1]) == "outlet") or (bool(behind) and behind[0] in told)

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

    def _in_headline(self, start: int, end: int) -> bool:
        """Whether two places stand in a line of words with capitals."""
        begin, line = self.line(start, end)
        if begin not in self._headlines:
            self._headlines[begin] = shouted(line)
        return self._headlines[begin]

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
        if current and low in self.words["numbers"] and word.text.istitle() and rest and rest[0].low in self.words["company_forms"]:
            return True  # "Fir Nine Ltd"
        if not current and counts(word, rest, self._begins(word.start), self.words):
            return True
        if (
            current
            and not rest
            and (low in self.words["numbers"] or low in self.words["closing_words"])
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
            return not (low in self._dates and (self._dated(word) or self._opens_time(word, rest))) and (
                behind not in self._titles
                and behind not in self._dates
                and behind not in self.words.known.names
                and (behind not in self.words["ordinary"] or behind in self.words["surnames_too"])
            )
        if low in self.words["months"] and len(low) < 4 and not word.text.isupper() and not self._dated(word):
            return True  # "Mar Manso"
        if self._is_surname(word, rest[0]):
            return True
        return low in self.words["days"] and (self.words.heads.get(behind) == "outlet" or self._article(word.start))

    def _is_surname(self, word: Word, behind: Word) -> bool:
        """Whether a small word is a surname with a given name behind it, as in Chinese: "met He Jiankui", "Sun Lijun"."""
        known = self.words.known
        if not known.pinyin(word.low, behind.low) or word.low in self.words["the"] or not behind.text.istitle():
            return False
        if not self._begins(word.start) and word.low not in self.words["days"]:
            return True
        told = behind.low in known.names or behind.low in known.given or self.is_word(behind.low)
        return known.of_two_syllables(behind.low) and not told

    @cached_property
    def _surnames(self) -> frozenset[str]:
        """The names of days and months that the text has as somebody's surname: "Sun Lihua", "Theresa May"."""
        days, months, known = self.words["days"], self.words["months"], self.words.known
        pairs = [(found[1].casefold(), found[2].casefold()) for found in _PAIR.finditer(self.text)]
        return frozenset(low for low, name in pairs if low in days and known.pinyin(low, name)) | frozenset(
            low for name, low in pairs if low in months and name in known.given and name not in self._small
        )

    def _is_called(self, word: Word, current: Sequence[Word]) -> bool:
        """Whether a day or month is the surname of somebody in the text: "Sun was expelled", "Theresa May told", "May's statement"."""
        if word.low not in self._surnames or not word.text.istitle() or self._dated(word):
            return False
        if word.low in self.words["days"]:
            return True
        if current:
            return current[-1].low in self.words.known.given or current[-1].low in self._titles
        before = self.text[max(0, word.start - 12) : word.start].casefold().split()
        if before and before[-1] in _BEFORE_MONTHS:
            return False
        behind = self.text[word.end : word.end + 20]
        if behind.startswith(in_order("genitives")):
            return True
        verb = behind.split()[0] if behind[:1] == " " and behind.strip() else ""
        return verb in self.words["saying"] or verb in self.words["person_verbs"] or verb.endswith(in_order("participles"))

    def _opens_time(self, word: Word, rest: Sequence[Word]) -> bool:
        """Whether a month that is a given name too stands behind a preposition of time and before a whole name, or any where a sentence
        begins so: "by June Peter Lang had left", "Since May Lang has been ill", not "by June Lang"."""
        told = _TIME.search(self.text, max(0, word.start - _NOUN_REACH), word.start)
        if told is None:
            return False
        whole = len(rest) > 1 and rest[0].low in self.words.known.given and rest[1].gap == " " and rest[1].low not in self._small
        return whole or (told[1].casefold() in _TIMES_ALONE and self._begins(told.start(1)))

    def _dated(self, word: Word) -> bool:
        """Whether a number stands on either side of it."""
        behind = self.text[word.end : word.end + 3].strip(" .")
        return behind[:1].isdigit() or _DIGITS_BEFORE.search(self.text, max(0, word.start - 4), word.start) is not None


def _ungenitive(word: Word) -> Word:
    """A word without the genitive by which it owned what stands behind it."""
    ending = next((each for each in in_order("genitives") if word.text.endswith(each)), "")
    end, low = word.end - len(ending), word.low.removesuffix(ending)
    return Word(word.start, end, word.text[: end - word.start], low, word.gap, word.nick) if ending else word
