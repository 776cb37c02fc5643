"""A person's own looks and captions: what they change, and what is wrong with a file of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from graph.own_style import OwnKind, OwnStyle, StyleError, read

KINDS = ("person", "organisation")
WHOLE = """
kinds:
  Account: {like: organisation, light: "#1570A6"}
  Watched Customer: {dark: "#FFB04D"}
captions:
  Account: [number, iban]
  Customer: full_name
"""


def test_looks_and_captions_are_by_label_in_any_case(tmp_path: Path) -> None:
    file = tmp_path / "style.yml"
    file.write_text(WHOLE)
    assert read(file, KINDS) == OwnStyle(
        {"account": OwnKind("organisation", "#1570A6", None), "watched customer": OwnKind(None, None, "#FFB04D")},
        {"account": ("number", "iban"), "customer": ("full_name",)},
    )


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "style.yml"
    file.write_text("# nothing yet\n")
    assert read(file, KINDS) == OwnStyle()


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("colours: {}", 1, "colours is not known here; write kinds, captions"),
        ("kinds:\n  Account: {like: bank}", 2, "must be one of person, organisation"),
        ("kinds:\n  Account: {light: red}", 2, "must be a colour"),
        ("kinds:\n  Account: {shape: dot}", 2, "shape is not known here"),
        ("kinds:\n  Account: {}\n  Account: {}", 3, "stands here twice"),
        ("kinds: [Account]", 1, "must be a mapping of labels"),
        ("captions:\n  Account: {a: b}", 2, "must be the name of a property"),
        ("captions:\n  Account: [[a]]", 2, "must be the name of a property"),
        ("kinds: {", 1, "is no YAML"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    file = tmp_path / "style.yml"
    file.write_text(text)
    with pytest.raises(StyleError, match=said) as caught:
        read(file, KINDS)
    assert str(caught.value).startswith(f"{file}, line {line}: ")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StyleError, match="cannot be read: No such file"):
        read(tmp_path / "none.yml", KINDS)


def test_nodes_take_the_look_and_the_caption(tmp_path: Path) -> None:
    file = tmp_path / "style.yml"
    file.write_text(WHOLE)
    script = (
        "from graph.caption import caption; from graph.style import STYLE\n"
        "print(caption({'name': 'n', 'iban': 'DE1'}, 'x', ('Account',)), caption({'name': 'n'}, 'x', ('Account',)))\n"
        "print(STYLE.kind('Account').colours['light'], STYLE.kind('Account').frame == STYLE.kind('organisation').frame)"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], env={"REDSTRING_STYLE": str(file), "PATH": ""}, capture_output=True, text=True, check=True
    ).stdout
    assert told == "DE1 n\n#1570A6 True\n"
