"""The values of a mapping: a text that stands for all rows, or columns with what their words mean; dates and known words are checked."""

from __future__ import annotations

import re
from collections.abc import Collection

from graph.edtf import span
from graph.model import VoiceKind
from loaders.graphs.names import predicate_of
from loaders.marked import Fields, Listing, Node, Scalar
from loaders.problems import one_of, shown
from loaders.tables.mapping import NOTHING, Value
from loaders.tables.mapping_fields import FieldReader

VALUE = ("column", "columns", "text", "values", "split", "kind")
"""The fields of a value, as they are written."""
_TYPE = re.compile(r"[A-Za-z][A-Za-z0-9_]{1,63}")
_SCHEME = re.compile(r"[A-Za-z][\w-]{0,39}")


class ValueReader(FieldReader):
    """Reads the values of one file."""

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
