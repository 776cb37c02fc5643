"""Candidates: what is found by blocks, why and why not, and that two near namesakes are never called likely."""

from __future__ import annotations

import random
from typing import Any

import pytest

from graph.duplicates.blocks import LARGEST, Blocks
from graph.duplicates.candidate import Around, Subject
from graph.duplicates.names import name_of
from graph.duplicates.ranking import ranked
from graph.duplicates.scoring import compared
from graph.load import load
from graph.merges.pairs import Verdict
from graph.model import Case, Entity, Row, Source, Voice
from graph.queries.duplicates import both, duplicates
from graph.store import GraphStore
from tests.graph.test_merges import judge, two_spellings


def subject(id_: str, name: str, *aliases: str, weak: str = "", kind: str = "person", **more: Any) -> Subject:
    others = [name_of(alias, alias=True) for alias in aliases] + ([name_of(weak, alias=True, weak=True)] if weak else [])
    return Subject(id_, kind, (name_of(name), *others), **more)


@pytest.mark.parametrize(
    ("one", "other", "word", "why"),
    [
        ("Ada Quill", "ADA  Quill", "likely", "the same name"),
        ("Dong Jing-wei", "Jingwei Dong", "likely", "another order"),
        ("Dong Jingwei", "董经纬", "likely", "in Latin letters"),
        ("Ouyang Feng", "欧阳锋", "likely", "in Latin letters"),
        ("Zeng Guowei", "曾国威", "likely", "in Latin letters"),
        ("A. Quill", "Ada Quill", "possible", "the initials fit"),
        ("Łukasz Gø", "Lukasz Go", "likely", "the same name"),
    ],
)
def test_names_that_may_be_one(one: str, other: str, word: str, why: str) -> None:
    found = compared(subject("a", one), subject("b", other))
    assert found.word == word
    assert why in found.why[0].text
    assert not found.why_not


@pytest.mark.parametrize(
    ("one", "other", "word"),
    [
        ("HSA", "Harbour Security Agency", "possible"),
        ("H.S.A.", "Harbour Security Agency", "possible"),
        ("OHTC", "Office for Harbours, Tolls and Customs", "possible"),
        ("OFH", "Office for Harbours", "possible"),
        ("HB", "Harbour Board", "unlikely"),
        # a word, other letters, a name of one word
        ("Hsa", "Harbour Security Agency", ""),
        ("HSB", "Harbour Security Agency", ""),
        ("H", "Harbour", ""),
    ],
)
def test_a_body_called_by_its_letters_is_met_with_its_name(one: str, other: str, word: str) -> None:
    bodies = [subject("a", one, kind="agency"), subject("b", other, kind="organisation"), subject("c", other, kind="person")]
    pairs = {(found.a, found.b): found.word for found in ranked(bodies, 9).candidates if "the letters fit" in found.why[0].text}
    assert pairs == ({("a", "b"): word} if word else {})


def test_a_common_abbreviation_is_cut_and_told() -> None:
    bodies = [subject(f"n{n}", f"Harbour Security {'A' * (n + 1)}", kind="agency") for n in range(LARGEST + 5)]
    blocks = Blocks([subject("a", "HSA", kind="agency"), *bodies])
    assert sum(0 in pair for pair in blocks.pairs()) == LARGEST
    assert blocks.cut >= 5


def test_near_namesakes_are_told_apart_and_never_likely() -> None:
    shared = Around(shared=tuple(f"E{n}" for n in range(20)))
    found = compared(subject("a", "Dong Jingwei"), subject("b", "Dong Jianwei"), shared)
    assert found.word == "unlikely"
    assert found.why_not[0].text == "the given names differ: Jingwei, Jianwei"
    again = compared(subject("a", "Dong Jingwei", weak="Dong"), subject("b", "Dong Jianwei", weak="Dong"), shared)
    assert again.word == "unlikely"


