"""Annotated documents are read with every fault told at its place, and counted against what was found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from graph.errors import LoadError
from loaders.evaluation import Document, Score, gold, scored
from loaders.evaluation.quotes import places
from loaders.extraction.proposals import Dated, Named, Proposals, Relation, Saying, Span

TEXT = """Colonel Ida Marsh runs the Harbour Office. Ms Marsh met Olu Bright on Tuesday, the Lamp reported.

Bright, who walked past Marsh, denied it. "I was in Lagos," he said.
"""
GOLD = """\
document: {published: 2024-03-09, publisher: Quay Post}
entities:
- {id: person:ida-marsh, kind: person, name: Ida Marsh, aliases: [Ms Marsh], mentions: [Ida Marsh, "Marsh @2", "Marsh @3"]}
- {id: person:olu-bright, kind: person, name: Olu Bright, mentions: [Olu Bright, "Bright @2"]}
- {id: agency:harbour-office, kind: agency, name: Harbour Office, mentions: [Harbour Office]}
- {id: outlet:lamp, kind: outlet, name: Lamp, mentions: [Lamp]}
- {id: place:lagos, kind: place, name: Lagos, mentions: [Lagos]}
events:
- {id: e1, type: meeting, trigger: met, sentence: "Ms Marsh met Olu Bright",
  participants: [person:ida-marsh, person:olu-bright], when: 2024-03-05}
relations:
- {subject: person:ida-marsh, predicate: role, object: agency:harbour-office, sentence: "runs the Harbour Office"}
- {subject: person:ida-marsh, predicate: met, object: person:olu-bright, sentence: "Ms Marsh met Olu Bright",
  chain: [Lamp], when: 2024-03-05}
attributions:
- {sentence: "Ms Marsh met Olu Bright", chain: [Lamp], hedge: none, stance: asserts}
- {sentence: "Bright, who walked past", chain: [Olu Bright], hedge: none, stance: denies}
- {sentence: "I was in Lagos", chain: [Olu Bright], hedge: none, stance: asserts}
citations:
- {to: Lamp, how: relays, sentence: "the Lamp reported"}
dates:
- {text: Tuesday, edtf: 2024-03-05}
near_misses:
- {pair: [person:olu-bright, person:ida-marsh], predicate: any, sentence: "who walked past Marsh"}
- {pair: [person:ida-marsh, arrested_in], predicate: any, sentence: "runs the Harbour Office"}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "01-note.txt").write_text(TEXT)
    (tmp_path / "01-note.gold.yml").write_text(GOLD)
    return tmp_path


@pytest.fixture
def document(folder: Path) -> Document:
    (found,) = gold.read(folder)
    return found


def rows(document: Document, found: Proposals) -> dict[str, Score]:
    return {score.kind: score for score in scored([(document, found)])}


def at(words: str, number: int = 0) -> Span:
    return places(TEXT, words if not number else f"{words} @{number}")[0]


def test_an_annotated_document_is_read_with_its_places(document: Document) -> None:
    assert (document.name, document.published, document.publisher, document.text) == ("01-note", date(2024, 3, 9), "Quay Post", TEXT)
    assert [TEXT[span.start : span.end] for span in document.gold.entities[0].mentions] == ["Ida Marsh", "Marsh", "Marsh"]
    assert document.gold.dates == [Dated(at("Tuesday"), "2024-03-05")]
    assert document.near_misses[1].pair == ("person:ida-marsh", "arrested_in")


def test_the_annotation_itself_scores_all(document: Document) -> None:
    for score in rows(document, document.gold).values():
        if score.kind == "near misses asserted":
            assert (score.gold, score.found) == (2, 0)
        elif score.gold:
            assert (score.precision, score.recall, score.f1, score.missed, score.false) == (1, 1, 1, [], []), score.kind
    assert rows(document, document.gold)["persons"].gold == 5


