"""What the first page imports: nothing that takes a second and that it does not show."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAVY = ("scipy", "pandas", "pyarrow", "networkx", "IPython")
DRAWN = """
import sys
from pathlib import Path
from streamlit.testing.v1 import AppTest
import loaders
from graph.load import load
from graph.store import default_address, open_store

page = AppTest.from_file("app.py", default_timeout=60).run()
assert not page.exception
assert any("loaded" in each.value for each in page.subheader) == EMPTY, [each.value for each in page.subheader]
print(*(name for name in HEAVY if name in sys.modules))
"""


def drawn(store: Path, *, empty: bool) -> str:
    """The heavy modules that are imported after the first page is drawn, in a process of its own."""
    script = DRAWN.replace("EMPTY", str(empty)).replace("HEAVY", str(HEAVY))
    environment = {"REDSTRING_STORE": f"embedded:{store}", "PATH": "/usr/bin:/bin"}
    ended = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


def test_the_first_page_of_a_case_waits_for_no_table_library_and_no_layout(tmp_path: Path) -> None:
    load_first = [str(Path(sys.executable).parent / "redstring"), "load", "data/dong-jingwei", "--store", f"embedded:{tmp_path}"]
    subprocess.run(load_first, cwd=ROOT, check=True, capture_output=True)
    assert drawn(tmp_path, empty=False) == ""


def test_the_page_of_an_empty_store_neither(tmp_path: Path) -> None:
    assert drawn(tmp_path, empty=True) == ""
