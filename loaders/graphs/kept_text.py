"""What a store can keep of the texts of a data set; what is wrong or doubtful with them is noted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from graph.model import LIMIT_TEXT
from loaders.complaints import PATTERNS
from loaders.folder import Limits
from loaders.graphs.dates import edtf, of_spreadsheet
from loaders.graphs.item import Place
from loaders.problems import KEPT, Problems, shown

FIGURES = frozenset(
    (
        *("status", "why", "rank", "origins_min", "origins_max", "chains", "claims", "denials", "deniers_min", "deniers_max", "doubts"),
        *("sources", "said_by", "denied_by", "documents", "rivals", "first_published"),
    )
)
"""What would read as our own finding: a property of such a name is kept under `… as told by the file`."""
_TOLD_ONCE = 1_000


class KeptText:
    """Checks the texts of one data set; what is wrong goes to `problems`."""

    def __init__(self, problems: Problems, limits: Limits) -> None:
        self.problems, self.limits = problems, limits
        self._told: set[str] = set()
        self._names: dict[str, str] = {}
        self.unordered: Callable[[str], bool] = lambda _: False
        """Whether a text is a day in figures of which nobody has said whether the day or the month comes first."""

    def problem(self, place: Place, message: str, *, field: str | None = None, value: str | None = None, gap: bool = False) -> None:
        """Note something wrong: nothing will be loaded."""
        self.problems.add(place.file, place, message, field=field, value=value, gap=gap)

    def once(self, place: Place, message: str, *, field: str | None = None, key: str = "") -> None:
        """Note something doubtful the first time that it is said, or the first time under a key."""
        if (key or message) not in self._told and len(self._told) < _TOLD_ONCE:
            self._told.add(key or message)
            self.problems.add(place.file, place, message, field=field, warning=True)

    def _named(self, place: Place, field: str, id_: str) -> bool:
        if 0 < len(id_) <= LIMIT_TEXT:
            return True
        if not id_:
            self.problem(place, "is missing; every node has an id, and every relation names both of its ends by it", field=field)
        else:
            self.problem(place, f"is longer than {LIMIT_TEXT:,} characters", field=field, value=id_)
        return False

    def _properties(self, place: Place, given: Mapping[str, str]) -> dict[str, str]:
        if len(given) > self.limits.columns:
            self.problem(place, f"has {len(given):,} properties, more than the {self.limits.columns:,} that are taken")
            return {}
        found: dict[str, str] = {}
        for name, value in given.items():
            if text := self.clean(place, name, value):
                found[self._names.get(name) or self._property(place, name)] = text
        return found

    def _property(self, place: Place, name: str) -> str:
        """The name that a property is kept under."""
        told = self.clean(place, "name", f"{name} as told by the file" if name.lower() in FIGURES else name) or "value"
        if len(self._names) < _TOLD_ONCE:
            self._names[name] = told
        return told

    def clean(self, place: Place, field: str, text: str) -> str:
        """The text as a store can keep it."""
        if len(text) > LIMIT_TEXT:
            self.problem(place, f"is longer than {LIMIT_TEXT:,} characters; shorten it", field=field, value=text)
            return ""
        if "\0" not in text and (text.isascii() or _whole(text)):
            return text.strip()
        self.once(place, "holds null characters or halves of characters, which no text has; they become U+FFFD", field=field)
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "\ufffd").strip()

    def _when(self, place: Place, text: str, properties: dict[str, str]) -> str | None:
        if not text:
            return None
        found = edtf(text)
        if found is None and self.is_unordered(place, text, "they are kept as texts"):
            properties.setdefault("when", self.clean(place, "when", text))
        elif found is None:
            told, day = f"{shown(text)} is no date; it is kept as a text", of_spreadsheet(text)
            if day:
                told += f". As a number of a spreadsheet it would be {day}: give the cells the form of a date there"
            self.problems.add(place.file, place, told, field="when", value=text, warning=True)
            properties.setdefault("when", self.clean(place, "when", text))
        return found

    def is_unordered(self, place: Place, text: str, then: str) -> bool:
        """Whether only the order of day and month is not known, which is told once for each table; `then`: what becomes of such dates."""
        if not self.unordered(text):
            return False
        told = f"dates like {shown(text)} can be read in two ways, so {then}: say which comes first"
        self.once(place, f"{told} (dates: day first, or dates: month first)", field="when", key=f"order of {place.file}")
        return True

    def _complain(self, place: Place, error: ValidationError) -> None:
        for detail in error.errors(include_url=False)[:KEPT]:
            value: Any = detail.get("input")
            field = str(detail["loc"][0]) if detail["loc"] else None
            will_do = PATTERNS.get(str(detail.get("ctx", {}).get("pattern")))
            message = f"{shown(str(value))} will not do: {will_do}" if will_do else detail["msg"]
            self.problem(place, message, field=field, value=value if isinstance(value, str) else None)


def _whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
