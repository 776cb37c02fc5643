"""The JSON schema is current, is a schema, and holds what the loader loads, also as an editor's YAML sees it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from graph.edtf import PATTERN, span
from loaders import schema as made
from loaders.shapes import SECTIONS

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads((DOCS / "case.schema.json").read_text("utf-8")))


class Editor(yaml.SafeLoader):
    """YAML 1.2 as editors read it: true, false, null and numbers have types; yes, no and dates are texts."""


Editor.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)([eE][-+]?[0-9]+)?", "-+0123456789."),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
]:
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))


@pytest.mark.parametrize("reader", [yaml.BaseLoader, Editor])
def test_bundled_case_and_example_are_valid(validator: Draft202012Validator, bundled: Path, example: dict[str, str], reader: Any) -> None:
    texts = [path.read_text("utf-8") for path in bundled.rglob("*.yml")] + list(example.values())
    assert len(texts) == 18
    for text in texts:
        assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(yaml.load(text, reader))] == []


def test_schema_is_a_schema_and_current() -> None:
    schema = made.schema()
    Draft202012Validator.check_schema(schema)
    assert json.loads((DOCS / "case.schema.json").read_text("utf-8")) == schema, "run: python -m loaders.schema docs"


def test_tables_of_the_documentation_are_current() -> None:
    page = (DOCS / "case-format.md").read_text("utf-8")
    assert made.tables(page) == page, "run: python -m loaders.schema docs"
    assert page.count("<!-- fields of a") == len(made.meanings())


def test_command_writes_both(tmp_path: Path) -> None:
    (tmp_path / "case-format.md").write_text("<!-- fields of a voice -->\n| old |\n\nrest", "utf-8")
    made.main(str(tmp_path))
    assert json.loads((tmp_path / "case.schema.json").read_text("utf-8")) == made.schema()
    page = (tmp_path / "case-format.md").read_text("utf-8")
    assert "| `heard_by` |" in page and "| old |" not in page and page.endswith("\n\nrest")


@pytest.mark.parametrize(("text", "path"), [
    ("voicez: []", "$"),
    ("{}", "$"),
    ("voices: {}", "$.voices"),
    ("voices: [{id: outlet:a, name: A}]", "$.voices[0]"),
    ("voices: [{id: outlet:a, name: A, kind: outlett}]", "$.voices[0].kind"),
    ("voices: [{id: gull, name: A, kind: outlet}]", "$.voices[0].id"),
    ("case: {id: x, title: T, as_of: soon}", "$.case.as_of"),
    ("sources: [{id: src:a, publisher: outlet:a, url: 'javascript:alert(1)'}]", "$.sources[0].url"),
    ("sources: [{id: src:a, publisher: outlet:a, cites: [{how: quotes}]}]", "$.sources[0].cites[0]"),
    ("entities: [{id: person:a, name: A, kind: person, aliases: [{name: B, weak: maybe}]}]", "$.entities[0].aliases[0]"),
    ("statements: [{id: s1, subject: person:a, predicate: met}]", "$.statements[0]"),
    ("statements: [{id: s1, subject: person:a, predicate: met, object: person:b, value: x}]", "$.statements[0]"),
    ("statements: [{id: s1, subject: person:a, predicate: met, value: x, claims: [{source: src:a, chain: []}]}]",
     "$.statements[0].claims[0].chain"),
    ("statements: [{id: s1, subject: person:a, predicate: met, value: x, claims: [{source: src:a, chain: [outlet:a], verified: 3}]}]",
     "$.statements[0].claims[0].verified"),
    ("timeline: [{when: 2031, what: x}]", "$.timeline[0]"),
])  # fmt: skip
def test_schema_shows_mistakes_in_an_editor(validator: Draft202012Validator, text: str, path: str) -> None:
    assert [error.json_path for error in validator.iter_errors(yaml.load(text, Editor))] == [path]


def test_every_field_has_a_meaning_and_every_meaning_a_field() -> None:
    defs = made.schema()["$defs"]
    for name, fields in made.meanings().items():
        found = defs[name.replace(" ", "-")]
        found = next((choice for choice in found.get("anyOf", ()) if "properties" in choice), found)
        assert set(found["properties"]) == set(fields), name
        assert all(part.get("description") or "$ref" in part for part in found["properties"].values())
    assert len(defs) == len(made.meanings()) == len(SECTIONS) + 5


@given(st.one_of(st.from_regex(PATTERN, fullmatch=True), st.text("0123456789X-/~?%. ", max_size=24)))
def test_every_accepted_date_has_the_form_that_the_schema_asks_for(text: str) -> None:
    try:
        span(text)
    except ValueError:
        return
    assert re.fullmatch(PATTERN, text)
