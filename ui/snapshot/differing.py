"""A difference of two snapshots in words and as JSON, for the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graph.model import Claim
from graph.predicates import words as in_words
from graph.snapshot.content import Content
from graph.snapshot.diff import Difference, diff, shifts, withdrawn
from ui.words import DISCLAIMER

NOUNS = {"sources": "Sources", "entities": "Entities", "statements": "Statements", "rows": "Rows", "voices": "Voices"}
Lines = Iterator[tuple[str, list[str]]]


def lines(before: Content, after: Content) -> Lines:
    """Titles, each with its lines: what differs, what matters most first."""
    found = diff(before, after)
    names = _names(before) | _names(after)
    sentences = _sentences(before, names) | _sentences(after, names)
    changed = [f"{sentences[each.statement]}: {_word(each.before)} → {_word(each.after)}" for each in shifts(before, after)]
    yield "Statuses that differ", changed
    new, gone = found.lists.get("claims"), withdrawn(before, after)
    was, now = {claim.key: claim for claim in before.claims}, {claim.key: claim for claim in after.claims}
    yield "Claims added", [_claim(now[key], sentences, names) for key in new.added] if new else []
    yield "Claims withdrawn", [_claim(claim, sentences, names) for claim in gone]
    yield "Claims gone", [_claim(was[key], sentences, names) for key in new.removed] if new else []
    told = {claim.key for claim in gone}
    yield "Claims changed", [_claim(now[key], sentences, names) for key in new.changed if key not in told] if new else []
    for name, noun in NOUNS.items():
        change = found.lists.get(name)
        if change is not None:
            yield f"{noun} added", [_called(key, name, names, sentences) for key in change.added]
            yield f"{noun} gone", [_called(key, name, names, sentences) for key in change.removed]
            yield f"{noun} changed", [_called(key, name, names, sentences) for key in change.changed]
    yield "Also", [_also(part) for part in found.whole]


def summary(before: Content, after: Content) -> dict[str, Any]:
    """Public JSON: `equal`, the `statuses` that differ, keys of what came, went and changed by list, and the whole `patch`."""
    found = diff(before, after)
    moved = [{"statement": each.statement, "before": each.before, "after": each.after, "why": each.why} for each in shifts(before, after)]
    lists = {
        name: {"added": list(change.added), "removed": list(change.removed), "changed": list(change.changed)}
        for name, change in found.lists.items()
        if name != "findings"
    }
    return {
        "equal": found.empty,
        "banner": DISCLAIMER,
        "statuses": moved,
        "withdrawn": [claim.key for claim in withdrawn(before, after)],
        "lists": lists,
        "patch": _patch(found),
    }


def _patch(found: Difference) -> dict[str, Any]:
    return found.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _names(content: Content) -> dict[str, str]:
    sources = {source.key: source.title or source.key for source in content.sources}
    voices = {voice.key: voice.name for voice in content.voices}
    return sources | voices | {entity.key: entity.name for entity in content.entities}


def _sentences(content: Content, names: Mapping[str, str]) -> dict[str, str]:
    told = {
        said.slug: f"{names.get(said.subject, said.subject)} {in_words(said.predicate)} "
        + (names.get(said.object, said.object) if said.object else f"“{said.value}”")
        for said in content.statements
    }
    rows = {
        row.id: f"{names.get(row.subject, row.subject)} {in_words(row.predicate)} {names.get(row.object, row.object)}"
        for row in content.rows
    }
    return told | rows


def _claim(claim: Claim, sentences: Mapping[str, str], names: Mapping[str, str]) -> str:
    chain = " ← ".join(names.get(key, key) for key in claim.chain)
    hedge = "" if claim.hedge == "none" else f", {claim.hedge.value}"
    return f"{chain} {claim.stance.value}{hedge}: {sentences[claim.statement]} ({names.get(claim.source, claim.source)})"


def _called(key: str, name: str, names: Mapping[str, str], sentences: Mapping[str, str]) -> str:
    return sentences[key] if name in ("statements", "rows") else names[key]


def _word(status: object) -> str:
    return "not in it" if status is None else str(status)


def _also(part: str) -> str:
    return {"about": "title, note, author or date", "view": "what is in view, or where", "case": "what is said of the case"}[part]
