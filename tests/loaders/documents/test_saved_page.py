"""Pages saved as one file: the page itself is read, whoever saved it; what is broken or hostile ends soon and in words."""

from __future__ import annotations

import time

import pytest

from graph.errors import LoadError

WORDS = "The quay stays shut until May, the harbour office wrote on Monday."
PAGE = f"<html><head><title>Quay shut</title></head><body><p>{WORDS}</p></body></html>"
PLACE = "https://quay.example/shut"


def part(html: str, head: str = "") -> str:
    return f"--b\nContent-Type: text/html\n{head}\n{html}\n"


def saved(*parts: str, head: str = "", more: str = "") -> str:
    about = f'MIME-Version: 1.0\n{head}Content-Type: multipart/related; type="text/html"; boundary="b"{more}\n'
    return f"{about}\nThis document is a Single File Web Page, also known as a Web Archive file.\n\n{''.join(parts)}--b--\n"


OTHER = PAGE.replace("quay", "boat")


@pytest.mark.parametrize(
    "data",
    [
        saved(part(OTHER, "Content-Location: https://ads.example/\n"), part(PAGE, f"Content-Location: {PLACE}\n"),
              head=f"Snapshot-Content-Location: {PLACE}\n"),
        saved(part(OTHER), part(PAGE, f"Content-ID: <p>\nContent-Location: {PLACE}\n"), more='; start="<p>"'),
        saved(part(PAGE), part(OTHER), head=f"Content-Location: {PLACE}\n"),
        f"From: \"Saved by Windows Internet Explorer 8\"\nContent-Location: {PLACE}\nContent-Type: text/html\n\n{PAGE}",
    ],
    ids=["Chrome", "start", "first", "one part"],
)  # fmt: skip
def test_the_page_is_read_from_its_address(read, data: str) -> None:
    document = read("page.mht", data)
    assert (document.kind, document.title, document.address, document.published) == ("mhtml", "Quay shut", PLACE, None)
    assert document.text == WORDS


def test_a_page_of_word_has_no_address_and_its_own_encoding(read) -> None:
    html = PAGE.replace("harbour", "Z=FCrich").replace('="', '=3D"')
    head = "Content-Location: file:///C:/3A1B/letter.htm\nContent-Transfer-Encoding: quoted-printable\n"
    data = saved(part(html, head).replace("text/html", 'text/html; charset="windows-1252"'))
    document = read("letter.mht", data)
    assert (document.address, document.retrieved) == ("", "")
    assert "the Zürich office wrote" in document.text


def test_the_day_of_saving_is_none_of_publication(read) -> None:
    document = read("page.mhtml", saved(part(PAGE), head="Date: Tue, 04 Mar 2031 09:00:00 +0100\n"))
    assert (document.published, document.retrieved) == (None, "2031-03-04")


def test_a_mail_that_outlook_saved_so_is_a_mail(read) -> None:
    head = "From: Ines Kral <kral@quay.example>\nTo: Jon Abel <abel@quay.example>\nSubject: Quay\nDate: Tue, 04 Mar 2031 09:00:00 +0100\n"
    document = read("Quay.mht", saved(part(PAGE), head=head))
    assert (document.source, document.publisher, document.published) == ("email", "Ines Kral", "2031-03-04")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("words", "is a saved page in which no page is found; save it again as an HTML file"),
        (saved(), "is a saved page in which no page is found"),
        (saved(part("")), "is a saved page in which no page is found"),
        (saved(part("<script>x()</script>")), "is a web page without words"),
        (saved(*[part(PAGE)] * 21_000), "is a saved page of more than 20,000 parts"),
        (saved(head="Content-Type: message/rfc822\n\n" * 5_000), "is a saved page of more than 100 nested parts"),
    ],
    ids=range(6),
)
def test_what_holds_no_page_is_refused(read, data: str, said: str) -> None:
    began = time.perf_counter()
    with pytest.raises(LoadError) as caught:
        read("page.mhtml", data)
    assert str(caught.value).startswith(f"page.mhtml: {said}")
    assert time.perf_counter() - began < 10
