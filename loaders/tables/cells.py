"""A cell of a typed table (a workbook, Parquet) as text: as a person would write it, nothing computed, nothing rounded."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any


def text_of(value: Any) -> str:
    """Whole numbers without a point, dates in ISO 8601 (without a time of day where it is midnight), a line for each item of a list."""
    match value:
        case str():
            return value
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else "" if value != value else repr(value)
        case Decimal():
            return format(value, "f")
        case datetime():
            return value.date().isoformat() if value.time() == time(0) else value.isoformat()
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case bytes():
            return value.decode("utf-8", "replace")
        case list() if all(not isinstance(each, list | dict | tuple) for each in value):
            return "\n".join(text_of(each) for each in value if each is not None)
        case list() | dict() | tuple():
            return json.dumps(value, ensure_ascii=False, default=text_of)
        case _:
            return str(value)
