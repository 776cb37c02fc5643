"""The same bytes in two places are one document: what lies in a folder and once more in an archive is read once, and told twice.

What was read at a web address stands by itself: two sites that carry one text have both published it.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import LoadError
from graph.store import GraphStore
from loaders.documents import READERS
from loaders.inputs import Input


@dataclass(frozen=True)
class Copy:
    """An input with the bytes of another, by whose name `of` it is known. `imported`: what that was loaded as, if it was loaded before."""

    given: Input
    of: str
    imported: str = ""


@dataclass(frozen=True)
class _Held:
    imported: str
    path: str


def parted(store: GraphStore, case: str, given: Sequence[Input], unfinished: frozenset[str]) -> tuple[list[Input], list[Copy]]:
    """What has to be looked at, and what is a copy of something among it, or of what the case has. `unfinished` loads count for nothing."""
    held, sizes = _held(store, case, unfinished), Counter(one.size for one in given)
    # where the case holds no document, only files of one size can be alike: the others are not read for this
    hashes = [_hash(one) if held or one.size is None or sizes[one.size] > 1 or sizes[None] else "" for one in given]
    now = {one.name: digest for one, digest in zip(given, hashes, strict=True)}
    own: list[Input] = []
    copies: list[Copy] = []
    first: dict[str, str] = {}
    for one, digest in zip(given, hashes, strict=True):
        places = [each for each in held.get(digest, ()) if now.get(each.path, digest) == digest] if digest else []
        of = places[0].path if places else first.get(digest, one.name)
        if of != one.name and all(each.path != one.name for each in places):
            copies.append(Copy(one, of, places[0].imported if places else ""))
        else:
            own.append(one)
            if digest:
                first.setdefault(digest, one.name)
    return own, copies


def _hash(one: Input) -> str:
    """Of the bytes of a document; empty of anything else, of what came from an address, and of what holds nothing or cannot be read."""
    if one.address or one.kind is None or one.kind.name not in READERS:
        return ""
    try:
        data = one.read()
    except LoadError:
        # what is wrong with it is told when it is read
        return ""
    return hashlib.sha256(data).hexdigest() if data.strip() else ""


def _held(store: GraphStore, case: str, unfinished: frozenset[str]) -> dict[str, list[_Held]]:
    """What the case holds of documents, by the hash of their files."""
    columns = "n.sha256 AS sha256, n.path AS path, n.name AS name, n.format AS format"
    query = f"MATCH (n:Import {{case: $case}}) WHERE n.sha256 IS NOT NULL RETURN {columns}"
    found: dict[str, list[_Held]] = defaultdict(list)
    for row in store.stream(query, {"case": case}):
        if row["format"] in READERS and row["name"] not in unfinished:
            # an entry of a feed is named behind the name of its file
            path = str(row["path"]).rpartition("#")[0] if row["format"] == "feed" else str(row["path"])
            found[row["sha256"]].append(_Held(str(row["name"]), path))
    return found
