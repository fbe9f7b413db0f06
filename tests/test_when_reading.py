"""Reading what people type for a time, in Japanese and English: right, or refused, never a guess."""

import string
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bot.when import (
    ONCE,
    Reading,
    Repeats,
    Unread,
    carried,
    carry,
    instant,
    next_occurrence,
    plan_of,
    read,
    read_clock,
    read_day,
    read_length,
    read_weekdays,
    zones,
)
from tests.time_phrases import ENGLISH, JAPANESE

TOKYO, NEW_YORK, LONDON = "Asia/Tokyo", "America/New_York", "Europe/London"
KANJI = "〇一二三四五六七八九"


def moment(text: str, zone: str = TOKYO) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp())


NOW = moment("2026-11-26 12:00")


def often(repeats: Repeats) -> str:
    said = repeats.every + (f"/{repeats.interval}" if repeats.interval > 1 else "")
    said += "" if repeats.month_day is None else f" {repeats.month_day}"
    said += " " + "".join("MTWRFSU"[day] for day in repeats.weekdays) if repeats.weekdays else ""
    return said if repeats.nth is None else f"{said} #{repeats.nth}"


def understood(text: str, now: str = "2026-11-26 12:00", zone: str = TOKYO, language: str = "en") -> str:
    found = read(text, now=moment(now, zone), zone=zone, language=language)
    if isinstance(found, Unread):
        return found.reason
    said = f"{datetime.fromtimestamp(found.at, ZoneInfo(zone)):%Y-%m-%d %H:%M}"
    said += " rolled" if found.rolled else ""
    said += f" gap {found.gap}" if found.gap else ""
    return f"{said} {often(found.repeats)}" if found.repeats else said


def rows(table: str) -> list[tuple[str, str]]:
    lines = [line.rpartition(" = ") for line in table.strip().splitlines()]
    return [(text, meant) for text, _, meant in lines]


@pytest.mark.parametrize("table", [JAPANESE, ENGLISH], ids=["ja", "en"])
def test_hundreds_of_phrases_are_read_or_refused(table: str) -> None:
    wrong = {text: (understood(text), meant) for text, meant in rows(table) if understood(text) != meant}
    assert not wrong


def test_there_are_hundreds_of_them() -> None:
    assert len({text for text, _ in rows(JAPANESE + ENGLISH)}) > 450


# --- on other days and at other hours


