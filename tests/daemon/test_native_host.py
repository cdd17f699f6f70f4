"""The native host relays between length-framed messages and lines, and says when nobody is there."""

import json
import os
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from unscroll.daemon.native_host import LONGEST_FRAME
from unscroll.daemon.peers import LINE_LIMIT

HOST = Path(__file__).resolve().parents[2] / "daemon" / "native_host.py"


def framed(message: bytes) -> bytes:
    return struct.pack("=I", len(message)) + message


class Host:
    """A running host between a test and a socket that the test listens on."""

    def __init__(self, home: Path, listening: bool = True) -> None:
        self.server = socket.socket(socket.AF_UNIX)
        (home / "run").mkdir(exist_ok=True)
        self.server.settimeout(10)
        if listening:
            self.server.bind(str(home / "run" / "api.sock"))
            self.server.listen()
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(HOST), "chrome-extension://x/"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={"UNSCROLL_HOME": str(home)},
        )
        assert self.process.stdin
        assert self.process.stdout
        self.stdin, self.stdout = self.process.stdin, self.process.stdout
        if listening:
            self.door, _ = self.server.accept()
            self.door.settimeout(10)
            self.lines = self.door.makefile("rb")

    def say(self, data: bytes) -> None:
        self.stdin.write(data)
        self.stdin.flush()

    def line(self) -> Any:
        return json.loads(self.lines.readline())

    def message(self) -> Any:
        size = struct.unpack("=I", self.stdout.read(4))[0]
        return json.loads(self.stdout.read(size))

    def close(self) -> None:
        if hasattr(self, "door"):
            self.lines.close()
            self.door.close()
        self.server.close()
        self.stdin.close()
        self.process.wait(10)
        self.stdout.close()


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    made = Host(tmp_path)
    yield made
    made.close()


def test_it_greets_with_the_browsers_pid(host: Host) -> None:
    hello = host.line()
    assert (hello["method"], hello["params"]["hello"]["pid"]) == ("sighting", os.getpid())


def test_frames_become_lines_and_lines_frames(host: Host) -> None:
    host.line()
    message = framed(b'{"delta":{"seq":1,"words":"\xc3\xa9"}}')
    host.say(message[:3])
    host.say(message[3:9])
    host.say(message[9:] + framed(b'{"ask":{"tab":"1"}}'))
    assert host.line()["params"]["frame"] == {"delta": {"seq": 1, "words": "é"}}
    assert host.line()["params"]["frame"] == {"ask": {"tab": "1"}}
    host.door.sendall(b'{"method":"ack","params":{"run":"a","seq":1}}\n{"method":"bud')
    host.door.sendall(b'get","params":{}}\n')
    assert host.message() == {"method": "ack", "params": {"run": "a", "seq": 1}}
    assert host.message()["method"] == "budget"


@pytest.mark.parametrize("bad", [b"not json", b"[1]", b'{"a":1}\n{"b":2}', b""])
def test_what_is_no_object_is_answered_once_and_dropped(host: Host, bad: bytes) -> None:
    host.line()
    host.say(framed(bad) + framed(b'{"good":{}}'))
    assert "error" in host.message()
    assert host.line()["params"]["frame"] == {"good": {}}


def test_an_oversized_frame_is_answered_once_and_dropped(host: Host) -> None:
    host.line()
    host.say(framed(b'{"x":"' + b"x" * (3 << 20) + b'"}') + framed(b'{"good":{}}'))
    assert "longer than 1048448 bytes" in host.message()["error"]["message"]
    assert host.line()["params"]["frame"] == {"good": {}}


def test_the_longest_frame_becomes_a_line_that_the_daemon_takes(host: Host) -> None:
    host.line()
    frame = b'{"x":"' + b"x" * (LONGEST_FRAME - 8) + b'"}'
    host.say(framed(frame + b" ") + framed(frame))
    assert "error" in host.message()
    line = host.lines.readline()
    assert frame in line
    assert len(line) - 1 <= LINE_LIMIT


def test_a_line_too_long_for_a_browser_is_dropped(host: Host) -> None:
    host.line()
    host.door.sendall(b'{"x":"' + b"x" * (2 << 20) + b'"}\n{"good":1}\n')
    assert host.message() == {"good": 1}


def test_a_daemon_that_ends_is_told(host: Host) -> None:
    host.line()
    host.door.shutdown(socket.SHUT_RDWR)
    assert host.message() == {"daemon": "gone"}
    assert host.process.wait(10) == 0


def test_a_browser_that_ends_takes_its_host_along(host: Host) -> None:
    host.line()
    host.stdin.close()
    assert host.process.wait(10) == 0


def test_an_absent_daemon_is_told(tmp_path: Path) -> None:
    host = Host(tmp_path, listening=False)
    assert host.message() == {"daemon": "absent"}
    assert host.process.wait(10) == 0
    host.close()


def test_it_stays_small(host: Host) -> None:
    host.line()
    host.say(framed(b'{"good":{}}'))
    host.line()
    rollup = Path(f"/proc/{host.process.pid}/smaps_rollup").read_text()
    pss = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    assert pss < 9 * 1024
