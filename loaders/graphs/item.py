"""Nodes and edges as the file of another tool has them, before they are records."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Place:
    """Where an item stands; lines and columns count from 1."""

    file: str
    line: int
    column: int = 1


@dataclass(slots=True)
class Node:
    """`id` is unique in its `space`; `kind` is the label as told; `key` is given only where the file has one of ours."""

    place: Place
    id: str
    name: str = ""
    kind: str = ""
    space: str = ""
    key: str = ""
    aliases: tuple[str, ...] = ()
    ids: dict[str, str] = field(default_factory=dict)
    country: str = ""
    when: str = ""
    note: str = ""
    properties: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Edge:
    """`row` is its line or its number in the file; `start` and `end` are ids of nodes in the `spaces`; `type` is as told."""

    place: Place
    row: int
    start: str
    end: str
    type: str = ""
    spaces: tuple[str, str] = ("", "")
    when: str = ""
    properties: dict[str, str] = field(default_factory=dict)
