"""Where a server answers now and who may log in there; and the file that tells other processes of one embedded folder."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Login:
    """A user and a password; the password is never shown."""

    user: str
    password: str = field(repr=False)

    @property
    def pair(self) -> tuple[str, str]:
        return self.user, self.password


@dataclass(frozen=True)
class Endpoint:
    """A Bolt address with a login that may write and one that reads.

    `engine` is the process to end when a query will not, `started` when it began (seconds, `time.time()`), `bulk` the port of its bulk
    way in; an engine that was started again at the same address is the same endpoint.
    """

    uri: str
    writer: Login
    reader: Login
    database: str | None = None
    engine: int | None = field(default=None, compare=False)
    started: float = field(default=0.0, compare=False)
    bulk: int | None = field(default=None, compare=False)


def publish(path: Path, endpoint: Endpoint) -> None:
    """Write the endpoint for other processes of the same user: mode 0600, in one step, so that nobody reads half of it."""
    fresh = path.with_suffix(f".{os.getpid()}")
    with contextlib.suppress(FileNotFoundError):
        fresh.unlink()
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(asdict(endpoint), file)
    fresh.replace(path)


def published(path: Path) -> Endpoint | None:
    """The endpoint that the folder's owner wrote; None if there is none, or it is from another version of Redstring."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        writer, reader = (Login(**told.pop(name)) for name in ("writer", "reader"))
        return Endpoint(writer=writer, reader=reader, **told)
    except (OSError, ValueError, TypeError, KeyError):
        return None
