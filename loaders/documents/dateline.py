"""The dateline of a report, "RIGA, 14 March 2031 (Quay Wire) - The minister …", and the headline and byline above it.

Only what cannot be mistaken is taken: a full date or an agency between a place in capitals, or one that the gazetteer knows, and a dash, at
the head of a text that has no second dateline of another day or agency. A day without its year tells no day.
"""

from __future__ import annotations

import re

from loaders.documents.credit import DATE, full, kind_of
from loaders.documents.head import may_be_title
from loaders.documents.metadata import BY, Metadata

_HEAD = 4_000
_LINES = 12
"""Lines above a dateline at most, of which one may be the headline."""
_PLACE = r"[^\W\d_][^\n,(]{1,40}(?:,[ ][^\W\d_][^\n,(]{1,30})?"
_YEARLESS = r"(?:[^\W\d_]{3,9}\.?,?[ ])?(?:\d{1,2}[ ][^\W\d_]{3,9}\.?|[^\W\d_]{3,9}\.?[ ]\d{1,2})"
_FORM = re.compile(
    rf"^[ ]{{0,4}}(?P<place>{_PLACE}?)(?:,[ ](?P<date>{DATE}|{_YEARLESS}))?[ ]{{0,4}}"
    rf"(?:\((?P<agency>[^()\n]{{2,60}})\))?[ ]{{0,4}}(?:[–—]|-{{1,2}})[ ]+(?=\S)",
    re.M,
)
"""Where signs of a format stood are spaces."""
_SHORTEST = 4
"""Words of a headline."""


def take(text: str, found: Metadata) -> None:
    """Take day and agency of the dateline, and what stands above it: the headline, and the byline."""
    datelines = [(match, *told) for match in _FORM.finditer(text) if any(told := _told(match)) and _is_place(match["place"])]
    if not datelines or datelines[0][0].start() > _HEAD or len({(day, agency) for _, day, agency in datelines}) > 1:
        return
    match, day, agency = datelines[0]
    above = [line.strip() for line in text[: match.start()].split("\n") if line.strip()]
    if len(above) > _LINES:
        return
    found.offer("publisher", agency, "dateline")
    found.date(day, "dateline")
    if above and BY.match(above[-1]):
        found.authors([above.pop()], "byline")
    if above and _is_headline(above[-1]):
        found.offer("title", above[-1], "headline")


def _told(match: re.Match[str]) -> tuple[str, str]:
    """The day and the agency of a dateline, either of them empty."""
    agency = match["agency"] or ""
    return full(match["date"] or ""), agency if kind_of(agency) == "outlet" or _is_unknown(agency) else ""


def _is_unknown(agency: str) -> bool:
    """Whether it is a name, and nobody's who is known: what stands there is an agency."""
    words = agency.split()
    return 0 < len(words) < _SHORTEST and all(word[0].isupper() and word.isalpha() for word in words) and not kind_of(agency)


def _is_place(words: str) -> bool:
    name = words.split(",")[0]
    return name.isupper() or kind_of(name) == "place"


def _is_headline(line: str) -> bool:
    return may_be_title(line) and len(line.split()) >= _SHORTEST and any(sign.islower() for sign in line)
