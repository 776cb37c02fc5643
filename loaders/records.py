"""From a node with places to a record of the model, or to problems that say what is wrong, where, and what would be right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from graph.errors import Problem
from graph.model import Record
from loaders.marked import Fields, Listing, Node, Scalar
from loaders.problems import Problems, one_of, shown
from loaders.shapes import SECTIONS, Shape

_PATTERNS = {
    r"^[a-z][a-z0-9_-]*:[^\s/|]{1,200}$": "an id is a kind in small letters, a colon and a name without spaces, / or |, like person:dong-jingwei",
    r"^[a-z0-9][a-z0-9._-]{0,79}$": "a case's id has small letters, digits, dots and hyphens, like dong-jingwei-2021",
    r"^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$": "letters, digits, dots, hyphens and underscores only, like s01-defected",
    r"^[a-z][a-z0-9_]{1,63}$": "a predicate is words in small letters joined by underscores, like worked_for",
    r"^[a-z][a-z0-9_-]{0,63}$": "a kind is one word in small letters, like person",
    r"^[0-9a-f]{64}$": "a SHA-256 is 64 digits from 0-9 and a-f",
}
_KINDS = {
    "tuple_type": "must be a list, like [a, b] or lines that begin with a hyphen",
    "string_type": "must be a text, not a list or mapping; a text that begins with [ or {{ must stand in quotes",
    "dict_type": "must be a mapping of keys to texts, like {{wikidata: Q42}}",
    "model_type": "must be a mapping of keys to values, like {{key: value}}",
    "bool_parsing": "must be yes or no",
    "bool_type": "must be yes or no",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "float_parsing": "must be a number",
    "float_type": "must be a number",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "string_too_long": "is longer than {max_length:,} characters",
    "string_too_short": "is empty",
    "too_short": "must hold at least {min_length}",
    "too_long": "must hold at most {max_length}",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as written: its node and file, and the record once it is whole (None if something is wrong with it)."""

    shape: Shape
    fields: Fields
    file: str
    record: Record | None


def entry(shape: Shape, node: Node, file: str, given: Mapping[str, object], problems: Problems, *, apart: tuple[str, ...] = ()) -> Entry | None:
    """Read one record. `given` holds fields that follow from the place; keys in `apart` are left to the caller.

    Whatever is wrong goes to `problems`; None only if the node is not a mapping at all.
    """
    if not isinstance(node, Fields):
        keys = ", ".join(shape.required)
        problems.add(Problem(f"a {shape.name} must be a mapping with the keys {keys}", file, node.line, node.column, shape.section, _brief(node)))
        return None
    before = problems.errors
    data: dict[str, object] = dict(given)
    keys = shape.keys
    for key, value in node.values.items():
        if key in apart:
            continue
        mark = node.keys[key]
        if key not in keys:
            hint = problems.nearest(key, [*keys, *apart])
            problems.add(Problem(f"unknown key in a {shape.name}{hint}", file, mark.line, mark.column, key[:100], _brief(value)))
        elif isinstance(value, Scalar) and value.plain and not value.text:
            problems.add(Problem('has no value; remove the key, or write "" for an empty text', file, mark.line, mark.column, key))
        else:
            data[keys[key]] = _plain(value, key)
    record = _checked(shape, data, node, file, problems)
    return Entry(shape, node, file, record if problems.errors == before else None)


