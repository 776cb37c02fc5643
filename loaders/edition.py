"""The edition of what reads documents: two readings of the same bytes by the same edition find the same."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from loaders.extraction.own import OwnWords
from loaders.extraction.trees import MODEL
from loaders.inputs import Told


def edition(trees: bool, words: OwnWords, told: Told = ()) -> str:
    """Twelve signs for the code and words of the loaders, the model of the language if it is used, the words of a case, and what a person
    tells of a document."""
    parts = (_own(), _model() if trees else "rules", repr(words), *([repr(told)] if told else []))
    return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()[:12]


@lru_cache(maxsize=1)
def _own() -> str:
    digest = hashlib.sha256()
    folder = Path(__file__).parent
    for path in sorted(path for ending in ("*.py", "*.yml") for path in folder.rglob(ending)):
        digest.update(f"{path.relative_to(folder).as_posix()}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _model() -> str:
    try:
        return f"{MODEL} {version(MODEL)}"
    except PackageNotFoundError:
        # another model by the same name, or none: what it gave is not known to be what it gives now
        from loaders.extraction.trees import model

        found = model()
        return "rules" if found is None else repr(found.meta)