@pytest.mark.parametrize(
    ("now", "text", "meant"),
    [
        # Sunday: the week ends today, and the next begins tomorrow.
        ("2026-11-29 12:00", "来週水曜 20時", "2026-12-02 20:00"),
        ("2026-11-29 12:00", "next Wed 8pm", "2026-12-02 20:00"),
        ("2026-11-29 12:00", "今週日曜 20時", "2026-11-29 20:00"),
        ("2026-11-29 12:00", "今週土曜 20時", "past"),
        ("2026-11-29 12:00", "日曜 20時", "2026-11-29 20:00"),
        ("2026-11-29 12:00", "次の日曜 20時", "2026-12-06 20:00"),
        ("2026-11-29 12:00", "週末10時", "2026-12-05 10:00 week SU"),
        ("2026-11-29 09:00", "週末10時", "2026-11-29 10:00 week SU"),
        # Monday.
        ("2026-11-30 12:00", "来週月曜 20時", "2026-12-07 20:00"),
        ("2026-11-30 12:00", "next Tuesday 8pm", "2026-12-08 20:00"),
        ("2026-11-30 12:00", "Tuesday 8pm", "2026-12-01 20:00"),
        ("2026-11-30 12:00", "a week from Monday 7pm", "2026-12-07 19:00"),
        # The small hours: which night is meant?
        ("2026-11-27 00:30", "25時", "ambiguous"),
        ("2026-11-27 00:30", "今日25時", "ambiguous"),
        ("2026-11-27 00:30", "今夜1時", "ambiguous"),
        ("2026-11-27 00:30", "木曜25時", "ambiguous"),
        ("2026-11-27 00:30", "今日の深夜1時", "ambiguous"),
        ("2026-11-27 00:30", "深夜1時", "2026-11-27 01:00"),
        ("2026-11-27 00:30", "明日25時", "2026-11-29 01:00"),
        ("2026-11-27 00:30", "今夜9時", "2026-11-27 21:00"),
        ("2026-11-27 00:30", "明日21時", "2026-11-28 21:00"),
        ("2026-11-27 00:30", "midnight", "2026-11-28 00:00"),
        # Late in the evening.
        ("2026-11-26 23:00", "21時", "2026-11-27 21:00 rolled"),
        ("2026-11-26 23:00", "9am", "2026-11-27 09:00 rolled"),
        ("2026-11-26 23:00", "今夜9時", "past"),
        ("2026-11-26 23:00", "今日21時", "past"),
        ("2026-11-26 23:00", "tonight at 9", "past"),
        ("2026-11-26 23:00", "木曜21時", "2026-12-03 21:00 rolled"),
        ("2026-11-26 23:00", "毎日21時", "2026-11-27 21:00 day"),
        ("2026-11-26 23:00", "あと90分", "2026-11-27 00:30"),
        # At this very minute it is past; a minute later it is ahead.
        ("2026-11-26 21:00", "21時", "2026-11-27 21:00 rolled"),
        ("2026-11-26 20:59", "21時", "2026-11-26 21:00"),
        # The wall clock shows no seconds.
        ("2026-11-26 12:00:40", "in 5 min", "2026-11-26 12:05"),
        # The turn of a year and of a month; days that a month lacks.
        ("2026-12-31 22:00", "1/1 0時", "2027-01-01 00:00 rolled"),
        ("2026-12-31 22:00", "1/1(金) 0時", "2027-01-01 00:00 rolled"),
        ("2026-12-31 22:00", "1/1(木) 0時", "past"),
        ("2026-12-31 22:00", "1/1(水) 0時", "impossible"),
        ("2026-12-31 22:00", "明日9時", "2027-01-01 09:00"),
        ("2026-12-31 22:00", "来月1日 9時", "2027-01-01 09:00"),
        ("2026-12-31 22:00", "来月末 9時", "2027-01-31 09:00"),
        ("2027-01-31 12:00", "1ヶ月後の21時", "2027-02-28 21:00"),
        ("2027-01-31 12:00", "30日 9時", "2027-03-30 09:00 rolled"),
        ("2027-11-30 12:00", "2月29日 9時", "2028-02-29 09:00"),
        ("2027-01-31 12:00", "来月30日 9時", "impossible"),
        ("2027-01-31 12:00", "毎月31日 9時", "2027-02-28 09:00 month 31"),
        ("2027-01-31 08:00", "毎月31日 9時", "2027-01-31 09:00 month 31"),
    ],
)
def test_the_same_words_on_another_day(now: str, text: str, meant: str) -> None:
    assert understood(text, now) == meant


@pytest.mark.parametrize(
    ("zone", "now", "text", "meant"),
    [
        (NEW_YORK, "2026-03-07 12:00", "tomorrow 2:30", "2026-03-08 03:30 gap 60"),
        (NEW_YORK, "2026-03-07 12:00", "毎日2時半", "2026-03-08 03:30 gap 60 day"),
        (NEW_YORK, "2026-03-07 22:00", "in 6 hours", "2026-03-08 05:00"),
        (NEW_YORK, "2026-10-31 12:00", "tomorrow 1:30am", "2026-11-01 01:30"),
        (LONDON, "2026-03-28 12:00", "明日1時15分", "2026-03-29 02:15 gap 60"),
        (LONDON, "2026-10-24 12:00", "明日21時", "2026-10-25 21:00"),
        ("Australia/Lord_Howe", "2026-10-03 12:00", "tomorrow 2:15am", "2026-10-04 02:45 gap 30"),
    ],
)
def test_where_clocks_change(zone: str, now: str, text: str, meant: str) -> None:
    assert understood(text, now, zone) == meant


def test_of_an_hour_that_comes_twice_the_first_is_meant() -> None:
    found = read("tomorrow 1:30am", now=moment("2026-10-31 12:00", NEW_YORK), zone=NEW_YORK)
    assert found == Reading(int(datetime(2026, 11, 1, 5, 30, tzinfo=UTC).timestamp()))


@pytest.mark.parametrize(
    ("text", "in_japanese", "in_english"),
    [
        ("12/1 20:00", "2026-12-01 20:00", "ambiguous"),
        ("12/1 8pm", "2026-12-01 20:00", "ambiguous"),
        ("12/1 20時", "2026-12-01 20:00", "2026-12-01 20:00"),
        ("１２/1 20:00", "2026-12-01 20:00", "2026-12-01 20:00"),
        ("25/12 20:00", "impossible", "2026-12-25 20:00"),
        ("25:30", "2026-11-27 01:30", "impossible"),
    ],
)
def test_a_reader_of_japanese_writes_the_month_first(text: str, in_japanese: str, in_english: str) -> None:
    assert understood(text, language="ja") == in_japanese
    assert understood(text, language="en-US") == in_english


