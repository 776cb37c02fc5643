"""What the page reads from the store, each thing once: a reading is a store as it was at one moment, with all that was asked of it since.

A load makes two new readings, one when it begins and one when it ends; between them an answer may be of before or after a write, so what
one answer names another may lack: that is a NotFoundError, never a fault. Readings are shared by all sessions of the server.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from threading import Lock, Thread

from graph import queries, start
from graph.errors import NotFoundError, QueryError, RedstringError
from graph.evidence import Assessment, Evidence, assess_all
from graph.evidence.counted import day
from graph.merges.pairs import Pair
from graph.model import Claim, Decision, Source, Statement, Status, TimelinePoint, Unclaimed, Voice
from graph.queries import CaseSummary, Core, EntityCard, Match, ValueView
from graph.queries.choices import Choices, choices
from graph.queries.imports import ImportView, imports, together
from graph.queries.merges import Behind, behind, merges, shown_for
from graph.queries.nearby import Neighbours
from graph.queries.outline import Outline, names, outline
from graph.queries.review import is_found
from graph.queries.rows import records_by_id
from graph.saved_query import SavedQuery
from graph.store import GraphStore, schema
from graph.view import EdgeView, NodeView, Position
from ui.answers import Answers, settled

WHOLE = 20_000
"""Up to so many claims the evidence of a case is read as a whole; beyond, as much as one statement needs."""
Around = tuple[tuple[NodeView, ...], tuple[EdgeView, ...]]


class Reading:
    """A store at one revision. Every method raises the store's errors; an answer that failed is not kept."""

    guest = False
    """Whether Redstring did not write it: then it carries no claims, and nothing is ever written to it."""

    def __init__(self, store: GraphStore) -> None:
        self.store = store
        self.revision, self.unfinished = schema.state(store)
        """`unfinished` is the name of a load that did not finish."""
        self.cases = queries.cases(store)
        self.foreign = 0 if self.cases or self.unfinished else _nodes(store)
        """How many nodes the store holds that Redstring did not write."""
        self._answers = Answers()
        self._guard = Lock()
        self._outlining: Thread | None = None

    def changed(self) -> bool:
        """Whether the store has another revision by now."""
        # a store without a case may change without a revision: nobody's, or somebody else's
        return not self.cases or schema.revision(self.store) != self.revision

    def case(self, key: str) -> CaseSummary | None:
        return next((summary for summary in self.cases if summary.case.case == key), None)

    def begin(self) -> None:
        """Read what the canvas and the card of the first case show at first."""
        for summary in self.cases[:1]:
            case = summary.case.case
            if self.is_small(case):
                Thread(target=self._begin_evidence, args=(case,), daemon=True).start()
            self.places(case)

    def _begin_evidence(self, case: str) -> None:
        # what goes wrong is told when it is asked for again
        with suppress(RedstringError):
            self.evidence(case)

    def core(self, case: str) -> Core:
        return self._answers.once(("core", case), lambda: queries.core(self.store, case))

    def places(self, case: str, aspect: float | None = None) -> dict[str, Position]:
        """Where the core of a case is drawn at first, on a canvas of that shape; laid out now only if its load did not do that."""
        nodes, edges = self.around(self.core(case).ids)
        if aspect is not None:
            from graph import layout

            return self._answers.once(("laid out", case, aspect), lambda: layout.initial(nodes, edges, aspect=aspect))
        kept = self._answers.once(("places", case), lambda: start.places(self.store, case))
        if kept.keys() == {node.id for node in nodes}:
            return kept
        # half a second that most starts need not wait for
        from graph import layout

        return self._answers.once(("laid out", case), lambda: layout.initial(nodes, edges))

    def around(self, ids: tuple[str, ...]) -> Around:
        """The entities of a view and the relationships between them, as stored."""
        return self._answers.once(
            ("around", ids), lambda: (queries.entities(self.store, ids), queries.relationships_between(self.store, ids))
        )

    def nodes(self, ids: tuple[str, ...]) -> tuple[NodeView, ...]:
        """These entities as drawn; unknown ids are left out."""
        return queries.entities(self.store, ids)

    def known(self, ids: Iterable[str]) -> frozenset[str]:
        """Those of these entities that the store holds."""
        return frozenset(node.id for node in queries.entities(self.store, ids))

    def behind(self, id_: str) -> tuple[Behind, ...]:
        """The records that an entity is shown for."""
        return self._answers.once(("behind", id_), lambda: behind(self.store, id_))

    def merges(self, case: str) -> dict[Pair, Decision]:
        """What was decided of pairs of entities of a case."""
        return self._answers.once(("merges", case), lambda: merges(self.store, case))

    def merged(self, ids: Iterable[str]) -> dict[str, str]:
        """By id of each of these that is merged with another, the id of the entity that is shown for it."""
        return shown_for(self.store, ids)

    def neighbours(
        self, node: str, *, limit: int, exclude: Collection[str], kind: str | None = None, predicate: str | None = None
    ) -> Neighbours:
        """As `graph.queries.neighbours`."""
        return queries.neighbours(self.store, node, limit=limit, exclude=exclude, kind=kind, predicate=predicate)

    def relationships_of(self, ids: Collection[str], limit: int) -> tuple[EdgeView, ...]:
        """The relationships of these entities, drawn or not, at most `limit`."""
        return queries.relationships_of(self.store, ids, limit=limit)

    def ends_around(self, node: str) -> set[str]:
        """An entity and all its neighbours."""
        return {end for edge in self.entity(node).edges for end in (edge.source, edge.target)}

    def entity(self, id_: str) -> EntityCard:
        return self._answers.once(("entity", id_), lambda: queries.entity(self.store, id_))

    def names(self, ids: tuple[str, ...]) -> dict[str, str]:
        """Names of entities by key, for the ids that the store knows."""
        return self._answers.once(("names", ids), lambda: {node.key: node.name for node in queries.entities(self.store, ids)})

    def timeline(self, case: str) -> tuple[TimelinePoint, ...]:
        return self._answers.once(("timeline", case), lambda: queries.timeline(self.store, case))

    def find(self, text: str, case: str) -> tuple[Match, ...]:
        return self._answers.once(("find", case, text), lambda: queries.find(self.store, text, case=case, limit=12))

    def is_small(self, case: str) -> bool:
        """Whether the evidence of the case is read as a whole."""
        summary = self.case(case)
        return summary is not None and summary.claims <= WHOLE

    def evidence(self, case: str) -> Evidence:
        return self._answers.once(("evidence", case), lambda: settled(queries.evidence(self.store, case)))

    def by_id(self, case: str) -> dict[str, Statement]:
        """The statements of a case whose evidence is read as a whole, by id."""
        return self._answers.once(("by id", case), lambda: {said.id: said for said in self.evidence(case).statements.values()})

    def evidence_for(self, statements: Iterable[str], case: str) -> Evidence:
        """The evidence to show these statements of a case with, by their ids: all of it, or what they rest on, read in one go."""
        if self.is_small(case):
            return self.evidence(case)
        ids = tuple(sorted(statements))
        return (
            self._answers.once(("evidence of", ids), lambda: queries.evidence_of(self.store, ids))
            if ids
            else Evidence(case, {}, {}, {}, {})
        )

    def assessed(self, case: str, as_of: date | None) -> dict[str, Assessment]:
        """Every statement of the case assessed as of a date, by slug."""
        return self._answers.once(("assessed", case, as_of), lambda: settled(assess_all(self.evidence(case), as_of)))

    def assessments(self, statements: Iterable[str], case: str, as_of: date | None) -> Mapping[str, Assessment]:
        """These statements of a case, by their ids, assessed as of a date, by slug; a small case as a whole, as `assessed` gives it."""
        if self.is_small(case):
            return self.assessed(case, as_of)
        ids = tuple(sorted(statements))
        return self._answers.once(("assessments", ids, as_of), lambda: self._assess(ids, case, as_of)) if ids else {}

    def _assess(self, ids: tuple[str, ...], case: str, as_of: date | None) -> dict[str, Assessment]:
        near, wanted = self.evidence_for(ids, case), frozenset(ids)
        # their rivals came along with less than they rest on
        return {slug: found for slug, found in assess_all(near, as_of).items() if near.statements[slug].id in wanted}

    def waiting(self, case: str, as_of: date | None) -> frozenset[str]:
        """The slugs of the statements that only claims tell which wait for review."""
        claims = self.evidence(case).claims
        bare = [slug for slug, status in self.statuses(case, as_of).items() if status is Status.unsourced]
        return frozenset(slug for slug in bare if any(claim.waits for claim in claims.get(slug, ())))

    def standing(self, case: str, as_of: date | None) -> tuple[Counter[Status | Unclaimed], int]:
        """How many relationships of the case have each status, rows of data sets among them, and how many statements tell a value."""
        said, waiting = self.evidence(case).statements, self.waiting(case, as_of)
        statuses = self.statuses(case, as_of)
        drawn = {slug: status for slug, status in statuses.items() if said[slug].object is not None}
        counts: Counter[Status | Unclaimed] = Counter(Unclaimed.proposed if slug in waiting else each for slug, each in drawn.items())
        for key, status, number in self._answers.once(("rows", case), lambda: queries.rows_by_status(self.store, case)):
            counts[Status(status) if self.is_out(f"{case}/{key}", as_of) else Status.unsourced] += number
        return counts, len(statuses) - len(drawn)

    def statuses(self, case: str, as_of: date | None) -> dict[str, Status]:
        return self._answers.once(
            ("statuses", case, as_of), lambda: {slug: found.status for slug, found in self.assessed(case, as_of).items()}
        )

    def assessment(self, statement: Statement, as_of: date | None) -> Assessment:
        """One statement assessed; its case as a whole where that is small, so that the next click costs nothing."""
        found = self.assessments((statement.id,), statement.case, as_of).get(statement.slug)
        if found is None:
            raise NotFoundError(f"{statement.slug} came or went with a load that has just begun; try again")
        return found

    def statement(self, id_: str) -> Statement:
        return self._answers.once(("statement", id_), lambda: queries.statement(self.store, id_))

    def claims_of(self, edge: EdgeView) -> tuple[Claim, ...]:
        return self._answers.once(("claims of", edge.id), lambda: queries.claims_of(self.store, edge.id, start=edge.source))

    def values(self, case: str, subjects: tuple[str, ...]) -> tuple[ValueView, ...]:
        """The statements with a value of some entities of a case, given by their keys."""
        return self._answers.once(("values", case, subjects), lambda: queries.values(self.store, case, subjects))

    def voice(self, id_: str) -> Voice | None:
        return self._answers.once(("voice", id_), lambda: next(iter(records_by_id(self.store, Voice, [id_])), None))

    def source(self, id_: str) -> Source | None:
        return self._answers.once(("source", id_), lambda: next(iter(records_by_id(self.store, Source, [id_])), None))

    def is_out(self, source: str, as_of: date | None) -> bool:
        """Whether a data set counts as of a date: from the day on that it was published; before that nobody says what its rows say."""
        if as_of is None:
            return True
        found = self.source(source)
        since = day(found) if found else None
        return since is not None and since <= as_of

    def found(self, case: str) -> bool:
        """Whether anything in a case was found by a machine."""
        return self._answers.once(("found", case), lambda: is_found(self.store, case))

    def words(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The names of labels and relationship types."""
        return self._answers.once(("words",), lambda: names(self.store))

    def outline(self) -> Outline:
        """Everything about labels, types and properties; on a large database it takes some seconds."""
        return self._answers.once(("outline",), lambda: outline(self.store))

    def outline_so_far(self, seconds: float = 0.2) -> Outline | None:
        """The outline if it is known, or within so many seconds of the first call; else it is being read."""
        with self._guard:
            waiting = self._outlining is None
            if self._outlining is None:
                self._outlining = Thread(target=self._outline_quietly, daemon=True)
                self._outlining.start()
        # the first to ask waits a moment; later runs of the page wait for nothing
        if waiting:
            self._outlining.join(seconds)
        return self.outline() if not self._outlining.is_alive() and ("outline",) in self._answers else None

    def _outline_quietly(self) -> None:
        with suppress(RedstringError):
            self.outline()

    def imports(self) -> tuple[ImportView, ...]:
        """What was loaded: whole cases, and what came into cases beside their own loads."""
        return self._answers.once(("imports",), lambda: imports(self.store))

    def imported_together(self, views: tuple[ImportView, ...]) -> tuple[int, int]:
        """How many records these brought, each counted once, and how many of them nothing else brought."""
        return self._answers.once(("imported together", *(view.imported.id for view in views)), lambda: together(self.store, views))

    def saved(self) -> tuple[SavedQuery, ...]:
        """The saved queries of all cases, those of one case after the other; what is none (any more) is left out."""
        return self._answers.once(("saved",), lambda: tuple(_saved(text for summary in self.cases for text in summary.case.queries)))

    def choices(self, id_: str, exclude: tuple[str, ...]) -> Choices:
        """What there is around an entity beyond those of `exclude`."""
        return self._answers.once(("choices", id_, exclude), lambda: choices(self.store, id_, exclude=exclude))


def _nodes(store: GraphStore) -> int:
    return int(store.read("MATCH (n) WHERE NOT n:Redstring RETURN count(n)").rows[0][0])


def _saved(texts: Iterable[str]) -> Iterator[SavedQuery]:
    for text in texts:
        with suppress(QueryError):
            yield SavedQuery.parse(text)
