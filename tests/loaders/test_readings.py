"""Documents read one by one and side by side: the same comes out, in the same order, and a file that kills its reader is named."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from loaders import readings as module
from loaders.inputs import Input, inputs
from loaders.problems import Problems
from loaders.readings import FEW, Reading, readings

DEADLY = "deadly.txt"
_THERE = module._there


@pytest.fixture(autouse=True)
def main(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that is started imports what stands as the main module: a page that was tested before may have left one that is gone."""
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))


@pytest.fixture
def given(tmp_path: Path) -> tuple[Input, ...]:
    for number in range(FEW + 4):
        text = f"Story {number}\n\nIda Holm met Ole Rask in Lisbon on {number + 1} May 2021, the ministry said.\n"
        (tmp_path / f"story-{number:02}.txt").write_text(text, "utf-8")
    (tmp_path / "story-05.txt").write_bytes(b"")
    (tmp_path / "story-07.pdf").write_bytes(b"%PDF-1.4\nno pages\n")
    return tuple(inputs([tmp_path], Problems()))


def told(found: Iterator[Reading]) -> list[tuple[object, ...]]:
    return [(each.file, each.document, each.found, tuple(str(problem) for problem in each.problems)) for each in found]


def test_several_processes_find_what_one_finds_in_the_same_order(given: tuple[Input, ...]) -> None:
    alone = told(readings(given, trees=False, processes=1))
    assert [each[0] for each in alone] == [one.name for one in given]
    assert [Path(str(each[0])).name for each in alone if each[1] is None] == ["story-05.txt", "story-07.pdf"]
    assert told(readings(given, trees=False, processes=2)) == alone


def _deadly(name: str, *rest: object) -> list[Reading]:
    """Where a file of this name is read, its process is killed as by want of memory."""
    if name.endswith(DEADLY):
        os.kill(os.getpid(), signal.SIGKILL)
    return _THERE(name, *rest)  # type: ignore[arg-type]


def test_a_file_that_kills_its_reader_is_refused_and_the_others_are_read(
    given: tuple[Input, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / DEADLY).write_text("Words.\n", "utf-8")
    monkeypatch.setattr(module, "_there", _deadly)
    found = list(readings((*given[:9], *inputs([tmp_path / DEADLY], Problems()), *given[9:]), trees=False, processes=2))
    assert len(found) == len(given) + 1
    refused = {Path(each.file).name: [problem.message for problem in each.problems] for each in found if each.document is None}
    assert set(refused) == {"story-05.txt", "story-07.pdf", DEADLY}
    assert "came to its end" in refused[DEADLY][0]


def test_where_no_process_starts_this_one_reads(given: tuple[Input, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_begun", _dies)
    assert told(readings(given, trees=False, processes=2)) == told(readings(given, trees=False, processes=1))


def _dies() -> bool:
    os._exit(1)


def test_it_stops_before_the_next_file(given: tuple[Input, ...]) -> None:
    for processes in (1, 2):
        found: list[Reading] = []
        for each in readings(given, trees=False, processes=processes, stopped=lambda: len(found) >= 3):  # noqa: B023
            found.append(each)
        assert len(found) == 3
