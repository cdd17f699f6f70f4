"""systemd's words, the machine's zone, rests that outlive a restart."""

import socket

import pytest

from unscroll.daemon.rests import LONGEST_MS, Rests
from unscroll.daemon.sd_notify import SystemdNotifier, clean_environment
from unscroll.daemon.zone import zone_name
from unscroll.errors import UnscrollError
from unscroll.sighting import SessionState

HOUR = 3_600_000


def test_systemd_hears_ready_status_and_the_watchdog(tmp_path):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as door:
        door.bind(str(tmp_path / "notify"))
        door.settimeout(5)
        env = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "180000000", "WATCHDOG_PID": "7"}
        notifier = SystemdNotifier(env, 7)
        assert notifier.watchdog_ms == 180_000
        notifier.ready("watches x11")
        assert door.recv(100) == b"READY=1\nSTATUS=watches x11"
        notifier.alive()
        assert door.recv(100) == b"WATCHDOG=1"
        notifier.stopping()
        assert door.recv(100).startswith(b"STOPPING=1")


def test_a_watchdog_for_another_process_is_not_ours_and_a_gone_manager_is_no_error(tmp_path):
    notifier = SystemdNotifier(
        {"NOTIFY_SOCKET": str(tmp_path / "gone"), "WATCHDOG_USEC": "2000000", "WATCHDOG_PID": "8"}, 7
    )
    assert notifier.watchdog_ms == 0
    notifier.ready("x")
    assert "NOTIFY_SOCKET" not in clean_environment({"NOTIFY_SOCKET": "x", "PATH": "/bin"})


def test_the_zone_is_tz_then_the_link_then_the_file_then_utc(tmp_path):
    link = tmp_path / "localtime"
    assert zone_name({}, link) == "UTC"
    (tmp_path / "timezone").write_text("Asia/Tokyo\n")
    assert zone_name({}, link) == "Asia/Tokyo"
    target = tmp_path / "zoneinfo" / "Europe"
    target.mkdir(parents=True)
    (target / "Berlin").touch()
    link.symlink_to(target / "Berlin")
    assert zone_name({}, link) == "Europe/Berlin"
    assert zone_name({"TZ": ":Australia/Lord_Howe"}, link) == "Australia/Lord_Howe"
    assert zone_name({"TZ": "/etc/shadow"}, link) == "Europe/Berlin"
    assert zone_name({"TZ": "Nowhere/Land"}, link) == "Europe/Berlin"


def test_rests_end_by_themselves_and_outlive_a_restart(tmp_path):
    rests = Rests(tmp_path / "rests.json")
    rests.set("pause", 2 * HOUR, HOUR)
    again = Rests(tmp_path / "rests.json")
    assert again.resting(HOUR) is SessionState.PAUSED
    assert again.next_end_ms(HOUR) == 2 * HOUR
    assert again.resting(2 * HOUR) is None
    again.end()
    assert again.resting(HOUR) is None
    assert Rests(tmp_path / "rests.json").next_end_ms(HOUR) is None


def test_a_guest_goes_before_a_pause_and_a_torn_file_is_no_rest(tmp_path):
    rests = Rests(tmp_path / "rests.json")
    rests.set("pause", 2 * HOUR, HOUR)
    rests.set("guest", 2 * HOUR, HOUR)
    assert rests.resting(HOUR) is SessionState.GUEST
    (tmp_path / "rests.json").write_text("{")
    assert Rests(tmp_path / "rests.json").resting(HOUR) is None


@pytest.mark.parametrize("length", [0, LONGEST_MS + 1])
def test_a_rest_has_a_length_below_a_month(tmp_path, length):
    with pytest.raises(UnscrollError):
        Rests(tmp_path / "rests.json").set("pause", HOUR + length, HOUR)
