"""The wizard for tables by AppTest: what is guessed, corrected, tried and loaded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from graph.queries.imports import imports
from graph.store import GraphStore, open_store
from tests.ui.test_load_page import rested, script, text_of
from ui import work
from ui.tabled import looked_at, tried

SAMPLES = Path(__file__).parents[2] / "data" / "samples" / "tables"
FILES = tuple((name, (SAMPLES / name).read_bytes()) for name in ("people.csv", "ties.csv"))
HOSTILE = "[x](javascript:alert(1)) <img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    with open_store(f"embedded:{tmp_path_factory.mktemp('load-tables') / 'store'}") as store:
        yield store


@pytest.fixture
def page(opened: GraphStore, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    opened.execute("MATCH (n) DETACH DELETE n")
    monkeypatch.setenv("REDSTRING_STORE", opened.address)
    yield AppTest.from_function(script, default_timeout=120)
    work._last.clear()


def given(page: AppTest, *files: tuple[str, bytes]) -> AppTest:
    page.run()
    page.file_uploader[0].set_value([(name, data, "text/csv") for name, data in files])
    page.run()
    assert not page.exception
    return page


def test_an_amount_stands_in_the_sentence_of_its_row(page: AppTest) -> None:
    told = text_of(given(page, ("paid.csv", b"payer,payee,amount,date,reported_by\nQuay Ltd,Ada Quill,12000,2029-01-14,Ned Oakum\n")))
    assert "**Quay Ltd** paid **Ada Quill** · 2029-01-14 · 12000 · *said by Ned Oakum in paid*" in told


def test_two_tables_are_mapped_together_corrected_and_loaded(page: AppTest, opened: GraphStore) -> None:
    given(page, *FILES)
    told = text_of(page)
    assert "What the rows become: 4 entities and 3 relations" in told.replace("**", "")
    assert "- **Ada Quill** works for **Tidewater Shipping** · 2029-01-01" in told
    assert "=at the quay" in told
    assert "No problem was found." in told
    assert page.code[0].value == "redstring load people.csv ties.csv --mapping people.yml --case people"
    (word,) = [each for each in page.text_input if each.label == "works for"]
    word.input("employed by").run()
    assert "'employed by' is no relation type" in text_of(page)
    assert "ties.csv: does what, column tie: 'employed by'" in text_of(page)
    assert "mapping.yml" not in text_of(page)
    assert page.button(key="mapping-load").disabled
    next(each for each in page.text_input if each.label == "works for").input("employed_by").run()
    next(each for each in page.selectbox if each.label == "role").select("note").run()
    page.button(key="mapping-load").click().run()
    rested(page)
    assert "1 new" in text_of(page)
    (view,) = imports(opened)
    assert (view.imported.name, view.imported.format, view.imported.path) == ("people", "table", "people.csv, ties.csv")
    rows = opened.read("MATCH (a)-[r:EMPLOYED_BY]->(b) RETURN a.name, a.note, b.name ORDER BY a.name").rows
    assert [tuple(row) for row in rows] == [("Ada Quill", "pilot", "Tidewater Shipping"), ("Ned Oakum", "deckhand", "Tidewater Shipping")]


def test_of_several_tables_one_can_be_left_out(page: AppTest, opened: GraphStore) -> None:
    names = b"what was found\nsee folder 4\n"
    given(page, ("ties.csv", b"payer,payee\nQuay Ltd,Ada Quill\n"), ("cover.csv", names))
    assert "Nothing is made of it :gray[(it has one column, in which hardly a name stands)]" in text_of(page)
    assert page.code[0].value == "redstring load ties.csv --mapping ties.yml --case ties"
    ties, cover = [str(each.key) for each in page.button_group if each.label == "Each row is"]
    page.button_group(key=cover).set_value("entities").run()
    assert page.code[0].value.startswith("redstring load ties.csv cover.csv ")
    for key in (ties, cover):
        page.button_group(key=key).set_value("left out").run()
    assert "All tables are left out" in "".join(each.value for each in page.info)
    page.button_group(key=ties).set_value("relations").run()
    page.button(key="mapping-load").click().run()
    rested(page)
    assert [view.imported.path for view in imports(opened)] == ["ties.csv"]


def test_what_stands_in_a_table_is_shown_as_text(page: AppTest) -> None:
    given(page, ("people.csv", f'name,{HOSTILE}\n"{HOSTILE}",=cmd()\n'.encode()))
    shown = [each.value for each in page.markdown]
    assert "<img" not in "".join(shown).replace("\\<img", "")
    assert "](javascript:" not in "".join(shown)


def test_a_table_that_is_wrong_is_told_and_not_loaded(page: AppTest) -> None:
    given(page, ("people.csv", b"id,name\n1,Ada\n1,Bela\n1,Ada,x\n"), ("ties.csv", b"from,to\n1,7\n"))
    assert "nothing can be loaded until it is mended" in text_of(page)
    assert "people.csv:4:1: row: the row has 3 fields, the header 2" in text_of(page)
    assert page.button(key="mapping-load").disabled


def test_an_unreadable_table_is_told_alone(page: AppTest) -> None:
    given(page, ("book.xlsx", b"PK\x03\x04 broken"))
    assert "book.xlsx:1:1: is a broken workbook" in text_of(page)


def test_only_the_first_rows_of_a_large_table_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.tabled.WHOLE", 100)
    monkeypatch.setattr("ui.tabled.TRIED", 2)
    mapping = (SAMPLES / "people.yml").read_text("utf-8")
    trial = tried(mapping, FILES)
    # the third relation names whom the first two rows of people do not have
    assert (trial.whole, trial.entities, trial.relations, trial.errors) == (False, 2, 0, 0)
    assert [sample.file for sample in looked_at(FILES).samples] == ["people.csv", "ties.csv"]


REGISTER = b"""company,director,shareholder,share,seat
Quay Ltd,Ada Quill; Bo Lund,Tern GmbH,40%,Riga
Gull Ltd,Ned Oakum,Ada Quill,60%,Tarn
Skua Ltd,Ned Oakum,,,Tarn
"""


def test_a_row_tells_several_relations_added_corrected_and_taken_out(page: AppTest, opened: GraphStore) -> None:
    given(page, ("register.csv", REGISTER))
    told = text_of(page)
    assert "*shareholder* → **shareholder of** → *company*, how much from *share*" in told
    assert "It tells too: *director* → **directs** → *company*." in told
    page.button(key=_key(page, "-further-add")).click().run()
    new = next(each for each in page.text_input if each.label == "Relation" and each.value == "located_in")
    new.input("seated_in").run()
    select(page, "From", -1, "company")
    select(page, "To", -1, "seat")
    assert [each.value for each in page.selectbox if each.label == "seat names a"] == ["place"]
    assert "- **Quay Ltd** seated in **Riga**" in text_of(page)
    page.button(key="mapping-load").click().run()
    rested(page)
    ties = opened.read(
        "MATCH (a)-[r]->(b) WHERE r.data_set = 'register' OR b.name IN ['Quay Ltd', 'Riga'] RETURN a.name, type(r), b.name"
    ).rows
    assert {("Ada Quill", "DIRECTS", "Quay Ltd"), ("Bo Lund", "DIRECTS", "Quay Ltd"), ("Quay Ltd", "SEATED_IN", "Riga")} <= {
        tuple(row) for row in ties
    }


def test_a_relation_of_a_row_is_taken_out_again(page: AppTest) -> None:
    given(page, ("register.csv", REGISTER))
    page.button(key=_key(page, "-further-0-out")).click().run()
    assert not page.exception
    assert "It tells too" not in text_of(page)
    assert "2 properties" in text_of(page)


def test_a_person_of_a_row_has_an_employer(page: AppTest, opened: GraphStore) -> None:
    given(
        page,
        ("staff.csv", b"id,name,born,firm code,works at\n7,Eva Marsh,1990,Q1,Tarn Ferries Ltd\n8,Olu Bright,1991,Q2,Tarn Ferries Ltd\n"),
    )
    each_row = next(one for one in page.get("button_group") if one.label == "Each row is")
    each_row.set_value("entities").run()
    page.button(key=_key(page, "-further-add")).click().run()
    next(each for each in page.text_input if each.label == "Relation").input("works_for").run()
    select(page, "To", -1, "works at")
    assert "It tells too: the person → **works for** → *works at*." in text_of(page)
    page.button(key="mapping-load").click().run()
    rested(page)
    ties = opened.read("MATCH (a)-[:WORKS_FOR]->(b {name: 'Tarn Ferries Ltd'}) RETURN a.name, b.kind ORDER BY a.name").rows
    assert [tuple(row) for row in ties] == [("Eva Marsh", "organisation"), ("Olu Bright", "organisation")]


def _key(page: AppTest, ending: str) -> str:
    return next(str(each.key) for each in page.button if str(each.key).endswith(ending))


def select(page: AppTest, label: str, at: int, value: str) -> None:
    [each for each in page.selectbox if each.label == label][at].select(value).run()
    assert not page.exception
