"""The bot's own public posts about somebody who was forgotten are edited, whatever gets in the way."""

import pytest

from bot.features import departures, settings
from bot.features.settings import Channel as Chosen
from bot.sandbox.people import words
from bot.sandbox.permissions import Permission
from bot.sandbox.state import Channel
from tests.moving_in import deny
from tests.stories.test_privacy import FORGET, files_of, forget, kept, thank
from tests.village import Village

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
DELETED = "This thanks was deleted with the data of the person who said it."


async def pass_time(world: Village, seconds: float) -> None:
    world.clock.advance(seconds)
    await world.settled()


async def moderators_room(world: Village) -> Channel:
    room = world.standin.world.add_channel(world.guild, "caretakers")
    chosen = Chosen(room.id, "text")
    await settings.change_server(world.db, world.guild.id, "moderators_channel", chosen, by=1, at=0)
    return room


async def test_a_post_out_of_reach_is_said_with_its_link_told_once_and_edited_when_it_can_be_seen(
    world: Village,
) -> None:
    caretakers = await moderators_room(world)
    room = world.standin.world.add_channel(world.guild, "closed")
    posts = [await thank(world, world.ken, to, room) for to in (world.aoi, world.mio)]
    deny(world, room, world.application.id, Permission.VIEW_CHANNEL)
    done = await forget(world, FORGET)

    receipt = done.follow_ups[-1]
    link = f"https://discord.com/channels/{world.guild.id}/{room.id}/{posts[0].id}"
    assert "2 public posts are not changed yet. I keep trying for thirty days" in receipt.content
    assert f"- {link}" in receipt.content
    assert link.encode() in files_of(world, [receipt])["engawa-receipt.txt"]
    assert await kept(world, world.ken) == 0
    for _ in range(3):
        await pass_time(world, HOUR)
    [told] = world.mio.sees(caretakers)
    assert told.content.startswith(f"In <#{room.id}> there are posts of mine about somebody")
    assert str(world.ken.id) not in told.content

    await world.restart()
    deny(world, room, world.application.id, 0)
    await pass_time(world, HOUR)
    assert [post.content for post in posts] == [DELETED, DELETED]
    assert len(world.mio.sees(caretakers)) == 1


async def test_a_channel_deleted_meanwhile_leaves_nothing_to_wait_for(world: Village) -> None:
    caretakers = await moderators_room(world)
    room = world.standin.world.add_channel(world.guild, "closed")
    await thank(world, world.ken, world.aoi, room)
    deny(world, room, world.application.id, Permission.VIEW_CHANNEL)
    await forget(world, FORGET)
    world.standin.world.delete_channel(room)
    for _ in range(2):
        await pass_time(world, HOUR)
    assert len(world.mio.sees(caretakers)) == 1


@pytest.mark.parametrize("restarted", [False, True])
async def test_a_post_is_changed_although_first_tries_fail(world: Village, restarted: bool) -> None:
    post = await thank(world, world.ken, world.aoi)
    fault = world.standin.faults.answer(503, path=f"/channels/*/messages/{post.id}", method="PATCH")
    done = await forget(world, FORGET)
    assert "One public post is not changed yet." in words(done.follow_ups[-1])
    if restarted:
        await world.restart()
    fault.cancel()
    await pass_time(world, MINUTE)
    assert post.content == DELETED


async def test_a_post_that_is_gone_needs_no_reaching(world: Village) -> None:
    post = await thank(world, world.ken, world.aoi)
    world.hana.delete(post)
    done = await forget(world, FORGET)
    assert "One public post no longer speaks of you." in words(done.follow_ups[-1])


async def test_a_post_in_a_closed_thread_is_changed_and_the_thread_left_closed(world: Village) -> None:
    things = world.standin.world
    world.standin.world.guilds[world.guild.id].roles[world.guild.id].permissions |= Permission.MANAGE_THREADS
    thread = things.add_thread(world.channel, "reviews", world.aoi.id)
    await world.settled()
    post = await thank(world, world.ken, world.aoi, thread)
    assert thread.thread
    thread.thread.archived = True
    things.channel_changed(thread)
    await forget(world, FORGET)
    assert post.content == DELETED
    assert thread.thread.archived


async def test_when_both_are_forgotten_the_post_names_neither(world: Village) -> None:
    post = await thank(world, world.mio, world.ken)
    fault = world.standin.faults.answer(503, path=f"/channels/*/messages/{post.id}", method="PATCH")
    await forget(world, FORGET)
    panel = await world.mio.slash("privacy")
    await world.mio.click(await world.mio.click(panel, "Forget me …"), FORGET)
    await world.settled()
    fault.cancel()
    await pass_time(world, MINUTE)
    assert post.content == DELETED


async def test_posts_about_somebody_who_left_are_changed_with_their_purge(world: Village) -> None:
    post = await thank(world, world.mio, world.ken)
    at = int(world.clock.now())
    await departures.members_seen(world.db, world.guild.id, gone=[world.ken.id], at=at)
    del world.guild.members[world.ken.id]
    await pass_time(world, 29 * DAY)
    assert world.ken.mention in post.content
    for _ in range(2):
        await pass_time(world, DAY)
    assert "thanks somebody whose data was deleted" in post.content
    assert world.ken.mention not in post.content
