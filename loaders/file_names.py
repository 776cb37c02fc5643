"""Names of files as text: a name that a disk or an archive keeps in bytes need not be UTF-8."""

from __future__ import annotations

_ESCAPED = range(0xDC80, 0xDD00)
"""What Python makes of the bytes of a name that are no UTF-8."""


def legible(name: str) -> str:
    """The name with bytes that are no UTF-8 read as Windows-1252, for a text cannot hold them; any other name as it is."""
    if name.isascii():
        return name
    return "".join(map(_character, name))


def _character(sign: str) -> str:
    code = ord(sign)
    if code in _ESCAPED:
        return bytes([code - 0xDC00]).decode("cp1252", "replace")
    return "\ufffd" if 0xD800 <= code < 0xE000 else sign
