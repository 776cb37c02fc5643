"""Reviewing what was found, by keys: the list, the text beside it, and what the store keeps of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from graph.decisions import decide_all
from graph.model import Decision
from graph.queries.review import proposals
from graph.store import open_store
from tests.browsing import QUIET, ROOT, Opener, served
from tests.ui.story import CASE, OTHER, bring, load_story, other

pytestmark = pytest.mark.browser
# which words of the text are lit, and whether they are in sight
LIT = """() => { const within = one => one.shadowRoot?.querySelector('.text');
    const text = [...document.querySelectorAll('*')].map(within).find(one => one);
    const lit = [...text.querySelectorAll('mark.current')], box = text.getBoundingClientRect(), one = lit[0]?.getBoundingClientRect();
    return { words: lit.map(one => one.textContent).join(''), seen: !!one && one.top >= box.top && one.bottom <= box.bottom }; }"""

LABELS = "all => all.map(one => one.getAttribute('aria-label'))"


class Review:
    """One browser tab on the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        # while a run takes the place of the last one, both stand there for a moment
        self.root = root = page.locator(".review").last
        self.rows = root.locator("li")
        self.current = root.locator("li[aria-current]")
        self.left = root.locator(".left")
        self.told = root.locator(".told")

    def ready(self) -> Review:
        expect(self.current.locator(".detail")).to_be_visible(timeout=60_000)
        return self

    def name(self, name: str) -> None:
        field = self.page.get_by_role("textbox", name="Your name")
        field.fill(name)
        field.press("Enter")
        # the keys mean the list again
        expect(field).not_to_be_focused()

    def press(self, keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def open(self, title: str) -> None:
        self.page.wait_for_function(QUIET)
        self.page.locator(".st-key-document-frame input").click()
        self.page.get_by_role("option", name=title).click()
        expect(self.page.locator(".text h2")).to_have_text(title)
        # the list follows the text; until then its keys mean the proposals of the document before
        expect(self.root).to_have_accessible_name(f"Proposals of {title}")
        self.ready()


@pytest.fixture(scope="module")
def two_cases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where an app is served with two cases that have something to review."""
    folder = tmp_path_factory.mktemp("two")
    store_address = f"embedded:{folder / 'store'}"
    with open_store(store_address) as store:
        load_story(store, folder)
        bring(store, folder / "weir.md", OTHER, other(), case="weir")
    with served(ROOT / "app.py", REDSTRING_STORE=store_address) as running:
        yield running


@pytest.fixture
def review(open_page: Opener, story: tuple[str, str]) -> Callable[..., Review]:
    """Opens the page, where nobody has decided anything."""
    with open_store(story[1]) as store:
        given = {"kind": "review", "content": {"review": "proposed"}, "by": "test", "at": datetime.now(UTC)}
        decide_all(store, [Decision(case=CASE, about=one.claim.id, **given) for one in proposals(store, CASE)])

    def opened(**look: Any) -> Review:
        return Review(open_page(f"{story[0]}/review", **{"motion": "reduce", **look})).ready()

    return opened


def test_the_fields_of_a_correction_are_read_out_without_marks(review: Callable[..., Review]) -> None:
    on = review()
    on.open("Two ships and a minister")
    on.press("e")
    expect(on.page.get_by_role("combobox", name="Through whom, from there to the origin")).to_be_visible()
    expect(on.page.locator(".st-key-review-form")).to_contain_text("Publisher: whoever published ships.md")
    assert not [label for label in on.page.eval_on_selector_all("[aria-label]", LABELS) if "\\" in label]


def test_a_document_is_reviewed_by_keys_alone(review: Callable[..., Review]) -> None:
    on = review()
    on.press("a")
    expect(on.told).to_contain_text("Say first who decides")
    on.name("Ann Reader")
    on.open("Two ships and a minister")
    expect(on.left).to_have_text("8 of 8 left")
    assert on.page.evaluate(LIT)["words"].startswith("Ida Holm, the deputy minister")
    # faster than the page answers
    on.press("arjja")
    expect(on.left).to_have_text("5 of 8 left")
    # what is counted and what is listed are drawn one after the other
    for number, state in enumerate(["accepted", "rejected", "proposed", "proposed", "accepted", "proposed", "proposed", "proposed"]):
        expect(on.rows.nth(number)).to_have_class(state)
    expect(on.current.locator(".said")).to_have_text("Grey Gull Line paid Ida Holm")
    expect(on.current.locator(".effect")).to_contain_text("proposed → single-source")
    assert on.page.evaluate(LIT) == {
        "words": "The Grey Gull Line allegedly paid Holm, a clerk said.",
        "seen": True,
    }
    on.press("uu")
    expect(on.left).to_have_text("7 of 8 left")
    expect(on.told).to_have_text("Taken back: rejected one proposal.")
    on.press("kk")
    expect(on.current.locator(".decided")).to_contain_text("Accepted by Ann Reader")
    on.press("u")
    expect(on.left).to_have_text("8 of 8 left")
    # markup in a document is words
    expect(on.page.locator(".text")).to_contain_text("<script>window.pwned = 1</script>")
    assert on.page.evaluate("() => window.pwned") is None


def test_many_are_accepted_at_once_and_taken_back_at_once(review: Callable[..., Review]) -> None:
    on = review()
    on.name("Bo")
    on.open("Two ships and a minister")
    on.page.locator(".st-key-together-frame button").first.click()
    body = on.page.locator("[data-testid=stPopoverBody]")
    expect(body).to_contain_text("Of 8 proposals that nobody has decided, 4 would be accepted")
    what = body.get_by_role("combobox", name="What")
    expect(what).to_have_value("Every relation (8)")
    body.get_by_text("All documents of the case").click()
    expect(body).to_contain_text("Of 10 proposals")
    expect(what).to_have_value("Every relation (10)")
    body.get_by_text("This document").click()
    expect(what).to_have_value("Every relation (8)")
    body.get_by_role("button", name="Accept 4").click()
    expect(on.left).to_have_text("4 of 8 left")
    expect(body).to_contain_text("Of 4 proposals that nobody has decided, 0 would be accepted")
    on.page.keyboard.press("Escape")
    on.page.locator(".review").last.get_by_role("button", name="Undo").click()
    expect(on.left).to_have_text("8 of 8 left")


def test_a_place_in_the_text_leads_to_its_proposal_and_a_note_is_kept(review: Callable[..., Review]) -> None:
    on = review(width=420, height=860, scheme="dark")
    # text and proposal are both in sight on a phone
    expect(on.page.locator(".text mark").first).to_be_in_viewport()
    expect(on.current.locator(".said")).to_be_in_viewport()
    on.name("Cy")
    on.open("Two ships and a minister")
    on.page.locator(".text mark", has_text="Rumours in the port").click()
    expect(on.current.locator(".said")).to_have_text("Ole Rask travelled to Norhaven")
    on.press("n")
    field = on.page.locator(".st-key-review-form textarea")
    # what is typed there is text, no key of the list
    field.fill("ask at the quay: rrr")
    on.page.get_by_role("button", name="Keep").click()
    expect(on.current.locator(".note")).to_contain_text("ask at the quay: rrr — Cy")
    expect(on.left).to_have_text("8 of 8 left")


def test_a_case_without_documents_says_how_they_come_in(open_page: Opener, address: str) -> None:
    page = open_page(f"{address}/review")
    expect(page.get_by_role("heading", name="Nothing waits for review")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("redstring load FILE --case KEY")).to_be_visible()
    page.get_by_role("button", name="Load documents").click()
    expect(page.get_by_text("Files to load")).to_be_visible(timeout=20_000)


def test_a_key_pressed_while_the_page_turns_to_another_document_says_that_nothing_was_done(review: Callable[..., Review]) -> None:
    on = review()
    on.name("Ev")
    on.open("Two ships and a minister")
    # as the browser sends it when the text stands there already and the list not yet
    on.page.evaluate(
        "() => { const S = [...document.querySelectorAll('*')].map(one => one.shadowRoot?.querySelector('.review')).find(one => one);"
        " S.redstring.data.document = 'document:before'; }"
    )
    on.press("a")
    expect(on.told).to_contain_text("turning to another document")
    expect(on.left).to_have_text("8 of 8 left")


def test_a_proposal_is_corrected_in_a_form_and_that_is_taken_back(review: Callable[..., Review]) -> None:
    on = review()
    on.name("Di")
    on.open("Two ships and a minister")
    on.press("e")
    form = on.page.locator(".st-key-review-form")
    # the whole sentence, not the first words of it
    expect(form.get_by_text("As it was found it stays known")).to_contain_text("two officials told the Alder")
    form.get_by_label("When it happened").fill("sometime")
    form.get_by_role("button", name="Accept as corrected").click()
    expect(form.locator("[data-testid=stAlert]")).to_contain_text("is not a date")
    form.get_by_label("When it happened").fill("2031-03")
    # leaving the field runs the page, and what was refused goes with what the field held
    form.get_by_label("When it happened").press("Tab")
    expect(form.locator("[data-testid=stAlert]")).to_have_count(0)
    on.page.wait_for_function(QUIET)
    form.get_by_role("combobox", name="Hedge").click()
    on.page.get_by_role("option", name="alleged").click()
    form.get_by_role("button", name="Accept as corrected").click()
    expect(on.left).to_have_text("7 of 8 left")
    on.press("k")
    expect(on.rows.first).to_have_class("corrected")
    expect(on.current.locator(".decided")).to_contain_text("Accepted as corrected by Di")
    assert on.current.locator(".decided .facts").inner_text().split() == ["hedge", "alleged", "when", "2031-03"]
    on.press("u")
    expect(on.left).to_have_text("8 of 8 left")


def test_whom_a_proposal_names_is_merged_with_somebody_of_the_case_and_parted_by_one_key(review: Callable[..., Review]) -> None:
    on = review()
    on.name("Di")
    on.open("Two ships and a minister")
    on.page.locator(".review li", has_text="Ole Rask owns").last.click()
    expect(on.current.locator(".said")).to_contain_text("Ole Rask owns")
    on.press("m")
    form = on.page.locator(".st-key-review-form")
    expect(form.get_by_text("Choose whom, and say why")).to_be_visible()
    form.get_by_role("combobox", name="is the same as").click()
    on.page.get_by_role("option", name="Ida Holm (person)").click()
    expect(form.get_by_text("Against it:")).to_be_visible()
    why = form.get_by_role("textbox", name="Why")
    why.fill("the register says so")
    why.press("Tab")
    form.get_by_role("button", name="Merge", exact=True).click()
    expect(on.told).to_have_text("Merged: one from now on.")
    expect(on.current.locator(".said")).to_contain_text("Ida Holm owns")
    on.press("u")
    expect(on.told).to_have_text("Taken back: merged two.")
    expect(on.current.locator(".said")).to_contain_text("Ole Rask owns")


def test_the_address_names_the_case_and_the_document_and_a_reload_keeps_both(open_page: Opener, two_cases: str) -> None:
    on = Review(open_page(f"{two_cases}/review?case=weir", motion="reduce")).ready()
    # it has no heading: it is called by its file
    expect(on.page.locator(".text h2")).to_have_text("weir.md")
    expect(on.left).to_have_text("2 of 2 left")
    on.page.goto(f"{two_cases}/review?case=tarn")
    on.ready()
    on.open("Two ships and a minister")
    expect(on.page).to_have_url(re.compile(r"/review\?v=1&case=tarn&document=src%3Aships"))
    on.page.reload()
    on.ready()
    expect(on.page.locator(".text h2")).to_have_text("Two ships and a minister")
    expect(on.left).to_have_text("8 of 8 left")
    on.page.goto(f"{two_cases}/review?case=tarn&document=document:nowhere")
    on.ready()
    expect(on.told).to_contain_text("Nothing was found in a document 'document:nowhere' of this case.")
    on.page.goto(f"{two_cases}/review?case=nowhere")
    on.ready()
    expect(on.told).to_contain_text("The store holds no case 'nowhere' with anything to review.")


def test_a_case_of_documents_alone_says_why_nothing_is_drawn_and_draws_it_by_one_button(open_page: Opener, two_cases: str) -> None:
    page = open_page(f"{two_cases}/?case={CASE}")
    expect(page.locator(".empty")).to_contain_text("waits for review", timeout=60_000)
    expect(page.locator(".footer .count")).to_contain_text("0 of 6 entities")
    page.get_by_role("button", name="Draw what waits").click()
    expect(page.locator(".footer .count")).to_contain_text("6 of 6 entities")
    expect(page.get_by_role("button", name="Draw what waits")).to_be_hidden()


def test_a_form_has_the_cursor_when_it_opens_and_escape_leaves_it(review: Callable[..., Review]) -> None:
    on = review()
    on.name("Di")
    on.open("Two ships and a minister")
    form = on.page.locator(".st-key-review-form")
    for key, role, name in (("e", "combobox", "Subject"), ("m", "radio", "Ida Holm"), ("n", "textbox", "Note")):
        on.press(key)
        expect(form.get_by_role(role, name=name).first).to_be_focused()
        # whatever of the form is still under way
        on.page.keyboard.press("Escape")
        expect(form).to_have_count(0)
        on.ready()
    # an open list is closed by the first press alone
    on.press("e")
    expect(form.get_by_role("combobox", name="Subject")).to_be_focused()
    on.page.wait_for_function(QUIET)
    on.page.keyboard.press("ArrowDown")
    expect(on.page.get_by_role("option").first).to_be_visible()
    on.page.keyboard.press("Escape")
    expect(on.page.get_by_role("option")).to_have_count(0)
    expect(form).to_be_visible()
    on.page.keyboard.press("Escape")
    expect(form).to_have_count(0)


@pytest.mark.parametrize("width", [390, 1280])
def test_below_what_is_not_told_the_text_ends_where_its_place_ends(review: Callable[..., Review], width: int) -> None:
    on = review(width=width)
    on.open("Two ships and a minister")
    expect(on.page.locator(".st-key-review-untold")).to_be_visible()
    stage, text = (on.page.locator(f".st-key-{name}").bounding_box() for name in ("stage", "review-text"))
    assert stage is not None
    assert text is not None
    # its last lines were below the window, and on a phone over the form
    assert text["y"] + text["height"] <= stage["y"] + stage["height"] + 1


def test_what_was_refused_is_told_in_words_and_only_while_it_is_asked_for(review: Callable[..., Review]) -> None:
    on = review()
    on.name("Di")
    on.open("Two ships and a minister")
    on.press("e")
    form = on.page.locator(".st-key-review-form")
    when, told = form.get_by_label("When it happened"), form.locator("[data-testid=stAlert]")
    when.fill("sometime")
    form.get_by_role("button", name="Accept as corrected").click()
    expect(told).to_have_text(re.compile("^'sometime' is not a date; write it like"))
    when.fill("2031-03")
    when.press("Enter")
    expect(told).to_have_count(0)
    on.page.wait_for_function(QUIET)
    # left by another way than its buttons, the form begins anew
    on.open("post.md")
    on.press("e")
    expect(form.get_by_label("When it happened")).to_be_visible()
    expect(told).to_have_count(0)
