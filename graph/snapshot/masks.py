"""Names that are to be withheld: the ways they are written, found in a text however it is spelt or coded, and what stands in their place.

Fails closed: a text in which a name is still found after replacing, because it is coded in some way, is withheld as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph.snapshot.letters import LETTER, UNSPACED, folded, past_marks, words
from graph.snapshot.readings import alike, readings

WITHHELD = "[withheld]"
SHORTEST = 6
"""Letters of a name that is found between other letters too (`mrjohndoe99`); a shorter one is found as a word alone."""
LONG_PART = 7
"""The same of a word of a name (`Jing-wei`)."""
HANDLE_PART = 5
"""The same in a handle, a hashtag or an address (`#freejohn`)."""
DECLINED = 5
"""Letters of a word that is found with an ending, too (`the Smiths`)."""
DECLINED_CYRILLIC = 4
_COMMON = frozenset(["us", "uk", "un", "eu", "am", "pm", "mp", "ad", "bc", "dc", "ny", "la", "ps", "nb", "id"])
"""Initials that are nobody's."""
_HANDLE = re.compile(r"[@#_/=&\\]|\w[.:?]\w|[^\W\d]\d|\d[^\W\d]")
_CYRILLIC = "\u0400-\u04ff"
_SUFFIXES = ["e", "i", "y", "u", "o", "ei", "ej", "ou", "om", "oy", "oj", "iej", "ii"]
_PREFIXES = "(?:[وفبلك]{1,2}|ال|وال|בל|[ובלכמשה])?"
"""What is written to a word in Arabic and Hebrew."""


@dataclass(frozen=True)
class Mask:
    """Somebody whose names are withheld, `shown` in their place: `forms` are whole names, `parts` words of them, told by a capital.

    `before` are the initials and particles that stand with a part and go with it, `initials` are first letters that stand for all.
    """

    shown: str
    forms: tuple[str, ...]
    parts: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Name:
    """What stands in the place of some words, whether they are a part of a name, and what goes with it."""

    shown: str
    part: bool
    before: frozenset[str] = frozenset()

    def is_whole(self, spelt: tuple[str, ...], found: tuple[str, ...]) -> bool:
        """Whether what was found is the name itself, with initials and particles or without."""
        whole, own = "".join(found), "".join(spelt)
        return whole == own or self._bare(found) == self._bare(spelt) or (self.part and whole.endswith(own))

    def _bare(self, spelt: tuple[str, ...]) -> str:
        return "".join(word for word in spelt if len(word) > 1 and word not in self.before) or "".join(spelt)


class Masks:
    """All that is withheld at once. `others` are names of others, who keep what such a name does not share with a withheld one."""

    def __init__(self, masks: Sequence[Mask], others: Iterable[str] = ()) -> None:
        found: dict[tuple[str, ...], _Name] = {}
        for mask in masks:
            before = frozenset("".join(words(each)) for each in mask.before) - {""}
            for form, part in [*((form, False) for form in mask.forms), *((form, True) for form in mask.parts)]:
                for spelt in dict.fromkeys((words(form), words(alike(form)), words(alike(form.upper())))):
                    new = _Name(mask.shown, part, before)
                    old = found.get(spelt)
                    if spelt and old is None:
                        found[spelt] = new
                    elif old is not None and old.shown != mask.shown:
                        found[spelt] = _Name(WITHHELD, old.part and part, old.before | before)
        alone = {spelt[0] for spelt in found if len(spelt) == 1}
        for name in others:
            spelt = words(name)
            if len(spelt) > 1 and alone & set(spelt):
                shown = " ".join(WITHHELD if words(word)[:1] and words(word)[0] in alone else word for word in name.split())
                found.setdefault(spelt, _Name(shown, False))
        # the longest first, so that a part is not taken out of a whole name
        self._found = dict(sorted(found.items(), key=lambda each: (-len("".join(each[0])), each[0])))
        self._initials = {"".join(words(each)): mask.shown for mask in masks for each in mask.initials if len(each) > 1}
        self._told: dict[tuple[str, bool], bool] = {}

    def replaced(self, text: str) -> str:
        """The text with all names replaced; all of it withheld where one is still found."""
        new = "".join(self._pieces(text))
        return WITHHELD if self.tells(new) else new

    def count(self, text: str) -> int:
        """In how many places a text is changed."""
        return sum(1 for _ in self._places(text, key=_is_small(text))) or int(self.tells(text))

    def tells(self, text: str, *, key: bool = False) -> bool:
        """Whether a name is found in a text, spelt or coded in any way; in a `key` parts of names need no capital."""
        if (text, key) not in self._told:
            self._told[text, key] = self._tells(text, key)
        return self._told[text, key]

    def _tells(self, text: str, key: bool) -> bool:
        plain = key or _is_small(text)
        for shown in self._own:
            text = text.replace(shown, " ")
        for number, read in enumerate(readings(text)):
            if any(True for _ in self._places(read, key=plain)):
                return True
            squeezed = "".join(words(read))
            if any(name in squeezed for name in self._long):
                return True
            handles = read.split() if key else [token for token in read.split() if _HANDLE.search(token)]
            if number == 0 and any(part in "".join(words(token)) for token in handles for part in self._handled):
                return True
        return False

    @cached_property
    def _own(self) -> tuple[str, ...]:
        """What is put in the place of names is no name."""
        return tuple(dict.fromkeys((WITHHELD, *(name.shown for name in self._found.values()), *self._initials.values())))

    @cached_property
    def _long(self) -> tuple[str, ...]:
        names = (("".join(spelt), name.part) for spelt, name in self._found.items())
        return tuple(
            name for name, part in names if len(name) >= (LONG_PART if part else SHORTEST) or re.search(f"[{UNSPACED}]{{2}}", name)
        )

    @cached_property
    def _handled(self) -> tuple[str, ...]:
        return tuple(name for name in map("".join, self._found) if len(name) >= HANDLE_PART)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(f"({_as_pattern(spelt, name)})" for spelt, name in self._found.items()) or r"(?!)")

    @cached_property
    def _initials_pattern(self) -> re.Pattern[str]:
        """`M. C.`, and `MCD` without its dots if there are three."""
        dotted = [r"\.[ -]?".join(each) + r"\." for each in self._initials if each not in _COMMON]
        bare = [each for each in self._initials if len(each) > 2]
        return re.compile(rf"(?<!{LETTER})(?<!\.)(?:{'|'.join([*dotted, *bare])})(?!{LETTER})" if dotted or bare else r"(?!)")

    def _pieces(self, text: str) -> Iterator[str]:
        end = 0
        for start, stop, shown in self._places(text, key=_is_small(text)):
            if start >= end:
                yield text[end:start]
                yield shown
                end = stop
        yield text[end:]

    def _places(self, text: str, *, key: bool) -> Iterator[tuple[int, int, str]]:
        """Start, end and what is shown there, of each name in a text, from its start."""
        plain, at = folded(text)
        places = [*self._named(text, plain, at, key), *self._initialled(text, plain, at)]
        yield from sorted(places, key=lambda place: (place[0], -place[1]))

    def _named(self, text: str, plain: str, at: Sequence[int], key: bool) -> Iterator[tuple[int, int, str]]:
        names = list(self._found.items())
        for found in self._pattern.finditer(plain):
            spelt, name = names[(found.lastindex or 1) - 1]
            start, stop = at[found.start()], past_marks(text, at[found.end() - 1] + 1)
            if name.part and not key and text[start:stop].islower() and not _in_handle(text, start, stop):
                continue
            # with an ending it may be another name, so it is nobody's
            yield start, stop, name.shown if name.is_whole(spelt, words(found[0])) else WITHHELD

    def _initialled(self, text: str, plain: str, at: Sequence[int]) -> Iterator[tuple[int, int, str]]:
        for found in self._initials_pattern.finditer(plain):
            start, stop = at[found.start()], at[found.end() - 1] + 1
            if text[start:stop].isupper():
                yield start, stop, self._initials.get("".join(words(found[0])), WITHHELD)


