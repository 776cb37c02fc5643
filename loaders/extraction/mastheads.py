"""Where a page names whoever publishes it: a name that is known beforehand, whatever its words look like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.model import fold
from loaders.extraction.candidates import Cutter
from loaders.extraction.headings import Candidate
from loaders.extraction.page import plain

_SHORTEST, _HEAD = 3, 1_000
_APART, _SPACE, _CLOSED = re.compile(r"(?<![\w@/&#.-])"), re.compile(r"\s+"), re.compile(r"(?![\w@/-]|\.\w)")
_SENDER = re.compile(r"([^\n<>:,;\"]{2,80})\"?[ ]<[^<>\s@]{1,80}@[^<>\s@]{1,200}>")


def keys_of(publisher: str, cutter: Cutter) -> frozenset[str]:
    """A publisher's name as names are compared, without its article, and what it is called for short."""
    words = _bare(publisher, cutter)
    found = [words, words[-1:]] if _has_short(words, cutter) else [words] if words else []
    return frozenset(" ".join(fold(word).rstrip(".") for word in each) for each in found)


def senders(text: str) -> frozenset[str]:
    """The names at the head of a mail that stand with an address, as names are compared: "Ada Quill <ada@harbour.example>"."""
    head = text[:_HEAD]
    if "@" not in head or " <" not in head:  # most pages are no mails
        return frozenset()
    return frozenset(fold(" ".join(found[1].split())) for found in _SENDER.finditer(head))


def named(publisher: str, candidates: Sequence[Candidate], cutter: Cutter) -> list[Candidate]:
    """The candidates in their order, with each place that names the publisher as one, instead of its parts."""
    words = _bare(publisher, cutter)
    if not words or len("".join(words)) < _SHORTEST or not (words[-1] in cutter.text or words[-1].upper() in cutter.text):
        return list(candidates)
    forms = dict.fromkeys((tuple(words), tuple(word.upper() for word in words)))
    common = len(words) == 1 and cutter.is_word(fold(words[0]))
    made = [
        cutter.spelt(start, end)
        for form in forms
        for start, end in _standing(form, cutter.text)
        if not common or cutter.is_articled(start) or cutter.text[start:end].isupper()
    ]
    if _has_short(words, cutter):
        short = re.finditer(rf"(?<![\w@/&#.-]){re.escape(words[-1])}(?![\w@/-]|\.\w| [A-Z])", cutter.text)
        made += [cutter.spelt(found.start(), found.end()) for found in short if cutter.is_articled(found.start())]
    return _instead(candidates, [each for each in made if not _within(each, candidates)])


def _standing(words: Sequence[str], text: str) -> Iterator[tuple[int, int]]:
    """Where words stand one behind the other, and no others with them: a pattern of them would be made for each page and used once."""
    start = text.find(words[0])
    while start >= 0:
        end = _end_of(words, text, start)
        if end and _APART.match(text, start) and _CLOSED.match(text, end):
            yield start, end
            start = text.find(words[0], end)
        else:
            start = text.find(words[0], start + 1)


def _end_of(words: Sequence[str], text: str, start: int) -> int:
    """Where the words end that begin at a place, white space between them; 0 if they do not stand there."""
    end = start + len(words[0])
    for word in words[1:]:
        gap = _SPACE.match(text, end)
        if gap is None or not text.startswith(word, gap.end()):
            return 0
        end = gap.end() + len(word)
    return end


def _has_short(words: Sequence[str], cutter: Cutter) -> bool:
    """Whether "the Chronicle" is the Westmarch Chronicle."""
    return len(words) > 1 and fold(words[-1]) in cutter.words["outlet_heads"]


def _bare(publisher: str, cutter: Cutter) -> list[str]:
    words = plain(publisher).split()
    return words[1:] if len(words) > 1 and fold(words[0]) in cutter.words["the"] else words


def _within(made: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Whether it is a candidate already, or a part of a longer one."""
    return any(each.start <= made.start and made.end <= each.end for each in candidates)


def _instead(candidates: Sequence[Candidate], made: Sequence[Candidate]) -> list[Candidate]:
    kept = [each for each in candidates if not any(each.start < one.end and one.start < each.end for one in made)]
    return sorted((*kept, *made), key=lambda each: each.start)
