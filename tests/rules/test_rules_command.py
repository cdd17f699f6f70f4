"""`unscroll rules`: list, test and add, on a config file of its own."""

import json
import tomllib

import pytest
from click.testing import CliRunner

from unscroll.cli.group import main
from unscroll.errors import Exit, UnscrollError
from unscroll.settings.reading import load


@pytest.fixture
def config(tmp_path, monkeypatch):
    monkeypatch.setenv("UNSCROLL_HOME", str(tmp_path))
    return tmp_path / "config" / "config.toml"


def run(*arguments, of="rules"):
    result = CliRunner().invoke(main, (of, *arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_add_says_from_when_a_door_rule_counts(config):
    said = run("add", "forum", "--host", "forum.example", "--kind", "scroll")
    assert "from now on" in said
    assert tomllib.loads(config.read_text())["rule"] == [{"name": "forum", "kind": "scroll", "host": "forum.example"}]
    assert config.stat().st_mode & 0o777 == 0o600
    answer = json.loads(run("https://www.forum.example/a", "--json", of="classify"))
    assert (answer["platform"], answer["kind"], answer["rule"]) == ("none", "scroll", "forum")


def test_add_says_that_a_meaning_re_reads_the_past(config):
    assert "re-reads the past" in run("add", "lectures", "--platform", "youtube", "--view", "shorts", "--kind", "other")
    answer = json.loads(run("test", "https://www.youtube.com/shorts/1", "--json"))
    assert answer == {"schema": 1, "platform": "youtube", "surface": "shorts", "kind": "other", "rule": "lectures"}
    assert json.loads(run("test", "https://www.youtube.com/watch?v=1", "--json"))["rule"] != "lectures"


def test_add_leaves_the_rest_of_the_file_as_it_was(config):
    config.parent.mkdir()
    rule = '[[rule]]\nname = "a"\nkind = "other"\nplatform = "x"\n'
    before = f'# mine\ncap = "90m"  # strict\n\n{rule}\n[work]\nplaces = ["slack"]\n'
    config.write_text(before)
    run("add", "b", "--app", "XTerm", "--kind", "other")
    after = config.read_text()
    assert after.startswith('# mine\ncap = "90m"  # strict\n')
    assert [rule.name for rule in load(config).rules] == ["a", "b"]
    assert load(config).contexts.places == frozenset({"slack"})


@pytest.mark.parametrize(
    "arguments",
    [("add", "x", "--kind", "scroll"), ("add", "a/b\n", "--kind", "scroll", "--host", "h.example")],
)
def test_a_bad_rule_changes_nothing(config, arguments):
    config.parent.mkdir()
    config.write_text("# mine\n")
    result = CliRunner().invoke(main, ("rules", *arguments))
    assert isinstance(result.exception, UnscrollError)
    assert result.exception.code is Exit.CONFIG
    assert config.read_text() == "# mine\n"


def test_a_name_is_not_given_twice(config):
    run("add", "a", "--host", "a.example", "--kind", "other")
    result = CliRunner().invoke(main, ("rules", "add", "a", "--host", "b.example", "--kind", "other"))
    assert isinstance(result.exception, UnscrollError)
    assert "b.example" not in config.read_text()


def test_list_names_platforms_and_their_rules(config):
    run("add", "forum", "--host", "forum.example", "--kind", "scroll")
    listed = run("list")
    assert "facebook.com" in listed
    assert "forum" in listed
    assert "youtube/shorts/" in run("list", "youtube")
    told = json.loads(run("list", "discord", "--json"))
    assert told["own"][0]["host"] == "forum.example"
    assert any(rule["pattern"].startswith("title ") for rule in told["platforms"][0]["rules"])


def test_an_unknown_platform_is_said(config):
    result = CliRunner().invoke(main, ("rules", "list", "nowhere"))
    assert isinstance(result.exception, UnscrollError)
    assert result.exception.code is Exit.USAGE


def test_a_bad_config_is_said_by_classify(config):
    config.parent.mkdir()
    config.write_text('[[rule]]\nname = "a"\nkind = "scrol"\nhost = "a.example"\n')
    result = CliRunner().invoke(
        main,
        (
            "classify",
            "https://x.com/",
        ),
    )
    assert isinstance(result.exception, UnscrollError)
    assert result.exception.code is Exit.CONFIG
    assert "unknown kind scrol" in str(result.exception)


ALONE = "a rule without a host is asked on known platforms alone: give --host too"


@pytest.mark.parametrize(("option", "value"), [("--title", "bees"), ("--path", "^/forum/")])
def test_a_rule_without_a_host_says_where_it_is_asked(config, option, value):
    assert ALONE in run("add", "bees", option, value, "--kind", "scroll")
    assert ALONE in json.loads(run("add", "more", option, value, "--kind", "scroll", "--json"))["note"]
    address = ("https://elsewhere.example/forum/1", "--title", "bees")
    assert f"the browser tells nothing of this site. On pages, {ALONE}" in run("test", *address)
    told = json.loads(run("test", *address, "--json"))
    assert (told["rule"], ALONE in told["note"]) == ("bees", True)
    assert "note" not in json.loads(run("test", "https://x.com/forum/1", "--title", "bees", "--json"))
    run("add", "its host", "--host", "elsewhere.example", "--kind", "other")
    assert "note" not in json.loads(run("test", *address, "--json"))


def test_a_rule_that_is_asked_wherever_it_fits_says_nothing_of_hosts(config):
    for name, *where in (
        ("a", "--host", "a.example", "--title", "b"),
        ("b", "--app", "XTerm", "--title", "irssi"),
        ("c", "--platform", "youtube", "--title", "lecture"),
    ):
        assert "--host" not in run("add", name, *where, "--kind", "other")
