"""A case of documents alone: the canvas says what waits for review, and whoever is asked for by name is drawn."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from graph.store import open_store
from tests.ui.drawn import do, redraw
from tests.ui.story import CASE, load_story
from ui import moves
from ui.reading import Reading
from ui.state import Explorer

HOLM = f"{CASE}/person:ida-holm"


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reading]:
    folder = tmp_path_factory.mktemp("proposed")
    with open_store(f"embedded:{folder / 'store'}") as store:
        load_story(store, folder)
        yield Reading(store)


@pytest.fixture
def opened(read: Reading) -> Explorer:
    tab = Explorer()
    moves.start(tab, read, CASE)
    redraw(tab, read)
    return tab


def test_nothing_is_drawn_and_the_canvas_says_why(opened: Explorer) -> None:
    assert opened.drawing is not None
    assert opened.drawing.scene.nodes == ()
    assert opened.drawing.scene.figures.text.startswith("0 of 6 entities")
    assert "wait for review" in opened.drawing.scene.figures.text
    assert json.loads(opened.drawing.payload)["empty"].startswith("All of this was found in documents and waits for review")


def test_the_legend_draws_what_waits(opened: Explorer, read: Reading) -> None:
    drawing = do(opened, read, "filter", facet="status", value="proposed", shown=True)
    assert len(drawing.scene.nodes) == 6
    assert "empty" not in json.loads(drawing.payload)


def test_who_is_asked_for_by_name_is_drawn_and_undo_takes_it_back(opened: Explorer, read: Reading) -> None:
    drawing = do(opened, read, "bring", nodes=[HOLM])
    assert drawing.scene.selection == HOLM
    assert opened.notice.startswith("What waits for review is drawn now")
    assert do(opened, read, "undo").scene.nodes == ()


def test_what_a_query_found_is_drawn(opened: Explorer, read: Reading) -> None:
    moves.take_over(opened, read, CASE, [HOLM], alone=True)
    drawing = redraw(opened, read)
    assert [node.id for node in drawing.scene.nodes] == [HOLM]


def test_an_expansion_tells_what_of_it_waits(opened: Explorer, read: Reading) -> None:
    moves.take_over(opened, read, CASE, [HOLM], alone=True)
    do(opened, read, "filter", facet="status", value="proposed", shown=False)
    do(opened, read, "expand", node=HOLM)
    assert opened.notice == "4 of 4 that came in wait for review; “proposed” in the legend draws them."
