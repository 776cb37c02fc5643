"""What came attached to mails: documents of their own, named below the mail, known by their bytes; the rest named or counted."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from graph.errors import LoadError
from graph.model import Source, Voice
from loaders import documents
from loaders.attachments import DEEPEST
from loaders.documents import Document
from loaders.documents.again import read_again
from loaders.inputs import Input, inputs
from loaders.problems import Problems
from loaders.readings import readings

Mail = Callable[..., EmailMessage]
Taken = Callable[..., tuple[dict[str, Input], list[str]]]
NOTE = b"Notice 31\n\nThe quay stays shut.\n"


@pytest.fixture
def mail() -> Mail:
    """A mail, with files by their names and contents."""

    def made(files: dict[str, bytes] | None = None, subject: str = "Papers", number: str = "1@quay.example") -> EmailMessage:
        message = EmailMessage()
        message["From"], message["Subject"] = "Ines Kral <kral@quay.example>", subject
        message["Date"], message["Message-ID"] = "Tue, 04 Mar 2031 09:00:00 +0100", f"<{number}>"
        message.set_content("See below.")
        for name, data in (files or {}).items():
            message.add_attachment(data, "application", "octet-stream", filename=name)
        return message

    return made


@pytest.fixture
def taken(tmp_path: Path) -> Taken:
    """What comes of mails in a folder, by name from there, and what is told meanwhile."""

    def take(*mails: EmailMessage | bytes) -> tuple[dict[str, Input], list[str]]:
        for number, each in enumerate(mails, 1):
            (tmp_path / f"{number}.eml").write_bytes(each if isinstance(each, bytes) else each.as_bytes())
        problems, at = Problems(), f"{tmp_path.as_posix()}/"
        found = {each.name.removeprefix(at): each for each in inputs([tmp_path], problems)}
        return found, [str(each).replace(at, "") for each in [*problems.wrong(), *problems.doubtful()]]

    return take


def read(one: Input) -> Document:
    return documents.read(one)


def test_what_is_a_document_comes_behind_its_mail(taken: Taken, mail: Mail, samples: Path) -> None:
    names = ("report.pdf", "statement.docx", "article.html", "wire.txt", "blog.md")
    found, told = taken(mail({name: (samples / name).read_bytes() for name in names}))
    assert list(found) == ["1.eml", *(f"1.eml/{name}" for name in names)]
    assert told == []
    for name in names:
        assert found[f"1.eml/{name}"].read() == (samples / name).read_bytes()
        assert read(found[f"1.eml/{name}"]).text == documents.read(next(inputs([samples / name], Problems()))).text
    assert read(found["1.eml"]).attachments == names


def test_its_source_says_by_which_mail_it_came_and_not_that_the_sender_published_it(taken: Taken, mail: Mail) -> None:
    found, _ = taken(mail({"note.txt": NOTE}))
    source = documents.record(read(found["1.eml/note.txt"]), "c")
    assert source.note == "came attached to the mail 'Papers' from Ines Kral, 2031-03-04"
    assert source.publisher.startswith("unnamed:publisher-") and source.published is None


def test_a_mail_cites_what_came_with_it(taken: Taken, mail: Mail) -> None:
    found, _ = taken(mail({"note.txt": NOTE, "sum.xlsx": b"PK"}))
    own = documents.record(read(found["1.eml/note.txt"]), "c")
    records = list(documents.records(read(found["1.eml"]), "c"))
    sources = {each.key: each for each in records if isinstance(each, Source)}
    assert [(each.to, each.how) for each in documents.record(read(found["1.eml"]), "c").cites] == [(own.key, "links")]
    assert (sources[own.key].seen, sources[own.key].title, sources[own.key].publisher) == ("no", "note.txt", own.publisher)
    assert {each.publisher for each in sources.values()} == {each.key for each in records if isinstance(each, Voice)}


def test_the_same_bytes_are_the_same_source_whichever_mail_brought_them(taken: Taken, mail: Mail) -> None:
    found, _ = taken(mail({"note.txt": NOTE}), mail({"note.txt": NOTE}, number="2@quay.example"))
    assert read(found["1.eml/note.txt"]).identity == read(found["2.eml/note.txt"]).identity


def test_a_page_that_came_attached_does_not_take_the_place_of_the_one_at_its_address(taken: Taken, mail: Mail, samples: Path) -> None:
    found, _ = taken(mail({"article.html": (samples / "article.html").read_bytes()}))
    page = read(found["1.eml/article.html"])
    assert page.address and page.identity != page.address


def test_a_mail_within_a_mail_is_one_of_its_own_with_what_came_with_it(taken: Taken, mail: Mail) -> None:
    inner = mail({"note.txt": NOTE}, "Deeper", "2@quay.example")
    outer = mail()
    outer.add_attachment(inner)
    outer.add_attachment(inner.as_bytes(), "application", "octet-stream", filename="kept.eml")
    found, told = taken(outer)
    deeper = ["1.eml/forwarded.eml", "1.eml/forwarded.eml/note.txt", "1.eml/kept.eml", "1.eml/kept.eml/note.txt"]
    assert (list(found), told) == (["1.eml", *deeper], [])
    document = read(found["1.eml/forwarded.eml"])
    assert (document.title, document.publisher, document.identity) == ("Deeper", "Ines Kral", "2@quay.example")
    assert "Deeper" not in read(found["1.eml"]).text
    assert documents.record(read(found["1.eml"]), "c").cites[0].to == documents.record(document, "c").key
    assert read(found["1.eml/forwarded.eml/note.txt"]).came == "came attached to the mail 'Deeper' from Ines Kral, 2031-03-04"


def test_what_is_no_document_is_named_by_its_mail(taken: Taken, mail: Mail) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "a")
    files = {"papers.zip": packed.getvalue(), "sum.csv": b"a,b\n1,2\n", "a.bin": b"\0\1", "none.txt": b""}
    found, told = taken(mail(files))
    assert (list(found), told) == (["1.eml"], [])
    assert read(found["1.eml"]).warnings[0].message == (
        "attachments that are no documents are not read: papers.zip, sum.csv, a.bin, none.txt; save and load them by themselves"
    )


def test_pictures_signatures_and_invitations_are_counted_once_for_all_mails(taken: Taken, mail: Mail) -> None:
    mails = []
    for number in range(3):
        one = mail(number=f"{number}@quay.example")
        one.add_attachment(b"\x89PNG", "image", "png", filename="logo.png", cid="<logo>", disposition="inline")
        one.add_attachment("BEGIN:VCALENDAR", "calendar")
        one.add_attachment(b"x", "application", "pgp-signature")
        one.add_attachment(b"x", "application", "ms-tnef", filename="winmail.dat")
        mails.append(one)
    found, told = taken(*mails)
    assert told == ["in mails, 3 pictures, 3 invitations, 3 signatures, 3 winmail.dat, which Outlook alone reads, were passed over"]
    assert all(read(each).warnings == () for each in found.values()) and len(found) == 3


SIGNED = b"""From: Ines Kral <kral@quay.example>
Subject: Signed
Content-Type: multipart/signed; boundary=s

