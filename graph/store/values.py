"""The values of Cypher that Python has no type for, and times as Python has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph.store.driver import neo4j


@dataclass(frozen=True)
class Duration:
    """A length of time in Cypher's four parts, which cannot be turned into each other."""

    months: int = 0
    days: int = 0
    seconds: int = 0
    nanoseconds: int = 0

    def __str__(self) -> str:
        """ISO 8601, as Cypher writes it."""
        return str(neo4j.time.Duration(**vars(self)).iso_format())


@dataclass(frozen=True)
class Point:
    """A place in a coordinate system, by its number: 4326 and 4979 have longitude, latitude (and height), 7203 and 9157 x, y (and z)."""

    srid: int
    coordinates: tuple[float, ...]

    def __str__(self) -> str:
        """As Cypher writes it."""
        names = ("longitude", "latitude", "height") if self.srid in (4326, 4979) else ("x", "y", "z")
        parts = [f"{name}: {value}" for name, value in zip(names, self.coordinates, strict=False)]
        return f"point({{{', '.join(parts)}, srid: {self.srid}}})"


def python_value(value: Any) -> Any:
    """A value of the driver that is neither a node, a relationship, a path, a list nor a map, in Python's types and the two above.

    A time that is finer than Python's microseconds becomes text, in ISO 8601: nothing is rounded.
    """
    if isinstance(value, neo4j.time.Duration):
        return Duration(value.months, value.days, value.seconds, value.nanoseconds)
    if isinstance(value, neo4j.spatial.Point):
        return Point(value.srid or 0, tuple(float(each) for each in value))
    if isinstance(value, neo4j.time.DateTime | neo4j.time.Time) and value.nanosecond % 1_000:
        return value.iso_format()
    return value.to_native() if hasattr(value, "to_native") else value
