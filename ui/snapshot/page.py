"""The HTML file of a snapshot: own template with everything escaped, data as islands, scripts and style pinned by hash, nothing fetched."""

from __future__ import annotations

import gzip
import hashlib
import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from graph.look import look
from graph.picture import picture
from graph.snapshot.canonical import canonical, fingerprint
from graph.snapshot.content import Content
from graph.snapshot.garbage import uncollected
from graph.snapshot.manifest import Manifest, sealed
from ui.bundle import STATIC, bundle, vis_network
from ui.snapshot.drawing import Degrees, drawing, scene_of
from ui.snapshot.reading_text import legend, numbered, told

Signer = Callable[[Manifest], Manifest]
_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=False,
    keep_trailing_newline=True,
)
# each in a block of its own: both hold the loader
_START = """{
%(bundle)s
module_shell.start({ vis: globalThis.vis, look: %(look)s, css: %(css)s });
}"""
_LOAD = """{
%s
module_loader.begin(['redstring-library', 'redstring-script']);
}"""


@uncollected()
def page(content: Content, *, made: datetime | None = None, degrees: Degrees | None = None, sign: Signer | None = None) -> str:
    """The whole file. `made` is the moment to tell (UTC; now, if left out): it is no part of the fingerprint. `sign` signs its manifest."""
    data, library, script, style = canonical(content), vis_network(), _script(), _style()
    loader = _inside(_LOAD % bundle("../snapshot/loader"))
    manifest = Manifest(made=(made or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ"), content=fingerprint(data))
    shown = drawing(content, degrees or {})
    notes = numbered(content)
    whole = _ENVIRONMENT.get_template("page.html.j2").render(
        policy=_policy(style, library, script, loader),
        content=content,
        about=content.about,
        manifest=manifest,
        manifest_text=manifest.text(),
        counts=counts(content),
        style=style,
        picture=picture(scene_of(content, degrees or {}), name=content.about.title),
        legend=legend(content),
        told=told(content, notes),
        sources=notes,
        data=_packed(data),
        drawing=_packed(_json(shown).encode()),
        library=_packed_code(library),
        script=_packed_code(script),
        loader=loader,
        licences=_licence(),
    )
    return sealed(whole, sign)


def counts(content: Content) -> str:
    """How much is in it, in words."""
    counted = [
        (len(content.view["nodes"]), "entities"),
        (len(content.findings), "statements"),
        (len(content.claims), "claims"),
        (len(content.sources), "sources"),
    ]
    return " · ".join(f"{count:,} {noun}" for count, noun in counted)


def _packed(data: bytes) -> str:
    # without a time in it: the same content gives the same file
    return b64encode(gzip.compress(data, 9, mtime=0)).decode()


@lru_cache
def _packed_code(text: str) -> str:
    """The same for every file, so packed once."""
    return _packed(text.encode())


def _policy(style: str, *scripts: str) -> str:
    """Nothing may be fetched or run but what stands in the file."""
    pins = " ".join(map(_pin, scripts))
    return f"default-src 'none'; script-src {pins}; style-src {_pin(style)}; img-src data:; base-uri 'none'; form-action 'none'"


def _pin(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@lru_cache
def _licence() -> str:
    return (STATIC / "snapshot" / "vis-network.LICENCE").read_text("utf-8")


@lru_cache
def _script() -> str:
    css = {"canvas": (STATIC / "canvas" / "canvas.css").read_text("utf-8"), "panel": (STATIC / "panel" / "panel.css").read_text("utf-8")}
    return _START % {"bundle": bundle("../snapshot/shell"), "look": _json(look()), "css": _json(css)}


@lru_cache
def _style() -> str:
    return (STATIC / "snapshot" / "snapshot.css").read_text("utf-8").replace("</", "<\\/")


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _inside(script: str) -> str:
    """A script that cannot end the element that it stands in."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")
