"""The body whose word a paper is: "a report issued last year by X", "a study which X published"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from loaders.extraction.cues import Cues
from loaders.extraction.proposals import BODIES, Named

if TYPE_CHECKING:
    from spacy.tokens import Token


def issuer(paper: Token, cues: Cues, named: Callable[[Token], Named | None]) -> Named | None:
    """Who issued what a noun calls a report, study or the like, where it is a body that is named; what a person signs is the paper's."""
    if paper.lemma_ not in cues.words("issued"):
        return None
    for clause in paper.children:
        if clause.dep_ in ("acl", "relcl") and clause.lemma_ in cues.words("issuing"):
            by = [low for child in clause.children if child.dep_ == "agent" for low in child.children if low.dep_ == "pobj"]
            by += [child for child in clause.children if child.dep_ == "nsubj" and clause.dep_ == "relcl"]
            by += [low for each in by for low in each.children if low.dep_ == "appos"]  # "by the research group X"
            found = next((body for each in by if (body := named(each)) is not None and body.kind in BODIES), None)
            if found is not None:
                return found
    return None
