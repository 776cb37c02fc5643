"""The file of a snapshot: checked part by part, opened offline in a real browser, drawn as the app draws."""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from graph import view_json
from graph.errors import SnapshotError
from graph.evidence import assess_all
from graph.load import load
from graph.model import Status
from graph.predicates import words
from graph.render import payload
from graph.scene import compose
from graph.snapshot.canonical import canonical
from graph.snapshot.content import Content
from graph.snapshot.recomputed import evidence_of
from graph.snapshot.verify import read, verify
from graph.store import open_store
from tests.conftest import ROOT
from ui.snapshot.drawing import drawing, drawn, edges_of, scene_of, view_of
from ui.snapshot.making import Wanted, made
from ui.snapshot.page import page as page_of

AT = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
DRAWN = "() => window.__snapshot?.report()?.drawn > 0"


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    import loaders

    with open_store(f"embedded:{tmp_path_factory.mktemp('snapshot') / 'store'}") as store:
        case = loaders.load(ROOT / "data" / "dong-jingwei")
        load(store, case, name=case.name)
        return made(store, Wanted(title="The core", note="A note", author="A. Reader"))[0]


@pytest.fixture
def file(content: Content, tmp_path: Path) -> Path:
    path = tmp_path / "core.html"
    path.write_text(page_of(content, made=AT), "utf-8")
    return path


# What it says of itself -----------------------------------------------------------------------------------------------------


def test_an_untouched_file_is_unchanged(file: Path, content: Content) -> None:
    found = verify(file)
    assert found.unchanged
    assert [part.name for part in found.parts] == ["content", "code", "page", "manifest"]
    assert canonical(read(file)) == canonical(content)


def test_the_same_content_gives_the_same_file(content: Content, file: Path) -> None:
    assert page_of(content, made=AT) == file.read_text("utf-8")


def flipped(text: str, at: int) -> str:
    other = "A" if text[at] != "A" else "B"
    return text[:at] + other + text[at + 1 :]


@pytest.mark.parametrize(
    ("part", "after"),
    [
        ("content", 'id="redstring-content">'),
        ("code", 'id="redstring-library">'),
        ("code", 'id="redstring-script">'),
        ("code", "const module_loader = "),
        ("manifest", '"made":"'),
        ("page", "<title>"),
        ("page", 'id="redstring-drawing">'),
        ("page", "<h3>"),
        ("page", 'Content-Security-Policy" content="'),
        ("page", "<!doctype "),
    ],
)
def test_one_changed_byte_is_found_in_its_part(file: Path, part: str, after: str) -> None:
    whole = file.read_text("utf-8")
    place = whole.index(after) + len(after)
    # behind the header of what is packed, which gzip does not look at
    file.write_text(flipped(whole, place + 40 if after.startswith('id="redstring-') else place))
    assert verify(file).changed == (part,)


def test_something_put_behind_the_end_is_found(file: Path) -> None:
    file.write_text(file.read_text("utf-8") + "<p>more</p>")
    assert verify(file).changed == ("page",)


def put_in(file: Path, packed: str) -> None:
    """Another content in place of that of a file."""
    island = re.compile(r'(id="redstring-content">).*?(</script>)', re.S)
    file.write_text(island.sub(lambda found: found[1] + packed + found[2], file.read_text("utf-8")))


