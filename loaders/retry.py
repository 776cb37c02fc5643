"""How long a server that is busy wants to be left alone."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def waiting(told: str, default: float) -> float:
    """The seconds of a `Retry-After` (RFC 9110, 10.2.3): a number or a day with its time; the default where it says nothing."""
    told = told.strip()
    if told.isdecimal() and len(told) < 10:
        return float(told)
    try:
        return max(0.0, (parsedate_to_datetime(told) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return default
