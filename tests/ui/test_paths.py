"""Paths as a person asks for them: from one entity to another, by what is shown, as a step that says how well each is supported."""

from __future__ import annotations

import pytest

from graph.model import Status
from tests.ui.drawn import do, redraw
from ui import paths
from ui.evidence_panel import card
from ui.markup import text_of
from ui.reading import Reading
from ui.state import Explorer

DONG, CIA, BLINKEN = "person:dong-jingwei", "agency:cia", "person:antony-blinken"


def node(tab: Explorer, key: str) -> str:
    return f"{tab.case}/{key}"


def test_from_one_to_another(tab: Explorer, known: Reading) -> None:
    do(tab, known, "path", node=node(tab, DONG))
    assert (tab.leaving, tab.view.selection) == (node(tab, DONG), node(tab, DONG))
    first = paths.question(tab, known)
    assert first is not None
    assert (first.text, first.choices) == ("Paths from Dong Jingwei: choose where they lead, by a click or by the search.", ())
    do(tab, known, "select", node=node(tab, CIA))
    second = paths.question(tab, known)
    assert second is not None
    assert (second.text, second.choices) == ("From Dong Jingwei to Central Intelligence Agency:", (("Show the shortest paths", "show"),))
    do(tab, known, "choose", value="show")
    assert tab.leaving is None
    assert tab.notice.startswith("2 shortest paths of 2 steps: Dong Jingwei – Ministry of State Security – Central Intelligence Agency, ")
    assert "corroborated at its weakest; " in tab.notice
    assert set(tab.focus) == {node(tab, key) for key in (DONG, CIA, "agency:mss", "agency:dia")}
    do(tab, known, "select")
    assert (tab.notice, tab.focus) == ("", ())


def test_what_is_on_them_comes_in_as_one_step(tab: Explorer, known: Reading) -> None:
    away = node(tab, "person:john-ratcliffe")
    assert away not in tab.view.nodes
    do(tab, known, "path", node=away)
    do(tab, known, "path", node=node(tab, DONG))
    assert tab.history.undo_label == "Undo: paths between John Ratcliffe and Dong Jingwei"
    assert {away, *tab.focus} <= set(tab.view.nodes)
    do(tab, known, "undo")
    assert away not in tab.view.nodes


@pytest.mark.parametrize("asked", [{"type": "path", "node": "same"}, {"type": "choose", "value": None}], ids=["again", "dismissed"])
def test_it_is_called_off(tab: Explorer, known: Reading, asked: dict[str, str | None]) -> None:
    do(tab, known, "path", node=node(tab, DONG))
    given = {key: node(tab, DONG) if value == "same" else value for key, value in asked.items() if key != "type"}
    do(tab, known, str(asked["type"]), **given)
    assert (tab.leaving, paths.question(tab, known)) == (None, None)


def test_what_filters_hide_and_what_was_hidden_by_hand_leads_nowhere(tab: Explorer, known: Reading) -> None:
    for key in ("agency:mss", "agency:dia"):
        do(tab, known, "hide", ids=[node(tab, key)])
    do(tab, known, "path", node=node(tab, DONG))
    do(tab, known, "path", node=node(tab, CIA))
    assert "2 steps" not in tab.notice
    assert not {node(tab, "agency:mss"), node(tab, "agency:dia")} & set(tab.focus)
    for status in Status:
        do(tab, known, "filter", facet="status", value=status.value, shown=False)
    do(tab, known, "path", node=node(tab, DONG))
    do(tab, known, "path", node=node(tab, CIA))
    assert tab.notice.startswith("No path of up to 6 steps leads between Dong Jingwei and Central Intelligence Agency")


def test_a_kind_that_is_switched_off_leads_nowhere_and_stays_off(tab: Explorer, known: Reading) -> None:
    do(tab, known, "filter", facet="kind", value="person", shown=False)
    do(tab, known, "path", node=node(tab, "agency:mss"))
    do(tab, known, "path", node=node(tab, "agency:dia"))
    assert tab.focus
    assert not [one for one in tab.focus if "/person:" in one]
    assert not tab.view.filters.shows_kind("person")


def test_paths_as_of_a_date_go_by_what_was_published_then(tab: Explorer, known: Reading) -> None:
    do(tab, known, "as-of", date="2021-05-01")
    do(tab, known, "path", node=node(tab, DONG))
    do(tab, known, "path", node=node(tab, BLINKEN))
    assert tab.notice.startswith("No path")


def test_too_much_between_them_is_said(tab: Explorer, known: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "MOST", 3)
    monkeypatch.setattr("graph.paths.MOST", 3)
    do(tab, known, "path", node=node(tab, DONG))
    do(tab, known, "path", node=node(tab, CIA))
    assert tab.notice.startswith("Too much lies between Dong Jingwei and Central Intelligence Agency: more than 3 relationships")


def test_the_card_offers_it(tab: Explorer, known: Reading) -> None:
    do(tab, known, "path", node=node(tab, DONG))
    do(tab, known, "select", node=node(tab, CIA))
    assert "Paths from Dong Jingwei" in text_of(card(tab, known, redraw(tab, known))[1])
