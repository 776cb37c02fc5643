"""Exports as files: each appears under its name when it is complete, and nothing is left of one that was stopped."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from graph.errors import ExportError
from graph.export.form import Format, Lines
from graph.export.material import Material

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a zip: the first that its form knows, so that equal content gives equal bytes."""
_PIECES = 1 << 16


def write(material: Material, form: Format, out: Path) -> int:
    """Write one export; gives back its size in bytes.

    A format of several files becomes a folder, or one file if `out` ends in `.zip`. Raises ExportError for a folder that holds
    anything and a name that says what the export is not, OSError.
    """
    if fault := _fault(form, out):
        raise ExportError(fault)
    alone = not form.several or out.suffix.lower() == ".zip"
    return _file(material, form, out) if alone else _folder(material, form, out)


def _fault(form: Format, out: Path) -> str:
    """What is wrong with a name that promises something else; nothing if it does not."""
    if out.name == "-":
        return f"an export is not written to standard output: name a file, such as graph{form.suffix}"
    if not form.several and out.suffix.lower() == ".zip":
        return f"{form.title} is one file, and no .zip: name it {out.with_suffix(form.suffix)}"
    if form.several and out.suffix.lower() == ".csv":
        return f"{form.title} is several files: name a folder, such as {out.with_suffix('')}, or {out.with_suffix('.zip')}"
    return ""


def write_to(material: Material, form: Format, file: IO[bytes]) -> None:
    """Write one export to an open file; one of several files as a zip."""
    if form.parts is None:
        assert form.write is not None
        for data in _encoded(form.write(material)):
            file.write(data)
        return
    with zipfile.ZipFile(file, "w") as packed:
        for name, lines in form.parts(material):
            about = zipfile.ZipInfo(name, _EPOCH)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.external_attr = 0o644 << 16
            with packed.open(about, "w", force_zip64=True) as part:
                for data in _encoded(lines):
                    part.write(data)


def _file(material: Material, form: Format, out: Path) -> int:
    if out.is_dir():
        raise ExportError(f"{out} is a folder: name a file, such as {out / f'graph{form.suffix}'}")
    partial = out.with_name(f"{out.name}.part")
    try:
        with partial.open("wb") as file:
            write_to(material, form, file)
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)
    return out.stat().st_size


def _folder(material: Material, form: Format, out: Path) -> int:
    if out.is_file() or (out.is_dir() and any(out.iterdir())):
        raise ExportError(f"{out} holds something already: {form.title} is several files, so name a new folder, or a file ending in .zip")
    assert form.parts is not None
    partial = out.with_name(f"{out.name}.part")
    shutil.rmtree(partial, ignore_errors=True)
    try:
        partial.mkdir(parents=True)
        for name, lines in form.parts(material):
            with (partial / name).open("wb") as file:
                for data in _encoded(lines):
                    file.write(data)
        partial.replace(out)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return sum(path.stat().st_size for path in out.iterdir())


def _encoded(lines: Lines) -> Iterator[bytes]:
    """As UTF-8, in pieces of some size; a half of a surrogate pair, which is no character, becomes a question mark."""
    held: list[str] = []
    length = 0
    for line in lines:
        held.append(line)
        length += len(line)
        if length > _PIECES:
            yield "".join(held).encode("utf-8", "replace")
            held, length = [], 0
    yield "".join(held).encode("utf-8", "replace")
