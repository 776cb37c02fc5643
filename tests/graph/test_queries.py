"""The named queries, on both engines: find, neighbours, core, cards, evidence, names."""

from __future__ import annotations

import pytest

from graph.errors import NotFoundError
from graph.evidence import assess, assess_all
from graph.load import load
from graph.model import Alias, AnyRecord, Case, Claim, Entity, Statement, Status
from graph.queries import (
    case_of,
    cases,
    choices,
    claims_of,
    core,
    entities,
    entity,
    evidence,
    evidence_around,
    find,
    neighbours,
    relationship,
    relationships_between,
    relationships_of,
    resolve,
    statement,
    timeline,
    values,
)
from graph.store import GraphStore
from tests.graph.made_records import bulk_case, evidence_in, random_case, replaced, small_case

CASE = "dong-jingwei-2021"
DONG = f"{CASE}/person:dong-jingwei"


# The first case ---------------------------------------------------------------------------------------------------------------


def test_the_bundled_case_is_counted(case_store: GraphStore) -> None:
    (found,) = cases(case_store)
    assert (found.case.case, found.entities, found.statements, found.claims, found.sources) == (CASE, 77, 103, 234, 108)
    assert found.relationships == 93
    assert case_of(case_store, CASE) == found.case
    assert len(timeline(case_store, CASE)) == 30


def test_the_relationships_of_some_entities_come_each_once_and_no_more_than_wanted(case_store: GraphStore) -> None:
    ids = [DONG, f"{CASE}/agency:mss"]
    found = relationships_of(case_store, ids, limit=1_000)
    assert len({edge.id for edge in found}) == len(found) > 20
    assert all({edge.source, edge.target} & set(ids) for edge in found)
    degrees = {node.id: node.degree for node in entities(case_store, ids)}
    assert len([edge for edge in found if DONG in (edge.source, edge.target)]) == degrees[DONG]
    assert len(relationships_of(case_store, ids, limit=5)) == 5


def test_the_core_of_the_bundled_case_is_45_entities(case_store: GraphStore) -> None:
    ids = core(case_store, CASE).ids
    assert len(ids) == len(set(ids)) == 45
    assert ids[0] == DONG
    degrees = [node.degree for node in entities(case_store, ids)]
    assert degrees == sorted(degrees, reverse=True)


@pytest.mark.parametrize(
    ("text", "name", "matched"),
    [
        ("Dong Jingwei", "Dong Jingwei", "Dong Jingwei"),
        ("dong", "Dong Jingwei", "Dong Jingwei"),
        ("Jingwei Dong", "Dong Jingwei", "Dong Jingwei"),
        ("董经纬", "Dong Jingwei", "董经纬"),
        ("CIA", "Central Intelligence Agency", "CIA"),
        ("公安部", "Ministry of Public Security", "公安部"),
        ("Dong Jingwie", "Dong Jingwei", "Dong Jingwei"),
        ("dog jinwei", "Dong Jingwei", "Dong Jingwei"),
        ("alaska sumit", "US-China talks in Anchorage", "Alaska summit"),
        ("  UNITED   states ", "United States", "United States"),
    ],
)
def test_anyone_is_found_by_what_people_type(case_store: GraphStore, text: str, name: str, matched: str) -> None:
    best = find(case_store, text)[0]
    assert (best.node.name, best.matched) == (name, matched)


@pytest.mark.parametrize("text", ["", "   ", "zzzzzzzz", "') MATCH (n) //", "\u202e", "%_*"])
def test_what_is_not_there_is_not_found(case_store: GraphStore, text: str) -> None:
    assert find(case_store, text) == ()


def test_every_statement_rests_on_what_is_around_it(case_store: GraphStore) -> None:
    whole = evidence(case_store, CASE)
    expected = assess_all(whole)
    step = 1 if case_store.engine == "embedded" else 8
    for slug in list(expected)[::step]:
        assert assess(evidence_around(case_store, whole.statements[slug].id), slug) == expected[slug], slug


def test_a_card_holds_all_of_an_entity(case_store: GraphStore) -> None:
    card = entity(case_store, DONG)
    assert card.entity.name == card.node.name == "Dong Jingwei"
    assert {edge.status for edge in card.edges} >= {Status.contested, Status.confirmed}
    ends = {end for edge in card.edges for end in (edge.source, edge.target)}
    assert ends == {DONG, *card.others}
    assert card.node.degree == len(card.edges)
    assert all(value.statement.subject == "person:dong-jingwei" and value.statement.value for value in card.values)
    assert card.values
    both = values(case_store, CASE, ["person:dong-jingwei", "event:sco-meeting-2021-06-23"])
    assert [value for value in both if value.statement.subject == "person:dong-jingwei"] == list(card.values)
    assert len(both) > len(card.values)


