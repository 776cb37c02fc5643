"""An entity as the formats of graphs write it: named scalars, with what is said of it that is no relation."""

from __future__ import annotations

from graph.export.material import Material
from graph.model import Entity

ATTRIBUTES = ("label", "kind", "key", "case", "aliases", "ids", "country", "when", "note", "properties", "said")


def attributes(entity: Entity, material: Material) -> dict[str, str]:
    """Name, kind, aliases and so on, in the order of ATTRIBUTES; lists have a line for each.

    `said` has a line for each statement with a value, with its status and who says so: these are claims like relations.
    """
    values = material.values_of.get(entity.id, ())
    return {
        "label": entity.name,
        "kind": entity.kind,
        "key": entity.key,
        "case": entity.case,
        "aliases": "\n".join(alias.name for alias in entity.aliases),
        "ids": _pairs(entity.ids),
        "country": entity.country or "",
        "when": entity.when or "",
        "note": entity.note,
        "properties": _pairs(entity.properties),
        "said": "\n".join(f"{each.words}: {each.value}. {each.standing}" for each in values),
    }


def _pairs(given: dict[str, str]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in sorted(given.items()))
