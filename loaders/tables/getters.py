"""Values of a mapping as functions of a row's cells, each column looked for once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from loaders.problems import Problems, one_of, shown
from loaders.tables.mapping import Value

Get = Callable[[Sequence[str]], str]
_LISTED = 30


class Columns:
    """The columns of one table by name. A column that is not there is a problem of the mapping, told once for each place."""

    def __init__(self, names: Sequence[str], table: str, mapping: str, problems: Problems) -> None:
        self._at = {name: at for at, name in enumerate(names)}
        self._folded = {name.casefold(): at for at, name in reversed(list(enumerate(names)))}
        self._names, self._table, self._mapping, self._problems = names, table, mapping, problems

    def get(self, value: Value) -> Get | None:
        """The text of a value; None if the mapping gives none. Without a column that is there it is empty."""
        if not value:
            return None
        if not value.columns:
            text = value.text
            return lambda _: text
        places = [at for at in (self._place(name, value) for name in value.columns) if at is not None]
        if not places:
            return lambda _: ""
        made = _one(places[0]) if len(places) == 1 else _joined(places)
        return _meant(made, value.values) if value.values else made

    def places(self, values: Iterable[Value]) -> frozenset[int]:
        """Where the columns of these values stand."""
        names = {" ".join(name.split()).casefold() for value in values for name in value.columns}
        return frozenset(at for name, at in self._folded.items() if name in names)

    def several(self, values: Sequence[Value]) -> Callable[[Sequence[str]], tuple[str, ...]]:
        """The texts of several values, each once, without empty ones."""
        made = [(get, value.split) for value in values if (get := self.get(value))]

        def texts(cells: Sequence[str]) -> tuple[str, ...]:
            found: dict[str, None] = {}
            for get, split in made:
                text = get(cells)
                for part in text.split(split) if split else [text]:
                    if stripped := part.strip():
                        found[stripped] = None
            return tuple(found)

        return texts

    def named(self, values: Mapping[str, Value]) -> Callable[[Sequence[str]], dict[str, str]]:
        """The texts of named values, without empty ones; one that is split has a line for each part."""
        made = [(name, get, value.split) for name, value in values.items() if (get := self.get(value))]

        def texts(cells: Sequence[str]) -> dict[str, str]:
            found = {}
            for name, get, split in made:
                if text := get(cells):
                    found[name] = "\n".join(part.strip() for part in text.split(split)) if split else text
            return found

        return texts

    def at_of(self, name: str) -> int | None:
        """Where a column stands, if there is one."""
        at = self._at.get(name)
        return at if at is not None else self._folded.get(" ".join(name.split()).casefold())

    def _place(self, name: str, value: Value) -> int | None:
        at = self.at_of(name)
        if at is None:
            hint = self._problems.nearest(name, self._names)
            listed = one_of([shown(each) for each in self._names[:_LISTED]])
            more = f" and {len(self._names) - _LISTED:,} more" if len(self._names) > _LISTED else ""
            text = f"{self._table} has no column {shown(name)}{hint or ';'} its columns are {listed}{more}"
            self._problems.add(self._mapping, value.at, text, field="column", value=name, gap=True)
        return at


def _one(at: int) -> Get:
    return lambda cells: cells[at].strip()


def _joined(places: Sequence[int]) -> Get:
    return lambda cells: " ".join(text for at in places if (text := cells[at].strip()))


def _meant(get: Get, values: Mapping[str, str]) -> Get:
    def text(cells: Sequence[str]) -> str:
        found = get(cells)
        return values.get(found, found)

    return text
