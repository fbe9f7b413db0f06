"""Check-ins in words: what was chosen, what was said, and what is asked."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import discord

from bot import ui
from bot.errors import Refusal
from bot.features.checkins import WAYS, Asked, Change, Checkin, Plan, Said, What
from bot.texts import Language, text
from bot.when import WORKDAYS, city

_NONE = "-"
DAY_COMMA: dict[Language, str] = {"en": ", ", "ja": "・"}
WEEK = range(7)
SAID = "said"
"""Where the button to take a shared check-in back stands: under the confirmation."""


def changed_text(
    language: Language, change: Change, key: str, *, rounded: bool = False, notes: Sequence[str] = ()
) -> str:
    """What holds now, and when somebody is asked next; then what else there is to say of it."""
    lines = [text(language, key)]
    if change.plan is not None and rounded:
        lines.append(text(language, "checkin-rounded"))
    return "\n".join([*lines, *plan_lines(language, change), *notes])


def plan_lines(language: Language, change: Change) -> list[str]:
    """What somebody has chosen, and when they are asked next."""
    plan = change.plan
    if plan is None:
        return [text(language, "checkin-now-none")]
    lines = [_times(language, plan, change.zone)]
    if change.first is None:
        lines.append(text(language, "checkin-next-none"))
    else:
        lines.append(text(language, "checkin-next", at=str(change.first), way=plan.way))
    if change.evening_at is not None:
        lines.append(text(language, "checkin-next-evening", at=str(change.evening_at)))
    return lines


def preview_text(language: Language, spoken: Language, person: int | None, question: str) -> list[str]:
    """How somebody will be asked, in the language in which it is; `person` when they are mentioned."""
    asked = prompt_text(spoken, "morning", () if person is None else (person,), question)
    shown = [f"> {line.removeprefix('> ')}" for line in asked.split("\n")]
    labels = [f"`{text(spoken, key)}`" for key in ("checkin-answer", "checkin-not-today")]
    return [text(language, "checkin-preview"), *shown, f"> {' '.join(labels)}"]


def day_text(language: Language, day: date) -> str:
    """A date with its weekday."""
    weekday = text(language, "checkin-weekday", day=day.weekday())
    return text(
        language, "checkin-date", weekday=weekday, year=str(day.year), month=day.month, day=str(day.day)
    )


def _times(language: Language, plan: Plan, zone: str) -> str:
    named = {tuple(WEEK): "checkin-every-day", tuple(sorted(WORKDAYS)): "checkin-days-usual"}.get(
        plan.weekdays
    )
    days = [text(language, "checkin-weekday", day=day) for day in plan.weekdays]
    shown = DAY_COMMA[language].join(days) if named is None else text(language, named)
    time = f"{plan.minute // 60}:{plan.minute % 60:02}"
    return text(
        language,
        "checkin-when",
        days=shown,
        time=time,
        zone=city(zone, language),
        holidays="off" if plan.holidays else "on",
    )


def packed_plan(plan: Plan | None) -> str:
    """A plan as a short argument of a button, from which `unpacked_plan` makes the same again."""
    if plan is None:
        return _NONE
    mask = sum(1 << day for day in plan.weekdays)
    numbers = (
        mask,
        plan.minute,
        WAYS.index(plan.way),
        int(plan.holidays),
        plan.paused_until or 0,
        -1 if plan.evening is None else plan.evening,
        plan.since,
    )
    return ".".join(map(ui.packed, numbers))


def unpacked_plan(packed: str, guild_id: int, user_id: int) -> Plan | None:
    """What `packed_plan` made; `Refusal` for anything else."""
    if packed == _NONE:
        return None
    try:
        mask, minute, way, holidays, paused, evening, since = map(ui.unpacked, packed.split("."))
        return Plan(
            guild_id,
            user_id,
            event_id=0,
            weekdays=tuple(day for day in WEEK if mask >> day & 1),
            minute=minute % 1440,
            way=WAYS[way],
            holidays=bool(holidays),
            paused_until=paused or None,
            evening=None if evening < 0 else evening % 1440,
            since=since,
        )
    except (ValueError, IndexError):
        raise Refusal("press-unknown") from None


def said_text(language: Language, said: Said, *, shown: bool) -> str:
    """That a check-in is kept, for the one who said it alone."""
    one = said.checkin
    lines = [text(language, "checkin-saved-again" if said.again else "checkin-saved")]
    lines.append(ui.quoted(one.words))
    lines.append(text(language, "checkin-days", count=said.days))
    if one.shared:
        lines.append(text(language, "checkin-saved-shared" if shown else "checkin-saved-nowhere"))
    else:
        lines.append(text(language, "checkin-saved-private"))
    if one.wants_reply:
        lines.append(text(language, "checkin-saved-reply" if shown else "checkin-saved-reply-nowhere"))
    lines.append(f"-# {text(language, 'checkin-support')}")
    return "\n".join(lines)


def unshare_button(language: Language, one: Checkin, where: str) -> discord.ui.Button[Any]:
    """Takes a shared check-in out of its thread. `where`: `SAID`, or the page of the history it stands on."""
    press = ui.custom_id("checkin.unshare", ui.packed(one.user_id), one.id, where)
    return ui.button(text(language, "checkin-unshare"), press)


def shared_text(language: Language, one: Checkin, question: str | None) -> str:
    """A check-in that somebody shares, in the thread of the day."""
    said = text(language, "checkin-shared", who=f"<@{one.user_id}>", words=ui.quoted(one.words))
    if not question or not one.answer:
        return said
    return "\n".join([said, f"-# {question}", ui.quoted(one.answer)])


def welcome_panel(language: Language) -> ui.Panel:
    """What check-ins are, for everybody who passes by, and the button to begin."""
    begin = ui.button(text(language, "checkin-begin"), ui.custom_id("checkin.begin"))
    return ui.Panel(
        discord.ui.TextDisplay(text(language, "checkin-welcome")), discord.ui.ActionRow[Any](begin)
    )


def prompt_panel(
    language: Language, what: What, asked: Asked, question: str, guild_id: int, delivery_id: int
) -> ui.Panel:
    """One post for everybody who is due: their names, the question, and the buttons."""
    return ui.Panel(
        discord.ui.TextDisplay(prompt_text(language, what, asked.mentioned, question)),
        discord.ui.ActionRow(*prompt_buttons(language, what, guild_id, delivery_id)),
    )


def prompt_text(language: Language, what: What, mentioned: Sequence[int], question: str) -> str:
    who = " ".join(f"<@{user_id}>" for user_id in mentioned)
    lines = [who] if who else []
    if what == "evening":
        lines.append(text(language, "checkin-evening-prompt"))
    else:
        lines += [text(language, "checkin-prompt"), f"> {question}"]
    return "\n".join(lines)


def prompt_buttons(
    language: Language, what: What, guild_id: int, delivery_id: int
) -> list[discord.ui.Button[Any]]:
    if what == "evening":
        look = ui.custom_id("checkin.evening", guild_id, delivery_id)
        return [ui.button(text(language, "checkin-evening-open"), look, discord.ButtonStyle.primary)]
    answer = ui.custom_id("checkin.answer", guild_id, delivery_id)
    pass_by = ui.custom_id("checkin.not-today", guild_id, delivery_id)
    return [
        ui.button(text(language, "checkin-answer"), answer, discord.ButtonStyle.primary),
        ui.button(text(language, "checkin-not-today"), pass_by),
    ]