--s
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: multipart/alternative; boundary=a

--a
Content-Type: text/plain

plain words
--a
Content-Type: multipart/related; boundary=r

--r
Content-Type: text/html

<p>other words</p>
--r
Content-Type: image/png
Content-ID: <logo>

x
--r--
--a--
--m
Content-Type: text/plain; charset=iso-8859-1; name="=?iso-8859-1?Q?Z=FCrich.txt?="
Content-Disposition: attachment
Content-Transfer-Encoding: quoted-printable

In Z=FCrich.
--m--
--s
Content-Type: application/pgp-signature

x
--s--
"""


def test_parts_are_found_wherever_they_stand_and_other_forms_of_the_words_are_none(taken: Taken) -> None:
    found, told = taken(SIGNED)
    assert list(found) == ["1.eml", "1.eml/Zürich.txt"]
    assert told == ["in mails, 1 picture, 1 signature were passed over"]
    assert (read(found["1.eml/Zürich.txt"]).text, read(found["1.eml"]).warnings) == ("In Zürich.", ())


def test_words_behind_a_picture_are_a_document_of_their_own(taken: Taken) -> None:
    parts = "--b\nContent-Type: text/plain\n\nFirst.\n--b\nContent-Type: image/png; name=a.png\nContent-Disposition: inline\n\nx\n"
    rest = "--b\nContent-Type: text/plain; charset=iso-8859-1\n\nThe café is sold.\n--b--\n"
    about = "From: a@quay.example\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n"
    found, _ = taken((about + parts + rest).encode("iso-8859-1"))
    assert list(found) == ["1.eml", "1.eml/part 2.txt"]
    assert read(found["1.eml/part 2.txt"]).text == "The café is sold."


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("/etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\ines\\note.txt", "note.txt"),
        ("..", "part 1.txt"),
        ("note", "note"),
        ("~$note.txt", "note.txt"),
        ("a\tb.txt", "a b.txt"),
        ("x" * 500 + ".txt", "x" * 116 + ".txt"),
        ("a\u202etxt.exe.txt", "a\\u202etxt.exe.txt"),
    ],
)
def test_names_lead_nowhere(taken: Taken, mail: Mail, given: str, name: str) -> None:
    one = mail()
    one.add_attachment(NOTE.decode(), "plain", filename=given)
    found, told = taken(one)
    assert [each for each in found if each != "1.eml"] == [f"1.eml/{name}"]
    assert told == []


def test_two_of_one_name_are_told_apart(taken: Taken, mail: Mail) -> None:
    one = mail({"note.txt": NOTE})
    one.add_attachment(b"Other words.", "application", "octet-stream", filename="note.txt")
    found, _ = taken(one)
    assert list(found) == ["1.eml", "1.eml/note.txt", "1.eml/note (2).txt"]
    assert read(found["1.eml/note (2).txt"]).text == "Other words."


def test_mails_within_mails_end_at_a_depth(taken: Taken, mail: Mail) -> None:
    one = mail({"note.txt": NOTE}, number="0@quay.example")
    for number in range(1, DEEPEST + 3):
        around = mail(number=f"{number}@quay.example")
        around.add_attachment(one.as_bytes(), "application", "octet-stream", filename="m.eml")
        one = around
    found, told = taken(one)
    assert list(found) == ["/".join(["1.eml", *["m.eml"] * depth]) for depth in range(DEEPEST + 1)]
    assert told == [f"1.eml{'/m.eml' * DEEPEST}: is a mail within 5 others; what came attached to it is not opened"]


@pytest.mark.parametrize(
    "data",
    [
        b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\n" * 400_000,
        b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\nContent-Type: message/rfc822\n\nSubject: y\n\nz\n" * 90,
        b"Subject: x\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n!!!",
        b"Subject: x\nContent-Type: multipart/mixed\n\n--b\n",
        b"Subject: x\nContent-Type: application/pdf; name*0*=utf-8''%ff; name*1=x\nContent-Transfer-Encoding: x\n\n\xff",
        b"Subject: x\nContent-Type: image/png; boundary=" + b"b" * 100_000 + b"\n\nx",
        b"Subject: x\nContent-Disposition: attachment; filename=" + b"(" * 50_000 + b"\n\nx",
        b"Subject: x\nContent-Type: message/external-body; access-type=URL; URL=http://127.0.0.1/\n\nContent-Type: text/plain\n\n",
        b"Subject: x\nContent-Type: message/delivery-status\n\nA: b\n\nC: d\n",
        b"Content-Type: " + b"multipart/mixed; boundary=b; " * 5_000 + b"\n\n--b\n--b--",
    ],
    ids=range(10),
)
def test_hostile_mails_end_soon_and_in_words(taken: Taken, data: bytes) -> None:
    began = time.perf_counter()
    found, _ = taken(data)
    for each in found.values():
        try:
            read(each)
        except LoadError as error:
            assert str(error)
    assert time.perf_counter() - began < 5


def test_other_processes_read_what_came_attached_as_this_one_does(tmp_path: Path, mail: Mail) -> None:
    mails = [mail({"note.txt": NOTE + b"%d" % number}, number=f"{number}@quay.example").as_bytes() for number in range(7)]
    (tmp_path / "Inbox").write_bytes(b"".join(b"From \n" + each + b"\n" for each in mails))
    given = list(inputs([tmp_path / "Inbox"], Problems()))
    alone, several = ([each.document for each in readings(given, trees=False, processes=many)] for many in (1, 2))
    assert len(alone) == 14 and several == alone


def test_what_came_attached_is_found_again(tmp_path: Path, mail: Mail) -> None:
    inner = mail({"note.txt": NOTE}, number="2@quay.example")
    outer = mail({"#1.txt": NOTE})
    outer.add_attachment(inner)
    (tmp_path / "Inbox").write_bytes(b"From \n" + outer.as_bytes() + b"\nFrom \n" + mail(number="3@quay.example").as_bytes())
    found = [read(each) for each in inputs([tmp_path / "Inbox"], Problems())]
    assert len(found) == 5
    assert [read_again(each.name, each.sha256) for each in found] == found
