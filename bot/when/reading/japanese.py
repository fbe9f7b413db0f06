"""Japanese phrases of time, in plain text: half-width, kanji numbers already digits."""

import re
from typing import Any

from bot.when.reading.words import Phrase, phrase
from bot.when.repeating import LAST, WEEK, WEEKEND, WORKDAYS
from bot.when.said import Unread

_DAYS = "月火水木金土日"
_ONE = rf"[{_DAYS}](?:曜日?)?"
_JOIN = r"(?: ?[・、,/と&+] ?| )?"
# 月水金, 月・木曜, 火曜と金曜; what stands for itself must not be a lone kanji.
_LIST = rf"{_ONE}(?:{_JOIN}{_ONE})*(?:曜日?)?"
_SEVERAL = rf"{_ONE}(?:{_JOIN}{_ONE})+"
_RANGE = rf"({_ONE}) ?(?:~|-|から|ー) ?({_ONE})(?:まで)?"
_NTH = r"(?:第 ?([1-4])|(最終|最後の?))(?:の| )?"
_WEEKS = {"今": 0, "来": 1, "再来": 2, "さ来": 2, "翌": 1}
_MONTHS = {"今": 0, "当": 0, "来": 1, "翌": 1, "再来": 2, "さ来": 2}
_YEARS = {"今": 0, "本": 0, "来": 1, "再来": 2}
_LENGTH = r"(?:(\d{1,3}(?:\.\d)?) ?時間(半)?)?(?:と| )?(?:(\d{1,4}) ?分)?"


def length(match: re.Match[str], first: int = 1) -> int | None:
    """Minutes of a length; None for one that names no unit."""
    hours, half, minutes = (match[first + n] for n in range(3))
    if hours is None and minutes is None:
        return None
    return round(float(hours or 0) * 60) + (30 if half else 0) + int(minutes or 0)


def weekdays(text: str) -> tuple[int, ...]:
    """The weekdays that are named, in their order."""
    return tuple(sorted(set(_named(text))))


def _named(text: str) -> list[int]:
    # In 火曜日曜 the 日 begins the next name.
    return [_DAYS.index(kanji) for kanji in re.findall(rf"([{_DAYS}])(?:曜日(?!曜)|曜)?", text)]


def _one(match: re.Match[str]) -> dict[str, Any]:
    return {"weekdays": weekdays(match[1])}


def _several(match: re.Match[str]) -> dict[str, Any] | Unread:
    return _several_of(match[0])


def _several_of(names: str) -> dict[str, Any] | Unread:
    found = weekdays(names)
    twice = len(found) < len(_named(names))
    return Unread("not-understood") if twice else {"every": "week", "weekdays": found}


def _range(match: re.Match[str]) -> dict[str, Any]:
    (first,), (last,) = weekdays(match[1]), weekdays(match[2])
    return {
        "every": "week",
        "weekdays": tuple(sorted((first + n) % WEEK for n in range((last - first) % WEEK + 1))),
    }


def _weekly(match: re.Match[str]) -> dict[str, Any] | Unread:
    said = _several_of(match[3])
    interval = 2 if match[1] == "隔" else int(match[2] or 1)
    return said if isinstance(said, Unread) else said | {"interval": interval}


def _ahead(match: re.Match[str]) -> dict[str, Any] | Unread:
    minutes = length(match)
    return Unread("not-understood") if minutes is None else {"length": minutes, "ahead": True}


def _clock(match: re.Match[str]) -> dict[str, Any]:
    minute = 30 if match[2] == "半" else int(match[3] or 0)
    return {"clock": (int(match[1]), minute), "style": "時"}


def _nth(match: re.Match[str], at: int) -> int:
    return int(match[at]) if match[at] else LAST


