"""YAML as text with places: every value is a string that knows its line and column. No tags, no types, no surprises.

Built from the parser's events, never from PyYAML's constructors: `NO` stays "NO", `12:30` stays "12:30", and nothing is ever executed.
Refused, each with its place: duplicate keys, tags, merge keys, a second document, nesting beyond a bound, aliases beyond a bound.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from graph.errors import Problem
from loaders.problems import shown

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


class UnreadableError(Exception):
    """The rest of the file cannot be read; the problem is already noted."""


def read(text: str, file: str, add: Callable[[Problem], None]) -> Node | None:
    """The one document in the text as nodes with places, or None if it is empty or unreadable (then `add` was told why)."""
    return _Composer(file, add).document(text)


@dataclass(slots=True)
class _Open:
    """A list or mapping that is still being read; `key` waits for its value."""

    node: Listing | Fields
    anchor: str | None
    key: Scalar | None = None
    size: int = 1


class _Composer:
    def __init__(self, file: str, add: Callable[[Problem], None]) -> None:
        self._file, self._add = file, add
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
                        self._stop(event, "a second document begins here (---); a file holds one")
                    continue
                node = self._take(event)
                root = root if node is None else node
        except yaml.YAMLError as error:
            self._add(_syntax(error, self._file))
            return None
        except UnreadableError:
            return None
        return None if isinstance(root, Scalar) and root.plain and not root.text else root

    def _stop(self, event: Any, message: str, value: str | None = None) -> None:
        self._note(event.start_mark.line + 1, event.start_mark.column + 1, message, value)
        raise UnreadableError

    def _note(self, line: int, column: int, message: str, value: str | None = None) -> None:
        self._add(Problem(message, self._file, line, column, value=value))

    def _take(self, event: Any) -> Node | None:
        """Take one event in; the document's root when it is complete."""
        if isinstance(event, yaml.ScalarEvent):
            return self._put(self._scalar(event), 1, event.anchor)
        if isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            self._start(event)
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            closed = self._open.pop()
            return self._put(closed.node, closed.size, closed.anchor)
        elif isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        return None

    def _scalar(self, event: Any) -> Scalar:
        mark = event.start_mark
        if event.tag is not None:
            self._note(mark.line + 1, mark.column + 1, f"tags are not read; remove {shown(event.tag)}", event.value)
        bad = _FORBIDDEN.search(event.value)
        if bad:
            self._note(mark.line + 1, mark.column + 1, f"the text holds a forbidden character (U+{ord(bad[0]):04X}); remove it", shown(event.value))
            return Scalar(_FORBIDDEN.sub("\ufffd", event.value), mark.line + 1, mark.column + 1, event.style is None)
        return Scalar(event.value, mark.line + 1, mark.column + 1, event.style is None)

    def _start(self, event: Any) -> None:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if len(self._open) >= DEPTH:
            self._stop(event, f"nested deeper than {DEPTH} levels")
        if event.tag is not None:
            self._note(line, column, f"tags are not read; remove {shown(event.tag)}")
        node = Listing([], line, column) if isinstance(event, yaml.SequenceStartEvent) else Fields(line, column)
        if self._open and isinstance(self._open[-1].node, Fields) and self._open[-1].key is None:
            self._stop(event, "a key must be a text, not a list or mapping; a text that begins with [ or { must stand in quotes")
        self._open.append(_Open(node, event.anchor))

    def _alias(self, event: Any) -> Node | None:
        known = self._anchors.get(event.anchor)
        if known is None:
            within = any(level.anchor == event.anchor for level in self._open)
            reason = "is used inside itself" if within else "is not defined before it is used"
            self._stop(event, f"the alias *{event.anchor} {reason}", event.anchor)
            return None
        node, size = known
        self._aliases, self._copied = self._aliases + 1, self._copied + size
        if self._aliases > ALIASES or self._copied > COPIED:
            self._stop(event, f"too many aliases (more than {ALIASES:,}, or {COPIED:,} values by copying); write the values out", event.anchor)
        return self._put(node, size, None)

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
        elif level.key is None:
            level.key = self._key(node)
        else:
            self._pair(level.node, level.key, node)
            level.key = None
        return None

    def _key(self, node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            self._note(node.line, node.column, "a key must be a text, not an alias of a list or mapping")
            raise UnreadableError
        return node

    def _pair(self, fields: Fields, key: Scalar, value: Node) -> None:
        first = fields.keys.get(key.text)
        if key.text == "<<" and key.plain:
            self._note(key.line, key.column, "merge keys (<<) are not read; write the fields out")
        elif first is not None:
            message = f"the key {shown(key.text)} stands twice in one record (first in line {first.line}); keep one"
            self._add(Problem(message, self._file, key.line, key.column, key.text[:100], _brief(value)))
        else:
            fields.keys[key.text], fields.values[key.text] = key, value


def _events(text: str) -> Iterator[Any]:
    parser = PARSER(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()


def _brief(node: Node) -> str | None:
    return node.text[:200] if isinstance(node, Scalar) else None


def _syntax(error: yaml.YAMLError, file: str) -> Problem:
    """The parser's complaint in one line, with its place and a hint."""
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error).splitlines()[0]
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    hint = next((f"; {advice}" for pattern, advice in _HINTS if pattern in said), "")
    place = (mark.line + 1, mark.column + 1) if mark is not None else (None, None)
    return Problem(f"this is not YAML: {said}{hint}", file, *place)
