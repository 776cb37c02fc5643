"""Cards as trees: what they say, and that loaded text is never anything but text in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.hostile import HUB, KEYS, TEXTS
from tests.ui.drawn import do, redraw
from ui.evidence_panel import card
from ui.markup import LONGEST, clip, is_web, link, text_of
from ui.moves import start
from ui.reading import Reading
from ui.state import Explorer
from ui.words import span

TAGS = {"a", "bdi", "button", "dd", "details", "div", "dl", "dt", "em", "flip", "h2", "h3", "li", "line", "p", "section", "small", "span",
        "strong", "summary", "tab", "tabs", "time", "u", "ul"}  # fmt: skip


def pieces(piece: Any) -> Iterator[list[Any]]:
    if isinstance(piece, list):
        yield piece
        for child in piece[2:]:
            yield from pieces(child)


def shown(tab: Explorer, known: Reading) -> tuple[str, Any]:
    return card(tab, known, redraw(tab, known))


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//x", "http:", "https://", "ftp://x", "", None, "http://[x"]
)
def test_only_web_addresses_become_links(address: str | None) -> None:
    assert not is_web(address)
    assert link("title", address) == ["bdi", {}, "title"]


def test_text_is_cut_and_has_no_control_characters() -> None:
    assert clip("a\x00b\x1bc\x7f\n") == "abc\n"
    assert len(clip("x" * 10_000)) == LONGEST


def test_the_central_card_says_its_figures(tab: Explorer, known: Reading) -> None:
    name, piece = shown(tab, known)
    central = known.case(tab.case)
    assert central is not None
    found = known.assessed(tab.case, None)[central.case.central or ""]
    said = text_of(piece)
    assert name.startswith("edge ")
    assert said.startswith("RelationshipDong Jingwei defected to United States")
    for words in (f"{found.asserts}claims in {found.documents} documents", span(found.origins_min, found.origins_max), found.status.value):
        assert words in said
    assert not [slug for slug in found.rivals if slug in said], "rivals are sentences, never slugs"


def test_the_card_without_a_selection_is_that_of_the_case(tab: Explorer, known: Reading) -> None:
    do(tab, known, "select")
    name, piece = shown(tab, known)
    assert name == f"case {tab.case}"
    assert "statements" in text_of(piece)


def test_a_card_of_something_that_went_is_that_of_the_case(tab: Explorer, known: Reading) -> None:
    do(tab, known, "select", edge="gone")
    assert shown(tab, known)[0] == f"case {tab.case}"


def test_every_card_of_the_hostile_case_is_text_in_known_tags(known: Reading) -> None:
    tab = Explorer()
    start(tab, known, "hostile")
    redraw(tab, known)
    chosen = [f"hostile/{key}" for key in (HUB, *KEYS)] + [said.id for said in known.evidence("hostile").statements.values()]
    for one in (*chosen, None):
        do(tab, known, "select", node=one)
        _, piece = shown(tab, known)
        for element in pieces(piece):
            assert element[0] in TAGS
            assert "onclick" not in element[1]
            href = element[1].get("href", "https://")
            assert href.startswith("https://"), href
    longest = max(len(text) for _, piece in [shown(tab, known)] for text in _texts(piece))
    assert longest <= 4_000
    assert any(TEXTS[0] in text_of(card_) for card_ in [shown(tab, known)[1]])


def _texts(piece: Any) -> Iterator[str]:
    for element in pieces(piece):
        yield from (child for child in element[2:] if isinstance(child, str))
