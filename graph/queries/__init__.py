"""Named queries: what the pages and the command ask of a store. Each gives back plain records and views; none writes.

An id is `case/key` for entities, voices, sources and claims, and a hash for statements and relationships.
"""

from __future__ import annotations

from graph.queries.card import EntityCard, ValueView, claims_of, entity, row_claim, statement, values
from graph.queries.cases import CaseSummary, Core, case_of, cases, core, rows_by_status, timeline
from graph.queries.choices import Choices, choices
from graph.queries.decisions import decisions, saved_views
from graph.queries.evidence import evidence, evidence_around, evidence_of, rivals
from graph.queries.find import Match, find
from graph.queries.imports import ImportView, imports
from graph.queries.names import resolve
from graph.queries.nearby import (
    Neighbours,
    entities,
    neighbours,
    relationship,
    relationships_between,
    relationships_of,
    rows_between,
    stated_between,
)

__all__ = [
    "CaseSummary",
    "Choices",
    "Core",
    "EntityCard",
    "ImportView",
    "Match",
    "Neighbours",
    "ValueView",
    "case_of",
    "cases",
    "choices",
    "claims_of",
    "core",
    "decisions",
    "entities",
    "entity",
    "evidence",
    "evidence_around",
    "evidence_of",
    "find",
    "imports",
    "neighbours",
    "relationship",
    "relationships_between",
    "relationships_of",
    "resolve",
    "rivals",
    "row_claim",
    "rows_between",
    "rows_by_status",
    "saved_views",
    "stated_between",
    "statement",
    "timeline",
    "values",
]
