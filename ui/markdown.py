"""Loaded text inside Markdown, which Streamlit reads in messages, labels and tooltips: one function makes all of it literal."""

from __future__ import annotations

import re

_PUNCTUATION = re.compile(r"([\\`*_{}\[\]()<>#+.!|~$^=&\"'-])")
# Emoji short codes, icons, coloured words and bare addresses are looked for after escapes are undone, so an escape does not stop them;
# a word joiner, which nobody sees, does.
_LATE = re.compile(r"([:@]|(?<![A-Za-z0-9])www(?=\.))")
_JOINER = "\u2060"


def plain(text: str, limit: int = 600) -> str:
    """The text so that Markdown shows it as it is, on one line, at most `limit` characters of it."""
    line = " ".join(text.split())
    line = line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
    return _PUNCTUATION.sub(r"\\\1", _LATE.sub(rf"\1{_JOINER}", line))
