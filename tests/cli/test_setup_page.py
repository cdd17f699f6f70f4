"""The page of setup, by real requests: nothing without the token, answers kept as in the terminal."""

import os
import sys
import time

import pytest
from markupsafe import escape
from support.histories import firefox
from support.home import NINE, invoke
from support.page import let_in, served
from support.setting_up import machine

from unscroll.cli.page_token import Tokens
from unscroll.cli.setup_past import offers
from unscroll.cli.setup_site import SetupSite
from unscroll.cli.setup_views import STEPS
from unscroll.cli.setup_work import Work
from unscroll.errors import Exit, UnscrollError
from unscroll.settings import load

__all__ = ["machine"]
PATIENCE_S = 30


@pytest.fixture
def closed(machine):
    """The page as it is before the code was exchanged, with the code."""
    tokens = Tokens()
    with served(lambda port, life: SetupSite(port, tokens, life, Work(lambda: ["the service runs"])).app()) as page:
        page.code = tokens.code
        yield page


@pytest.fixture
def page(closed):
    """The page as its browser has it."""
    return let_in(closed, closed.code)


def test_without_the_token_there_is_a_door_and_nothing_else(closed, monkeypatch):
    invoke("people", "add", "Zoë Müller", "--circle", "close")
    for path in (*(f"/{step}" for step in STEPS), "/live", "/names?q=zo"):
        told = closed.get(path)
        assert told.status == 401
        assert "Zo" not in told.text
    for path in ("/answer/never", "/finish"):
        assert closed.post(path, {"entries": []}).status == 401
    assert closed.get("/").text == closed.get("/welcome").text
    assert not (load_never())


def load_never():
    from unscroll.cli.asking import places

    return load(places().config_file).never


def test_the_code_opens_it_once(closed):
    assert closed.post("/enter", {"code": "wrong"}).status == 403
    cookie = closed.post("/enter", {"code": closed.code}).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    assert closed.post("/enter", {"code": closed.code}).status == 403
    for code in (7, None, "\ud800"):
        assert closed.post("/enter", {"code": code}).status in (403, 422)
    assert closed.get("/welcome", Cookie=cookie.partition(";")[0]).status == 200
    assert closed.get("/welcome", Cookie=f"unscroll-{closed.port}=x").status == 401


def test_every_step_is_shown(page):
    for step in STEPS:
        told = page.get(f"/{step}")
        assert told.status == 200, step
        assert "<h1>" in told.text
        assert 'lang="en"' in told.text
    assert "page: instagram/feed" in page.get("/welcome").text
    assert page.get("/live").json["steps"] == ["the service runs"]
    for path in ("/answer/never", "/enter", "/finish", "/../secret", "/page.css", "/answer/nothing"):
        assert page.get(path).status in (404, 405)


def test_answers_are_kept(page, machine):
    invoke("people", "add", "Zoë Müller", "--circle", "friends")
    assert page.get("/names?q=m%C3%BCl").json == {"names": ["Zoë Müller"]}
    assert page.post("/answer/never", {"entries": ["https://bank.example/x"]}).status == 200
    assert page.post("/answer/work", {"work": "hours", "value": "mon-fri 09:00-17:00"}).status == 200
    said = page.post("/answer/people", {"people": ["zoe", "Ben"], "region": "fr"})
    assert said.json == {"said": ["Zoë Müller", "Ben (new)"]}
    assert page.post("/answer/phone", {"phone": "none"}).status == 200
    assert page.get("/").headers["Location"] == "/back-fill"
    assert page.post("/answer/back-fill", {"sources": []}).status == 200
    settings = load(machine.config_file)
    assert (settings.never, settings.phone, settings.people.region) == (("bank.example",), "none", "FR")
    done = page.get("/done").text
    assert "Zoë Müller" in done
    assert "not asked yet" not in done
    assert page.get("/").headers["Location"] == "/welcome"


