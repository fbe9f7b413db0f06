"""Public holidays by country: 祝日 with their substitutes, from the library `holidays`.

The library takes a fifth of a second and some megabytes to read, so it is read when somebody first asks.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache

_CODE = re.compile("[A-Z]{2}")


def knows_holidays(country: str) -> bool:
    """Whether the holidays of this country (ISO code, two capital letters) are known."""
    return _calendar(country) is not None


def is_holiday(day: date, country: str) -> bool:
    """Whether it is a public holiday in the whole country; never in a country that is not known."""
    return day in _of_year(country, day.year)


@cache
def _of_year(country: str, year: int) -> frozenset[date]:
    calendar = _calendar(country)
    return frozenset() if calendar is None else frozenset(calendar(years=year))


@cache
def _calendar(country: str) -> Callable[..., Iterable[date]] | None:
    # By name: the library's own way to ask for a country reads the rules of all five hundred.
    import holidays  # noqa: PLC0415 - read when first needed

    return getattr(holidays, country, None) if _CODE.fullmatch(country) else None
