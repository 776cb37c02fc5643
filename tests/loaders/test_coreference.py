"""Who is meant by pronouns and nouns; what is doubtful stays open."""

from __future__ import annotations

import pytest

from loaders.extraction import coreference
from tests.marking import marked

MEANT = [
    ("[Ann Cole|person] left. She was tired.", "She", "Ann Cole"),
    ("Mr [Stone|person] met Ms [Cole|person]. He was late.", "He", "Stone"),
    ("Mr [Stone|person] met Ms [Cole|person]. She was late.", "She", "Cole"),
    ("[Sable Quay|organisation] sued [Mark Stone|person]. Its lawyer smiled.", "Its", "Sable Quay"),
    ("[Mark Stone|person] said he was ill.", "he", "Mark Stone"),
    ("The [Audit Office|agency] rejected it. The office gave no reason.", "office gave", "Audit Office"),
    ("The banker [Ilir Prenga|person] arrived. The banker smiled.", "banker smiled", "Ilir Prenga"),
    ("[Harbour Courier|outlet] ran the story. The newspaper did not say how it knew.", "newspaper", "Harbour Courier"),
    ("Gen. [Bao Tran|person] fled. The general is in hospital.", "general", "Bao Tran"),
    ("[Mark Stone|person] said [Emil Varga|person] had quarrelled with his chief.", "his", "Emil Varga"),
    ("[Mark Stone|person] never spoke. [Emil Varga|person] was his courier.", "his", "Mark Stone"),
    ("[Mark Stone|person] sat down. [Emil Varga|person], his lawyer, did not.", "his", "Mark Stone"),
    ("[Mark Stone|person] was late. [Emil Varga|person], who acted for him, was not.", "him", "Mark Stone"),
    ("[Mark Stone|person] sat down. Asked by [Emil Varga|person], he said nothing.", "he", "Mark Stone"),
    ("[Phạm Thị Oanh|person] came late. She met [Mark Stone|person].", "She", "Phạm Thị Oanh"),
    ("[Krill Polar|organisation] was fined. It is a subsidiary.", "It", "Krill Polar"),
    ("[Krill Polar|organisation] grew. The organisation paid nobody.", "organisation paid", "Krill Polar"),
    ("The arms dealer [Mark Stone|person] met the grain dealer [Emil Varga|person]. The arms dealer left.", "dealer left", "Mark Stone"),
    ("The accused, [Mark Stone|person], is 44. A cousin of the accused fled.", "accused fled", "Mark Stone"),
    ("Prime Minister [Ada Lund|person] left. The premier said nothing.", "premier", "Ada Lund"),
    ("[Mark Stone|person] was seen in May. The 45-year-old works at the port.", "old", "Mark Stone"),
    ("[Ada Lund|person] sat down. Police searched the 61-year-old banker.", "banker", "Ada Lund"),
    ("[Krill Polar|organisation] grew. Nobody asked. The sea is cold. Few go there. The firm's owner left.", "firm", "Krill Polar"),
    ('[Ada Lund|person] (hereinafter "the lessee") signed. The lessee paid.', "lessee paid", "Ada Lund"),
]
OPEN = [
    ("[Mark Stone|person] was charged. Police held [Stone|person=Mark Stone]'s aide, [Emil Varga|person]; he was freed in May.", "he was"),
    ("By [Marta Elgin|person] and [Tomas Rehn|person]\n\nThe agency rejected claims that an analyst had vanished. He was ill.", "He"),
    ("*By [Marta Elgin|person] and [Tomas Rehn|person]*\n\nThe agency rejected claims that an analyst had vanished. He was ill.", "He"),
    ("[Mark Stone|person] and [Emil Varga|person] spoke. His lawyer objected.", "His"),
    ("[Ann Cole|person] met Mrs [Eva Ruiz|person]. Both knew [Rita Sol|person] and [Lea Blum|person], and her sister.", "her"),
    ("It rained in [Riga|place].", "It"),
    ("[Sable Quay|organisation] sued [Field Ltd|organisation]. Another company watched.", "company"),
    ("The minister met [Ann Cole|person]. The spokesman left.", "spokesman"),
    ("[Sable Quay|organisation] and [Field Ltd|organisation] closed. The company was small.", "company"),
    ("[Mark Stone|person] saw him.", "him"),
    ("[Mark Stone|person] met [Emil Varga|person]. A 45-year-old was hurt.", "old"),
    ("[Mark Stone|person] and [Emil Varga|person] spoke. The 45-year-old left.", "old"),
]


def meant(written: str, word: str) -> str | None:
    page, entities = marked(written)
    assert page.doc is not None
    place = page.text.index(word)
    found = coreference.resolve(page, entities)
    return next((found[token.i].partition(":")[2] for token in page.doc if token.idx == place and token.i in found), None)


@pytest.mark.parametrize(("written", "word", "who"), MEANT)
def test_a_pronoun_or_noun_means_somebody(written: str, word: str, who: str) -> None:
    assert meant(written, word) == who


@pytest.mark.parametrize(("written", "word"), OPEN)
def test_what_is_doubtful_stays_open(written: str, word: str) -> None:
    assert meant(written, word) is None


def test_without_trees_nobody_is_meant() -> None:
    page, entities = marked("[Ann Cole|person] left. She was tired.", trees=False)
    assert coreference.resolve(page, entities) == {}
