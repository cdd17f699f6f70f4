"""The rules of pages that are served on this computer (CONTRACT.md 5), by real requests."""

import os
import socket
import subprocess
import sys
from contextlib import ExitStack

import h2.connection
import h2.events
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from support.page import served

from unscroll.cli.page_peer import Peers, peers
from unscroll.cli.page_rules import BODY_LIMIT, CONNECTIONS, PageRules
from unscroll.cli.page_server import bound
from unscroll.cli.page_token import Tokens


async def _echo(request):
    return PlainTextResponse(f"{request.method} {len(await request.body())}")


@pytest.fixture
def page():
    routes = [Route("/", _echo), Route("/told", _echo, methods=["POST"])]
    with served(lambda port, life: Starlette(routes=routes)) as page:
        yield page


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.0.2.1", ""])
def test_1_only_loopback_is_bound(address):
    with pytest.raises(ValueError, match="this computer"):
        bound(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
def test_2_its_own_names_are_answered(page, host):
    assert page.get("/", Host=f"{host}:{page.port}").status == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost:1", "127.0.0.1.evil.example:{port}", ""])
@pytest.mark.parametrize("path", ["/", "/nowhere"])
def test_2_any_other_name_is_421_on_every_path(page, host, path):
    assert page.get(path, Host=host.format(port=page.port)).status == 421


def test_2_two_names_or_none_are_refused(page):
    own = f"Host: 127.0.0.1:{page.port}\r\n".encode()
    for hosts in (own + own, own + b"Host: evil.example\r\n"):
        assert page.raw(b"GET / HTTP/1.1\r\n" + hosts + b"Connection: close\r\n\r\n")[9:12] in (b"400", b"421")
    assert page.raw(b"GET / HTTP/1.0\r\n\r\n")[9:12] == b"421"


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "https://127.0.0.1:{port}", "http://127.0.0.1", "chrome-extension://abc", ""],
)
def test_3_another_origin_is_403(page, origin):
    told = page.post("/told", {}, Origin=origin.format(port=page.port))
    assert told.status == 403
    assert "access-control-allow-origin" not in told.headers


def test_3_its_own_origin_may(page):
    assert page.post("/told", {}, Origin=f"http://127.0.0.1:{page.port}").status == 200
    assert page.post("/told", {}, Origin=f"http://localhost:{page.port}").status == 403


@pytest.mark.parametrize(
    ("site", "status"), [("cross-site", 403), ("same-site", 403), ("same-origin", 200), ("none", 200)]
)
def test_3_without_an_origin_the_site_decides(page, site, status):
    assert page.get("/", Sec_Fetch_Site=site).status == status


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=a",
        "application/json, text/plain",
        "",
    ],
)
def test_4_anything_but_json_is_415(page, kind):
    assert page.post("/told", {}, Content_Type=kind).status == 415


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_4_other_methods_are_405(page, method):
    assert page.ask(method, "/").status == 405


def test_4_a_get_writes_nowhere(page):
    assert page.get("/told").status == 405


@pytest.mark.parametrize("uid", [os.getuid() + 1, None])
def test_5_another_user_is_403(uid):
    routes = [Route("/", _echo)]
    rules = lambda port, life: PageRules(Starlette(routes=routes), lambda server, client: Peers(uid, 1))  # noqa: E731
    with served(rules) as page:
        assert page.get("/").status == 403


