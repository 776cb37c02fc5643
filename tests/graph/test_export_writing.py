"""Files of exports: whole or not there at all; and what docs/exports.md says of the formats holds."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import ExportError
from graph.export import FORMATS, Extent, Format, Material, write
from graph.store import GraphStore
from tests.conftest import ROOT
from tests.graph.made_exports import CASE, exported, load_odd

DOCUMENT = (ROOT / "docs" / "exports.md").read_text()


def test_a_file_is_what_was_exported(store: GraphStore, tmp_path: Path) -> None:
    load_odd(store)
    # an export only reads, so one load does for all formats
    for name, form in FORMATS.items():
        folder = tmp_path / name
        folder.mkdir()
        out = folder / f"graph{form.suffix}"
        size = write(Material(store, Extent(CASE)), form, out)
        assert out.read_bytes() == exported(store, name), name
        assert size == out.stat().st_size, name
        assert [path.name for path in folder.iterdir()] == [out.name]


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.several])
def test_several_files_are_a_folder_or_a_zip(store: GraphStore, tmp_path: Path, name: str) -> None:
    material = Material(load_odd(store), Extent(CASE))
    folder, packed = tmp_path / "several", tmp_path / "several.zip"
    write(material, FORMATS[name], folder)
    write(material, FORMATS[name], packed)
    with zipfile.ZipFile(packed) as file:
        assert {each: file.read(each) for each in file.namelist()} == {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(ExportError, match="holds something already"):
        write(material, FORMATS[name], folder)


def stopping(after: int) -> Format:
    """A format that Ctrl+C stops in the middle."""

    def lines(_: Material) -> Iterator[str]:
        for number in range(after):
            yield f"{number} " * 10_000
        raise KeyboardInterrupt

    return replace(FORMATS["graphml"], write=lines)


def test_what_is_stopped_leaves_nothing_and_what_was_there(store: GraphStore, tmp_path: Path) -> None:
    material = Material(load_odd(store), Extent(CASE))
    out = tmp_path / "files" / "graph.graphml"
    out.parent.mkdir()
    out.write_text("before")
    with pytest.raises(KeyboardInterrupt):
        write(material, stopping(20), out)
    assert [path.name for path in out.parent.iterdir()] == [out.name]
    assert out.read_text() == "before"
    lines = stopping(20).write
    assert lines is not None
    several = replace(FORMATS["csv"], parts=lambda given: iter([("a.csv", iter("x")), ("b.csv", lines(given))]))
    for name in ("folder", "folder.zip"):
        with pytest.raises(KeyboardInterrupt):
            write(material, several, out.parent / name)
    assert [path.name for path in out.parent.iterdir()] == [out.name]


def test_a_folder_is_no_place_for_one_file(store: GraphStore, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="is a folder: name a file"):
        write(Material(load_odd(store), Extent(CASE)), FORMATS["gexf"], tmp_path)


@pytest.mark.parametrize(
    ("form", "name", "better"),
    [("graphml", "-", "graph.graphml"), ("graphml", "case.zip", "case.graphml"), ("csv", "case.csv", "case.zip"), ("csv", "-", "graph")],
)
def test_a_name_that_says_what_it_is_not_is_refused(store: GraphStore, tmp_path: Path, form: str, name: str, better: str) -> None:
    with pytest.raises(ExportError, match=re.escape(better)):
        write(Material(load_odd(store), Extent(CASE)), FORMATS[form], tmp_path / name)
    assert not (tmp_path / name).exists()


def test_half_a_surrogate_pair_ends_no_export(tmp_path: Path) -> None:
    form = replace(FORMATS["graphml"], write=lambda _: iter(["a\ud800b"]))
    write(None, form, tmp_path / "x")  # type: ignore[arg-type]
    assert (tmp_path / "x").read_text() == "a?b"


def test_the_table_in_the_document_is_that_of_the_formats() -> None:
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| ([^|]*) \|", DOCUMENT, re.MULTILINE)
    assert [name for name, _ in rows] == list(FORMATS)
    for name, file in rows:
        form = FORMATS[name]
        assert file == ("folder or `.zip`" if form.several else f"`{form.suffix}`")


def test_every_format_is_explained_and_stands_on_the_page_of_commands() -> None:
    page = (ROOT / "docs" / "cli.md").read_text()
    for form in FORMATS.values():
        assert f"`{form.name}`" in page
        assert form.title.split()[0] in DOCUMENT
