"""Asking: a server on this machine plays Wikidata, well and badly."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from graph.errors import LoadError
from loaders.address import FetchLimits
from loaders.retry import waiting
from loaders.wikidata.kept import Kept
from loaders.wikidata.service import Service, agent
from tests.loaders.wikidata.conftest import item
from tests.loopback import Answer, Asked, Loopback, endless, is_here, large, sent

ONE, TWO = "Q9900000001", "Q9900000002"
Made = Callable[..., tuple[Service, Loopback, list[float]]]


def answer(asked: Asked) -> Answer:
    """As Wikidata answers."""
    parts = urlsplit(asked.path)
    if parts.path == "/w/api.php":
        ids = parse_qs(parts.query)["ids"][0].split("|")
        found = {each: {"type": "item", "id": each, "labels": {"en": {"value": f"Name of {each}"}}} for each in ids[:-1]}
        return sent(json.dumps({"entities": {**found, ids[-1]: {"id": ids[-1], "missing": True}}}))
    number = parts.path.rpartition("/")[2].removesuffix(".json")
    return sent(json.dumps({"entities": {number: item(id_=number)}}))


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    """A service that asks a server of this machine, that server, and the seconds that were waited."""
    with ExitStack() as stack:

        def make(answers: Callable[[Asked], Answer] = answer, **limits: float) -> tuple[Service, Loopback, list[float]]:
            server = stack.enter_context(Loopback(answers).served())
            waited: list[float] = []
            bounds = FetchLimits(**{"bytes": 200_000, "seconds": 5.0, "redirects": 3, **limits})  # type: ignore[arg-type]
            kept = Kept(tmp_path / "kept")
            return Service(server.address, kept, bounds, allowed=is_here, wait=waited.append), server, waited

        yield make


def in_turn(*answers: Answer) -> Callable[[Asked], Answer]:
    """One answer after the other, the last one again and again."""
    left = list(answers)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


def test_items_come_one_at_a_time_and_are_not_asked_for_again(made: Made) -> None:
    service, server, _ = made()
    paths = list(service.items([ONE, TWO, ONE]))
    assert [json.loads(path.read_text())["entities"].keys() for path in paths] == [{ONE}, {TWO}]
    assert list(service.items([ONE, TWO])) == paths
    assert [each.path for each in server.asked] == [f"/wiki/Special:EntityData/{each}.json" for each in (ONE, TWO)]
    assert server.together == 1


def test_who_asks_is_told(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDSTRING_CONTACT", "ann@example.org\r\nX-Evil: 1")
    service, server, _ = made()
    list(service.items([ONE]))
    assert server.asked[0].headers["user-agent"] == agent()
    assert agent().startswith("Redstring/") and "ann@example.org" in agent() and "\n" not in agent()
    assert "cookie" not in server.asked[0].headers


def test_names_come_fifty_together_and_those_that_are_not_there_are_left_out(made: Made) -> None:
    service, server, _ = made()
    wanted = [f"Q{9900000100 + number}" for number in range(120)]
    found = list(service.names(wanted))
    assert len(server.asked) == 3 and len(found) == 117
    assert next(iter(json.loads(found[0].read_text())["entities"].values())) == {
        "type": "item", "id": wanted[0], "labels": {"en": {"value": f"Name of {wanted[0]}"}},
    }  # fmt: skip


@pytest.mark.parametrize(("header", "waited"), [("7", [7.0]), ("", [5.0]), ("soon", [5.0])])
def test_it_waits_as_long_as_it_is_told(made: Made, header: str, waited: list[float]) -> None:
    busy = sent("", 429, Retry_After=header) if header else sent("", 429)
    service, _, seconds = made(in_turn(busy, sent(json.dumps({"entities": {ONE: item(id_=ONE)}}))))
    assert len(list(service.items([ONE]))) == 1
    assert seconds == waited


def test_a_day_with_its_time_is_waited_for_too() -> None:
    at = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    assert 85 < waiting(at, 1) <= 90
    assert waiting("Wed, 01 Jan 2020 00:00:00 GMT", 1) == 0


@pytest.mark.parametrize(("answers", "message", "asked"), [
    (in_turn(sent("", 429, Retry_After="3600")), "answered 429 when asked for Q9900000001 and wants to be left alone for 3,600 s", 1),
    (in_turn(sent("", 503, Retry_After="1")), "answered 503", 4),
    (in_turn(sent("", 404)), "there is no item Q9900000001", 1),
    (in_turn(sent("", 403)), "answered 403 Forbidden when asked for Q9900000001", 1),
    (in_turn(sent("<html>")), "something else than its JSON", 1),
    (in_turn(sent("[" * 200_000)), "something else than its JSON", 1),
    (in_turn(sent('{"entities": []}')), "something else than its JSON", 1),
    (in_turn(sent('{"entities": {}}')), "something else than an item", 1),
    (in_turn(sent("", 302, Location="http://localhost:1/elsewhere")), "redirects to another host", 1),
    (in_turn(sent("", 302, Location="/again")), "redirects more than 3 times", 4),
    (in_turn(large), "holds more than 200,000 bytes", 1),
])  # fmt: skip
def test_a_server_that_does_not_answer_well_is_told_by_name(
    made: Made, answers: Callable[[Asked], Answer], message: str, asked: int
) -> None:
    service, server, _ = made(answers)
    with pytest.raises(LoadError, match=message):
        list(service.items([ONE]))
    assert len(server.asked) == asked
    assert not list(service.kept.place.glob("*")) if service.kept.place.exists() else True


def test_a_server_that_never_ends_is_left(made: Made) -> None:
    service, _, _ = made(in_turn(endless), seconds=0.5)
    with pytest.raises(LoadError, match="took longer than"):
        list(service.items([ONE]))


def test_a_redirect_within_the_host_is_followed(made: Made) -> None:
    there = f"/wiki/Special:EntityData/{TWO}.json"
    service, _, _ = made(lambda asked: sent("", 301, Location=there) if ONE in asked.path else answer(asked))
    (path,) = service.items([ONE])
    assert TWO in json.loads(path.read_text())["entities"]


def test_a_private_address_is_never_asked(tmp_path: Path) -> None:
    with Loopback(answer).served() as server:
        service = Service(server.address, Kept(tmp_path))
        with pytest.raises(LoadError, match="no address of the public network"):
            list(service.items([ONE]))
        assert not server.asked


def test_too_many_are_refused_before_anything_is_asked(made: Made) -> None:
    service, server, _ = made()
    with pytest.raises(LoadError, match="1,001 items are more than the 1,000"):
        list(service.items(f"Q{each}" for each in range(1, 1_002)))
    assert not server.asked


def test_what_is_kept_is_bounded_and_grows_old(tmp_path: Path) -> None:
    kept = Kept(tmp_path, days=1, most_files=3, most_bytes=1_000)
    for number in range(5):
        path = kept.put(f"{number}.json", b"x")
        os.utime(path, (time.time() - 100 + number, time.time() - 100 + number))
    assert sorted(each.name for each in tmp_path.iterdir()) == ["2.json", "3.json", "4.json"]
    kept.put("large.json", b"x" * 999)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["4.json", "large.json"]
    os.utime(tmp_path / "4.json", (1, 1))
    assert kept.get("4.json") is None
    assert kept.get("large.json") == tmp_path / "large.json"


def test_a_place_that_takes_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LoadError, match="REDSTRING_CACHE names another folder"):
        Kept(tmp_path / "file").put("a", b"")
