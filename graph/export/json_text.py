"""JSON as it may stand on one line of a file, whatever a reader takes for the end of one."""

from __future__ import annotations

import json

_ENDS = str.maketrans({mark: f"\\u{ord(mark):04x}" for mark in "\u0085\u2028\u2029"})
"""What some readers (Python's `splitlines`, JavaScript) take for an end of a line, and JSON does not."""


def one_line(value: object) -> str:
    """The value as JSON in one line, other scripts as they are."""
    return json.dumps(value, ensure_ascii=False).translate(_ENDS)
