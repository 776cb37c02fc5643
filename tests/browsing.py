"""A real browser and a real server for tests of what a person does. Import the fixtures into a conftest: `from tests.browsing import …`.

Every page made here fails its test on a request to any other host and on any error of a script.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, ViewportSize, expect, sync_playwright

ROOT = Path(__file__).parent.parent
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--font-render-hinting=none"]
SHARED = "--process-per-site"
"""Pages of one server share the process that has read Streamlit's script, see `_keep_process`."""
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The first draws what the others do, without a window to draw it in, in five sixths of the time."""
START_WITHIN = 40.0
HEALTH = "/_stcore/health"
QUIET = "() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"
"""Whether the script of a page of Streamlit has come to its end: what it draws anew closes a list that was open."""
# a page that answers is seen at once; this is how long a busy machine may take
expect.set_options(timeout=15_000)

Opener = Callable[..., Page]


def chromium_path() -> str | None:
    """Where a Chromium is on this machine, or None."""
    named = os.environ.get("CHROMIUM")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    path = chromium_path()
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no Chromium found: install one, or name it in CHROMIUM")
    started = playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS, SHARED])
    yield started
    started.close()


@pytest.fixture(scope="session")
def context_for(browser: Browser) -> Iterator[Callable[[str, str], BrowserContext]]:
    """A context of each look, kept for all tests: it knows Streamlit's script, which a new one takes longer to read than most tests."""
    kept: dict[tuple[str, str], BrowserContext] = {}

    def of(scheme: str, motion: str) -> BrowserContext:
        if (scheme, motion) not in kept:
            kept[scheme, motion] = browser.new_context(color_scheme=scheme, reduced_motion=motion)  # type: ignore[arg-type]
        return kept[scheme, motion]

    yield of
    for context in kept.values():
        context.close()


@pytest.fixture
def open_page(context_for: Callable[[str, str], BrowserContext]) -> Iterator[Opener]:
    """Opens an address in a page of its own: `open_page(address, width=1280, height=800, scheme="light", motion="no-preference")`.

    Nothing that the page keeps in the browser is there for the next one.
    """
    pages: list[Page] = []
    foreign: list[str] = []
    errors: list[str] = []

    def opened(address: str, *, width: int = 1280, height: int = 800, scheme: str = "light", motion: str = "no-preference") -> Page:
        context = context_for(scheme, motion)
        _keep_process(context, address)
        page = context.new_page()
        pages.append(page)
        page.set_viewport_size(ViewportSize(width=width, height=height))
        host = urlsplit(address).netloc

        def seen(url: str) -> None:
            parts = urlsplit(url)
            if parts.scheme not in ("data", "blob", "about") and parts.netloc != host:
                foreign.append(url)

        page.on("request", lambda request: seen(request.url))
        page.on("websocket", lambda socket: seen(socket.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        return page

    yield opened
    for page in pages:
        if not page.is_closed():
            page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
            page.close()
        page.context.clear_cookies()
    assert not foreign, f"requests to other hosts: {foreign}"
    assert not errors, f"errors of scripts: {errors}"


def _keep_process(context: BrowserContext, address: str) -> None:
    """Have an empty page of this server stay open in the context: with it stays the process, and what that has compiled of the script."""
    parts = urlsplit(address)
    if parts.scheme != "http" or any(urlsplit(page.url).netloc == parts.netloc for page in context.pages):
        return
    for page in context.pages:
        if page.url.endswith(HEALTH):
            page.close()
    context.new_page().goto(f"http://{parts.netloc}{HEALTH}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def served(script: Path, **environment: str) -> AbstractContextManager[str]:
    """A Streamlit server of its own for a script, as its address; it is gone afterwards."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port), "--server.address", "127.0.0.1"]
    command += ["--server.headless", "true", "--server.fileWatcherType", "none", "--browser.gatherUsageStats", "false"]
    return _running(command, port, environment)


def served_by_the_command(**environment: str) -> AbstractContextManager[str]:
    """As `served`, of the app by `redstring run`."""
    port = free_port()
    command = [sys.executable, "-c", "import cli, sys; sys.exit(cli.main())", "run", "--port", str(port)]
    return _running(command, port, environment)


@contextmanager
def _running(command: list[str], port: int, environment: dict[str, str]) -> Iterator[str]:
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **environment, "PYTHONPATH": paths},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(process, address)
        yield address
    finally:
        process.terminate()
        try:
            process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def _wait_for(process: subprocess.Popen[str], address: str) -> None:
    until = time.monotonic() + START_WITHIN
    while True:
        try:
            with urllib.request.urlopen(f"{address}{HEALTH}", timeout=2):
                return
        except OSError as error:
            if process.poll() is not None:
                raise RuntimeError(f"the server ended: {process.stderr.read() if process.stderr else ''}") from error
            if time.monotonic() > until:
                raise TimeoutError(f"no answer from {address} within {START_WITHIN} s") from error
            time.sleep(0.05)
