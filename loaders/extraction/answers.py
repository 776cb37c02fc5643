"""Interviews whose turns have no labels: the answers below questions that stand in paragraphs of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from loaders.extraction import interviewers
from loaders.extraction.cues import Cues
from loaders.extraction.page import Page
from loaders.extraction.paragraphs import paragraphs as parted
from loaders.extraction.proposals import Span
from loaders.extraction.stretches import Setting
from loaders.extraction.voices import Voices

_MARKS = " \t\n*_#"
_DASH = "-"
_SIGNED = re.compile(r"\?[*_]{0,3}[ \n](?:\([^()\n]{2,50}\)|--? ?[^\W\d_a-z][^?!\n]{1,50})\.?$")
"""Who asks, behind a reader's question: "? (Tom, Leeds)", "? - Tom, Leeds"."""
_ASKED = re.compile(r"\?[*_]{0,3}(?:[ \n](?:\([^()\n]{2,50}\)|--? ?[^\W\d_a-z][^?!\n]{1,50})\.?)?[ \t]{0,10}(?=\n)")
_BOLD = re.compile(r"(?P<sign>\*\*|__)\S.{0,600}(?P=sign)", re.DOTALL)
_ITALIC = re.compile(r"(?P<sign>[*_])[^*_\s][^*_]{0,600}(?P=sign)")
_ENDS = (".", "!", '"', "'", ")", "…")
_MOST = 0.75
_QUESTIONS = 3
"""So many are an interview; a page may ask its reader one or two."""
_LONGEST = 400
"""Characters of a question."""
_OWN = 2
"""Answers in the first person, at least."""
_ADDRESSED = 1
"""Questions that say "you", at least: those of a fact-check are its headings."""
_QUOTED = re.compile(r'"[^"\n]{0,2000}"')


def found(page: Page, voices: Voices, cues: Cues) -> list[Setting]:
    """The answers, each with the guest: the one whom what stands before the first question names most, who is not its author and not
    told to ask. A headline that is a quotation is the guest's, too; what is asked is the publisher's."""
    paragraphs = list(_pieces(page)) if len(_ASKED.findall(page.text)) >= _QUESTIONS else []
    asked = [number for number, each in enumerate(paragraphs) if number and _is_question(page, each)]
    for set_ in (_BOLD, _ITALIC) if asked else ():
        if sum(_is_set(page, paragraphs[number], set_) for number in asked) >= _MOST * len(asked):  # an answer may end with a question
            asked = [number for number, each in enumerate(paragraphs) if number >= asked[0] and _is_set(page, each, set_)]
            break
    addressed = sum(1 for number in asked if cues.second_person.search(page.text, paragraphs[number].start, paragraphs[number].end))
    if len(asked) < _QUESTIONS or addressed < _ADDRESSED:
        return []
    head = paragraphs[asked[0]].start
    askers = [*interviewers.found(page, voices, cues, head), *interviewers.credited(page, voices, cues, head)]
    guest = _guest(page, voices, cues, paragraphs[: asked[0]], askers)
    texts = [page.text[each.start : each.end] for each in paragraphs]
    first = {number for number, text in enumerate(texts) if cues.first_person.search(_own_words(text))}
    answers = _answers(page, paragraphs, asked, first)
    if not guest or len(first.intersection(answers)) < _OWN:
        return []
    headed = [number for number in range(asked[0]) if is_quotation(page, paragraphs[number])]
    return [Setting(paragraphs[number], (guest,)) for number in (*headed, *answers)]


def _own_words(text: str) -> str:
    """What of a paragraph its speaker says: all but what is quoted, of one that is nothing but a quotation all."""
    words = text.strip(_MARKS)
    return words if _QUOTED.fullmatch(words) else _QUOTED.sub("", words)


def is_quotation(page: Page, paragraph: Span) -> bool:
    """Whether a paragraph is nothing but a quotation, as headlines of interviews are."""
    return _QUOTED.fullmatch(page.text[paragraph.start : paragraph.end].strip(_MARKS)) is not None


