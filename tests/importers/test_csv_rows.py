"""Rows of CSV files as programs, spreadsheets and people save them."""

import pytest

from unscroll.errors import Problem
from unscroll.importers.csv_rows import find_header, rows_of
from unscroll.importers.lines import LONGEST

NEEDED = frozenset({"name", "e-mail"})


def rows(tmp_path, content):
    file = tmp_path / "a.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    header = find_header(file, NEEDED)
    assert header is not None
    return list(rows_of(file, header))


def told(tmp_path, content):
    return [row if isinstance(row, Problem) else dict(row.cells) for row in rows(tmp_path, content)]


ZOE = {"name": "Zoë", "e-mail": "z@x.org"}


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_delimiter_encoding_and_line_end(tmp_path, mark, encoding, end):
    text = end.join((f" Name {mark}E-MAIL", f"Zoë{mark}z@x.org", ""))
    assert told(tmp_path, text.encode(encoding)) == [ZOE]


def test_cells_in_quotes(tmp_path):
    assert told(tmp_path, '"Name","E-mail"\n"Zoë ""Zo"" M., Dr.","a\nb"\n') == [
        {"name": 'Zoë "Zo" M., Dr.', "e-mail": "a\nb"}
    ]


def test_where_a_row_stands(tmp_path):
    found = rows(tmp_path, 'Notes:\n"a,b"\n\nName,E-mail\n,\n"Z\nM",z@x.org\n\nB,b@x.org\n')
    assert [row.where for row in found] == ["a.csv:6", "a.csv:9"]


def test_a_row_that_says_nothing_is_none(tmp_path):
    assert told(tmp_path, "Name,E-mail\n,\n  ,  \n\nZoë,z@x.org\nName,E-mail\n") == [ZOE]


def test_short_rows_are_rows_and_long_ones_are_not(tmp_path):
    short, long = told(tmp_path, "Name,E-mail\nZoë\nMüller, Zoë,z@x.org\n")
    assert short == {"name": "Zoë"}
    assert long.where == "a.csv:3"
    assert told(tmp_path, "Name,E-mail\nZoë,z@x.org,,\n") == [ZOE]


def test_of_two_columns_with_one_name_the_first_that_speaks_counts(tmp_path):
    assert told(tmp_path, "Name,E-mail,Name\n,z@x.org,Zoë\nZoë,z@x.org,M\n") == [ZOE, ZOE]


@pytest.mark.parametrize("rest", ["", "Zoë,z@x.org\n", "Zoë,z@x.org\n" * 1_000])
def test_a_quote_that_is_never_closed_costs_one_row(tmp_path, rest):
    broken, *others = told(tmp_path, f'Name,E-mail\n"Cut,c@x.org\n{rest}')
    assert broken.where == "a.csv:2"
    assert others == [ZOE] * rest.count("\n")


def test_a_quote_that_another_far_below_closes_costs_one_row(tmp_path):
    found = told(tmp_path, 'Name,E-mail\n"Cut,c@x.org\n' + "Zoë,z@x.org\n" * 301 + '"Z",z@x.org\n')
    assert found[1:] == [ZOE] * 301 + [{"name": "Z", "e-mail": "z@x.org"}]


def test_a_line_that_is_too_long(tmp_path):
    long, zoe = told(tmp_path, f"Name,E-mail\n{'a,' * LONGEST}\nZoë,z@x.org\n")
    assert "too long" in long.what
    assert zoe == ZOE


def test_a_cell_that_is_too_long(tmp_path):
    assert told(tmp_path, f"Name,E-mail\n{'a' * 140_000},x\nZoë,z@x.org\n")[-1] == ZOE


def test_numbered_columns(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("Name,E-mail,E-mail 1 - Value,E-mail 2 - Value,E-mail 2 - Label,Re E-mail 1 - Value\nZ,,a,b,c,d\n")
    (row,) = rows_of(file, find_header(file, NEEDED))
    assert list(row.numbered("e-mail", "value")) == [("e-mail 1 - value", "a"), ("e-mail 2 - value", "b")]
    assert row.first("e-mail", "e-mail 2 - label") == "c"
    assert row.first("none") == ""


def test_no_header(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("Name,Mail\n" * 3)
    assert find_header(file, NEEDED) is None
    file.write_text("\n" * 300 + "Name,E-mail\n")
    assert find_header(file, NEEDED) is None
