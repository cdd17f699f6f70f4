"""The socket: who may speak, what a message may be, what comes back."""

import asyncio
import json
import os
import socket
import stat

import pytest

from unscroll.daemon import rpc as rpc_module
from unscroll.daemon.peers import LINE_LIMIT
from unscroll.daemon.rpc import ParamError, RpcServer, number_of
from unscroll.errors import Exit, UnscrollError


async def echo(params, peer):
    return {"said": params, "pid": peer.pid}


async def refuse(params, peer):
    raise UnscrollError("not today", "try tomorrow", Exit.NO)


async def numbered(params, peer):
    return {"n": number_of(params, "n")}


async def broken(params, peer):
    raise KeyError("the name of somebody")


async def listen(params, peer):
    peer.topics = frozenset(params["topics"])
    return {}


class Stage:
    """A served socket and a way to talk to it."""

    def __init__(self, folder):
        self.path = folder / "run" / "api.sock"
        self.gone = []
        self.release = asyncio.Event()
        methods = {"echo": echo, "refuse": refuse, "number": numbered, "broken": broken, "listen": listen}
        self.server = RpcServer({**methods, "wait": self.wait}, self.gone.append)

    async def wait(self, params, peer):
        await self.release.wait()
        return {"waited": True}

    async def __aenter__(self):
        await self.server.open(self.path)
        return self

    async def __aexit__(self, *_):
        await self.server.close()

    async def connect(self):
        return await asyncio.open_unix_connection(str(self.path), limit=4 * LINE_LIMIT)

    async def ask(self, *lines):
        reader, writer = await self.connect()
        writer.write(b"".join(line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n" for line in lines))
        answers = []
        for _ in lines:
            answers.append(json.loads(await asyncio.wait_for(reader.readline(), 5)))
        writer.close()
        await writer.wait_closed()
        return answers


def call(method, request_id=1, **params):
    return {"jsonrpc": "2.0", "id": request_id, "method": method, "params": params}


def staged(tmp_path, play):
    async def act():
        async with Stage(tmp_path) as stage:
            await play(stage)

    asyncio.run(asyncio.wait_for(act(), 20))


def test_a_method_is_answered_and_knows_who_calls(tmp_path):
    async def play(stage):
        (answer,) = await stage.ask(call("echo", a=1))
        assert answer == {"jsonrpc": "2.0", "id": 1, "result": {"said": {"a": 1}, "pid": os.getpid()}}

    staged(tmp_path, play)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"{nonsense\n", rpc_module.PARSE_ERROR),
        (b"[" * 100_000 + b"\n", rpc_module.PARSE_ERROR),
        (b"\xff\xfe\n", rpc_module.PARSE_ERROR),
        (b"[1,2]\n", rpc_module.INVALID_REQUEST),
        (b'{"id":1}\n', rpc_module.INVALID_REQUEST),
        (b'{"id":1,"method":5}\n', rpc_module.INVALID_REQUEST),
        (b'{"id":1,"method":"no_such"}\n', rpc_module.NO_METHOD),
        (b'{"id":1,"method":"echo","params":[1]}\n', rpc_module.INVALID_PARAMS),
        (b'{"id":1,"method":"number","params":{"n":-1}}\n', rpc_module.INVALID_PARAMS),
        (b'{"id":1,"method":"number","params":{"n":true}}\n', rpc_module.INVALID_PARAMS),
    ],
)
def test_what_is_malformed_is_answered_and_the_next_line_still_works(tmp_path, line, code):
    async def play(stage):
        answers = await stage.ask(line, call("echo", 2))
        by_id = {a["id"]: a for a in answers}
        assert by_id[2]["result"]["said"] == {}
        (other,) = [a for a in answers if a["id"] != 2]
        assert other["error"]["code"] == code

    staged(tmp_path, play)


def test_an_error_for_people_carries_its_exit_code_and_hint(tmp_path):
    async def play(stage):
        (answer,) = await stage.ask(call("refuse"))
        assert answer["error"] == {"code": 1, "message": "not today", "data": {"hint": "Try tomorrow"}}

    staged(tmp_path, play)


def test_a_bug_is_answered_and_logged_and_the_service_lives(tmp_path, capsys):
    async def play(stage):
        answers = await stage.ask(call("broken"), call("echo", 2))
        errors = [a["error"] for a in answers if "error" in a]
        assert [e["code"] for e in errors] == [rpc_module.BUG]
        assert any("result" in a for a in answers)

    staged(tmp_path, play)
    logged = capsys.readouterr().err
    assert "the method broken failed: KeyError" in logged
    assert "in broken" in logged
    assert "somebody" not in logged.replace('raise KeyError("the name of somebody")', "")


def test_a_message_without_an_id_is_not_answered(tmp_path):
    async def play(stage):
        reader, writer = await stage.connect()
        writer.write(b'{"jsonrpc":"2.0","method":"echo"}\n' + json.dumps(call("echo", 7)).encode() + b"\n")
        assert json.loads(await reader.readline())["id"] == 7
        writer.close()

    staged(tmp_path, play)