def _pieces(page: Page) -> Iterator[Span]:
    """The paragraphs, those with a question in a line of its own at their head or with a dash before each turn parted there."""
    for each in parted(page.text):
        lines = [Span(*match.span()) for match in re.finditer(r"[^\n]+", page.text[each.start : each.end])]
        lines = [Span(each.start + line.start, each.start + line.end) for line in lines]
        if len(lines) > 1 and (all(page.text[line.start] == _DASH for line in lines) or _is_of_lines(page, lines)):
            yield from lines
        elif len(lines) > 1 and page.text[lines[0].start : lines[0].end].rstrip(_MARKS).endswith("?"):
            yield from (lines[0], Span(lines[1].start, each.end))
        else:
            yield each


def _is_of_lines(page: Page, lines: list[Span]) -> bool:
    """Whether each line is a paragraph: some are questions, and none goes on in the next."""
    ends = [page.text[line.start : line.end].rstrip(_MARKS)[-1:] for line in lines]
    return ends.count("?") >= _QUESTIONS and all(end in (*_ENDS, "?") for end in ends)


def _answers(page: Page, paragraphs: list[Span], asked: list[int], first: set[int]) -> list[int]:
    """What stands between two questions, and below the last one as far as it goes on in the first person; no headings, and no
    statement that is put to the guest and answered in the next paragraph."""
    told = [number for number in range(asked[0] + 1, asked[-1]) if number not in asked]
    for number in range(asked[-1] + 1, len(paragraphs)):
        if number > asked[-1] + 1 and number not in first:
            break
        told.append(number)
    put = _put(page, paragraphs, {*asked, *told}, set(asked), first)
    texts = {number: page.text[paragraphs[number].start : paragraphs[number].end].strip(_MARKS) for number in told}
    return [number for number, text in texts.items() if number not in put and not text.isupper() and text.endswith(_ENDS)]


def _put(page: Page, paragraphs: list[Span], inside: set[int], asked: set[int], first: set[int]) -> set[int]:
    """The statements that are put to the guest: one sentence, not the first below a question, without an "I", and the next has one."""
    put = set[int]()
    for number in sorted(inside - asked - first):
        below = number - 1 in asked or number - 1 in put
        if not below and number + 1 in first & inside - asked and _is_one(page, paragraphs[number]):
            put.add(number)
    return put


def _is_question(page: Page, paragraph: Span) -> bool:
    """Whether a paragraph is a question outside quotation marks, and short."""
    text = _SIGNED.sub("?", page.text[paragraph.start : paragraph.end].strip(_MARKS + _DASH))
    return text.endswith("?") and len(text) <= _LONGEST and text[0] not in ('"', "'", "-", ">") and ": " not in text[:40]


def _is_set(page: Page, paragraph: Span, as_: re.Pattern[str]) -> bool:
    """Whether a whole paragraph is set in bold or italics, behind a dash or not."""
    return as_.fullmatch(page.text[paragraph.start : paragraph.end].strip().lstrip("- ")) is not None


def _is_one(page: Page, paragraph: Span) -> bool:
    """Whether a paragraph is one sentence."""
    return sum(1 for each in page.sentences if paragraph.start <= each.start < paragraph.end) == 1


def _guest(page: Page, voices: Voices, cues: Cues, head: list[Span], askers: list[str]) -> str:
    """Whom the head names most, bylines aside, of two named alike the one who is not told to ask; nobody if both may be."""
    named: Counter[str] = Counter()
    for each in head:
        if not cues.byline.match(page.text, each.start, each.end):
            named.update(voice.name for _, voice in voices.within(each.start, each.end) if voice.kind == "person")
    top = max(named.values(), default=0)
    most = [name for name, count in named.items() if count == top]
    guests = most if len(most) == 1 else [name for name in most if name not in askers]
    return guests[0] if len(guests) == 1 else ""
