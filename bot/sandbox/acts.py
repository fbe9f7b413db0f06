"""What a person asks for on the page, done in their name: talking, pressing, filling in, moving the clock.

An act answers JSON. One that cannot be done raises what the page then says: `NotPossible` and `ApiError` from
the stand-in's own rules, `Unanswered` when a bot kept silent, `ValueError` for a request that makes no sense.
"""

import asyncio
import base64
import binascii
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, cast
from zoneinfo import ZoneInfo

from bot.sandbox import palette
from bot.sandbox.forms import Modal
from bot.sandbox.interactions import Interaction
from bot.sandbox.palette import NotPossible
from bot.sandbox.people import Person
from bot.sandbox.sight import Sight
from bot.sandbox.state import Application, Channel, Command, Guild, Json, Message, VoiceState
from bot.sandbox.uploads import content_type, safe_name

if TYPE_CHECKING:
    from bot.sandbox.server import StandIn

LONGEST_STEP: Final = 366 * 86_400.0
MORNING: Final = 8
MOST_STOPS: Final = 200  # of one way; beyond them the clock is moved in one go
STOP_SECONDS: Final = 10.0  # real ones, for a bot to do what is due at one stop
LARGEST_FILES: Final = 8 * 1024 * 1024


class Unanswered(Exception):  # noqa: N818 - it says what the bot left the person with
    """The bot did not answer in time."""


@dataclass(frozen=True)
class Hands:
    """The hands of the sandbox's clock: how it is moved, what is due next, and when what was due is done."""

    advance: Callable[[float], None]
    next_due: Callable[[], Awaitable[float | None]]
    settled: Callable[[], Awaitable[None]]


