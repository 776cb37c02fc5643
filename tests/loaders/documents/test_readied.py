"""Articles as sites and programs write them: none of their words is lost, glued or cut, and what only stands around them is not read."""

from __future__ import annotations

import time

import pytest

STORY = [
    "The harbour minister, Otmar Kreisel, met the head of the port authority twice in February, two officials say.",
    "The ministry denied on Tuesday that any list existed, and its spokesman said that it had been about dredging.",
    "A former clerk told investigators that she had been asked to change a date, and nobody would say why that was.",
]
PARAGRAPHS = [f"<p>{each}</p>" for each in STORY]


def page(*parts: str, within: str = "article") -> str:
    return f"<!DOCTYPE html><html><body><{within}><h1>The list</h1>{''.join(parts)}</{within}></body></html>"


def amid(part: str) -> str:
    return page(*PARAGRAPHS[:2], part, *PARAGRAPHS[2:])


def read_amid(read, part: str) -> str:
    """What comes of a part between the paragraphs of an article."""
    return read("a.html", amid(part)).text.partition(STORY[1])[2].partition(STORY[2])[0].strip()


LEFT_OUT = [
    "<p>Advertisement</p>",
    "<p>Read more: <a href='https://a.example/tug'>The tug that was never bought</a></p>",
    "<p><b>READ MORE: </b><a href='https://a.example/tug'>The tug that was never bought</a></p>",
    "<div><a href='/tug'>[Related: The tug that was never bought]</a></div>",
    "<p><a href='/x'><em>Sign up for our Harbour Brief newsletter to get the day's news</em></a></p>",
    "<p>Thanks for reading Quayside! Subscribe for free to receive new posts and support my work.</p>",
    "<p>Share</p><p>Listen</p><p>3 min read</p>",
    "<p>By submitting your email, you agree to our Terms and Privacy Notice.</p>",
    "<div class='kg-card kg-signup-card'><h2>Sign up for The Bollard</h2><p>Dispatches from the quay, every Friday.</p></div>",
    "<div class='sharedaddy'><h3>Share this:</h3><ul><li><a>Click to share on X (Opens in new window)</a></li></ul></div>",
    "<section class='item-pagination'><a href='/fog'><div>Previous</div><h2>Fog over the eastern quay</h2></a></section>",
    "<figure class='kg-bookmark-card'><a href='/tug'><div>The tug that was paid for and never seen</div></a></figure>",
]


@pytest.mark.parametrize("part", LEFT_OUT, ids=range(len(LEFT_OUT)))
def test_what_leads_elsewhere_is_no_part_of_the_article(read, part: str) -> None:
    assert read_amid(read, part) == ""


KEPT = [
    ("<p>Advertisement of the quay was stopped on Monday.</p>", "Advertisement of the quay was stopped on Monday."),
    ("<p>Read more of it: filings of <a href='/x'>Brackwater</a> are here.</p>", "Read more of it: filings of Brackwater are here."),
    ("<p>Related: Kreisel and Selm, by marriage.</p>", "Related: Kreisel and Selm, by marriage."),
    ("<p>Share prices of Brackwater fell on Monday.</p>", "Share prices of Brackwater fell on Monday."),
    ("<p>Sign up or leave, the minister told the clerks.</p>", "Sign up or leave, the minister told the clerks."),
    ("<div class='call'>Brackwater Holdings did not answer any question.</div>", "Brackwater Holdings did not answer any question."),
    ("<p>They met on <time datetime='2031-02-03'>3 February</time>, she said.</p>", "They met on 3 February, she said."),
    ("<p>It was sold in 2030.<a href='#footnote-1'>1</a> They say.</p>", "It was sold in 2030.[1] They say."),
    ("<p>It was sold in 2030<sup><a href='#n2'>2</a></sup> to her.</p>", "It was sold in 2030[2] to her."),
    ("<p>The quay has 400 m<sup>2</sup> in all.</p>", "The quay has 400 m2 in all."),
    ("<p>It was sold.<sup><a href='#cmnt1'>[a]</a></sup></p><div><p><a href='#cmnt_ref1'>[a]</a>check this</p></div>", "It was sold."),
]  # fmt: skip


