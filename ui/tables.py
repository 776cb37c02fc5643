"""The view as tables: its entities, its relationships, and the claims behind them, each to sort, to pick from and to download."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from graph.evidence import Evidence
from graph.evidence.completed import CompletedChain, completed
from graph.model import Claim, Status
from graph.predicates import words as in_words
from graph.view import EdgeView
from ui import words
from ui.chains import chain_text, origins_of
from ui.claim import date_of
from ui.csv_file import csv_bytes
from ui.drawing import Drawing
from ui.markup import is_web
from ui.reading import Reading
from ui.state import Explorer

Act = Callable[[dict[str, Any]], None]
WHICH = ("Entities", "Relationships", "Claims")


@dataclass(frozen=True)
class Table:
    """Columns and rows; `ids` says for each row what a click selects."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    ids: tuple[str, ...]


def entities(drawing: Drawing) -> Table:
    """The entities that are drawn."""
    nodes = sorted(drawing.scene.nodes, key=lambda node: (-node.degree, node.name))
    rows = tuple(
        (node.name, node.kind, node.degree, node.country or "", words.when(node.when), " · ".join(node.aliases), node.key) for node in nodes
    )
    columns = ("name", "kind", "relationships", "country", "dates", "also called", "key")
    return Table("entities", columns, rows, tuple(node.id for node in nodes))


def relationships(drawing: Drawing) -> Table:
    """The relationships that are drawn, each with its status and figures."""
    edges = _drawn(drawing)
    names = {node.id: node.name for node in drawing.scene.nodes}
    rows = tuple(
        (
            names.get(edge.source, edge.source),
            in_words(edge.predicate),
            names.get(edge.target, edge.target),
            edge.status.value,
            edge.claims,
            edge.denials,
            edge.sources,
            edge.origins_min,
            edge.origins_max,
            edge.role or "",
            words.when(edge.when),
            edge.first_published or "",
            edge.slug,
        )
        for edge in edges
    )
    columns = (
        "from",
        "relationship",
        "to",
        "status",
        "claims",
        "denials",
        "documents",
        "origins, at least",
        "origins, at most",
        "role",
        "when",
        "first published",
        "statement",
    )
    return Table("relationships", columns, rows, tuple(edge.id for edge in edges))


def claims(tab: Explorer, known: Reading, drawing: Drawing) -> Table:
    """Every claim behind the relationships that are drawn: who says it, through whom, where, and whether it counts."""
    names = {node.id: node.name for node in drawing.scene.nodes}
    rows, ids = [], []
    edges = [edge for edge in _drawn(drawing) if not edge.is_row]
    statements = [edge.id for edge in edges]
    evidence = known.evidence_for(statements, tab.case)
    assessed = known.assessments(statements, tab.case, tab.as_of)
    for edge in edges:
        found = assessed.get(edge.slug)
        if found is None:
            # it came or went with a load that has just begun
            continue
        said = f"{names.get(edge.source, edge.source)} {in_words(edge.predicate)} {names.get(edge.target, edge.target)}"
        chains = completed(evidence, found)
        for use in found.uses:
            told = chains[use.claim.key]
            rows.append((said, found.status.value, *_claim(use.claim, told, evidence), use.excluded or "", use.claim.key))
            ids.append(edge.id)
    columns = (
        "relationship",
        "status",
        "stance",
        "hedge",
        "chain",
        "origin",
        "date",
        "source",
        "publisher",
        "address",
        "place",
        "paraphrase",
        "counts for nothing because",
        "claim",
    )
    return Table("claims", columns, tuple(rows), tuple(ids))


def _claim(claim: Claim, chains: Sequence[CompletedChain], evidence: Evidence) -> tuple[object, ...]:
    source = evidence.sources.get(claim.source)
    publisher = evidence.voices.get(source.publisher) if source else None
    address = (source.url or source.read_at) if source else None
    return (
        claim.stance.value,
        claim.hedge.value,
        "; ".join(chain_text(chain, evidence) for chain in chains),
        "; ".join(origins_of(chains, evidence)),
        date_of(claim, evidence),
        source.title or source.key if source else claim.source,
        publisher.name if publisher else "",
        address if is_web(address) else "",
        words.place(claim.locator),
        claim.paraphrase,
    )


def _drawn(drawing: Drawing) -> Sequence[EdgeView]:
    order = list(Status)
    return sorted(drawing.scene.relationships, key=lambda edge: (order.index(edge.status), edge.slug, edge.id))


def tables(tab: Explorer, known: Reading, drawing: Drawing, act: Act) -> None:
    """The three tables, one at a time. A row that is picked is selected, as on the canvas."""
    with st.container(key="tables", gap="small", height="stretch"):
        with st.container(horizontal=True, vertical_alignment="center", key="tables-bar"):
            which = st.segmented_control("Table", WHICH, default=WHICH[1], key="which-table", label_visibility="collapsed") or WHICH[1]
            table = _table(which, tab, known, drawing)
            st.caption(f"{len(table.rows):,} {table.name} of the view. {words.DISCLAIMER}")
            st.download_button(
                "Download CSV",
                lambda: csv_bytes(table.columns, table.rows),
                file_name=f"{tab.case}-{table.name}.csv",
                mime="text/csv",
                key="download",
                icon=":material/download:",
                on_click="ignore",
            )
        if not table.rows:
            st.info("Nothing is drawn, so there is nothing to list. Bring somebody in by the search, or clear the filters.")
            return
        _grid(table, act)


def _table(which: str, tab: Explorer, known: Reading, drawing: Drawing) -> Table:
    if which == WHICH[0]:
        return entities(drawing)
    return relationships(drawing) if which == WHICH[1] else claims(tab, known, drawing)


def _grid(table: Table, act: Act) -> None:
    key = f"grid-{table.name}"

    def picked() -> None:
        rows = st.session_state[key]["selection"]["rows"]
        if rows:
            chosen = table.ids[rows[0]]
            act({"type": "select", "node" if table.name == "entities" else "edge": chosen})

    # pandas takes half a second to import, which a start without tables need not wait for
    import pandas as pd

    st.dataframe(
        pd.DataFrame(list(table.rows), columns=list(table.columns)),
        key=key,
        hide_index=True,
        height="stretch",
        on_select=picked,
        selection_mode="single-row",
        column_config={"address": st.column_config.LinkColumn("address"), "status": st.column_config.TextColumn("status", width=110)},
    )
