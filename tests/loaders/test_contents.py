"""What lies in folders and archives and is loaded as a whole, beside the documents in them."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from graph.errors import LoadError
from loaders.contents import Contents, is_whole, of_archive, within
from loaders.file_set import FileSet
from loaders.inputs import given_at, inputs
from loaders.problems import Problems
from tests.conftest import ROOT

SAMPLES = ROOT / "data" / "samples"
SETS = {"harbour-gdelt": ("gdelt", 2), "harbour-neo4j": ("neo4j-csv", 5), "harbour-offshore": ("icij", 5)}


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder with documents, graphs, data sets, tables with and without a mapping, and a case."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    for name in ("harbour.gexf", "documents/wire.txt", "documents/article.html", "wikidata/harbour-items.txt", "tables/ties.csv"):
        shutil.copy(SAMPLES / name, folder)
    for name in SETS:
        shutil.copytree(SAMPLES / name, folder / "sets" / name)
    (folder / "tables").mkdir()
    for name in ("claims.csv", "claims.yml"):
        shutil.copy(SAMPLES / "tables" / name, folder / "tables")
    (folder / "case").mkdir()
    (folder / "case" / "case.yml").write_text("case: {id: small, title: Small}\n")
    (folder / "case" / "notes.txt").write_text("A note.\n")
    (folder / ".hidden.graphml").write_text("<graphml/>")
    return folder


def told(found: Contents) -> list[tuple[str, str]]:
    forms = {place.rpartition("mixed/")[2]: getattr(whole, "format", "") for whole, place in found.places.items()}
    return sorted(forms.items())


def test_each_thing_in_a_folder_is_found_once_and_the_rest_are_documents(mixed: Path) -> None:
    with within([str(mixed)]) as found:
        assert told(found) == [
            ("case", ""),
            ("harbour-items.txt", ""),
            ("harbour.gexf", ""),
            ("sets/harbour-gdelt", "gdelt"),
            ("sets/harbour-neo4j", "neo4j-csv"),
            ("sets/harbour-offshore", "icij"),
            ("tables/claims.yml", ""),
        ]
        rest = [Path(each.name).name for each in inputs([str(mixed)], Problems(), without=found.taken)]
    assert rest == ["article.html", "ties.csv", "wire.txt"]


def test_a_folder_is_loaded_as_a_whole_only_if_nothing_else_lies_in_it(tmp_path: Path) -> None:
    for name, (form, number) in SETS.items():
        folder = shutil.copytree(SAMPLES / name, tmp_path / name)
        (folder / "README.md").write_text("Files of the harbour.")
        assert is_whole(str(folder))
        (folder / "notes.txt").write_text("A note.\n")
        assert not is_whole(str(folder))
        with within([str(folder)]) as found:
            (made,) = found.wholes
            assert isinstance(made, FileSet)
            assert (made.name, made.format, len(made.files)) == (name, form, number)
    assert not is_whole(str(tmp_path / "nothing"))


@pytest.mark.parametrize(
    "given", ["{folder}", "{folder}/*.zip", "{folder}/20310412101500.export.CSV.zip {folder}/20310412101500.mentions.CSV.zip"]
)
def test_files_of_gdelt_are_one_set_each_in_its_archive_as_they_are_given_out(tmp_path: Path, given: str) -> None:
    folder = tmp_path / "april"
    folder.mkdir()
    for file in (SAMPLES / "harbour-gdelt").iterdir():
        with zipfile.ZipFile(folder / f"{file.name}.zip", "w") as archive:
            archive.write(file, file.name)
    paths = given.format(folder=folder).split()
    with within(paths) as found:
        (whole,) = found.wholes
        assert isinstance(whole, FileSet)
        assert (whole.name, whole.format, [path.name for path in whole.files]) == (
            "april", "gdelt", ["20310412101500.export.CSV", "20310412101500.mentions.CSV"],
        )  # fmt: skip
        assert found.places[whole] == folder.as_posix()
        assert tuple(inputs(paths, Problems(), without=found.taken)) == ()


def test_what_a_pattern_stands_for_is_sorted_like_a_folder(mixed: Path) -> None:
    with within([f"{mixed}/*.*"]) as found:
        assert told(found) == [("harbour-items.txt", ""), ("harbour.gexf", "")]
    with within([f"{mixed}/sets/harbour-off*"]) as found:
        assert told(found) == [("sets/harbour-offshore", "icij")]


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files."""
    folder = tmp_path / "room" / "deep"
    folder.mkdir(parents=True)
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_an_archive_is_looked_into_like_a_folder_and_nothing_of_it_stays(mixed: Path, tmp_path: Path, room: Path) -> None:
    archive = Path(shutil.make_archive(str(tmp_path / "drop"), "zip", mixed))
    with within([str(archive)]) as found:
        shown = sorted(place.removeprefix(f"{archive.as_posix()}/") for place in found.places.values())
        sets = [f"sets/{name}" for name in SETS]
        assert shown == ["case", "harbour.gexf", *sets, "tables/claims.yml"]
        rest = [Path(each.name).name for each in inputs([str(archive)], Problems(), without=found.taken)]
        assert sorted(rest) == ["article.html", "harbour-items.txt", "ties.csv", "wire.txt"]
        assert any(room.iterdir())
    assert not any(room.iterdir())


