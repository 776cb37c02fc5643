"""The fields of a mapping's YAML: mappings, lists and texts, each fault noted with its line and column."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeVar

from loaders.graphs.item import Place
from loaders.marked import Fields, Listing, Node, Scalar
from loaders.problems import Problems, one_of

T = TypeVar("T")


class FieldReader:
    """Reads the fields of one file; what is wrong goes to `problems`."""

    def __init__(self, file: str, problems: Problems) -> None:
        self.file, self.problems = file, problems

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

    def _pairs(self, given: Fields, key: str) -> dict[str, Node]:
        node = given.values.get(key)
        if node is None:
            return {}
        if not isinstance(node, Fields):
            self._wrong(node, "must be a mapping, like {name: value}", field=key)
            return {}
        return node.values

    def _at(self, node: Node) -> Place:
        return Place(self.file, node.line, node.column)

    def _wrong(self, at: Node | Place, message: str, *, field: str | None = None, value: str | None = None) -> None:
        self.problems.add(self.file, at, message, field=field, value=value, gap=True)
