"""A snapshot's file held against what it says of itself. Nothing of it is run or believed."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from graph.errors import SnapshotError
from graph.snapshot import references
from graph.snapshot.canonical import canonical, fingerprint, short
from graph.snapshot.content import Content, content_of
from graph.snapshot.manifest import Manifest, code_hash, manifest_of, packed, page_hash
from graph.snapshot.signature import is_of, is_valid

LARGEST = 50_000_000
"""Bytes that a file may have."""
CONTENT_LARGEST = 200_000_000
"""Bytes that its content may have once it is unpacked."""


@dataclass(frozen=True)
class Part:
    """One part of a file: the hash that its manifest tells and the one that was found; `fault` where it could not be read at all."""

    name: str
    told: str
    found: str
    fault: str = ""

    @property
    def unchanged(self) -> bool:
        return not self.fault and self.told == self.found


@dataclass(frozen=True)
class Verification:
    """What came of it. The parts are content, code, page and manifest: every byte of the file belongs to one of them.

    `signature`: none, valid (it fits the key that the file itself names), trusted (that key is the one that was asked for), or wrong.
    """

    manifest: Manifest
    parts: tuple[Part, ...]
    signature: Literal["none", "valid", "trusted", "wrong"] = "none"

    @property
    def unchanged(self) -> bool:
        return all(part.unchanged for part in self.parts)

    @property
    def holds(self) -> bool:
        """Whether nothing was changed and no signature is wrong."""
        return self.unchanged and self.signature != "wrong"

    def to_json(self) -> dict[str, object]:
        """Public form: `unchanged`, `signature`, `signed_by` (public key, base64), `fingerprint`, `made`, and each of the `parts`."""
        parts = {
            part.name: {
                "unchanged": part.unchanged,
                "told": part.told,
                "found": part.found,
                **({"fault": part.fault} if part.fault else {}),
            }
            for part in self.parts
        }
        whose = {"fingerprint": self.manifest.content, "made": self.manifest.made}
        by = self.manifest.signature.by if self.manifest.signature else None
        return {"unchanged": self.unchanged, "signature": self.signature, "signed_by": by, **whose, "parts": parts}

    @property
    def changed(self) -> tuple[str, ...]:
        return tuple(part.name for part in self.parts if not part.unchanged)


def verify(path: Path, key: Ed25519PublicKey | None = None) -> Verification:
    """Check one HTML file; with a key, a signature by any other, or none, is wrong.

    Raises SnapshotError if it is no snapshot at all or the content alone, OSError if it cannot be read.
    """
    whole = text_of(path)
    if is_json(whole):
        print_ = short(fingerprint(canonical(content_in(whole))))
        raise SnapshotError(f"{path} is the content alone, without anything to hold it against: is {print_} the fingerprint you were told?")
    return verified(whole, key)


def verified(whole: str, key: Ed25519PublicKey | None = None) -> Verification:
    """Check the text of an HTML file. Raises SnapshotError if it is no snapshot at all."""
    manifest = manifest_of(whole)
    return Verification(
        manifest,
        (
            _content(whole, manifest),
            Part("code", manifest.code, code_hash(whole)),
            Part("page", manifest.page, page_hash(whole)),
            Part("manifest", manifest.seal, manifest.sealed().seal),
        ),
        _signature(manifest, key),
    )


def _signature(manifest: Manifest, key: Ed25519PublicKey | None) -> Literal["none", "valid", "trusted", "wrong"]:
    if manifest.signature is None and key is None:
        return "none"
    if not is_valid(manifest) or (key is not None and not is_of(manifest, key)):
        return "wrong"
    return "valid" if key is None else "trusted"


def _content(whole: str, manifest: Manifest) -> Part:
    try:
        data = _unpacked(packed(whole))
        # a text that says the same in other bytes is none of ours
        found = fingerprint(data)
        if canonical(content_of(data)) != data:
            return Part("content", manifest.content, found, "it is not in canonical form")
    except SnapshotError as error:
        return Part("content", manifest.content, "", str(error))
    return Part("content", manifest.content, found)


def read(path: Path) -> Content:
    """The content of a snapshot, HTML or JSON. Raises SnapshotError if it is none or not whole, OSError if it cannot be read."""
    return content_in(text_of(path))


def is_json(whole: str) -> bool:
    """Whether the text of a snapshot is its content alone."""
    return whole.lstrip()[:1] == "{"


def content_in(whole: str) -> Content:
    """The content that the text of a file holds. Raises SnapshotError if there is none, or if it is not whole."""
    content = content_of(_shallow(whole.encode() if is_json(whole) else _unpacked(packed(whole))))
    references.check(content)
    return content


def text_of(path: Path) -> str:
    """The text of a file of a size that is taken. Raises SnapshotError, OSError."""
    if path.stat().st_size > LARGEST:
        raise SnapshotError(f"{path} is larger than {LARGEST // 1_000_000} MB, which no snapshot is")
    return decoded(path.read_bytes(), str(path))


def decoded(data: bytes, name: str) -> str:
    """The bytes of a file as text, with or without a byte order mark. Raises SnapshotError."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SnapshotError(f"{name} is no snapshot: it is not UTF-8 text (byte {error.start})") from error


def _unpacked(text: str) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        data = unpacker.decompress(base64.b64decode(text.strip(), validate=True), CONTENT_LARGEST)
        if unpacker.unconsumed_tail:
            raise SnapshotError(f"its content is larger than {CONTENT_LARGEST // 1_000_000} MB unpacked")
        if not unpacker.eof or unpacker.unused_data:
            raise SnapshotError("its content was cut off, or something was put behind it")
    except (binascii.Error, zlib.error) as error:
        raise SnapshotError(f"its content cannot be unpacked: {error}") from error
    return data


def _shallow(data: bytes) -> bytes:
    """The text, if it is JSON of a depth that anybody can read, and says everything once."""
    try:
        json.loads(data, object_pairs_hook=_once)
    except RecursionError as error:
        raise SnapshotError("its content is nested too deep") from error
    except ValueError:
        # what is wrong with it is told with its place
        pass
    return data


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Readers take the first or the last of two values of one key, so that one file would say different things to different people."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        raise SnapshotError(f"{double[:60]!r} stands twice in one place of its content, so readers would read different things")
    return found
