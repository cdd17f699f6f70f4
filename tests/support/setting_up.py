"""Setting up in tests: a machine without a user manager, on which no daemon is started."""

import pytest

from unscroll.cli import installing, setup, setup_wizard, units


@pytest.fixture
def machine(places, monkeypatch):
    """Questions reach somebody; nothing of the real machine is touched, nothing is waited for."""
    monkeypatch.setattr(units, "user_systemd", lambda env: False)
    monkeypatch.setattr(units, "systemctl", lambda *words: pytest.fail("systemctl was called"))
    monkeypatch.setattr(installing, "start_detached", lambda places: None)
    monkeypatch.setattr(setup, "somebody_there", lambda: True)
    monkeypatch.setattr(setup_wizard, "_PATIENCE_S", 0)
    for variable in ("LC_ALL", "LC_TELEPHONE", "LC_ADDRESS"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    return places
