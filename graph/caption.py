"""What a node or relationship of any database is called on screen, by one rule; and a value of any type as one short line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph.store import Node, Relationship
from graph.style import STYLE
from graph.values_json import jsonable

CAPTIONS = ("name", "title", "caption", "label", "full_name", "fullname", "display_name", "username", "slug", "key", "code")
"""The first of these properties that has a text or number, without regard to case, is the caption; else the id is."""
LONGEST = 60


def caption(properties: Mapping[str, Any], id_: str, labels: Iterable[str] = ()) -> str:
    """The caption of a node with these properties; a person's own style may name others for one of its labels, which come first."""
    folded = {key.lower(): value for key, value in reversed(list(properties.items()))}
    own = [name.lower() for label in labels for name in STYLE.captions.get(label.lower(), ())]
    for name in (*own, *CAPTIONS):
        value = folded.get(name)
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
    return id_


def chip(value: Any) -> str:
    """A value as one line: a node as (caption :Label), a relationship as [TYPE], a path as both in turn, all else as in JSON."""
    match value:
        case Node():
            return f"({' :'.join([_short(caption(value.properties, value.id, value.labels)), *_kinds(value.labels)])})"
        case Relationship():
            said = f" {status}" if isinstance(status := value.properties.get("status"), str) else ""
            return f"[:{value.type}{said}]"
        case tuple() if any(isinstance(each, Node) for each in value):
            return _path(value)
        case list() | tuple():
            return f"[{', '.join(chip(each) for each in value)}]"
        case dict():
            return f"{{{', '.join(f'{key}: {chip(each)}' for key, each in value.items())}}}"
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case _:
            return str(jsonable(value))


def _path(value: tuple[Node | Relationship, ...]) -> str:
    """Each relationship points the way that it is stored."""
    said = chip(value[0])
    for edge, before, after in zip(value[1::2], value[::2], value[2::2], strict=False):
        assert isinstance(edge, Relationship)
        arrow = f"-{chip(edge)}->" if edge.start == before.id else f"<-{chip(edge)}-"
        said += arrow + chip(after)
    return said


def _kinds(labels: tuple[str, ...]) -> list[str]:
    """Without the label that every entity has beside its kind."""
    return [label for label in labels if label != "Entity"] or list(labels)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
