"""The address of a page: which case, view or query it shows, in so many characters that it can be copied, kept and sent.

`v=1`, then `case`, and of a view that differs from the case's first one `view` (what is in it: a step for the browser's Back) and `look`
(places, pins, selection: none), each compact JSON, deflated, in base64 for addresses. A view that is too large for an address is not in it,
and the address says so (`part=1`); `saved` names a saved view. Of a query it holds the text, never the values of parameters. Whatever an
address holds is foreign: bounded, checked, and told in words where it cannot be followed.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from graph import view_json
from graph.errors import ViewError
from graph.view import View

VERSION: Final = "1"
LONGEST: Final = 8_000
"""Characters of an address; browsers, mail and chat carry so many."""
UNPACKED: Final = 1_000_000
"""Characters that the JSON of a view may have."""
MOST: Final = 700
"""Entities above which a view is not even tried: no address holds so many."""
Params = dict[str, str]
_LOOK: Final = ("positions", "pinned", "selection")


@dataclass(frozen=True)
class Address:
    """What an address names. `view` or `saved`, or neither for the view that the case opens with; `part` where a view was too large."""

    case: str = ""
    view: View | None = None
    saved: str = ""
    part: bool = False


def of_view(case: str, view: View | None) -> Params:
    """The address of a view; without one, of the case as it opens."""
    bare = {"v": VERSION, "case": case}
    if view is None:
        return bare
    if len(view.nodes) > MOST:
        return {**bare, "part": "1"}
    kept = _compact(case, view)
    look = {name: kept.pop(name) for name in _LOOK if name in kept}
    full = {**bare, "view": _packed(_json(kept)), **({"look": _packed(_json(look))} if look else {})}
    return full if len(urlencode(full)) <= LONGEST else {**bare, "part": "1"}


def of_review(case: str, document: str) -> Params:
    """The address of a document that is reviewed."""
    return {**of_view(case, None), "document": document}


def of_saved(case: str, name: str) -> Params:
    """The address of a saved view."""
    return {"v": VERSION, "case": case, "saved": name}


def of_query(text: str, shown: str) -> Params:
    """The address of a query: its text, and how its rows are shown; a longer text than an address holds is left out."""
    bare = {"v": VERSION, "shown": shown}
    if not text.strip():
        return bare
    full = {**bare, "q": _packed(text)}
    return full if len(urlencode(full)) <= LONGEST else {**bare, "part": "1"}


def read_view(params: Mapping[str, str]) -> Address | None:
    """What an address of Explore names; None if it names nothing. Raises ViewError, in words, for one that cannot be read."""
    if not params.get("v") and not params.get("case"):
        return None
    # a case alone, as one writes it by hand, is the same in every version
    if set(params) != {"case"}:
        _check_version(params)
    case, packed, look = params.get("case", "")[:200], params.get("view"), params.get("look")
    if not packed:
        return Address(case, saved=params.get("saved", "")[:400], part=params.get("part") == "1")
    return Address(case, _expanded(case, _unpacked(packed), _unpacked(look) if look else "{}"))


def read_query(params: Mapping[str, str]) -> tuple[str, str]:
    """The text and the form that an address of Query names; empty if none. Raises ViewError for one that cannot be read."""
    if not params.get("v"):
        return "", ""
    _check_version(params)
    return (_unpacked(packed) if (packed := params.get("q")) else ""), params.get("shown", "")[:20]


def _check_version(params: Mapping[str, str]) -> None:
    if params.get("v") != VERSION:
        raise ViewError("This address was made by another version of Redstring and cannot be read here")


def _compact(case: str, view: View) -> dict[str, Any]:
    """As `graph.view_json`, without what has its default, ids without their case, places as whole numbers in the order of the nodes."""
    saved = json.loads(view_json.to_json(view))
    saved["positions"] = [round(value) for node in view.nodes for value in view.positions[node]]
    saved["filters"] = {name: value for name, value in saved["filters"].items() if value != _FIRST["filters"].get(name)}
    kept = {name: value for name, value in saved.items() if value not in (None, [], {}) and name != "version"}
    return _renamed(kept, f"{case}/", "")


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _expanded(case: str, text: str, look: str) -> View:
    try:
        kept = {**json.loads(text), **json.loads(look)}
        places = kept.pop("positions", [])
        kept = _renamed(kept, "", f"{case}/")
        nodes = kept.get("nodes", [])
        if len(places) != 2 * len(nodes) or len(set(nodes)) != len(nodes):
            raise ViewError("This address cannot be read: it has not a place for each entity")
        kept["positions"] = dict(zip(nodes, zip(places[::2], places[1::2], strict=True), strict=True))
        kept["filters"] = {**_FIRST["filters"], **kept.get("filters", {})}
        return view_json.from_json(json.dumps(kept))
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ViewError("This address cannot be read: a part of it was lost or changed") from error


def _renamed(kept: Mapping[str, Any], old: str, new: str) -> dict[str, Any]:
    """With the case taken from the ids of entities, or put before them: keys have a colon, ids of relationships have none."""

    def one(id_: Any) -> Any:
        if not isinstance(id_, str):
            raise TypeError("not an id")
        if id_.startswith("group:"):
            return "group:" + "|".join(one(end) for end in id_.removeprefix("group:").split("|"))
        if old:
            return id_.removeprefix(old)
        if "/" in id_.partition(":")[0]:
            raise TypeError("of another case")
        return f"{new}{id_}" if ":" in id_ else id_

    def several(ids: Any) -> list[str]:
        if not isinstance(ids, list):
            raise TypeError("not a list of ids")
        return [one(id_) for id_ in ids]

    found = dict(kept)
    for name in ("nodes", "hidden", "opened", "pinned"):
        if name in found:
            found[name] = several(found[name])
    if "collapsed" in found:
        found["collapsed"] = {one(node): several(leaves) for node, leaves in found["collapsed"].items()}
    if found.get("selection"):
        found["selection"] = one(found["selection"])
    return found


def _packed(text: str) -> str:
    data = zlib.compress(text.encode("utf-8", "surrogatepass"), 9)
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _unpacked(packed: str) -> str:
    if len(packed) > LONGEST:
        raise ViewError(f"This address cannot be read: it holds more than {LONGEST:,} characters")
    unpacker = zlib.decompressobj()
    try:
        data = base64.b64decode(packed.encode("ascii") + b"=" * (-len(packed) % 4), altchars=b"-_", validate=True)
        text = unpacker.decompress(data, UNPACKED)
        if not unpacker.eof:
            raise ViewError("This address cannot be read: it is cut off, or holds more than a view can")
        return text.decode()
    except (ValueError, binascii.Error, zlib.error) as error:
        raise ViewError("This address cannot be read: a part of it was lost or changed") from error


_FIRST: Final = json.loads(view_json.to_json(View()))
"""A view with everything at its default."""


def whole(view: View) -> View:
    """The view as an address can hold it: places at whole pixels."""
    return replace(view, positions={node: (float(round(x)), float(round(y))) for node, (x, y) in view.positions.items()})
