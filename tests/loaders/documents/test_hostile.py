"""Text that is written to hang a reader: every piece repeated, in every format of text, ends soon and keeps its length."""

from __future__ import annotations

import time

import pytest

from graph.errors import LoadError

PIECES = [
    *(
        "[",
        "![",
        "](",
        "[a](",
        "[a][b]",
        "[a]: b\n",
        "*",
        "**a",
        "_a_",
        "`",
        "```\n",
        "~~~",
        "|",
        "|-",
        "|---",
        "# ",
        "- ",
        "---\n",
        "a\n=",
    ),
    *(
        "<",
        "<div>",
        "<!--",
        "&#",
        "http://",
        "https://a(",
        ">",
        "> ",
        ">\n",
        "-----Original Message-----\n",
        "On a, b wrote:\n> x\n",
        "From: a\n",
        "From: a\nDate: b\nTo: c\n",
    ),
    *("1. ", "wrote:", " ", "\t", "a-\n", "\u202e", "𝕏", "\r", "\x0c"),
]
LENGTH = 40_000


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.eml"])
def test_a_piece_repeated_without_end_ends_soon(read, name: str) -> None:
    head = "Subject: x\nTo: y\n\n" if name == "a.eml" else ""
    for piece in PIECES:
        text = head + piece * (LENGTH // len(piece))
        began = time.process_time()
        try:
            document = read(name, text)
        except LoadError as error:
            assert "\n" not in str(error)
        else:
            assert len(document.plain) == len(document.text)
        assert time.process_time() - began < 3, piece


@pytest.mark.parametrize(
    "text", [" " * LENGTH + "b", "---" + " " * LENGTH + "b", "\t" * LENGTH + "^", "<!--a" * 8_000, "<a href='x' " * 3_000]
)
def test_blanks_and_tags_in_markdown_without_end_end_soon(read, text: str) -> None:
    began = time.process_time()
    read("a.md", f"a\n{text}")
    assert time.process_time() - began < 3


def test_data_nested_100_000_deep_is_text_with_a_word(read) -> None:
    document = read("a.txt", "[" * 100_000)
    assert str(document.warnings[0]) == (
        "a.txt: looks like data (JSON), and is read as plain text; give it the ending .json to load what is in it"
    )


def test_quotes_nested_deeper_than_any_mail_are_bounded(read) -> None:
    document = read("a.txt", "\n".join(">" * number for number in range(1, 500)))
    assert max(block.level for block in document.blocks) == 50


@pytest.mark.parametrize("text", ['{"nod', '{"what": ["is', "[", '\ufeff{"what": 1,'])
def test_json_that_ends_too_early_to_be_known_is_told_as_cut_off(read, text: str) -> None:
    with pytest.raises(LoadError, match=r"a\.json: the file ends in the middle"):
        read("a.json", text)


@pytest.mark.parametrize("text", ['{"what": "it is"}', "not JSON", '{"what" 1}', "[" * 100_000 + "]"])
def test_other_json_that_nothing_knows_is_told_as_that(read, text: str) -> None:
    with pytest.raises(LoadError, match="none of the graphs and data sets that are known"):
        read("a.json", text)
