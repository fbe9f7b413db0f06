"""What a member does: say thanks, see it posted, take it back."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, insert_new, serialise
from bot.errors import Refusal
from bot.features import deliveries
from bot.features.deliveries import Delivery, MessageAt
from bot.features.giving.rules import (
    BACK_WINDOW,
    DAILY_ALLOWANCE,
    DAY,
    REPEAT_WINDOW,
    UNDO_WINDOW,
    Give,
    Kind,
    Thanks,
    count_again,
    may_be_another,
    never_posted,
    new_gives,
    refuse_if_too_much,
    refuse_if_wrong,
    refuse_to_undo,
    same_thanks,
    tidy,
)
from bot.features.giving.tables import give_of, gives, row_of
from bot.when import day_of

UNDO_OVER = "thanks.undo-over"

# This process, as far as posting goes: another number in the ledger is a process that is gone.
THIS_RUN = secrets.randbits(62)

# Asked for every thanks: written once, for that takes longer than running it.
_THANKED_LATELY = select(gives).where(
    gives.c.guild_id == bindparam("guild"),
    gives.c.helped_id == bindparam("helped"),
    gives.c.source == "thanks",
    gives.c.given_at >= bindparam("since"),
)
_BETWEEN = (
    select(gives)
    .where(
        gives.c.guild_id == bindparam("guild"),
        gives.c.helper_id.in_(bindparam("helpers", expanding=True)),
        gives.c.helped_id.in_(bindparam("helped", expanding=True)),
        gives.c.source == "thanks",
        gives.c.given_at > bindparam("since"),
    )
    .order_by(gives.c.given_at, gives.c.event_id)
)
_POSTED = (
    update(gives)
    .where(gives.c.event_id == bindparam("event"), gives.c.message_id.is_(None))
    .values(channel_id=bindparam("channel"), message_id=bindparam("message"))
)


@dataclass(frozen=True)
class Given:
    """A recorded thanks, as it is to be posted.

    `event_id` is the event it is recorded under, which is an earlier one when an unposted thanks
    is repeated. `not_counted` are the receivers for whom it is a thanks back. With `look_first`
    an earlier attempt may have posted it unseen by us: look for its button in `channel_id` and
    where it was repeated, and bring that post up to date instead of posting twice. `message_id`
    is the post, when it is known to be there already.
    """

    event_id: int
    guild_id: int
    channel_id: int
    helped_id: int
    helper_ids: tuple[int, ...]
    note: str
    kind: Kind
    about: MessageAt | None
    given_at: int
    not_counted: tuple[int, ...] = ()
    look_first: bool = False
    message_id: int | None = None


@dataclass(frozen=True)
class Unsure:
    """An earlier thanks to the same people, in other words, whose post we do not know of.

    Look for its button in `channel_id` and where it is said now. Is it there, say so with `posted`, and what
    is said now is another thanks; else it was never seen, and this is what its author means.
    """

    event_id: int
    channel_id: int


@dataclass(frozen=True)
class Undone:
    """A thanks its author took back; `again` when it had been taken back before."""

    gives: tuple[Give, ...]
    again: bool


async def give(
    db: Database,
    thanks: Thanks,
    *,
    allowance: int = DAILY_ALLOWANCE,
    zone: str = "UTC",
    run: int = THIS_RUN,
    never_seen: Collection[int] = (),
) -> Given | Unsure:
    """Record a thanks, one row for each receiver, or refuse it for all of them.

    The same interaction twice is recorded once. A thanks that was recorded but never posted, because
    the process ended in between, is handed out again when its author repeats it to the same people:
    no new rows, no further allowance. The words may differ: what was typed last is what counts, as
    nobody has seen the first. Other words after ten minutes may be another thanks, though: then
    nothing is recorded yet and the answer is `Unsure`, unless the earlier one's event is among the
    `never_seen`. Only one repetition gets it; settle it with `posted` or `not_posted`. `zone` says
    where the server's day begins.
    """
    thanks = tidy(thanks)
    refuse_if_wrong(thanks)
    day = day_of(thanks.at, zone)
    async with db.write() as tx:
        # One server's thanks take turns, so that allowances, pauses and thanks back see each other.
        await serialise(tx, "giving", thanks.guild_id)
        before = await _thanked_lately(tx, thanks, since=min(day.starts, thanks.at - REPEAT_WINDOW))
        if same := same_thanks(thanks, before):
            return _given(thanks, same, look_first=True)
        if lost := never_posted(thanks, before, run=run):
            if may_be_another(thanks, lost) and lost[0].event_id not in never_seen:
                return Unsure(lost[0].event_id, lost[0].channel_id)
            await _take_over(tx, lost[0].event_id, thanks, run)
            await deliveries.plan(tx, [_undo_over(lost[0].event_id, thanks)])
            return _given(thanks, lost, look_first=True)
        refuse_if_too_much(thanks, before, day=day, allowance=allowance)
        others = await between(
            tx,
            thanks.guild_id,
            helpers={thanks.helped_id},
            helped=set(thanks.helper_ids),
            since=thanks.at - BACK_WINDOW,
        )
        new = new_gives(thanks, others, run=run)
        await insert_new(tx, gives, [row_of(give) for give in new])
        await deliveries.plan(tx, [_undo_over(thanks.id, thanks)])
    return _given(thanks, new, look_first=False)


async def posted(db: Database, event_id: int, channel_id: int, message_id: int) -> None:
    """The thanks is seen to stand in this message. The first such word stays."""
    async with db.write() as tx:
        await tx.execute(_POSTED, {"event": event_id, "channel": channel_id, "message": message_id})


async def not_posted(db: Database, event_id: int, interaction_id: int) -> None:
    """This interaction could not post the thanks, so that a repetition may do so at once."""
    async with db.write() as tx:
        await tx.execute(
            update(gives)
            .where(gives.c.event_id == event_id, gives.c.posting_event_id == interaction_id)
            .values(posting_at=None)
        )


def as_given(rows: Collection[Give]) -> Given | None:
    """A recorded thanks as it was posted; None when a part of it has been forgotten since."""
    first = next(iter(rows))
    helpers = tuple(give.helper_id for give in rows if give.helper_id is not None)
    if first.helped_id is None or first.note is None or len(helpers) < len(rows):
        return None
    return Given(
        event_id=first.event_id,
        guild_id=first.guild_id,
        channel_id=first.channel_id,
        helped_id=first.helped_id,
        helper_ids=helpers,
        note=first.note,
        kind=first.kind,
        about=first.about,
        given_at=first.given_at,
        message_id=first.message_id,
    )


async def undo(db: Database, event_id: int, by: int, now: int) -> Undone:
    """Take a thanks back: kept and still part of the day's allowance, but no longer counted.

    Only its author may, within five minutes of when it was posted. Taking it back twice is
    harmless. What answered it is no longer a thanks back.
    """
    async with db.write() as tx:
        rows = await event_rows(tx, event_id)
        if not rows:
            raise Refusal("thanks-undo-gone")
        await serialise(tx, "giving", rows[0].guild_id)
        rows = await event_rows(tx, event_id)
        if rows[0].helped_id == by and rows[0].undone_at is not None:
            return Undone(rows, again=True)
        refuse_to_undo(rows[0], by=by, now=now)
        await tx.execute(update(gives).where(gives.c.event_id == event_id).values(undone_at=now))
        undone = tuple(replace(give, undone_at=now) for give in rows)
        for give in undone:
            await settle_pair(tx, give)
        return Undone(undone, again=False)


async def event_rows(tx: AsyncConnection, event_id: int) -> tuple[Give, ...]:
    """All rows of one event."""
    found = await tx.execute(select(gives).where(gives.c.event_id == event_id).order_by(gives.c.helper_id))
    return tuple(give_of(row) for row in found)


async def between(
    tx: AsyncConnection, guild_id: int, *, helpers: Collection[int], helped: Collection[int], since: int
) -> tuple[Give, ...]:
    """Who of the `helped` thanked whom of the `helpers` after `since`, in order."""
    whose = {"guild": guild_id, "helpers": list(helpers), "helped": list(helped), "since": since}
    found = await tx.execute(_BETWEEN, whose)
    return tuple(give_of(row) for row in found)


async def settle_pair(tx: AsyncConnection, changed: Give) -> None:
    """After a thanks was undone, withdrawn or restored: judge again which later ones are thanks back."""
    if changed.helper_id is None or changed.helped_id is None or changed.source != "thanks":
        return
    both = {changed.helper_id, changed.helped_id}
    pair = await between(
        tx, changed.guild_id, helpers=both, helped=both, since=changed.given_at - BACK_WINDOW
    )
    for give in count_again(pair, changed):
        await tx.execute(
            update(gives)
            .where(gives.c.event_id == give.event_id, gives.c.helper_id == give.helper_id)
            .values(counts=give.counts)
        )


def _undo_over(event_id: int, thanks: Thanks) -> Delivery:
    """When the post of this thanks can no longer be taken back: then its button goes."""
    due_at = thanks.at + UNDO_WINDOW + 1
    return Delivery(
        key=f"{UNDO_OVER} {event_id} {thanks.id}",
        kind=UNDO_OVER,
        due_at=due_at,
        guild_id=thanks.guild_id,
        subject={"event": event_id},
        expires_at=due_at + DAY,
    )


async def _thanked_lately(tx: AsyncConnection, thanks: Thanks, *, since: int) -> tuple[Give, ...]:
    """What this person gave thanks for since then, this very interaction included when it comes twice."""
    whose = {"guild": thanks.guild_id, "helped": thanks.helped_id, "since": since}
    found = await tx.execute(_THANKED_LATELY, whose)
    return tuple(give_of(row) for row in found)


async def _take_over(tx: AsyncConnection, event_id: int, thanks: Thanks, run: int) -> None:
    """Give an unposted thanks the words of its repetition, which sets out to post it now."""
    words = row_of(new_gives(thanks, (), run=run)[0])
    changed = (
        "kind",
        "note",
        "about_channel_id",
        "about_message_id",
        "posting_event_id",
        "posting_run",
        "posting_at",
    )
    await tx.execute(
        update(gives).where(gives.c.event_id == event_id).values({name: words[name] for name in changed})
    )


def _given(thanks: Thanks, rows: Collection[Give], *, look_first: bool) -> Given:
    first = next(iter(rows))
    return Given(
        event_id=first.event_id,
        guild_id=first.guild_id,
        channel_id=first.channel_id,
        helped_id=thanks.helped_id,
        helper_ids=thanks.helper_ids,
        note=thanks.note,
        kind=thanks.kind,
        about=thanks.about,
        given_at=first.given_at,
        not_counted=tuple(give.helper_id for give in rows if give.helper_id and not give.counts),
        look_first=look_first and first.message_id is None,
        message_id=first.message_id,
    )
