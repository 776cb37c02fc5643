"""A lexicon of a case, `lexicon.yml`: read and checked, what is wrong told by line (docs/lexicon.md)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from graph.errors import LoadError
from graph.model import EntityKind, Hedge
from loaders import marked
from loaders.extraction.frames import table
from loaders.extraction.own import NONE, OwnName, OwnVerbs, OwnWords
from loaders.folder import LIMITS, decoded
from loaders.marked import Fields, Listing, Node, Scalar
from loaders.problems import Problems, one_of, shown

FILE = "lexicon.yml"
MOST, LONGEST = 10_000, 120
"""Members of one list, and characters of each."""
_HEAD = re.compile(rb"^([a-z]{1,40}):", re.MULTILINE)
_PREDICATE = re.compile(r"[a-z][a-z0-9_]{1,63}")
_SECTIONS = ("names", "verbs", "saying", "hedges", "trusted")
_KINDS = tuple(kind.value for kind in EntityKind if kind is not EntityKind.document)
_HEDGES = tuple(hedge.value for hedge in Hedge if hedge not in (Hedge.none, Hedge.confirmed))
_PLACES = "subject, object, one, or a preposition such as to or from; several by |"
_PLACE = re.compile(r"[a-z]{2,20}(?:\|[a-z]{2,20}){0,9}")


def recognises(data: bytes) -> bool:
    """Whether YAML is a lexicon, whatever its file is called: nothing stands in it but sections of one."""
    heads = {head.decode("ascii") for head in _HEAD.findall(data[: LIMITS.file])}
    return bool(heads) and heads <= set(_SECTIONS)


def read(text: str, file: str, problems: Problems) -> OwnWords:
    """The words in the text of a file; what is wrong goes to `problems`."""
    root = marked.read(text, file, problems)
    return NONE if root is None else _Reader(file, problems).words(root)


def load(path: Path) -> OwnWords:
    """The words of a file. Raises LoadError with every problem."""
    problems = Problems()
    try:
        data = path.read_bytes() if path.stat().st_size <= LIMITS.file else None
    except OSError as error:
        raise LoadError(f"{shown(str(path))} cannot be read: {error.strerror or error}") from error
    if data is None:
        raise LoadError(f"{shown(str(path))} is larger than {LIMITS.file:,} bytes")
    text = decoded(data, path.name, problems)
    found = NONE if text is None else read(text, path.name, problems)
    problems.raise_if_any(str(path), "read")
    return found


class _Reader:
    def __init__(self, file: str, problems: Problems) -> None:
        self._file, self._problems = file, problems

    def words(self, root: Node) -> OwnWords:
        sections = self._fields(root, _SECTIONS, "the file")
        return OwnWords(
            tuple(self._each(sections.get("names"), "names", self._name)),
            tuple(self._each(sections.get("verbs"), "verbs", self._verbs)),
            self._list(sections.get("saying"), "saying", lower=True),
            tuple(self._hedges(sections.get("hedges"))),
            self._list(sections.get("trusted"), "trusted"),
        )

    def _name(self, given: Node) -> OwnName | None:
        fields = self._fields(given, ("name", "kind", "aliases"), "a name", ("name", "kind"))
        name, kind = self._text(fields.get("name"), "name"), self._text(fields.get("kind"), "kind")
        if kind and kind not in _KINDS:
            self._wrong(fields["kind"], f"is {one_of(_KINDS)}{self._problems.nearest(kind, _KINDS)}", "kind")
            return None
        return OwnName(name, kind, self._list(fields.get("aliases"), "aliases")) if name and kind else None

    def _verbs(self, given: Node) -> OwnVerbs | None:
        keys = ("predicate", "verbs", "subject", "object", "kinds")
        fields = self._fields(given, keys, "a predicate", ("predicate", "verbs"))
        predicate = self._text(fields.get("predicate"), "predicate")
        if predicate and not _PREDICATE.fullmatch(predicate):
            self._wrong(fields["predicate"], "is made of small letters, digits and underscores, like worked_for", "predicate")
        verbs = self._list(fields.get("verbs"), "verbs", lower=True)
        ends = [self._end(fields.get(name), name) for name in ("subject", "object")]
        groups = tuple(table("relations.yml")["kinds"])
        kinds = self._texts(fields.get("kinds"), "kinds") if "kinds" in fields else ("actor", "actor")
        if len(kinds) != 2 or not set(kinds) <= set(groups):
            self._wrong(fields["kinds"], f"are two, of the subject and of the object, each one of {', '.join(groups)}", "kinds")
            return None
        if not (predicate and _PREDICATE.fullmatch(predicate) and verbs and all(ends)):
            return None
        return OwnVerbs(predicate, verbs, (ends[0], ends[1]), (kinds[0], kinds[1]))

    def _end(self, node: Node | None, name: str) -> str:
        if node is None:
            return name
        text = self._text(node, name)
        if text and not _PLACE.fullmatch(text):
            self._wrong(node, f"says where it stands: {_PLACES}", name)
            return ""
        return text

    def _hedges(self, node: Node | None) -> Iterator[tuple[str, tuple[str, ...]]]:
        if node is None:
            return
        for name, listed in self._fields(node, _HEDGES, "hedges").items():
            yield name, self._list(listed, name, lower=True)

    # Nodes -------------------------------------------------------------------------------------------------------------------

    def _fields(self, node: Node, keys: tuple[str, ...], what: str, needed: tuple[str, ...] = ()) -> Mapping[str, Node]:
        if not isinstance(node, Fields):
            self._wrong(node, f"{what} must be a mapping with the keys {one_of(keys)}")
            return {}
        found = marked.known(node, keys, self._file, self._problems, f"the keys of {what} are")
        for key in needed:
            if key not in node.values:
                self._wrong(node, f"is missing; {what} has it", key)
        return found

    def _each(self, node: Node | None, section: str, made: Callable[[Node], Any]) -> Iterator[Any]:
        if node is None:
            return
        if not isinstance(node, Listing):
            self._wrong(node, "must be a list; begin each with a hyphen", section)
            return
        if len(node.items) > MOST:
            self._wrong(node, f"has {len(node.items):,} members, more than the {MOST:,} that are read", section)
            return
        yield from (found for item in node.items if (found := made(item)) is not None)

    def _list(self, node: Node | None, field: str, *, lower: bool = False) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.casefold() if lower else each for each in self._texts(node, field)))

    def _texts(self, node: Node | None, field: str) -> tuple[str, ...]:
        return tuple(self._each(node, field, lambda item: self._text(item, field) or None))

    def _text(self, node: Node | None, field: str) -> str:
        if node is None:
            return ""
        text = " ".join(node.text.split()) if isinstance(node, Scalar) else ""
        if not text or len(text) > LONGEST or ("|" in text and field in ("name", "aliases", "trusted")):
            self._wrong(node, f"must be a text of at most {LONGEST} characters, without |", field)
            return ""
        return text

    def _wrong(self, node: Node, message: str, field: str | None = None) -> None:
        value = node.text if isinstance(node, Scalar) else None
        self._problems.add(self._file, node, message, field=field, value=value)
