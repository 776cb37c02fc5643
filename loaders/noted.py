"""What is noted of something that comes now."""

from __future__ import annotations

from datetime import UTC, datetime

from graph.model import Import


def import_now(case: str, name: str, form: str, *, path: str = "", sha256: str | None = None) -> Import:
    """The note of an import that comes at this moment, to the second."""
    return Import(case=case, name=name, format=form, path=path, sha256=sha256, loaded_at=datetime.now(UTC).replace(microsecond=0))
