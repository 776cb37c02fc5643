"""The text of a document beside its proposals: each at its place, the current one lit and scrolled to. Text is text, whatever it holds."""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from graph.model import Import, Locator
from graph.queries.review import Proposal
from loaders.documents.again import read_again
from loaders.documents.document import CUE, Document
from ui.at_hand import AT_HAND
from ui.bundle import STATIC, bundle

FOLDER = STATIC / "review"
WINDOW = 200_000
"""Characters of a text that are sent at once, around the current proposal."""
MISSING = """is not there any more, or was changed since it was read: of each place only the first words are known.
A file that was dropped on Load is kept only until the app ends; drop it there again to see it whole."""
_DRAWN = frozenset({"heading", "quote", "code", "header", "caption"})


@dataclass(frozen=True)
class Text:
    """What is shown of a document: its text, or without that the first words of each place; `missing` says why. `imported` brought it."""

    document: Document | None
    missing: str = ""
    imported: Import | None = None

    def sentence(self, proposal: Proposal) -> str:
        """The words in which it was found, as far as they are known."""
        where = proposal.claim.locator
        if self.document is not None and where.start is not None and where.end is not None:
            return " ".join(self.document.text[where.start : where.end].split())
        return _first_words(where)


def _first_words(where: Locator) -> str:
    """What is kept of the words of a place, and that they go on."""
    cut = where.cue and where.start is not None and where.end is not None and where.end - where.start > CUE
    return f"{where.cue} …" if cut else where.cue or ""


def text_of(imported: Import | None) -> Text:
    """The text of what was loaded, read again from its file."""
    if imported is None:
        return Text(None, "These came with the case, without a document to read: only the first words of each place are known.")
    assert imported.sha256 is not None
    found = read_again(imported.path, imported.sha256, AT_HAND.find(imported.path, imported.sha256))
    if found is not None:
        return Text(found, imported=imported)
    # a relative path means another file where the app runs in another folder than the load did
    here = "" if Path(imported.path).is_absolute() or "://" in imported.path else f" (looked for in {Path.cwd()})"
    return Text(None, f"{imported.path}{here} {MISSING}", imported)


def pieces(text: Text, found: Sequence[Proposal], current: Proposal | None) -> list[list[object]]:
    """The text as runs of `[words, ids of the claims that stand there, kinds of block]`, in order."""
    if text.document is None:
        return [run for one in found for run in ([_first_words(one.claim.locator) or "…", [one.claim.id], []], ["\n\n", [], []])]
    whole = text.document.text
    low, high = window(len(whole), current.claim.locator.start if current else None)
    places = [(one.claim.locator.start, one.claim.locator.end, one.claim.id, True) for one in found]
    places += [(block.span.start, block.span.end, block.kind, False) for block in text.document.blocks if block.kind in _DRAWN]
    spans = [(max(low, a), min(high, b), what, is_claim) for a, b, what, is_claim in places if a is not None and b and a < high and b > low]
    edges = sorted({low, high, *(edge for a, b, _, _ in spans for edge in (a, b))})
    begins: dict[int, list[tuple[int, str, bool]]] = {}
    for a, b, what, is_claim in spans:
        begins.setdefault(a, []).append((b, what, is_claim))
    runs: list[list[object]] = [["… ", [], []]] if low else []
    open_: list[tuple[int, str, bool]] = []
    for start, end in itertools.pairwise(edges):
        open_ = [each for each in open_ if each[0] > start] + begins.get(start, [])
        runs.append(
            [whole[start:end], [what for _, what, is_claim in open_ if is_claim], [what for _, what, is_claim in open_ if not is_claim]]
        )
    return [*runs, [" …", [], []]] if high < len(whole) else runs


def window(length: int, place: int | None) -> tuple[int, int]:
    """Which characters of a long text are shown, so that a place in it has half a window around it and near places the same one."""
    if length <= WINDOW:
        return 0, length
    low = max(0, (place or 0) // (WINDOW // 2) * (WINDOW // 2) - WINDOW // 4)
    return low, min(length, low + WINDOW)


def review_text(text: Text, found: Sequence[Proposal], current: Proposal | None, title: str, about: str) -> None:
    """Draw it. Which place is lit, the list of proposals tells it in the browser."""
    told = {"title": title, "about": about, "missing": text.missing, "runs": pieces(text, found, current)}
    _component()(key="review-text", data=json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(), height="stretch")


@cache
def _component() -> ComponentRenderer:
    script = f"{bundle('../review/text')}\nexport default module_text.attach;"
    css = (FOLDER / "text.css").read_text("utf-8")
    return st.components.v2.component("redstring_review_text", html='<article class="text" tabindex="0"></article>', css=css, js=script)
