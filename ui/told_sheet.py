"""The sheet of documents in which a person tells what they do not tell themselves: its lines, what was written into it, what is wrong.

Plain values, nothing of Streamlit.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from loaders.documents import READERS
from loaders.documents.told import KEYS, LONGEST, is_day
from loaders.inputs import Told
from loaders.problems import shown
from ui.importing import Outcome

FIELDS = {"publisher": "publisher", "published": "day", "title": "title"}
"""What can be told in it, and what a person calls that."""
NEEDED = ("publisher", "published")
"""What a document should tell: without it nobody knows whose word it is, and from when."""
_UNSEEN = ("Cc", "Cs")
Edits = Mapping[int, Mapping[str, str | None]]
"""What was written, by line and by field."""


@dataclass(frozen=True)
class Line:
    """One document, as it is read with what is told of it by now."""

    file: str
    values: Mapping[str, str]
    told: Told = ()

    def with_edits(self, edits: Mapping[str, str | None]) -> Line:
        """The same with what was written: a field that was emptied is as the document says it, once that is read."""
        written = {name: text for name, told in edits.items() if name in FIELDS and (text := cleaned(told)) != self.values[name]}
        told = {name: value for name, value in self.told if name not in written} | {name: text for name, text in written.items() if text}
        ordered = tuple((name, told[name]) for name in KEYS if name in told)
        return Line(self.file, {**self.values, **written}, ordered)

    @property
    def lacks(self) -> tuple[str, ...]:
        """What nobody tells, as a person calls it."""
        return tuple(FIELDS[name] for name in NEEDED if not self.values[name])


@dataclass(frozen=True)
class Sheet:
    """The documents of a check: those that lack something first."""

    lines: tuple[Line, ...]
    edits: Edits = field(default_factory=dict)

    def written(self) -> tuple[Line, ...]:
        """The lines with what was written into them."""
        return tuple(line.with_edits(self.edits[at]) if at in self.edits else line for at, line in enumerate(self.lines))

    def telling(self) -> dict[str, Told]:
        """What is told of each document of which something else is told now."""
        return {now.file: now.told for line, now in zip(self.lines, self.written(), strict=True) if now.told != line.told}

    def faults(self) -> list[str]:
        """What is wrong with what is told, with document and field."""
        return [
            f"{line.file}, {FIELDS[name]}: {fault}"
            for line in self.written()
            for name, text in line.told
            if name in FIELDS and (fault := _fault(name, str(text)))
        ]


def sheet_of(found: Iterable[Outcome], said: Mapping[str, Told]) -> Sheet:
    """The sheet of what was read; what was `said` since then stands in it already. Copies have no line, nor have entries of feeds, of which
    each tells that itself."""
    lines: dict[str, Line] = {}
    for each in found:
        if each.kind in READERS and each.kind != "feed" and each.imported and not each.same_as and each.state != "left out":
            line = Line(each.file or each.name, {name: getattr(each, name) for name in FIELDS}, each.told)
            lines.setdefault(line.file, _as_said(line, said[line.file]) if line.file in said else line)
    return Sheet(tuple(sorted(lines.values(), key=lambda line: not line.lacks)))


def _as_said(line: Line, said: Told) -> Line:
    """A line once this is told of its document; what is told no longer is as the document says it, which nobody has read yet."""
    now, before = dict(said), dict(line.told)
    return line.with_edits({name: str(now.get(name, "")) for name in FIELDS if now.get(name) != before.get(name)})


def cleaned(text: str | None) -> str:
    """What was written, on one line, nothing in it that no text has."""
    return " ".join("".join(sign for sign in " ".join((text or "").split()) if unicodedata.category(sign) not in _UNSEEN).split())


def _fault(name: str, text: str) -> str:
    if len(text) > LONGEST:
        return f"{shown(text)} is longer than {LONGEST} characters"
    if name == "published" and text and not is_day(text):
        return f"{shown(text)} is no day, month or year of the calendar; write it like 2031-03-14, 2031-03 or 2031"
    return ""
