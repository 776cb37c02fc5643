"""What can be loaded but looks like a slip: warnings, shown with the load and counted with it."""

from __future__ import annotations

from itertools import islice, pairwise

from graph.model import Claim, Source
from loaders.checks import Entries, Known, circles, drawn, known_by_id
from loaders.problems import KEPT, Problems, shown
from loaders.records import Entry


def doubt(own: Entry | None, entries: Entries, problems: Problems) -> None:
    """Warn of chains that begin elsewhere or come back, credits to who could not have heard, documents that nobody read or that cite
    each other in a circle, and statements that nobody makes. A claim marked as verified in a document that nobody read is wrong.
    """
    known = known_by_id(entries)
    for item in entries["claim"]:
        source = known["source"].get(item.fields.text("source") or "")
        _heard(item, known, problems)
        if source is not None:
            _begins(item, source, problems)
            _read(item, source, problems)
    _circles(known["source"], problems)
    for item in entries["statement"]:
        if "claims" not in item.fields.values:
            text = "nobody makes this statement; it will be shown as unsourced"
            problems.add(item.file, item.fields, text, field="claims", value=item.id, warning=True)
    if own is not None and not any(entries.values()) and not problems.errors:
        problems.add(own.file, own.fields, "the case is empty: it has no statements, entities or sources yet", warning=True)


def _begins(item: Entry, source: Entry, problems: Problems) -> None:
    """A chain begins at the publisher of its source."""
    first = next(iter(item.texts("chain")), None)
    publisher = source.fields.text("publisher")
    if first and publisher and first.text != publisher:
        text = f"the chain does not begin at the publisher of {shown(source.id or '')}; {shown(publisher)} will be put in front"
        problems.add(item.file, first, text, field="chain", value=first.text, warning=True)


def _heard(item: Entry, known: Known, problems: Problems) -> None:
    """Nobody stands twice in a chain, and before a voice that one alone heard stands that one."""
    chain = item.texts("chain")
    seen: set[str] = set()
    for node in chain:
        if node.text in seen:
            problems.add(item.file, node, f"the chain comes back to {shown(node.text)}", field="chain", value=node.text, warning=True)
        seen.add(node.text)
    for before, node in pairwise(chain):
        voice = known["voice"].get(node.text)
        hearer = voice.fields.text("heard_by") if voice else None
        if hearer and before.text != hearer:
            text = f"only {shown(hearer)} heard {shown(node.text)}, but the chain puts {shown(before.text)} before it"
            problems.add(item.file, node, text, field="chain", value=node.text, warning=True)


def _read(item: Entry, source: Entry, problems: Problems) -> None:
    """A claim rests on a document that somebody read."""
    if not isinstance(item.record, Claim) or not isinstance(source.record, Source) or source.record.seen != "no":
        return
    name = shown(source.id or "")
    advice = "name the document that was read as its source, and let the chain lead on from there"
    text = f"{name} is marked `seen: no`, so nobody read this claim there; {advice}"
    if item.record.verified:
        text = f"the claim cannot be verified: {name} is marked `seen: no`; {advice}"
    problems.add(item.file, item.fields.values["source"], text, field="source", value=source.id, warning=not item.record.verified)


def _circles(sources: dict[str, Entry], problems: Problems) -> None:
    """Documents that cite each other in a circle have no end, so the evidence rules find no origin there: doubtful, not wrong."""
    cites = {name: [node.text for node in item.cited() if node.text in sources] for name, item in sources.items()}
    for circle in islice(circles(cites), KEPT):
        item = sources[circle[0]]
        place = next(node for node in item.cited() if node.text == circle[1])
        text = f"documents cite each other in a circle: {drawn(circle)}; such claims have no origin unless a chain names one"
        problems.add(item.file, place, text, field="cites", value=circle[1], warning=True)
