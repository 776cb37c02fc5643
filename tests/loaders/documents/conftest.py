"""What tests of documents share: reading bytes under a name, and words found in a text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from loaders import documents
from loaders.documents import Document
from loaders.inputs import given

Read = Callable[..., Document]


@pytest.fixture(scope="session")
def samples() -> Path:
    return Path(__file__).parents[3] / "data" / "samples" / "documents"


@pytest.fixture
def read() -> Read:
    """Read one document from bytes or text, by the kind that its content and name tell."""

    def reading(name: str, data: bytes | str, **told: str) -> Document:
        return documents.read(given(name, data if isinstance(data, bytes) else data.encode(), **told))

    return reading


@pytest.fixture
def blocks() -> Callable[..., list[tuple[object, ...]]]:
    """The blocks of a document as kind, level and words (and voice, if one is named), those of some kinds only if any are given."""

    def listed(document: Document, *kinds: str) -> list[tuple[object, ...]]:
        found = [block for block in document.blocks if not kinds or block.kind in kinds]
        words = [document.text[block.span.start : block.span.end] for block in found]
        return [(block.kind, block.level, text, *([block.voice] if block.voice else [])) for block, text in zip(found, words, strict=True)]

    return listed
