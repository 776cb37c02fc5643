"""What a document under review does not tell is said above it, and nothing of one that tells all."""

from __future__ import annotations

import pytest

from graph.model import Source
from ui.review_untold import lacking


def source(publisher: str, published: str | None) -> Source:
    return Source(case="port", key="src:a", publisher=publisher, published=published)


@pytest.mark.parametrize(
    ("publisher", "published", "said"),
    [
        ("unnamed:publisher-1f2e", None, "Nobody tells whose it is or from when it is."),
        ("unnamed:publisher-1f2e", "2031", "Nobody tells whose it is."),
        ("outlet:gull", None, "Nobody tells from when it is."),
        ("outlet:gull", "2031-03", ""),
    ],
)
def test_what_nobody_tells_is_said(publisher: str, published: str | None, said: str) -> None:
    assert lacking(source(publisher, published)) == said
