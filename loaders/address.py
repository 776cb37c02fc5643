"""What stands at a web address that a person gave: one file, fetched once, within bounds of time and size, from the public network only.

The name of a host is looked up here and the connection made to the address that was judged, so that a name cannot lead elsewhere between
both; redirects are followed by hand, each hop judged like the first. No cookies, no proxies, no credentials.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
import zlib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from loaders.inputs import Input, given, refused

if TYPE_CHECKING:
    import httpx

AGENT = "Redstring (a person's reading tool)"
_REDIRECTS = (301, 302, 303, 307, 308)
_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "message/rfc822": ".eml",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True)
class FetchLimits:
    """How much is fetched: bytes (unpacked too), seconds for all of it, redirects."""

    bytes: int = 20_000_000
    seconds: float = 30.0
    redirects: int = 5


FETCH_LIMITS = FetchLimits()


@dataclass(frozen=True)
class Question:
    """What is asked at an address: with `content` it is posted. `stay`: a redirect to another host is refused."""

    address: str
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = None
    stay: bool = False


@dataclass(frozen=True)
class Reply:
    """What a server answered in the end, at `here`; `headers` by their names in small letters. The body only of an answer of 200."""

    status: int
    reason: str
    here: str
    headers: Mapping[str, str]
    data: bytes = b""


def is_public(address: Address) -> bool:
    """Whether an internet address belongs to the public network: not private, loopback, link-local, multicast or reserved.

    An IPv4 address within an IPv6 one (mapped, 6to4, Teredo, NAT64) is judged itself.
    """
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast


def fetch(address: str, *, limits: FetchLimits = FETCH_LIMITS, allowed: Callable[[Address], bool] = is_public) -> Input:
    """The file at an address, as an input with its kind. `allowed` judges each internet address that would be connected to.

    Raises LoadError as `ask` does, and if an error answers or what answers is of no kind that is read.
    """
    reply = ask(Question(address), limits=limits, allowed=allowed)
    if reply.status != 200:
        raise refused(address, f"was answered with {reply.status} {reply.reason}{_by(reply.here, address)}".rstrip())
    return _input(reply, address)


def ask(question: Question, *, limits: FetchLimits = FETCH_LIMITS, allowed: Callable[[Address], bool] = is_public) -> Reply:
    """What a server answers, be it an error. `allowed` judges each internet address that would be connected to.

    Raises LoadError, naming the address, if it or one that it leads to is not http(s) or not allowed, if nothing answers, if there are
    too many redirects or bytes, or if it takes too long.
    """
    asking: list[tuple[asyncio.AbstractEventLoop, asyncio.Task[Reply]]] = []

    async def asked() -> Reply:
        task = asyncio.ensure_future(_in_time(question, limits, allowed))
        asking.append((asyncio.get_running_loop(), task))
        return await task

    with ThreadPoolExecutor(1) as elsewhere:  # the thread that calls may have a loop of its own running, as in a notebook
        answer = elsewhere.submit(lambda: asyncio.run(asked()))
        try:
            return answer.result()
        except KeyboardInterrupt:
            # else leaving this block would wait until the server has answered
            for loop, task in asking:
                loop.call_soon_threadsafe(task.cancel)
            raise


async def _in_time(question: Question, limits: FetchLimits, allowed: Callable[[Address], bool]) -> Reply:
    # the whole of it has one limit: a server that sends a byte now and then keeps every smaller one
    try:
        async with asyncio.timeout(limits.seconds):
            return await _followed(question, limits, allowed)
    except TimeoutError as error:
        text = f"took longer than {limits.seconds:g} seconds and was cut off; save the page and load the file"
        raise refused(question.address, text) from error


async def _followed(question: Question, limits: FetchLimits, allowed: Callable[[Address], bool]) -> Reply:
    import httpx

    address = question.address
    here = address.strip()
    async with httpx.AsyncClient(trust_env=False, follow_redirects=False, timeout=limits.seconds) as client:
        for _ in range(limits.redirects + 1):
            try:
                response = await _asked(client, here, question, allowed)
                if response.status_code not in _REDIRECTS or "location" not in response.headers:
                    return await _answer(response, here, address, limits)
                await response.aclose()
            except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, UnicodeError) as error:
                raise refused(address, f"cannot be read: {str(error) or type(error).__name__}; {_at(here, address)}") from error
            before, here = here, _next(here, response.headers["location"], address)
            if question.stay and urlsplit(here).netloc != urlsplit(before).netloc:
                raise refused(address, f"redirects to another host ({here}), which is not asked")
            client.cookies.clear()
    raise refused(address, f"redirects more than {limits.redirects} times; give the address that it ends at")


async def _asked(client: httpx.AsyncClient, here: str, question: Question, allowed: Callable[[Address], bool]) -> httpx.Response:
    """The answer of one hop, its body unread: asked at an internet address that was judged, under the name of the host."""
    import httpx

    first = question.address
    url = httpx.URL(here)
    if url.scheme not in ("http", "https") or not url.host:
        raise refused(first, f"is no web address{_by(here, first)}: it must begin with http:// or https://")
    if url.userinfo:
        raise refused(f"{url.scheme}://{url.host}", "the address holds a user name or password, which are not sent; leave them out")
    host = url.raw_host.decode("ascii")
    found = await _looked_up(host, url.port or (443 if url.scheme == "https" else 80), first)
    bad = next((each for each in found if not allowed(each)), None)
    if bad is not None:
        raise refused(first, f"leads to {bad}{_by(here, first)}, which is no address of the public network; it is not read")
    own = {"host": url.netloc.decode("ascii"), "user-agent": AGENT, "accept": "*/*", "accept-encoding": "gzip"}
    request = client.build_request(
        "GET" if question.content is None else "POST",
        url.copy_with(host=str(found[0])),
        headers=own | dict(question.headers),
        content=question.content,
        extensions={"sni_hostname": host},
    )
    return await client.send(request, stream=True)


async def _looked_up(host: str, port: int, first: str) -> list[Address]:
    try:
        listed = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise refused(first, f"cannot be read: there is no host {host!r}, or no network") from error
    found = [ipaddress.ip_address(str(each[4][0]).partition("%")[0]) for each in listed]
    return sorted(dict.fromkeys(found), key=lambda each: each.version)


def _next(here: str, location: str, first: str) -> str:
    try:
        return urljoin(here, location)
    except ValueError as error:
        raise refused(first, "redirects to what is no address") from error


async def _answer(response: httpx.Response, here: str, first: str, limits: FetchLimits) -> Reply:
    data = await _body(response, first, limits) if response.status_code == 200 else b""
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Reply(response.status_code, response.reason_phrase, here, headers, data)


def _input(reply: Reply, first: str) -> Input:
    kind, _, rest = reply.headers.get("content-type", "").partition(";")
    charset = rest.partition("charset=")[2].partition(";")[0].strip().strip("\"'") if "charset=" in rest.lower() else ""
    name, day = _named(reply.here, kind.strip().lower()), datetime.now(UTC).date().isoformat()
    found = given(name, reply.data, address=reply.here, retrieved=day, charset=charset)
    if found.kind is None:
        raise refused(first, f"is {kind.strip() or 'of a kind that the server does not tell'}, which is not read")
    return Input(reply.here, found.kind, found.open, found.size, found.address, found.retrieved, found.charset)


async def _body(response: httpx.Response, first: str, limits: FetchLimits) -> bytes:
    """The bytes of an answer, unpacked here, so that a small answer cannot become a large one."""
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("identity", "", "gzip", "x-gzip"):
        raise refused(first, f"is packed as {coding}, which was not asked for")
    unpack = zlib.decompressobj(31) if "gzip" in coding else None
    data = bytearray()
    async for chunk in response.aiter_raw():
        try:
            data += chunk if unpack is None else unpack.decompress(chunk, limits.bytes + 1 - len(data))
        except zlib.error as error:
            raise refused(first, "is packed wrongly by its server and cannot be read") from error
        if len(data) > limits.bytes:
            raise refused(first, f"holds more than {limits.bytes:,} bytes; save it and load a part")
    return bytes(data)


def _named(address: str, kind: str) -> str:
    """A file name for what came, with the ending that its type has where the address has none that is known."""
    name = PurePosixPath(unquote(urlsplit(address).path)).name or "page"
    ending = _ENDINGS.get(kind, "")
    return name if not ending or name.lower().endswith(ending) else name + ending


def _by(here: str, first: str) -> str:
    return "" if here == first.strip() else f" (by a redirect to {here})"


def _at(here: str, first: str) -> str:
    return "try again later, or save the page and load the file" if here == first.strip() else f"it redirected to {here}"
