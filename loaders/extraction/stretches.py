"""A stretch of a page that is somebody's words."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.extraction.acts import Chain
from loaders.extraction.proposals import Span


@dataclass(frozen=True, slots=True)
class Setting:
    """A stretch that is laid to a chain as a whole. `introduced`: to whom, the sentence before it says; `listed`: if it does."""

    span: Span
    chain: Chain = ()
    introduced: bool = False
    listed: bool = False
