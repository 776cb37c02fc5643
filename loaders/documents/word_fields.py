"""Fields of a Word document that are links, written as the links that they are; and what the document hides taken out."""

from __future__ import annotations

import re
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ADDRESS = "address"
"""The attribute in which a link has its address, where a field told it."""
_HYPERLINK = re.compile(r"\s*HYPERLINK\s+\"([^\"\s]{1,2000})\"", re.IGNORECASE)
_OFF = ("0", "false", "off")


def settle(root: Any) -> None:
    """Make links of the fields that are some, and take out runs that are hidden."""
    for mark in list(root.iter(f"{W}vanish")):
        run = mark.getparent().getparent()
        if run is not None and run.tag == f"{W}r" and run.getparent() is not None and mark.get(f"{W}val") not in _OFF:
            run.getparent().remove(run)
    for simple in list(root.iter(f"{W}fldSimple")):
        _link(simple, simple.get(f"{W}instr") or "")
    for paragraph in {mark.getparent().getparent(): None for mark in root.iter(f"{W}fldChar") if mark.getparent().getparent() is not None}:
        _paragraph(paragraph)


def _link(element: Any, told: str) -> None:
    if found := _HYPERLINK.match(told):
        element.tag = f"{W}hyperlink"
        element.set(ADDRESS, found[1])


def _paragraph(paragraph: Any) -> None:
    """Put what a field of a paragraph shows into a link, where the field begins and ends in it and holds no other."""
    told, state = "", ""
    shown: list[Any] = []
    for run in list(paragraph):
        mark = run.find(f"{W}fldChar")
        kind = mark.get(f"{W}fldCharType") if mark is not None else ""
        if kind == "end" and state == "separate" and shown and _HYPERLINK.match(told):
            link = paragraph.makeelement(f"{W}hyperlink")
            shown[0].addprevious(link)
            link.extend(shown)
            _link(link, told)
        if kind:
            told, shown, state = ("" if kind == "begin" else told), [], kind
        elif state == "begin":
            told += "".join(each.text or "" for each in run.iter(f"{W}instrText"))
        elif state == "separate":
            shown.append(run)
