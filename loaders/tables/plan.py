"""A mapping as a person chooses it: for each table what its rows are, for each column what it tells. `mapping_of` writes it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from graph.model import Hedge, Stance
from loaders.graphs.names import predicate_of
from loaders.tables.header import FIRST, Header
from loaders.tables.mapping import NO_ENTITY, NOTHING, ClaimMap, EntityMap, RelationMap, SourceMap, TableMap, TablesMap, Value

ENTITIES, RELATIONS, LEFT_OUT = "entities", "relations", "left out"
"""What the rows of a table are; those of one that is left out make nothing."""
PROPERTY, LEAVE = "property", "leave out"
SUBJECT_DATE, SUBJECT_COUNTRY, SUBJECT_PROPERTY = "subject date", "subject country", "subject property"
"""What a row of relations tells of whom or what it is about, and not of the relation."""
SUBJECT_KIND, OBJECT_KIND = "subject kind", "object kind"
"""A column that tells of each row what sort its end is, where persons and firms stand in one column."""
ENTITY_ROLES = {
    "id": "its id",
    "name": "its name",
    "first name": "first name",
    "last name": "last name",
    "kind": "its kind",
    "alias": "other names",
    "country": "country",
    "date": "date",
    "until": "until",
    "note": "note",
    "wikidata": "Wikidata item",
    "lei": "LEI",
    PROPERTY: "a property",
    LEAVE: "leave out",
}
RELATION_ROLES = {
    "subject": "who (from)",
    "predicate": "does what",
    "object": "to whom or what (to)",
    SUBJECT_KIND: "kind of who (from)",
    OBJECT_KIND: "kind of whom or what (to)",
    "date": "when",
    "until": "until when",
    "where": "where",
    "role": "in which role",
    "quantity": "how much",
    "said by": "who says so",
    "publisher": "published by",
    "title": "title of the source",
    "url": "address of the source",
    "published": "date of the source",
    "reported": "when it was said",
    "hedge": "how sure the words are",
    "stance": "asserted or denied",
    "quote": "in which words",
    PROPERTY: "a property",
    SUBJECT_DATE: "date of who (from)",
    SUBJECT_COUNTRY: "country of who (from)",
    SUBJECT_PROPERTY: "a property of who (from)",
    LEAVE: "leave out",
}
"""What a column may tell of an entity and of a relation, and how a person reads it."""
FIELDS = {"predicate": "does what", "when": "when", "paraphrase": "in which words", "chain": "who says so", "column": ""}
"""Fields of a mapping that are called otherwise where a person chooses what columns tell."""
ONCE = frozenset({"id", "name", "first name", "last name", "kind", "country", "date", "until", "note", *RELATION_ROLES}) - {
    PROPERTY,
    SUBJECT_PROPERTY,
    LEAVE,
    "said by",
}
"""What one column alone tells."""
CLAIMED = frozenset({"said by", "publisher", "title", "url", "published", "reported", "hedge", "stance", "quote"})
"""With a column that tells one of these, each row is a statement that somebody makes, not a row of the table alone."""
THIS_ROW = ""
"""In place of a column: whom or what the row itself makes."""
BY_ID = "id"
"""In place of a kind: an end is the id of an entity that another table makes."""


@dataclass(frozen=True)
class ColumnPlan:
    """One column: what it tells, and why that was thought. `values` says what certain cells mean, `split` parts a cell."""

    name: str
    role: str
    why: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    split: str = ""


@dataclass(frozen=True)
class FurtherPlan:
    """One more relation that each row tells, between two columns; `subject` may be THIS_ROW. The kinds are those of what a column names,
    `splits` part the cells of a column that names several, the other columns tell of this relation alone."""

    subject: str
    predicate: str
    object: str
    subject_kind: str = "person"
    object_kind: str = "person"
    splits: Mapping[str, str] = field(default_factory=dict)
    when: str = ""
    role: str = ""
    quantity: str = ""

    @property
    def columns(self) -> frozenset[str]:
        """Those that it speaks of."""
        return frozenset({self.subject, self.object, self.when, self.role, self.quantity}) - {THIS_ROW}


@dataclass(frozen=True)
class TablePlan:
    """One table. `kind` is that of its entities; `subject` and `object` are the kinds of what the ends name, or BY_ID."""

    file: str
    columns: tuple[ColumnPlan, ...]
    makes: str = ENTITIES
    sheet: str = ""
    why: str = ""
    kind: str = "person"
    predicate: str = "linked_to"
    subject: str = "person"
    object: str = "person"
    dates: str = ""
    header: Header = FIRST
    further: tuple[FurtherPlan, ...] = ()

    def of(self, role: str) -> ColumnPlan | None:
        """The first column that tells this."""
        return next((column for column in self.columns if column.role == role), None)

    def end(self, column: str) -> str:
        """Which end of its rows' own relation a column names: *subject* or *object*; empty if neither."""
        ends = ("subject", "object") if self.makes == RELATIONS else ()
        return next((role for role in ends if (own := self.of(role)) is not None and own.name == column), "")

    @property
    def told_further(self) -> frozenset[str]:
        """The columns of its further relations, which are no properties of the row."""
        return frozenset().union(*(each.columns for each in self.further))

    @property
    def claimed(self) -> bool:
        """Whether its rows say who says so."""
        return self.makes == RELATIONS and any(column.role in CLAIMED for column in self.columns)


@dataclass(frozen=True)
class Plan:
    """Tables that are mapped together, and what is cited as their source."""

    name: str
    tables: tuple[TablePlan, ...]
    case: str = ""
    title: str = ""
    publisher: str = ""
    publisher_kind: str = "body"
    url: str = ""
    published: str = ""

    @property
    def kept(self) -> tuple[TablePlan, ...]:
        """The tables that are not left out."""
        return tuple(each for each in self.tables if each.makes != LEFT_OUT)


