"""Loaded text inside Markdown stays literal. What Streamlit makes of it is tested in the browser, with the case of hostile texts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.browser.hostile import TEXTS
from ui.markdown import plain

ESCAPED = re.compile(r"\\(.)|\u2060")


def shown(text: str) -> str:
    """The text as Markdown shows it: escapes undone, and without the joiners that nobody sees."""
    return ESCAPED.sub(lambda found: found[1] or "", text)


@pytest.mark.parametrize("text", [text for text in TEXTS if len(text) < 600])
def test_hostile_text_is_shown_as_it_is(text: str) -> None:
    assert shown(plain(text)) == " ".join(text.split())


@pytest.mark.parametrize(
    "text", [":material/home:", ":red[x]", ":smile:", "www.elsewhere.example", "a@elsewhere.example", "http://x.example"]
)
def test_no_directive_icon_or_address_is_left(text: str) -> None:
    said = plain(text)
    assert not re.search(r":(material|red|smile)|www\.|@elsewhere|http:/", said)
    assert shown(said) == text


def test_long_text_is_cut_and_lines_become_one() -> None:
    assert shown(plain("a\n\n# b\t c")) == "a # b c"
    assert len(shown(plain("x" * 10_000, 100))) == 100
    assert plain("x" * 10_000, 100).endswith("…")


@given(st.text(max_size=60))
def test_every_sign_of_markdown_is_escaped(text: str) -> None:
    said = re.sub(r"\\.", "", plain(text))
    assert not re.search(r"[`*_{}\[\]()<>#|~$^&]", said)
    assert not re.search(r":(?!\u2060)", said)
