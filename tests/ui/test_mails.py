"""Mailboxes and what came attached, in a case: what is new comes in, nothing comes twice, and all of it can be taken out."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from graph.archive import checksum
from graph.load import unload
from graph.store import GraphStore
from loaders import attachments
from loaders.inputs import inputs
from loaders.mail_message import carried
from loaders.problems import Problems
from ui.dropped import sorted_out
from ui.importing import Importing

NOTE = b"Notice 31\n\nIda Holm met Ole Rask in Oslo on 3 May 2031, according to the Harbour Ministry.\n"


def mail(number: int, files: dict[str, bytes] | None = None) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "Ines Kral <kral@quay.example>", f"Mail {number}"
    message["Date"], message["Message-ID"] = "Tue, 04 Mar 2031 09:00:00 +0100", f"<{number}@quay.example>"
    message.set_content(f"Pavel Novak, head of the Harbour Agency, denied that Ida Holm had paid him {number} times.")
    for name, data in (files or {}).items():
        message.add_attachment(data, "application", "octet-stream", filename=name)
    if files:
        # else another one each time
        message.set_boundary("part")
    return message.as_bytes()


def box(*mails: bytes) -> bytes:
    return b"".join(b"From - Tue Mar  4 23:30:00 2031\n" + each + b"\n" for each in mails)


def bring(store: GraphStore, *paths: Path, dry: bool = False) -> dict[str, str]:
    """What became of each, by the end of its name."""
    given = tuple(inputs(paths, Problems()))
    return {one.name.rpartition("Inbox/")[2]: one.state for one in Importing(store, "small", trees=False, dry=dry).run(given)}


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    path = tmp_path / "Inbox"
    path.write_bytes(box(mail(1), mail(2, {"note.txt": NOTE})))
    return path


FIRST = ("1@quay.example.eml", "2@quay.example.eml", "2@quay.example.eml/note.txt")


def test_a_newer_mailbox_brings_its_new_mails_alone(store: GraphStore, inbox: Path) -> None:
    assert bring(store, inbox, dry=True) == dict.fromkeys(FIRST, "would load")
    assert bring(store, inbox) == dict.fromkeys(FIRST, "new")
    held = checksum(store)
    assert bring(store, inbox) == dict.fromkeys(FIRST, "unchanged")
    assert checksum(store) == held
    read = mail(1).replace(b"From: Ines", b"X-Mozilla-Status: 0001\nFrom: Ines")
    inbox.write_bytes(box(mail(3), mail(2, {"note.txt": NOTE}), read))
    assert bring(store, inbox) == {**dict.fromkeys(FIRST, "unchanged"), "3@quay.example.eml": "new"}


def test_what_came_attached_goes_and_comes_again_as_it_was(store: GraphStore, inbox: Path) -> None:
    bring(store, inbox)
    held = checksum(store)
    query = "MATCH (:Source {key: $key})-[:CITES]->(s:Source) RETURN s.title, s.seen, s.note"
    (key,) = store.read("MATCH (s:Source {title: 'Mail 2'}) RETURN s.key").rows[0]
    came = "came attached to the mail 'Mail 2' from Ines Kral, 2031-03-04"
    assert store.read(query, {"key": key}).rows == (("Notice 31", "full", came),)
    (name,) = store.read("MATCH (n:Import) WHERE n.path ENDS WITH 'note.txt' RETURN n.name").rows[0]
    unload(store, "small", name)
    assert [row[:2] for row in store.read(query, {"key": key}).rows] == [("note.txt", "no")]
    assert bring(store, inbox)["2@quay.example.eml/note.txt"] == "new"
    assert checksum(store) == held


def test_a_mail_that_was_loaded_without_them_gains_its_attachments(store: GraphStore, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(store, inbox)
    held = checksum(store)
    store.execute("MATCH (n) DETACH DELETE n")
    with monkeypatch.context() as earlier:
        # as it was before: named alone, and read in another way
        earlier.setattr(attachments, "of", lambda *_: iter(()))
        earlier.setattr(attachments, "listed", lambda message: [attachments.Attached("x") for _ in carried(message)])
        earlier.setattr("ui.importing.edition", lambda *_: "earlier")
        assert bring(store, inbox) == dict.fromkeys(FIRST[:2], "new")
    assert bring(store, inbox) == {FIRST[0]: "changed", FIRST[1]: "changed", FIRST[2]: "new"}
    assert checksum(store) == held


def test_the_same_file_in_several_mails_and_beside_them_is_one_source(store: GraphStore, inbox: Path) -> None:
    inbox.write_bytes(box(*(mail(number, {"note.txt": NOTE}) for number in (1, 2, 3))))
    found = list(Importing(store, "small", trees=False).run(tuple(inputs([inbox], Problems()))))
    copies = [one for one in found if one.same_as]
    assert len(copies) == 2 and {one.same_as for one in copies} == {f"{inbox}/1@quay.example.eml/note.txt"}
    cited = store.read("MATCH (m:Source)-[:CITES]->(s:Source {title: 'Notice 31'}) WHERE m.kind = 'email' RETURN count(m)").rows
    assert cited == ((3,),)


def test_mails_that_are_dropped_on_the_page_are_opened_too() -> None:
    found = sorted_out([("Inbox", box(mail(1), mail(2, {"note.txt": NOTE}))), ("a.eml", mail(4, {"other.txt": b"Other words."}))])
    assert [one.name for one in found.items] == [*(f"Inbox/{name}" for name in FIRST), "a.eml", "a.eml/other.txt"]
    assert found.refused == []


def test_a_packed_mailbox_is_opened_on_the_page_too() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("Mail/Inbox", box(mail(1), mail(2, {"note.txt": NOTE})))
    found = sorted_out([("takeout.zip", packed.getvalue())])
    assert [one.name for one in found.items] == [f"takeout.zip/Mail/Inbox/{name}" for name in FIRST]
    assert found.refused == []


def test_what_is_passed_over_is_told_once_on_the_page() -> None:
    card = {"who.vcf": b"BEGIN:VCARD"}
    mails = [mail(number, card).replace(b"application/octet-stream", b"text/vcard") for number in (1, 2)]
    found = sorted_out([("Inbox", box(*mails)), ("a.eml", mails[0])])
    assert [(one.name, one.state, one.problems[0].message) for one in found.refused] == [
        ("attached to mails", "left out", "in mails, 3 visiting cards were passed over")
    ]
