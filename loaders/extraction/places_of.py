"""What an "of" makes of a head that is a place's or a body's: "Union of Myanmar", but "National Union of Rail Workers"."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.extraction.vocabulary import Vocabulary


def makes_place(head: str, behind: Sequence[str], lists: Vocabulary) -> bool:
    """Whether a head with these words behind its "of" names a place."""
    if head not in lists["place_of"] or head in lists["agency_heads"]:
        return False
    if head not in lists["organisation_heads"]:
        return True
    known = lists.known.names.get(" ".join(low for low in behind if low not in lists["the"]))
    return known is not None and known.kind == "place"
