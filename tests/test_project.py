"""The files around the code keep their word: what the documents say exists, what is locked fits, what Docker gets is safe."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import cli

ROOT = Path(cli.__file__).parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())
DOCUMENTS = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", *sorted((ROOT / "docs").rglob("*.md"))]
COMMANDS: dict[str, Any] = typer.main.get_command(cli.app).commands  # type: ignore[attr-defined]
PAGE_OF_COMMANDS = (ROOT / "docs" / "cli.md").read_text()
OLDEST = "3.11"
"""The oldest Python that the project runs on."""
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


# Documents -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_in_documents_lead_somewhere(document: Path) -> None:
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", document.read_text())]
    local = [link for link in links if link and not link.startswith(("https://", "http://"))]
    assert [link for link in local if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_documents_name_only_commands_that_exist(document: Path) -> None:
    # the lines that a person may copy: fenced blocks, and code within a line
    text = document.read_text()
    code = "\n".join(block or inline for block, inline in re.findall(r"`{3}sh\n(.*?)`{3}|`([^`\n]+)`", text, re.DOTALL))
    assert set(re.findall(r"\bmake ([a-z]+)\b", code)) <= targets()
    assert set(re.findall(r"\bredstring ([a-z]+)\b", code)) <= set(COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_documented(name: str) -> None:
    assert f"`redstring {name}" in PAGE_OF_COMMANDS
    for parameter in COMMANDS[name].params:
        for written in parameter.opts if parameter.param_type_name == "option" else [parameter.metavar.rstrip(".")]:
            assert f"`{written}" in PAGE_OF_COMMANDS or f" {written}" in PAGE_OF_COMMANDS, f"{name}: {written}"


def test_documented_options_exist() -> None:
    known = {option for command in COMMANDS.values() for parameter in command.params for option in parameter.opts} | {"--debug", "--help"}
    assert set(re.findall(r"`(--[a-z-]+)", PAGE_OF_COMMANDS)) <= known


def test_changelog_keeps_its_form() -> None:
    lines = [line for line in (ROOT / "CHANGELOG.md").read_text().splitlines() if line.strip()]
    assert lines[0] == "# Changelog"
    assert "## Unreleased" in lines
    sections = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
    allowed = re.compile(rf"## (Unreleased|\d+\.\d+\.\d+ - \d{{4}}-\d\d-\d\d)|### ({'|'.join(sections)})|- \S.*|  \S.*")
    assert [line for line in lines[2:] if not allowed.fullmatch(line)] == []


def test_licence_is_the_one_that_is_declared() -> None:
    text = (ROOT / "LICENSE").read_text()
    assert PROJECT["project"]["license"] == "Apache-2.0"
    assert "Apache License" in text
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text


# Dependencies ----------------------------------------------------------------------------------------------------------------


def locked(name: str, python: str = OLDEST) -> dict[str, Version]:
    """What one lock file pins for a version of Python; each pin must have a hash, else pip would refuse the file."""
    pins: dict[str, Version] = {}
    for block in re.split(r"\n(?=\S)", (ROOT / "requirements" / f"{name}.txt").read_text()):
        if found := re.match(r"([A-Za-z0-9._-]+)==([^\s;\\]+)(?: ; ([^\\\n]+))?", block):
            assert "--hash=sha256:" in block, f"{found[1]} has no hash"
            if found[3] is None or Marker(found[3]).evaluate(environment(python)):
                pins[canonicalize_name(found[1])] = Version(found[2])
    return pins


def environment(python: str) -> dict[str, str]:
    return {"python_version": python, "python_full_version": f"{python}.0"}


def asked(name: str, python: str = OLDEST) -> Iterator[Requirement]:
    groups = PROJECT["dependency-groups"]
    wanted = {
        "run": PROJECT["project"]["dependencies"],
        "dev": [*PROJECT["project"]["dependencies"], *groups["dev"]],
        "bench": [*PROJECT["project"]["dependencies"], *groups["dev"], *groups["bench"]],
        "build": PROJECT["build-system"]["requires"],
        "followthemoney": groups["followthemoney"],
    }
    for each in map(Requirement, wanted[name]):
        if each.marker is None or "python_version" not in str(each.marker) or each.marker.evaluate(environment(python)):
            yield each


@pytest.mark.parametrize("python", [OLDEST, "3.14"])
@pytest.mark.parametrize("name", ["run", "dev", "bench", "build", "followthemoney"])
def test_locks_fit_what_the_project_asks_for(name: str, python: str) -> None:
    pins = locked(name, python)
    for requirement in asked(name, python):
        if requirement.name != "arcadedb":
            pin = pins.get(canonicalize_name(requirement.name))
            assert pin is not None, f"{requirement.name} is not in requirements/{name}.txt: make lock"
            assert requirement.specifier.contains(pin, prereleases=True), f"{requirement} but {pin} is locked: make lock"


def test_larger_locks_hold_the_smaller_ones() -> None:
    assert locked("run").items() <= locked("dev").items() <= locked("bench").items()


def needed(name: str, extras: frozenset[str]) -> Iterator[Requirement]:
    """What an installed package asks for here, with these extras."""
    for each in map(Requirement, distribution(name).requires or ()):
        if each.marker is None or any(each.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield each


@pytest.mark.parametrize("name", ["run", "dev"])
def test_a_lock_holds_all_that_its_packages_ask_for_as_pip_does_not_look(name: str) -> None:
    pins = locked(name, f"{sys.version_info.major}.{sys.version_info.minor}")
    waiting = [(package, frozenset[str]()) for package in pins]
    seen = set(waiting)
    while waiting:
        package, extras = waiting.pop()
        try:
            asks = list(needed(package, extras))
        except PackageNotFoundError:
            continue  # for another system
        for each in asks:
            found = (canonicalize_name(each.name), frozenset(map(canonicalize_name, each.extras)))
            assert found[0] in pins, f"{package} asks for {each}, which is not in requirements/{name}.txt: make lock"
            assert each.specifier.contains(pins[found[0]], prereleases=True), f"{package} asks for {each}, locked is {pins[found[0]]}"
            if found not in seen:
                seen.add(found)
                waiting.append(found)
    assert ("lxml", frozenset({"html-clean"})) in seen


def test_the_engine_is_asked_for_by_the_range_of_the_project() -> None:
    written = (ROOT / "requirements" / "engine.txt").read_text().splitlines()
    lines = [Requirement(line) for line in written if not line.startswith("#")]
    assert lines == [requirement for requirement in asked("run") if requirement.name == "arcadedb"]
    assert all("arcadedb" not in locked(name) for name in ("run", "dev", "bench"))


def test_every_package_is_part_of_the_distribution() -> None:
    tops = ("cli", "graph", "loaders", "ui")
    found = {".".join(path.parent.relative_to(ROOT).parts) for top in tops for path in (ROOT / top).rglob("__init__.py")}
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == found


# Make ------------------------------------------------------------------------------------------------------------------------


def test_make_explains_its_targets() -> None:
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert all(f"make {target} " in told for target in ("run", "test", "check", "bench", "up", "lock", "clean"))


def test_make_says_at_which_step_it_is_and_installs_what_is_locked_alone(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    (tmp_path / "pyproject.toml").touch()
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "$@" >> pip.log\n')
    python.chmod(0o755)
    script = tmp_path / "requirements" / "install.sh"
    script.write_text(f'echo "$1" >> counted.log\n{script.read_text()}')
    ended = subprocess.run(["make", ".venv/run.stamp"], cwd=tmp_path, capture_output=True, text=True, check=True)
    locked = [(ROOT / "requirements" / name).read_text() for name in ("build.txt", "run.txt")]
    number = sum(len(re.findall(r"^[A-Za-z0-9].*==", text, re.MULTILINE)) for text in locked)
    steps = [line.strip() for line in ended.stdout.splitlines() if " of 3: " in line]
    assert [step[:7] for step in steps] == ["1 of 3:", "2 of 3:", "3 of 3:"]
    assert f" {number} libraries " in steps[0]
    # whoever counts them on the way is told the same number
    counted = (tmp_path / "counted.log").read_text().split()
    assert counted == [str(number), "1"]
    hashed = [line for line in (tmp_path / "pip.log").read_text().splitlines() if "--require-hashes" in line]
    assert hashed
    assert all("--no-deps" in line for line in hashed)
    for line in (tmp_path / "pip.log").read_text().splitlines():
        # a real pip reads the whole line before it shows its help, and refuses an option that stands where it knows none
        told = subprocess.run([sys.executable, *line.split(), "--help"], cwd=ROOT, capture_output=True, text=True)
        assert told.returncode == 0, told.stderr


def install(folder: Path, pip: str, every: str = "1") -> subprocess.CompletedProcess[str]:
    """`requirements/install.sh` with a script in the place of pip."""
    (folder / "pip").write_text(f"#!/bin/sh\n{pip}\n")
    line = ["sh", str(ROOT / "requirements" / "install.sh"), "40", "sh", str(folder / "pip")]
    own = {"PATH": os.environ["PATH"], "EVERY": every, "REDSTRING_PIP_LOG": str(folder / "pip.log")}
    return subprocess.run(line, cwd=folder, env=own, capture_output=True, text=True, timeout=20)


def test_an_installation_that_takes_long_says_how_far_it_is(tmp_path: Path) -> None:
    pip = "echo Collecting alder==1; echo Collecting birch-leaf==2 '(from x)'; sleep 2.5; echo Installing collected packages; sleep 2"
    ended = install(tmp_path, pip)
    told = [line.strip() for line in ended.stdout.splitlines()]
    assert (ended.returncode, told[0]) == (0, "1 s: fetched 2 of 40, at birch-leaf")
    assert any(line.endswith("s: unpacking what was fetched") for line in told)
    quick = install(tmp_path, "echo Collecting alder==1", "10")
    assert (quick.returncode, quick.stdout, quick.stderr) == (0, "", "")


def test_an_installation_that_fails_fails_with_what_pip_said(tmp_path: Path) -> None:
    ended = install(tmp_path, "echo Collecting alder==1; echo no room left >&2; exit 3")
    assert ended.returncode == 3
    assert "no room left" in ended.stderr
    assert "pip ended with 3; the last that it said:\nCollecting alder==1" in ended.stderr


def test_make_says_what_is_missing_when_no_python_is_new_enough(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "bin").mkdir()
    for tool in ("sh", "rm", "cat"):
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool) or tool)
    make = shutil.which("make") or "make"
    ended = subprocess.run([make, ".venv/bin/python"], cwd=tmp_path, env={"PATH": str(tmp_path / "bin")}, capture_output=True, text=True)
    assert ended.returncode == 2
    assert "Redstring needs Python 3.11 or later and found none" in ended.stderr


def test_make_secret_makes_a_password_that_others_cannot_reach(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)
    subprocess.run(["make", "secret"], cwd=tmp_path, capture_output=True, check=True)
    made = tmp_path / "secrets" / "neo4j_auth"
    assert re.fullmatch(r"neo4j/[A-Za-z0-9_-]{32}\n", made.read_text())
    assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700
    before = made.read_text()
    subprocess.run(["make", "secret"], cwd=tmp_path, capture_output=True, check=True)
    assert made.read_text() == before


# Docker ----------------------------------------------------------------------------------------------------------------------


def test_compose_file_fits_the_schema_of_the_compose_specification() -> None:
    checker = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"]
    ended = subprocess.run(checker, cwd=ROOT, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_compose_publishes_on_this_machine_only() -> None:
    published = [port for service in COMPOSE["services"].values() for port in service["ports"]]
    assert len(published) == 3
    assert all(port.startswith("127.0.0.1:") for port in published)


def test_compose_takes_the_password_from_a_file_that_is_not_in_git() -> None:
    (secret,) = COMPOSE["secrets"].values()
    assert subprocess.run(["git", "check-ignore", "--quiet", secret["file"]], cwd=ROOT).returncode == 0
    for service in COMPOSE["services"].values():
        assert service["secrets"] == list(COMPOSE["secrets"])
        assert not [name for name in service["environment"] if "PASSWORD" in name or name == "NEO4J_AUTH"]


def test_compose_waits_for_a_healthy_server_and_keeps_its_data() -> None:
    services = COMPOSE["services"]
    assert services["app"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert services["neo4j"]["healthcheck"]["test"]
    assert services["neo4j"]["volumes"][0].split(":")[0] in COMPOSE["volumes"]


def test_image_runs_without_root_and_says_how_it_is() -> None:
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    words = [line.split()[0] for line in lines if line[:1].isupper()]
    assert words.index("USER") < words.index("ENTRYPOINT")
    assert "HEALTHCHECK" in words
    assert next(line for line in lines if line.startswith("USER")) != "USER root"


def test_image_gets_everything_that_the_app_needs_and_nothing_secret() -> None:
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    modules = {f"{name}.py" for name in PROJECT["tool"]["setuptools"]["py-modules"]}
    packages = {name.split(".")[0] for name in PROJECT["tool"]["setuptools"]["packages"]}
    assert modules | packages | {"data", "requirements", "pyproject.toml", ".streamlit", "docker"} <= allowed
    assert not {".git", ".redstring", "secrets"} & allowed


@pytest.mark.parametrize(("secret", "told"), [("neo4j/pass/word\n", "neo4j pass/word"), (None, "none none")])
def test_entry_script_hands_on_user_and_password(tmp_path: Path, secret: str | None, told: str) -> None:
    environment = {"PATH": os.environ["PATH"]}
    if secret is not None:
        (tmp_path / "auth").write_text(secret)
        environment["REDSTRING_AUTH_PATH"] = str(tmp_path / "auth")
    show = 'echo "${REDSTRING_USER:-none} ${REDSTRING_PASSWORD:-none}"'
    ended = subprocess.run([ROOT / "docker" / "entry.sh", "sh", "-c", show], env=environment, capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == told


# What the browser gets ---------------------------------------------------------------------------------------------------------


def test_no_file_loads_code_or_style_from_elsewhere() -> None:
    suffixes = {".py", ".js", ".css", ".html", ".j2", ".toml", ".yml"}
    places = [ROOT / "app.py", *(path for top in ("ui", "graph", ".streamlit") for path in (ROOT / top).rglob("*"))]
    fetched = re.compile(
        r"""(src|href)\s*=\s*["']https?://|url\(\s*["']?https?://|(import|from)\s*\(?["']https?://|fetch\(\s*["']https?://"""
    )
    files = [path for path in places if path.suffix in suffixes and path.is_file() and "node_modules" not in path.parts]
    assert len(files) > 20
    assert [str(path) for path in files if fetched.search(path.read_text(encoding="utf-8"))] == []
