"""How long a slash command takes over loopback, beside the command of a client that does nothing.

From the moment the stand-in has it until its answer has arrived there; the commands take turns. What the bot
needs for itself is the difference to the no-op command.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import product
from typing import Any

from bot.sandbox.interactions import Interaction
from bot.sandbox.state import Json, User
from tests.benchmarks.asking import Ask, Turn, figures, take_turns
from tests.benchmarks.pair import Pair, Side, side_by_side

ROUNDS = 300
WARM_UP = 20
ALLOWANCE = 10  # receivers a day for each giver
TEXT, USER = 3, 6  # types of options


async def measure(*, quick: bool) -> dict[str, Any]:
    rounds, warm_up = (8, 2) if quick else (ROUNDS, WARM_UP)
    async with side_by_side(members=ALLOWANCE + (rounds + warm_up) // ALLOWANCE + 1) as pair:
        found = await take_turns(_turns(pair), warm_up=warm_up, rounds=rounds)
        return {
            "what": "milliseconds until the answer, and of the process's CPU; own: less those of the no-op",
            "rounds": rounds,
            "commands": {name: figures(taken, found["noop"]) for name, taken in found.items()},
            "rss_mb": {side.name: round(side.process.resident_bytes() / 1e6, 1) for side in pair.sides},
        }


def _turns(pair: Pair) -> Iterator[Turn]:
    """Each command once. Nobody thanks anybody twice, but for the one that is refused as too soon."""
    receivers, givers = pair.members[:ALLOWANCE], pair.members[ALLOWANCE:]
    for giver, receiver in product(givers, receivers):
        thanks: list[Json] = [
            {"name": "to", "type": USER, "value": str(receiver.id)},
            {"name": "for", "type": TEXT, "value": "the invoice template"},
        ]
        yield {
            "noop": use(pair, pair.noop, giver, "noop"),
            "balance": use(pair, pair.bot, receiver, "balance"),
            "thanks": use(pair, pair.bot, giver, "thanks", thanks, private=False),
            "thanks refused": use(pair, pair.bot, giver, "thanks", thanks),
        }


def use(
    pair: Pair, side: Side, user: User, command: str, options: Sequence[Json] = (), *, private: bool = True
) -> Ask:
    """Somebody uses a command, which is answered privately or for all."""
    start = partial(
        pair.standin.interactions.start_command,
        user,
        pair.channel,
        side.application,
        side.command(command),
        list(options),
    )
    return Ask(side, start, partial(_answered, private=private))


def _answered(interaction: Interaction, *, private: bool) -> bool:
    answer = interaction.original
    return answer is not None and answer.ephemeral == private
