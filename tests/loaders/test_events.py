"""Events by verb and noun, with who took part and when; what did not happen is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from loaders.extraction import dates, events, extract
from loaders.extraction.events import Happening
from loaders.extraction.page import Page
from loaders.extraction.proposals import Dated, Named, Span
from tests.marking import marked

SENTENCES = yaml.load(Path(__file__).with_name("events.yml").read_text("utf-8"), yaml.BaseLoader)
TOLD = [
    ("The [River Police|agency] arrested [Emil Varga|person] in [Gdansk|place].", "arrest", {"River Police", "Emil Varga", "Gdansk"}),
    ("The arrest of [Emil Varga|person] surprised nobody.", "arrest", {"Emil Varga"}),
    ("[Emil Varga|person] was charged with fraud.", "charge", {"Emil Varga"}),
    ("[Emil Varga|person] was found guilty.", "conviction", {"Emil Varga"}),
    ("[Emil Varga|person] denied having met [Ann Cole|person].", "denial", {"Emil Varga"}),
    ("The [Port Agency|agency] rejected the claim as nonsense.", "denial", {"Port Agency"}),
    ("[Emil Varga|person] defected to [Norway|place].", "defection", {"Emil Varga", "Norway"}),
    ("[Emil Varga|person] fled to [Cyprus|place].", "escape", {"Emil Varga", "Cyprus"}),
    ("[Norway|place] expelled [Emil Varga|person].", "expulsion", {"Norway", "Emil Varga"}),
    ("[Field Ltd|organisation] paid [Ann Cole|person].", "payment", {"Field Ltd", "Ann Cole"}),
    ("[Field Ltd|organisation] was founded by [Ann Cole|person].", "founding", {"Field Ltd", "Ann Cole"}),
    ("[Ann Cole|person] resigned.", "resignation", {"Ann Cole"}),
    ("[Ann Cole|person] testified before the [Senate|agency].", "testimony", {"Ann Cole", "Senate"}),
    ("[Ann Cole|person] sued [Field Ltd|organisation].", "lawsuit", {"Ann Cole", "Field Ltd"}),
    ("[Ann Cole|person] attended the [Lindholm Summit|event].", "summit", {"Lindholm Summit"}),
    ("Hackers broke into the server of [Field Ltd|organisation].", "hack", {"Field Ltd"}),
    ("The [Evening Star|outlet] reported that it rained.", "publication", {"Evening Star"}),
    ("[Emil Varga|person] peddled the yacht to [Ann Cole|person].", "sale", {"Emil Varga", "Ann Cole"}),
    ("[Field Ltd|organisation] clinched a contract with the [Port Agency|agency].", "contract", {"Field Ltd", "Port Agency"}),
    ("[Emil Varga|person] was thrown out of the [Port Agency|agency].", "expulsion", {"Emil Varga"}),
    ("The [Port Agency|agency] pored over the ledgers of [Field Ltd|organisation].", "investigation", {"Port Agency"}),
    ("The [Port Agency|agency] ignored the letters of [Ann Cole|person].", "refusal", {"Port Agency"}),
]
NONE = [
    "The [Evening Star|outlet] calls [Ann Cole|person] a friend of the port.",
    "[Ann Cole|person] may resign.",
    "[Ann Cole|person] planned to pay.",
    "[Ann Cole|person] wants to meet [Emil Varga|person].",
    "Sanctions were discussed.",
    "[Ann Cole|person] would be questioned on Friday.",
]


def found(written: str) -> list[Happening]:
    page, entities = marked(written)
    return events.find(page, entities, [])


@pytest.mark.parametrize(("written", "type_", "who"), TOLD)
def test_an_event_is_told(written: str, type_: str, who: set[str]) -> None:
    each = next((each for each in found(written) if each.type == type_), None)
    assert each is not None, found(written)
    assert {id_.partition(":")[2] for id_ in each.participants} >= who


@pytest.mark.parametrize("written", NONE)
def test_what_did_not_happen_is_no_event(written: str) -> None:
    assert found(written) == []


def test_an_event_bears_its_date_sentence_and_trigger() -> None:
    page, entities = marked("It rained. [Ann Cole|person] met [Emil Varga|person] on 4 May 2021.")
    at = page.text.index("4 May")
    (each,) = events.find(page, entities, [Dated(Span(at, at + 10), "2021-05-04")])
    assert (each.id, each.type, each.trigger, each.when, each.span.start) == ("e1", "meeting", "met", "2021-05-04", 11)


def test_a_sentence_tells_of_a_type_once() -> None:
    assert [each.type for each in found("[Ann Cole|person] met [Emil Varga|person] at a meeting with [Rita Sol|person].")] == ["meeting"]


def test_without_trees_there_are_none() -> None:
    page, entities = marked("[Ann Cole|person] resigned.", trees=False)
    assert events.find(page, entities, []) == []


def lasting(page: Page, entities: list[Named]) -> list[Dated]:
    return [dates.lasting(page, each) for each in dates.telling(page, dates.apart(dates.find(page), entities, page.text))]


@pytest.mark.parametrize("row", SENTENCES, ids=lambda row: row["text"][:50])
def test_a_sentence_tells_of_its_event(row: dict[str, Any]) -> None:
    page, entities = marked(row["text"])
    page = Page(page.text, (), page.doc, date(2024, 3, 9))
    had = {each.type: each for each in events.find(page, entities, lasting(page, entities))}
    if "none" in row:
        assert row["none"] not in had
        assert row["none"] != "any" or not had
        return
    assert row["is"] in had, had
    each = had[row["is"]]
    who = {id_.partition(":")[2] for id_ in each.participants}
    assert who >= set(row.get("who", []))
    assert who.isdisjoint(row.get("not", []))
    assert each.when == row.get("when", each.when)


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Ann Cole says she never met him.", True),
        ('Ann Cole called the report "pure theatre".', True),
        ("The report is without foundation, Ann Cole said.", True),
        ('"That is not true," Ann Cole said.', True),
        ("Ann Cole said there was no such letter.", True),
        ("Ann Cole said she sent nobody.", True),
        ("Ann Cole says she knows of no letter.", True),
        ('"I have never met him," said Ann Cole. "I never served in an army."', True),
        ("The Harbour Ministry said it was not aware of any such letter.", True),
        ("The Harbour Ministry said it was aware of the letter.", False),
        ("A lawyer for Emil Varga, Ann Cole, said the two men had never spoken.", True),
        ("A lawyer for Emil Varga, Ann Cole, said the two men had spoken.", False),
        ("Ann Cole says that Emil Varga has nothing to do with the firm.", True),
        ("Ann Cole says that no country has asked for it.", True),
        ("Ann Cole assured the police that she knew nothing of the load.", True),
        ("Ann Cole said that she had not received any such letter.", True),
        ('"I haven\'t seen Emil Varga since May," Ann Cole said.', True),
        ("Ann Cole said that she had not seen the sea.", False),
        ("Ann Cole said that Emil Varga was no barman.", False),
        ("Ann Cole said she did not know who had paid.", False),
        ("Ann Cole does not say that it is untrue.", False),
        ("The report is untrue.", False),
        ("Ann Cole accepted that she was not asked.", False),
        ("Ann Cole said there was no alternative.", False),
        ("There was no doubt that he had lied, Ann Cole said.", False),
        ("Ann Cole said there had been no meeting.", True),
        ('Ann Cole called the contracts "fake".', False),
        ('Ann Cole called the claims "fake".', True),
    ],
)
def test_what_somebody_says_no_to_is_a_denial(text: str, denied: bool) -> None:
    assert ("denial" in {each.type for each in extract(text).events}) == denied


def test_an_entry_of_a_timeline_has_the_date_that_begins_it() -> None:
    page, entities = marked("Her life\n\n1976 Joins the [Fraud Office|agency]\n2003 – [Ann Cole|person] retires\n")
    found = events.find(page, entities, dates.find(page))
    assert [(each.type, each.when) for each in found] == [("appointment", "1976"), ("resignation", "2003")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("POLAND: FORMER OFFICIAL ARRESTED\n\nThe yard is old.\n", "arrest"),
        ("ROMANIA EXPELS TWO DIPLOMATS\n\nThe yard is old.\n", "expulsion"),
        ("PORTUGAL: SERVICE CHIEF RESIGNS\n\nThe yard is old.\n", "resignation"),
    ],
)
def test_a_headline_in_capitals_tells_its_event(text: str, told: str) -> None:
    assert [each.type for each in extract(text).events] == [told]


def test_a_headline_has_the_date_of_what_the_text_below_tells() -> None:
    text = "Norway expels Kazakh consul over documents\n\nNorway expelled the consul on 7 March 2024.\n"
    assert [(each.type, each.when) for each in extract(text).events] == [("expulsion", "2024-03-07")] * 2


LIVE = "18.05\nAnn Cole has resigned.\n\n17.40\nThe Port Agency says that she had resigned in 2019.\n\n"


@pytest.mark.parametrize(("hours", "when"), [(("16.10", "15.00", "14.20"), "2024-03-09"), ((), "")])
def test_a_live_blog_tells_of_its_day(hours: tuple[str, ...], when: str) -> None:
    text = LIVE + "\n\n".join(f"{hour}\nIt rains." for hour in hours)
    found = [each.when for each in extract(text, published=date(2024, 3, 9)).events if each.type == "resignation"]
    assert found == [when, "2019"]


def test_an_outlet_goes_on_to_write_in_one_piece() -> None:
    written = "The [Evening Star|outlet] reported that it rained. The [Evening Star|outlet] reported that it snowed."
    assert [each.type for each in found(written)] == ["publication"]


def test_who_denies_is_no_outlet_that_was_told_so() -> None:
    text = 'Emil Varga told Radio Jambo he "never gave the minister a shilling".'
    denial = next(each for each in extract(text).events if each.type == "denial")
    assert denial.participants == ("person:emil-varga",)


def test_what_a_column_of_corrections_takes_back_is_no_event() -> None:
    text = "Corrections and clarifications\n\nWe said that Emil Varga was dismissed from the Bank of Lodz in 2008. He resigned."
    assert [each.type for each in extract(text).events] == ["resignation"]


def test_a_live_blog_does_not_date_what_was_before_to_its_day() -> None:
    text = (
        "16:42 Emil Varga left.\n\n15:50 The file appears to show that Ann Cole paid Mark Stone.\n\n"
        "15:40 The court searched Krill Optics, the firm that won the contract.\n\n15:20 Ann Cole denied it.\n\n15:00 Good morning."
    )
    had = {each.type: each.when for each in extract(text, published=date(2024, 3, 9)).events}
    assert (had["payment"], had["contract"], had["denial"]) == ("", "", "2024-03-09")


def test_a_body_takes_no_part_in_what_is_done_to_its_owner() -> None:
    text = "Pelican Drift Ltd closed. Its owner, Emil Varga, was arrested in Lodz."
    arrest = next(each for each in extract(text).events if each.type == "arrest")
    assert arrest.participants == ("person:emil-varga", "place:lodz")


def test_a_date_that_leads_a_sentence_dates_its_verb_whatever_the_tree_makes_of_it() -> None:
    text = 'In an interview with the newspaper Quay Post in January 2021 he admitted having received "presents", but denied any money.'
    had = {each.type: each.when for each in extract(text).events}
    assert had["confession"] == "2021-01"


def test_who_prosecutes_gives_no_testimony() -> None:
    assert not [
        each for each in extract("Prosecutor Ann Cole told Norwich Crown Court that it was greed.").events if each.type == "testimony"
    ]


def test_a_name_that_the_parser_takes_for_an_adverb_does_what_its_verb_tells() -> None:
    text = "Wayne Tolliver left. Tolliver denies two counts of bribery and one of money laundering."
    assert [each.participants for each in extract(text).events if each.type == "denial"] == [("person:wayne-tolliver",)]
