"""Which names are of one entity: a surname, a given name, initials, an acronym, a part of a firm's name, a head alone."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.extraction.candidates import Cutter
from loaders.extraction.headings import Candidate
from loaders.extraction.vocabulary import Vocabulary

_ACRONYM = re.compile(r"[A-Z][A-Za-z]{1,9}(?:-\d{1,2})?|(?:[A-Z]\.){2,6}")
_DUBBED = re.compile(r"\s?\((?:[\w, ]{1,40} )?\"")
_NUMBERED = re.compile(r"-\d{1,2}$")


@dataclass(eq=False)
class Group:
    """The mentions of one entity. `called`: its name in full where no mention has it, or several name it so."""

    kind: str
    words: tuple[str, ...]
    mentions: list[Candidate] = field(default_factory=list)
    sex: str = ""
    short: set[str] = field(default_factory=set)
    called: str = ""
    _places: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._places = sorted(each.start for each in self.mentions)

    @property
    def first(self) -> int:
        return self._places[0]

    def content(self, lists: Vocabulary) -> tuple[str, ...]:
        """Its words without a company's form."""
        return tuple(word for word in self.words if word not in lists["company_forms"])

    def add(self, each: Candidate) -> None:
        """One more mention."""
        self.mentions.append(each)
        insort(self._places, each.start)

    def before(self, place: int) -> int | None:
        """Where it was named last before a place; None if it was not."""
        found = bisect_left(self._places, place)
        return self._places[found - 1] if found else None


def shorts(kind: str, words: Sequence[str], lists: Vocabulary) -> set[str]:
    """The shorter names by which an entity may be called later."""
    if kind == "person":
        return _of_person(words, lists)
    made: set[str] = set()
    content = [word for word in words if word not in lists["company_forms"]]
    if len(content) < len(words):
        made.add(" ".join(content))
    if kind in ("organisation", "outlet"):
        made.update(" ".join(content[:place]) for place in range(1, len(content)))
    if kind == "organisation" and content and content[0] in lists["organisation_first"]:
        made.add(" ".join(content[1:]))
    last = len(content) if kind in ("outlet", "event") else len(content) - 1
    made.update(" ".join(content[place:]) for place in range(1, last))
    if len(content) > 2 and content[-1] in lists.heads:
        made.add(content[-1])
    if kind == "place" and len(content) > 2 and content[1] in lists["of"]:
        made.add(" ".join(content[2:]))
    return {
        name for name in made if name and name not in lists["ordinary"] and name not in lists["demonyms"] and name not in lists["small"]
    }


def _of_person(words: Sequence[str], lists: Vocabulary) -> set[str]:
    particles, of = lists["particles"], lists["of"]
    made = {word for word in words if word not in particles and word not in of and len(word.strip(".")) > 1}
    for place in range(1, len(words)):
        made.add(" ".join(words[place:]))
    made.update(" ".join(words[:place]) for place in range(2, len(words)))
    for word in words[1:]:
        if "-" in word:
            made.update(part for part in word.split("-") if len(part) > 2)
    if len(words) > 1:
        made.update((f"{words[0]} {words[-1]}", f"{words[0][0]} {words[-1]}"))
    return made


def has_initial(name: str) -> bool:
    """Whether one of its words is a letter: "I. Marsh"."""
    return any(len(word.strip(".")) == 1 for word in name.split())


def initials(words: Iterable[str]) -> str:
    """The first letters of words, those of hyphened parts too."""
    return "".join(part[0] for word in words for part in word.split("-") if part)


def acronym_of(acronym: str, words: Sequence[str], lists: Vocabulary) -> bool:
    """Whether capital letters are the first letters of the words."""
    return _NUMBERED.sub("", acronym.replace(".", "").casefold()) in acronyms(words, lists)


def syllables_of(acronym: str, words: Sequence[str]) -> bool:
    """Whether capital letters are taken from the words in their order, with most of their first ones: "SIBNET" of "Sibirskaya Nefteset"."""
    letters = iter("".join(words))
    if len(words) < 2 or len(acronym) < 4 or acronym[0] != words[0][0] or not all(letter in letters for letter in acronym):
        return False
    return sum(word[0] in acronym for word in words) > len(words) / 2


def acronyms(words: Sequence[str], lists: Vocabulary) -> set[str]:
    """The letters that words may be cut down to, small ones and company forms left out or not."""
    links = (lists["of"], lists["and"], lists["the"], ("&",))
    content = [word for word in words if not any(word in listed for listed in links)]
    bare = [word for word in content if word not in lists["company_forms"]]
    made = {initials(content), initials(bare), initials(words), "".join(word[0] for word in content)}
    return {letters for letters in made if len(letters) > 1}


def is_acronym(each: Candidate) -> bool:
    text = each.words[0].text
    return len(each.words) == 1 and _ACRONYM.fullmatch(text) is not None and sum(c.isupper() for c in text) > 1


def sex_of(each: Candidate, cutter: Cutter) -> str:
    """`f` or `m` where a title, or the given name, tells it; else empty."""
    words, known = cutter.words, cutter.words.known
    if each.title:
        if each.title in words["women"]:
            return "f"
        if each.title in words["men"]:
            return "m"
    first = each.words[0].low
    if len(each.words) > 1:
        return "f" if first in known.women else "m" if first in known.men else ""
    return ""


def kind_of(votes: Mapping[str, float], least: float) -> str:
    """The kind that most speaks for, if enough does and none of the kinds is not likelier."""
    kind, weight = max(votes.items(), key=lambda vote: vote[1], default=("", 0.0))
    return kind if weight >= least and kind != "thing" else ""


def dubbed(text: str, candidates: Sequence[Candidate]) -> dict[str, str]:
    """Names that a text gives to somebody in brackets and quotes, with the key of the name in full: Ann Reed-Lee ("Reed")."""
    return {
        other.key: one.key
        for one, other in pairwise(candidates)
        if text[other.end : other.end + 1] == '"' and len(one.words) > 1 and _DUBBED.fullmatch(text[one.end : other.start])
    }
