"""YAML is read as text with places, and everything clever in it is refused: each refusal its own message."""

from __future__ import annotations

import time

import pytest
import yaml

from loaders.marked import ALIASES, COPIED, DEPTH, Fields, Listing, Scalar, read
from loaders.problems import Problems


def parse(text: str):
    problems = Problems()
    return read(text, "x.yml", problems), problems


@pytest.fixture(autouse=True, params=["CSafeLoader", "SafeLoader"])
def parser(request, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers of PyYAML must tell the same."""
    if not hasattr(yaml, request.param):
        pytest.skip("this PyYAML has no libyaml")
    monkeypatch.setattr("loaders.marked.PARSER", getattr(yaml, request.param))


def test_every_value_is_a_text_with_line_and_column() -> None:
    root, problems = parse("a: NO\nb:\n  - 12:30\n  - {c: 007, d: 'null'}\n")
    assert isinstance(root, Fields) and problems.errors == 0
    assert root.text("a") == "NO" and (root.keys["b"].line, root.keys["b"].column) == (2, 1)
    items = root.values["b"]
    assert isinstance(items, Listing) and isinstance(items.items[0], Scalar)
    assert (items.items[0].text, items.items[0].line, items.items[0].column) == ("12:30", 3, 5)
    inner = items.items[1]
    assert isinstance(inner, Fields)
    assert (inner.text("c"), inner.text("d")) == ("007", "null")
    assert isinstance(inner.values["d"], Scalar) and not inner.values["d"].plain


@pytest.mark.parametrize(("text", "line", "column", "said"), [
    ("a: 1\nb: 2\na: 3\n", 3, 1, "the key 'a' stands twice in one record (first in line 1); keep one"),
    ("a: !!python/object/apply:os.system [ls]\n", 1, 4, "tags are not read; remove 'tag:yaml.org,2002:python/object/apply:os.system'"),
    ("a: !!int 3\n", 1, 4, "tags are not read"),
    ("a: {<<: 3}\n", 1, 5, "merge keys (<<) are not read; write the fields out"),
    ("a: 1\n---\nb: 2\n", 2, 1, "a second document begins here (---); a file holds one"),
    ("a: " + "[" * 40 + "]" * 40, 1, 3 + DEPTH, f"nested deeper than {DEPTH} levels"),
    ("a: *b\n", 1, 4, "the alias 'b' is used before it is defined; write the value out"),
    ("a: &b [*b]\n", 1, 8, "the alias 'b' is used inside itself; write the value out"),
    ("? [a]\n: b\n", 1, 3, "a key must be a text, not a list or mapping"),
    ("a: &b [x]\n? *b\n: c\n", 1, 4, "a key must be a text, not an alias of a list or mapping"),
    ('a: "x\\0y"\n', 1, 4, "the text holds a forbidden character (U+0000); remove it"),
    ('a: "\\e[31m"\n', 1, 4, "the text holds a forbidden character (U+001B); remove it"),
    ("a: b: c\n", 1, 5, "a text that holds a colon and a space must stand in quotes"),
    ("a:\n\t- b\n", 2, 1, "tabs do not indent"),
    ("a: @b\n", 1, 4, "a text that begins with @"),
    ("a: [b, c\n", 2, 1, "a list is written [a, b]"),
    ('a: "b\n', 2, 1, "a quote or bracket is not closed"),
])  # fmt: skip
def test_each_refusal_has_its_place_and_message(text: str, line: int, column: int, said: str) -> None:
    _, problems = parse(text)
    assert problems.errors == 1, problems.wrong()
    problem = problems.wrong()[0]
    assert said in problem.message
    assert (problem.file, problem.line, problem.column) == ("x.yml", line, column)


def test_lone_surrogates_are_refused() -> None:
    _, problems = parse('a: "\\ud800"\n')
    assert problems.errors == 1
    assert any(word in problems.wrong()[0].message for word in ("U+D800", "invalid Unicode"))


def test_all_duplicates_are_told_and_reading_goes_on() -> None:
    root, problems = parse("a: 1\na: 2\nb: {c: 1, c: 2}\nd: !x y\n")
    assert isinstance(root, Fields) and list(root.keys) == ["a", "b", "d"]
    assert problems.errors == 3


def test_alias_bomb_is_refused_at_once() -> None:
    text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    text += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 15))
    began = time.process_time()
    root, problems = parse(text)
    assert root is None and time.process_time() - began < 2
    assert problems.wrong()[0].message == f"too many aliases (more than {ALIASES:,}, or {COPIED:,} values by copying); write the values out"


def test_too_many_aliases_are_refused() -> None:
    root, problems = parse("a: &a x\nb: [" + ", ".join(["*a"] * (ALIASES + 1)) + "]\n")
    assert root is None and "too many aliases" in problems.wrong()[0].message


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "\n\n"])
def test_empty_text_is_nothing(text: str) -> None:
    root, problems = parse(text)
    assert root is None and problems.errors == 0


LONG = ["[" * 100_000, "{a: " * 90_000, "- " * 80_000, "&a " * 50_000, "? " * 50_000, "a: |\n" + " x\n" * 50_000]


@pytest.mark.parametrize("text", LONG, ids=lambda text: text[:3])
def test_long_hostile_texts_end_soon(text: str) -> None:
    began = time.process_time()
    parse(text)
    assert time.process_time() - began < 10
