"""Cards as trees of plain elements, so that nothing that was loaded can ever become markup.

A piece is a text or `[tag, attributes, *pieces]`. The browser makes each text with `textContent` and each element from a short list of
tags and attributes (`ui/static/panel/pieces.js`), so there is nothing to escape. Text that came from outside goes through `loaded`, which
keeps a name of any length and any direction of writing from pushing the rest of the card about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

Piece = str | list[object]
"""A text, or a list of tag, attributes and pieces."""

LONGEST = 600
_CONTROLS = {code: None for code in range(32) if code not in (9, 10)} | {127: None}


def clip(text: str, limit: int = LONGEST) -> str:
    """The text without control characters, cut to `limit` characters with an ellipsis."""
    clean = text.translate(_CONTROLS)
    return clean if len(clean) <= limit else clean[: limit - 1].rstrip() + "…"


def tag(name: str, *children: Piece | None, cls: str = "", **attributes: str | int | None) -> Piece:
    """One element. Attributes in Python spelling (`aria_label`); those that are None are left out, and so are children that are None."""
    given = {key.rstrip("_").replace("_", "-"): str(value) for key, value in attributes.items() if value is not None}
    if cls:
        given["class"] = cls
    return [name, given, *(child for child in children if child is not None)]


def loaded(text: str, limit: int = LONGEST) -> Piece:
    """Text that came from outside, in its own direction of writing."""
    return tag("bdi", clip(text, limit))


def button(label: Piece, act: Mapping[str, object], *, cls: str = "plain", title: str | None = None) -> Piece:
    """A button that sends `act` to the page."""
    return ["button", {"class": cls, **({"title": title} if title else {})}, label, {"act": dict(act)}]


def is_web(address: str | None) -> bool:
    """Whether an address may be offered as a link: http or https with a host, nothing else."""
    if not address:
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def host(address: str) -> str:
    """The host of a web address, for the reader to see where a link leads."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def link(text: str, address: str | None) -> Piece:
    """A link to a web address that opens apart from the app and tells it nothing; plain text if it is no web address."""
    if not address or not is_web(address):
        return loaded(text)
    return tag("a", loaded(text), tag("span", f" {clip(host(address), 60)} ↗", cls="host"), href=address, title=clip(address, 300))


def words(pieces: Sequence[Piece], between: str) -> list[Piece]:
    """The pieces with a text between each two."""
    parts: list[Piece] = []
    for piece in pieces:
        if parts:
            parts.append(between)
        parts.append(piece)
    return parts


def text_of(piece: object) -> str:
    """All text of a piece, as a reader would copy it; for tests and for reading aloud."""
    if isinstance(piece, str):
        return piece
    if isinstance(piece, list):
        return "".join(text_of(child) for child in piece[2:])
    return ""
