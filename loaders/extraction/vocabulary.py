"""The lists of a lexicon that names go by, folded, as sets and patterns that are built once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import InitVar, dataclass
from functools import lru_cache

from graph.model import fold
from loaders.extraction.gazetteer import Gazetteer, extended, gazetteer
from loaders.extraction.lexicon import Lexicon, Words
from loaders.extraction.small_words import among, one_of

HEADS = ("agency", "organisation", "outlet", "place", "event")
ENDINGS = ("agency_endings", "outlet_endings", "organisation_endings", "participle_endings")


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@dataclass(frozen=True)
class Ending:
    """Whole words at the end of a text, an article behind them or not; `ends` tells at once where none of them can stand."""

    pattern: re.Pattern[str]
    ends: tuple[str, ...]

    def closes(self, text: str) -> bool:
        """Whether the text ends so."""
        return text.endswith(self.ends) and self.pattern.search(text) is not None


def _ending(words: Sequence[str]) -> Ending:
    pattern = re.compile(rf"(?:^|\W|(?=\W))(?:{_any(words)})(?: {one_of('the')})? $")
    articles = (" ", *(f" {word} " for word in among("the")))
    return Ending(pattern, tuple(word + article for word in words for article in articles))


@dataclass(frozen=True, eq=False)
class Vocabulary(dict[str, Words]):
    """The lists by their names, empty where there is none; a dict, as names are cut by some thousand look-ups a page. `heads`: a head's
    kind; `nouns`: what a noun beside a name tells of it (`thing`: none of the kinds); `endings`: the lists of endings, as `endswith` wants
    them."""

    lists: InitVar[dict[str, Words]]
    heads: dict[str, str]
    nouns: dict[str, str]
    known: Gazetteer
    small_body: re.Pattern[str]
    before_body: Ending
    of_body: Ending
    form: re.Pattern[str]
    possessive: tuple[str, ...]
    endings: dict[str, tuple[str, ...]]

    def __post_init__(self, lists: dict[str, Words]) -> None:
        self.update(lists)

    def __missing__(self, name: str) -> Words:
        return frozenset()

    def __hash__(self) -> int:  # type: ignore[override]
        return id(self)


@lru_cache(maxsize=8)
def vocabulary(words: Lexicon) -> Vocabulary:
    """The vocabulary of a lexicon."""
    lists = {name: frozenset(map(fold, members)) for name, members in words.sections.get("names", {}).items()}
    heads: dict[str, str] = {}
    for kind in reversed(HEADS):
        heads.update(dict.fromkeys(lists.get(f"{kind}_heads", ()), kind))
    heads.update(dict.fromkeys(lists.get("company_forms", ()), "organisation"))
    nouns: dict[str, str] = {}
    forms = words.forms
    for kind in ("event", "place", "organisation", "agency", "outlet"):
        nouns.update(dict.fromkeys(lists.get(f"{kind}_nouns", ()), kind))
    nouns.update(dict.fromkeys(lists.get("roles", ()), "person"))
    nouns.update(dict.fromkeys(lists.get("thing_nouns", ()), "thing"))
    for plural in forms("names", "plurals"):
        nouns.update({noun + plural: kind for noun, kind in nouns.items() if kind in ("person", "outlet") and noun + plural not in nouns})
    ends = _any((*forms("names", "small_agencies"), *forms("names", "small_places"), *forms("names", "small_organisations")))
    refused = _any(forms("names", "small_refused"))
    body = re.compile(rf"[ ](?:(?:{_any(forms('names', 'small_modifiers'))})[ ]){{0,2}}({ends})(?![\w-])(?![ ](?:{refused})\b)")
    cased = _any(cased for form in forms("names", "company_forms") for cased in (form.upper(), form.capitalize()))
    dotted = [form for form in forms("names", "company_forms") if "." in form]
    form = re.compile(
        rf"(?:, (?:{cased})| \([A-Z][\w.]{{1,15}}(?: [A-Z][\w.]{{1,15}})?\) (?:{cased})"
        rf"|,? (?:{_any(cased for form in dotted for cased in (form, form.capitalize(), form.upper()))}))"
        rf"\.?(?=[\s,.;:)])"
    )
    before, of_body = (_ending(forms("names", name)) for name in ("organisation_before", "body_before"))
    possessive, endings = forms("names", "possessives"), {name: tuple(lists.get(name, ())) for name in ENDINGS}
    return Vocabulary(lists, heads, nouns, extended(gazetteer(), words), body, before, of_body, form, possessive, endings)
