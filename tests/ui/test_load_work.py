"""Files brought in by work that a page follows: checked, loaded, stopped, gone on with, taken out; one at a time in this process."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from graph import queries
from graph.archive import checksum
from graph.decisions import decide_all
from graph.errors import StoreUnavailableError
from graph.load import Progress
from graph.model import Decision
from graph.queries.imports import imports, together
from graph.queries.review import proposals
from graph.store import GraphStore, open_store, schema
from loaders.extraction import has_trees
from loaders.inputs import given
from tests.conftest import ROOT
from tests.ui.worked import SECONDS, ended
from ui import load_work, work
from ui.at_hand import AT_HAND, AtHand
from ui.load_work import LoadWork, TakingOut, Wanted
from ui.review_text import text_of
from ui.states import FAULT
from ui.work import begin, current, put_away

SNAPSHOT = (ROOT / "tests" / "graph" / "kept" / "version-1.html").read_bytes()
STORIES = tuple((f"{name}.txt", f"{name}\n\nThe port of {name} was closed.\n".encode()) for name in ("Alder", "Birch", "Cedar"))


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    with open_store(f"embedded:{tmp_path_factory.mktemp('load-work') / 'store'}") as store:
        yield store


@pytest.fixture
def empty(opened: GraphStore) -> Iterator[GraphStore]:
    opened.execute("MATCH (n) DETACH DELETE n")
    yield opened
    work._last.clear()


def states(one: LoadWork) -> dict[str, str]:
    return {outcome.name: outcome.state for outcome in one.outcomes}


def loaded(store: GraphStore) -> list[str]:
    return [view.imported.path for view in imports(store)]


class Stopping(LoadWork):
    """Stopped by a person while the first file is read."""

    def _at(self, what: str) -> None:
        super()._at(what)
        self.stop()


def test_a_check_writes_nothing_and_says_what_would_come_in(empty: GraphStore) -> None:
    files = (*STORIES, ("none.txt", b""), ("shared.html", SNAPSHOT), ("case.yml", b"case: x"))
    check = ended(LoadWork(empty, Wanted(files, "port", trees=False), dry=True))
    came = {"Alder.txt": "would load", "Birch.txt": "would load", "Cedar.txt": "would load", "shared.html": "would load"}
    assert states(check) == {**came, "none.txt": "refused", "case.yml": "refused"}
    assert (empty.read("MATCH (n) RETURN count(n)").rows, check.done, check.total, check.share) == (((0,),), 5, 5, 1.0)
    assert {outcome.name: outcome.kind for outcome in check.outcomes if outcome.state == "would load"} == dict.fromkeys(
        (name for name, _ in STORIES), "text"
    ) | {"shared.html": "snapshot"}
    load = ended(check.again())
    assert states(load) == dict.fromkeys(came, "new") | {"none.txt": "refused", "case.yml": "refused"}
    assert sorted(loaded(empty)) == ["Alder.txt", "Birch.txt", "Cedar.txt"]
    (snapshot,) = [summary for summary in queries.cases(empty) if summary.snapshot]
    assert snapshot.case.case == next(outcome.case for outcome in load.outcomes if outcome.kind == "snapshot")
    newer = (("Alder.txt", b"Alder\n\nThe port of Alder was opened again.\n"), *files[1:])
    again = ended(LoadWork(empty, Wanted(newer, "port", trees=False), dry=True))
    assert states(again) == dict.fromkeys(came, "same as loaded") | {
        "Alder.txt": "would change",
        "none.txt": "refused",
        "case.yml": "refused",
    }
    assert states(ended(again.again()))["Alder.txt"] == "changed"


def test_what_was_found_before_and_not_decided_still_waits_and_needs_no_model(empty: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    told = (("said.txt", b"Harbour Courier\n\nAda Quill, the director of Quay Ltd, met Ned Oakum in Bergen, an official said.\n"),)
    first = ended(LoadWork(empty, Wanted(told, "port"), dry=False))
    assert (first.outcomes[0].claims > 0, first.undecided, first.without_model) == (True, True, False)
    monkeypatch.setattr("loaders.extraction.has_trees", lambda: pytest.fail("the model was looked for"))
    again = ended(LoadWork(empty, Wanted(told, "port"), dry=False))
    assert (states(again), again.outcomes[0].claims, again.undecided) == ({"said.txt": "unchanged"}, 0, True)
    found = [one.claim for one in proposals(empty, "port")]
    when = datetime(2031, 5, 2, tzinfo=UTC)
    decide_all(
        empty, [Decision(case="port", kind="review", about=one.id, by="me", at=when, content={"review": "rejected"}) for one in found]
    )
    assert not ended(LoadWork(empty, Wanted(told, "port"), dry=False)).undecided


@pytest.mark.skipif(not has_trees(), reason="the model of the language is not installed")
def test_as_many_claims_and_records_are_told_as_can_be_reviewed_and_are_listed(empty: GraphStore) -> None:
    text = "Mirela Costin, deputy head of the Coastal Audit Office, met the banker Ilir Prenga in Tarn. Costin resigned on 6 March 2024.\n"
    (told,) = ended(LoadWork(empty, Wanted((("said.txt", f"Harbour Courier\n\n{text}".encode()),), "port"), dry=False)).outcomes
    waiting = proposals(empty, "port")
    assert any(one.statement.predicate == "mentioned_with" for one in waiting)
    assert told.claims == len(waiting)
    assert told.entities == empty.read("MATCH (n:Entity) RETURN count(n)").rows[0][0]
    assert told.new == imports(empty)[0].records


def test_what_was_loaded_before_a_stop_stays_and_the_rest_can_be_loaded(empty: GraphStore) -> None:
    first = ended(Stopping(empty, Wanted(STORIES, "port", trees=False), dry=False))
    assert (states(first), [item.name for item in first.rest]) == ({"Alder.txt": "new"}, ["Birch.txt", "Cedar.txt"])
    assert loaded(empty) == ["Alder.txt"]
    assert 0.3 < first.share < 0.4
    rest = ended(first.remainder())
    assert states(rest) == {"Birch.txt": "new", "Cedar.txt": "new"}
    assert len(loaded(empty)) == 3


def test_what_is_told_of_documents_is_dropped_with_them_and_mistakes_in_it_are_told(empty: GraphStore) -> None:
    listing = ("documents.yml", b"Alder.txt: {publisher: The Gull}\nCedar.txt: {publisher: The Gull, published: 2031-03-14}")
    one = LoadWork(empty, Wanted((listing, *STORIES), "harbour", trees=False), dry=False)
    ended(one)
    assert {outcome.name: (outcome.publisher, outcome.published) for outcome in one.outcomes} == {
        "Alder.txt": ("The Gull", ""),
        "Birch.txt": ("", ""),
        "Cedar.txt": ("The Gull", "2031-03-14"),
    }
    assert (one.done, one.total, one.rest) == (4, 4, [])
    wrong = ended(LoadWork(empty, Wanted((("documents.yml", b"Alder.txt: {publishr: A}"), *STORIES), "harbour", trees=False), dry=False))
    assert states(wrong) == {"documents.yml": "refused", "Alder.txt": "refused", "Birch.txt": "unchanged", "Cedar.txt": "changed"}
    assert wrong.rest == []


def test_a_file_that_is_a_case_is_stopped_half_way_and_completed_by_loading_it_again(empty: GraphStore) -> None:
    class Halfway(LoadWork):
        def _tell(self, item: load_work.Whole, progress: Progress) -> None:
            if progress.stage.startswith("linking"):
                self.stop()
            super()._tell(item, progress)

    half = ended(Halfway(empty, Wanted((("shared.html", SNAPSHOT),), "port"), dry=False))
    assert (states(half), half.left_out()) == ({"shared.html": "stopped"}, [])
    assert schema.loading(empty)
    whole = ended(half.remainder())
    assert len(whole.outcomes) == 1
    assert schema.loading(empty) is None
    assert empty.read("MATCH (n:Claim) RETURN count(n) > 0").rows == ((True,),)


def test_a_store_that_goes_away_leaves_the_rest_to_be_loaded(empty: GraphStore) -> None:
    class Failing(LoadWork):
        def _at(self, what: str) -> None:
            if what.startswith("storing"):
                raise StoreUnavailableError("no server answers")

    first = Failing(empty, Wanted(STORIES, "port", trees=False), dry=False)
    begin(first)
    assert first.wait(SECONDS)
    assert str(first.error) == "no server answers"
    assert [item.name for item in first.rest] == ["Alder.txt", "Birch.txt", "Cedar.txt"]
    assert states(ended(first.remainder())) == {"Alder.txt": "new", "Birch.txt": "new", "Cedar.txt": "new"}


def test_a_fault_of_ours_in_one_file_keeps_no_other_one_out(empty: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret path /home/x")

    monkeypatch.setattr(load_work, "bring", fail)
    one = ended(LoadWork(empty, Wanted((("shared.html", SNAPSHOT), STORIES[0]), "port", trees=False), dry=False))
    assert states(one) == {"Alder.txt": "new", "shared.html": "refused"}
    assert [problem.message for problem in one.outcomes[1].problems] == [FAULT]


def test_what_is_taken_out_leaves_the_store_as_it_was(empty: GraphStore) -> None:
    ended(LoadWork(empty, Wanted(STORIES[:2], "port", trees=False), dry=False))
    before = schema.state(empty), empty.read("MATCH (n) WHERE NOT n:Redstring RETURN count(n)").rows
    ended(LoadWork(empty, Wanted(STORIES[2:], "port", trees=False), dry=False))
    (view,) = [each for each in imports(empty) if each.imported.path == "Cedar.txt"]
    out = TakingOut(empty, view.imported)
    assert begin(out) is out
    assert out.wait(SECONDS)
    assert out.error is None
    assert out.report is not None
    assert out.report.removed == view.alone
    assert empty.read("MATCH (n) WHERE NOT n:Redstring RETURN count(n)").rows == before[1]
    assert sorted(loaded(empty)) == ["Alder.txt", "Birch.txt"]


def test_several_are_taken_out_at_once_case_by_case(empty: GraphStore) -> None:
    ended(LoadWork(empty, Wanted(STORIES[2:], "port", trees=False), dry=False))
    before = checksum(empty)
    same = tuple((f"{name}.txt", b"Ida Holm met Ole Rask.\n\n" + text) for name, text in (("Elm", b"In Tarn."), ("Fir", b"In Riga.")))
    for case in ("port", "pier"):
        ended(LoadWork(empty, Wanted((*STORIES[:2], *same), case, trees=False), dry=False))
    going = [view for view in imports(empty) if view.imported.path != "Cedar.txt"]
    records, alone = together(empty, going)
    # what only some of them brought goes with them, though none of these brought it alone; but for the case that Cedar is in
    assert sum(view.alone for view in going) < alone == records - 1 < sum(view.records for view in going)
    shares: list[float] = []

    class Watched(TakingOut):
        def _tell(self, progress: Progress, cases: int) -> None:
            super()._tell(progress, cases)
            shares.append(self.share)

    out = Watched(empty, *(view.imported for view in going))
    assert out.called == "8 documents"
    assert begin(out) is out
    assert out.wait(SECONDS)
    assert (out.error, out.report is not None and out.report.removed) == (None, alone)
    assert shares == sorted(shares) and shares[-1] <= 1
    assert (loaded(empty), checksum(empty)) == (["Cedar.txt"], before)
    assert all(text_of(view.imported).document is None for view in going)


def test_what_was_dropped_is_there_to_be_reviewed_until_it_is_taken_out(empty: GraphStore) -> None:
    ended(LoadWork(empty, Wanted(STORIES[:1], "port", trees=False), dry=False))
    (view,) = imports(empty)
    found = text_of(view.imported)
    assert (found.missing, found.document.text if found.document else "") == ("", STORIES[0][1].decode())
    AT_HAND.forget(view.imported.path, str(view.imported.sha256))
    assert "drop it there again" in text_of(view.imported).missing
    # the same again, by another run of the app: nothing changes, and it is there
    assert states(ended(LoadWork(empty, Wanted(STORIES[:1], "port", trees=False), dry=False))) == {"Alder.txt": "unchanged"}
    assert text_of(view.imported).document is not None
    out = TakingOut(empty, view.imported)
    assert begin(out) is out
    assert out.wait(SECONDS)
    assert text_of(view.imported).document is None


def test_the_oldest_of_too_many_documents_goes_first() -> None:
    held, keys = AtHand(most=60), []
    for name, data in STORIES:
        held.keep(given(name, data))
        keys.append((name, hashlib.sha256(data).hexdigest()))
    assert [held.find(*key) is not None for key in keys] == [False, False, True]
    assert held.find("Cedar.txt#2", keys[2][1]) is not None
    assert held.find("Birch.txt", keys[2][1]) is None


def test_one_at_a_time_whichever_tab_begins_it(empty: GraphStore) -> None:
    go = threading.Event()

    class Waiting(LoadWork):
        def _do(self) -> None:
            go.wait(SECONDS)

    first, second = Waiting(empty, Wanted((), "port"), dry=True), LoadWork(empty, Wanted(STORIES, "port"), dry=False)
    assert begin(first) is first
    assert begin(second) is first
    put_away(first)
    assert current(empty) is first
    go.set()
    assert first.wait(SECONDS)
    assert loaded(empty) == []
    put_away(first)
    assert current(empty) is None


def test_graphs_join_the_case_of_the_documents_where_a_person_wants_it(empty: GraphStore) -> None:
    names = ("harbour.ftm.json", "harbour.gexf", "wikidata/harbour.wikidata.json")
    files = tuple((name.rpartition("/")[2], (ROOT / "data" / "samples" / name).read_bytes()) for name in names)
    wanted = Wanted((*STORIES[:1], *files), "pier", trees=False, graphs=True)
    check = ended(LoadWork(empty, wanted, dry=True))
    assert set(states(check).values()) == {"would load"}
    work = ended(check.again())
    assert {(outcome.case, outcome.state) for outcome in work.outcomes} == {("pier", "new")}
    assert {summary.case.case for summary in queries.cases(empty)} == {"pier"}
    told = [outcome.new for outcome in check.outcomes]
    # a check counts for each of them the case that the first begins
    assert [outcome.new for outcome in work.outcomes] == [told[0], *(new - 1 for new in told[1:])]
    again = ended(LoadWork(empty, wanted, dry=False))
    assert {outcome.state for outcome in again.outcomes} == {"unchanged"}


def test_neo4j_files_that_are_dropped_together_are_one_data_set_in_any_order(empty: GraphStore) -> None:
    people = ("people.csv", b"id:ID,name,:LABEL\n1,Ada,Person\n2,Bela,Person\n")
    paid = ("payments.csv", b":START_ID,:END_ID,:TYPE\n1,2,PAID\n")
    both, name = Wanted((people, STORIES[0], paid), "port", trees=False), "payments.csv, people.csv"
    check = ended(LoadWork(empty, both, dry=True))
    assert states(check) == {"Alder.txt": "would load", name: "would load"}
    load = ended(check.again())
    (made,) = [outcome for outcome in load.outcomes if outcome.kind == "neo4j-csv"]
    assert (made.state, made.case, made.new) == ("new", "payments-people.neo4j-csv", 8)
    assert {(each.entities, each.claims) for one in (check, load) for each in one.outcomes if each.kind == "neo4j-csv"} == {(2, 1)}
    assert made.note == f"2 files are read together as one data set: {name}"
    other = Wanted((paid, people), "port")
    assert states(ended(LoadWork(empty, other, dry=True))) == {name: "same as loaded"}
    again = ended(LoadWork(empty, other, dry=False))
    assert states(again) == {name: "unchanged"}
    assert [(each.entities, each.claims) for each in again.outcomes] == [(2, 1)]
    newer = Wanted(((paid[0], paid[1] + b"2,1,PAID\n"), people), "port")
    assert states(ended(LoadWork(empty, newer, dry=True))) == {name: "would change"}
    (alone,) = ended(LoadWork(empty, Wanted((paid,), "port"), dry=True)).outcomes
    assert (alone.name, alone.state, alone.note) == ("payments.csv", "refused", "")
    assert "on the Load page drop both in one go" in alone.problems[0].message
    wrong = Wanted((people, (paid[0], paid[1] + b"1,9,PAID\n")), "port")
    (refused,) = ended(LoadWork(empty, wrong, dry=True)).outcomes
    assert [(problem.file, problem.line) for problem in refused.problems] == [("payments.csv", 3)]
