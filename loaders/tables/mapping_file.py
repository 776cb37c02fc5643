"""A mapping from its YAML: strings alone, every fault with its line and column and what would be right."""

from __future__ import annotations

import re

from graph.model import Hedge, Stance
from loaders.marked import Fields, Node, Scalar, read
from loaders.problems import Problems, one_of, shown
from loaders.tables.dates import ORDERS
from loaders.tables.header import Header
from loaders.tables.mapping import (
    NO_ENTITY,
    ClaimMap,
    EntityMap,
    RelationMap,
    SourceMap,
    TableMap,
    TablesMap,
    Value,
)
from loaders.tables.mapping_values import ValueReader

TOP = ("name", "case", "source", "tables")
TABLE = ("file", "sheet", "header", "delimiter", "encoding", "dates", "source", "entities", "relations", "ignore")
ENTITY = ("id", "name", "kind", "space", "aliases", "ids", "country", "when", "until", "note", "properties")
RELATION = ("subject", "predicate", "object", "when", "until", "where", "role", "quantity", "properties", "claim")
CLAIM = ("chain", "stance", "hedge", "reported", "paraphrase", "source")
SOURCE = ("title", "publisher", "author", "url", "published", "kind", "lang", "rights", "note")
"""The fields of each part, as they are written."""
DELIMITERS = {"comma": ",", "tab": "\t", "semicolon": ";", "bar": "|"}
SOURCE_KINDS = ("article", "post", "tweet", "report", "record", "email", "dataset", "feed-item", "statement")
_LINES = re.compile(r"([0-9]{1,4})(?:-([0-9]{1,4}))?")
_CASE = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")


def parse(text: str, file: str, problems: Problems) -> TablesMap | None:
    """The mapping in a text; None if it cannot be read at all. What is wrong goes to `problems`."""
    node = read(text, file, problems)
    if node is None:
        if not problems.errors:
            problems.add(file, Scalar("", 1, 1), "is empty; a mapping has the field tables", gap=True)
        return None
    return _Reader(file, problems).whole(node)


