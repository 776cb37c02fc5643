"""No word of English stands in the code that reads texts: all of them are in YAML, where a second language has its own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders import documents, extraction
from loaders.extraction.small_words import among, in_order, one_of

FORMATS = frozenset({"web_page", "word"})
"""Modules with names that a program or format gives, whatever the language: of a style, in a comment of a saved page."""
FOLDERS = [Path(package.__file__).parent for package in (documents, extraction)]
CODE = [path for folder in FOLDERS for path in sorted(folder.glob("*.py")) if path.stem not in FORMATS]
ENGLISH = frozenset(
    (
        *("an", "the", "and", "or", "of", "in", "on", "at", "for", "to", "from", "by", "with", "that", "which", "who", "its", "his", "her"),
        *("he", "she", "they", "it", "is", "was", "were", "be", "been", "not", "no", "said"),
    )
)
_NO_WORDS = re.compile(r"\(\?P[<=]\w+[>)]|\(\?[aimsx-]+|\\[a-zA-Z]|\[[^\]]*\]|</?\(\?:[^)]*\)")
"""Names of groups, flags, classes, tags of HTML."""
_OF_A_TEXT = re.compile(r"\.(?:word|lemma|word_of|text|lower_)\b")


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-z']+", _NO_WORDS.sub(" ", text)))


def texts(node: ast.AST) -> Iterator[str]:
    """The texts in a pattern, but those that name a list of words."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    if not isinstance(node, ast.FormattedValue | ast.Subscript):
        for child in ast.iter_child_nodes(node):
            yield from texts(child)


def found(tree: ast.Module) -> Iterator[tuple[int, set[str]]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "compile" and node.args:
            yield node.lineno, {word for text in texts(node.args[0]) for word in words(text)}
        elif isinstance(node, ast.Compare) and _OF_A_TEXT.search(ast.unparse(node.left)):
            yield node.lineno, {text for each in node.comparators if not isinstance(each, ast.Subscript) for text in texts(each)}


@pytest.mark.parametrize("path", CODE, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_english_stands_in_the_code(path: Path) -> None:
    assert [(line, told & ENGLISH) for line, told in found(ast.parse(path.read_text("utf-8"))) if told & ENGLISH] == []


def test_it_would_be_found() -> None:
    tree = ast.parse('import re\nA = re.compile(rf"(?:{x} )?of [a-z]")\nB = n.word[0] == "the"\nC = n.word[0] in words["the"]\n')
    assert list(found(tree)) == [(2, {"of"}), (3, {"the"}), (4, set())]


def test_a_list_is_alternatives_in_its_order() -> None:
    assert in_order("ordinals") == ("st", "nd", "rd", "th")
    assert one_of("ordinals") == "(?:st|nd|rd|th)"
    assert among("genitives") == {"'s", "'"}
    with pytest.raises(KeyError):
        one_of("no such list")
