"""What a file that opens without a network is put together from: templates, packed scripts and data, the policy that pins them."""

from __future__ import annotations

import gzip
import hashlib
import json
from base64 import b64encode
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from graph.look import look
from ui.bundle import STATIC, bundle

ENVIRONMENT = Environment(
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


@lru_cache
def loader() -> str:
    """The script that unpacks the others."""
    return _inside(_LOAD % bundle("../snapshot/loader"))


def packed(data: bytes) -> str:
    """As it stands in a file: gzip in base64."""
    # without a time in it: the same content gives the same file. Level 9 takes twice as long as 7 and saves 2 %
    return b64encode(gzip.compress(data, 7, mtime=0)).decode()


@lru_cache
def packed_code(text: str) -> str:
    """The same for every file, so packed once."""
    return packed(text.encode())


def policy(css: str, *scripts: str) -> str:
    """Nothing may be fetched or run but what stands in the file."""
    pins = " ".join(map(_pin, scripts))
    return f"default-src 'none'; script-src {pins}; style-src {_pin(css)}; img-src data:; base-uri 'none'; form-action 'none'"


def _pin(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@lru_cache
def licence() -> str:
    """That of the graph library."""
    return (STATIC / "snapshot" / "vis-network.LICENCE").read_text("utf-8")


@lru_cache
def script() -> str:
    """All modules of the page."""
    styles = {"canvas": (STATIC / "canvas" / "canvas.css").read_text("utf-8"), "panel": (STATIC / "panel" / "panel.css").read_text("utf-8")}
    return _START % {"bundle": bundle("../snapshot/shell"), "look": as_json(look()), "css": as_json(styles)}


@lru_cache
def style() -> str:
    """The style of the page around canvas and panel."""
    return (STATIC / "snapshot" / "snapshot.css").read_text("utf-8").replace("</", "<\\/")


def as_json(value: Mapping[str, Any]) -> str:
    """The shortest JSON of a value, the same for equal values."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _inside(script: str) -> str:
    """A script that cannot end the element that it stands in."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")
