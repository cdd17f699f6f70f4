"""config.toml becomes settings, or one line that says what is wrong."""

import os
from datetime import date
from pathlib import Path

import pytest

from unscroll.errors import Exit, UnscrollError
from unscroll.journal import contexts_from
from unscroll.kinds import Kind, UserRule
from unscroll.meaning import Limits
from unscroll.settings import Mode, PhoneSetting, Settings, Sites, example, load, page, parse

DAY = 86_400_000


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    settings = load(tmp_path / "config.toml")
    assert settings == Settings()
    assert (settings.cap_ms, settings.day_turns_at_min, settings.phone) == (7_200_000, 240, PhoneSetting.ASK)
    assert settings.limits == Limits()


def test_every_kind_of_value_is_read() -> None:
    told = parse("""
        mode = "nudge"
        cap = "1h30"
        quiet_hours = ["22:00-08:00"]
        easing_wait = "10m"
        never = ["bank.example"]
        phone = "none"
        record = {sites = "all"}
        [caps]
        weekend = 180
        platform = {reddit = "20m"}
        [work]
        hours = ["mon-fri 09:00-17:00", "sat 10:00-12:00"]
        places = ["linkedin"]
        [limits]
        input = "90s"
        [[rule]]
        name = "club"
        kind = "other"
        platform = "reddit"
    """)
    assert (told.mode, told.cap_ms, told.easing_wait_ms) == (Mode.NUDGE, 5_400_000, 600_000)
    assert (told.cap_of(date(2026, 11, 20)), told.cap_of(date(2026, 11, 21))) == (5_400_000, 10_800_000)
    assert told.caps.platform_ms == {"reddit": 1_200_000}
    assert told.record.sites is Sites.ALL
    assert [sorted(h.weekdays) for h in told.work.hours] == [[0, 1, 2, 3, 4], [5]]
    assert told.limits.input_ms == 90_000
    assert told.rules == (UserRule("club", Kind.OTHER, platform="reddit"),)
    assert [told.quiet_at(m * 60) for m in (21, 22, 7, 8)] == [False, True, True, False]
    assert contexts_from(told.change_body()["meaning"]["work"]) == told.contexts
    assert told.change_body()["budget"]["platform_ms"] == {"reddit": 1_200_000}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('capp = "1h"', "Did you mean cap?"),
        ("cap = " + "[" * 800, "too deeply nested"),
        ("cap = " + "9" * 5_000, "a number is too long"),
        ("[work]\nhour = []", "Did you mean work.hours?"),
        ('\n\ncap = "1h', "line 3"),
        ('cap = "soon"', "no duration"),
        ("cap = true", "cap: "),
        ('mode = "hard"', "mode: one of observe, nudge is"),
        ("work = 3", "Write \\[work\\]"),
        ("notify = {at = [10, 20, 30, 40]}", "three"),
        ('day_turns_at = "25:00"', "no time"),
        ('[people]\nregion = "EU"', "people.region: 'EU' is no country's code"),
        ("[people]\nregion = 33", "people.region: a text"),
        ('[people]\nme = "Ana"', "people.me: a list"),
        ('[[rule]]\nname = "a"\nkind = "fun"\napp = "x"', "unknown kind fun"),
        ('[[rule]]\nname = "a"\nkind = "other"', "fits everything"),
        ('[[rule]]\nname = "a"\nkind = "other"\nap = "x"', "Did you mean app"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(text: str, says: str) -> None:
    with pytest.raises(UnscrollError, match=says) as wrong:
        parse(text)
    assert wrong.value.code == Exit.CONFIG
    assert "\n" not in str(wrong.value)


def test_an_unset_mode_observes_for_a_week() -> None:
    settings = Settings()
    assert settings.mode_at(5, None) is Mode.OBSERVE
    assert settings.mode_at(7 * DAY - 1, 0) is Mode.OBSERVE
    assert settings.mode_at(7 * DAY, 0) is Mode.NUDGE
    assert parse('mode = "nudge"').mode_at(0, 0) is Mode.NUDGE


def test_the_example_with_its_comments_off_is_the_default() -> None:
    lines = [line.removeprefix("# ") for line in example().splitlines() if " = " in line or line.startswith("[")]
    text = "\n".join(line for line in lines if not line.startswith(("mode", "weekday", "weekend")))
    told = parse(text.split("name = ")[0].replace("[[rule]]", ""))
    assert told == Settings()
    assert parse(example()) == Settings()


def test_the_committed_page_is_fresh() -> None:
    committed = Path(__file__).parent.parent.parent / "docs" / "settings.md"
    assert committed.read_text(encoding="utf-8") == page()


def test_a_tail_is_half_an_hour_at_most() -> None:
    assert parse('[limits]\nfull_screen = "30m"').limits.full_screen_ms == 1_800_000
    with pytest.raises(UnscrollError, match="at most"):
        parse('[limits]\nfull_screen = "90m"')


def test_a_region_is_a_country_in_any_letters() -> None:
    assert [parse(f'[people]\nregion = "{told}"').people.region for told in ("FR", " fr ", "uk", "")] == [
        "FR",
        "FR",
        "GB",
        "",
    ]
    assert parse('[people]\nme = ["Ana", "ana@example.org"]').people.me == ("Ana", "ana@example.org")


def test_the_regions_are_those_of_the_library() -> None:
    import phonenumbers

    from unscroll.people.regions import REGIONS

    assert REGIONS == phonenumbers.SUPPORTED_REGIONS


def test_never_holds_what_hosts_and_app_ids_are_compared_in() -> None:
    told = parse("""never = ["https://bank.example/login", "bänk.example", "*.Clinic.example", "a.example:8080",
        ".b.example", "org.keepassxc.KeePassXC", "Tor Browser", "日記", "intranet.*", "[::1]:80", "c.example.",
        "https://me@d.example?q"]""")
    assert told.never == (
        *("bank.example", "xn--bnk-qla.example", "clinic.example", "a.example", "b.example"),
        *("org.keepassxc.keepassxc", "tor browser", "日記", "intranet.*", "[::1]", "c.example", "d.example"),
    )


@pytest.mark.parametrize(
    "entry", ["", "*", "*bank*", "a.b.*", "a@b.example", "x, y", "/usr/bin/x", "https://a b/", "a..b"]
)
def test_a_never_entry_that_can_match_nothing_is_refused(entry: str) -> None:
    with pytest.raises(UnscrollError, match=r"never: .* would match nothing. Write a host such as") as wrong:
        parse(f'never = ["{entry}"]')
    assert wrong.value.code == Exit.CONFIG


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b"\xef\xbb\xbf" + b'cap = "45m"\n')
    assert load(file).cap_ms == 2_700_000


def test_what_is_no_small_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe, endless, large = (tmp_path / name for name in ("pipe", "endless", "large"))
    os.mkfifo(pipe)
    endless.symlink_to("/dev/zero")
    large.write_bytes(b"#" * (1 << 21))
    for file, says in ((pipe, "no regular file"), (endless, "no regular file"), (large, "larger than")):
        with pytest.raises(UnscrollError, match=says) as wrong:
            load(file)
        assert wrong.value.code == Exit.CONFIG
