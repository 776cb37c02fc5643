"""What a person does as steps between views, without Streamlit: each comes with its undo, and what cannot be done says why."""

from __future__ import annotations

import pytest

from graph.errors import NotFoundError, RedstringError
from tests.ui.drawn import do, redraw
from ui import moves
from ui.actions import perform
from ui.reading import Reading
from ui.state import Explorer


def node(tab: Explorer, key: str) -> str:
    return f"{tab.case}/{key}"


def test_a_case_opens_on_its_core_with_its_central_statement(tab: Explorer, known: Reading) -> None:
    summary = known.case(tab.case)
    assert summary is not None
    assert set(tab.view.nodes) == set(known.core(tab.case).ids)
    assert tab.view.selection == known.evidence(tab.case).statements[summary.case.central or ""].id
    assert tab.history.undo_label is None


def test_selecting_is_no_step(tab: Explorer, known: Reading) -> None:
    do(tab, known, "select", node=node(tab, "person:dong-yang"))
    assert tab.view.selection == node(tab, "person:dong-yang")
    assert tab.history.undo_label is None


def test_expand_moves_nothing_and_undo_takes_it_back(tab: Explorer, known: Reading) -> None:
    before, dong = tab.view, node(tab, "person:dong-jingwei")
    do(tab, known, "expand", node=dong)
    assert len(tab.view.nodes) > len(before.nodes)
    assert {one: tab.view.positions[one] for one in before.nodes} == dict(before.positions)
    assert tab.history.undo_label == "Undo: expand Dong Jingwei"
    do(tab, known, "undo")
    assert tab.view.nodes == before.nodes
    do(tab, known, "redo")
    assert len(tab.view.nodes) > len(before.nodes)


def test_an_expansion_with_nothing_new_says_so(tab: Explorer, known: Reading) -> None:
    dong = node(tab, "person:dong-jingwei")
    do(tab, known, "expand", node=dong)
    do(tab, known, "expand", node=dong)
    assert tab.notice == "All its neighbours are in view."
    do(tab, known, "select")
    assert tab.notice == ""


def test_a_very_connected_entity_asks_first(tab: Explorer, known: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moves, "FLOOD", 2)
    before, dong = tab.view.nodes, node(tab, "person:dong-jingwei")
    do(tab, known, "expand", node=dong)
    assert (tab.choosing, tab.view.nodes) == (dong, before)
    total = known.choices(dong, before).total
    do(tab, known, "choose", value="most:2")
    assert len(tab.view.nodes) == len(before) + 2
    assert tab.notice == f"The 2 most connected of {total} came in; expand again for the next."
    do(tab, known, "expand", node=dong)
    do(tab, known, "choose", value=None)
    assert tab.choosing is None


def test_hide_show_all_and_the_footer_counts(tab: Explorer, known: Reading) -> None:
    count = len(tab.view.nodes)
    drawing = do(tab, known, "hide", ids=[node(tab, "person:dong-yang")])
    assert len(drawing.scene.nodes) == count - 1
    assert tab.history.undo_label == "Undo: hide Dong Yang"
    assert len(do(tab, known, "unhide").scene.nodes) == count


def test_bringing_in_someone_selects_them_even_where_their_kind_is_off(tab: Explorer, known: Reading) -> None:
    do(tab, known, "filter", facet="kind", value="person", shown=False)
    drawing = do(tab, known, "bring", nodes=[node(tab, "person:dong-yang")])
    assert drawing.scene.selection == node(tab, "person:dong-yang")


def test_a_relationship_inside_a_group_is_shown_by_the_line_of_its_group(tab: Explorer, known: Reading) -> None:
    drawing = redraw(tab, known)
    line = next(line for line in drawing.scene.edges if line.closed_group)
    drawing = do(tab, known, "show", edge=line.edges[-1].id)
    assert (tab.view.selection, drawing.scene.selection) == (line.edges[-1].id, line.id)
    drawing = do(tab, known, "open", group=line.id)
    assert drawing.scene.selection == line.edges[-1].id


