"""Bring a case in line with the merges that hold: entities that are one are drawn as one, with all that is said of any of them.

Records are kept whole. A record that another is shown for is hidden: its node has another label (`records.HIDDEN`) and keeps all that
it holds. One that is shown for others, or names one that is hidden, keeps in `was` (JSON) the properties that differ from how it was
loaded; a row of a data set keeps the keys of its ends. So everything that reads a store sees one graph and need not know of merges, and
`apart` gives back exactly what was there.

A load takes a case apart first and brings it together when it is done; it never sees anything but the records as they were loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from graph import derivation, start
from graph.load.intake import Progress
from graph.load.mark import MERGING, Mark, mark_case, mark_of, unmark_case
from graph.load.merged_changes import Changes, Held
from graph.load.merged_writing import MergedWriting
from graph.merges.composition import Composed, composed_entity, composed_statements, composed_voices, first_of
from graph.merges.pairs import Pair, groups, same
from graph.model import Decision, Entity, Statement, Voice
from graph.queries.merges import merges
from graph.store import GraphStore
from graph.store.records import BY_LABEL, HIDDEN, original

Told = Callable[[Progress], None]
_UNMARKED = ("Claim", "Timeline", "Case", "Voice", "Statement", "Entity")
_REFERRING = ("conflicts_with", "speaks_against")


def settle(store: GraphStore, case: str, *, lay_out: bool = True, progress: Told | None = None) -> None:
    """Bring a case in line with the merges that hold, and unless `lay_out` is false lay out its first view.

    Broken off, it is finished by doing it again. Raises StoreError.
    """
    held = same(merges(store, case))
    if not store.read("MATCH (c:Case {id: $case}) RETURN 1 AS one", {"case": case}).rows:
        # its last import has gone, and what was decided waits for another
        unmark_case(store, case)
    elif held or is_merged(store, case):
        _bring(store, case, held, progress or (lambda _: None), lay_out=lay_out)


def holds_any(store: GraphStore, case: str) -> bool:
    """Whether a merge holds in a case: then whatever takes it apart brings it together again, and lays it out."""
    return bool(same(merges(store, case)))


def apart(store: GraphStore, case: str, *, progress: Told | None = None) -> None:
    """Take apart whatever is merged in a case, as if nothing had been decided: for a while, so no view is laid out. Raises StoreError."""
    if is_merged(store, case):
        _bring(store, case, {}, progress or (lambda _: None), keep_mark=True, lay_out=False)


@contextmanager
def taken_apart(store: GraphStore, case: str, *, lay_out: bool = True, progress: Told | None = None) -> Iterator[None]:
    """The case with its records as they were loaded; brought together again at the end, also where what is done within is refused.

    Where a merge holds its first view is laid out then, unless `lay_out` is false, and need not be within.
    """
    apart(store, case, progress=progress)
    try:
        yield
    except BaseException:
        # what was refused has written nothing; what broke off is finished by doing it again
        if mark_of(store, case) in (None, Mark(MERGING, {})):
            settle(store, case, lay_out=lay_out, progress=progress)
        raise
    settle(store, case, lay_out=lay_out, progress=progress)


def is_merged(store: GraphStore, case: str) -> bool:
    """Whether anything in a case is shown for something else, or that is being changed: a change that broke off hides nothing any more."""
    hidden = f"MATCH (n:{HIDDEN['Entity']} {{case: $case}}) RETURN 1 AS one LIMIT 1"
    return mark_of(store, case) == Mark(MERGING, {}) or bool(store.read(hidden, {"case": case}).rows)


def _bring(store: GraphStore, case: str, held: Mapping[Pair, Decision], told: Told, *, lay_out: bool, keep_mark: bool = False) -> None:
    with store.alone(lambda: told(Progress("waiting for another load", 0))):
        told(Progress("merging", 0))
        before = mark_of(store, case)
        mark_case(store, case, before or Mark(MERGING, {}))
        _Bringing(store, case, held, again=before is not None).run(told, lay_out=lay_out)
        if (before is None or before.name == MERGING) and not keep_mark:
            unmark_case(store, case)


class _Bringing:
    """One step from how a case is to how it is to be."""

    def __init__(self, store: GraphStore, case: str, held: Mapping[Pair, Decision], *, again: bool) -> None:
        self.store, self.case, self.pairs = store, case, held
        self.given = {"case": case}
        self.changes = Changes(again)
        self.members = [[id_.partition("/")[2] for id_ in group] for group in groups(held)]
        self.entities = {one.record.key: one for one in self._entities()}
        self.members = [found for group in self.members if len(found := [key for key in group if key in self.entities]) > 1]
        self.joined = {key: True for group in self.members for key in group}
        self.writing = MergedWriting(store, case, held, self.changes, self.entities)

    def run(self, told: Told, *, lay_out: bool) -> None:
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
        self.writing.undraw(statements[slug] for slug in changed)
        for label in HIDDEN.values():
            self.store.execute(f"MATCH (n:{label} {{case: $case}}) MATCH (n)-[r:SAME_AS]->() DELETE r", self.given)
        self.writing.relabel(self.changes.show, shown_again=True)
        ends |= self.writing.move_rows(rows, shown)
        self.writing.refresh(rows)
        self.writing.set_properties()
        self.writing.relabel(self.changes.hide, shown_again=False)
        self.writing.link_voices(voices_changed, changed_voices, voices)
        self.writing.link_claims(statements, composed, moved_claims)
        self.writing.link_statements(composed, changed)
        self.writing.same_as(shown, statements, composed)
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
        if lay_out:
            start.lay_out(self.store, self.case)
        # what others are found by is unmarked after them
        for label, done in sorted(self.changes.done.items(), key=lambda item: _UNMARKED.index(item[0])):
            for name in (label, *([HIDDEN[label]] if label in HIDDEN else [])):
                self.store.write_rows(f"UNWIND $rows AS row MATCH (n:{name} {{id: row.id}}) SET n.was = null", done)

    # what is there

    def _nodes(self, label: str, where: str = "true", given: Mapping[str, Any] | None = None, hidden: bool = False) -> Iterator[Held]:
        form = BY_LABEL[label]
        for name in (label, HIDDEN[label]) if hidden else (label,):
            query = f"MATCH (n:{name} {{case: $case}}) WHERE {where if name == label else 'true'} RETURN properties(n) AS p"
            for row in self.store.stream(query, {**self.given, **(given or {})}, timeout=None):
                yield Held(name, row["p"], form.read(original(row["p"])))

    def _entities(self) -> Iterator[Held]:
        ids = {f"{self.case}/{key}": True for group in self.members for key in group}
        known = "UNWIND $ids AS id MATCH (n:Entity {id: id}) RETURN properties(n) AS p"
        for row in self.store.stream(known, {"ids": list(ids)}, timeout=None):
            yield Held("Entity", row["p"], BY_LABEL["Entity"].read(original(row["p"])))
        yield from (one for one in self._nodes("Entity", "n.was IS NOT NULL", hidden=True) if one.hidden or one.id not in ids)

    def _statements(self, where: str, given: Mapping[str, Any]) -> Iterator[Held]:
        yield from self._nodes("Statement", where, given, hidden=True)

    def _claims(self, statements: Iterable[Held]) -> list[Held]:
        """The claims of these statements; and those that were moved: one whose move broke off may be linked to nothing."""
        found = {one.id: one for one in self._nodes("Claim", "n.was IS NOT NULL")}
        for label in ("Statement", HIDDEN["Statement"]):
            ids = [one.id for one in statements if one.label == label]
            query = f"UNWIND $ids AS id MATCH (s:{label} {{id: id}}) MATCH (s)<-[:STATES]-(n:Claim) RETURN properties(n) AS p"
            for row in self.store.stream(query, {"ids": ids}, timeout=None):
                found[row["p"]["id"]] = Held("Claim", row["p"], BY_LABEL["Claim"].read(original(row["p"])))
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
        self, statements: Mapping[str, Held], claims: Iterable[Held], rows: Iterable[Mapping[str, Any]]
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

    def _composed(self, statements: dict[str, Held], shown: Mapping[str, str], hands: Mapping[str, list[str]]) -> Composed:
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

    def _plan_statements(self, statements: Mapping[str, Held], composed: Composed) -> set[str]:
        """Plan them; gives back the slugs of those that change, as they were loaded."""
        changed = set()
        for slug, one in statements.items():
            record = composed.shown.get(slug, one.record)
            row = _row("Statement", record)
            hidden = slug in composed.into or slug in composed.within
            if self.changes.change("Statement", one, row) | self._visible("Statement", one, hidden=hidden):
                changed.add(slug)
        return changed

    def _visible(self, label: str, one: Held, *, hidden: bool) -> bool:
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

    def _drawn_ends(self, one: Held) -> set[str]:
        return {f"{self.case}/{key}" for key in (one.properties["subject"], one.properties.get("object")) if key}


def _owned(voice: Voice) -> dict[str, Any]:
    return {"owner": voice.owner, "entity": voice.entity}


def _is_own(one: Held) -> bool:
    return not one.properties.get("owners") or "" in one.properties["owners"]


def _row(label: str, record: Entity | Statement) -> dict[str, Any]:
    form = BY_LABEL[label]
    row = form.row(record, 0, "")
    return {name: row[name] for name in ("id", *form.plain, *form.extra)}
