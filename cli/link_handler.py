"""LinkHandler: tells the user's desktop that `unscroll:` links are opened by unscroll.

By mimeapps.list, which the desktops read (Association between MIME types and applications, freedesktop.org): the
programs that keep its caches are not on every machine.
"""

from pathlib import Path

from unscroll.cli.units import LINKS

_TYPE = "x-scheme-handler/unscroll"
_SECTION = "[Default Applications]"
_LINE = f"{_TYPE}={LINKS}"


def open_links(config_home: Path) -> None:
    """Makes unscroll what opens its links; whoever else was chosen for them stays."""
    file = config_home / "mimeapps.list"
    lines = _lines(file)
    if any(line.partition("=")[0].strip() == _TYPE for line in lines):
        return
    if _SECTION in lines:
        lines.insert(lines.index(_SECTION) + 1, _LINE)
    else:
        lines += [*([""] if lines else []), _SECTION, _LINE]
    _write(file, lines)


def close_links(config_home: Path) -> None:
    """Takes it back; everything else in the file stays."""
    file = config_home / "mimeapps.list"
    lines = _lines(file)
    kept = [line for line in lines if line.rstrip(";") != _LINE]
    if kept == ["", _SECTION] or kept == [_SECTION]:
        file.unlink()
    elif kept != lines:
        _write(file, kept)


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8", errors="surrogateescape").splitlines() if file.is_file() else []


def _write(file: Path, lines: list[str]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8", errors="surrogateescape")
