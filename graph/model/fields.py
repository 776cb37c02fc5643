"""The fields that records share: keys, texts, web addresses; and the hash of what is said."""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Literal

from pydantic import AfterValidator, StringConstraints, WithJsonSchema

LIMIT_TEXT = 100_000
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*:[^\s/|]{1,200}$")]
CaseKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{0,79}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$")]
Predicate = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,63}$")]
Text = Annotated[str, StringConstraints(max_length=LIMIT_TEXT)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=LIMIT_TEXT)]


def _web(address: str) -> str:
    if not address.lower().startswith(("http://", "https://")) or any(c.isspace() for c in address):
        raise ValueError("an address must begin with http:// or https:// and hold no spaces")
    return address


_WEB = {"type": "string", "maxLength": 4_000, "pattern": r"^[Hh][Tt][Tt][Pp][Ss]?://\S*$"}
WebAddress = Annotated[str, StringConstraints(max_length=4_000), AfterValidator(_web), WithJsonSchema(_WEB)]
Tier = Literal["core", "wide", "background"]
"""How near a source is to what a case is about."""
_CANONICAL = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def digest(said: list[object]) -> str:
    """24 hex digits of SHA-256 over the canonical JSON of what is said: the same content has the same id everywhere."""
    return hashlib.sha256(_CANONICAL(said).encode()).hexdigest()[:24]
