"""What members choose: to be asked, when and how; to pause, to rest, to stop, and to take that back."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Row, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, insert_new, serialise
from bot.errors import Refusal
from bot.features import consent, deliveries, settings
from bot.features.checkins.rules import (
    DAY,
    Member,
    Plan,
    What,
    checked,
    country_of,
    local_day,
    next_prompt,
    paused,
    resting,
)
from bot.features.checkins.slots import slot_delivery
from bot.features.checkins.tables import checkins, plans, prompts
from bot.features.settings import MemberSettings, ServerSettings


@dataclass(frozen=True)
class Change:
    """A plan as it is now, None after a stop, and as it was; `first` is when they are asked next.

    `zone` is the one they are asked in; `evening_at` when their evening closes next.
    """

    plan: Plan | None
    before: Plan | None
    zone: str
    first: int | None = None
    evening_at: int | None = None


async def plan_of(db: Database, guild_id: int, user_id: int) -> Plan | None:
    """What somebody chose here, whether or not they still agree to it."""
    async with db.read() as tx:
        return await _plan(tx, guild_id, user_id)


async def member_of(db: Database, guild_id: int, user_id: int, now: int, what: What = "morning") -> Member:
    """What decides about one person besides their plan."""
    server, own = await settings.here(db, guild_id, user_id)
    done = await done_days(db, guild_id, [user_id], now, what)
    return as_member(server, own, done.get(user_id, frozenset()))


def as_member(server: ServerSettings, own: MemberSettings, done: frozenset[date]) -> Member:
    zone = own.zone or server.zone
    return Member(zone, own.quiet_hours, country_of(server.holidays, zone), done)


async def done_days(
    db: Database,
    guild_id: int,
    people: Collection[int],
    now: int,
    what: What = "morning",
    *,
    but_by: int | None = None,
) -> dict[int, frozenset[date]]:
    """On which of the days around now each of them was asked (but by one delivery), or has answered."""
    around = [local_day(now + n * DAY, "UTC").isoformat() for n in (-1, 0, 1, 2)]
    found: dict[int, set[date]] = {}
    ids = list(people)
    async with db.read() as tx:
        for start in range(0, len(ids), 1000):
            some = ids[start : start + 1000]
            asked = select(prompts.c.user_id, prompts.c.day).where(
                prompts.c.guild_id == guild_id,
                prompts.c.user_id.in_(some),
                prompts.c.day.in_(around),
                prompts.c.what == what,
                prompts.c.event_id != (but_by or 0),
            )
            said = select(checkins.c.user_id, checkins.c.day).where(
                checkins.c.guild_id == guild_id, checkins.c.user_id.in_(some), checkins.c.day.in_(around)
            )
            # An evening closes the day of those who have said something, and have not closed it.
            queries = [asked, said] if what == "morning" else [asked]
            for query in queries:
                for user_id, day in await tx.execute(query):
                    found.setdefault(user_id, set()).add(date.fromisoformat(day))
    return {user_id: frozenset(theirs) for user_id, theirs in found.items()}


async def start(db: Database, wanted: Plan, now: int) -> Change:
    """Ask somebody from now on as they want to be asked, or refuse it. This is their yes.

    A pause they had ends; their evening stays, if it is later in the day than the new time.
    """

    def begin(before: Plan | None, member: Member) -> Plan:
        evening = wanted.evening
        if evening is None and before is not None:
            later = before.evening is not None and before.evening > wanted.minute
            evening = before.evening if later else None
        return checked(replace(wanted, evening=evening), member)

    return await _change(db, wanted.guild_id, wanted.user_id, wanted.event_id, now, begin)


async def close_evenings(
    db: Database, guild_id: int, user_id: int, event_id: int, minute: int | None, now: int
) -> Change:
    """Ask in the evening at this minute how it went; no more, with None. Needs a plan."""

    def choose(before: Plan | None, member: Member) -> Plan:
        return checked(replace(_needed(before), evening=minute), member)

    return await _change(db, guild_id, user_id, event_id, now, choose)


async def pause(db: Database, guild_id: int, user_id: int, event_id: int, until: date, now: int) -> Change:
    """Ask nothing until this day has come where they live."""

    def choose(before: Plan | None, member: Member) -> Plan:
        return paused(_needed(before), until, member.zone, now)

    return await _change(db, guild_id, user_id, event_id, now, choose, keeps_since=True)


async def resume(db: Database, guild_id: int, user_id: int, event_id: int, now: int) -> Change:
    """End a pause; where there is none, nothing changes."""

    def choose(before: Plan | None, _: Member) -> Plan:
        return replace(_needed(before), paused_until=None)

    return await _change(db, guild_id, user_id, event_id, now, choose)


async def coming(db: Database, guild_id: int, user_id: int, now: int) -> Change:
    """What somebody has chosen and when they are asked next, with nothing changed.

    They are not asked, and no plan is there, while they do not agree to it in /settings.
    """
    plan = await plan_of(db, guild_id, user_id)
    member = await member_of(db, guild_id, user_id, now)
    if plan is not None and not await consent.agrees(db, guild_id, user_id, "checkins"):
        plan = None
    if plan is not None and not await consent.agrees(db, guild_id, user_id, "evening"):
        plan = replace(plan, evening=None)
    return await _changed(db, plan, plan, member, now)


async def rest(
    db: Database,
    guild_id: int,
    user_id: int,
    event_id: int,
    weekdays: Collection[int],
    now: int,
    *,
    holidays: bool | None = None,
) -> Change:
    """Leave them in peace on these weekdays too, and on public holidays or not."""

    def choose(before: Plan | None, member: Member) -> Plan:
        return checked(resting(_needed(before), weekdays, holidays=holidays), member)

    return await _change(db, guild_id, user_id, event_id, now, choose, keeps_since=True)


async def stop(db: Database, guild_id: int, user_id: int, event_id: int, now: int) -> Change:
    """Ask nothing any more. This is their no, as in /settings."""

    def choose(before: Plan | None, _: Member) -> None:
        _needed(before)

    return await _change(db, guild_id, user_id, event_id, now, choose)


async def take_back(
    db: Database, guild_id: int, user_id: int, event_id: int, changed_by: int, before: Plan | None, now: int
) -> Change:
    """Let the plan be as it was before a change; refused when it was changed again since.

    `changed_by` is the interaction of that change. After a stop there is no plan, which counts as unchanged.
    """

    def choose(found: Plan | None, _: Member) -> Plan | None:
        if found is not None and found.event_id != changed_by:
            raise Refusal("checkin-changed-meanwhile")
        if found is None and before is None:
            raise Refusal("checkin-none")
        return before

    return await _change(db, guild_id, user_id, event_id, now, choose, keeps_since=before is not None)


def _needed(found: Plan | None) -> Plan:
    if found is None:
        raise Refusal("checkin-none")
    return found


async def _change(
    db: Database,
    guild_id: int,
    user_id: int,
    event_id: int,
    now: int,
    choose: Callable[[Plan | None, Member], Plan | None],
    *,
    keeps_since: bool = False,
) -> Change:
    """Put what `choose` makes of the plan in its place, with their yes or no and the next delivery."""
    async with db.write() as tx:
        await serialise(tx, "checkin plan", guild_id, user_id)
        within = db.within(tx)
        before = await _plan(tx, guild_id, user_id)
        member = await member_of(within, guild_id, user_id, now)
        chosen = choose(before, member)
        await tx.execute(delete(plans).where(plans.c.guild_id == guild_id, plans.c.user_id == user_id))
        if chosen is not None:
            since = chosen.since if keeps_since else now
            chosen = replace(chosen, event_id=event_id, since=since)
            await insert_new(tx, plans, [_row(chosen)])
        await _agree(within, guild_id, user_id, chosen, now)
        change = await _changed(within, chosen, before, member, now)
        at: list[tuple[What, int | None]] = [("morning", change.first), ("evening", change.evening_at)]
        await deliveries.plan(tx, [slot_delivery(guild_id, w, slot) for w, slot in at if slot is not None])
        return change


async def _changed(
    db: Database, chosen: Plan | None, before: Plan | None, member: Member, now: int
) -> Change:
    if chosen is None:
        return Change(None, before, member.zone)
    evening = await member_of(db, chosen.guild_id, chosen.user_id, now, "evening")
    return Change(
        chosen,
        before,
        member.zone,
        next_prompt(chosen, member, now),
        next_prompt(chosen, evening, now, "evening"),
    )


async def _agree(db: Database, guild_id: int, user_id: int, chosen: Plan | None, now: int) -> None:
    """The same yes and no that stand in /settings."""
    wishes: dict[consent.Purpose, bool] = {
        "checkins": chosen is not None,
        "evening": chosen is not None and chosen.evening is not None,
    }
    if chosen is not None and chosen.way == "dm":
        wishes["dm_checkins"] = True
    for purpose, yes in wishes.items():
        await consent.decide(db, user_id, guild_id, purpose, yes=yes, at=now)


async def _plan(tx: AsyncConnection, guild_id: int, user_id: int) -> Plan | None:
    query = select(plans).where(plans.c.guild_id == guild_id, plans.c.user_id == user_id)
    row = (await tx.execute(query)).one_or_none()
    return None if row is None else plan_in(row)


def plan_in(row: Row[Any]) -> Plan:
    """A row as a plan."""
    known: dict[str, Any] = {name: getattr(row, name) for name in Plan.__dataclass_fields__}
    known["weekdays"] = tuple(int(day) for day in row.weekdays.split(",") if day.isdigit())
    return Plan(**known)


def _row(plan: Plan) -> dict[str, Any]:
    return vars(plan) | {"weekdays": ",".join(map(str, plan.weekdays))}
