"""What a person tells of documents on the page, and what a case keeps of it: a file that is dropped again need not be told of again.

What `documents.yml` tells on the disk is not kept: there it is found whenever the documents beside it are read.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.model import Import
from graph.store import GraphStore
from loaders.inputs import Input, Told


@dataclass(frozen=True)
class Kept:
    """What a case keeps of one document, and the file that told it; none if a person did so at the page."""

    told: Told
    file: str = ""


def kept(store: GraphStore, case: str) -> dict[str, Kept]:
    """What is kept of the documents of a case, by the names of their files; of several loads of one file the latest."""
    columns = "n.path AS path, n.told AS told, n.told_in AS file, n.format AS format"
    query = f"MATCH (n:Import {{case: $case}}) WHERE n.told <> '' RETURN {columns} ORDER BY n.loaded_at"
    found: dict[str, Kept] = {}
    for row in store.stream(query, {"case": case}):
        # an entry of a feed is named behind the name of its file
        path = str(row["path"]).rpartition("#")[0] if row["format"] == "feed" else str(row["path"])
        found[path] = Kept(_told(str(row["told"])), str(row["file"] or ""))
    return found


def with_kept(given: Sequence[Input], said: Mapping[str, Told], before: Mapping[str, Kept], files: Collection[str]) -> list[Input]:
    """The documents, each with what is told of it: what is `said` at the page, else what a file tells that is loaded with it, else what
    was kept `before`, unless the file that told that is among the `files` and does so no longer."""
    found = []
    for one in given:
        held = before.get(one.name)
        if one.name in said:
            found.append(replace(one, told=said[one.name], told_in=""))
        elif not one.told_in and held is not None and held.file not in files:
            found.append(replace(one, told=held.told, told_in=held.file))
        else:
            found.append(one)
    return found


def as_text(told: Told) -> str:
    """What is told, as it is kept."""
    return json.dumps(dict(told), ensure_ascii=False) if told else ""


def told_of(imported: Import) -> Told:
    """What is kept of a document."""
    return _told(imported.told) if imported.told else ()


def _told(text: str) -> Told:
    values = json.loads(text).items()
    return tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in values)
