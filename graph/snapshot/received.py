"""A snapshot that somebody gave us: read, checked, and its statuses computed again. Nothing of it is run or believed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph.errors import EvidenceError, SnapshotError
from graph.snapshot.canonical import canonical, fingerprint
from graph.snapshot.content import Content
from graph.snapshot.garbage import uncollected
from graph.snapshot.recomputed import Lie, has_short_history, lies
from graph.snapshot.verify import LARGEST, Verification, content_in, decoded, is_json, verified


@dataclass(frozen=True)
class Received:
    """One file. `fingerprint` is that of the content that was found; `verification` is None for JSON, which says nothing of itself."""

    name: str
    content: Content
    fingerprint: str
    verification: Verification | None
    lies: tuple[Lie, ...]
    dated: bool = True
    """Whether what the statuses were on earlier days was computed again too."""

    @property
    def made(self) -> str:
        """When it says that it was made (UTC); empty for JSON."""
        return self.verification.manifest.made if self.verification else ""

    @property
    def trusted(self) -> bool:
        """Whether nothing speaks against it: unchanged, no wrong signature, and every status follows from its claims."""
        return not self.lies and (self.verification is None or self.verification.holds)


@uncollected()
def received(name: str, data: bytes) -> Received:
    """Read the bytes of a file. Raises SnapshotError, which names it, if they hold no snapshot that is whole."""
    try:
        if len(data) > LARGEST:
            raise SnapshotError(f"it is larger than {LARGEST // 1_000_000} MB, which no snapshot is")
        whole = decoded(data, "it")
        content = content_in(whole)
        return Received(
            name,
            content,
            fingerprint(canonical(content)),
            None if is_json(whole) else verified(whole),
            lies(content),
            has_short_history(content),
        )
    except (SnapshotError, EvidenceError) as error:
        raise SnapshotError(f"{name[:120]} cannot be taken: {error}") from error


def received_file(path: Path) -> Received:
    """Read a file. Raises SnapshotError, OSError."""
    if path.stat().st_size > LARGEST:
        raise SnapshotError(f"{path.name} is larger than {LARGEST // 1_000_000} MB, which no snapshot is")
    return received(path.name, path.read_bytes())
