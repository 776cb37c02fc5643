"""Which claims count, and why the others count for nothing (docs/status-rules.md).

Decisions: a doubt or a question that is also the writer's own view is shown as a doubt or a question; a date of publication without
a latest day (`2021/..`, `XXXX`) is no date, so such a source counts only when no as-of date is given.
"""

from __future__ import annotations

from datetime import date

from graph.edtf import latest
from graph.model import Claim, Review, Source, Stance

ONLY_DOUBTS = "it only doubts, which is neither to assert nor to deny"
ONLY_ASKS = "it only asks, which is neither to assert nor to deny"
OWN_VIEW = "it is the writer's own view"
WITHDRAWN = "its author took it back"
PROPOSED = "it was extracted by a machine and nobody has accepted it yet"
REJECTED = "a person rejected it on review"
RETRACTED = "its source is retracted"
UNDATED = "its source has no date of publication to hold against the as-of date"


def day(source: Source) -> date | None:
    """The day from which a source counts: the latest that its date of publication can mean; None without such a day."""
    return latest(source.published) if source.published else None


def reason_against(claim: Claim, source: Source, as_of: date | None) -> str | None:
    """Why the claim counts for nothing, as the end of "counts for nothing because …"; None if it counts."""
    review = claim.reviewed
    if review is not Review.accepted:
        return REJECTED if review is Review.rejected else PROPOSED
    if claim.withdrawn:
        return WITHDRAWN
    if source.retracted:
        return RETRACTED
    if as_of is not None:
        published = day(source)
        if published is None:
            return UNDATED
        if published > as_of:
            return f"its source, dated {source.published}, may have been published after {as_of.isoformat()}"
    if claim.stance is Stance.doubts:
        return ONLY_DOUBTS
    if claim.stance is Stance.asks:
        return ONLY_ASKS
    return OWN_VIEW if claim.inference else None
