"""Whatever is forged into a button: it is answered, and changes nothing of anybody else."""

import inspect
import json
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from bot import ui
from bot.features import checkins, consent, goals, privacy, settings, support
from bot.sandbox.people import words as said
from cogs.checkins.saying import packed_plan
from tests.village import Village

pytestmark = pytest.mark.long

NUMBERS = ("guild", "event", "post", "now", "aoi", "mio", "checkin", "goal", "0", "1", "99")
HER_PLAN, HER_CHECKIN, HER_GOAL = 901, 902, 903
TEXTS = (
    "owner",
    "mine",
    "own",
    "agreed",
    "counted",
    "boards",
    "ja",
    "zone",
    "thanks_on",
    "sessions",
    "plan",
    "day",
    "done",
    "changed",
    "tomorrow",
    "x",
    "",
)


before: WeakKeyDictionary[Village, str] = WeakKeyDictionary()
"""What was everybody else's before the first forged press."""


async def known(world: Village) -> dict[str, int | str]:
    """What a forged id can name: things of Aoi's, who left traces."""
    if not await world.ledger():
        await world.aoi.slash("thanks", to=world.mio, for_="the invoice template")
        await world.settled()
        await consent.decide(world.db, world.aoi.id, world.guild.id, "boards", yes=True, at=0)
        await keep_her_days(world)
    [given, *_] = await world.ledger()
    return {
        "guild": world.guild.id,
        "event": given.event_id,
        "post": given.message_id or 0,
        "owner": ui.packed(world.aoi.id),
        "mine": ui.packed(world.ken.id),
        "now": int(world.clock.now()),
        "aoi": world.aoi.id,
        "mio": world.mio.id,
        "checkin": HER_CHECKIN,
        "goal": HER_GOAL,
        "plan": packed_plan(await checkins.plan_of(world.db, world.guild.id, world.aoi.id)),
        "day": checkins.local_day(int(world.clock.now()), "UTC").isoformat(),
    }


async def keep_her_days(world: Village) -> None:
    """Aoi is asked, has said something and wishes for a reply, and works towards something."""
    db, guild, aoi, now = world.db, world.guild.id, world.aoi.id, int(world.clock.now())
    plan = checkins.Plan(guild, aoi, HER_PLAN, weekdays=(0, 2, 4), minute=540, way="dm")
    await checkins.start(db, plan, now)
    said = checkins.Entry(HER_CHECKIN, guild, aoi, now, "the heron chapter", wants_reply=True)
    await checkins.say(db, said)
    await goals.set_goal(db, goals.Goal(HER_GOAL, guild, aoi, "a book of birds", now, step="a page"))


def arguments(handler: Callable[..., Any]) -> st.SearchStrategy[list[str]]:
    """As many as the handler takes and of their kinds: others are refused before they reach it."""
    wanted = list(inspect.signature(handler).parameters.values())[1:]
    return st.tuples(*(st.sampled_from(NUMBERS if p.annotation is int else TEXTS) for p in wanted)).map(list)


async def of_others(world: Village) -> str:
    """Everything that is not Ken's own."""
    seen: dict[str, Any] = {"server": repr(await settings.server(world.db, world.guild.id))}
    seen["support"] = repr(await support.own(world.db, world.guild.id))
    seen["counting"] = repr(await consent.counting(world.db, world.guild.id))
    for person in (world.aoi, world.mio, world.hana):
        seen[person.user.username] = await privacy.collect(world.db, person.id)
    # The rest are the forged ones: an answer may stand in their place.
    seen["post"] = said(world.posts()[0])
    return json.dumps(seen, ensure_ascii=False, sort_keys=True)


@given(data=st.data())
@examples(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_no_forged_press_touches_what_is_not_ones_own(world: Village, data: st.DataObject) -> None:
    names = await known(world)
    if world not in before:
        before[world] = await of_others(world)
    routes = world.app.routes._presses
    route = data.draw(st.sampled_from(sorted(routes)))
    words = data.draw(arguments(routes[route]))
    custom_id = ":".join([route, *(str(names.get(word, word)) for word in words)])
    answer = await world.ken.click(world.forged(custom_id), "Press")
    await world.settled()
    assert not answer.failed, custom_id
    assert "That didn't work" not in answer.text, custom_id
    assert await of_others(world) == before[world], custom_id
