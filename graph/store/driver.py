"""The official driver, imported before anything uses it, without the table libraries that it takes up wherever it finds them.

They let it pass DataFrames and arrays as parameters, which nobody does here, and take longer to import than all of the driver.
"""

from __future__ import annotations

from graph.imports import left_out

__all__ = ["faults", "neo4j"]

# the driver's own list of them, each None if it is not installed
with left_out("neo4j._optional_deps"):
    import neo4j
    import neo4j.exceptions as faults