PHRASES: tuple[Phrase, ...] = (
    # Harmless between and after phrases.
    phrase(
        r"(?<=.)(?:のみ|です|の|に|は|で|から|より|ごろ|頃|ころ|くらい|ぐらい|だけ|ちょうど|きっかり|ぴったり"
        r"|スタート|開始|集合)"
    ),
    phrase(r"(?<=.)(?:、|。|~$)"),
    phrase(r"(?<=.)(?:までに?)", {"until": True}),
    # Days from today.
    phrase(r"今日|きょう|本日", {"shift": 0}),
    phrase(r"明日|あした|あす|翌日", {"shift": 1}),
    phrase(r"明後日|あさって", {"shift": 2}),
    phrase(r"明[々明]後日|しあさって", {"shift": 3}),
    phrase(r"昨日|きのう|1昨日|おととい|昨晩|昨夜|ゆうべ", lambda _: Unread("past")),
    phrase(r"今朝|けさ", {"shift": 0, "period": "morning"}),
    phrase(r"今夜|今晩|こんや|こんばん", {"shift": 0, "period": "night"}),
    phrase(r"明朝|翌朝", {"shift": 1, "period": "morning"}),
    phrase(r"明晩", {"shift": 1, "period": "night"}),
    phrase(r"(\d{1,3}) ?日後", lambda m: {"shift": int(m[1])}),
    phrase(r"(\d{1,2}) ?週間後", lambda m: {"shift": WEEK * int(m[1])}),
    phrase(
        rf"(\d{{1,2}}) ?週間後の?({_ONE})(?![{_DAYS}曜])",
        lambda m: {"week": int(m[1]), "weekdays": weekdays(m[2])},
    ),
    phrase(r"(\d{1,2}) ?(?:[かカヶケヵ箇]月|月間)後", lambda m: {"months_on": int(m[1])}),
    phrase(r"来週の?(?:今日|同じ曜日)", {"shift": WEEK}),
    phrase(r"再来週の?(?:今日|同じ曜日)", {"shift": 2 * WEEK}),
    # Weekdays.
    phrase(rf"([{_DAYS}])曜日?", _one),
    phrase(rf"\( ?([{_DAYS}])(?:曜日?)?(?:・祝)? ?\)", _one),
    phrase(rf"^([{_DAYS}])(?= ?(?:\d|の|朝|昼|夕|夜|晩|午))", _one),
    phrase(rf"(?:次|今度|こんど)の?({_ONE})", lambda m: {"which": "coming", "weekdays": weekdays(m[1])}),
    phrase(r"(今|再?来|さ来|翌)週(?!間|末)", lambda m: {"week": _WEEKS[m[1]]}),
    phrase(
        rf"(今|再?来|さ来|翌)週の? ?({_ONE})(?![{_DAYS}曜])",
        lambda m: {"week": _WEEKS[m[1]], "weekdays": weekdays(m[2])},
    ),
    phrase(r"(?:今|再?来|さ来|翌)週末|今度の週末", lambda _: Unread("ambiguous")),
    phrase(r"先週|先月|去年|昨年", lambda _: Unread("past")),
    # Dates.
    phrase(r"(\d{4}) ?年", lambda m: {"year": int(m[1])}),
    phrase(r"(今|本|再?来)年", lambda m: {"year_shift": _YEARS[m[1]]}),
    phrase(r"(\d{1,2}) ?月の? ?(\d{1,2}) ?日(?!後|間)", lambda m: {"month": int(m[1]), "day": int(m[2])}),
    phrase(r"(\d{1,2}) ?月末日?", lambda m: {"month": int(m[1]), "day": LAST}),
    phrase(r"(\d{1,2}) ?日(?!後|間|[ご毎お])", lambda m: {"day": int(m[1])}),
    phrase(
        r"(今|当|再?来|さ来|翌)月の? ?(?:(\d{1,2}) ?日(?!後|間)|末日?)",
        lambda m: {"month_shift": _MONTHS[m[1]], "day": int(m[2] or LAST)},
    ),
    phrase(r"大晦日|大みそか|おおみそか", {"month": 12, "day": 31}),
    phrase(r"元日|元旦", {"month": 1, "day": 1}),
    phrase(r"クリスマスイ[ブヴ]", {"month": 12, "day": 24}),
    phrase(r"クリスマス", {"month": 12, "day": 25}),
    phrase(r"月末", {"month_shift": 0, "day": LAST}),
    phrase(
        rf"(?:(今|当|再?来|さ来|翌)月|(\d{{1,2}}) ?月)の? ?{_NTH}({_ONE})",
        lambda m: (
            {"month_shift": _MONTHS[m[1]] if m[1] else None, "month": int(m[2]) if m[2] else None}
            | {"nth": _nth(m, 3), "weekdays": weekdays(m[5])}
        ),
    ),
    # Again and again.
    phrase(r"毎日|日々|1日に?1[回度]", {"every": "day"}),
    phrase(r"毎朝", {"every": "day", "period": "morning"}),
    phrase(r"毎[晩夜]", {"every": "day", "period": "night"}),
    phrase(r"隔日|1日おきに?", {"every": "day", "interval": 2}),
    phrase(r"(\d{1,2}) ?日(?:ごと|毎|に1[回度])に?", lambda m: {"every": "day", "interval": int(m[1])}),
    phrase(r"(?:毎週 ?の?)?平日(?:は?毎日)?|毎平日", {"every": "week", "weekdays": WORKDAYS}),
    phrase(r"毎?週末|(?:毎週 ?の?)?土日", {"every": "week", "weekdays": WEEKEND}),
    phrase(rf"(?:(毎|隔)週|(\d{{1,2}}) ?週間?(?:ごと|毎|に1[回度]))の? ?({_LIST})", _weekly),
    phrase(rf"(?:毎週 ?の? ?)?{_RANGE}", _range),
    phrase(r"毎週|週に?1(?:[回度]|(?!\d))", {"every": "week"}),
    phrase(r"隔週", {"every": "week", "interval": 2}),
    phrase(_SEVERAL, _several),
    phrase(
        r"(毎|隔)月の? ?(\d{1,2}) ?日",
        lambda m: {"every": "month", "interval": 1 + (m[1] == "隔"), "day": int(m[2])},
    ),
    phrase(
        r"(毎|隔)月の?(?:末日?|最終日|月末)",
        lambda m: {"every": "month", "interval": 1 + (m[1] == "隔"), "day": LAST},
    ),
    phrase(
        rf"(毎|隔)月の? ?{_NTH}({_ONE})(?![{_DAYS}曜])",
        lambda m: {
            "every": "month",
            "interval": 1 + (m[1] == "隔"),
            "nth": _nth(m, 2),
            "weekdays": weekdays(m[4]),
        },
    ),
    # Clocks.
    phrase(
        r"(\d{1,2}) ?(?:時|じ)(?!間)"
        r"(?: ?(半|はん)| ?(\d{1,2})(?![\d年月日時/:.-])(?: ?(?:分|ふん|ぷん)(?!後))?)?",
        _clock,
    ),
    phrase(r"午前|ごぜん", {"half": "am"}),
    phrase(r"午後|ごご", {"half": "pm"}),
    phrase(r"(?:お昼の?)?正午|しょうご", {"clock": (12, 0), "style": ":"}),
    phrase(r"真夜中|夜中の?0時", {"clock": (0, 0), "style": "midnight"}),
    phrase(r"早朝|明け方|未明", {"period": "early"}),
    phrase(r"朝|あさ", {"period": "morning"}),
    phrase(r"お?昼|ひる", {"period": "noon"}),
    phrase(r"夕方|夕刻|ゆうがた", {"period": "evening"}),
    phrase(r"夜|晩|よる", {"period": "night"}),
    phrase(r"深夜|夜中|夜更け", {"period": "late"}),
    # From now.
    phrase(
        rf"(?:(?:今|いま|これ)から ?)?(?:あと ?)?(?=\d){_LENGTH} ?(?:くらい|ぐらい|ほど)?(?:後|あと)",
        _ahead,
    ),
    phrase(rf"(?:あと|今から|いまから|これから) ?(?=\d){_LENGTH}(?! ?後)", _ahead),
)
LENGTH = phrase(rf"(?=\d){_LENGTH}間?", lambda m: {"length": length(m)})
WEEKDAYS = phrase(rf"{_LIST}", _several)
