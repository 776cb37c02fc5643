"""A language model behind an OpenAI-compatible address: one question at a time, within bounds, tried again where it is busy or fails.

Form: https://platform.openai.com/docs/api-reference/chat, as vLLM, llama.cpp, Ollama and LM Studio answer too.
"""

from __future__ import annotations

import ipaddress
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from graph.errors import LoadError
from loaders.address import Address, FetchLimits, Question, Reply, ask
from loaders.problems import shown
from loaders.retry import waiting

TRIES, LONGEST_WAIT, FIRST_WAIT = 3, 60.0, 2.0
"""Times that one question is asked, and seconds."""
SECONDS, BYTES = 120.0, 2_000_000
"""How long one answer may take, and how much it may hold."""
_BUSY = (429, 503)
_FAILED = (408, 500, 502, 504)
"""What a server answers that may answer otherwise a little later."""
_FORMS = ("json_schema", "json_object", "plain")
"""How the answer's form is asked for: the next one where a server refuses one (400, 422)."""
_PATH = "/chat/completions"


@dataclass
class Endpoint:
    """The address of a server and the name of a model on it. `key` is sent to it alone, and shown nowhere."""

    address: str
    model: str
    key: str = field(default="", repr=False)
    seconds: float = SECONDS
    wait: Callable[[float], None] = time.sleep
    form: str = _FORMS[0]
    asked: int = 0
    """Requests that were made."""

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.address.strip())
            port = parts.port
        except ValueError:
            parts, port = urlsplit(""), None
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise LoadError(f"{shown(self.address)} is no address of a language model; it begins with http:// or https://")
        if parts.username or parts.password or parts.query or parts.fragment:
            raise LoadError(
                "the address of the language model holds a user, a password or a query; leave them out, and name a key with --model-key-env"
            )
        if not self.model.strip() or len(self.model) > 200 or not self.model.isprintable():
            raise LoadError("the language model has no name that can be sent; give it with --model-name")
        if not (self.key.isascii() and self.key.isprintable()) or " " in self.key:
            raise LoadError("the key of the language model holds spaces or signs that no key has; look at the variable that holds it")
        path = parts.path.rstrip("/")
        self.url = f"{parts.scheme}://{parts.netloc}{path if path.endswith(_PATH) else (path or '/v1') + _PATH}"
        self.host = parts.hostname + (f":{port}" if port else "")
        self.is_local = _is_local(parts.hostname)
        self.is_open = parts.scheme == "http" and not self.is_local

    @property
    def name(self) -> str:
        """The model and where it is, as an extractor is named."""
        return f"{self.model} at {self.host}"

    def answer(self, system: str, content: str, schema: Mapping[str, Any]) -> str:
        """The text of the model's answer. Raises LoadError, with nothing of what was sent, if it has none that can be read."""
        turn = 1
        while True:
            reply = self._reply(system, content, schema, last=turn >= TRIES)
            if reply is not None and reply.status == 200:
                return _text(reply, self.host)
            if reply is not None and reply.status in (400, 422) and self.form != _FORMS[-1]:
                self.form = _FORMS[_FORMS.index(self.form) + 1]
                continue
            if reply is not None and reply.status not in (*_BUSY, *_FAILED):
                raise LoadError(f"the language model at {self.host} answered {reply.status}{_MEANINGS.get(reply.status, '')}")
            seconds = waiting(reply.headers.get("retry-after", "") if reply else "", FIRST_WAIT * 2 ** (turn - 1))
            if turn >= TRIES or seconds > LONGEST_WAIT:
                raise LoadError(f"the language model at {self.host} {_lasting(reply, seconds, turn)}")
            self.wait(seconds)
            turn += 1

    def _reply(self, system: str, content: str, schema: Mapping[str, Any], *, last: bool) -> Reply | None:
        """What was answered; None if nothing was, and it may be asked again."""
        headers = {"content-type": "application/json", "accept": "application/json"}
        if self.key:
            headers["authorization"] = f"Bearer {self.key}"
        question = Question(self.url, headers, json.dumps(self._body(system, content, schema)).encode(), stay=True)
        began = time.monotonic()
        self.asked += 1
        try:
            return ask(question, limits=FetchLimits(BYTES, self.seconds, redirects=0), allowed=_stays if self.is_local else _anywhere)
        except LoadError as error:
            # what took its whole time or sent too much is not asked for once more
            slow = time.monotonic() - began > self.seconds * 0.9
            reason = error.problems[0].message.partition(";")[0] if error.problems else str(error)
            if last or slow or "bytes" in reason or "redirects" in reason or "public network" in reason:
                raise LoadError(f"the language model at {self.host} gave no answer that can be read: it {reason}") from error
            return None

    def _body(self, system: str, content: str, schema: Mapping[str, Any]) -> dict[str, Any]:
        form = f"{system}\nThe JSON schema of your answer: {json.dumps(schema, separators=(',', ':'))}"
        messages = [{"role": "system", "content": form}, {"role": "user", "content": content}]
        body: dict[str, Any] = {"model": self.model, "temperature": 0, "stream": False, "messages": messages}
        if self.form == "json_schema":
            body["response_format"] = {"type": "json_schema", "json_schema": {"name": "found", "schema": schema}}
        elif self.form == "json_object":
            body["response_format"] = {"type": "json_object"}
        return body


_MEANINGS = {
    400: ": it does not understand what is asked of it",
    401: ": it wants a key, or another one (--model-key-env)",
    403: ": it refuses this key",
    404: ": it has no such address or no such model",
    413: ": what was sent is too long for it",
}


def _lasting(reply: Reply | None, seconds: float, turn: int) -> str:
    """What is told of a server that was asked in vain until the end."""
    if reply is not None and reply.status in _FAILED:
        often = f", {turn} times" if turn > 1 else ""
        return f"failed: the server answered {reply.status}{often}; its own log says why"
    return f"is busy (it answered {reply.status if reply else 'nothing'}); try again in {seconds:,.0f} s"


def _text(reply: Reply, host: str) -> str:
    try:
        choice = json.loads(reply.data)["choices"][0]
        text = choice["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise LoadError(f"what answers at {host} is no language model of the kind that is known: it sent no chat completion") from error
    if not isinstance(text, str):
        raise LoadError(f"the language model at {host} answered without a text")
    return text


def _is_local(host: str) -> bool:
    """Whether a host is this machine by its name; `_stays` holds it to that when it is asked."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _stays(address: Address) -> bool:
    return address.is_loopback


def _anywhere(_: Address) -> bool:
    return True
