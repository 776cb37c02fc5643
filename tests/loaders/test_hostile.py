"""Hostile input: whatever the bytes are, loading ends soon, in records or in a LoadError; hostile texts come through unchanged."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import loaders
from graph.errors import LoadError
from graph.model import AnyRecord, Case, Claim, Entity, Source, Statement, TimelinePoint, Voice

SECONDS = 10.0
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
QUICK = settings(SLOW, max_examples=300)
TEXTS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "</script><svg/onload=alert(1)>",
    "javascript:alert(1)",
    '<a href="javascript:alert(1)">x</a>',
    '=HYPERLINK("http://evil.example","x")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1)",
    "-2+3",
    "\u202egnp.exe\u202c",
    "\u200fمرحبا\u200e",
    "a\u0301\u0327 ﷽ 𒐫 👩‍👩‍👧‍👦",
    "董经纬 \u3000 董經緯",
    "'; MATCH (n) DETACH DELETE n //",
    "$(touch /tmp/x) `id` ${jndi:ldap://x}",
    "{{7*7}} {% raw %} <%= 1 %>",
    "../../etc/passwd",
    "%s%n%x {0} {name}",
    "null",
    "NO",
    "a\tb\nc",
    "a\u2028line\u2029para\u0085next",
    "\\u0000 \\x00",
    "---",
    "*alias &anchor !tag",
    "x" * 10_000,
    "𝕏" * 10_000,
    "\u202e" * 100 + "x",
]


def quoted(text: str) -> str:
    """The text as a YAML scalar in double quotes; line breaks that YAML would fold are written as escapes."""
    return json.dumps(text, ensure_ascii=False).translate({0x85: "\\N", 0x2028: "\\L", 0x2029: "\\P"})


def case_of(text: str) -> str:
    """A case with one text in every field that takes any text."""
    t, cue = quoted(text), quoted(text[:80].strip())
    return f"""case: {{id: hostile, title: {t}, note: {t}}}
voices: [{{id: outlet:a, name: {t}, kind: outlet, note: {t}}}]
entities:
  - {{id: person:a, name: {t}, kind: person, country: {t}, note: {t}, ids: {{? {t} : {t}}}, properties: {{? {t} : {t}}},
      aliases: [{t}, {{name: {t}, lang: {t}, script: {t}}}]}}
sources: [{{id: src:a, title: {t}, publisher: outlet:a, author: {t}, lang: {t}, rights: {t}, note: {t}}}]
statements:
  - id: s1
    subject: person:a
    predicate: said
    value: {t}
    role: {t}
    quantity: {t}
    note: {t}
    claims:
      - {{source: src:a, chain: [outlet:a], paraphrase: {t}, quantity: {t}, note: {t}, extractor: {t}, locator: {{cue: {cue}}}}}
