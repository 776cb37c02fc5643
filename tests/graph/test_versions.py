"""What several imports tell of one: the same whoever comes first, and without a trace of one that goes."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

from graph.archive import checksum, dump, restore
from graph.decisions import decide
from graph.load import foresee, load, load_imports, unload
from graph.load.versions import composed, grouped
from graph.model import Alias, AnyRecord, Case, Decision, Entity, Import, Row, Source, Voice
from graph.store import GraphStore, open_store
from tests.graph.made_records import small_case
from tests.graph.test_load_imports import NOW
from tests.graph.whole_graph import graph

GIVEN: dict[str, Any] = {"case": "small"}
SHOWN = "MATCH (n:Entity {key: 'person:ida'}) RETURN n.name, n.aliases, n.country, n.search"


def ida(*aliases: str | Alias, name: str = "Ida Holm", **more: Any) -> Entity:
    told = tuple(Alias(name=each) if isinstance(each, str) else each for each in aliases)
    return Entity(**GIVEN, key="person:ida", name=name, kind=more.pop("kind", "person"), aliases=told, **more)


def paper(name: str, person: Entity, *more: AnyRecord) -> list[AnyRecord]:
    """What an import brings that tells of her, of a wire that all of them quote, and of a page that they link to."""
    return [
        Voice(**GIVEN, key="outlet:wire", name="The Wire", kind="outlet", entity="person:ida" if name == "b" else None),
        Voice(**GIVEN, key=f"outlet:{name}", name=name, kind="outlet"),
        Source(**GIVEN, key="src:page", title=f"page, as {name} has it", publisher="outlet:wire", seen="full" if name == "c" else "no"),
        Source(**GIVEN, key=f"src:{name}", title=name, publisher=f"outlet:{name}"),
        person,
        *more,
        Import(**GIVEN, name=name, format="document", path=f"{name}.txt", loaded_at=NOW),
    ]


def papers() -> dict[str, list[AnyRecord]]:
    return {
        "a": paper("a", ida("I. Holm", Alias(name="Holm", weak=True), country="NO")),
        "b": paper("b", ida("Ida H.", name="IDA HOLM", kind="official", ids={"wikidata": "Q1"})),
        "c": paper("c", ida("I. Holm", "Ida-Marie", Alias(name="Holm", lang="nb", weak=True), properties={"born": "1970"})),
        "d": paper("d", ida("Árn")),
    }


def emptied(store: GraphStore) -> None:
    store.execute("MATCH (n) DETACH DELETE n")


def one_by_one(store: GraphStore, names: str) -> None:
    for name in names:
        load(store, papers()[name], name=name, owner=name)


def test_the_names_of_all_are_hers_in_one_order(store: GraphStore) -> None:
    one_by_one(store, "abcd")
    (shown,) = store.read("MATCH (n:Person {key: 'person:ida'}) RETURN n.name, n.aliases, n.country, n.ids, n.properties").rows
    assert shown[:3] == ("Ida Holm", ["Árn", "Holm", "I. Holm", "Ida H.", "IDA HOLM", "Ida-Marie"], "NO")
    assert shown[3:] == ('{"wikidata": "Q1"}', '{"born": "1970"}')
    assert store.read("MATCH (n:Source {key: 'src:page'}) RETURN n.title").rows == (("page, as c has it",),)
    assert store.read("MATCH (:Voice {key: 'outlet:wire'})-[:IS]->(n) RETURN n.key").rows == (("person:ida",),)


def test_whoever_comes_first_it_is_the_same(store: GraphStore) -> None:
    found = set()
    for order in itertools.islice(itertools.permutations("abcd"), 0, None, 3):
        emptied(store)
        one_by_one(store, "".join(order))
        found.add((checksum(store), str(store.read(SHOWN).rows)))
    for some in (["abcd"], ["ab", "cd"], ["dc", "ba"], ["d", "abc"]):
        emptied(store)
        for names in some:
            load_imports(store, {name: papers()[name] for name in names})
        found.add((checksum(store), str(store.read(SHOWN).rows)))
    assert len(found) == 1


def test_again_it_changes_nothing(store: GraphStore) -> None:
    one_by_one(store, "abcd")
    held = graph(store)
    for name, records in papers().items():
        again = load(store, records, name=name, owner=name)
        assert (again.new, again.changed, again.removed) == (0, 0, 0)
    at_once = load_imports(store, papers())
    assert (at_once.new, at_once.changed, at_once.removed) == (0, 0, 0)
    assert graph(store) == held


def test_what_others_add_is_no_change_of_who_is_loaded_again(store: GraphStore) -> None:
    one_by_one(store, "ab")
    both = {name: papers()[name] for name in "ac"}
    report = load_imports(store, both)
    assert (report.by_import["a"].new, report.by_import["a"].changed) == (0, 0)
    assert report.by_import["c"].changed > 0


@pytest.mark.parametrize("gone", ["a", "b", "c", "d", "ab", "cb", "da"])
def test_what_only_one_told_goes_with_it(store: GraphStore, gone: str) -> None:
    rest = "".join(name for name in "abcd" if name not in gone)
    one_by_one(store, rest)
    without = checksum(store), store.read(SHOWN).rows
    emptied(store)
    one_by_one(store, "dcba")
    for name in gone:
        unload(store, "small", name)
    assert (checksum(store), store.read(SHOWN).rows) == without
    for name in rest:
        unload(store, "small", name)
    assert store.read("MATCH (n {case: 'small'}) RETURN count(n)").rows == ((0,),)


def test_who_lets_go_of_her_takes_along_what_only_they_told(store: GraphStore) -> None:
    one_by_one(store, "ab")
    without = [record for record in papers()["b"] if not isinstance(record, Entity)]
    without = [each.model_copy(update={"entity": None}) if isinstance(each, Voice) else each for each in without]
    load(store, without, name="b", owner="b")
    assert store.read(SHOWN).rows[0][:3] == ("Ida Holm", ["I. Holm", "Holm"], "NO")
    newer = paper("a", ida("I. M. Holm"))
    load(store, papers()["b"], name="b", owner="b")
    load(store, newer, name="a", owner="a")
    assert "I. Holm" not in store.read(SHOWN).rows[0][1]


def test_the_case_overrules_and_leaves_each_its_own(store: GraphStore) -> None:
    own = [*small_case(), ida("Ida the Elder")]
    orders = [("own", "a", "b"), ("a", "own", "b"), ("b", "a", "own"), ("b", "own", "a", "own")]
    found = set()
    for order in orders:
        emptied(store)
        for name in order:
            if name == "own":
                load(store, [*own, Import(**GIVEN, name="small", format="case", loaded_at=NOW)], name="small")
            else:
                one_by_one(store, name)
        assert store.read(SHOWN).rows[0][:2] == ("Ida Holm", ["Ida the Elder"])
        found.add(checksum(store))
    assert len(found) == 1
    unload(store, "small", "small")
    held = store.read(SHOWN).rows
    emptied(store)
    one_by_one(store, "ba")
    assert store.read(SHOWN).rows == held


def test_what_a_load_does_to_her_is_foreseen(store: GraphStore) -> None:
    for name, records in papers().items():
        told = foresee(store, records, name=name, owner=name)
        done = load(store, records, name=name, owner=name)
        assert (told.by_kind, told.by_import, told.kept) == (done.by_kind, done.by_import, done.kept)


def test_broken_off_anywhere_it_is_finished_by_loading_again(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    one_by_one(store, "abcd")
    held = checksum(store)

    def gone(*_: Any, **__: Any) -> None:
        raise ConnectionError

    for step in ("_nodes", "_links", "_remove", "_derive", "_finish"):
        for order in ("abcd", "dcba"):
            emptied(store)
            one_by_one(store, order[:2])
            with monkeypatch.context() as patched, pytest.raises(ConnectionError):
                patched.setattr(f"graph.load.writing.Writing.{step}", gone)
                one_by_one(store, order[2])
            one_by_one(store, order[2:])
            assert checksum(store) == held, (step, order)


def same_as_another(store: GraphStore) -> None:
    content = {"same_as": "small/person:ida-2", "verdict": "same", "why": "one face"}
    decide(store, Decision(**GIVEN, kind="merge", about="small/person:ida", content=content, by="me", at=NOW))


def test_merged_or_not_it_is_the_same(store: GraphStore) -> None:
    one_by_one(store, "ab")
    load(store, paper("e", Entity(**GIVEN, key="person:ida-2", name="Ida H. Holm", kind="person")), name="e", owner="e")
    same_as_another(store)
    one_by_one(store, "c")
    unload(store, "small", "b")
    first = checksum(store)
    emptied(store)
    one_by_one(store, "c")
    load(store, paper("e", Entity(**GIVEN, key="person:ida-2", name="Ida H. Holm", kind="person")), name="e", owner="e")
    one_by_one(store, "a")
    same_as_another(store)
    assert checksum(store) == first


def test_a_dump_keeps_what_each_told(store: GraphStore, tmp_path: Path) -> None:
    one_by_one(store, "abc")
    dump(store, tmp_path / "store.jsonl")
    held = checksum(store)
    unload(store, "small", "b")
    without = checksum(store)
    with open_store(f"embedded:{tmp_path / 'other'}") as other:
        restore(other, tmp_path / "store.jsonl")
        assert checksum(other) == held
        unload(other, "small", "b")
        assert checksum(other) == without


def test_a_store_of_before_takes_more_names_in(store: GraphStore) -> None:
    one_by_one(store, "ab")
    held = checksum(store)
    store.execute("MATCH (n) WHERE n.versions IS NOT NULL SET n.versions = null")
    one_by_one(store, "ab")
    assert checksum(store) == held
    again = load(store, papers()["b"], name="b", owner="b")
    assert (again.new, again.changed) == (0, 0)
    unload(store, "small", "a")
    unload(store, "small", "b")
    assert store.read("MATCH (n {case: 'small'}) RETURN count(n)").rows == ((0,),)


def test_many_come_to_the_same_in_bulk_and_by_merge(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Registers so large that what is new goes by the bulk way, and all of the case is looked at."""

    def register(name: str) -> list[AnyRecord]:
        people = [
            Entity(**GIVEN, key=f"person:{at}", name=f"P {at}", kind="person", aliases=(Alias(name=f"{name} {at}"),)) for at in range(2500)
        ]
        rows = [Row(**GIVEN, subject=f"person:{at}", predicate="knows", object="person:0", source=f"src:{name}", row=at) for at in (1, 2)]
        return [*paper(name, ida()), *people, *rows]

    found = set()
    for much in (2_000, 10**9):
        monkeypatch.setattr("graph.load.writer.MUCH", much)
        for order in ("xy", "yx"):
            emptied(store)
            for name in order:
                load(store, iter(register(name)), name=name, owner=name)
            found.add(checksum(store))
    assert len(found) == 1
    assert store.read("MATCH (n:Person {key: 'person:7'}) RETURN n.aliases").rows == ((["x 7", "y 7"],),)
    unload(store, "small", "x")
    assert store.read("MATCH (n:Person {key: 'person:7'}) RETURN n.aliases").rows == ((["y 7"],),)


