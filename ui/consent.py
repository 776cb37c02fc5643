"""Before a language model is asked on the command line: where the text goes, how much of it, and whether the person agrees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.errors import LoadError
from loaders import documents
from loaders.inputs import Input
from loaders.language_model import Endpoint, sent
from ui import terminal
from ui.terminal import say
from ui.words import number

STAYS = "the text stays on this machine, as far as what runs there lets it"


def endpoint(address: str | None, name: str, variable: str | None, environment: Mapping[str, str]) -> Endpoint | None:
    """The language model that is named by its options; None without one. Raises LoadError with what is lacking."""
    if address is None:
        if name or variable:
            raise LoadError("--model-name and --model-key-env go with --model URL")
        return None
    if not name:
        raise LoadError("--model goes with --model-name: say which model the server is to use")
    if variable is not None and not environment.get(variable):
        raise LoadError(f"the environment variable {variable} holds no key for the language model; set it, or leave out --model-key-env")
    return Endpoint(address, name, environment[variable] if variable else "")


def amount(given: Iterable[Input]) -> tuple[int, int]:
    """How many documents would be sent, and how many characters; what cannot be read is told when it is loaded."""
    number = characters = 0
    for one in given:
        try:
            for document in documents.read_all(one):
                number += 1
                characters += sent(document.plain)
        except LoadError:
            continue
    return number, characters


def where(model: Endpoint) -> str:
    """Where the text goes, as a person must know it."""
    if model.is_local:
        return f"{model.host} is on this machine: {STAYS}"
    return f"the text leaves this machine and goes to {model.host}" + (", unencrypted (http)" if model.is_open else "")


def agreed(model: Endpoint, given: Sequence[Input], *, yes: bool, dry: bool) -> None:
    """Say what would be sent and where; ask, unless it stays on this machine or was agreed to already. Raises LoadError if it is not."""
    documents, characters = amount(given)
    what = f"{number(characters, 'character')} of {number(documents, 'document')}"
    if dry:
        say(f"A dry run sends nothing. With the language model {model.model}, {what} would be sent: {where(model)}.", "yellow")
        return
    say(f"The language model {model.model} is to be sent {what}: {where(model)}.", "yellow")
    if yes or model.is_local:
        return
    if not terminal.asks():
        raise LoadError(
            f"Nothing was sent to {model.host} and nothing was loaded: nobody is here to be asked; --yes agrees to it beforehand"
        )
    if terminal.err.input(f"Send it to {terminal.plain(model.host)}? [y/N] ").strip().lower() not in ("y", "yes"):
        raise LoadError(f"Nothing was sent to {model.host} and nothing was loaded; without --model everything works as well")
