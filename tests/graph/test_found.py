"""What is drawn of the rows of a query, from a case and from any other database."""

from __future__ import annotations

from graph.found import drawn_node, drawn_relationship, first_thing, found
from graph.model import Status, Unclaimed
from graph.queries import entities, relationships_between
from graph.store import GraphStore, Node, Relationship

ADA = Node("1", ("Person",), {"name": "Ada"}, "e1")
FILM = Node("2", ("Film", "Work"), {"title": "Metropolis"}, "e2")
PLAYED = Relationship("3", "PLAYED_IN", "1", "2", {"as": "Maria"})


def test_things_are_found_at_any_depth_once_and_in_order() -> None:
    rows = [(1, "x", {"cast": [ADA, [PLAYED]]}), ((ADA, PLAYED, FILM), None), (ADA,)]
    held = found(rows)
    assert held.nodes == (ADA, FILM)
    assert held.relationships == (PLAYED,)
    assert held.open_ends == ()


def test_ends_that_no_row_holds_are_named() -> None:
    assert found([(PLAYED,)]).open_ends == ("1", "2")


def test_a_node_of_another_database_has_its_label_as_kind_and_a_caption() -> None:
    drawn = drawn_node(FILM)
    assert (drawn.name, drawn.kind, drawn.case, drawn.degree) == ("Metropolis", "Film", "", 0)


def test_a_relationship_of_another_database_has_no_status() -> None:
    drawn = drawn_relationship(PLAYED)
    assert drawn.status is Unclaimed.unclaimed
    assert (drawn.source, drawn.target, drawn.predicate) == ("1", "2", "played_in")


def test_a_label_of_ours_alone_makes_no_entity() -> None:
    drawn = drawn_node(Node("9", ("Entity",), {"id": 4, "name": "Odd"}))
    assert (drawn.case, drawn.name) == ("", "Odd")


def test_a_status_of_somebody_else_is_none_of_ours() -> None:
    assert drawn_relationship(Relationship("4", "PAID", "1", "2", {"status": "confirmed"})).status is Unclaimed.unclaimed


def test_the_card_of_a_value_is_about_its_relationship() -> None:
    assert first_thing([ADA, PLAYED, FILM]) == PLAYED
    assert first_thing({"who": FILM}) == FILM
    assert first_thing([1, None]) is None


def test_entities_of_a_case_are_drawn_as_everywhere(case_store: GraphStore) -> None:
    rows = case_store.read("MATCH (a:Entity)-[r]->(b:Entity) WHERE r.slug = 's01-defected' RETURN a, r, b").rows
    held = found(rows)
    ids = [node.id for node in held.nodes]
    assert [drawn_node(node) for node in held.nodes] == list(entities(case_store, ids))
    (drawn,) = (drawn_relationship(edge) for edge in held.relationships)
    (same,) = (edge for edge in relationships_between(case_store, ids) if edge.slug == "s01-defected")
    assert drawn == same
    assert drawn.status is Status.contested
