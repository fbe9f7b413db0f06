"""What is suggested while somebody types: sessions by title, dates of one, and what a time was read as.

Nobody is told anything while they type, so whatever fails here suggests nothing.
"""

import logging
import unicodedata
from collections.abc import Callable, Coroutine
from datetime import date
from functools import wraps
from typing import Any

import discord
from discord import app_commands

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.features import sessions
from bot.features.sessions import Series
from bot.texts import Language, text
from bot.when import Occurrence, Reading, Unread, carry, occurrence, occurrences, read, read_day
from cogs.sessions import preview, saying
from cogs.sessions.places import viewer
from cogs.sessions.wishes import Asked, read_date

log = logging.getLogger(__name__)

MOST = 25
LONGEST = 100
EXAMPLES = 3

Asking = discord.Interaction[Engawa]
Choices = list[app_commands.Choice[str]]
Suggest = Callable[[Any, discord.Interaction[Any], str], Coroutine[Any, Any, Choices]]


def quietly(suggest: Suggest) -> Suggest:
    """Suggest nothing where that fails."""

    @wraps(suggest)
    async def suggested(cog: Any, interaction: discord.Interaction[Any], typed: str) -> Choices:
        try:
            return await suggest(cog, interaction, typed)
        except Refusal:
            return []
        except Exception:
            log.exception("nothing could be suggested")
            return []

    return suggested


# --- sessions


async def suggest_sessions(interaction: Asking, typed: str, *, to_change: bool) -> Choices:
    """Sessions whose title has this in it, one's own first; to be changed only those one may change."""
    db, guild_id = interaction.client.db, interaction.guild_id or 0
    me, language = interaction.user.id, ui.reader(interaction)
    found = await sessions.titled(db, guild_id, viewer(interaction))
    if to_change and not ui.is_moderator(interaction):
        found = tuple(one for one in found if one.host_id == me)
    wanted = _folded(typed)
    fitting = [one for one in found if wanted in _folded(saying.name_of(language, one))]
    fitting.sort(key=lambda one: (one.host_id != me, one.rests))
    # Only of those that are shown it is asked when they come.
    shown = [one.id for one in fitting[:MOST]]
    known = await sessions.look_at(db, guild_id, shown)
    return [_choice(_named(language, known[one]), str(one)) for one in shown if one in known]


async def chosen_session(interaction: Asking, typed: str) -> Series:
    """The session that was chosen from the suggestions, or whose whole title was written.

    Refuses one that whoever asks does not see as one that is not there.
    """
    guild_id, db, asking = interaction.guild_id or 0, interaction.client.db, viewer(interaction)
    if typed.isascii() and typed.isdecimal() and len(typed) < 19:
        one = await sessions.look(db, guild_id, int(typed))
        if not asking.sees(one):
            raise Refusal("session-gone")
        return one
    language, wanted = ui.reader(interaction), _folded(typed)
    found = await sessions.titled(db, guild_id, asking)
    called = [one.id for one in found if _folded(saying.name_of(language, one)) == wanted]
    if len(called) != 1:
        raise Refusal("session-choose-suggested")
    return await sessions.look(db, guild_id, called[0])


def _named(language: Language, one: Series) -> str:
    name, when = saying.name_of(language, one), saying.plan(language, one.plan)
    key = "session-suggested-resting" if one.paused_at is not None else "session-suggested"
    room = LONGEST - len(text(language, key, title="", when=when))
    return text(language, key, title=saying.shortened(name, max(room, LONGEST // 3)), when=when)


# --- dates


async def suggest_days(interaction: Asking, typed: str) -> Choices:
    """The next dates of the session that was chosen before."""
    session = getattr(interaction.namespace, "session", "")
    one = await chosen_session(interaction, str(session))
    now, language = interaction.client.clock.now(), ui.reader(interaction)
    coming = occurrences(one.plan, now, limit=MOST)
    found = [(each, _dated(language, one, each, now)) for each in coming]
    wanted = _folded(typed)
    fitting = [(each, line) for each, line in found if wanted in _folded(line)]
    if not fitting:
        day = read_day(typed, now=now, zone=one.plan.zone, language=language)
        fitting = [(each, line) for each, line in found if isinstance(day, date) and each.day >= day]
    return [_choice(line, each.day.isoformat()) for each, line in fitting]


def chosen_day(one: Series, typed: str | None, asked: Asked) -> Occurrence:
    """The occurrence of a series that was chosen by its day; the next, where none was."""
    if not typed:
        coming = occurrences(one.plan, asked.now, limit=1)
        if not coming:
            raise Refusal("session-nothing-ahead")
        return coming[0]
    found = occurrence(one.plan, read_date(typed, asked))
    if found is None:
        raise Refusal("session-not-on-that-day")
    if found.starts_at <= asked.now:
        raise Refusal("session-begun")
    return found


def _dated(language: Language, one: Series, each: Occurrence, now: float) -> str:
    said = saying.moment(language, each.starts_at, one.plan.zone, now)
    far = preview.far_off(language, each.starts_at, now)
    return text(language, "session-suggested-time", moment=said, far=far)


# --- times


def suggest_times(asked: Asked, typed: str) -> Choices:
    """What a text is read as: its date, weekday, zone and how far off it is. The choice carries the instant.

    Of a text that is not read, why, and what could be written; choosing that sends the text as it stands.
    """
    if not typed.strip():
        examples = (text(asked.language, f"session-when-example-{n + 1}") for n in range(EXAMPLES))
        return [choice for example in examples for choice in _read(asked, example)]
    # What cannot be seen cannot be sent back either.
    seen = "".join(char for char in typed if char.isprintable())[:LONGEST].strip()
    return _read(asked, typed) or ([_choice(_unread(asked, typed), seen)] if seen else [])


def _read(asked: Asked, typed: str) -> Choices:
    found = read(typed, now=asked.now, zone=asked.zone, language=asked.language)
    return [] if isinstance(found, Unread) else [_choice(understood(asked, found), carry(found))]


def understood(asked: Asked, reading: Reading) -> str:
    """What a reading says, in one line of plain text."""
    language = asked.language
    moment = saying.moment(language, reading.at, asked.zone, asked.now)
    line = text(
        language,
        "session-suggested-time",
        moment=moment,
        far=preview.far_off(language, reading.at, asked.now),
    )
    marks = [saying.repeats(language, reading.repeats)] if reading.repeats is not None else []
    marks += [text(language, "session-suggested-rolled")] if reading.rolled else []
    marks += [text(language, "session-suggested-gap")] if reading.gap else []
    return saying.shortened(" · ".join(filter(None, [line, *marks])))


def _unread(asked: Asked, typed: str) -> str:
    found = read(typed, now=asked.now, zone=asked.zone, language=asked.language)
    reason = found.reason if isinstance(found, Unread) else "not-understood"
    return text(asked.language, f"session-suggested-{reason}")


def _choice(name: str, value: str) -> app_commands.Choice[str]:
    return app_commands.Choice(name=saying.shortened(name), value=value)


def _folded(words: str) -> str:
    """As titles are compared: without case, width and spaces."""
    return "".join(unicodedata.normalize("NFKC", words).casefold().split())
