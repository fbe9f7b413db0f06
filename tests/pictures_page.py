"""Draws every kind in both languages and themes: `python -m tests.pictures_page` fills `docs/pictures`."""

import asyncio
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bot.neighbours import Words
from bot.pictures import (
    Attendance,
    Balance,
    Day,
    Exchange,
    Figure,
    HeatMap,
    Language,
    Leaderboard,
    Legend,
    Letter,
    Mark,
    Month,
    Occurrence,
    Pictures,
    Place,
    Regular,
    Series,
    Side,
    Subject,
    Theme,
    Trend,
)

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
LANGUAGES: tuple[Language, ...] = ("ja", "en")
THEMES: tuple[Theme, ...] = ("light", "dark")


@dataclass(frozen=True)
class Sheet:
    """One file of the page."""

    name: str
    subject: Subject
    language: Language
    theme: Theme


def sheets() -> Iterator[Sheet]:
    """All of them: `leaderboard-ja-light.png` and so on."""
    for language in LANGUAGES:
        for subject in subjects(language):
            kind = type(subject).__name__.lower()
            if isinstance(subject, Month) and subject.legend:
                kind = "checkins"
            for theme in THEMES:
                yield Sheet(f"{kind}-{language}-{theme}.png", subject, language, theme)


def subjects(language: Language) -> list[Subject]:
    """A believable server, the same in both languages."""

    def speak(ja: str, en: str) -> str:
        return Words(ja, en).said_in(language)

    return [
        leaderboard(speak),
        heat_map(speak),
        trend(speak),
        sessions(speak),
        checkins(speak),
        balance(speak),
        attendance(speak),
        letter(speak),
    ]


Speak = Callable[[str, str], str]
"""Of the Japanese and the English words those that are wanted."""


PEOPLE = (
    ("みなと", "Minato"),
    ("こはる", "Koharu"),
    ("ひのき 🌲", "Hinoki 🌲"),
    ("あさひ（育休中）", "Asahi (with a baby)"),
    ("דנה", "דנה"),
    ("リク", "Riku"),
    ("서연", "서연"),
    ("👨‍👩‍👧 もりた家", "👨‍👩‍👧 The Moritas"),
    ("林晓", "林晓"),
    ("ลลิตา", "ลลิตา"),
)
POINTS = (128, 96, 96, 71, 58, 44, 39, 31, 22, 17)
RANKS = (1, 2, 2, 4, 5, 6, 7, 8, 9, 10)


def leaderboard(speak: Speak) -> Leaderboard:
    people = [speak(ja, en) for ja, en in PEOPLE]
    return Leaderboard(
        title=speak("渡した「ありがとう」", "Thanks given"),
        subtitle=speak(
            "ボードに出てもいいと答えた人だけが並びます", "Only people who said yes to boards are here"
        ),
        period=speak("この30日", "Last 30 days"),
        places=[Place(r, n, p) for r, n, p in zip(RANKS, people, POINTS, strict=True)],
        own=Place(23, speak("すず", "Suzu"), 6, own=True),
        note=speak("10月11日（日）更新 · 42人", "As of Sunday, 11 October · 42 people"),
    )


def _weekdays(speak: Speak) -> list[str]:
    return speak("月 火 水 木 金 土 日", "Mon Tue Wed Thu Fri Sat Sun").split()


def _weeks(count: int) -> list[str]:
    """The Mondays up to that of the week that is drawn."""
    mondays = (date(2026, 10, 5) - timedelta(weeks=back) for back in range(count))
    return [f"{monday.month}/{monday.day}" for monday in mondays][::-1]


def heat_map(speak: Speak) -> HeatMap:
    chance = random.Random(7)
    shape = [0, 0, 0, 0, 0, 1, 3, 6, 9, 14, 16, 12, 6, 9, 13, 14, 11, 8, 5, 7, 15, 22, 18, 8]
    counts = [
        [round(base * (0.45 if day > 4 else 1) * chance.uniform(0.6, 1.3)) for base in shape]
        for day in range(7)
    ]
    return HeatMap(
        title=speak("にぎわう時間", "When people are here"),
        subtitle=speak("いちばん多いのは火曜 21時ごろ", "Busiest around 9 pm on Tuesdays"),
        period=speak("この8週間", "Last 8 weeks"),
        weekdays=_weekdays(speak),
        counts=counts,
        less=speak("少ない", "fewer"),
        more=speak("多い", "more"),
        note=speak("時刻はこのサーバーの時間帯（東京）", "Hours are in this server's time zone (Tokyo)"),
    )


def trend(speak: Speak) -> Trend:
    chance = random.Random(3)
    values = [14 + week * 1.6 + chance.uniform(-3, 3) for week in range(16)]
    return Trend(
        title=speak("顔を見せた人", "People who came by"),
        subtitle=speak(
            "週に一度でも書いた人と、作業会に来た人", "Wrote at least once a week, and joined a session"
        ),
        period=speak("16週間", "16 weeks"),
        labels=_weeks(16),
        series=[
            Series(speak("書いた人", "wrote"), [round(v) for v in values]),
            Series(speak("作業会に来た人", "joined a session"), [round(v * 0.4 + 2) for v in values]),
        ],
    )


def _october(titles: dict[int, list[str]], marks: dict[int, Mark]) -> list[Day]:
    return [
        Day(n, titles.get(n, []), marks.get(n, Mark.NONE), today=n == 14, holiday=n == 12)
        for n in range(1, 32)
    ]


