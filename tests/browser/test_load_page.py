"""The Load page in a browser: files dropped, checked and loaded, work that survives a reload and is stopped, and taking out again."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Locator, Page, expect

from graph.queries.imports import imports
from graph.store import open_store
from tests.browsing import Opener, served
from tests.graph.test_snapshot_received import HTML
from ui.case_choice import key_for

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
SLOW = 90_000
HOSTILE = "<img src=x onerror=alert(1)> [a](javascript:alert(2)).txt"
DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, {type: 'text/plain'}));
  const zone = document.querySelector('[data-testid=stFileUploaderDropzone]');
  for (const type of ['dragenter', 'dragover', 'drop']) zone.dispatchEvent(new DragEvent(type, {dataTransfer: data, bubbles: true}));
}"""


class Load:
    """One browser tab on the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.result = page.locator(".st-key-load-result")
        self.loaded = page.locator(".st-key-loaded")
        self.progress = page.locator(".st-key-load-progress")

    def rules(self) -> None:
        """Without the model of the language, which takes its time to load."""
        self.page.get_by_text("Rules alone").click()
        expect(self.page.get_by_role("checkbox", name="Rules alone")).to_be_checked()

    def upload(self, *files: Path) -> None:
        self.page.locator("input[type=file]").set_input_files(list(map(str, files)))

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def write(self, line: int, column: int, text: str, key: str = "") -> None:
        """Into a cell of the sheet of documents; `key` leaves it."""
        grid, editor = self.page.locator(".st-key-load-told [data-testid=stDataFrame]"), self.page.locator("#portal textarea")
        expect(grid.locator("canvas").first).to_be_visible(timeout=SLOW)
        grid.click(position={"x": (260, 520, 660)[column], "y": 35 * line + 50})
        # the grid chooses the cell a moment after the click; a key before that goes nowhere
        expect(grid.locator(f"#glide-cell-{column + 2}-{line}")).to_be_focused()
        self.page.keyboard.press("Enter")
        editor.fill(text)
        if key:
            editor.press(key)
            expect(editor).to_have_count(0)

    def ready(self) -> Load:
        expect(self.button("Check").or_(self.button("Other files")).or_(self.button("Stop")).first).to_be_visible(timeout=SLOW)
        return self


@pytest.fixture
def store(tmp_path: Path) -> str:
    return f"embedded:{tmp_path / 'store'}"


@pytest.fixture
def app(store: str) -> Iterator[str]:
    with served(ROOT / "app.py", REDSTRING_STORE=store) as running:
        yield running


@pytest.fixture
def load(open_page: Opener, app: str) -> Iterator[Callable[..., Load]]:
    """Opens the page; a dialog of a script would be one of a file's."""
    dialogs: list[str] = []

    def opened(**look: Any) -> Load:
        page = open_page(f"{app}/load", **{"motion": "reduce", **look})
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        return Load(page).ready()

    yield opened
    assert dialogs == []


def test_what_is_dropped_is_checked_loaded_and_taken_out(load: Callable[..., Load], store: str) -> None:
    on = load()
    on.rules()
    expect(on.loaded).to_contain_text("Nothing was loaded yet")
    on.page.evaluate(DROP, [HOSTILE, "Harbour Courier\n\nThe port was closed on Monday, two officials said."])
    expect(on.button("Check")).to_be_enabled(timeout=SLOW)
    on.button("Check").click()
    expect(on.result).to_contain_text("nothing was written", timeout=SLOW)
    on.button("Load it").click()
    expect(on.result).to_contain_text("1 new", timeout=SLOW)
    with on.page.expect_download() as download:
        on.button("JSON").click()
    (told,) = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert (told["name"], told["state"], told["kind"], told["case"]) == (HOSTILE, "new", "text", key_for([HOSTILE]))
    # what keeps the page from taking a colon for an emoji is not seen
    expect(on.loaded.get_by_text("<img src=x onerror=alert(1)>")).to_be_visible()
    with open_store(store) as opened:
        assert [view.imported.path for view in imports(opened)] == [HOSTILE]
    on.button("Take out").click()
    expect(on.loaded).to_contain_text("that nothing else brought go")
    on.button("Take it out").click()
    expect(on.page.get_by_text("was taken out", exact=False)).to_be_visible(timeout=SLOW)
    with open_store(store) as opened:
        assert imports(opened) == ()


def test_an_archive_among_others_is_taken_out_at_once(load: Callable[..., Load], store: str, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("towns.zip", "rivers.zip")]
    for path in paths:
        with zipfile.ZipFile(path, "w") as packed:
            for name in ("Elm", "Fir"):
                packed.writestr(f"{name}.txt", f"The port of {name}, of {path.name}, was closed on Monday.")
    on = load()
    on.rules()
    on.upload(*paths)
    on.button("Load without a check").click()
    expect(on.result).to_contain_text("4 new", timeout=SLOW)
    these = on.button("Take out these 2")
    expect(these).to_have_count(0)
    find = on.page.get_by_role("textbox", name="Find in the list")
    find.fill("towns.zip")
    find.press("Enter")
    these.click()
    expect(on.loaded).to_contain_text("that nothing else brought go")
    on.button("Keep them").click()
    expect(on.loaded).not_to_contain_text("that nothing else brought go")
    these.click()
    on.button("Take them out").click()
    expect(on.page.get_by_text("2 documents were taken out", exact=False)).to_be_visible(timeout=SLOW)
    with open_store(store) as opened:
        assert sorted(view.imported.path for view in imports(opened)) == ["rivers.zip/Elm.txt", "rivers.zip/Fir.txt"]


