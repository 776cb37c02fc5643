"""What a document says of itself: the first that tells a field is believed, and where it was found is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from graph.errors import Problem
from loaders.documents.dates import edtf
from loaders.documents.words import in_order, one_of
from loaders.documents.wrapped import unwrapped
from loaders.problems import safe, shown

_LONGEST = 500
BY = re.compile(rf"^\s*{one_of('by')}\s+", re.IGNORECASE)
"""What stands before whoever wrote something."""
_AND = re.compile(rf"\s*(?:;|\||&|\b{one_of('and')}\b)\s*")
_JOB = re.compile(rf"\b{one_of('jobs')}s?$", re.IGNORECASE)
"""What somebody is who is named before a comma."""
_NOBODY = frozenset(in_order("nobody"))
"""What programs put where no author is told."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}")


@dataclass
class Metadata:
    """Fields as they are found; of several finds the first stays."""

    name: str
    values: dict[str, Any] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    warnings: list[Problem] = field(default_factory=list)

    def offer(self, name: str, value: str | None, where: str) -> None:
        """Take a title, publisher, language or address, unless it is empty or told already."""
        text = " ".join((value or "").replace("\u00ad", "").split())[:_LONGEST]
        if name == "language":
            text = text.replace("_", "-") if _LANGUAGE.fullmatch(text) else ""
        if text and name not in self.values:
            self.values[name], self.told[name] = text, where

    def authors(self, names: Iterable[str], where: str) -> None:
        """Take the authors; `By A and B` are two."""
        found = list(dict.fromkeys(name for each in names for name in named(each)))
        if found and "authors" not in self.values:
            self.values["authors"], self.told["authors"] = tuple(found), where

    def date(self, value: str | None, where: str, name: str = "published") -> None:
        """Take a date; one that cannot be understood is a warning."""
        if not value or not value.strip() or name in self.values:
            return
        found = edtf(value)
        if found is not None:
            self.values[name], self.told[name] = found, where
        elif name == "published":
            self.warn(f"its date {shown(value.strip())} ({where}) was not understood")

    def warn(self, message: str, line: int | None = None) -> None:
        """Say what is doubtful."""
        self.warnings.append(Problem(message, safe(self.name), line, warning=True))

    def fields(self) -> dict[str, Any]:
        """What goes into a `Document`."""
        if "published" not in self.values and "made" in self.values:
            self.warn(f"does not say when it was published; its file was made on {self.values['made']}")
        return {**self.values, "told": dict(self.told), "warnings": tuple(self.warnings)}


def named(text: str) -> list[str]:
    """The names in a line of authors. A comma parts names only where each part has two words: `Feld, Mira` is one."""
    found: list[str] = []
    for part in _AND.split(BY.sub("", " ".join(text.split())[:_LONGEST])):
        pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
        found += [each for each in pieces if not _JOB.search(each)] if _are_several(pieces) else [part.strip(" ,")]
    return [name for name in found if name and name.lower() not in _NOBODY and not name.lower().startswith(("http://", "https://"))]


def _are_several(pieces: list[str]) -> bool:
    return len(pieces) > 1 and all(" " in piece or _JOB.search(piece) for piece in pieces)


def web(address: str | None, base: str = "") -> str | None:
    """A web address made whole with the one of the page that it stands on, the one that is meant where another carries it; None for any
    other kind, and for one within the page."""
    text = (address or "").strip()
    if not text or text.startswith("#") or len(text) > 4_000:
        return None
    try:
        own, whole = urlsplit(text), urljoin(base, text).replace(" ", "%20")
        parts = urlsplit(whole)
        host = parts.hostname
    except ValueError:
        return None
    lacking = own.scheme in ("http", "https") and not own.netloc
    printable = all(sign.isprintable() and not sign.isspace() for sign in whole)
    good = parts.scheme in ("http", "https") and host and printable and not lacking
    return _carried(whole) if good else None


def _carried(whole: str) -> str:
    """The address that another one carries, if it is one."""
    inner = unwrapped(whole)
    return whole if inner == whole else web(inner) or whole
