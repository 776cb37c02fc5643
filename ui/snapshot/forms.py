"""The forms that a snapshot can have, by the ending of its file's name, and writing one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from graph.errors import SnapshotError
from graph.snapshot.canonical import canonical, fingerprint, short
from graph.snapshot.content import Content
from graph.snapshot.signature import sign
from graph.style import Theme
from ui.snapshot import report
from ui.snapshot.drawing import Degrees
from ui.snapshot.page import page


@dataclass(frozen=True)
class How:
    """What a form may ask: the `theme` of a picture, whether a report is to be `full`, and the `key` that signs a file."""

    theme: Theme = "light"
    full: bool = False
    key: Ed25519PrivateKey | None = None


def html(content: Content, degrees: Degrees, how: How) -> bytes:
    """The file that opens anywhere."""
    key = how.key
    return page(content, degrees=degrees, sign=(lambda manifest: sign(manifest, key)) if key else None).encode()


FORMS: dict[str, Callable[[Content, Degrees, How], bytes]] = {
    ".html": html,
    ".htm": html,
    ".json": lambda content, _degrees, _how: canonical(content),
    ".svg": lambda content, degrees, how: report.svg(content, degrees, how.theme).encode(),
    ".png": lambda content, degrees, how: report.png(content, degrees, how.theme),
    ".pdf": lambda content, degrees, how: report.pdf(content, degrees, full=how.full),
}


def write(out: Path, content: Content, degrees: Degrees, how: How) -> str:
    """Write a file in the form that its name asks for; gives back what to say of it.

    Raises SnapshotError for another name, or for what its form cannot be; OSError.
    """
    ending = out.suffix.lower()
    if ending not in FORMS:
        raise SnapshotError(
            f"{out} is none of {', '.join(form for form in FORMS if form != '.htm')}: name the file for the form that it is to have"
        )
    if how.key and not ending.startswith(".htm"):
        raise SnapshotError("only the HTML file can be signed: name it .html")
    written = FORMS[ending](content, degrees, how)
    put(out, written)
    return f"Wrote {out}, {len(written) / 1_000:,.0f} kB, fingerprint {short(fingerprint(canonical(content)))}"


def put(out: Path, data: bytes) -> None:
    """Write a file that appears under its name when it is whole. Raises OSError."""
    partial = out.with_name(f"{out.name}.part")
    try:
        partial.write_bytes(data)
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)
