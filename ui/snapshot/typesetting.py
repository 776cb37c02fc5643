"""Pictures and pages by Typst. Whatever was loaded reaches it as data, never as its markup; it is given no folder and asks no network."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from graph.errors import SnapshotError

TWICE = 144.0
"""Dots per inch at which a picture has twice its pixels."""
PIXELS = 6_000
"""A picture is so many pixels high at most: above, it is made smaller."""
FONTS = ("Inter", "Segoe UI", "Noto Sans", "DejaVu Sans", "Liberation Sans", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC")
_PICTURE = """
#set page(width: {wide} * 1pt, height: {high} * 1pt, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%, alt: sys.inputs.alt)
"""


def png(svg: str, wide: int, high: int, name: str) -> bytes:
    """An SVG of that size in pixels as a PNG of twice the size. Raises SnapshotError."""
    ppi = TWICE * min(1.0, PIXELS / (2 * high))
    return _set(_PICTURE.format(wide=wide, high=high), {"svg": svg, "alt": name}, form="png", ppi=ppi)


def pdf(template: str, data: Mapping[str, Any], svg: str, made: datetime) -> bytes:
    """A template of ours with data as a tagged PDF; the same data and moment give the same bytes. Raises SnapshotError."""
    given = {"data": json.dumps({**data, "fonts": FONTS}, ensure_ascii=False), "svg": svg}
    return _set(template, given, form="pdf", timestamp=round(made.timestamp()))


def _set(source: str, inputs: Mapping[str, str], *, form: str, **options: Any) -> bytes:
    # an empty folder is all that a document could read
    with tempfile.TemporaryDirectory() as empty:
        try:
            made = typst.compile(
                source.encode(), root=empty, package_path=empty, package_cache_path=empty, format=form, sys_inputs=dict(inputs), **options
            )
        except typst.TypstError as error:
            raise SnapshotError(f"the {form.upper()} could not be made: {str(error)[:300]}") from error
    if not isinstance(made, bytes):
        raise SnapshotError(f"the {form.upper()} came out as more than one page")
    return made


@lru_cache
def template(name: str) -> str:
    """A template that lies beside this module."""
    return (Path(__file__).parent / name).read_text("utf-8")