def test_an_archive_in_a_folder_is_looked_into_too(mixed: Path, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    shutil.make_archive(str(outer / "drop"), "gztar", mixed / "sets")
    with within([str(outer)]) as found:
        assert [place.rpartition("/outer/")[2] for place in found.places.values()] == [f"drop.tar.gz/{name}" for name in SETS]
        assert list(inputs([str(outer)], Problems(), without=found.taken)) == []


def test_names_that_stand_in_each_others_way_and_are_too_long_keep_nothing_else_out(tmp_path: Path) -> None:
    graph = (SAMPLES / "harbour.gexf").read_bytes()
    with zipfile.ZipFile(tmp_path / "odd.zip", "w") as archive:
        for name in ("a.csv", "a.csv/b.gexf", f"{'x' * 300}.gexf", "in.gexf"):
            archive.writestr(name, graph)
    with within([str(tmp_path / "odd.zip")]) as found:
        assert [place.rpartition("/")[2] for place in found.places.values()] == ["in.gexf"]


def test_one_data_set_in_the_root_of_an_archive_goes_by_the_name_of_the_archive(tmp_path: Path) -> None:
    archive = Path(shutil.make_archive(str(tmp_path / "leak.2031"), "zip", SAMPLES / "harbour-offshore"))
    with within([str(archive)]) as found:
        (made,) = found.wholes
        assert isinstance(made, FileSet)
        assert (made.name, found.places[made]) == ("leak", archive.as_posix())


def test_without_mappings_tables_are_left_alone(mixed: Path, tmp_path: Path) -> None:
    archive = given_at(Path(shutil.make_archive(str(tmp_path / "drop"), "zip", mixed / "tables")), Problems())
    assert archive is not None
    with ExitStack() as stack:
        assert of_archive(archive, stack, mappings=False).wholes == []
        (mapping,) = of_archive(archive, stack).wholes
        assert isinstance(mapping, Path)


@pytest.mark.usefixtures("room")
def test_members_that_lead_outside_are_not_unpacked(tmp_path: Path) -> None:
    graph = (SAMPLES / "harbour.gexf").read_bytes()
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as archive:
        for name in ("../../out.gexf", "/out.gexf", "in.gexf"):
            archive.writestr(name, graph)
    with within([str(tmp_path / "bad.zip")]) as found:
        assert [place.rpartition("/")[2] for place in found.places.values()] == ["in.gexf"]
        assert not list(tmp_path.rglob("out.gexf"))


def test_no_room_to_unpack_is_an_error_that_names_the_archive(mixed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = shutil.make_archive(str(tmp_path / "drop"), "zip", mixed)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(LoadError, match=r"drop\.zip cannot be unpacked into the temporary folder"), within([archive]):
        pass


def test_of_an_archive_nothing_is_unpacked_that_no_loader_may_know(tmp_path: Path, room: Path) -> None:
    with zipfile.ZipFile(tmp_path / "big.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("filler.bin", b"0" * 1_000_000)
        archive.writestr("page.txt", b"The minister left.")
    with within([str(tmp_path / "big.zip")]) as found:
        assert (found.wholes, list(room.rglob("*"))) == ([], [])
