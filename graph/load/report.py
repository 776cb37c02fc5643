"""What a load found and did, in records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Counts:
    """What a load found, in records."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0


@dataclass(frozen=True)
class ImportCounts(Counts):
    """What a load found of one import; `kept` names what stays as others brought it."""

    kept: tuple[str, ...] = ()


@dataclass(frozen=True)
class LoadReport(Counts):
    """What a load did, in all, by label and by import; `derived` counts the statements whose figures were computed, `took` is seconds.

    `kept` names what stays as others brought it, though this load has it otherwise.
    """

    by_kind: Mapping[str, Counts] = field(default_factory=dict)
    by_import: Mapping[str, ImportCounts] = field(default_factory=dict)
    derived: int = 0
    kept: tuple[str, ...] = ()
    took: float = 0.0
