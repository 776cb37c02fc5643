"""An item of Wikidata as its JSON has it, cut down to what is taken.

Its form: https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from loaders.graphs.item import Place
from loaders.graphs.spool import Spool
from loaders.problems import shown
from loaders.wikidata.taken import taken

QID = re.compile(r"Q[1-9]\d{0,11}")
RANKS = ("preferred", "normal", "deprecated")
LONGEST, MOST_NAMES, MOST_STATEMENTS = 10_000, 500, 5_000
"""Characters of a text, names in one item, statements of one property."""
Kind = Literal["value", "somevalue", "novalue"]


@dataclass(frozen=True, slots=True)
class Snak:
    """The value `of` a property; `kind` tells the unknown value and none from one. `type` is that of the value."""

    of: str
    kind: Kind
    type: str = ""
    value: Any = None

    @property
    def item(self) -> str:
        """The item that the value is; empty if it is none."""
        return str(self.value.get("id", "")) if self.type == "wikibase-entityid" and isinstance(self.value, dict) else ""

    @property
    def text(self) -> str:
        """The text that the value is; empty if it is none."""
        if self.type == "string":
            return str(self.value)
        return str(self.value.get("text", "")) if self.type == "monolingualtext" and isinstance(self.value, dict) else ""


Snaks = dict[str, list[Snak]]


@dataclass(slots=True)
class Said:
    """One statement of an item."""

    main: Snak
    rank: str
    qualifiers: Snaks = field(default_factory=dict)
    references: list[Snaks] = field(default_factory=list)


@dataclass(slots=True)
class Item:
    """`whole` is False where only names are told. `left` counts the properties that are not taken."""

    id: str
    place: Place
    labels: dict[str, str] = field(default_factory=dict)
    aliases: list[tuple[str, str]] = field(default_factory=list)
    description: str = ""
    statements: dict[str, list[Said]] = field(default_factory=dict)
    whole: bool = False
    left: int = 0
    modified: str = ""
    revision: str = ""
    sha256: str = ""

    def values(self, property_: str) -> Iterator[Snak]:
        """The values of a property: the preferred ones if there are any, never deprecated ones."""
        said = [each for each in self.statements.get(property_, ()) if each.rank != "deprecated" and each.main.kind == "value"]
        yield from (each.main for each in [each for each in said if each.rank == "preferred"] or said)


class Reader:
    """Reads items; what is wrong with one is noted by item and property."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool

    def item(self, place: Place, given: Any) -> Item | None:
        """The item, or None if it is none, or something is wrong with all of it."""
        if not isinstance(given, dict):
            self._spool.problem(place, "must be an object: an item of Wikidata", value=str(given))
            return None
        id_ = given.get("id")
        if not isinstance(id_, str) or not QID.fullmatch(id_):
            if given.get("type") in ("property", "lexeme") or "missing" in given:
                self._spool.once(place, "properties, lexemes and items that are not there are left out", field=str(given.get("id", "")))
            else:
                self._spool.problem(place, "must be the number of an item, like Q42", field="id", value=str(id_))
            return None
        if "missing" in given:
            self._spool.once(place, f"{id_} is no item of Wikidata (any more); it is left out", field=id_)
            return None
        made = Item(id_, place, whole="claims" in given)
        made.modified, made.revision = (self._plain(made, given, name) for name in ("modified", "lastrevid"))
        made.labels = dict(self._terms(made, given, "labels"))
        made.aliases = list(self._terms(made, given, "aliases"))[:MOST_NAMES]
        descriptions = dict(self._terms(made, given, "descriptions"))
        made.description = descriptions.get("en", "") or descriptions.get("mul", "")
        for property_, said in self._object(made, given.get("claims"), "claims").items():
            if property_ not in taken().properties():
                made.left += 1
            elif isinstance(said, list):
                made.statements[property_] = [each for one in said[:MOST_STATEMENTS] if (each := self._said(made, property_, one))]
                if len(said) > MOST_STATEMENTS:
                    self._wrong(made, property_, f"has {len(said):,} statements, more than the {MOST_STATEMENTS:,} that are read")
            else:
                self._wrong(made, property_, "must be a list of statements", said)
        return made

    def _plain(self, item: Item, given: dict[str, Any], name: str) -> str:
        value = given.get(name, "")
        if isinstance(value, str | int) and len(str(value)) < 100:
            return str(value)
        self._wrong(item, name, "must be a short text or a number", value)
        return ""

    def _object(self, item: Item, given: Any, field_: str) -> dict[str, Any]:
        if given is None or given == []:
            # PHP writes an empty object as an empty list
            return {}
        if isinstance(given, dict):
            return given
        self._wrong(item, field_, "must be an object", given)
        return {}

    def _terms(self, item: Item, given: dict[str, Any], field_: str) -> Iterator[tuple[str, str]]:
        """Language and text of labels, descriptions or aliases."""
        for lang, terms in self._object(item, given.get(field_), field_).items():
            for term in terms if isinstance(terms, list) else [terms]:
                text = term.get("value") if isinstance(term, dict) else None
                if isinstance(text, str) and len(text) <= LONGEST and len(lang) <= 40:
                    yield lang, clean(text)
                else:
                    self._wrong(item, field_, f"must be a text of at most {LONGEST:,} characters in the language {shown(lang)}", text)

    def _said(self, item: Item, property_: str, given: Any) -> Said | None:
        main = self._snak(item, property_, given.get("mainsnak") if isinstance(given, dict) else None)
        if main is None:
            return None
        rank = given.get("rank", "normal")
        if rank not in RANKS:
            self._wrong(item, property_, f"has no rank that is known; it is one of {', '.join(RANKS)}", rank)
            return None
        made = Said(main, rank, self._snaks(item, property_, given.get("qualifiers")))
        references = given.get("references", [])
        if not isinstance(references, list):
            self._wrong(item, property_, "references must be a list", references)
            return made
        for each in references:
            made.references.append(self._snaks(item, property_, each.get("snaks") if isinstance(each, dict) else each))
        return made

    def _snaks(self, item: Item, about: str, given: Any) -> Snaks:
        found: Snaks = {}
        for property_, snaks in self._object(item, given, about).items():
            if not isinstance(snaks, list):
                self._wrong(item, f"{about} {property_}", "must be a list of values", snaks)
                continue
            found[property_] = [snak for one in snaks[:100] if (snak := self._snak(item, f"{about} {property_}", one, property_))]
        return found

    def _snak(self, item: Item, about: str, given: Any, property_: str = "") -> Snak | None:
        kind = given.get("snaktype") if isinstance(given, dict) else None
        if kind in ("somevalue", "novalue"):
            return Snak(property_ or about, kind)
        value = given.get("datavalue") if isinstance(given, dict) else None
        if kind != "value" or not isinstance(value, dict) or not isinstance(value.get("type"), str) or "value" not in value:
            self._wrong(item, about, "must be a value with its type (snaktype, datavalue)", given)
            return None
        made = Snak(property_ or about, "value", value["type"], _tidy(value["value"]))
        wrong = _wrong_value(made)
        if wrong:
            self._wrong(item, about, wrong, value["value"])
            return None
        return made

    def _wrong(self, item: Item, field_: str, message: str, value: Any = None) -> None:
        self._spool.problem(item.place, message, field=f"{item.id} {field_}", value=None if value is None else str(value)[:200])


