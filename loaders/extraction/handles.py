"""Posts under a handle: "@name: …", "Name (@handle) wrote: …", and a line "Name @handle · 3 May" above what was posted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.extraction.page import Page
from loaders.extraction.paragraphs import paragraphs
from loaders.extraction.proposals import Span
from loaders.extraction.small_words import one_of
from loaders.extraction.stretches import Setting
from loaders.extraction.voices import Voices

_NAMED = r"(?P<name>[^\W\d_][^\n@:.!?()]{1,50}?) ?\(?@(?P<handle>\w[\w.]{1,30})\)?"
_WHO = rf"^[ \t>*_•-]{{0,6}}(?:{_NAMED}|@(?P<bare>\w[\w.]{{1,30}}))[*_]{{0,2}}"
_SAME_LINE = re.compile(rf"{_WHO}(?: [a-z]{{3,12}}){{0,3}}(?: {one_of('on')} [^\n:]{{1,30}})?:[*_]{{0,2}} (?=\S)", re.M)
_OWN_LINE = re.compile(rf"{_WHO}(?:[ ,]{{0,2}}[·•|-][^\n]{{1,40}})?:?[ \t]*\n(?=[ \t>]{{0,4}}\S)", re.M)


def found(page: Page, voices: Voices) -> list[tuple[Setting, Span]]:
    """Each post with the words that tell whose it is, down to the next post or blank line."""
    if "@" not in page.text:
        return []
    heads = {match.start(): match for form in (_OWN_LINE, _SAME_LINE) for match in form.finditer(page.text)}
    starts = sorted(heads)
    return list(_posts(page, voices, [heads[start] for start in starts]))


def _posts(page: Page, voices: Voices, heads: list[re.Match[str]]) -> Iterator[tuple[Setting, Span]]:
    parts = paragraphs(page.text)
    for number, match in enumerate(heads):
        after = heads[number + 1].start() if number + 1 < len(heads) else len(page.text)
        around = next((each for each in parts if each.start <= match.end() < each.end), None)
        end = min(after, around.end) if around is not None else after
        name = _whose(voices, match)
        if page.text[match.end() : end].strip() and not voices.is_publisher(name):
            yield Setting(Span(match.end(), end), (name,)), Span(match.start(), match.end())


def _whose(voices: Voices, match: re.Match[str]) -> str:
    """The name before a handle, else whoever is called so, else the handle."""
    handle = match["handle"] or match["bare"]
    known = voices.known(match["name"] or handle) or voices.known(handle.replace("_", " "))
    return known.name if known is not None else match["name"] or f"@{handle}"
