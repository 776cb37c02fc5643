"""The line of tools by AppTest: what each of its fields does to the view, with the whole page around it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ui.markdown import plain
from ui.reading import Reading
from ui.state import KEY, Explorer
from ui.toolbar import SHOWN, TABLE

APP = str(Path(__file__).parents[2] / "app.py")


@pytest.fixture
def page(known: Reading, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("REDSTRING_STORE", known.store.address)
    made = AppTest.from_file(APP, default_timeout=60).run()
    assert not made.exception
    return made


def tab(page: AppTest) -> Explorer:
    found = page.session_state[KEY]
    assert isinstance(found, Explorer)
    return found


def test_the_page_opens_with_nothing_to_undo(page: AppTest, known: Reading) -> None:
    assert page.button(key="undo").disabled
    assert page.button(key="redo").disabled
    assert set(tab(page).view.nodes) == set(known.core(tab(page).case).ids)
    assert not page.error


def test_a_date_is_a_step_and_today_takes_it_away(page: AppTest) -> None:
    page.text_input[0].set_value("2021-06-18").run()
    assert tab(page).as_of == date(2021, 6, 18)
    assert page.button(key="undo").label == "Undo"
    assert page.button(key="undo").help == f"{plain('Undo: as of 2021-06-18')} (Ctrl+Z)"
    page.button(key="as-of-today").click().run()
    assert tab(page).as_of is None
    assert page.text_input[0].value == ""
    assert not page.exception


@pytest.mark.parametrize(
    ("text", "last"),
    [("2021-06", date(2021, 6, 30)), ("2021", date(2021, 12, 31)), ("2021-02~", date(2021, 2, 28)), (" 2021-06-18 ", None)],
)
def test_a_month_or_a_year_counts_to_its_last_day(page: AppTest, text: str, last: date | None) -> None:
    page.text_input[0].set_value(text).run()
    assert tab(page).view.as_of == text.strip()
    assert tab(page).as_of == (last or date(2021, 6, 18))
    assert not page.error


@pytest.mark.parametrize("text", ["soon", "18.6.2021", "2021-13", "2021-02-30", "2021/..", "XXXX", "**2021**", "9" * 5_000])
def test_what_is_no_date_is_said_kept_and_put_right(page: AppTest, text: str) -> None:
    page.text_input[0].set_value(text).run()
    assert tab(page).view.as_of is None
    assert page.text_input[0].value == text
    (said,) = page.error
    assert text[:20] in said.value.replace("\\", "")
    assert "write" in said.value
    assert len(said.value) < 250
    page.text_input[0].set_value("2021").run()
    assert not page.error
    assert tab(page).as_of == date(2021, 12, 31)


def test_a_date_that_was_refused_goes_when_another_is_undone(page: AppTest) -> None:
    page.text_input[0].set_value("2021").run()
    page.text_input[0].set_value("soon").run()
    assert page.error
    page.button(key="undo").click().run()
    assert not page.error
    assert page.text_input[0].value == ""


def test_filters_reach_the_view_and_are_cleared(page: AppTest) -> None:
    page.slider[0].set_value(2).run()
    page.multiselect[0].select("owned_by").run()
    filters = tab(page).view.filters
    assert (filters.origins, filters.predicates_off) == (2, frozenset({"owned_by"}))
    page.button(key="unfilter").click().run()
    assert not tab(page).view.filters.active
    assert page.slider[0].value == 0


def test_one_click_brings_back_what_filters_hide(page: AppTest) -> None:
    assert not [button for button in page.button if button.key == "unfilter-now"]
    page.slider[0].set_value(2).run()
    button = page.button(key="unfilter-now")
    assert button.help.startswith("Clear all filters: they hide ")
    button.click().run()
    assert not tab(page).view.filters.active
    assert not [button for button in page.button if button.key == "unfilter-now"]


def test_undo_and_redo_by_button(page: AppTest) -> None:
    page.toggle[0].set_value(True).run()
    page.button(key="undo").click().run()
    assert not tab(page).view.filters.only_connected
    assert not page.toggle[0].value, "the field follows the view"
    page.button(key="redo").click().run()
    assert tab(page).view.filters.only_connected


def test_another_case_is_opened(page: AppTest) -> None:
    page.selectbox[0].set_value("hostile").run()
    assert tab(page).case == "hostile"
    assert not page.exception


def test_the_table_lists_the_view(page: AppTest, known: Reading) -> None:
    page.session_state[SHOWN] = TABLE
    page.run()
    assert not page.exception
    drawing = tab(page).drawing
    assert drawing is not None
    values = known.values(tab(page).case, tuple(node.key for node in drawing.scene.nodes))
    assert values
    assert len(page.dataframe[0].value) == len(drawing.scene.relationships) + len(values)
    page.session_state["which-table"] = "Entities"
    page.run()
    assert next(iter(page.dataframe[0].value["name"])) == max(drawing.scene.nodes, key=lambda node: node.degree).name
