"""Keys of what tables make: a name is its own key, an id stands behind the name of its import, so no two tables share one by chance."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.model import fold
from loaders.graphs.names import key_of, kind_of

_KEY = re.compile(r"[a-z][a-z0-9_-]*:[^\s/|]{1,200}")
_PLAIN = re.compile(r"[a-z0-9][a-z0-9 .,'’-]*")
_BETWEEN = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=65536)
def of_name(kind: str, name: str) -> str:
    """`person:ada-quill`; a name with other than plain letters stays as it is, since two could become one."""
    folded = fold(name)
    made = _BETWEEN.sub("-", folded).strip("-") if _PLAIN.fullmatch(folded) else "-".join(name.split())
    return key_of(kind, made or name)


def of_id(kind: str, id_: str, space: str, imported: str) -> str:
    """The id itself if it is a key (`person:ada-quill`), so that a table can speak of what the case has; else `person:people.17`."""
    if _KEY.fullmatch(id_) and id_.isprintable():
        return id_
    return key_of(kind, ".".join(filter(None, (imported, space, id_))))


def of_kind(told: str) -> str:
    """The kind of an entity as told, cut as the spool cuts it."""
    return kind_of(told[:200]) if told else "thing"
