"""Items with whoever they are taken from at their end or in a line below: "(The Post)", "(The Post, 3 May)", "Source: The Post",
"- The Post"; quotations with their speaker there: '"…" - Ann Reed, clerk'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from loaders.extraction.cues import Cues
from loaders.extraction.introductions import introductions
from loaders.extraction.labelled import alone, own_words
from loaders.extraction.page import Page
from loaders.extraction.paragraphs import items
from loaders.extraction.patterns import first_letters
from loaders.extraction.proposals import Span
from loaders.extraction.small_words import one_of
from loaders.extraction.stretches import Setting
from loaders.extraction.voices import Voices

_FARTHEST = 100
_HEAD, _HEADING = 2_000, 80
"""Characters of a mail's head, and of an item's heading, at most."""
_PULLED = re.compile(r"[ \t>*_]{0,6}[\"«]|>")
_SHORTEST = 20
_WHEN = re.compile(r"(?:,[^,]{0,20}\d[^,]{0,12}|[ ,]{1,2}[A-F][1-6])$")
_MOST_WORDS = 5
_CLOSED = (".", "!", "?", '"', "'", ")", "…")
_WITHIN = re.compile(r"[.!?\"'][ ]?[(\[]([^()\[\]\n]{2,60})[)\]](?=\s|$)|[(\[]([^()\[\]\n]{2,60})[)\]]\.(?=\s|$)")
_UNNAMED = re.compile(rf"{one_of('unnamed')} [\w ,'-]{{3,60}}")


def found(page: Page, voices: Voices, cues: Cues) -> tuple[list[Setting], list[Span]]:
    """The items with their sources, and the credits themselves, which tell nothing."""
    below = [] if _is_mail(page.text, cues) else list(_below(page, voices, cues))
    blocks = {span.start for span in page.quoted}
    sure = below if len(below) > 1 else [pair for pair in below if _PULLED.match(page.text, start := pair[0].span.start) or start in blocks]
    pairs = [*_credited(page, voices, cues), *sure]
    pairs.sort(key=lambda pair: pair[0].span)
    free: list[tuple[Setting, Span]] = []
    for pair in pairs:
        if not free or free[-1][0].span.end <= pair[0].span.start:
            free.append(pair)
    return [setting for setting, _ in free], [credit for _, credit in free]


def _is_mail(text: str, cues: Cues) -> bool:
    """Whether a page begins with a mail's head: what stands below its words is who signs it."""
    head, _, _ = text[:_HEAD].partition("\n\n")
    return any(introductions(cues).mail_from.match(line) for line in head.split("\n"))


def _credited(page: Page, voices: Voices, cues: Cues) -> Iterator[tuple[Setting, Span]]:
    """Where an item of the page ends in an outlet, what looks like a title at another's end is one too."""
    ending = list(_ending(page, cues))
    known = [(item, credit, words, _outlet(voices, words)) for item, credit, words in ending]
    several = any(name for _, _, _, name in known)
    for item, credit, words, name in known:
        said = page.text[words.start : words.end]
        titled = (
            page.text[credit.start] in "(["
            and _is_title(said)
            and not any(each.kind == "person" for span, each in voices.within(words.start, words.end) if span == words)
        )
        graded = ":" in page.text[credit.start : words.start] and _UNNAMED.fullmatch(said)
        to = name or (said if (several and titled) or graded else "")
        if to and not voices.is_publisher(to):
            yield from _parted(page, voices, item, credit, to)
        elif page.text[credit.start] == "-" and (setting := _spoken(page, voices, cues, Span(item.start, credit.start), words)) is not None:
            yield setting, credit


def _parted(page: Page, voices: Voices, item: Span, last: Span, to: str) -> Iterator[tuple[Setting, Span]]:
    """An item with the credit at its end; one that has credits within it too is parted at each."""
    begun = item.start
    for match in _WITHIN.finditer(page.text, item.start, last.start):
        group = 1 if match[1] else 2
        start = match.start(group)
        name = _outlet(voices, Span(start, start + len(_WHEN.sub("", match[group]))))
        if name and not voices.is_publisher(name) and start - 1 > begun:
            yield Setting(Span(begun, start - 1), (name,)), Span(start - 1, match.end())
            begun = match.end()
    if begun < last.start:
        yield Setting(_below_heading(page.text, Span(begun, last.start)), (to,)), last


def _below_heading(text: str, item: Span) -> Span:
    """An item without the heading that stands in a line of its own above a sentence."""
    heading, line, rest = text[item.start : item.end].partition("\n")
    headed = line and rest.strip()[-1:] in _CLOSED and heading.rstrip()[-1:] not in (*_CLOSED, *",;:-") and len(heading) <= _HEADING
    return Span(item.start + len(heading) + 1, item.end) if headed else item


def _spoken(page: Page, voices: Voices, cues: Cues, item: Span, words: Span, *, told: bool = False) -> Setting | None:
    """A quotation, or words in the first person, with whoever is named behind; all of an item that is labelled as told by somebody."""
    named = alone(voices, words, page.text)
    if named is None or voices.is_publisher(named.name):
        return None
    if named.kind == "outlet" or told:
        return Setting(item, (named.name,))
    own = own_words(page.text, _unheaded(page.text, item), cues)
    return Setting(own, (named.name,)) if own is not None else None


