"""Runs of words with a capital, and small words between them, out of which names are cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from graph.model import fold
from loaders.extraction.lexicon import Lexicon

_MARKUP = re.compile(r"<[a-zA-Z/!][^<>]{0,400}>|\b(?:https?://|www\.)[^\s<>\"')\]]{1,400}|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}")
_HOST = re.compile(r"(?:@|://|\bwww\.|\b(?=[\w-]{1,40}\.(?:com|org|net|info|news|example)\b))((?:[\w-]{1,63}\.){1,4}[a-z]{2,12})\b")
_BLOCK = re.compile(
    r"</?(?:p|div|h[1-6]|li|ul|ol|br|hr|blockquote|t[drh]|d[dtl]|table|figcaption|caption|aside|summary|title|head|body|html|article|section)\b",
    re.IGNORECASE,
)
_LONGEST = 14
_GAP = r"(?:[ ]{1,2}|[ ]?\n[ \t>]{0,8})"


@lru_cache(maxsize=1)
def _capitals() -> str:
    """The letters that a name begins with, for a class of a pattern: capitals of every script that has them."""
    letters = [chr(code) for code in range(0x41, 0x2000) if chr(code).isupper()]
    return "".join(letters)


@lru_cache(maxsize=100_000)
def folded(word: str) -> str:
    """A word as lists hold it (`graph.model.fold`)."""
    return word.casefold() if word.isascii() else fold(word)


@dataclass(slots=True)
class Word:
    """A word of a run; `low` is folded, without a last full stop; `gap` what parts it from the word before,
    `nick` a name in quotes there."""

    start: int
    end: int
    text: str
    low: str
    gap: str = ""
    nick: str = ""


def bare(text: str) -> str:
    """The text with markup, addresses of pages and of mails blanked, one character for one."""
    return (
        _MARKUP.sub(lambda found: ("\n" if _BLOCK.match(found[0]) else " ") + " " * (len(found[0]) - 1), text) if _may_hold(text) else text
    )


def hosts(text: str) -> frozenset[str]:
    """The names of the hosts of a text's addresses, of pages and mails, folded and without hyphens: `drawernine` of drawer-nine.example."""
    found = (each[1].split(".")[-2] for each in _HOST.finditer(text)) if _may_hold(text) or ".example" in text else ()
    return frozenset(fold(host).replace("-", "") for host in found if len(host) > 3)


def _may_hold(text: str) -> bool:
    return "<" in text or "@" in text or "://" in text or "www." in text


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@lru_cache(maxsize=8)
def _patterns(words: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a run is, and what a word in it is."""
    capital = _capitals()
    joined = _any(words.forms("names", "joined_particles"))
    dotted = _any(words.forms("names", "dotted"))
    slashed = _any(form for form in words.forms("names", "company_forms") if "/" in form)
    particles = _any((*words.forms("names", "particles"), *words.forms("names", "foreign_links")))
    links = _any((*words.forms("names", "of"), *words.forms("names", "and"), *words.forms("names", "the"), "&"))
    tails = _any(words.words("names", "hyphen_tails"))
    genitive = r"'s(?!\w)"
    # a capital word, with parts joined by hyphen or apostrophe, but no genitive and no tail as in "Paris-based"
    humped = rf"(?<!\w)(?:{_any(words.forms('names', 'humped_letters'))})(?=[A-Z][a-z])"  # "iStories"
    plain = rf"(?:(?:(?:{joined})[-']?)?(?<![a-z])|{humped})[{capital}]\w*(?:(?!{genitive}|-(?:{tails})\b)['&-]\w+){{0,6}}"
    plain += r"(?:\+(?![\w+]))?"  # "En+ Group"
    plain += rf"(?:\.(?:{_any(words.forms('names', 'domains'))})(?![\w/@-]|\.\w))?"
    stopped = rf"(?:[{capital}]\.){{1,3}}(?=[{capital}][a-z]){plain}"  # "Folha de S.Paulo"
    letters = rf"(?:[{capital}]\.){{1,6}}(?:-?[{capital}]\.){{0,2}}(?:[{capital}](?!\w))?"
    word = rf"(?:(?i:{slashed})(?!\w)|{stopped}|{letters}|(?i:{dotted})\.|{plain})"
    between = rf"(?:(?:{particles}|{links}){_GAP}){{0,3}}"
    lead = rf"(?:(?:{_any(words.forms('names', 'first_particles'))})[ ]){{0,2}}"
    named = rf"(?=(?:{joined}|{humped})?[-']?[{capital}]){word}"
    firsts = (form for name in ("joined_particles", "first_particles", "humped_letters") for form in words.forms("names", name))
    opening = "".join(sorted({form[0] for form in firsts}))
    opens = rf"(?=[-'{capital}{re.escape(opening)}])"  # said twice, as most letters open nothing
    # a slash parts the places of a dateline: "BUCHAREST/SOFIA"
    run = rf"{opens}(?<![\w@#&.])(?<!(?<![A-Z]{{4}})/){lead}{named}(?:{_GAP}{between}{named}){{0,{_LONGEST}}}"
    return re.compile(run), re.compile(rf"{word}|&|[^\W\d]\w*(?:'\w+)?")


def runs(text: str, words: Lexicon) -> Iterator[list[Word]]:
    """The runs of a text, `bare`, each as its words."""
    run, word = _patterns(words)
    for found in run.finditer(text):
        made: list[Word] = []
        place = found.start()
        alone = found[0].isalnum()  # most runs are one word
        for each in (found,) if alone else word.finditer(text, place, found.end()):
            start, end = each.span()
            written = each[0]
            low = folded(written)
            made.append(Word(start, end, written, low.rstrip(".") or low, text[place:start]))
            place = end
        yield made
