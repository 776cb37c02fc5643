"""The sources as BibTeX, UTF-8: every text is escaped, names of publishers and titles are literal (in braces of their own)."""

from __future__ import annotations

import re
import unicodedata

from graph.export.cited import carried
from graph.export.followthemoney import web
from graph.export.form import Format, Lines
from graph.export.material import Material
from graph.labels import clean
from graph.model import Source

TYPES = {"article": "article", "report": "techreport"}
"""The type of each kind of source; the others are `misc`."""
_PUBLISHER = {"article": "journal", "techreport": "institution", "misc": "publisher"}
_ESCAPED = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    '"': r"\textquotedbl{}",
    **{mark: f"\\{mark}" for mark in "#$%&_"},
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def lines(material: Material) -> Lines:
    """The file: what it is as a comment, then an entry for each source."""
    said = carried(material)
    yield f"@comment{{{escaped(material.head['description'])}}}\n"
    taken: set[str] = set()
    for source in material.sources.values():
        yield "\n" + _entry(source, _key(source, taken), material, said.get(source.key, ""))


def _entry(source: Source, key: str, material: Material, said: str) -> str:
    type_ = TYPES.get(source.kind, "misc")
    notes = [source.note, "Retracted." if source.retracted else "", said, material.head["banner"], _as_of(material)]
    address = web(source.url or source.read_at)
    fields = {
        "title": f"{{{escaped(source.title or source.key)}}}",
        "author": f"{{{escaped(source.author)}}}" if source.author else "",
        _PUBLISHER[type_]: f"{{{escaped(material.names.get(source.publisher, source.publisher))}}}",
        **_date(source.published),
        # read as it stands by \url and by biblatex; braces and backslashes are encoded in it
        "url": address or "",
        "urldate": escaped(source.retrieved or ""),
        "language": escaped(source.lang),
        "howpublished": escaped(source.kind) if type_ == "misc" else "",
        "note": escaped(" ".join(note for note in notes if note)),
    }
    written = "".join(f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n" for name, value in fields.items() if value)
    return f"@{type_}{{{key},\n{written}}}\n"


def _as_of(material: Material) -> str:
    return f"As of {material.head['as_of']}." if material.head["as_of"] else ""


def _key(source: Source, taken: set[str]) -> str:
    """A key of plain letters and digits, each once."""
    plain = unicodedata.normalize("NFKD", source.key.partition(":")[2]).encode("ascii", "ignore").decode()
    key = base = re.sub(r"[^A-Za-z0-9-]+", "-", plain).strip("-") or "source"
    number = 1
    while key.lower() in taken:
        number += 1
        key = f"{base}-{number}"
    taken.add(key.lower())
    return key


def _date(published: str | None) -> dict[str, str]:
    """Year and month of the first day, as far as they are known; the date as given beside them (biblatex reads EDTF)."""
    found = re.match(r"(\d{4})(?:-(\d{2}))?", (published or "").lstrip("./"))
    if not found or not published:
        return {"date": escaped(published or "")}
    month = {"month": _MONTHS[int(found[2]) - 1]} if found[2] else {}
    return {"year": found[1], **month, "date": escaped(published)}


def escaped(text: str) -> str:
    """One line in which nothing is a command of TeX and braces are balanced."""
    return "".join(_ESCAPED.get(char, char) for char in clean(text))


FORMAT = Format(
    name="bibtex",
    title="BibTeX",
    suffix=".bib",
    mime="application/x-bibtex",
    keeps="the sources as references, with what rests on each and its status in the note; for LaTeX and reference managers",
    write=lines,
)