@pytest.mark.parametrize(
    ("one", "other", "word"),
    [
        ("Ihor Kovalenko", "Ihor Kovalenco", "possible"),
        ("KOVALENKO, Ihor", "Ihor Kovalneko", "possible"),
        ("Mira Anna Tannhaus", "Mira Anna Tanhaus", "possible"),
        ("Mira Feld", "Mira Fell", "unlikely"),  # a short name is soon another one
        ("Ihor Kovalenko", "Ihor Kovalonco", "unlikely"),
        ("I. Kovalenko", "I. Kovalenco", "unlikely"),
        ("Jingwei Dong", "Jingwen Dong", "unlikely"),
        ("Dong Jingwei", "Dong Jingwen", "unlikely"),
    ],
)
def test_a_letter_of_a_long_family_name_is_worth_a_look_and_no_more(one: str, other: str, word: str) -> None:
    a, b = subject("a", one), subject("b", other)
    found = compared(a, b)
    assert found.word == word
    assert found.why[0].text.startswith("the family names are one letter apart: " if word == "possible" else "alike in writing: ")
    assert compared(a, b, Around(shared=tuple(f"E{n}" for n in range(20)))).word != "likely"
    places = compared(subject("a", one, kind="place"), subject("b", other, kind="place"))
    assert places.why[0].text.startswith("alike in writing: ")


def test_a_letter_of_a_family_name_is_found_however_many_have_the_given_name() -> None:
    made = random.Random(7)
    many = [subject(f"p{n:03}", f"Ihor {''.join(made.choices('aeioubdfgklmnprst', k=9)).title()}") for n in range(300)]
    rest = [subject(f"q{n}", name) for n, name in enumerate(("Ihor Kovalenko", "Ihor Kovalenco", "Olha Kovalenco"))]
    found = [(one.a, one.b, one.word) for one in ranked([*many, *rest], 100).candidates if one.word != "unlikely"]
    assert found == [("q0", "q1", "possible")]


@pytest.mark.parametrize(
    ("one", "other", "word"),
    [
        ("Alder Holdings Ltd", "ALDER HOLDINGS LIMITED", "likely"),
        ("Osprey S.à r.l.", "Osprey SARL", "likely"),
        ("Tern Dredging", "Tern Dredging GmbH", "possible"),
        ("Tern Dredging Ltd", "Tern Dredging GmbH", "unlikely"),
        ("Tern Ltd", "Tarn Limited", "unlikely"),
    ],
)
def test_the_form_of_a_firm_is_written_in_several_ways_or_left_out(one: str, other: str, word: str) -> None:
    firms = [subject(key, name, kind="organisation") for key, name in (("a", one), ("b", other))]
    assert compared(*firms).word == word


def test_what_speaks_for_and_against_is_told() -> None:
    a = subject("a", "Ada Quill", ids={"register": "Q-17", "lei": "1"}, dates={"born": "1971"}, imports=frozenset({"wire"}))
    b = subject("b", "A. Quill", ids={"register": "q-17", "lei": "2"}, dates={"born": "1984-02"}, imports=frozenset({"wire"}))
    found = compared(a, b, Around(shared=("Bo", "Cy"), between=("met",)))
    assert [reason.text for reason in found.why] == [
        "the same identifier: register Q-17",
        "the initials fit: Ada Quill, A. Quill",
        "both are related to Bo, Cy",
    ]
    assert [reason.text for reason in found.why_not] == [
        "other identifiers: lei 1, 2",
        "other dates: born 1971, 1984-02",
        "related to each other: met",
        "both are named in wire, as two",
    ]
    assert found.word == "unlikely"
    weak = compared(subject("a", "Ada Quill", weak="Quill"), subject("b", "Bo Quill", weak="Quill"))
    assert weak.score < 0.3


