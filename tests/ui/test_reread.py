"""Documents that stand in a case as they would be read again are not read twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.archive import checksum
from graph.decisions import decide
from graph.load.mark import Mark, mark_case
from graph.model import Decision
from graph.queries.review import proposals
from graph.store import GraphStore, open_store
from loaders.inputs import inputs
from loaders.problems import Problems
from ui.importing import Importing, Outcome

TEXTS = {
    "one.txt": "Inquiry goes on\n\nIda Holm met Ole Rask in Oslo on 3 May 2021, according to the Harbour Ministry.\n",
    "two.txt": "No comment\n\nPavel Novak, head of the Harbour Agency, denied that he had been paid by Ida Holm.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "texts"
    made.mkdir()
    for name, text in TEXTS.items():
        (made / name).write_text(text, "utf-8")
    return made


def bring(store: GraphStore, folder: Path, **how: object) -> tuple[dict[str, Outcome], list[str]]:
    """What became of each file by its own name, and what was read."""
    heard: list[str] = []
    given: Sequence[object] = tuple(inputs([folder], Problems()))
    found = list(Importing(store, "small", trees=False, told=heard.append, **how).run(given))  # type: ignore[arg-type]
    return {Path(one.file).name: one for one in found}, [Path(each).name for each in heard if each.endswith(".txt")]


def test_the_same_again_is_not_read_and_a_newer_one_is(tmp_path: Path, folder: Path) -> None:
    with open_store(f"embedded:{tmp_path / 'store'}") as store:
        first, read = bring(store, folder)
        assert read == ["one.txt", "two.txt"]
        before = checksum(store)
        again, read = bring(store, folder)
        assert read == []
        assert [one.state for one in again.values()] == ["unchanged", "unchanged"]
        for name, one in again.items():
            assert (one.imported, one.title, one.kind) == (first[name].imported, first[name].title, first[name].kind)
            assert one.unchanged > 5
        dry, read = bring(store, folder, dry=True)
        assert ([one.state for one in dry.values()], read) == (["same as loaded"] * 2, [])
        (folder / "two.txt").write_text(TEXTS["two.txt"] + "\nNovak resigned in June 2021.\n", "utf-8")
        newer, read = bring(store, folder)
        assert ({name: one.state for name, one in newer.items()}, read) == ({"one.txt": "unchanged", "two.txt": "changed"}, ["two.txt"])
        (folder / "two.txt").write_text(TEXTS["two.txt"], "utf-8")
        bring(store, folder)
        assert checksum(store) == before


def test_what_was_decided_holds_in_a_newer_version(tmp_path: Path, folder: Path) -> None:
    (folder / "three.txt").write_text("Seen again\n\nOle Rask, head of the Harbour Agency, left early.\n", "utf-8")
    with open_store(f"embedded:{tmp_path / 'store'}") as store:
        bring(store, folder)
        found = proposals(store, "small")
        verdicts = ("accepted", "rejected")
        for one, verdict in zip(found, verdicts, strict=True):
            decided = {"case": "small", "kind": "review", "about": one.claim.id, "content": {"review": verdict}}
            decide(store, Decision(**decided, by="Ann Reader", at=datetime.now(UTC)))
        for each in folder.iterdir():
            each.write_text(f"Corrected version\n\n{each.read_text('utf-8')}\nNovak resigned in June 2021.\n", "utf-8")
        bring(store, folder)
        newer = {one.claim.id: one for one in proposals(store, "small")}
        assert [newer[one.claim.id].review for one in found] == list(verdicts)
        assert [newer[one.claim.id].claim.locator.start for one in found] != [one.claim.locator.start for one in found]
        status = store.read("MATCH (s:Statement {case: 'small', id: $id}) RETURN s.status", {"id": found[0].statement.id}).rows[0][0]
        assert status == "single-source"


def test_what_broke_off_is_read(tmp_path: Path, folder: Path) -> None:
    with open_store(f"embedded:{tmp_path / 'store'}") as store:
        first, _ = bring(store, folder)
        mark_case(store, "small", Mark("two", {}, frozenset([first["two.txt"].imported])))
        assert bring(store, folder)[1] == ["two.txt"]
        mark_case(store, "small", Mark("something", {}))
        assert bring(store, folder)[1] == ["one.txt", "two.txt"]


def test_other_words_of_the_case_read_it_anew(tmp_path: Path, folder: Path) -> None:
    with open_store(f"embedded:{tmp_path / 'store'}") as store:
        bring(store, folder)
        words = "names:\n  - {name: Harbour Ministry, kind: agency}\n"
        store.execute("MATCH (c:Case {id: 'small'}) SET c.lexicon = $words", {"words": words})
        assert bring(store, folder)[1] == ["one.txt", "two.txt"]


def test_the_model_is_told_before_the_first_document_and_not_where_nothing_is_read(tmp_path: Path, folder: Path) -> None:
    with open_store(f"embedded:{tmp_path / 'store'}") as store:
        heard: list[str] = []
        for _ in range(2):
            list(Importing(store, "small", told=heard.append).run(tuple(inputs([folder], Problems()))))
        model = [place for place, told in enumerate(heard) if told == "the model of the language, then the first document"]
        assert model == [0]
        assert heard[1].endswith("one.txt")
