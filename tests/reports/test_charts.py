"""Figures are what plotly takes, and say what the tables say."""

import plotly.graph_objects as go
import pytest
from support.synthetic_days import ZONE, all_unresolved, dst_day, no_data, normal_day, over_the_cap

from unscroll.day import Zones
from unscroll.kinds import Kind
from unscroll.reports.charts import hours_figure
from unscroll.reports.minutes import day_minutes
from unscroll.reports.summary import summarise


def figure(day):
    summary = summarise(day)
    minutes = day_minutes(summary)
    return hours_figure(summary, minutes, Zones.only(ZONE)), minutes


def concrete(value):
    """The style sheet's names replaced by a colour, as figures.js does."""
    if isinstance(value, dict):
        return {k: concrete(v) for k, v in value.items()}
    if isinstance(value, list):
        return [concrete(v) for v in value]
    return "#123456" if isinstance(value, str) and value.startswith("var(--") else value


@pytest.mark.parametrize("day", [normal_day, over_the_cap, all_unresolved, dst_day])
def test_plotly_accepts_the_figure(day):
    plot = figure(day())[0].plot
    go.Figure(concrete(plot))


@pytest.mark.parametrize("day", [normal_day, over_the_cap, all_unresolved, dst_day])
def test_bars_sum_to_the_minutes_of_the_kinds(day):
    found, minutes = figure(day())
    sums = [abs(sum(bars["y"])) for bars in found.plot["data"]]
    assert sums == [minutes.kinds[k] for k in (Kind.SCROLL, Kind.ONE_TO_ONE, Kind.PRIVATE)]


def test_a_day_of_25_hours_has_25_bars_with_names_of_their_own():
    names = figure(dst_day())[0].plot["data"][0]["x"]
    assert len(names) == len(set(names)) == 25
    assert "02:00 again" in names


def test_no_figure_where_there_is_nothing_to_show():
    assert figure(no_data())[0] is None
