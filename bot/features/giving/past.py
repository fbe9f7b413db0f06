"""Thanks from before: what was said long ago is brought into the ledger, many at once."""

from collections.abc import Collection
from dataclasses import replace

from bot.db import Database, insert_new, serialise
from bot.features.giving.rules import BACK_WINDOW, Give, Thanks, new_gives, refuse_if_wrong, tidy
from bot.features.giving.tables import gives, row_of


async def recall(db: Database, guild_id: int, thanks: Collection[Thanks]) -> int:
    """Record thanks of one server as `give` would have then; return how many rows are new.

    Nothing is posted, nothing planned, and nobody's allowance or pause is asked about. They are to lie more
    than a day before everything that the ledger has of the same people: a thanks back is found among them
    alone. Each keeps its own id, so that bringing them in twice is harmless. Refuses what is wrong with one.
    """
    rows: list[Give] = []
    for one in sorted(map(tidy, thanks), key=lambda each: (each.at, each.id)):
        if one.guild_id != guild_id:
            raise ValueError("one server at a time")
        refuse_if_wrong(one)
        lately = [
            give
            for give in rows
            if give.helper_id == one.helped_id
            and give.helped_id in one.helper_ids
            and one.at < give.given_at + BACK_WINDOW
        ]
        rows += [
            # There is no post of it, and none is under way.
            replace(give, posting_event_id=None, posting_run=None, posting_at=None)
            for give in new_gives(one, lately, run=0)
        ]
    async with db.write() as tx:
        await serialise(tx, "giving", guild_id)
        return await insert_new(tx, gives, [row_of(give) for give in rows])