def test_only_one_sort_is_paired_and_a_common_name_is_cut() -> None:
    body = [subject("a", "Harbour Board", kind="agency"), subject("b", "Harbour Board", kind="outlet")]
    # a board and a place of its words in another order, or of one that many have
    others = [subject("c", "Board Harbour", kind="place"), subject("d", "Harbour Bord", kind="place", weak="Harbour Board")]
    assert list(Blocks([*body, *others]).pairs()) == [(0, 1), (2, 3)]
    many = Blocks([subject(f"p{number}", "Li Wei") for number in range(1_000)])
    assert len(list(many.pairs())) == LARGEST * (LARGEST - 1) // 2
    assert many.cut >= 1_000 - LARGEST


def test_equal_names_of_two_sorts_are_offered_after_those_of_one() -> None:
    subjects = [subject("a", "Grey Gull"), subject("b", "Grey Gull", kind="organisation"), subject("c", "Grey Gull", kind="agency")]
    assert list(Blocks(subjects).pairs()) == [(1, 2), (0, 1), (0, 2)]
    first, *others = ranked(subjects, 10).candidates
    assert (first.a, first.b, first.word) == ("b", "c", "likely")
    assert [(one.a, one.b, one.word) for one in others] == [("a", "b", "possible"), ("a", "c", "possible")]
    assert others[0].why_not[0].text == "of different kinds: person, organisation"
    assert others[0].why[0].text == "the same name: Grey Gull"


def test_the_best_are_the_best_of_all_pairs() -> None:
    made = random.Random(3)
    given, family = ["Ada", "Bo", "Cyril", "Dora", "Emil"], ["Quill", "Marsh", "Stolz", "Vey", "Holm", "Tarn"]
    names = [f"{made.choice(given)} {made.choice(family)}" for _ in range(30)]
    subjects = [subject(f"p{n:02}", name if n % 3 else f"{name[0]}. {name.split()[1]}") for n, name in enumerate(names)]
    found = {(one.a, one.b) for one in ranked(subjects, 1_000).candidates if one.score >= 0.45}
    every = {(a.id, b.id) for n, a in enumerate(subjects) for b in subjects[n + 1 :] if compared(a, b).score >= 0.45}
    assert found == every
    assert ranked(subjects, 5).candidates == ranked(subjects, 1_000).candidates[:5]


def test_names_without_end_or_letters_are_compared_in_no_time() -> None:
    odd = ["x" * 100_000, "", " ", "'-'", "\u202e", "=cmd()", "1 2 3 " * 10_000, "<script>", "林" * 5_000, "\x00"]
    odd += [f"Ihor {'x' * 5_000}{n}" for n in range(50)]
    assert ranked([subject(f"p{n}", name or "?") for n, name in enumerate(odd * 3)], 50).candidates


def test_what_was_decided_is_left_out(store: GraphStore) -> None:
    load(store, two_spellings(), name="two")
    (found,) = duplicates(store, "two").candidates
    assert {found.a, found.b} == {"two/person:ada", "two/person:a-quill"}
    side = both(store, found.a, found.b)
    assert any(effect.joins for effect in side.effects)
    assert any(effect.then is None for effect in side.effects)
    judge(store, "person:ada", "person:a-quill", Verdict.unsure)
    assert duplicates(store, "two").candidates == ()
    assert duplicates(store, "two", kind="place").entities == 1


def test_a_data_set_whose_rows_tell_of_one_is_named_beside_it(store: GraphStore) -> None:
    given = {"case": "quay"}
    people = [Entity(**given, key=key, name="Ada Quill", kind="person") for key in ("person:gexf.ada", "person:ada-quill")]
    records = [
        Case(**given, title="A graph and nothing else"),
        Voice(**given, key="voice:gexf", name="harbour.gexf", kind="dataset"),
        Source(**given, key="src:gexf", title="harbour.gexf", publisher="voice:gexf", kind="dataset"),
        *people,
        Entity(**given, key="place:pier", name="The North Pier", kind="place"),
        Row(**given, subject="person:gexf.ada", predicate="seen_at", object="place:pier", source="src:gexf", row=1),
    ]
    load(store, records, name="quay")
    assert both(store, "quay/person:gexf.ada", "quay/person:ada-quill").sources == (("harbour.gexf",), ())
