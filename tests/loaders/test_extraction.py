"""What `extract` gives as a whole: one form, offsets of the file's text, ids that exist, and time in proportion to length."""

from __future__ import annotations

import json
import random
import time
from datetime import date

import pytest

from graph import edtf
from graph.model import EntityKind, Hedge, Stance
from loaders.evaluation import extracted, gold
from loaders.extraction import extract
from tests.conftest import ROOT

TUNE = ROOT / "tests" / "gold" / "tune"
FORM = {
    "entities": {"id", "kind", "name", "aliases", "mentions"},
    "events": {"id", "type", "trigger", "start", "end", "participants", "when"},
    "relations": {"subject", "predicate", "object", "start", "end", "chain", "hedge", "stance", "when", "rule"},
    "attributions": {"start", "end", "chain", "hedge", "stance"},
    "citations": {"to", "how", "start", "end"},
    "dates": {"start", "end", "edtf"},
}
TEXT = """Minister’s aide held in Brodna

BRODNA, 14 March 2024 (Quay Wire) — The Harbour Fraud Office on Tuesday arrested Ida Marsh, deputy head of the Sable Bank.

“She has paid nobody,” said her lawyer, Olu Bright-Weyland, who told the Lamp that she had met the banker Ivo Prenga in Riga last year.
"""


@pytest.mark.parametrize("trees", [True, False])
def test_the_form_is_that_of_the_documentation(trees: bool) -> None:
    found = json.loads(json.dumps(extract(TEXT, published=date(2024, 3, 14), publisher="Quay Wire", trees=trees).to_json()))
    assert list(found) == list(FORM)
    for name, keys in FORM.items():
        assert all(set(each) == keys for each in found[name]), name
    marsh = next(each for each in found["entities"] if each["name"] == "Ida Marsh")
    assert (marsh["id"], marsh["kind"]) == ("person:ida-marsh", "person")
    assert [TEXT[start:end] for start, end in marsh["mentions"]] == ["Ida Marsh"]
    told = {TEXT[each["start"] : each["end"]]: each["edtf"] for each in found["dates"]}
    assert told == {"14 March 2024": "2024-03-14", "Tuesday": "2024-03-12", "last year": "2023"}


def test_trees_find_who_did_what_and_who_says_so() -> None:
    found = extract(TEXT, published=date(2024, 3, 14), publisher="Quay Wire")
    said = {(each.subject, each.predicate, each.object): each for each in found.relations}
    arrested = said["agency:harbour-fraud-office", "arrested", "person:ida-marsh"]
    assert (arrested.stance, arrested.when) == ("asserts", "2024-03-12")
    assert not any({"person:ivo-prenga", "agency:harbour-fraud-office"} == {each.subject, each.object} for each in found.relations)
    assert "arrest" in {each.type for each in found.events}


@pytest.mark.parametrize("name", sorted(path.name.removesuffix(".gold.yml") for path in TUNE.glob("*.gold.yml")))
@pytest.mark.parametrize("trees", [True, False])
def test_all_that_is_found_fits_together(name: str, trees: bool, documents: dict[str, gold.Document]) -> None:
    document = documents[name]
    found, length = extracted(document, trees=trees), len(document.text)
    ids = [each.id for each in found.entities]
    assert len(ids) == len(set(ids))
    assert {each.kind for each in found.entities} <= {kind.value for kind in EntityKind}
    spans = [span for each in found.entities for span in each.mentions]
    for each in found.entities:
        assert each.mentions and each.name and each.id.startswith(f"{each.kind}:")
    for told in (*found.events, *found.relations, *found.attributions, *found.citations, *found.dates):
        spans.append(told.span)
    assert all(0 <= span.start < span.end <= length and document.text[span.start : span.end].strip() for span in spans)
    ends = {end for each in found.relations for end in (each.subject, each.object)} | {
        end for each in found.events for end in each.participants
    }
    assert ends <= set(ids)
    for said in (*found.relations, *found.attributions):
        assert said.hedge in list(Hedge) and said.stance in list(Stance) and all(said.chain)
    for when in (*(each.when for each in (*found.events, *found.relations)), *(each.edtf for each in found.dates)):
        assert not when or edtf.span(when)


