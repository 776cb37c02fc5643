"""What no record can tell alone: names used twice, references that lead nowhere, circles, and what is doubtful."""

from __future__ import annotations

from collections.abc import Iterator

from graph.errors import Problem
from graph.model import Source, Statement
from loaders.marked import Fields, Listing, Node, Scalar
from loaders.problems import Problems, shown
from loaders.records import Entry

Entries = dict[str, list[Entry]]
Places = dict[str, dict[str, Entry]]


def check(case: Entry | None, entries: Entries, problems: Problems, *, incomplete: bool) -> None:
    """Hold the entries of a case against each other. With `incomplete` (a file was unreadable) missing targets are not reported."""
    known: Places = {kind: _unique(kind, found, problems) for kind, found in entries.items()}
    _same_statements(entries.get("statement", []), problems)
    if not incomplete:
        for item in (*([case] if case else []), *(item for found in entries.values() for item in found)):
            _references(item, known, problems)
    _prefixes(known, problems)
    _circles(known, problems)
    _selves(entries, problems)
    _doubts(entries, known, problems)


def _unique(kind: str, found: list[Entry], problems: Problems) -> dict[str, Entry]:
    """The entries by id; a second one of the same id is a problem."""
    first: dict[str, Entry] = {}
    for item in found:
        name = item.fields.text("id")
        if not name:
            continue
        before = first.setdefault(name, item)
        if before is not item:
            place = _at(before.fields, before.file)
            node = item.fields.values["id"]
            problems.add(Problem(f"the {kind} id {shown(name)} is already used at {place}", item.file, node.line, node.column, "id", name[:200]))
    return first


def _at(node: Node, file: str) -> str:
    return f"{file}:{node.line}"


def _same_statements(found: list[Entry], problems: Problems) -> None:
    """Two statements that say the same have the same content id: their claims belong under one."""
    first: dict[str, Entry] = {}
    for item in found:
        if isinstance(item.record, Statement):
            before = first.setdefault(item.record.id, item)
            if before is not item and before.fields.text("id") != item.fields.text("id"):
                text = f"says the same as {shown(before.fields.text('id') or '')} at {_at(before.fields, before.file)}; put the claims under one of them"
                problems.add(Problem(text, item.file, item.fields.line, item.fields.column, "id", item.record.slug))


def _targets(item: Entry) -> Iterator[tuple[str, Scalar, tuple[str, ...]]]:
    """Each reference of an entry: the field's name, the text and the kinds that it may name."""
    for key, kinds in item.shape.one.items():
        node = item.fields.values.get(key)
        if isinstance(node, Scalar):
            yield key, node, kinds
    for key, kinds in item.shape.many.items():
        for number, node in enumerate(_items(item.fields.values.get(key)), 1):
            if isinstance(node, Scalar):
                yield f"{key}[{number}]", node, kinds
    for number, node in enumerate(_items(item.fields.values.get("cites")), 1):
        target = node.values.get("to") if isinstance(node, Fields) else None
        if isinstance(target, Scalar):
            yield f"cites[{number}].to", target, ("source",) if target.text.startswith("src:") else ("voice",)


def _items(node: Node | None) -> list[Node]:
    return node.items if isinstance(node, Listing) else []


def _references(item: Entry, known: Places, problems: Problems) -> None:
    for field, node, kinds in _targets(item):
        if not node.text or any(node.text in known.get(kind, {}) for kind in kinds):
            continue
        hint = problems.nearest(node.text, known.get(kinds[0], {}).keys())
        elsewhere = next((kind for kind, found in known.items() if node.text in found), None)
        if elsewhere:
            hint = f"; that is the id of a{'n' if elsewhere == 'entity' else ''} {elsewhere}"
        text = f"there is no {kinds[0]} with the id {shown(node.text)}{hint}"
        problems.add(Problem(text, item.file, node.line, node.column, field, node.text[:200]))


def _prefixes(known: Places, problems: Problems) -> None:
    """`src:` tells sources from voices where either may be cited."""
    for kind, wanted in (("source", True), ("voice", False)):
        for name, item in known.get(kind, {}).items():
            if name.startswith("src:") is not wanted:
                rule = f"begins with src:, like src:{name.rpartition(':')[2]}" if wanted else "must not begin with src:, which names a source"
                node = item.fields.values["id"]
                problems.add(Problem(f"the id of a {kind} {rule}"[:400], item.file, node.line, node.column, "id", name[:200]))


def _circles(known: Places, problems: Problems) -> None:
    """Owners in a circle are wrong; documents that cite each other in a circle are doubtful (they have no origin)."""
    owners = {name: [owner] for name, item in known.get("voice", {}).items() if (owner := item.fields.text("owner"))}
    for circle in circles(owners):
        node = known["voice"][circle[0]].fields.values["owner"]
        text = f"owners in a circle: {_path(circle)}; an owner in the end owns itself"
        problems.add(Problem(text, known["voice"][circle[0]].file, node.line, node.column, "owner", circle[0][:200]))
    cites = {name: [to for _, to in _cited(item)] for name, item in known.get("source", {}).items()}
    for circle in circles(cites):
        item = known["source"][circle[0]]
        place = next(node for node, to in _cited(item) if to == circle[1])
        text = f"documents cite each other in a circle: {_path(circle)}; such claims have no origin unless a chain names one"
        problems.add(Problem(text, item.file, place.line, place.column, "cites", circle[1][:200], warning=True))


