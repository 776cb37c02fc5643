"""What the model complains about, as one sentence for the person who wrote the file: what is wrong and what would be right."""

from __future__ import annotations

from typing import Any

from pydantic_core import ErrorDetails

from loaders.marked import Fields, Listing, Node, Scalar
from loaders.problems import Problems, one_of, shown
from loaders.shapes import Shape

PATTERNS = {
    r"^[a-z][a-z0-9_-]*:[^\s/|]{1,200}$": "an id is a kind in small letters, a colon and a name without spaces or slashes, like person:x-y",
    r"^[a-z0-9][a-z0-9._-]{0,79}$": "it takes small letters, digits, dots, hyphens and underscores (at most 80), like dong-jingwei-2021",
    r"^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$": "it takes letters, digits, dots, hyphens and underscores (at most 120), like s01-defected",
    r"^[a-z][a-z0-9_]{1,63}$": "a predicate is words in small letters joined by underscores (at most 64), like worked_for",
    r"^[a-z][a-z0-9_-]{0,63}$": "a kind is one word in small letters, like person",
    r"^[0-9a-f]{64}$": "a SHA-256 is 64 digits from 0-9 and a-f",
}
_SENTENCES = {
    "tuple_type": "must be a list, like [a, b] or lines that begin with a hyphen",
    "string_type": "must be a text, not a list or mapping; a text that begins with [ or {{ must stand in quotes",
    "dict_type": "must be a mapping, like {{wikidata: Q42}}",
    "model_type": "must be a mapping, like {{key: value}}",
    "bool_parsing": "must be yes or no",
    "bool_type": "must be yes or no",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "float_parsing": "must be a number",
    "float_type": "must be a number",
    "finite_number": "must be a number",
    "greater_than_equal": "must be {ge:g} or more",
    "less_than_equal": "must be {le:g} or less",
    "string_too_long": "is longer than {max_length:,} characters",
    "string_too_short": "must not be empty",
    "too_short": "must hold at least {min_length} of them",
    "too_long": "must hold at most {max_length} of them",
}


def complain(shape: Shape, detail: ErrorDetails, node: Fields, file: str, problems: Problems) -> None:
    """Note one complaint about the record at `node`, with the place of the field that it is about."""
    path: list[str | int] = list(detail["loc"])
    if path and isinstance(path[0], str):
        path[0] = next((written for written, name in shape.keys.items() if name == path[0]), path[0])
    found = _found(node, path)
    field = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".") or None
    value = found.text if isinstance(found, Scalar) else None
    place: Any = found
    if detail["type"] == "extra_forbidden":
        owner = _found(node, path[:-1])
        place = owner.keys[str(path[-1])] if isinstance(owner, Fields) else owner
    problems.add(file, place, _sentence(shape, detail, path, problems), field=field, value=value)


def _found(node: Node, path: list[str | int]) -> Node:
    """The node at a path, or the nearest one above it (the record, if a field is missing)."""
    for part in path:
        if isinstance(node, Fields) and isinstance(part, str) and part in node.values:
            node = node.values[part]
        elif isinstance(node, Listing) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
        else:
            break
    return node


def _sentence(shape: Shape, detail: ErrorDetails, path: list[str | int], problems: Problems) -> str:
    kind, context, value = detail["type"], detail.get("ctx", {}), str(detail.get("input"))
    if kind == "missing":
        return f"{shape.a} needs the key {path[-1]}" if len(path) == 1 else f"needs the key {path[-1]}"
    if kind == "extra_forbidden":
        return f"unknown key{problems.nearest(str(path[-1]), _siblings(shape, path))}"
    if kind in ("enum", "literal_error"):
        words = [word.strip("' ") for word in str(context["expected"]).replace(" or ", ", ").split(",")]
        return f"{shown(value)} is not known here; write {one_of(words)}{problems.nearest(value, words)}"
    if kind == "string_pattern_mismatch":
        return f"{shown(value)} will not do: {PATTERNS.get(str(context['pattern']), 'it must match ' + str(context['pattern']))}"
    if kind == "value_error":
        return str(context["error"])
    return _SENTENCES[kind].format(**context) if kind in _SENTENCES else detail["msg"]


def _siblings(shape: Shape, path: list[str | int]) -> list[str]:
    """The keys that a part of a record may have (a citation, an alias, a locator)."""
    info = shape.model.model_fields.get(shape.keys.get(str(path[0]), ""))
    names: set[str] = set()
    waiting: list[Any] = [info.annotation] if info is not None else []
    while waiting:
        kind = waiting.pop()
        names |= set(getattr(kind, "model_fields", {}))
        waiting += getattr(kind, "__args__", ())
    return sorted(names)
