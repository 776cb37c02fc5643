"""How a command line ends: every error is one readable line, and an exit code."""

from __future__ import annotations

import os
import sys
import traceback

import typer

from cli.options import app
from cli.stores import StoppedError
from graph.errors import LoadError, RedstringError
from ui import terminal
from ui.terminal import say

FAILED, WRONG_USAGE, INTERRUPTED = 1, 2, 130


def main() -> None:
    """The console script: run the command line and end the process with its exit code."""
    words = sys.argv[1:]
    options = words[: words.index("--")] if "--" in words else words
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    code = outcome([word for word in options if word != "--debug"] + words[len(options) :], debug="--debug" in options)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # the reader went away; nothing is left to say, and Python must not try once more at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.exit(code)


def outcome(arguments: list[str], *, debug: bool = False) -> int:
    """Run one command line; every error becomes a readable line on standard error and an exit code."""
    try:
        code: int = app(arguments, prog_name="redstring", standalone_mode=False) or 0
    except SystemExit:  # the reader of a pipe went away
        return FAILED
    except Exception as error:  # noqa: BLE001 - the last place where an error can become a readable line
        if debug:
            traceback.print_exception(error)
        return told(error)
    if code == INTERRUPTED:
        say("Stopped.")
    return code


def told(error: Exception) -> int:
    """Say what went wrong; return the exit code."""
    match error:
        case typer.TyperException():
            # without any argument the help was shown, and the error has no words
            if said := error.format_message():
                say(f"redstring: {said} (see redstring --help)", "red")
            return WRONG_USAGE
        case StoppedError():
            say(str(error))
            return INTERRUPTED
        case RedstringError():
            say(f"redstring: {error}", "red")
        case OSError():
            # what is written appears under its name when it is whole
            name = str(error.filename or "the system").removesuffix(".part")
            say(f"redstring: {name}: {error.strerror or error}", "red")
        case _:
            say(f"redstring: unexpected error, {type(error).__name__}: {error} (--debug shows where)", "red")
    for note in getattr(error, "__notes__", ()):
        terminal.err.print(note, soft_wrap=True)
    # one alone stands in the message
    if isinstance(error, LoadError) and error.total > 1:
        for problem in error.problems:
            say(f"  {problem}")
        if more := error.total - len(error.problems):
            say(f"  and {more} more")
    return FAILED
