"""From a node with places to a record of the model, or to problems that say what is wrong, where, and what would be right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from graph.model import Record
from loaders.complaints import complain
from loaders.marked import Fields, Listing, Node, Scalar
from loaders.problems import Problems, one_of
from loaders.shapes import CASE, SECTIONS, STATEMENT, VOICE, Shape

_NOBODY = ("unnamed", "rumour")


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as written: its node and file, and the record once it is whole (None if something is wrong with it)."""

    shape: Shape
    fields: Fields
    file: str
    record: Record | None

    @property
    def id(self) -> str | None:
        """The id as written, if there is one."""
        return self.fields.text("id")

    def texts(self, key: str) -> list[Scalar]:
        """The texts in the list under a key; what is no text there was noted when the record was read."""
        node = self.fields.values.get(key)
        return [item for item in node.items if isinstance(item, Scalar)] if isinstance(node, Listing) else []

    def cited(self) -> list[Scalar]:
        """What a source cites, each with its place."""
        node = self.fields.values.get("cites")
        targets = [item.values.get("to") for item in node.items if isinstance(item, Fields)] if isinstance(node, Listing) else []
        return [target for target in targets if isinstance(target, Scalar)]


def read(shape: Shape, node: Node, file: str, given: Mapping[str, object], problems: Problems, apart: str = "") -> Entry | None:
    """Read one record. `given` holds fields that follow from the place; the key `apart` is left to the caller.

    Whatever is wrong goes to `problems`; None only if the node is not a mapping at all.
    """
    if not isinstance(node, Fields):
        message = f"{shape.a} must be a mapping with the keys {', '.join(shape.required)}"
        problems.add(file, node, message, field=shape.section, value=node.text if isinstance(node, Scalar) else None, gap=True)
        return None
    before = problems.errors
    data: dict[str, object] = dict(given)
    keys = shape.keys
    for key, value in node.values.items():
        text = value.text if isinstance(value, Scalar) else None
        if key not in keys and key != apart:
            hint = problems.nearest(key, [*keys, *([apart] if apart else [])])
            problems.add(file, node.keys[key], f"unknown key in {shape.a}{hint}", field=key, value=text)
        elif isinstance(value, Scalar) and value.plain and not value.text:
            problems.add(file, node.keys[key], 'has no value; remove the key, or write "" for an empty text', field=key)
        elif key != apart:
            data[keys[key]] = _plain(value, key)
    _together(shape, data, node, file, problems)
    record = _checked(shape, data, node, file, problems)
    return Entry(shape, node, file, record if problems.errors == before else None)


def _together(shape: Shape, data: dict[str, object], node: Fields, file: str, problems: Problems) -> None:
    """Fields that exclude or need each other. Noted here and made good in `data`, so that the model tells of all other faults as well."""
    if shape is STATEMENT and "object" in node.values and "value" in node.values:
        text = "has both an object and a value; keep the object for an entity, or the value for a text"
        problems.add(file, node.keys["value"], text, field="value", value=node.text("value"))
        data.pop("value", None)
    elif shape is STATEMENT and "object" not in node.values and "value" not in node.values:
        problems.add(file, node, "a statement needs an object (the id of an entity) or a value (a text)", field="object")
        data["value"] = ""
    elif shape is VOICE and "entity" in node.values and node.text("kind") in _NOBODY:
        text = f"a voice of the kind {node.text('kind')} is nobody in particular and never an entity; remove the key entity"
        problems.add(file, node.keys["entity"], text, field="entity", value=node.text("entity"))
        data.pop("entity", None)


def _plain(node: Node, key: str = "") -> object:
    """The node as plain texts, lists and mappings; an alias may be a text alone."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Listing):
        return [{"name": item.text} if key == "aliases" and isinstance(item, Scalar) else _plain(item) for item in node.items]
    return {key: _plain(value) for key, value in node.values.items()}


def _checked(shape: Shape, data: dict[str, object], node: Fields, file: str, problems: Problems) -> Record | None:
    try:
        return shape.model.model_validate(data, by_name=True, by_alias=False)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            if not (detail["type"] == "missing" and _written(shape, detail["loc"]) in node.values):
                complain(shape, detail, node, file, problems)
    return None


def _written(shape: Shape, path: tuple[int | str, ...]) -> str:
    """The written key of a top-level field; one that stands there without a value was noted already."""
    return next((written for written, name in shape.keys.items() if path == (name,)), "")


def sections(node: Node, file: str, problems: Problems) -> dict[str, Node]:
    """The sections of one file by name; unknown ones and what is no mapping go to `problems`."""
    known = (CASE.section, *SECTIONS)
    if not isinstance(node, Fields):
        problems.add(file, node, f"the file must be a mapping with the sections {one_of(known)}", gap=True)
        return {}
    for key, mark in node.keys.items():
        if key not in known:
            hint = problems.nearest(key, known) or f"; the sections are {one_of(known)}"
            problems.add(file, mark, f"unknown section{hint}", field=key, gap=True)
    return {key: node.values[key] for key in known if key in node.values}
