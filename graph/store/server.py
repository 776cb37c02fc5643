"""How a server comes to be: a Neo4j that somebody runs, or the embedded engine of a folder, shared by all processes that open it.

One process owns a folder: it holds the lock and runs the engine. The others read the endpoint file and connect to it. When the
owner ends, the next process that needs the engine takes the lock and goes on.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import signal
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import ClassVar, Protocol

from graph.errors import StoreBusyError, StoreError, StoreUnavailableError
from graph.store.address import Address
from graph.store.endpoint import Endpoint, Login, publish, published
from graph.store.engine import Engine, check_installed, new_endpoint
from graph.store.lock import FolderLock

log = logging.getLogger(__name__)
PATIENCE = 10.0
"""Seconds to wait for another process that holds a folder, or for an engine that starts again."""
ROOM = 4_000_000
"""Bytes without which the engine cannot make its next file."""
ENDS, WITHIN = 20, 60.0
"""An engine that ends by itself so many times within so many seconds is not started again until some of them are longer ago."""


class Server(Protocol):
    """Where the store's server is, now."""

    def endpoint(self) -> Endpoint:
        """The endpoint; starts the engine where that is needed. Raises StoreUnavailableError or StoreBusyError."""

    def interrupt(self, endpoint: Endpoint, since: float) -> None:
        """End everything that runs at this endpoint since that time (of `time.time()`), where the engine knows no gentler way."""

    def lasting(self) -> bool:
        """Whether the endpoint stays the same when a connection fails, so that trying another is no use."""

    def turn(self) -> FolderLock | None:
        """What a load has to hold, so that no two write at once; None where the engine itself keeps two that merge the same apart."""

    def broken(self) -> bool:
        """Whether a load by the bulk way was cut off, so that the store has to be mended before anything is written."""

    def full(self) -> bool:
        """Whether its disk is known to have no room left."""

    def close(self) -> None:
        """This process needs it no longer."""


class Remote:
    """A Neo4j server, or a cluster, that somebody else runs."""

    def __init__(self, address: Address) -> None:
        login = Login(address.user, address.password)
        self._endpoint = Endpoint(address.uri, login, login, address.database)

    def endpoint(self) -> Endpoint:
        return self._endpoint

    def interrupt(self, endpoint: Endpoint, since: float) -> None:
        """Nothing to do: Neo4j ends a query when its connection closes."""

    def lasting(self) -> bool:
        return True

    def turn(self) -> None:
        """Neo4j locks both ends of what is merged."""

    def broken(self) -> bool:
        """There is no such way into Neo4j."""
        return False

    def full(self) -> bool:
        """Its disk is elsewhere; it says so itself."""
        return False

    def close(self) -> None:
        """Nothing to do: the server is not ours."""


