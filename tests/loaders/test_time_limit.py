"""Work that never ends is broken off, in any thread; work that ends in time is left alone."""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from loaders import readings as module
from loaders.extraction import extract
from loaders.inputs import inputs
from loaders.problems import Problems
from loaders.readings import readings
from loaders.time_limit import TimeLimit, TimeOver


def endless() -> None:
    for _ in count():
        pass


def broken_off() -> bool:
    try:
        with TimeLimit(0.05):
            endless()
    except TimeOver:
        return True
    return False


def in_a_thread(work: Callable[[], bool]) -> bool:
    found: list[bool] = []
    thread = threading.Thread(target=lambda: found.append(work()), daemon=True)
    thread.start()
    thread.join(30)
    return found == [True]


def test_what_never_ends_is_broken_off_in_the_main_thread_and_in_others() -> None:
    assert broken_off()
    assert in_a_thread(broken_off)


def test_what_ends_as_the_time_does_raises_within_the_block_or_not_at_all() -> None:
    for _ in range(300):
        try:
            with TimeLimit(0.0005):
                sum(range(2_000))
        except TimeOver:
            continue
    assert sum(range(200_000)) > 0


def test_other_errors_come_through_and_leave_nothing_behind() -> None:
    with pytest.raises(ValueError, match="not this"), TimeLimit(30):
        raise ValueError("not this")


def test_a_text_that_is_searched_for_ever_is_refused_and_the_others_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one.txt", "stuck.txt", "two.txt"):
        (tmp_path / name).write_text(f"Ida Holm met Ole Rask in Lisbon. {name}\n", "utf-8")
    extract("Ida Holm.", trees=False)  # its words are loaded, which is no part of the time
    really = module._extracted

    def stuck(about: dict[str, object], text: str, quoted: object) -> object:
        return endless() if "stuck" in text else really(about, text, quoted)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "_extracted", stuck)
    monkeypatch.setattr(module, "_PATIENCE", 5.0)
    found = list(readings(inputs([tmp_path], Problems()), trees=False, processes=1))
    assert [each.document is not None for each in found] == [True, False, True]
    assert "took far longer to be searched" in str(found[1].problems[0])
    assert "stuck.txt" in str(found[1].problems[0])