def test_the_claims_of_the_central_relationship(case_store: GraphStore) -> None:
    id_ = resolve(case_store, "s01-defected")
    edge = relationship(case_store, id_)
    assert (edge.slug, edge.predicate, edge.status) == ("s01-defected", "defected_to", Status.contested)
    found = claims_of(case_store, id_)
    assert found == evidence(case_store, CASE).claims["s01-defected"]
    assert statement(case_store, id_).slug == "s01-defected"


# Made cases -------------------------------------------------------------------------------------------------------------------


def test_evidence_is_what_was_loaded(store: GraphStore) -> None:
    records = random_case(1)
    load(store, records, name="made")
    assert evidence(store, "made") == evidence_in(records)


@pytest.mark.parametrize("seed", range(3))
def test_made_statements_rest_on_what_is_around_them(store: GraphStore, seed: int) -> None:
    load(store, random_case(seed), name="made")
    whole = evidence(store, "made")
    for slug, expected in assess_all(whole).items():
        assert assess(evidence_around(store, whole.statements[slug].id), slug) == expected, slug


def named(*names: str, weak: str = "") -> list[AnyRecord]:
    records: list[AnyRecord] = [Case(case="n", title="Names")]
    for number, name in enumerate(names):
        aliases = (Alias(name=weak, weak=True),) if weak and number == 0 else ()
        records.append(Entity(case="n", key=f"person:{number}", name=name, kind="person", aliases=aliases))
    return records


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Søren Kierkegård", "soren kierkegard"),
        ("Lech Wałęsa", "walesa"),
        ("Đặng Xuân Khu", "dang xuan"),
        ("Straße", "strasse"),
        ("Łukasz Żółć", "LUKASZ ZOLC"),
        ("Józef Æthelred", "aethelred"),
    ],
)
def test_accents_need_not_be_typed(store: GraphStore, name: str, text: str) -> None:
    load(store, named(name, "Somebody Else"), name="n")
    assert [match.node.name for match in find(store, text)] == [name]


def test_an_exact_name_comes_first_and_a_weak_alias_last(store: GraphStore) -> None:
    load(store, named("Zhao Kezhi", "Li", "Li Wei", "Alice Olin", weak="Li"), name="n")
    assert [match.node.name for match in find(store, "li")] == ["Li", "Li Wei", "Alice Olin", "Zhao Kezhi"]


def test_a_search_sees_the_newest_load_and_one_case_alone(store: GraphStore) -> None:
    load(store, named("Li Wei"), name="n")
    assert find(store, "wang") == ()
    load(store, named("Li Wei", "Wang Li"), name="n")
    assert [match.node.name for match in find(store, "wang")] == ["Wang Li"]
    load(store, small_case(), name="small")
    assert {match.node.case for match in find(store, "li wei")} == {"n", "small"}
    assert {match.node.case for match in find(store, "li wei", case="small")} == {"small"}
    assert len(find(store, "li", limit=1)) == 1


def test_neighbours_come_most_connected_first(store: GraphStore) -> None:
    load(store, bulk_case(entities=30, rows=200), name="bulk")
    hub = core(store, "bulk").ids[0]
    around = neighbours(store, hub, limit=5)
    assert len(around.nodes) == 5 < around.total
    degrees = [node.degree for node in around.nodes]
    assert degrees == sorted(degrees, reverse=True)
    ids = {node.id for node in around.nodes}
    assert {edge.source for edge in around.edges} | {edge.target for edge in around.edges} == {hub, *ids}
    rest = neighbours(store, hub, limit=100, exclude=ids)
    assert rest.total == len(rest.nodes) == around.total - 5
    assert not {node.id for node in rest.nodes} & ids
    persons = neighbours(store, hub, limit=100, kind="person")
    assert {node.kind for node in persons.nodes} == {"person"}
    owned = neighbours(store, hub, limit=100, predicate="owns")
    assert any(edge.predicate == "owns" for edge in owned.edges)
    assert owned.total == choices(store, hub).predicates["owns"]
    with pytest.raises(NotFoundError):
        neighbours(store, "bulk/person:nobody")