def _cited(item: Entry) -> list[tuple[Scalar, str]]:
    """The documents that a source cites, each with its place."""
    found = []
    for node in _items(item.fields.values.get("cites")):
        target = node.values.get("to") if isinstance(node, Fields) else None
        if isinstance(target, Scalar) and target.text.startswith("src:"):
            found.append((target, target.text))
    return found


def _path(circle: list[str]) -> str:
    cut = circle if len(circle) <= 12 else [*circle[:10], "…", circle[-1]]
    return " → ".join(name if name == "…" else shown(name)[1:-1] for name in cut)


def circles(arrows: dict[str, list[str]]) -> Iterator[list[str]]:
    """Circles in a directed graph, each closed (`[a, b, a]`): one for every arrow that leads back, found in linear time."""
    done: set[str] = set()
    for start in arrows:
        if start in done:
            continue
        path, position = [start], {start: 0}
        waiting = [iter(arrows.get(start, ()))]
        while waiting:
            following = next(waiting[-1], None)
            if following is None:
                waiting.pop()
                left = path.pop()
                del position[left]
                done.add(left)
            elif following in position:
                yield [*path[position[following] :], following]
            elif following not in done and following in arrows:
                position[following] = len(path)
                path.append(following)
                waiting.append(iter(arrows[following]))


def _selves(entries: Entries, problems: Problems) -> None:
    """A statement against itself, and the same name twice in one list."""
    for item in (item for found in entries.values() for item in found):
        own = item.fields.text("id")
        for key in ("conflicts_with", "speaks_against", "first_hand"):
            seen: set[str] = set()
            for node in _items(item.fields.values.get(key)):
                if not isinstance(node, Scalar):
                    continue
                if key != "first_hand" and node.text == own:
                    verb = "conflict with" if key == "conflicts_with" else "speak against"
                    problems.add(Problem(f"a statement cannot {verb} itself", item.file, node.line, node.column, key, node.text[:200]))
                elif node.text in seen:
                    problems.add(Problem(f"{shown(node.text)} stands twice in this list", item.file, node.line, node.column, key, node.text[:200]))
                seen.add(node.text)
        if item.shape.name == "voice" and own and item.fields.text("heard_by") == own:
            node = item.fields.values["heard_by"]
            problems.add(Problem("a voice cannot be heard by itself alone", item.file, node.line, node.column, "heard_by", own[:200]))


def _doubts(entries: Entries, known: Places, problems: Problems) -> None:
    """Warnings: chains that begin elsewhere, credits to who could not have heard, unread documents, statements that nobody makes."""
    claimed = set()
    for item in entries.get("claim", []):
        claimed.add(id(item))
        source = known.get("source", {}).get(item.fields.text("source") or "")
        if source is not None:
            _claim(item, source, known, problems)
    for item in entries.get("statement", []):
        if not _items(item.fields.values.get("claims")):
            text = "nobody makes this statement; it will be shown as unsourced"
            problems.add(Problem(text, item.file, item.fields.line, item.fields.column, "claims", item.fields.text("id"), warning=True))


def _claim(item: Entry, source: Entry, known: Places, problems: Problems) -> None:
    chain = [node for node in _items(item.fields.values.get("chain")) if isinstance(node, Scalar)]
    publisher = source.fields.text("publisher")
    name = shown(source.fields.text("id") or "")
    if chain and publisher and chain[0].text != publisher:
        text = f"the chain does not begin at the publisher of {name}; {shown(publisher)} will be put in front"
        problems.add(Problem(text, item.file, chain[0].line, chain[0].column, "chain", chain[0].text[:200], warning=True))
    for before, node in zip(chain, chain[1:], strict=False):
        voice = known.get("voice", {}).get(node.text)
        hearer = voice.fields.text("heard_by") if voice else None
        if hearer and before.text != hearer:
            text = f"only {shown(hearer)} heard {shown(node.text)}, but the chain puts {shown(before.text)} before it"
            problems.add(Problem(text, item.file, node.line, node.column, "chain", node.text[:200], warning=True))
    repeated = next((node for number, node in enumerate(chain) if any(node.text == other.text for other in chain[:number][:50])), None)
    if repeated:
        problems.add(Problem(f"the chain comes back to {shown(repeated.text)}", item.file, repeated.line, repeated.column, "chain", repeated.text[:200], warning=True))
    if isinstance(source.record, Source) and source.record.seen == "no":
        node = item.fields.values["source"]
        read = "cannot be verified, because " if (item.fields.text("verified") or "no") in ("yes", "true") else "rests on a document that nobody read: "
        text = f"the claim {read}{name} is marked `seen: no`; name the document that was read, with the voices in the chain"
        problems.add(Problem(text, item.file, node.line, node.column, "source", node.text[:200] if isinstance(node, Scalar) else None, warning=read[0] == "r"))
