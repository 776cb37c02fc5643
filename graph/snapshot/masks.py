"""Names that are to be withheld: the ways they are written, found in a text however it is spelt or coded, and what stands in their place.

Fails closed: a text in which a name is still found after replacing, because it is coded in some way, is withheld as a whole.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import unquote

from graph.model import fold

WITHHELD = "[withheld]"
SHORTEST = 6
"""Letters of a name that is found between other letters too (`mrjohndoe99`); a shorter one is found as a word alone."""
LONG_PART = 7
"""The same of a word of a name (`Jing-wei`)."""
DECLINED = 5
"""Letters of a word that is found with an ending, too (`the Smiths`)."""
PARTICLE = 3
DECODED = 3
"""So many times a text is decoded when a name is looked for: `%2544` is `%44` is `D`."""
_UNSPACED = "぀-ヿ㐀-鿿가-힯豈-﫿"
"""Scripts that write no spaces between words, so that a name has no bounds."""
_LETTER = rf"[^\W_{_UNSPACED}]"
_WORD = re.compile(rf"[{_UNSPACED}]+|{_LETTER}+")
_CODED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))")


@dataclass(frozen=True)
class Mask:
    """Somebody whose names are withheld, `shown` in their place: `forms` are whole names, `parts` words of them, told by a capital."""

    shown: str
    forms: tuple[str, ...]
    parts: tuple[str, ...] = ()


def parts_of(name: str) -> tuple[str, ...]:
    """The words of a personal name that stand for it alone, `O'Brien` and `Brien` too; none of a description, `the unnamed defector`.

    Words in small letters of three or fewer are particles (`van der`, `al`, `de la`); a longer one makes it a description.
    """
    plain = unicodedata.normalize("NFKC", name)
    words = _WORD.findall(plain)
    if len(words) < 2 or any(word[0].islower() and len(word) > PARTICLE for word in words):
        return ()
    compounds = [token for token in plain.split() if len(_WORD.findall(token)) > 1]
    return (*compounds, *(word for word in words if len(word) > 1 and not word[0].islower()))


class Masks:
    """All that is withheld at once. `others` are names of others, who keep what such a name does not share with a withheld one."""

    def __init__(self, masks: Sequence[Mask], others: Iterable[str] = ()) -> None:
        found: dict[tuple[str, ...], tuple[str, bool]] = {}
        for mask in masks:
            for form, part in [*((form, False) for form in mask.forms), *((form, True) for form in mask.parts)]:
                words = _words(form)
                if words and words not in found:
                    found[words] = (mask.shown, part)
                elif words and found[words][0] != mask.shown:
                    found[words] = (WITHHELD, found[words][1] and part)
        alone = {words[0] for words in found if len(words) == 1}
        for name in others:
            words = _words(name)
            if len(words) > 1 and alone & set(words):
                found.setdefault(
                    words, (" ".join(WITHHELD if _words(word)[:1] and _words(word)[0] in alone else word for word in name.split()), False)
                )
        # the longest first, so that a part is not taken out of a whole name
        self._found = dict(sorted(found.items(), key=lambda each: (-len("".join(each[0])), each[0])))

    def replaced(self, text: str) -> str:
        """The text with all names replaced; all of it withheld where one is still found."""
        new = "".join(self._pieces(text))
        return WITHHELD if self.tells(new) else new

    def count(self, text: str) -> int:
        """In how many places a text is changed."""
        return sum(1 for _ in self._places(text)) or int(self.tells(text))

    def tells(self, text: str, *, key: bool = False) -> bool:
        """Whether a name is found in a text, spelt or coded in any way; in a `key` parts of names need no capital."""
        for decoded in _decodings(text):
            for shown in self._own:
                decoded = decoded.replace(shown, " ")
            if any(True for _ in self._places(decoded, key=key)):
                return True
            squeezed = "".join(_words(decoded))
            if any(name in squeezed for name in self._long):
                return True
        return False

    @cached_property
    def _own(self) -> tuple[str, ...]:
        """What is put in the place of names is no name."""
        return (WITHHELD, *{shown for shown, _ in self._found.values()})

    @cached_property
    def _long(self) -> tuple[str, ...]:
        names = (("".join(words), part) for words, (_, part) in self._found.items())
        return tuple(
            name for name, part in names if len(name) >= (LONG_PART if part else SHORTEST) or re.search(f"[{_UNSPACED}]{{2}}", name)
        )

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(f"({_as_pattern(words)})" for words in self._found) or r"(?!)")

    def _pieces(self, text: str) -> Iterator[str]:
        end = 0
        for start, stop, shown in self._places(text):
            yield text[end:start]
            yield shown
            end = stop
        yield text[end:]

    def _places(self, text: str, *, key: bool = False) -> Iterator[tuple[int, int, str]]:
        """Start, end and what is shown there, of each name in a text."""
        folded, at = _folded(text)
        names = list(self._found.items())
        for found in self._pattern.finditer(folded):
            words, (name, part) = names[(found.lastindex or 1) - 1]
            start, stop = at[found.start()], at[found.end() - 1] + 1
            if part and not key and text[start:stop].islower():
                continue
            # with an ending it may be another name, so it is nobody's
            yield start, stop, name if "".join(_WORD.findall(found[0])) == "".join(words) else WITHHELD


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_folded(text)[0]))


def _as_pattern(words: tuple[str, ...]) -> str:
    """Words in this order with little between them; within other letters only in a script without spaces."""
    before = "" if re.match(f"[{_UNSPACED}]", words[0]) else f"(?<!{_LETTER})"
    ending = f"{_LETTER}{{0,3}}" if len(words[-1]) >= DECLINED else ""
    after = "" if re.match(f"[{_UNSPACED}]", words[-1]) else f"{ending}(?!{_LETTER})"
    return before + r"[\W_]{0,9}".join(map(re.escape, words)) + after


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """A text as search compares it, without marks that are not seen, and from which character each of it comes."""
    if text.isascii():
        return text.lower(), range(len(text))
    letters, at = [], []
    for place, character in enumerate(text):
        plain = _letter(character)
        letters.append(plain)
        at.extend([place] * len(plain))
    return "".join(letters), at


@lru_cache(100_000)
def _letter(character: str) -> str:
    if unicodedata.category(character) == "Cf":
        return ""
    return " " if character.isspace() else fold(character) or character


def _decodings(text: str) -> Iterator[str]:
    """The text as it is, and as it is read where entities, percent signs or backslashes code it."""
    yield text
    for _ in range(DECODED):
        read = _CODED.sub(lambda found: chr(int(found[1] or found[2], 16)), unquote(html.unescape(text)))
        if read == text:
            return
        text = read
        yield text


def rotations(name: str) -> Collection[str]:
    """The orders that a personal name of a few words is written in."""
    words = _WORD.findall(name)
    if not 2 <= len(words) <= 4:
        return ()
    return {" ".join(words[turn:] + words[:turn]) for turn in range(1, len(words))}