def test_an_entity_related_to_itself_is_no_neighbour_of_its_own(store: GraphStore) -> None:
    own = Statement(case="small", slug="self", subject="person:li", predicate="cites", object="person:li")
    load(store, [*small_case(), own], name="small")
    around = neighbours(store, "small/person:li")
    assert [node.id for node in around.nodes] == ["small/person:dong"]
    assert around.total == 1
    assert {edge.slug for edge in entity(store, "small/person:li").edges} == {"self", "knows"}
    assert {edge.slug for edge in relationships_between(store, ["small/person:li"])} == {"self"}


def test_relationships_between_have_both_ends_among_them(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    found = relationships_between(store, ["small/person:dong", "small/place:us", "small/person:li", "small/person:nobody"])
    assert [edge.slug for edge in found] == ["knows", "went"]
    assert (found[1].when, found[1].when_from, found[1].when_to) == ("2021-02~", "2021-02-01", "2021-02-28")
    assert relationships_between(store, []) == ()


def test_entities_come_in_the_order_asked_for(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    asked = ["small/place:us", "small/person:dong", "small/nobody:x", "small/place:us"]
    assert [node.name for node in entities(store, asked)] == ["United States", "Dong Jingwei"]


def test_a_case_without_tiers_begins_with_its_most_connected(store: GraphStore) -> None:
    load(store, bulk_case(entities=400, rows=600), name="bulk")
    assert len(core(store, "bulk").ids) == 300


def test_a_row_of_a_data_set_answers_as_a_relationship_does(store: GraphStore) -> None:
    load(store, bulk_case(rows=5), name="bulk")
    edge = relationships_between(store, [row["id"] for row in store.stream("MATCH (n:Entity) RETURN n.id AS id")])[0]
    (claim,) = claims_of(store, edge.id)
    assert claims_of(store, edge.id, start=edge.source) == (claim,)
    assert (claim.source, claim.chain, claim.locator.row) == ("src:x", ("dataset:x",), edge.properties["row"])
    assert (edge.status, edge.origins_min, edge.origins_max) == (Status.single_source, 1, 1)
    assert edge.properties["n"] == str(claim.locator.row)
    with pytest.raises(NotFoundError):
        claims_of(store, "0" * 24)


def test_a_statement_without_claims_has_a_relationship_and_no_claims(store: GraphStore) -> None:
    bare = Statement(case="small", slug="bare", subject="person:li", predicate="visited", object="place:us")
    load(store, [*small_case(), bare], name="small")
    assert claims_of(store, bare.id) == ()
    assert relationship(store, bare.id).status is Status.unsourced


def test_a_name_stands_for_an_id_where_it_is_unique(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    went = resolve(store, "went")
    assert statement(store, went).slug == "went"
    assert resolve(store, "small/went") == resolve(store, went) == went
    assert resolve(store, " person:dong ") == resolve(store, "small/person:dong") == "small/person:dong"
    assert resolve(store, "src:a") == "small/src:a"
    assert resolve(store, "c1") == "small/c1"
    load(store, small_case("other"), name="other")
    with pytest.raises(NotFoundError, match="other/went, small/went"):
        resolve(store, "went")
    assert resolve(store, "other/went") != went == resolve(store, "small/went")


def test_a_name_that_is_nearly_right_is_suggested(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    with pytest.raises(NotFoundError, match=r"near it are .*person:dong"):
        resolve(store, "person:dongg")
    with pytest.raises(NotFoundError, match=r"'went-x'.*went"):
        resolve(store, "went-x", labels=["Statement"])


def test_what_is_not_there_is_said_plainly(store: GraphStore) -> None:
    with pytest.raises(NotFoundError, match="it is empty"):
        case_of(store, "small")
    load(store, small_case(), name="small")
    with pytest.raises(NotFoundError, match="it holds small"):
        evidence(store, "smal")
    for ask in (entity, statement, evidence_around, relationship):
        with pytest.raises(NotFoundError):
            ask(store, "x")
    assert cases(store)[0].entities == 4


def test_a_claim_that_moves_is_counted_where_it_is(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    load(store, replaced(small_case(), "c2", statement="stayed"), name="small")
    by_slug = evidence(store, "small").claims
    assert {slug: [claim.key for claim in said] for slug, said in by_slug.items() if said} == {
        "went": ["c1"],
        "stayed": ["c2", "c3"],
        "role": ["c4"],
        "knows": ["c5"],
    }
    assert all(isinstance(claim, Claim) for said in by_slug.values() for claim in said)
