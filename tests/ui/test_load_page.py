"""The Load page by AppTest: what is dropped is checked before it is loaded, told about, listed, and taken out after a question."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from graph.load import load
from graph.model import Case
from graph.queries.imports import imports, together
from graph.store import GraphStore, open_store
from tests.conftest import ROOT
from ui import bundled, work
from ui.case_choice import key_for
from ui.dropped import FOLDER
from ui.load_work import LoadWork, Wanted
from ui.state import KEY, Explorer
from ui.work import begin, put_away

SECONDS = 60.0
STORY = b"Harbour Courier\n\nThe port was closed on Monday, two officials said.\n"
HOSTILE = "[x](javascript:alert(1)) <img src=x>.txt"


def script() -> None:
    import streamlit as st

    from ui.pages import load

    st.session_state["pages"] = {}
    load.page()


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    with open_store(f"embedded:{tmp_path_factory.mktemp('load-page') / 'store'}") as store:
        yield store


@pytest.fixture
def page(opened: GraphStore, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    opened.execute("MATCH (n) DETACH DELETE n")
    monkeypatch.setenv("REDSTRING_STORE", opened.address)
    yield AppTest.from_function(script, default_timeout=60)
    work._last.clear()


def rested(page: AppTest) -> AppTest:
    """The page once the work that it began has ended."""
    (one,) = work._last.values()
    assert one.wait(SECONDS)
    page.run()
    assert not page.exception
    return page


def text_of(page: AppTest) -> str:
    told = (*page.markdown, *page.caption, *page.error, *page.warning, *page.success)
    return "\n".join(str(each.value) for each in told).replace("\\", "").replace("\u2060", "")


def test_what_is_dropped_is_checked_loaded_listed_and_taken_out(page: AppTest, opened: GraphStore) -> None:
    page.run()
    assert "Nothing was loaded yet" in text_of(page)
    assert page.text_input(key="load-key").value == "documents"
    assert page.button(key="load-check").disabled
    page.file_uploader[0].set_value([(HOSTILE, STORY, "text/plain"), ("case.yml", b"case: x", "text/yaml")])
    page.checkbox(key="load-rules").check().run()
    assert page.text_input(key="load-key").value == "x-javascript-alert-1-img-src-x"
    page.text_input(key="load-key").input("documents").run()
    page.button(key="load-check").click().run()
    rested(page)
    assert "1 would come in, 1 refused" in text_of(page)
    assert imports(opened) == ()
    (wrong,) = page.table
    # what a name says to a reader of Markdown is taken for text
    assert [cell.replace("\\", "").replace("\u2060", "") for cell in wrong.value.iloc[0]] == ["case.yml", "wrong", FOLDER]
    page.button(key="load-now").click().run()
    rested(page)
    assert "Loaded into documents" in text_of(page)
    assert "1 new, 1 refused" in text_of(page)
    assert page.button(key="explore-documents").label == "Explore it"
    (view,) = imports(opened)
    assert view.imported.path == HOSTILE
    assert [each.value for each in page.markdown if "javascript" in each.value] == [
        "**\\[x\\]\\(javascript:\u2060alert\\(1\\)\\) \\<img src\\=x\\>\\.txt**"
    ]
    page.button(key="load-again").click().run()
    page.button(key=f"out-{view.imported.id}").click().run()
    assert f"{view.alone} records that nothing else brought go" in text_of(page)
    page.button(key=f"keep-{view.imported.id}").click().run()
    page.button(key=f"out-{view.imported.id}").click().run()
    assert len(imports(opened)) == 1
    page.button(key=f"out-now-{view.imported.id}").click().run()
    rested(page)
    assert "was taken out" in text_of(page)
    assert "Nothing was loaded yet" in text_of(page)


def packed(name: str) -> bytes:
    """An archive of two documents."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for town in ("Elm", "Fir"):
            archive.writestr(f"{town}.txt", f"The {name} port of {town} was closed.")
    return made.getvalue()


