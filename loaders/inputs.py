"""What a person gives to be loaded (files, folders, patterns, archives) as one run of files, each with its kind, opened when it is read.

Refused by name, never followed: symbolic links, what is no regular file, and in archives paths that lead outside (`loaders.archives`).
"""

from __future__ import annotations

import errno
import io
import os
import stat
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import IO

from graph.errors import LoadError, Problem
from loaders import mailbox
from loaders.archives import ARCHIVE_LIMITS, ArchiveLimits, members
from loaders.file_names import legible
from loaders.kinds import HEAD, KINDS, MAILBOX, Kind, recognise
from loaders.laid_out import laid_out
from loaders.passed_over import PassedOver
from loaders.problems import Problems, safe
from loaders.unread import README, is_hidden, is_readme

MOST_FILES = 100_000
_PATTERN = "*?["


Told = tuple[tuple[str, str | tuple[str, ...]], ...]
"""Fields of a document and their values, as a person tells them."""


@dataclass(frozen=True)
class Input:
    """One file as it was found.

    `name` is what a person sees (`mails.zip/one.eml` within an archive), `kind` None where nothing knows it, `size` bytes where it is told.
    What came from an address has `address`, where it stood in the end, the day of reading, and the encoding that the server told. `told` is
    what a person tells of it, `told_in` the name of the file that does (`loaders.documents.told`), empty for one who tells it on a page.
    What came attached to a mail says by which one it `came`, and has an `identity` of its own; what lies in a mailbox has a `place` in it.
    """

    name: str
    kind: Kind | None
    open: Callable[[], IO[bytes]]
    size: int | None = None
    address: str = ""
    retrieved: str = ""
    charset: str = ""
    told: Told = ()
    told_in: str = ""
    came: str = ""
    identity: str = ""
    place: str = ""

    def read(self) -> bytes:
        """The whole content. Raises LoadError if it is larger than its kind may be, or cannot be read."""
        most = self.kind.most if self.kind is not None else max(kind.most for kind in KINDS.values() if not kind.archive)
        if self.size is not None and self.size > most:
            raise refused(self.name, _too_large(self.kind, most))
        try:
            with self.open() as file:
                data = file.read(most + 1)
        except (OSError, EOFError) as error:
            raise refused(self.name, f"cannot be read: {getattr(error, 'strerror', None) or error}") from error
        if len(data) > most:
            raise refused(self.name, _too_large(self.kind, most))
        return data


def refused(name: str, message: str, line: int | None = None) -> LoadError:
    """The error for one file that cannot be read."""
    problem = Problem(message, safe(name), line)
    return LoadError(str(problem), [problem])


def given(name: str, data: bytes, *, address: str = "", retrieved: str = "", charset: str = "") -> Input:
    """An input from bytes at hand: a file dropped on a page, an answer from an address."""
    kind = recognise(data[:HEAD], name)
    return Input(name, kind, lambda: io.BytesIO(data), len(data), address, retrieved, charset)


def inputs(
    paths: Iterable[str | Path],
    problems: Problems,
    *,
    most: int = MOST_FILES,
    archives: ArchiveLimits = ARCHIVE_LIMITS,
    without: Container[str] = (),
) -> Iterator[Input]:
    """The files of paths, in the order given, within a folder by name; hidden files and folders are passed over, and a README too,
    which is told. Those whose names are in `without` are passed over in silence, a folder with all that is in it.

    What cannot be taken is noted in `problems`, and the others go on. Patterns (`*`, `**`, `?`) are those of `pathlib`. At most `most`.
    """
    passed = PassedOver()
    found = (each for path in paths for each in _of(str(path), problems, archives, without, passed))
    yield from islice(found, most)
    if next(found, None) is not None:
        problems.add("", None, f"there are more than {most:,} files; what follows was not taken: load fewer at a time", gap=True)
    passed.tell(problems)


def _of(path: str, problems: Problems, archives: ArchiveLimits, without: Container[str], passed: PassedOver) -> Iterator[Input]:
    for place in places(path, problems):
        before, empty = problems.errors + problems.doubts, True
        for file in _files(place, problems, without):
            empty = False
            found = given_at(file, problems)
            if found is not None:
                yield from with_attached(unpacked(found, problems, archives), problems, passed, without)
        # what is wrong with all that it holds was told, and what is read otherwise is there
        if empty and problems.errors + problems.doubts == before and next(_files(place, Problems(), ()), None) is None:
            problems.add(place.as_posix(), None, "holds no file to read", warning=True)


def is_among(name: str, others: Container[str]) -> bool:
    """Whether the name of an input, or of a folder that it lies in, is one of these."""
    path = PurePosixPath(name)
    return any(str(each) in others for each in (path, *path.parents))


