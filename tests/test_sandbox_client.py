"""An unmodified discord.py client makes use of the stand-in's REST API."""

import io
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import discord
import pytest

from bot.sandbox.intents import Intent
from bot.sandbox.permissions import Permission
from tests.callers import TOKEN, Scene, opened_scene


@pytest.fixture
async def scene(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Scene]:
    async with opened_scene() as scene:
        monkeypatch.setattr(discord.http.Route, "BASE", scene.standin.api_url)
        scene.grant(Permission.ALL)
        yield scene


@pytest.fixture
async def client(scene: Scene) -> AsyncIterator[discord.Client]:
    client = discord.Client(intents=discord.Intents.none())
    await client.login(TOKEN)
    yield client
    await client.close()


@pytest.fixture
async def general(scene: Scene, client: discord.Client) -> discord.TextChannel:
    channel = await client.fetch_channel(scene.general.id)
    assert isinstance(channel, discord.TextChannel)
    return channel


async def test_it_logs_in_and_knows_itself(scene: Scene, client: discord.Client) -> None:
    info = await client.application_info()
    assert client.user is not None
    assert (client.user.id, info.name) == (scene.bot.id, "Engawa")


async def test_it_sends_edits_and_reads_a_rich_message(general: discord.TextChannel) -> None:
    embed = discord.Embed(title="Thanks", description="for all", colour=0xC0FFEE)
    embed.set_author(name="Aoi").set_footer(text="porch").add_field(name="a", value="b")
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="I'll be there", custom_id="join", emoji="👋"))
    view.add_item(discord.ui.UserSelect(custom_id="who", max_values=2))
    file = discord.File(io.BytesIO(b"notes"), "notes.txt", description="what was said")
    sent = await general.send("hello", embed=embed, view=view, file=file, silent=True)
    read = await general.fetch_message(sent.id)
    assert read.embeds[0].to_dict()["fields"] == [{"inline": True, "name": "a", "value": "b"}]
    assert await read.attachments[0].read() == b"notes"
    assert read.attachments[0].description == "what was said"
    assert [type(child).__name__ for row in read.components for child in row.children] == [
        "Button",
        "SelectMenu",
    ]
    edited = await read.edit(content="bye", embed=None, view=None, attachments=[])
    assert (edited.content, edited.embeds, edited.components, edited.attachments) == ("bye", [], [], [])


async def test_it_sends_a_layout_with_a_picture(client: discord.Client, general: discord.TextChannel) -> None:
    layout = discord.ui.LayoutView(timeout=None)
    section = discord.ui.Section(
        discord.ui.TextDisplay("**Ken** helped"), accessory=discord.ui.Thumbnail("attachment://card.png")
    )
    gallery = discord.ui.MediaGallery(discord.MediaGalleryItem("attachment://card.png", description="card"))
    row = discord.ui.ActionRow(discord.ui.Button(label="Undo", custom_id="undo"))
    layout.add_item(
        discord.ui.Container(section, discord.ui.Separator(), gallery, row, accent_colour=0x00FF00)
    )
    layout.add_item(discord.ui.File("attachment://log.txt"))
    files = [discord.File(io.BytesIO(b"pixels"), "card.png"), discord.File(io.BytesIO(b"log"), "log.txt")]
    sent = await general.send(view=layout, files=files)
    container, file = sent.components
    assert isinstance(container, discord.Container)
    assert isinstance(file, discord.FileComponent)
    assert (file.name, file.size) == ("log.txt", 3)
    picture = container.children[2]
    assert isinstance(picture, discord.MediaGalleryComponent)
    assert await client.http.get_from_cdn(picture.items[0].media.url) == b"pixels"
    await sent.edit(view=layout)


async def test_a_file_its_embed_shows_stays_at_hand(scene: Scene, general: discord.TextChannel) -> None:
    shown = discord.Embed(title="one").set_image(url="attachment://card.png")
    sent = await general.send(embed=shown, file=discord.File(io.BytesIO(b"pixels"), "card.png"))
    assert sent.attachments == []
    link = sent.embeds[0].image.url
    by_name = await sent.edit(embed=discord.Embed(title="two").set_image(url="attachment://card.png"))
    assert by_name.embeds[0].image.url == link
    as_read = by_name.embeds[0]
    as_read.title = "three"
    by_link = await sent.edit(embed=as_read, attachments=[])
    assert (by_link.embeds[0].title, by_link.embeds[0].image.url) == ("three", link)
    bare = await sent.edit(content="no embed", embed=None)
    assert [file.url for file in bare.attachments] == [link]
    await sent.delete()
    assert scene.world.files == {}


