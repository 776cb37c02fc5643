"""Which kind of JSON a file holds, told by its first bytes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Literal

Form = Literal["node-link", "apoc", "elements", "stix", "ftm-entities", "ftm-statements", "wikidata-entities", "wikidata-items", "snapshot"]
_HEAD = 1 << 16
_TOKEN = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"|[{}\[\]:]', re.DOTALL)
_DEEPEST = 3
_ITEM = re.compile(r'\{[^{}]{0,2000}"id"\s*:\s*"Q\d')
_APOC = re.compile(r'\{\s*(?:"id"\s*:\s*"[^"]{0,100}"\s*,\s*)?"type"\s*:\s*"(?:node|relationship)"')
_ELEMENT = re.compile(r'\{\s*(?:"group"\s*:\s*"(?:nodes|edges)"\s*,\s*)?"data"\s*:\s*\{\s*"(?:id|source|target)"\s*:')
_ITEMS = re.compile(r'"entities"\s*:\s*\{\s*"[QPL]\d+"')


def form_of(path: Path) -> Form | None:
    """The kind of JSON in the file; None if it is none that is known."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD).decode("utf-8-sig", "ignore").lstrip()
    except OSError:
        return None
    # the elements of a list are told only where they are items of Wikidata, whose dumps are lists, of Cytoscape.js, or what APOC exports
    if head.startswith("["):
        first = head[1:].lstrip()
        known: tuple[tuple[re.Pattern[str], Form], ...] = ((_ITEM, "wikidata-items"), (_APOC, "apoc"), (_ELEMENT, "elements"))
        return next((form for begins, form in known if begins.match(first)), None)
    if not head.startswith("{"):
        return None
    return _lines(head) or _document(head)


def _lines(head: str) -> Form | None:
    """JSON lines: the first line is an object of its own, or longer than what was read."""
    line = head.partition("\n")[0]
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(given, dict):
        return None
    if _APOC.match(line):
        return "apoc"
    if "schema" in given and "properties" in given and "id" in given:
        return "ftm-entities"
    return "ftm-statements" if {"prop", "value", "schema"} <= given.keys() else None


def _document(head: str) -> Form | None:
    keys = _keys(head)
    own = keys.get(1, set())
    if "objects" in own and re.search(r'"type"\s*:\s*"bundle"', head):
        return "stix"
    if "entities" in own and (_ITEMS.search(head) or re.search(r'"entities"\s*:\s*\{\s*\}', head)):
        return "wikidata-entities"
    if own & {"labels", "claims"} and _ITEM.match(head):
        return "wikidata-items"
    if "about" in own:
        return "snapshot"
    within = keys.get(2, set()) & {"nodes", "edges"} or "data" in keys.get(3, set())
    return "node-link" if own & {"nodes", "edges", "links"} or ("elements" in own and within) else None


def _keys(head: str) -> dict[int, set[str]]:
    """The keys of objects by their depth, as far as the text goes."""
    found: dict[int, set[str]] = {}
    depth, last = 0, None
    for token in _TOKEN.finditer(head):
        match token[0]:
            case "{" | "[":
                depth += 1
            case "}" | "]":
                depth -= 1
            case ":" if last is not None and depth <= _DEEPEST:
                found.setdefault(depth, set()).add(last)
        last = token[1]
    return found
