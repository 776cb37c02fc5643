"""The view as rows: its entities, what is said of them, and the claims behind that. Plain values, nothing of Streamlit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.evidence import Evidence
from graph.evidence.completed import CompletedChain, completed
from graph.evidence.counted import RETRACTED, reason_against
from graph.model import Claim, Status, Unclaimed
from graph.predicates import words as in_words
from graph.queries import ValueView, row_claim
from graph.view import EdgeView
from ui import words
from ui.chains import chain_text, origins_of
from ui.claim import date_of
from ui.drawing import Drawing, as_assessed
from ui.markup import is_web
from ui.reading import Reading
from ui.state import Explorer

Cells = tuple[object, ...]
RELATIONSHIPS = (
    "from",
    "relationship",
    "to",
    "when",
    "status",
    "claims",
    "denials",
    "documents",
    "origins, at least",
    "origins, at most",
    "role",
    "first published",
    "statement",
)
CLAIMS = (
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


@dataclass(frozen=True)
class Table:
    """Columns and rows; `ids` says for each row what a click selects, `counted` what the rows are."""

    name: str
    counted: str
    columns: tuple[str, ...]
    rows: tuple[Cells, ...]
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """One row of what is said: a relationship that is drawn, or a statement with a value about an entity that is drawn."""

    id: str
    slug: str
    subject: str
    predicate: str
    object: str
    role: str
    when: str
    found: EdgeView | ValueView

    @property
    def said(self) -> str:
        return f"{self.subject} {self.predicate} {self.object}"


def entities(drawing: Drawing) -> Table:
    """The entities that are drawn."""
    nodes = sorted(drawing.scene.nodes, key=lambda node: (-node.degree, node.name))
    rows = tuple(
        (node.name, node.kind, node.degree, node.country or "", words.when(node.when), " · ".join(node.aliases), node.key) for node in nodes
    )
    columns = ("name", "kind", "relationships", "country", "dates", "also called", "key")
    return Table("entities", words.number(len(rows), "entity", "entities"), columns, rows, tuple(node.id for node in nodes))


def relationships(tab: Explorer, known: Reading, drawing: Drawing) -> Table:
    """The relationships that are drawn and the statements with a value, each with its status and figures."""
    lines = _lines(tab, known, drawing)
    rows = tuple(
        (
            line.subject,
            line.predicate,
            line.object,
            line.when,
            line.found.status.value,
            line.found.claims,
            line.found.denials,
            line.found.sources,
            line.found.origins_min,
            line.found.origins_max,
            line.role,
            line.found.first_published or "",
            line.slug,
        )
        for line in lines
    )
    values = sum(isinstance(line.found, ValueView) for line in lines)
    counted = words.number(len(lines) - values, "relationship")
    if values:
        counted = f"{words.number(values, 'statement')} with a value and {counted}"
    return Table("relationships", counted, RELATIONSHIPS, rows, tuple(line.id for line in lines))


def claims(tab: Explorer, known: Reading, drawing: Drawing) -> Table:
    """Every claim behind these: who says it, through whom, where, and whether it counts."""
    lines = _lines(tab, known, drawing)
    statements = [line.id for line in lines if not _is_row(line)]
    evidence = known.evidence_for(statements, tab.case)
    assessed = known.assessments(statements, tab.case, tab.as_of)
    rows: list[Cells] = []
    ids: list[str] = []
    for line in lines:
        if _is_row(line):
            made = list(_claim_of_row(line, known, tab))
        elif found := assessed.get(line.slug):
            chains = completed(evidence, found)
            made = [(*_cells(use.claim, chains[use.claim.key], evidence), use.excluded or "", use.claim.key) for use in found.uses]
        else:
            # it came or went with a load that has just begun
            continue
        rows += [(line.said, line.found.status.value, *cells) for cells in made]
        ids += [line.id] * len(made)
    return Table("claims", words.number(len(rows), "claim"), CLAIMS, tuple(rows), tuple(ids))


def _lines(tab: Explorer, known: Reading, drawing: Drawing) -> list[Line]:
    """Firmest first, of one status the relationships first."""
    scene, order = drawing.scene, [*Status, *Unclaimed]
    names = {node.id: node.name for node in scene.nodes}
    lines = [
        Line(
            id=edge.id,
            slug=edge.slug,
            subject=names.get(edge.source, edge.source),
            predicate=in_words(edge.predicate),
            object=names.get(edge.target, edge.target),
            role=edge.role or "",
            when=words.when(edge.when),
            found=edge,
        )
        for edge in scene.relationships
    ]
    for value in _values(tab, known, drawing):
        said = value.statement
        lines.append(
            Line(
                id=said.id,
                slug=said.slug,
                subject=names[f"{said.case}/{said.subject}"],
                predicate=in_words(said.predicate),
                object=f"“{said.value}”",
                role=said.role or "",
                when=words.when(said.when),
                found=value,
            )
        )
    return sorted(lines, key=lambda line: (order.index(line.found.status), isinstance(line.found, ValueView), line.slug, line.id))


def _values(tab: Explorer, known: Reading, drawing: Drawing) -> Iterator[ValueView]:
    """The statements with a value about the entities that are drawn, as of the date, that the filters let through."""
    found = known.values(tab.case, tuple(node.key for node in drawing.scene.nodes))
    assessed = known.assessments((value.statement.id for value in found), tab.case, tab.as_of) if tab.as_of else {}
    for stored in found:
        said = stored.statement
        value = as_assessed(stored, assessed[said.slug]) if said.slug in assessed else stored
        if tab.view.filters.shows_relationship(said.predicate, value.status, value.origins_min):
            yield value


def _is_row(line: Line) -> bool:
    return isinstance(line.found, EdgeView) and line.found.is_row


def _cells(claim: Claim, chains: Sequence[CompletedChain], evidence: Evidence) -> Cells:
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


def _claim_of_row(line: Line, known: Reading, tab: Explorer) -> Iterator[Cells]:
    """The claim that a row of a data set carries itself: the data set says so, and is its origin."""
    row = line.found
    assert isinstance(row, EdgeView)
    source = known.source(f"{row.case}/{row.properties['source']}")
    if source is None:
        return
    publisher = known.voice(f"{row.case}/{source.publisher}")
    evidence = Evidence(row.case, {publisher.key: publisher} if publisher else {}, {source.key: source}, {}, {})
    claim = row_claim(row, source)
    excluded = reason_against(claim, source, tab.as_of) or ("" if row.claims else RETRACTED)
    chain = CompletedChain(claim.chain, origin=None if excluded else source.publisher)
    yield (*_cells(claim, (chain,), evidence), excluded, claim.key)
