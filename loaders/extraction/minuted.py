"""Minutes that lay what is said by initials within a line: "AR: the deputy was. OB: the clerk had seen it."."""

from __future__ import annotations

import re
from bisect import bisect_right

from loaders.extraction.mentions import folded
from loaders.extraction.page import Page
from loaders.extraction.paragraphs import paragraphs
from loaders.extraction.proposals import Span
from loaders.extraction.stretches import Setting
from loaders.extraction.voices import Voices

_LABEL = re.compile(r"(?:(?<=[.?!;] )|(?<=[.?!;]\n)|(?<=\n)|(?<=\d )|(?<=\d\t)|(?<=  ))(?P<initials>[^\W\d_a-z][^\W\d_]{1,3}):(?=\s)")
_FEWEST = 2


def found(page: Page, voices: Voices) -> list[tuple[Setting, Span]]:
    """Each stretch with its label, up to the next one or the end of its paragraph; initials are those that the page tells of somebody."""
    labels = [(match, name) for match in _LABEL.finditer(page.text) if (name := _whose(match["initials"], voices))]
    if len(labels) < _FEWEST or len({name for _, name in labels}) < _FEWEST:
        return []
    ends = [each.end for each in paragraphs(page.text)]
    made = []
    for number, (match, name) in enumerate(labels):
        end = ends[bisect_right(ends, match.start())]
        following = labels[number + 1][0].start() if number + 1 < len(labels) else end
        made.append((Setting(Span(match.start(), min(end, following)), (name,)), Span(*match.span())))
    return made


def _whose(initials: str, voices: Voices) -> str:
    """The person whom the page calls so for short."""
    named = voices.known(initials)
    short = named is not None and named.kind == "person" and folded(initials) in {folded(alias) for alias in named.aliases}
    return named.name if named is not None and short else ""
