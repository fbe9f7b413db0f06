"""Which members the gateway tells of: with a server, and in answer to "request guild members" (op 8)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, cast

from bot.sandbox import shapes
from bot.sandbox.intents import Intent
from bot.sandbox.state import Guild, Json, Member
from bot.sandbox.world import World

CHUNK: Final = 1000
MOST_ASKED_FOR: Final = 100
MOST_AT_ONCE: Final = 75_000
LONGEST_NONCE: Final = 32


def with_server(world: World, guild: Guild, intents: int, large_threshold: int) -> Json:
    """What of a GUILD_CREATE depends on its reader: with the presences intent everybody comes at once."""
    shown: Json = {"large": len(guild.members) > large_threshold}
    if not intents & Intent.GUILD_PRESENCES or len(guild.members) > MOST_AT_ONCE:
        return shown
    return shown | {
        "members": [shapes.member(m, world.users[m.user_id]) for m in guild.members.values()],
        "presences": [shapes.presence(m) for m in guild.members.values()],
    }


@dataclass(frozen=True)
class Request:
    guild_id: int
    query: str | None
    limit: int
    user_ids: tuple[str, ...]
    presences: bool
    nonce: str | None

    @property
    def asks_for_all(self) -> bool:
        return not self.user_ids and self.query == ""


def request(data: Json) -> Request:
    """Read a payload's data; raises KeyError, TypeError or ValueError when it cannot be read."""
    ids: Any = data.get("user_ids") or []
    listed = cast("list[Any]", ids if isinstance(ids, list) else [ids])
    query, nonce = data.get("query"), data.get("nonce")
    if query is None and not listed:
        raise ValueError("neither query nor user_ids")
    return Request(
        guild_id=int(data["guild_id"]),
        query=None if query is None else str(query),
        limit=int(data["limit"] if query is not None else data.get("limit") or 0),
        user_ids=tuple(str(int(number)) for number in listed),
        presences=bool(data.get("presences")),
        # A longer nonce is ignored, says the reference: the answer comes without one.
        nonce=None if nonce is None or len(str(nonce).encode()) > LONGEST_NONCE else str(nonce),
    )


def chunks(world: World, asked: Request, bot_id: int, intents: int) -> Iterator[Json]:
    """The answers. Nothing comes to a bot that is not in the server or lacks the intent for what it asks."""
    guild = world.guilds.get(asked.guild_id)
    if guild is None or bot_id not in guild.members or not _allowed(asked, intents):
        return
    found, missing = _find(world, guild, asked)
    pages = [found[n : n + CHUNK] for n in range(0, len(found), CHUNK)] or [[]]
    for index, page in enumerate(pages):
        chunk: Json = {
            "guild_id": str(guild.id),
            "members": [shapes.member(m, world.users[m.user_id]) for m in page],
            "chunk_index": index,
            "chunk_count": len(pages),
        }
        if missing and index == 0:
            chunk["not_found"] = missing
        if asked.presences:
            chunk["presences"] = [shapes.presence(m) for m in page]
        if asked.nonce is not None:
            chunk["nonce"] = asked.nonce
        yield chunk


def _allowed(asked: Request, intents: int) -> bool:
    if asked.asks_for_all and not intents & Intent.GUILD_MEMBERS:
        return False
    if asked.presences and not intents & Intent.GUILD_PRESENCES:
        return False
    return len(asked.user_ids) <= MOST_ASKED_FOR


def _find(world: World, guild: Guild, asked: Request) -> tuple[list[Member], list[str]]:
    if asked.user_ids:
        found = [guild.members[int(number)] for number in asked.user_ids if int(number) in guild.members]
        return found, [number for number in asked.user_ids if int(number) not in guild.members]
    if asked.asks_for_all:
        everybody = list(guild.members.values())
        return everybody[: asked.limit or None], []
    start = (asked.query or "").casefold()
    named = [
        member
        for member in guild.members.values()
        if any(name.casefold().startswith(start) for name in _names(world, member))
    ]
    return named[: min(asked.limit or MOST_ASKED_FOR, MOST_ASKED_FOR)], []


def _names(world: World, member: Member) -> Iterator[str]:
    user = world.users[member.user_id]
    yield from (name for name in (user.username, user.global_name, member.nick) if name)
