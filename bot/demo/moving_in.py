"""The community of the sandbox: its house, its people, and how the last weeks came about."""

import asyncio
from typing import Any

from bot.clock import Clock
from bot.db import Database
from bot.features import checkins, letters, settings
from bot.habits import OTHERS, Resident
from bot.neighbours import (
    ADMIN,
    HISTORY,
    HOUSE,
    MODERATORS,
    NEIGHBOURS,
    SERVER,
    SESSIONS,
    Neighbour,
    Planned,
    Room,
    Said,
    Thanked,
)
from bot.past import joined_at
from bot.remembering import House, agree, remember
from bot.sandbox.components import ACTION_ROW, BUTTON, TEXT_DISPLAY, every
from bot.sandbox.page import Persona
from bot.sandbox.people import Person
from bot.sandbox.permissions import EVERYONE, Permission
from bot.sandbox.server import StandIn
from bot.sandbox.state import (
    Channel,
    ChannelType,
    Event,
    Guild,
    Message,
    MessageFlag,
    Overwrite,
    Role,
    User,
)
from bot.sandbox.world import World
from bot.texts import text

MINUTE = 60
CARD_SECONDS = 10.0
LETTER = (0, 9)  # the caretakers' letter comes on Mondays at nine
CONTAINER = 17  # a kind of component
CARETAKER = Permission.MANAGE_MESSAGES | Permission.MODERATE_MEMBERS | Permission.MANAGE_EVENTS
GRANTED = EVERYONE | Permission.MANAGE_EVENTS | Permission.CREATE_EVENTS


def build(world: World, language: str, now: float) -> Guild:
    """The house and its people, before anybody has said a word."""
    users = {
        person.key: world.add_user(
            person.key,
            person.name.said_in(language),
            locale=own_locale(person, language),
        )
        for person in (*NEIGHBOURS, *OTHERS)
    }
    preferred = "ja" if language == "ja" else "en-US"
    guild = world.add_guild(SERVER.said_in(language), users[ADMIN.key], preferred_locale=preferred)
    role = world.add_role(guild, MODERATORS.said_in(language), CARETAKER, color=0x9C6B3C, hoist=True)
    today = checkins.local_day(now, ADMIN.zone)
    for key, user in users.items():
        joined = joined_at(key, today, ADMIN.zone, now)
        member = guild.members.get(user.id) or world.add_member(guild, user)
        member.joined_at = joined
    for person in NEIGHBOURS:
        if person.moderator:
            guild.members[users[person.key].id].roles = [role.id]
    for name, rooms in HOUSE:
        category = world.add_channel(guild, name.said_in(language), ChannelType.CATEGORY)
        for room in rooms:
            _furnish(world, guild, category, room, role, language)
    world.install(next(iter(world.applications.values())), guild, GRANTED)
    return guild


def _furnish(world: World, guild: Guild, category: Channel, room: Room, role: Role, language: str) -> None:
    channel = world.add_channel(
        guild,
        room.name.said_in(language),
        ChannelType.VOICE if room.kind == "voice" else ChannelType.TEXT,
        parent_id=category.id,
        topic=room.topic.said_in(language) if room.topic else None,
    )
    if room.kind == "moderators":
        bot = next(iter(world.applications))
        channel.overwrites = {
            guild.id: Overwrite(guild.id, 0, deny=Permission.VIEW_CHANNEL),
            role.id: Overwrite(role.id, 0, allow=Permission.VIEW_CHANNEL),
            # The bot brings its letter there.
            bot: Overwrite(bot, 1, allow=Permission.VIEW_CHANNEL),
        }


def personas(world: World) -> list[Persona]:
    """Who one can be on the page, as far as they live in this world."""
    users = {user.username: user for user in world.users.values()}
    community = next(iter(world.guilds.values())).preferred_locale
    return [
        Persona(users[n.key], n.zone, {"ja": n.about.ja, "en": n.about.en}, own_locale(n, community))
        for n in NEIGHBOURS
        if n.key in users
    ]


def own_locale(person: Neighbour | Resident, community: str) -> str:
    """What somebody's Discord is set to, whoever was them on the page before."""
    spoken = person.speaks or community
    return "ja" if spoken == "ja" else "en-US"


def house_of(world: World, language: str) -> House:
    """The community, by the keys of its people and rooms."""
    guild = next(iter(world.guilds.values()))
    channels = {channel.name: channel.id for channel in guild.channels.values()}
    rooms = {room.key: channels[room.name.said_in(language)] for _, inside in HOUSE for room in inside}
    people = {user.username: user.id for user in world.users.values()}
    return House(guild.id, ADMIN.zone, language, people, rooms)


async def begin(world: World, clock: Clock, db: Database, language: str, now: float) -> None:
    """Eight weeks ago the admin turned counting on, and everybody was told; then the last two days begin."""
    house = house_of(world, language)
    owner = house.people[ADMIN.key]
    for name, chosen in (("zone", ADMIN.zone), ("boards_open", True)):
        await settings.change_server(db, house.guild_id, name, chosen, by=owner, at=int(now))
    await agree(db, house, ADMIN.key, now)
    clock.advance(max(0.0, house.begins(now) - clock.now()))
    days = (await settings.server(db, house.guild_id)).retention_days
    words = text(language, "counting-notice", days=days)
    _tell_of_counting(world, world.channels[house.rooms["welcome"]], words, text(language, "counting-do-not"))
    clock.advance(now - _first_minute() * MINUTE - clock.now())


