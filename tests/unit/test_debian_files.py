"""What goes into the Debian package, without building it."""

import configparser
import re
import tomllib

from bench.deb import control, environment, manual
from bench.deb.files import DATA
from unscroll.cli.index import COMMANDS


def test_the_manual_page_tells_every_command_with_its_options() -> None:
    page = manual.page("2026-11-24")
    for name in COMMANDS:
        assert re.search(rf"^\.SS unscroll {re.escape(name)}\b", page.replace("\\-", "-"), re.M), name
    assert ".SS unscroll service attach" in page
    assert ".B \\-\\-line FORMAT" in page


def test_no_words_of_a_help_are_taken_for_orders_of_troff() -> None:
    known = {".TH", ".SH", ".SS", ".PP", ".TP", ".B", ".I", ".nf", ".fi"}
    orders = {line.split()[0] for line in manual.page("2026-11-24").splitlines() if line.startswith((".", "'"))}
    assert orders <= known
    assert manual._plain(".hidden \\ a-b") == "\\&.hidden \\e a\\-b"


def test_every_library_is_pinned_and_none_needs_a_compiler() -> None:
    found = {line.split("==")[0]: line.split("==")[1] for line in environment.libraries_of_today((3, 11))}
    project = tomllib.loads((environment.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.split(r"[<>=]", line)[0] for line in project["dependencies"]}
    assert named <= set(found)
    assert {"six", "narwhals", "markupsafe"} <= set(found), "what libraries need themselves"
    assert not {"evdev", "pip"} & set(found)
    assert all(found.values())


def test_the_package_is_for_one_python() -> None:
    told = control.control("amd64", (3, 11), 1000)
    assert "Depends: python3 (>= 3.11~), python3 (<< 3.12~)" in told
    assert told.endswith("\n")


def test_the_menu_entry_opens_the_report() -> None:
    entry = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    entry.optionxform = str
    entry.read(DATA / "unscroll.desktop")
    keys = dict(entry["Desktop Entry"])
    assert (keys["Exec"], keys["TryExec"], keys["Icon"]) == ("unscroll report --open", "unscroll", "unscroll")
    assert keys["Categories"].endswith(";")
