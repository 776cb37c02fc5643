"""A snapshot opened to be read: its records as a case of its own, under a key that no other case and no other snapshot has.

The key is that of the case it was made of with the fingerprint of what was found: it never touches the live case, the same file twice is
one case, and a file that was changed is another one. Statuses are not taken over; a store computes them from the claims again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from graph.model import AnyRecord, Snapshot
from graph.snapshot.canonical import SHORT
from graph.snapshot.content import Content
from graph.snapshot.recased import recased
from graph.snapshot.received import Received

LONGEST: Final = 79 - SHORT
"""Characters of the old key that the new one keeps."""
TOLD: Final = 20
"""Findings that do not follow, told one by one at most."""


def key_of(file: Received) -> str:
    """The key of the case that a file is opened as."""
    return f"{file.content.case.case[:LONGEST]}.{file.fingerprint[:SHORT]}"


def records(file: Received) -> Iterator[AnyRecord]:
    """All records of the case that a file is opened as, in the order of a load."""
    key = key_of(file)
    content = recased(file.content, key)
    yield content.case.model_copy(update={"title": content.about.title, "queries": (), "lexicon": ""})
    yield _snapshot(file, content)
    for held in (content.voices, content.entities, content.sources, content.statements, content.claims, content.rows, content.timeline):
        yield from held


def _snapshot(file: Received, content: Content) -> Snapshot:
    about, found = content.about, file.verification
    by = found.manifest.signature if found else None
    lies = [
        f"{lie.name}: told as {lie.told.value}, its claims give {lie.follows.value}"
        if lie.told != lie.follows
        else f"{lie.name}: {', '.join(lie.figures)}"
        for lie in file.lies[:TOLD]
    ]
    lies += [f"and {len(file.lies) - TOLD:,} more"] if len(file.lies) > TOLD else []
    return Snapshot(
        case=content.case.case,
        of=file.content.case.case,
        title=about.title,
        note=about.note,
        author=about.author,
        made=file.made,
        as_of=about.as_of,
        fingerprint=file.fingerprint,
        told=found is not None,
        changed=found.changed if found else (),
        signature=found.signature if found else "none",
        signed_by=by.by if by else "",
        doubts=tuple(lies),
        anonymised=about.anonymised,
        view=json.dumps(content.view, ensure_ascii=False, separators=(",", ":"), sort_keys=True),
    )
