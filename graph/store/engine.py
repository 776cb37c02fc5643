"""The embedded engine as a child process: prepare its folder, start it, end it."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import importlib.util
import json
import os
import platform
import secrets
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, BinaryIO

from graph.errors import StoreUnavailableError
from graph.store.endpoint import Endpoint, Login
from graph.store.failure import FULL

DATABASE = "redstring"
START_SECONDS = 30.0
STOP_SECONDS = 3.0
# random passwords of 256 bits need no slow hash; the engine verifies one at every login
ROUNDS = 1_000
EVERYTHING = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]
GROUPS: dict[str, Any] = {
    "admin": (["updateSecurity", "updateSchema", "updateDatabaseSettings"], EVERYTHING),
    "reader": ([], ["readRecord"]),
    "*": ([], []),
}


def is_store(folder: Path) -> bool:
    """Whether the engine has made its database in this folder."""
    return (folder / "databases" / DATABASE).is_dir()


def new_endpoint() -> tuple[Endpoint, int]:
    """An endpoint on a free port with fresh random passwords, and a second free port that the engine also wants."""
    with socket.socket() as bolt, socket.socket() as other:
        bolt.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        ports = bolt.getsockname()[1], other.getsockname()[1]
    writer, reader = (Login(user, secrets.token_urlsafe(32)) for user in ("root", "reader"))
    return Endpoint(f"bolt://127.0.0.1:{ports[0]}", writer, reader, DATABASE), ports[1]


def _hashed(password: str) -> str:
    """The engine's own form: algorithm, rounds, salt and hash; the salt counts as the text that it is."""
    salt = base64.b64encode(secrets.token_bytes(32)).decode()
    digest = hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), ROUNDS, 32)
    return f"PBKDF2WithHmacSHA256${ROUNDS}${salt}${base64.b64encode(digest).decode()}"


def _group(access: list[str], records: list[str]) -> dict[str, Any]:
    return {"resultSetLimit": -1, "readTimeout": -1, "access": access, "types": {"*": {"access": records}}}


def prepare(folder: Path, endpoint: Endpoint) -> None:
    """Write the engine's groups and users for this start: one who may do everything, one who may only read."""
    config = folder / "config"
    config.mkdir(parents=True, exist_ok=True)
    groups = {name: _group(*rights) for name, rights in GROUPS.items()}
    (config / "server-groups.json").write_text(json.dumps({"databases": {"*": {"groups": groups}}, "version": 2}), encoding="utf-8")
    users = (
        {"name": endpoint.writer.user, "password": _hashed(endpoint.writer.password), "databases": {"*": ["admin"]}},
        {"name": endpoint.reader.user, "password": _hashed(endpoint.reader.password), "databases": {DATABASE: ["reader"]}},
    )
    (config / "server-users.jsonl").write_text("".join(json.dumps(user) + "\n" for user in users), encoding="utf-8")


def check_installed() -> None:
    """Raise StoreUnavailableError, with what to do instead, where the embedded engine is not installed."""
    if importlib.util.find_spec("arcadedb") is None:
        machine = f"{platform.system()} {platform.machine()}"
        raise StoreUnavailableError(
            f"The embedded engine is not installed ({machine}; there is none for Macs with an Intel processor). "
            "Run a Neo4j server and give its address: --store neo4j://localhost:7687, with REDSTRING_USER and REDSTRING_PASSWORD."
        )


def _not_started(folder: Path, why: str) -> StoreUnavailableError:
    """It did not start; where there was no room, that is what to do something about."""
    if any(words in why for words in FULL):
        return StoreUnavailableError(f"The disk of the store in {folder} is full, so its engine could not start. Make room, and try again.")
    return StoreUnavailableError(f"The embedded engine could not start{why}")


class Engine:
    """One running child. It ends when `stop` is called or when this process ends, however that happens."""

    def __init__(self, folder: Path, endpoint: Endpoint, http_port: int, inherit: tuple[int, ...] = ()) -> None:
        """Start the child; does not wait for it. `inherit` are file descriptors that it holds as long as it lives."""
        check_installed()
        self._folder = folder
        prepare(folder, endpoint)
        logs = folder / "log"
        logs.mkdir(exist_ok=True)
        self._log = logs / "engine.txt"
        alone: dict[str, Any] = {"pass_fds": inherit, "start_new_session": True} if os.name == "posix" else {"creationflags": 0x200}
        with self._log.open("wb") as errors:
            # -P: the files beside child.py must not hide modules of the same name
            self._process = subprocess.Popen(
                [sys.executable, "-P", str(Path(__file__).with_name("child.py"))],
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env={**os.environ, "ARCADEDB_LOG_DIR": str(logs), "ARCADEDB_LOG_CONSOLE": "0"},
                **alone,
            )
        settings = {
            "folder": str(folder),
            "http_port": http_port,
            "bolt_port": int(endpoint.uri.rpartition(":")[2]),
            "password": endpoint.writer.password,
            "database": DATABASE,
        }
        # a child that ended at once leaves a broken pipe; `wait_ready` says why it ended
        with contextlib.suppress(BrokenPipeError):
            self._stdin.write(json.dumps(settings).encode() + b"\n")

    @property
    def _stdin(self) -> BinaryIO:
        assert self._process.stdin is not None
        return self._process.stdin  # type: ignore[return-value]

    @property
    def pid(self) -> int:
        return self._process.pid

    def wait_ready(self) -> int:
        """Wait until it answers; gives back the port of the bulk way in. Raises StoreUnavailableError when it does not start."""
        assert self._process.stdout is not None
        guard = threading.Timer(START_SECONDS, self.kill)
        guard.start()
        try:
            for line in self._process.stdout:
                if line.startswith(b"{"):
                    told = json.loads(line)
                    if "ready" in told:
                        return int(told["bulk"])
                    raise _not_started(self._folder, f": {told['error']}")
        finally:
            guard.cancel()
        last = self._log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:] or ["it said nothing"]
        raise _not_started(self._folder, f" (it ended with {self.wait()}): {last[0]}. More in {self._log}")

    def wait(self) -> int:
        """Wait for its end; gives back its exit code."""
        return self._process.wait()

    def kill(self) -> None:
        """End it at once; what is committed stays."""
        self._process.kill()

    def stop(self) -> None:
        """End it in good order; at once if it takes longer than three seconds."""
        self.forget()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            self.wait()

    def forget(self) -> None:
        """Close this process's end of the pipe, which is what tells the child to end."""
        self._stdin.close()
