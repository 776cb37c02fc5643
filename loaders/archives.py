"""The files in a .zip or .tar.gz, without unpacking it to the disk: bounded in number and size, nothing followed, nothing outside.

Sizes are those that the archive declares, and no more than that is ever read of a member, so an archive that lies is cut, not believed.
"""

from __future__ import annotations

import errno
import gzip
import io
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from loaders.kinds import ARCHIVE_MOST, HEAD, recognise
from loaders.problems import Problems, shown
from loaders.unread import README, is_hidden, is_readme

_BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
_NO_TAR = ("invalid header", "truncated header")
"""What tarfile says of the first block of a file that is compressed, and no archive."""
_STEP = 65_536
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True)
class ArchiveLimits:
    """How much of one archive is taken: members, and their bytes unpacked."""

    members: int = 10_000
    unpacked: int = ARCHIVE_MOST


ARCHIVE_LIMITS = ArchiveLimits()


@dataclass(frozen=True)
class Member:
    """One file in an archive, with its first bytes."""

    name: str
    size: int
    head: bytes
    open: Callable[[], IO[bytes]]


def members(
    name: str, opened: Callable[[], IO[bytes]], kind: str, problems: Problems, limits: ArchiveLimits = ARCHIVE_LIMITS
) -> Iterator[Member]:
    """The files of an archive (`zip`, `tar`) in its order. What is refused is noted by name, and the others go on.

    Refused: names that lead outside, links, devices, encrypted members, archives in the archive, second ones of a name; and the rest of an
    archive once it holds too much.
    """
    yield from _checked(name, _zipped(opened) if kind == "zip" else _tarred(opened), problems, limits)


@dataclass(frozen=True)
class _Listed:
    """A member as the archive lists it; `wrong` says why it is refused."""

    name: str
    size: int
    wrong: str
    open: Callable[[], IO[bytes]]


def _checked(archive: str, listed: Iterator[_Listed], problems: Problems, limits: ArchiveLimits) -> Iterator[Member]:
    seen: set[str] = set()
    left = limits.unpacked
    try:
        for number, each in enumerate(listed, 1):
            left -= each.size
            if number > limits.members or left < 0:
                most = f"{limits.members:,} files" if number > limits.members else f"{limits.unpacked:,} bytes unpacked"
                problems.add(archive, None, f"holds more than {most}; the rest was not read: unpack it and load a part", gap=True)
                return
            wrong = (
                each.wrong or _misplaced(each.name) or ("stands twice in the archive; only the first is read" if each.name in seen else "")
            )
            seen.add(each.name)
            if not wrong and any(is_hidden(part) for part in PurePosixPath(each.name).parts):
                continue
            if not wrong and is_readme(each.name):
                problems.add(f"{archive}/{each.name}", None, README, warning=True)
                continue
            member = None if wrong else _member(each)
            if isinstance(member, Member) and (kind := recognise(member.head, member.name)) is not None and kind.packed:
                wrong = "is an archive in an archive, which is not opened; unpack it first"
            elif not isinstance(member, Member):
                wrong = wrong or member or ""
            if wrong:
                problems.add(f"{archive}/{each.name}", None, wrong, gap=True)
            elif isinstance(member, Member):
                yield member
    except _BROKEN as error:
        if str(error) in _NO_TAR and archive.lower().endswith(".gz") and not archive.lower().endswith(".tar.gz"):
            problems.add(archive, None, "is one compressed file, and no archive; unpack it first (gunzip)", gap=True)
            return
        more = "; if it is one compressed file, unpack it first" if str(error) in _NO_TAR else ""
        problems.add(archive, None, f"is a broken archive, or none: {shown(str(error))}; what follows was not read{more}", gap=True)


def _member(listed: _Listed) -> Member | str:
    """The member, or what is wrong with it."""
    try:
        with listed.open() as file:
            return Member(listed.name, listed.size, file.read(HEAD), listed.open)
    except _BROKEN as error:
        return f"cannot be unpacked: {shown(getattr(error, 'strerror', None) or str(error))}"


def _misplaced(name: str) -> str:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or name[1:2] == ":" or "\0" in name:
        return "has a name that leads outside the archive, so it is refused"
    return ""


class _Bounded(io.RawIOBase):
    """A member that gives errors of its archive as OSError, for whoever reads it knows files alone."""

    def __init__(self, inner: IO[bytes]) -> None:
        self._inner = inner

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self._inner.read(min(len(buffer), _STEP))
        except _BROKEN as error:
            raise OSError(errno.EIO, str(error) or "the archive is broken") from error
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._inner.close()
        super().close()


def _bounded(inner: IO[bytes]) -> IO[bytes]:
    return io.BufferedReader(_Bounded(inner))


def _zipped(opened: Callable[[], IO[bytes]]) -> Iterator[_Listed]:
    archive = zipfile.ZipFile(opened())  # closed with the last member that holds it
    for info in archive.infolist():
        if info.is_dir():
            continue
        mode = info.external_attr >> 16
        wrong = ""
        if stat.S_ISLNK(mode):
            wrong = "is a symbolic link, which is not followed"
        elif info.flag_bits & 1:
            wrong = "is encrypted; unpack it with its password first"
        elif info.compress_type not in _PACKED:
            wrong = "is packed in a way that is not read; pack it as an ordinary .zip"
        yield _Listed(info.filename, info.file_size, wrong, lambda info=info: _bounded(archive.open(info)))  # type: ignore[misc]


class _Unpacked(gzip.GzipFile):
    """A gzipped tar in small reads: a header that claims to be gigabytes long is refused before it is unpacked."""

    def read(self, size: int | None = -1) -> bytes:
        if size is None or not 0 <= size <= _STEP:
            raise tarfile.ReadError("a header in it is longer than any can be")
        return super().read(size)


def _tarred(opened: Callable[[], IO[bytes]]) -> Iterator[_Listed]:
    file = opened()
    packed = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    # closed with the last member that holds it
    archive = tarfile.open(fileobj=_Unpacked(fileobj=file) if packed else file, mode="r:", errorlevel=1)  # noqa: SIM115
    while (info := archive.next()) is not None:
        archive.members = []  # type: ignore[attr-defined]  # else every member ever seen is kept
        if info.isdir():
            continue
        wrong = "" if info.isreg() else "is a link, which is not followed" if info.issym() or info.islnk() else "is no regular file"
        yield _Listed(info.name, info.size, wrong, lambda info=info: _bounded(_extracted(archive, info)))  # type: ignore[misc]


def _extracted(archive: tarfile.TarFile, info: tarfile.TarInfo) -> IO[bytes]:
    file = archive.extractfile(info)
    if file is None:
        raise OSError(errno.EINVAL, "it is no regular file")
    return file
