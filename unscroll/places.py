"""Places: where the files of unscroll lie (CONTRACT.md 2)."""

import contextlib
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, NamedTuple, Self

from unscroll.errors import Exit, UnscrollError

SOCKET_PATH_LIMIT = 107
"""Bytes that a unix socket's path may have on Linux (`sun_path` less its NUL)."""

PLAIN_LIMIT = 1 << 20
"""Bytes of the largest small file that is read: settings, a key, a rest."""


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


def make_folder(folder: Path) -> None:
    """Makes a folder that only its owner enters; UnscrollError (74) where that cannot be so."""
    try:
        for above in reversed(folder.parents):  # `mkdir` gives its mode to the last folder alone
            if not above.exists():
                above.mkdir(mode=0o700, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError as error:
        raise UnscrollError(
            f"cannot make {folder}: {error.strerror}", "name another one by UNSCROLL_HOME", Exit.IO
        ) from (error)
    if not stat.S_ISDIR(found.st_mode) and not folder.is_dir():
        raise UnscrollError(f"{folder} is no folder", "move it away", Exit.IO)
    if folder.stat().st_uid != os.getuid():
        raise UnscrollError(f"{folder} belongs to another user", "remove it, or set UNSCROLL_HOME", Exit.IO)
    if stat.S_IMODE(folder.stat().st_mode) & 0o077:
        folder.chmod(0o700)


@contextlib.contextmanager
def named(path: Path) -> Iterator[None]:
    """What fails within is of `path`: an error of an open file does not say of which."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = str(path)
        raise


def write_private(path: Path, content: bytes) -> None:
    """Puts a file in place whole (temporary, fsync, rename), 0600."""
    fresh = path.with_name(f".{path.name}.new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        with named(path), os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)  # half of it would stay beside the file for good
        raise


@contextlib.contextmanager
def open_private(path: Path) -> Iterator[IO[str]]:
    """A text file to be written, 0600, that takes the place of the one of before when it is whole: whatever is raised
    leaves that one as it was, nothing beside it. What is no file, such as a pipe or a terminal, is written to as it
    is; so is a file in a folder where none can be made."""
    from tempfile import mkstemp  # costs 8 ms, and few commands write a file

    whole, fresh = Path(os.path.realpath(path)), None
    if not _is_a_way_out(path):
        try:
            handle, name = mkstemp(dir=whole.parent, prefix=".unscroll-")
            fresh = Path(name)
        except PermissionError as error:
            if not whole.exists():
                raise _of(path, error) from error
        except OSError as error:
            raise _of(path, error) from error
    if fresh is None:
        with _open_anew(path) as out:
            yield out
        return
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(whole)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def _is_a_way_out(path: Path) -> bool:
    """A pipe, a device, a name for a stream that is open: it is there to be written to, not replaced."""
    stream = str(path.parent) == "/dev" or path.is_relative_to("/dev/fd") or path.is_relative_to("/proc")
    return stream or (path.exists() and not path.is_file())


def _of(path: Path, error: OSError) -> OSError:
    """The error, of the file that was asked for instead of the one beside it."""
    return OSError(error.errno, error.strerror, str(path))


def _open_anew(path: Path) -> IO[str]:
    """As it is there, emptied; 0600 where its file system and owner let it be."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    if stat.S_ISREG(os.fstat(handle).st_mode):
        with contextlib.suppress(PermissionError):
            os.fchmod(handle, 0o600)
    return os.fdopen(handle, "w", encoding="utf-8")


def read_plain(path: Path, most_bytes: int = PLAIN_LIMIT) -> bytes:
    """The content of a small file; FileNotFoundError where there is none. UnscrollError (74) where it is no file, or
    a larger one: a pipe would be waited for for ever, a device has no end."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise UnscrollError(f"{path} is no regular file", "move it away", Exit.IO)
        content = bytearray()
        while len(content) <= most_bytes and (part := os.read(handle, most_bytes + 1)):
            content += part
    finally:
        os.close(handle)
    if len(content) > most_bytes:
        raise UnscrollError(f"{path} is larger than {most_bytes} bytes", "move it away", Exit.IO)
    return bytes(content)


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
