"""Stretches that several lines of one form lay to whom they name: "**The Post:** …", "- The Post - …", a line "## Ann Reed" above.

One such line may name what the words below are about; several of one form that name different voices are how a page is laid out. An outlet
has what stands there; a person or another body has it where it is quoted or in the first person, or where the names come again by turns.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.extraction.cues import Cues
from loaders.extraction.lexicon import lexicon
from loaders.extraction.page import Page
from loaders.extraction.paragraphs import at_lines, paragraphs
from loaders.extraction.proposals import BODIES, Named, Span
from loaders.extraction.small_words import among
from loaders.extraction.stretches import Setting
from loaders.extraction.voices import Voices

_THE = among("the")
# that a sign or the end of the line stands behind the words is asked first, at once and not letter by letter
_LINE = re.compile(
    r"^(?P<lead>[ \t>]{0,6}(?:[-*+•▪■▸][ \t]{1,3}|\d{1,3}[.)][ \t]{1,3})?"
    r"(?:[*_[(]{0,3}\d{1,2}[.:]\d\d[*_\])]{0,3}[ \t]{0,3}(?:[-|:][ \t])?)?)"
    r"(?P<sign>#{1,6}[ \t]|[*_]{1,3}|\[|)(?:[^\n|]{4,81}+(?<=[ ])\|[ ])?"
    r"(?=[^\n:*_\[\]|#]{2,95}+(?:[:*_\]]|$)|[^\n:*_\[\]|#]{2,90}[ ]--?[ ])(?P<words>[^\n:*_\[\]|#]{2,90}?)(?P<close>[*_\]]{0,3})"
    r"(?:(?P<mark>:|[ ]--?(?=[ ])|(?<=\]))[*_]{0,3}(?=[ \t]\S)|:?[*_]{0,3}(?P<alone>[ \t]{0,3}$))",
    re.M,
)
_ASIDE = re.compile(r"(?:,[ ][^\n]{1,70}|[ ]?\([^()\n]{1,60}\)|[ ]--?[ ][^\n]{1,40})?[ .]{0,2}")
_RULE = re.compile(r"[ \t]*(?:[*_-][ \t]*){3,}$|#|\||[A-Z][a-z-]{2,14}: |(?:[*_]{2}|)[^\n.!?]{2,60}(?:[*_]{2}|)$")
_CLOSED = re.compile(r"[.!?\"')\]…][*_]{0,3}$")
_QUOTED = re.compile(r'"[^"]{2,2000}"')
_NEXT = re.compile(r"\n(?=[ \t>]{0,6}(?:[-+•▪■▸]|[*](?![*])|\d{1,3}[.)]|\d{1,2}[.:]\d\d|\[)|[^\n:]{2,60}:[*_]{0,3}[ ])")
_EDGE = " \t\n*_>-•"
_BOX = " \t#*_>:-"
_MOST, _FAR = 2_000, 200
_FEWEST = 2
_TITLE = 40
"""Letters before the name of a label, of a post or of whose lawyer it is."""


@dataclass(frozen=True, slots=True)
class Head:
    """A line that begins with a voice: its form, whom it names, the words that are the label, and what is laid to it."""

    form: str
    voice: Named
    label: Span
    told: tuple[Span, ...]


def alone(voices: Voices, words: Span, text: str) -> Named | None:
    """Whoever can speak and is named by these words and nothing else, but for a role, place or date behind the name."""
    for span, each in voices.within(words.start, min(words.start + 12, words.end)):
        before = text[words.start : span.start].casefold().strip()
        if each.kind in ("person", *BODIES) and span.end <= words.end and before in ("", *_THE):
            return each if _ASIDE.fullmatch(text, span.end, words.end) else None
    return None


def untitled(words: Sequence[str], cues: Cues) -> Sequence[str]:
    """The words of a name without the titles before it: "Mrs T. Abara"; the last word stays."""
    titles = cues.words("labels", "titles"), lexicon().words("names", "titles")
    for own, word in enumerate(words[:-1]):
        if not any(word.casefold().rstrip(".") in listed for listed in titles):
            return words[own:]
    return words[-1:]


def found(page: Page, voices: Voices, cues: Cues, taken: Sequence[Span]) -> list[tuple[Setting, Span]]:
    """Each stretch with the label that lays it, in order; `taken` are those of which it is known already whose they are."""
    forms = defaultdict[str, list[Head]](list)
    for head in _heads(page, voices):
        forms[head.form].append(head)
    made = []
    for heads in forms.values():
        names = [each.voice.name for each in heads]
        if len(set(names)) >= _FEWEST:
            longest = max(len(each.told) for each in heads[:-1])  # what stands below the last may be the page's own end
            heads[-1] = replace(heads[-1], told=heads[-1].told[:longest])
            by_turns = len(names) > len(set(names)) + 1 or _is_boxed(page.text, heads[0].label.start, cues)
            laid = [(Setting(span, (head.voice.name,)), head.label) for head in heads for span in _whose(page, cues, head, by_turns)]
            plain = heads[0].form.startswith("line  ") and heads[0].voice.kind != "outlet" and not by_turns
            if len({setting.chain for setting, _ in laid}) >= _FEWEST and not plain:
                made += laid
    made.sort(key=lambda each: each[0].span)
    free, last = [], 0
    for setting, label in made:
        if (
            setting.span.start >= last
            and not voices.is_publisher(setting.chain[0])
            and not any(setting.span.touches(each) for each in taken)
        ):
            free.append((setting, label))
            last = setting.span.end
    return free


def _is_boxed(text: str, label: int, cues: Cues) -> bool:
    """Whether the line above the first label says that each tells what somebody says: "WHO SAYS WHAT"."""
    above = next((line for line in reversed(text[max(0, label - _FAR) : label].split("\n")) if line.strip(_BOX)), "")
    return above.strip(_BOX).casefold() in cues.words("boxes")


def own_words(text: str, span: Span, cues: Cues) -> Span | None:
    """What of a stretch is its speaker's own: all of it in the first person, else the quotation that it begins with."""
    words = text[span.start : span.end]
    if cues.singular.search(_QUOTED.sub("", words)):
        return span
    start = span.start + len(words) - len(words.lstrip(_EDGE))
    quote = _QUOTED.match(text, start, span.end)
    return Span(*quote.span()) if quote is not None else None


