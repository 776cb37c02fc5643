"""Questions that stand in paragraphs of their own above a body's answers: whoever the text before them says has put them."""

from __future__ import annotations

import re
from functools import lru_cache

from loaders.extraction.cues import Cues
from loaders.extraction.page import Page
from loaders.extraction.paragraphs import paragraphs
from loaders.extraction.patterns import phrases
from loaders.extraction.proposals import Span
from loaders.extraction.stretches import Setting
from loaders.extraction.voices import Voices

_FEWEST = 3
_LONGEST = 400
_NEAR = 30
_FARTHEST = 2_000
_NUMBER = re.compile(r"[*_#> \t]{0,6}(?:[^\W\d_]{1,10} ?)?\d{0,3}[.):]{0,2}[*_]{0,2}[ \t]{0,3}")
_MARKS = " \t\n*_"
_PARTED = re.compile(r"[,;:!?\n]|[^\W\d_]{5,}\.")
"""What ends a phrase before a name, but for a title: "questions from readers, Ann Reed"."""


def found(page: Page, voices: Voices, cues: Cues) -> list[Setting]:
    """The questions, each with whoever put it; nothing where the page tells nobody, or the publisher."""
    asked = [each for each in paragraphs(page.text) if _is_question(page.text, each)]
    who = asker(page, voices, cues, min(asked[0].start, _FARTHEST)) if len(asked) >= _FEWEST else ""
    return [Setting(each, (who,)) for each in asked] if who and not voices.is_publisher(who) else []


def _is_question(text: str, paragraph: Span) -> bool:
    words = text[paragraph.start : paragraph.end].rstrip(_MARKS)
    head = _NUMBER.match(text, paragraph.start, paragraph.end)
    behind = text[head.end() : paragraph.end] if head is not None else words
    return words.endswith("?") and len(words) <= _LONGEST and '"' not in behind[:1]


def asker(page: Page, voices: Voices, cues: Cues, before: int) -> str:
    """Whom "questions put by X" or "questions which X put on 3 March" names before a place; empty if nobody."""
    questions, verbs = _putting(cues)
    for match in questions.finditer(page.text, 0, before):
        near = [(span, each) for span, each in voices.within(match.end(), min(match.end() + _NEAR, before)) if each.kind != "place"]
        right = bool(near) and _PARTED.search(page.text, match.end(), near[0][0].start) is None
        if right and (match["by"] or verbs.match(page.text, near[0][0].end)):
            return near[0][1].name
    return ""


@lru_cache(maxsize=8)
def _putting(cues: Cues) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before whoever put questions, and the verb that stands behind one who is named first."""
    questions, by, verbs, which = (phrases(cues.listed("put_questions", each)).pattern for each in ("questions", "by", "verbs", "which"))
    return re.compile(rf"{questions} (?:(?:\w{{2,12}} ){{0,3}}?(?P<by>{by})|{which}) ", re.IGNORECASE), re.compile(
        rf" (?:\w{{2,4}} )?{verbs}", re.IGNORECASE
    )
