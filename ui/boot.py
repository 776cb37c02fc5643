"""The process that serves the app: Streamlit's server, with the app's modules read before the first browser asks for a page."""

from __future__ import annotations

import importlib
import sys
import threading
from pathlib import Path

from streamlit.web import cli

APP = Path(__file__).parent.parent / "app.py"


def main() -> None:
    """Serve until the process is ended. Settings come from the environment and .streamlit/config.toml."""
    # the drawing and layout libraries take a second, in which Streamlit starts and a browser opens
    threading.Thread(target=importlib.import_module, args=("ui.pages.explore",), daemon=True).start()
    sys.argv = ["streamlit", "run", str(APP)]
    cli.main()


if __name__ == "__main__":
    main()