def test_a_content_packed_anew_by_somebody_else_is_found(file: Path, content: Content) -> None:
    forged = {**content.to_json(), "about": {**content.to_json()["about"], "title": "Proven"}}
    data = b64encode(gzip.compress(json.dumps(forged).encode())).decode()
    whole = re.sub(
        r'(id="redstring-content">).*?(</script>)', lambda found: found[1] + data + found[2], file.read_text("utf-8"), flags=re.S
    )
    file.write_text(whole)
    assert verify(file).changed == ("content",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<html></html>", "no snapshot of Redstring"),
        ('<script type="application/json" id="redstring-manifest">{"a":1}</script>', "manifest cannot be read"),
        ('<script type="application/json" id="redstring-manifest">' + "[" * 100_000 + "</script>", "manifest cannot be read"),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "other.html"
    path.write_text(text)
    with pytest.raises(SnapshotError, match=said):
        verify(path)


def test_a_bomb_is_not_unpacked(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.snapshot.verify.CONTENT_LARGEST", 100_000)
    bomb = b64encode(gzip.compress(b" " * 1_000_000)).decode()
    whole = re.sub(
        r'(id="redstring-content">).*?(</script>)', lambda found: found[1] + bomb + found[2], file.read_text("utf-8"), flags=re.S
    )
    file.write_text(whole)
    content_part = verify(file).parts[0]
    assert "larger than" in content_part.fault
    with pytest.raises(SnapshotError, match="larger than"):
        read(file)


# Opened offline -------------------------------------------------------------------------------------------------------------

Opened = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    """Opens a file offline; fails on any request that leaves it, any error of a script and any refusal of its policy."""
    wrong: list[str] = []
    contexts = []

    def open_(path: Path, *, waits: bool = True, **options: Any) -> Page:
        context = browser.new_context(
            **{"viewport": {"width": 1440, "height": 900}, "offline": True, "reduced_motion": "reduce", **options}
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: None if request.url.startswith(("file:", "data:")) else wrong.append(request.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
        page.goto(path.as_uri())
        if waits:
            page.wait_for_function(DRAWN)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not wrong, wrong


def report(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("() => window.__snapshot.report()")
    return found


@pytest.mark.browser
def test_it_opens_offline_with_the_card_that_was_open(file: Path, opened: Opened, content: Content) -> None:
    page = opened(file)
    assert report(page)["nodes"] == len(content.view["nodes"]) == 45
    expect(page.locator("#side")).to_contain_text("defected to")
    expect(page.locator("#side")).to_contain_text("32claims in 29 documents")
    expect(page.locator("#print")).to_have_text("· content unchanged")
    expect(page.locator(".banner").first).to_have_text("Relations are claims as reported, not findings.")


@pytest.mark.browser
def test_positions_are_those_of_the_view(file: Path, opened: Opened, content: Content) -> None:
    drawn = report(opened(file))["positions"]
    for node, (x, y) in view_of(content).positions.items():
        assert (drawn[node]["drawnX"], drawn[node]["drawnY"]) == (x, y)


@pytest.mark.browser
def test_filters_compose_the_scene_as_the_app_does(file: Path, opened: Opened, content: Content) -> None:
    page = opened(file)
    view, nodes, edges = view_of(content), drawn(content, {}).apart().nodes, edges_of(content)
    for kinds, statuses in [((), ()), (("person",), ()), ((), ("contested",)), (("place", "event"), ("single-source", "confirmed"))]:
        wanted = view
        for kind in kinds:
            wanted = wanted.filter("kind", kind, False)
        for status in statuses:
            wanted = wanted.filter("status", status, False)
        expected = json.loads(payload(compose(wanted, nodes, edges)))
        found = page.evaluate(
            """([kinds, statuses]) => window.__snapshot.scene(kinds, statuses)""", [list(kinds), [*statuses, Status.unsourced.value]]
        )
        assert {node["id"] for node in found["nodes"]} == {node["id"] for node in expected["nodes"]}
        assert lines(found) == lines(expected)
        assert found["kinds"] == [entry[:4] for entry in expected["kinds"]]
        assert found["statuses"] == expected["statuses"]
        assert found["footer"].split(" entities")[0].split(" of ")[0] == expected["footer"].split(" of ")[0]


def lines(scene: dict[str, Any]) -> set[tuple[Any, ...]]:
    ids = [node["id"] for node in scene["nodes"]]
    return {
        (edge["id"], ids[edge["a"]], ids[edge["b"]], edge["s"], edge.get("bend", 0), edge.get("n", 1), edge["p"]) for edge in scene["edges"]
    }


@pytest.mark.browser
def test_a_person_searches_clicks_and_reads(file: Path, opened: Opened) -> None:
    page = opened(file)
    page.get_by_role("combobox", name="Find an entity").fill("hanss")
    page.keyboard.press("Enter")
    expect(page.locator("#side h2")).to_have_text("Robert Hanssen")
    page.locator("#side .row-button").first.click()
    expect(page.locator("#side h2")).to_contain_text("Federal Bureau of Investigation")
    expect(page.locator("#side [role=tab]").first).to_contain_text("Claims")


@pytest.mark.browser
def test_a_chip_filters_and_comes_back(file: Path, opened: Opened) -> None:
    page = opened(file)
    chip = page.get_by_role("button", name="person, 21")
    chip.click()
    page.wait_for_function("() => window.__snapshot.report().nodes === 24")
    assert not [node for node in report(page)["positions"] if "/person:" in node]
    chip.click()
    page.wait_for_function("() => window.__snapshot.report().nodes === 45")
    assert [node for node in report(page)["positions"] if "/person:" in node]


@pytest.mark.browser
def test_the_slider_goes_back_in_time(file: Path, opened: Opened, content: Content) -> None:
    page = opened(file)
    slider = page.locator(".dates input")
    slider.focus()
    page.keyboard.press("Home")
    expect(page.locator("#side .why")).to_contain_text("Nobody had said so by then")
    day = next(moment for moment in content.findings["s01-defected"].history if moment.asserts >= 5)
    days = sorted(set(drawing(content, drawn(content, {}))["days"].values()))
    slider.fill(str(days.index(day.since)))
    expect(page.locator("#side .figures")).to_contain_text(f"{day.asserts}claims")
    page.keyboard.press("End")
    expect(page.locator("#side .figures")).to_contain_text("32claims in 29 documents")


@pytest.mark.browser
def test_on_every_day_of_the_slider_each_status_is_what_the_app_computes(file: Path, opened: Opened, content: Content) -> None:
    page = opened(file)
    page.get_by_role("button", name="Table", exact=True).click()
    names, evidence = {entity.id: entity.name for entity in content.entities}, evidence_of(content)
    days = sorted(set(drawing(content, drawn(content, {}))["days"].values()))
    for number, since in enumerate(days):
        page.locator(".dates input").fill(str(number))
        status = {slug: found.status for slug, found in assess_all(evidence, date.fromisoformat(since)).items()}
        lines = [(names[edge.source], words(edge.predicate), names[edge.target], status[edge.slug]) for edge in edges_of(content)]
        rows = page.locator("tbody tr").evaluate_all(
            "(rows) => rows.map((row) => [...row.cells].slice(0, 4).map((one) => one.textContent))"
        )
        assert sorted(map(tuple, rows)) == sorted((*line[:3], line[3].value) for line in lines if line[3] is not Status.unsourced), since


@pytest.mark.browser
def test_no_claim_of_a_later_day_stands_on_the_card(file: Path, opened: Opened) -> None:
    page = opened(file)
    page.locator(".dates input").focus()
    page.keyboard.press("Home")
    expect(page.locator("#side")).to_contain_text("45 claims of a later day, or without one")
    expect(page.locator("#side .claim")).to_have_count(0)


@pytest.mark.browser
def test_nothing_contests_before_it_is_said(file: Path, opened: Opened, content: Content) -> None:
    page = opened(file)
    days = sorted(set(drawing(content, drawn(content, {}))["days"].values()))
    page.locator(".dates input").fill(str(days.index("2021-06-30")))
    contested = page.locator("#side section.links", has=page.get_by_role("heading", name="Contested by"))
    expect(contested.locator(".row-button")).to_have_count(3)
    expect(contested).not_to_contain_text("unsourced")


def test_the_slider_ends_with_the_date_of_the_snapshot(content: Content) -> None:
    early = content.model_copy(update={"about": content.about.model_copy(update={"as_of": "2021-06"})})
    assert max(drawing(early, drawn(early, {}))["days"].values()) == "2021-06-30"
    assert max(drawing(content, drawn(content, {}))["days"].values()) > "2021-06-30"


@pytest.mark.browser
def test_the_table_sorts_and_selects(file: Path, opened: Opened) -> None:
    page = opened(file)
    page.get_by_role("button", name="Table", exact=True).click()
    page.get_by_role("button", name="claims", exact=True).click()
    page.get_by_role("button", name="claims", exact=True).click()
    expect(page.locator("tbody tr").first).to_contain_text("defected to")
    page.get_by_role("tab", name="Entities").click()
    page.locator("tbody tr", has_text="Christopher Wray").click()
    expect(page.locator("#side h2")).to_have_text("Christopher Wray")


@pytest.mark.browser
@pytest.mark.parametrize(("table", "column"), [("Relationships", "first published"), ("Claims", "date")])
def test_dates_sort_by_what_they_mean(file: Path, opened: Opened, table: str, column: str) -> None:
    page = opened(file)
    page.get_by_role("button", name="Table", exact=True).click()
    page.get_by_role("tab", name=table, exact=True).click()
    heading = page.get_by_role("columnheader", name=column)
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    place = heading.evaluate("(heading) => heading.cellIndex")
    dates = page.locator("tbody tr").evaluate_all("(rows, place) => rows.map((row) => row.cells[place].textContent)", place)
    assert any(date.startswith("≈ ") for date in dates)
    days = [date.removeprefix("≈ ") for date in dates]
    assert days == sorted(days)


@pytest.mark.browser
def test_the_keyboard_goes_from_neighbour_to_neighbour_and_to_the_card(file: Path, opened: Opened) -> None:
    page = opened(file)
    page.locator(".board").focus()
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    assert report(page)["selected"]["node"]
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "side"
    page.keyboard.press("Escape")
    assert page.evaluate("() => document.activeElement.id") == "stage"


@pytest.mark.browser
def test_without_a_script_it_is_a_page_to_read(file: Path, opened: Opened) -> None:
    page = opened(file, waits=False, java_script_enabled=False)
    expect(page.locator("article figure svg")).to_be_visible()
    expect(page.locator("article")).to_contain_text("Dong Jingwei defected to United States")
    expect(page.locator("article")).to_contain_text("denies")
    assert page.locator("#stage").is_hidden()


@pytest.mark.browser
def test_the_page_to_read_has_a_line_for_each_status_and_names_what_contests(file: Path, opened: Opened) -> None:
    page = opened(file, waits=False, java_script_enabled=False)
    legend = page.locator(".legend li")
    expect(legend.locator("svg")).to_have_count(legend.count())
    expect(page.locator("h3 + p").first).to_contain_text("are asserted: “Dong Jingwei was in China”, “Dong Jingwei chaired")
    expect(page.locator("article")).not_to_contain_text("s39-in-china")


@pytest.mark.browser
def test_a_phone_without_a_script_scrolls_down_alone(file: Path, opened: Opened) -> None:
    page = opened(file, waits=False, java_script_enabled=False, viewport={"width": 390, "height": 844})
    assert page.locator("html").evaluate("(page) => page.scrollWidth") <= 390


@pytest.mark.browser
def test_the_fingerprint_and_what_it_says_are_never_cut(content: Content, tmp_path: Path, opened: Opened) -> None:
    long = content.model_copy(
        update={"about": content.about.model_copy(update={"title": "A long title " * 20, "author": "An author " * 25})}
    )
    path = tmp_path / "long.html"
    path.write_text(page_of(long, made=AT), "utf-8")
    for width in (390, 1440):
        page = opened(path, viewport={"width": width, "height": 844})
        cut = page.locator("header :has(#print)").last.evaluate("(line) => line.scrollHeight > line.clientHeight")
        assert not cut
        expect(page.locator("#print")).to_be_in_viewport()


@pytest.mark.browser
def test_a_note_keeps_its_lines(content: Content, tmp_path: Path, opened: Opened) -> None:
    noted = content.model_copy(update={"about": content.about.model_copy(update={"note": "First.\nSecond."})})
    path = tmp_path / "noted.html"
    path.write_text(page_of(noted, made=AT), "utf-8")
    assert opened(path).locator("header .note").evaluate("(note) => note.innerText") == "First.\nSecond."


@pytest.mark.browser
def test_no_name_is_broken_in_the_table(file: Path, opened: Opened) -> None:
    page = opened(file, viewport={"width": 1024, "height": 844})
    page.get_by_role("button", name="Table", exact=True).click()
    for name in ("Entities", "Relationships", "Claims"):
        page.get_by_role("tab", name=name, exact=True).click()
        widths = page.locator("td:first-child").evaluate_all("(cells) => cells.map((cell) => cell.clientWidth)")
        assert min(widths) > 100


@pytest.mark.browser
def test_print_is_the_page_to_read(file: Path, opened: Opened) -> None:
    page = opened(file)
    page.emulate_media(media="print")
    expect(page.locator("article figure svg")).to_be_visible()
    assert page.locator("#stage").is_hidden()


@pytest.mark.browser
def test_a_phone_shows_everything_below_each_other(file: Path, opened: Opened) -> None:
    page = opened(file, viewport={"width": 390, "height": 844})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    stage, side = page.locator("#stage").bounding_box(), page.locator("#side").bounding_box()
    assert stage
    assert side
    assert side["y"] >= stage["y"] + stage["height"]


HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title><svg onload=alert(1)>",
    "<!--<script>",
    "]]><script>alert(1)</script>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "\u202egnp.exe\u2066",
    "&lt;b&gt;",
    "a" * 10_000,
    "Z\u0335\u0321" * 500,
    "'; DROP TABLE claims; --",
    "${alert(1)}`",
    "__proto__",
    "constructor",
    "<a href=javascript:alert(1)>x</a>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<base href=https://evil.example><link rel=stylesheet href=//evil.example/x.css>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    "x\u2028alert(1)\u2029\u0085\ufeff",
    "]]>--!><!DOCTYPE html><?xml version='1.0'?>",
    "url(https://evil.example/x.png); } * { background: url(//evil.example)",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "</article></main></body></html><script>alert(1)</script>",
    "\U000e0041\U000e0042 \u200b\u200d\u202a\u202b\u2067",
    "&#x3c;script&#x3e;alert(1)&#x3c;/script&#x3e;",
    "\ud83d\udca9".encode("utf-16", "surrogatepass").decode("utf-16") * 200,
]


@pytest.mark.browser
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_that_was_loaded_runs(content: Content, tmp_path: Path, opened: Opened, text: str) -> None:
    entities = tuple(entity.model_copy(update={"name": text, "note": text, "properties": {text[:60]: text}}) for entity in content.entities)
    claims = tuple(claim.model_copy(update={"paraphrase": text, "note": text}) for claim in content.claims)
    sources = tuple(source.model_copy(update={"title": text, "note": text, "author": text}) for source in content.sources)
    voices = tuple(voice.model_copy(update={"name": text, "note": text}) for voice in content.voices)
    about = content.about.model_copy(update={"title": text, "note": text, "author": text})
    hostile = content.model_copy(update={"entities": entities, "claims": claims, "sources": sources, "voices": voices, "about": about})
    path = tmp_path / "hostile.html"
    path.write_text(page_of(hostile), "utf-8")
    assert verify(path).unchanged
    page = opened(path)
    page.get_by_role("button", name="Table", exact=True).click()
    page.get_by_role("tab", name="Claims", exact=True).click()
    expect(page.locator("tbody tr").first).to_be_visible()


@pytest.mark.browser
def test_a_field_of_a_megabyte_is_text_that_is_cut(content: Content, tmp_path: Path, opened: Opened) -> None:
    text = "<img src=x onerror=alert(1)>" * 40_000
    first, *others = content.claims
    claims = (first.model_copy(update={"paraphrase": text, "note": text}), *others)
    entities = tuple(
        entity.model_copy(update={"name": text, "note": text}) if entity.key == "person:dong-jingwei" else entity
        for entity in content.entities
    )
    path = tmp_path / "hostile.html"
    path.write_text(page_of(content.model_copy(update={"claims": claims, "entities": entities})), "utf-8")
    # no record takes so much: it is a file that somebody made to be opened
    assert verify(path).changed == ("content",)
    page = opened(path)
    page.get_by_role("button", name="Table", exact=True).click()
    expect(page.locator("tbody tr").first).to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "file:///etc/passwd", "vbscript:x", "//evil.example"]
)
def test_an_address_that_is_none_of_the_web_is_no_link(content: Content, tmp_path: Path, opened: Opened, address: str) -> None:
    sources = tuple(source.model_copy(update={"url": address, "read_at": address}) for source in content.sources)
    path = tmp_path / "hostile.html"
    path.write_text(page_of(content.model_copy(update={"sources": sources})), "utf-8")
    page = opened(path)
    expect(page.locator("#side .claim").first).to_be_visible()
    assert page.locator("#side a").count() == 0
    assert page.locator("article a").count() == 0


def test_a_large_view_stays_small(content: Content) -> None:
    size = len(page_of(content).encode())
    assert size < 700_000


def test_groups_that_were_open_stay_so(content: Content) -> None:
    closed = next(line for line in scene_of(content, {}).edges if line.closed_group)
    view = replace(view_of(content), opened=frozenset({closed.id}))
    again = content.model_copy(update={"view": json.loads(view_json.to_json(view))})
    assert all(line.id != closed.id for line in scene_of(again, {}).edges)
