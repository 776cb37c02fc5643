"""The driver's errors in the words of the one error tree: what happened, and what to do. No message holds a password."""

from __future__ import annotations

import os
import re

from graph.errors import QueryError, QueryTimeoutError, RedstringError, StoreAccessError, StoreError, StoreUnavailableError
from graph.store.driver import faults
from graph.store.syntax import located
from graph.store.wire import BYTES, TooLargeError

LOST = (faults.ServiceUnavailable, faults.SessionExpired, OSError)
"""The connection failed: another attempt, perhaps at another address, may succeed."""
REFUSED = ("Neo.ClientError.Security.Forbidden", "Neo.ClientError.Statement.AccessMode")
TIMED_OUT = "Neo.ClientError.Transaction.TransactionTimedOut"
DUPLICATE = "Neo.ClientError.Schema.ConstraintValidationFailed"
MEMORY = "Neo.TransientError.General.MemoryPoolOutOfMemoryError"

FULL = ("No space left on device", "not enough space on the disk", "File too large", "Disk quota exceeded")
"""What a server says when the system has no room for what it writes."""


def unavailable(address: str, error: BaseException | None = None) -> StoreUnavailableError:
    """No server answers."""
    reason = f" ({_reason(str(error))})" if error is not None and str(error) else ""
    return StoreUnavailableError(f"No store answers at {address}. Check that the server runs and the address is right{reason}.")


UNCAUSED = "Error executing Cypher query: "
"""How the engine (ArcadeDB 26) begins what it says of a query that broke off by no fault of its own."""


def full(address: str) -> StoreError:
    """There is no room for what is to be written."""
    return StoreError(f"The disk of the store at {address} is full, so the write broke off. Make room, and do it again.")


def timed_out(seconds: float | None) -> QueryTimeoutError:
    """The query's time is up."""
    limit = f"after {seconds:g} s" if seconds is not None else "by the server's own limit"
    return QueryTimeoutError(f"The query was stopped {limit}. Ask for less, or allow it more time.")


def too_large(error: BaseException | None) -> bool:
    """Whether a connection failed because of its answer's size."""
    while error is not None and not isinstance(error, TooLargeError):
        error = error.__cause__ or error.__context__
    return error is not None


def said(error: BaseException) -> str:
    """The server's own words, on one line."""
    text = getattr(error, "message", None) or str(error)
    return _line(str(text))


def ending(error: Exception) -> bool:
    """Whether the embedded engine failed without a cause, as it does where it ends meanwhile: what is wrong with a query it names."""
    return isinstance(error, faults.Neo4jError) and said(error).startswith(UNCAUSED)


def passing(error: Exception, *, embedded: bool, reading: bool) -> bool:
    """Whether another attempt may help.

    On the embedded engine a refused login means that another program has its old port, and a duplicate key that another writer
    merged the same record at the same moment: the next attempt finds it.
    """
    if too_large(error):
        return False
    if embedded and (getattr(error, "code", None) == DUPLICATE or (reading and ending(error))):
        return True
    if isinstance(error, faults.DriverError | faults.Neo4jError) and error.is_retryable():
        return True
    return isinstance(error, LOST) or (embedded and isinstance(error, faults.AuthError))


def explain(error: Exception, *, address: str, reading: bool, timeout: float | None = None) -> RedstringError:
    """The error of the tree for what the driver raised. `address` must hold no secret; `reading` says what was tried."""
    if isinstance(error, RedstringError):
        return error
    code = getattr(error, "code", None) or ""
    if any(words in said(error) for words in FULL):
        return full(address)
    if too_large(error):
        return QueryError(f"The answer is too large: more than {BYTES // 1_000_000} MB came at once. Return less of each, or fewer rows.")
    if isinstance(error, faults.AuthError) or (code.startswith("Neo.ClientError.Security") and code not in REFUSED):
        return _login(code, address)
    if isinstance(error, LOST):
        return unavailable(address, error)
    if code.startswith("Neo.ClientError.Database"):
        return StoreUnavailableError(f"The database cannot be opened at {address}. Name another one, or none: {said(error)}")
    if code in REFUSED:
        doing = "Reading may not change the store" if reading else f"The user may not do that in the store at {address}"
        return StoreAccessError(f"{doing}: {said(error)}")
    if code.startswith(TIMED_OUT):
        return timed_out(timeout)
    if code == MEMORY:
        return QueryError(f"The query needs more memory than the server gives it. Ask for less: {said(error)}")
    if isinstance(error, faults.ClientError):
        found = located(getattr(error, "message", None) or str(error))
        return QueryError(f"The query is wrong: {found.words}", found.line, found.column)
    if isinstance(error, faults.TransientError):
        return StoreError(f"The store is busy and gave up after several attempts. Try again: {said(error)}")
    if isinstance(error, faults.ConfigurationError):
        return StoreError(f"The connection to {address} cannot be made like this: {said(error)}")
    if isinstance(error, faults.Neo4jError | faults.DriverError):
        return StoreError(f"The store at {address} failed: {said(error)}")
    return QueryError(f"The query could not be sent: {said(error)}")


def _login(code: str, address: str) -> StoreAccessError:
    if code.endswith("CredentialsExpired"):
        return StoreAccessError(f"The password of the store at {address} must be changed before its first use. Change it on the server.")
    if code.endswith("AuthenticationRateLimit"):
        return StoreAccessError(f"The store at {address} was given a wrong password too often. Wait a few seconds and try again.")
    return StoreAccessError(
        f"The store at {address} refused the user or password. Set REDSTRING_USER and REDSTRING_PASSWORD to those of the server."
    )


def _reason(text: str) -> str:
    """Why a connection failed: in the system's words where the driver gives its number among addresses and types of its own."""
    numbers = dict.fromkeys(re.findall(r"\[Errno (\d+)\]", text))
    return ", ".join(os.strerror(int(number)) for number in numbers) or _line(text)


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()[:500]
