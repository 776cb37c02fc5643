"""After a crash anywhere, loading the same records again gives the same graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from graph.decisions import decide
from graph.load import load, load_imports, unload
from graph.model import AnyRecord, Decision, Entity, Import
from graph.store import GraphStore, schema
from tests.graph.made_records import bulk_case, replaced, small_case, without
from tests.graph.test_load_imports import NOW, note
from tests.graph.whole_graph import fresh, graph


class Stopped(Exception):  # noqa: N818 it is no error of ours
    """The process was killed here."""


class Dying:
    """A store whose process dies before its n-th write."""

    def __init__(self, store: GraphStore, writes: int) -> None:
        self._store, self._left = store, writes

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def _one(self) -> None:
        if self._left == 0:
            raise Stopped
        self._left -= 1

    def execute(self, *given: Any) -> Any:
        self._one()
        return self._store.execute(*given)

    def write_rows(self, cypher: str, rows: Iterable[Mapping[str, Any]], **options: Any) -> int:
        """Dies in the middle of its rows too: half of them are written."""
        batch = list(rows)
        if self._left == 0 and len(batch) > 1:
            self._store.write_rows(cypher, batch[: len(batch) // 2])
        if batch:
            self._one()
        return self._store.write_rows(cypher, batch, **options)


def crashed(store: GraphStore, records: list[AnyRecord], writes: int, **how: Any) -> bool:
    """Load with a crash before the n-th write; False if there were fewer."""
    schema.prepare(store)
    try:
        load(Dying(store, writes), records, name="small", **how)  # type: ignore[arg-type]
    except Stopped:
        return True
    return False


@pytest.mark.timeout(600)
def test_after_a_crash_anywhere_the_same_load_gives_the_same_graph(store: GraphStore) -> None:
    before = [*small_case(), *list(bulk_case("small", 4, 6))[1:]]
    after = replaced(replaced(without(before, "c4", "role", "person:3"), "went", when="2021-03"), "person:li", kind="agency")
    after = [r for r in replaced(after, "src:b", cites=[]) if "person:3" not in (getattr(r, "subject", ""), getattr(r, "object", ""))]
    expected = fresh(store, after)
    load(store, before, name="small")
    writes, step = 0, 1 if store.engine == "embedded" else 3
    while crashed(store, after, writes):
        marked = schema.loading(store)
        load(store, after, name="small")
        assert graph(store) == expected, f"after a crash before write {writes}"
        assert marked == "small" or writes < 2
        assert schema.loading(store) is None
        load(store, before, name="small")
        writes += step
    assert writes > 10


def test_a_second_crash_while_healing_is_healed_too(store: GraphStore) -> None:
    expected = fresh(store, small_case())
    assert crashed(store, small_case(), 12)
    assert crashed(store, small_case(), 9)
    load(store, small_case(), name="small")
    assert graph(store) == expected


def test_a_crashed_addition_keeps_the_places(store: GraphStore) -> None:
    more = [Entity(case="small", key=f"person:{n}", name=f"P {n}", kind=("person", "agency")[n % 2]) for n in range(6)]
    expected = fresh(store, [*small_case(), *more])
    load(store, small_case(), name="small")
    assert crashed(store, more, 4, owner="more")
    load(store, more, name="small", owner="more")
    assert graph(store) == expected


def test_a_load_of_another_case_leaves_the_mark_of_one_that_did_not_finish(store: GraphStore) -> None:
    assert crashed(store, small_case(), 8)
    load(store, small_case("other"), name="other")
    assert schema.loading(store) == "small"
    load(store, small_case(), name="small")
    assert schema.loading(store) is None


def test_several_imports_that_broke_off_are_healed_in_other_groups(store: GraphStore) -> None:
    notes = {name: note(name, f"person:{name}") for name in ("one", "two", "three", "four")}
    load(store, small_case(), name="small")
    load_imports(store, notes)
    expected = graph(store)
    for name in notes:
        unload(store, "small", name)
    with pytest.raises(Stopped):
        load_imports(Dying(store, 9), notes)  # type: ignore[arg-type]
    assert schema.loading(store) == "one and 3 more"
    load_imports(store, {name: notes[name] for name in ("four", "one")})
    assert schema.loading(store) == "three and 1 more"
    load(store, note("five", "person:five"), name="five", owner="five")
    unload(store, "small", "five")
    load(store, notes["two"], name="two", owner="two")
    assert schema.loading(store) == "three"
    load(store, notes["three"], name="three", owner="three")
    assert schema.loading(store) is None
    load_imports(store, notes)
    assert graph(store)[0] == expected[0]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("names", [("one", "three"), ("small", "one"), ("small", "three", "one", "two")])
def test_after_a_crash_anywhere_several_are_taken_out_by_doing_it_again(store: GraphStore, names: tuple[str, ...]) -> None:
    whole = [*small_case(), Import(case="small", name="small", format="case", path="small", loaded_at=NOW)]
    notes = {name: note(name, f"person:{name}") for name in ("one", "two", "three")}
    corrected = {"review": "accepted", "predicate": "wrote_to", "object": "person:dong"}
    decision = Decision(case="small", kind="review", about="small/one-2", content=corrected, by="Ann", at=NOW)

    def begin() -> None:
        store.execute("MATCH (n) DETACH DELETE n")
        schema.prepare(store)
        load(store, whole, name="small")
        load_imports(store, notes)
        decide(store, decision)

    begin()
    unload(store, "small", *names)
    expected = graph(store)
    writes, step = 0, 5 if store.engine == "embedded" else 23
    while True:
        begin()
        try:
            unload(Dying(store, writes), "small", *names)  # type: ignore[arg-type]
            break
        except Stopped:
            pass
        if store.read("MATCH (n:Import) WHERE n.name IN $names RETURN n LIMIT 1", {"names": list(names)}).rows or schema.loading(store):
            unload(store, "small", *names)
        assert graph(store) == expected, f"after a crash before write {writes}"
        assert schema.loading(store) is None
        writes += step
    assert writes > 5
