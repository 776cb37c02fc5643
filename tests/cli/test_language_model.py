"""A language model on the command line: what is said before anything is sent, who agrees, and what comes of it in the store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders.language_model import sent
from tests.cli.commands import typed
from tests.loopback import Asked, Loopback
from tests.loopback import sent as answered

KEY = "sk-never-to-be-seen-41d7"
STORY = "Harbour Courier\n\nOrla Vance met the banker Ilir Prenga in Tarn, two officials told the Alder Post.\n"
FOUND = {
    "entities": [{"name": "Orla Vance", "kind": "person"}, {"name": "Tarn", "kind": "place"}],
    "relations": [
        {"subject": "Orla Vance", "predicate": "was_seen_in", "object": "Tarn", "quote": "Orla Vance met the banker Ilir Prenga in Tarn",
         "said_by": ["two officials"]},
        {"subject": "Orla Vance", "predicate": "robbed", "object": "Tarn", "quote": "she robbed the town"},
    ],
}  # fmt: skip


def answer(_: Asked) -> object:
    return answered(json.dumps({"choices": [{"message": {"content": json.dumps(FOUND)}}]}))


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback(answer).served() as found:  # type: ignore[arg-type]
        yield found


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, "utf-8")
    return path


def load(story: Path, tmp_path: Path, *words: str) -> tuple[int, str]:
    ran = typed("load", story, "--case", "port", "--rules", "--store", f"embedded:{tmp_path / 'store'}", *words)
    return ran.returncode, ran.stderr


def test_what_a_model_on_this_machine_finds_is_proposed(
    server: Loopback, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HARBOUR_KEY", KEY)
    model = ("--model", server.address, "--model-name", "small-9b", "--model-key-env", "HARBOUR_KEY")
    report = tmp_path / "report.json"
    code, said = load(story, tmp_path, *model, "--report", str(report))
    assert code == 0
    assert f"is to be sent {sent(STORY)} characters of 1 document: 127.0.0.1:{server.port} is on this machine" in said
    assert "added 0 entities and 1 relation; 1 that is not in the text, or not in form, was dropped" in said
    assert json.loads(report.read_text())[0]["dropped"] == 1
    query = "MATCH (c:Claim {by: 'model'}) RETURN c.extractor"
    told = typed("query", query, "--format", "json", "--store", f"embedded:{tmp_path / 'store'}").stdout
    assert json.loads(told)["rows"] == [[f"small-9b at 127.0.0.1:{server.port}"]]
    found = json.loads(typed("evidence", "--all", "--json", "--store", f"embedded:{tmp_path / 'store'}").stdout)
    assert {each["status"] for each in found.values()} == {"unsourced"}
    dump = tmp_path / "dump"
    typed("dump", dump, "--store", f"embedded:{tmp_path / 'store'}")
    assert KEY not in said and KEY not in report.read_text() and KEY.encode() not in dump.read_bytes()
    assert server.asked[0].headers["authorization"] == f"Bearer {KEY}"
    assert load(story, tmp_path, *model)[1].count("unchanged") > 0


def test_a_dry_run_sends_nothing_and_says_what_would_go(server: Loopback, story: Path, tmp_path: Path) -> None:
    code, said = load(story, tmp_path, "--model", server.address, "--model-name", "small-9b", "--dry-run")
    assert (code, server.asked) == (0, [])
    assert "A dry run sends nothing" in said


@pytest.mark.parametrize(("words", "message"), [
    (("--model", "https://models.example/v1", "--model-name", "m"), "Nothing was sent to models.example and nothing was loaded: nobody"),
    (("--model", "https://models.example/v1"), "--model goes with --model-name"),
    (("--model-name", "m"), "go with --model URL"),
    (("--model", "https://models.example", "--model-name", "m", "--model-key-env", "NO_SUCH_VARIABLE"), "NO_SUCH_VARIABLE holds no key"),
    (("--model", "ftp://models.example", "--model-name", "m"), "is no address of a language model"),
])  # fmt: skip
def test_without_what_it_needs_nothing_is_loaded(story: Path, tmp_path: Path, words: tuple[str, ...], message: str) -> None:
    code, said = load(story, tmp_path, *words)
    assert code == 1 and message in said
    assert "Traceback" not in said
    assert not (tmp_path / "store").exists()


def test_who_agreed_beforehand_is_told_where_it_goes_and_the_document_comes_in_without_an_answer(story: Path, tmp_path: Path) -> None:
    # this name leads nowhere, by its standard (RFC 6761)
    code, said = load(story, tmp_path, "--model", "http://models.invalid", "--model-name", "m", "--yes")
    assert code == 0
    assert "the text leaves this machine and goes to models.invalid, unencrypted (http)" in said
    assert "the language model at models.invalid gave no answer that can be read" in said
    assert "new: " in said
