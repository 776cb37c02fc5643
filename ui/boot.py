"""The process that serves the app: Streamlit's server, with the app's modules read before the first browser asks for a page."""

from __future__ import annotations

import importlib
import os
import signal
import sys
import threading
from pathlib import Path

from streamlit.web import cli

APP = Path(__file__).parent.parent / "app.py"


def _end_with_owner() -> None:
    """End this process when the pipe on its standard input closes: its owner is gone then, however that came about."""
    # not through sys.stdin, whose lock Python would want at its end
    while os.read(0, 4096):
        continue
    os.kill(os.getpid(), signal.SIGTERM)


def _import_driver() -> None:
    """Import the store without pandas and pyarrow, which its driver reads wherever it finds them: half a second that only tables need."""
    hidden = [name for name in ("pandas", "pyarrow") if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]
    importlib.import_module("graph.store.store")
    for name in hidden:
        del sys.modules[name]


def main() -> None:
    """Serve until the process or its owner is ended. Settings come from the environment and .streamlit/config.toml."""
    threading.Thread(target=_end_with_owner, daemon=True).start()
    _import_driver()
    # the drawing and layout libraries take a second, in which Streamlit starts and a browser opens
    threading.Thread(target=importlib.import_module, args=("ui.pages.explore",), daemon=True).start()
    sys.argv = ["streamlit", "run", str(APP)]
    cli.main()


if __name__ == "__main__":
    main()
