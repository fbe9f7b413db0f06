"""Reading what people type for a time, in Japanese and English, or refusing it.

Every character has to be accounted for. What can mean two things is refused as ambiguous, except where
`docs/time.md` says which of them it is; whoever asks shows what was understood.
"""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.when.reading import english, japanese
from bot.when.reading.clocks import MIDNIGHT, read_hour
from bot.when.reading.meant import days_meant, read_instant
from bot.when.reading.words import LONGEST, Phrase, Said, cut, is_japanese, plain
from bot.when.said import Reading, Unread, carried

_PHRASES = (*japanese.PHRASES, *english.PHRASES)
_LENGTHS = (japanese.LENGTH, *english.LENGTHS)
_CARRIED = "at="


def read(text: str, *, now: float, zone: str, language: str = "en") -> Reading | Unread:
    """The instant (and the repeats) that somebody in this IANA zone means, which lies after `now`.

    `language` is the reader's, "ja" or any other: it decides only what 12/1 is when nothing in the text
    does. What `carry` made is read back.
    """
    if text.startswith(_CARRIED):
        return carried(text, now=now, zone=zone)
    said = _said(text)
    if isinstance(said, Unread):
        return said
    return read_instant(said, now, zone, japanese=_writes_japanese(text, language))


def read_day(text: str, *, now: float, zone: str, language: str = "en") -> date | Unread:
    """The day that somebody means, today or later: 12/24, 来週金曜, Dec 24, in 2 weeks, 月末まで."""
    said = _said(text)
    if isinstance(said, Unread):
        return said
    if not said.days() or said.clock or said.half or said.period or said.length is not None:
        return Unread("not-understood")
    today = datetime.fromtimestamp(now, ZoneInfo(zone)).date()
    found = days_meant(replace(said, until=None), today, japanese=_writes_japanese(text, language))
    if isinstance(found, Unread):
        return found
    day = next((day for day in found.days if day >= today), None)
    if day is None:
        return Unread("past")
    return day if found.weekday in {None, day.weekday()} else Unread("impossible")


def read_clock(text: str) -> int | Unread:
    """The minute of the day that somebody means, 0 to 1439: 9時, 朝7時半, 8:30, 7am, 正午."""
    said = _said(text)
    if isinstance(said, Unread):
        return said
    if said.only() or not said.only("clock", "style", "half", "latin", "period"):
        return Unread("not-understood")
    if said.style == "bare":
        # Here a lone number can only be an hour, so that from 13 on it is clear.
        said = replace(said, style="at")
    clock = read_hour(said, tonight=True, japanese=True)
    return clock if isinstance(clock, Unread) else clock.minute % MIDNIGHT


def read_length(text: str) -> int | Unread:
    """Minutes, from 1 to those of a day: 90分, 1時間半, 1h30, 2 hours; a lone number counts minutes."""
    written = plain(text)
    if written.isascii() and written.isdecimal():
        written += "分"
    said = _said(written, _LENGTHS)
    if isinstance(said, Unread):
        return said
    if said.length is None:
        return Unread("not-understood")
    return said.length if 1 <= said.length <= MIDNIGHT else Unread("impossible")


def read_weekdays(text: str) -> tuple[int, ...] | Unread:
    """Weekdays in their order, Monday 0: 月水金, 平日, 毎日, 週末; Mon, Wed; weekdays."""
    said = _said(text, (*_PHRASES, japanese.WEEKDAYS))
    if isinstance(said, Unread):
        return said
    if not said.only("every", "interval", "weekdays") or (said.interval or 1) != 1:
        return Unread("not-understood")
    if said.every == "day":
        return tuple(range(7))
    return said.weekdays or Unread("not-understood")


def _said(text: str, phrases: tuple[Phrase, ...] = _PHRASES) -> Said | Unread:
    if not text.strip():
        return Unread("empty")
    written = plain(text)
    return cut(written, phrases) if len(written) <= LONGEST else Unread("not-understood")


def _writes_japanese(text: str, language: str) -> bool:
    return language == "ja" or is_japanese(text)
