"""The app served by this process: Streamlit's server first, the store and all that the page needs while a browser loads Streamlit's script.

Streamlit is imported only when it is to serve, so that the command line may import this.
"""

from __future__ import annotations

import _thread
import contextlib
import gc
import http.client
import importlib
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import RedstringError
from ui import page_addresses
from ui.opening import Opening, Told

if TYPE_CHECKING:
    from graph.store import GraphStore

APP = Path(__file__).parent.parent / "app.py"
SECONDS_TO_START, SECONDS_TO_END = 60.0, 5.0
SWITCH = 0.0005
"""Seconds that a thread computes before another that waits gets its turn."""
SETTINGS = {
    "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
    "STREAMLIT_SERVER_HEADLESS": "true",
    "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
    "STREAMLIT_LOGGER_HIDE_WELCOME_MESSAGE": "true",
    # else the traceback of a fault in a page would be drawn in colours that a log does not have
    "STREAMLIT_LOGGER_ENABLE_RICH": "false",
    "STREAMLIT_LOGGER_LEVEL": "error",
}
OPENING: dict[str, Opening] = {}
"""What the command opens, by the store's address, for the app to use."""


class ServeError(RedstringError):
    """The app could not be served."""


def need_free(port: int) -> None:
    """Raise ServeError, naming the way out, if the port cannot be listened on."""
    with socket.socket() as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            other = port + 1 if port < 65535 else 8501
            ways = f"redstring run --port {other}, or make run PORT={other}"
            raise ServeError(f"port {port} cannot be used ({error.strerror}); choose another: {ways}") from error


def ends_like_ctrl_c() -> None:
    """Make SIGTERM and a closed terminal end this process as Ctrl+C does: in good order."""
    for name in ("SIGTERM", "SIGHUP"):
        if number := getattr(signal, name, None):
            # whatever Ctrl+C means then: Streamlit takes it over once it serves
            signal.signal(number, lambda _number, _frame: signal.raise_signal(signal.SIGINT))


def serve(port: int, address: str, opened: Callable[[Told], GraphStore], ready: Callable[[], None]) -> None:
    """Serve the app at this port until the process is told to end; `ready` is called when it answers.

    `opened` opens the store of this address, in a thread of its own once the app answers: a browser takes as long to load Streamlit's
    script. Raises ServeError, and whatever `opened` raises.
    """
    # what is imported stays: going through it again and again while more comes costs a tenth of the start
    gc.disable()
    # else the thread that serves waits five thousandths of a second for any that computes, at every message of the browser
    sys.setswitchinterval(SWITCH)
    for name, value in {**SETTINGS, **os.environ, "STREAMLIT_SERVER_PORT": str(port), "REDSTRING_STORE": address}.items():
        os.environ[name] = value
    ended = threading.Event()
    opening = OPENING[address] = Opening(opened, failed=_thread.interrupt_main)
    threading.Thread(target=_when_it_answers, args=(port, ready, opening, ended), daemon=True).start()
    try:
        from streamlit.web import cli

        _spare()
        _address_pages()
        # what Streamlit says of itself, that it stops for example, is said by the command
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
            cli.main(["run", str(APP)], prog_name="streamlit", standalone_mode=False)
    except SystemExit as error:
        raise ServeError(f"the app could not be served at port {port}; the reason is above") from error
    except KeyboardInterrupt:
        # pressed before there was a server to end
        pass
    finally:
        ended.set()
        _insist()
        opening.end()
    opening.check()


def _spare() -> None:
    """Leave out what takes Streamlit half a second at every start and comes to nothing here. Both go by its inner names."""
    with contextlib.suppress(ImportError):
        from streamlit import delta_generator
        from streamlit.components.v2 import manifest_scanner

        # whether this is a console is not in doubt: it goes through all modules to find out
        delta_generator._use_warning_has_been_displayed = True
        # our components come from here: it looks for others in every package that is installed
        manifest_scanner.scan_component_manifests = lambda *_, **__: []


def _address_pages() -> None:
    """Tell the browser at each page's address where the server is. By one of Streamlit's inner names; left out without it."""
    with contextlib.suppress(ImportError, AttributeError):
        from streamlit.web.server.starlette import starlette_app

        starlette_app.create_streamlit_static_assets_routes = page_addresses.before(starlette_app.create_streamlit_static_assets_routes)


def _insist() -> None:
    """End this process soon even if a session's last query goes on."""
    timer = threading.Timer(SECONDS_TO_END, os._exit, (0,))
    timer.daemon = True
    timer.start()


def _when_it_answers(port: int, ready: Callable[[], None], opening: Opening, ended: threading.Event) -> None:
    last = time.monotonic() + SECONDS_TO_START
    try:
        while time.monotonic() < last and not ended.is_set():
            if _answers(port):
                ready()
                opening.start()
                importlib.import_module("ui.pages.explore")
                return
            ended.wait(0.02)
    finally:
        gc.freeze()
        gc.enable()


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False  # not listening yet
    finally:
        connection.close()