def _tell_of_counting(world: World, welcome: Channel, words: str, no: str) -> None:
    """The bot's notice, as it posts it when an admin turns counting on."""
    button = {"type": BUTTON, "id": 4, "style": 2, "label": no, "custom_id": "counting.no"}
    parts: list[dict[str, Any]] = [
        {"type": TEXT_DISPLAY, "id": 2, "content": words},
        {"type": ACTION_ROW, "id": 3, "components": [button]},
    ]
    panel: dict[str, Any] = {"type": CONTAINER, "id": 1, "components": parts}
    bot = next(iter(world.applications))
    world.post(welcome, bot, flags=MessageFlag.COMPONENTS_V2, components=[panel])


async def move_in(standin: StandIn, clock: Clock, db: Database, language: str, opened: float) -> None:
    """Let the last two days happen: people talk, and thank each other through the bot itself."""
    world = standin.world
    guild = next(iter(world.guilds.values()))
    users = {user.username: user for user in world.users.values()}
    owner = users[ADMIN.key].id
    rooms = {room.key: room.name.said_in(language) for _, inside in HOUSE for room in inside}
    channels = {channel.name: channel for channel in guild.channels.values()}
    lines: list[Message | None] = []
    for event in HISTORY:
        clock.advance(max(0.0, opened - event.ago * MINUTE - clock.now()))
        channel = channels[rooms[event.where]]
        person = Person(standin, users[event.who], channel=channel)
        if isinstance(event, Said):
            lines.append(_say(person, event, lines, users, language))
        else:
            await _thank(person, event, users, language)
            lines.append(None)
    clock.advance(max(0.0, -clock.offset))
    hall = channels[rooms["sessions"]]
    now = int(clock.now())
    place = settings.Channel(hall.id, "text")
    caretakers = settings.Channel(channels[rooms["moderators"]].id, "text")
    for name, chosen in (("sessions_channel", place), ("moderators_channel", caretakers)):
        await settings.change_server(db, guild.id, name, chosen, by=owner, at=now)
    await letters.choose(db, guild.id, *LETTER, by=owner, now=now)
    for planned in SESSIONS:
        meeting = channels[rooms[planned.at]] if planned.at else None
        await _plan(standin, planned, hall, users, meeting, language)
    await remember(db, house_of(world, language), opened)


async def _plan(
    standin: StandIn,
    planned: Planned,
    hall: Channel,
    users: dict[str, User],
    place: Channel | None,
    language: str,
) -> None:
    """Somebody plans a session and posts it; others press its card."""
    options: dict[str, Any] = {"place": place, "seats": planned.seats}
    if planned.bring is not None:
        options["bring"] = planned.bring.said_in(language)
    host = Person(standin, users[planned.who], channel=hall)
    title = planned.title.said_in(language)
    preview = await host.slash(
        "session plan",
        title=title,
        when=planned.when.said_in(language),
        kind=planned.kind,
        **{name: value for name, value in options.items() if value is not None},
    )
    card = asyncio.ensure_future(_card(standin, hall))
    await host.click(preview, _button(preview.message, "session.post"))
    shown = await card
    for key in planned.coming:
        guest = Person(standin, users[key], channel=hall)
        await guest.click(shown, _button(shown, "session.yes"))
    for key in planned.regulars:
        guest = Person(standin, users[key], channel=hall)
        await guest.click(shown, _button(shown, "session.regular"))


async def _card(standin: StandIn, hall: Channel) -> Message:
    """The next card that the bot posts there."""
    world = standin.world
    posted: asyncio.Future[Message] = asyncio.get_running_loop().create_future()

    def see(event: Event) -> None:
        if event.name == "MESSAGE_CREATE" and event.only is None and not posted.done():
            message = world.messages[int(event.data["channel_id"])].get(int(event.data["id"]))
            if message is not None and message.channel_id == hall.id and _button(message, "session.yes"):
                posted.set_result(message)

    world.listeners.append(see)
    try:
        return await asyncio.wait_for(posted, CARD_SECONDS)
    finally:
        world.listeners.remove(see)


def _button(message: Message | None, name: str) -> str:
    """The `custom_id` of this name on a message; empty where it has none."""
    parts = every(message.components) if message is not None else ()
    ids = (str(part.get("custom_id", "")) for part in parts)
    return next((custom_id for custom_id in ids if custom_id.split(":")[0] == name), "")


def _say(
    person: Person, event: Said, lines: list[Message | None], users: dict[str, User], language: str
) -> Message:
    words = event.words.said_in(language)
    answered = None if event.answers is None else lines[event.answers]
    said = person.say(words) if answered is None else person.reply(answered, words)
    for who, emoji in event.reactions:
        Person(person.standin, users[who], channel=person.channel).react(said, emoji)
    return said


async def _thank(person: Person, event: Thanked, users: dict[str, User], language: str) -> None:
    names = ("to", "to2", "to3", "to4", "to5")
    options: dict[str, Any] = {name: users[key] for name, key in zip(names, event.helpers, strict=False)}
    await person.slash("thanks", **options, for_=event.words.said_in(language), kind=event.kind)


def _first_minute() -> float:
    return max(event.ago for event in HISTORY) + 10.0
