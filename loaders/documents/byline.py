"""The lines above a text that say who wrote it and when: "By Mira Feld", "Issue 31 | 14 March 2031 | Compiled by Mira Feld"."""

from __future__ import annotations

import re

from loaders.documents.credit import DATE, full, kind_of
from loaders.documents.metadata import BY, named
from loaders.documents.words import one_of

_LONGEST, _SENTENCE, _FEW = 140, 200, 6
_PARTS = re.compile(r"[ \t]{1,9}(?:[|·•–—/]|-{1,2})[ \t]{1,9}|[ \t]{3,}|(?<=[^\W\d_]{2})\.[ ](?=[^\W\d_])")
_WRITTEN = re.compile(rf"{one_of('written')}[ ]?[:!]*[ ](?={one_of('by')}[ ])", re.IGNORECASE)
_OUT = re.compile(rf"{one_of('came_out')}(?: {one_of('on')})?[ ]?:?[ ]", re.IGNORECASE)
"""What stands before the day on which a text came out."""
_SAID = re.compile(rf"(?:^|[\s(.]){_OUT.pattern}[^\n\d]{{0,40}}(?P<day>{DATE})(?=$|[\s.,;|)])", re.IGNORECASE)
_WEEKDAY = re.compile(rf"(?<!\w)(?={one_of('weekdays')}[a-z]{{0,6}}\.?,? )(?P<day>{DATE})(?=$|[\s.,;|)])", re.IGNORECASE)
_NUMBERED = re.compile(rf"\b{one_of('number')}\.? ?\d[\w/-]*,? (?P<day>{DATE})$", re.IGNORECASE)
_LATER = re.compile(rf"{one_of('changed')}\b.*", re.IGNORECASE)
_WITHIN = re.compile(rf" {one_of('within')} ")
_BRACKETS = re.compile(r"[ ]\([^()]{1,40}\)$")
_TIME = re.compile(r"^(?:\d{1,2}[:.]\d{2}(?:[ ]?[A-Za-z]{2,4})?,?[ ])?")
_PLACE = re.compile(r"^(?=[^\W\d_a-z])[^\W\d_]{3,20},[ ](?=\d|[^\W\d_]{3,9}[ .,])")
"""One word before a day is where."""
_WHEN = re.compile(DATE)
_NAME = re.compile(r"[^\W\d_][\w.'’-]{0,40}(?: [^\W\d_][\w.'’-]{0,40}){1,3}")


def day(line: str) -> str:
    """The day that a line tells beside what stands with it above a text, as EDTF; empty where it tells none, two, or is a sentence."""
    cells = _cells(line)
    days = {told for cell in cells if (told := _out(cell))}
    return days.pop() if len(days) == 1 and all(_out(cell) or _beside(cell, cells) for cell in cells) else ""


def came_out(line: str) -> str:
    """The day on which a line says that the text came out; empty where it says none, or two."""
    return _one(_SAID, line)


def dated(line: str) -> str:
    """The day with its weekday, or the number of a letter, that a line above a text tells with whatever else; empty of none, or two."""
    return _one(_WEEKDAY, line) or _one(_NUMBERED, line)


def _one(form: re.Pattern[str], line: str) -> str:
    days = {day for match in form.finditer(line[:_SENTENCE]) if (day := full(match["day"]))}
    return days.pop() if len(days) == 1 else ""


def writers(line: str) -> tuple[str, ...]:
    """Whom a line tells to have written the text, which tells nothing but that and when, where, in which number."""
    cells = _cells(line)
    found = [names for cell in cells if (names := _names(cell))]
    return found[0] if len(found) == 1 and all(_out(cell) or _beside(cell, cells) for cell in cells) else ()


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _PARTS.split(line.strip())] if 0 < len(line.strip()) <= _LONGEST else []


def _out(cell: str) -> str:
    """The day of a cell that is nothing but that, with the hour, the place and what it is the day of."""
    told = _TIME.sub("", _OUT.sub("", _BRACKETS.sub("", cell)))
    return full(_PLACE.sub("", told)) if _WHEN.fullmatch(_PLACE.sub("", told)) else ""


def _beside(cell: str, cells: list[str]) -> bool:
    """Whether a cell may stand beside a day: a byline, another day of changes, an outlet or a place; by bars also a few words."""
    if _names(cell) or _LATER.fullmatch(cell) or kind_of(cell) in ("outlet", "place"):
        return True
    return len(cells) > 1 and len(cell.split()) <= _FEW and not cell.endswith(".")


def _names(cell: str) -> tuple[str, ...]:
    """Names of two to four words, all with capitals, behind "By". Behind a comma stands what they are, whom they write for, or where."""
    told = _WRITTEN.sub("", cell)
    if not BY.match(told):
        return ()
    names = named(_WITHIN.split(told.partition(",")[0], maxsplit=1)[0])
    good = all(_NAME.fullmatch(name) and all(word[0].isupper() for word in name.split()) for name in names)
    return tuple(names) if good else ()
