"""A lock on a folder, held through a file: whoever holds it may run the engine there. The system frees it when a process ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path


class FolderLock:
    """An exclusive lock between processes. Where the system allows it, the engine's process inherits it, so that the lock is
    free only when both have ended and the folder is really at rest."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    @property
    def held(self) -> bool:
        """Whether this process holds the lock."""
        return self._file is not None

    @property
    def inherit(self) -> tuple[int, ...]:
        """File descriptors to hand to the engine's process."""
        return (self._file,) if self._file is not None and os.name == "posix" else ()

    def take(self) -> bool:
        """Take the lock if it is free; never waits."""
        if self._file is not None:
            return True
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(file)
        except OSError:
            os.close(file)
            return False
        self._file = file
        return True

    def free(self) -> None:
        """Let go of it; nothing happens when it is not held."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