def test_nothing_found_scores_nothing(document: Document) -> None:
    assert all(score.f1 == 0 and score.found == 0 for score in rows(document, Proposals()).values())


def test_titles_and_articles_make_no_difference_and_overlap_is_told_apart(document: Document) -> None:
    found = Proposals(
        [
            Named("person:marsh", "person", "Marsh", mentions=[at("Colonel Ida Marsh"), at("Ms Marsh"), at("Marsh", 3)]),
            Named("person:bright", "person", "Olu", mentions=[at("Olu")]),
            Named("organisation:harbour-office", "organisation", "Harbour Office", mentions=[at("the Harbour Office")]),
        ]
    )
    told = rows(document, found)
    assert (told["persons"].right_found, told["persons"].found, told["persons"].gold) == (3, 4, 5)
    assert told["persons, by overlap"].right_found == 4
    assert [each.what for each in told["persons"].missed] == ["Olu Bright", "Bright"]
    assert told["persons, by entity"].f1 == 1
    assert told["bodies"].right_found == 1
    assert told["bodies, kind"].right_found == 0


def test_relations_are_matched_by_what_their_ends_name(document: Document) -> None:
    entities = [
        Named("person:i-marsh", "person", "I Marsh", mentions=[at("Ida Marsh"), at("Marsh", 2), at("Marsh", 3)]),
        Named("person:bright", "person", "Bright", mentions=[at("Olu Bright")]),
        Named("person:nobody", "person", "Nobody", mentions=[at("Tuesday")]),
    ]
    found = Proposals(
        entities,
        relations=[
            Relation("person:bright", "met", "person:i-marsh", at("Ms Marsh met Olu Bright on Tuesday, the Lamp reported."), rule="a"),
            Relation("person:i-marsh", "accused", "person:nobody", at("Ms Marsh met Olu Bright on Tuesday, the Lamp reported.")),
        ],
    )
    told = rows(document, found)
    assert (told["relation pairs"].right_found, told["relation pairs"].found, told["relation pairs"].gold) == (1, 2, 2)
    assert told["exact triples"].right_found == 1, "who met whom goes both ways"
    assert told["near misses asserted"].found == 0
    found.relations.append(Relation("person:i-marsh", "worked_with", "person:bright", at("Bright, who walked past Marsh, denied it.")))
    assert rows(document, found)["near misses asserted"].found == 1
    found.relations.append(Relation("person:i-marsh", "arrested_in", "person:nobody", at("Colonel Ida Marsh runs the Harbour Office.")))
    assert rows(document, found)["near misses asserted"].found == 2


def test_voices_hedge_and_stance(document: Document) -> None:
    _, second, third = document.gold.attributions
    whole = at("Ms Marsh met Olu Bright on Tuesday, the Lamp reported.")
    found = replace(document.gold, attributions=[Saying(whole, ("the LAMP", "a clerk"), "alleged"), replace(second, chain=("Bright",))])
    told = rows(document, found)
    assert (told["attributed sentences"].recall, told["attributed sentences"].precision) == (2 / 3, 1)
    assert told["attributed sentences"].missed[0].words.startswith("Bright, who walked")
    assert (told["nearest voice"].right_found, told["whole chain"].right_found) == (2, 1)
    assert (told["hedge, of both"].precision, told["stance, of both"].precision) == (0.5, 1)
    elsewhere = replace(document.gold, attributions=[replace(third, span=at("Colonel Ida Marsh runs"))])
    assert rows(document, elsewhere)["attributed sentences"].right_found == 0


def test_a_date_counts_by_place_and_value(document: Document) -> None:
    found = Proposals(dates=[Dated(at("on Tuesday"), "2024-03-05")])
    assert rows(document, found)["dates"].f1 == 1
    found = Proposals(dates=[Dated(at("Tuesday"), "")])
    told = rows(document, found)
    assert (told["dates"].f1, told["dates, by place alone"].f1) == (0, 1)
    assert told["dates"].missed[0].what == "Tuesday = 2024-03-05"


