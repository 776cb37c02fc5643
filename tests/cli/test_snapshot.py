"""`redstring snapshot` and `redstring verify`: one file made, checked, and every wrong one told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from tests.cli.commands import command, small_case, typed


def test_a_snapshot_is_made_and_verified(loaded: str, tmp_path: Path) -> None:
    out = tmp_path / "core.html"
    ended = command("snapshot", out, "--title", "The core", "--store", loaded)
    assert ended.returncode == 0
    assert "fingerprint" in ended.stderr
    checked = command("verify", out, "--json")
    found = json.loads(checked.stdout)
    assert checked.returncode == 0
    assert found["unchanged"] is True
    assert found["signature"] == "none"
    assert found["fingerprint"][:16] in ended.stderr


def test_html_and_json_have_one_fingerprint(loaded: str, tmp_path: Path) -> None:
    said = [
        typed("snapshot", tmp_path / name, "--store", loaded).stderr.split("fingerprint ")[1] for name in ("a.html", "a.redstring.json")
    ]
    assert said[0] == said[1]
    assert json.loads((tmp_path / "a.redstring.json").read_text())["about"]["title"] == "The reported defection of Dong Jingwei"


def test_a_changed_file_is_told_with_its_part(loaded: str, tmp_path: Path) -> None:
    out = tmp_path / "core.html"
    typed("snapshot", out, "--store", loaded)
    out.write_text(out.read_text().replace("contested", "confirmed", 1))
    ended = typed("verify", out)
    assert ended.returncode == 1
    assert "page      CHANGED" in ended.stdout
    assert "content   unchanged" in ended.stdout


def test_a_file_that_is_no_snapshot_is_an_error_in_one_line(tmp_path: Path) -> None:
    other = tmp_path / "other.html"
    other.write_text("<p>hello</p>")
    ended = typed("verify", other)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "no snapshot of Redstring" in ended.stderr
    assert typed("verify", tmp_path / "none.html").returncode == 1


def test_another_ending_is_refused_and_nothing_written(loaded: str, tmp_path: Path) -> None:
    ended = typed("snapshot", tmp_path / "core.gif", "--store", loaded)
    assert ended.returncode == 1
    assert "none of .html, .json, .svg, .png, .pdf" in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_pictures_and_a_report_tell_the_fingerprint_of_the_file(loaded: str, tmp_path: Path) -> None:
    first = {".html": b"<!doctype html>", ".svg": b"<svg ", ".png": b"\x89PNG", ".pdf": b"%PDF-"}
    said = set()
    for ending, begins in first.items():
        ended = typed("snapshot", tmp_path / f"core{ending}", "--theme", "dark", "--store", loaded)
        assert (tmp_path / f"core{ending}").read_bytes().startswith(begins)
        said.add(ended.stderr.split("fingerprint ")[1])
    assert len(said) == 1


@pytest.mark.parametrize(("words", "said"), [(("--seed", "person:nobody"), "Nothing goes by"), (("--case", "other"), "there is no case")])
def test_what_is_not_there_is_told(loaded: str, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    ended = typed("snapshot", tmp_path / "core.html", *words, "--store", loaded)
    assert ended.returncode == 1
    assert said in ended.stderr


def test_of_several_cases_one_has_to_be_chosen(tmp_path: Path) -> None:
    store = f"embedded:{tmp_path / 'store'}"
    for name in ("one", "two"):
        typed("load", small_case(tmp_path / name, change=("id: small", f"id: {name}")), "--store", store)
    ended = typed("snapshot", tmp_path / "a.html", "--store", store)
    assert ended.returncode == 1
    assert "choose one with --case: one, two" in ended.stderr
    assert typed("snapshot", tmp_path / "a.html", "--case", "two", "--store", store).returncode == 0


def test_two_snapshots_are_compared(loaded: str, tmp_path: Path) -> None:
    early, late = tmp_path / "early.html", tmp_path / "late.redstring.json"
    typed("snapshot", early, "--as-of", "2021-06-17", "--store", loaded)
    typed("snapshot", late, "--store", loaded)
    ended = typed("diff", early, late)
    assert ended.returncode == 0
    assert "Statuses that differ" in ended.stdout
    assert "Dong Jingwei defected to United States: rumour → contested" in ended.stdout or "→ contested" in ended.stdout
    found = json.loads(typed("diff", early, late, "--json").stdout)
    assert found["equal"] is False
    assert any(each["statement"] == "s01-defected" and each["after"] == "contested" for each in found["statuses"])


def test_a_snapshot_is_compared_with_the_store(loaded: str, tmp_path: Path) -> None:
    out = tmp_path / "core.html"
    typed("snapshot", out, "--store", loaded)
    assert "Nothing differs." in typed("diff", out, "--store", loaded).stdout


def test_what_has_changed_in_a_store_since_is_told(tmp_path: Path) -> None:
    out, store = tmp_path / "small.html", f"embedded:{tmp_path / 'store'}"
    typed("load", small_case(tmp_path / "first"), "--store", store)
    typed("snapshot", out, "--seed", "person:ann", "--store", store)
    assert "Nothing differs." in typed("verify", out, "--against", store).stdout
    more = "      - {id: c2, source: src:page, chain: [outlet:paper], stance: denies}\n"
    typed("load", small_case(tmp_path / "second", change=("chain: [outlet:paper]}\n", "chain: [outlet:paper]}\n" + more)), "--store", store)
    ended = typed("verify", out, "--against", store)
    assert ended.returncode == 0
    assert "Ann visited United States: single-source → contested" in ended.stdout
    assert "The Paper denies: Ann visited United States (A page)" in ended.stdout
    found = json.loads(typed("verify", out, "--against", store, "--json").stdout)
    assert found["unchanged"] is True
    assert found["since"]["lists"]["claims"]["added"] == ["c2"]


def test_a_snapshot_is_signed_and_its_signer_checked(loaded: str, tmp_path: Path) -> None:
    key, public, out = tmp_path / "key.pem", tmp_path / "public.pem", tmp_path / "core.html"
    made = Ed25519PrivateKey.generate()
    key.write_bytes(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    public.write_bytes(made.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    assert typed("snapshot", out, "--sign", key, "--store", loaded).returncode == 0
    assert "signed by the key that was given" in typed("verify", out, "--public-key", public).stdout
    assert json.loads(typed("verify", out, "--json").stdout)["signature"] == "valid"
    public.write_bytes(Ed25519PrivateKey.generate().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    ended = typed("verify", out, "--public-key", public)
    assert ended.returncode == 1
    assert "SIGNATURE IS WRONG" in ended.stdout
    assert "is as it was made, but its signature is wrong, or of another key." in ended.stdout


def test_persons_under_other_names(loaded: str, tmp_path: Path) -> None:
    out = tmp_path / "masked.redstring.json"
    chosen = ("--anonymise", "Dong Jingwei", "--anonymise", "person:han-lianchao", "--withhold", "Xinhua")
    ended = typed("snapshot", out, *chosen, "--neighbours", "--store", loaded)
    assert ended.returncode == 0
    assert "stands for Dong Jingwei in" in ended.stderr
    text = out.read_text("utf-8").casefold()
    for name in ("jingwei", "董经纬", "lianchao", "xinhua"):
        assert name not in text
    assert json.loads(text)["about"]["anonymised"] == 2


def test_whoever_is_not_in_it_cannot_be_put_under_another_name(loaded: str, tmp_path: Path) -> None:
    ended = typed("snapshot", tmp_path / "a.html", "--anonymise", "Dong Jingwai", "--store", loaded)
    assert (ended.returncode, list(tmp_path.iterdir())) == (1, [])
    assert "there is Dong Jingwei (person:dong-jingwei)" in ended.stderr
    assert typed("snapshot", tmp_path / "a.html", "--withhold", "x", "--store", loaded).returncode == 2


def test_other_names_are_not_compared_with_a_store(loaded: str, tmp_path: Path) -> None:
    out = tmp_path / "masked.html"
    typed("snapshot", out, "--anonymise", "person:dong-jingwei", "--store", loaded)
    ended = typed("diff", out, "--store", loaded)
    assert ended.returncode == 1
    assert "cannot be compared with a store" in ended.stderr


def test_neighbours_go_along_and_what_is_drawn_stays_where_it_is(loaded: str, tmp_path: Path) -> None:
    views = []
    for name, more in (("a.json", ()), ("b.json", ("--neighbours",))):
        typed("snapshot", tmp_path / name, *more, "--seed", "person:robert-hanssen", "--store", loaded)
        views.append(json.loads((tmp_path / name).read_text("utf-8"))["view"]["positions"])
    assert len(views[1]) > len(views[0])
    assert views[1] | views[0] == views[1]


def test_what_wider_sources_add_to_the_core_is_told(loaded: str, tmp_path: Path) -> None:
    core, both = tmp_path / "core.html", tmp_path / "both.html"
    assert typed("snapshot", core, "--tier", "core", "--store", loaded).returncode == 0
    assert typed("snapshot", both, "--tier", "wide", "--tier", "core", "--store", loaded).returncode == 0
    assert "only core sources count" in core.read_text("utf-8")
    assert "only core and wide sources count" in both.read_text("utf-8")
    told = json.loads(typed("diff", core, both, "--json").stdout)
    assert told["lists"]["claims"]["added"]
    assert not told["lists"]["claims"]["removed"]
    # the same view of the same tier, as the store has it now
    assert "Nothing differs" in typed("diff", core, "--store", loaded).stdout
    wrong = typed("snapshot", tmp_path / "x.html", "--tier", "cor", "--store", loaded)
    assert (wrong.returncode, "'cor' is none of core, wide, background" in wrong.stderr) == (2, True)


@pytest.mark.parametrize("name", ["none/core.html", "none/core.pdf"])
def test_a_folder_that_is_not_there_is_told_by_the_name_that_was_given(loaded: str, tmp_path: Path, name: str) -> None:
    ended = typed("snapshot", tmp_path / name, "--store", loaded)
    assert ended.returncode == 1
    assert f"{tmp_path / name}: No such file or directory" in ended.stderr


@pytest.mark.parametrize("command", [("snapshot",), ("export", "gexf")])
def test_steps_around_nothing_are_refused(loaded: str, tmp_path: Path, command: tuple[str, ...]) -> None:
    ended = typed(*command, tmp_path / "a.html", "--hops", "2", "--store", loaded)
    assert ended.returncode == 2
    assert "--hops: it goes with --seed" in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_date_is_told_with_dates_that_are_taken(loaded: str, tmp_path: Path) -> None:
    ended = typed("snapshot", tmp_path / "a.html", "--as-of", "25.06.2021", "--store", loaded)
    assert ended.returncode == 2
    assert "write it like 2021-06-17, 2021-06 or 2021 (" in ended.stderr


def test_the_content_alone_is_told_by_its_fingerprint(loaded: str, tmp_path: Path) -> None:
    out = tmp_path / "core.redstring.json"
    made = typed("snapshot", out, "--store", loaded).stderr.split("fingerprint ")[1].strip()
    ended = typed("verify", out)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "is the content alone" in ended.stderr
    assert made in ended.stderr


def test_two_dates_are_told_before_what_differs_by_them(loaded: str, tmp_path: Path) -> None:
    now, early = tmp_path / "now.html", tmp_path / "early.html"
    typed("snapshot", now, "--store", loaded)
    typed("snapshot", early, "--as-of", "2021-06-20", "--store", loaded)
    title, line, *_ = typed("diff", now, early).stdout.splitlines()
    assert title == "As of two dates (1)"
    assert "all that was known → 2021-06-20" in line
    assert "two dates" not in typed("diff", early, "--store", loaded).stdout
