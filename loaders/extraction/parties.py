"""Who is called what throughout a page: "X, Appellant" in a caption, "Defendant: X", "X (hereinafter "the respondent")"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from loaders.extraction.frames import table
from loaders.extraction.nodes import Nodes
from loaders.extraction.proposals import Span
from loaders.extraction.small_words import one_of

_FAR = 90


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = table("coreference.yml")
    party, named = "|".join(data["parties"]), "|".join(data["hereinafter"])
    return (
        re.compile(rf"[\s,.()…_-]{{0,30}}\b({party})s?\b[.)]?[ \t]*(?:\n|$)", re.I),
        re.compile(rf"(?:^|\n)[ \t*#-]*(?:{one_of('the')} )?({party})[ \t*]*:[ \t*]*$", re.I),
        re.compile(rf"[^()\n]{{0,20}}\((?:(?:{named})[^()\"\n]{{0,20}})?\"(?:{one_of('the')} )?([^()\"\n]{{3,30}})\"\)", re.I),
    )


def called(nodes: Nodes) -> Iterator[tuple[str, str]]:
    """The id of an entity and the word by which the page calls it from then on."""
    for node, id_ in nodes.name.items():
        if word := word_for(nodes.text, nodes.span(node)):
            yield id_, word


def word_for(text: str, name: Span) -> str:
    """The word by which a page calls whom it names at a place, small; empty if it tells none there."""
    caption, label, defined = _patterns()
    behind, before = text[name.end : name.end + _FAR], text[max(0, name.start - _FAR) : name.start]
    found = caption.match(behind) or label.search(before) or defined.match(behind)
    return found[1].casefold().split()[-1] if found else ""
