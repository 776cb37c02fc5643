"""`redstring evidence` says how well statements are supported: JSON with every figure, or a card and a table that a person reads."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.cli.commands import command, small_case, told, typed
from tests.graph.central import FIGURES

MANUAL = Path(__file__).parents[2] / "docs" / "cli.md"


def test_evidence_of_the_central_statement(loaded: str) -> None:
    ended = typed("evidence", "s01-defected", "--json", "--store", loaded)
    found = json.loads(ended.stdout)
    assert ended.stderr == ""
    assert found.pop("why")
    assert found == FIGURES


def test_the_examples_of_the_manual_are_what_the_command_prints(loaded: str) -> None:
    section = MANUAL.read_text("utf-8").partition("\n## `redstring evidence`\n")[2].partition("\n## ")[0]
    shown, example = re.findall(r"^```(?:json)?\n(.*?)^```$", section, re.DOTALL | re.MULTILINE)
    printed = json.loads(typed("evidence", "s01-defected", "--json", "--store", loaded).stdout)
    assert list(json.loads(example).items()) == list({**printed, "why": "…"}.items())
    assert shown in command("evidence", "s01-defected", "--store", loaded, COLUMNS="80").stdout


def test_a_statement_goes_by_slug_and_by_case_and_slug(loaded: str) -> None:
    answers = {typed("evidence", name, "--json", "--store", loaded).stdout for name in ("s01-defected", "dong-jingwei-2021/s01-defected")}
    assert len(answers) == 1
    assert json.loads(answers.pop())["asserts"] == 32


def test_evidence_of_all_statements_is_a_map_by_slug(loaded: str) -> None:
    ended = typed("evidence", "--all", "--json", "--store", loaded)
    found = json.loads(ended.stdout)
    assert len(found) == 103
    assert {tuple(each) for each in found.values()} == {(*FIGURES, "why")}
    assert {name: found["s01-defected"][name] for name in FIGURES} == FIGURES
    assert found == json.loads(typed("evidence", "--all", "--case", "dong-jingwei-2021", "--json", "--store", loaded).stdout)


def test_as_of_counts_only_what_was_published_by_then(loaded: str) -> None:
    def asserted(day: str) -> int:
        return int(json.loads(typed("evidence", "s01-defected", "--as-of", day, "--json", "--store", loaded).stdout)["asserts"])

    assert asserted("2021-06-01") == 0
    assert 0 < asserted("2021-06-17") < asserted("2021-06") <= asserted("2026-01-01")
    assert asserted("2021-06") == asserted("2021-06-30")


def test_the_card_says_what_the_figures_rest_on(loaded: str) -> None:
    card = typed("evidence", "s01-defected", "--store", loaded)
    assert "Dong Jingwei defected to United States" in card.stdout
    assert "contested" in card.stdout
    assert "32 claims in 29 documents of 28 publishers (25 owners)" in card.stdout
    assert "1–10 independent origins, 7 separate chains" in card.stdout
    assert "4 claims deny it, from 1–2 origins" in card.stdout
    assert "SpyTalk ← " in card.stdout
    assert "claims as reported, not findings" in card.stderr


def test_the_card_keeps_to_the_width_of_the_terminal(loaded: str) -> None:
    card = command("evidence", "s01-defected", "--store", loaded, COLUMNS="80").stdout
    assert all(len(line) <= 80 for line in card.splitlines() if "://" not in line)


def test_the_card_shows_every_qualifier(loaded: str) -> None:
    assert "when 2021-02-10, from Hong Kong, first published" in typed("evidence", "s02-flight-dated", "--store", loaded).stdout
    assert "as vice minister, when 2006 – ≈ 2015" in typed("evidence", "s74-ma-role", "--store", loaded).stdout
    assert "where US-China talks in Anchorage" in typed("evidence", "s26-demand-wang", "--store", loaded).stdout


def test_chains_go_on_through_citations_and_say_when_they_end_at_no_origin(loaded: str) -> None:
    onward = "  South China Morning Post ← through what it cites: Dalian Intermediate People's Court\n"
    assert onward in typed("evidence", "s74-ma-role", "--store", loaded).stdout
    cut_short = (
        "  OpIndia ← Han Lianchao (no origin: in another chain unnamed friend or source of Han Lianchao in China stands behind it)\n"
    )
    assert cut_short in typed("evidence", "s01-defected", "--store", loaded).stdout


def test_a_publisher_that_the_chain_leaves_out_stands_in_front(tmp_path: Path, empty: str) -> None:
    folder = small_case(tmp_path / "case", change=("chain: [outlet:paper]", "chain: [person:carol]"))
    text = (folder / "case.yml").read_text()
    (folder / "case.yml").write_text(text.replace("voices:\n", "voices:\n  - {id: person:carol, name: Carol, kind: person}\n"))
    assert typed("load", folder, "--store", empty).returncode == 0
    assert "\n  The Paper ← Carol\n" in typed("evidence", "s1", "--store", empty).stdout


def test_the_card_says_predicates_in_the_words_of_the_app(loaded: str) -> None:
    assert typed("evidence", "s07-vice-minister", "--store", loaded).stdout.startswith(
        "Dong Jingwei held a post at Ministry of State Security"
    )


def test_the_table_of_all_statements_holds_each_status(loaded: str) -> None:
    ended = typed("evidence", "--all", "--store", loaded)
    row = next(line for line in ended.stdout.splitlines() if line.startswith("s01-defected"))
    assert row.split() == ["s01-defected", "contested", "1–10", "7", "32", "4"]


def test_two_cases_with_equal_slugs_stay_apart(tmp_path: Path, empty: str) -> None:
    first = small_case(tmp_path / "one", change=("id: small,", "id: one,"))
    second = small_case(tmp_path / "two", change=("id: small,", "id: two,"))
    assert typed("load", first, second, "--store", empty).returncode == 0
    assert set(json.loads(typed("evidence", "--all", "--json", "--store", empty).stdout)) == {"one/s1", "two/s1"}
    assert set(json.loads(typed("evidence", "--all", "--case", "two", "--json", "--store", empty).stdout)) == {"s1"}
    assert "one/s1" in told(typed("evidence", "s1", "--store", empty), 1)
    assert json.loads(typed("evidence", "one/s1", "--json", "--store", empty).stdout)["asserts"] == 1


def test_what_is_not_there_is_said_with_what_is_near(loaded: str) -> None:
    assert "s01-defected" in told(typed("evidence", "s01-defectd", "--store", loaded), 1)
    assert "dong-jingwei-2021" in told(typed("evidence", "--all", "--case", "nowhere", "--store", loaded), 1)
    assert "person:dong-jingwei" in told(typed("evidence", "person:dong-jingwei", "--store", loaded), 1)


def test_text_from_sources_cannot_steer_the_terminal(tmp_path: Path, empty: str) -> None:
    folder = small_case(tmp_path / "case", name=r"[bold red]Ann[/] \u202E\u200FBob \x9B2J")
    assert typed("load", folder, "--store", empty).returncode == 0
    for ended in (typed("evidence", "s1", "--store", empty), typed("evidence", "--all", "--store", empty)):
        assert not {"\x1b", "\x9b", "\u202e", "\u200f"} & set(ended.stdout + ended.stderr)
    assert "[bold red]Ann[/] Bob 2J visited United States" in typed("evidence", "s1", "--store", empty).stdout
