"""The case folder: `case.yml` and the files beside it (docs/case-format.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph.decision_file import parse as parse_decision
from graph.errors import QueryError, RecordError, ViewError
from graph.model import AnyRecord, Case, Decision
from graph.saved_query import SavedQuery
from graph.saved_view import SavedView, parse
from loaders import marked, own_words
from loaders.checks import check
from loaders.doubts import doubt
from loaders.folder import DECISIONS, LIMITS, QUERY, Limits, is_view, texts
from loaders.marked import Listing, Node, Scalar
from loaders.problems import Problems
from loaders.records import Entry, read, sections
from loaders.shapes import CASE, CLAIM, ENTITY, POINT, SECTIONS, SOURCE, STATEMENT, VOICE, Shape

FILE = "case.yml"
_ORDER = (VOICE, ENTITY, SOURCE, STATEMENT, CLAIM, POINT)


def recognises(path: Path) -> bool:
    """Whether the path is a folder with a `case.yml`, or that file."""
    return (path / FILE).exists() if path.is_dir() else path.name == FILE


@dataclass
class CaseDraft:
    """A case as far as it was read: its own entry, and those of each kind in the order of files and lines."""

    own: Entry | None = None
    entries: dict[str, list[Entry]] = field(default_factory=lambda: {shape.name: [] for shape in _ORDER})
    views: list[SavedView] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    @property
    def case(self) -> Case | None:
        """The case's own record, if it is whole."""
        record = self.own.record if self.own else None
        return record if isinstance(record, Case) else None

    def records(self) -> Iterator[AnyRecord]:
        """The case, voices, entities, sources, statements, claims, timeline, each in the order of files and lines; views and decisions."""
        for item in (self.own, *(item for shape in _ORDER for item in self.entries[shape.name])):
            if item is not None and item.record is not None:
                yield item.record  # type: ignore[misc]  # each shape's model is one of AnyRecord
        yield from (view.decision() for view in self.views)
        yield from self.decisions


def draft(path: Path, problems: Problems, limits: Limits = LIMITS) -> CaseDraft:
    """Read and check a whole case folder; everything wrong or doubtful goes to `problems`."""
    files: list[tuple[str, dict[str, Node]]] = []
    queries: list[str] = []
    views: dict[str, SavedView] = {}
    decided = lexicon = ""
    for name, text in texts(path if path.is_dir() else path.parent, problems, limits):
        if name.endswith(QUERY):
            queries += _query(name, text, problems)
            continue
        if is_view(name):
            views |= _view(name, text, problems)
            continue
        if name == own_words.FILE:
            lexicon = text or ""
            own_words.read(lexicon, name, problems)
            continue
        if name == DECISIONS:
            decided = text or ""
            continue
        before = problems.errors
        root = None if text is None else marked.read(text, name, problems)
        if root is not None:
            files.append((name, sections(root, name, problems)))
        elif text is not None and problems.errors == before:
            text = f"is empty; write at least one section ({', '.join(SECTIONS)}), or remove the file"
            problems.add(name, Scalar("", 1, 1), text, gap=True)
    found = CaseDraft(_with(_own(files, problems), queries, lexicon))
    given = {"case": found.case.case if found.case else "unknown"}
    for name, parts in files:
        for section, shape in SECTIONS.items():
            if section in parts:
                _section(found, shape, parts[section], name, given, problems)
    found.views = _own_views(views, found.case, problems)
    if found.case is not None:
        found.decisions = _decisions(decided, found.case.case, problems)
    check(found.own, found.entries, problems)
    doubt(found.own, found.entries, problems)
    return found


def _query(name: str, text: str | None, problems: Problems) -> list[str]:
    """The text of a saved query, unless something is wrong with it."""
    try:
        return [] if text is None else [SavedQuery.parse(text).text]
    except QueryError as error:
        place = Scalar("", error.line, error.column or 1) if error.line else None
        problems.add(name, place, f"is no saved query. {error}")
        return []


def _view(name: str, text: str | None, problems: Problems) -> dict[str, SavedView]:
    """The saved view of a file by the file's name, unless something is wrong with it."""
    try:
        return {} if text is None else {name: parse(text)}
    except ViewError as error:
        problems.add(name, None, f"is no saved view: {error}")
        return {}


def _decisions(text: str, case: str, problems: Problems) -> list[Decision]:
    """What persons decided, by the lines of the file; a line that says something else is a problem, the same one twice is one."""
    found: dict[str, Decision] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                decision = parse_decision(line, case)
                found.setdefault(decision.id, decision)
            except RecordError as error:
                problems.add(DECISIONS, Scalar("", number, 1), f"is no decision: {error}")
    return list(found.values())


def _own_views(views: Mapping[str, SavedView], case: Case | None, problems: Problems) -> list[SavedView]:
    """The views of this case; those of another, and a second one of a name, are problems."""
    found: dict[str, str] = {}
    for name, view in views.items():
        if case is not None and view.case != case.case:
            problems.add(name, None, f"is a view of another case; this one is {case.case}", field="case", value=view.case)
        elif first := found.get(view.about):
            problems.add(name, None, f"has the name of {first}; two views of a case have two names", field="name", value=view.name)
        found.setdefault(view.about, name)
    return list(views.values())


def _with(own: Entry | None, queries: list[str], lexicon: str) -> Entry | None:
    if own is None or not isinstance(own.record, Case):
        return own
    return replace(own, record=own.record.model_copy(update={"queries": tuple(queries), "lexicon": lexicon}))


def _own(files: list[tuple[str, dict[str, Node]]], problems: Problems) -> Entry | None:
    """The entry of the section `case`, which stands in case.yml alone."""
    own = None
    for name, parts in files:
        if "case" in parts and name != FILE:
            problems.add(name, parts["case"], f"the section case belongs into {FILE} alone", field="case")
        elif "case" in parts:
            own = read(CASE, parts["case"], name, {}, problems)
    if own is None and not problems.errors:
        problems.add(FILE, Scalar("", 1, 1), "the section case is missing; it gives the id and the title of the case", field="case")
    return own


def _section(found: CaseDraft, shape: Shape, node: Node, file: str, given: Mapping[str, object], problems: Problems) -> None:
    """Read the records of one section; the claims of a statement stand inside it."""
    for item in _items(shape, node, file, problems):
        apart = CLAIM.section if shape is STATEMENT else ""
        entry = read(shape, item, file, given, problems, apart)
        if entry is None:
            continue
        found.entries[shape.name].append(entry)
        claims = entry.fields.values.get(apart)
        if claims is not None:
            about = {**given, "statement": entry.id or "unknown"}
            read_claims = (read(CLAIM, claim, file, about, problems) for claim in _items(CLAIM, claims, file, problems))
            found.entries[CLAIM.name] += [claim for claim in read_claims if claim is not None]


def _items(shape: Shape, node: Node, file: str, problems: Problems) -> list[Node]:
    """The items of a section, which must be a list."""
    if isinstance(node, Listing):
        return node.items
    if isinstance(node, Scalar) and node.plain and not node.text:
        if shape is not CLAIM:  # an empty key inside a record was noted when the record was read
            problems.add(file, node, f"the section {shape.section} is empty; list something in it or remove it", field=shape.section)
    else:
        text = node.text if isinstance(node, Scalar) else None
        problems.add(file, node, f"must be a list; begin each {shape.name} with a hyphen", field=shape.section, value=text, gap=True)
    return []
