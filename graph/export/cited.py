"""What a reference says of a source besides its title: what it is used for, and how that stands."""

from __future__ import annotations

import itertools

from graph.evidence.reasons import plural
from graph.export.material import Material
from graph.export.relation import Relation
from graph.labels import clean

MOST = 30
"""Relations of one source that are told by name."""


def carried(material: Material) -> dict[str, str]:
    """By source: the relations that rest on it, each with its status, the first MOST in words and the rest as a number."""
    told: dict[str, list[str]] = {}
    number: dict[str, int] = {}
    for each in itertools.chain(material.values, material.relations()):
        for key in each.documents:
            number[key] = number.get(key, 0) + 1
            if number[key] <= MOST:
                told.setdefault(key, []).append(_sentence(each, material))
    return {key: f"Claims in it: {'; '.join(told[key])}{_more(number[key])}." for key in told}


def _sentence(each: Relation, material: Material) -> str:
    what = material.name(each.target) if each.target else f"“{clean(each.value or '')}”"
    claims, denials = plural(each.claims, "claim"), plural(each.denials, "denial")
    return f"{clean(material.name(each.source))} {each.words} {clean(what)} ({each.status}, {claims}, {denials})"


def _more(number: int) -> str:
    return f"; and {number - MOST:,} more" if number > MOST else ""
