"""A stand-in for the daemon's socket: keeps every line of the hosts, answers what a test tells it to."""

import json
import socket
import threading
from pathlib import Path
from typing import Any

DID = {"work": "worked", "pause": "rested", "resume": "rested", "forget": "forgotten"}


class Daemon:
    """Serves `path`; `frames` are the extension's frames in the order in which they came."""

    def __init__(self, path: Path, config: dict[str, Any], acknowledge: bool = True) -> None:
        self.path, self.config, self.acknowledge = path, config, acknowledge
        self.silent = False
        """Takes frames and says nothing, not even what may be told."""
        self.thread: dict[str, Any] | None = None
        """What is said of the thread that the popup asks for; None: nothing."""
        self.people: list[dict[str, Any]] | None = []
        """The names that the popup is given; None: nothing is said, as by a service of before."""
        self.refusal = ""
        """Why a label or a contact is refused; empty: it is kept."""
        self.budget: dict[str, Any] = {"left_s": 2520, "spent_s": 4680, "cap_s": 7200, "state": "ok"}
        self.lines: list[str] = []
        self.frames: list[dict[str, Any]] = []
        self.pids: list[int] = []
        self._doors: list[socket.socket] = []
        self._lock = threading.Lock()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        self._server = socket.socket(socket.AF_UNIX)
        self._server.bind(str(path))
        self._server.listen()
        threading.Thread(target=self._accept, daemon=True).start()

    def push(self, method: str, params: dict[str, Any]) -> None:
        line = json.dumps({"jsonrpc": "2.0", "method": method, "params": params}).encode() + b"\n"
        with self._lock:
            for door in self._doors:
                door.sendall(line)

    def kill(self) -> None:
        """Ends as `kill -9` would: connections break, the socket file stays."""
        if self._server.fileno() < 0:
            return
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        with self._lock:
            for door in self._doors:
                door.shutdown(socket.SHUT_RDWR)
                door.close()
            self._doors.clear()

    @property
    def deltas(self) -> list[dict[str, Any]]:
        return [frame["delta"] for frame in list(self.frames) if "delta" in frame]

    def _accept(self) -> None:
        while True:
            try:
                door, _ = self._server.accept()
            except OSError:
                return
            with self._lock:
                self._doors.append(door)
            threading.Thread(target=self._serve, args=(door,), daemon=True).start()

    def _serve(self, door: socket.socket) -> None:
        try:
            with door.makefile("rb") as lines:
                for line in lines:
                    self._line(line.decode(), door)
        except (OSError, ValueError):
            return

    def _line(self, line: str, door: socket.socket) -> None:
        self.lines.append(line)
        params = json.loads(line)["params"]
        if "hello" in params:
            self.pids.append(params["hello"]["pid"])
            door.sendall(b'{"jsonrpc":"2.0","id":1,"result":{}}\n')
            return
        frame = params["frame"]
        self.frames.append(frame)
        answers: list[tuple[str, dict[str, Any]]] = []
        if self.silent:
            return
        if "hello" in frame:
            answers = [("config", self.config), ("budget", self.budget)]
        elif "ask" in frame and self.thread is not None:
            answers = [("thread", {"tab": frame["ask"]["tab"], "id": frame["ask"]["id"], **self.thread})]
        elif "label" in frame:
            told = frame["label"]
            body = {"tab": told["tab"], "id": told["id"], "ok": not self.refusal, "why": self.refusal}
            answers = [("labelled", body)]
        elif "people" in frame and self.people is not None:
            answers = [("people", {"id": frame["people"]["id"], "people": self.people})]
        elif "log" in frame and self.people is not None:
            told = frame["log"]
            said = "" if self.refusal else f"{told['channel']} with {told['person']}"
            answers = [("logged", {"id": told["id"], "ok": not self.refusal, "why": self.refusal, "said": said})]
        elif (did := next((name for name in DID if name in frame), "")) and self.people is not None:
            answers = [(DID[did], self._did(did, frame[did]))]
        elif "delta" in frame and self.acknowledge:
            answers = [("ack", {"run": frame["delta"]["run"], "seq": frame["delta"]["seq"]})]
        for method, body in answers:
            door.sendall(json.dumps({"jsonrpc": "2.0", "method": method, "params": body}).encode() + b"\n")

    def _did(self, name: str, body: dict[str, Any]) -> dict[str, Any]:
        """As the service does: a question before an hour goes, the flags of a pause in the next budget."""
        said = {
            "work": "13:41 to 14:41 is work (42 min counted then)",
            "pause": "Nothing is watched until 15:26",
            "resume": "Watching goes on",
            "forget": "13:41 to 14:41 is forgotten",
        }[name]
        more: dict[str, Any] = {"sure": ""} if name == "forget" else {}
        if name == "forget" and "sure" not in body:
            said = "All of 13:41 to 14:41 goes for good: 42 min that were counted, 1 contact. What reaches into that "
            said, more = f"{said}hour goes whole", {"sure": "5a" * 8}
        if self.refusal:
            said = ""
        elif name in ("pause", "resume"):
            self.budget = {**self.budget, "flags": ["paused"] if name == "pause" else []}
            self.push("budget", self.budget)
        return {"id": body["id"], "ok": not self.refusal, "why": self.refusal, "said": said, **more}
