"""A snapshot as something to load: a case of its own, with what speaks against believing it as warnings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import loaders
from graph.errors import LoadError
from graph.model import Snapshot
from tests.conftest import ROOT

KEPT = ROOT / "tests" / "graph" / "kept"
HTML, JSON = KEPT / "version-1.html", KEPT / "version-1.redstring.json"


@pytest.mark.parametrize("path", [HTML, JSON])
def test_a_snapshot_is_loaded_as_a_case_of_its_own(path: Path) -> None:
    loaded = loaders.load(path)
    assert (loaded.format, loaded.doubts) == ("snapshot", 0)
    assert loaded.name.startswith("mirela-case.")
    assert {record.case for record in loaded} == {loaded.name}
    assert [record.of for record in loaded if isinstance(record, Snapshot)] == ["mirela-case"]


def test_what_speaks_against_it_is_a_warning(tmp_path: Path) -> None:
    changed = tmp_path / "changed.html"
    changed.write_bytes(HTML.read_bytes().replace(b"Kept to be opened", b"Made to be opened", 1))
    assert [str(one) for one in loaders.load(changed).warnings] == ["changed.html:1:1: was changed since it was made: page"]
    told = json.loads(JSON.read_bytes())
    told["findings"]["mirela-left"]["status"] = "confirmed"
    lying = tmp_path / "lying.json"
    lying.write_text(json.dumps(told))
    (warning,) = loaders.load(lying).warnings
    assert "mirela-left: a finding does not follow from the claims of the file: is told as confirmed, its claims give contested" in str(
        warning
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", b'<p id="redstring-content">hello</p>'),
        ("a.json", b'{"about": []}'),
        ("b.html", b'\xff\xfe id="redstring-content"'),
        ("c.json", b'{"about": {'),
    ],
)
def test_what_is_none_is_a_problem_of_the_file(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(LoadError, match=f"{name} cannot be taken") as caught:
        loaders.load(tmp_path / name)
    assert caught.value.total == 1


def test_a_web_page_like_any_other_is_no_snapshot(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>hello</p>")
    assert not loaders.knows(tmp_path / "page.html")
    assert loaders.knows(HTML)
    assert loaders.knows(JSON)


def test_any_other_json_is_none(tmp_path: Path) -> None:
    for number, text in enumerate(('{"a": 1}', "[]", '{"graph": {"nodes": {}}}')):
        (tmp_path / f"{number}.json").write_text(text)
        assert not loaders.knows(tmp_path / f"{number}.json")


def test_a_web_page_is_none(tmp_path: Path) -> None:
    """It is a document, which a person may load into a case."""
    (tmp_path / "a.html").write_bytes(b"<p>hello</p>" * 200_000)
    assert not loaders.knows(tmp_path / "a.html")
    # over the end of what is read at once
    (tmp_path / "b.html").write_bytes(b" " * ((1 << 20) - 5) + b'<p id="redstring-manifest">')
    assert loaders.knows(tmp_path / "b.html")


def test_what_can_be_loaded_is_told_with_it(tmp_path: Path) -> None:
    (tmp_path / "a.xyz").write_text("x")
    with pytest.raises(LoadError, match=r"a snapshot: an \.html or \.json file"):
        loaders.load(tmp_path / "a.xyz")
