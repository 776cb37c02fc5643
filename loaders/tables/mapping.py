"""A mapping: what each row of some tables makes. Plain values; `mapping_file` reads them from YAML, `mapping_text` writes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields

from loaders.graphs.item import Place
from loaders.tables.header import FIRST, Header


def _nowhere() -> Place:
    """The place of what no file holds."""
    return Place("", 1)


@dataclass(frozen=True, slots=True)
class Value:
    """What stands in a field: the cells of columns (joined by a space), or else a constant text.

    `values` says what certain cells mean; `split` parts a cell into several; `kind` is that of the voice, where it names one.
    """

    columns: tuple[str, ...] = ()
    text: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    split: str = ""
    kind: str = ""
    at: Place = field(default_factory=_nowhere, compare=False, repr=False)

    def __bool__(self) -> bool:
        return bool(self.columns or self.text)


NOTHING = Value()


@dataclass(frozen=True, slots=True)
class EntityMap:
    """An entity that a row makes or, as an end of a relation with nothing but an `id`, that stands elsewhere.

    Ids are told apart by their `space`. Without an id the name is the id. With `until`, `when` is the begin of an interval.
    """

    id: Value = NOTHING
    name: Value = NOTHING
    kind: Value = NOTHING
    space: str = ""
    aliases: tuple[Value, ...] = ()
    ids: Mapping[str, Value] = field(default_factory=dict)
    country: Value = NOTHING
    when: Value = NOTHING
    until: Value = NOTHING
    note: Value = NOTHING
    properties: Mapping[str, Value] = field(default_factory=dict)
    at: Place = field(default_factory=_nowhere, compare=False, repr=False)

    @property
    def made(self) -> bool:
        """Whether the row itself makes it."""
        return bool(self.name)

    @property
    def told(self) -> bool:
        """Whether the row tells more of it than its name and kind."""
        return bool(self.aliases or self.ids or self.country or self.when or self.until or self.note or self.properties)


NO_ENTITY = EntityMap()


@dataclass(frozen=True, slots=True)
class SourceMap:
    """What is cited: the table itself, or what each row names."""

    title: Value = NOTHING
    publisher: Value = NOTHING
    author: Value = NOTHING
    url: Value = NOTHING
    published: Value = NOTHING
    kind: Value = NOTHING
    lang: Value = NOTHING
    rights: Value = NOTHING
    note: Value = NOTHING


@dataclass(frozen=True, slots=True)
class ClaimMap:
    """Who says it: makes of each row a statement with a claim, in the row's own source if `source` is given, else in the table."""

    chain: tuple[Value, ...] = ()
    stance: Value = NOTHING
    hedge: Value = NOTHING
    reported: Value = NOTHING
    paraphrase: Value = NOTHING
    source: SourceMap | None = None


@dataclass(frozen=True, slots=True)
class RelationMap:
    """A relation that a row makes. Without a claim the row is its evidence: `where`, `role` and `quantity` are properties then.

    With one, the properties are a note of the claim. With `until`, `when` is the begin of an interval.
    """

    subject: EntityMap = NO_ENTITY
    predicate: Value = NOTHING
    object: EntityMap = NO_ENTITY
    when: Value = NOTHING
    until: Value = NOTHING
    where: EntityMap = NO_ENTITY
    role: Value = NOTHING
    quantity: Value = NOTHING
    properties: Mapping[str, Value] = field(default_factory=dict)
    claim: ClaimMap | None = None


@dataclass(frozen=True, slots=True)
class TableMap:
    """One file, or one sheet of a workbook. `header` is where the names of its columns stand;
    `dates` the order of day and month in dates like 3/4/2021, where it is told.
    """

    file: str = ""
    sheet: str = ""
    header: Header = FIRST
    delimiter: str = ""
    encoding: str = ""
    dates: str = ""
    source: SourceMap = SourceMap()
    entities: tuple[EntityMap, ...] = ()
    relations: tuple[RelationMap, ...] = ()
    ignore: tuple[str, ...] = ()
    at: Place = field(default_factory=_nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TablesMap:
    """A whole mapping. `name` is that of the import, `case` the key of the case that it goes into."""

    name: str = ""
    case: str = ""
    tables: tuple[TableMap, ...] = ()


def values_of(made: object) -> Iterator[Value]:
    """Every value in a part of a mapping."""
    if isinstance(made, Value):
        yield made
    elif isinstance(made, tuple):
        for each in made:
            yield from values_of(each)
    elif isinstance(made, Mapping):
        yield from values_of(tuple(made.values()))
    elif isinstance(made, EntityMap | SourceMap | ClaimMap | RelationMap | TableMap):
        yield from values_of(tuple(getattr(made, each.name) for each in fields(made)))
