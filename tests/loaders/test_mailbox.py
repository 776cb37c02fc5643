"""Mailboxes: every mail a document of its own, under a name that holds; hostile and broken ones end soon and in words."""

from __future__ import annotations

import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import LoadError
from loaders import documents
from loaders.archives import ArchiveLimits
from loaders.documents.again import read_again
from loaders.inputs import Input, given, inputs, unpacked
from loaders.kinds import MAIL_MOST
from loaders.problems import Problems
from loaders.readings import readings

LINE = "From - Tue Mar  4 23:30:00 2031\n"
Opened = Callable[..., tuple[list[Input], list[str]]]


def mail(number: int, words: str = "", head: str = "") -> str:
    return f"Message-ID: <{number}@quay.example>\nFrom: Ines Kral <kral@quay.example>\nSubject: Mail {number}\n{head}\n{words or number}\n"


def box(*mails: str, line: str = LINE) -> str:
    return "".join(f"{line}{each}\n" for each in mails)


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """The mails of a mailbox, and what is told of it, without the place of the test."""

    def of(data: str | bytes, name: str = "Inbox", **bounds: object) -> tuple[list[Input], list[str]]:
        (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
        problems = Problems()
        found = list(inputs([tmp_path / name], problems, **bounds))  # type: ignore[arg-type]
        told = [*problems.wrong(), *problems.doubtful()]
        return found, [str(each).replace(f"{tmp_path.as_posix()}/", "") for each in told]

    return of


def names(found: list[Input]) -> list[str]:
    return [each.name.rpartition("/")[2] for each in found]


TAKEOUT = "From 1827364554637281@xxx Tue Mar 04 23:30:00 +0000 2031\n"


@pytest.mark.parametrize("line", [LINE, TAKEOUT, "From kral@quay.example Tue Mar  4 23:30:00 2031\n", "From \n", "From -\n"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CR LF"])
@pytest.mark.parametrize("name", ["Inbox", "All mail Including Spam and Trash.mbox"])
def test_each_mail_is_a_document_by_its_message_id(opened: Opened, line: str, end: str, name: str) -> None:
    found, told = opened(box(mail(1), mail(2), mail(3), line=line).replace("\n", end), name)
    assert (names(found), told) == (["1@quay.example.eml", "2@quay.example.eml", "3@quay.example.eml"], [])
    read = [documents.read(each) for each in found]
    assert [(each.title, each.text[-1:], each.identity) for each in read] == [
        (f"Mail {number}", "\n", f"{number}@quay.example") for number in (1, 2, 3)
    ]
    assert all(each.size == len(each.read()) for each in found)


def test_a_mail_is_the_same_document_wherever_it_stands_and_whatever_a_program_notes_of_it(opened: Opened) -> None:
    noted = "X-Mozilla-Status: 0001\nX-Mozilla-Keys: important\n  later\nStatus: RO\nX-Gmail-Labels: =?utf-8?q?x?=,\n y\n"
    before, _ = opened(box(mail(1), mail(2)))
    known = {each.name: each.read() for each in before}
    after, _ = opened(box(mail(0), mail(2), mail(1, head=noted)))
    assert {each.name: each.read() for each in after if each.name in known} == known


def test_a_mail_without_a_number_is_known_by_what_it_says(opened: Opened) -> None:
    plain = [mail(number).partition("\n")[2] for number in (1, 2)]
    before, _ = opened(box(*plain))
    after, _ = opened(box(mail(3), *reversed(plain)))
    assert sorted(names(before)) == sorted(names(after[1:])) and len(set(names(before))) == 2
    assert all(name.startswith("without-id-") and name.endswith(".eml") for name in names(before))


def test_a_number_that_is_empty_is_none_and_one_below_its_field_is_one(opened: Opened) -> None:
    empty = [mail(number).replace(f"<{number}@quay.example>", "") for number in (1, 2)]
    found, told = opened(box(*empty, mail(3).replace(": <3", ":\n <3")))
    assert told == [] and len(set(names(found))) == 3
    assert names(found)[2] == "3@quay.example.eml"


def test_lines_that_were_quoted_are_as_they_were_written(opened: Opened) -> None:
    (one, _), told = opened(box(mail(1, "Words.\n\n>From the quay it is far.\n>>From here too.\n> From a reply"), mail(2)))
    assert one.read().decode().partition("\n\n")[2] == "Words.\n\nFrom the quay it is far.\n>From here too.\n> From a reply\n"
    assert told == []


@pytest.mark.parametrize(
    "words",
    [
        "From here it is far.",
        "From Monday at 12:30 until the end of 2031\nNote: nobody knows.",
        "From\n\nFrom \nhere",
        "From Ines, 18:40, 3 March 2031\nSubject matter: none",
        "From - Tue Mar  4 23:30:00 2031\n\nSubject: below a gap",
    ],
)
def test_words_that_begin_so_part_nothing(opened: Opened, words: str) -> None:
    found, told = opened(box(mail(1, f"Words.\n\n{words}"), mail(2)))
    assert (len(found), told) == (2, [])
    assert words.splitlines()[0] in found[0].read().decode()


def test_a_mail_that_is_broken_is_refused_by_its_number_and_the_others_come(opened: Opened) -> None:
    nested = mail(2, head="Content-Type: multipart/mixed; boundary=b\n" + "X: y\nContent-Type: message/rfc822\n\n" * 200)
    zero = mail(3, "many words\0here")
    found, told = opened(box(mail(1), nested, zero, mail(4)))
    assert told == []
    read = list(readings(found, trees=False))
    assert [each.document is not None for each in read] == [True, False, False, True]
    assert str(read[1].problems[0]).endswith("is a mail of more than 100 nested parts, which is not opened (mail 2 of the mailbox)")
    assert str(read[2].problems[0]).endswith("this is no text file, or it is damaged (mail 3 of the mailbox)")


def test_a_mail_that_is_too_large_is_refused_by_its_number(opened: Opened) -> None:
    found, told = opened(box(mail(1), mail(2, "x" * MAIL_MOST), mail(3)))
    assert names(found) == ["1@quay.example.eml", "3@quay.example.eml"]
    assert told == ["Inbox: mail 2 is larger than 40,000,000 bytes, and was not read"]


def test_mails_that_stand_twice_or_were_deleted_are_told_once(opened: Opened) -> None:
    gone = mail(3, head="X-Mozilla-Status: 0009\n")
    found, told = opened(box(mail(1), mail(1), mail(2), mail(2, "other words"), gone))
    assert [each.read().decode()[-2:-1] for each in found] == ["1", "2", "3"]
    assert told == [
        "Inbox: 2 mails stand in it a second time, or have the Message-ID of another; the first of each was read",
        "Inbox: 1 mail was deleted in Thunderbird and still stands in the file; what is there was read",
    ]


@pytest.mark.parametrize(
    ("limits", "said"), [(ArchiveLimits(members=2), "more than 2 mails"), (ArchiveLimits(unpacked=300), "more than 300 bytes")]
)
def test_a_mailbox_that_holds_too_much_is_cut(opened: Opened, limits: ArchiveLimits, said: str) -> None:
    found, told = opened(box(*map(mail, range(6))), archives=limits)
    assert len(found) == 2
    assert told == [f"Inbox: holds {said}; the rest was not read: move a part into another mailbox"]


@pytest.mark.parametrize("data", ["", "words\n", "From the quay", "From a@x\n", LINE, LINE + "\n\n"])
def test_what_holds_no_mail_is_no_mailbox(opened: Opened, data: str) -> None:
    found, told = opened(data, "a.mbox")
    assert found == []
    assert told == ["a.mbox: is no mailbox: no line that begins with From and parts mails is in it, with a mail below"]


@pytest.mark.parametrize("told", ["../../etc/passwd", "a/b\\c", ".hidden", "x" * 3_000, "\u202eevil", "a b", "%2e%2e"])
def test_a_number_leads_nowhere(opened: Opened, told: str) -> None:
    (one,), problems = opened(box(mail(1).replace("1@quay.example", told)))
    name = one.name.rpartition("Inbox/")[2]
    assert problems == [] and "/" not in name and not name.startswith(".") and len(name) < 120 and name.isprintable()
    assert one.kind is not None and one.kind.name == "mail"
    assert "1" in documents.read(one).text


@pytest.mark.parametrize("kept", [8_000_000, 10], ids=["in memory", "on the disk"])
def test_a_mailbox_in_an_archive_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: int) -> None:
    monkeypatch.setattr("loaders.laid_out._IN_MEMORY", kept)
    with zipfile.ZipFile(tmp_path / "takeout.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Takeout/Mail/All.mbox", box(*map(mail, range(9))))
        archive.writestr("Takeout/note.txt", "words")
    problems = Problems()
    found = list(inputs([tmp_path / "takeout.zip"], problems))
    at = f"{tmp_path.as_posix()}/takeout.zip/Takeout"
    assert [each.name for each in found] == [*(f"{at}/Mail/All.mbox/{number}@quay.example.eml" for number in range(9)), f"{at}/note.txt"]
    assert [each.read().decode() for each in reversed(found[:-1])] == [mail(number) for number in reversed(range(9))]
    document = documents.read(found[3])
    assert read_again(document.name, document.sha256) == document


def test_a_mailbox_in_a_broken_archive_is_refused_in_words(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "takeout.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("All.mbox", "".join(box(mail(number, f"{number * number:x}" * 99)) for number in range(900)))
    data = bytearray((tmp_path / "takeout.zip").read_bytes())
    data[len(data) // 2] ^= 255
    (tmp_path / "takeout.zip").write_bytes(data)
    problems = Problems()
    assert list(inputs([tmp_path / "takeout.zip"], problems)) == []
    assert [each.message.partition(":")[0] for each in problems.wrong()] == ["cannot be unpacked"]


def test_a_mailbox_is_no_one_document() -> None:
    with pytest.raises(LoadError, match=r"Inbox: is a mailbox of several mails \(mbox\), which is no document"):
        documents.read(given("Inbox", box(mail(1)).encode()))


def test_a_mailbox_that_was_dropped_on_a_page_is_opened_from_its_bytes() -> None:
    (one, two) = unpacked(given("Inbox", box(mail(1), mail(2)).encode()), Problems())
    assert (one.name, two.read().decode()) == ("Inbox/1@quay.example.eml", mail(2))


def test_what_thunderbird_keeps_beside_mailboxes_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "Inbox").write_text(box(mail(1)))
    for empty in ("Inbox.msf", "Trash", "Trash.msf", "msgFilterRules.dat"):
        (tmp_path / empty).write_bytes(b"")
    problems = Problems()
    found = list(inputs([tmp_path], problems))
    assert (names(found), problems.wrong(), problems.doubtful()) == (["1@quay.example.eml"], [], [])


def test_a_mail_of_a_mailbox_is_found_again_without_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "Inbox").write_text(box(*map(mail, range(50))))
    found = [documents.read(each) for each in inputs([tmp_path / "Inbox"], Problems())]
    read = list[str]()
    monkeypatch.setattr(Input, "read", lambda one, whole=Input.read: [read.append(one.name), whole(one)][1])
    assert read_again(found[31].name, found[31].sha256) == found[31]
    assert set(read) == {found[31].name}


def test_a_large_mailbox_stands_in_memory_by_its_mails_alone(tmp_path: Path) -> None:
    path = tmp_path / "Inbox"
    with path.open("w") as file:
        for number in range(300):
            file.write(box(mail(number, "word " * 50_000)))
    tracemalloc.start()
    try:
        assert sum(1 for _ in inputs([path], Problems())) == 300
        assert tracemalloc.get_traced_memory()[1] < 12_000_000 < path.stat().st_size / 6
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "piece",
    ["\nFrom ", "\nFrom \n", "\nFrom \nA: b\n", LINE, LINE + "\n", "x" * 5_000 + "\n", "\0", ">From \n", "\n\r", LINE + "To: a\n"],
    ids=range(10),
)
def test_hostile_mailboxes_end_soon(opened: Opened, piece: str) -> None:
    began = time.perf_counter()
    opened(LINE + mail(1) + piece * (4_000_000 // len(piece)))
    assert time.perf_counter() - began < 20