async def test_embeds_it_hides_come_back(general: discord.TextChannel) -> None:
    sent = await general.send("look", embed=discord.Embed(title="here"))
    hidden = await sent.edit(suppress=True)
    assert (hidden.embeds, hidden.edited_at) == ([], None)
    assert [embed.title for embed in (await hidden.edit(suppress=False)).embeds] == ["here"]


async def test_its_repeated_nonce_is_one_message(scene: Scene, general: discord.TextChannel) -> None:
    first = await general.send("due", nonce="delivery-1")
    second = await general.send("due", nonce="delivery-1")
    assert first.id == second.id
    assert len(scene.world.messages[scene.general.id]) == 1


async def test_it_replies_reacts_pins_and_cleans_up(scene: Scene, general: discord.TextChannel) -> None:
    question = await general.fetch_message(scene.world.post(scene.general, scene.aoi.id, "?").id)
    answer = await question.reply("!", mention_author=False)
    assert answer.reference is not None
    assert answer.reference.message_id == question.id
    await question.add_reaction("👋")
    await question.add_reaction("❤️")
    await question.remove_reaction("❤️", discord.Object(scene.bot.id))
    read = await general.fetch_message(question.id)
    assert [(str(r.emoji), r.count, r.me) for r in read.reactions] == [("👋", 1, True)]
    assert [user.id async for user in read.reactions[0].users()] == [scene.bot.id]
    await read.clear_reactions()
    await answer.pin(reason="worth keeping")
    assert [message.id async for message in general.pins()] == [answer.id]
    await answer.unpin()
    await general.delete_messages([discord.Object(m) for m in list(scene.world.messages[scene.general.id])])
    assert [m async for m in general.history()] == []


async def test_it_reads_long_histories(scene: Scene, general: discord.TextChannel) -> None:
    ids = [scene.world.post(scene.general, scene.aoi.id, str(n)).id for n in range(250)]
    assert [m.id async for m in general.history(limit=None, oldest_first=True)] == ids
    newest = [m.id async for m in general.history(limit=120)]
    assert newest == ids[::-1][:120]


async def test_it_opens_and_tends_threads(scene: Scene, general: discord.TextChannel) -> None:
    message = await general.send("a long story")
    thread = await message.create_thread(name="story", auto_archive_duration=60)
    hidden = await general.create_thread(name="quiet", type=discord.ChannelType.private_thread)
    await hidden.add_user(discord.Object(scene.aoi.id))
    scene.bot.privileged_intents = Intent.GUILD_MEMBERS
    assert {member.id for member in await hidden.fetch_members()} == {scene.bot.id, scene.aoi.id}
    await hidden.remove_user(discord.Object(scene.aoi.id))
    await thread.send("in here")
    await thread.edit(archived=True, locked=True, name="told")
    await hidden.edit(archived=True)
    assert [t.name async for t in general.archived_threads()] == ["told"]
    assert [t.name async for t in general.archived_threads(private=True)] == ["quiet"]
    assert [t.name async for t in general.archived_threads(private=True, joined=True)] == ["quiet"]
    await thread.edit(archived=False, locked=False)
    await thread.leave()
    await thread.delete()


async def test_it_runs_a_server(scene: Scene, client: discord.Client) -> None:
    guild = await client.fetch_guild(scene.guild.id)
    assert guild.approximate_member_count == 3
    category = await guild.create_category("Rooms")
    room = await guild.create_voice_channel("Study", category=category, user_limit=5)
    text = await guild.create_text_channel(
        "notes", category=category, topic="what we learnt", slowmode_delay=5
    )
    await text.edit(topic="more", nsfw=False, position=1)
    role = await guild.create_role(name="Listener", colour=discord.Colour.teal(), mentionable=True)
    await role.edit(name="Ear", hoist=True, permissions=discord.Permissions(add_reactions=True))
    await text.set_permissions(role, view_channel=True, send_messages=False)
    member = await guild.fetch_member(scene.aoi.id)
    await member.add_roles(role, reason="asked")
    await member.edit(nick="Blue", timed_out_until=datetime(2025, 6, 15, 16, tzinfo=UTC))
    read = await guild.fetch_member(scene.aoi.id)
    assert (read.nick, scene.member.roles) == ("Blue", [role.id])
    await member.remove_roles(role)
    other = await guild.create_role(name="Other")
    scene.bot_role.position = 3
    await guild.edit_role_positions({role: 1, other: 2})
    assert {r.name for r in await guild.fetch_roles()} >= {"@everyone", "Ear", "Engawa"}
    assert {c.name for c in await guild.fetch_channels()} == {"general", "Rooms", "Study", "notes"}
    scene.world.join_voice(scene.guild, scene.aoi.id, scene.world.channels[room.id])
    assert (await read.fetch_voice()).session_id == scene.guild.voice_states[scene.aoi.id].session_id
    await member.edit(voice_channel=None)
    await text.set_permissions(role, overwrite=None)
    await role.delete()
    await room.delete()
    await member.kick(reason="bye")
    assert [g.id async for g in client.fetch_guilds()] == [scene.guild.id]
    await guild.leave()