def unpacked(found: Input, problems: Problems, limits: ArchiveLimits = ARCHIVE_LIMITS) -> Iterator[Input]:
    """The files in an input that is an archive, the mails in a mailbox; any other input as it is."""
    if found.kind is None or not found.kind.archive:
        yield found
    elif not found.kind.packed:
        for mail, number in mailbox.members(found.name, found.open, problems, limits):
            yield Input(f"{found.name}/{mail.name}", KINDS["mail"], mail.open, mail.size, place=f"mail {number:,} of the mailbox")
    else:
        for member in members(found.name, found.open, found.kind.name, problems, limits):
            yield Input(legible(f"{found.name}/{member.name}"), recognise(member.head, member.name), member.open, member.size)


def with_attached(given: Iterable[Input], problems: Problems, passed: PassedOver, without: Container[str] = ()) -> Iterator[Input]:
    """The inputs but for those whose names are in `without`, and behind each mail what came attached to it. A mailbox that was the member
    of an archive is opened."""
    from loaders import attachments  # it needs what reads documents, which needs this

    for one in (mail for each in given if not is_among(each.name, without) for mail in _mails(each, problems)):
        if is_among(one.name, without):
            continue
        yield one
        if one.kind is not None and one.kind.name == "mail":
            yield from (each for each in attachments.of(one, problems, passed) if not is_among(each.name, without))


def _mails(found: Input, problems: Problems) -> Iterator[Input]:
    """The mails in a mailbox that is packed, laid out to be read from any place; any other input as it is."""
    if found.kind is None or found.kind.name != MAILBOX:
        yield found
        return
    try:
        opened_ = laid_out(found.open)
    except OSError as error:
        problems.add(found.name, None, f"cannot be unpacked: {error.strerror or error}", gap=True)
        return
    yield from unpacked(replace(found, open=opened_), problems)


def is_pattern(path: str) -> bool:
    """Whether a path stands for several."""
    return not os.path.lexists(path) and any(sign in path for sign in _PATTERN)


def places(path: str, problems: Problems) -> list[Path]:
    """The path itself, or what its pattern stands for."""
    place = Path(path)
    if "\0" in path:
        problems.add(path, None, "is no path: it holds a null character", gap=True)
        return []
    try:
        if os.path.lexists(place):
            return [place]
        if any(sign in path for sign in _PATTERN):
            anchor = Path(place.anchor or ".")
            fitting = islice(anchor.glob(str(place.relative_to(place.anchor))), MOST_FILES)
            names = sorted(each for each in fitting if not is_hidden(each.name))
            if names:
                return names
            problems.add(path, None, "no file fits this pattern", gap=True)
            return []
    except (OSError, ValueError, NotImplementedError) as error:
        problems.add(path, None, f"cannot be read: {getattr(error, 'strerror', None) or error}", gap=True)
        return []
    problems.add(path, None, "there is no such file or folder", gap=True)
    return []


def _files(place: Path, problems: Problems, without: Container[str]) -> Iterator[Path]:
    """The regular files at a place or under it, by name; links are refused, and so are pipes and devices."""
    waiting = [place]
    while waiting:
        here = waiting.pop()
        if legible(here.as_posix()) in without:
            continue
        try:
            mode = here.lstat().st_mode
            if stat.S_ISLNK(mode):
                problems.add(here.as_posix(), None, "is a symbolic link, which is not followed; name the file itself", gap=True)
            elif stat.S_ISDIR(mode):
                waiting += sorted((each for each in here.iterdir() if not is_hidden(each.name)), reverse=True)
            elif here != place and is_readme(here.name):
                problems.add(here.as_posix(), None, README, warning=True)
            elif stat.S_ISREG(mode):
                if here == place or not mailbox.is_empty(here):
                    yield here
            else:
                problems.add(here.as_posix(), None, "is no regular file; only files and folders are read", gap=True)
        except OSError as error:
            problems.add(here.as_posix(), None, f"cannot be read: {error.strerror}", gap=True)


def given_at(path: Path, problems: Problems) -> Input | None:
    """The file at a path; None, with a problem, if it cannot be read."""
    name = legible(path.as_posix())
    try:
        with opened(path) as file:
            size = os.fstat(file.fileno()).st_size
            return Input(name, recognise(file.read(HEAD), name), lambda: opened(path), size)
    except OSError as error:
        problems.add(name, None, f"cannot be read: {error.strerror or error}", gap=True)
        return None


def opened(path: Path) -> IO[bytes]:
    """A regular file, opened to be read: never through a link that took its place meanwhile, never waiting on a pipe. Raises OSError."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    file = os.fdopen(os.open(path, flags), "rb")
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(errno.EINVAL, "it is no regular file any more")
    return file


def _too_large(kind: Kind | None, most: int) -> str:
    return f"is larger than {most:,} bytes, the most that is read of {kind.about if kind else 'a file'}; split it"
