"""The official driver, imported before anything uses it, without the table libraries that it takes up wherever it finds them.

They let it pass DataFrames and arrays as parameters, which nobody does here, and take longer to import than all of the driver.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["faults", "neo4j"]


@contextmanager
def _hidden(*names: str) -> Iterator[None]:
    """While inside, importing these modules fails, as if they were not installed; those that are imported already stay."""
    absent = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


with _hidden("numpy", "pandas", "pyarrow"):
    import neo4j
    import neo4j.exceptions as faults
