"""The forms of dates: those of figures alone, and those of a language's words (dates.yml), compiled from its lists and patterns.

Every pattern is bounded: no star stands in it, and none is tried but at a word that can begin a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from loaders.extraction.patterns import first_letters

SPACE = r"(?:[ \t]{1,3}|[ \t]{0,3}\r?\n[> \t]{0,8})"
_YEAR, _DAY = r"\d{4}(?!\w)", r"(?:[12]\d|3[01]|0?[1-9])(?!\d)"
_FIGURES: tuple[tuple[str, str], ...] = (
    ("date", r"(?P<year>\d{4})-(?P<month_number>\d\d)-(?P<day>\d\d)(?!\d)(?:T\d\d:\d\d(?::\d\d)?(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?)?"),
    ("date", r"(?P<year>\d{4})([/.])(?P<month_number>\d{1,2})\2(?P<day>\d{1,2})(?![\d/])"),
    ("date", r"(?P<year>\d{4}) ?[年년](?: ?(?P<month_number>\d{1,2}) ?[月월](?: ?(?P<day>\d{1,2}) ?[日号號일])?)?"),
    ("date", r"(?P<month_number>\d{1,2}) ?[月월] ?(?P<day>\d{1,2}) ?[日号號일]"),
    ("date", r"(?P<day>\d{1,2})\. ?(?P<month_number>\d{1,2})\. ?(?P<year>\d{4})(?!\d)"),
    ("unsure", r"(?P<one>\d{1,2})([/-])(?P<two>\d{1,2})\2(?P<year>\d{4})(?![\d/-])"),
    ("unsure", r"(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<years>\d\d)(?![\d/])"),
    ("date", r"(?P<day>\d\d)\.(?P<month_number>0\d|1[0-2])\.(?P<years>\d\d)(?!\.?\d)"),
    ("date", r"(?P<year>\d{4})-(?P<month_number>0[1-9]|1[0-2])(?![\d-])"),
    ("unsure", r"(?P<one>\d{1,2})/(?P<two>\d{1,2})(?![\w/.,%]\d|[\d/%])"),
)


@dataclass(frozen=True)
class Form:
    """One way to write a date: `kind` says how its named groups are read."""

    kind: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Forms:
    """Forms that begin alike, in the order in which they are tried. `any` matches wherever one of them does, each in a group: most words
    and figures begin no date, and one pattern tells so, and which form is the first, sooner than each by itself."""

    each: tuple[Form, ...]
    any: re.Pattern[str]

    @classmethod
    def of(cls, forms: Iterable[Form]) -> Forms:
        """These forms; the names of their groups are left out of what matches any, as two may have the same."""
        each = tuple(forms)
        return cls(each, re.compile("|".join(f"({_GROUP.sub('(?:', form.pattern.pattern)})" for form in each)))

    def at(self, text: str, start: int) -> tuple[Form, ...]:
        """The forms from the first on that matches at a place; none where none does."""
        found = self.any.match(text, start)
        return self.each[found.lastindex - 1 :] if found is not None and found.lastindex else ()


_GROUP = re.compile(r"\(\?P<\w+>")
NONE = Forms((), re.compile(r"(?!)"))


@dataclass(frozen=True)
class Language:
    """The words of one language: forms by the word (small letters) that begins them, values by list and word, and plain lists. `keys` date
    something; `worded` are all words of forms, one of which, or a figure, stands behind an article that begins one."""

    figures: tuple[Form, ...]
    forms: Mapping[str, Forms]
    values: Mapping[str, Mapping[str, str]]
    lists: Mapping[str, frozenset[str]]
    keys: frozenset[str]
    worded: frozenset[str]
    joins: re.Pattern[str]
    letter_head: re.Pattern[str]
    letter_open: re.Pattern[str]
    letter_tail: re.Pattern[str]

    def value(self, name: str, word: str) -> str:
        """What a word of a list is worth."""
        return self.values[name][" ".join(word.casefold().split())]


ENGLISH = Path(__file__).with_name("dates.yml")


@cache
def language(file: Path = ENGLISH) -> Language:
    """The words of one language, by default English."""
    written = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
    forms = written.pop("forms")
    values = {key: {word.casefold(): value for word, value in words.items()} for key, words in written.items() if isinstance(words, dict)}
    values["any_months"] = values["months"] | values["short_months"]
    values["any_weekdays"] = values["weekdays"] | values["short_weekdays"]
    values["anchors"] = values["feasts"] | values["carnivals"]
    lists = {key: frozenset(word.casefold() for word in words) for key, words in written.items()}
    groups = _groups(written)
    beginning: dict[str, list[Form]] = {}
    for each in forms:
        form = Form(each["kind"], re.compile(_filled(each["form"], groups)))
        for word in _leaders(each["form"], written):
            beginning.setdefault(word, []).append(form)
    alike = {forms: Forms.of(forms) for forms in map(tuple, beginning.values())}
    return Language(
        tuple(Form(kind, re.compile(pattern)) for kind, pattern in _FIGURES),
        {word: alike[tuple(found)] for word, found in beginning.items()},
        values,
        lists,
        frozenset(word for key in _KEYS for phrase in written[key] for word in _words(phrase) if len(word) > 1) - lists["articles"],
        frozenset(word for each in forms for word in _worded(each["form"], written)),
        re.compile(
            rf"{SPACE}?(?P<dash>[-/]|{_any(written['to'])})?(?P<and>,?{SPACE}?(?:(?P<or>{_any(written['or'])})|{_any(written['and'])}))?,?{SPACE}?"
        ),
        re.compile(rf"[> \t]{{0,8}}{_any(written['letter_heads'])}[ \t]{{0,8}}"),
        re.compile(rf"[> \t]{{0,8}}{_any(written['letter_opens'])}[ \t]{{0,8}}"),
        re.compile(_any(written["letter_tails"])),
    )


_KEYS = (
    *("months", "short_months", "weekdays", "short_weekdays", "seasons", "feasts", "units", "spans", "days", "day_parts", "decades"),
    *("ordinals", "halves", "quarters", "hours", "day_words"),
)


def _any(words: Any, *, capital: bool = False) -> str:
    """Any of the words, the longest first; with `capital` as written or all in capitals, else in any case."""
    ranked = sorted(words, key=len, reverse=True)
    if capital:
        ranked = [form for word in ranked for form in dict.fromkeys((word, word.upper()))]
    made = "|".join(rf"{SPACE}".join(map(re.escape, word.split())) for word in ranked)
    made = f"{first_letters(ranked)}(?:{made})"
    return rf"{made}(?!\w)" if capital else rf"(?i:{made})(?!\w)"


def _groups(words: Mapping[str, Any]) -> dict[str, str]:
    """The pattern that stands for each {word} of a form."""
    capital = {name: _any(words[key], capital=True) for name, key in (("month", "months"), ("weekday", "weekdays"), ("feast", "feasts"))}
    both = {name: _any([*words[key], *words[f"short_{key}"]], capital=True) for name, key in (("month", "months"), ("weekday", "weekdays"))}
    capital["anchor"] = _any([*words["feasts"], *words["carnivals"]], capital=True)
    named = {
        "part": "parts",
        "day_word": "day_words",
        "unit": "units",
        "hour": "hours",
        "span": "spans",
        "season": "seasons",
        "ordinal": "ordinals",
        "half": "halves",
        "days": "days",
        "grain": "grains",
        "weeks_on": "weeks_on",
    }
    number = _any([*words["numbers"], *words["vague_numbers"]])
    return {
        **{name: f"(?P<{name}>{pattern})" for name, pattern in capital.items()},
        **{name: f"(?P<{name}>{_any(words[key])})" for name, key in named.items()},
        **{name: f"(?P<{name}>{_any(words[name])})" for name in ("around", "same", "following", "previous", "to", "and", "last", "this")},
        "rough": f"(?P<around>{_any(words['rough'])})",
        **{name: _any(words[name]) for name in ("ago", "time", "later", "after", "earlier", "before", "of", "just")},
        "short_month": f"(?P<month>{_any(words['short_months'], capital=True)})",
        "any_month": f"(?P<month>{both['month']})",
        "any_weekday": f"(?P<weekday>{both['weekday']})",
        "last_next_this": _which(words),
        "year_word": _which(words, "year_word", words["years"]),
        "week_word": _which(words, "week_word", words["weeks"]),
        "day_part": _any(words["day_parts"]),
        "number": rf"(?P<number>\d{{1,3}}(?!\d)|{number})",
        "gap": f"(?:{SPACE}|-)",
        "decade": rf"(?P<decade>(?:\d{{3}}0|'\d0|(?<=')\d0){_any(words['decade_ends'])}|{_any(words['decades'])})",
        "year": f"(?P<year>{_YEAR})",
        "day": f"(?P<day>{_DAY})",
        "day2": f"(?P<day2>{_DAY})",
        "nth": _any(words["nth"]),
        "no_more": r"(?!\w|[:.,]\d)",
        "not_told_from": rf"(?!{SPACE}{_any(words['told_from'])})(?!{SPACE}[^\W\d_a-z])",
        "not_of": rf"(?!{SPACE}{_any(words['of'])})",
        "after_nth": rf"(?=[^\w\s'-]|$|\r?\n\r?\n|{SPACE}{_any(words['after_nth'])})",
    }


def _which(words: Mapping[str, Any], name: str = "", behind: Any = ()) -> str:
    """Last, next or this, each a group of its own; with words behind it, a group that holds both."""
    made = "(?:" + "|".join(f"(?P<{which}>{_any(words[which])})" for which in ("last", "next", "this")) + ")"
    return f"(?P<{name}>{made}{SPACE}{_any(behind)})" if behind else made


def _filled(form: str, groups: Mapping[str, str]) -> str:
    filled = re.sub(r"\{([a-z_]+2?)\}", lambda found: f"(?:{groups[found[1]]})", form.replace(" ?", "\0").replace(" ", SPACE))
    return filled.replace("\0", f"{SPACE}?")


def _words(phrase: str) -> list[str]:
    """The words of a phrase as a text is cut into them."""
    return re.findall(r"[^\W\d_]+|\d+", phrase.casefold())


_LISTS = {"day": (), "day2": (), "year": (), "decade": ("decades",), "number": ("numbers", "vague_numbers"), "half": ("halves",)}
_LISTS |= {
    "any_month": ("months", "short_months"),
    "any_weekday": ("weekdays", "short_weekdays"),
    "last_next_this": ("last", "next", "this"),
    "year_word": ("last", "next", "this", "years"),
    "week_word": ("last", "next", "this", "weeks"),
    "anchor": ("feasts", "carnivals"),
}
_FIGURE = ("day", "day2", "year", "decade", "number", "ordinal", "half")


def _leaders(form: str, words: Mapping[str, Any]) -> set[str]:
    """The words that can begin a form; `0` stands for figures."""
    found: set[str] = set()
    rest = form
    while rest:
        optional = rest.startswith("(?:")
        if optional:
            end = _closing(rest)
            found |= _leaders(rest[3:end], words)
            rest = rest[end + 1 :]
            if rest.startswith("?"):
                rest = rest[1:]
                continue
            return found
        if name := re.match(r"\{([a-z_]+2?)\}", rest):
            keys = _LISTS.get(name[1], (name[1] if name[1] in words else f"{name[1]}s",))
            found |= {_words(phrase)[0] for key in keys for phrase in words[key]}
            return found | ({"0"} if name[1] in _FIGURE else set())
        literal = re.match(r"(?:\(\?P<\w+>)?([A-Za-z]+(?:\|[A-Za-z]+)*)", rest)
        return found | {word.casefold() for word in literal[1].split("|")} if literal else found
    return found


def _worded(form: str, words: Mapping[str, Any]) -> set[str]:
    """Every word that can stand in a form: of the lists that it names, and its own, with and without a last letter that may be left out."""
    listed = {key for name in re.findall(r"\{([a-z_]+2?)\}", form) for key in _LISTS.get(name, (name, f"{name}s")) if key in words}
    own = re.findall(r"([a-z]+)(\??)", re.sub(r"\{\w+\}", " ", form).casefold())
    short = {word[:-1] for word, may_be_short in own if may_be_short}
    return {word for key in listed for phrase in words[key] for word in _words(phrase)} | {word for word, _ in own} | short


def _closing(text: str) -> int:
    """Where the bracket that opens a text is closed."""
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return place
    raise ValueError(f"a bracket is not closed: {text}")
