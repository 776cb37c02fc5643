"""Web pages: what they tell of themselves, which of it is believed, and what is read of pages that are not as they should be."""

from __future__ import annotations

import pytest

from graph.errors import LoadError

BODY = "<article><p>The minister met the director on Monday, and nobody at the ministry would say why.</p></article>"


def page(head: str = "", body: str = BODY, html: str = "") -> str:
    return f"<!DOCTYPE html><html {html}><head>{head}</head><body>{body}</body></html>"


def linked(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


DATES = [
    ('<meta property="article:published_time" content="2031-03-04T23:50:00-05:00">', "2031-03-04", "meta article:published_time"),
    ('<meta name="DC.date" content="2031-03">', "2031-03", "meta dc.date"),
    ('<meta name="citation_publication_date" content="2031">', "2031", "meta citation_publication_date"),
    (linked('{"@type": "NewsArticle", "datePublished": "2031-03"}'), "2031-03", "JSON-LD datePublished"),
    (linked('{"@graph": [{"@type": ["Thing", "BlogPosting"], "datePublished": "2031-03-04"}]}'), "2031-03-04", "JSON-LD datePublished"),
    (linked('[[{"@type": "https://schema.org/Report", "datePublished": "2031"}]]'), "2031", "JSON-LD datePublished"),
    ("<meta name='last-modified' content='2031-03-04'>", None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("head", "date", "where"), DATES, ids=range(len(DATES)))
def test_the_date_is_the_one_told_and_where_is_kept(read, head: str, date: str | None, where: str | None) -> None:
    document = read("a.html", page(head))
    assert (document.published, document.told.get("published")) == (date, where)


MAIL = "From: ada@harbour.example\nTo: otto@daily.example\nSubject: x\nContent-Type: text/html\n\n"


def test_the_time_of_an_article_is_its_date_where_nothing_else_tells(read) -> None:
    body = "<time datetime='2030-01-01'>now</time>" + BODY.replace("<p>", "<time datetime='2031-03-04'>4 March</time><p>", 1)
    assert read("a.html", page(body=body)).published == "2031-03-04"


def test_a_date_that_is_none_is_a_warning(read) -> None:
    document = read("a.html", page('<meta name="date" content="03/04/2031">'))
    assert document.published is None
    assert str(document.warnings[0]) == "a.html: its date '03/04/2031' (meta date) was not understood"


def test_authors_publisher_language_and_kind(read) -> None:
    text = '{"@type": "BlogPosting", "author": ["Mira Feld", {"name": "Tomas Rook"}], "publisher": {"name": "Notes"}, "inLanguage": "de"}'
    document = read("a.html", page(linked(text), html='lang="en"'))
    assert (document.authors, document.publisher, document.language, document.source) == (
        ("Mira Feld", "Tomas Rook"),
        "Notes",
        "de",
        "post",
    )
    other = read(
        "a.html", page('<meta name="author" content="By Ines Kral"><meta property="og:site_name" content="Paper">', html='lang="en_GB"')
    )
    assert (other.authors, other.publisher, other.language, other.source) == (("Ines Kral",), "Paper", "en-GB", "article")


@pytest.mark.parametrize(
    "text", ["{", "null", '"text"', "[" * 100_000, '{"@type": 7, "author": 7}', '{"@type": "Article", "author": [[]]}', "9" * 9_000]
)
def test_json_ld_that_is_broken_tells_nothing(read, text: str) -> None:
    document = read("a.html", page(linked(text)))
    assert "The minister met the director" in document.text
    assert document.authors == ()


def test_the_address_that_was_read_is_kept_beside_the_one_that_the_page_claims(read) -> None:
    document = read(
        "a.html", page('<link rel="canonical" href="/real">'), address="https://a.example/copy?utm_source=x", retrieved="2031-03-05"
    )
    assert (document.address, document.read_at, document.retrieved) == (
        "https://a.example/real",
        "https://a.example/copy?utm_source=x",
        "2031-03-05",
    )


def test_links_are_made_whole_with_the_base_of_the_page(read) -> None:
    text = BODY.replace("Monday", '<a href="x">Monday</a> and <a href="javascript:alert(1)">Tuesday</a> and <a href="#n">Friday</a>')
    document = read("a.html", page('<base href="https://b.example/dir/">', text))
    assert [(link.words, link.address) for link in document.links] == [("Monday", "https://b.example/dir/x")]


def test_nested_quotes_and_quotes_of_several_paragraphs(read, blocks) -> None:
    inner = "<blockquote><p>No second page exists.</p></blockquote>"
    quote = f"<blockquote><p>It was the ministry that told us this at the time:</p>{inner}</blockquote>"
    document = read("a.html", page(body=BODY.replace("</article>", quote + "</article>")))
    assert blocks(document, "quote") == [
        ("quote", 1, "It was the ministry that told us this at the time:\n\nNo second page exists."),
        ("quote", 2, "No second page exists."),
    ]


def test_a_headline_above_the_article_is_read(read, blocks) -> None:
    long = "".join(f"<p>Paragraph {number} of the story of the minister and the director, who met.</p>" for number in range(9))
    document = read("a.html", page(body=f"<div class='top'><h1>They met</h1></div><div id='story'><article>{long}</article></div>"))
    assert document.text.startswith("They met\n\nParagraph 0")
    assert blocks(document)[0] == ("heading", 1, "They met")


def test_scripts_styles_and_hidden_words_are_not_read(read) -> None:
    hidden = (
        "<p style='display: none'>hidden words here</p><p hidden>more hidden words</p><script>var a = 'script'</script><style>p{}</style>"
    )
    text = read("a.html", page(body=hidden + BODY)).text
    assert not any(word in text for word in ("hidden", "script", "p{}"))


@pytest.mark.parametrize("body", ["", "<script>app()</script>", "<div></div>", "<img src=x>"])
def test_a_page_without_words_says_what_to_do(read, body: str) -> None:
    with pytest.raises(
        LoadError, match=r"a\.html: is a web page without words; a page that is filled by scripts must be saved as it is shown"
    ):
        read("a.html", page(body=body))


@pytest.mark.parametrize("tag", ["div", "blockquote", "b", "ul><li"])
def test_a_page_nested_ten_thousand_deep_says_what_is_lost(read, tag: str) -> None:
    document = read("a.html", page(body="<p>The words before it are read.</p>" + f"<{tag}>" * 10_000 + "deep"))
    assert "The words before it are read." in document.text
    assert "nests elements deeper than 250; what stands deeper was not read" in str(document.warnings[0])


def test_tables_of_a_page_have_a_row_a_line(read, blocks) -> None:
    table = "<table><tr><th>Who</th><th>When</th></tr><tr><td>Ines <b>Kral</b></td><td>Monday,<br>noon</td></tr></table>"
    document = read("a.html", page(body=BODY.replace("</article>", table + "</article>")))
    head, row = (row[2] for row in blocks(document, "row"))
    assert head == "Who\tWhen"
    assert row.startswith("Ines Kral\tMonday,")


def test_cells_of_a_page_stand_under_their_headings_whatever_is_empty_or_merged(read, blocks) -> None:
    table = """<table><thead><tr><th>Name<th>Role<th>Firm<th>Until</thead>
<tr><td>Ada Quill<td><td>Harbour Office<td>2030
<tr><td rowspan="2">Ilse Brandt<td>director<td>Weir Bank<td>&nbsp;
<tr><td>adviser<td><p>Quay Ltd</p><td>2029
<tr><td colspan="2">Jonas Reed<td rowspan="9">Ministry of Tides<td>2031
<tr><td><td><td>2032</table>"""
    document = read("a.html", page(body=BODY.replace("</article>", table + "</article>")))
    assert [row[2] for row in blocks(document, "row")][1:] == [
        "Ada Quill\t\tHarbour Office\t2030",
        "Ilse Brandt\tdirector\tWeir Bank",
        "Ilse Brandt\tadviser\tQuay Ltd\t2029",
        "Jonas Reed\t\tMinistry of Tides\t2031",
        "Ministry of Tides\t2032",
    ]
    assert "\n\t\tMinistry of Tides\t2032" in document.text
    assert "\u2800" not in document.text


def test_a_table_that_only_places_parts_of_a_page_keeps_its_paragraphs(read) -> None:
    table = "<table><tr><td><h2>Left</h2><p>One.</p><p>Two.</p><td rowspan=3><p>Three.</p><tr><td><p>Four.</p></table>"
    assert read("a.eml", MAIL + table).text.endswith("Left\n\nOne.\n\nTwo.\n\nThree.\n\nFour.")


@pytest.mark.parametrize("number", ["99999999999", "-3", "0", "many", "²"])
def test_a_cell_that_says_it_is_merged_over_more_than_there_can_be_harms_nothing(read, number: str) -> None:
    row = f"<tr><td rowspan={number} colspan={number}>Ada Quill</td><td>clerk</td></tr>"
    document = read("a.html", page(body=BODY.replace("</article>", f"<table>{row * 400}</table></article>")))
    assert "Ada Quill" in document.text
    assert "clerk" in document.text


def test_a_quote_within_a_line_stays_in_its_sentence(read, blocks) -> None:
    text = BODY.replace("why.", "why. He said <q>we <b>never</b> met</q> and left; <q>never</q>.")
    document = read("a.html", page(body=text))
    assert "He said “we never met” and left; “never”." in document.text
    assert blocks(document) == []


def test_preformatted_text_is_no_quote_and_lists_nest(read, blocks) -> None:
    more = "<pre>as it stands</pre><ul><li>one<ul><li>two</li></ul></li><li>three</li></ul></article>"
    document = read("a.html", page(body=BODY.replace("</article>", more)))
    assert blocks(document) == [("item", 1, "one\ntwo"), ("item", 1, "two"), ("item", 1, "three")]
    assert "as it stands\n\none\ntwo\nthree" in document.text


@pytest.mark.parametrize("around", ["<article>{}</article>", "<main>{}</main>", "<div>{}</div>"])
def test_a_very_short_page_keeps_its_links_and_its_words_whole(read, around: str) -> None:
    text = "<nav>Front page</nav>" + around.format('<p>He <a href="/a">met</a> her (<a href="/b">twice</a>), <b>bo</b>ldly.</p>')
    document = read("a.html", page(body=text), address="https://a.example/")
    assert document.text == "He met her (twice), boldly."
    assert [link.address for link in document.links] == ["https://a.example/a", "https://a.example/b"]


def test_a_page_that_a_browser_saved_tells_where_it_stood(read) -> None:
    saved = page().replace("<html", "<!-- saved from url=(0029)https://a.example/2031/met -->\n<html", 1)
    document = read("a.html", saved)
    assert (document.address, document.told["address"]) == ("https://a.example/2031/met", "where the browser saved it from")
    assert read("a.html", saved.replace("https://a.example/2031/met", "about:internet")).address == ""
    assert (
        read("a.html", saved.replace("<head>", "<head><link rel='canonical' href='https://b.example/x'>")).address == "https://b.example/x"
    )


def test_the_bar_of_the_internet_archive_and_marks_where_words_may_be_cut_are_no_text(read) -> None:
    bar = "<div id='wm-ipp-base'><p>About this capture</p></div>"
    text = read("a.html", page(body=bar + BODY.replace("minister", "min&shy;is\u200bter"), head="<title>Min&shy;ister</title>")).text
    assert "About this capture" not in text
    assert "The minister met" in text


QUOTED = """<article><h1>A crane is sold</h1><p>The crane of the port was sold twice last year, as a court was told on Friday.</p>
<blockquote><p>I never had a key.</p>{signed}</blockquote>
<p>The trial goes on in May, when other witnesses of the port will be heard.</p></article>"""


@pytest.mark.parametrize("signed", ["<footer>— Otto Lind</footer>", "<cite>Otto Lind</cite>", "<footer><cite>Otto Lind</cite></footer>"])
def test_who_is_quoted_stays_below_the_quote(read, signed: str) -> None:
    document = read("a.html", page(body=QUOTED.format(signed=signed)))
    assert "I never had a key.\n\n— Otto Lind\n\nThe trial" in document.text
