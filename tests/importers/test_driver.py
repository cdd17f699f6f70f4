"""The driver: from records to commands of bounded size."""

from types import SimpleNamespace

import pytest
from support.folk import Folk

from unscroll.commands import to_json
from unscroll.errors import Exit, Problem, UnscrollError
from unscroll.importers.contract import Ask, Claim, Followers
from unscroll.importers.draft import NO_REGION, Draft
from unscroll.importers.driver import BATCH, KEPT, import_file
from unscroll.people.card import Card
from unscroll.people.nobody import Owner

NOT_KNOWN = Owner()


def drive(records, tmp_path, owner=NOT_KNOWN, send=None):
    """What came of the records, and the commands that they became."""
    sent = []
    with Folk() as folk:

        def into(command):
            sent.append(command)
            return folk.do(command)

        importer = SimpleNamespace(name="test", read=lambda path, ask: iter(records))
        done = import_file(tmp_path / "a.vcf", (importer, Claim("test", "cards")), Ask(), owner, send or into)
        return done, sent, folk.names


def somebody(n, **more):
    return Card(str(n), f"P{n}", where=f"a.vcf:{n}", **more)


def test_a_file_goes_in_batches_that_are_one_change(tmp_path) -> None:
    done, sent, names = drive(map(somebody, range(2 * BATCH + 1)), tmp_path)
    assert [len(command.cards) for command in sent] == [BATCH, BATCH, 1]
    assert {command.change_id for command in sent[1:]} == {1}
    assert (done.read, done.new, done.contacts, len(names)) == (801, 801, 801, 801)


def test_a_message_of_the_socket_holds_every_batch(tmp_path) -> None:
    import json

    _, sent, _ = drive([somebody(n, note="\N{SUNFLOWER}" * 10_000) for n in range(30)], tmp_path)
    assert len(sent) > 1
    assert all(len(json.dumps(to_json(command))) < 1 << 19 for command in sent)


def test_a_card_beyond_any_message_is_a_problem(tmp_path) -> None:
    done, _, names = drive([somebody(1, company="x" * 500_000), somebody(2)], tmp_path)
    assert names == ["P2"]
    assert done.problems == [Problem("a.vcf:1", "a card of more than anybody's would hold: left out")]


def test_nobodies_are_problems_with_their_reason(tmp_path) -> None:
    draft = Draft("a.vcf:3", Ask())
    draft.email("no-reply@example.org")
    owner = Owner.of(["Ana Roth", "ana@example.org"])
    records = [Card("1", "ana ROTH", where="a.vcf:1"), *draft.records("", "Shop"), somebody(4)]
    done, _, names = drive(records, tmp_path, owner)
    assert names == ["P4"]
    assert done.problems == [
        ("a.vcf:1", "this is you: left out"),
        ("a.vcf:3", "no person: an address of a role or a list: left out"),
    ]
    assert (done.read, done.contacts) == (3, 1)


def test_the_region_is_asked_for_once(tmp_path) -> None:
    records = [somebody(1), *(Problem(f"a.vcf:{n}", NO_REGION) for n in (2, 3)), Problem("a.vcf:4", "broken")]
    done, _, _ = drive(records, tmp_path)
    assert [problem.where for problem in done.problems] == ["a.vcf:2", "a.vcf:4"]
    assert done.problems[0].what.startswith("2 telephone numbers without a country: left out; set the region: --region")
    assert done.problem_count == 2


def test_of_many_problems_some_are_kept(tmp_path) -> None:
    done, _, _ = drive([Problem("a.vcf:1", "broken")] * (KEPT + 7), tmp_path)
    assert (len(done.problems), done.problem_count) == (KEPT, KEPT + 7)


def broken(after):
    yield from after
    raise UnscrollError("a.vcf cannot be read: Input/output error", code=Exit.IO)


def test_what_was_read_before_a_disk_fails_is_kept(tmp_path) -> None:
    done, _, names = drive(broken([somebody(1)]), tmp_path)
    assert (names, [problem.where for problem in done.problems]) == (["P1"], ["a.vcf"])
    with pytest.raises(UnscrollError, match="cannot be read"):
        drive(broken([]), tmp_path)


def test_a_refusal_of_the_ledger_is_no_problem_of_the_file(tmp_path) -> None:
    def full(command):
        raise UnscrollError("the disk is full", code=Exit.IO)

    with pytest.raises(UnscrollError, match="full"):
        drive(map(somebody, range(BATCH + 1)), tmp_path, send=full)


def test_counts_of_followers_and_rhythms_are_told(tmp_path) -> None:
    done, _, _ = drive([somebody(1, cadence_days=30), somebody(2), Followers("linkedin", 2)], tmp_path)
    assert (done.rhythms, done.followers) == (1, Followers("linkedin", 2))
