"""`redstring decisions` lists what was decided, and writes the file that a case folder loads."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from graph.decisions import decide
from graph.model import Decision
from graph.store import open_store
from tests.cli.commands import small_case, typed


def test_decisions_are_listed_written_and_loaded_elsewhere(tmp_path: Path, empty: str) -> None:
    folder = small_case(tmp_path / "case")
    typed("load", folder, "--store", empty)
    with open_store(empty) as store:
        source = store.read("MATCH (s:Source) RETURN s.id LIMIT 1").rows[0][0]
        made = {"kind": "retraction", "about": source, "content": {"retracted": True}, "by": "Ann", "at": datetime(2026, 1, 31, tzinfo=UTC)}
        decide(store, Decision(case="small", **made))
    assert "Ann" in typed("decisions", "--store", empty).stdout
    (told,) = json.loads(typed("decisions", "--json", "--store", empty).stdout)
    assert (told["about"], told["content"]) == (source, {"retracted": True})
    assert typed("decisions", "--write", folder / "decisions.jsonl", "--store", empty).returncode == 0
    other = f"embedded:{tmp_path / 'other'}"
    assert typed("load", folder, "--store", other).returncode == 0
    checksums = [json.loads(typed("info", "--json", "--store", store).stdout)["checksum"] for store in (empty, other)]
    assert checksums[0] == checksums[1]
    assert typed("decisions", "--case", "nowhere", "--store", empty).returncode == 1


def test_what_was_decided_is_listed_also_where_the_last_document_was_taken_out(tmp_path: Path, empty: str) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Ida Holm met Ole Rask in Oslo on 3 May 2021, according to the Harbour Ministry.\n")
    typed("load", story, "--rules", "--case", "port", "--store", empty)
    typed("merge", "port/person:ida-holm", "port/person:ole-rask", "--by", "Ann", "--why", "a test", "--store", empty)
    (loaded,) = json.loads(typed("sources", "--json", "--store", empty).stdout)
    assert typed("unload", loaded["name"], "--store", empty).returncode == 0
    (told,) = json.loads(typed("decisions", "--case", "port", "--json", "--store", empty).stdout)
    assert (told["by"], told["kind"]) == ("Ann", "merge")
