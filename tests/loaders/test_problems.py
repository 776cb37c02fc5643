"""Bad input: each mistake has its own message, with the place, the value and what would be right; all of them come in one go."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from graph.edtf import PATTERN
from graph.errors import Problem
from graph.model import Alias, Case, Citation, Claim, Entity, Locator, Source, Statement, TimelinePoint, Voice
from loaders import check
from loaders.checks import circles
from loaders.complaints import PATTERNS
from loaders.graphs.item import Place
from loaders.problems import KEPT, Problems, shown

Find = Callable[[str], list[Problem]]
# Whole and without doubts: each test below breaks one thing in it.
BASE = """voices:
  - {id: outlet:gull, name: Gull, kind: outlet, owner: owner:tide}
  - {id: owner:tide, name: Tide, kind: body}
  - {id: unnamed:caller, name: caller, kind: unnamed, heard_by: outlet:gull}
entities:
  - {id: person:ada, name: Ada, kind: person, aliases: [Quill]}
  - {id: place:pier, name: Pier, kind: place}
sources:
  - {id: src:one, publisher: outlet:gull, published: 2031-04, seen: full, cites: [{to: unnamed:caller, how: quotes}]}
  - {id: src:two, publisher: outlet:gull, cites: [{to: src:one}]}
statements:
  - id: s1
    subject: person:ada
    predicate: went_to
    object: place:pier
    conflicts_with: [s2]
    claims:
      - {id: c1, source: src:one, chain: [outlet:gull, unnamed:caller], stance: asserts, verified: yes}
  - id: s2
    subject: person:ada
    predicate: seen_at
    value: home
    claims:
      - {id: c2, source: src:two, chain: [outlet:gull]}
timeline:
  - {when: 2031-04-11, what: The walk, statement: s1}
