"""Cards as trees: what they say, and that loaded text is never anything but text in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from graph.evidence.completed import completed
from tests.browser.hostile import HUB, KEYS, TEXTS
from tests.graph.made_evidence import CASE, Made
from tests.ui.drawn import do, redraw
from ui.cards import Names
from ui.chains import chain_pieces
from ui.evidence_panel import card
from ui.markup import LONGEST, Piece, clip, is_web, link, text_of
from ui.moves import bring, start
from ui.reading import Reading
from ui.relationship_card import relationship_card
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


@pytest.mark.parametrize("as_of", [None, "2021-06-18"])
def test_the_overview_counts_what_the_legend_counts(tab: Explorer, known: Reading, as_of: str | None) -> None:
    bring(tab, known, [row["id"] for row in known.store.stream("MATCH (n:Entity {case: $case}) RETURN n.id AS id", {"case": tab.case})])
    tab.do(tab.view.select(None).at(as_of), "nothing")
    name, piece = shown(tab, known)
    legend = {facet.value: facet.count for facet in redraw(tab, known).scene.statuses}
    bars = [text_of(each) for each in pieces(piece) if each[1].get("class") == "bar"]
    assert name.startswith("case ")
    assert {f"{status}{count}" for status, count in legend.items() if count} <= set(bars)
    assert f"{sum(legend.values())} relationships" in text_of(piece)
    assert "10 statements more tell a value and no relationship" in text_of(piece)


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


def claim_of(known: Reading, slug: str, key: str) -> list[Piece]:
    evidence = known.evidence("dong-jingwei-2021")
    found = known.assessment(evidence.statements[slug], None)
    use = next(use for use in found.uses if use.claim.key == key)
    return chain_pieces(completed(evidence, found)[key], evidence, cut=use.cut)


def underlined(piece: Any) -> list[str]:
    return [text_of(element) for element in pieces(["div", {}, *piece]) if element[0] == "u"]


def test_a_chain_goes_on_through_citations_to_its_origin(known: Reading) -> None:
    chain, onward = claim_of(known, "s74-ma-role", "c216")
    assert text_of(chain) == "South China Morning Post"
    assert text_of(onward) == "← through what it cites: Dalian Intermediate People's Court"
    assert underlined([chain, onward]) == ["Dalian Intermediate People's Court"]


def test_a_credit_cut_short_is_not_called_an_origin(known: Reading) -> None:
    chain = claim_of(known, "s01-defected", "c030")
    reason = "(no origin: in another chain unnamed friend or source of Han Lianchao in China stands behind it)"
    assert text_of(["div", {}, *chain]) == f"OpIndia ← Han Lianchao {reason}"
    assert underlined(chain) == []


def test_an_origin_is_underlined_and_one_of_an_owner_says_so(known: Reading) -> None:
    chain = claim_of(known, "s63-hot-air-owner", "c202")
    assert underlined(chain) == ["Hot Air"]
    assert text_of(["div", {}, *chain]) == "Hot Air (counted as one origin with Salem Media Group, of the same owner)"


def made_card(made: Made) -> Any:
    evidence, found = made.evidence(), made.assess()
    return relationship_card(evidence.statements["s"], found, evidence, {}, Names(CASE, {}))


def chains_of(card_: Any) -> list[str]:
    return [text_of(element) for element in pieces(card_) if element[1].get("class") in ("chain", "onward")]


def test_a_publisher_that_the_chain_leaves_out_stands_in_front() -> None:
    assert chains_of(made_card(Made().document("d", "outlet:blog").claim("d", "person:carol"))) == ["Blog ← Carol"]


def test_documents_that_cite_each_other_are_said_to_have_no_origin() -> None:
    made = Made().document("d", "outlet:a", "e").claim("d").document("e", "outlet:b", "d").claim("e")
    circle = "(no origin: its document cites only documents that cite each other)"
    assert sorted(chains_of(made_card(made))) == [f"A {circle}", f"B {circle}"]


def test_claims_without_a_date_stand_last_and_say_so() -> None:
    made = Made().document("d1", "outlet:a").claim("d1").document("d2", "outlet:b", published="2021-06~").claim("d2")
    made.document("d3", "outlet:c", published="XXXX").claim("d3").document("d4", "outlet:d", published="../2022").claim("d4")
    made.claim("d1", "outlet:e", reported="2021-06-17")
    (turned,) = [element for element in pieces(made_card(made)) if element[0] == "flip"]
    times = [text_of(element) for element in pieces(turned) if element[0] == "time"]
    assert times == ["until 2022", "2021-06-17", "≈ 2021-06", "unknown year", "undated"]
    assert turned[1]["stay"] == "2"


@pytest.mark.parametrize(
    ("chains", "reason"),
    [
        ("unnamed:u unnamed:v", "At least 1, at most 2: the 2 unnamed ones may all be the same person."),
        ("person:p unnamed:u", "At least 1, at most 2: the unnamed one may be one of the named."),
        ("person:p unnamed:u unnamed:v", "At least 1, at most 3: the 2 unnamed ones may be among the named."),
        ("person:p rumour:r", "At least 1, at most 2: the rumour may have nobody behind it."),
        ("rumour:r rumour:s", "At least 0, at most 2: the 2 rumours may have nobody behind them."),
        ("unnamed:u unnamed:v rumour:r", "the 2 unnamed ones may all be the same person and the rumour may have nobody behind it."),
        ("person:p person:q", ""),
    ],
)
@pytest.mark.parametrize("stance", ["asserts", "denies"])
def test_a_range_says_its_own_reason(chains: str, reason: str, stance: str) -> None:
    said = text_of(made_card(Made().says(*chains.split(), stance=stance)))
    assert reason in said
    assert (", at most " in said) == bool(reason)


def test_many_ways_are_shortened_with_their_number() -> None:
    made = Made()
    for number in range(6):
        made.claim(f"d{number}", f"outlet:o{number}", f"unnamed:u{number}")
    made.document("e", "outlet:z", *(f"d{number}" for number in range(6))).claim("e")
    (onward,) = [said for said in chains_of(made_card(made)) if said.startswith("← through")]
    assert onward.count("through what it cites:") == 3
    assert onward.endswith("and 3 other ways")


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
