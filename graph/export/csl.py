"""The sources as CSL-JSON 1.0 (https://github.com/citation-style-language/schema, csl-data.json): Zotero, pandoc, citeproc."""

from __future__ import annotations

from typing import Any

from graph.export.cited import carried
from graph.export.form import Format, Lines
from graph.export.json_text import one_line
from graph.export.material import Material
from graph.model import Source

TYPES = {
    "article": "article-newspaper",
    "post": "post-weblog",
    "tweet": "post",
    "report": "report",
    "record": "document",
    "email": "personal_communication",
    "dataset": "dataset",
    "feed-item": "webpage",
    "statement": "document",
}
"""The type of each kind of source."""
_INSIDE = frozenset({"article-newspaper", "post-weblog", "post", "webpage"})
"""Types that appear in something: the publisher's name is that of the whole."""


def lines(material: Material) -> Lines:
    """The file, a source a line; what relations are stands in each note, for this form has no place of its own for it."""
    said = carried(material)
    yield "["
    between = "\n"
    for source in material.sources.values():
        yield between + one_line(_item(source, material, said.get(source.key, "")))
        between = ",\n"
    yield "\n]\n"


def _item(source: Source, material: Material, said: str) -> dict[str, Any]:
    type_ = TYPES[source.kind]
    publisher = material.names.get(source.publisher, source.publisher)
    notes = [source.note, "Retracted." if source.retracted else "", said, material.head["description"]]
    given = {
        "id": source.key,
        "type": type_,
        "title": source.title or source.key,
        "author": [{"literal": source.author}] if source.author else None,
        "container-title" if type_ in _INSIDE else "publisher": publisher,
        "issued": issued(source.published),
        "accessed": issued(source.retrieved),
        "URL": source.url or source.read_at,
        "language": source.lang,
        "note": " ".join(note for note in notes if note),
    }
    return {name: value for name, value in given.items() if value}


def issued(when: str | None) -> dict[str, Any] | None:
    """An EDTF date as CSL has it: as far as it is known, `circa` where it is about or uncertain, two of them for an interval."""
    if not when:
        return None
    points = [point.rstrip("~?%") for point in when.split("/")]
    known = [[int(part) for part in point.split("-")] for point in points if point[:4].isdigit()]
    if not known:
        return {"literal": when}
    date: dict[str, Any] = {"date-parts": known}
    if any(mark in when for mark in "~?%"):
        date["circa"] = True
    return date


FORMAT = Format(
    name="csl-json",
    title="CSL-JSON",
    suffix=".csl.json",
    mime="application/vnd.citationstyles.csl+json",
    keeps="the sources as references, with what rests on each and its status in the note; for Zotero and pandoc",
    write=lines,
)
