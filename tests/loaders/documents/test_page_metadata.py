"""What pages say of themselves in the ways of the programs that make them: numbers of JSON-LD, microdata, titles with the site."""

from __future__ import annotations

import json

import pytest

STORY = "".join(
    f"<p>The minister met the director for the {at}th time, and nobody at the ministry would say why.</p>" for at in range(4, 9)
)


def page(head: str = "", above: str = "<h1>The list</h1>", below: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body><article>{above}{STORY}{below}</article></body></html>"


def linked(**told: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(told)}</script>'


def test_an_author_who_stands_elsewhere_in_the_page_is_found_by_number(read) -> None:
    graph = [{"@type": "Article", "author": {"@id": "#p1"}}, {"@type": "Person", "@id": "#p1", "name": "Mira Feld"}, {"@id": "#p2"}]
    assert read("a.html", page(linked(**{"@graph": graph}))).authors == ("Mira Feld",)


def test_an_article_within_the_item_of_its_page_tells(read) -> None:
    told = linked(**{"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "datePublished": "2031-03-04"}})
    assert read("a.html", page(told)).published == "2031-03-04"


WRITERS = [
    "<span itemprop='author' itemscope><meta itemprop=url content='https://b.example/1'><span itemprop='name'>Mira Feld</span></span>",
    "<p>Posted by <a rel='author' href='/mira'>Mira Feld</a></p>",
    "<div class='entry-byline'>By <a href='/mira'>Mira Feld</a></div>",
]


@pytest.mark.parametrize("line", WRITERS)
def test_the_writer_is_whom_the_page_marks_so(read, line: str) -> None:
    assert read("a.html", page(above=f"<h1>The list</h1>{line}")).authors == ("Mira Feld",)
    other = line.replace("Mira Feld", "Tomas Rook")
    assert read("a.html", page(above=f"<h1>The list</h1>{line}", below=other)).authors == ()


def test_the_day_is_that_of_the_microdata(read) -> None:
    line = "<abbr class='published' itemprop='datePublished' title='2031-03-04T10:41:00Z'>10:41</abbr>"
    assert read("a.html", page(below=line)).published == "2031-03-04"


@pytest.mark.parametrize(
    ("named", "authors"),
    [
        ("Ines Kral, Ports Correspondent", ("Ines Kral",)),
        ("Ines Kral, Editor", ("Ines Kral",)),
        ("Ines Kral, Mira Feld", ("Ines Kral", "Mira Feld")),
        ("Kral, Ines", ("Kral, Ines",)),
        ("admin", ()),
    ],
)
def test_what_an_author_is_and_what_programs_put_for_one_are_no_names(read, named: str, authors: tuple[str, ...]) -> None:
    assert read("a.html", page(f'<meta name="author" content="{named}">')).authors == authors


SITES = [
    ("The list - Quay Courier", "https://www.courier.example/x", "Quay Courier"),
    ("The list | News | Quay Courier", "https://www.courier.example/x", "Quay Courier"),
    ("Quay Courier: The list", "https://www.courier.example/x", "Quay Courier"),
    ("The list | Politics", "https://www.courier.example/x", ""),
    ("The list - The Quay Courier", "", "The Quay Courier"),
    ("The list - part two", "", ""),
]


@pytest.mark.parametrize(("title", "address", "publisher"), SITES)
def test_the_site_stands_apart_from_the_title(read, title: str, address: str, publisher: str) -> None:
    canonical = f"<link rel=canonical href='{address}'>" if address else ""
    document = read("a.html", page(f"<title>{title}</title><meta property='og:title' content='{title}'>{canonical}"))
    assert (document.title, document.publisher) == ("The list", publisher)


def test_the_heading_of_an_article_is_its_title_and_not_the_sites_name(read, blocks) -> None:
    site = "<div id=top><h1><a href='/'>Quay Dog</a></h1></div><div class=post-head><h3>The list</h3></div>"
    head = "<head><meta property='og:title' content='The list'></head>"
    text = f"<!DOCTYPE html><html>{head}<body>{site}<article>{STORY}</article></body></html>"
    assert blocks(read("a.html", text), "heading") == [("heading", 1, "The list")]


@pytest.mark.parametrize("told", [False, "False", "false"])
def test_a_page_for_subscribers_may_be_a_beginning(read, told: object) -> None:
    document = read("a.html", page(linked(**{"@type": "NewsArticle", "isAccessibleForFree": told})))
    assert [str(each.message) for each in document.warnings] == [
        "says that only subscribers can read all of it; what the file holds may be its beginning alone"
    ]
    assert read("a.html", page(linked(**{"@type": "NewsArticle", "isAccessibleForFree": True}))).warnings == ()


@pytest.mark.parametrize("below", ["<p>By Mira Feld</p><p>4 March 2031</p>", "<p>By Mira Feld | 4 March 2031</p>"])
@pytest.mark.parametrize("between", ["", "<p>Two officials saw the diary</p>"])
def test_byline_and_day_stand_under_the_heading_or_what_tells_more_of_it(read, between: str, below: str) -> None:
    document = read("a.html", page(above=f"<h1>The list</h1>{between}{below}"))
    assert (document.authors, document.published) == (("Mira Feld",), "2031-03-04")