def sessions(speak: Speak) -> Month:
    morning, quiet = speak("朝活", "Early desk"), speak("もくもく会", "Quiet hour")
    review, tea = speak("週のふりかえり", "Weekly look-back"), speak("お茶の時間", "Tea break")
    titles: dict[int, list[str]] = {day: [f"7:00 {morning}"] for day in (1, 6, 8, 13, 15, 20, 22, 27, 29)}
    for day in (6, 13, 20, 27):
        titles[day].append(f"21:00 {quiet}")
    for day in (2, 9, 16, 23, 30):
        titles[day] = [f"17:00 {review}"]
    titles[16] += [f"19:00 {tea}", f"21:00 {quiet}", f"23:00 {quiet}"]
    titles[24] = [f"10:00 {speak('はじめての人の会', 'For newcomers')}"]
    return Month(
        title=speak("2026年10月の作業会", "Sessions in October 2026"),
        period=speak("東京の時刻", "Tokyo time"),
        weekdays=_weekdays(speak),
        days=_october(titles, {}),
        starts_on=3,
        weekend=[5, 6],
    )


def checkins(speak: Speak) -> Month:
    marks = dict.fromkeys((1, 2, 5, 6, 7, 9, 13, 14), Mark.DONE)
    marks |= dict.fromkeys((3, 4, 10, 11, 12), Mark.REST) | {15: Mark.PLANNED, 16: Mark.PLANNED}
    return Month(
        title=speak("10月のチェックイン", "Check-ins in October"),
        subtitle=speak("8日、ここで一日をはじめました", "You began eight days here"),
        weekdays=_weekdays(speak),
        days=_october({}, marks),
        starts_on=3,
        weekend=[5, 6],
        legend=[
            Legend(Mark.DONE, speak("チェックインした日", "checked in")),
            Legend(Mark.REST, speak("休みの日", "rest day")),
            Legend(Mark.PLANNED, speak("これから", "coming up")),
        ],
        note=speak("これはあなただけに見えています", "Only you can see this"),
    )


def balance(speak: Speak) -> Balance:
    gives, takes = (1, 0, 2, 3, 1, 4, 2, 2, 0, 3, 5, 2), (0, 2, 1, 1, 3, 1, 0, 2, 1, 2, 1, 3)
    return Balance(
        title=speak("渡したものと受け取ったもの", "Given and received"),
        subtitle=speak("どちらも、縁側をあたためています", "Both keep the porch warm"),
        period=speak("この12週間", "Last 12 weeks"),
        gives=Side(speak("渡した", "given"), sum(gives)),
        takes=Side(speak("受け取った", "received"), sum(takes)),
        exchanges=[Exchange(*three) for three in zip(_weeks(12), gives, takes, strict=True)],
        note=speak("これはあなただけに見えています", "Only you can see this"),
    )


def attendance(speak: Speak) -> Attendance:
    came, planned = (4, 6, 5, 7, 6, 8, 5, 9), (5, 6, 7, 7, 8, 8, 6, 8)
    labels = ("8/18", "8/25", "9/1", "9/8", "9/15", "9/22", "9/29", "10/6")
    chance = random.Random(5)
    people = [speak(ja, en) for ja, en in PEOPLE[:6]]
    return Attendance(
        title=speak("もくもく会に来た人", "Who came to Quiet hour"),
        subtitle=speak("毎週火曜 21:00", "Tuesdays at 21:00"),
        period=speak("この8回", "Last 8 times"),
        occurrences=[Occurrence(*three) for three in zip(labels, came, planned, strict=True)],
        came=speak("来た人", "came"),
        planned=speak("参加すると答えた人", "said they would"),
        people=[
            Regular(name, [chance.random() < 0.85 - 0.1 * place for _ in labels])
            for place, name in enumerate(people)
        ],
    )


def letter(speak: Speak) -> Letter:
    line = trend(speak)
    return Letter(
        title=speak("縁側の一週間", "A week on the porch"),
        period=speak("10月5日〜11日", "5–11 October"),
        figures=[
            Figure(
                speak("顔を見せた人", "people came by"), "37", speak("先週より +4", "4 more than last week")
            ),
            Figure(speak("ありがとう", "thanks"), "52", speak("先週より +9", "9 more than last week")),
            Figure(speak("作業会", "sessions"), "6", speak("先週と同じ", "as last week")),
            Figure(speak("はじめての人", "newcomers"), "3", speak("全員に返事あり", "all were answered")),
        ],
        labels=line.labels,
        series=line.series[:1],
        note=speak("線は、週に一度でも書いた人の数です", "The line is people who wrote at least once a week"),
    )


async def main() -> None:
    """Draw all and write them down."""
    FOLDER.mkdir(exist_ok=True)
    pictures = Pictures()
    for sheet in sheets():
        picture = await pictures.draw(
            sheet.subject, alt=sheet.name, language=sheet.language, theme=sheet.theme
        )
        assert picture is not None, sheet.name
        (FOLDER / sheet.name).write_bytes(picture.png)
        print(f"{sheet.name}: {len(picture.png):,} bytes; the child holds {pictures.child_bytes or 0:,}")
    await pictures.stop()


if __name__ == "__main__":
    asyncio.run(main())
