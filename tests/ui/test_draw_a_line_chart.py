"""A line of figures stays within its picture, whatever the figures are."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgzaam.ui.charts import BOTTOM, HEIGHT, TOP, line, number

FIGURES = st.decimals(min_value=-(10**11), max_value=10**11, places=2)


def drawn(*values, target=None):
    days = [datetime.date(2025, 1, 1) + datetime.timedelta(days=count) for count in range(len(values))]
    rows = [(day, str(day), Decimal(value), "telling") for day, value in zip(days, values, strict=True)]
    return line("Wachtenden", "mensen", rows, target=target)


@given(st.lists(FIGURES, max_size=6), st.none() | FIGURES)
def test_all_of_a_line_lies_within_the_picture(values, target):
    chart = drawn(*values, target=target)
    heights = [point.y for point in chart.points] + [y for y, _ in chart.grid]
    heights += [chart.target[0]] if chart.target else []
    assert all(TOP <= y <= HEIGHT - BOTTOM for y in heights)
    assert (chart.grid[0][0], chart.grid[-1][0]) == (HEIGHT - BOTTOM, TOP), (
        "levels from the bottom to the top"
    )
    assert 2 <= len(chart.grid) <= 7
    higher = sorted(zip(map(Decimal, values), chart.points, strict=True), key=lambda pair: pair[0])
    assert [point.y for _, point in higher] == sorted((point.y for _, point in higher), reverse=True)


@pytest.mark.parametrize(
    ("value", "levels"),
    [
        ("9", ["0", "5", "10"]),
        ("7", ["0", "2", "4", "6", "8"]),
        ("-0.75", ["-0,8", "-0,6", "-0,4", "-0,2", "0"]),
    ],
)
def test_levels_are_round_and_reach_past_the_figure(value, levels):
    assert [words for _, words in drawn(value).grid] == levels


def test_figures_are_written_as_people_do():
    assert number(Decimal("1250.50")) == "1.250,5"
