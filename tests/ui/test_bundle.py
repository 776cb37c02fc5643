"""The canvas's modules as one script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ui import bundle as bundling
from ui.bundle import FOLDER, STATIC, bundle


def test_every_module_is_there_once_and_after_what_it_imports() -> None:
    script = bundle("streamlit")
    defined = re.findall(r"^const module_(\w+) =", script, re.M)
    assert sorted(defined) == sorted(path.stem for path in FOLDER.glob("*.js"))
    for name in defined:
        body = script.split(f"const module_{name} = ")[1].split("\n})();")[0]
        assert all(defined.index(used) < defined.index(name) for used in re.findall(r"= module_(\w+);", body))
    assert not re.search(r"^(import|export) ", script, re.M)


def test_modules_never_parse_markup_or_run_text() -> None:
    ours = [path for folder in ("canvas", "panel", "snapshot") for path in (STATIC / folder).glob("*.js")]
    for path in ours:
        source = path.read_text("utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|https?://(?!www\.w3\.org/2000/svg)", source
        ), path


def test_the_graph_part_knows_nothing_of_streamlit() -> None:
    script = bundle("graph")
    assert "module_streamlit" not in script
    assert "setTrigger" not in script


def test_a_circle_of_imports_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one.js").write_text("import { two } from './two.js';\nexport const one = 1;\n")
    (tmp_path / "two.js").write_text("import { one } from './one.js';\nexport const two = 2;\n")
    monkeypatch.setattr(bundling, "FOLDER", tmp_path)
    bundle.cache_clear()
    with pytest.raises(ValueError, match="one → two → one"):
        bundle("one")
    bundle.cache_clear()
