"""Files lie where XDG says, and only their owner enters."""

import os
from pathlib import Path

import pytest

from unscroll.cli.units import unit_file
from unscroll.errors import Exit, UnscrollError
from unscroll.places import Places


def test_xdg_folders_and_their_defaults() -> None:
    places = Places.of({"HOME": "/h", "XDG_DATA_HOME": "/d", "XDG_STATE_HOME": "relative", "XDG_RUNTIME_DIR": "/r"})
    assert places.config_file == Path("/h/.config/unscroll/config.toml")
    assert places.ledger == Path("/d/unscroll/ledger.db")
    assert places.state == Path("/h/.local/state/unscroll")
    assert places.socket == Path("/r/unscroll/api.sock")


def test_one_home_for_all_four(tmp_path: Path) -> None:
    places = Places.of({"UNSCROLL_HOME": str(tmp_path / "u"), "HOME": "/h", "XDG_RUNTIME_DIR": "/r"})
    places.make()
    for folder in (places.config, places.data, places.state, places.runtime, places.inbox, places.backups):
        assert folder.is_relative_to(tmp_path / "u")
        assert folder.stat().st_mode & 0o777 == 0o700


def test_without_a_runtime_folder_a_private_one_in_tmp(tmp_path: Path) -> None:
    places = Places.of({"HOME": "/h"}, temporary=tmp_path)
    assert places.socket == tmp_path / f"unscroll-{os.getuid()}" / "api.sock"
    places.runtime.mkdir(mode=0o777)
    places.make_runtime()
    assert places.runtime.stat().st_mode & 0o777 == 0o700


def test_a_socket_path_that_the_kernel_refuses_is_a_line() -> None:
    fits = Places.of({"UNSCROLL_HOME": "/" + "x" * (107 - len("//run/api.sock"))})
    assert len(os.fsencode(fits.socket)) == 107
    with pytest.raises(UnscrollError, match="108 bytes") as wrong:
        _ = Places.of({"UNSCROLL_HOME": str(fits.data.parent) + "x"}).socket
    assert wrong.value.code == Exit.IO
    assert wrong.value.hint


def test_a_file_in_the_way_is_a_line(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(UnscrollError) as wrong:
        Places.of({"UNSCROLL_HOME": str(tmp_path)}).make()
    assert wrong.value.code == Exit.IO


def test_no_home_is_a_line() -> None:
    with pytest.raises(UnscrollError, match="HOME"):
        Places.of({})


def test_a_relative_home_is_a_line_and_a_relative_one_of_ours_is_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "rel")
    for env in ({"HOME": "rel"}, {"HOME": "rel", "UNSCROLL_HOME": "~/u"}):
        with pytest.raises(UnscrollError, match=r"HOME=rel is no absolute path\. Write it out") as wrong:
            Places.of(env)
        assert wrong.value.code == Exit.IO
    with pytest.raises(UnscrollError, match="HOME=rel"):
        unit_file({"HOME": "rel"})
    assert Places.of({"HOME": "rel", "UNSCROLL_HOME": "u"}).data == tmp_path / "u/data"
