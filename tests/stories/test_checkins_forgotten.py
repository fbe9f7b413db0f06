"""Whoever has themselves forgotten stands in no post about check-ins any more; listeners sleep at night."""

from bot.features import consent, settings
from bot.sandbox.people import Person, words
from bot.sandbox.state import Channel, Message
from tests.stories.test_checkins import TOKYO, go_to, room
from tests.stories.test_privacy import FORGET
from tests.village import Village

DAY = (2027, 3, 2)


async def said(world: Village, person: Person, *boxes: str) -> None:
    form = await person.slash("checkin now")
    await person.submit(form, words="water the plants", boxes=list(boxes))
    await world.settled()


async def listens(world: Village, person: Person, *, yes: bool = True) -> None:
    await consent.decide(world.db, person.id, world.guild.id, "listener", yes=yes, at=0)


def everything(world: Village) -> list[Message]:
    """What stands of the bot's anywhere."""
    places = [*world.guild.channels.values(), world.mio.dm_with(world.application)]
    return [post for place in places for post in world.posts(place)]


def of(world: Village, channel: Channel, person: Person) -> list[Message]:
    return [post for post in world.posts(channel) if person.mention in words(post)]


async def test_posts_of_whoever_is_forgotten_no_longer_speak_of_them(world: Village) -> None:
    channel = await room(world)
    await go_to(world, TOKYO, *DAY, 8, 0)
    for person in (world.ken, world.aoi):
        await person.slash("checkin start", time="9:00", how="mention", days="every day")
    await go_to(world, TOKYO, *DAY, 9, 0)
    [prompt] = of(world, channel, world.ken)
    before = words(prompt)
    await said(world, world.ken, "share", "reply")
    # A listener is told of it, by a direct message.
    await consent.decide(world.db, world.mio.id, world.guild.id, "dm_checkins", yes=True, at=0)
    await listens(world, world.mio)
    world.later(hours=20)
    await world.settled()
    assert sum(world.ken.mention in words(post) for post in everything(world)) == 4

    panel = await world.ken.slash("privacy")
    await world.ken.click(await world.ken.click(panel, "Forget me …"), FORGET)
    await world.settled()
    assert [post for post in everything(world) if world.ken.mention in words(post)] == []
    # Others are asked as before, and nobody is pinged by that.
    assert words(prompt) == before.replace(f"{world.ken.mention} ", "").replace(f" {world.ken.mention}", "")
    assert world.aoi.mention in words(prompt)
    assert (await world.aoi.click(prompt, "答える" if "答える" in before else "Answer")).modal


async def test_a_listener_is_called_when_their_night_is_over_and_only_if_it_is_wished_for_still(
    world: Village,
) -> None:
    channel = await room(world)
    await settings.change_member(world.db, world.mio.id, None, "quiet_hours", (22 * 60, 7 * 60), at=0)
    await listens(world, world.mio)
    await go_to(world, TOKYO, *DAY, 3, 0)
    await said(world, world.ken, "reply")
    await go_to(world, TOKYO, *DAY, 23, 30)
    assert of(world, channel, world.mio) == []
    await go_to(world, TOKYO, 2027, 3, 3, 6, 59)
    assert of(world, channel, world.mio) == []
    await go_to(world, TOKYO, 2027, 3, 3, 7, 0)
    [call] = of(world, channel, world.mio)
    assert call.mentions == [world.mio.id]

    # And not if they said no to listening meanwhile.
    await go_to(world, TOKYO, 2027, 3, 4, 3, 0)
    await said(world, world.ken, "reply")
    await go_to(world, TOKYO, 2027, 3, 4, 23, 30)
    await listens(world, world.mio, yes=False)
    await go_to(world, TOKYO, 2027, 3, 5, 7, 0)
    assert of(world, channel, world.mio) == [call]
    assert (await world.mio.slash("balance")).follow_ups == []
