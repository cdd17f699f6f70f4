"""The desktop's main paths once inside the hardened unit, and the unit as `unscroll setup` puts it in place."""

import configparser
import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from desktop.test_unit import install, status
from desktop.user_systemd import REPOSITORY, UID, python_for_others, user_manager

from bench.stage import front, i3lock, openbox, x_server, xdotool, xterm
from unscroll.clock import SystemClock
from unscroll.ledger import Batch, ensure_key, open_writer
from unscroll.places import Places
from unscroll.sighting import Focus, Input, InputKind, InputSource, Session, SessionState, Stretch
from unscroll.surface import Surface

pytestmark = pytest.mark.desktop

HERE = Path(__file__).parent
CONFIG = 'mode = "nudge"\nquiet_hours = []\n'


@pytest.fixture
def manager():
    with user_manager() as found:
        yield found


@pytest.fixture
def screen(manager):
    """A screen that the manager's user may use, as the manager is told at a login."""
    folder = manager.base / "x"
    folder.mkdir(mode=0o755)
    with x_server(folder=folder) as found, openbox(found):
        os.chown(found.xauthority, UID, UID)
        told = (f"DISPLAY={found.display}", f"XAUTHORITY={found.xauthority}", "XDG_SESSION_TYPE=x11")
        manager.systemctl("set-environment", *told)
        yield found


def collectors(manager):
    return {c["name"]: c for c in status(manager)["collectors"]}


def running(manager, *names):
    return all(collectors(manager)[name]["state"] == "running" for name in names)


def seconds(manager):
    return sum(status(manager)["seconds"].values())


def yesterday_at_the_desk(home):
    """A ledger with an hour of the Day before, so that its report is due at the start."""
    places = Places.of({"HOME": str(home)})
    noon = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=1)
    start = int(noon.timestamp() * 1000)
    facts = (
        Focus(Surface("none", "window", "none", app="XTerm")),
        Session(SessionState.WATCHING, "boot"),
        Input(InputKind.KEY, InputSource.MACHINE),
    )
    with open_writer(places, SystemClock()) as writer:
        writer.commit(Batch(tuple(Stretch(start, start + 3_600_000, fact, "x11", count=1_000) for fact in facts)))
    ensure_key(places.thread_key)
    for path in (home / ".local", *(home / ".local").rglob("*")):
        os.chown(path, UID, UID)
    return places.reports / f"{noon.date()}.html"


