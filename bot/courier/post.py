"""Sending by discord.py, looking for what was sent, and what Discord's refusals mean."""

import asyncio
import socket
from collections.abc import AsyncIterator, Generator, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

import aiohttp
import discord
from discord.http import Route

from bot.courier.letters import CannotLook, Found, Outgoing, Refused, Sent, Unsent
from bot.courier.limiter import Limiter

PAGE = 100
MOST_PAGES = 10
LONGEST_PAUSE = 60.0

_GONE = frozenset({10003, 10004})  # channel, server: nothing can be there any more


class DiscordPost:
    """The post over a client's connection to Discord. The limiter counts all requests of that client."""

    def __init__(self, client: discord.Client, limiter: Limiter) -> None:
        self._client = client
        request = client.http.request

        async def counted(route: Route, **options: Any) -> Any:
            limiter.counted()
            return await request(route, **options)

        # The library's one place through which all its requests go; webhooks and interactions have another.
        setattr(client.http, "request", counted)  # noqa: B010

    async def ready(self, guild_id: int | None) -> None:
        """Return once the server has been described to us, or is known not to be among ours."""
        while not self._knows(guild_id):  # noqa: ASYNC110 - the library tells of it two seconds later
            await asyncio.sleep(0.05)

    def _knows(self, guild_id: int | None) -> bool:
        if guild_id is None or self._client.is_ready():
            return True
        guild = self._client.get_guild(guild_id)
        return guild is not None and not guild.unavailable

    async def send(self, outgoing: Outgoing, nonce: int) -> Sent:
        """Send it; for a few minutes Discord itself drops a second one of the same nonce."""
        options: dict[str, Any] = {
            "allowed_mentions": discord.AllowedMentions(
                everyone=False,
                roles=False,
                replied_user=False,
                users=[discord.Object(i) for i in outgoing.pings],
            ),
            "nonce": nonce,
        }
        if outgoing.content is not None:
            options["content"] = outgoing.content
        if outgoing.view is not None:
            options["view"] = outgoing.view
        if not isinstance(outgoing.view, discord.ui.LayoutView):
            options["suppress_embeds"] = True
        if outgoing.files:
            options["files"] = list(outgoing.files)
        with understood():
            channel_id = await self._channel(outgoing)
            message = await self._client.get_partial_messageable(channel_id).send(**options)
        return Sent(channel_id, message.id)

    async def find(self, outgoing: Outgoing, nonce: int, since: int) -> Found:
        """Look for it in the channel's history, as far back as `since` in Discord's time."""
        sought = _look_of({"content": outgoing.content, "components": _components(outgoing.view)})
        alike: list[Sent] = []
        try:
            with understood():
                channel_id = await self._channel(outgoing)
                async for message in self._ours(channel_id, since):
                    here = Sent(channel_id, int(message["id"]))
                    look = _look_of(message)
                    if str(message.get("nonce")) == str(nonce) or look.names(nonce):
                        return Found(here)
                    if (look == sought and any(look)) or look.begins(outgoing.begins):
                        alike.append(here)
        except Refused as refused:
            if refused.gone:
                raise
            raise CannotLook from refused
        return Found(alike=tuple(alike))

    async def _channel(self, outgoing: Outgoing) -> int:
        if outgoing.channel_id is not None:
            return outgoing.channel_id
        assert outgoing.person_id is not None
        return (await self._client.create_dm(discord.Object(outgoing.person_id))).id

    async def _ours(self, channel_id: int, since: int) -> AsyncIterator[Mapping[str, Any]]:
        """What we posted there of our own accord since then, newest first."""
        assert self._client.user is not None
        before: int | None = None
        for _ in range(MOST_PAGES):
            page: list[Any] = await self._client.http.logs_from(channel_id, PAGE, before=before)
            # Without the permission to read the past, Discord shows an empty channel.
            if not page and before is None and not self._may_look(channel_id):
                raise CannotLook
            for message in page:
                # What is older was for another time, whatever it says.
                if discord.utils.snowflake_time(int(message["id"])).timestamp() < since:
                    return
                if (
                    int(message["author"]["id"]) == self._client.user.id
                    and "interaction_metadata" not in message
                ):
                    yield message
            if len(page) < PAGE:
                return
            before = int(page[-1]["id"])
        raise CannotLook

    def _may_look(self, channel_id: int) -> bool:
        channel = self._client.get_channel(channel_id)
        if isinstance(channel, discord.abc.PrivateChannel):
            return True
        if channel is None or (isinstance(channel, discord.Thread) and channel.parent is None):
            return False
        return channel.permissions_for(channel.guild.me).read_message_history


class _Look(NamedTuple):
    """By what a message is recognised: its words, and what its buttons and selects are."""

    words: tuple[str, ...]
    custom_ids: tuple[str, ...]

    def begins(self, words: str | None) -> bool:
        return words is not None and not self.custom_ids and "".join(self.words[:1]).startswith(words)

    def names(self, nonce: int) -> bool:
        return any(str(nonce) in custom_id.split(":") for custom_id in self.custom_ids)


def _look_of(message: Mapping[str, Any]) -> _Look:
    words = [said.strip() for said in _values(message, "content") if said and said.strip()]
    return _Look(tuple(words), tuple(_values(message, "custom_id")))


def _values(part: Mapping[str, Any], key: str) -> Iterator[Any]:
    """The values under this key in a message, then in each of its components and in theirs."""
    if key in part:
        yield part[key]
    inner = [*part.get("components", ()), *(part[name] for name in ("accessory",) if name in part)]
    for component in inner:
        yield from _values(component, key)


def _components(view: discord.ui.View | discord.ui.LayoutView | None) -> list[dict[str, Any]]:
    return [] if view is None else view.to_components()


@contextmanager
def understood() -> Generator[None]:
    """Turn what the library raises into what it means for a delivery: `Unsent` or `Refused`."""
    try:
        yield
    except (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, OSError) as error:
        raise verdict(error) from error
    except RuntimeError as error:
        # What aiohttp says when the client has been closed; a new one takes its place.
        if str(error) != "Session is closed":
            raise
        raise Unsent("connection closed", applied=False) from error


def verdict(
    error: discord.HTTPException | discord.RateLimited | aiohttp.ClientError | OSError,
) -> Unsent | Refused:
    """What an error means: whether to try again, and whether the message may be there nevertheless."""
    if isinstance(error, discord.RateLimited):
        return Unsent("rate limited", applied=False, after=error.retry_after)
    if not isinstance(error, discord.HTTPException):
        # TimeoutError is one of OSError. Refused and unresolved connections have carried nothing.
        reached = not isinstance(
            error, aiohttp.ClientConnectorError | ConnectionRefusedError | socket.gaierror
        )
        return Unsent(type(error).__name__, applied=reached)
    reason = f"discord {error.code}" if error.code else f"http {error.status}"
    if error.status == 429:
        return Unsent(reason, applied=False, after=retry_after(error))
    if error.status == 401:
        # The token was changed: that is no fault of this message, and the next client will know.
        return Unsent(reason, applied=False, after=LONGEST_PAUSE)
    if error.status >= 500:
        return Unsent(reason, applied=True)
    return Refused(reason, elsewhere=error.status in {403, 404}, gone=error.code in _GONE)


def retry_after(error: discord.HTTPException) -> float:
    """For how many seconds a rate limit holds, as far as it says so."""
    headers: Mapping[str, str] = error.response.headers
    try:
        return float(headers.get("Retry-After", "1"))
    except ValueError:
        return 1.0
