"""Faults of a mapping for somebody who has no such file: told by table, field and column, not by a line of YAML that nobody sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import yaml

from graph.errors import Problem
from loaders.tables.plan import FIELDS


def by_column(problems: Iterable[Problem], mapping: str, text: str, otherwise: str) -> tuple[Problem, ...]:
    """The problems, those of the mapping (a file of that name) by table and column; `otherwise` is what is named where neither is known."""
    given = tuple(problems)
    root = yaml.compose(text, yaml.SafeLoader) if text and any(each.file == mapping for each in given) else None
    return tuple(_placed(each, root, otherwise) if each.file == mapping else each for each in given)


def _placed(problem: Problem, root: yaml.Node | None, otherwise: str) -> Problem:
    path = list(_path(root, (problem.line or 1) - 1, (problem.column or 1) - 1)) if root is not None else []
    tables = [name for node in path for name in _texts(node, "file")]
    columns = [name for node in path for name in (*_texts(node, "column"), *_texts(node, "columns"))]
    field = FIELDS.get(problem.field or "", problem.field or "")
    told = [field, f"column {columns[-1]}" if columns else ""]
    return replace(problem, file=tables[-1] if tables else otherwise, line=None, column=None, field=", ".join(filter(None, told)) or None)


def _path(node: yaml.Node, line: int, column: int) -> Iterator[yaml.Node]:
    """The nodes around a place, from without."""
    yield node
    inner: list[yaml.Node] = []
    if isinstance(node, yaml.MappingNode):
        inner = [each for pair in node.value for each in pair]
    elif isinstance(node, yaml.SequenceNode):
        inner = list(node.value)
    for each in inner:
        if (each.start_mark.line, each.start_mark.column) <= (line, column) < (each.end_mark.line, each.end_mark.column):
            yield from _path(each, line, column)
            return


def _texts(node: yaml.Node, key: str) -> list[str]:
    """What a mapping has under a key: a text, or several."""
    if not isinstance(node, yaml.MappingNode):
        return []
    found = [value for name, value in node.value if name.value == key]
    listed = [each for value in found for each in (value.value if isinstance(value, yaml.SequenceNode) else [value])]
    return [each.value for each in listed if isinstance(each, yaml.ScalarNode)]
