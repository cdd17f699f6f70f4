"""Spelled: slips of the fingers among all names."""

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from unscroll.people.spelled import lines_of, slips_between, spelled

NAMES = st.text("abc ", max_size=8)


@given(NAMES, NAMES, st.integers(0, 2))
def test_letters_that_are_wrong_are_counted(one: str, other: str, most: int) -> None:
    off = OSA.distance(one, other)
    assert min(slips_between(one, other, most), most + 1) == min(off, most + 1)


@given(st.text("abcdé ", min_size=5, max_size=12), st.lists(st.text("abcdé ", min_size=4, max_size=12), max_size=5))
def test_those_with_a_slip_are_all_found(told: str, names: list[str]) -> None:
    lines, among = lines_of(told), spelled(enumerate(names), ())
    if not lines[0].strip() or len(lines) > 1 or len(lines[0].replace(" ", "")) < 5:
        return
    most = 1 + (len(lines[0].replace(" ", "")) >= 10)
    turned = " ".join(sorted(lines[0].split()))
    near = [
        (min(OSA.distance(lines[0], line), OSA.distance(turned, " ".join(sorted(line.split())))), at)
        for at, line in enumerate(among.lines)
    ]
    assert among.slips(lines) == [at for off, at in sorted(near) if off <= most]


def test_a_slip_is_found_without_what_is_slow_to_load() -> None:
    code = (
        "import sys; from unscroll.people.spelled import lines_of, spelled;"
        "assert spelled([(1, 'Ana Rossi')], ()).slips(lines_of('Ana Rosssi')) == [1];"
        "assert 'rapidfuzz' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
