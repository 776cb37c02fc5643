"""The store that a command works on, and what Ctrl+C says of the work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from graph.errors import RedstringError
from ui.terminal import say

if TYPE_CHECKING:
    from graph.store import GraphStore


class StoppedError(RedstringError):
    """A person pressed Ctrl+C; the message says what was and what was not done."""


@contextmanager
def opening(address: str | None, *, create: bool = True) -> Iterator[GraphStore]:
    """The store, closed at the end; a load that did not finish is told first. Without `create` an embedded one must be there."""
    from graph.store import default_address, open_store, schema

    with open_store(address or default_address(), create=create) as opened:
        if name := schema.loading(opened):
            say(f"The load of {name} did not finish; load it again to finish it.", "yellow")
        yield opened


@contextmanager
def looking(address: str | None) -> Iterator[GraphStore]:
    """The store for what writes nothing; where there is none yet, an empty one that goes with the command."""
    from graph.store import default_address
    from graph.store.opening import is_there

    if is_there(address or default_address()):
        with opening(address) as opened:
            yield opened
        return
    with TemporaryDirectory(prefix="redstring-") as folder, opening(f"embedded:{folder}/store") as opened:
        yield opened


def loading_into(address: str | None, *, dry: bool) -> AbstractContextManager[GraphStore]:
    """The store for a load, or for a check of what one would do."""
    return looking(address) if dry else opening(address)


@contextmanager
def stopping(told: str) -> Iterator[None]:
    """Ctrl+C within says what was and what was not done."""
    try:
        yield
    except KeyboardInterrupt as error:
        raise StoppedError(told) from error