def test_a_case_is_named_where_it_is_chosen(load: Callable[..., Load], tmp_path: Path) -> None:
    on = load()
    on.rules()
    choice = on.page.get_by_role("combobox", name="Case for documents and tables")
    key = on.page.get_by_role("textbox", name="Key of the new case")

    def brought(into: str) -> None:
        expect(key).to_have_value(into)
        on.button("Load without a check").click()
        expect(on.result).to_contain_text(f"Loaded into {into}", timeout=SLOW)
        on.button("Other files").click()
        on.ready()

    def given(name: str) -> None:
        (tmp_path / name).write_text(f"{name}\n\nThe port was closed on Monday, two officials said.", "utf-8")
        on.upload(tmp_path / name)
        expect(on.button("Load without a check")).to_be_enabled(timeout=SLOW)

    # the first case of a store has no list to be chosen from
    given("alder.txt")
    key.fill("old-harbour")
    key.press("Enter")
    brought("old-harbour")
    given("birch.txt")
    choice.fill("The Quay")
    choice.press("Enter")
    brought("the-quay")
    # what is there is meant, whether by its key or its title
    choice.fill("OLD-HARBOUR")
    choice.press("Enter")
    expect(key).to_have_count(0)
    expect(choice).to_have_value("old-harbour")


def test_review_opens_a_document_of_this_load(load: Callable[..., Load], tmp_path: Path) -> None:
    on = load()
    for name, who in (("alder.txt", "Ole Rask"), ("birch.txt", "Ada Quill")):
        (tmp_path / name).write_text(f"{who} met Bela Marsh in Norhaven on 3 May 2031. {who} works for the Grey Gull Line.\n", "utf-8")
        on.upload(tmp_path / name)
        expect(on.button("Load without a check")).to_be_enabled(timeout=SLOW)
        on.button("Load without a check").click()
        expect(on.result).to_contain_text("1 new", timeout=SLOW)
        if name == "alder.txt":
            on.button("Other files").click()
            on.ready()
    on.page.get_by_role("button", name="Review what was found").click()
    expect(on.page.locator(".text h2")).to_have_text("birch.txt", timeout=SLOW)


def test_a_person_tells_whose_a_document_is_and_from_when(load: Callable[..., Load], store: str, tmp_path: Path) -> None:
    on = load()
    on.rules()
    for name in ("alder.txt", "birch.txt"):
        (tmp_path / name).write_text(f"Ole Rask, head of the Harbour Agency of {name}, denied it.\n", "utf-8")
    on.upload(tmp_path / "alder.txt", tmp_path / "birch.txt")
    expect(on.button("Check")).to_be_enabled(timeout=SLOW)
    on.button("Check").click()
    told = on.page.locator(".st-key-load-told")
    expect(told).to_contain_text("2 without a publisher, 2 without a day", timeout=SLOW)
    on.write(1, 0, "The Gull", "Enter")
    on.write(1, 1, "2031-13", "Enter")
    expect(told).to_contain_text("birch.txt, day:")
    expect(told).to_contain_text("'2031-13' is no day, month or year of the calendar")
    expect(on.button("Load these 2")).to_be_disabled()
    expect(on.button("Check again")).to_be_disabled()
    # what was written is there in another tab too, and after a reload
    on.page.reload()
    expect(on.button("Load these 2")).to_be_disabled(timeout=SLOW)
    on.write(1, 1, "2031-03", "Enter")
    expect(told).to_contain_text("1 without a publisher, 1 without a day")
    on.button("Check again").click()
    expect(on.button("Check again")).to_be_disabled(timeout=SLOW)
    # what lacks something comes first; what was typed last is loaded too, however soon the button is pressed
    on.write(0, 0, "<b>The Tern</b>")
    on.button("Load these 2").click()
    expect(on.result).to_contain_text("2 new", timeout=SLOW)
    with open_store(store) as opened:
        rows = opened.read(
            "MATCH (s:Source)-[:PUBLISHED_BY]->(v) WHERE s.sha256 IS NOT NULL RETURN v.name, s.published ORDER BY v.name"
        ).rows
    assert [tuple(row) for row in rows] == [("<b>The Tern</b>", None), ("The Gull", "2031-03")]
    on.page.get_by_role("button", name="Review what was found").click()
    untold = on.page.locator(".st-key-review-untold")
    expect(untold).to_contain_text("Nobody tells from when it is", timeout=SLOW)
    on.button("Tell it").click()
    expect(told).to_contain_text("1 without a day", timeout=SLOW)
    on.write(0, 1, "2031", "Enter")
    on.button("Load it").click()
    expect(on.result).to_contain_text("1 changed", timeout=SLOW)
    on.page.get_by_role("button", name="Review what was found").click()
    expect(on.page.locator(".text .about")).to_contain_text("2031", timeout=SLOW)
    expect(untold).to_have_count(0)


