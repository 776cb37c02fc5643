"""Annotated documents: `NAME.gold.yml` beside the text `NAME.txt` (or .md, .eml, .html). tests/gold/README.md describes the format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar, get_args

from graph import edtf
from graph.errors import LoadError, RedstringError
from graph.model import Citation, EntityKind, Hedge, Stance
from loaders import marked, plain_text
from loaders.evaluation.quotes import places
from loaders.extraction.proposals import Dated, Happening, Named, Proposals, Reference, Relation, Saying, Span
from loaders.marked import Fields, Listing, Scalar
from loaders.problems import Place, Problems, one_of, shown

T = TypeVar("T")
ENDING = ".gold.yml"
_SAID = ("sentence", "chain", "hedge", "stance")
FIELDS = {
    "document": ("published", "publisher", "style"),
    "entities": ("id", "kind", "name", "aliases", "mentions"),
    "events": ("id", "type", "trigger", "sentence", "participants", "when"),
    "relations": ("subject", "predicate", "object", "role", "when", *_SAID),
    "attributions": _SAID,
    "citations": ("to", "how", "sentence"),
    "dates": ("text", "edtf"),
    "near_misses": ("pair", "predicate", "sentence"),
}
SECTIONS = tuple(FIELDS)
_HOW = get_args(Citation.model_fields["how"].annotation)


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Two ends that nobody may connect in this sentence; the second is an entity's id or a predicate. `predicate` is one, or `any`."""

    pair: tuple[str, str]
    predicate: str
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A text with what a good reader finds in it. The spans of `gold` are those of the quotes, a part of a sentence."""

    name: str
    text: str
    published: date | None = None
    publisher: str = ""
    gold: Proposals = field(default_factory=Proposals)
    near_misses: tuple[NearMiss, ...] = ()


def read(folder: str | Path) -> list[Document]:
    """Every annotated document of a folder, by name. Raises LoadError with file, line and field of everything wrong in them."""
    place = Path(folder)
    if not place.is_dir():
        raise LoadError(f"there is no folder {shown(str(folder))}; give one with annotated documents, NAME{ENDING} beside NAME.txt")
    found = sorted(path for path in place.iterdir() if path.name.endswith(ENDING))
    if not found:
        raise LoadError(f"the folder {shown(str(folder))} holds no annotated document (NAME{ENDING} beside NAME.txt)")
    problems = Problems()
    documents = [each for path in found if (each := _document(path, problems)) is not None]
    problems.raise_if_any(str(folder), "evaluated")
    return documents


def _document(path: Path, problems: Problems) -> Document | None:
    """One document; None, with problems noted, if its files cannot be read."""
    stem = path.name.removesuffix(ENDING)
    texts = sorted(other for other in path.parent.iterdir() if other.name.startswith(f"{stem}.") and not other.name.endswith(ENDING))
    if len(texts) != 1:
        found = one_of(other.name for other in texts) if texts else "none"
        problems.add(path.name, None, f"one text must stand beside it, {stem}.txt or of another ending; there is {found}", gap=True)
        return None
    try:
        text, written = plain_text.read(texts[0]), plain_text.read(path)
    except RedstringError as error:
        problems.add(path.name, None, str(error), gap=True)
        return None
    before = problems.errors
    node = marked.read(written, path.name, problems)
    if node is None and problems.errors > before:
        return None
    if not isinstance(node, Fields):
        problems.add(path.name, node, f"the file must be a mapping with the sections {one_of(SECTIONS)}", gap=True)
        return None
    return _Annotations(path.name, text, node, problems).document(stem)


class _Annotations:
    """The sections of one file as records; whatever is wrong is noted with its line and field."""

    def __init__(self, file: str, text: str, root: Fields, problems: Problems) -> None:
        self._file, self._text, self._root, self._problems = file, text, root, problems
        self._known: set[str] = set()

    def document(self, name: str) -> Document:
        for key, place in self._root.keys.items():
            if key not in SECTIONS:
                self._wrong(place, f"unknown section{self._problems.nearest(key, SECTIONS)}", key)
        about = self._root.values.get("document")
        head = about if isinstance(about, Fields) else Fields(1, 1)
        self._misspelt(head, "document")
        entities = [self._named(each) for each in self._records("entities")]
        self._known = {each.id for each in entities}
        gold = Proposals(
            entities,
            [self._happening(each, number) for number, each in enumerate(self._records("events"))],
            [self._relation(each) for each in self._records("relations")],
            [self._saying(each) for each in self._records("attributions")],
            [self._reference(each) for each in self._records("citations")],
            [dated for each in self._records("dates") for dated in self._dated(each)],
        )
        near = tuple(self._near(each) for each in self._records("near_misses"))
        return Document(name, self._text, self._published(head), _text(head, "publisher"), gold, near)

    def _records(self, section: str) -> Iterable[Fields]:
        node = self._root.values.get(section)
        if node is None or (isinstance(node, Scalar) and not node.text):
            return
        if not isinstance(node, Listing):
            self._wrong(node, "must be a list of records", section)
            return
        for item in node.items:
            if isinstance(item, Fields):
                self._misspelt(item, section)
                yield item
            else:
                self._wrong(item, "must be a mapping", section)

    def _misspelt(self, record: Fields, section: str) -> None:
        """A field that is misspelt would be taken for one that was left out; any other is a note of the annotator."""
        for key, place in record.keys.items():
            if key not in FIELDS[section] and (meant := self._problems.nearest(key, FIELDS[section])):
                self._wrong(place, f"unknown field of {section}{meant}", key)

    def _named(self, record: Fields) -> Named:
        made = Named(
            self._need(record, "id"), self._choice(record, "kind", [kind.value for kind in EntityKind]), self._need(record, "name")
        )
        if made.id in self._known:
            self._wrong(record.keys["id"], f"the id {shown(made.id)} stands twice", "id")
        self._known.add(made.id)
        made.aliases = [each.text for each in self._texts(record, "aliases")]
        made.mentions = sorted({span for each in self._texts(record, "mentions") for span in self._places(each, "mentions")})
        return made

    def _happening(self, record: Fields, number: int) -> Happening:
        span = self._sentence(record)
        trigger = self._need(record, "trigger")
        participants = tuple(self._end(each, "participants") for each in self._texts(record, "participants"))
        return Happening(f"e{number + 1}", self._need(record, "type"), trigger, span, participants, self._edtf(record, "when"))

    def _relation(self, record: Fields) -> Relation:
        subject, target = (self._end(self._scalar(record, key), key) for key in ("subject", "object"))
        chain, hedge, stance = self._said(record)
        when = self._edtf(record, "when")
        span = self._sentence(record)
        return Relation(subject, self._need(record, "predicate"), target, span, chain, hedge, stance, when, detail=_text(record, "role"))

    def _saying(self, record: Fields) -> Saying:
        return Saying(self._sentence(record), *self._said(record))

    def _said(self, record: Fields) -> tuple[tuple[str, ...], str, str]:
        chain = tuple(each.text for each in self._texts(record, "chain"))
        hedge = self._choice(record, "hedge", [hedge.value for hedge in Hedge], Hedge.none.value)
        return chain, hedge, self._choice(record, "stance", [stance.value for stance in Stance], Stance.asserts.value)

    def _reference(self, record: Fields) -> Reference:
        return Reference(self._need(record, "to"), self._choice(record, "how", _HOW, "relays"), self._sentence(record))

    def _dated(self, record: Fields) -> list[Dated]:
        when = self._edtf(record, "edtf")
        return [Dated(span, when) for span in self._places(self._scalar(record, "text"), "text")]

    def _near(self, record: Fields) -> NearMiss:
        pair = self._texts(record, "pair")
        if len(pair) != 2:
            self._wrong(record, "a near miss has two ends, [id, id] or [id, predicate]", "pair")
            pair = [Scalar("", 1, 1)] * 2
        second = self._end(pair[1], "pair") if ":" in pair[1].text else pair[1].text
        return NearMiss((self._end(pair[0], "pair"), second), _text(record, "predicate") or "any", self._sentence(record))

    # Fields --------------------------------------------------------------------------------------------------------------

    def _wrong(self, place: Place, message: str, field: str, value: str | None = None) -> None:
        self._problems.add(self._file, place, message, field=field, value=value)

    def _scalar(self, record: Fields, key: str) -> Scalar:
        value = record.values.get(key)
        if isinstance(value, Scalar) and value.text:
            return value
        self._wrong(record.keys.get(key, record), "is missing" if value is None else "must be a text", key)
        return Scalar("", record.line, record.column)

    def _need(self, record: Fields, key: str) -> str:
        return self._scalar(record, key).text

    def _texts(self, record: Fields, key: str) -> list[Scalar]:
        value = record.values.get(key)
        if value is None:
            return []
        if isinstance(value, Listing) and all(isinstance(item, Scalar) for item in value.items):
            return [item for item in value.items if isinstance(item, Scalar)]
        self._wrong(record.keys[key], "must be a list of texts, [a, b]", key)
        return []

    def _choice(self, record: Fields, key: str, choices: Sequence[str], default: str = "") -> str:
        value = record.text(key) or default
        if value not in choices:
            place = record.keys.get(key, record)
            self._wrong(place, f"{shown(value)} is not known here; write {one_of(choices)}{self._problems.nearest(value, choices)}", key)
        return value

    def _end(self, value: Scalar, key: str) -> str:
        if value.text and value.text not in self._known:
            self._wrong(value, f"no entity has the id {shown(value.text)}{self._problems.nearest(value.text, self._known)}", key)
        return value.text

    def _places(self, value: Scalar, key: str) -> list[Span]:
        return self._noted(value, key, lambda: places(self._text, value.text), []) if value.text else []

    def _sentence(self, record: Fields) -> Span:
        value = self._scalar(record, "sentence")
        found = self._places(value, "sentence")
        if len(found) > 1:
            self._wrong(value, "a sentence is one place", "sentence")
        return found[0] if found else Span(0, 1)

    def _edtf(self, record: Fields, key: str) -> str:
        written = _text(record, key)
        if written:
            self._noted(record.keys[key], key, lambda: edtf.span(written), None)
        return written

    def _published(self, head: Fields) -> date | None:
        written = _text(head, "published")
        return self._noted(head.keys["published"], "published", lambda: _day(written), None) if written else None

    def _noted(self, place: Place, key: str, made: Callable[[], T], otherwise: T) -> T:
        try:
            return made()
        except ValueError as error:
            self._wrong(place, str(error), key)
            return otherwise


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise ValueError(f"{shown(written)} is no day; write it like 2021-06-17") from error


def _text(record: Fields, key: str) -> str:
    """The text under a key, empty without one."""
    return record.text(key) or ""