@contextmanager
def notifications(manager):
    """A notification server of the user's on the user's bus; gives what it was shown."""
    python, path = python_for_others()
    inside = ["nsenter", f"--mount=/proc/{manager.pid}/ns/mnt", "setpriv", f"--reuid={UID}", f"--regid={UID}"]
    argv = [*inside, "--clear-groups", python, str(HERE / "notification_server.py")]
    argv.append(f"unix:path={manager.base}/run/bus")
    with subprocess.Popen(argv, env={"PYTHONPATH": path}, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout.readline() == "ready\n"
        try:
            yield child.stdout
        finally:
            child.terminate()


BROWSER = """
import json, struct, subprocess, sys, time
host = subprocess.Popen([sys.executable, "-I", "-S", sys.argv[1], "chrome-extension://x/"],
                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
def say(message):
    data = json.dumps(message).encode()
    host.stdin.write(struct.pack("=I", len(data)) + data)
    host.stdin.flush()
def hear():
    return json.loads(host.stdout.read(struct.unpack("=I", host.stdout.read(4))[0]))
def until(wanted):
    while True:
        message = hear()
        if wanted(message):
            return message
say({"hello": {"v": 1, "version": sys.argv[2], "browser": "feedbeef"}})
until(lambda m: m.get("method") == "config" or "config" in str(m))
state = {"visible": True, "focused": True, "audible": False, "playing": False, "full_screen": False,
         "item": 1, "deep": False, "entry": "typed", "participants": None}
for seq in range(1, 4):
    time.sleep(1)
    now = time.time_ns() // 1000000
    say({"delta": {"v": 1, "run": "0123456789abcdef", "seq": seq, "tab": "7", "start": now - 1000, "end": now,
         "place": {"scheme": "https", "host": "www.reddit.com", "path": "/"}, "state": state, "px": 900,
         "input": [["wheel", "", now - 900, now - 100, 12]], "acts": []}})
until(lambda m: (m.get("result") or {}).get("ack", {}).get("seq") == 3)
print("acknowledged")
host.stdin.close()
"""


def test_focus_input_lock_browser_notification_and_report_work_inside(manager, screen):
    from unscroll import __version__

    report = yesterday_at_the_desk(manager.base / "home")
    config = manager.base / "home/.config/unscroll/config.toml"
    manager.run("mkdir", "-p", str(config.parent))
    config.write_text(CONFIG)
    install(manager)
    with notifications(manager) as shown, xterm(screen, "one") as one:
        manager.systemctl("start", "unscroll")
        log = manager.base / "home/log"
        manager.until(lambda: running(manager, "x11", "xinput", "locker", "savers"), "the collectors")
        front(screen, one)
        before = seconds(manager)
        xdotool(screen, "key", "a")
        manager.until(lambda: seconds(manager) > before + 1, "focus and input")
        with i3lock(screen):
            manager.until(lambda: "locked" in what_you_know(manager), "the lock")
        manager.until(report.exists, "the report of yesterday", 60)
        python, _ = python_for_others()
        host = REPOSITORY / "daemon/native_host.py"
        told = manager.run(python, "-c", BROWSER, str(host), __version__)
        assert told.strip() == "acknowledged"
        assert "page: reddit/" in what_you_know(manager)
        assert shown.readline().startswith("unscroll|")  # the report of yesterday, announced
    assert status(manager)["troubles"] == []
    assert "Traceback" not in log.read_text()
    manager.systemctl("stop", "unscroll")
    assert manager.show("unscroll", "Result", "NRestarts") == {"Result": "success", "NRestarts": "0"}


def unscroll(manager, *argv, check=True):
    """A command as that user types it."""
    python, path = python_for_others()
    return manager.run("env", f"PYTHONPATH={path}", python, "-m", "unscroll", *argv, check=check)


def what_you_know(manager):
    return unscroll(manager, "what-you-know")


def test_setup_installs_starts_and_removes_with_the_real_systemctl(manager, screen):
    _, path = python_for_others()
    manager.systemctl("set-environment", f"PYTHONPATH={path}", "TZ=UTC")
    manager.run("mkdir", "-p", f"{manager.base}/home/.config/chromium")
    said = unscroll(manager, "setup", "--yes")
    home = manager.base / "home"
    unit, autostart = home / ".config/systemd/user/unscroll.service", home / ".config/autostart/unscroll.desktop"
    assert f"wrote {unit}" in said
    assert f"wrote {autostart}" in said
    assert "the service is enabled and started" in said
    assert "chromium/NativeMessagingHosts" in said
    assert manager.systemctl("is-active", "unscroll").strip() == "active"
    assert manager.systemctl("is-enabled", "unscroll").strip() == "enabled"
    manager.until(lambda: running(manager, "x11", "xinput"), "the collectors")
    valid_desktop_entry(autostart)
    again = unscroll(manager, "setup", "--yes")
    assert "the service runs" in again
    assert "daemon   running" in unscroll(manager, "service", "status")
    env = ("env", f"PYTHONPATH={path}", f"DISPLAY={screen.display}", f"XAUTHORITY={screen.xauthority}")
    python, _ = python_for_others()
    attached = manager.run(*env, python, "-m", "unscroll", "service", "attach")
    assert attached.strip() == f"attached: {screen.display}"
    doctor = unscroll(manager, "doctor", check=False)
    assert f"works     unit            {unit}" in doctor
    removed = unscroll(manager, "service", "remove")
    assert "the service is stopped" in removed
    assert not unit.exists()
    assert not autostart.exists()
    assert manager.systemctl("is-active", "unscroll", check=False).strip() == "inactive"
    assert (home / ".local/share/unscroll/ledger.db").exists()


def valid_desktop_entry(path):
    """As the Desktop Entry Specification wants it; by desktop-file-validate where the machine has it."""
    if shutil.which("desktop-file-validate"):
        done = subprocess.run(["desktop-file-validate", str(path)], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (0, "")
    entry = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    entry.optionxform = str
    entry.read(path)
    keys = dict(entry["Desktop Entry"])
    assert entry.sections() == ["Desktop Entry"]
    assert (keys["Type"], keys["Name"], keys["Terminal"]) == ("Application", "unscroll", "false")
    assert keys["Exec"].endswith("service attach")
    assert Path(keys["Exec"].split()[0]).exists()


def test_the_shipped_unit_is_valid(tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("needs systemd-analyze")
    unit = tmp_path / "unscroll.service"
    shipped = (REPOSITORY / "systemd/unscroll.service").read_text()
    unit.write_text(shipped.replace("/usr/bin/unscroll", sys.executable))
    env = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    argv = ["systemd-analyze", "verify", "--user", str(unit)]
    done = subprocess.run(argv, env=env, capture_output=True, text=True, check=False)
    said = [line for line in done.stderr.splitlines() if "unscroll" in line]
    assert (done.returncode, said) == (0, []), json.dumps(said)