class _Reader(ValueReader):
    def whole(self, node: Node) -> TablesMap | None:
        given = self._fields(node, "a mapping", TOP, needed=("tables",))
        if given is None:
            return None
        about = self._source(given.values.get("source"), constant=True) if "source" in given.values else SourceMap()
        tables = tuple(self._each(given.values.get("tables"), "tables", lambda each: self._table(each, about)))
        return TablesMap(self._key(given, "name"), self._key(given, "case"), tables)

    def _table(self, node: Node, about: SourceMap) -> TableMap:
        given = self._fields(node, "a table", TABLE)
        if given is None:
            return TableMap()
        if not given.values.keys() & {"entities", "relations"}:
            self._wrong(given, "a table needs entities or relations: what each of its rows makes")
        own = self._source(given.values["source"], constant=True) if "source" in given.values else None
        return TableMap(
            file=self._text(given, "file"),
            sheet=self._text(given, "sheet"),
            header=self._header(given),
            delimiter=self._delimiter(given),
            encoding=self._text(given, "encoding"),
            dates=self._order(given),
            source=_over(own, about),
            entities=tuple(self._each(given.values.get("entities"), "entities", self._entity)),
            relations=tuple(self._each(given.values.get("relations"), "relations", self._relation)),
            ignore=tuple(each.text for each in self._texts(given.values.get("ignore"), "ignore")),
            at=self._at(given),
        )

    def _entity(self, node: Node) -> EntityMap:
        made = self._thing(node, "an entity", "entities")
        if made is not NO_ENTITY and not (made.id or made.name):
            self._wrong(node, "an entity needs an id or a name", field="entities")
        return made

    def _thing(self, node: Node, what: str, field: str) -> EntityMap:
        given = self._fields(node, what, (*ENTITY, "column", "columns"), field=field)
        if given is None:
            return NO_ENTITY
        if given.values.keys() & {"column", "columns"}:
            # the short form: the id of an entity that stands elsewhere
            return EntityMap(id=self._value(given, field), at=self._at(given))
        kind = self._of(given, "kind")
        return EntityMap(
            id=self._of(given, "id"),
            name=self._of(given, "name"),
            kind=kind,
            space=self._text(given, "space"),
            aliases=self._several(given, "aliases"),
            ids=self._named(given, "ids"),
            country=self._of(given, "country"),
            when=self._date(given, "when"),
            until=self._date(given, "until"),
            note=self._of(given, "note"),
            properties=self._named(given, "properties"),
            at=self._at(given),
        )

    def _end(self, given: Fields, field: str) -> EntityMap:
        node = given.values.get(field)
        if node is None:
            return NO_ENTITY
        if isinstance(node, Scalar):
            self._wrong(node, f"{shown(node.text)} is a text; an end is {{column: NAME}} for an id, or a mapping with a name", field=field)
            return NO_ENTITY
        made = self._thing(node, f"the {field} of a relation", field)
        if made is not NO_ENTITY and not (made.id or made.name):
            self._wrong(node, "needs an id (an entity of these tables) or a name (an entity that the row makes)", field=field)
        return made

    def _relation(self, node: Node) -> RelationMap:
        given = self._fields(node, "a relation", RELATION, needed=("subject", "predicate", "object"), field="relations")
        if given is None:
            return RelationMap()
        return RelationMap(
            subject=self._end(given, "subject"),
            predicate=self._predicate(given),
            object=self._end(given, "object"),
            when=self._date(given, "when"),
            until=self._date(given, "until"),
            where=self._end(given, "where"),
            role=self._of(given, "role"),
            quantity=self._of(given, "quantity"),
            properties=self._named(given, "properties"),
            claim=self._claim(given.values["claim"]) if "claim" in given.values else None,
        )

    def _claim(self, node: Node) -> ClaimMap:
        given = self._fields(node, "a claim", CLAIM, field="claim")
        if given is None:
            return ClaimMap()
        return ClaimMap(
            chain=self._several(given, "chain", voices=True),
            stance=self._word(given, "stance", [each.value for each in Stance]),
            hedge=self._word(given, "hedge", [each.value for each in Hedge]),
            reported=self._date(given, "reported"),
            paraphrase=self._of(given, "paraphrase"),
            source=self._source(given.values["source"]) if "source" in given.values else None,
        )

    def _source(self, node: Node | None, *, constant: bool = False) -> SourceMap:
        given = self._fields(node, "a source", SOURCE, field="source") if node is not None else None
        if given is None:
            return SourceMap()
        made = SourceMap(
            title=self._of(given, "title"),
            publisher=self._of(given, "publisher", voice=True),
            author=self._of(given, "author"),
            url=self._of(given, "url"),
            published=self._date(given, "published"),
            kind=self._word(given, "kind", SOURCE_KINDS),
            lang=self._of(given, "lang"),
            rights=self._of(given, "rights"),
            note=self._of(given, "note"),
        )
        for name in SOURCE:
            value: Value = getattr(made, name)
            if constant and value.columns:
                text = "the source of a whole table has texts alone; what each row names as its source stands under claim, source"
                self._wrong(value.at, text, field=name, value=value.columns[0])
        if made.url.text and not made.url.text.lower().startswith(("http://", "https://")):
            self._wrong(made.url.at, "an address must begin with http:// or https://", field="url", value=made.url.text)
        return made

    def _key(self, given: Fields, key: str) -> str:
        text = self._text(given, key)
        if text and not _CASE.fullmatch(text):
            said = "it takes small letters, digits, dots, hyphens and underscores (at most 80), like harbour-2024"
            self._wrong(given.values[key], f"{shown(text)} will not do: {said}", field=key, value=text)
            return ""
        return text

    def _header(self, given: Fields) -> Header:
        text = self._text(given, "header")
        if text in ("", "no", "none"):
            return Header(0 if text else 1)
        told = _LINES.fullmatch(text)
        lines = [int(each) for each in told.groups() if each] if told else [0]
        if not 0 < lines[0] <= 1_000 or lines[-1] - lines[0] != len(lines) - 1:
            said = "must be the line of the column names (1 to 1,000), two lines that name them together (1-2), or no"
            self._wrong(given.values["header"], said, field="header", value=text)
            return Header()
        return Header(lines[-1], lines[0] if len(lines) > 1 else 0)

    def _order(self, given: Fields) -> str:
        text = self._text(given, "dates")
        if text and text not in ORDERS:
            self._wrong(given.values["dates"], f"{shown(text)} is no order of dates; write {one_of(ORDERS)}", field="dates", value=text)
            return ""
        return text

    def _delimiter(self, given: Fields) -> str:
        text = self._text(given, "delimiter")
        made = DELIMITERS.get(text, text)
        if made and made not in DELIMITERS.values():
            said = f"{shown(text)} parts no columns; write {one_of(DELIMITERS)}"
            self._wrong(given.values["delimiter"], said, field="delimiter", value=text)
            return ""
        return made


def _over(own: SourceMap | None, about: SourceMap) -> SourceMap:
    """What a table says of its source, and beside that what the mapping says of all."""
    if own is None:
        return about
    return SourceMap(**{name: getattr(own, name) or getattr(about, name) for name in SOURCE})
