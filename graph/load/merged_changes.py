"""What changes at records when a case is brought in line with its merges, and how each is now."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.store.records import HIDDEN, original


@dataclass
class Held:
    """A node as it is, and its record as it was loaded."""

    label: str
    properties: dict[str, Any]
    record: Any

    @property
    def id(self) -> str:
        return str(self.properties["id"])

    @property
    def hidden(self) -> bool:
        return self.label in HIDDEN.values()


@dataclass
class Changes:
    """What is to be written: by label the nodes whose properties change (`id`, `sets`), those that are hidden, those shown again.

    `again`: the last time broke off, so whatever is looked at may be half done and is written anew.
    """

    again: bool = False
    sets: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    hide: dict[str, list[Held]] = field(default_factory=dict)
    show: dict[str, list[Held]] = field(default_factory=dict)
    done: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def change(self, label: str, held: Held, new: Mapping[str, Any]) -> bool:
        """Plan that a node has these properties now, beside those that it was loaded with; whether that changes anything."""
        loaded = original(held.properties)
        was = {name: loaded.get(name) for name, value in new.items() if value != loaded.get(name)}
        kept = json.dumps(was, ensure_ascii=False, sort_keys=True) if was else None
        sets = {name: value for name, value in {**_before(held.properties, loaded), **new}.items() if value != held.properties.get(name)}
        if kept == held.properties.get("was") and not sets:
            return self.again
        # what is undone is marked until everything that follows is done too
        self.sets.setdefault(label, []).append({"id": held.id, "sets": {**sets, "was": kept or held.properties["was"]}})
        if kept is None:
            self.done.setdefault(label, []).append({"id": held.record.id})
        return True


def _before(properties: Mapping[str, Any], loaded: Mapping[str, Any]) -> dict[str, Any]:
    return {name: loaded[name] for name in json.loads(properties.get("was") or "{}")}
