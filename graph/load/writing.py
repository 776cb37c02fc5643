"""The second half of a load: everything that was planned is written, removed, computed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graph import derivation, start
from graph.load.intake import EVIDENCE, Intake, Progress
from graph.load.mark import Mark, mark_case, unmark_case
from graph.load.merged import holds_any
from graph.load.writer import Writer
from graph.model import Claim, Statement
from graph.queries.rows import records_by_id
from graph.store import schema
from graph.store.links import OUTGOING, bulk_cypher, claim_cypher, link_cypher, links
from graph.store.records import BY_LABEL, checked_label, checked_type, node_cypher

_IN_TURN = (*(label for label in BY_LABEL if label != "Case"), "Case")
"""What others name is written before them, and a case once it has something to show."""
_GOING = (*(label for label in reversed(_IN_TURN) if label not in ("Import", "Case")), "Case")
"""What names others is removed before these; a case has the mark of what goes on, and goes last. Notes of imports go when all is done."""
_VERSIONED = {label: ", n.versions = row.versions" for label, form in BY_LABEL.items() if "versions" in form.properties}
_ENDS = "s.case + '/' + s.subject AS a, CASE WHEN s.object IS NULL THEN null ELSE s.case + '/' + s.object END AS b"


class Writing:
    """The second half of a load: everything that was planned, from setting the mark to clearing it."""

    def __init__(self, intake: Intake, *, lay_out: bool) -> None:
        self.lay_out = lay_out
        self.intake, self.store, self.ledger, self.case = intake, intake.store, intake.ledger, intake.case
        self.whole = intake.fresh or intake.forced
        self.keep = intake.adds

    def run(self) -> int:
        """Write it all; gives back for how many statements the figures were computed."""
        if not self._anything():
            if schema.loading(self.store) == self.intake.name:
                # the last load was stopped between its last write and the clearing of its mark
                unmark_case(self.store, self.case)
            return 0
        owners = (self.intake.leaving or frozenset()) | (self.intake.mark.owners if self.intake.mark else frozenset())
        mark_case(self.store, self.case, Mark(self.intake.name, self.intake.bases, owners))
        touched = set() if self.whole else self._touched()
        self._relabel()
        with Writer(self.store, self.ledger, self.intake.progress) as self.writer:
            self._nodes()
            self._links()
            self._rows()
        self._remove()
        touched |= set() if self.whole else self._touched()
        derived = self._derive(touched)
        self._degrees()
        # where a merge holds it is laid out when what is one is drawn as one again
        if self.lay_out and not holds_any(self.store, self.case):
            self._start()
        self._delete("Import")
        self._finish()
        return derived

    def _anything(self) -> bool:
        steps = ("new node", "node", "new claim", "new row", "row", "order", "own")
        return self.whole or bool(self.ledger.going()) or any(self.ledger.count(step) for step in steps)

    def _finish(self) -> None:
        before = self.intake.mark
        left = before.without(self.intake.name, self.intake.leaving) if before else None
        if left:
            # this load brought again only a part of what one before it broke off in, or nothing of it
            mark_case(self.store, self.case, left)
        else:
            unmark_case(self.store, self.case)

    def _touched(self) -> set[str]:
        gone = {label: {id_ for id_, _ in self.ledger.gone(label)} for label in EVIDENCE}
        changes = {label: self.intake.changed[label] | gone[label] for label in EVIDENCE}
        touched = derivation.affected(self.store, changes)
        self._note_ends(touched)
        return touched - gone["Statement"]

    def _note_ends(self, statements: Iterable[str]) -> None:
        query = f"UNWIND $ids AS id MATCH (s:Statement {{id: id}}) RETURN {_ENDS}"
        for row in self.store.stream(query, {"ids": sorted(statements)}, timeout=None):
            self.ledger.touch(end for end in (row["a"], row["b"]) if end)

    def _relabel(self) -> None:
        """An entity whose kind changed keeps its node and its relationships, and gets the other label."""
        for kinds in self.ledger.kinds("relabel"):
            old, _, new = kinds.partition(">")
            for step, label in (*(("REMOVE", one) for one in old.split(",") if one and one != new), ("SET", new)):
                rows = self.ledger.planned("relabel", kinds)
                self.store.write_rows(f"UNWIND $rows AS row MATCH (n:Entity {{id: row.id}}) {step} n:{checked_label(label)}", rows)

    def _nodes(self) -> None:
        for kind in self.ledger.kinds("new node"):
            self.writer.new_nodes(kind)
        for kind in sorted(self.ledger.kinds("node"), key=lambda kind: _IN_TURN.index(kind.partition(":")[0])):
            self.writer.merge(f"writing {kind}", "node", node_cypher(tuple(kind.split(":"))), self.ledger.planned("node", kind))
        for label in self.ledger.kinds("order"):
            cypher = f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n.order = row.order"
            self.writer.merge(f"ordering {label}", "order", cypher, self.ledger.planned("order", label))

        for label in self.ledger.kinds("own"):
            cypher = f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n.owners = row.owners{_VERSIONED.get(label, '')}"
            self.writer.merge(f"owning {label}", "own", cypher, self.ledger.planned("own", label))
        if renamed := {old.partition("/")[2]: new.partition("/")[2] for old, new in self.ledger.renamed.items()}:
            # what imports claim of it goes along; the case's own claims say the new slug themselves
            moved = "MATCH (c:Claim {case: $case}) WHERE c.owners IS NOT NULL AND NOT '' IN c.owners AND c.statement IN $old "
            moved += "SET c.statement = $new[c.statement]"
            self.store.execute(moved, {"case": self.case, "old": list(renamed), "new": renamed})

    def _links(self) -> None:
        self._new_claims()
        for label in self.ledger.kinds("unlink"):
            self._unlink(label, self.ledger.planned("unlink", label))
        for kind in self.ledger.kinds("link"):
            name, _, start = kind.partition(":")
            for end in OUTGOING[start][name]:
                rows = self._ended(self.ledger.planned("link", kind), end)
                self.writer.merge(f"linking {name}", "link", link_cypher(name, start, end), rows)
        self._move()

    def _new_claims(self) -> None:
        for voices in self.ledger.kinds("new claim"):
            rows = self._stating(self.ledger.planned("new claim", voices))
            self.writer.merge("writing Claim", "new claim", claim_cypher(int(voices)), rows)

    def _stating(self, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """New claims, each with the id of its statement, which what it says depends on."""
        for row in rows:
            found = self.ledger.resolve(row.pop("to"), ("Statement",), keep=self.keep)
            if found:
                yield {**row, "states": found[1]}

    def _unlink(self, label: str, rows: Iterable[Mapping[str, Any]]) -> None:
        if label in OUTGOING:
            types = "|".join(f"`{name}`" for name in OUTGOING[label])
            self.store.write_rows(f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}})-[r:{types}]->() DELETE r", rows)

    def _ended(self, rows: Iterable[dict[str, Any]], label: str) -> Iterator[dict[str, Any]]:
        """The links that end at a record of this label, with its id."""
        for row in rows:
            found = self.ledger.resolve(row.pop("to"), row.pop("labels"), keep=row.pop("keep", self.keep))
            if found and found[0] == label:
                yield {**row, "b": found[1]}

    def _move(self) -> None:
        """A slug whose statement now says something else has a new node: what names the slug is linked to that one."""
        slugs = sorted(row["slug"] for row in self.ledger.planned("moved", "Statement"))
        if not slugs:
            return
        named: dict[type[Claim] | type[Statement], str] = {
            Claim: "n.statement IN $slugs",
            Statement: "any(slug IN n.conflicts_with WHERE slug IN $slugs) OR any(slug IN n.speaks_against WHERE slug IN $slugs)",
        }
        for kind, where in named.items():
            label = kind.__name__
            query = f"MATCH (n:{label} {{case: $case}}) WHERE {where} RETURN n.id AS id"
            ids = [row["id"] for row in self.store.stream(query, {"case": self.case, "slugs": slugs}, timeout=None)]
            going = {id_ for id_, _ in self.ledger.gone(label)}
            self._relink(label, records_by_id(self.store, kind, (id_ for id_ in ids if id_ not in going)))

    def _relink(self, label: str, records: Iterable[Claim | Statement]) -> None:
        known = list(records)
        self.intake.memory.learn(known)
        self._unlink(label, [{"id": record.id} for record in known])
        for name, ends in OUTGOING[label].items():
            for end in ends:
                rows = [
                    {"a": record.id, "case": self.case, "to": link.end, "labels": link.labels, **link.properties}
                    for record in known
                    for link in links(record)
                    if link.type == name
                ]
                self.store.write_rows(link_cypher(name, label, end), self._ended(rows, end))

    def _rows(self) -> None:
        kinds = [(step, *kind.split()) for step in ("new row", "row") for kind in self.ledger.kinds(step)]
        shared = derivation.shared_figures(self.store, self.case, {source for _, _, source, _ in kinds})
        for step, name, source, way in kinds:
            kind = f"{name} {source} {way}"
            if step == "new row":
                self.writer.new_rows(kind, shared[source], self._noted)
                continue
            cypher = bulk_cypher(name, turned=way == "turned")
            self.writer.merge(f"writing {name}", step, cypher, self._noted(self.ledger.planned(step, kind)), {"shared": shared[source]})

    def _noted(self, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for row in rows:
            if not self.whole:
                self.ledger.touch((row["a"], row["b"]))
            yield row

    def _remove(self) -> None:
        """Relationships first, then the nodes; so a crash between leaves nothing that the next load would not find."""
        self._remove_rows()
        gone = [{"id": id_} for id_, _ in self.ledger.gone("Statement")]
        query = f"UNWIND $ids AS id MATCH (s:Statement {{id: id}}) RETURN s.id AS id, s.predicate AS predicate, {_ENDS}"
        types: dict[str, list[dict[str, Any]]] = {}
        for row in self.store.stream(query, {"ids": [row["id"] for row in gone]}, timeout=None):
            types.setdefault(row["predicate"].upper(), []).append(row)
            self.ledger.touch(end for end in (row["a"], row["b"]) if end)
        for name, rows in types.items():
            self.store.write_rows(_removal(name), (row for row in rows if row["b"]))
        for label in _GOING:
            self._delete(label)

    def _delete(self, label: str) -> None:
        cypher = f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) DETACH DELETE n"
        self.store.write_rows(cypher, ({"id": id_} for id_, _ in self.ledger.gone(label)), size=1_000)

    def _remove_rows(self) -> None:
        gone = self.ledger.gone("Row")
        for name in sorted({json.loads(extra)[0] for _, extra in gone}):
            self.store.write_rows(_removal(name), self._rows_gone(name))

    def _rows_gone(self, name: str) -> Iterator[dict[str, str]]:
        for id_, extra in self.ledger.gone("Row"):
            type_, a, b = json.loads(extra)
            if type_ == name:
                self.ledger.touch((a, b))
                yield {"id": id_, "a": a, "b": b}

    def _derive(self, touched: set[str]) -> int:
        def told(done: int) -> None:
            self.intake.progress(Progress("computing statuses", done))

        if self.intake.forced or self.intake.changed_sets:
            # the rows of a source that is new were written with its figures
            derivation.refresh_rows(self.store, self.case, None if self.intake.forced else self.intake.changed_sets)
        return derivation.derive(self.store, case=self.case, statements=None if self.whole else touched, progress=told)

    def _degrees(self) -> None:
        self.intake.progress(Progress("counting relationships", 0))
        derivation.count_degrees(self.store, self.ledger.ids("Entity") if self.whole else self.ledger.touched())

    def _start(self) -> None:
        self.intake.progress(Progress("laying out the first view", 0))
        start.lay_out(self.store, self.case)


def _removal(name: str) -> str:
    return f"UNWIND $rows AS row MATCH (:Entity {{id: row.a}})-[r:`{checked_type(name)}` {{id: row.id}}]->(:Entity {{id: row.b}}) DELETE r"
