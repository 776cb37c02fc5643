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
    """What is to be exported: a saved view, by name, or all within `hops` steps around `seeds`, or the whole case."""

    case: str | None = None
    view: str = ""
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
    from ui.snapshot.making import around, chosen, saved

    case = chosen(Reading(store), wanted.case)
    view: View | None = None
    if wanted.view:
        view = saved(store, case, wanted.view)
    elif wanted.seeds:
        view = around(store, case, wanted.seeds, wanted.hops)
    as_of = wanted.as_of or (view.as_of if view else None)
    material = Material(store, Extent(case, view, wanted.everything, as_of, wanted.made), progress)
    size = write(material, form, out)
    return f"Wrote {out}, {form.title}, {size / 1_000:,.0f} kB. {material.head['description']}"
