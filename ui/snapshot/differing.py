"""A difference of two snapshots in words and as JSON: what differs, what matters most first, each line with what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.change import Change
from graph.model import AnyRecord, Claim
from graph.snapshot.content import Content
from graph.snapshot.diff import KEYED, diff, shifts, withdrawn
from graph.snapshot.merged import Merge, merges
from graph.snapshot.recased import recased
from ui.snapshot.sentences import Sentences
from ui.words import DISCLAIMER

NOUNS = {"sources": "Sources", "entities": "Entities", "statements": "Statements", "rows": "Rows", "voices": "Voices"}
DATES = "As of two dates"
_ALSO = {"about": "title, note, author or what was left out", "view": "what is in view, or where", "case": "what is said of the case"}


@dataclass(frozen=True)
class Line:
    """One thing that differs; `about` is the id of the statement, row or entity that it is about, if it is about one."""

    text: str
    about: str | None = None


@dataclass(frozen=True)
class Section:
    """What differs in one way; `change` is that way, None where it is none of them."""

    title: str
    change: Change | None
    lines: tuple[Line, ...]


def aligned(before: Content, after: Content) -> Content:
    """`before` under the key of the case of `after`, so that ids of both mean the same."""
    return recased(before, after.case.case)


def sections(before: Content, after: Content) -> tuple[Section, ...]:
    """What differs, section by section; only those with something in them."""
    return tuple(section for section in _Differing(aligned(before, after), after).sections() if section.lines)


def lines(before: Content, after: Content) -> Iterator[tuple[str, list[str]]]:
    """Titles, each with its lines."""
    return ((section.title, [line.text for line in section.lines]) for section in sections(before, after))


class _Differing:
    def __init__(self, before: Content, after: Content) -> None:
        self.before, self.after = before, after
        self.found = diff(before, after)
        self.said = Sentences(before, after)
        self.was, self.now = (
            {name: {str(getattr(record, field)): record for record in getattr(content, name)} for name, field in KEYED.items()}
            for content in (before, after)
        )
        told = (before, after)
        self.texts = {said.slug: (self.said.statement(said), said.id) for content in told for said in content.statements}
        self.texts |= {row.id: (self.said.row(row), row.id) for content in told for row in content.rows}

    def sections(self) -> Iterator[Section]:
        yield Section(DATES, None, tuple(self._dates()))
        yield Section("Statuses that differ", Change.changed, tuple(self._shifts()))
        yield from self._claims()
        for name, noun in NOUNS.items():
            change = self.found.lists.get(name)
            added, gone, changed = (change.added, change.removed, change.changed) if change else ({}, (), {})
            yield Section(f"{noun} added", Change.new, tuple(self._called(key, name) for key in added))
            yield Section(f"{noun} gone", Change.gone, tuple(self._called(key, name) for key in gone))
            yield Section(f"{noun} changed", Change.changed, tuple(self._changed(key, name) for key in changed))
            if name == "entities":
                yield Section("Entities merged, as it seems", Change.gone, tuple(map(self._merge, merges(self.before, self.after))))
        dated = self.before.about.model_copy(update={"as_of": self.after.about.as_of})
        also = [part for part in self.found.whole if part != "about" or dated != self.after.about]
        yield Section("Also", None, tuple(Line(_ALSO[part]) for part in also))

    def _dates(self) -> Iterator[Line]:
        was, now = (content.about.as_of or "all that was known" for content in (self.before, self.after))
        if was != now:
            yield Line(f"{was} → {now}: what was published between counts in one of them alone")

    def _shifts(self) -> Iterator[Line]:
        for each in shifts(self.before, self.after):
            text, about = self.texts[each.statement]
            yield Line(f"{text}: {_word(each.before)} → {_word(each.after)}", about)

    def _claims(self) -> Iterator[Section]:
        new, gone = self.found.lists.get("claims"), withdrawn(self.before, self.after)
        told = {claim.key for claim in gone}
        added, removed, changed = (new.added, new.removed, new.changed) if new else ({}, (), {})
        yield Section("Claims added", Change.new, tuple(self._claim(self.now, key) for key in added))
        yield Section("Claims withdrawn", Change.gone, tuple(self._claim(self.now, claim.key) for claim in gone))
        yield Section("Claims gone", Change.gone, tuple(self._claim(self.was, key) for key in removed))
        rest = [key for key in changed if key not in told]
        yield Section("Claims changed", Change.changed, tuple(self._claim(self.now, key, self._fields(key, "claims")) for key in rest))

    def _claim(self, held: Mapping[str, Mapping[str, AnyRecord]], key: str, more: str = "") -> Line:
        claim = held["claims"][key]
        assert isinstance(claim, Claim)
        text, about = self.texts[claim.statement]
        return Line(f"{self.said.said(claim)}: {text} ({self.said.source(claim.source)}){more}", about)

    def _called(self, key: str, name: str) -> Line:
        if name in ("statements", "rows"):
            return Line(*self.texts[key])
        if name == "sources":
            return Line(self.said.source(key), self._told_by(key))
        return Line(self.said.name(key), f"{self.after.case.case}/{key}" if name == "entities" else None)

    def _changed(self, key: str, name: str) -> Line:
        line = self._called(key, name)
        return Line(line.text + self._fields(key, name), line.about)

    def _told_by(self, source: str) -> str | None:
        """The first statement that a source says something of."""
        claims = (*self.after.claims, *self.before.claims)
        return next((self.texts[claim.statement][1] for claim in claims if claim.source == source), None)

    def _fields(self, key: str, name: str) -> str:
        names = ", ".join(field for field, _, _ in fields(self.was[name].get(key), self.now[name].get(key)))
        return f" [{names}]" if names else ""

    def _merge(self, merge: Merge) -> Line:
        sure = "" if merge.sure else "perhaps "
        text = f"{self.said.name(merge.gone)} ({merge.gone}) → {sure}{self.said.name(merge.into)} ({merge.into}): {merge.why}"
        return Line(text, f"{self.after.case.case}/{merge.into}")


def fields(was: AnyRecord | None, now: AnyRecord | None) -> list[tuple[str, str, str]]:
    """The fields of a record that differ, with what they were and what they are."""
    one, other = ({} if record is None else record.model_dump(mode="json", by_alias=True) for record in (was, now))
    return [
        (name, _text(one.get(name)), _text(other.get(name))) for name in one | other if name != "case" and one.get(name) != other.get(name)
    ]


def _text(value: object) -> str:
    match value:
        case None | "" | [] | {}:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(map(_text, value))
        case dict():
            return " ".join(_text(each) if name in ("name", "to") else f"{name} {_text(each)}" for name, each in value.items() if each)
        case _:
            return str(value)


def summary(before: Content, after: Content) -> dict[str, Any]:
    """Public JSON: `equal`, the `statuses` that differ, keys of what came, went and changed by list, entities `merged`, and the whole
    `patch` that makes the one the other."""
    same = aligned(before, after)
    found = diff(same, after)
    moved = [{"statement": each.statement, "before": each.before, "after": each.after, "why": each.why} for each in shifts(same, after)]
    lists = {
        name: {"added": list(change.added), "removed": list(change.removed), "changed": list(change.changed)}
        for name, change in found.lists.items()
        if name != "findings"
    }
    return {
        "equal": diff(before, after).empty,
        "banner": DISCLAIMER,
        "statuses": moved,
        "withdrawn": [claim.key for claim in withdrawn(same, after)],
        "lists": lists,
        "merged": [{"gone": each.gone, "into": each.into, "why": each.why, "sure": each.sure} for each in merges(same, after)],
        "patch": diff(before, after).to_json(),
    }


def verdict(found: Iterable[Section]) -> str:
    """How much differs, in one line."""
    counted = {section.title: len(section.lines) for section in found}
    if not counted:
        return "Nothing differs."
    said = {"Statuses that differ": "statuses differ"}
    told = [
        f"{number:,} {said.get(title, title[0].lower() + title[1:])}" for title, number in counted.items() if title not in (DATES, "Also")
    ]
    if not told:
        return "No record differs; title, note, author, date or view do."
    return f"{f'{DATES}: ' if DATES in counted else ''}{', '.join(told)}"


def _word(status: object) -> str:
    return "not in it" if status is None else str(status)
