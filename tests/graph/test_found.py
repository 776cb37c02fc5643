"""What is drawn of the rows of a query, from a case and from any other database."""

from __future__ import annotations

from graph.found import drawn_node, drawn_relationship, first_thing, found
from graph.model import Status, Unclaimed
from graph.queries import entities, relationships_between
from graph.store import GraphStore, Node, Relationship

ADA = Node("1", ("Person",), {"name": "Ada"}, "n1")
FILM = Node("2", ("Film", "Work"), {"title": "Metropolis"}, "n2")
PLAYED = Relationship("3", "PLAYED_IN", "1", "2", {"as": "Maria"}, "r3", ("n1", "n2"))


def test_things_are_found_at_any_depth_once_and_in_order() -> None:
    rows = [(1, "x", {"cast": [ADA, [PLAYED]]}), ((ADA, PLAYED, FILM), None), (ADA,)]
    held = found(rows)
    assert list(held.nodes.items()) == [("n1", ADA), ("n2", FILM)]
    assert list(held.relationships.items()) == [("r3", PLAYED)]
    assert held.open_ends == ()


def test_ends_that_no_row_holds_are_named() -> None:
    assert found([(PLAYED,)]).open_ends == ("n1", "n2")


def test_two_nodes_of_another_database_may_have_one_id() -> None:
    twins = [Node("1", ("Person",), {"id": 1}, "n1"), Node("1", ("Film",), {"id": 1}, "n2")]
    assert list(found([twins]).nodes) == ["n1", "n2"]


def test_a_node_of_another_database_has_its_label_as_kind_and_a_caption() -> None:
    drawn = drawn_node(FILM, degree=4)
    assert (drawn.id, drawn.name, drawn.kind, drawn.case, drawn.degree) == ("n2", "Metropolis", "Film", "", 4)


def test_a_relationship_of_another_database_has_no_status() -> None:
    drawn = drawn_relationship(PLAYED, {"n1": "n1", "n2": "n2"})
    assert drawn.status is Unclaimed.unclaimed
    assert (drawn.id, drawn.source, drawn.target, drawn.predicate) == ("r3", "n1", "n2", "played_in")


def test_a_label_of_ours_alone_makes_no_entity() -> None:
    drawn = drawn_node(Node("9", ("Entity",), {"id": 4, "name": "Odd"}, "n9"))
    assert (drawn.case, drawn.name, drawn.id) == ("", "Odd", "n9")


def test_a_status_of_somebody_else_is_none_of_ours() -> None:
    paid = Relationship("4", "PAID", "1", "2", {"status": "confirmed"}, "r4", ("n1", "n2"))
    assert drawn_relationship(paid, {}).status is Unclaimed.unclaimed


def test_the_card_of_a_value_is_about_its_relationship() -> None:
    assert first_thing([ADA, PLAYED, FILM]) == PLAYED
    assert first_thing({"who": FILM}) == FILM
    assert first_thing([1, None]) is None


def test_entities_of_a_case_are_drawn_as_everywhere(case_store: GraphStore) -> None:
    rows = case_store.read("MATCH (a:Entity)-[r]->(b:Entity) WHERE r.slug = 's01-defected' RETURN a, r, b").rows
    held = found(rows)
    ids = list(held.nodes)
    assert [drawn_node(node) for node in held.nodes.values()] == list(entities(case_store, ids))
    (drawn,) = (drawn_relationship(edge, held.ids) for edge in held.relationships.values())
    (same,) = (edge for edge in relationships_between(case_store, ids) if edge.slug == "s01-defected")
    assert drawn == same
    assert drawn.status is Status.contested


def test_a_relationship_alone_names_its_ends(case_store: GraphStore) -> None:
    held = found(case_store.read("MATCH ()-[r]->() WHERE r.slug = 's01-defected' RETURN r").rows)
    assert len(held.open_ends) == 2