def test_a_message_of_just_the_limit_passes_and_a_longer_one_ends_the_connection(tmp_path):
    async def play(stage):
        head = b'{"id":1,"method":"number","params":{"n":1,"x":"'
        fits = head + b"x" * (LINE_LIMIT - len(head) - 3) + b'"}}'
        assert len(fits) == LINE_LIMIT
        (answer,) = await stage.ask(fits + b"\n")
        assert answer["result"] == {"n": 1}
        reader, writer = await stage.connect()
        writer.write(b"x" * (LINE_LIMIT + 2))
        error = json.loads(await reader.readline())
        assert error["error"]["code"] == rpc_module.INVALID_REQUEST
        assert await reader.read() == b""
        writer.close()
        (answer,) = await stage.ask(call("echo"))
        assert "result" in answer

    staged(tmp_path, play)


def test_a_call_that_waits_holds_nobody_up(tmp_path):
    async def play(stage):
        reader, writer = await stage.connect()
        writer.write(json.dumps(call("wait", 1)).encode() + b"\n" + json.dumps(call("echo", 2)).encode() + b"\n")
        assert json.loads(await asyncio.wait_for(reader.readline(), 5))["id"] == 2
        stage.release.set()
        assert json.loads(await asyncio.wait_for(reader.readline(), 5))["id"] == 1
        writer.close()

    staged(tmp_path, play)


def test_too_many_connections_are_told_so(tmp_path, monkeypatch):
    monkeypatch.setattr(rpc_module, "CONNECTION_LIMIT", 2)

    async def play(stage):
        open_ones = [await stage.connect() for _ in range(2)]
        for i, (reader, writer) in enumerate(open_ones):
            writer.write(json.dumps(call("echo", i)).encode() + b"\n")
            await reader.readline()
        reader, writer = await stage.connect()
        assert "too many" in json.loads(await reader.readline())["error"]["message"]
        assert await reader.read() == b""
        for _, each in [*open_ones, (reader, writer)]:
            each.close()

    staged(tmp_path, play)


def test_only_the_same_user_is_answered(tmp_path, monkeypatch):
    monkeypatch.setattr(rpc_module, "credentials", lambda door: (1, os.getuid() + 1))

    async def play(stage):
        reader, writer = await stage.connect()
        assert "another user" in json.loads(await reader.readline())["error"]["message"]
        assert await reader.read() == b""
        writer.close()

    staged(tmp_path, play)


def test_the_socket_and_its_folder_are_the_owners_alone(tmp_path):
    (tmp_path / "run").mkdir(mode=0o755)

    async def play(stage):
        assert stat.S_IMODE(stage.path.stat().st_mode) == 0o600
        assert stat.S_IMODE(stage.path.parent.stat().st_mode) == 0o700

    staged(tmp_path, play)
    assert not (tmp_path / "run" / "api.sock").exists()


def test_a_stale_socket_is_replaced_and_a_live_one_is_not(tmp_path):
    (tmp_path / "run").mkdir()
    dead = socket.socket(socket.AF_UNIX)
    dead.bind(str(tmp_path / "run" / "api.sock"))
    dead.close()

    async def play(stage):
        (answer,) = await stage.ask(call("echo"))
        assert "result" in answer
        other = Stage(tmp_path)
        with pytest.raises(UnscrollError) as refused:
            await other.server.open(stage.path)
        assert refused.value.code == Exit.SECOND_DAEMON
        (answer,) = await stage.ask(call("echo"))
        assert "result" in answer

    staged(tmp_path, play)


def test_pushes_reach_those_who_asked_for_the_topic(tmp_path):
    async def play(stage):
        reader, writer = await stage.connect()
        writer.write(json.dumps(call("listen", topics=["budget"])).encode() + b"\n")
        await reader.readline()
        assert stage.server.wanted("budget")
        assert not stage.server.wanted("status")
        stage.server.push("status", {"x": 1})
        stage.server.push("budget", {"left_s": 60})
        assert json.loads(await reader.readline()) == {
            "jsonrpc": "2.0",
            "method": "budget",
            "params": {"left_s": 60},
        }
        writer.close()
        await writer.wait_closed()

    staged(tmp_path, play)


def test_a_peer_that_never_reads_is_cut_off(tmp_path):
    async def play(stage):
        reader, writer = await stage.connect()
        writer.write(json.dumps(call("listen", topics=["budget"])).encode() + b"\n")
        await reader.readline()
        for _ in range(80):
            stage.server.push("budget", {"x": "x" * 100_000})
        deadline = asyncio.get_running_loop().time() + 10
        while not stage.gone and asyncio.get_running_loop().time() < deadline:
            await asyncio.sleep(0.01)
        assert stage.gone
        writer.close()

    staged(tmp_path, play)


def test_a_number_is_not_a_bool():
    with pytest.raises(ParamError):
        number_of({"n": False}, "n")
