"""Places: where the files of unscroll lie (CONTRACT.md 2)."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, Self

from unscroll.errors import Exit, UnscrollError
from unscroll.files import make_folder

SOCKET_PATH_LIMIT = 107
"""Bytes that a unix socket's path may have on Linux (`sun_path` less its NUL)."""


class Places(NamedTuple):
    """The four XDG folders of unscroll and what lies in them; nothing is made before `make`."""

    config: Path
    data: Path
    state: Path
    runtime: Path

    @classmethod
    def of(cls, env: Mapping[str, str], temporary: Path | None = None) -> Self:
        """The places that `env` names. `UNSCROLL_HOME` puts all four under one folder. `temporary` stands in for the
        temporary folder. UnscrollError (74) where there is no home folder at all, or none of that name."""
        if base := env.get("UNSCROLL_HOME"):
            home = _expanded(base).absolute()
            return cls(home / "config", home / "data", home / "state", home / "run")
        return cls(
            config=_xdg(env, "XDG_CONFIG_HOME", ".config"),
            data=_xdg(env, "XDG_DATA_HOME", ".local/share"),
            state=_xdg(env, "XDG_STATE_HOME", ".local/state"),
            runtime=_runtime(env, temporary),
        )

    @property
    def config_file(self) -> Path:
        return self.config / "config.toml"

    @property
    def ledger(self) -> Path:
        return self.data / "ledger.db"

    @property
    def lock(self) -> Path:
        """Beside the ledger, not in the runtime folder: two sessions of a user share the data."""
        return self.data / "ledger.lock"

    @property
    def ballast(self) -> Path:
        return self.data / "ballast"

    @property
    def thread_key(self) -> Path:
        return self.data / "thread.key"

    @property
    def spare_key(self) -> Path:
        """A copy of the thread key, for the day the key itself is lost."""
        return self.backups / "thread.key"

    @property
    def reports(self) -> Path:
        return self.data / "reports"

    @property
    def plans(self) -> Path:
        """Invitations to what is planned."""
        return self.data / "plans"

    @property
    def inbox(self) -> Path:
        return self.data / "inbox"

    @property
    def backups(self) -> Path:
        return self.data / "backups"

    @property
    def socket(self) -> Path:
        """Where the daemon listens; UnscrollError (74) where the path is longer than the kernel takes."""
        path = self.runtime / "api.sock"
        size = len(os.fsencode(path))
        if size > SOCKET_PATH_LIMIT:
            raise UnscrollError(
                f"the socket path has {size} bytes, {SOCKET_PATH_LIMIT} is the limit: {path}",
                "set UNSCROLL_HOME or XDG_RUNTIME_DIR to a shorter folder",
                Exit.IO,
            )
        return path

    def make(self) -> None:
        """Makes the folders, 0700; UnscrollError (74) where one cannot be made or belongs to somebody else."""
        for folder in (self.config, self.data, self.state, self.reports, self.inbox, self.backups):
            make_folder(folder)
        self.make_runtime()

    def make_runtime(self) -> None:
        """Makes the socket's folder alone."""
        make_folder(self.runtime)


def home_folder(home: str) -> Path:
    """The folder that HOME names; UnscrollError (74) where it is relative: files would lie where a command happens to
    run, and another command would not find them."""
    if not home.startswith("/"):
        raise UnscrollError(f"HOME={home} is no absolute path", "write it out from / on", Exit.IO)
    return Path(home)


def _expanded(base: str) -> Path:
    try:
        folder = Path(base).expanduser()
    except RuntimeError as nobody:
        raise UnscrollError(f"UNSCROLL_HOME={base} names no home folder", "write the path out", Exit.IO) from nobody
    if base.startswith("~") and not folder.is_absolute():
        home_folder(os.environ.get("HOME", ""))
    return folder


def _xdg(env: Mapping[str, str], name: str, otherwise: str) -> Path:
    """XDG base folders; a relative one is invalid by their rules, so it is passed over."""
    value = env.get(name, "")
    if value.startswith("/"):
        return Path(value) / "unscroll"
    home = env.get("HOME", "")
    if not home:
        raise UnscrollError(f"neither HOME nor {name} is set", "set HOME or UNSCROLL_HOME", Exit.IO)
    return home_folder(home) / otherwise / "unscroll"


def _runtime(env: Mapping[str, str], temporary: Path | None) -> Path:
    value = env.get("XDG_RUNTIME_DIR", "")
    if value.startswith("/"):
        return Path(value) / "unscroll"
    if temporary is None:
        from tempfile import gettempdir  # costs every `status` 8 ms, and hardly any machine comes here

        temporary = Path(gettempdir())
    return temporary / f"unscroll-{os.getuid()}"