class Acts:
    """The acts of one person. `dismissed` holds the private messages they have put away."""

    def __init__(
        self, standin: "StandIn", person: Person, *, zone: str, hands: Hands, dismissed: set[int]
    ) -> None:
        self._standin = standin
        self._world = standin.world
        self._person = person
        self._sight = Sight(standin.world, person.id)
        self._zone = zone
        self._hands = hands
        self._dismissed = dismissed

    async def do(self, what: str, args: Json) -> Any:
        """Do what the page asks for."""
        act = _ACTS.get(what)
        if act is None:
            raise ValueError(f"the page asked for something unknown: {what}")
        return await act(self, args)

    # --- looking

    async def messages(self, args: Json) -> Json | list[Json]:
        before = args.get("before")
        return self._sight.messages(
            self._channel(args),
            before=None if before is None else int(before),
            limit=int(args.get("limit") or 50),
            without=self._dismissed,
        )

    async def commands(self, args: Json) -> list[Json]:
        return self._sight.commands(self._channel(args))

    async def dismiss(self, args: Json) -> None:
        message = self._message(args)
        if message.ephemeral:
            self._dismissed.add(message.id)

    # --- talking

    async def say(self, args: Json) -> Json:
        channel, text = self._channel(args), str(args.get("content") or "")
        files = dict(_file(file) for file in _objects(args.get("files")))
        if args.get("reply_to"):
            target = self._world.messages[channel.id].get(int(args["reply_to"]))
            if target is None:
                raise NotPossible("the message is gone")
            message = self._person.reply(target, text, ping=args.get("ping", True) is True)
        else:
            message = self._person.say(text, channel=channel, files=files)
        return {"id": str(message.id)}

    async def edit(self, args: Json) -> None:
        self._person.edit(self._message(args), str(args["content"]))

    async def delete(self, args: Json) -> None:
        self._person.delete(self._message(args))

    async def react(self, args: Json) -> None:
        self._person.react(self._message(args), str(args["emoji"]))

    async def unreact(self, args: Json) -> None:
        self._person.unreact(self._message(args), str(args["emoji"]))

    async def typing(self, args: Json) -> None:
        self._person.type_in(self._channel(args))

    async def open_dm(self, args: Json) -> Json:
        other = int(args["user"])
        if other == self._person.id or other not in self._world.users:
            raise NotPossible("there is nobody to write to")
        channel = self._world.dm(self._person.id, other)
        return {"id": str(channel.id)}

    # --- asking something of a bot

    async def slash(self, args: Json) -> Json:
        channel = self._channel(args)
        application, command = self._command(args, channel)
        options = self._with_files(_objects(args.get("options")))
        start = self._standin.interactions.start_command
        return await self._answered(start(self._person.user, channel, application, command, options))

    async def autocomplete(self, args: Json) -> Json:
        channel = self._channel(args)
        application, command = self._command(args, channel)
        options = _objects(args.get("options"))
        start = self._standin.interactions.start_autocomplete
        interaction = start(self._person.user, channel, application, command, options, _focused(options))
        await self._answered(interaction)
        return {"choices": interaction.choices or []}

    async def menu(self, args: Json) -> Json:
        channel = self._channel(args)
        application, command = self._command(args, channel)
        target = self._message(args) if "message" in args else self._world.users[int(args["user"])]
        start = self._standin.interactions.start_command
        return await self._answered(start(self._person.user, channel, application, command, target=target))

    async def click(self, args: Json) -> Json:
        start = self._standin.interactions.start_component
        return await self._answered(start(self._person.user, self._message(args), str(args["custom_id"])))

    async def choose(self, args: Json) -> Json:
        values = [str(value) for value in args["values"]]
        start = self._standin.interactions.start_component
        return await self._answered(
            start(self._person.user, self._message(args), str(args["custom_id"]), values)
        )

    async def submit(self, args: Json) -> Json:
        modal = self._modal(int(args["modal"]))
        given = cast("Json", args.get("values") or {})
        values = {name: self._uploaded(value) for name, value in given.items()}
        return await self._answered(self._standin.interactions.start_modal(modal, values))

    # --- voice

    async def join_voice(self, args: Json) -> None:
        self._person.join_voice(self._channel(args))

    async def leave_voice(self, _args: Json) -> None:
        self._person.leave_voice()

    async def mute(self, args: Json) -> None:
        guild, state = self._voice()
        channel = self._world.channels[state.channel_id]
        muted = args.get("on") is True
        self._world.join_voice(
            guild, self._person.id, channel, self_mute=muted, self_deaf=state.self_deaf and muted
        )

    async def deaf(self, args: Json) -> None:
        guild, state = self._voice()
        channel = self._world.channels[state.channel_id]
        deaf = args.get("on") is True
        # Who hears nothing is muted too, as in Discord's client; hearing again leaves the mute as it was set.
        self._world.join_voice(
            guild, self._person.id, channel, self_mute=state.self_mute or deaf, self_deaf=deaf
        )

    def _voice(self) -> tuple[Guild, VoiceState]:
        for guild in self._world.guilds.values():
            state = guild.voice_states.get(self._person.id)
            if state is not None:
                return guild, state
        raise NotPossible("you are in no voice channel")

    # --- the clock

    async def advance(self, args: Json) -> Json:
        seconds = float(args["seconds"])
        if not 0 < seconds <= LONGEST_STEP:
            raise ValueError("the clock goes forward only, by a year at most")
        await self._go_to(self._world.now() + seconds)
        return {"now": self._world.now(), "moved": True}

    async def advance_to(self, args: Json) -> Json:
        now = self._world.now()
        if args.get("to") == "morning":
            then: float | None = next_morning(now, self._zone)
        elif args.get("to") == "due":
            then = await self._hands.next_due()
        else:
            raise ValueError("the clock can be moved to the next morning, or to what is due next")
        moved = then is not None and then > now
        if then is not None and moved:
            await self._go_to(then)
        return {"now": self._world.now(), "moved": moved}

    async def _go_to(self, then: float) -> None:
        """Move the clock, and wait wherever something is due on the way: it happens at its own time.

        In one go the night would be a time in which the bot was down, and what was due in it be left out.
        """
        last = None
        for _ in range(MOST_STOPS):
            due = await self._hands.next_due()
            if due is None or due >= then or due == last:
                break  # A bot that leaves undone what is due is not waited for twice.
            last = due
            self._hands.advance(max(0.0, due - self._world.now()))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(STOP_SECONDS):
                    await self._hands.settled()
        self._hands.advance(max(0.0, then - self._world.now()))

    # --- within

    def _channel(self, args: Json) -> Channel:
        return self._sight.place(int(args["channel"]))

    def _message(self, args: Json) -> Message:
        message = self._world.messages.get(int(args["channel"]), {}).get(int(args["message"]))
        if message is None or not palette.can_see(self._world, self._person.id, message):
            raise NotPossible("the message is gone")
        return message

    def _command(self, args: Json, channel: Channel) -> tuple[Application, Command]:
        wanted = int(args["command"])
        for application, command in palette.commands(self._world, self._person.id, channel):
            if command.id == wanted:
                return application, command
        raise NotPossible("this command is not offered here")

    def _modal(self, interaction_id: int) -> Modal:
        interaction = self._standin.interactions.find(interaction_id)
        if interaction is None or interaction.modal is None or interaction.user_id != self._person.id:
            raise NotPossible("this form is no longer open")
        return interaction.modal

    async def _answered(self, interaction: Interaction) -> Json:
        await interaction.done.wait()
        if interaction.failed:
            raise Unanswered
        return {"id": str(interaction.id)}

    def _with_files(self, options: list[Json]) -> list[Json]:
        """Options in which every file has become an upload's id."""
        return [
            option | {"options": self._with_files(_objects(option["options"]))}
            if "options" in option
            else option | {"value": self._uploaded(option.get("value"))}
            for option in options
        ]

    def _uploaded(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._uploaded(one) for one in cast("list[Any]", value)]
        if not isinstance(value, dict):
            return value
        name, data = _file(cast("Json", value))
        return str(self._standin.interactions.upload(name, data, content_type(name, data)).id)


