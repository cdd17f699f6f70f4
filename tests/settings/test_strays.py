"""Names in config.toml that no rule knows are told, with the nearest one."""

import pytest

from unscroll.naming import views_of
from unscroll.recognise import PagePlace, recognise_page
from unscroll.rulebook import load_rules
from unscroll.settings import parse, strays
from unscroll.surface import ThreadKey


def found(text: str) -> tuple[str, ...]:
    settings = parse(text)
    return strays(settings, load_rules(settings.rules))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[caps]\nplatform = {redit = "30m"}', "caps.platform: no platform is called redit; did you mean reddit?"),
        ('[work]\nplaces = ["nosuch_at_all"]', "work.places: no platform is called nosuch_at_all; unscroll rules list"),
        ('[work]\nplaces = ["linkedin/nosuch"]', "work.places: linkedin has no surface nosuch; known are "),
        (
            '[work]\nplaces = ["linkedin/dm_thred"]',
            "work.places: linkedin has no surface dm_thred; did you mean linkedin/",
        ),
        ('[[rule]]\nname = "a"\nkind = "other"\nplatform = "youtub"', "rule a: no platform is called youtub; did you"),
        ('[[rule]]\nname = "a"\nkind = "other"\nplatform = "x"\nview = "fed"', "rule a: x has no surface fed; did you"),
    ],
)
def test_a_name_that_no_rule_knows_is_told(text: str, said: str) -> None:
    (sentence,) = found(text)
    assert sentence.startswith(said)


def test_what_the_rules_know_is_no_stray() -> None:
    assert not found("""
        [caps]
        platform = {reddit = "30m", mastodon = "20m", website = "1h"}
        [work]
        places = ["linkedin", "linkedin/dm_thread", "mail_client/mail_list", "browser/unseen", "meeting/standup"]
        [[rule]]
        name = "club"
        kind = "other"
        platform = "reddit"
        view = "feed"
        [[rule]]
        name = "own name/with/slashes"
        kind = "other"
        host = "forum.example"
    """)


def test_every_surface_that_a_rule_gives_has_its_name() -> None:
    rules = load_rules()
    known = views_of(rules)
    for host in rules.hosts:
        surface = recognise_page(rules, PagePlace("https", host, "/"), lambda *_: ThreadKey(bytes(16)))
        assert surface.view in known[surface.platform]
    assert all(app.view in known[app.platform.id] for app in rules.apps.values())
    assert "own name" not in known
