"""What was checked, brought into a store: a whole case under its own key, or an import into a case beside what that has.

Of both is noted when they came, from where, and the hash of what was read; a snapshot tells that by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from graph import load as loading
from graph.load import LoadReport, Progress
from graph.model import AnyRecord, Import
from graph.model.fields import LIMIT_TEXT
from graph.queries.rows import records_by_id
from graph.store import GraphStore
from loaders import Loaded
from loaders.bytes_read import BytesRead
from loaders.documents import Document
from loaders.noted import import_now
from ui.telling import Kept, as_text

SNAPSHOT = "snapshot"
Held = tuple[str, str]
"""Hash and time of what was loaded under a name."""


def add(
    store: GraphStore, loaded: Loaded, path: str, progress: Callable[[Progress], None] | None = None, *, dry: bool = False
) -> LoadReport:
    """Load it, or with `dry` find what that would do; `path` is what a person gave. The same content loaded again keeps its time.

    Raises StoreError, RecordError.
    """
    bring = loading.foresee if dry else loading.load
    if loaded.format == SNAPSHOT:
        return bring(store, loaded, name=loaded.name, progress=progress)
    if loaded.imported is None:
        return bring(store, whole(store, loaded, path), name=loaded.name, progress=progress)
    name = loaded.imported.name
    return bring(store, _beside(store, loaded, loaded.imported, path), name=name, owner=name, progress=progress)


def _beside(store: GraphStore, loaded: Loaded, imported: Import, path: str) -> Iterator[AnyRecord]:
    """The records of an import, and behind them its note: of a graph the hash shows once they were read."""
    read = BytesRead(loaded)
    yield from (each for each in read.records() if not isinstance(each, Import))
    if imported.sha256 is None:
        noted = imported.model_copy(update={"sha256": read.sha256(), "path": _place(loaded, path)[:LIMIT_TEXT]})
        yield _as_noted(store, noted)
    else:
        placed = imported if imported.path else imported.model_copy(update={"path": _place(loaded, path)[:LIMIT_TEXT]})
        yield _timed(placed, before(store, imported.case, imported.name))


def whole(store: GraphStore, loaded: Loaded, path: str) -> Iterator[AnyRecord]:
    """The records of a whole case, and behind them what is noted of its load, which goes by the key of the case.

    The same bytes from another place change nothing.
    """
    read = BytesRead(loaded)
    yield from read.records()
    yield import_of_whole(store, loaded.name, loaded.format, _place(loaded, path), read.sha256())


def _place(loaded: Loaded, path: str) -> str:
    # a relative path says nothing to whoever looks from another folder
    return loaded.path.absolute().as_posix() if path == loaded.path.as_posix() else path


def import_of_whole(store: GraphStore, case: str, form: str, path: str, digest: str) -> Import:
    """What is noted of a whole case; of the same bytes what was noted before."""
    return _as_noted(store, import_of(case, case, form, path[:LIMIT_TEXT], digest, None))


def _as_noted(store: GraphStore, noted: Import) -> Import:
    """The same, or of the same bytes what was noted before: that they lie elsewhere now changes nothing."""
    held = records_by_id(store, Import, [noted.id])
    return held[0] if held and held[0].sha256 == noted.sha256 else noted


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
    return _timed(import_now(case, name, form, path=path, sha256=digest), held)


def import_of_document(case: str, name: str, document: Document, held: Held | None, way: str | None, told: Kept) -> Import:
    """The same of a document, read in this way, with what is told of it."""
    noted = import_of(case, name, document.kind, document.name, document.sha256, held)
    return noted.model_copy(update={"way": way, "found": True, "told": as_text(told.told), "told_in": told.file if told.told else ""})


def _timed(imported: Import, held: Held | None) -> Import:
    if held is None or held[0] != imported.sha256:
        return imported
    return imported.model_copy(update={"loaded_at": datetime.fromisoformat(held[1])})
