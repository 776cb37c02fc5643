"""What is to be taken out on the command line, by name: a document, or all that lies in a mailbox, an archive, a folder."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import NotFoundError
from graph.queries.imports import Loaded, loaded
from graph.store import GraphStore
from ui.words import number

_LISTED = 20
"""Names that an error lists at most."""
_INTO = ("/", "#")
"""What parts the path of what holds others from theirs: `mail.mbox/1.eml`, `feed.xml#1`."""


@dataclass(frozen=True)
class Leaving:
    """What a name stands for, all of one case; `staying` lies in what was named, whose path is `path`, and was not asked for."""

    case: str
    names: tuple[str, ...]
    path: str
    staying: tuple[str, ...] = ()


def leaving(store: GraphStore, name: str, case: str | None) -> Leaving:
    """What was loaded under a name or from a path, in all cases or the one that is told: one thing, else all that lies in it.

    With `/` at its end it stands for the thing and all that lies in it. Raises NotFoundError where there is nothing, with what is loaded,
    and where several cases or places hold it, with these.
    """
    held = loaded(store)
    where = _place(name, [one for one in held if case in (None, one.case)])
    if where is None:
        raise _nothing(name, case, held)
    exact, within, path = where
    meant = [*exact, *within] if name.endswith("/") or not exact else exact
    cases = list(dict.fromkeys(one.case for one in meant))
    if len(cases) > 1:
        raise NotFoundError(f"Several cases hold {name!r}; choose one with --case: {', '.join(cases)}")
    names = tuple(dict.fromkeys(one.name for one in meant))
    staying = {one.name for one in within if one.case == cases[0]}.difference(names)
    return Leaving(cases[0], names, path, tuple(sorted(staying)))


def staying(meant: Sequence[Leaving]) -> list[str]:
    """What is said of what came attached to what was taken out, and stays."""
    gone = {(one.case, name) for one in meant for name in one.names}
    left = [(one.path, sum((one.case, name) not in gone for name in one.staying)) for one in meant]
    return [
        f"{number(many, 'document')} that came in {path} {'stays' if many == 1 else 'stay'}; "
        f"`redstring unload {shlex.quote(path + '/')}` takes {'it' if many == 1 else 'them'} out too"
        for path, many in left
        if many
    ]


_Place = tuple[list[Loaded], list[Loaded], str]
"""What is known by a name, what lies in it, and its path."""


def _place(name: str, held: Sequence[Loaded]) -> _Place | None:
    """What a name or a path means, if it means anything: a name before a path, a path before its end."""
    bare = name.rstrip("/")
    if named := [one for one in held if one.name == bare]:
        path = next((one.path for one in named if one.path), "")
        return named, _within(path, held), path
    found = {at for one in held if (at := _at(bare, one.path))} if bare else set()
    paths = [bare] if bare in found else sorted(found)
    if len(paths) > 1:
        raise NotFoundError(f"Several were loaded from a {bare!r}; say which by its path: {', '.join(paths[:_LISTED])}")
    return ([one for one in held if one.path == paths[0]], _within(paths[0], held), paths[0]) if paths else None


def _within(path: str, held: Sequence[Loaded]) -> list[Loaded]:
    return [one for one in held if path and one.path.startswith(tuple(path + mark for mark in _INTO))]


def _at(bare: str, path: str) -> str:
    """The part of a path that ends with what was said: all that was said, or its last folders and name."""
    if path == bare or path.startswith(tuple(bare + mark for mark in _INTO)):
        return bare
    found = re.search(rf"(?:^|/){re.escape(bare.removeprefix('./'))}(?=$|[{''.join(_INTO)}])", path)
    return path[: found.end()] if found else ""


def _nothing(name: str, case: str | None, held: Sequence[Loaded]) -> NotFoundError:
    nothing = f"Nothing was loaded{f' into {case}' if case else ''} under the name {name!r}"
    elsewhere = _place(name, held) if case else None
    if elsewhere:
        return NotFoundError(f"{nothing}, but into {', '.join(sorted({one.case for part in elsewhere[:2] for one in part}))}")
    if not held:
        return NotFoundError(f"{nothing}, nor under any other; a snapshot that was opened is taken out by `redstring close`")
    shown = ", ".join(f"{one.name} ({one.case})" for one in held[:_LISTED])
    more = f" and {len(held) - _LISTED:,} more, which `redstring sources` lists" if len(held) > _LISTED else ""
    return NotFoundError(f"{nothing}; loaded, each into the case in brackets, is {shown}{more}")