def _whose(page: Page, cues: Cues, head: Head, by_turns: bool) -> Iterator[Span]:
    """What of the stretch is in the words of whom the head names."""
    for span in head.told:
        whole = (
            by_turns if head.voice.kind != "outlet" else not cues.profile.match(page.text[span.start : span.end].lstrip(_EDGE).casefold())
        )
        own = span if whole else own_words(page.text, span, cues)
        if own is not None:
            yield own


def _heads(page: Page, voices: Voices) -> Iterator[Head]:
    text = page.text
    parts = paragraphs(text)
    starts = [each.start for each in parts]
    for match, _ in zip(at_lines(_LINE, text), range(_MOST), strict=False):
        voice = alone(voices, Span(*match.span("words")), text) or _titled(voices, Span(*match.span("words")))
        if voice is None:
            continue
        number = _at(starts, match.start())
        body = "outlet" if voice.kind == "outlet" else "other"
        if match["alone"] is None:
            end = min(parts[number].end, _next_entry(text, match.end(), parts[number].end))
            told: tuple[Span, ...] = (Span(match.end(), end),) if _CLOSED.search(text[match.end() : end].rstrip(" \t\n>")) else ()
            form = f"label {match['sign'][:1]} {match['mark']} {body}"
        elif _is_titled(text[parts[number].start : match.start()]):
            told = tuple(_below(text, parts, number, match.end()))
            form = f"line {match['sign'][:2]} {match['words'].isupper()} {body}"
        else:
            continue
        if told:
            yield Head(form, voice, Span(match.start(), match.end()), told)


def _titled(voices: Voices, words: Span) -> Named | None:
    """The one person named at the end of a label: "Her lawyer, Ann Reed", "Minister Ann Reed"."""
    people = [(span, each) for span, each in voices.within(words.start, words.end) if each.kind == "person"]
    return people[0][1] if len(people) == 1 and people[0][0].end == words.end and people[0][0].start - words.start < _TITLE else None


def _is_titled(before: str) -> bool:
    """Whether nothing, or a title in a line of its own, stands before a line in its paragraph."""
    words = before.strip(" \t\n#*_")
    return "\n" not in words and (not words or words[-1].isalnum())


def _at(starts: list[int], place: int) -> int:
    return max(0, bisect_right(starts, place + 4) - 1)


def _next_entry(text: str, start: int, end: int) -> int:
    """Where the next line with a label, bullet or number begins."""
    following = _NEXT.search(text, start, end)
    return following.start() if following else end


def _below(text: str, parts: list[Span], number: int, start: int) -> Iterator[Span]:
    """What stands below a line: the rest of its paragraph, else the paragraphs up to a heading or a label."""
    rest = text[start : parts[number].end]
    if rest.strip():
        yield Span(start, parts[number].end)
        return
    for each in parts[number + 1 : number + 40]:
        words = text[each.start : each.end]
        if _RULE.match(words.split("\n", 1)[0]) or not _CLOSED.search(words.rstrip()):
            return
        yield each
