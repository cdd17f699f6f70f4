"""unscroll people review: the ladder of knowing, from answers one by one."""

from support.home import invoke
from support.people import add, as_json, brought, shown, told


def cards(count):
    brought(*({"name": f"P{n:02}", "handles": [f"email:p{n}@x.org"]} for n in range(count)))


def answered():
    return [(p["i_know"], p["they_know"]) for p in (shown(f"P{n:02}") for n in range(4))]


def test_answers_are_kept_one_by_one_and_it_goes_on_later(places):
    cards(4)
    said = invoke("people", "review", text="1\n2\n")
    assert "1 of 4  P00, p0@x.org" in said.stdout
    assert [i_know for i_know, _ in answered()] == ["know", "would_like", None, None]
    said = invoke("people", "review", text="3\n1\ny\nn\n")
    assert "1 of 2  P02" in said.stdout
    assert answered() == [("know", True), ("would_like", None), ("let_go", None), ("know", False)]
    assert "4 connected, 2 you know, 1 know you, 0 talked this year, 0 not asked yet" in said.stdout
    assert told("review").startswith("nobody was brought who is not asked yet\n")


def test_ten_at_a_time_who_was_passed_over_last(places):
    cards(12)
    said = invoke("people", "review", text="s\n" * 10)
    assert "10 of 10  P09" in said.stdout
    said = invoke("people", "review", text="q\n")
    assert "1 of 10  P10" in said.stdout
    assert as_json("review")["not_asked"] == 12


def test_another_key_asks_again_and_q_leaves(places):
    cards(2)
    said = invoke("people", "review", text="7\n1\nq\n")
    assert "one of 1, 2, 3, s, q" in said.stderr
    assert [i_know for i_know, _ in answered_two()] == ["know", None]
    assert "does" not in said.stderr.lower(), "q leaves all of it"


def answered_two():
    return [(shown(name)["i_know"], 0) for name in ("P00", "P01")]


def test_only_whom_an_export_brought_is_asked_about(places):
    add("Zoë")
    assert "P00" not in told("review")
    assert as_json("review") == {
        "schema": 1,
        "connected": 0,
        "i_know": 0,
        "they_know": 0,
        "talked": 0,
        "not_asked": 0,
    }


def test_who_was_met_lately_is_asked_about_first_and_talked_this_year(places):
    cards(4)
    invoke("log", "coffee", "P02", "30m", "--at", "2026-11-20 10:00")
    invoke("log", "coffee", "P03", "30m", "--at", "2024-11-20 10:00")
    said = invoke("people", "review", text="q\n")
    assert "1 of 4  P02, p2@x.org, last contact 3 days ago" in said.stdout
    assert as_json("review")["talked"] == 1


def test_without_a_ledger(places):
    assert as_json("review")["connected"] == 0
    assert told("review", text="1\n").startswith("nobody was brought")