@pytest.mark.parametrize("text", ["", " ", "　\n"])
def test_nothing_typed_is_empty(text: str) -> None:
    assert understood(text) == "empty"
    for found in (
        read_clock(text),
        read_length(text),
        read_weekdays(text),
        read_day(text, now=NOW, zone=TOKYO),
    ):
        assert found == Unread("empty")


# --- whatever is typed

WORDS = [text for text, _ in rows(JAPANESE + ENGLISH)]
PROPER = [text for text, meant in rows(JAPANESE + ENGLISH) if meant.startswith("20")]
PIECES = sorted({piece for text in WORDS for piece in text.split()})


@pytest.mark.long
@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=40) | st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join),
    st.sampled_from(ALL := sorted(zones())),
)
@example("२१ Nov ²", TOKYO)
@example("1" * 500, TOKYO)
@example("9999年12月31日 23時", TOKYO)
@example("十" * 30 + "時", TOKYO)
@example("99週間後の月曜 9時", TOKYO)
@example("in 999 months at 9pm", TOKYO)
def test_no_text_is_too_strange(text: str, zone: str) -> None:
    found = read(text, now=NOW, zone=zone)
    assert isinstance(found, Unread) or found.at > NOW
    read_day(text, now=NOW, zone=zone)
    for reader in (read_clock, read_length, read_weekdays):
        reader(text)


@pytest.mark.long
@settings(max_examples=300)
@given(
    st.sampled_from(PROPER),
    st.sampled_from(
        [
            "foo",
            "ほげ",
            "xyzzy",
            "じゃない",
            "or",
            "not",
            "たぶん",
            "JST",
            "UTC",
            "!",
            "?",
            "🎉",
            "以外",
            "except",
        ]
    ),
    st.booleans(),
    st.sampled_from(["", " "]),
)
def test_one_unknown_word_and_nothing_is_read(text: str, word: str, before: bool, space: str) -> None:
    text = f"{word}{space}{text}" if before else f"{text}{space}{word}"
    assert isinstance(read(text, now=NOW, zone=TOKYO), Unread)


@settings(max_examples=300)
@given(st.sampled_from(PROPER), st.data())
def test_a_piece_of_a_phrase_is_read_as_itself_or_refused(text: str, data: st.DataObject) -> None:
    # What is typed so far must not be more than it says: never another hour than one that stands there.
    piece = text[: data.draw(st.integers(0, len(text)))]
    found = read(piece, now=NOW, zone=TOKYO)
    assert isinstance(found, Unread) or found.at > NOW


# --- what is written comes back

FULL = str.maketrans(string.digits + ":/", "０１２３４５６７８９：／")


def kanji(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (
        ("" if tens < 2 else KANJI[tens]) + ("十" if tens else "") + (KANJI[ones] if ones or not tens else "")
    )


def japanese_clocks(hour: int, minute: int) -> list[str]:
    half = "午前" if hour < 12 else "午後"
    return [
        f"{hour}時{minute:02}分" if minute else f"{hour}時",
        f"{hour}:{minute:02}",
        f"{half}{hour % 12}時{minute}分",
        f"{kanji(hour)}時{kanji(minute)}分",
        f"{hour}時半" if minute == 30 else f"{hour}時{minute}分",
    ]


def english_clocks(hour: int, minute: int) -> list[str]:
    half = "am" if hour < 12 else "pm"
    twelve = hour % 12 or 12
    return [
        f"{hour:02}:{minute:02}",
        f"{twelve}:{minute:02}{half}",
        f"at {twelve}:{minute:02} {half.upper()}",
        f"{twelve}:{minute:02} {half[0]}.m.",
        f"{twelve}{half}" if not minute else f"@ {twelve}:{minute:02}{half}",
    ]


def japanese_days(day: date, today: date) -> list[str]:
    weekday = "月火水木金土日"[day.weekday()]
    found = [
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}/{day.month}/{day.day}",
        f"{day:%Y-%m-%d}",
        f"{day.year}年{day.month}月{day.day}日({weekday})",
        f"{day.month}/{day.day}({weekday})",
        f"{kanji(day.month)}月{kanji(day.day)}日",
        f"{day.month}月{day.day}日の",
        f"{(day - today).days}日後の",
    ]
    weeks = (day - timedelta(days=day.weekday()) - (today - timedelta(days=today.weekday()))).days // 7
    found += [f"{which}週の{weekday}曜日 " for n, which in enumerate(["今", "来", "再来"]) if n == weeks]
    found += [
        name for n, name in enumerate(["今日", "明日の", "あさって", "しあさって"]) if n == (day - today).days
    ]
    return found


