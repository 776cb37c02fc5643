"""What Explore asks of a database that Redstring did not write, on both engines; and that nothing is ever written to it."""

from __future__ import annotations

import pytest

from graph.errors import NotFoundError
from graph.found import predicate_of
from graph.model import Unclaimed
from graph.queries import guest
from graph.queries.outline import outline
from graph.store import GraphStore

BANK = """
CREATE (a:Account {id: 1, number: 'DE01', holder: 'Ada Grey'}), (b:Account {id: 2, number: 'DE02', holder: 'Bo Black'}),
       (c:Customer {id: 1, name: 'Ada Grey', born: date('1970-01-01')}), (d:Customer:Watched {id: 2, full_name: 'Bo Black'}),
       (c)-[:HOLDS {since: 2001}]->(a), (d)-[:HOLDS]->(b), (a)-[:sentMoneyTo {amount: 10.5}]->(b), (a)-[:sentMoneyTo {amount: 3.0}]->(b)
WITH a UNWIND range(1, 40) AS n CREATE (a)-[:sentMoneyTo {amount: n}]->(:Account {id: 100 + n, number: 'XX' + toString(n)})
"""


@pytest.fixture
def bank(store: GraphStore) -> GraphStore:
    store.execute(BANK)
    return store


def id_of(store: GraphStore, where: str) -> str:
    return str(store.read(f"MATCH (n) WHERE {where} RETURN elementId(n)").rows[0][0])


def test_the_first_view_begins_with_the_most_connected(bank: GraphStore) -> None:
    ids = guest.first(bank)
    assert ids[0] == id_of(bank, "n.number = 'DE01'")
    assert 8 < len(ids) <= guest.FIRST
    assert len(set(ids)) == len(ids)


def test_an_empty_database_has_no_first_view_and_one_without_relationships_has_its_nodes(store: GraphStore) -> None:
    assert guest.first(store) == ()
    store.execute("UNWIND range(1, 60) AS n CREATE (:Lonely {name: toString(n)})")
    assert len(guest.first(store)) == guest.FIRST


def test_nodes_are_drawn_with_kind_caption_and_degree(bank: GraphStore) -> None:
    ada, bo = id_of(bank, "n.name = 'Ada Grey'"), id_of(bank, "n.full_name = 'Bo Black'")
    drawn = {node.id: node for node in guest.drawn(bank, [bo, ada, "no such id"])}
    assert list(drawn) == [bo, ada]
    assert (drawn[ada].name, drawn[ada].kind, drawn[ada].degree) == ("Ada Grey", "Customer", 1)
    assert drawn[bo].name == "Bo Black"


def test_relationships_between_nodes_carry_no_claims(bank: GraphStore) -> None:
    first, second = id_of(bank, "n.number = 'DE01'"), id_of(bank, "n.number = 'DE02'")
    edges = guest.between(bank, [first, second])
    assert [(edge.source, edge.target, edge.predicate, edge.status) for edge in edges] == [
        (first, second, "sent_money_to", Unclaimed.unclaimed)
    ] * 2
    assert sorted(float(edge.properties["amount"]) for edge in edges) == [3.0, 10.5]  # type: ignore[arg-type]


def test_neighbours_come_most_connected_first_by_kind_and_by_predicate(bank: GraphStore) -> None:
    first = id_of(bank, "n.number = 'DE01'")
    found = guest.neighbours(bank, first, limit=5)
    assert (len(found.nodes), found.total) == (5, 42)
    assert found.nodes[0].name == "DE02" or found.nodes[0].degree >= 2
    assert {edge.predicate for edge in guest.neighbours(bank, first, limit=5, predicate="holds").edges} == {"holds"}
    (holder,) = guest.neighbours(bank, first, limit=5, kind="Customer").nodes
    assert holder.name == "Ada Grey"
    assert guest.neighbours(bank, first, limit=50, exclude=[holder.id]).total == 41
    with pytest.raises(NotFoundError):
        guest.neighbours(bank, "no such id", limit=5)


def test_the_relationships_of_some_nodes_come_each_once_and_no_more_than_wanted(bank: GraphStore) -> None:
    ids = [id_of(bank, "n.number = 'DE01'"), id_of(bank, "n.number = 'DE02'")]
    assert len(guest.relationships_of(bank, ids, limit=100)) == 44
    assert len(guest.relationships_of(bank, ids, limit=5)) == 5


def test_choices_count_kinds_and_predicates(bank: GraphStore) -> None:
    found = guest.choices(bank, id_of(bank, "n.number = 'DE01'"), ())
    assert (found.total, dict(found.kinds), dict(found.predicates)) == (
        42,
        {"Account": 41, "Customer": 1},
        {"sent_money_to": 41, "holds": 1},
    )


def test_somebody_is_found_by_caption_in_any_case(bank: GraphStore) -> None:
    held = outline(bank)
    assert [match.node.name for match in guest.find(bank, "ada", held, 10)] == ["Ada Grey"]
    assert [match.node.name for match in guest.find(bank, "BLACK", held, 10)] == ["Bo Black"]
    assert guest.find(bank, "nobody", held, 10) == ()
    assert guest.find(bank, "  ", held, 10) == ()


def test_two_nodes_with_one_id_stay_two(bank: GraphStore) -> None:
    ids = [id_of(bank, "n:Account AND n.id = 1"), id_of(bank, "n:Customer AND n.id = 1")]
    assert [node.id for node in guest.drawn(bank, ids)] == ids


def test_what_is_around_a_node(bank: GraphStore) -> None:
    edges, others = guest.around(bank, id_of(bank, "n.full_name = 'Bo Black'"), 100)
    assert [edge.predicate for edge in edges] == ["holds"]
    assert [node.kind for node in others.values()] == ["Account"]


def test_the_size_is_counted(bank: GraphStore) -> None:
    assert guest.counted(bank) == guest.Counted(44, 44)


@pytest.mark.parametrize(
    ("type_", "predicate"), [("ACTED_IN", "acted_in"), ("actedIn", "acted_in"), ("HTTPRequest", "httprequest"), ("knows", "knows")]
)
def test_types_become_predicates(type_: str, predicate: str) -> None:
    assert predicate_of(type_) == predicate
