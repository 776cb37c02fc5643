"""What a case has already, as a document that comes in meets it."""

from __future__ import annotations

from pathlib import Path

from graph.load import load
from graph.model import Alias, Case, Entity, Voice, VoiceKind
from graph.store import open_store
from ui.known import Names


def test_a_name_of_several_and_a_weak_alias_are_nobodys(tmp_path: Path) -> None:
    given = {"case": "small", "kind": "person"}
    people = [
        Entity(**given, key="person:ida", name="Ida Holm", aliases=(Alias(name="Ida", weak=True), Alias(name="Ida H."))),
        Entity(**given, key="person:one", name="Ole Rask"),
        Entity(**given, key="person:two", name="Ole Rask"),
    ]
    with open_store(f"embedded:{tmp_path / 'store'}") as store:
        load(store, [Case(case="small", title="Small"), *people], name="small")
        assert dict(Names(store, "small").known().entities) == {("person", "ida holm"): "person:ida", ("person", "ida h."): "person:ida"}


def test_an_outlet_is_known_with_and_without_its_article(tmp_path: Path) -> None:
    told = Voice(case="small", key="outlet:qc", name="The Quay Courier", kind=VoiceKind.outlet)
    with open_store(f"embedded:{tmp_path / 'store'}") as store:
        load(store, [Case(case="small", title="Small"), told], name="small")
        assert dict(Names(store, "small").known().voices) == {"the quay courier": "outlet:qc", "quay courier": "outlet:qc"}
