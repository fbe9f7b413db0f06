"""How long sessions take where there are many: a press on a full card, the list, and what is suggested.

One server has as many series as it may have, and five hundred people come to one of them. Its card is edited
meanwhile, as often as it ever is. Beside them stands the command of a client that does nothing.
"""

import asyncio
import time
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import count
from typing import Any

from bot.db import insert_new, open_database
from bot.features.deliveries import new_id
from bot.features.sessions.tables import answers
from bot.sandbox.components import every
from bot.sandbox.interactions import Interaction
from bot.sandbox.record import Entry
from bot.sandbox.state import Json, Message, User
from tests.benchmarks.asking import Ask, Turn, figures, take_turns
from tests.benchmarks.commands import use
from tests.benchmarks.pair import Pair, side_by_side
from tests.children import PATIENCE
from tests.studying import DAY, HOUR, MINUTE, WEEKLY, plan_session

ROUNDS = 250
WARM_UP = 20
SERIES = 200
ATTENDEES = 500
PRESSERS = 20  # who say now this, now that
CARDS_A_CHANNEL = 4  # so that the courier posts them at once
CALM = 0.5  # seconds without a request, after which nothing is being done any more

SUBCOMMAND, TEXT = 1, 3  # types of options
DEFERRED_UPDATE = 6  # the type of a callback
TITLES = ("Quiet hour", "朝のもくもく会", "Invoices together", "Rustを読む会", "Goals of the week")
TYPED_TIMES = (
    "tomorrow 9pm",
    "来週水曜の午後7時半",
    "every Mon and Thu 9pm",
    "隔週水曜 20:30",
    "at some time",
)
TYPED_TITLES = ("", "qu", "もくもく", "goals of", "rust")


async def measure(*, quick: bool) -> dict[str, Any]:
    rounds, warm_up, series, attendees = (8, 2, 12, 30) if quick else (ROUNDS, WARM_UP, SERIES, ATTENDEES)
    furnish = partial(_furnish, series=series, attendees=attendees)
    async with side_by_side(members=attendees + PRESSERS, furnish=furnish) as pair:
        full, empty = await _cards(pair, series)
        edits: list[Entry] = []

        def hear(entry: Entry) -> None:
            if entry.title.startswith("PATCH ") and entry.title.endswith(f"/messages/{full.id}"):
                edits.append(entry)

        pair.standin.record.listeners.append(hear)
        begun = time.perf_counter()
        found = await take_turns(_turns(pair, full, empty), warm_up=warm_up, rounds=rounds)
        took = time.perf_counter() - begun
        await _calm(pair)
        return {
            "what": "milliseconds until the answer, and of the process's CPU; own: less those of the no-op",
            "rounds": rounds,
            "series": series,
            "attendees": attendees,
            "asked": {name: figures(taken, found["noop"]) for name, taken in found.items()},
            "edits_of_the_full_card": {"count": len(edits), "in_seconds": round(took, 1)},
            "rss_mb": {side.name: round(side.process.resident_bytes() / 1e6, 1) for side in pair.sides},
        }


# --- the server


async def _furnish(pair: Pair, url: str, *, series: int, attendees: int) -> None:
    """One host has planned them all; the last has nobody yet, and to the first come very many."""
    now = int(time.time())
    begins = now - now % MINUTE + 2 * DAY
    db, channel = await open_database(url), pair.channel
    guild_id, host = pair.guild.id, pair.members[0]
    for n in range(series):
        title, at = f"{TITLES[n % len(TITLES)]} {n + 1}", begins + n * HOUR
        if n % CARDS_A_CHANNEL == 0:
            channel = pair.standin.world.add_channel(pair.guild, f"sessions-{n}")
        _, there = await plan_session(db, guild_id, channel.id, host.id, at, now, title=title, repeats=WEEKLY)
        come = pair.members[: attendees if n == 0 else n % 7 if n < series - 1 else 0]
        rows = [
            {
                "occurrence_id": there.id,
                "user_id": user.id,
                "guild_id": guild_id,
                "answer": "yes",
                "event_id": new_id(),
                "as_regular": False,
            }
            for user in come
        ]
        async with db.write() as tx:
            await insert_new(tx, answers, rows)
    await db.close()


