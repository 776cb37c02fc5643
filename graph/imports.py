"""Importing a library without what it takes up and nobody here needs, which takes longer to import than all that is ours."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType


class _Empty(ModuleType):
    """A module in which every name is None."""

    def __getattr__(self, name: str) -> None:
        return None


@contextmanager
def left_out(*names: str) -> Iterator[None]:
    """While inside, these modules are empty; those that are imported already stay as they are.

    That holds for the whole process: name only what no other thread may be importing.
    """
    absent = [name for name in names if name not in sys.modules]
    sys.modules.update({name: _Empty(name) for name in absent})
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]
