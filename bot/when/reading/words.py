"""Cutting text into what it says: every character has to belong to a known phrase, or nothing does."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import Any, Literal

from bot.when.repeating import Every
from bot.when.said import Unread

# Longer than anything people type for a time; what is longer need not be looked at.
LONGEST = 120


@dataclass(frozen=True)
class Said:
    """All that a text says about time, each thing at most once. `None` is what it does not say."""

    shift: int | None = None  # days from today
    months_on: int | None = None  # months from today
    week: int | None = None  # weeks from this one, which began on Monday
    which: Literal["this", "coming"] | None = None  # of a weekday
    weeks_on: int | None = None  # weeks after the day that is said besides
    weekdays: tuple[int, ...] | None = None
    nth: int | None = None  # of one weekday in a month
    year: int | None = None
    year_shift: int | None = None
    month: int | None = None
    month_shift: int | None = None
    day: int | None = None  # of a month; -1 is its last
    slashed: tuple[int, int] | None = None  # 12/1, in an order that depends on who writes
    every: Every | None = None
    interval: int | None = None
    clock: tuple[int, int] | None = None  # hour and minute as typed
    style: Literal["時", ":", "at", "bare", "midnight"] | None = None  # how its hour was typed
    half: Literal["am", "pm"] | None = None
    latin: bool | None = None  # am and pm, not 午前 and 午後
    period: Literal["early", "morning", "noon", "afternoon", "evening", "night", "late"] | None = None
    length: int | None = None  # minutes
    ahead: bool | None = None  # the length is to pass from now
    until: bool | None = None

    def only(self, *names: str) -> bool:
        """Whether nothing is said but these."""
        return all(getattr(self, one.name) is None for one in fields(self) if one.name not in names)

    def days(self) -> bool:
        """Whether it says anything about a day."""
        return not self.only("clock", "style", "half", "latin", "period", "length", "ahead", "until")


# What a phrase says, by the names of Said; or why it cannot be taken.
Means = Callable[[re.Match[str]], dict[str, Any] | Unread]


@dataclass(frozen=True)
class Phrase:
    """A pattern, and what it says where it stands."""

    pattern: re.Pattern[str]
    means: Means


def phrase(pattern: str, means: Means | dict[str, Any] | None = None) -> Phrase:
    """A phrase that says the same wherever it stands, or what is read out of its match; None says nothing."""
    said = means or {}
    return Phrase(re.compile(pattern, re.ASCII), said if callable(said) else lambda _: said)


def cut(text: str, phrases: Iterable[Phrase]) -> Said | Unread:
    """What a plain text says in all, the longest phrase first at every place."""
    said: dict[str, Any] = {}
    place = 0
    while place < len(text):
        if text[place] == " ":
            place += 1
            continue
        matches = ((one.pattern.match(text, place), one) for one in phrases)
        found = max(
            ((match, one) for match, one in matches if match), key=lambda pair: pair[0].end(), default=None
        )
        if found is None or found[0].end() == place:
            return Unread("not-understood")
        more = found[1].means(found[0])
        if isinstance(more, Unread):
            return more
        more = {name: value for name, value in more.items() if value is not None}
        if said.keys() & more.keys():
            return Unread("not-understood")
        said |= more
        place = found[0].end()
    return Said(**said)


# --- making text plain

_DASHES = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-") | {"\u301c": "~", "\u2019": "'"}
)
_JAPANESE = re.compile(r"[\u3005\u3040-\u30ff\u3400-\u9fff\uff01-\uff5e]")
_COLON = re.compile(r"(?<=\d) ?: ?(?=\d)")
_KANJI = re.compile("[〇零一二三四五六七八九十百]+")
_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0}
_IN_PLACES = re.compile("[〇零一二三四五六七八九]+")
_BY_TENS = re.compile("(?:([二三四五六七八九]?)(百))?(?:([二三四五六七八九]?)(十))?([一二三四五六七八九])?")
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ENGLISH = {word: value for value, word in enumerate([*_ONES, *_TEENS], start=1)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
_ENGLISH_NUMBER = re.compile(
    rf"(?<![a-z])(?:({'|'.join(_TENS)})(?:[ -]({'|'.join(_ONES)}))?|({'|'.join([*_TEENS, *_ONES])}))(?![a-z])"
)


# Words whose kanji the phrases know, where they may be spelt; a weekday's び is its 日.
_SPELT = {
    "さらいしゅう": "再来週",
    "らいしゅう": "来週",
    "こんしゅう": "今週",
    "まいしゅう": "毎週",
    "かくしゅう": "隔週",
    "らいげつ": "来月",
    "まいつき": "毎月",
    "まいにち": "毎日",
    "まいあさ": "毎朝",
    "まいばん": "毎晩",
    "へいじつ": "平日",
    "げつよう": "月曜",
    "かよう": "火曜",
    "すいよう": "水曜",
    "もくよう": "木曜",
    "きんよう": "金曜",
    "どよう": "土曜",
    "にちよう": "日曜",
}
_KANA = re.compile(f"({'|'.join(_SPELT)})(び)?")


def plain(text: str) -> str:
    """Text as phrases know it: half-width, small letters, single spaces, numbers in digits."""
    found = unicodedata.normalize("NFKC", text).casefold().translate(_DASHES)
    found = _COLON.sub(":", " ".join(found.split()))
    found = _KANA.sub(lambda match: _SPELT[match[1]] + ("日" if match[2] else ""), found)
    found = _KANJI.sub(lambda match: _number(match[0]), found)
    return _ENGLISH_NUMBER.sub(
        lambda match: str(sum(_ENGLISH[word] for word in match.groups() if word)), found
    )


def is_japanese(text: str) -> bool:
    """Whether somebody who writes Japanese typed this."""
    return _JAPANESE.search(text) is not None


def _number(kanji: str) -> str:
    if _IN_PLACES.fullmatch(kanji):
        return "".join(str(_DIGITS[digit]) for digit in kanji)
    found = _BY_TENS.fullmatch(kanji)
    if found is None:
        return kanji
    hundreds, tens = (_DIGITS.get(found[n], 1) if found[n + 1] else 0 for n in (1, 3))
    return str(hundreds * 100 + tens * 10 + _DIGITS.get(found[5] or "", 0))
