"""What a change of merges writes: who is hidden and shown, and the relationships that follow."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from graph import derivation
from graph.load.merged_changes import Changes, Held
from graph.merges.composition import Composed
from graph.merges.pairs import Pair, why_of
from graph.model import AnyRecord, Decision, Voice
from graph.store import GraphStore
from graph.store.links import OUTGOING, STORED, link_cypher, links
from graph.store.records import HIDDEN, checked_label, checked_type, kind_label

_AT_ONCE = 1_000


class MergedWriting:
    """Writes the changes of one case. `entities` are those that the merges concern, by key; `pairs` the decisions that hold."""

    def __init__(
        self, store: GraphStore, case: str, pairs: Mapping[Pair, Decision], changes: Changes, entities: Mapping[str, Held]
    ) -> None:
        self.store, self.case, self.pairs = store, case, pairs
        self.changes, self.entities = changes, entities

    def undraw(self, statements: Iterable[Held]) -> None:
        """Remove the relationships of statements that change, as they are now."""
        types: dict[str, list[dict[str, Any]]] = {}
        for one in statements:
            p = one.properties
            if not one.hidden and p.get("object"):
                row = {"id": p["id"], "a": f"{self.case}/{p['subject']}", "b": f"{self.case}/{p['object']}"}
                types.setdefault(p["predicate"].upper(), []).append(row)
        for name, rows in types.items():
            pattern = f"(:Entity {{id: row.a}})-[r:`{checked_type(name)}` {{id: row.id}}]->(:Entity {{id: row.b}})"
            self.store.write_rows(f"UNWIND $rows AS row MATCH {pattern} DELETE r", rows)

    def relabel(self, which: Mapping[str, list[Held]], *, shown_again: bool) -> None:
        """Hide nodes under another label, or show them again."""
        for label, found in which.items():
            by_labels: dict[str, list[Held]] = {}
            for one in found:
                by_labels.setdefault(f"Entity:{kind_label(one.record.kind)}" if label == "Entity" else label, []).append(one)
            for labels, some in by_labels.items():
                checked = ":".join(checked_label(name) for name in labels.split(":"))
                old, new = (HIDDEN[label], checked) if shown_again else (checked, HIDDEN[label])
                # what is computed of a statement that is hidden would be out of date at once
                bare = ", n.was = '{}'" if shown_again else "" if label == "Entity" else "".join(f", n.{name} = null" for name in STORED)
                cypher = f"UNWIND $rows AS row MATCH (n:{old.partition(':')[0]} {{id: row.id}}) REMOVE n:{old} SET n:{new}{bare}"
                self.store.write_rows(cypher, ({"id": one.record.id} for one in some))

    def set_properties(self) -> None:
        """The properties that change."""
        for label, rows in self.changes.sets.items():
            self.store.write_rows(f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n += row.sets", rows)

    def link_voices(self, ids: Collection[str], changed: Mapping[str, Voice], voices: Mapping[str, Held]) -> None:
        """Whom voices with these ids are."""
        now = [changed.get(key, one.record) for key, one in voices.items() if one.id in ids]
        self._relink("Voice", now, {voice.id: voice.id for voice in now})

    def link_statements(self, composed: Composed, changed: Collection[str]) -> None:
        """What the statements that changed conflict with and speak against."""
        now = [composed.shown[slug] for slug in sorted(changed) if slug in composed.shown]
        ids = {f"{self.case}/{said.slug}": said.id for said in composed.shown.values()}
        self._relink("Statement", now, ids)

    def _relink(self, label: str, records: Iterable[AnyRecord], ids: Mapping[str, str]) -> None:
        """The relationships that begin at these records, made anew; `ids` of statements by `case/slug`, as far as they are known."""
        known = list(records)
        types = "|".join(f"`{name}`" for name in OUTGOING[label] if name in ("IS", "CONFLICTS_WITH", "SPEAKS_AGAINST"))
        gone = f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) MATCH (n)-[r:{types}]->() DELETE r"
        self.store.write_rows(gone, ({"id": record.id} for record in known))
        made: dict[tuple[str, str], list[dict[str, Any]]] = {}
        slugs = {link.end for record in known for link in links(record) if "Statement" in link.labels} - ids.keys()
        found = {**ids, **self._ids(slugs)}
        for record in known:
            for link in links(record):
                end = found.get(link.end) if "Statement" in link.labels else link.end
                if end:
                    made.setdefault((link.type, link.labels[0]), []).append(
                        {"a": record.id, "b": end, "case": self.case, **link.properties}
                    )
        for (name, end), rows in made.items():
            self.store.write_rows(link_cypher(name, label, end), rows)

    def _ids(self, names: Collection[str]) -> dict[str, str]:
        query = "UNWIND $slugs AS slug MATCH (s:Statement {slug: slug}) WHERE s.case = $case RETURN slug, s.id AS id"
        slugs = [name.partition("/")[2] for name in names]
        rows = self.store.stream(query, {"case": self.case, "slugs": slugs}, timeout=None) if slugs else ()
        return {f"{self.case}/{row['slug']}": row["id"] for row in rows}

    def link_claims(self, statements: Mapping[str, Held], composed: Composed, moved: Iterable[Held]) -> None:
        """What claims state: those that moved, led to the statement that is now theirs."""
        rows: dict[str, list[dict[str, Any]]] = {}
        for one in moved:
            slug = one.record.statement
            into = composed.into.get(slug, slug)
            label = HIDDEN["Statement"] if into in composed.within else "Statement"
            end = composed.shown[into].id if into in composed.shown else statements[into].record.id
            rows.setdefault(label, []).append({"a": one.id, "b": end, "case": self.case})
        for label, some in rows.items():
            self.store.write_rows("UNWIND $rows AS row MATCH (c:Claim {id: row.a}) MATCH (c)-[r:STATES]->() DELETE r", some)
            self.store.write_rows(link_cypher("STATES", "Claim", label), some)

    def move_rows(self, rows: Iterable[Mapping[str, Any]], shown: Mapping[str, str]) -> set[str]:
        """Rows go along with their ends; one both of whose ends are one stays where it was loaded, out of sight."""
        moves: dict[tuple[str, bool, str, tuple[str, ...]], list[dict[str, Any]]] = {}
        touched = set()
        again = {one.id for one in self.changes.show.get("Entity", ())}
        hidden = {one.id for one in self.entities.values() if one.hidden} - again
        for row in rows:
            keys = [row["subject"] or row["a"].partition("/")[2], row["object"] or row["b"].partition("/")[2]]
            ends = [shown.get(key, key) for key in keys]
            if ends[0] == ends[1] and keys[0] != keys[1]:
                ends = keys
            to = [f"{self.case}/{key}" for key in ends]
            if to == [row["a"], row["b"]]:
                continue
            touched |= {row["a"], row["b"], *to}
            outward = to[0] != row["a"]
            labels = tuple(HIDDEN["Entity"] if id_ in hidden else "Entity" for id_ in (row["a"], row["b"], *to))
            plain = ends == keys
            said = {"a": to[0], "b": to[1], "subject": None if plain else keys[0], "object": None if plain else keys[1]}
            key = (row["type"], outward, row["a"] if outward else row["b"], labels)
            moves.setdefault(key, []).append({"id": row["id"], **said})
        for (name, outward, end, (left, right, start_, end_)), some in moves.items():
            hub = (
                f"(a:{left} {{id: $end}})-[r:`{checked_type(name)}`]->(b:{right})"
                if outward
                else f"(b:{right} {{id: $end}})<-[r:`{checked_type(name)}`]-(a:{left})"
            )
            cypher = (
                f"MATCH {hub} WHERE $moves[r.id] IS NOT NULL WITH a, b, r, $moves[r.id] AS move "
                f"MATCH (x:{start_} {{id: move.a}}) MATCH (y:{end_} {{id: move.b}}) CREATE (x)-[n:`{checked_type(name)}`]->(y) "
                "SET n = properties(r), n.subject = move.subject, n.object = move.object DELETE r"
            )
            for at in range(0, len(some), _AT_ONCE):
                self.store.execute(cypher, {"end": end, "moves": {row["id"]: row for row in some[at : at + _AT_ONCE]}})
        return touched

    def refresh(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """The figures of data sets whose rows were out of sight when somebody may have retracted them."""
        away = {one.id for one in self.entities.values() if one.hidden}
        if sources := {row["source"] for row in rows if away & {row["a"], row["b"]}}:
            derivation.refresh_rows(self.store, self.case, sources)

    def same_as(self, shown: Mapping[str, str], statements: Mapping[str, Held], composed: Composed) -> None:
        """The link of each hidden record to the one shown for it; of an entity, with the latest decision that says so."""
        ends = [(statements[slug].record.id, composed.shown[into].id) for slug, into in sorted(composed.into.items())]
        pair = f"MATCH (a:{HIDDEN['Statement']} {{id: row.a}}) MATCH (b:Statement {{id: row.b}})"
        cypher = f"UNWIND $rows AS row {pair} MERGE (a)-[r:SAME_AS]->(b) "
        self.store.write_rows(f"{cypher} SET r.case = row.case", [{"a": a, "b": b, "case": self.case} for a, b in ends])
        rows = []
        for key, first in sorted(shown.items()):
            id_ = f"{self.case}/{key}"
            said = max((one for pair, one in self.pairs.items() if id_ in pair), key=lambda one: (one.at, one.id))
            rows.append(
                {"a": id_, "b": f"{self.case}/{first}", "case": self.case, "by": said.by, "at": said.at.isoformat(), "why": why_of(said)}
            )
        cypher = (
            f"UNWIND $rows AS row MATCH (a:{HIDDEN['Entity']} {{id: row.a}}) MATCH (b:Entity {{id: row.b}}) MERGE (a)-[r:SAME_AS]->(b) "
        )
        self.store.write_rows(f"{cypher} SET r.case = row.case, r.by = row.by, r.at = row.at, r.why = row.why", rows)