def _unheaded(text: str, item: Span) -> Span:
    """An item without a heading in a line of its own before a quotation."""
    heading, line, _ = text[item.start : item.end].partition("\n")
    headed = line and heading.rstrip()[-1:] not in tuple(".!?…\"'") and _PULLED.match(text, item.start + len(heading) + 1)
    return Span(item.start + len(heading) + 1, item.end) if headed else item


def _below(page: Page, voices: Voices, cues: Cues) -> Iterator[tuple[Setting, Span]]:
    """Each item whose credit stands in a line below it, from its heading on; the line may be the last of the item's own paragraph."""
    credit, claimed = _line_below(cues)
    begun = last = -1
    for item in items(page.text):
        text = page.text[item.start : item.end].rstrip()
        line = text.rfind("\n") + 1
        match = credit.fullmatch(text, line)
        if match is not None and (line or match["word"] or match["sign"].strip() in ("-", "*", "_")):
            start = item.start + line
            own = item.start if line else last
            pulled = own >= 0 and _PULLED.match(page.text, own) is not None
            above = Span(begun if begun >= 0 and not pulled else own, start) if line or pulled or begun >= 0 else None
            name = Span(item.start + match.start("name"), item.start + match.end("name"))
            block = _block(page, start) if match["sign"].strip() == "-" else None
            above = block or above
            told = above is not None and (block is not None or _is_told(page.text, claimed, above, match))
            setting = _spoken(page, voices, cues, above, name, told=told) if above is not None else None
            if setting is not None:
                yield setting, Span(start, item.start + len(text))
            begun = -1
        elif not text.endswith(_CLOSED):
            begun = -1
        elif begun < 0:
            begun = item.start
        last = item.start


def _block(page: Page, credit: int) -> Span | None:
    """The block quote whose last line, or the line behind it, begins at a place: all of it is of whom that line names."""
    for block in page.quoted:
        if block.start < credit and (credit <= block.end or not page.text[block.end : credit].strip()):
            return Span(block.start, credit)
    return None


@lru_cache(maxsize=8)
def _line_below(cues: Cues) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A credit in a line of its own, and the label of an item that somebody told."""
    credit = re.compile(
        rf"[ \t>]{{0,4}}(?P<sign>[-*_ ]{{0,4}})(?P<word>(?:{_crediting(cues)})[*_]{{0,2}}:[*_]{{0,2}}\s)?"
        rf"(?P<name>[^()\n.:;]{{2,60}}?)[.*_]{{0,4}}",
        re.IGNORECASE,
    )
    return credit, re.compile(rf"[ \t>*_-]{{0,6}}(?:{_any(cues.listed('checked', 'told'))})[*_]{{0,2}}:", re.IGNORECASE)


def _is_told(text: str, claimed: re.Pattern[str], above: Span, credit: re.Match[str]) -> bool:
    """Whether an item is labelled as told by somebody, "Claim:", or is a block quote with a name and role below it."""
    if credit["word"] is not None:
        return claimed.match(text, above.start) is not None
    block = text[above.start : above.end].rstrip(" >\n")
    return all(line.startswith(">") for line in block.split("\n")) and block.endswith(_CLOSED) and "," in credit["name"]


def _ending(page: Page, cues: Cues) -> Iterator[tuple[Span, Span, Span]]:
    """Each item with a credit at its end: item, credit, and the credit's words without a date."""
    credit = _credit_at_end(cues)
    for item in items(page.text):
        text = page.text[item.start : item.end].rstrip()
        match = credit.search(text, max(0, len(text) - _FARTHEST))
        if match is None or match.start() < _SHORTEST:
            continue
        group = match.lastindex or 1
        said = _WHEN.sub("", match[group].partition(";")[0])
        start = item.start + match.start(group)
        yield item, Span(item.start + match.start(), item.start + len(text)), Span(start, start + len(said))


@lru_cache(maxsize=8)
def _credit_at_end(cues: Cues) -> re.Pattern[str]:
    words = _crediting(cues)
    return re.compile(
        rf"[(\[]\s?(?:(?:{words})\b:?\s)?([^()\[\]\n]{{2,60}})[)\]](?:\.|\(https?://[^\s()]{{1,80}}\))?$"
        rf"|(?:^|[\s(\[-]){first_letters(cues.listed('credits'))}(?:{words}):?\s([^()\[\]\n.:]{{2,60}})[.)\]]{{0,2}}$"
        rf"|(?<=[.!?\"'] )--?\s?((?:[^()\[\]\n.:]|(?<=\b[A-Z])\.){{2,80}})[*_]{{0,3}}$",
        re.IGNORECASE,
    )


def _crediting(cues: Cues) -> str:
    """The words before an outlet, as alternatives of a pattern."""
    return _any(cues.listed("credits"))


def _any(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _outlet(voices: Voices, words: Span) -> str:
    """The outlet that a credit names, and nothing else."""
    outlets = [(span, each) for span, each in voices.within(words.start, words.start + 8) if each.kind == "outlet"]
    return outlets[0][1].name if outlets and outlets[0][0].end >= words.end - 1 else ""


def _is_title(words: str) -> bool:
    """Whether words are written as a title: several, most with a capital, the first one too."""
    parts = words.split()
    capitals = sum(part[:1].isupper() for part in parts)
    return (
        2 <= len(parts) <= _MOST_WORDS
        and words[:1].isupper()
        and 2 * capitals >= len(parts)
        and capitals > 1
        and not re.search(r"\d", words)
    )
