"""Quotations with who put them out in brackets right behind: '"They sold it." (Video posted on 3 May by Ann Reed, seen a lot)'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from loaders.extraction.cues import Cues
from loaders.extraction.page import Page
from loaders.extraction.patterns import phrases
from loaders.extraction.proposals import BODIES, Span
from loaders.extraction.stretches import Setting
from loaders.extraction.voices import Voices

_MOST = 200


def found(page: Page, voices: Voices, cues: Cues) -> Iterator[tuple[Setting, Span]]:
    """Each quotation with the brackets that tell whose it is."""
    if '" (' not in page.text and '"\n(' not in page.text:
        return
    for match, _ in zip(_posted(cues).finditer(page.text), range(_MOST), strict=False):
        named = next((each for _, each in voices.within(match.end("by"), match.end("aside")) if each.kind in ("person", *BODIES)), None)
        if named is not None and not voices.is_publisher(named.name):
            yield Setting(Span(*match.span("words")), (named.name,)), Span(match.start("aside") - 1, match.end())


@lru_cache(maxsize=8)
def _posted(cues: Cues) -> re.Pattern[str]:
    verbs, by = (phrases(cues.listed("posted", part)).pattern for part in ("verbs", "by"))
    return re.compile(
        rf'(?P<words>"[^"]{{20,2000}}")[ \n]?\((?P<aside>[^()\n]{{0,60}}?{verbs}[^()\n]{{0,40}}?(?P<by>{by}) [^()\n]{{3,160}})\)',
        re.IGNORECASE,
    )
