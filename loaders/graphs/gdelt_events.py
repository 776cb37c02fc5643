"""The events of several GDELT files by their numbers, kept on disk: a mention in one file is of an event in another."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from graph.model import digest


class Events:
    """What was read of events, each by its number. A private SQLite file, which vanishes with it."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._db.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE; PRAGMA cache_size = -16000;"
            "CREATE TABLE event (number TEXT PRIMARY KEY, told TEXT, row TEXT) WITHOUT ROWID; BEGIN;"
        )
        self._any = False

    def __bool__(self) -> bool:
        return self._any

    def add(self, number: str, told: str, cells: Iterable[str]) -> bool:
        """Keep what is told of an event, the first time; False if just this row was read before."""
        self._any = True
        row = digest(list(cells))
        if self._db.execute("INSERT OR IGNORE INTO event VALUES (?, ?, ?)", (number, told, row)).rowcount:
            return True
        return not self._db.execute("SELECT 1 FROM event WHERE number = ? AND row = ?", (number, row)).fetchone()

    def told(self, number: str) -> str | None:
        """What was told of an event; None if no file has it."""
        found = self._db.execute("SELECT told FROM event WHERE number = ?", (number,)).fetchone()
        return str(found[0]) if found else None
