"""An overview's figures, as arithmetic, and what is not told of few people."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.features.activity import figures
from bot.features.activity.figures import FEW, FEWEST, Point, crowd, halves, per_day, share

MONDAY = date(2027, 3, 1).toordinal()
NUMBERS = st.integers(min_value=0, max_value=500)


def test_one_to_four_people_are_few_and_nobody_is_nobody() -> None:
    assert [crowd(number) for number in range(7)] == [0, "few", "few", "few", "few", 5, 6]


def test_of_fewer_than_ten_people_no_share_is_told() -> None:
    assert share(0, 0) == "nobody"
    assert {share(part, whole) for whole in range(1, 10) for part in range(whole + 1)} == {"unclear"}


def test_a_share_of_few_is_told_as_few_from_either_side() -> None:
    shares = [share(part, 12) for part in range(13)]
    assert shares == [0, "few", "few", "few", "few", 42, 50, 58, "most", "most", "most", "most", 100]


@given(NUMBERS, NUMBERS)
@settings(max_examples=100)
def test_no_share_leads_back_to_one_to_four_people(part: int, rest: int) -> None:
    told = share(part, part + rest)
    if isinstance(told, int):
        assert part + rest >= FEWEST
        assert not 0 < part < FEW
        assert not 0 < rest < FEW
        assert abs(told - 100 * part / (part + rest)) <= 0.5


def test_today_is_not_over_and_counts_only_where_it_is_alone() -> None:
    assert per_day({MONDAY: 10, MONDAY + 2: 2}, MONDAY, MONDAY + 3) == 4
    assert per_day({MONDAY: 10}, MONDAY, MONDAY) == 10


def test_stickiness_is_the_average_day_of_a_month() -> None:
    assert figures.stickiness(12.4, 62) == 20
    assert figures.stickiness(0.0, 0) == "nobody"
    assert figures.stickiness(3.0, 4) == "unclear"


def test_what_rests_on_the_top_five_is_told_once_five_others_give_too() -> None:
    assert figures.concentration(30, 40, 10) == 75
    assert figures.concentration(30, 40, 9) == "unclear"
    assert figures.concentration(0, 0, 0) == "nobody"


def test_reciprocity_is_the_share_of_pairs_that_go_both_ways() -> None:
    assert figures.reciprocity(6, 24, 10) == 25
    assert figures.reciprocity(6, 24, 9) == "unclear"
    assert figures.reciprocity(0, 0, 0) == "nobody"


def test_a_short_trend_is_by_day_with_days_of_few_left_open() -> None:
    points = figures.trend({MONDAY: 7, MONDAY + 1: 4, MONDAY + 3: 9}, MONDAY, MONDAY + 3)
    assert [point.active for point in points] == [7, None, 0, 9]
    assert points[0].date == date(2027, 3, 1)


def test_a_long_trend_is_by_week_of_days_that_are_over() -> None:
    first, today = MONDAY + 2, MONDAY + 70
    points = figures.trend(dict.fromkeys(range(first, first + 5), 10) | {today: 99}, first, today)
    # The first week has five days within; today, a Monday, is not over.
    assert [point.day for point in points] == [MONDAY + 7 * week for week in range(10)]
    assert [point.active for point in points] == [10] + [0] * 9


def test_a_trends_halves_are_compared_only_where_all_of_it_is_told() -> None:
    points = [Point(day, float(number)) for day, number in enumerate([5, 7, 100, 9, 11])]
    assert halves(points) == (6, 10)
    assert halves([*points, Point(9, None)]) is None
    assert halves(points[:1]) is None