"""

MADE = yaml.load(Path(__file__).with_name("mistakes.yml").read_text("utf-8"), yaml.BaseLoader)


def marked(new: str, old: str, base: str) -> tuple[str, int, int]:
    """The base with one thing replaced, and the line and column of the mark in it."""
    assert base.count(old) >= 1 and new.count("‸") == 1
    text = base.replace(old, new, 1)
    before, after = text.split("‸")
    return before + after, before.count("\n") + 1, len(before) - before.rfind("\n")


def test_base_has_no_problem_and_no_doubt(problems: Find) -> None:
    assert problems(BASE) == []


def described(made: dict[str, str]) -> str:
    return made["new"].replace("‸", "")[:40]


@pytest.mark.parametrize("made", MADE["mistakes"] + MADE["with_others"], ids=described)
def test_mistake_is_told_with_its_place(problems: Find, made: dict[str, str]) -> None:
    text, line, column = marked(made["new"], made["old"], BASE)
    found = [problem for problem in problems(text) if not problem.warning]
    told = next((problem for problem in found if problem.message.startswith(made["said"])), None)
    assert told is not None, found
    assert (told.file, told.line, told.column) == ("all.yml", line, column)
    assert (told.field, told.value) == (made.get("field"), made.get("value"))
    assert str(told).startswith(f"all.yml:{line}:{column}: ")
    assert len(found) == 1 or made in MADE["with_others"], found


def test_text_that_is_too_long_is_told_and_cut(problems: Find) -> None:
    found = problems(BASE.replace("name: Ada", "name: " + "x" * 100_001))
    assert [(problem.message, problem.value) for problem in found] == [("is longer than 100,000 characters", "x" * 200)]


def test_claim_cannot_be_verified_where_nobody_read(problems: Find) -> None:
    found = problems(BASE.replace("seen: full", "seen: no"))
    assert [problem.message.split(";")[0] for problem in found] == ["the claim cannot be verified: 'src:one' is marked `seen: no`"]
    assert (found[0].line, found[0].field, found[0].value, found[0].warning) == (18, "source", "src:one", False)


def test_same_statement_twice_is_told_with_both_names(problems: Find) -> None:
    again = "  - {id: s3, subject: person:ada, predicate: went_to, object: place:pier, claims: []}\n"
    found = problems(BASE.replace("timeline:", f"{again}timeline:"))
    assert [problem.message for problem in found] == [
        "this statement says the same as 's1' at all.yml:12; put the claims under one of them"
    ]
    assert (found[0].line, found[0].value) == (25, "s3")


def test_same_claim_and_same_point_twice_are_told(problems: Find) -> None:
    text = BASE + "  - {when: 2031-04-11, what: The walk, statement: s1}\n"
    claim = "{source: src:two, chain: [outlet:gull]}"
    text = text.replace("{id: c2, source: src:two, chain: [outlet:gull]}", f"{claim}\n      - {claim}")
    assert [problem.message for problem in problems(text)] == [
        "this claim says the same as the one at all.yml:24; remove one",
        "this timeline point says the same as the one at all.yml:27; remove one",
    ]


def test_all_mistakes_come_in_one_go(problems: Find) -> None:
    text = BASE.replace("kind: person", "kidn: person").replace("2031-04,", "2031-13,")
    text = text.replace("[s2]", "[s9]").replace("    value: home\n", "")
    found = [(problem.line, problem.field) for problem in problems(text)]
    assert found == [(6, "kind"), (6, "kidn"), (9, "published"), (16, "conflicts_with[1]"), (19, "object")]


def test_mistakes_of_several_files_come_together(write) -> None:
    found = check(write({"a.yml": "voices: [{id: outlet:a}]", "b.yml": "entities: [{id: x}]", "c.yml": "x: y: z"}))
    assert {problem.file for problem in found} == {"a.yml", "b.yml", "c.yml"}


@pytest.mark.parametrize(("case", "said"), [
    ("voices: [{id: outlet:a, name: A, kind: outlet}]", "the section case is missing; it gives the id and the title of the case"),
    ("case: {title: T}", "a case needs the key id"),
    ("case: {id: x}", "a case needs the key title"),
    ("case: {id: Big One, title: T}", "'Big One' will not do: it takes small letters"),
    ("case: made-up", "a case must be a mapping with the keys id, title"),
    ("case: {id: x, title: T, central: s0}", "there is no statement with the id 's0'"),
    ("case: {id: x, title: T, as_of: soon}", "'soon' is not a date"),
    ("[]", "the file must be a mapping with the sections case, voices, sources, entities, statements or timeline"),
    ("voices:\ncase: {id: x, title: T}", "the section voices is empty; list something in it or remove it"),
])  # fmt: skip
def test_mistakes_in_the_case_itself(write, case: str, said: str) -> None:
    found = [problem for problem in check(write({}, case=case)) if not problem.warning]
    assert len(found) == 1 and found[0].message.startswith(said), found
    assert found[0].file == "case.yml" and found[0].line is not None


def test_case_section_in_another_file_is_told(write) -> None:
    found = check(write({"all.yml": BASE + "case: {id: other, title: Other}\n"}))
    assert [problem.message for problem in found] == ["the section case belongs into case.yml alone"]


@pytest.mark.parametrize("made", MADE["doubts"], ids=described)
def test_doubt_is_a_warning_with_its_place(problems: Find, made: dict[str, str]) -> None:
    text, line, column = marked(made["new"], made["old"], BASE)
    found = problems(text)
    assert [(problem.warning, problem.line, problem.column) for problem in found] == [(True, line, column)], found
    assert found[0].message.startswith(made["said"])


def test_claim_in_a_document_that_nobody_read_is_a_doubt(problems: Find) -> None:
    unread = BASE.replace("gull, cites: [{to: src", "gull, seen: no, cites: [{to: src")
    text, line, column = marked("source: ‸src:two", "source: src:two", unread)
    found = problems(text)
    assert [(problem.warning, problem.line, problem.column) for problem in found] == [(True, line, column)]
    assert found[0].message.startswith("'src:two' is marked `seen: no`, so nobody read this claim there; name the document that was read")


def test_empty_case_is_a_doubt(write) -> None:
    found = check(write({}))
    assert [problem.message for problem in found] == ["the case is empty: it has no statements, entities or sources yet"]
    assert found[0].warning


def test_circles_are_found_once_each_and_in_linear_time() -> None:
    assert list(circles({"a": ["b"], "b": ["c"], "c": ["a", "d"], "d": ["d"], "e": ["a"]})) == [["a", "b", "c", "a"], ["d", "d"]]
    assert list(circles({"a": ["b", "c"], "b": ["d"], "c": ["d"]})) == []
    long = {str(number): [str(number + 1)] for number in range(100_000)}
    assert list(circles(long)) == []
    assert len(next(circles({**long, "99999": ["0"]}))) == 100_001


def test_messages_hold_nothing_that_a_terminal_would_act_upon(problems: Find) -> None:
    found = problems(BASE.replace("kind: person", 'kind: "a\u202e\U000e0001' + "x" * 10_000 + '"').replace("id: s2", "id: 's\u200f2'"))
    assert found
    for problem in found:
        text = f"{problem}{problem.value}"
        assert text.isprintable() and len(text) < 2_000
    assert shown("a\nb\u202e") == r"'a\nb\u202e'"


def test_suggestions_cost_a_bounded_amount_of_work() -> None:
    problems = Problems()
    words = [f"person:somebody-{number}" for number in range(20_000)]
    answers = [problems.nearest("person:somebodi-7", words) for _ in range(300)]
    assert answers[0].startswith("; did you mean") and answers[-1] == ""
    assert problems.nearest("x" * 10_000, ["x" * 9_999]) == ""


def test_every_pattern_of_the_model_is_explained() -> None:
    models = (Alias, Case, Citation, Claim, Entity, Locator, Source, Statement, TimelinePoint, Voice)
    found = set(re.findall(r'"pattern": (".*?")[,}]', json.dumps([model.model_json_schema() for model in models])))
    others = {PATTERN, "^[Hh][Tt][Tt][Pp][Ss]?://\\S*$"}  # dates and addresses explain themselves
    assert {json.loads(pattern) for pattern in found} - others == set(PATTERNS)


def test_the_first_fifty_of_very_many_are_those_of_all_in_order() -> None:
    class At(NamedTuple):
        line: int
        column: int

    places = [(file, At(line, column)) for file in ("b.csv", "a.csv", "c.csv") for line in range(40, 0, -1) for column in (2, 1)]
    for warning in (False, True):
        found = Problems()
        for file, place in places:
            found.add(file, place, f"{file} {place}", warning=warning)
        kept, total = (found.doubtful(), found.doubts) if warning else (found.wrong(), found.errors)
        assert total == len(places)
        assert [problem.message for problem in kept] == [f"{file} {place}" for file, place in sorted(places)[:KEPT]]
        found.add("a.csv", At(1, 0), "in front of all", warning=warning)
        assert (found.doubtful() if warning else found.wrong())[0].message == "in front of all"


def test_what_is_surely_none_of_the_first_fifty_is_counted_and_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    made = 0

    def counted(*given: object) -> Problem:
        nonlocal made
        made += 1
        return Problem(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("loaders.problems.Problem", counted)
    found = Problems()
    for line in range(1, 100_001):
        found.add("a.csv", Place("a.csv", line), "the same")
    assert (found.errors, made, len(found.wrong())) == (100_000, 2 * KEPT, KEPT)
