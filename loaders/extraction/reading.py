"""A page read once for all that goes over its trees: nodes, clauses, and who is meant by pronouns and nouns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.extraction import coreference, foretold, mended, twosomes
from loaders.extraction.clauses import Clauses
from loaders.extraction.frames import lexicon
from loaders.extraction.nodes import Nodes, read
from loaders.extraction.page import Page
from loaders.extraction.proposals import Named


@dataclass(frozen=True, slots=True)
class Reading:
    """The nodes of a page, its clauses, and `meant`: from a node that names nobody to the id of whom it means; `both`: to two ids;
    `later`: from a noun to the id of whom it means that is named only later."""

    nodes: Nodes
    clauses: Clauses
    meant: dict[int, str]
    both: dict[int, list[str]]
    later: dict[int, str]


def reading(page: Page, entities: Sequence[Named]) -> Reading:
    """The reading of a page with its entities."""
    nodes = read(page, entities)
    mended.mend(nodes, lexicon())
    meant = coreference.of_nodes(nodes, entities)
    later = foretold.of_nodes(nodes, lexicon(), meant)
    return Reading(nodes, Clauses(nodes, lexicon()), meant, twosomes.of_nodes(nodes, lexicon(), meant), later)
