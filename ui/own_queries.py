"""Queries that a person saved: a folder of `.cypher` files beside the stores, each to be read, changed and passed on as any file."""

from __future__ import annotations

import os
from pathlib import Path

from graph.errors import QueryError, RedstringError
from graph.saved_query import EXAMPLE, LONGEST, SavedQuery

FOLDER = Path(os.environ.get("REDSTRING_QUERIES") or ".redstring/queries")


class SaveError(RedstringError):
    """A query could not be saved."""


def own_queries() -> tuple[SavedQuery, ...]:
    """All that can be read, by file name; what is no saved query is left alone."""
    found = []
    for file in sorted(FOLDER.glob("*.cypher")) if FOLDER.is_dir() else ():
        try:
            if file.stat().st_size <= 4 * LONGEST:
                found.append(SavedQuery.parse(file.read_text("utf-8")))
        except (OSError, UnicodeDecodeError, QueryError):
            continue
    return tuple(found)


def save(title: str, cypher: str, examples: dict[str, str]) -> SavedQuery:
    """Save a statement under a title, with examples (JSON) of its parameters, in place of one of the same name. Raises SaveError."""
    title = " ".join(title.split())
    lines = cypher.strip().splitlines()
    while lines and lines[0].lstrip().startswith("//"):
        lines.pop(0)
    body = "\n".join(line for line in lines if not EXAMPLE.match(line))
    last = [f"// ${name} = {value}" for name, value in examples.items()]
    try:
        saved = SavedQuery.parse("\n".join([f"// {title}", body, *last]))
    except QueryError as error:
        raise SaveError(f"The query was not saved. {error}") from error
    try:
        FOLDER.mkdir(parents=True, exist_ok=True)
        written = FOLDER / f".{saved.file_name}"
        written.write_text(f"{saved.text}\n", "utf-8")
        written.replace(FOLDER / saved.file_name)
    except OSError as error:
        raise SaveError(f"The query was not saved: {FOLDER / saved.file_name} cannot be written ({error.strerror}).") from error
    return saved


def forget(saved: SavedQuery) -> None:
    """Remove the file of a saved query. Raises SaveError."""
    try:
        (FOLDER / saved.file_name).unlink(missing_ok=True)
    except OSError as error:
        raise SaveError(f"{FOLDER / saved.file_name} cannot be removed ({error.strerror}).") from error