def test_what_most_say_is_shown_and_of_as_many_the_first() -> None:
    told = [(frozenset({name}), ida(name=called)) for name, called in (("a", "Ida H."), ("b", "Ida Holm"), ("c", "Ida Holm"))]
    assert composed(grouped(told)).name == "Ida Holm"
    assert composed(grouped(told[:2])).name == "Ida H."
    assert composed(grouped(reversed(told))) == composed(grouped(told))
    strong = [*told, (frozenset({"d"}), ida(Alias(name="Ida H.", weak=True)))]
    assert [alias.weak for alias in composed(grouped(strong)).aliases] == [False]


def test_a_case_alone_notes_no_versions(store: GraphStore) -> None:
    load(store, [Case(**GIVEN, title="Small"), ida("I. Holm")], name="small")
    one = ida("I. Holm")
    load(store, paper("a", one), name="a", owner="a")
    assert store.read("MATCH (n:Entity) WHERE n.versions IS NOT NULL RETURN n").rows == ()


def test_a_source_that_was_read_stands_before_one_that_the_case_only_cites(store: GraphStore) -> None:
    cited = Source(**GIVEN, key="src:page", title="a page", publisher="outlet:post", seen="no")
    found = set()
    for order in (("own", "c"), ("c", "own"), ("own", "c", "own")):
        emptied(store)
        for name in order:
            if name == "own":
                load(store, [*small_case(), cited], name="small")
            else:
                one_by_one(store, name)
        published = store.read("MATCH (n:Source {key: 'src:page'})-[:PUBLISHED_BY]->(v) RETURN n.title, v.key").rows
        assert published == (("page, as c has it", "outlet:wire"),), order
        found.add(checksum(store))
    assert len(found) == 1
    unload(store, "small", "c")
    assert store.read("MATCH (n:Source {key: 'src:page'})-[:PUBLISHED_BY]->(v) RETURN n.title, v.key").rows == (("a page", "outlet:post"),)
    again = load(store, [*small_case(), cited], name="small")
    assert (again.new, again.changed, again.removed) == (0, 0, 0)
