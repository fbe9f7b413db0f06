"""What `/settings` shows: a page of what somebody chose, one of what they agree to, and lists of zones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

import discord

from bot import ui
from bot.errors import Refusal
from bot.features.consent import Choice, Purpose
from bot.features.settings import MemberSettings, Reach
from bot.texts import LANGUAGES, Language, text
from bot.when import Zone

Page = Literal["own", "agreed"]
PAGES: tuple[Page, ...] = get_args(Page)

About = Literal["sessions", "checkins", "notices"]
ABOUT: tuple[About, ...] = get_args(About)
BY_DM: dict[About, Purpose] = {
    "sessions": "dm_sessions",
    "checkins": "dm_checkins",
    "notices": "dm_notices",
}
WAYS = ("dm", "mention", "wait")

# Discord's own name of a choice that nobody made.
AS_DISCORD = "discord"
LONGEST_LABEL = 100
HOUR = 60
QUARTERS = (0, 15, 30, 45)
EVENING, MORNING = 22, 7  # what quiet hours usually are


@dataclass(frozen=True)
class Reader:
    """Whose panel it is, and how it speaks to them; `here` in a server, not in a direct message."""

    id: int
    language: Language
    here: bool

    def says(self, key: str, **params: str | int) -> str:
        return text(self.language, key, **params)

    def button(
        self, key: str, name: str, *arguments: str | int, style: discord.ButtonStyle | None = None
    ) -> discord.ui.Button[Any]:
        """A button that only this reader may press."""
        custom_id = ui.custom_id(name, ui.packed(self.id), *arguments)
        return ui.button(self.says(key), custom_id, style or discord.ButtonStyle.secondary)


def own_panel(reader: Reader, mine: MemberSettings, zone: Zone, by_dm: Iterable[Purpose]) -> ui.Panel:
    """What holds everywhere, and below it how to reach them in this server."""
    parts: list[discord.ui.Item[Any]] = [
        discord.ui.TextDisplay(
            f"### {reader.says('settings-title')}\n-# {reader.says('settings-everywhere')}"
        ),
        discord.ui.TextDisplay(reader.says("settings-language")),
        _languages(reader, mine.language),
        discord.ui.TextDisplay(_zone_text(reader, mine, zone)),
        _zone_buttons(reader, mine),
        discord.ui.TextDisplay(_quiet_text(reader, mine)),
        _quiet_buttons(reader, mine),
        discord.ui.Separator(),
    ]
    if reader.here:
        parts.append(discord.ui.TextDisplay(reader.says("settings-reach")))
        parts += [_reach_select(reader, about, mine, by_dm) for about in ABOUT]
    else:
        parts.append(discord.ui.TextDisplay(reader.says("settings-reach-elsewhere")))
    return ui.Panel(discord.ui.Container(*parts), _pages(reader, "own"))


def _languages(reader: Reader, chosen: str | None) -> discord.ui.Item[Any]:
    buttons: list[discord.ui.Item[Any]] = []
    for language in (AS_DISCORD, *reversed(LANGUAGES)):
        holds = language == (chosen or AS_DISCORD)
        style = discord.ButtonStyle.primary if holds else discord.ButtonStyle.secondary
        buttons.append(
            reader.button(f"settings-language-{language}", "settings.language", language, style=style)
        )
    return discord.ui.ActionRow(*buttons)


def _zone_text(reader: Reader, mine: MemberSettings, zone: Zone) -> str:
    now = {"place": zone.label, "time": f"{zone.local:%H:%M}", "offset": zone.from_utc}
    if mine.zone is not None:
        return reader.says("settings-zone", **now)
    return reader.says("settings-zone-servers", **now) if reader.here else reader.says("settings-zone-none")


def _zone_buttons(reader: Reader, mine: MemberSettings) -> discord.ui.Item[Any]:
    buttons: list[discord.ui.Item[Any]] = [reader.button("settings-zone-search", "settings.zone-search")]
    if mine.zone is not None:
        buttons.append(reader.button("settings-zone-as-server", "settings.zone-none"))
    return discord.ui.ActionRow(*buttons)


def _quiet_text(reader: Reader, mine: MemberSettings) -> str:
    if mine.quiet_hours is None:
        return reader.says("settings-quiet-none")
    start, end = (f"{minute // HOUR}:{minute % HOUR:02}" for minute in mine.quiet_hours)
    return reader.says("settings-quiet", start=start, end=end)


def _quiet_buttons(reader: Reader, mine: MemberSettings) -> discord.ui.Item[Any]:
    buttons: list[discord.ui.Item[Any]] = [reader.button("settings-quiet-choose", "settings.quiet-choose")]
    if mine.quiet_hours is not None:
        buttons.append(reader.button("settings-quiet-remove", "settings.quiet-none"))
    return discord.ui.ActionRow(*buttons)


def _reach_select(
    reader: Reader, about: About, mine: MemberSettings, by_dm: Iterable[Purpose]
) -> discord.ui.Item[Any]:
    otherwise: Reach = getattr(mine, f"reach_{about}")
    holds = "dm" if BY_DM[about] in by_dm else otherwise
    options = [
        discord.SelectOption(
            label=reader.says(f"settings-reach-{way}", about=reader.says(f"settings-about-{about}")),
            description=reader.says(f"settings-reach-{way}-means"),
            value=way,
            default=way == holds,
        )
        for way in WAYS
    ]
    custom_id = ui.custom_id("settings.reach", ui.packed(reader.id), about)
    return discord.ui.ActionRow(discord.ui.Select(custom_id=custom_id, options=options))


def agreed_panel(reader: Reader, choices: Sequence[Choice], *, counting: bool) -> ui.Panel:
    """Every purpose with what holds for it, and a button for the other answer."""
    note = "settings-agreed-note" if reader.here else "settings-agreed-note-everywhere"
    parts: list[discord.ui.Item[Any]] = [
        discord.ui.TextDisplay(f"### {reader.says('settings-agreed-title')}\n-# {reader.says(note)}")
    ]
    for choice in choices:
        if choice.purpose in BY_DM.values():
            continue  # chosen with how to be reached
        # Where nothing is counted there is nothing to answer, unless they did.
        if choice.purpose != "counted" or counting or choice.answer is not None:
            parts.append(_purpose(reader, choice))
    return ui.Panel(discord.ui.Container(*parts), _pages(reader, "agreed"))


def _purpose(reader: Reader, choice: Choice) -> discord.ui.Item[Any]:
    says_no = choice.answer is not None and not choice.answer.yes
    if not reader.here:
        state = "no-everywhere" if says_no else "by-server"
        # A yes belongs to one server; only a no to being counted is taken back here.
        answer = "no-everywhere" if not says_no else "not-no" if choice.purpose == "counted" else None
    elif choice.ask_again:
        state, answer = "ask-again", "yes"
    else:
        # Somebody who is counted nowhere may have agreed to it all the same.
        agrees = choice.yes or (choice.purpose == "counted" and not says_no)
        state, answer = ("yes", "no") if agrees else ("no", "yes")
    words = discord.ui.TextDisplay[Any](
        f"**{reader.says(f'purpose-{choice.purpose}')}** · {reader.says(f'settings-agreed-{state}')}\n"
        f"{reader.says(f'purpose-{choice.purpose}-means')}"
    )
    if answer is None:
        return words
    yes = int(answer in {"yes", "not-no"})
    button = reader.button(f"settings-answer-{answer}", "settings.agree", choice.purpose, yes)
    return discord.ui.Section(words, accessory=button)


def zones_panel(reader: Reader, typed: str, found: Sequence[Zone]) -> ui.Panel:
    """The zones that were found, with the time it is there now."""
    buttons = discord.ui.ActionRow[Any](
        reader.button("settings-zone-search-again", "settings.zone-search"),
        reader.button("settings-back", "settings.page", "own"),
    )
    if not found:
        sentence = reader.says("settings-zone-not-found", typed=ui.plain(typed))
        return ui.Panel(discord.ui.Container(discord.ui.TextDisplay(sentence), buttons))
    options = [
        discord.SelectOption(
            label=zone.label[:LONGEST_LABEL],
            description=reader.says(
                "settings-zone-now", time=f"{zone.local:%H:%M}", offset=zone.from_utc, name=zone.name
            ),
            value=zone.name,
        )
        for zone in found
    ]
    custom_id = ui.custom_id("settings.zone", ui.packed(reader.id))
    select: discord.ui.Select[Any] = discord.ui.Select(
        custom_id=custom_id, placeholder=reader.says("settings-zone-choose"), options=options
    )
    sentence = reader.says("settings-zone-found")
    row = discord.ui.ActionRow[Any](select)
    return ui.Panel(discord.ui.Container(discord.ui.TextDisplay(sentence), row, buttons))


def _pages(reader: Reader, current: Page) -> discord.ui.ActionRow[Any]:
    buttons: list[discord.ui.Item[Any]] = []
    for page in PAGES:
        button = reader.button(f"settings-page-{page}", "settings.page", page)
        button.disabled = page == current
        buttons.append(button)
    return discord.ui.ActionRow(*buttons)


def zone_form(reader: Reader) -> ui.Form:
    typed: discord.ui.TextInput[Any] = discord.ui.TextInput(
        custom_id="place", placeholder=reader.says("settings-zone-hint"), max_length=60
    )
    return ui.Form(
        reader.says("settings-zone-title"),
        ui.custom_id("settings.zone", ui.packed(reader.id)),
        ui.labelled(reader.says("settings-zone-place"), typed),
    )


def quiet_form(reader: Reader, chosen: tuple[int, int] | None) -> ui.Form:
    start, end = chosen or (EVENING * HOUR, MORNING * HOUR)
    return ui.Form(
        reader.says("settings-quiet-title"),
        ui.custom_id("settings.quiet", ui.packed(reader.id)),
        *_clock(reader, "from", start),
        *_clock(reader, "until", end),
    )


def _clock(reader: Reader, name: str, chosen: int) -> list[discord.ui.Label[Any]]:
    """Two fields for a time of the day: a select holds 24 hours, but not a day in quarters of an hour."""
    hour, minute = divmod(chosen, HOUR)
    hours = [(f"{n}", reader.says("settings-quiet-hour", hour=n)) for n in range(24)]
    minutes = [(f"{n}", reader.says("settings-quiet-minute", minute=n)) for n in sorted({*QUARTERS, minute})]
    return [
        ui.labelled(reader.says(f"settings-quiet-{name}"), _numbers(name, hours, hour)),
        ui.labelled(
            reader.says(f"settings-quiet-{name}-minute"), _numbers(f"{name}-minute", minutes, minute)
        ),
    ]


def _numbers(name: str, shown: Iterable[tuple[str, str]], chosen: int) -> discord.ui.Select[Any]:
    options = [
        discord.SelectOption(label=label, value=value, default=value == str(chosen)) for value, label in shown
    ]
    return discord.ui.Select(custom_id=name, options=options)


def read_clock(hour: str, minute: str) -> int:
    """The minute of the day that two such fields say; refuses what they cannot."""
    if not (hour.isdecimal() and minute.isdecimal() and int(hour) < 24 and int(minute) < HOUR):
        raise Refusal("setting-quiet-hours-unreadable")
    return int(hour) * HOUR + int(minute)
