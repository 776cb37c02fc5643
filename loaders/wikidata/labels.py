"""Names of an item: which of its labels it goes by, and the others as aliases with language and script."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from graph.model import Alias
from loaders.wikidata.item import MOST_NAMES, Item

PREFERRED = ("en", "mul", "en-gb", "en-us", "en-ca")
"""Languages whose label is taken as the name, the first that is there; else the first by the language's code."""
SCRIPTS = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "GREEK": "Grek",
    "ARABIC": "Arab",
    "HEBREW": "Hebr",
    "CJK": "Hani",
    "HIRAGANA": "Hira",
    "KATAKANA": "Kana",
    "HANGUL": "Hang",
    "DEVANAGARI": "Deva",
    "BENGALI": "Beng",
    "THAI": "Thai",
    "GEORGIAN": "Geor",
    "ARMENIAN": "Armn",
    "ETHIOPIC": "Ethi",
    "TAMIL": "Taml",
}
"""ISO 15924 by the first word of a character's name in Unicode."""
_CHINESE = {"zh-hans": "Hans", "zh-cn": "Hans", "zh-sg": "Hans", "zh-my": "Hans", "zh-hant": "Hant", "zh-tw": "Hant", "zh-hk": "Hant"}


def name_of(item: Item | None) -> str:
    """The name that an item goes by; empty if it has no label."""
    if item is None:
        return ""
    return next((item.labels[lang] for lang in (*PREFERRED, *sorted(item.labels)) if item.labels.get(lang)), "")


def aliases(item: Item, more: Iterable[tuple[str, str]] = ()) -> tuple[Alias, ...]:
    """Its other names, each once, with what language and script they are in; at most MOST_NAMES."""
    found: dict[str, Alias] = {}
    own = name_of(item)
    for lang, name in _told(item, more):
        if name and name != own and len(found) < MOST_NAMES:
            tag = "" if lang == "mul" else lang
            found.setdefault(name, Alias(name=name, lang=tag or None, script=script_of(name, lang)))
    return tuple(found.values())


def _told(item: Item, more: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    first = {lang: place for place, lang in enumerate(PREFERRED)}
    yield from sorted(item.labels.items(), key=lambda each: (first.get(each[0], len(first)), each[0]))
    yield from sorted(item.aliases, key=lambda each: (first.get(each[0], len(first)), each[0]))
    yield from more


def script_of(text: str, lang: str) -> str | None:
    """ISO 15924: as the language's code tells (`sr-latn`, `zh-tw`), else that of all letters; None if they are of several."""
    if lang in _CHINESE:
        return _CHINESE[lang]
    told = next((part.title() for part in lang.split("-")[1:] if len(part) == 4 and part.isalpha()), None)
    if told:
        return told
    found = {SCRIPTS.get(unicodedata.name(letter, "").partition(" ")[0]) for letter in text[:200] if letter.isalpha()}
    if found and None not in found and found <= {"Hani", "Hira", "Kana"}:
        return "Hani" if found == {"Hani"} else "Jpan"
    return found.pop() if len(found) == 1 else None
