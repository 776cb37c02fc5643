"""Addresses: a real server on this machine, judged as any other; what is not public, too long, too large or too slow is refused by name."""

from __future__ import annotations

import asyncio
import gzip
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from graph.errors import LoadError
from loaders import documents
from loaders.address import FetchLimits, fetch, is_public

PAGE = b"<!DOCTYPE html><html lang='en'><title>A page</title><article><p>Words of the page, with a <a href='/next'>link</a>.</p></article>"
Answer = Callable[[BaseHTTPRequestHandler], None]


def is_here(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """The judge of these tests: this machine alone."""
    return address == ipaddress.ip_address("127.0.0.1")


def sent(data: bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def moved(location: str) -> Answer:
    return sent(b"", status=302, Location=location)


def endless(handler: BaseHTTPRequestHandler) -> None:
    """A page that goes on by a byte now and then, so that no single wait is long."""
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"x")
        time.sleep(0.05)


def slow_head(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        handler.wfile.write(b"X-More: x\r\n")
        time.sleep(0.05)


def large(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(10_000):
        handler.wfile.write(b"x" * 10_000)


PAGES: dict[str, Answer] = {
    "/page": sent(PAGE),
    "/latin": sent("<html><p>Café au lait, said the minister of the café.</p></html>".encode("latin-1"), "text/html; charset=iso-8859-1"),
    "/report": sent(b"Plain words.\n", "text/plain"),
    "/packed": sent(gzip.compress(PAGE), Content_Encoding="gzip"),
    "/bomb": sent(gzip.compress(bytes(30_000_000)), Content_Encoding="gzip"),
    "/brotli": sent(b"x", Content_Encoding="br"),
    "/wrongly": sent(b"not gzip", Content_Encoding="gzip"),
    "/picture": sent(b"\x89PNG\r\n\x1a\n\0\0", "image/png"),
    "/gone": sent(b"gone", status=410),
    "/one": moved("/two"),
    "/two": moved("page"),
    "/round": moved("/round"),
    "/private": moved("http://10.1.2.3/secret"),
    "/metadata": moved("http://169.254.169.254/latest/meta-data"),
    "/file": moved("file:///etc/passwd"),
    "/endless": endless,
    "/slow-head": slow_head,
    "/large": large,
}


class Handler(BaseHTTPRequestHandler):
    asked: list[tuple[str, dict[str, str]]]

    def do_GET(self) -> None:
        self.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        try:
            PAGES.get(self.path, sent(b"no such page", status=404))(self)
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        """Nothing on the screen."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A handshake that the client breaks off is what some tests want."""


@pytest.fixture
def server() -> Iterator[Server]:
    Handler.asked = []
    with Server(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True).start()
        yield running
        running.shutdown()


@pytest.fixture
def at(server: Server) -> Callable[[str], str]:
    return lambda path: f"http://127.0.0.1:{server.server_address[1]}{path}"


def test_a_page_is_read_with_where_and_when(at: Callable[[str], str]) -> None:
    found = fetch(at("/page"), allowed=is_here)
    assert found.kind is not None and found.kind.name == "html"
    assert (found.name, found.address, found.retrieved) == (at("/page"), at("/page"), datetime.now(UTC).date().isoformat())
    document = documents.read(found)
    assert document.text == "Words of the page, with a link."
    assert (document.address, document.title, document.links[0].address) == (at("/page"), "A page", at("/next"))
    source = documents.record(document, "c")
    assert (source.url, source.retrieved, [cited.how for cited in source.cites]) == (at("/page"), found.retrieved, ["links"])


def test_a_page_is_read_where_a_loop_runs_already(at: Callable[[str], str]) -> None:
    async def from_within() -> str:
        return fetch(at("/page"), allowed=is_here).address

    # in a thread of its own: after the browser tests a loop runs in this one
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(asyncio.run, from_within()).result() == at("/page")


def test_nothing_is_told_of_the_person_but_what_is_needed(at: Callable[[str], str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    fetch(at("/page"), allowed=is_here)
    ((_, headers),) = Handler.asked
    assert set(headers) == {"host", "user-agent", "accept", "accept-encoding", "connection"}
    assert headers["host"] == at("")[len("http://") :]


def test_the_name_of_a_host_is_judged_by_where_it_leads(server: Server, at: Callable[[str], str]) -> None:
    address = at("/page").replace("127.0.0.1", "localhost")
    assert fetch(address, allowed=lambda each: each.is_loopback).read() == PAGE
    assert Handler.asked[0][1]["host"] == f"localhost:{server.server_address[1]}"


def test_the_encoding_that_a_server_tells_is_heeded(at: Callable[[str], str]) -> None:
    assert "Café au lait" in documents.read(fetch(at("/latin"), allowed=is_here)).text


def test_the_type_that_a_server_tells_names_what_has_no_ending(at: Callable[[str], str]) -> None:
    document = documents.read(fetch(at("/report"), allowed=is_here))
    assert (document.kind, document.text) == ("text", "Plain words.\n")


def test_a_packed_answer_is_unpacked(at: Callable[[str], str]) -> None:
    assert fetch(at("/packed"), allowed=is_here).read() == PAGE


def test_redirects_are_followed_and_the_last_address_is_kept(at: Callable[[str], str]) -> None:
    assert fetch(at("/one"), allowed=is_here).address == at("/page")
    assert [path for path, _ in Handler.asked] == ["/one", "/two", "/page"]


REFUSED = {
    "/private": "leads to 10.1.2.3 (by a redirect to http://10.1.2.3/secret), which is no address of the public network; it is not read",
    "/metadata": "leads to 169.254.169.254 (by a redirect to http://169.254.169.254/latest/meta-data), which is no address of the public",
    "/file": "is no web address (by a redirect to file:///etc/passwd): it must begin with http:// or https://",
    "/round": "redirects more than 5 times; give the address that it ends at",
    "/gone": "was answered with 410 Gone",
    "/nothing": "was answered with 404 Not Found",
    "/picture": "is image/png, which is not read",
    "/bomb": "holds more than 20,000,000 bytes; save it and load a part",
    "/large": "holds more than 20,000,000 bytes; save it and load a part",
    "/brotli": "is packed as br, which was not asked for",
    "/wrongly": "is packed wrongly by its server and cannot be read",
}


@pytest.mark.parametrize("path", REFUSED)
def test_what_is_refused_is_said_with_its_address(at: Callable[[str], str], path: str) -> None:
    with pytest.raises(LoadError) as caught:
        fetch(at(path), allowed=is_here)
    assert str(caught.value).startswith(f"{at(path)}: {REFUSED[path]}")
    assert len(Handler.asked) <= 6


@pytest.mark.parametrize("path", ["/endless", "/slow-head"])
def test_a_server_that_never_ends_is_cut_off(at: Callable[[str], str], path: str) -> None:
    began = time.monotonic()
    with pytest.raises(LoadError, match=r"took longer than 0\.5 seconds and was cut off; save the page and load the file"):
        fetch(at(path), allowed=is_here, limits=FetchLimits(seconds=0.5))
    assert time.monotonic() - began < 3


PRIVATE = [
    *("127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.2.1"),
    *("198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::1", "2001:0:7f00:1::80ff:fffe"),
]


@pytest.mark.parametrize("address", PRIVATE)
def test_no_other_network_is_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_the_public_network_is(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "127.1", "0", "[::ffff:127.0.0.1]"])
def test_this_machine_is_refused_however_it_is_written(server: Server, host: str) -> None:
    with pytest.raises(LoadError, match=r"no address of the public network|there is no host|cannot be read"):
        fetch(f"http://{host}:{server.server_address[1]}/page")
    assert Handler.asked == []


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("file:///etc/passwd", "it must begin with http:// or https://"),
        ("ftp://a.example/x", "it must begin with http:// or https://"),
        ("page.html", "it must begin with http:// or https://"),
        ("http://", "it must begin with http:// or https://"),
        ("http://me:secret@a.example/", "the address holds a user name or password, which are not sent; leave them out"),
        ("http://no-such-host.invalid/", "there is no host 'no-such-host.invalid', or no network"),
        ("http://[broken/", "cannot be read"),
        ("http://a b.example/", "cannot be read"),
        ("http://a.example:99999/", "cannot be read"),
    ],
)
def test_what_is_no_address_is_refused(address: str, said: str) -> None:
    with pytest.raises(LoadError) as caught:
        fetch(address)
    assert said in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_server_that_does_not_answer_is_said() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(LoadError, match=r"cannot be read: .*; try again later, or save the page and load the file"):
        fetch(f"http://127.0.0.1:{port}/", allowed=is_here)


def test_a_certificate_is_asked_for_by_name_and_checked(server: Server, tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(tmp_path))
    names: list[str | None] = []
    context.sni_callback = lambda _, name, __: names.append(name)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    with pytest.raises(LoadError, match="certificate verify failed"):
        fetch(f"https://localhost:{server.server_address[1]}/page", allowed=lambda each: each.is_loopback)
    assert names == ["localhost"]
    assert Handler.asked == []


def certificate(folder: Path) -> Path:
    """A certificate that nobody vouches for, with its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = folder / "certificate.pem"
    path.write_bytes(private + made.sign(key, hashes.SHA256()).public_bytes(pem))
    return path
