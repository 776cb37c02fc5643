"""Words with a capital that name nothing by how they are written: labels, seasons of a year, capitals that stress a verb."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.extraction.headings import Candidate
from loaders.extraction.shapes import Word
from loaders.extraction.small_words import one_of
from loaders.extraction.vocabulary import Vocabulary

_LABELLED = re.compile(r"[ACDPR]\d{1,2}|[CDP]W-?\d{1,3}")
_NUMBERED = re.compile(rf" {one_of('number_signs')}\. ?\d")
_YEAR = re.compile(r" (?:1[5-9]|20)\d\d\b")


def is_label(candidate: Candidate, text: str, words: Vocabulary) -> bool:
    """Whether letters stand for whoever or whatever a judgment numbers, or before a number: "A1", "PW7", "S.C. No. 31"; or for a season."""
    if len(candidate.words) > 1 or candidate.title:
        return False
    written = candidate.words[0].text
    if candidate.key in words["dated_words"]:
        return _YEAR.match(text, candidate.end) is not None
    return _LABELLED.fullmatch(written) is not None or (written.isupper() and _NUMBERED.match(text, candidate.end) is not None)


def is_stressed(found: Sequence[Word], words: Vocabulary) -> bool:
    """Whether a verb in capitals stands behind a name that is not: "that Lindby Pumps KNEW"."""
    last = found[-1]
    if len(found) < 2 or not last.text.isupper() or len(last.text) < 4 or any(word.text.isupper() for word in found[:-1]):
        return False
    return last.low in words["person_verbs"] or last.low in words["saying"]