def english_days(day: date, today: date) -> list[str]:
    end = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day // 10 != 1 else 0, "th")
    found = [
        f"{day:%Y-%m-%d}",
        f"{day:%B} {day.day}",
        f"{day:%b} {day.day}{end}, {day.year}",
        f"{day.day} {day:%b}",
        f"the {day.day}{end} of {day:%B} {day.year}",
        f"{day:%A}, {day:%B} {day.day}{end}",
        f"{day:%a} {day.day} {day:%b}",
        f"in {(day - today).days} days",
    ]
    weeks = (day - timedelta(days=day.weekday()) - (today - timedelta(days=today.weekday()))).days // 7
    found += [f"next {day:%A}", f"{day:%a} next week"] if weeks == 1 else []
    found += [f"this {day:%A}"] if weeks == 0 else []
    found += [f"{day:%A}", f"on {day:%a}"] if 0 < (day - today).days < 7 else []
    found += [
        name for n, name in enumerate(["today", "tomorrow", "day after tomorrow"]) if n == (day - today).days
    ]
    return found


@pytest.mark.long
@settings(max_examples=400, deadline=None)
@given(st.data())
def test_a_time_that_is_written_is_read_back(data: st.DataObject) -> None:
    zone = data.draw(st.sampled_from([TOKYO, NEW_YORK, LONDON, "Asia/Kolkata"]) | st.sampled_from(ALL))
    now = data.draw(st.integers(moment("2020-01-01"), moment("2035-01-01")))
    today = datetime.fromtimestamp(now, ZoneInfo(zone)).date()
    day = today + timedelta(days=data.draw(st.integers(0, 20) | st.integers(0, 300)))
    hour, minute = data.draw(st.integers(0, 23)), data.draw(st.sampled_from([0, 30]) | st.integers(0, 59))
    at = instant(day, hour * 60 + minute, zone)
    assume(at > now)
    in_japanese = data.draw(st.booleans())
    days, clocks = (japanese_days, japanese_clocks) if in_japanese else (english_days, english_clocks)
    parts = [data.draw(st.sampled_from(days(day, today))), data.draw(st.sampled_from(clocks(hour, minute)))]
    text = (" " if in_japanese else data.draw(st.sampled_from([" ", ", "]))).join(parts)
    if not in_japanese and data.draw(st.booleans()):
        text = " ".join(reversed(parts))
    text = data.draw(st.sampled_from([text, text.upper(), text.translate(FULL), f"  {text} "]))
    found = read(text, now=now, zone=zone, language="ja" if in_japanese else "en")
    assert isinstance(found, Reading), (text, found)
    # A weekday or a date can be a year away only when this one has passed.
    assert (found.at, found.rolled, found.repeats) == (at, day.year != today.year and found.rolled, None), (
        text
    )


@settings(max_examples=100)
@given(st.integers(1, 1440), st.integers(0, 2**31))
def test_a_length_ahead_is_read_back(minutes: int, now: int) -> None:
    at = now // 60 * 60 + minutes * 60
    hours, rest = divmod(minutes, 60)
    texts = [f"あと{minutes}分", f"{minutes}分後", f"in {minutes} minutes", f"{minutes} min from now"]
    texts += (
        [f"{hours}時間{rest}分後", f"in {hours}h {rest}m", f"in {hours} hours and {rest} minutes"]
        if hours and rest
        else []
    )
    for text in texts:
        assert read(text, now=now, zone=TOKYO) == Reading(at), text
    for text in (
        f"{minutes}分",
        f"{minutes} min",
        str(minutes),
        f"{hours}h{rest:02}" if hours else str(minutes),
    ):
        assert read_length(text) == minutes, text


# --- carried by a choice

repeats_of_any_kind = st.sampled_from(
    [
        None,
        ONCE,
        Repeats("day", 3),
        Repeats("week", 2, (0, 1, 2, 3, 4, 5, 6)),
        Repeats("month", 99, month_day=31),
        Repeats("month", 1, (6,), nth=-1),
    ]
)


