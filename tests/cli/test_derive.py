"""`redstring derive`: what is derived, put right after somebody wrote to the store by hand."""

from __future__ import annotations

import json

import cli
from graph.store import open_store
from tests.cli.commands import command, typed


def checksum(address: str) -> str:
    return str(json.loads(typed("info", "--json", "--store", address).stdout)["checksum"])


def test_what_was_changed_by_hand_is_put_right(empty: str) -> None:
    assert typed("load", cli.BUNDLED, "--store", empty).returncode == 0
    before = checksum(empty)
    with open_store(empty) as store:
        store.execute("MATCH (a:Entity)-[r {slug: 's01-defected'}]->(b) SET r.status = 'confirmed' CREATE (b)-[:PAID {id: 'x'}]->(a)")
    assert checksum(empty) != before
    ended = command("derive", "--store", empty)
    assert (ended.returncode, ended.stdout) == (0, "")
    assert "Derived 103 statements, removed 1 relationship without a claim" in ended.stderr
    assert checksum(empty) == before


def test_without_a_store_or_a_case_it_says_so(empty: str) -> None:
    ended = typed("derive", "--store", empty)
    assert ended.returncode == 1
    assert "no store" in ended.stderr.lower() or "holds no case" in ended.stderr
    assert "Traceback" not in ended.stderr