def mapping_of(plan: Plan) -> TablesMap:
    """The mapping that a plan comes to."""
    source = SourceMap(
        title=Value(text=plan.title),
        publisher=Value(text=plan.publisher, kind=plan.publisher_kind if plan.publisher else ""),
        url=Value(text=plan.url),
        published=Value(text=plan.published),
    )
    return TablesMap(plan.name, plan.case, tuple(_table(each, source) for each in plan.kept))


def _table(plan: TablePlan, source: SourceMap) -> TableMap:
    ignore = tuple(column.name for column in plan.columns if column.role == LEAVE)
    made = TableMap(file=plan.file, sheet=plan.sheet, header=plan.header, dates=plan.dates, source=source, ignore=ignore)
    further = tuple(_further(plan, each) for each in plan.further)
    if plan.makes == ENTITIES:
        return replace(made, entities=(_entity(plan),), relations=further)
    return replace(made, relations=(_relation(plan), *further))


def _entity(plan: TablePlan) -> EntityMap:
    first, last = plan.of("first name"), plan.of("last name")
    name = _value(plan, "name")
    if not name and (first or last):
        name = Value(tuple(each.name for each in (first, last) if each))
    return EntityMap(
        id=_value(plan, "id"),
        name=name,
        kind=_kind(plan, "kind", plan.kind),
        aliases=tuple(_of(each) for each in plan.columns if each.role == "alias"),
        ids={scheme: _value(plan, scheme) for scheme in ("wikidata", "lei") if plan.of(scheme)},
        country=_value(plan, "country"),
        when=_value(plan, "date"),
        until=_value(plan, "until"),
        note=_value(plan, "note"),
        properties=_properties(plan),
    )


def _relation(plan: TablePlan) -> RelationMap:
    return RelationMap(
        subject=_subject(plan),
        predicate=_value(plan, "predicate") or Value(text=plan.predicate),
        object=_end(plan, "object", plan.object),
        when=_value(plan, "date"),
        until=_value(plan, "until"),
        where=_end(plan, "where", "place") if plan.of("where") else NO_ENTITY,
        role=_value(plan, "role"),
        quantity=_value(plan, "quantity"),
        properties=_properties(plan),
        claim=_claim(plan) if plan.claimed else None,
    )


def _further(plan: TablePlan, made: FurtherPlan) -> RelationMap:
    """One more relation; said by whoever says what its row says."""
    return RelationMap(
        subject=_of_column(plan, made, made.subject, made.subject_kind),
        predicate=Value(text=made.predicate),
        object=_of_column(plan, made, made.object, made.object_kind),
        when=_cells(made.when),
        role=_cells(made.role),
        quantity=_cells(made.quantity),
        claim=_claim(plan) if plan.claimed else None,
    )


def _cells(column: str) -> Value:
    return Value((column,)) if column else NOTHING


def _of_column(plan: TablePlan, made: FurtherPlan, column: str, kind: str) -> EntityMap:
    """Whom or what a column names: an end of the row's own relation is there what it is in that."""
    if column == THIS_ROW:
        row = _entity(plan)
        return EntityMap(id=row.id) if row.id else EntityMap(name=row.name, kind=row.kind)
    if role := plan.end(column):
        return _end(plan, role, getattr(plan, role))
    return EntityMap(name=Value((column,), split=made.splits.get(column, "")), kind=Value(text=kind))


def _subject(plan: TablePlan) -> EntityMap:
    """Whom or what a row is about, with what it tells of it; of one that another table makes, that table tells."""
    made = _end(plan, "subject", plan.subject)
    if not made.made:
        return made
    return replace(
        made, when=_value(plan, SUBJECT_DATE), country=_value(plan, SUBJECT_COUNTRY), properties=_properties(plan, SUBJECT_PROPERTY)
    )


def _end(plan: TablePlan, role: str, kind: str) -> EntityMap:
    value = _value(plan, role)
    return EntityMap(id=value) if kind == BY_ID else EntityMap(name=value, kind=_kind(plan, f"{role} kind", kind))


def _kind(plan: TablePlan, role: str, otherwise: str) -> Value:
    """The kind that a column tells; where its cell is empty, and without a column, the one that the table has."""
    told = _value(plan, role)
    return replace(told, values={**told.values, "": otherwise}) if told else Value(text=otherwise)


def _claim(plan: TablePlan) -> ClaimMap:
    cited = {name: _value(plan, name) for name in ("title", "publisher", "url", "published")}
    return ClaimMap(
        chain=tuple(_of(each) for each in plan.columns if each.role == "said by"),
        stance=_value(plan, "stance"),
        hedge=_value(plan, "hedge"),
        reported=_value(plan, "reported"),
        paraphrase=_value(plan, "quote"),
        source=SourceMap(**cited) if any(cited.values()) else None,
    )


def _properties(plan: TablePlan, role: str = PROPERTY) -> dict[str, Value]:
    return {column.name: _of(column) for column in plan.columns if column.role == role and column.name not in plan.told_further}


def _value(plan: TablePlan, role: str) -> Value:
    column = plan.of(role)
    return _of(column) if column is not None else NOTHING


def _of(column: ColumnPlan) -> Value:
    return Value((column.name,), values=dict(column.values), split=column.split)


def types_of(told: Mapping[str, int] | set[str]) -> dict[str, str]:
    """For words that are no relation types, the types that they become."""
    made = {word: predicate_of(word[:200]) for word in told if word}
    return {word: type_ for word, type_ in made.items() if type_.upper() != word.upper()}


STANCES, HEDGES = tuple(each.value for each in Stance), tuple(each.value for each in Hedge)