def test_a_graph_joins_the_case_of_a_document(load: Callable[..., Load], store: str) -> None:
    on = load()
    on.rules()
    on.page.get_by_text("Graphs too").click()
    expect(on.page.get_by_role("checkbox", name="Graphs too")).to_be_checked()
    on.upload(ROOT / "data" / "samples" / "harbour.gexf", ROOT / "data" / "samples" / "documents" / "wire.txt")
    expect(on.button("Load without a check")).to_be_enabled(timeout=SLOW)
    on.button("Load without a check").click()
    expect(on.result).to_contain_text("2 new", timeout=SLOW)
    expect(on.loaded.get_by_text("into wire")).to_have_count(2)
    with open_store(store) as opened:
        assert {view.imported.case for view in imports(opened)} == {"wire"}


def test_work_goes_on_after_a_reload_is_stopped_and_gone_on_with(load: Callable[..., Load], store: str, tmp_path: Path) -> None:
    files = []
    for number in range(40):
        files.append(tmp_path / f"story-{number:02}.txt")
        # long enough that some are stored while others are still to be read, however fast the machine is
        files[-1].write_text(
            f"Story {number}\n\n" + f"The port was closed on day {number}, and nobody was told of it.\n\n" * 6_000, "utf-8"
        )
    on = load()
    on.rules()
    on.upload(*files)
    expect(on.button("Load without a check")).to_be_enabled(timeout=SLOW)
    on.button("Load without a check").click()
    expect(on.progress).to_contain_text("of 40 files", timeout=SLOW)
    on.page.reload()
    on.ready()
    # a tab of its own follows it too
    other = load()
    expect(other.progress).to_contain_text("files a second", timeout=SLOW)
    on.button("Stop").click()
    for each in (on, other):
        expect(each.result).to_contain_text("What was loaded stays", timeout=SLOW)
    with open_store(store) as opened:
        came = len(imports(opened))
    assert 0 < came < 40
    expect(on.button(f"Load the {40 - came} files left out")).to_be_visible()
    other.button("Other files").click()
    expect(other.button("Check")).to_be_visible(timeout=SLOW)


def test_a_snapshot_is_opened_and_a_case_folder_is_told_the_command(load: Callable[..., Load], tmp_path: Path) -> None:
    shared, case = tmp_path / "shared.html", tmp_path / "case.yml"
    shared.write_bytes(HTML.read_bytes())
    case.write_text("title: Harbour\n", "utf-8")
    on = load(width=390, height=844, scheme="dark")
    on.upload(shared, case)
    expect(on.button("Load without a check")).to_be_enabled(timeout=SLOW)
    on.button("Load without a check").click()
    expect(on.result).to_contain_text("1 new, 1 refused", timeout=SLOW)
    expect(on.result).to_contain_text("loaded by the command")
    assert on.page.evaluate("document.documentElement.scrollWidth") <= 390
    on.button("Explore it").click()
    expect(on.page.locator(".st-key-visiting")).to_contain_text("Snapshot of Where is Mirela?, only to be read", timeout=SLOW)
    # a store that holds no more than that is not one in which nothing is loaded
    on.page.goto(urljoin(on.page.url, "/duplicates"))
    expect(on.page.get_by_text("Snapshots are only read, so nothing of them is merged")).to_be_visible(timeout=SLOW)


def test_on_a_phone_a_problem_has_the_width_of_the_page(load: Callable[..., Load], tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_bytes("The port of Elm was closed.\n\nSão Tomé.".encode("cp1252"))
    on = load(width=390)
    on.rules()
    on.upload(tmp_path / "notes.txt")
    on.button("Load without a check").click()
    where, what = (on.page.locator(f".st-key-load-problems td:{at}-child") for at in ("first", "last"))
    expect(what).to_contain_text("is not UTF-8", timeout=SLOW)
    expect(where).to_have_text("notes.txt line 3")
    box = what.bounding_box()
    assert box is not None
    assert box["width"] > 300


def test_the_parts_of_a_long_list_are_told_as_they_are_after_more_came(load: Callable[..., Load], tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number in range(21):
            archive.writestr(f"{number}.txt", f"The port of Elm was closed {number} times.")
    (tmp_path / "b.txt").write_text("The port of Fir was closed.")
    on = load()
    part = on.page.get_by_role("combobox", name="Part of the list")
    for name, count in (("a.zip", 21), ("b.txt", 22)):
        on.rules()
        on.upload(tmp_path / name)
        on.button("Load without a check").click()
        expect(on.loaded).to_contain_text(f"What was loaded ({count})", timeout=SLOW)
        expect(part).to_have_value("from 1 on")
        on.button("Other files").click()
        on.ready()
        expect(on.button("Check")).to_be_visible(timeout=SLOW)
