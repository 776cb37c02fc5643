"""Names of firms without their form: Alder Ltd, Alder Limited and Alder may be one, Alder Ltd and Alder GmbH hardly."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph.duplicates.names import Name

SAME_FORM, NO_FORM = 0.8, 0.6


def but_for_the_form(one: Name, other: Name) -> tuple[str, float] | None:
    """Why two names of bodies may be one's that differ in the form alone, with what that is worth; None if they differ otherwise."""
    if one.run[:2] != other.run[:2]:
        # as most pairs do, before anything is parted
        return None
    (bare, form), (other_bare, other_form) = _parted(one), _parted(other)
    if not bare or bare != other_bare or (form and other_form and form != other_form) or not (form or other_form):
        return None
    if form == other_form:
        return f"the same name and form: {one.text}, {other.text}", SAME_FORM
    return f"the same name but for the form: {one.text}, {other.text}", NO_FORM


def _parted(name: Name) -> tuple[str, str]:
    """The words of a name run together, and its form; letters with points (S.A.) are one form."""
    words = list(name.words)
    letters = len(words)
    while letters > 1 and len(words[letters - 1]) == 1:
        letters -= 1
    last = [*words[:letters], "".join(words[letters:])] if letters < len(words) else words
    form = _known()["same"].get(last[-1], last[-1]) if len(last) > 1 else ""
    return ("".join(last[:-1]), form) if form in _known()["forms"] else ("".join(words), "")


@cache
def _known() -> dict[str, Any]:
    """The forms that there are, and which are the same."""
    found: dict[str, Any] = yaml.load((Path(__file__).parent / "forms.yml").read_text("utf-8"), yaml.BaseLoader)
    return found | {"forms": frozenset(found["forms"])}
