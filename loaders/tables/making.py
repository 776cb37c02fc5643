"""What the rows of one table make, by its mapping: nodes and edges into the spool, what is said by somebody into the sayings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

from loaders.graphs.item import Edge, Node, Place
from loaders.graphs.names import on_a_line
from loaders.graphs.spool import Spool
from loaders.problems import shown
from loaders.tables.asides import is_aside
from loaders.tables.dates import Dates
from loaders.tables.getters import Columns, Get
from loaders.tables.keys import of_id, of_kind, of_name
from loaders.tables.kind_by_name import BY_NAME, kind_by_name
from loaders.tables.mapping import EntityMap, RelationMap, SourceMap, TableMap, Value, values_of
from loaders.tables.parted import Part, parted
from loaders.tables.sayings import CitedSource, Said, Sayings
from loaders.tables.sheet import Sheet
from loaders.tables.totals import Totals

Cells = Sequence[str]
End = tuple[str, str]
"""The space and the id of an entity."""


class Making:
    """Takes the rows of one table in. `mapping` is the name of the file that the mapping stands in, `imported` that of the import."""

    def __init__(self, table: TableMap, sheet: Sheet, name: str, mapping: str, imported: str, spool: Spool, sayings: Sayings) -> None:
        self.table, self.sheet, self.spool, self.sayings = table, sheet, spool, sayings
        self.mapping, self.imported, self.name = mapping, imported, name
        self.columns = Columns(sheet.columns, name, mapping, spool.problems)
        self.dates = Dates(table.dates)
        spool.unordered = self.dates.unordered
        self._passed: dict[tuple[str, str], tuple[Place, int]] = {}
        named = (value for each in table.entities for value in (each.name, each.id))
        ends = (value for each in table.relations for end in (each.subject, each.object) for value in (end.name, end.id))
        self.totals = Totals(self.columns.places((*named, *ends)), len(sheet.columns))
        self.entities = [self._entity(each) for each in table.entities]
        self.relations = [(self._relation(each), parted(each, self.columns, spool)) for each in table.relations]
        self._left_out()

    def run(self, most: int | None = None) -> None:
        """Read every row, or so many at most."""
        for place, cells in islice(self.sheet.rows(), most):
            if self._is_aside(place, cells) or ((total := self.totals.called(cells)) and self._is_total(place, cells, total)):
                continue
            self.totals.add(cells)
            for entity in self.entities:
                if (node := entity(place, cells)) is not None:
                    self.spool.node(node)
            for relation, parts in self.relations:
                for part in parts(place, cells):
                    relation(place, part)
        for (what, column), (first, rows) in self._passed.items():
            said = f"1 row names {what}" if rows == 1 else f"{rows:,} rows name {what}"
            self.spool.once(first, said, field=column)

    def _is_total(self, place: Place, cells: Cells, word: str) -> bool:
        """Whether a row that calls itself a total is one, by its figures; told either way, so that nothing is lost without a word."""
        is_sum = self.totals.is_sum(cells)
        if is_sum or (not self.table.entities and self.totals.lacks_a_name(cells)):
            why = "this row sums up those above" if is_sum else "this row is called like a total and names one end alone"
            text = f"{why}, so it makes no entity and no relation: {_row(cells)}"
            self.spool.problems.add(place.file, place, text, field=word, warning=True)
            return True
        text = f"{shown(word)} is called like a total, but none of its figures is the sum of the rows above; it is taken for a name"
        self.spool.once(place, f"{text}. Remove the row if it is a total", field=word)
        return False

    def _is_aside(self, place: Place, cells: Cells) -> bool:
        """Whether a row is a remark below or between the others; told, so that nothing is lost without a word."""
        if not is_aside(cells, entities=bool(self.table.entities)):
            return False
        text = f"this row holds a remark alone, so it makes no entity and no relation: {_row(cells)}"
        self.spool.problems.add(place.file, place, text, field="row", warning=True)
        return True

    def _pass(self, place: Place, what: str, column: str) -> None:
        """Count a row that makes nothing."""
        first, rows = self._passed.get((what, column), (place, 0))
        self._passed[what, column] = first, rows + 1

    def _left_out(self) -> None:
        """Say which columns the mapping does not speak of."""
        used = {column.casefold() for value in values_of(self.table) for column in value.columns}
        used |= {column.casefold() for column in self.table.ignore}
        unused = [shown(name) for name in self.sheet.columns if name.casefold() not in used]
        if unused:
            text = f"the mapping does not speak of {', '.join(unused[:20])}{' and others' if len(unused) > 20 else ''}; left out"
            self.spool.once(Place(self.name, 1), text, field="columns")

    # Entities ----------------------------------------------------------------------------------------------------------------

    def _entity(self, made: EntityMap) -> Callable[[Place, Cells], Node | None]:
        of, columns = self._identity(made), self.columns
        name, kind = columns.get(made.name), columns.get(made.kind)
        country, when, note = columns.get(made.country), self._time(made), columns.get(made.note)
        aliases, ids, properties = columns.several(made.aliases), columns.named(made.ids), columns.named(made.properties)
        given = bool(made.id)
        called_by = next(iter(made.name.columns), "")

        def node(place: Place, cells: Cells) -> Node | None:
            space, id_ = of(cells)
            if not id_ and not given:
                self._pass(place, "nobody and nothing; no entity is made there", called_by)
                return None
            told = kind(cells) if kind else ""
            called = name(cells) if name else ""
            if told == BY_NAME:
                told = kind_by_name(called or id_)
            sort = of_kind(told)
            key = (of_id(sort, id_, space, self.imported) if given and id_ != called else of_name(sort, id_)) if id_ else ""
            found = Node(place, id_, on_a_line(called), told, space, key, aliases(cells), ids(cells))
            found.country = country(cells) if country else ""
            found.when = when(cells)
            found.note = note(cells) if note else ""
            found.properties = properties(cells)
            return found

        return node

    def _identity(self, made: EntityMap) -> Callable[[Cells], End]:
        get, space = self.columns.get(made.id) or self.columns.get(made.name), made.space
        return lambda cells: (space, get(cells) if get else "")

    def _end(self, made: EntityMap, relation: str) -> Callable[[Place, Cells], End | None]:
        """An end of a relation; None if the row names none, which is doubtful for an entity that the row would make."""
        of = self._identity(made)
        node = self._entity(made) if made.made else None
        column = next(iter((made.id or made.name).columns), "")

        def end(place: Place, cells: Cells) -> End | None:
            found = of(cells)
            if not found[1]:
                self._pass(place, f"no {relation}; no relation is made there", column)
                return None
            if node is not None and (self.sayings.new(found) or made.told):
                one = node(place, cells)
                if one is not None:
                    self.sayings.made(one)
            return found

        return end

    def _time(self, made: EntityMap | RelationMap) -> Get:
        """When it is, or from when until when."""
        when, until, dates = self.columns.get(made.when), self.columns.get(made.until), self.dates
        if until is None:
            return lambda cells: dates.text(_text(when, cells))
        return lambda cells: dates.interval(_text(when, cells), _text(until, cells))

    # Relations ---------------------------------------------------------------------------------------------------------------

    def _relation(self, made: RelationMap) -> Callable[[Place, Part], None]:
        columns, spool = self.columns, self.spool
        subject, object_ = self._end(made.subject, "subject"), self._end(made.object, "object")
        predicate, when = columns.get(made.predicate), self._time(made)
        if made.claim is not None:
            return self._said(made, subject, object_)
        more = dict(made.properties)
        more |= {name: value for name, value in (("role", made.role), ("quantity", made.quantity)) if value}
        if made.where.name or made.where.id:
            more["where"] = made.where.name or made.where.id
        properties = columns.named(more)

        def edge(place: Place, part: Part) -> None:
            cells = part.cells
            start, end = subject(place, cells), object_(place, cells)
            if start is None or end is None:
                return
            made_ = Edge(place, max(place.line, 1), start[1], end[1], predicate(cells) if predicate else "", (start[0], end[0]))
            made_.when = when(cells)
            made_.properties = properties(cells)
            made_.properties |= {name: text for name, text in (("role", part.role), ("quantity", part.quantity)) if text}
            spool.edge(made_)

        return edge

    def _said(
        self, made: RelationMap, subject: Callable[[Place, Cells], End | None], object_: Callable[[Place, Cells], End | None]
    ) -> Callable[[Place, Part], None]:
        claim, columns, dates = made.claim, self.columns, self.dates
        assert claim is not None
        predicate, role, quantity = (columns.get(each) for each in (made.predicate, made.role, made.quantity))
        when = self._time(made)
        where = self._end(made.where, "place") if made.where.id or made.where.name else None
        stance, hedge, reported, words = (columns.get(each) for each in (claim.stance, claim.hedge, claim.reported, claim.paraphrase))
        chain = [(get, each.kind or "person") for each in claim.chain if (get := columns.get(each))]
        notes = columns.named(made.properties)
        cited = self._cited(claim.source) if claim.source is not None else None

        def said(place: Place, part: Part) -> None:
            cells = part.cells
            start, end = subject(place, cells), object_(place, cells)
            if start is None or end is None:
                return
            self.sayings.add(
                Said(
                    place,
                    start,
                    _text(predicate, cells),
                    end,
                    when=when(cells),
                    where=where(place, cells) if where and _text(columns.get(made.where.id or made.where.name), cells) else None,
                    role=_text(role, cells) or part.role,
                    quantity=_text(quantity, cells) or part.quantity,
                    stance=_text(stance, cells),
                    hedge=_text(hedge, cells),
                    reported=dates.text(_text(reported, cells)),
                    paraphrase=_text(words, cells),
                    note="\n".join(f"{name}: {text}" for name, text in notes(cells).items()),
                    chain=[(text, kind) for get, kind in chain if (text := get(cells))],
                    source=cited(cells) if cited else None,
                    table=self.spool.source,
                )
            )

        return said

    def _cited(self, made: SourceMap) -> Callable[[Cells], CitedSource]:
        columns, dates = self.columns, self.dates

        def of(value: Value) -> Get | None:
            return columns.get(value)

        title, publisher, author, url, published = of(made.title), of(made.publisher), of(made.author), of(made.url), of(made.published)
        kind, lang, rights, note = of(made.kind), of(made.lang), of(made.rights), of(made.note)

        def source(cells: Cells) -> CitedSource:
            return CitedSource(
                title=_text(title, cells),
                publisher=_text(publisher, cells),
                publisher_kind=made.publisher.kind or "outlet",
                author=_text(author, cells),
                url=_text(url, cells),
                published=dates.text(_text(published, cells)),
                kind=_text(kind, cells),
                lang=_text(lang, cells),
                rights=_text(rights, cells),
                note=_text(note, cells),
            )

        return source


def _row(cells: Cells) -> str:
    return shown(", ".join(cell.strip() for cell in cells if cell.strip()))


def _text(get: Get | None, cells: Cells) -> str:
    return get(cells) if get else ""