timeline: [{{when: 2031, what: {t}, statement: s1}}]
"""


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_hostile_text_in_every_field_comes_through_unchanged(write, text: str) -> None:
    records = {type(record): record for record in loaders.load(write({}, case=case_of(text)))}
    assert fields(records[Case], "title", "note") == {text}
    assert fields(records[Voice], "name", "note") == {text}
    entity = records[Entity]
    assert isinstance(entity, Entity)
    assert fields(entity, "name", "country", "note") == {text}
    assert entity.ids == entity.properties == {text: text}
    assert [(alias.name, alias.lang, alias.script) for alias in entity.aliases] == [(text, None, None), (text, text, text)]
    assert fields(records[Source], "title", "author", "lang", "rights", "note") == {text}
    assert fields(records[Statement], "value", "role", "quantity", "note") == {text}
    claim = records[Claim]
    assert isinstance(claim, Claim) and claim.locator.cue == text[:80].strip()
    assert fields(claim, "paraphrase", "quantity", "note", "extractor") == {text}
    assert fields(records[TimelinePoint], "what") == {text}


def fields(record: AnyRecord, *names: str) -> set[Any]:
    return {getattr(record, name) for name in names}


LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")


@settings(SLOW, max_examples=100)
@given(text=st.text(LETTERS, min_size=1, max_size=200).map(str.strip))
def test_any_text_comes_through_unchanged(write, text: str) -> None:
    if not text or text.strip() != text:
        return
    records = {type(record): record for record in loaders.load(write({}, case=case_of(text)))}
    assert fields(records[Entity], "name", "note") == {text}


def outcome(folder: Path) -> str:
    """`records`, or the LoadError as one line; anything else fails the test, and so does taking too long."""
    began = time.process_time()
    try:
        count = sum(1 for _ in loaders.load(folder))
        said = "records" if count else ""
    except LoadError as error:
        assert error.total >= len(error.problems) > 0
        assert all(str(problem).isprintable() and len(str(problem)) < 3_000 for problem in error.problems)
        said = str(error)
    assert said and "\n" not in said
    assert time.process_time() - began < SECONDS
    return said


PIECES = st.sampled_from([
    "", "\n", " ", "\t", ":", ": ", "- ", "[", "]", "{", "}", ",", "#", "'", '"', "&a ", "*a", "!x ", "|", ">", "?", "%", "@", "~",
    "<<: *a", "---\n", "...\n", "\0", "\x1b", "\ufeff", "\u202e", "\u2028", "𝕏", "null", "yes", "id: ", "s01-defected",
    "person:dong-jingwei", "src:x", "2031-02-30", "/", "..", "\\", "\xff", "case:\n  id: x\n", "x" * 5_000,
])  # fmt: skip


@st.composite
def changes(draw: st.DrawFn) -> list[tuple[str, float, float, str]]:
    """A few changes, each a kind, two places as parts of the whole, and a text to put in."""
    kinds = st.sampled_from(["insert", "cut", "replace", "swap", "repeat", "value"])
    part = st.floats(0, 1)
    return draw(st.lists(st.tuples(kinds, part, part, PIECES), min_size=1, max_size=4))


def mutated(text: str, changes: list[tuple[str, float, float, str]]) -> str:
    for kind, first, second, piece in changes:
        at = int(first * len(text))
        lines = text.split("\n")
        one, other = int(first * (len(lines) - 1)), int(second * (len(lines) - 1))
        if kind == "insert":
            text = text[:at] + piece + text[at:]
        elif kind == "cut":
            text = text[:at] + text[at + int(second * 60) :]
        elif kind == "replace":
            text = text[:at] + piece + text[at + len(piece) :]
        elif kind == "swap":
            lines[one], lines[other] = lines[other], lines[one]
            text = "\n".join(lines)
        elif kind == "repeat":
            text = "\n".join([*lines[: one + 1], *lines[one : one + 1 + int(second * 30)], *lines[one + 1 :]])
        else:  # another value behind the key of one line
            lines[one] = lines[one].partition(":")[0] + ": " + piece
            text = "\n".join(lines)
    return text


@QUICK
@given(change=changes(), which=st.integers(0, 2))
def test_mutated_example_loads_or_is_refused(write, example: dict[str, str], change: Any, which: int) -> None:
    name = list(example)[which]
    assert outcome(write({**example, name: mutated(example[name], change)}, case=None))


@SLOW
@given(change=changes(), which=st.integers(0, 100))
def test_mutated_bundled_case_loads_or_is_refused(write, bundled: Path, change: Any, which: int) -> None:
    texts = {path.relative_to(bundled).as_posix(): path.read_text("utf-8") for path in sorted(bundled.rglob("*.yml"))}
    name = list(texts)[which % len(texts)]
    assert outcome(write({**texts, name: mutated(texts[name], change)}, case=None))


@QUICK
@given(data=st.binary(max_size=300))
def test_any_bytes_are_refused_or_read(write, data: bytes) -> None:
    assert outcome(write({"all.yml": data}))


@QUICK
@given(which=st.integers(0, 10_000), data=st.binary(min_size=1, max_size=4))
def test_damaged_bytes_in_the_example_are_refused_or_read(write, example: dict[str, str], which: int, data: bytes) -> None:
    whole = example["story.yml"].encode()
    at = which % len(whole)
    assert outcome(write({**example, "story.yml": whole[:at] + data + whole[at + len(data) :]}, case=None))


def test_many_records_with_wrong_references_end_soon(write) -> None:
    lines = "".join(f"  - {{id: person:somebody-{n}, name: P, kind: person}}\n" for n in range(15_000))
    points = "".join(f"  - {{when: 2031, what: x{n}, statement: nothing-{n}}}\n" for n in range(5_000))
    claims = "".join(f"  - {{id: s{n}, subject: person:somebodi-{n}, predicate: met, value: x}}\n" for n in range(5_000))
    said = outcome(write({"all.yml": f"entities:\n{lines}timeline:\n{points}statements:\n{claims}"}))
    assert said.startswith(str(Path("/"))) and "10,000 problems" in said
