"""What is found in a text, all of it proposed: counts for nothing until a person accepts it. Offsets are characters of the file's text.

The form of `to_json` is that of `redstring extract` (docs/extraction.md).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

BODIES = ("agency", "organisation", "outlet")
"""The kinds of entities that are bodies."""
_APART = ("detail", "confidence", "told", "by")
"""What the form of `to_json` does not have: a review shows it."""


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """Characters of the text, from `start` to before `end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span must end after it starts: {self.start}, {self.end}")

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def touches(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(slots=True)
class Named:
    """An entity, with every place that names it. `kind` is one of `graph.model.EntityKind`; `id` is `kind:words-of-its-name`."""

    id: str
    kind: str
    name: str
    aliases: list[str] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Happening:
    """An event told by a verb or noun: `trigger` is its words, the span its sentence, `participants` ids of entities, `when` EDTF."""

    id: str
    type: str
    trigger: str
    span: Span
    participants: tuple[str, ...] = ()
    when: str = ""
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Saying:
    """To whom a sentence is laid. `chain`: voices, the nearest to the publisher first, the origin last; names of entities where they are
    such, else the words of the text. `told` is the part of the span that they tell, all of it if None. `hedge` and `stance` as in
    `graph.model`."""

    span: Span
    chain: tuple[str, ...] = ()
    hedge: str = "none"
    stance: str = "asserts"
    told: Span | None = None

    @property
    def size(self) -> int:
        """How many characters the voices tell."""
        told = self.told or self.span
        return told.end - told.start

    def tells(self, span: Span) -> bool:
        """Whether what stands at a place is told by the voices; what the writer says of a voice, "X, who met Y, said", is not."""
        return (self.told or self.span).covers(span)


@dataclass(frozen=True, slots=True)
class Relation:
    """What is said of two entities (ids), in the sentence of the span; `rule` is the pattern that found it; `detail`: a role.

    `by` is *model* for what a language model told; then `rule` names it.
    """

    subject: str
    predicate: str
    object: str
    span: Span
    chain: tuple[str, ...] = ()
    hedge: str = "none"
    stance: str = "asserts"
    when: str = ""
    rule: str = ""
    detail: str = ""
    confidence: float = 0.5
    by: Literal["rules", "model"] = "rules"


@dataclass(frozen=True, slots=True)
class Reference:
    """Another document or voice that the text goes back to; `how` as in `graph.model.Citation`."""

    to: str
    how: str
    span: Span


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in the text, as EDTF; empty where the text alone does not tell it."""

    span: Span
    edtf: str


@dataclass(slots=True)
class Proposals:
    """Everything found in one text."""

    entities: list[Named] = field(default_factory=list)
    events: list[Happening] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    attributions: list[Saying] = field(default_factory=list)
    citations: list[Reference] = field(default_factory=list)
    dates: list[Dated] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """As plain values; spans become `start` and `end`, mentions pairs."""
        entities = [{**asdict(each), "mentions": [[span.start, span.end] for span in each.mentions]} for each in self.entities]
        lists = {
            name: [_flat(each) for each in getattr(self, name)] for name in ("events", "relations", "attributions", "citations", "dates")
        }
        return {"entities": entities, **lists}


def _flat(found: Happening | Relation | Saying | Reference | Dated) -> dict[str, Any]:
    values = asdict(found)
    span = values.pop("span")
    for name in _APART:
        values.pop(name, None)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in {**values, **span}.items()}
