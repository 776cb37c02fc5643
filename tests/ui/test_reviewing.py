"""A review in one tab: what is decided counts at once, each step is taken back as one, and what others decided is left alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from graph import queries
from graph.archive import checksum
from graph.decisions import decide, decide_all
from graph.errors import NotFoundError, RecordError
from graph.merges.pairs import Verdict, pair_of, why_of
from graph.model import Decision, Review
from graph.queries import decisions, evidence_of
from graph.queries.merges import merges
from graph.queries.review import Proposal, import_of, reviewed
from graph.queries.rows import records_by_id
from graph.store import GraphStore, open_store
from tests.ui.story import CASE, TEXT, load_story
from ui.markup import text_of
from ui.merging import made
from ui.proposal_card import detail
from ui.review_bar import chosen_from, told_of
from ui.review_text import WINDOW, Text, pieces, window
from ui.review_text import text_of as read_text
from ui.reviewing import NAMELESS, Reviewing, following

PERSONS = pair_of(f"{CASE}/person:ida-holm", f"{CASE}/person:ole-rask")
STATUS = "MATCH (s:Statement {case: 'tarn', id: $id}) RETURN s.status"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("story")


@pytest.fixture(scope="module")
def opened(folder: Path) -> Iterator[GraphStore]:
    with open_store(f"embedded:{folder / 'store'}") as store:
        load_story(store, folder)
        yield store


@pytest.fixture
def held(opened: GraphStore) -> Iterator[GraphStore]:
    """The store with nothing decided."""
    yield opened
    made = [
        Decision(case=CASE, kind="review", about=each.about, content={"review": "proposed"}, by="test", at=now())
        for each in reviews(opened)
    ]
    decide_all(opened, list({each.about: each for each in made}.values()))
    opened.execute("MATCH (d:Decision) DELETE d")


@pytest.fixture
def tab(held: GraphStore) -> Reviewing:
    made = Reviewing(by="Ann Reader")
    made.open(held, CASE)
    made.open(held, CASE, next(one.source.key for one in made.documents if one.total == 8))
    return made


def now() -> datetime:
    return datetime.now(UTC)


def reviews(store: GraphStore) -> list[Decision]:
    return [each for each in decisions(store, CASE) if each.kind == "review"]


def status(store: GraphStore, proposal: Proposal) -> str:
    return str(store.read(STATUS, {"id": proposal.statement.id}).rows[0][0])


def test_documents_with_something_left_come_first_and_proposals_in_the_order_of_the_text(held: GraphStore, tab: Reviewing) -> None:
    assert [(one.total, one.left) for one in tab.documents] == [(2, 2), (8, 8)]
    starts = [one.claim.locator.start or 0 for one in tab.found]
    assert starts == sorted(starts)
    assert tab.current == tab.found[0].claim.id
    tab.open(held, CASE, tab.documents[0].source.key)
    tab.review(held, tab.found, Review.rejected)
    assert [(one.total, one.left) for one in reviewed(held, CASE)] == [(8, 8), (2, 0)]


def test_what_is_accepted_counts_and_taking_it_back_leaves_no_trace_but_the_decisions(held: GraphStore, tab: Reviewing) -> None:
    before = checksum(held)
    first, denial = tab.found[0], next(one for one in tab.found if one.claim.stance == "denies")
    assert first.statement == denial.statement
    tab.review(held, [first], Review.accepted, following(tab.found, first.claim.id))
    assert (status(held, first), tab.current, tab.left) == ("single-source", tab.found[1].claim.id, 7)
    tab.review(held, [denial], Review.accepted)
    assert status(held, first) == "contested"
    tab.undo(held)
    assert (status(held, first), tab.current) == ("single-source", denial.claim.id)
    tab.review(held, [first], Review.rejected)
    assert status(held, first) == "unsourced"
    tab.undo(held)
    assert (status(held, first), tab.found[0].review) == ("single-source", Review.accepted)
    tab.undo(held)
    assert (status(held, first), tab.left, tab.steps) == ("unsourced", 8, [])
    made = reviews(held)
    assert [each.content["review"] for each in made] == ["accepted", "accepted", "proposed", "rejected", "accepted", "proposed"]
    assert {each.by for each in made} == {"Ann Reader"}
    held.execute("MATCH (d:Decision) DELETE d")
    assert checksum(held) == before


def test_many_are_one_step(held: GraphStore, tab: Reviewing) -> None:
    left = [one for one in tab.found if one.review is Review.proposed]
    assert [one.claim.confidence for one in chosen_from(left, "travelled_to", 0.55)] == [0.55, 0.83, 0.88]
    assert len(chosen_from(left, "", 0.83)) == 4
    tab.review(held, chosen_from(left, "", 0.83), Review.accepted)
    assert (tab.said, tab.left, len(tab.steps)) == ("Accepted 4 proposals.", 4, 1)
    tab.undo(held)
    assert (tab.left, tab.said) == (8, "Taken back: accepted 4 proposals.")


def test_where_none_is_sure_enough_the_surest_is_told(tab: Reviewing) -> None:
    surest = max(one.claim.confidence for one in tab.found)
    assert (
        told_of(tab.found, [], "")
        == f"Of {len(tab.found)} proposals that nobody has decided, 0 would be accepted: the surest has {surest:.2f}."
    )
    assert told_of(tab.found, tab.found[:2], "").startswith(f"Of {len(tab.found)} proposals that nobody has decided, 2 would")
    right = round(sum(one.claim.confidence for one in tab.found[:2]))
    assert told_of(tab.found, tab.found[:2], "").endswith(f"By their confidence that is right of some {right}.")
    assert told_of([], [], "") == "Of 0 proposals that nobody has decided, 0 would be accepted."


def test_what_somebody_else_decided_since_then_stays(held: GraphStore, tab: Reviewing) -> None:
    mine, other = tab.found[:2]
    tab.review(held, [mine, other], Review.accepted)
    decide(held, Decision(case=CASE, kind="review", about=other.claim.id, content={"review": "rejected"}, by="Bo", at=now()))
    tab.undo(held)
    assert [one.review for one in tab.found[:2]] == [Review.proposed, Review.rejected]
    assert "1 proposal stayed" in tab.said


def test_nobody_decides_without_a_name(held: GraphStore, tab: Reviewing) -> None:
    tab.by = ""
    tab.review(held, tab.found[:1], Review.accepted)
    tab.note(held, tab.found[0], "hm")
    assert (tab.wrong, tab.left, reviews(held)) == (True, 8, [])


def test_a_step_of_another_document_can_be_taken_back(held: GraphStore, tab: Reviewing) -> None:
    tab.review(held, tab.found[:1], Review.accepted)
    tab.open(held, CASE, tab.documents[0].source.key)
    tab.undo(held)
    assert [one.left for one in reviewed(held, CASE)] == [2, 8]


def test_a_note_is_kept_shown_and_taken_back(held: GraphStore, tab: Reviewing) -> None:
    tab.note(held, tab.found[0], "  ask the officials again\n")
    shown = detail(tab.found[0], "", evidence_of(held, [tab.found[0].statement.id]), {})
    assert "ask the officials again — Ann Reader" in text_of(shown)
    assert tab.left == 8
    tab.undo(held)
    assert "ask the officials" not in text_of(detail(tab.found[0], "", evidence_of(held, [tab.found[0].statement.id]), {}))


def test_the_card_says_what_accepting_would_do(held: GraphStore, tab: Reviewing) -> None:
    def said(number: int) -> str:
        return text_of(detail(tab.found[number], "", evidence_of(held, [tab.found[number].statement.id]), {}))

    assert "two officials (unnamed)" in said(0)
    assert "Accepting it: proposed → single-source" in said(0)
    assert "Accepting it: proposed → rumour" in said(7)
    tab.review(held, tab.found[:1], Review.accepted)
    assert "It counts: unsourced → single-source" in said(0)
    assert "Accepted by Ann Reader, " in said(0)
    assert "Accepting it: single-source → contested" in said(2)


def test_the_text_is_read_again_and_cut_at_every_place(held: GraphStore, tab: Reviewing, folder: Path) -> None:
    text = read_text(import_of(held, CASE, tab.found))
    assert text.document is not None
    runs = pieces(text, tab.found, tab.found[0])
    assert "".join(str(run[0]) for run in runs) == TEXT
    for one in tab.found:
        there = "".join(str(run[0]) for run in runs if one.claim.id in run[1])  # type: ignore[operator]
        assert " ".join(there.split()) == text.sentence(one)
    assert [run[0] for run in runs if "heading" in run[2]] == ["Two ships and a minister"]  # type: ignore[operator]
    (folder / "ships.md").write_text("something else")
    try:
        gone = read_text(import_of(held, CASE, tab.found))
        assert (gone.document, "was changed since it was read" in gone.missing) == (None, True)
        assert "looked for in" not in gone.missing
        imported = import_of(held, CASE, tab.found)
        assert imported is not None
        elsewhere = read_text(imported.model_copy(update={"path": "ships.md"}))
        assert elsewhere.missing.startswith(f"ships.md (looked for in {Path.cwd()}) is not there any more")
        known = [one.claim.locator for one in tab.found]
        # of a long place the first words are known, and that they go on is told
        cues = [f"{each.cue} …" if (each.end or 0) - (each.start or 0) > 80 else each.cue for each in known]
        assert {str(each).endswith(" …") for each in cues} == {True, False}
        assert [run[0] for run in pieces(gone, tab.found, None)][::2] == cues
        assert gone.sentence(tab.found[0]) == cues[0]
    finally:
        (folder / "ships.md").write_text(TEXT)


def test_of_a_long_text_there_is_enough_around_the_place() -> None:
    assert window(500, 10) == (0, 500)
    for place in (0, 99_999, 100_000, 730_001, 999_999):
        low, high = window(1_000_000, place)
        assert low <= place < high
        assert high - low <= WINDOW
        assert low == 0 or place - low >= WINDOW // 4
        assert high == 1_000_000 or high - place >= WINDOW // 4
    assert Text(None, "gone").missing == "gone"


def test_decisions_of_one_step_are_all_checked_before_one_is_written(held: GraphStore, tab: Reviewing) -> None:
    def made(about: str, word: str, case: str = CASE) -> Decision:
        return Decision(case=case, kind="review", about=about, content={"review": word}, by="Bo", at=now())

    good = made(tab.found[0].claim.id, "accepted")
    with pytest.raises(NotFoundError, match="no claim 'tarn/nowhere'"):
        decide_all(held, [good, made("tarn/nowhere", "accepted")])
    with pytest.raises(RecordError, match="perhaps"):
        decide_all(held, [good, made(tab.found[1].claim.id, "perhaps")])
    with pytest.raises(RecordError, match="of one case"):
        decide_all(held, [good, made(tab.found[1].claim.id, "accepted", "other")])
    assert reviews(held) == []


def test_what_is_corrected_counts_as_corrected_until_it_is_taken_back(held: GraphStore, tab: Reviewing) -> None:
    before = checksum(held)
    first = tab.found[0]
    tab.correct(held, first, {"hedge": "alleged", "object": "organisation:grey-gull-line"})
    (said, found) = tab.found[0], "MATCH (s:Statement {predicate: 'met_with'}) RETURN s.object, s.status ORDER BY s.object"
    assert (said.corrected, said.review, tab.left, tab.current) == (True, Review.rejected, 7, tab.found[1].claim.id)
    assert ("organisation:grey-gull-line", "single-source") in held.read(found).rows
    shown = text_of(detail(said, "", evidence_of(held, [first.statement.id]), {"organisation:grey-gull-line": "Grey Gull Line"}))
    assert "Accepted as corrected by Ann Reader" in shown
    assert "objectGrey Gull Linehedgealleged" in shown
    with pytest.raises(RecordError, match="when"):
        tab.correct(held, first, {"when": "soon"})
    tab.undo(held)
    held.execute("MATCH (d:Decision) DELETE d")
    assert checksum(held) == before


def test_two_are_merged_from_a_proposal_and_parted_again(held: GraphStore, tab: Reviewing) -> None:
    before = [(one.statement.subject, one.statement.object) for one in tab.found]
    tab.merge(held, PERSONS, "a test says so")
    assert (tab.said, tab.wrong) == ("Merged: one from now on.", False)
    (decision,) = merges(held, CASE).values()
    assert (decision.by, why_of(decision)) == ("Ann Reader", "a test says so")
    assert len({one.statement.subject for one in tab.found}) < len({subject for subject, _ in before})
    tab.review(held, tab.found[:1], Review.accepted)
    tab.undo(held)
    tab.undo(held)
    assert (tab.said, tab.wrong, tab.steps) == ("Taken back: merged two.", False, [])
    assert [(one.statement.subject, one.statement.object) for one in tab.found] == before


def test_a_merge_that_somebody_else_decided_anew_stays(held: GraphStore, tab: Reviewing) -> None:
    tab.by = ""
    tab.merge(held, PERSONS, "nobody says so")
    assert (tab.said, merges(held, CASE)) == (NAMELESS, {})
    tab.by = "Ann Reader"
    tab.merge(held, PERSONS, "a test says so")
    decide_all(held, [made(PERSONS, Verdict.different, "Ben", "they met")])
    tab.undo(held)
    assert ("somebody has decided since" in tab.said, tab.wrong, merges(held, CASE)[PERSONS].by) == (True, True, "Ben")
    decide_all(held, [made(PERSONS, Verdict.withdrawn, "Ben")])


def test_a_decision_reads_once_and_only_what_it_changed(held: GraphStore, tab: Reviewing, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[type] = []
    read, looked = records_by_id, queries.review.proposals
    looks: list[str] = []

    def counted(store: GraphStore, kind: type, ids: Iterable[str]) -> list[Any]:
        wanted = list(ids)
        asked.extend([kind] * len(wanted))
        return read(store, kind, wanted)

    def look(*given: Any, **more: Any) -> tuple[Proposal, ...]:
        looks.append(given[2])
        return looked(*given, **more)

    monkeypatch.setattr("graph.queries.review.records_by_id", counted)
    monkeypatch.setattr("ui.reviewing.proposals", look)
    for one, word in zip(tab.found[:2], (Review.accepted, Review.rejected), strict=True):
        tab.review(held, [one], word)
        tab.look(held)
    assert (looks, asked) == ([tab.source] * 2, [])
    assert [one.review for one in tab.found[:2]] == [Review.accepted, Review.rejected]
    fresh = Reviewing(by="Bo", case=CASE, source=tab.source)
    fresh.look(held)
    assert fresh.found == tab.found


def test_what_others_decide_and_note_is_seen_when_it_is_looked_again(held: GraphStore, tab: Reviewing) -> None:
    one = tab.found[0]
    decide(held, Decision(case=CASE, kind="note", about=one.claim.id, content={"note": "look again"}, by="Bo", at=now()))
    tab.look(held)
    assert tab.found[0].note is not None
    decide(held, Decision(case=CASE, kind="review", about=one.claim.id, content={"review": "accepted"}, by="Bo", at=now()))
    tab.look(held)
    assert (tab.found[0].review, tab.found[0].status.value) == (Review.accepted, "single-source")
    assert {each.claim.id for each in tab.everywhere(held)} > {each.claim.id for each in tab.found}
