"""Text as it may stand in an XML 1.0 file."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_QUOTED = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


def content(value: object) -> str:
    """Between tags. A character that XML cannot hold (most control characters) becomes U+FFFD."""
    return escape(_FORBIDDEN.sub("\ufffd", str(value)), {"\r": "&#13;"})


def attribute(value: object) -> str:
    """A value with the quotes around it; breaks and tabs stay what they are."""
    return f'"{escape(_FORBIDDEN.sub(chr(0xFFFD), str(value)), _QUOTED)}"'
