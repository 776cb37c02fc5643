"""Who is called what throughout a page: "X, Appellant" in a caption, "Defendant: X", "X (hereinafter "the respondent")"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from loaders.extraction.frames import table
from loaders.extraction.nodes import Nodes
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
    caption, label, defined = _patterns()
    for node, id_ in nodes.name.items():
        span = nodes.span(node)
        behind, before = nodes.text[span.end : span.end + _FAR], nodes.text[max(0, span.start - _FAR) : span.start]
        found = caption.match(behind) or label.search(before) or defined.match(behind)
        if found:
            yield id_, found[1].casefold().split()[-1]
