"""Which entity publishes a page: by its name, or by the beginning of a court's."""

from __future__ import annotations

from collections.abc import Iterable

from loaders.extraction.frames import lexicon
from loaders.extraction.page import Page
from loaders.extraction.proposals import Named


def of(page: Page, entities: Iterable[Named]) -> str:
    """The id of the entity that publishes the page; empty if it is none."""
    name, known = _bare(page.publisher), list(entities)
    if not name:
        return ""
    exact = next((each.id for each in known if name in (_bare(word) for word in (each.name, *each.aliases))), "")
    return exact or _cut_short(name, known)


def _cut_short(name: str, entities: Iterable[Named]) -> str:
    """The one public body whose name is the beginning of a name: the Crown Court, of the Crown Court at Leeds."""
    found = {
        each.id
        for each in entities
        for word in map(_bare, (each.name, *each.aliases))
        if each.kind == "agency"
        and len(word.split()) > 1
        and any(name.startswith(f"{word} {on} ") for on in lexicon().lists["name_goes_on"])
    }
    return found.pop() if len(found) == 1 else ""


def _bare(name: str) -> str:
    """A name for comparing, without its article."""
    words = name.casefold().split()
    return " ".join(words[1:] if len(words) > 1 and lexicon().among("neutral", words[0]) else words)