async def _cards(pair: Pair, series: int) -> tuple[Message, Message]:
    """The card to which many come, and the one to which nobody comes yet, once all are posted."""
    world, by_title = pair.standin.world, dict[str, Message]()
    async with asyncio.timeout(2 * PATIENCE):
        while len(by_title) < series:
            await asyncio.sleep(0.1)  # another process posts them, in real time
            cards = (card for channel in list(world.messages.values()) for card in channel.values())
            by_title = {_title(card): card for card in cards}
    await _calm(pair)
    return by_title[f"{TITLES[0]} 1"], by_title[f"{TITLES[(series - 1) % len(TITLES)]} {series}"]


def _title(card: Message) -> str:
    words = next(part["content"] for part in every(card.components) if "content" in part)
    return words.splitlines()[0].removeprefix("### ")


async def _calm(pair: Pair) -> None:
    """Return when nobody has asked for anything for a moment."""
    asked = asyncio.Event()

    def hear(entry: Entry) -> None:
        if entry.kind == "rest":
            asked.set()

    pair.standin.record.listeners.append(hear)
    try:
        async with asyncio.timeout(2 * PATIENCE):
            while True:
                asked.clear()
                try:
                    await asyncio.wait_for(asked.wait(), CALM)
                except TimeoutError:
                    return
    finally:
        pair.standin.record.listeners.remove(hear)


# --- what is asked


def _turns(pair: Pair, full: Message, empty: Message) -> Iterator[Turn]:
    """Each once. Whoever presses says something else than the last time, and none has more than one card."""
    host, pressers = pair.members[0], pair.members[-PRESSERS:]
    for n in count():
        presser, wish = pressers[n % PRESSERS], ("yes", "maybe")[n // PRESSERS % 2]
        yield {
            "noop": use(pair, pair.noop, presser, "noop"),
            "press, many come": _press(pair, presser, full, wish),
            "press, few come": _press(pair, presser, empty, wish),
            "list": use(pair, pair.bot, presser, "session", [_sub("list", [])]),
            "suggest a time": _suggest(pair, presser, "plan", "when", TYPED_TIMES[n % len(TYPED_TIMES)]),
            "suggest a session": _suggest(pair, host, "skip", "session", TYPED_TITLES[n % len(TYPED_TITLES)]),
        }


def _press(pair: Pair, user: User, card: Message, wish: str) -> Ask:
    named = f"session.{wish}:"
    custom_id = next(
        part["custom_id"] for part in every(card.components) if part.get("custom_id", "").startswith(named)
    )
    start = partial(pair.standin.interactions.start_component, user, card, custom_id)
    return Ask(pair.bot, start, _held)


def _held(interaction: Interaction) -> bool:
    """The card itself will show it: nothing is said."""
    return interaction.answered_with == DEFERRED_UPDATE


def _suggest(pair: Pair, user: User, command: str, option: str, typed: str) -> Ask:
    options: list[Json] = [{"name": option, "type": TEXT, "value": typed, "focused": True}]
    if command == "plan":
        options.insert(0, {"name": "title", "type": TEXT, "value": "Quiet hour"})
    start = partial(
        pair.standin.interactions.start_autocomplete,
        user,
        pair.channel,
        pair.bot.application,
        pair.bot.command("session"),
        [_sub(command, options)],
        option,
    )
    return Ask(pair.bot, start, _suggested)


def _suggested(interaction: Interaction) -> bool:
    return bool(interaction.choices)


def _sub(name: str, options: Sequence[Json]) -> Json:
    return {"name": name, "type": SUBCOMMAND, "options": list(options)}