@given(st.sampled_from(PROPER), st.sampled_from([TOKYO, NEW_YORK]))
def test_what_was_read_is_carried_whole(text: str, zone: str) -> None:
    found = read(text, now=NOW, zone=zone, language="ja")
    assume(isinstance(found, Reading))
    assert isinstance(found, Reading)
    assert len(carry(found)) <= 100
    assert read(carry(found), now=NOW, zone=zone) == found


def test_a_gap_and_a_roll_are_carried() -> None:
    now = moment("2026-03-08 02:00", NEW_YORK) - 600
    found = read("毎日2時半", now=now, zone=NEW_YORK)
    assert isinstance(found, Reading)
    assert found.gap == 60
    assert carried(carry(found), now=now, zone=NEW_YORK) == found
    plan = plan_of(found, NEW_YORK)
    assert plan.minute == 150
    longest = Reading(moment("2027-02-28 23:59"), True, Repeats("week", 99, tuple(range(7))), 0)
    assert len(carry(longest)) <= 100


def test_a_choice_that_waited_too_long_is_past() -> None:
    found = read("あと45分", now=NOW, zone=TOKYO)
    assert isinstance(found, Reading)
    assert read(carry(found), now=found.at, zone=TOKYO) == Unread("past")


AT = moment("2026-12-01 21:00")  # a Tuesday


@pytest.mark.parametrize(
    "forged",
    [
        "at=",
        "at=x",
        f"at={AT} ",
        f"at={AT}  rolled",
        f"at=+{AT}",
        f"at={AT}.0",
        f"at={AT + 1}",
        f"at={AT} gap=60",
        f"at={AT} gap=",
        "at=999999999999",
        f"at={AT} every=week/1",
        f"at={AT} every=week/1 on=2",
        f"at={AT} every=week/1 on=1,1",
        f"at={AT} every=week/0 on=1",
        f"at={AT} every=year/1",
        f"at={AT} every=month/1 day=2",
        f"at={AT} every=month/1 day=32",
        f"at={AT} every=month/1 on=1 nth=2",
        f"at={AT} every=day/1 on=1",
        f"at={AT} every=day/1 more",
        "at=" + "1" * 5000,
        "at=１７９６１２６４００",
    ],
)
def test_a_forged_choice_is_refused(forged: str) -> None:
    assert isinstance(read(forged, now=NOW, zone=TOKYO), Unread)
    assert isinstance(carried(forged, now=NOW, zone=TOKYO), Unread)


@settings(max_examples=200)
@given(st.text(alphabet="at=0123456789 rolledgapevywkmonhu/,-", max_size=60))
def test_no_choice_is_too_strange(text: str) -> None:
    for forged in (text, f"at={AT} {text}"):
        found = carried(forged, now=NOW, zone=TOKYO)
        assert isinstance(found, Unread) or carry(found) == forged or " gap=0" in forged


@pytest.mark.parametrize("text", [text for text in PROPER if "毎" in text or "every" in text])
def test_a_series_that_was_read_first_comes_when_it_was_read_for(text: str) -> None:
    found = read(text, now=NOW, zone=TOKYO)
    assert isinstance(found, Reading)
    first = next_occurrence(plan_of(found, TOKYO), NOW)
    assert first is not None
    assert first.starts_at == found.at


# --- days, hours, lengths, weekdays


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("12/24", "2026-12-24"),
        ("１２月２４日", "2026-12-24"),
        ("12月24日まで", "2026-12-24"),
        ("来週金曜", "2026-12-04"),
        ("来週の金曜日まで", "2026-12-04"),
        ("今日", "2026-11-26"),
        ("明日", "2026-11-27"),
        ("木曜", "2026-11-26"),
        ("3日後", "2026-11-29"),
        ("2週間後", "2026-12-10"),
        ("月末", "2026-11-30"),
        ("来月末まで", "2026-12-31"),
        ("1/5", "2027-01-05"),
        ("Dec 24", "2026-12-24"),
        ("until Dec 24th", "2026-12-24"),
        ("24 December", "2026-12-24"),
        ("in 2 weeks", "2026-12-10"),
        ("next Friday", "2026-12-04"),
        ("until this Friday", "2026-11-27"),
        ("2027-03-31", "2027-03-31"),
        ("the 1st of next month", "2026-12-01"),
        ("2026-11-25", "past"),
        ("昨日", "past"),
        ("2/30", "impossible"),
        ("Tuesday Nov 30", "impossible"),
        ("来週", "ambiguous"),
        ("週末まで", "not-understood"),
        ("this weekend", "ambiguous"),
        ("毎日", "not-understood"),
        ("12/24 20時", "not-understood"),
        ("20時", "not-understood"),
        ("夜", "not-understood"),
        ("90分後", "not-understood"),
        ("まで", "not-understood"),
        ("until", "not-understood"),
        ("そのうち", "not-understood"),
        ("12/24 or 12/25", "not-understood"),
    ],
)
def test_a_day(text: str, meant: str) -> None:
    found = read_day(text, now=NOW, zone=TOKYO, language="ja")
    assert (found.reason if isinstance(found, Unread) else found.isoformat()) == meant


