"""`redstring duplicates`: what it lists can be copied into `redstring merge`."""

from __future__ import annotations

import json

from tests.cli.commands import typed
from tests.conftest import ROOT

FILES = [ROOT / "data" / "samples" / "duplicates" / name for name in ("wire.txt", "blog.txt")]


def test_pairs_stand_with_whole_ids_and_what_is_decided_is_left_out(empty: str) -> None:
    loaded = typed("load", *FILES, "--case", "a-case-of-the-tolls-of-a-harbour-town", "--rules", "--store", empty)
    assert loaded.returncode == 0, loaded.stderr
    listed = typed("duplicates", "--store", empty)
    (pair,) = json.loads(typed("duplicates", "--json", "--store", empty).stdout)["pairs"]
    assert (listed.returncode, "1 pair shown of 1 compared" in listed.stderr) == (0, True), listed.stderr
    lines = listed.stdout.splitlines()
    assert lines[:3] == [f"{pair['score']:.2f} {pair['word']}", f"  {pair['a']}", f"  {pair['b']}"]
    assert lines[3].startswith("    why: the initials fit: Y. Stolz, Yevgenia Stolz")
    assert typed("merge", lines[1].strip(), lines[2].strip(), "--by", "Bo", "--why", "the same clerk", "--store", empty).returncode == 0
    assert typed("duplicates", "--store", empty).stdout == ""
