"""One text in two places is one document: its claims count once, and the report says of what it is a copy."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.archive import checksum
from graph.load.mark import Mark, mark_case
from graph.model import Entity
from graph.queries.imports import imports
from graph.store import GraphStore, open_store
from loaders.documents import Document
from loaders.inputs import Input, given, inputs
from loaders.problems import Problems
from loaders.readings import Reading
from ui.importing import Importing, Outcome
from ui.known import Names

TEXT = b"Inquiry goes on\n\nIda Holm met Ole Rask in Oslo on 3 May 2021, according to the Harbour Ministry.\n"
OTHER = b"No comment\n\nPavel Novak, head of the Harbour Agency, denied that he had been paid by Ida Holm.\n"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    with open_store(f"embedded:{tmp_path_factory.mktemp('copies') / 'store'}") as store:
        yield store


@pytest.fixture
def empty(opened: GraphStore) -> GraphStore:
    opened.execute("MATCH (n) DETACH DELETE n")
    return opened


def bring(store: GraphStore, *files: Input, dry: bool = False) -> dict[str, Outcome]:
    return {one.name: one for one in Importing(store, "small", trees=False, dry=dry).run(files)}


def sources(store: GraphStore) -> int:
    return int(store.read("MATCH (s:Source {case: 'small'}) RETURN count(s)").rows[0][0])


def test_a_file_and_the_same_file_within_an_archive_are_one_document(empty: GraphStore, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.txt").write_bytes(TEXT)
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("kept/uno.txt", TEXT)
        archive.writestr("kept/two.txt", OTHER)
    first, copy, other = (str(tmp_path / each) for each in ("a/one.txt", "b.zip/kept/uno.txt", "b.zip/kept/two.txt"))
    files = tuple(inputs([tmp_path], Problems()))
    checked = bring(empty, *files, dry=True)
    assert {name: one.state for name, one in checked.items()} == {first: "would load", copy: "same as loaded", other: "would load"}
    found = bring(empty, *files)
    assert {name: (one.state, one.same_as) for name, one in found.items()} == {
        first: ("new", ""),
        copy: ("unchanged", first),
        other: ("new", ""),
    }
    assert (found[copy].imported, found[copy].title, found[copy].claims) == (found[first].imported, "Inquiry goes on", 0)
    assert (sources(empty), len(imports(empty, "small"))) == (2, 2)
    claims = empty.read("MATCH (c:Claim {case: 'small'}) RETURN count(c)").rows
    held = checksum(empty)
    # what the case has is known by its bytes, wherever they lie now, and also if only the second place is given
    (tmp_path / "a" / "one.txt").rename(tmp_path / "moved.txt")
    again = bring(empty, *inputs([tmp_path], Problems()))
    assert {name: one.same_as for name, one in again.items()} == {other: "", copy: first, str(tmp_path / "moved.txt"): first}
    assert all(one.state == "unchanged" and one.imported for one in again.values())
    assert (checksum(empty), empty.read("MATCH (c:Claim {case: 'small'}) RETURN count(c)").rows) == (held, claims)


def test_a_newer_version_is_its_own_and_what_it_was_is_read_under_its_new_name(empty: GraphStore) -> None:
    bring(empty, given("one.txt", TEXT))
    found = bring(empty, given("old.txt", TEXT), given("one.txt", OTHER))
    assert {name: (one.state, one.same_as) for name, one in found.items()} == {"old.txt": ("new", ""), "one.txt": ("changed", "")}
    assert sources(empty) == 2


def test_two_addresses_with_one_text_have_both_published_it(empty: GraphStore) -> None:
    pages = (given(f"https://{host}/page.txt", TEXT, address=f"https://{host}/page.txt") for host in ("a.example", "b.example"))
    assert [one.state for one in bring(empty, *pages).values()] == ["new", "new"]
    # a file with the bytes of one of them is that page, kept
    assert [one.same_as for one in bring(empty, given("kept.txt", TEXT)).values()] == ["https://a.example/page.txt"]


def test_a_copy_of_what_is_refused_is_refused_and_of_what_broke_off_is_read(empty: GraphStore) -> None:
    broken = b"Harbour \xff\xfe\x81\x8d text \x8f\x90\x9d" * 20
    found = bring(empty, given("a.txt", broken), given("b.txt", broken), given("c.txt", b" "), given("d.txt", b" "))
    assert {one.state for one in found.values()} == {"refused"}
    assert found["b.txt"].problems[0].message == "has the same content as a.txt, which was refused"
    assert found["d.txt"].problems[0].message == "is empty"
    loaded = bring(empty, given("one.txt", TEXT))["one.txt"]
    mark_case(empty, "small", Mark("one", {}, frozenset([loaded.imported])))
    assert bring(empty, given("two.txt", TEXT))["two.txt"].state == "new"


def test_a_document_of_which_no_records_can_be_made_keeps_no_other_out(empty: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Importing._considered

    def faulty(self: Importing, reading: Reading, document: Document, names: Names) -> object:
        if reading.name == "bad.txt":
            Entity(case="small", key="person:" + "x" * 300, name="X", kind="person")
        return whole(self, reading, document, names)

    monkeypatch.setattr(Importing, "_considered", faulty)
    became = bring(empty, given("bad.txt", TEXT), given("good.txt", OTHER))
    assert [(name, one.state) for name, one in became.items()] == [("bad.txt", "refused"), ("good.txt", "new")]
    assert "met a fault of Redstring and was left out" in str(became["bad.txt"].problems[0])


PAGE = "<!-- saved from url=(0022)https://a.example/met --><html><body><h1>Met</h1><p>{}</p></body></html>"
SHORT, LONG = (PAGE.format(words).encode() for words in ("Ida Holm met Ole Rask.", "Ida Holm met Ole Rask in Oslo, nobody would say why."))


@pytest.mark.parametrize(("one", "two"), [(SHORT, LONG), (LONG, SHORT)])
def test_of_two_files_of_one_address_the_longer_stays_however_often_they_are_loaded(empty: GraphStore, one: bytes, two: bytes) -> None:
    files = (given("one.html", one), given("two.html", two))
    stays = "one.html" if one is LONG else "two.html"
    bring(empty, *files)
    before = checksum(empty)
    again = bring(empty, *files)
    assert {name: each.state for name, each in again.items()} == {
        name: "unchanged" if name == stays else "left out" for name in ("one.html", "two.html")
    }
    (left_out,) = (each for each in again.values() if each.state == "left out")
    assert f"is known by the same address as {stays}, which stays" in left_out.problems[0].message
    assert (checksum(empty), sources(empty)) == (before, 1)


def test_a_newer_file_of_an_address_takes_its_place_where_it_is_loaded_by_itself(empty: GraphStore) -> None:
    bring(empty, given("one.html", LONG))
    assert bring(empty, given("two.html", SHORT))["two.html"].state == "changed"