@pytest.mark.skipif(os.getuid() != 0, reason="only root can be somebody else")
def test_5_a_real_other_user_is_403(page):
    ask = (
        "import http.client, sys; c = http.client.HTTPConnection('127.0.0.1', int(sys.argv[1])); "
        "c.request('GET', '/'); print(c.getresponse().status)"
    )
    told = [sys.executable, "-I", "-c", ask, str(page.port)]
    assert subprocess.run(told, capture_output=True, text=True, check=True, timeout=60).stdout == "200\n"
    nobody = subprocess.run(
        ["setpriv", "--reuid=65534", "--clear-groups", "/usr/bin/python3", "-I", "-c", ask, str(page.port)],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert nobody.stdout == "403\n", nobody.stderr


def test_5_the_kernels_table_is_read_from_the_clients_side(tmp_path):
    table = tmp_path / "tcp"
    head = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
    row = "   {}: {} {} {} 00000000:00000000 00:00000000 00000000  {}        0 12345 1 0000000000000000 20 4 30 10 -1\n"
    ours, theirs = "0100007F:1F90", "0100007F:C001"
    rows = (
        row.format(0, ours, "00000000:0000", "0A", 7),
        row.format(1, ours, theirs, "01", 7),
        row.format(2, theirs, ours, "01", 1000),
        row.format(3, ours, "0100007F:C002", "06", 7),
    )
    table.write_text(head + "".join(rows))
    assert peers(("127.0.0.1", 0x1F90), ("127.0.0.1", 0xC001), table) == Peers(1000, 1)
    assert peers(("127.0.0.1", 0x1F90), ("127.0.0.1", 0xC009), table) == Peers(None, 1)


def test_5_the_code_works_once_and_the_token_only_afterwards():
    tokens = Tokens()
    assert tokens.exchange("") is tokens.exchange("é\udcff") is tokens.exchange(tokens.code[:-1]) is None
    assert not tokens.holds("")
    token = tokens.exchange(tokens.code)
    assert token
    assert tokens.exchange(tokens.code) is None
    assert tokens.holds(token)
    assert not tokens.holds(token[:-1])
    assert not Tokens().holds(token)


def test_6_long_headers_and_bodies_are_refused(page):
    long = page.raw(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{page.port}\r\nX: {'x' * (17 << 10)}".encode())
    assert long[9:12] in (b"400", b"431")
    assert page.post("/told", b"x" * BODY_LIMIT).text == f"POST {BODY_LIMIT}"
    assert page.post("/told", b"x" * (BODY_LIMIT + 1)).status == 413
    head = _post(page, "Transfer-Encoding: chunked")
    chunks = b"".join(b"40000\r\n" + b"x" * 0x40000 + b"\r\n" for _ in range(5)) + b"0\r\n\r\n"
    assert page.raw(head + chunks)[9:12] == b"413"


def _post(page, length):
    head = f"POST /told HTTP/1.1\r\nHost: 127.0.0.1:{page.port}\r\nContent-Type: application/json\r\n{length}\r\n\r\n"
    return head.encode()


def test_6_who_is_slow_is_not_waited_for(monkeypatch):
    monkeypatch.setattr("unscroll.cli.page_rules.PATIENCE_S", 0.1)
    monkeypatch.setattr("unscroll.cli.page_server.PATIENCE_S", 1.0)
    with served(lambda port, life: Starlette(routes=[Route("/told", _echo, methods=["POST"])])) as page:
        assert page.raw(_post(page, "Content-Length: 9") + b"{")[9:12] == b"408"
        assert page.raw(b"GET / HTT") == b""


def test_6_more_connections_than_that_are_503(page):
    with ExitStack() as held:
        lines = [held.enter_context(socket.create_connection(("127.0.0.1", page.port), 10)) for _ in range(CONNECTIONS)]
        for line in lines:
            line.sendall(b"GET")
        assert page.get("/").status == 503
    assert _settled(page) == 200


def _settled(page):
    """The status once the kernel has let the connections of before go."""
    for _ in range(100):
        if (status := page.get("/").status) != 503:
            break
    return status


@pytest.mark.parametrize("path", ["/", "/nowhere", "/told"])
def test_7_every_answer_says_what_the_browser_may_do(page, path):
    headers = page.get(path).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    policy = headers["content-security-policy"]
    for part in (
        "default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data:",
        "connect-src 'self'", "frame-ancestors 'none'",
    ):  # fmt: skip
        assert part in policy.split("; ")
    assert "server" not in headers


def test_7_refusals_say_it_too(page):
    assert page.get("/", Host="evil.example").headers["cache-control"] == "no-store"


def test_a_websocket_is_refused(page):
    upgrade = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{page.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    upgrade += "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    assert page.raw(upgrade.encode())[9:12] == b"403"


def test_http_2_is_refused(page):
    speech = h2.connection.H2Connection()
    speech.initiate_connection()
    own = f"127.0.0.1:{page.port}"
    speech.send_headers(1, [(":method", "GET"), (":path", "/"), (":scheme", "http"), (":authority", own)], True)
    with socket.create_connection(("127.0.0.1", page.port), 10) as line:
        line.sendall(speech.data_to_send())
        heard = []
        while not any(isinstance(event, h2.events.ResponseReceived) for event in heard):
            heard += speech.receive_data(line.recv(65_536))
            line.sendall(speech.data_to_send())
    (answer,) = [event for event in heard if isinstance(event, h2.events.ResponseReceived)]
    assert dict(answer.headers)[b":status"] == b"505"
