"""Files: private ones, put in place whole."""

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from unscroll.errors import Exit, UnscrollError

PLAIN_LIMIT = 1 << 20
"""Bytes of the largest small file that is read: settings, a key, a rest."""


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
