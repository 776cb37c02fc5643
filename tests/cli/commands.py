"""The `redstring` command, in a process of its own or, where no process is needed, in this one; and a small case to give it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

import cli
from ui import terminal

REDSTRING = Path(sys.executable).parent / "redstring"
PASSWORD = "never-to-be-seen-7f3a"
SMALL = """\
case: {id: small, title: Small}
voices:
  - {id: outlet:paper, name: The Paper, kind: outlet}
sources:
  - {id: src:page, title: A page, publisher: outlet:paper, published: 2021-06-17}
entities:
  - {id: person:ann, name: "NAME", kind: person}
  - {id: place:us, name: United States, kind: place}
statements:
  - id: s1
    subject: person:ann
    predicate: visited
    object: place:us
    claims:
      - {id: c1, source: src:page, chain: [outlet:paper]}
"""
Ran = subprocess.CompletedProcess[str]


def small_case(folder: Path, *, name: str = "Ann", change: tuple[str, str] = ("", "")) -> Path:
    """A case folder of one statement; `change` replaces a piece of its text."""
    folder.mkdir()
    (folder / "case.yml").write_text(SMALL.replace("NAME", name).replace(*change) if change[0] else SMALL.replace("NAME", name))
    return folder


def clean_environment(**more: str) -> dict[str, str]:
    """What a process is started with: nothing of our own settings, no colours, wide lines."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("REDSTRING_", "STREAMLIT_", "PORT"))}
    return {**kept, "NO_COLOR": "1", "COLUMNS": "200", **more}


def command(*words: str | Path, cwd: Path | None = None, **environment: str) -> Ran:
    """Run one command line to its end; `environment` is added to a clean one."""
    line = [REDSTRING, *words]
    return subprocess.run(line, cwd=cwd, env=clean_environment(**environment), capture_output=True, text=True, timeout=120)


def typed(*words: str | Path) -> Ran:
    """What `command` gives, without the second that a process needs to import what this one has."""
    line = [str(word) for word in words]
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        for name in os.environ.keys() - clean_environment().keys():
            patch.delenv(name)
        for console in (terminal.out, terminal.err):
            patch.setattr(console, "width", 200)
        code = cli.outcome(line)
    return subprocess.CompletedProcess(line, code, out.getvalue(), err.getvalue())


def told(ended: Ran, code: int) -> str:
    """What an error said: nothing on standard output, no traceback, lines that a person can read."""
    assert ended.returncode == code, ended.stderr
    assert ended.stdout == ""
    assert "Traceback" not in ended.stderr
    assert ended.stderr.startswith("redstring: ")
    return ended.stderr
