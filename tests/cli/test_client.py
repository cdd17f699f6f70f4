"""The blocking client against a socket that answers as it is told."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from support.home import invoke

from unscroll.cli.checks import checks
from unscroll.cli.client import Client, NoDaemon
from unscroll.errors import Exit, UnscrollError

Answer = Callable[[dict[str, Any]], bytes]


@contextmanager
def served(path: Path, answer: Answer) -> Iterator[list[dict[str, Any]]]:
    """A daemon's stand-in: answers every line of every connection; gives what it was asked."""
    door = socket.socket(socket.AF_UNIX)
    door.bind(str(path))
    door.listen()
    asked: list[dict[str, Any]] = []

    def serve() -> None:
        while True:
            try:
                connection, _ = door.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as lines:
                for line in lines:
                    asked.append(json.loads(line))
                    if not (said := answer(asked[-1])):
                        break
                    connection.sendall(said)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield asked
    finally:
        door.shutdown(socket.SHUT_RDWR)
        door.close()
        thread.join(5)


def result(request: dict[str, Any], value: Any) -> bytes:
    return json.dumps({"jsonrpc": "2.0", "id": request["id"], "result": value}).encode() + b"\n"


def refusal(code: int, message: str, hint: str = "") -> Answer:
    error = {"code": code, "message": message, "data": {"hint": hint}}
    return lambda r: json.dumps({"jsonrpc": "2.0", "id": r["id"], "error": error}).encode() + b"\n"


def test_calls_in_order_and_skips_pushes(tmp_path):
    push = json.dumps({"jsonrpc": "2.0", "method": "budget", "params": {}}).encode() + b"\n"
    with served(tmp_path / "s", lambda r: push + result(r, r["params"])) as asked, Client(tmp_path / "s") as client:
        assert client.call("day", day="2026-11-22") == {"day": "2026-11-22"}
        assert client.call("status") == {}
    assert [(r["id"], r["method"]) for r in asked] == [(1, "day"), (2, "status")]


def test_no_socket_is_no_daemon(tmp_path):
    with pytest.raises(NoDaemon) as refused:
        Client(tmp_path / "none")
    assert refused.value.code is Exit.NO_DAEMON


def test_a_socket_that_nobody_serves_is_no_daemon(tmp_path):
    left = socket.socket(socket.AF_UNIX)
    left.bind(str(tmp_path / "s"))
    left.close()
    with pytest.raises(NoDaemon):
        Client(tmp_path / "s")


def test_hanging_up_is_no_daemon(tmp_path):
    with served(tmp_path / "s", lambda r: b""), Client(tmp_path / "s") as client, pytest.raises(NoDaemon):
        client.call("status")


def test_who_is_refused_before_asking_hears_why(tmp_path):
    """The daemon with too many connections says so, then shuts the door: nothing can be sent any more."""
    door = socket.socket(socket.AF_UNIX)
    door.bind(str(tmp_path / "s"))
    door.listen()
    with Client(tmp_path / "s") as client:
        held, _ = door.accept()
        held.sendall(refusal(74, "too many connections")({"id": None}))
        held.close()
        with pytest.raises(UnscrollError, match="too many connections") as told:
            client.call("pause")
    door.close()
    assert told.value.code is Exit.IO


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda r: b"garbage\n", "cannot be read"),
        (lambda r: b"[" * 100_000 + b"\n", "cannot be read"),
        (lambda r: json.dumps({"id": r["id"], "result": {"daemon": 1}}).encode() + b"\n", "cannot be read"),
        (lambda r: refusal(74, "too many connections")({**r, "id": None}), "too many connections"),
        (lambda r: b"", "not running"),
    ],
)
def test_doctor_tells_a_daemon_that_does_not_answer_from_none(places, answer, said):
    places.make_runtime()
    with served(places.socket, answer):
        (daemon,) = (check for check in checks({}) if check.name == "daemon")
    assert said in daemon.said
    assert not daemon.works


def test_a_refusal_keeps_its_words_and_code(tmp_path):
    answer = refusal(78, "bad settings", "mend config.toml")
    with served(tmp_path / "s", answer), Client(tmp_path / "s") as client, pytest.raises(UnscrollError) as told:
        client.call("apply")
    assert (str(told.value), told.value.code) == ("bad settings. Mend config.toml", Exit.CONFIG)


@pytest.mark.parametrize("code", [-32601, -32602])
def test_an_unknown_method_says_restart_the_service(tmp_path, code):
    answer = refusal(code, "no method day")
    with (
        served(tmp_path / "s", answer),
        Client(tmp_path / "s") as client,
        pytest.raises(UnscrollError, match="Restart"),
    ):
        client.call("day")


@pytest.mark.parametrize("line", [b"not json\n", b'{"id":1,"result":'])
def test_an_unreadable_answer(tmp_path, line):
    with served(tmp_path / "s", lambda r: line), Client(tmp_path / "s", timeout_ms=500) as client:
        with pytest.raises(UnscrollError) as told:
            client.call("status")
        assert told.value.code in (Exit.IO, Exit.NO_DAEMON)


def test_silence_is_an_error_not_a_hang(tmp_path):
    with served(tmp_path / "s", lambda r: b"\n"), Client(tmp_path / "s", timeout_ms=50) as client:
        with pytest.raises(UnscrollError) as told:
            client.call("status")
        assert told.value.code is Exit.IO


def test_status_does_not_call_a_full_daemon_one_that_is_not_running(ledger):
    ledger.make_runtime()
    with served(ledger.socket, lambda r: refusal(74, "too many connections")({**r, "id": None})):
        said = invoke("status").stdout
    assert "the service does not answer (too many connections): read from the ledger" in said
    assert "not running" not in said
    assert "daemon not running" in invoke("status").stdout
