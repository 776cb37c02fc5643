"""YAML as text with places: every value is a string that knows its line and column. No tags, no types, no surprises.

Built from the parser's events, never from PyYAML's constructors: `NO` stays "NO", `12:30` stays "12:30", and nothing is ever executed.
Refused, each with its place: duplicate keys, tags, merge keys, a second document, nesting beyond a bound, aliases beyond a bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from loaders.problems import Problems, one_of, shown

PARSER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEPTH = 20
ALIASES = 1_000
COPIED = 100_000
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HINTS = (
    ("mapping values are not allowed", "a text that holds a colon and a space must stand in quotes, or the indentation is wrong"),
    ("cannot start any token", "tabs do not indent, and a text that begins with @ ` % & * ! | > must stand in quotes"),
    ("could not find expected ':'", "a key must be followed by a colon and a space"),
    ("did not find expected key", "check the indentation and the quotes of this record"),
    ("expected <block end>", "check the indentation"),
    ("found unexpected end of stream", "a quote or bracket is not closed"),
    ("expected ',' or", "a list is written [a, b] and a mapping {a: b}; check commas and closing brackets"),
)


@dataclass(slots=True)
class Scalar:
    """A text; `plain` if it stands without quotes."""

    text: str
    line: int
    column: int
    plain: bool = True


@dataclass(slots=True)
class Listing:
    """A list."""

    items: list[Node]
    line: int
    column: int


@dataclass(slots=True)
class Fields:
    """A mapping: for each key its own place and its value."""

    line: int
    column: int
    keys: dict[str, Scalar] = field(default_factory=dict)
    values: dict[str, Node] = field(default_factory=dict)

    def text(self, key: str) -> str | None:
        """The text under a key, if there is one and it is a text."""
        value = self.values.get(key)
        return value.text if isinstance(value, Scalar) else None


Node = Scalar | Listing | Fields


def known(node: Fields, keys: tuple[str, ...], file: str, problems: Problems, told: str) -> dict[str, Node]:
    """The values under these keys; any other key is a problem, in which `told` stands before what they are ("the keys of a name are")."""
    for key, mark in node.keys.items():
        if key not in keys:
            hint = problems.nearest(key, keys) or f"; {told} {one_of(keys)}"
            problems.add(file, mark, f"unknown key{hint}", field=key)
    return {key: value for key, value in node.values.items() if key in keys}


class UnreadableError(Exception):
    """The rest of the file cannot be read; the problem is already noted."""


def read(text: str, file: str, problems: Problems) -> Node | None:
    """The one document in the text as nodes with places, or None if it is empty or unreadable (then `problems` says why)."""
    return _Composer(file, problems).document(text)


@dataclass(slots=True)
class _Open:
    """A list or mapping that is still being read; `key` waits for its value, `size` counts the nodes in it."""

    node: Listing | Fields
    anchor: str | None
    key: Scalar | None = None
    size: int = 1


class _Composer:
    """Builds the nodes of one file, with a stack of what is open instead of recursion."""

    def __init__(self, file: str, problems: Problems) -> None:
        self._file, self._problems = file, problems
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._aliases = self._copied = 0

    def document(self, text: str) -> Node | None:
        root: Node | None = None
        documents = 0
        try:
            for event in _events(text):
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._stop(_place(event), "a second document begins here (---); a file holds one")
                node = self._take(event)
                root = root if node is None else node
        except yaml.YAMLError as error:
            place, message = _syntax(error)
            self._problems.add(self._file, place, message, gap=True)
            return None
        except UnreadableError:
            return None
        return None if isinstance(root, Scalar) and root.plain and not root.text else root

    def _stop(self, place: Scalar, message: str, value: str | None = None) -> None:
        """Give the file up."""
        self._problems.add(self._file, place, message, value=value, gap=True)
        raise UnreadableError

    def _take(self, event: Any) -> Node | None:
        """Take one event in; back comes the document's root once it is complete."""
        if isinstance(event, yaml.ScalarEvent):
            return self._put(self._scalar(event), 1, event.anchor)
        if isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            self._start(event)
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            closed = self._open.pop()
            return self._put(closed.node, closed.size, closed.anchor)
        elif isinstance(event, yaml.AliasEvent):
            return self._put(*self._aliased(event), None)
        return None

    def _scalar(self, event: Any) -> Scalar:
        scalar = _place(event)
        scalar.text, scalar.plain = event.value, not event.style
        self._tag(event, scalar)
        bad = _FORBIDDEN.search(event.value)
        if bad:
            text = f"the text holds a forbidden character (U+{ord(bad[0]):04X}); remove it"
            self._problems.add(self._file, scalar, text, value=event.value[:100].encode("utf-8", "replace").decode())
            scalar.text = _FORBIDDEN.sub("\ufffd", event.value)
        return scalar

    def _tag(self, event: Any, place: Scalar) -> None:
        if event.tag is not None:
            self._problems.add(self._file, place, f"tags are not read; remove {shown(event.tag)}", value=place.text)

    def _start(self, event: Any) -> None:
        place = _place(event)
        if len(self._open) >= DEPTH:
            self._stop(place, f"nested deeper than {DEPTH} levels")
        if self._open and isinstance(self._open[-1].node, Fields) and self._open[-1].key is None:
            self._stop(place, "a key must be a text, not a list or mapping; a text that begins with [ or { must stand in quotes")
        self._tag(event, place)
        listing = isinstance(event, yaml.SequenceStartEvent)
        self._open.append(_Open(Listing([], place.line, place.column) if listing else Fields(place.line, place.column), event.anchor))

    def _aliased(self, event: Any) -> tuple[Node, int]:
        """The node that an alias stands for, and its size."""
        name = shown(event.anchor)
        if event.anchor not in self._anchors:
            within = any(level.anchor == event.anchor for level in self._open)
            reason = "is used inside itself" if within else "is used before it is defined"
            self._stop(_place(event), f"the alias {name} {reason}; write the value out", event.anchor)
        node, size = self._anchors[event.anchor]
        self._aliases, self._copied = self._aliases + 1, self._copied + size
        if self._aliases > ALIASES or self._copied > COPIED:
            text = f"too many aliases (more than {ALIASES:,}, or {COPIED:,} values by copying); write the values out"
            self._stop(_place(event), text, event.anchor)
        return node, size

    def _put(self, node: Node, size: int, anchor: str | None) -> Node | None:
        """Put a complete node where it belongs; back comes the root if nothing is open."""
        if anchor is not None:
            self._anchors[anchor] = (node, size)
        if not self._open:
            return node
        level = self._open[-1]
        level.size += size
        if isinstance(level.node, Listing):
            level.node.items.append(node)
        elif level.key is not None:
            self._pair(level.node, level.key, node)
            level.key = None
        elif isinstance(node, Scalar):
            level.key = node
        else:
            self._stop(Scalar("", node.line, node.column), "a key must be a text, not an alias of a list or mapping")
        return None

    def _pair(self, fields: Fields, key: Scalar, value: Node) -> None:
        first = fields.keys.get(key.text)
        text = value.text if isinstance(value, Scalar) else None
        if key.text == "<<" and key.plain:
            self._problems.add(self._file, key, "merge keys (<<) are not read; write the fields out", field="<<", value=text)
        elif first is not None:
            message = f"the key {shown(key.text)} stands twice in one record (first in line {first.line}); keep one"
            self._problems.add(self._file, key, message, field=key.text, value=text, gap=len(self._open) == 1)
        else:
            fields.keys[key.text], fields.values[key.text] = key, value


def _place(event: Any) -> Scalar:
    """Where an event stands, as an empty text."""
    mark = event.start_mark
    return Scalar("", mark.line + 1, mark.column + 1)


def _events(text: str) -> Iterator[Any]:
    parser = PARSER(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()


def _syntax(error: yaml.YAMLError) -> tuple[Scalar | None, str]:
    """The parser's complaint: its place, and one line with a hint."""
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error).splitlines()[0]
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    hint = next((f"; {advice}" for pattern, advice in _HINTS if pattern in said), "")
    return Scalar("", mark.line + 1, mark.column + 1) if mark is not None else None, f"this is not YAML: {said}{hint}"
