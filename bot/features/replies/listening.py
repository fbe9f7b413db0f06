"""Calling those who volunteered to listen, once, when nobody has answered for most of a day."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, insert_new, serialise
from bot.features import consent, notices, settings
from bot.features.departures import gone_members
from bot.features.notices import Notice
from bot.features.replies.asking import WANTED, listener_notice
from bot.features.replies.rules import LISTENERS, Ask
from bot.features.replies.tables import asks, calls
from bot.features.settings import MemberSettings, ServerSettings
from bot.when import in_quiet_hours, quiet_until


async def call_listeners(db: Database, checkin_id: int, now: int) -> tuple[int, ...]:
    """Tell listeners of a check-in that nobody has answered; who is called by this.

    Each is called at most once on a local day, and hears of it when their quiet hours are over. Asked again
    for the same check-in, nobody is.
    """
    async with db.write() as tx:
        await serialise(tx, "reply", checkin_id)
        row = (await tx.execute(select(asks).where(asks.c.checkin_id == checkin_id))).one_or_none()
        if row is None or row.user_id is None or row.answered_at is not None:
            return ()
        if await tx.scalar(select(calls.c.at).where(calls.c.checkin_id == checkin_id).limit(1)) is not None:
            return ()
        wish = Ask(row.checkin_id, row.guild_id, row.user_id, row.at)
        called = list[int]()
        for user_id, day in await _free(db.within(tx), tx, wish, now):
            one = {"user_id": user_id, "day": day, "guild_id": wish.guild_id}
            if len(called) < LISTENERS and await insert_new(
                tx, calls, [one | {"checkin_id": checkin_id, "at": now}]
            ):
                called.append(user_id)
                await notices.give_notice(tx, _notice(wish, user_id, now))
        return tuple(called)


async def _free(db: Database, tx: AsyncConnection, wish: Ask, now: int) -> list[tuple[int, str]]:
    """Listeners of the server who can be called, and the local day on which they will hear of it.

    Those come first who were not called for longest.
    """
    server = await settings.server(db, wish.guild_id)
    if not server.checkins_on:
        return []
    gone = await tx.scalars(select(gone_members.c.user_id).where(gone_members.c.guild_id == wish.guild_id))
    agreed = await consent.who_agrees(db, wish.guild_id, "listener")
    people = agreed - {wish.user_id} - set(gone)
    own = await settings.members(db, people, wish.guild_id)
    days = {user_id: _heard_on(server, own[user_id], now) for user_id in people}
    found = await tx.execute(
        select(calls.c.user_id, func.max(calls.c.day), func.max(calls.c.at)).group_by(calls.c.user_id)
    )
    called = {user_id: (last, at) for user_id, last, at in found.all() if user_id in people}
    free = [user_id for user_id in people if user_id not in called or called[user_id][0] < days[user_id]]
    order = sorted(free, key=lambda user_id: (called[user_id][1] if user_id in called else 0, user_id))
    return [(user_id, days[user_id]) for user_id in order]


def _heard_on(server: ServerSettings, own: MemberSettings, now: int) -> str:
    zone = own.zone or server.zone
    at = now
    if own.quiet_hours is not None and in_quiet_hours(now, zone, *own.quiet_hours):
        at = quiet_until(now, zone, *own.quiet_hours)
    return datetime.fromtimestamp(at, ZoneInfo(zone)).date().isoformat()


def _notice(wish: Ask, user_id: int, now: int) -> Notice:
    return Notice(
        guild_id=wish.guild_id,
        about=listener_notice(wish.checkin_id, user_id),
        words=WANTED,
        params={"checkin": str(wish.checkin_id), "who": str(wish.user_id)},
        made_at=now,
        user_id=user_id,
        purpose="dm_checkins",
    )
