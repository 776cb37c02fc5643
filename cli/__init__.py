"""The `redstring` command: docs/cli.md describes every command and option.

JSON goes to standard output alone; progress, titles, warnings and errors to standard error. An error is one readable line and exit code 1,
wrong usage 2, Ctrl+C 130; `--debug` adds the traceback. Heavy modules are imported where they are used, so that `--help` is quick.
"""

# each module adds its commands to the command line, in the order of --help
from cli import serving, loading, asking, sharing, deciding, extracting, keeping  # noqa: F401, I001
from cli.loads import BUNDLED
from cli.options import app
from cli.outcomes import main, outcome

__all__ = ["BUNDLED", "app", "main", "outcome"]
