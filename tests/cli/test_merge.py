"""`redstring merge` and `unmerge`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.commands import small_case, told, typed


def checksum(store: str, name: str = "checksum") -> str:
    return str(json.loads(typed("info", "--json", "--store", store).stdout)[name])


def test_a_merge_without_a_reason_keeps_what_speaks_for_it(tmp_path: Path, empty: str) -> None:
    more = "  - {id: person:ann-2, name: Ann, kind: person}\n  - {id: place:us"
    typed("load", small_case(tmp_path / "case", change=("  - {id: place:us", more)), "--store", empty)
    ended = typed("merge", "person:ann", "person:ann-2", "--by", "Bo", "--store", empty)
    shown = "Merged small/person:ann and small/person:ann-2: shown as small/person:ann, because: the same name: Ann\n"
    assert (ended.returncode, ended.stderr) == (0, shown)
    (kept,) = json.loads(typed("decisions", "--json", "--store", empty).stdout)
    assert kept["content"]["why"] == "the same name: Ann"


def test_two_are_merged_and_parted_and_the_decisions_load_elsewhere(tmp_path: Path, empty: str) -> None:
    folder = small_case(tmp_path / "case", change=("  - {id: place:us", "  - {id: person:an, name: An, kind: person}\n  - {id: place:us"))
    typed("load", folder, "--store", empty)
    before, graph = checksum(empty), checksum(empty, "checksum without decisions")
    assert before == graph
    ended = typed("merge", "person:an", "person:ann", "--by", "Bo", "--why", "the same passport", "--store", empty)
    assert (ended.returncode, ended.stderr) == (0, "Merged small/person:an and small/person:ann: shown as small/person:ann\n")
    merged = checksum(empty)
    assert checksum(empty, "checksum without decisions") != graph
    assert typed("decisions", "--write", folder / "decisions.jsonl", "--store", empty).returncode == 0
    other = f"embedded:{tmp_path / 'other'}"
    typed("load", folder, "--store", other)
    assert checksum(other) == merged
    assert "one by" not in told(typed("unmerge", "person:an", "place:us", "--by", "Bo", "--store", empty), 1)
    ended = typed("unmerge", "person:ann", "person:an", "--by", "Bo", "--store", empty)
    assert ended.stderr == "Took back what was decided of small/person:an and small/person:ann\n"
    assert checksum(empty, "checksum without decisions") == graph
    assert checksum(empty) != before, "both decisions are kept"
    alone = told(typed("merge", "person:an", "person:ann", "--by", "Bo", "--store", empty), 1)
    assert "Nothing that is known tells clearly that small/person:an and small/person:ann are the same: say why with --why" in alone
    assert "Nothing goes by" in told(typed("merge", "person:an", "person:nobody", "--by", "Bo", "--why", "x", "--store", empty), 1)
    assert "kind person" in told(typed("merge", "person:an", "place:us", "--by", "Bo", "--why", "x", "--store", empty), 1)