def test_all_that_the_list_finds_are_taken_out_after_a_question(page: AppTest, opened: GraphStore) -> None:
    archives = tuple((f"{name}.zip", packed(name)) for name in ("a", "b"))
    one = begin(LoadWork(opened, Wanted(archives, "port", trees=False), dry=False))
    assert one.wait(SECONDS)
    page.run()
    page.button(key="load-again").click().run()
    keys = [button.key for button in page.button]
    assert "out-these" not in keys
    page.text_input(key="loaded-find").input("A.ZIP/").run()
    assert page.button(key="out-these").label == "Take out these 2"
    page.button(key="out-these").click().run()
    records, alone = together(opened, [view for view in imports(opened) if view.imported.path.startswith("a.zip/")])
    assert f"{alone} records that nothing else brought go" in text_of(page)
    assert ("which the case or another document has too" in text_of(page)) is (records > alone)
    # other words are another question
    page.text_input(key="loaded-find").input("b.zip").run()
    assert "nothing else brought go" not in text_of(page)
    page.text_input(key="loaded-find").input("a.zip").run()
    page.button(key="out-these").click().run()
    page.button(key="keep-these").click().run()
    assert len(imports(opened)) == 4
    page.button(key="out-these").click().run()
    page.button(key="out-now-these").click().run()
    rested(page)
    assert f"2 documents were taken out: {alone} records removed" in text_of(page)
    assert {view.imported.path for view in imports(opened)} == {"b.zip/Elm.txt", "b.zip/Fir.txt"}


def test_tables_dropped_with_documents_wait_until_those_are_loaded(page: AppTest, opened: GraphStore) -> None:
    table = b"name,works at\nAda Quill,Quay Ltd\nNed Oakum,Quay Ltd\n"
    page.run()
    page.file_uploader[0].set_value([("story.txt", STORY, "text/plain"), ("staff.csv", table, "text/csv")])
    page.run()
    assert any("They wait until then: staff.csv" in each.value.replace("\\", "") for each in page.info)
    page.text_input(key="load-key").input("quay").run()
    page.button(key="load-at-once").click().run()
    rested(page)
    assert "staff.csv" not in "".join(str(each.value) for each in page.dataframe)
    assert page.button(key="load-again").label.replace("\\", "") == "Go on with staff.csv"
    page.button(key="load-again").click().run()
    assert page.button(key="mapping-load") and any("Dropped before" in each.value for each in page.caption)
    page.button(key="mapping-load").click().run()
    rested(page)
    assert {view.imported.name for view in imports(opened)} >= {"staff"}
    assert page.button(key="load-again").label == "Other files"


def test_tables_that_wait_are_taken_away(page: AppTest) -> None:
    page.run()
    page.file_uploader[0].set_value([("story.txt", STORY, "text/plain"), ("staff.csv", b"name\nAda Quill\n", "text/csv")])
    page.run()
    page.button(key="load-check").click().run()
    rested(page)
    page.button(key="load-again").click().run()
    page.button(key="load-forget").click().run()
    assert not page.exception
    assert "mapping-load" not in {each.key for each in page.button}


@pytest.mark.parametrize("key", ["Harbour", "a b", "../x", "x" * 81])
def test_a_key_that_no_case_can_have_is_refused(page: AppTest, key: str) -> None:
    page.run()
    page.file_uploader[0].set_value([("a.txt", STORY, "text/plain")])
    page.text_input(key="load-key").input(key).run()
    assert "A key is made of small letters" in text_of(page)
    assert page.button(key="load-check").disabled


def test_what_was_stopped_before_the_first_file_is_not_told_as_loaded(page: AppTest, opened: GraphStore) -> None:
    stopped = LoadWork(opened, Wanted((("a.txt", STORY), ("b.txt", b"The quay was closed.")), "port", trees=False), dry=False)
    stopped.stop()
    begin(stopped)
    assert stopped.wait(60)
    page.run()
    told = text_of(page)
    assert "Stopped before anything was loaded" in told
    assert "What was loaded stays" not in told
    assert page.button(key="load-rest").label == "Load the 2 files left out"
    assert "unknown" not in set(page.dataframe[0].value["kind"])


