"""A platform that no rule knows: told by config --check, doctor and status, and nothing stops for it."""

import json

import click
import pytest
from support.home import invoke

from unscroll.errors import Exit, UnscrollError

SAID = "caps.platform: no platform is called redit; did you mean reddit?"


@pytest.fixture
def mistyped(ledger):
    ledger.config.mkdir(parents=True, exist_ok=True)
    ledger.config_file.write_text('[caps]\nplatform = {redit = "30m"}\n')
    return ledger


def test_config_check_refuses_it(mistyped):
    with pytest.raises(UnscrollError) as wrong:
        invoke("config", "--check")
    assert SAID in str(wrong.value)
    assert wrong.value.code is Exit.CONFIG


def test_status_notes_it(mistyped):
    assert f"note: {SAID}" in invoke("status").stdout
    assert json.loads(invoke("status", "--json").stdout)["troubles"] == [SAID]


def test_doctor_notes_it_and_where_to_mend_it(mistyped):
    checks = json.loads(invoke("doctor", "--json").stdout)["checks"]
    (note,) = [check for check in checks if check["said"] == SAID]
    assert (note["name"], note["needed"]) == ("settings", False)
    assert str(mistyped.config_file) in note["mend"]


def test_a_cap_on_it_is_wrong_use(mistyped):
    with pytest.raises(UnscrollError, match="no platform is called nosuch") as wrong:
        invoke("cap", "30m", "--platform", "nosuch")
    assert wrong.value.code is Exit.USAGE


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("rules", "add", "bad", "--platform", "youtub", "--view", "video", "--kind", "other"), "did you mean youtube"),
        (
            ("rules", "add", "bad", "--platform", "youtube", "--view", "vidoe", "--kind", "other"),
            "did you mean youtube/video",
        ),
        (("rules", "list", "youtub"), "no platform is called youtub. Did you mean youtube"),
    ],
)
def test_rules_refuse_it_before_anything_is_written(ledger, words, said):
    with pytest.raises(UnscrollError, match=f"(?i){said}") as wrong:
        invoke(*words)
    assert wrong.value.code is Exit.USAGE
    assert not ledger.config_file.exists()


def test_doctor_puts_no_full_stop_after_a_question(mistyped):
    assert "did you mean reddit? " in invoke("doctor").stdout


def test_phone_says_all_back_and_takes_no_platform_twice(ledger):
    said = invoke("phone", "1h10", "instagram", "40m", "reddit", "10m").stdout
    assert said.endswith("1 h 10 min, of it 40 min Instagram, 10 min Reddit\n")
    with pytest.raises(click.UsageError, match="instagram is named twice"):
        invoke("phone", "1h", "instagram", "10m", "instagram", "20m")
