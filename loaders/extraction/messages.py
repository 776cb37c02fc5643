"""Messages of a chat, group or forum, each under or behind its sender with day and time; what they forward and whom they quote.

As messengers write them out: "14/05/2024, 07:59 - Ann Reed: …", "[14.05.24, 07:59:12] Ann Reed: …", "Ann Reed, [14.05.2024 07:59]" and
"#15  annreed  4 Sep 2024, 09:40" above the words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from loaders.extraction.acts import Chain
from loaders.extraction.cues import Cues
from loaders.extraction.introductions import introductions
from loaders.extraction.page import Page
from loaders.extraction.patterns import phrases
from loaders.extraction.proposals import Span
from loaders.extraction.stretches import Setting
from loaders.extraction.voices import Voices

_DAY = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}\.?[ ][A-Z][a-z]{2,8}\.?[ ]\d{4}|[A-Z][a-z]{2,8}[ ]\d{1,2},[ ]\d{4})"
_TIME = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[ \u202f]?[APap][Mm])?"
_STAMP = rf"{_DAY},?[ ](?:[a-z]{{2,3}}[ ])?{_TIME}"
_HEAD = rf"^[ \t\u200e]{{0,4}}\[?{_STAMP}\]?(?:[ ]?[-–])?[ ]"
_BEHIND = re.compile(rf"{_HEAD}(?:<(?P<nick>[^<>\n]{{1,40}})>|(?P<name>[^\n:<>]{{1,50}}):)(?=[ \n])", re.M)
_BELOW = re.compile(
    rf"^[ \t]{{0,4}}(?:#?\d{{1,6}}[.)]?[ \t]{{1,4}})?(?P<name>[^\W_][^\n\[\],:#|]{{0,40}}?)(?:[ \t]{{1,4}}[\[(][^\]\[()\n]{{1,30}}[\])])?"
    rf"(?:,?[ \t]\[{_STAMP}\]:?|(?:[ \t]{{2,60}}|[ \t]?[·•|—–-][ \t]){_STAMP})[ \t]*$",
    re.M,
)
_SYSTEM = re.compile(rf"{_HEAD}(?![^\n:]{{1,50}}:)[^\n]{{1,300}}$|^[ \t]{{0,4}}#\d{{1,6}}[ \t][^\n]{{1,60}}$", re.M)
_SENT = re.compile(r"\d,?[ ](?:[a-z]{2,3}[ ])?\d{1,2}[:.]\d{2}")
"""The end of a day with a time behind it: without one a page has no messages."""
_BARRED = re.compile(r"(?:[ \t]{0,8}\|[^\n]*(?:\n|\Z)){1,200}")
_FEWEST = 3

_SIGNED = re.compile(rf"[^\n\[\]]{{1,60}},[ \t]\[{_STAMP}\]:?[ \t]*$")


def opens(line: str) -> bool:
    """Whether a line can only be the head of a message: with sender and time as a messenger writes them, and no byline does."""
    return _BEHIND.match(line) is not None or _SIGNED.match(line) is not None


@dataclass(slots=True)
class Messages:
    """`found`: each message; `within`: what one forwards or quotes, in the chain of both; `silent`: heads, lines of the messenger's own."""

    found: list[Setting] = field(default_factory=list)
    within: list[Setting] = field(default_factory=list)
    labels: list[Span] = field(default_factory=list)
    silent: list[Span] = field(default_factory=list)


def found(page: Page, voices: Voices, cues: Cues) -> Messages:
    """The messages of a page that is a chat or thread: three at least, of two senders or more; else none."""
    text, made = page.text, Messages()
    if _SENT.search(text) is None:
        return made
    heads = sorted((match for form in (_BEHIND, _BELOW) for match in form.finditer(text)), key=lambda match: match.start())
    if len(heads) < _FEWEST or len({_sender(match) for match in heads}) < 2:
        return made
    starts = {match.start() for match in heads}
    system = [match for match in _SYSTEM.finditer(text) if match.start() not in starts]
    made.silent = [Span(*match.span()) for match in system]
    breaks = sorted([*starts, *(match.start() for match in system), len(text)])
    for match in heads:
        end = breaks[bisect_right(breaks, match.start())]
        label, whole = Span(*match.span()), Span(match.start(), max(end, match.end() + 1))
        chain = _named(voices, _sender(match))
        made.labels.append(label)
        made.found.append(Setting(whole, chain))
        made.within += sorted(_others(text, Span(match.end(), end), chain, voices, cues, made.silent), key=lambda each: each.span)
    made.silent.sort()
    return made


def _sender(match: re.Match[str]) -> str:
    parts = match.groupdict()
    return (parts["name"] or parts.get("nick") or "").strip("~*_ ")


def _named(voices: Voices, name: str) -> Chain:
    """Whoever is called so; nobody, if it is the publisher."""
    known = voices.known(name)
    named = known.name if known is not None and known.kind != "place" else name
    return () if voices.is_publisher(named) else (named,)


def _others(text: str, message: Span, chain: Chain, voices: Voices, cues: Cues, silent: list[Span]) -> Iterator[Setting]:
    """What a message forwards, from the line that says so on, and lines with a bar below "X wrote:"."""
    for line in re.finditer(r"[^\n]+", text[message.start : message.end]):
        start, end = message.start + line.start(), message.start + line.end()
        from_ = _forwarded(cues).match(line[0].strip())
        if from_ is not None:
            silent.append(Span(start, end))
            if text[end : message.end].strip():
                yield Setting(Span(end, message.end), (*chain, *_named(voices, from_["who"].strip())))
            return
        quoted = _BARRED.match(text, end + 1, message.end) if introductions(cues).wrote.search(line[0].strip()) else None
        if quoted is not None:
            silent.append(Span(start, end))
            yield Setting(Span(*quoted.span()), (*chain, *_named(voices, " ".join(line[0].split()[:-1]))))


@lru_cache(maxsize=8)
def _forwarded(cues: Cues) -> re.Pattern[str]:
    return re.compile(rf"[^\w\n]{{0,8}}{phrases(cues.listed('labels', 'forwarded')).pattern}:? (?P<who>[^\n:]{{2,60}})$", re.IGNORECASE)
