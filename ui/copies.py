"""The same bytes in two places are one document: what lies in a folder and once more in an archive is read once, and told twice.

What was read at a web address stands by itself: two sites that carry one text have both published it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from graph.load.mark import Mark
from graph.store import GraphStore
from loaders.documents import READERS
from loaders.inputs import Input
from ui.hashes import Hashes


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


def parted(store: GraphStore, case: str, given: Sequence[Input], mark: Mark | None, hashed: Hashes) -> tuple[list[Input], list[Copy]]:
    """What has to be looked at, and what is a copy of something among it, or of what the case has; of what the case is marked for, which
    did not finish, nothing counts."""
    held, sizes = _held(store, case, mark.owners if mark else frozenset()), Counter(one.size for one in given)
    # where the case holds no document, only files of one size can be alike: the others are not read for this
    may_be = [_is_document(one) and (held or one.size is None or sizes[one.size] > 1 or sizes[None]) for one in given]
    hashes = [hashed.of(one) if can else "" for one, can in zip(given, may_be, strict=True)]
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


def _is_document(one: Input) -> bool:
    return not one.address and one.kind is not None and one.kind.name in READERS


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
