"""What a person tells of documents at the page: used by the load, kept by the case, taken back, and never told by two."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.archive import checksum
from graph.decisions import decide
from graph.model import Decision, Review
from graph.queries.imports import imports
from graph.queries.review import proposals
from graph.store import GraphStore, open_store
from loaders.inputs import Told, given
from tests.ui.worked import ended
from ui import work
from ui.importing import Importing, Outcome
from ui.load_work import LoadWork, Wanted

BODY = "Inquiry goes on\n\nPavel Novak, head of the Harbour Agency, denied that he had been paid by Ida Holm.\n\n"
TEXTS = tuple((f"{name}.txt", f"{BODY}{name} was closed.\n".encode()) for name in ("alder", "birch"))
GULL: Told = (("publisher", "The Gull"), ("published", "2031-03-14"))


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    with open_store(f"embedded:{tmp_path_factory.mktemp('telling') / 'store'}") as store:
        yield store


@pytest.fixture
def store(opened: GraphStore) -> Iterator[GraphStore]:
    opened.execute("MATCH (n) DETACH DELETE n")
    yield opened
    work._last.clear()


def page(store: GraphStore, *files: tuple[str, bytes], said: dict[str, Told] | None = None, dry: bool = False) -> LoadWork:
    one = LoadWork(store, Wanted(files or TEXTS, "port", trees=False, said=said or {}), dry=dry)
    return ended(one)


def whose(found: LoadWork) -> dict[str, tuple[str, str, str]]:
    return {one.file: (one.state, one.publisher, one.published) for one in found.outcomes}


def test_what_is_told_after_a_check_is_loaded_and_holds_when_the_file_is_loaded_again(store: GraphStore) -> None:
    check = page(store, dry=True)
    assert whose(check) == {"alder.txt": ("would load", "", ""), "birch.txt": ("would load", "", "")}
    check.said = {"alder.txt": GULL}
    again = ended(check.again(dry=True))
    assert whose(again)["alder.txt"] == ("would load", "The Gull", "2031-03-14")
    assert again.outcomes[0].told == GULL
    assert whose(ended(again.again())) == {"alder.txt": ("new", "The Gull", "2031-03-14"), "birch.txt": ("new", "", "")}
    before = checksum(store)
    same = page(store)
    # it was not read again, and the check still tells whose it is
    assert (same.words, whose(same)) == (0, {"alder.txt": ("unchanged", "The Gull", "2031-03-14"), "birch.txt": ("unchanged", "", "")})
    assert same.outcomes[0].told == GULL
    assert checksum(store) == before
    newer = page(store, ("alder.txt", f"{BODY}It was opened again.\n".encode()))
    assert whose(newer) == {"alder.txt": ("changed", "The Gull", "2031-03-14")}


def test_a_field_that_is_told_no_longer_is_as_the_document_says_it_and_nothing_is_kept(store: GraphStore) -> None:
    text = ("alder.txt", f"Published: 2031-01-02\nPublisher: The Tern\n\n{BODY}".encode())
    plain = page(store, text)
    assert whose(plain) == {"alder.txt": ("new", "The Tern", "2031-01-02")}
    before = checksum(store)
    assert whose(page(store, text, said={"alder.txt": GULL})) == {"alder.txt": ("changed", "The Gull", "2031-03-14")}
    assert whose(page(store, text, said={"alder.txt": GULL[1:]})) == {"alder.txt": ("changed", "The Tern", "2031-03-14")}
    assert whose(page(store, text, said={"alder.txt": ()})) == {"alder.txt": ("changed", "The Tern", "2031-01-02")}
    assert checksum(store) == before


def test_what_a_dropped_file_tells_is_kept_until_it_tells_otherwise(store: GraphStore) -> None:
    listing = ("documents.yml", b"alder.txt: {publisher: The Gull, published: 2031-03-14, authors: [Ada Lind, Ole Rask]}")
    first = page(store, listing, *TEXTS)
    assert whose(first)["alder.txt"] == ("new", "The Gull", "2031-03-14")
    assert whose(page(store))["alder.txt"] == ("unchanged", "The Gull", "2031-03-14")
    assert page(store, dry=True).outcomes[0].told == (*GULL, ("authors", ("Ada Lind", "Ole Rask")))
    # a person at the page is believed before it, until it is dropped again
    assert whose(page(store, listing, *TEXTS, said={"alder.txt": GULL[1:]}))["alder.txt"] == ("changed", "", "2031-03-14")
    other = ("documents.yml", b"birch.txt: {publisher: The Tern}")
    assert whose(page(store, other, *TEXTS)) == {"alder.txt": ("unchanged", "", "2031-03-14"), "birch.txt": ("changed", "The Tern", "")}
    assert whose(page(store, listing, *TEXTS)) == {"alder.txt": ("changed", "The Gull", "2031-03-14"), "birch.txt": ("changed", "", "")}


def test_a_file_within_an_archive_is_told_of_by_its_name_there(store: GraphStore) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for folder in ("a", "b"):
            archive.writestr(f"{folder}/story.txt", f"{BODY}{folder} was closed.\n")
    found = page(store, ("leak.zip", packed.getvalue()), said={"leak.zip/b/story.txt": GULL})
    assert whose(found) == {"leak.zip/a/story.txt": ("new", "", ""), "leak.zip/b/story.txt": ("new", "The Gull", "2031-03-14")}
    assert whose(page(store, ("leak.zip", packed.getvalue())))["leak.zip/b/story.txt"] == ("unchanged", "The Gull", "2031-03-14")


def by_command(store: GraphStore, *files: tuple[str, bytes]) -> dict[str, Outcome]:
    return {one.file: one for one in Importing(store, "port", trees=False).run([given(name, data) for name, data in files])}


def test_the_command_keeps_nothing_of_the_file_beside_and_believes_what_was_told_at_the_page(store: GraphStore) -> None:
    listing = ("documents.yml", b"alder.txt: {publisher: The Gull}")
    assert by_command(store, listing, *TEXTS)["alder.txt"].publisher == "The Gull"
    assert {view.imported.told for view in imports(store)} == {""}
    assert by_command(store, *TEXTS)["alder.txt"].publisher == ""
    page(store, said={"birch.txt": GULL})
    found = by_command(store, listing, *TEXTS)
    assert {name: (one.state, one.publisher) for name, one in found.items()} == {
        "alder.txt": ("changed", "The Gull"),
        "birch.txt": ("unchanged", "The Gull"),
    }


def test_what_was_decided_holds_when_a_publisher_is_told(store: GraphStore) -> None:
    page(store, TEXTS[0])
    found = proposals(store, "port")
    assert found
    for one in found:
        decide(store, Decision(case="port", kind="review", about=one.claim.id, content={"review": "accepted"}, by="Ann", at=now()))
    page(store, TEXTS[0], said={"alder.txt": GULL[:1]})
    told = proposals(store, "port")
    assert [(one.claim.id, one.review) for one in told] == [(one.claim.id, Review.accepted) for one in found]
    assert {one.claim.chain[0] for one in told} == {"outlet:gull"}


def now() -> datetime:
    return datetime.now(UTC)


def test_hostile_names_and_values_are_kept_as_they_are(store: GraphStore) -> None:
    name, value = "'}) DETACH DELETE n //.txt", '"<script>alert(1)</script>'
    files = ((name, BODY.encode()),)
    assert whose(page(store, *files, said={name: (("publisher", value),)})) == {name: ("new", value, "")}
    assert whose(page(store, *files)) == {name: ("unchanged", value, "")}


def test_what_lies_on_the_disk_is_read_again_with_what_is_told(store: GraphStore, tmp_path: Path) -> None:
    from loaders.documents.again import found_again

    place = tmp_path / "alder.txt"
    place.write_bytes(TEXTS[0][1])
    (first,) = by_command(store, (place.as_posix(), TEXTS[0][1])).values()
    (view,) = imports(store)
    found = found_again(view.imported.path, view.imported.sha256 or "")
    assert found is not None
    check = ended(LoadWork(store, Wanted((), "port", trees=False), dry=True, items=[found[0]]))
    assert whose(check) == {place.as_posix(): ("same as loaded", "", "")}
    check.said = {place.as_posix(): GULL}
    (told,) = ended(check.again()).outcomes
    assert (told.state, told.imported, told.publisher) == ("changed", first.imported, "The Gull")
