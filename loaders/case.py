"""The case folder: `case.yml` and the files beside it (docs/case-format.md)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import Problem
from graph.model import AnyRecord, Case
from loaders import marked
from loaders.checks import check
from loaders.folder import LIMITS, Limits, texts
from loaders.marked import Fields, Listing, Node, Scalar
from loaders.problems import Problems
from loaders.records import Entry, entry, sections
from loaders.shapes import CASE, CLAIM, ENTITY, POINT, SECTIONS, SOURCE, STATEMENT, VOICE, Shape

FILE = "case.yml"
_ORDER = (VOICE, ENTITY, SOURCE, STATEMENT, CLAIM, POINT)


def recognises(path: Path) -> bool:
    """Whether the path is a folder with a `case.yml`, or that file."""
    return (path / FILE).exists() if path.is_dir() else path.name == FILE


@dataclass
class Draft:
    """A case as far as it was read: the entries of each kind in file order; `incomplete` when a file could not be read at all."""

    case: Entry | None = None
    entries: dict[str, list[Entry]] = field(default_factory=dict)
    incomplete: bool = False

    def of(self, shape: Shape) -> list[Entry]:
        """The entries of one kind."""
        return self.entries.setdefault(shape.name, [])

    def records(self) -> Iterator[AnyRecord]:
        """The records: the case, voices, entities, sources, statements, claims, timeline; each in file order."""
        for item in (*([self.case] if self.case else []), *(item for shape in _ORDER for item in self.of(shape))):
            if item.record is not None:
                yield item.record  # type: ignore[misc]


def read(path: Path, problems: Problems, limits: Limits = LIMITS) -> Draft:
    """Read and check a whole case folder; everything wrong or doubtful goes to `problems`."""
    folder = path if path.is_dir() else path.parent
    files: list[tuple[str, dict[str, Node]]] = []
    draft = Draft()
    for name, text in texts(folder, problems.add, limits):
        before = problems.errors
        root = None if text is None else marked.read(text, name, problems.add)
        if root is not None:
            files.append((name, sections(root, name, problems)))
        elif problems.errors == before:
            problems.add(Problem(f"is empty; write at least one section ({', '.join(SECTIONS)}), or remove the file", name, 1, 1))
        draft.incomplete |= root is None
    _case(draft, files, problems)
    given = {"case": draft.case.record.case if draft.case and draft.case.record else "unknown"}
    for name, found in files:
        for section, shape in SECTIONS.items():
            _section(draft, shape, found.get(section), name, given, problems)
    check(draft.case, draft.entries, problems, incomplete=draft.incomplete)
    return draft


def _case(draft: Draft, files: list[tuple[str, dict[str, Node]]], problems: Problems) -> None:
    """Find the one `case` section, in case.yml."""
    for name, found in files:
        node = found.get("case")
        if node is None:
            if name == FILE:
                problems.add(Problem("the section case is missing; it gives the id and the title", name, 1, 1))
        elif name != FILE:
            problems.add(Problem(f"the section case belongs into {FILE} alone", name, node.line, node.column, "case"))
        else:
            draft.case = entry(CASE, node, name, {}, problems)


def _section(draft: Draft, shape: Shape, node: Node | None, file: str, given: dict[str, object], problems: Problems) -> None:
    if node is None:
        return
    if not isinstance(node, Listing):
        empty = isinstance(node, Scalar) and node.plain and not node.text
        message = f"the section is empty; write a list of {shape.section} or remove it" if empty else f"must be a list of {shape.section}"
        problems.add(Problem(message, file, node.line, node.column, shape.section))
        return
    for item in node.items:
        if shape is not STATEMENT:
            found = entry(shape, item, file, given, problems)
        else:
            found = entry(shape, item, file, given, problems, apart=(CLAIM.section,))
            if found is not None:
                _claims(draft, found.fields, file, given, problems)
        if found is not None:
            draft.of(shape).append(found)


def _claims(draft: Draft, statement: Fields, file: str, given: dict[str, object], problems: Problems) -> None:
    """The claims that stand inside a statement."""
    node = statement.values.get(CLAIM.section)
    if node is None:
        return
    if not isinstance(node, Listing):
        problems.add(Problem("must be a list of claims", file, node.line, node.column, CLAIM.section))
        return
    slug = statement.text("id") or "unknown"
    for item in node.items:
        found = entry(CLAIM, item, file, {**given, "statement": slug}, problems)
        if found is not None:
            draft.of(CLAIM).append(found)


def title(draft: Draft) -> Case:
    """The case's own record."""
    record = draft.case.record if draft.case else None
    if not isinstance(record, Case):
        raise TypeError("a case without its own record passed the checks")
    return record