async def test_its_channels_take_the_permissions_of_their_category(
    client: discord.Client, general: discord.TextChannel
) -> None:
    guild = await client.fetch_guild(general.guild.id)
    hidden = discord.PermissionOverwrite(view_channel=False)
    tickets = await guild.create_category("Tickets", overwrites={guild.default_role: hidden})
    alike = await guild.create_text_channel("one", category=tickets)
    assert alike.overwrites_for(guild.default_role).view_channel is False
    await general.move(beginning=True, category=tickets, sync_permissions=True)
    moved = await client.fetch_channel(general.id)
    assert isinstance(moved, discord.TextChannel)
    assert (moved.category_id, moved.overwrites_for(guild.default_role).view_channel) == (tickets.id, False)


async def test_it_keeps_the_calendar(scene: Scene, client: discord.Client) -> None:
    guild = await client.fetch_guild(scene.guild.id)
    room = await guild.create_voice_channel("Study")
    start = datetime(2025, 6, 16, 10, tzinfo=UTC)
    private = discord.PrivacyLevel.guild_only
    voice = await guild.create_scheduled_event(
        name="Study", start_time=start, channel=room, privacy_level=private
    )
    outside = await guild.create_scheduled_event(
        name="Walk",
        start_time=start,
        end_time=start + timedelta(hours=1),
        location="the river",
        entity_type=discord.EntityType.external,
        privacy_level=private,
    )
    await outside.edit(description="Bring shoes", location="the hill", reason="rain")
    scene.world.follow(scene.guild.scheduled_events[outside.id], scene.aoi.id)
    assert [user.id async for user in outside.users()] == [scene.aoi.id]
    running = await voice.start()
    await running.end()
    listed = await guild.fetch_scheduled_events()
    assert [(event.name, event.location) for event in listed] == [("Walk", "the hill")]
    await outside.delete()


async def test_it_registers_commands_of_every_kind(scene: Scene, client: discord.Client) -> None:
    tree = discord.app_commands.CommandTree(client)

    @tree.command(name="give", description="Give thanks")
    @discord.app_commands.describe(to="Whom", kind="What", n="How often")
    @discord.app_commands.choices(kind=[discord.app_commands.Choice(name="Review", value="review")])
    @discord.app_commands.default_permissions(manage_guild=True)
    async def give(
        interaction: discord.Interaction,
        to: discord.User,
        kind: str,
        n: discord.app_commands.Range[int, 1, 5],
        where: discord.TextChannel | None = None,
        file: discord.Attachment | None = None,
    ) -> None: ...

    @tree.context_menu(name="Say thanks")
    async def say(interaction: discord.Interaction, user: discord.User) -> None: ...

    group = discord.app_commands.Group(name="porch", description="The porch", guild_only=True)

    @group.command(name="sit", description="Sit down")
    async def sit(interaction: discord.Interaction) -> None: ...

    tree.add_command(group)
    synced = await tree.sync()
    assert {command.name for command in synced} == {"give", "Say thanks", "porch"}
    fetched = {command.name: command for command in await tree.fetch_commands()}
    assert fetched["give"].default_member_permissions == discord.Permissions(manage_guild=True)
    assert [option.name for option in fetched["give"].options] == ["to", "kind", "n", "where", "file"]
    await fetched["porch"].edit(description="Our porch")
    await fetched["Say thanks"].delete()
    assert await tree.sync(guild=discord.Object(scene.guild.id)) == []


async def test_it_writes_to_somebody_alone(scene: Scene, client: discord.Client) -> None:
    aoi = await client.fetch_user(scene.aoi.id)
    sent = await aoi.send("psst")
    assert sent.channel.id == scene.world.dm(scene.bot.id, scene.aoi.id).id
    scene.aoi.takes_dms = False
    with pytest.raises(discord.Forbidden) as refusal:
        await aoi.send("psst")
    assert refusal.value.code == 50007
