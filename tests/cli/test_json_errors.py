"""With --json an error is one line on standard error as well, and standard output stays empty."""

import pytest

from unscroll.cli import main as entry


@pytest.mark.parametrize(
    "words",
    [
        *("resume", "pause 45m", "guest 1h", "backup", "day 9999-12-31", "report 9999-12-31", "explain soon"),
        *("label x-3f2a", "label x-ffff one", "correct 14:00-14:30 happy", "leave nosuch", "followers nosuch 5"),
        *("people show Zoë", "people merge Zoë Ana", "people undo", "people shw", "snooze Zoë 2w", "plan --done 3"),
        *("import nowhere.vcf", "restore nowhere.tar", "forget", "forget --platform nosuch --yes"),
        *("cap none", "cap 30m --platform nosuch", "phone 1h instagramm 5m", "log coffee", "run --nonsense"),
        *("rules list nosuch", "rules add a --kind scroll", "rules test", "classify", "what-you-know soon"),
    ],
)
def test_an_error_is_one_line(words, places, capsys):
    with pytest.raises(SystemExit) as ended:
        entry.run([*words.split(), "--json"])
    said = capsys.readouterr()
    assert ended.value.code not in (0, 70)
    assert said.out == ""
    (line,) = said.err.splitlines()
    assert line.startswith("unscroll: ")