def test_a_statement_is_shown_by_its_slug_even_without_a_line_of_its_own(tab: Explorer, known: Reading) -> None:
    value = next(said for said in known.evidence(tab.case).statements.values() if said.value is not None)
    drawing = do(tab, known, "show", statement=value.slug)
    assert (tab.view.selection, drawing.scene.selection) == (value.id, None)
    assert f"{tab.case}/{value.subject}" in drawing.scene.positions
    with pytest.raises(NotFoundError, match="Nothing goes by"):
        perform(tab, known, {"type": "show", "statement": "s999-never-said"})


def test_collapse_and_unfold(tab: Explorer, known: Reading) -> None:
    count = len(tab.view.nodes)
    hub = next(one for one in tab.view.nodes if tab.view.collapse(one, known.around(tab.view.nodes)[1]) is not tab.view)
    assert len(do(tab, known, "collapse", node=hub).scene.nodes) < count
    assert len(do(tab, known, "collapse", node=hub).scene.nodes) == count


def test_a_pinned_node_stays_in_a_new_layout(tab: Explorer, known: Reading) -> None:
    kept = node(tab, "person:dong-yang")
    do(tab, known, "moved", positions={kept: (5.0, 7.0)})
    do(tab, known, "pin", ids=[kept], on=True)
    do(tab, known, "tidy")
    assert tab.view.positions[kept] == (5.0, 7.0)


def test_filters_are_one_step_and_are_cleared(tab: Explorer, known: Reading) -> None:
    edges = len(tab.drawing.scene.relationships) if tab.drawing else 0
    do(tab, known, "filters", hidden=["owned_by"], origins=0, connected=False)
    drawing = do(tab, known, "filters", hidden=["owned_by"], origins=2, connected=True)
    assert 0 < len(drawing.scene.relationships) < edges
    assert all(edge.origins_min >= 2 and edge.predicate != "owned_by" for edge in drawing.scene.relationships)
    do(tab, known, "undo")
    assert not tab.view.filters.active, "changes that follow each other are one step"
    do(tab, known, "redo")
    do(tab, known, "unfilter")
    assert not tab.view.filters.active


def test_another_date_gives_other_figures(tab: Explorer, known: Reading) -> None:
    def claims() -> int:
        assert tab.drawing is not None
        return sum(edge.claims for edge in tab.drawing.scene.relationships)

    now = claims()
    do(tab, known, "as-of", date="2021-06-18")
    assert claims() < now
    do(tab, known, "undo")
    assert claims() == now


def test_what_is_not_there_is_said_and_changes_nothing(tab: Explorer, known: Reading) -> None:
    before = tab.view
    with pytest.raises(NotFoundError, match="does not hold that entity any more"):
        perform(tab, known, {"type": "bring", "nodes": [node(tab, "person:nobody")]})
    with pytest.raises(NotFoundError, match="holds no case"):
        perform(tab, known, {"type": "case", "case": "gone"})
    with pytest.raises(RedstringError):
        perform(tab, known, {"type": "filter", "facet": "colour", "value": "x", "shown": False})
    perform(tab, known, {"type": "dance"})
    assert tab.view == before


def extent(tab: Explorer) -> float:
    """Width over height of what is drawn."""
    across, down = zip(*tab.view.positions.values(), strict=True)
    return float((max(across) - min(across)) / (max(down) - min(down)))


def test_a_start_view_takes_the_shape_of_a_canvas_higher_than_wide_without_a_step(tab: Explorer, known: Reading) -> None:
    before = tab.view
    assert extent(tab) > 1
    do(tab, known, "shape", aspect=0.6)
    assert extent(tab) < 0.8
    assert tab.history.undo_label is None
    assert tab.view.selection == before.selection
    do(tab, known, "shape", aspect=1.6)
    assert tab.view.positions == before.positions


def test_a_view_that_was_worked_on_keeps_its_places_until_it_is_laid_out_anew(tab: Explorer, known: Reading) -> None:
    do(tab, known, "hide", ids=[node(tab, "person:dong-yang")])
    before = tab.view
    do(tab, known, "shape", aspect=0.01)
    assert tab.view == before
    do(tab, known, "tidy")
    assert 0.3 < extent(tab) < 0.8
    do(tab, known, "reset")
    assert extent(tab) < 0.8
