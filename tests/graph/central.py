"""The central statement of the bundled case and its figures, all sources counted; worked out by hand in evidence_table.tsv."""

from __future__ import annotations

SLUG = "s01-defected"
FIGURES = {
    "status": "contested",
    "origins": [1, 10],
    "chains": 7,
    "asserts": 32,
    "documents": 29,
    "publishers": 28,
    "owners": 25,
    "denies": 4,
    "deniers": [1, 2],
}
