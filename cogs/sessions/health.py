"""`/session health`: how sessions fare in this server, for those who look after it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.errors import Refusal
from bot.features import deliveries, sessions
from bot.features.deliveries import Lateness, Problem
from bot.features.sessions import Series
from bot.pictures import Picture
from bot.texts import Language, text
from cogs.sessions import saying
from cogs.sessions.mirror import may_mirror
from cogs.sessions.preflight import missing_in
from cogs.sessions.turnout import SHOWN, lines, turnout_picture

# 40 parts and 4,000 characters are all that Discord shows, however many series there are.
NEXT, FAILED, MISSING, RESTING = 6, 4, 4, 6
TITLE = 24
LAST = 100
KNOWN_REASONS = {"discord 50013": "permission", "discord 50001": "access", "discord 10003": "channel"}
SAID_KINDS = ("card", "remind", "own", "start", "alone", "close", "recap", "moved", "call", "dm")


@dataclass(frozen=True)
class Health:
    """What moderators look at. `held` is by series' number, with the reason; `missing` by channel."""

    series: tuple[Series, ...]
    due: tuple[sessions.NextDelivery, ...]
    lateness: Lateness | None
    failures: tuple[Problem, ...]
    held: dict[int, str]
    missing: dict[int, list[str]]
    mirrors: bool
    turnouts: tuple[sessions.Turnout, ...] = ()


async def show_health(app: Engawa, interaction: discord.Interaction[Engawa]) -> None:
    """Answer privately with how sessions fare here; refuses whoever does not look after the server."""
    found = await _look(app, interaction)
    if found.turnouts:
        # A picture takes longer than Discord waits, where its process has to be started.
        await ui.think(interaction)
    shown = await _shown(app, interaction, found)
    await ui.answer(interaction, view=shown.panel, files=shown.files, alts=shown.alts)