@pytest.mark.parametrize(
    ("change", "line", "field", "said"),
    [
        (("[Lagos]", "[Laos]"), 7, "mentions", "do not stand in the text"),
        (('"Marsh @2", ', "Marsh, "), 3, "mentions", "stand in the text 3 times; write @"),
        (('"Marsh @3"', '"Marsh @4"'), 3, "mentions", "3 times only"),
        (("kind: place", "kind: planet"), 7, "kind", "'planet' is not known here; write person,"),
        (("id: outlet:lamp", "id: person:olu-bright"), 6, "id", "stands twice"),
        (("object: agency:harbour-office", "object: agency:harbor-office"), 12, "object", "did you mean 'agency:harbour-office'?"),
        (("edtf: 2024-03-05", "edtf: 2024-02-30"), 22, "edtf", "not a day of the calendar"),
        (("stance: denies", "stance: denis"), 17, "stance", "did you mean 'denies'?"),
        (("trigger: met, ", ""), 9, "trigger", "is missing"),
        (("citations:", "citation:"), 19, "citation", "unknown section; did you mean 'citations'?"),
        (("published: 2024-03-09", "published: yesterday"), 1, "published", "'yesterday' is no day; write it like 2021-06-17"),
        (("stance: denies", "stanse: denies"), 17, "stanse", "unknown field of attributions; did you mean 'stance'?"),
        (("how: relays", "how: tells"), 20, "how", "'tells' is not known here; write quotes, relays,"),
        (("bright, person:ida-marsh], pred", "bright, person:ida-marsch], pred"), 24, "pair", "did you mean 'person:ida-marsh'?"),
        (("[person:olu-bright, person:ida-marsh]", "[person:olu-bright]"), 24, "pair", "two ends"),
        (("- {text: Tuesday, edtf: 2024-03-05}", "- Tuesday"), 22, "dates", "must be a mapping"),
    ],
)
def test_a_fault_is_told_with_file_line_and_field(folder: Path, change: tuple[str, str], line: int, field: str, said: str) -> None:
    assert change[0] in GOLD
    (folder / "01-note.gold.yml").write_text(GOLD.replace(*change))
    with pytest.raises(LoadError) as raised:
        gold.read(folder)
    told = next(each for each in raised.value.problems if each.field == field)
    assert (told.file, told.line) == ("01-note.gold.yml", line)
    assert said in told.message


def test_what_is_no_yaml_is_told_once_and_other_fields_are_notes(folder: Path) -> None:
    written = folder / "01-note.gold.yml"
    written.write_text(GOLD.replace("kind: place", "kind: place, seen by: the second reader"))
    assert gold.read(folder)
    written.write_text(f"{GOLD}\nnear: [")
    with pytest.raises(LoadError) as raised:
        gold.read(folder)
    assert [each.message for each in raised.value.problems if "YAML" not in each.message] == []


def test_a_folder_without_annotations_or_texts_is_told(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="there is no folder"):
        gold.read(tmp_path / "nowhere")
    with pytest.raises(LoadError, match="holds no annotated document"):
        gold.read(tmp_path)
    (tmp_path / "a.gold.yml").write_text("dates: []")
    with pytest.raises(LoadError, match="one text must stand beside it"):
        gold.read(tmp_path)
    (tmp_path / "a.txt").write_bytes(b"\xff\xfeb")
    with pytest.raises(LoadError, match="UTF-16"):
        gold.read(tmp_path)


def test_quotes_match_any_spaces_and_whole_words() -> None:
    assert places("a  quiet\nday, a quiet days", "quiet day") == [Span(3, 12)]
    assert places("on on on", "on @*") == [Span(0, 2), Span(3, 5), Span(6, 8)]
    with pytest.raises(ValueError, match="empty"):
        places("a", " ")