class Folder:
    """The embedded engine of one folder, as this process sees it; all stores of the process that open the folder share it."""

    _open: ClassVar[dict[Path, Folder]] = {}
    _guard = threading.Lock()

    @classmethod
    def share(cls, path: Path) -> Folder:
        """The process's one Folder for this path; each `share` needs its own `close`."""
        check_installed()
        try:
            path.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise StoreUnavailableError(f"The folder of the embedded store, {path}, cannot be made: {error.strerror}.") from error
        path = path.resolve()
        with cls._guard:
            folder = cls._open.setdefault(path, cls(path))
            folder._users += 1
            return folder

    def __init__(self, path: Path) -> None:
        self.path = path
        self._users = 0
        self._file = path / "endpoint.json"
        self._ended = path / "ended"
        self._lock = FolderLock(path / "owner.lock")
        self._mine: Endpoint | None = None
        self._engine: Engine | None = None
        self._ends: list[float] = []
        self._change = threading.RLock()

    def lasting(self) -> bool:
        return False

    def turn(self) -> FolderLock:
        return FolderLock(self.path / "load.lock")

    def broken(self) -> bool:
        return (self.path / "bulk.open").exists()

    def full(self) -> bool:
        # the engine only tells its log why it could not write
        return shutil.disk_usage(self.path).free < ROOM

    def endpoint(self) -> Endpoint:
        deadline = time.monotonic() + PATIENCE
        while True:
            with self._change:
                if self._mine is not None and self._engine is not None:
                    return self._mine
                if self._take():
                    return self._start()
            told = published(self._file)
            if told is not None and _answers(told):
                return told
            if time.monotonic() > deadline:
                raise StoreBusyError(
                    f"Another process holds the embedded store {self.path} and does not answer. Wait for it or end it, and try again."
                )
            time.sleep(0.02)

    def interrupt(self, endpoint: Endpoint, since: float) -> None:
        with self._change:
            mine = self._mine if self._engine is not None else None
            if mine is not None and self._engine is not None:
                if mine == endpoint and mine.started <= since:
                    self._engine.kill()
                    self._engine.wait()
                    self._engine = None
                return
        told = published(self._file)
        if told is not None and told == endpoint and told.engine is not None and told.started <= since:
            # so that its owner knows that it did not end by itself
            self._ended.write_text(str(told.engine), encoding="utf-8")
            with contextlib.suppress(ProcessLookupError):
                os.kill(told.engine, getattr(signal, "SIGKILL", signal.SIGTERM))

    def close(self) -> None:
        with Folder._guard:
            self._users -= 1
            if self._users > 0:
                return
            Folder._open.pop(self.path, None)
        with self._change:
            engine, self._engine, self._mine = self._engine, None, None
            if engine is not None:
                self._file.unlink(missing_ok=True)
                engine.stop()
            self._lock.free()

    def _take(self) -> bool:
        try:
            return self._lock.take()
        except OSError as error:
            raise StoreUnavailableError(f"The folder of the embedded store, {self.path}, cannot be used: {error.strerror}.") from error

    def _start(self) -> Endpoint:
        """Start the engine, at the same address with the same passwords as before if there was one, so that drivers reconnect."""
        self._ends = [at for at in self._ends if time.monotonic() - at < WITHIN]
        if len(self._ends) >= ENDS:
            self._lock.free()
            raise StoreUnavailableError(
                f"The embedded engine of {self.path} ended {ENDS} times within {WITHIN:g} s. Try again in a while; see {self.path}/log."
            )
        failure: StoreError | None = None
        for endpoint, http_port in self._candidates():
            try:
                engine = Engine(self.path, endpoint, http_port, self._lock.inherit)
            except OSError as error:
                self._lock.free()
                raise StoreUnavailableError(f"The folder of the embedded store, {self.path}, cannot be used: {error.strerror}.") from error
            try:
                bulk = engine.wait_ready()
            except StoreUnavailableError as error:
                failure = error
                engine.stop()
                continue
            self._engine = engine
            self._mine = replace(endpoint, engine=engine.pid, started=time.time(), bulk=bulk)
            publish(self._file, self._mine)
            threading.Thread(target=self._watch, args=(engine,), daemon=True, name="redstring-engine").start()
            return self._mine
        self._lock.free()
        raise failure or StoreUnavailableError("The embedded engine could not start.")

    def _candidates(self) -> Iterator[tuple[Endpoint, int]]:
        if self._mine is not None:
            yield self._mine, new_endpoint()[1]
        for _ in range(3):
            yield new_endpoint()

    def _watch(self, engine: Engine) -> None:
        """Start the engine again when it ends unasked: other processes rely on it too."""
        code = engine.wait()
        with self._change:
            if self._mine is None or self._engine not in (engine, None):
                return
            if self._engine is engine:
                if not self._was_ended(engine.pid):
                    self._ends.append(time.monotonic())
                log.warning("The embedded engine of %s ended by itself (%s). Nothing is lost; starting it again.", self.path, code)
            self._engine = None
            try:
                self._start()
            except StoreError as error:
                log.error("%s", error)

    def _was_ended(self, pid: int) -> bool:
        """Whether another process ended that engine, and its query with it."""
        try:
            return self._ended.read_text(encoding="utf-8") == str(pid)
        except OSError:
            return False

    @classmethod
    def _forget_all(cls) -> None:
        """In a forked process: let go of pipe and lock, else the engine would outlive its owner there."""
        for folder in cls._open.values():
            if folder._engine is not None:
                folder._engine.forget()
            folder._lock.free()
        cls._open.clear()


def _answers(endpoint: Endpoint) -> bool:
    port = int(endpoint.uri.rpartition(":")[2])
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def open_server(address: Address) -> Server:
    """The server for an address."""
    return Folder.share(address.folder) if address.folder is not None else Remote(address)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=Folder._forget_all)
