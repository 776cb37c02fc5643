"""The choice of a language model on the Load page: nothing is sent before the person agreed to that host, and a check sends nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from graph.store import GraphStore, open_store
from tests.loopback import Asked, Loopback, sent
from ui import work

STORY = b"Harbour Courier\n\nOrla Vance met Ilir Prenga in Tarn.\n"
FOUND = {
    "entities": [{"name": "Orla Vance", "kind": "person"}, {"name": "Tarn", "kind": "place"}],
    "relations": [{"subject": "Orla Vance", "predicate": "was_seen_in", "object": "Tarn", "quote": "Orla Vance met Ilir Prenga in Tarn"}],
}


def script() -> None:
    import streamlit as st

    from ui.pages import load

    st.session_state["pages"] = {}
    load.page()


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    with open_store(f"embedded:{tmp_path_factory.mktemp('model-choice') / 'store'}") as store:
        yield store


@pytest.fixture
def page(opened: GraphStore, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    opened.execute("MATCH (n) DETACH DELETE n")
    monkeypatch.setenv("REDSTRING_STORE", opened.address)
    yield AppTest.from_function(script, default_timeout=120).run()
    work._last.clear()


def rested(page: AppTest) -> AppTest:
    (one,) = work._last.values()
    assert one.wait(120)
    page.run()
    assert not page.exception
    return page


def text_of(page: AppTest) -> str:
    told = (*page.markdown, *page.caption, *page.error, *page.warning, *page.success)
    return "\n".join(str(each.value) for each in told).replace("\\", "").replace("\u2060", "")


def test_a_model_elsewhere_waits_until_the_person_agrees_to_that_host(page: AppTest) -> None:
    page.file_uploader[0].set_value([("story.txt", STORY, "text/plain")])
    page.text_input(key="model-url").set_value("https://models.example").run()
    assert "say which model the server is to use" in text_of(page)
    page.text_input(key="model-name").set_value("large").run()
    assert "The text leaves this machine and goes to models.example" in text_of(page)
    assert page.button(key="load-check").disabled and page.button(key="load-at-once").disabled
    page.checkbox(key="model-agreed-https://models.example/v1/chat/completions").check().run()
    assert not page.button(key="load-at-once").disabled
    page.text_input(key="model-url").set_value("https://other.example").run()
    assert page.button(key="load-at-once").disabled
    page.text_input(key="model-key-variable").set_value("NO_SUCH_VARIABLE").run()
    assert "NO_SUCH_VARIABLE holds no key" in text_of(page)


def test_a_check_sends_nothing_and_a_load_sends_what_was_told(page: AppTest, opened: GraphStore) -> None:
    answer = sent(json.dumps({"choices": [{"message": {"content": json.dumps(FOUND)}}]}))

    def answers(_: Asked) -> object:
        return answer

    with Loopback(answers).served() as server:  # type: ignore[arg-type]
        page.file_uploader[0].set_value([("story.txt", STORY, "text/plain")])
        page.checkbox(key="load-rules").check()
        page.text_input(key="model-url").set_value(server.address)
        page.text_input(key="model-name").set_value("small").run()
        assert "is on this machine" in text_of(page)
        page.button(key="load-check").click().run()
        rested(page)
        assert server.asked == []
        (outcome,) = next(iter(work._last.values())).outcomes  # type: ignore[attr-defined]
        assert "characters of it will be sent to 127.0.0.1" in str(outcome.problems)
        next(each for each in page.button if each.label.startswith("Load")).click().run()
        rested(page)
        assert len(server.asked) == 1
    rows = opened.read("MATCH (c:Claim {by: 'model'}) RETURN c.extractor").rows
    assert [row[0] for row in rows] == [f"small at 127.0.0.1:{server.port}"]
