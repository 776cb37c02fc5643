"""A text is understood in one form, whatever ends its lines and however its accents are written; places are those of the text itself."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from unicodedata import normalize

import pytest

from loaders.extraction import Span, extract
from loaders.extraction.proposals import Dated, Proposals
from loaders.inputs import given
from loaders.one_form import understood
from loaders.readings import readings

TEXT = "Zoë Núñez works for Lamp Row Ltd.\n\n“José Rask paid Zoë Núñez in Málaga,” said Ole Varn on 3 March 2031.\n"


def found(text: str) -> list[tuple[str, list[str]]]:
    made = understood(text, lambda plain, _: extract(plain, trees=False))
    return [(each.id, [text[span.start : span.end] for span in each.mentions]) for each in made.entities]


@pytest.mark.parametrize("text", [normalize("NFD", TEXT), TEXT.replace("\n", "\r\n"), normalize("NFD", TEXT).replace("\n", "\r\n")])
def test_what_is_found_is_the_same_and_stands_at_its_place(text: str) -> None:
    there = [(id_, [normalize("NFC", words) for words in places]) for id_, places in found(text)]
    assert there == found(TEXT)
    assert ("person:zoe-nunez", ["Zoë Núñez", "Zoë Núñez"]) in there


@pytest.mark.parametrize("text", ["a\u0301b\r\nc\u0301\u0323d\re\r\n", "\r\n\u0301", "x\u0300\u0301\u0302y\r\n\r\n"])
def test_every_place_goes_there_and_back(text: str) -> None:
    def extracted(plain: str, quoted: Sequence[Span]) -> Proposals:
        assert "\r" not in plain
        assert all(0 <= span.start < span.end <= len(plain) for span in quoted)
        return Proposals(dates=[Dated(Span(at, at + 1), "") for at in range(len(plain))])

    quoted = [Span(at, at + 1) for at in range(len(text))]
    spans = [each.span for each in understood(text, extracted, quoted).dates]
    assert "".join(text[span.start : span.end] for span in spans) == text
    assert all(one.end == other.start for one, other in pairwise(spans))


def test_a_document_with_accents_of_their_own_is_read_so() -> None:
    (reading,) = readings([given("note.txt", normalize("NFD", TEXT).encode())], trees=False)
    assert reading.found is not None
    assert reading.document is not None
    assert "person:zoe-nunez" in {each.id for each in reading.found.entities}
    (named,) = (each for each in reading.found.entities if each.id == "person:zoe-nunez")
    assert {normalize("NFC", reading.document.text[span.start : span.end]) for span in named.mentions} == {"Zoë Núñez"}


@pytest.mark.parametrize("sign", ["\u00ad", "\u200b", "\u2060", "\u200e", "\u202c\u2066"])
def test_signs_that_nobody_sees_part_no_name(sign: str) -> None:
    text = TEXT.replace("Núñez", f"Nú{sign}ñez").replace("Ole Varn", f"Ole{sign} Varn")
    assert [(id_, [words.replace(sign, "") for words in places]) for id_, places in found(text)] == found(TEXT)


@pytest.mark.parametrize("text", ["\u200b", "\u00ad\u00ad\n", "a\u200b"])
def test_a_text_of_such_signs_is_read(text: str) -> None:
    understood(text, lambda plain, _: Proposals(dates=[Dated(Span(0, 1), "")] if plain else []), [Span(0, 1)])
