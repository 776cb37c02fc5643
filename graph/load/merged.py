"""Bring a case in line with the merges that hold: entities that are one are drawn as one, with all that is said of any of them.

Records are kept whole. A record that another is shown for is hidden: its node has another label (`records.HIDDEN`) and keeps all that
it holds. One that is shown for others, or names one that is hidden, keeps in `was` (JSON) the properties that differ from how it was
loaded; a row of a data set keeps the keys of its ends. So everything that reads a store sees one graph and need not know of merges, and
`apart` gives back exactly what was there.

A load takes a case apart first and brings it together when it is done; it never sees anything but the records as they were loaded.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from graph import derivation, start
from graph.load.intake import Progress
from graph.load.mark import MERGING, Mark, mark_case, mark_of, unmark_case
from graph.merges.composition import Composed, composed_entity, composed_statements, composed_voices, first_of
from graph.merges.pairs import Pair, groups, same, why_of
from graph.model import AnyRecord, Decision, Entity, Statement, Voice
from graph.queries.merges import merges
from graph.store import GraphStore
from graph.store.links import OUTGOING, STORED, link_cypher, links
from graph.store.records import BY_LABEL, HIDDEN, checked_label, checked_type, kind_label, original

Told = Callable[[Progress], None]
_AT_ONCE = 1_000
_UNMARKED = ("Claim", "Timeline", "Case", "Voice", "Statement", "Entity")
_REFERRING = ("conflicts_with", "speaks_against")


def settle(store: GraphStore, case: str, *, progress: Told | None = None) -> None:
    """Bring a case in line with the merges that hold. Broken off, it is finished by doing it again. Raises StoreError."""
    held = same(merges(store, case))
    if held or is_merged(store, case):
        _bring(store, case, held, progress or (lambda _: None))


def apart(store: GraphStore, case: str, *, progress: Told | None = None) -> None:
    """Take apart whatever is merged in a case, as if nothing had been decided. Raises StoreError."""
    if is_merged(store, case):
        _bring(store, case, {}, progress or (lambda _: None), keep_mark=True)


@contextmanager
def taken_apart(store: GraphStore, case: str, *, progress: Told | None = None) -> Iterator[None]:
    """The case with its records as they were loaded; brought together again at the end, also where what is done within is refused."""
    apart(store, case, progress=progress)
    try:
        yield
    except BaseException:
        # what was refused has written nothing; what broke off is finished by doing it again
        if mark_of(store, case) in (None, Mark(MERGING, {})):
            settle(store, case, progress=progress)
        raise
    settle(store, case, progress=progress)


def is_merged(store: GraphStore, case: str) -> bool:
    """Whether anything in a case is shown for something else, or that is being changed: a change that broke off hides nothing any more."""
    hidden = f"MATCH (n:{HIDDEN['Entity']} {{case: $case}}) RETURN 1 AS one LIMIT 1"
    return mark_of(store, case) == Mark(MERGING, {}) or bool(store.read(hidden, {"case": case}).rows)


def _bring(store: GraphStore, case: str, held: Mapping[Pair, Decision], told: Told, *, keep_mark: bool = False) -> None:
    with store.alone(lambda: told(Progress("waiting for another load", 0))):
        told(Progress("merging", 0))
        before = mark_of(store, case)
        mark_case(store, case, before or Mark(MERGING, {}))
        _Bringing(store, case, held, again=before is not None).run(told)
        if (before is None or before.name == MERGING) and not keep_mark:
            unmark_case(store, case)


@dataclass
class _Held:
    """A node as it is, and its record as it was loaded."""

    label: str
    properties: dict[str, Any]
    record: Any

    @property
    def id(self) -> str:
        return str(self.properties["id"])

    @property
    def hidden(self) -> bool:
        return self.label in HIDDEN.values()


@dataclass
class _Changes:
    """What is to be written: by label the nodes whose properties change (`id`, `sets`), those that are hidden, those shown again.

    `again`: the last time broke off, so whatever is looked at may be half done and is written anew.
    """

    again: bool = False
    sets: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    hide: dict[str, list[_Held]] = field(default_factory=dict)
    show: dict[str, list[_Held]] = field(default_factory=dict)
    done: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def change(self, label: str, held: _Held, new: Mapping[str, Any]) -> bool:
        """Plan that a node has these properties now, beside those that it was loaded with; whether that changes anything."""
        loaded = original(held.properties)
        was = {name: loaded.get(name) for name, value in new.items() if value != loaded.get(name)}
        kept = json.dumps(was, ensure_ascii=False, sort_keys=True) if was else None
        sets = {name: value for name, value in {**_before(held.properties, loaded), **new}.items() if value != held.properties.get(name)}
        if kept == held.properties.get("was") and not sets:
            return self.again
        # what is undone is marked until everything that follows is done too
        self.sets.setdefault(label, []).append({"id": held.id, "sets": {**sets, "was": kept or held.properties["was"]}})
        if kept is None:
            self.done.setdefault(label, []).append({"id": held.record.id})
        return True


def _before(properties: Mapping[str, Any], loaded: Mapping[str, Any]) -> dict[str, Any]:
    return {name: loaded[name] for name in json.loads(properties.get("was") or "{}")}


class _Bringing:
    """One step from how a case is to how it is to be."""

    def __init__(self, store: GraphStore, case: str, held: Mapping[Pair, Decision], *, again: bool) -> None:
        self.store, self.case, self.pairs = store, case, held
        self.given = {"case": case}
        self.changes = _Changes(again)
        self.members = [[id_.partition("/")[2] for id_ in group] for group in groups(held)]
        self.entities = {one.record.key: one for one in self._entities()}
        self.members = [found for group in self.members if len(found := [key for key in group if key in self.entities]) > 1]
        self.joined = {key: True for group in self.members for key in group}

    def run(self, told: Told) -> None:
        """Read what is concerned, plan, write the difference, and compute anew what follows."""
        voices = {one.record.key: one for one in self._nodes("Voice")}
        spoken = {key: [one for one in voices.values() if one.record.entity == key] for key in self.joined}
        hands = {one.record.key: True for group in self.members for key in group for one in spoken[key]}
        statements = {
            one.record.slug: one
            for one in self._statements(
                "$joined[n.subject] OR $joined[n.object] OR $joined[n.where] "
                "OR $joined[n.`from`] OR n.was IS NOT NULL OR any(key IN n.first_hand WHERE $hands[key])",
                {"joined": self.joined, "hands": hands},
            )
        }
        claims = self._claims(statements.values())
        rows = list(self._rows())
        shown, firsts = self._firsts(statements, claims, rows)
        changed_voices, all_hands = composed_voices([one.record for one in voices.values()], shown, self.members)
        composed = self._composed(statements, shown, all_hands)
        self._plan_entities(shown, firsts)
        voices_changed = {
            one.id for key, one in voices.items() if self.changes.change("Voice", one, _owned(changed_voices.get(key, one.record)))
        }
        changed = self._plan_statements(statements, composed)
        into = {**{slug: slug for slug in composed.shown}, **composed.into}
        moved_claims = [
            one for one in claims if self.changes.change("Claim", one, {"statement": into.get(one.record.statement, one.record.statement)})
        ]
        self._plan_names(composed.into)
        ends = {end for slug in changed for end in self._drawn_ends(statements[slug])}
        touched = derivation.affected(self.store, {"Statement": {statements[slug].id for slug in changed}, "Voice": voices_changed})
        self._undraw(statements[slug] for slug in changed)
        for label in HIDDEN.values():
            self.store.execute(f"MATCH (n:{label} {{case: $case}}) MATCH (n)-[r:SAME_AS]->() DELETE r", self.given)
        self._relabel(self.changes.show, shown_again=True)
        ends |= self._move_rows(rows, shown)
        self._refresh(rows)
        self._set()
        self._relabel(self.changes.hide, shown_again=False)
        self._link_voices(voices_changed, changed_voices, voices)
        self._link_claims(statements, composed, moved_claims)
        self._link_statements(composed, changed)
        self._same_as(shown, statements, composed)
        now = {composed.shown[slug].id if slug in composed.shown else statements[slug].record.id for slug in changed}
        touched |= derivation.affected(self.store, {"Statement": now, "Voice": voices_changed})
        derivation.derive(self.store, case=self.case, statements=touched, progress=lambda done: told(Progress("computing statuses", done)))
        ends |= {
            f"{self.case}/{end}"
            for slug in changed
            for said in (composed.shown.get(slug), statements[slug].record)
            if said
            for end in (said.subject, said.object)
            if end
        }
        ends |= {one.id for one in self.entities.values()}
        derivation.count_degrees(self.store, sorted(ends))
        start.lay_out(self.store, self.case)
        # what others are found by is unmarked after them
        for label, done in sorted(self.changes.done.items(), key=lambda item: _UNMARKED.index(item[0])):
            for name in (label, *([HIDDEN[label]] if label in HIDDEN else [])):
                self.store.write_rows(f"UNWIND $rows AS row MATCH (n:{name} {{id: row.id}}) SET n.was = null", done)

    # what is there

    def _nodes(self, label: str, where: str = "true", given: Mapping[str, Any] | None = None, hidden: bool = False) -> Iterator[_Held]:
        form = BY_LABEL[label]
        for name in (label, HIDDEN[label]) if hidden else (label,):
            query = f"MATCH (n:{name} {{case: $case}}) WHERE {where if name == label else 'true'} RETURN properties(n) AS p"
            for row in self.store.stream(query, {**self.given, **(given or {})}, timeout=None):
                yield _Held(name, row["p"], form.read(original(row["p"])))

    def _entities(self) -> Iterator[_Held]:
        ids = {f"{self.case}/{key}": True for group in self.members for key in group}
        known = "UNWIND $ids AS id MATCH (n:Entity {id: id}) RETURN properties(n) AS p"
        for row in self.store.stream(known, {"ids": list(ids)}, timeout=None):
            yield _Held("Entity", row["p"], BY_LABEL["Entity"].read(original(row["p"])))
        yield from (one for one in self._nodes("Entity", "n.was IS NOT NULL", hidden=True) if one.hidden or one.id not in ids)

    def _statements(self, where: str, given: Mapping[str, Any]) -> Iterator[_Held]:
        yield from self._nodes("Statement", where, given, hidden=True)

    def _claims(self, statements: Iterable[_Held]) -> list[_Held]:
        """The claims of these statements; and those that were moved: one whose move broke off may be linked to nothing."""
        found = {one.id: one for one in self._nodes("Claim", "n.was IS NOT NULL")}
        for label in ("Statement", HIDDEN["Statement"]):
            ids = [one.id for one in statements if one.label == label]
            query = f"UNWIND $ids AS id MATCH (s:{label} {{id: id}}) MATCH (s)<-[:STATES]-(n:Claim) RETURN properties(n) AS p"
            for row in self.store.stream(query, {"ids": ids}, timeout=None):
                found[row["p"]["id"]] = _Held("Claim", row["p"], BY_LABEL["Claim"].read(original(row["p"])))
        return list(found.values())

    def _rows(self) -> Iterator[dict[str, Any]]:
        """The rows of data sets at the entities that are concerned, each once."""
        seen = set()
        columns = "type(r) AS type, r.id AS id, a.id AS a, b.id AS b, r.subject AS subject, r.object AS object, r.source AS source"
        for label in ("Entity", HIDDEN["Entity"]):
            ids = [one.id for one in self.entities.values() if one.label == label]
            for pattern in ("(n)-[r]->(b) WITH r, n AS a, b", "(a)-[r]->(n) WITH r, a, n AS b"):
                query = f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) MATCH {pattern} WHERE r.row IS NOT NULL RETURN {columns}"
                for row in self.store.stream(query, {"ids": ids}, timeout=None):
                    if row["id"] not in seen:
                        seen.add(row["id"])
                        yield row

    # what is to be

    def _firsts(
        self, statements: Mapping[str, _Held], claims: Iterable[_Held], rows: Iterable[Mapping[str, Any]]
    ) -> tuple[dict[str, str], set[str]]:
        """By key of each entity that is to be hidden, the key of the one shown for it; and the keys of those shown for others."""
        evidence: dict[str, int] = {}
        for claim in claims:
            said = statements[claim.record.statement].record
            for key in {said.subject, said.object}:
                evidence[key] = evidence.get(key, 0) + 1
        for row in rows:
            for end, key in (("a", row["subject"]), ("b", row["object"])):
                key = key or row[end].partition("/")[2]
                evidence[key] = evidence.get(key, 0) + 1
        own = {key for key, one in self.entities.items() if _is_own(one)}
        shown: dict[str, str] = {}
        firsts = set()
        for group in self.members:
            first = first_of((self.entities[key].record for key in group), own, evidence).key
            firsts.add(first)
            shown |= {key: first for key in group if key != first}
        return shown, firsts

    def _composed(self, statements: dict[str, _Held], shown: Mapping[str, str], hands: Mapping[str, list[str]]) -> Composed:
        """What the statements become; those that name one that becomes another are added."""
        own = {slug for slug, one in statements.items() if _is_own(one)}
        made = composed_statements((one.record for one in statements.values()), shown, hands, own)
        if made.into:
            named = " OR ".join(f"any(slug IN n.{name} WHERE $into[slug])" for name in _REFERRING)
            given = {"into": dict.fromkeys(made.into, True)}
            more = {one.record.slug: one for one in self._nodes("Statement", f"{named} OR $into[n.variant_of]", given)}
            if not more.keys() <= statements.keys():
                statements |= {slug: one for slug, one in more.items() if slug not in statements}
                own |= {slug for slug, one in more.items() if _is_own(one)}
                made = composed_statements((one.record for one in statements.values()), shown, hands, own)
        return made

    def _plan_entities(self, shown: Mapping[str, str], firsts: Collection[str]) -> None:
        for key, one in self.entities.items():
            others = [self.entities[other].record for other, first in shown.items() if first == key]
            record = composed_entity(one.record, others) if key in firsts else one.record
            row = _row("Entity", record)
            self.changes.change("Entity", one, {name: row[name] for name in ("aliases", "alias_details", "ids", "search")})
            self._visible("Entity", one, hidden=key in shown)

    def _plan_statements(self, statements: Mapping[str, _Held], composed: Composed) -> set[str]:
        """Plan them; gives back the slugs of those that change, as they were loaded."""
        changed = set()
        for slug, one in statements.items():
            record = composed.shown.get(slug, one.record)
            row = _row("Statement", record)
            hidden = slug in composed.into or slug in composed.within
            if self.changes.change("Statement", one, row) | self._visible("Statement", one, hidden=hidden):
                changed.add(slug)
        return changed

    def _visible(self, label: str, one: _Held, *, hidden: bool) -> bool:
        if hidden != one.hidden:
            (self.changes.hide if hidden else self.changes.show).setdefault(label, []).append(one)
            if not hidden:
                self.changes.done.setdefault(label, []).append({"id": one.record.id})
            return True
        return False

    def _plan_names(self, into: Mapping[str, str]) -> None:
        """The slugs by which a timeline and the case name statements."""
        for label, name in (("Timeline", "statement"), ("Case", "central")):
            for one in self._nodes(label, f"n.was IS NOT NULL OR $into[n.{name}] IS NOT NULL", {"into": into}):
                slug = getattr(one.record, name)
                self.changes.change(label, one, {name: into.get(slug, slug)})

    # writing

    def _drawn_ends(self, one: _Held) -> set[str]:
        return {f"{self.case}/{key}" for key in (one.properties["subject"], one.properties.get("object")) if key}

    def _undraw(self, statements: Iterable[_Held]) -> None:
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

    def _relabel(self, which: Mapping[str, list[_Held]], *, shown_again: bool) -> None:
        for label, found in which.items():
            by_labels: dict[str, list[_Held]] = {}
            for one in found:
                by_labels.setdefault(f"Entity:{kind_label(one.record.kind)}" if label == "Entity" else label, []).append(one)
            for labels, some in by_labels.items():
                checked = ":".join(checked_label(name) for name in labels.split(":"))
                old, new = (HIDDEN[label], checked) if shown_again else (checked, HIDDEN[label])
                # what is computed of a statement that is hidden would be out of date at once
                bare = ", n.was = '{}'" if shown_again else "" if label == "Entity" else "".join(f", n.{name} = null" for name in STORED)
                cypher = f"UNWIND $rows AS row MATCH (n:{old.partition(':')[0]} {{id: row.id}}) REMOVE n:{old} SET n:{new}{bare}"
                self.store.write_rows(cypher, ({"id": one.record.id} for one in some))

    def _set(self) -> None:
        for label, rows in self.changes.sets.items():
            self.store.write_rows(f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n += row.sets", rows)

    def _link_voices(self, ids: Collection[str], changed: Mapping[str, Voice], voices: Mapping[str, _Held]) -> None:
        now = [changed.get(key, one.record) for key, one in voices.items() if one.id in ids]
        self._relink("Voice", now, {voice.id: voice.id for voice in now})

    def _link_statements(self, composed: Composed, changed: Collection[str]) -> None:
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
        rows = self.store.stream(query, {**self.given, "slugs": slugs}, timeout=None) if slugs else ()
        return {f"{self.case}/{row['slug']}": row["id"] for row in rows}

    def _link_claims(self, statements: Mapping[str, _Held], composed: Composed, moved: Iterable[_Held]) -> None:
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

    def _move_rows(self, rows: Iterable[Mapping[str, Any]], shown: Mapping[str, str]) -> set[str]:
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

    def _refresh(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """The figures of data sets whose rows were out of sight when somebody may have retracted them."""
        away = {one.id for one in self.entities.values() if one.hidden}
        for source in sorted({row["source"] for row in rows if away & {row["a"], row["b"]}}):
            derivation.refresh_rows(self.store, self.case, source)

    def _same_as(self, shown: Mapping[str, str], statements: Mapping[str, _Held], composed: Composed) -> None:
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


def _owned(voice: Voice) -> dict[str, Any]:
    return {"owner": voice.owner, "entity": voice.entity}


def _is_own(one: _Held) -> bool:
    return not one.properties.get("owners") or "" in one.properties["owners"]


def _row(label: str, record: Entity | Statement) -> dict[str, Any]:
    form = BY_LABEL[label]
    row = form.row(record, 0, "")
    return {name: row[name] for name in ("id", *form.plain, *form.extra)}
