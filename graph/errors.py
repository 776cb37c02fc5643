"""The one tree of errors. Each message is written for the person at the screen: what happened, to which item, what to do.

RedstringError
├── RecordError            a record breaks the model
│   └── CorrectionError        a person corrects a proposal to what no claim can say
├── LoadError              a file or folder could not be loaded; carries every Problem found
├── StoreError             something about the store
│   ├── StoreAddressError      the address cannot be understood
│   ├── StoreUnavailableError  no server answers
│   ├── StoreAccessError       wrong user or password, or the store refuses a write
│   ├── StoreVersionError      the store was written by another version
│   └── StoreBusyError         the folder is held and its owner cannot be reached
├── QueryError             a query is wrong or failed
│   ├── QueryTimeoutError      it took longer than its limit
│   └── QueryCancelledError    a person stopped it
├── NotFoundError          nothing goes by that name
├── EvidenceError          a claim, source or voice that evidence needs is missing
├── ViewError              the view cannot do that, for example: too much at once
├── ExportError            that cannot be exported, or not so
└── SnapshotError          a file is no snapshot, or it cannot be made or compared
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class RedstringError(Exception):
    """Base of every error that Redstring raises on purpose; `str(error)` is one readable line."""


class RecordError(RedstringError):
    """A record breaks the model."""


class CorrectionError(RecordError):
    """A correction (of the claim `about`) says what no claim can say; `fault` tells that alone."""

    def __init__(self, about: str, field: str, fault: str) -> None:
        super().__init__(f"The review of {about!r} corrects {field}: {fault}")
        self.fault = fault


@dataclass(frozen=True)
class Problem:
    """One thing wrong (or, as a warning, doubtful) in a file; lines and columns count from 1."""

    message: str
    file: str = ""
    line: int | None = None
    column: int | None = None
    field: str | None = None
    value: str | None = None
    warning: bool = False

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part not in (None, ""))
        field = f"{self.field}: " if self.field else ""
        return f"{place}: {field}{self.message}" if place else f"{field}{self.message}"


class LoadError(RedstringError):
    """A file or folder could not be loaded; nothing of it was. `problems` holds the first 50, `total` counts all."""

    def __init__(self, message: str, problems: Sequence[Problem] = (), total: int | None = None) -> None:
        super().__init__(message)
        self.problems = tuple(problems)
        self.total = len(self.problems) if total is None else total


class StoreError(RedstringError):
    """Something about the store."""


class StoreAddressError(StoreError):
    """The address of the store cannot be understood."""


class StoreUnavailableError(StoreError):
    """No server answers at the address, or the embedded engine could not start."""


class StoreAccessError(StoreError):
    """Wrong user or password, or the store refuses what was asked, for example a write while reading."""


class StoreVersionError(StoreError):
    """The store was written by another version; the message names the way out."""


class StoreBusyError(StoreError):
    """The embedded folder is held by another process that cannot be reached."""


class QueryError(RedstringError):
    """A query is wrong or failed. `line` and `column`, from 1, say where in its text, if the server does."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line, self.column = line, column


class QueryTimeoutError(QueryError):
    """The query took longer than its limit."""


class QueryCancelledError(QueryError):
    """A person stopped the query."""


class NotFoundError(RedstringError):
    """Nothing goes by that name."""


class EvidenceError(RedstringError):
    """A claim, source or voice that the evidence needs is missing."""


class ViewError(RedstringError):
    """The view cannot do that, for example because it would draw too much."""


class SnapshotError(RedstringError):
    """A file is no snapshot that can be read, or a snapshot cannot be made or compared."""


class ExportError(RedstringError):
    """That cannot be exported, or not in this form or to this place."""