@pytest.fixture(scope="module")
def documents() -> dict[str, gold.Document]:
    return {each.name: each for each in gold.read(TUNE)}


def test_the_same_text_gives_the_same(documents: dict[str, gold.Document]) -> None:
    document = next(iter(documents.values()))
    assert extracted(document).to_json() == extracted(document).to_json()


@pytest.mark.parametrize("text", ["", " \n\n ", "?", ": so", "\ufeff", "¶" * 50, "a\u0000b", "1", "“", "> > >"])
def test_a_text_of_nothing_gives_nothing(text: str) -> None:
    for trees in (True, False):
        found = extract(text, trees=trees)
        assert (found.entities, found.relations, found.events) == ([], [], [])


STRAY = ["-", '"', "“", "”", "(", ")", ":", ";", "…", "!", "* ", "[", ">", "|", "\n", "\n\n", "• ", "\t", "\u200b"]


def damaged(text: str, chance: random.Random) -> str:
    """A text with some of its words lost, doubled or in capitals, stray marks, lines elsewhere: as scans and copies leave them."""
    for _ in range(chance.randrange(2, 12)):
        start = chance.randrange(len(text))
        piece = text[start : start + chance.randrange(1, 60)]
        change = chance.choice([piece * 2, "", piece.upper(), piece.lower(), chance.choice(STRAY) * chance.choice([1, 1, 3]) + piece])
        text = text[:start] + change + text[start + len(piece) :] or "."
    if chance.random() < 0.3:
        lines = text.split("\n")
        chance.shuffle(lines)
        text = "\n".join(lines)
    return text


@pytest.mark.parametrize("name", sorted(path.name.split(".")[0] for path in TUNE.glob("*.gold.yml")))
def test_a_damaged_text_is_read(name: str, documents: dict[str, gold.Document]) -> None:
    chance = random.Random(name)
    for _ in range(3):
        text = damaged(documents[name].text, chance)
        found = extract(text, published=date(2024, 3, 9), publisher="Quay Wire")
        for each in (*found.events, *found.relations, *found.attributions):
            assert 0 <= each.span.start < each.span.end <= len(text)


# the model hangs the verb on a star, and takes the first line break for a word
@pytest.mark.parametrize("text", ["**1989** Named by the *Derwent Chronicle*", "\nIN\nThe Derwent Chronicle was sold."])
def test_marks_and_line_breaks_carry_trees(text: str) -> None:
    assert [each.name for each in extract(text).entities] == ["Derwent Chronicle"]


def test_words_that_hang_on_a_mark_end_the_way_up_a_tree() -> None:
    text = ">\n> **The opposition** (Emil Stavrov, on Kanal Vardar): The minister was warned a year ago and put the letter in a drawer.\n>"
    assert "Emil Stavrov" in [each.name for each in extract(text).entities]


HOSTILE = [
    *("Ivo Prenga ", "“Ivo ", '"a ', "(", "> ", "said ", "said Ivo Prenga, ", "the ", "A. ", "of the ", "van der ", "Ivo-", "X's "),
    *("according to ", "- ", "\n", "@a", "<p>", "http://a.b/", "1 May ", "Dr. ", "Bank of ", "Ivo and ", "“Ivo”, said Olu. "),
    *(", who said that ", "a" * 50, "İ", "𝔘"),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_texts_by_rules_take_time_in_proportion_to_their_length(piece: str) -> None:
    assert took(piece, 8_000, trees=False) < 12 * took(piece, 2_000, trees=False) + 0.1


@pytest.mark.parametrize("piece", ["Ivo Prenga ", "said Ivo, ", "“Ivo ", ", who said that "])
def test_hostile_texts_with_trees_take_time_in_proportion_to_their_length(piece: str) -> None:
    assert took(piece, 4_000, trees=True) < 12 * took(piece, 1_000, trees=True) + 0.3


def took(piece: str, size: int, *, trees: bool) -> float:
    """Seconds of the processor for a text of that many characters, the better of two."""
    text, best = (piece * size)[:size], float("inf")
    for _ in range(2):
        started = time.process_time()
        extract(text, published=date(2024, 3, 9), trees=trees)
        best = min(best, time.process_time() - started)
    return best
