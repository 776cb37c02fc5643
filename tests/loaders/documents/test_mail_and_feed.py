"""Mails and feeds: parts, encodings and addresses as they come; hostile ones end soon and in words."""

from __future__ import annotations

import pytest

from graph.errors import LoadError
from loaders import documents
from loaders.documents import Document
from loaders.inputs import given

HEAD = "From: Ines Kral <kral@ministry.example>\nSubject: Quay\nDate: Tue, 04 Mar 2031 09:00:00 +0100\n"


def entries(text: str | bytes, address: str = "") -> list[Document]:
    return list(documents.read_all(given("a.rss", text if isinstance(text, bytes) else text.encode(), address=address)))


def rss(items: str, head: str = "") -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title>{head}{items}</channel></rss>'


def test_html_is_read_where_there_is_no_plain_part(read, blocks) -> None:
    body = "<p>Dear all,</p><blockquote><p>No second page.</p></blockquote><p><a href='https://a.example/x'>list</a></p>"
    document = read("a.eml", f"{HEAD}Content-Type: text/html; charset=utf-8\n\n{body}")
    assert document.text.partition("\n\n")[2] == "Dear all,\n\nNo second page.\n\nlist"
    assert blocks(document, "quote") == [("quote", 1, "No second page.")]
    assert [link.words for link in document.links] == ["list"]


def test_the_plain_part_is_taken_before_the_html_part(read) -> None:
    parts = "\n--b\nContent-Type: text/plain\n\nplain words\n--b\nContent-Type: text/html\n\n<p>other words</p>\n--b--"
    document = read("a.eml", f'{HEAD}Content-Type: multipart/alternative; boundary="b"\n{parts}')
    assert "plain words" in document.text and "other words" not in document.text


@pytest.mark.parametrize("blank", ["", " \n\n", "\N{NO-BREAK SPACE}\n"])
@pytest.mark.parametrize("kind", ["alternative", "mixed"])
def test_html_is_read_where_the_plain_part_is_blank(read, kind: str, blank: str) -> None:
    parts = f"\n--b\nContent-Type: text/plain; charset=utf-8\n\n{blank}\n--b\nContent-Type: text/html\n\n<p>the words</p>\n--b--"
    document = read("a.eml", f'{HEAD}Content-Type: multipart/{kind}; boundary="b"\n{parts}')
    assert document.text.partition("\n\n")[2] == "the words"
    assert (document.warnings, document.attachments) == ((), ())


@pytest.mark.parametrize("times", [1, 20])
def test_html_is_read_where_the_plain_part_is_a_notice(read, times: int) -> None:
    notice, words = "This mail must be read in a browser.", "<b>The crane was sold by the port.</b> " * times
    parts = f"\n--b\nContent-Type: text/plain\n\n{notice}\n--b\nContent-Type: text/html\n\n<p>{words}</p>\n--b--"
    document = read("a.eml", f'{HEAD}Content-Type: multipart/alternative; boundary="b"\n{parts}')
    assert ("The crane" in document.text, notice in document.text) == (times > 1, times == 1)
    assert document.attachments == ()


def test_the_foot_of_a_list_is_not_taken_for_a_mail_whose_plain_part_is_blank(read) -> None:
    forms = "\n--a\nContent-Type: text/plain\n\n\n--a\nContent-Type: text/html\n\n<p>the words</p>\n--a--"
    parts = f"\n--b\nContent-Type: multipart/alternative; boundary=a\n{forms}\n--b\nContent-Type: text/plain\n\nthe list\n--b--"
    document = read("a.eml", f'{HEAD}Content-Type: multipart/mixed; boundary="b"\n{parts}')
    assert document.text.partition("\n\n")[2] == "the words"


@pytest.mark.parametrize(
    ("charset", "text"), [("iso-8859-1", "Zürich"), ("utf-8", "董经纬"), ("koi8-r", "Министр"), ("no-such-charset", "plain")]
)
def test_a_part_is_read_in_the_encoding_that_it_tells(read, charset: str, text: str) -> None:
    encoding = charset if charset != "no-such-charset" else "ascii"
    document = read("a.eml", f"{HEAD}Content-Type: text/plain; charset={charset}\n\n".encode() + text.encode(encoding))
    assert document.text.endswith(f"\n\n{text}")


