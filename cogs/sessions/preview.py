"""What is shown before a session is planned or changed: what was understood, and the forms to mend it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import discord

from bot import ui
from bot.features.sessions import KINDS, LEVELS, TITLE_LIMIT, WORDS_LIMIT, Series
from bot.texts import Language, text
from bot.when import Occurrence, Reading, occurrences, read
from cogs.sessions import saying
from cogs.sessions.wishes import OFTEN, PAGES, Asked, Page, Wish, shown_day

NEXT = 3
MINUTE, HOUR, DAY = 60, 3600, 86_400
FIELD_LIMIT = 4000  # what a form's field can hold at all
SHORT = 100
TITLED = 60  # of a title, in a line about it
HOLIDAYS = ("keep", "skip")


# --- what was understood


def panel(
    language: Language, one: Series, now: float, notes: Sequence[str], buttons: discord.ui.ActionRow[Any]
) -> ui.Panel:
    """A session as it would be planned, with its next dates and what one should look at twice."""
    kind = saying.kind_of(language, one.kind)
    head = [
        f"-# {text(language, 'session-preview')}",
        f"### {saying.title_of(language, one)}",
        f"-# {kind}",
    ]
    parts: list[discord.ui.Item[Any]] = [
        discord.ui.TextDisplay("\n".join(head)),
        discord.ui.TextDisplay("\n".join(lines(language, one))),
        discord.ui.TextDisplay("\n".join(next_dates(language, one, now))),
    ]
    if notes:
        parts += [discord.ui.Separator(), discord.ui.TextDisplay("\n".join(notes))]
    return ui.Panel(discord.ui.Container(*parts, buttons))


def next_dates(language: Language, one: Series, now: float) -> list[str]:
    """The next dates of a series, and how far off they are."""
    coming = occurrences(one.plan, now, limit=NEXT)
    title = text(language, "session-preview-next", count=len(coming))
    return [title, *(f"- {date_line(language, one, each, now)}" for each in coming)]


def date_line(language: Language, one: Series, each: Occurrence, now: float) -> str:
    """One date in the words of the series' own zone, and how far off it is on the reader's clock."""
    said = saying.moment(language, each.starts_at, one.plan.zone, now)
    return text(language, "session-preview-date", moment=said, at=str(each.starts_at))


def facts(language: Language, one: Series) -> dict[str, str]:
    """What is known of a series, by the word for it, as it may stand in a message."""
    found = {
        "title": saying.title_of(language, one),
        "kind": saying.kind_of(language, one.kind),
        "when": saying.plan(language, one.plan),
        "length": saying.length(language, one.minutes),
        "place": saying.place(one.place) or "—",
        "capacity": text(language, "session-fact-everybody") if one.capacity is None else str(one.capacity),
        "level": saying.level_of(language, one.level),
        "bring": ui.plain(one.bring) or "—",
        "reminders": saying.reminders(language, one.reminders),
        "channel": f"<#{one.channel_id}>",
    }
    return {name: value for name, value in found.items() if value}


def lines(language: Language, one: Series) -> list[str]:
    """What is known of a series, without what is as nobody would wonder."""
    usual = {"title", "kind"}
    usual |= {"place"} if saying.place(one.place) is None else set()
    usual |= {"capacity"} if one.capacity is None else set()
    usual |= {"level"} if one.level == "any" else set()
    usual |= set() if one.bring else {"bring"}
    known = facts(language, one)
    return [_fact(language, name, value) for name, value in known.items() if name not in usual]


def differences(language: Language, before: Series, after: Series) -> list[str]:
    """What a change changes: before → after."""
    was, will = facts(language, before), facts(language, after)
    return [
        text(
            language,
            "session-fact-changed",
            name=text(language, f"session-fact-{name}"),
            before=was[name],
            after=will[name],
        )
        for name in will
        if was[name] != will[name]
    ]


def notes(language: Language, one: Series, reading: Reading, now: float, *, settings: str = "") -> list[str]:
    """What to look at twice. `settings` is the command that chooses a zone, where nobody has chosen one."""
    found = list[str]()
    if reading.rolled:
        moment = saying.moment(language, reading.at, one.plan.zone, now)
        found.append(text(language, "session-note-rolled", moment=moment))
    if reading.gap:
        found.append(text(language, "session-note-gap", minutes=reading.gap))
    coming = occurrences(one.plan, now, limit=NEXT)
    if coming and coming[0].day != shown_day(reading.at, one.plan.zone):
        day = saying.day(language, coming[0].day)
        found.append(text(language, "session-note-first", day=day))
    if clocks_change(one, coming):
        zone = saying.in_zone(language, one.plan.zone)
        found.append(text(language, "session-note-clocks", clock=saying.clock(one.plan.minute), zone=zone))
    if settings:
        found.append(text(language, "session-note-utc", command=settings))
    return [f"⚠️ {note}" if n == 0 else note for n, note in enumerate(found)]


def clocks_change(one: Series, coming: Sequence[Occurrence]) -> bool:
    """Whether the clocks of its zone change between these dates."""
    zone = ZoneInfo(one.plan.zone)
    return len({datetime.fromtimestamp(each.starts_at, zone).utcoffset() for each in coming}) > 1


def far_off(language: Language, at: float, now: float) -> str:
    """How far off an instant is, in plain text: in 9 hours, in 3 days."""
    minutes = max(1, round((at - now) / MINUTE))
    if at - now >= 2 * DAY:
        span = text(language, "session-days", days=round((at - now) / DAY))
    elif minutes > HOUR // MINUTE * 3:
        span = text(language, "session-hours", hours=round(minutes / 60))
    else:
        span = saying.length(language, minutes)
    return text(language, "session-in", span=span)


def _fact(language: Language, name: str, value: str) -> str:
    return text(language, "session-fact", name=text(language, f"session-fact-{name}"), value=value)


# --- forms


def form(language: Language, wish: Wish, page: Page, custom_id: str, *, new: bool) -> ui.Form:
    """A page of what can be said of a session, filled with what was. A new one needs a title and a time."""
    pages = {"when": _when_fields, "details": _detail_fields, "places": _place_fields}
    return ui.Form(text(language, f"session-form-{page}"), custom_id, *pages[page](language, wish, new=new))


def said_again(language: Language, one: Series, reading: Reading, typed: str, asked: Asked) -> str:
    """How a form shows a time: as it was typed, or in words that are read the same again."""
    if not typed.startswith("at="):
        return typed
    local = datetime.fromtimestamp(reading.at, ZoneInfo(one.plan.zone))
    rule = f"{saying.repeats(language, reading.repeats or one.plan.repeats)} {saying.clock(one.plan.minute)}"
    written = rule.strip() if reading.repeats is not None else f"{local:%Y-%m-%d %H:%M}"
    found = read(written, now=asked.now, zone=asked.zone, language=asked.language)
    exact = isinstance(found, Reading) and (found.at, found.repeats) == (reading.at, reading.repeats)
    return written if exact else f"{local:%Y-%m-%d %H:%M}"


def answered(wish: Wish, answers: ui.Answers, page: Page) -> Wish:
    """The wish with what stands in the form now; a time that was left as it stood keeps its instant."""
    kept = wish.kept()
    for name in FIELDS[page]:
        typed = answers.text(name)
        if name == "when" and wish.said is not None and typed == wish.said:
            continue
        kept.pop(name, None)
        if name == "when":
            kept.pop("said", None)
        if typed:
            kept[name] = int(typed) if name in {"place", "channel"} and typed.isdecimal() else typed
    return Wish.of(kept)


FIELDS: Mapping[Page, tuple[str, ...]] = {
    "when": ("title", "when", "repeats", "length", "until"),
    "details": ("kind", "capacity", "bring", "reminders", "link"),
    "places": ("channel", "place", "level", "holidays"),
}


def _when_fields(language: Language, wish: Wish, *, new: bool) -> list[discord.ui.Item[Any]]:
    return [
        _typed(language, "title", wish.title, TITLE_LIMIT, required=new),
        _typed(language, "when", wish.said or wish.when, SHORT, required=new),
        _chosen(language, "repeats", {word: f"choice-repeats-{word}" for word in OFTEN}, wish.repeats),
        _typed(language, "length", wish.length, SHORT),
        _typed(language, "until", wish.until, SHORT),
    ]


def _detail_fields(language: Language, wish: Wish, *, new: bool) -> list[discord.ui.Item[Any]]:  # noqa: ARG001 - as the other pages
    return [
        _chosen(language, "kind", {word: f"session-kind-{word}" for word in KINDS}, wish.kind),
        _typed(language, "capacity", wish.capacity, SHORT),
        _typed(language, "bring", wish.bring, WORDS_LIMIT),
        _typed(language, "reminders", wish.reminders, SHORT),
        _typed(language, "link", wish.link, 300),
    ]


def _place_fields(language: Language, wish: Wish, *, new: bool) -> list[discord.ui.Item[Any]]:  # noqa: ARG001 - as the other pages
    kinds = discord.ChannelType
    return [
        _channel(language, "channel", wish.channel, [kinds.text, kinds.news]),
        _channel(language, "place", wish.place, [kinds.voice, kinds.stage_voice, kinds.text]),
        _chosen(language, "level", {word: f"session-level-{word}" for word in LEVELS}, wish.level),
        _chosen(language, "holidays", {word: f"choice-holidays-{word}" for word in HOLIDAYS}, wish.holidays),
    ]


def _typed(
    language: Language, name: str, value: str | None, limit: int, *, required: bool = False
) -> discord.ui.Item[Any]:
    typed: discord.ui.TextInput[Any] = discord.ui.TextInput(
        custom_id=name,
        required=required,
        placeholder=text(language, f"session-form-{name}-hint"),
        default=(value or "")[:FIELD_LIMIT] or None,
        # What was refused for its length must fit, to be shortened.
        max_length=max(limit, len((value or "")[:FIELD_LIMIT])),
    )
    return ui.labelled(text(language, f"session-fact-{name}"), typed)


def _chosen(
    language: Language, name: str, words: Mapping[str, str], value: str | None
) -> discord.ui.Item[Any]:
    select: discord.ui.Select[Any] = discord.ui.Select(
        custom_id=name,
        required=False,
        options=[
            discord.SelectOption(label=text(language, key), value=word, default=word == value)
            for word, key in words.items()
        ],
    )
    return ui.labelled(text(language, f"session-fact-{name}"), select)


def _channel(
    language: Language, name: str, value: int | None, kinds: list[discord.ChannelType]
) -> discord.ui.Item[Any]:
    select: discord.ui.ChannelSelect[Any] = discord.ui.ChannelSelect(
        custom_id=name,
        required=False,
        channel_types=kinds,
        default_values=[] if value is None else [discord.Object(value, type=discord.TextChannel)],
    )
    return ui.labelled(text(language, f"session-fact-{name}"), select)


def known_page(word: str) -> Page | None:
    return next((page for page in PAGES if page == word), None)
