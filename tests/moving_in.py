"""What stories about `/setup` need besides people: roles, permissions, and what came to be chosen."""

from bot.features import consent, settings
from bot.features.settings import ServerSettings
from bot.sandbox.people import Person
from bot.sandbox.permissions import Permission
from bot.sandbox.state import Channel, Overwrite, Role
from tests.village import Village


async def chosen(world: Village) -> ServerSettings:
    return await settings.server(world.db, world.guild.id)


async def counts(world: Village) -> bool:
    """Whether the server counts activity: it was turned on, and the notice stands."""
    now = await consent.counting(world.db, world.guild.id)
    return now is not None and now.runs


def admin(world: Village, username: str, locale: str = "en-US") -> Person:
    """Somebody who may manage the server and does not own it."""
    person = world.newcomer(username, locale=locale)
    role = world.standin.world.add_role(world.guild, username, Permission.MANAGE_GUILD)
    world.guild.members[person.id].roles.append(role.id)
    return person


def bots_role(world: Village) -> Role:
    return next(role for role in world.guild.roles.values() if role.bot_id == world.application.id)


def grant(world: Village, permission: int) -> None:
    """Give the bot a permission in the whole server."""
    bots_role(world).permissions |= permission
    world.standin.world.role_changed(bots_role(world))


def below_bot(world: Village, name: str) -> int:
    """A new role that stands below the bot's own."""
    return world.standin.world.add_role(world.guild, name).id


def deny(world: Village, place: Channel, who: int, permission: int) -> None:
    """Take permissions from a person, or from everybody by the server's id, in one channel."""
    place.overwrites[who] = Overwrite(who, 0 if who == world.guild.id else 1, deny=int(permission))
    world.standin.world.channel_changed(place)
