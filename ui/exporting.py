"""Exports for the command line: which case or view is meant, and what to say of what was written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graph.errors import ExportError
from graph.export import FORMATS, Extent, Format, Material, write
from graph.load import Progress
from graph.store import GraphStore
from graph.view import View


@dataclass(frozen=True)
class Wanted:
    """What is to be exported: a view, or all within `hops` steps around `seeds`, or the whole case. The rest as in `Extent`."""

    case: str | None = None
    view: View | None = None
    seeds: tuple[str, ...] = ()
    hops: int = 1
    everything: bool = False
    as_of: str | None = None
    made: str | None = None


def form_of(name: str) -> Format:
    """The format of this name. Raises ExportError with the names that there are."""
    if name not in FORMATS:
        raise ExportError(f"there is no format {name!r}; there are {', '.join(FORMATS)}")
    return FORMATS[name]


def export(store: GraphStore, wanted: Wanted, form: Format, out: Path, progress: Callable[[Progress], None] | None = None) -> str:
    """Write one export; gives back what to say of it. Raises ExportError, NotFoundError, the store's errors, OSError."""
    from ui.reading import Reading
    from ui.snapshot.making import around, chosen

    case = chosen(Reading(store), wanted.case)
    view = wanted.view or (around(store, case, wanted.seeds, wanted.hops) if wanted.seeds else None)
    material = Material(store, Extent(case, view, wanted.everything, wanted.as_of, wanted.made), progress)
    size = write(material, form, out)
    return f"Wrote {out}, {form.title}, {size / 1_000:,.0f} kB. {material.head['description']}"
