"""Addresses within addresses: what an archive keeps, and what a redirect leads to, is the page that is meant (wrapped.yml)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from loaders.documents.words import beside

_DEEP, _LONGEST = 3, 4_000
"""Addresses within each other, and characters of a query, at most."""
_BARS = "//body//*[@id='wm-ipp-base' or @id='wm-ipp-print' or @id='donato']"
"""What the Internet Archive puts over a page."""
_BROKEN = re.compile(r"^(https?):/(?=[^/])")


def unwrapped(address: str) -> str:
    """The address that is carried by another one; itself where it carries none."""
    for _ in range(_DEEP):
        if "http" not in address[4:]:
            break
        inner = _archived(address) or _led_to(address)
        if not inner.startswith(("http://", "https://")):
            break
        address = inner
    return address


def unframe(page: Any) -> None:
    """Take from a page what an archive put over it and says in its place; the address that the archive tells becomes the page's own."""
    for bar in page.xpath(_BARS):
        bar.drop_tree()
    sites = {each.get("content", "").lower() for each in page.iter("meta") if each.get("property") == "og:site_name"}
    if not sites & set(beside(__file__)["archives"]):
        return
    for said in [*page.iter("meta"), *page.xpath("//link[@rel='canonical']"), *page.xpath("//*[@id='HEADER']")]:
        if said.get("http-equiv") is None and said.get("charset") is None and said.get("property") != "og:title":
            said.drop_tree()
    for kept in page.xpath("//link[@rel='bookmark']"):
        kept.set("rel", "canonical")


def _archived(address: str) -> str:
    found = next((match for form in _forms() if (match := form.fullmatch(address))), None)
    return _BROKEN.sub(r"\1://", found[1]) if found else ""


def _led_to(address: str) -> str:
    parts = urlsplit(address)
    host, told = parts.netloc.lower(), beside(__file__)["redirects"]
    for place, fields in told.items():
        site, _, path = place.partition("/")
        if (host == site or host.endswith(f".{site}")) and parts.path == f"/{path}":
            query = dict(parse_qsl(parts.query[:_LONGEST]))
            return next((query[field] for field in fields.split() if field in query), "")
    return ""


@lru_cache(maxsize=1)
def _forms() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(form) for form in beside(__file__)["within"])
