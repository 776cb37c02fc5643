"""Whom "you" means, who "I" is by the head of a page, and of whose life an obituary goes on to tell."""

from __future__ import annotations

import pytest

from loaders.extraction import extract, relations
from tests.marking import marked

LIFE = (
    "[Tomas Ferrer|person], Broker Who Armed Two Coups, Dies at 84\n\n[Tomas Ferrer|person], an arms broker, died on Monday. He was 84.\n\n"
    "[Tomas Ferrer|person] was born in Girona to [Jordi Roca|person], a notary. During the war he was sent away with his mother. "
    "His father was shot. He studied law. It rained. It was cold. There was a war. The port was shut. Four years later he married "
    "[Odile Garin|person], a dentist. He is survived by a son."
)
DEATH = (
    "Aide [Juan Sola|person] died in crash\n\n[Juan Sola|person] died on Monday. [Juan Sola|person], born in 1980, was married. A driver, "
    "[Luis Pardo|person], was unhurt. He was arrested in [Lugo|place]. He had fled to [Porto|place]."
)
SAID = [
    ("[Mirko Vasari|person], you met [Ludo Krantz|person] in March.", ("Mirko Vasari", "met", "Ludo Krantz")),
    ("3. From 2015 you, Mr [Vasari|person], were treasurer of the [Alder Fund|organisation].", ("Vasari", "role", "Alder Fund")),
    ("Ms [Farrow|person], in May you left. Your lawyer, [Hanna Birk|person], objected.", ("Hanna Birk", "represents", "Farrow")),
    ("Dear Mr [Oduya|person], thank you. Your wife [Lena|person] wrote.", ("Lena", "spouse_of", "Oduya")),
    ("[Marisol Teague|person] | The Weir | 3 June 2022\n\n[Gordon Pell|person] rang me.", ("Gordon Pell", "contacted", "Marisol Teague")),
    (LIFE, ("Tomas Ferrer", "spouse_of", "Odile Garin")),
    (
        "[Ports Tribunal|agency]\nBefore Judge [Ida Falk|person]\n\n1. The case is old.\n2. Mrs [Ayo Bello|person] told me that it rained.",
        ("Ayo Bello", "informed", "Ida Falk"),
    ),
    (
        "[Sable Weekly|outlet]\n\nFRIENDS\n\n1947-2024\n\nOld days\n\nThe end\n\nI met [Teo Marsh|person] in May.\n\n[Ida Falk|person]",
        ("Ida Falk", "met", "Teo Marsh"),
    ),
    (
        "Dear friends,\n\nI rang [Ada Lund|person].\n\n[Ivo Babic|person] told us that it rained.\n\nYours,\n[Margaret Orme|person]",
        ("Ivo Babic", "informed", "Margaret Orme"),
    ),
    ("[County Court|agency]\n\nThe sister, [Anna Orme|person], told the jury so.", ("Anna Orme", "testified_before", "County Court")),
]
OPEN = [
    "[Mirko Vasari|person], who knows you, left. Your lawyer, [Hanna Birk|person], objected.",
    "[Mirko Vasari|person], a broker, told you so. Your lawyer, [Hanna Birk|person], objected.",
    '"[Mirko Vasari|person], you liar," she said. Your lawyer, [Hanna Birk|person], objected.',
    "Thank you, Mr [Mirko Vasari|person]. Did you meet [Hanna Birk|person]?",
    "[Mirko Vasari|person] left. Before Her Honour Judge [Orme|person]: Her Honour's clerk, [Hanna Birk|person].",
]


def found(written: str) -> set[tuple[str, str, str]]:
    page, entities = marked(written)
    had = relations.find(page, entities, [], [])
    return {(each.subject.partition(":")[2], each.predicate, each.object.partition(":")[2]) for each in had}


@pytest.mark.parametrize(("written", "said"), SAID, ids=lambda each: str(each)[:40])
def test_who_is_called_by_name_or_writes_is_meant(written: str, said: tuple[str, str, str]) -> None:
    assert said in found(written)


@pytest.mark.parametrize("written", OPEN)
def test_nobody_is_called_where_nobody_is_spoken_to(written: str) -> None:
    assert not {each for each in found(written) if "Mirko Vasari" in each}


def test_news_of_a_death_lays_nothing_of_others_on_the_dead() -> None:
    assert not {each for each in found(DEATH) if "Juan Sola" in each}


WE = [
    ('"We met Rupert Askew in May," said Ana Kruger.', "Ana Kruger", "Rupert Askew"),
    (
        "Radio Kotva\nAna Kruger, presenter, talks to Oleg Banin\n\nAna Kruger: Who sold it?\n"
        "Oleg Banin: I do not know.\nAna Kruger: How did you leave?\nOleg Banin: By bus. Rupert Askew met us in May.\n"
        "Ana Kruger: And then?\nOleg Banin: Nothing.",
        "Rupert Askew",
        "Oleg Banin",
    ),
]


@pytest.mark.parametrize(("text", "one", "other"), WE)
def test_we_is_who_is_quoted_or_the_guest(text: str, one: str, other: str) -> None:
    found = extract(text, publisher="Radio Kotva")
    names = {each.id: each.name for each in found.entities}
    assert (one, "met", other) in {(names[each.subject], each.predicate, names[each.object]) for each in found.relations}


def test_the_guest_of_an_interview_without_labels_says_i() -> None:
    asked = "Who was there?\n\nMy superior, Emil Varga.\n\nAnd then?\n\nIt rained.\n\nHow did you leave?\n\n"
    asked += "By bus. My cousin Samir Noor drove me."
    found = extract(f"Ada Lund\n\nThe clerk Ada Lund speaks.\n\n{asked}")
    assert ("person:samir-noor", "relative_of", "person:ada-lund") in {
        (each.subject, each.predicate, each.object) for each in found.relations
    }
