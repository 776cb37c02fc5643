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


def test_the_voice_of_a_quote_is_named_in_its_own_first_line(read, blocks) -> None:
    said = "> On 3 Mar 2031, at 20:15, Ines Kral <kral@a.example>\n> wrote:\n>\n> Who asked?"
    assert blocks(read("a.eml", f"From: a@b.example\nSubject: x\n\nNo.\n\n{said}\n"), "quote") == [("quote", 1, said, "Ines Kral")]


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


OUTLOOK = (
    "From: Ines Kral <kral@ministry.example>\nTo: ada@harbour.example\nSubject: RE: the list\nMIME-Version: 1.0\nContent-Type: {kind}\n\n"
)
SENT = "From: Ada Voss <ada@harbour.example>\nSent: Tuesday, March 4, 2031 9:10 AM\nTo: Ines Kral\nSubject: the list\n\nWho asked for it?"


@pytest.mark.parametrize("name", ["a.eml", "a.txt"])
def test_a_message_under_the_head_of_a_mail_is_its_senders(read, blocks, name: str) -> None:
    first = SENT.replace("Ada Voss", "Jon Abel").replace("Who asked", "Lena asked")
    text = f"There is no list.\n\nInes Kral\n\n________________________________\n{SENT}\n\n{first}\n"
    document = read(name, (OUTLOOK.format(kind="text/plain") if name == "a.eml" else "") + text)
    assert blocks(document, "quote") == [("quote", 1, SENT, "Ada Voss"), ("quote", 2, first, "Jon Abel")]


@pytest.mark.parametrize(
    "head",
    [
        "Von: Ada Voss <ada@harbour.example>\nGesendet: Dienstag, 4. März 2031 09:10\nAn: Ines Kral\nBetreff: die Liste",
        "De : Ada Voss <ada@harbour.example>\nEnvoyé : mardi 4 mars 2031 09:10\nÀ : Ines Kral\nObjet : la liste",
        "De: Ada Voss\nEnviado: martes, 4 de marzo de 2031 9:10\nPara: Ines Kral\nAsunto: la lista",
        "*From:* Ada Voss <ada@harbour.example>\n*Sent:* 04 March 2031 09:10\n*To:* Ines Kral\n*Subject:* the list",
        "From: Ada Voss [mailto:ada@harbour.example]\nSent: 04 March 2031 09:10\nTo: Ines Kral",
    ],
)
def test_the_head_of_a_message_is_known_in_the_forms_of_mail_programs(read, blocks, head: str) -> None:
    document = read("a.eml", OUTLOOK.format(kind="text/plain; charset=utf-8") + f"No.\n\n{head}\n\nWho asked for it?\n")
    assert blocks(document, "quote") == [("quote", 1, f"{head}\n\nWho asked for it?", "Ada Voss")]


def test_the_head_above_a_text_is_its_own(read, blocks) -> None:
    assert blocks(read("a.txt", SENT), "quote") == []


@pytest.mark.parametrize(
    "text", ["From: Riga\nTo: Korven\nBy: train", "From: Ada Voss, she had it.\n\nDate: no", "From: Ada Voss\nNo more."]
)
def test_what_is_no_head_of_a_message_begins_none(read, blocks, text: str) -> None:
    assert blocks(read("a.eml", OUTLOOK.format(kind="text/plain") + f"No.\n\n{text}\n"), "quote") == []


def test_a_forwarded_message_that_is_quoted_has_the_voice_of_its_sender(read, blocks) -> None:
    lines = f"Begin forwarded message:\n\n{SENT}".split("\n")
    text = "\n".join(f"> {line}" for line in lines)
    (quote,) = blocks(read("a.eml", OUTLOOK.format(kind="text/plain") + f"See below.\n\n{text}\n"), "quote")
    assert quote == ("quote", 1, text, "Ada Voss")


def test_quotes_of_a_mail_in_html_have_their_voices(read, blocks) -> None:
    gmail = "<p>No.</p><div>On Mon, 3 Mar 2031 at 21:58, Ada Voss &lt;a@b.example&gt; wrote:<br></div><blockquote>Who asked?</blockquote>"
    fields = (("From", "Ada Voss"), ("Subject", "x"), ("Date", "4 March 2031"), ("To", "Ines"))
    head = "".join(f"<div><b>{name}: </b>{told}</div>" for name, told in fields)
    apple = f"<p>No.</p><blockquote type=cite><div>Begin forwarded message:</div><br>{head}"
    for body in (gmail, apple + "<div>Who asked?</div></blockquote>"):
        (quote,) = blocks(read("a.eml", OUTLOOK.format(kind="text/html") + body), "quote")
        assert quote[1] == 1
        assert quote[3] == "Ada Voss"


PROGRAMS = [
    ('in <a href="https://a.example/x" class="y">the Courier</a>.', "in the Courier."),
    ("first<br>\nsecond <sup>2</sup>", "first second 2"),
    ("a < b and c > d, <div>they say</div>", "a < b and c > d, they say"),
    ("<!-- remember\nher --> kept %% remember: Lena %%", "kept"),
    ("{% include toc.html %}\nkept\n{: .lead}", "kept"),
    ('{{< figure src="a.jpg" >}}\nkept {not} {{this}}', "kept {not} {{this}}"),
    ("> [!quote]- Lena Arvid\n> He asked.", "Lena Arvid He asked."),
    ("- [ ] Call her\n- [x] Ask him", "Call her Ask him"),
    ("It is ==very important== that 1 == 1. ^block-1", "It is very important that 1 == 1."),
    ("`<div>` stays code", "<div> stays code"),
]


@pytest.mark.parametrize(("text", "words"), PROGRAMS)
def test_what_programs_write_into_markdown_is_no_word(read, text: str, words: str) -> None:
    document = read("a.md", f"# Title\n\n{text}\n")
    assert " ".join(document.plain.partition("Title")[2].split()).replace(" .", ".") == words
    assert [(link.words, link.address) for link in document.links] == ([("the Courier", "https://a.example/x")] if "href" in text else [])


def test_an_author_who_is_a_note_of_a_wiki_is_known_by_name(read) -> None:
    assert read("a.md", '---\nauthor: "[[people/mira|Mira Feld]]"\n---\n\nThe list is gone.\n').authors == ("Mira Feld",)