def clean(text: str) -> str:
    """The text as a store keeps it: no null characters, no halves of characters."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "\ufffd").strip()


def _tidy(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value) if len(value) <= LONGEST else value
    return {name: _tidy(each) for name, each in value.items()} if isinstance(value, dict) else value


def _wrong_value(snak: Snak) -> str:
    """What is wrong with a value of the types that are read."""
    value = snak.value
    match snak.type:
        case "string":
            return "" if isinstance(value, str) and len(value) <= LONGEST else f"must be a text of at most {LONGEST:,} characters"
        case "monolingualtext":
            good = isinstance(value, dict) and isinstance(value.get("text"), str) and len(value["text"]) <= LONGEST
            return "" if good else f"must be a text of at most {LONGEST:,} characters with its language"
        case "wikibase-entityid":
            good = isinstance(value, dict) and isinstance(value.get("id"), str) and bool(re.fullmatch(r"[QPLMES][\w-]{1,30}", value["id"]))
            return "" if good else "must name an item by its number, like Q42"
        case "time":
            good = isinstance(value, dict) and isinstance(value.get("time"), str) and str(value.get("precision", "")).isdecimal()
            return "" if good else "must be a time with its precision"
        case "globecoordinate" | "quantity":
            return "" if isinstance(value, dict) else "must be an object"
        case _:
            return ""
