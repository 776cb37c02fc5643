"""A press release that somebody else carries: all of it is the issuer's, down to "ENDS" or the contact."""

from __future__ import annotations

import re
from functools import lru_cache

from loaders.extraction.cues import Cues
from loaders.extraction.page import Page
from loaders.extraction.patterns import phrases
from loaders.extraction.proposals import BODIES, Span
from loaders.extraction.stretches import Setting
from loaders.extraction.voices import Voices

_HEAD = 900
"""Characters of a page in which the line stands that says that it is a release."""
_NEAR = 600
_START = 6
"""Characters before the issuer's name in the headline: an article."""


def found(page: Page, voices: Voices, cues: Cues) -> list[Setting]:
    """What stands below the line "PRESS RELEASE", if the body that it is of does not publish the page."""
    if not page.publisher:
        return []
    opening, closing = _lines(cues)
    label = opening.search(page.text, 0, _HEAD)
    issuer, start = _issuer(page, voices, label.end()) if label is not None else ("", 0)
    if not issuer or voices.is_publisher(issuer):
        return []
    end = closing.search(page.text, start)
    return [Setting(Span(start, end.start() if end is not None else len(page.text)), (issuer,))]


def _issuer(page: Page, voices: Voices, start: int) -> tuple[str, int]:
    """The body that the first line below begins with that names any, and where that line begins; empty if it names another first."""
    for span, each in voices.within(start, start + _NEAR):
        line = page.text.rfind("\n", 0, span.start) + 1
        if each.kind in BODIES or each.kind == "person":
            return (each.name, line) if each.kind != "person" and span.start - line <= _START else ("", 0)
    return "", 0


@lru_cache(maxsize=8)
def _lines(cues: Cues) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The line that tells that a release stands below, and one that ends it."""
    told, carried, ends = (cues.listed("releases", each) for each in ("told", "carried", "ends"))
    mark = r"[ \t*_#=-]{0,6}"
    opening = re.compile(
        rf"^(?:{mark}{phrases(told).pattern}[^\n.]{{0,80}}|[^\n]{{0,80}}{phrases(carried).pattern}[^\n]{{0,120}})$", re.M | re.IGNORECASE
    )
    closing = re.compile(rf"^{mark}(?:{'|'.join(map(re.escape, ends))})(?::[^\n]*)?{mark}$", re.M | re.IGNORECASE)
    return opening, closing
