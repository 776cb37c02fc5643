"""The app over a store that takes its time: it is opened as the command does, and goes on as the files in the folder SLOW_GATES appear."""

from __future__ import annotations

import os
import runpy
import time
from collections.abc import Callable
from pathlib import Path

import loaders
from graph.load import Progress, load
from graph.store import GraphStore, default_address, open_store
from ui.opening import Opening
from ui.serve import OPENING

ROOT = Path(__file__).parents[2]
GATES = Path(os.environ["SLOW_GATES"])


def _pass(gate: str) -> None:
    while not (GATES / gate).exists():
        time.sleep(0.05)


def _work(told: Callable[[Progress], None]) -> GraphStore:
    _pass("load")
    told(Progress("linking STATES", 234, 1_303))
    _pass("end")
    store, found = open_store(default_address()), loaders.load(ROOT / "data" / "dong-jingwei")
    load(store, found, name=found.name)
    return store


if default_address() not in OPENING:
    OPENING[default_address()] = Opening(_work, failed=lambda: None)
    OPENING[default_address()].start()
runpy.run_path(str(ROOT / "app.py"), run_name="__main__")
