"""One claim on a card: who says it, through whom, how firmly, when, where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from graph.edtf import span
from graph.evidence import ClaimUse, Evidence
from graph.evidence.completed import CompletedChain
from graph.model import Claim, Source
from ui import words
from ui.cards import chip
from ui.chains import chain_pieces
from ui.markup import Piece, clip, link, loaded, tag

LIMIT_CLAIMS = 400


def date_of(claim: Claim, evidence: Evidence) -> str:
    """When the claim was made, as far as known: as reported, else as its source was published; an empty text if neither is known."""
    source = evidence.sources.get(claim.source)
    return claim.reported or (source.published if source and source.published else "")


def _day(use: ClaimUse, evidence: Evidence) -> date | None:
    text = date_of(use.claim, evidence)
    first, last = span(text) if text else (None, None)
    return first or last


def newest_first(uses: Sequence[ClaimUse], evidence: Evidence) -> list[ClaimUse]:
    """Claims by date, the newest first; those without a date last."""
    return sorted(uses, key=lambda use: (_day(use, evidence) or date.min, use.claim.key), reverse=True)


def source_line(source: Source | None, key: str) -> list[Piece]:
    """The source's title, linked to the original or, without one, to the copy that was read."""
    if source is None:
        return [loaded(key)]
    address = source.url or source.read_at
    pieces = [link(clip(source.called, 240), address)]
    if source.url is None and source.read_at:
        pieces.append(tag("small", " (the copy that was read)"))
    if source.retracted:
        pieces.append(chip("retracted", "denies"))
    return pieces


def claim_piece(use: ClaimUse, chains: Sequence[CompletedChain], evidence: Evidence) -> Piece:
    """One claim as a small card; its left edge shows the stance."""
    claim = use.claim
    source = evidence.sources.get(claim.source)
    hedge = words.hedge(claim.hedge)
    when = date_of(claim, evidence)
    where = words.place(claim.locator)
    cue = tag("span", " “", loaded(claim.locator.cue, 80), "”") if claim.locator.cue else None
    return tag(
        "div",
        tag(
            "div",
            chip(claim.stance.value, claim.stance.value),
            chip(hedge, "hedge") if hedge else None,
            chip("withdrawn", "hedge") if claim.withdrawn else None,
            tag("time", words.when(when) or "undated", title="reported" if claim.reported else "published"),
            cls="top",
        ),
        *chain_pieces(chains, evidence, cut=use.cut),
        tag("p", loaded(claim.paraphrase, 4_000)) if claim.paraphrase else None,
        tag("div", *source_line(source, claim.source), tag("span", f" · {where}", cue, cls="place"), cls="source"),
        tag("div", loaded(claim.note, 2_000), cls="note") if claim.note else None,
        cls=f"claim {claim.stance.value}",
    )


def claims_list(uses: Sequence[ClaimUse], chains: Mapping[str, Sequence[CompletedChain]], evidence: Evidence) -> list[Piece]:
    """Claims that count, newest first and to be turned round; then those that count for nothing, by the reason. `chains` by claim key."""

    def piece(use: ClaimUse) -> Piece:
        return claim_piece(use, chains[use.claim.key], evidence)

    counted = newest_first([use for use in uses if use.excluded is None], evidence)
    pieces: list[Piece] = []
    if counted:
        shown = counted[:LIMIT_CLAIMS]
        undated = sum(_day(use, evidence) is None for use in shown)
        pieces.append(tag("flip", *map(piece, shown), first="newest first", second="oldest first", stay=undated or None))
    else:
        pieces.append(tag("p", "No claim counts here.", cls="empty"))
    if len(counted) > LIMIT_CLAIMS:
        pieces.append(tag("p", f"{len(counted) - LIMIT_CLAIMS:,} more are in the table.", cls="empty"))
    for reason in dict.fromkeys(use.excluded for use in uses if use.excluded is not None):
        apart = newest_first([use for use in uses if use.excluded == reason], evidence)
        title = tag("h3", f"Counts for nothing because {reason} ", tag("span", str(len(apart)), cls="count"))
        pieces.append(tag("section", title, *(piece(use) for use in apart[:LIMIT_CLAIMS]), cls="apart"))
    return pieces