def test_a_day_written_in_english_may_be_ambiguous() -> None:
    assert read_day("12/1", now=NOW, zone=TOKYO) == Unread("ambiguous")
    assert read_day("12/24", now=NOW, zone=TOKYO) == date(2026, 12, 24)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("9時", 540),
        ("9時から", 540),
        ("朝7時半", 450),
        ("夜9時", 1260),
        ("夜12時", 0),
        ("25時", 60),
        ("24:00", 0),
        ("８：３０", 510),
        ("8:30", 510),
        ("7am", 420),
        ("8:30 pm", 1230),
        ("at 8:30 p.m.", 1230),
        ("正午", 720),
        ("noon", 720),
        ("midnight", 0),
        ("22", 1320),
        ("七時十五分", 435),
        ("half past 8 pm", 1230),
        ("7 in the morning", 420),
        ("7", "ambiguous"),
        ("at 7", "ambiguous"),
        ("午前12時", "ambiguous"),
        ("朝", "no-hour"),
        ("in the evening", "no-hour"),
        ("8:60", "impossible"),
        ("26時60分", "impossible"),
        ("明日9時", "not-understood"),
        ("毎日9時", "not-understood"),
        ("9時と10時", "not-understood"),
        ("あと9分", "not-understood"),
        ("soon", "not-understood"),
    ],
)
def test_an_hour(text: str, meant: int | str) -> None:
    found = read_clock(text)
    assert (found.reason if isinstance(found, Unread) else found) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("90分", 90),
        ("90分間", 90),
        ("1時間半", 90),
        ("一時間三十分", 90),
        ("2時間", 120),
        ("1.5時間", 90),
        ("1h30", 90),
        ("1h 30m", 90),
        ("1:30", 90),
        ("2 hours", 120),
        ("90 min", 90),
        ("an hour and a half", 90),
        ("half an hour", 30),
        ("45", 45),
        ("４５", 45),
        ("24 hours", 1440),
        ("0", "impossible"),
        ("25時間", "impossible"),
        ("9999 min", "impossible"),
        ("90秒", "not-understood"),
        ("1時間後", "not-understood"),
        ("in an hour", "not-understood"),
        ("long", "not-understood"),
        ("1 2", "not-understood"),
        ("-5", "not-understood"),
    ],
)
def test_a_length(text: str, meant: int | str) -> None:
    found = read_length(text)
    assert (found.reason if isinstance(found, Unread) else found) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("月水金", (0, 2, 4)),
        ("月・水・金", (0, 2, 4)),
        ("金月", (0, 4)),
        ("火曜と木曜日", (1, 3)),
        ("日", (6,)),
        ("日曜日", (6,)),
        ("平日", (0, 1, 2, 3, 4)),
        ("毎日", (0, 1, 2, 3, 4, 5, 6)),
        ("土日", (5, 6)),
        ("週末", (5, 6)),
        ("月〜金", (0, 1, 2, 3, 4)),
        ("毎週月・木", (0, 3)),
        ("Mon, Wed", (0, 2)),
        ("monday and friday", (0, 4)),
        ("Tue Thu", (1, 3)),
        ("Mondays", (0,)),
        ("weekdays", (0, 1, 2, 3, 4)),
        ("weekends", (5, 6)),
        ("every day", (0, 1, 2, 3, 4, 5, 6)),
        ("Mon-Fri", (0, 1, 2, 3, 4)),
        ("Fri-Mon", (0, 4, 5, 6)),
        ("月月", None),
        ("Mon Mon", None),
        ("月曜20時", None),
        ("隔週月曜", None),
        ("次の月曜", None),
        ("月曜以外", None),
        ("12月", None),
        ("毎月1日", None),
        ("never", None),
    ],
)
def test_weekdays(text: str, meant: tuple[int, ...] | None) -> None:
    found = read_weekdays(text)
    assert found == (meant or found)
    assert isinstance(found, Unread) == (meant is None)