def next_morning(now: float, zone: str) -> float:
    """The next eight o'clock in a zone, in seconds since 1970."""
    here = datetime.fromtimestamp(now, ZoneInfo(zone))
    morning = here.replace(hour=MORNING, minute=0, second=0, microsecond=0, fold=0)
    # Days are counted on the calendar, so that a morning after the clocks change is still at eight.
    return (morning if morning > here else morning + timedelta(days=1)).timestamp()


def _objects(value: Any) -> list[Json]:
    if not isinstance(value, list | None):
        raise TypeError("a list was expected")
    return cast("list[Json]", value or [])


def _focused(options: list[Json]) -> str:
    """The name of the option that is being typed."""
    for option in options:
        if option.get("focused"):
            return str(option["name"])
        if "options" in option:
            return _focused(_objects(option["options"]))
    raise ValueError("no option is being typed")


def _file(given: Json) -> tuple[str, bytes]:
    """A file from the page: its name, made safe, and what is in it."""
    try:
        data = base64.b64decode(str(given["data"]), validate=True)
    except binascii.Error as error:
        raise ValueError("a file that cannot be read") from error
    if len(data) > LARGEST_FILES:
        raise NotPossible("the file is larger than 8 MB")
    return safe_name(str(given["filename"])), data


_ACTS: Mapping[str, Callable[[Acts, Json], Awaitable[Any]]] = {
    act.__name__: act
    for act in (
        Acts.messages,
        Acts.commands,
        Acts.dismiss,
        Acts.say,
        Acts.edit,
        Acts.delete,
        Acts.react,
        Acts.unreact,
        Acts.typing,
        Acts.open_dm,
        Acts.slash,
        Acts.autocomplete,
        Acts.menu,
        Acts.click,
        Acts.choose,
        Acts.submit,
        Acts.join_voice,
        Acts.leave_voice,
        Acts.mute,
        Acts.deaf,
        Acts.advance,
        Acts.advance_to,
    )
}