def _is_small(text: str) -> bool:
    """Whether capitals tell nothing in a text, as it has none; or it is a key."""
    return text.islower() or (":" in text and not any(map(str.isspace, text)))


def _in_handle(text: str, start: int, stop: int) -> bool:
    """Whether a word stands in a handle, a hashtag or an address."""
    before = re.search(r"\S*$", text[max(start - 200, 0) : start])
    after = re.match(r"\S*", text[stop : stop + 200])
    return bool(_HANDLE.search((before[0] if before else "") + text[start:stop] + (after[0] if after else "")))


def _as_pattern(spelt: tuple[str, ...], name: _Name) -> str:
    """Words in this order with little between them; within other letters only in a script without spaces."""
    between = rf"[\W_]{{0,9}}(?:{LETTER}\.[\W_]{{0,3}})?"
    whole = len(spelt) > 1
    shortest = DECLINED_CYRILLIC if whole else DECLINED
    first = [f"(?:{_declined(word, shortest)}|{re.escape(word)})" for word in spelt[:-1]]
    inner = between.join([*first, _declined(spelt[-1], shortest)])
    if re.match(f"[{UNSPACED}]", spelt[0]):
        return inner
    small = sorted(name.before, key=len, reverse=True)
    with_it = f"(?:(?:{'|'.join(map(re.escape, small))})(?:\\.[ -]?|[ -])){{0,4}}" if name.part and small else ""
    letters = [each for each in small if len(each) == 1]
    behind = f"(?:,?[ ]?(?:(?:{'|'.join(map(re.escape, letters))})\\.[ -]?)+(?!{LETTER}))?" if name.part and letters else ""
    return f"(?<!{LETTER}){with_it}{_prefixes(spelt[0])}{inner}{behind}"


def _prefixes(word: str) -> str:
    return _PREFIXES if re.match("[\u0590-\u06ff]", word) else ""


def _declined(word: str, shortest: int) -> str:
    """A word with what may end it: the endings of Slavic and Romance names take the place of its own."""
    if re.match(f"[{UNSPACED}]", word):
        return re.escape(word)
    end = f"(?!{LETTER})"
    if re.match(f"[{_CYRILLIC}]", word):
        if len(word) < DECLINED_CYRILLIC:
            return re.escape(word) + end
        stem = re.sub("(?:[иыо]и|[аеиоуыэюяьй])$", "", word)
        return f"{re.escape(stem)}[{_CYRILLIC}]{{0,4}}{end}"
    if len(word) < shortest:
        return re.escape(word) + end
    if word.endswith("a") and len(word) > DECLINED:
        return f"(?:{re.escape(word)}{LETTER}{{0,3}}|{re.escape(word[:-1])}(?:{'|'.join(_SUFFIXES)})){end}"
    if word.endswith(("y", "i")) and len(word) > DECLINED:
        return f"{re.escape(word[:-1])}{LETTER}{{0,4}}{end}"
    return f"{re.escape(word)}{LETTER}{{0,3}}{end}"
