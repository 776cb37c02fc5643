"""What no record can tell alone: names used twice, references that lead nowhere, owners in a circle."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from loaders.marked import Scalar
from loaders.problems import KEPT, Problems, shown
from loaders.records import Entry

Entries = dict[str, list[Entry]]
Known = dict[str, dict[str, Entry]]
_SAME = {"statement": "put the claims under one of them", "claim": "remove one", "timeline point": "remove one"}


def check(own: Entry | None, entries: Entries, problems: Problems) -> None:
    """Hold the entries of a case against each other; what is wrong goes to `problems`.

    Once something could not be read at all, references are not checked: what they name may stand there.
    """
    known: Known = {kind: _unique(kind, found, problems) for kind, found in entries.items()}
    for kind, remedy in _SAME.items():
        _same(kind, entries[kind], remedy, problems)
    for item in (*([own] if own else []), *(item for found in entries.values() for item in found)):
        if not problems.gaps:
            _references(item, known, problems)
        _repeated(item, problems)
    _prefixes(known, problems)
    _owners(known["voice"], problems)


def known_by_id(entries: Entries) -> Known:
    """The entries of each kind by id, the first of each."""
    known: Known = {kind: {} for kind in entries}
    for kind, found in entries.items():
        for item in found:
            if item.id:
                known[kind].setdefault(item.id, item)
    return known


def _unique(kind: str, found: list[Entry], problems: Problems) -> dict[str, Entry]:
    """The entries by id; a second one of the same id is a problem."""
    first: dict[str, Entry] = {}
    for item in found:
        before = first.setdefault(item.id, item) if item.id else item
        if before is not item:
            text = f"the {kind} id {shown(item.id or '')} is already used at {before.file}:{before.fields.line}; ids are unique in a case"
            problems.add(item.file, item.fields.values["id"], text, field="id", value=item.id)
    return first


def _same(kind: str, found: list[Entry], remedy: str, problems: Problems) -> None:
    """Two records with the same content have the same id."""
    first: dict[str, Entry] = {}
    for item in found:
        identity = getattr(item.record, "id", None)
        before = first.setdefault(identity, item) if identity else item
        if before is not item and (item.id is None or before.id != item.id):
            name = f" {shown(before.id)}" if before.id else ""
            text = f"this {kind} says the same as{name or ' the one'} at {before.file}:{before.fields.line}; {remedy}"
            problems.add(item.file, item.fields, text, value=item.id)


def _targets(item: Entry) -> Iterator[tuple[str, Scalar, str]]:
    """Each reference of an entry: the field's name, the text and the kind that it names."""
    for key, kind in item.shape.one.items():
        node = item.fields.values.get(key)
        if isinstance(node, Scalar):
            yield key, node, kind
    for key, kind in item.shape.many.items():
        for number, node in enumerate(item.texts(key), 1):
            yield f"{key}[{number}]", node, kind
    for number, node in enumerate(item.cited(), 1):
        yield f"cites[{number}].to", node, "source" if node.text.startswith("src:") else "voice"


def _references(item: Entry, known: Known, problems: Problems) -> None:
    for field, node, kind in _targets(item):
        if node.text in known[kind] or _malformed(node.text, kind):
            continue
        other = next((name for name, found in known.items() if node.text in found), None)
        hint = f"; that is the id of {known[other][node.text].shape.a}" if other else problems.nearest(node.text, known[kind].keys())
        text = f"there is no {kind} with the id {shown(node.text)}{hint}"
        problems.add(item.file, node, text, field=field, value=node.text)


def _malformed(text: str, kind: str) -> bool:
    """Whether the text cannot be an id at all, which was noted when the record was read."""
    return not text or text.split() != [text] or (kind != "statement" and ":" not in text)


def _repeated(item: Entry, problems: Problems) -> None:
    """A statement against itself, and the same name twice in one list."""
    for key in item.shape.many.keys() - {"chain"}:
        seen: set[str] = set()
        for number, node in enumerate(item.texts(key), 1):
            field = f"{key}[{number}]"
            if node.text in seen:
                problems.add(item.file, node, f"{shown(node.text)} stands twice in this list; keep one", field=field, value=node.text)
            elif node.text == item.id and item.shape.many[key] == "statement":
                verb = "conflict with" if key == "conflicts_with" else "speak against"
                problems.add(item.file, node, f"a statement cannot {verb} itself; remove it here", field=field, value=node.text)
            seen.add(node.text)
    if item.id and item.fields.text("heard_by") == item.id:
        text = "a voice cannot be heard by itself; name the one voice that spoke to it"
        problems.add(item.file, item.fields.values["heard_by"], text, field="heard_by", value=item.id)


def _prefixes(known: Known, problems: Problems) -> None:
    """`src:` tells sources from voices where either may be cited."""
    for name, item in known["source"].items():
        if not name.startswith("src:"):
            problems.add(item.file, item.fields.values["id"], "the id of a source begins with src:", field="id", value=name)
    for name, item in known["voice"].items():
        if name.startswith("src:"):
            problems.add(item.file, item.fields.values["id"], "the id of a voice must not begin with src:", field="id", value=name)


def _owners(voices: dict[str, Entry], problems: Problems) -> None:
    owners = {name: [owner] for name, item in voices.items() if (owner := item.fields.text("owner"))}
    for circle in islice(circles(owners), KEPT):
        item = voices[circle[0]]
        text = f"owners in a circle: {drawn(circle)}; nobody owns itself in the end"
        problems.add(item.file, item.fields.values["owner"], text, field="owner", value=circle[1])


def drawn(circle: list[str]) -> str:
    """A circle as `a → b → a`, a long one with its middle left out."""
    names = circle if len(circle) <= 12 else [*circle[:10], "…", circle[-1]]
    return " → ".join(shown(name)[1:-1] for name in names)


def circles(arrows: dict[str, list[str]]) -> Iterator[list[str]]:
    """Circles in a directed graph, each closed (`[a, b, a]`): one for every arrow that leads back on a walk through all of it."""
    done: set[str] = set()
    for start in arrows:
        path: list[str] = []
        position: dict[str, int] = {}
        waiting = [iter([start])]
        while waiting:
            name = next(waiting[-1], None)
            if name is None:
                waiting.pop()
                if path:
                    done.add(path[-1])
                    del position[path.pop()]
            elif name in position:
                yield [*path[position[name] :], name]
            elif name not in done and name in arrows:
                position[name] = len(path)
                path.append(name)
                waiting.append(iter(arrows[name]))