WRONG = (
    ("never", {"entries": ["*"]}),
    ("never", {"entries": "bank.example"}),
    ("never", {"entries": [["a"]]}),
    ("never", {"entries": ["a"], "more": 1}),
    ("never", {"entries": [f"a{n}.example" for n in range(1_000)]}),
    ("never", {"entries": ["x" * 300]}),
    ("work", {"work": "sometimes", "value": ""}),
    ("work", {"work": "hours", "value": "nine to five"}),
    ("work", {"work": "profile", "value": " "}),
    ("people", {"people": ["a", "b", "c", "d", "e", "f"], "region": ""}),
    ("people", {"people": ["Ben"], "region": "Narnia"}),
    ("people", {"people": ["me@example.org"], "region": ""}),
    ("people", {"people": ["Ben", 7], "region": ""}),
    ("phone", {"phone": "maybe"}),
    ("phone", {}),
    ("back-fill", {"sources": ["../../etc/passwd"]}),
)


@pytest.mark.parametrize(("question", "told"), WRONG)
def test_what_is_no_answer_is_said_and_changes_nothing(page, machine, question, told):
    said = page.post(f"/answer/{question}", told)
    assert said.status == 422
    assert said.json["error"]
    assert not machine.config_file.exists()
    assert not machine.ledger.exists()
    assert not (machine.state / "setup.json").exists()


@pytest.mark.parametrize("body", [b"", b"[]", b"7", b"{", b"[" * 100_000, b'{"entries": ["\xff"]}'])
def test_what_is_no_json_is_422(page, body):
    assert page.post("/answer/never", body).status == 422


def test_hostile_names_are_text(page):
    name = '<img src=x onerror=alert(1)>"\u202e'
    assert page.post("/answer/people", {"people": [name], "region": ""}).status == 200
    for step in ("people", "done"):
        text = page.get(f"/{step}").text
        assert "<img" not in text
        assert "&lt;img" in text
        assert "\u202e" not in text


def test_a_hostile_profile_is_text(page, tmp_path):
    folder = tmp_path / ".mozilla/firefox/<script>alert(1)<"
    folder.mkdir(parents=True)
    firefox(folder / "places.sqlite")
    text = page.get("/back-fill").text
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_settings_that_break_meanwhile_are_said_on_the_page(page, machine):
    machine.config.mkdir(parents=True, exist_ok=True)
    machine.config_file.write_text("never = [")
    told = page.get("/never")
    assert told.status == 503
    assert "config.toml" in told.text
    assert page.post("/answer/never", {"entries": ["a.example"]}).json["error"]
    assert machine.config_file.read_text() == "never = ["
    assert page.get("/welcome").status in (200, 503)


def test_a_service_that_cannot_be_put_in_place_is_said_on_the_page(machine):
    def refuse():
        yield "wrote the unit"
        raise UnscrollError("Failed to connect to bus", "See systemctl --user", Exit.IO)

    tokens = Tokens()
    with served(lambda port, life: SetupSite(port, tokens, life, Work(refuse)).app()) as page:
        let_in(page, tokens.code)
        told = page.get("/live").json
        assert told["steps"] == ["wrote the unit"]
        assert "Failed to connect to bus" in told["refused"]
        assert "Failed to connect to bus" in page.get("/welcome").text


def test_a_file_that_cannot_be_written_is_said(page, monkeypatch):
    def refuse(path, content):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("unscroll.cli.settings_edit.write_private", refuse)
    told = page.post("/answer/never", {"entries": ["a.example"]})
    assert told.status == 503
    assert "Permission denied" in told.json["error"]


def test_what_is_ticked_is_read_in(page, machine, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    folder = tmp_path / ".mozilla/firefox/abc.default"
    folder.mkdir(parents=True)
    firefox(folder / "places.sqlite", (NINE, "https://www.reddit.com/", {"viewed_ms": 60_000}))
    (offer,) = offers()
    assert str(escape(offer.question)) in page.get("/back-fill").text
    assert page.post("/answer/back-fill", {"sources": [offer.key]}).status == 200
    until = time.monotonic() + PATIENCE_S
    while (read := page.get("/live").json["reads"][0])["state"] not in ("done", "failed"):
        assert time.monotonic() < until
        time.sleep(0.05)
    assert read["state"] == "done", read
    assert any("1 visit new" in words for words in read["words"])


def test_it_ends_when_it_is_done_and_not_by_being_looked_at(page):
    assert page.get("/finish").status == 405
    assert page.post("/finish", {}).status == 200
    assert not page.join()


def test_it_ends_by_itself_when_nobody_uses_it(machine):
    tokens = Tokens()
    with served(lambda port, life: SetupSite(port, tokens, life, Work(list)).app(), idle_s=0.2) as page:
        assert not page.join()
