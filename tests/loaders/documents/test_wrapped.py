"""Addresses that carry others, and pages that archives and browsers kept: the page that is meant is known by its own address."""

from __future__ import annotations

import pytest

from loaders.documents.metadata import web

PAGE = "https://www.courier.example/2031/03/list?id=7&x=1"
QUOTED = "https%3A%2F%2Fwww.courier.example%2F2031%2F03%2Flist%3Fid%3D7%26x%3D1"
CARRIED = [
    f"https://web.archive.org/web/20310310081522/{PAGE}",
    f"http://web.archive.org/web/2031/{PAGE}",
    f"https://web.archive.org/web/20310310081522if_/{PAGE}",
    f"https://archive.today/o/XyZ12/{PAGE}",
    f"https://archive.ph/20310310081522/{PAGE}",
    f"https://www.google.com/url?q={QUOTED}&sa=D&source=editors&ust=17",
    f"https://eur01.safelinks.protection.outlook.com/?url={QUOTED}&data=05%7C01&reserved=0",
    f"https://l.facebook.com/l.php?u={QUOTED}&h=AT0",
    f"https://www.youtube.com/redirect?event=video_description&q={QUOTED}",
    f"https://web.archive.org/web/20310310081522/https://www.google.com/url?q={QUOTED}",
    f"/web/20310310081522/{PAGE}",
]
OTHERS = [
    "https://web.archive.org/about",
    "https://archive.today/XyZ12",
    "https://www.google.com/search?q=https://www.courier.example",
    "https://l.facebook.com/l.php?h=AT0",
    "https://a.example/share?url=https://b.example/x",
    "https://www.google.com/url?q=javascript:alert(1)//http://x",
    "https://web.archive.org/web/20310310081522/https://[broken",
]


@pytest.mark.parametrize("address", CARRIED)
def test_the_address_that_another_one_carries_is_the_one_that_is_meant(address: str) -> None:
    assert web(address, "https://here.example/") == PAGE


@pytest.mark.parametrize("address", OTHERS)
def test_any_other_address_stays_as_it_is(address: str) -> None:
    assert web(address) == address


def test_an_address_within_many_others_is_read_in_a_moment() -> None:
    assert web("https://web.archive.org/web/2031/" * 110 + "https://a.example/x") == "https://a.example/x"


BODY = "<article><h1>The list</h1><p>The minister met the director on Monday, and nobody at the ministry would say why.</p></article>"


@pytest.mark.parametrize(
    "above",
    [
        f"<!DOCTYPE html><!-- saved from url=(0046){PAGE} --><html><head>",
        f"<!DOCTYPE html><html lang=en><!--\n Page saved with SingleFile \n url: {PAGE} \n saved date: Tue Mar 11 2031\n--><head>",
        f"<!DOCTYPE html><html><head><link rel=canonical href='https://web.archive.org/web/20310310081522/{PAGE}'>",
        f"<!DOCTYPE html><!-- saved from url=(0046)https://web.archive.org/web/20310310081522/{PAGE} --><html><head>",
    ],
    ids=["browser", "SingleFile", "archive", "browser, of an archive"],
)
def test_a_page_that_was_kept_has_the_address_at_which_it_stood(read, above: str) -> None:
    document = read("a.html", f"{above}</head><body>{BODY}</body></html>")
    assert document.address == PAGE


def test_an_archive_is_neither_publisher_nor_author_of_the_day(read) -> None:
    kept = f"http://archive.today/20310310081522/{PAGE}"
    head = (
        "<meta property='og:site_name' content='archive.is'><meta property='og:title' content='The list'>"
        "<meta property='article:published_time' content='2031-03-10T08:15:22Z'><link rel=canonical href='https://archive.today/XyZ12'>"
        f"<link rel=bookmark href='{kept}'>"
    )
    bar = "<div id=HEADER><table><tr><td>Saved from <time itemprop=pubdate datetime='2031-03-10T08:15:22Z'>10 Mar</time></table></div>"
    body = BODY.replace("</h1>", "</h1><p>By Mira Feld</p><p>4 March 2031</p>")
    document = read("a.html", f"<!DOCTYPE html><html><head>{head}</head><body>{bar}{body}</body></html>")
    assert (document.address, document.publisher, document.published, document.authors) == (PAGE, "", "2031-03-04", ("Mira Feld",))


def test_a_copy_that_was_read_stands_beside_the_page(read) -> None:
    copy = f"https://web.archive.org/web/20310310081522/{PAGE}"
    document = read(
        "a.html", f"<!DOCTYPE html><html><head><link rel=canonical href='{copy}'></head><body>{BODY}</body></html>", address=copy
    )
    assert (document.address, document.read_at) == (PAGE, copy)
    bare = read("a.html", f"<!DOCTYPE html><html><body>{BODY}</body></html>", address=copy)
    assert (bare.address, bare.read_at) == (PAGE, copy)
