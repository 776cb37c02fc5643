"""Quoted lines and their voices, items, addresses, and Markdown's signs: each where it stands."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("before", "voice"),
    [
        ("On Mon, 3 Mar 2031 at 18:40, Ines Kral <kral@ministry.example> wrote:", "Ines Kral"),
        ("On Mon, Mar 3, 2031 at 6:40 PM Ines Kral <kral@ministry.example> wrote:", "Ines Kral"),
        ("On Mon, Mar 3, 2031 at 6:40 PM Ines Kral\n<kral@ministry.example> wrote:", "Ines Kral"),
        ("On 3 March 2031 Ines Kral wrote:", "Ines Kral"),
        ("Ines Kral wrote:", "Ines Kral"),
        ("Am 3. März 2031 um 18:40 schrieb Ines Kral <kral@ministry.example>:", "Ines Kral"),
        ("Le 3 mars 2031 à 18:40, Ines Kral a écrit :", "Ines Kral"),
        ("The ministry answered.", ""),
        ("Nobody wrote", ""),
    ],
)
def test_the_voice_of_a_quote_is_named_before_it(read, blocks, before: str, voice: str) -> None:
    (quote,) = blocks(read("a.txt", f"Dear all,\n\n{before}\n\n> Nothing was said.\n> At all.\n\nYours"), "quote")
    assert quote[:3] == ("quote", 1, "> Nothing was said.\n> At all.")
    assert quote[3:] == ((voice,) if voice else ())


def test_quotes_nest_and_their_signs_are_no_words(read, blocks) -> None:
    document = read("a.txt", "a\n> b\n>> c\n>>> d\n> e\nf\n> g")
    assert blocks(document) == [
        ("quote", 1, "> b\n>> c\n>>> d\n> e"),
        ("quote", 2, ">> c\n>>> d"),
        ("quote", 3, ">>> d"),
        ("quote", 1, "> g"),
    ]
    assert document.plain == "a\n  b\n   c\n    d\n  e\nf\n  g"


def test_a_message_under_its_line_is_another_voice(read, blocks) -> None:
    text = "See below.\n\n-----Original Message-----\nFrom: Jon Abel <abel@ministry.example>\nSent: Monday\n\nNo second page.\n"
    assert blocks(read("a.txt", text), "quote") == [
        ("quote", 1, "From: Jon Abel <abel@ministry.example>\nSent: Monday\n\nNo second page.", "Jon Abel")
    ]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("see https://a.example/x.", "https://a.example/x"),
        ("(https://a.example/x)", "https://a.example/x"),
        ("https://a.example/x_(y)", "https://a.example/x_(y)"),
        ("<https://a.example/x>", "https://a.example/x"),
        ("„https://a.example/x”, he wrote", "https://a.example/x"),
    ],
)
def test_an_address_ends_where_it_ends(read, text: str, address: str) -> None:
    (link,) = read("a.txt", text).links
    assert (link.address, link.words) == (address, address)


MARKDOWN = {
    "**bold** and _slanted_ and `code`": ("  bold   and  slanted  and  code ", []),
    "snake_case_name 2 * 3 * 4": ("snake_case_name 2 * 3 * 4", []),
    "[words](https://a.example/x 'title')": (" words                              ", ["https://a.example/x"]),
    "[words](<https://a.example/x>)": (" words                        ", ["https://a.example/x"]),
    "[words][]\n\n[words]: https://a.example/x": (" words   \n\n                            ", ["https://a.example/x"]),
    "<https://a.example/x>": (" https://a.example/x ", ["https://a.example/x"]),
    "bare https://a.example/x_(y).": ("bare https://a.example/x_(y).", ["https://a.example/x_(y)"]),
    "[a](javascript:alert(1)) [b](/relative)": (" a                        b            ", []),
    "```\n# code [a](https://a.example)\n```\nafter": ("   \n# code [a](https://a.example)\n   \nafter", []),
    "Title\n=====\n\ntext": ("Title\n     \n\ntext", []),
    "* * *\ntext": ("     \ntext", []),
}


@pytest.mark.parametrize("text", MARKDOWN, ids=range(len(MARKDOWN)))
def test_signs_of_markdown_are_no_words(read, text: str) -> None:
    document = read("a.md", text)
    assert document.text == text
    assert (document.plain, [link.address for link in document.links]) == MARKDOWN[text]


def test_headings_and_items_within_a_quote_are_found(read, blocks) -> None:
    document = read("a.md", "> ## A notice\n> - first\n> - second")
    assert blocks(document)[1:] == [("item", 1, "first"), ("item", 1, "second"), ("heading", 2, "A notice")]


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("title: a\ntitle: b", "front matter: the key 'title' stands twice in one record (first in line 1); keep one"),
        ("a: [", "front matter: this is not YAML"),
        ("date: soon", "its date 'soon' (front matter, date) was not understood"),
    ],
)
def test_front_matter_that_is_wrong_is_a_warning(read, front: str, said: str) -> None:
    document = read("a.md", f"---\n{front}\n---\n\nText.")
    assert said in str(document.warnings[0])
    assert document.plain.strip() == "Text."


def test_front_matter_in_toml_is_read_as_hugo_writes_it(read) -> None:
    document = read(
        "a.md", '+++\ntitle = "A met B"\ndate = 2031-03-04T10:00:00+01:00\nauthors = ["Ada Quill"]\n[menu]\nx = 1\n+++\n\nText.'
    )
    assert (document.title, document.published, document.authors, document.warnings) == ("A met B", "2031-03-04", ("Ada Quill",), ())
    assert document.plain.strip() == "Text."
    (warning,) = read("a.md", "+++\ntitle = [\n+++\n\nText.").warnings
    assert "front matter: this is not TOML" in warning.message


def test_links_of_wikis_are_their_words(read) -> None:
    document = read("a.md", "[[Ada Quill]] met [[people/ned|Ned Oakum]]. ![[pier.png]]\n")
    assert " ".join(document.plain.split()) == "Ada Quill met Ned Oakum ."
    assert len(document.plain) == len(document.text)


def test_a_rule_at_the_top_is_no_front_matter(read) -> None:
    assert read("a.md", "---\n\nText, and no more").plain.strip() == "Text, and no more"