@pytest.mark.parametrize(("part", "text"), KEPT, ids=range(len(KEPT)))
def test_what_is_of_the_article_stays(read, part: str, text: str) -> None:
    assert read_amid(read, part) == text


def test_quotes_tables_and_captions_in_figures_are_read(read, blocks) -> None:
    figures = (
        "<figure class='wp-block-embed'><blockquote class='tweet'><p>No list exists, and none was asked for.</p></blockquote></figure>"
        "<figure class='wp-block-table'><table><tr><td>3 February</td><td>Kreisel</td></tr></table></figure>"
        "<figure><img src=a.jpg><figcaption class='wp-element-caption'>The eastern quay</figcaption></figure>"
        "<figure class='wp-block-pullquote'><blockquote><p>The ministry denied</p></blockquote></figure>"
    )
    assert blocks(read("a.html", amid(figures)), "quote", "row", "caption") == [
        ("quote", 1, "No list exists, and none was asked for."),
        ("row", 1, "3 February\tKreisel"),
        ("caption", 1, "The eastern quay"),
    ]


def test_paragraphs_that_are_parted_by_breaks_alone_stay_whole(read) -> None:
    linked = STORY[1].replace("any list", "<a href='https://b.example/list'>any list</a>")
    body = f"<div class='post-body'>{STORY[0]}<br /><br />\n{linked}<br/><br/>{STORY[2]}<div style='clear: both;'></div></div>"
    document = read("a.html", page(body, within="div"))
    assert document.text.split("\n\n") == ["The list", *STORY]
    assert [(link.words, link.address) for link in document.links] == [("any list", "https://b.example/list")]


def test_words_beside_blocks_and_links_are_not_glued(read) -> None:
    parts = [f"<div style='margin:16px'><a href='https://b.example/{at}'>They say:</a> {each}</div>" for at, each in enumerate(STORY)]
    short = "<div>By <a href='https://b.example/mira'>Mira Feld</a></div><div>4 March 2031</div>"
    assert read("a.html", page(short, *parts)).text.split("\n\n")[1:] == [
        "By Mira Feld",
        "4 March 2031",
        *(f"They say: {each}" for each in STORY),
    ]


def test_a_page_without_any_element_around_its_paragraphs_keeps_its_headings(read, blocks) -> None:
    document = read("a.html", f"<html><body><p><b>Courier</b></p><hr><h2>The list</h2>{''.join(PARAGRAPHS)}</body></html>")
    assert blocks(document, "heading") == [("heading", 2, "The list")]


def test_each_update_of_a_live_page_is_read_in_its_order(read) -> None:
    updates = "".join(
        f"<article itemprop='liveBlogUpdate'><h2>Update {at}</h2><div itemprop='articleBody'><p>{each}</p></div></article>"
        for at, each in enumerate(STORY)
    )
    text = read("a.html", page(updates, within="main")).text
    assert text.split("\n\n") == ["The list", *(part for at, each in enumerate(STORY) for part in (f"Update {at}", each))]


HOSTILE = {
    "boxes": "<div class=newsletter>" * 200 + "a" + "</div>" * 200,
    "spans": "<div>" + "<span>" * 200 + "a" + "</span>" * 200 + "</div>",
    "breaks": "<div>" + "word<br><br>" * 200 + "</div>",
    "figures": "<figure>" * 100 + "<figcaption>d</figcaption>" + "</figure>" * 100,
}


@pytest.mark.parametrize("part", HOSTILE.values(), ids=HOSTILE)
def test_pages_that_are_meant_to_be_slow_end_soon(read, part: str) -> None:
    begun = time.process_time()
    read("a.html", page(*PARAGRAPHS, part * 40))
    assert time.process_time() - begun < 3
