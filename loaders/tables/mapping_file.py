"""A mapping from its YAML: strings alone, every fault with its line and column and what would be right."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import TypeVar

from graph.edtf import span
from graph.model import Hedge, Stance, VoiceKind
from loaders.graphs.item import Place
from loaders.graphs.names import predicate_of
from loaders.marked import Fields, Listing, Node, Scalar, read
from loaders.problems import Problems, one_of, shown
from loaders.tables.dates import ORDERS
from loaders.tables.mapping import (
    NO_ENTITY,
    NOTHING,
    ClaimMap,
    EntityMap,
    RelationMap,
    SourceMap,
    TableMap,
    TablesMap,
    Value,
)

TOP = ("name", "case", "source", "tables")
TABLE = ("file", "sheet", "header", "delimiter", "encoding", "dates", "source", "entities", "relations", "ignore")
ENTITY = ("id", "name", "kind", "space", "aliases", "ids", "country", "when", "note", "properties")
RELATION = ("subject", "predicate", "object", "when", "where", "role", "quantity", "properties", "claim")
CLAIM = ("chain", "stance", "hedge", "reported", "paraphrase", "source")
SOURCE = ("title", "publisher", "author", "url", "published", "kind", "lang", "rights", "note")
VALUE = ("column", "columns", "text", "values", "split", "kind")
"""The fields of each part, as they are written."""
DELIMITERS = {"comma": ",", "tab": "\t", "semicolon": ";", "bar": "|"}
SOURCE_KINDS = ("article", "post", "tweet", "report", "record", "email", "dataset", "feed-item", "statement")
_TYPE = re.compile(r"[A-Za-z][A-Za-z0-9_]{1,63}")
_CASE = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
_SCHEME = re.compile(r"[A-Za-z][\w-]{0,39}")
T = TypeVar("T")


def parse(text: str, file: str, problems: Problems) -> TablesMap | None:
    """The mapping in a text; None if it cannot be read at all. What is wrong goes to `problems`."""
    node = read(text, file, problems)
    if node is None:
        if not problems.errors:
            problems.add(file, Scalar("", 1, 1), "is empty; a mapping has the field tables", gap=True)
        return None
    return _Reader(file, problems).whole(node)


class _Reader:
    def __init__(self, file: str, problems: Problems) -> None:
        self.file, self.problems = file, problems

    def whole(self, node: Node) -> TablesMap | None:
        given = self._fields(node, "a mapping", TOP, needed=("tables",))
        if given is None:
            return None
        about = self._source(given.values.get("source"), constant=True) if "source" in given.values else SourceMap()
        tables = tuple(self._each(given.values.get("tables"), "tables", lambda each: self._table(each, about)))
        return TablesMap(self._key(given, "name"), self._key(given, "case"), tables)

    # Parts -------------------------------------------------------------------------------------------------------------------

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

    # Values ------------------------------------------------------------------------------------------------------------------

    def _of(self, given: Fields, key: str, *, voice: bool = False) -> Value:
        node = given.values.get(key)
        return NOTHING if node is None else self._value(node, key, voice=voice)

    def _value(self, node: Node, field: str, *, voice: bool = False) -> Value:
        """A text is a constant; a mapping names columns."""
        if isinstance(node, Scalar):
            if node.plain and not node.text:
                self._wrong(node, "has no value; remove the field, or write {column: NAME}", field=field)
            return Value(text=node.text, at=self._at(node))
        known = VALUE if voice else VALUE[:-1]
        given = self._fields(node, f"the value of {field}", known, field=field)
        if given is None:
            return NOTHING
        columns = [each.text for each in self._texts(given.values.get("columns"), "columns")]
        if column := self._text(given, "column"):
            columns.insert(0, column)
        text, kind = self._text(given, "text"), self._text(given, "kind")
        if bool(columns) == bool(text) and given.keys.keys() <= set(known):
            self._wrong(given, "needs a column, columns, or a text", field=field)
        kinds = [each.value for each in VoiceKind]
        if kind and kind not in kinds:
            self._wrong(given.values["kind"], f"{shown(kind)} is no kind of voice; write {one_of(kinds)}", field="kind", value=kind)
            kind = ""
        meanings = {key: value.text for key, value in self._pairs(given, "values").items() if isinstance(value, Scalar)}
        return Value(tuple(columns), text, meanings, self._text(given, "split"), kind, self._at(given))

    def _date(self, given: Fields, key: str) -> Value:
        value = self._of(given, key)
        if value.text:
            try:
                span(value.text)
            except ValueError as error:
                self._wrong(value.at, f"{shown(value.text)} is no date: {error}", field=key, value=value.text)
        return value

    def _word(self, given: Fields, key: str, known: Collection[str]) -> Value:
        value = self._of(given, key)
        for text in filter(None, (value.text, *value.values.values())):
            if text not in known:
                told = f"{shown(text)} is not known here; write {one_of(known)}{self.problems.nearest(text, known)}"
                self._wrong(value.at, told, field=key, value=text)
        return value

    def _predicate(self, given: Fields) -> Value:
        value = self._of(given, "predicate")
        for text in filter(None, (value.text, *value.values.values())):
            if not _TYPE.fullmatch(text):
                instead = predicate_of(text).upper()
                said = f"{shown(text)} is no relation type: letters from A to Z, digits and underscores, at most 64; write {instead}"
                self._wrong(value.at, said, field="predicate", value=text)
        return value

    def _several(self, given: Fields, key: str, *, voices: bool = False) -> tuple[Value, ...]:
        node = given.values.get(key)
        if node is None:
            return ()
        items = node.items if isinstance(node, Listing) else [node]
        return tuple(self._value(each, key, voice=voices) for each in items)

    def _named(self, given: Fields, key: str) -> dict[str, Value]:
        """Values by name; a list of columns is short for each under its own name."""
        node = given.values.get(key)
        if isinstance(node, Listing):
            return {each.text: Value((each.text,), at=self._at(each)) for each in self._texts(node, key)}
        found = {name: self._value(value, name) for name, value in self._pairs(given, key).items()}
        for name in found if key == "ids" else ():
            if not _SCHEME.fullmatch(name):
                self._wrong(given.values[key], f"{shown(name)} is no name of an identifier, like wikidata", field=key, value=name)
        return found

    def _pairs(self, given: Fields, key: str) -> dict[str, Node]:
        node = given.values.get(key)
        if node is None:
            return {}
        if not isinstance(node, Fields):
            self._wrong(node, "must be a mapping, like {name: value}", field=key)
            return {}
        return node.values

    # Small things ------------------------------------------------------------------------------------------------------------

    def _at(self, node: Node) -> Place:
        return Place(self.file, node.line, node.column)

    def _wrong(self, at: Node | Place, message: str, *, field: str | None = None, value: str | None = None) -> None:
        self.problems.add(self.file, at, message, field=field, value=value, gap=True)

    def _fields(
        self, node: Node | None, what: str, known: Collection[str], *, needed: Collection[str] = (), field: str | None = None
    ) -> Fields | None:
        if not isinstance(node, Fields):
            at = node if node is not None else Scalar("", 1, 1)
            text = f"{what} must be a mapping with the fields {one_of(known)}"
            self._wrong(at, text, field=field, value=node.text if isinstance(node, Scalar) else None)
            return None
        for key, mark in node.keys.items():
            if key not in known:
                hint = self.problems.nearest(key, known) or f"; its fields are {one_of(known)}"
                self._wrong(mark, f"unknown field in {what}{hint}", field=key)
        for key in needed:
            if key not in node.values:
                self._wrong(node, f"{what} needs the field {key}", field=key)
        return node

    def _each(self, node: Node | None, field: str, make: Callable[[Node], T]) -> list[T]:
        if node is None:
            return []
        if not isinstance(node, Listing) or not node.items:
            self._wrong(node, "must be a list: lines that begin with a hyphen", field=field)
            return []
        return [make(each) for each in node.items]

    def _texts(self, node: Node | None, field: str) -> list[Scalar]:
        if node is None:
            return []
        items = node.items if isinstance(node, Listing) else [node]
        found = [each for each in items if isinstance(each, Scalar)]
        if len(found) < len(items):
            self._wrong(node, "must be a list of texts, like [a, b]", field=field)
        return found

    def _text(self, given: Fields, key: str) -> str:
        node = given.values.get(key)
        if node is None:
            return ""
        if not isinstance(node, Scalar):
            self._wrong(node, "must be a text", field=key)
            return ""
        return node.text

    def _key(self, given: Fields, key: str) -> str:
        text = self._text(given, key)
        if text and not _CASE.fullmatch(text):
            said = "it takes small letters, digits, dots, hyphens and underscores (at most 80), like harbour-2024"
            self._wrong(given.values[key], f"{shown(text)} will not do: {said}", field=key, value=text)
            return ""
        return text

    def _header(self, given: Fields) -> int:
        text = self._text(given, "header")
        if text in ("", "no", "none"):
            return 0 if text else 1
        if not text.isascii() or not text.isdigit() or not 0 < int(text[:9]) <= 1_000:
            self._wrong(given.values["header"], "must be the line of the column names (1 to 1,000), or no", field="header", value=text)
            return 1
        return int(text)

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