def test_work_of_another_tab_is_shown_and_no_second_begins(page: AppTest, opened: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    page.run()
    page.file_uploader[0].set_value([("a.txt", STORY, "text/plain")]).run()
    monkeypatch.setattr(LoadWork, "_do", lambda self: self._stopping.wait(SECONDS) and None)
    other = work.begin(LoadWork(opened, Wanted((("b.txt", STORY),), "other", trees=False), dry=False))
    page.button(key="load-at-once").click().run()
    assert work.current(opened) is other
    assert "It goes on if you leave or reload this page" in text_of(page)
    page.button(key="stop-load").click().run()
    rested(page)
    assert imports(opened) == ()


def test_the_case_of_the_latest_load_is_offered_to_a_tab_that_loaded_nothing(page: AppTest, opened: GraphStore) -> None:
    for case in ("alder", "birch"):
        one = LoadWork(opened, Wanted(((f"{case}.txt", STORY),), case, trees=False), dry=False)
        begin(one)
        assert one.wait(SECONDS)
        put_away(one)
    opened.execute("MATCH (n:Import {case: 'alder'}) SET n.loaded_at = '2021-01-01T00:00:00+00:00'")
    page.run()
    assert page.selectbox(key="load-into").value == "birch"


def test_a_tab_that_explores_a_case_is_offered_that(page: AppTest, opened: GraphStore) -> None:
    for case in ("acacia", "alder"):
        load(opened, [Case(case=case, title=case.title())], name=case)
    page.session_state[KEY] = Explorer(case="alder")
    page.run()
    assert page.selectbox(key="load-into").value == "alder"


@pytest.fixture
def bundled_alone(opened: GraphStore, page: AppTest, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page over a store that holds nothing but the bundled case."""
    monkeypatch.setattr(bundled, "name", lambda: "lantern-2031")
    load(opened, [Case(case="lantern-2031", title="The lantern affair")], name="lantern-2031")
    return page


def test_a_first_load_is_offered_a_case_of_its_own_beside_the_bundled_one(bundled_alone: AppTest, opened: GraphStore) -> None:
    page = bundled_alone
    page.run()
    assert page.selectbox(key="load-into").value == ""
    assert page.selectbox(key="load-into").options == ["A new case …", "The lantern affair (the bundled case)"]
    page.file_uploader[0].set_value([("Quay strike 1.txt", STORY, "text/plain"), ("Quay strike 2.txt", STORY, "text/plain")])
    page.checkbox(key="load-rules").check().run()
    assert page.text_input(key="load-key").value == "quay-strike"
    page.button(key="load-at-once").click().run()
    rested(page)
    assert {view.imported.case for view in imports(opened)} == {"quay-strike"}
    page.button(key="load-again").click().run()
    assert page.selectbox(key="load-into").value == "quay-strike"
    assert page.selectbox(key="load-into").options[-1] == "A new case …"


def test_a_key_is_suggested_by_documents_before_data_sets_that_become_cases_of_their_own(bundled_alone: AppTest) -> None:
    page = bundled_alone
    graph = ("a.gexf", (ROOT / "data" / "samples" / "harbour.gexf").read_bytes(), "text/xml")
    page.run()
    page.file_uploader[0].set_value([graph]).run()
    assert page.text_input(key="load-key").value == "a"
    page.file_uploader[0].set_value([graph, ("Quay strike.txt", STORY, "text/plain")]).run()
    assert page.text_input(key="load-key").value == "quay-strike"


def test_a_suggested_key_is_none_that_is_there_and_gives_way_to_one_that_is_typed(bundled_alone: AppTest) -> None:
    page = bundled_alone
    page.run()
    page.file_uploader[0].set_value([("Lantern 2031.pdf.txt", STORY, "text/plain")]).run()
    assert page.text_input(key="load-key").value == "lantern-2031-2"
    page.text_input(key="load-key").input("harbour").run()
    page.file_uploader[0].set_value([("mails.txt", STORY, "text/plain")]).run()
    assert page.text_input(key="load-key").value == "harbour"


@pytest.mark.parametrize(
    ("names", "key"),
    [
        ((), "documents"),
        (("reports/The Quay.pdf",), "the-quay"),
        (("mails.tar.gz",), "mails"),
        (("a.txt", "b.txt"), "a"),
        (("port-1.eml", "port-2.eml"), "port"),
        (("https://www.quay.example/a?b=c",), "quay-example"),
        ((".txt",), "documents"),
        ((f"{'long ' * 40}.txt",), "long-long-long-long-long-long-long-long"),
    ],
)
def test_a_key_comes_from_what_the_names_share(names: tuple[str, ...], key: str) -> None:
    assert key_for(names) == key
