"""The JSON schema (2020-12) of a case's files and the tables of its fields, made from the models: `python -m loaders.schema docs`.

One schema for every file of a case, so that an editor needs no more than its path. References between records, uniqueness and the days of
the calendar are beyond a schema; `loaders.check` tells of those.
"""

from __future__ import annotations

import json
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph.model import Alias, Citation, Locator, Part
from loaders.shapes import CASE, CLAIM, SECTIONS, STATEMENT, Shape

Json = dict[str, Any]
_PARTS: dict[str, type[Part]] = {"alias": Alias, "citation": Citation, "locator": Locator}
_LIMITS = ("pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems")
_SHAPES = (CASE, *SECTIONS.values(), CLAIM)


@cache
def meanings() -> dict[str, dict[str, str]]:
    """What each field means, by kind of record and written key (fields.yml)."""
    text = Path(__file__).with_name("fields.yml").read_text("utf-8")
    return {kind: {key: str(words) for key, words in fields.items()} for kind, fields in yaml.load(text, yaml.BaseLoader).items()}


def schema() -> Json:
    """The schema of one file: a mapping with one or more sections."""
    defs = {_name(shape): _record(shape) for shape in _SHAPES} | {name: _part(name) for name in _PARTS}
    defs["alias"] = {"anyOf": [{"type": "string", "minLength": 1}, defs["alias"]]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of a Redstring case",
        "description": "A case is a folder with case.yml and files beside it; each file holds one or more of these sections.",
        "type": "object",
        "additionalProperties": False,
        "minProperties": 1,
        "properties": {"case": _ref("case")} | {section: _list(_ref(_name(shape))) for section, shape in SECTIONS.items()},
        "$defs": defs,
    }


def _name(shape: Shape) -> str:
    return shape.name.replace(" ", "-")


def _ref(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


def _record(shape: Shape) -> Json:
    """One kind of record, with its keys as they are written."""
    made = shape.model.model_json_schema(by_alias=False)
    fields = {written: made["properties"][name] for written, name in shape.keys.items()}
    found = _object(shape.name, fields, list(shape.required), made)
    if shape is STATEMENT:
        found["properties"]["claims"] = {"description": meanings()["statement"]["claims"], **_list(_ref(_name(CLAIM)))}
        found["oneOf"] = [{"required": ["object"]}, {"required": ["value"]}]
    return found


def _part(name: str) -> Json:
    made = _PARTS[name].model_json_schema()
    return _object(name, made["properties"], made.get("required", []), made)


def _object(name: str, fields: Json, required: list[str], made: Json) -> Json:
    defs = made.get("$defs", {})
    return {
        "type": "object",
        "description": " ".join(made["description"].split("\n\n")[0].split()),
        "additionalProperties": False,
        "required": required,
        "properties": {key: {"description": meanings()[name][key], **_field(field, defs)} for key, field in fields.items()},
    }


def _field(made: Json, defs: Json) -> Json:
    """A field's schema as a file writes it: no null and no titles."""
    found = next((choice for choice in made.get("anyOf", ()) if choice.get("type") != "null"), made)
    default = made.get("default")
    if "$ref" in found:
        name = found["$ref"].rpartition("/")[2]
        if name.lower() in _PARTS:
            return _ref(name.lower())
        found = defs[name]
    shown = {"default": default} if default not in (None, "", [], {}) else {}
    return {**_value(found, defs), **shown}


def _value(made: Json, defs: Json) -> Json:
    """Numbers and truth values pass wherever an editor's YAML takes a text for one: to the loader every value is a text."""
    kept = {key: value for key, value in made.items() if key in _LIMITS}
    kind = made["type"]
    if kind == "array":
        return {"type": kind, "items": _field(made["items"], defs), **kept}
    if kind == "object":
        return {"type": kind, "additionalProperties": _field(made["additionalProperties"], defs)}
    if "enum" in made:
        return {"enum": made["enum"]}
    if kind == "boolean":
        return {"enum": [True, False, "yes", "no", "true", "false"]}
    if kind == "string":
        other = [] if ":" in made.get("pattern", "") else ["number"] if "pattern" in made else ["number", "boolean"]
        return {"type": ["string", *other] if other else "string", **kept}
    return {"type": [kind, "string"], **kept, **({"pattern": "^[0-9]+$"} if kind == "integer" else {})}


def table(kind: str) -> str:
    """The fields of one kind of record as a Markdown table, for docs/case-format.md."""
    shape = next((shape for shape in _SHAPES if shape.name == kind), None)
    found = schema()["$defs"][_name(shape) if shape else kind]
    needed = next((choice for choice in found.get("anyOf", ()) if "required" in choice), found)["required"]
    lines = []
    for key, words in meanings()[kind].items():
        field = next((choice for choice in found.get("anyOf", ()) if "properties" in choice), found)["properties"][key]
        choices = f" One of {', '.join(field['enum'])}." if "enum" in field and True not in field["enum"] else ""
        usual = f" Without it: {field['default']}." if field.get("default") not in (None, False) else ""
        lines.append(f"| `{key}`{' (needed)' if key in needed else ''} | {words}{choices}{usual} |")
    return "\n".join(["| field | meaning |", "|---|---|", *lines])


def tables(text: str) -> str:
    """The documentation with the table after each `<!-- fields of a KIND -->` made anew."""
    return re.sub(r"(<!-- fields of an? ([a-z ]+) -->\n)(\|.*\n)*", lambda found: f"{found[1]}{table(found[2])}\n", text)


def main(folder: str) -> None:
    """Write case.schema.json and the tables of case-format.md in the folder."""
    Path(folder, "case.schema.json").write_text(json.dumps(schema(), indent=1, ensure_ascii=False) + "\n", "utf-8")
    page = Path(folder, "case-format.md")
    page.write_text(tables(page.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