def _plain(node: Node, key: str = "") -> object:
    """The node as plain texts, lists and mappings; an alias may be a text alone."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Listing):
        return [{"name": item.text} if key == "aliases" and isinstance(item, Scalar) else _plain(item) for item in node.items]
    return {key: _plain(value) for key, value in node.values.items()}


def _checked(shape: Shape, data: dict[str, object], node: Fields, file: str, problems: Problems) -> Record | None:
    try:
        return shape.model.model_validate(data)
    except ValidationError as error:
        written = {_alias(shape.model, name): key for key, name in shape.keys.items()} | {name: key for key, name in shape.keys.items()}
        for detail in error.errors(include_url=False):
            problems.add(_problem(shape, detail, node, written, file, problems))
    return None


def _alias(model: type[BaseModel], name: str) -> str:
    return model.model_fields[name].alias or name


def _problem(shape: Shape, detail: ErrorDetails, node: Fields, written: dict[str, str], file: str, problems: Problems) -> Problem:
    """One complaint of the model as a problem with its place."""
    where: list[str | int] = list(detail["loc"])
    if where and isinstance(where[0], str):
        where[0] = written.get(where[0], where[0])
    if shape.name == "case" and not where:
        where = []
    place, found = _locate(node, where)
    field = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in where).lstrip(".") or None
    if detail["type"] == "value_error" and not where:
        place, field = _whole(node)
    message = _sentence(shape, detail, where, problems)
    value = _brief(found) if detail["type"] not in ("missing", "value_error") or where else None
    return Problem(message, file, place.line, place.column, field, value if detail["type"] != "missing" else None)


def _whole(node: Fields) -> tuple[Node | Scalar, str | None]:
    """The place for a complaint about several fields of a record: the field that should go, else the record."""
    for key in ("value", "entity", "end", "at"):
        if key in node.keys:
            return node.keys[key], key
    return node, None


def _locate(node: Node, where: list[str | int]) -> tuple[Node | Scalar, Node | None]:
    """The place of the field that a path names (the record's if it is missing) and its value."""
    for part in where:
        if isinstance(node, Fields) and isinstance(part, str) and part in node.values:
            node = node.values[part]
        elif isinstance(node, Listing) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
        else:
            break
    return node, node


def _sentence(shape: Shape, detail: ErrorDetails, where: list[str | int], problems: Problems) -> str:
    kind, context, value = detail["type"], detail.get("ctx", {}), detail.get("input")
    if kind == "missing":
        return f"a {shape.name} needs the key {where[-1]}" if len(where) == 1 else f"the key {where[-1]} is missing here"
    if kind == "extra_forbidden":
        return f"unknown key{problems.nearest(str(where[-1]), _siblings(shape, where))}"
    if kind in ("enum", "literal_error"):
        words = [word.strip("' ") for word in str(context["expected"]).replace(" or ", ", ").split(",")]
        return f"{shown(str(value))} is not known here; write {one_of(words)}{problems.nearest(str(value), words)}"
    if kind == "string_pattern_mismatch":
        return f"{shown(str(value))} will not do: {_PATTERNS.get(str(context['pattern']), 'it must match ' + str(context['pattern']))}"
    if kind == "value_error":
        return str(context["error"])
    return _KINDS[kind].format(**context) if kind in _KINDS else detail["msg"]


def _siblings(shape: Shape, where: list[str | int]) -> list[str]:
    """The keys that a part of a record may have (a citation, an alias, a locator)."""
    info: Any = shape.model.model_fields.get(shape.keys.get(str(where[0]), ""))
    names: set[str] = set()
    waiting = [info.annotation] if info is not None else []
    while waiting:
        kind = waiting.pop()
        names |= set(getattr(kind, "model_fields", {}))
        waiting += getattr(kind, "__args__", ())
    return sorted(names)


def _brief(node: Node | None) -> str | None:
    return node.text[:200] if isinstance(node, Scalar) else None


def sections(node: Node, file: str, problems: Problems) -> dict[str, Node]:
    """The sections of one file by name; unknown ones and what is no mapping go to `problems`."""
    known = ("case", *SECTIONS)
    if not isinstance(node, Fields):
        problems.add(Problem(f"the file must be a mapping with sections: {one_of(known)}", file, node.line, node.column))
        return {}
    for key in node.keys.keys() - set(known):
        mark = node.keys[key]
        hint = problems.nearest(key, known) or f"; the sections are {one_of(known)}"
        problems.add(Problem(f"unknown section{hint}", file, mark.line, mark.column, key[:100]))
    return {key: node.values[key] for key in known if key in node.values}