def test_fields_that_are_encoded_or_strange_are_shown(read) -> None:
    document = read("a.eml", "From: =?utf-8?b?6JGj57uP57qs?= <d@a.example>\nSubject: =?utf-8?q?=C3=84rger?=\nDate: soon\nTo: (((\n\nwords")
    assert document.authors == ("董经纬",)
    assert document.title == "Ärger"
    assert document.published is None
    assert "its date 'soon' (Date) was not understood" in str(document.warnings[0])


def test_a_mail_without_words_says_so(read) -> None:
    assert str(read("a.eml", HEAD + "\n").warnings[0]) == "a.eml: the mail holds no words of its own"


def test_a_forwarded_mail_is_named_as_attached(read) -> None:
    parts = "\n--b\nContent-Type: text/plain\n\nsee below\n--b\nContent-Type: message/rfc822\n\nSubject: inner\n\nsecret\n--b--"
    document = read("a.eml", f'{HEAD}Content-Type: multipart/mixed; boundary="b"\n{parts}')
    assert document.attachments == ("forwarded.eml",)
    assert "secret" not in document.text


@pytest.mark.parametrize(
    "data",
    [
        "".join(f'Subject: x\nContent-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(5_000)),
        "Subject: x\n" + "Content-Type: message/rfc822\n\n" * 5_000,
    ],
    ids=["multipart", "message"],
)
def test_a_mail_nested_without_end_is_refused(read, data: str) -> None:
    with pytest.raises(LoadError, match=r"a\.eml: is a mail of more than 100 nested parts, which is not opened"):
        read("a.eml", data)


FIELDS = ["(" * 50_000, '"a" <a@b>, (' * 5_000, "=?utf-8?q?x?= " * 20_000, "<" * 50_000, "a,\n " * 9_000]


@pytest.mark.parametrize("field", FIELDS, ids=range(len(FIELDS)))
@pytest.mark.parametrize("name", ["From", "Subject", "Date", "Message-ID"])
def test_a_field_without_end_is_read_as_it_stands(read, name: str, field: str) -> None:
    assert read("a.eml", f"{name}: {field}\nTo: Jon Abel\n\nwords").text.endswith("\n\nwords")


def test_what_begins_with_no_fields_is_no_mail(read) -> None:
    with pytest.raises(LoadError, match=r"a\.eml: is no mail: it begins with no fields like From: and Subject:"):
        read("a.eml", "Dear all,\n\nwords")


def test_addresses_in_a_feed_are_made_whole_with_its_own() -> None:
    item = "<item><title>x</title><link>/one</link><description>&lt;a href='two'&gt;two&lt;/a&gt;</description></item>"
    (entry,) = entries(rss(item), "https://a.example/feed/")
    assert entry.address == "https://a.example/one"
    assert [link.address for link in entry.links] == ["https://a.example/feed/two"]


def test_the_longest_text_of_an_entry_is_read_without_scripts() -> None:
    item = (
        "<item><title>&lt;b&gt;Bold&lt;/b&gt; title</title><description>short</description><content:encoded "
        'xmlns:content="http://purl.org/rss/1.0/modules/content/">&lt;p onclick="x()"&gt;The whole text of it.&lt;/p&gt;'
        "&lt;script&gt;x()&lt;/script&gt;</content:encoded></item>"
    )
    (entry,) = entries(rss(item))
    assert entry.text == "Bold title\n\nThe whole text of it."


def test_what_a_blog_puts_below_each_entry_is_not_read() -> None:
    below = '&lt;p&gt;The post &lt;a href="https://a.example/x"&gt;x&lt;/a&gt; appeared first on &lt;a&gt;Notes&lt;/a&gt;.&lt;/p&gt;'
    (entry,) = entries(rss(f"<item><title>x</title><description>&lt;p&gt;The list is gone.&lt;/p&gt;{below}</description></item>"))
    assert (entry.text, entry.links) == ("x\n\nThe list is gone.", ())


def test_a_description_in_plain_lines_keeps_them_and_its_addresses() -> None:
    told = "Kreisel left at noon &amp;amp; said no.\n\nThe Courier had it first:\nhttps://a.example/list\n"
    (entry,) = entries(rss(f"<item><title>x</title><description>{told}</description></item>"))
    assert entry.text == "x\n\nKreisel left at noon & said no.\n\nThe Courier had it first:\nhttps://a.example/list"
    assert [link.address for link in entry.links] == ["https://a.example/list"]


def test_an_entry_of_another_feed_has_that_one_as_publisher() -> None:
    (entry,) = entries(rss('<item><title>x</title><source url="https://b.example/rss">The Other</source></item>'))
    assert entry.publisher == "The Other"


def test_a_feed_of_several_entries_is_not_one_document() -> None:
    with pytest.raises(LoadError, match=r"a\.rss: is a feed of 2 entries, each a document of its own; read them all"):
        documents.read(given("a.rss", rss("<item><title>a</title></item>" * 2).encode()))


def test_a_feed_that_is_broken_is_read_as_far_as_it_goes() -> None:
    found = entries(rss("<item><title>a & b</title></item>"))
    assert found[0].title == "a & b"
    assert "the feed is no well-formed XML; what could be made out was read" in str(found[0].warnings)


ENTITY = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_of_xml_are_refused(encoding: str) -> None:
    text = rss("<item><title>&b;&c;</title></item>").replace("<rss", f"{ENTITY}<rss").replace('"1.0"?', f'"1.0" encoding="{encoding}"?')
    with pytest.raises(
        LoadError, match=r"a\.rss: declares XML entities, which can blow up or reach for other files; remove the declarations"
    ):
        entries(text.encode(encoding))


@pytest.mark.parametrize("text", ["[" * 100_000, "<rss", rss(""), "<feed>" * 1_000, "<opml><x/></opml>"], ids=range(5))
def test_what_is_no_feed_says_so(text: str) -> None:
    with pytest.raises(LoadError, match=r"a\.rss: is (no RSS or Atom feed, or a broken one|a feed without entries)"):
        entries(text)


def test_a_feed_nested_without_end_ends_soon() -> None:
    assert len(entries('<rss version="2.0"><channel>' + "<item>" * 1_000)) <= 1_000


def test_names_of_characters_in_a_title_are_characters_also_twice_over() -> None:
    (entry,) = entries(rss("<item><title>Caf&amp;eacute; &amp;amp; more, a &amp; b</title></item>", head="<link>https://a.example</link>"))
    assert (entry.title, entry.text) == ("Café & more, a & b", "Café & more, a & b")


def test_the_date_of_dublin_core_is_that_of_publication_in_rss() -> None:
    item = '<item><title>x</title><dc:date xmlns:dc="http://purl.org/dc/elements/1.1/">2031-03-04T10:00:00+01:00</dc:date></item>'
    (entry,) = entries(rss(item))
    assert (entry.published, entry.warnings) == ("2031-03-04", ())


@pytest.mark.parametrize(
    ("inside", "authors"),
    [
        ("", ("Ines Kral",)),
        ("<author><name>Mira Feld</name></author>", ("Mira Feld",)),
        ("<source><title>Gazette</title><author><name>Jon Vale</name></author></source>", ("Jon Vale",)),
        ("<source><title>Gazette</title></source>", ()),
    ],
)
def test_an_entry_of_atom_is_by_who_wrote_its_feed(inside: str, authors: tuple[str, ...]) -> None:
    entry = f"<entry><title>t</title><id>1</id>{inside}<content>words</content></entry>"
    about = "<title>Quay</title><author><name>Ines Kral</name></author>"
    (document,) = entries(f'<feed xmlns="http://www.w3.org/2005/Atom">{about}{entry}</feed>')
    assert document.authors == authors


def test_an_entry_of_rss_is_not_by_its_editor() -> None:
    (document,) = entries(rss("<item><title>t</title><description>w</description></item>", "<managingEditor>Ines Kral</managingEditor>"))
    assert document.authors == ()
