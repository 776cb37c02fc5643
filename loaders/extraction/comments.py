"""Comments of readers below a text: lines under a heading "Comments", each with whoever wrote it before a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.extraction.cues import Cues
from loaders.extraction.page import Page
from loaders.extraction.proposals import Span
from loaders.extraction.stretches import Setting

_WRITER = re.compile(
    r"^[ \t>•-]{0,4}[*_]{0,2}(?P<name>[^\W_][^\s:,()*]{0,30}(?: [^\s:,()*]{1,30}){0,3})[*_]{0,2}"
    r"(?:,[ \t][^\n:()]{1,40}|[ \t]?\([^()\n]{1,60}\)|[ \t][|@-][ \t][^\n]{1,30}?)?[ \t]?:[*_]{0,2}[ \t\n]",
    re.M,
)


def found(page: Page, cues: Cues) -> Iterator[tuple[Setting, Span]]:
    """Each comment, to the end of its paragraph, with the label that opens it."""
    words = "|".join(map(re.escape, cues.listed("comments")))
    heading = re.search(
        rf"^[ \t#*_]{{0,6}}(?:\d{{1,6}} )?(?:{words})[*_]{{0,2}}(?:[ \t]?[(:]?\d{{0,6}}\)?)?[ \t*_]{{0,4}}$", page.text, re.I | re.M
    )
    if heading is None:
        return
    labels = [match for match in _WRITER.finditer(page.text, heading.end()) if _is_name(match, cues)]
    for number, match in enumerate(labels):
        end = labels[number + 1].start() if number + 1 < len(labels) else len(page.text)
        blank = page.text.find("\n\n", match.end())
        end = min(end, blank) if blank >= 0 else end
        if end > match.end():
            yield Setting(Span(match.start(), end), (match["name"],)), Span(*match.span())


def _is_name(match: re.Match[str], cues: Cues) -> bool:
    """Whether a label is no word of a page's own, such as "Note:"."""
    return match["name"].casefold() not in cues.words("labels", "never")
