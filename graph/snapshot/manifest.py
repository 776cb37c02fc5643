"""What a snapshot's file says of itself, to be held against it: a hash for each of its parts, which together are every byte of it.

A hash shows that nothing was changed since it was made. It shows neither that it is true nor, without a signature, who made it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from graph.errors import SnapshotError
from graph.snapshot.canonical import canonical_json, fingerprint

RELEASE = "0.1.0"
# how a part of the file begins; it ends at the next END
_ISLAND = re.compile(r'<script type="application/json" id="redstring-manifest">')
_CONTENT = re.compile(r'<script type="application/gzip" id="redstring-content">')
_CODE = re.compile(r'<script(?: type="application/gzip" id="redstring-(?:library|script)")?>')
_END = "</script>"
_COMPARED = 'id="redstring-comparison"'
Hash = str


class Signature(BaseModel):
    """An Ed25519 signature of `Manifest.to_sign`: the public key that it is `by`, and its `value`, both in base64."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    by: str
    value: str


class Manifest(BaseModel):
    """SHA-256 as 64 hex digits: `content` is the fingerprint, `code` of the scripts, `page` of the rest, `seal` of the manifest."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    redstring: str = RELEASE
    version: Literal[1] = 1
    made: str
    content: Hash
    code: Hash = ""
    page: Hash = ""
    signature: Signature | None = None
    seal: Hash = ""

    def to_sign(self) -> bytes:
        """What a signature is over: all but itself and the seal."""
        return canonical_json(self.model_dump(exclude={"signature", "seal"}))

    def text(self) -> str:
        """As it stands in the file: canonical JSON that cannot end the element it stands in."""
        return canonical_json(self.model_dump()).decode().replace("<", "\\u003c")

    def sealed(self) -> Manifest:
        """With the seal of all the rest."""
        bare = self.model_copy(update={"seal": ""})
        return bare.model_copy(update={"seal": fingerprint(canonical_json(bare.model_dump()))})


def sealed(whole: str, sign: Callable[[Manifest], Manifest] | None = None) -> str:
    """A file whose manifest lacks the hashes of code and page and its seal, with all of them; `sign` adds a signature before the seal."""
    manifest = manifest_of(whole).model_copy(update={"code": code_hash(whole), "page": page_hash(whole)})
    manifest = (sign(manifest) if sign else manifest).sealed()
    start, end = next(_spans(whole, _ISLAND))
    return f"{whole[:start]}{manifest.text()}{whole[end:]}"


def manifest_of(whole: str) -> Manifest:
    """The manifest that stands in a file. Raises SnapshotError if there is none that can be read."""
    try:
        return Manifest.model_validate_json(_island(whole, _ISLAND, "manifest"))
    except ValidationError as error:
        if later := next((each["input"] for each in error.errors() if each["loc"] == ("version",)), None):
            raise SnapshotError(f"its manifest is of version {str(later)[:20]}, this program reads 1: open it with a newer one") from error
        first = error.errors()[0]
        raise SnapshotError(f"its manifest cannot be read: {'.'.join(map(str, first['loc'])) or 'the text'}: {first['msg']}") from error


def code_hash(whole: str) -> Hash:
    """The hash of the scripts of a file as they stand there."""
    return fingerprint("".join(whole[start:end] for start, end in _spans(whole, _CODE)).encode())


def page_hash(whole: str) -> Hash:
    """The hash of a file without its manifest, its content and its scripts."""
    for part in (_ISLAND, _CONTENT, _CODE):
        spans = list(_spans(whole, part))
        around = zip([0, *(end for _, end in spans)], [*(start for start, _ in spans), len(whole)], strict=True)
        whole = "".join(whole[after:before] for after, before in around)
    return fingerprint(whole.encode())


def packed(whole: str) -> str:
    """The content of a file as it stands there: gzip in base64. Raises SnapshotError without one."""
    return _island(whole, _CONTENT, "content")


def _spans(whole: str, form: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where the parts of a form stand in a file, without what they begin and end with; an expression for the whole is slow."""
    at = 0
    while (found := form.search(whole, at)) and (end := whole.find(_END, found.end())) >= 0:
        yield found.end(), end
        at = end


def _island(whole: str, form: re.Pattern[str], name: str) -> str:
    found = next(_spans(whole, form), None)
    if found is None and _COMPARED in whole:
        raise SnapshotError("this is a comparison of two snapshots, not a snapshot: take one of the two files that it was made from")
    if found is None:
        raise SnapshotError(f"this is no snapshot of Redstring, or its {name} was cut out: take another copy")
    return whole[found[0] : found[1]]
