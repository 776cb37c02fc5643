"""The bulk way into the embedded engine, within its process: makes nodes and relationships that are known to be new, without Cypher.

Run by `child.py`, never imported. It listens on 127.0.0.1 for one loader at a time, which says the writer's password first. A request is
a line of JSON (`op`, `sizes` of the parts of bytes that follow, and what the operation needs); the answer is a line of JSON.

Relationships come to lie at both of their nodes only when the engine's batch is closed: a crash before that leaves some that lie at one
of them or none. A file in the folder names all of a batch that is open, and `mend` takes them out.
"""

from __future__ import annotations

import hmac
import json
import socket
import threading
from contextlib import suppress
from io import BufferedRWPair
from pathlib import Path
from typing import Any

COMMIT = 2_000
"""Rows of a transaction; with 5,000 it takes a tenth longer, with 500 too."""
KNOWN = 2_000_000
"""Nodes whose places are remembered; others are looked up."""
LOGIN_SECONDS = 5.0
_TOGETHER = 1_000


def serve(database: Any, folder: str, password: str) -> int:
    """Wait for loaders, in a thread; gives back the port."""
    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=_accept, args=(listener, database, Path(folder), password), daemon=True).start()
    return int(listener.getsockname()[1])


def _accept(listener: socket.socket, database: Any, folder: Path, password: str) -> None:
    while True:
        connection, _ = listener.accept()
        # whatever goes wrong with one loader, the next is served; what stays open is mended then
        with suppress(Exception), connection, connection.makefile("rwb") as stream:
            connection.settimeout(LOGIN_SECONDS)
            if not hmac.compare_digest(stream.readline(500).strip(), password.encode()):
                continue
            connection.settimeout(None)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            work = Work(database, folder / "bulk.open")
            try:
                _answer(stream, work)
            finally:
                work.close()


def _answer(stream: BufferedRWPair[Any, Any], work: Work) -> None:
    while line := stream.readline():
        asked = json.loads(line)
        parts = [stream.read(size) for size in asked["sizes"]]
        if any(len(part) < size for part, size in zip(parts, asked["sizes"], strict=True)):
            return
        try:
            told = {"done": getattr(work, f"do_{asked['op']}")(asked, parts)}
        except Exception as error:  # noqa: BLE001 - whatever it is, the loader has another way
            told = {"error": f"{type(error).__name__}: {error}"}
        stream.write(json.dumps(told).encode() + b"\n")
        stream.flush()


class Work:
    """What one loader has done so far."""

    def __init__(self, database: Any, mark: Path) -> None:
        self._database, self._mark = database, mark
        self._batch: Any = None
        self._places: dict[str, str] = {}

    def do_nodes(self, asked: dict[str, Any], parts: list[bytes]) -> int:
        """Make nodes like the one of the label `like[0]` with the id `like[1]`. Parts: their ids, all their properties."""
        label, id_ = asked["like"]
        ids = json.loads(parts[0])
        kind = self._database.query("sql", f"SELECT @type AS type FROM `{label}` WHERE id = ?", id_).first().get("type")
        places = self._send("create_vertices", f'"type":{json.dumps(kind)},"rows":{parts[1].decode()}')["rids"]
        if len(self._places) < KNOWN:
            self._places.update(zip(ids, places, strict=True))
        return len(ids)

    def do_edges(self, asked: dict[str, Any], parts: list[bytes]) -> int:
        """Make relationships of one `type` between nodes of a `label`. Parts: their ids, their starts', their ends', their properties."""
        starts, stops = (json.loads(part) for part in parts[1:3])
        self._find(asked["label"], set(starts).union(stops).difference(self._places))
        name = json.dumps(asked["type"])
        with self._mark.open("ab") as file:
            file.write(b'{"type": %s, "ids": %s}\n' % (name.encode(), parts[0]))
        self._send("new_edges", f'"src":{self._listed(starts)},"type":{name},"dst":{self._listed(stops)},"props":{parts[3].decode()}')
        return len(starts)

    def _listed(self, ids: list[str]) -> str:
        """The places of these nodes as JSON; a place needs no escapes (`#12:34`)."""
        places = '","'.join(map(self._places.__getitem__, ids))
        return f'["{places}"]'

    def do_close(self, _: dict[str, Any], __: list[bytes]) -> int:
        """Bring everything to its place."""
        self.close()
        return 0

    def do_mend(self, _: dict[str, Any], __: list[bytes]) -> int:
        """Take out what a crash left of a batch; gives back how many relationships that were."""
        gone = 0
        for name, ids in _named(self._mark).items():
            found = self._database.query("sql", f"SELECT id, @rid AS place FROM `{name}`")
            places = [str(row.get("place")) for row in found if row.get("id") in ids]
            for start in range(0, len(places), _TOGETHER):
                with self._database.transaction():
                    self._database.command("sql", f"DELETE FROM [{','.join(places[start : start + _TOGETHER])}]")
            gone += len(places)
        self._mark.unlink(missing_ok=True)
        return gone

    def close(self) -> None:
        """Close the engine's batch; the mark goes when that went well."""
        if self._batch is not None:
            batch, self._batch = self._batch, None
            batch.close()
            self._mark.unlink(missing_ok=True)

    def _find(self, label: str, ids: set[str]) -> None:
        """Look up where these nodes lie."""
        wanted = sorted(ids)
        for start in range(0, len(wanted), _TOGETHER):
            query = f"SELECT id, @rid AS place FROM `{label}` WHERE id IN ?"
            for row in self._database.query("sql", query, [wanted[start : start + _TOGETHER]]):
                self._places[row.get("id")] = str(row.get("place"))

    def _send(self, operation: str, fields: str) -> dict[str, Any]:
        # its own wrapper walks and encodes every value once more, which takes longer than the engine
        from arcadedb._native import extras

        if self._batch is None:
            # threads of its own get into each other's way at this size, and the next batch is made on the other processor meanwhile
            self._batch = self._database.graph_batch(commit_every=COMMIT, use_wal=True, parallel_flush=False)
        text = extras.lib.b(f"{{{fields}}}")
        reply: dict[str, Any] = extras._call("The batch failed", "arcadedb_n_gb", self._batch._gb, extras.lib.b(operation), text)
        return reply


def _named(mark: Path) -> dict[str, set[str]]:
    """The ids of the relationships of a batch that was open, by type; of a line that was cut off nothing had been written."""
    found: dict[str, set[str]] = {}
    for line in mark.read_text(encoding="utf-8").splitlines() if mark.exists() else ():
        with suppress(ValueError):
            told = json.loads(line)
            found.setdefault(told["type"], set()).update(told["ids"])
    return found
