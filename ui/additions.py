"""What was checked, brought into a store: a whole case under its own key, or an import into a case beside what that has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import chain

from graph import load as loading
from graph.load import LoadReport, Progress
from graph.model import Import
from graph.store import GraphStore
from loaders import Loaded
from loaders.documents import Document

Held = tuple[str, str]
"""Hash and time of what was loaded under a name."""


def add(store: GraphStore, loaded: Loaded, progress: Callable[[Progress], None] | None = None, *, dry: bool = False) -> LoadReport:
    """Load it, or with `dry` find what that would do. The same content loaded again keeps the time at which it came.

    Raises StoreError, RecordError.
    """
    bring = loading.foresee if dry else loading.load
    if loaded.imported is None:
        return bring(store, loaded, name=loaded.name, progress=progress)
    name = loaded.imported.name
    imported = _timed(loaded.imported, before(store, loaded.imported.case, name))
    records = chain([imported], (each for each in loaded if not isinstance(each, Import)))
    return bring(store, records, name=name, owner=name, progress=progress)


def is_held(store: GraphStore, loaded: Loaded) -> bool:
    """Whether something was loaded under its name before."""
    if loaded.imported is not None:
        return before(store, loaded.imported.case, loaded.imported.name) is not None
    return bool(store.read("MATCH (c:Case {id: $case}) WHERE c.title IS NOT NULL RETURN c.id", {"case": loaded.name}).rows)


def before(store: GraphStore, case: str, name: str) -> Held | None:
    """What was loaded into a case under a name."""
    rows = store.read("MATCH (n:Import {id: $id}) RETURN n.sha256, n.loaded_at", {"id": f"{case}/import/{name}"}).rows
    return (rows[0][0], rows[0][1]) if rows else None


def import_of(case: str, name: str, form: str, path: str, digest: str, held: Held | None) -> Import:
    """What is noted of an import; the same content loaded again keeps the time at which it came."""
    now = datetime.now(UTC).replace(microsecond=0)
    return _timed(Import(case=case, name=name, format=form, path=path, sha256=digest, loaded_at=now), held)


def import_of_document(case: str, name: str, document: Document, held: Held | None, way: str | None) -> Import:
    """The same of a document, read in this way."""
    noted = import_of(case, name, document.kind, document.name, document.sha256, held)
    return noted.model_copy(update={"way": way, "found": True})


def _timed(imported: Import, held: Held | None) -> Import:
    if held is None or held[0] != imported.sha256:
        return imported
    return imported.model_copy(update={"loaded_at": datetime.fromisoformat(held[1])})
