"""Addresses: what they may be, and that a password is never taken in one or shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import StoreAddressError
from graph.store import default_address, open_store
from graph.store.address import parse
from graph.store.endpoint import Endpoint, Login


def test_a_folder_is_made_absolute() -> None:
    address = parse("embedded:some/folder")
    assert address.folder == Path.cwd() / "some" / "folder"
    assert address.text == "embedded:some/folder"


@pytest.mark.parametrize("scheme", ["neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"])
def test_every_scheme_of_a_server_is_known_and_the_port_may_be_left_out(scheme: str) -> None:
    assert parse(f"{scheme}://graph.example").uri == f"{scheme}://graph.example:7687"


def test_a_database_may_follow_the_port() -> None:
    address = parse("neo4j://graph.example:7000/people")
    assert (address.uri, address.database, address.text) == (
        "neo4j://graph.example:7000",
        "people",
        "neo4j://graph.example:7000/people",
    )


def test_an_ipv6_host_keeps_its_brackets() -> None:
    assert parse("bolt://[::1]").uri == "bolt://[::1]:7687"


def test_user_and_password_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDSTRING_USER", "ada")
    monkeypatch.setenv("REDSTRING_PASSWORD", "s3cret")
    address = parse("neo4j://graph.example")
    assert (address.user, address.password) == ("ada", "s3cret")


def test_the_user_is_neo4j_when_nobody_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REDSTRING_USER", raising=False)
    assert parse("neo4j://graph.example").user == "neo4j"


@pytest.mark.parametrize(
    "uri",
    [
        "neo4j://ada:hush-hush@graph.example:7687",
        "bolt://ada:hush/hush-hush@graph.example",
        "bolt://hush-hush@graph.example",
        "neo4j://graph.example?password=hush-hush",
        "http://ada:hush-hush@graph.example",
    ],
)
def test_a_password_in_an_address_is_refused_and_not_repeated(uri: str) -> None:
    with pytest.raises(StoreAddressError) as refused:
        open_store(uri)
    assert "hush" not in str(refused.value)


@pytest.mark.parametrize(
    "uri", ["", "graph.example", "http://graph.example", "embedded:", "bolt://", "bolt://host:port", "bolt://host/a/b"]
)
def test_what_is_no_address_is_refused_with_an_example(uri: str) -> None:
    with pytest.raises(StoreAddressError, match=r"embedded:"):
        open_store(uri)


def test_the_default_is_the_environment_s_or_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REDSTRING_STORE", raising=False)
    assert default_address() == "embedded:.redstring/store"
    monkeypatch.setenv("REDSTRING_STORE", "bolt://graph.example")
    assert default_address() == "bolt://graph.example"


def test_no_representation_shows_a_password() -> None:
    login = Login("ada", "hush-hush")
    shown = repr(parse("bolt://graph.example", "ada", "hush-hush")) + repr(login) + repr(Endpoint("bolt://graph.example", login, login))
    assert "hush" not in shown
    assert "ada" in shown
