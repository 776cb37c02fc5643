"""The one text of a content, as RFC 8785 has it (JSON Canonicalization Scheme), and its fingerprint: the same on every engine and day."""

from __future__ import annotations

import hashlib

import rfc8785

from graph.snapshot.content import Content

SHORT = 16
"""Characters of a fingerprint that are shown."""


def canonical(content: Content) -> bytes:
    """The content as canonical JSON, UTF-8."""
    return rfc8785.dumps(content.to_json())


def fingerprint(data: bytes) -> str:
    """SHA-256 as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def short(print_: str) -> str:
    """The first SHORT characters of a fingerprint, as a page shows it."""
    return print_[:SHORT]
