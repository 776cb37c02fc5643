"""Whose "its director" is not: not of who arrests that director, and not of a ministry or court, which has none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from loaders.extraction.nodes import Nodes
from loaders.extraction.pronouns import words


def excluded(nodes: Nodes, possessive: int, verb: int | None, subjects: Iterable[str], parts: Mapping[str, Collection[str]]) -> set[str]:
    """The ids that "its" cannot mean before a post. `subjects`: the ids of who does what `verb`, the verb over it, tells; `parts`: the
    words of the names of each entity."""
    n, noun = nodes, nodes.head[possessive]
    found: set[str] = set()
    if verb is not None and n.dep[noun] == "dobj" and n.head[noun] == verb and n.lemma[verb] in words().taking:
        found |= set(subjects)  # "the bureau searched X and detained its chairman"
    if {n.lemma[noun], n.word[noun]} & words().firm_posts:
        found |= {id_ for id_, kind in n.kind.items() if kind == "agency" and not words().no_firm.isdisjoint(parts.get(id_, ()))}
    return found