class HealthPanel(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app

    @ui.pressed("session.health")
    async def refresh(self, interaction: discord.Interaction[Engawa], owner: str) -> None:
        ui.refuse_others(interaction, owner)
        await self._look_again(interaction)

    @ui.pressed("session.health.again")
    async def again(self, interaction: discord.Interaction[Engawa], owner: str, series_id: int) -> None:
        """Let a series go on that rests, or whose posts were refused."""
        ui.refuse_others(interaction, owner)
        _refuse_others_than_moderators(interaction)
        now, guild_id = int(self.app.clock.now()), interaction.guild_id or 0
        await sessions.resume(self.app.db, guild_id, series_id, interaction.user.id, now, moderator=True)
        await self._look_again(interaction)

    async def _look_again(self, interaction: discord.Interaction[Engawa]) -> None:
        found = await _look(self.app, interaction)
        if found.turnouts:
            await ui.hold(interaction)
        shown = await _shown(self.app, interaction, found)
        await ui.replace(interaction, view=shown.panel, files=shown.files, alts=shown.alts)


async def _look(app: Engawa, interaction: discord.Interaction[Engawa]) -> Health:
    _refuse_others_than_moderators(interaction)
    guild = interaction.guild
    if guild is None:
        raise Refusal("session-health-moderators")
    return await look(app, guild)


async def _shown(app: Engawa, interaction: discord.Interaction[Engawa], found: Health) -> ui.Pictured:
    language = ui.reader(interaction)
    picture = await turnout_picture(app, language, found.turnouts, ui.zone(interaction))
    panel = health_panel(language, found, interaction.user.id, app.clock.now(), picture)
    return ui.Pictured(panel, picture)


def _refuse_others_than_moderators(interaction: discord.Interaction[Engawa]) -> None:
    if not ui.is_moderator(interaction):
        raise Refusal("session-health-moderators")


async def look(app: Engawa, guild: discord.Guild) -> Health:
    """How sessions fare in this server at this moment."""
    db = app.db
    failures = await deliveries.failures(db, guild.id, LAST)
    views = await sessions.ahead(db, guild.id)
    missing = {view.series.channel_id: missing_in(guild, view.series.channel_id) for view in views}
    return Health(
        series=await sessions.running(db, guild.id),
        due=await sessions.next_deliveries(db, guild.id, NEXT),
        lateness=await deliveries.lateness(db, guild.id, LAST),
        failures=tuple(one for one in failures if one.kind.startswith("session.") and not one.held),
        held=await sessions.held(db, guild.id),
        missing={channel_id: names for channel_id, names in missing.items() if names},
        mirrors=may_mirror(guild),
        turnouts=await sessions.turnouts(db, guild.id, int(app.clock.now()), SHOWN),
    )


def health_panel(
    language: Language, found: Health, reader_id: int, now: float, picture: Picture | None = None
) -> ui.Panel:
    owner = ui.packed(reader_id)
    by_id = {one.id: one for one in found.series}
    parts: list[discord.ui.Item[Any]] = [
        _words(
            f"### {text(language, 'session-health-title')}",
            text(language, "session-health-at", at=str(int(now))),
        ),
        _words(_head(language, "next"), *_next(language, found, by_id)),
        _words(_head(language, "came"), *lines(language, found.turnouts)),
        *ui.gallery(picture),
        _words(_head(language, "late"), _lateness(language, found.lateness)),
        _words(_head(language, "failed"), *_failures(language, found.failures)),
        _words(_head(language, "missing"), *_missing(language, found)),
        _words(_head(language, "resting"), *_none_resting(language, found)),
        *_resting(language, found, owner),
        discord.ui.ActionRow(
            ui.button(text(language, "session-health-refresh"), ui.custom_id("session.health", owner))
        ),
    ]
    return ui.Panel(discord.ui.Container(*parts))


# --- within


def _head(language: Language, of: str) -> str:
    return f"**{text(language, f'session-health-{of}')}**"


def _next(language: Language, found: Health, by_id: dict[int, Series]) -> Iterable[str]:
    for due in found.due:
        one = by_id.get(due.series_id)
        if one is not None:
            what = due.kind.removeprefix("session.")
            yield text(
                language,
                "session-health-due",
                what=what if what in SAID_KINDS else "other",
                at=str(due.due_at),
                title=_title(language, one),
            )
    if not found.due:
        yield text(language, "session-health-nothing-due")


def _lateness(language: Language, late: Lateness | None) -> str:
    if late is None:
        return text(language, "session-health-none-sent")
    seconds = {name: f"{getattr(late, name) / 1000:.1f}" for name in ("p50", "p99", "worst")}
    return text(language, "session-health-lateness", count=late.count, **seconds)


def _failures(language: Language, failures: Sequence[Problem]) -> Iterable[str]:
    counted = dict[str, list[Problem]]()
    for one in failures:
        counted.setdefault(one.reason, []).append(one)
    for reason, group in list(counted.items())[:FAILED]:
        yield text(
            language,
            "session-health-failure",
            count=len(group),
            last=str(max(one.due_at for one in group)),
            reason=_reason(language, reason),
        )
    if not failures:
        yield text(language, "session-health-none-failed")


def _reason(language: Language, reason: str) -> str:
    known = KNOWN_REASONS.get(reason)
    if known is None:
        return text(language, "session-health-reason-other", reason=ui.plain(reason[:40]))
    return text(language, f"session-health-reason-{known}")


def _missing(language: Language, found: Health) -> Iterable[str]:
    for channel_id, names in list(found.missing.items())[:MISSING]:
        said = saying.comma(language, [f"**{text(language, f'permission-{name}')}**" for name in names])
        yield text(language, "session-health-missing-here", channel=str(channel_id), permissions=said)
    if len(found.missing) > MISSING:
        yield text(language, "session-health-more", count=len(found.missing) - MISSING)
    if not found.mirrors:
        named = f"**{text(language, 'permission-create_events')}**"
        yield text(language, "session-health-no-events", permission=named)
    elif not found.missing:
        yield text(language, "session-health-none-missing")


def _none_resting(language: Language, found: Health) -> Iterable[str]:
    count = len(_at_rest(found))
    if not count:
        yield text(language, "session-health-none-resting")
    elif count > RESTING:
        yield text(language, "session-health-first-of", shown=RESTING, count=count)


def _at_rest(found: Health) -> list[Series]:
    return [one for one in found.series if one.paused_at is not None or one.id in found.held]


def _resting(language: Language, found: Health, owner: str) -> Iterable[discord.ui.Item[Any]]:
    for one in _at_rest(found)[:RESTING]:
        why = one.paused_for or "refused"
        said = text(
            language,
            f"session-health-rests-{why}",
            title=_title(language, one),
            channel=str(one.channel_id),
            reason=_reason(language, found.held.get(one.id, "")),
        )
        if why == "channel_gone":
            yield discord.ui.TextDisplay(said)
        else:
            press = ui.custom_id("session.health.again", owner, one.id)
            yield discord.ui.Section(said, accessory=ui.button(text(language, "session-health-again"), press))


def _title(language: Language, one: Series) -> str:
    return ui.plain(saying.shortened(saying.name_of(language, one), TITLE))


def _words(*lines: str) -> discord.ui.TextDisplay[Any]:
    return discord.ui.TextDisplay("\n".join(lines))
