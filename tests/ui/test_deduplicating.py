"""Which case the page of duplicates begins with: one in which pairs wait, also one that came since; and what taking back brings back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from graph.duplicates.candidate import Candidate
from graph.load import load
from graph.merges.pairs import Verdict
from graph.model import Case, Entity, Import
from graph.queries.duplicates import duplicates
from graph.store import open_store, schema
from tests.ui.spellings import CASE, spellings
from ui.deduplicating import Deduplicating
from ui.duplicate_card import alike, row
from ui.markup import text_of


def test_it_begins_where_pairs_wait_and_looks_again_only_after_nothing_was_found(tmp_path: Path) -> None:
    with open_store(f"embedded:{tmp_path / 'store'}") as store:
        load(store, [Case(case="alder", title="A case without pairs")], name="alder")
        tab = Deduplicating()
        tab.begin(store, ["alder"])
        assert (tab.case, tab.queue) == ("alder", ())
        assert not tab.is_stale(schema.revision(store))
        load(store, spellings(), name=CASE)
        assert tab.is_stale(schema.revision(store))
        tab.begin(store, ["alder", CASE])
        assert (tab.case, len(tab.queue)) == (CASE, 5)
        load(store, [Case(case="birch", title="Another case without pairs")], name="birch")
        assert not tab.is_stale(schema.revision(store))
        tab.begin(store, ["birch", "alder"])
        assert (tab.case, tab.queue) == ("birch", ())


def test_pairs_that_a_merge_made_one_are_all_there_again_once_it_is_taken_back(tmp_path: Path) -> None:
    with open_store(f"embedded:{tmp_path / 'store'}") as store:
        people = [Entity(case="quay", key=f"person:{file}.ada", name="Ada Quill", kind="person") for file in ("gexf", "graphml", "stix")]
        load(store, [Case(case="quay", title="One person in three graphs"), *people], name="quay")
        tab = Deduplicating(by="Di")
        tab.open(store, "quay")
        before = tab.queue
        assert len(before) == 3
        tab.judge(store, tab.pairs[0], Verdict.same)
        assert len(tab.queue) == 1
        tab.judge(store, tab.pairs[0], Verdict.same)
        assert tab.queue == ()
        tab.undo(store)
        assert len(tab.queue) == 1
        tab.undo(store)
        assert tab.queue == before


def test_a_document_that_names_both_is_told_by_its_file(tmp_path: Path) -> None:
    with open_store(f"embedded:{tmp_path / 'store'}") as store:
        names = {"a": "Ada Quill", "b": "QUILL, Ada"}
        people = [Entity(case="quay", key=f"person:{key}", name=name, kind="person") for key, name in names.items()]
        name, path = "tips-eml-97492f59", "mails/tips.eml"
        mail = Import(case="quay", name=name, format="mail", path=path, sha256="0" * 64, loaded_at=datetime.now(UTC))
        load(store, [Case(case="quay", title="Quay"), mail, *people], name=name, owner=name)
        (pair,) = duplicates(store, "quay").candidates
        assert [reason.text for reason in pair.why_not] == ["both are named in mails/tips.eml, as two"]


def test_pairs_of_the_same_names_are_told_apart_by_their_keys() -> None:
    names = {f"quay/person:{key}": "Ada Quill" for key in ("gexf.ada", "stix.ada")} | {"quay/person:rask": "Ole Rask"}
    one, other = ("quay/person:gexf.ada", "quay/person:stix.ada"), ("quay/person:gexf.ada", "quay/person:rask")
    third = ("quay/person:rask", "quay/person:stix.ada")
    unclear = alike([one, other], names)
    assert unclear == {one}
    assert alike([other, third], names) == {other, third}
    assert "person:gexf.ada – person:stix.ada" in text_of(row(Candidate(*one, 0.85, (), ()), names, unclear))
    assert text_of(row(Candidate(*other, 0.5, (), ()), names, unclear)).startswith("Ada Quill – Ole Raskpossible")
