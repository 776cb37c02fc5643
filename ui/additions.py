"""What was checked, brought into a store: a whole case under its own key, or an import into a case beside what that has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import chain

from graph import load as loading
from graph.load import LoadReport, Progress
from graph.model import Import
from graph.store import GraphStore
from loaders import Loaded


def add(store: GraphStore, loaded: Loaded, progress: Callable[[Progress], None] | None = None) -> LoadReport:
    """Load it. The same content loaded again keeps the time at which it came. Raises StoreError, RecordError."""
    if loaded.imported is None:
        return loading.load(store, loaded, name=loaded.name, progress=progress)
    name = loaded.imported.name
    records = chain([_timed(store, loaded.imported)], (each for each in loaded if not isinstance(each, Import)))
    return loading.load(store, records, name=name, owner=name, progress=progress)


def state(store: GraphStore, imported: Import) -> str:
    """What a load would make of it, by what was loaded under its name before, as `ui.importing.Outcome` tells it."""
    before = _before(store, imported)
    if before is None:
        return "would load"
    return "same as loaded" if before[0] == imported.sha256 else "would change"


def _timed(store: GraphStore, imported: Import) -> Import:
    before = _before(store, imported)
    if before is None or before[0] != imported.sha256:
        return imported
    return imported.model_copy(update={"loaded_at": datetime.fromisoformat(before[1])})


def _before(store: GraphStore, imported: Import) -> tuple[str, str] | None:
    """Hash and time of what was loaded under its name."""
    rows = store.read("MATCH (n:Import {id: $id}) RETURN n.sha256, n.loaded_at", {"id": imported.id}).rows
    return (rows[0][0], rows[0][1]) if rows else None
