"""JSON values as they are taken in: numbers stay the text that they were, nothing is rounded and nothing overflows."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any


class DoubleKeyError(ValueError):
    """An object has one key twice."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise DoubleKeyError(Counter(key for key, _ in pairs).most_common(1)[0][0])
    return made


DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_object)
"""Raises DoubleKeyError for a key that stands twice, RecursionError for what is nested too deep."""


CUT_OFF = "the file ends in the middle, as one that was cut off does; get it anew"


def is_cut_off(error: json.JSONDecodeError) -> bool:
    """Whether a text that is no JSON is so only because it ends too early."""
    return error.msg.startswith("Unterminated string") or not error.doc[error.pos :].strip()


def text_of(value: Any) -> str:
    """A value as a text: a list of plain values has a line for each; anything deeper is JSON."""
    match value:
        case str():
            return value
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list() if all(isinstance(each, str | bool | None) for each in value):
            return "\n".join(text_of(each) for each in value if each is not None)
        case _:
            return json.dumps(value, ensure_ascii=False)
