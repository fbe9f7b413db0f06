"""Interactions on the stand-in: what an ordinary discord.py bot receives, and how it may answer."""

import asyncio
import io
from collections.abc import AsyncIterator, Callable
from typing import Any

import discord
import pytest
from discord import app_commands

from bot.sandbox.people import NotPossible
from bot.sandbox.permissions import Permission
from bot.sandbox.state import Json, MessageFlag
from tests.standin import Client, House, connected, open_house, point_at


class Moved:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


class Bot(Client):
    """A bot with a command tree; what its commands do is given by each test."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents.default())
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def settled(self) -> None:
        """Returns when no command, press or form is being handled any more."""
        handled = ("CommandTree-invoker", "discord-ui-")
        await asyncio.gather(*(t for t in asyncio.all_tasks() if t.get_name().startswith(handled)))


@pytest.fixture
def clock() -> Moved:
    return Moved()


@pytest.fixture
async def house(monkeypatch: pytest.MonkeyPatch, clock: Moved) -> AsyncIterator[House]:
    async with open_house(now=clock, rate_limits=False) as opened:
        point_at(opened.standin, monkeypatch)
        yield opened


def bot_that(*callbacks: Callable[..., Any]) -> Bot:
    """A bot with slash commands."""
    made = Bot()
    for callback in callbacks:
        made.tree.command()(callback)
    return made


# --- messages


async def test_an_answer_is_a_message_that_says_what_it_answers(house: House) -> None:
    async def hello(interaction: discord.Interaction, name: str) -> None:
        await interaction.response.send_message(f"hello {name}")

    async with connected(bot_that(hello)):
        answer = await house.aoi.slash("hello", name="けん")
        assert answer.text == "hello けん"
        assert not answer.private
        assert house.ken.last().content == "hello けん"
        shape = house.standin.world.message_shape(house.ken.last())
        assert shape["interaction"]["name"] == "hello"
        assert shape["interaction_metadata"]["user"]["id"] == str(house.aoi.id)
        assert (shape["type"], shape["application_id"]) == (20, str(house.application.id))


async def test_the_message_of_an_answer_is_known_to_the_bot(house: House) -> None:
    known: list[Any] = []

    async def hello(interaction: discord.Interaction) -> None:
        sent = await interaction.response.send_message("hello")
        known.append(sent.message_id)
        known.append((await interaction.original_response()).id)

    bot = bot_that(hello)
    async with connected(bot):
        answer = await house.aoi.slash("hello")
        await bot.settled()
        assert answer.message is not None
        assert known == [answer.message.id, answer.message.id]


async def test_a_private_answer_is_seen_by_one_person_and_told_to_no_bot(house: House) -> None:
    async def hello(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("psst", ephemeral=True)

    bot = bot_that(hello)
    async with connected(bot):
        answer = await house.aoi.slash("hello")
        assert answer.private
        assert house.aoi.last().content == "psst"
        assert house.ken.sees() == []
        assert answer.message is not None
        channel = bot.get_partial_messageable(house.room.id)
        with pytest.raises(discord.NotFound):
            await channel.fetch_message(answer.message.id)
        assert [m async for m in channel.history()] == []
        assert bot.heard.waiting("message") == 0


async def test_a_deferred_answer_is_filled_by_its_edit(house: House) -> None:
    deferred, go_on = asyncio.Event(), asyncio.Event()

    async def think(interaction: discord.Interaction) -> None:
        await interaction.response.defer(thinking=True, ephemeral=True)
        deferred.set()
        await go_on.wait()
        await interaction.edit_original_response(content="done")

    async with connected(bot_that(think)):
        asked = asyncio.create_task(house.aoi.slash("think"))
        await deferred.wait()
        assert house.aoi.last().flags & MessageFlag.LOADING
        assert house.ken.sees() == []
        go_on.set()
        answer = await asked
        assert (answer.text, answer.private, answer.thinking) == ("done", True, False)
        assert answer.message is not None
        assert answer.message.edited_at is None


async def test_the_first_follow_up_fills_a_deferred_answer_and_the_next_is_new(house: House) -> None:
    ids: list[int] = []

    async def think(interaction: discord.Interaction) -> None:
        await interaction.response.defer(ephemeral=True)
        ids.append((await interaction.followup.send("first", wait=True)).id)
        ids.append((await interaction.followup.send("second", wait=True, ephemeral=True)).id)

    bot = bot_that(think)
    async with connected(bot):
        answer = await house.aoi.slash("think")
        await bot.settled()
        assert answer.message is not None
        assert ids == [answer.message.id, answer.follow_ups[0].id]
        assert [m.content for m in house.aoi.sees()] == ["first", "second"]
        assert house.ken.sees() == []


async def test_follow_ups_are_edited_fetched_and_deleted(house: House) -> None:
    done = asyncio.Event()

    async def talk(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("one")
        sent = await interaction.followup.send("two", wait=True)
        await sent.edit(content="two, mended")
        assert (await interaction.followup.fetch_message(sent.id)).content == "two, mended"
        await interaction.followup.send("three", ephemeral=True)
        await sent.delete()
        await interaction.delete_original_response()
        done.set()

    async with connected(bot_that(talk)):
        await house.aoi.slash("talk")
        await done.wait()
        assert [m.content for m in house.aoi.sees()] == ["three"]
        assert house.ken.sees() == []


async def test_a_follow_up_answers_the_first_answer(house: House) -> None:
    async def talk(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("one")
        await interaction.followup.send("two")

    bot = bot_that(talk)
    async with connected(bot):
        answer = await house.aoi.slash("talk")
        await bot.settled()
        second = house.ken.last()
        assert second.reference is not None
        assert answer.message is not None
        assert second.reference["message_id"] == str(answer.message.id)
        assert second.interaction is not None
        assert second.interaction["original_response_message_id"] == str(answer.message.id)


async def test_files_come_with_answers_and_follow_ups(house: House) -> None:
    async def show(interaction: discord.Interaction) -> None:
        picture = discord.File(io.BytesIO(b"1"), filename="one.txt", description="the first")
        await interaction.response.send_message("look", file=picture, ephemeral=True)
        await interaction.followup.send(file=discord.File(io.BytesIO(b"2"), filename="two.txt"))

    bot = bot_that(show)
    async with connected(bot):
        answer = await house.aoi.slash("show")
        await bot.settled()
        assert answer.message is not None
        (attachment,) = answer.message.attachments
        assert (attachment.filename, attachment.description, attachment.ephemeral) == (
            "one.txt",
            "the first",
            True,
        )
        assert house.ken.last().attachments[0].filename == "two.txt"
        assert house.ken.last().reference is None  # Ken cannot see what it follows
        assert house.standin.world.files[attachment.id] == b"1"


async def test_an_answer_pings_whom_its_allowed_mentions_let_through(house: House) -> None:
    async def call(interaction: discord.Interaction, everyone: bool) -> None:
        allowed = discord.AllowedMentions(users=[house.ken.user]) if not everyone else None
        text = f"{house.ken.mention} {house.aoi.mention} @everyone"
        await interaction.response.send_message(text, allowed_mentions=allowed or discord.utils.MISSING)

    async with connected(bot_that(call)):
        careful = await house.aoi.slash("call", everyone=False)
        assert careful.message is not None
        assert careful.message.mentions == [house.ken.id]
        loud = await house.aoi.slash("call", everyone=True)
        assert loud.message is not None
        assert loud.message.mentions == [house.ken.id, house.aoi.id]
        assert not loud.message.mention_everyone  # the bot may not


# --- too late, too often


async def test_an_answer_that_comes_too_late_is_for_an_unknown_interaction(house: House) -> None:
    house.standin.interactions.deadline = 0.05
    failed = asyncio.Event()
    seen: list[discord.HTTPException] = []

    async def slow(interaction: discord.Interaction) -> None:
        await failed.wait()
        try:
            await interaction.response.send_message("sorry")
        except discord.NotFound as error:
            seen.append(error)
        try:
            await interaction.followup.send("sorry")
        except discord.NotFound as error:
            seen.append(error)

    bot = bot_that(slow)
    async with connected(bot):
        answer = await house.aoi.slash("slow")
        assert answer.failed
        assert answer.message is None
        failed.set()
        await bot.settled()
        assert [error.code for error in seen] == [10062, 10015]
        assert house.aoi.sees() == []


async def test_a_bot_has_three_seconds() -> None:
    async with open_house() as house:
        assert house.standin.interactions.deadline == 3.0


async def test_answering_twice_is_refused(house: House) -> None:
    seen: list[discord.HTTPException] = []

    async def twice(interaction: discord.Interaction) -> None:
        again = discord.Interaction(data=interaction_data(interaction), state=interaction._state)
        await interaction.response.send_message("one")
        try:
            await again.response.send_message("two")
        except discord.HTTPException as error:
            seen.append(error)

    bot = bot_that(twice)
    async with connected(bot):
        await house.aoi.slash("twice")
        await bot.settled()
        assert [(error.status, error.code) for error in seen] == [(400, 40060)]
        assert [m.content for m in house.ken.sees()] == ["one"]


def interaction_data(interaction: discord.Interaction) -> Any:
    """What an interaction was made of, as a second delivery would carry it."""
    return {
        "id": str(interaction.id),
        "type": 2,
        "token": interaction.token,
        "version": 1,
        "application_id": str(interaction.application_id),
        "attachment_size_limit": 0,
        "data": interaction.data,
    }


async def test_following_up_before_answering_is_refused(house: House) -> None:
    seen: list[discord.HTTPException] = []

    async def hasty(interaction: discord.Interaction) -> None:
        try:
            await interaction.followup.send("too early")
        except discord.NotFound as error:
            seen.append(error)
        await interaction.response.send_message("now")

    async with connected(bot_that(hasty)):
        answer = await house.aoi.slash("hasty")
        assert [error.code for error in seen] == [10015]
        assert answer.text == "now"


async def test_a_wrong_body_leaves_the_interaction_to_be_answered(house: House) -> None:
    seen: list[discord.HTTPException] = []

    async def long(interaction: discord.Interaction) -> None:
        try:
            await interaction.response.send_message("x" * 2001)
        except discord.HTTPException as error:
            seen.append(error)
        again = discord.Interaction(data=interaction_data(interaction), state=interaction._state)
        await again.response.send_message("short")

    async with connected(bot_that(long)):
        assert (await house.aoi.slash("long")).text == "short"
        assert [(error.status, error.code) for error in seen] == [(400, 50035)]


async def test_a_token_lives_for_fifteen_minutes(house: House, clock: Moved) -> None:
    kept: list[discord.Interaction] = []

    async def hello(interaction: discord.Interaction) -> None:
        kept.append(interaction)
        await interaction.response.send_message("hello")

    async with connected(bot_that(hello)):
        await house.aoi.slash("hello")
        clock.now += 15 * 60 - 1
        await kept[0].edit_original_response(content="still there")
        clock.now += 1
        with pytest.raises(discord.HTTPException) as refused:
            await kept[0].followup.send("too late")
        assert (refused.value.status, refused.value.code) == (401, 50027)


async def test_somebody_elses_token_opens_nothing(house: House) -> None:
    kept: list[discord.Interaction] = []

    async def hello(interaction: discord.Interaction) -> None:
        kept.append(interaction)
        await interaction.response.send_message("hello")

    async with connected(bot_that(hello)):
        await house.aoi.slash("hello")
        kept[0].token = "made-up"
        kept[0].followup.token = "made-up"
        with pytest.raises(discord.NotFound) as refused:
            await kept[0].followup.send("hm")
        assert refused.value.code == 10015


# --- what the bot is given


async def test_a_bot_learns_who_asks_where_and_in_which_language(house: House) -> None:
    seen: list[discord.Interaction] = []

    async def hello(interaction: discord.Interaction) -> None:
        seen.append(interaction)
        await interaction.response.send_message("hello")

    async with connected(bot_that(hello)):
        await house.aoi.slash("hello")
        (interaction,) = seen
        assert isinstance(interaction.user, discord.Member)
        assert interaction.user.display_name == "Aoi"
        assert interaction.locale is discord.Locale.japanese
        assert interaction.guild_locale is discord.Locale.japanese
        assert interaction.guild is not None
        assert interaction.guild.id == house.guild.id
        assert interaction.channel_id == house.room.id
        assert interaction.permissions.send_messages
        assert not interaction.permissions.manage_guild
        assert interaction.app_permissions.manage_messages
        assert interaction.context.guild
        assert interaction.is_guild_integration()
        assert interaction.filesize_limit == 10 * 1024 * 1024


async def test_commands_work_in_a_direct_message(house: House) -> None:
    seen: list[discord.Interaction] = []

    async def hello(interaction: discord.Interaction) -> None:
        seen.append(interaction)
        await interaction.response.send_message("hello")

    async with connected(bot_that(hello)):
        room = house.aoi.dm_with(house.application)
        answer = await house.aoi.slash("hello", channel=room)
        assert answer.text == "hello"
        (interaction,) = seen
        assert isinstance(interaction.user, discord.User)
        assert interaction.guild is None
        assert interaction.context.dm_channel


async def test_options_of_every_type_arrive_as_what_they_are(house: House) -> None:
    seen: dict[str, Any] = {}

    async def all_of_them(
        interaction: discord.Interaction,
        text: str,
        number: app_commands.Range[int, 1, 10],
        share: float,
        yes: bool,
        who: discord.Member,
        where: discord.TextChannel,
        role: discord.Role,
        somebody: discord.User | discord.Role,
        file: discord.Attachment,
    ) -> None:
        seen.update(list(interaction.namespace))
        await interaction.response.send_message(str(await file.read(), "utf-8"))

    role = house.standin.world.add_role(house.guild, "gardeners")
    async with connected(bot_that(all_of_them)):
        answer = await house.aoi.slash(
            "all_of_them",
            text="ことば",
            number=3,
            share=0.5,
            yes=True,
            who=house.ken,
            where=house.room,
            role=role,
            somebody=role,
            file=("seeds.txt", b"tomatoes"),
        )
        assert answer.text == "tomatoes"
        assert (seen["text"], seen["number"], seen["share"], seen["yes"]) == ("ことば", 3, 0.5, True)
        assert (seen["who"].id, seen["who"].joined_at is not None) == (house.ken.id, True)
        assert seen["who"].resolved_permissions.send_messages
        assert (seen["where"].id, seen["where"].permissions.view_channel) == (house.room.id, True)
        assert seen["role"].name == seen["somebody"].name == "gardeners"
        assert seen["file"].filename == "seeds.txt"


async def test_somebody_who_is_not_in_the_server_arrives_as_a_user(house: House) -> None:
    seen: list[Any] = []

    async def call(interaction: discord.Interaction, who: discord.User) -> None:
        seen.append(who)
        await interaction.response.send_message("called")

    house.ken.leave(house.guild)
    async with connected(bot_that(call)):
        await house.aoi.slash("call", who=house.ken)
        assert type(seen[0]) is discord.User


async def test_groups_and_sub_commands_are_found_by_their_whole_name(house: House) -> None:
    bot = Bot()
    garden = app_commands.Group(name="garden", description="…")
    beds = app_commands.Group(name="beds", description="…", parent=garden)

    @beds.command()
    async def water(interaction: discord.Interaction, litres: int) -> None:
        await interaction.response.send_message(f"{litres} l")

    bot.tree.add_command(garden)
    async with connected(bot):
        answer = await house.aoi.slash("garden beds water", litres=5)
        assert answer.text == "5 l"
        assert answer.message is not None
        assert answer.message.command == "garden beds water"


async def test_suggestions_come_while_somebody_types(house: House) -> None:
    seen: dict[str, Any] = {}

    async def when(interaction: discord.Interaction, room: str, hour: int) -> None:
        await interaction.response.send_message(f"{room} {hour}")

    async def suggest(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[int]]:
        seen.update(room=interaction.namespace.room, current=current)
        return [app_commands.Choice(name=f"{n} o'clock", value=n) for n in (9, 10)]

    bot = Bot()
    command = app_commands.Command(name="when", description="…", callback=when)
    command.autocomplete("hour")(suggest)
    bot.tree.add_command(command)
    async with connected(bot):
        answer = await house.aoi.autocomplete("when", room="study", hour="9")
        assert answer.names == ["9 o'clock", "10 o'clock"]
        assert answer.choices[1]["value"] == 10
        assert seen == {"room": "study", "current": "9"}
        assert house.aoi.sees() == []


async def test_commands_from_menus_carry_their_target(house: House) -> None:
    bot = Bot()

    @bot.tree.context_menu(name="Wave at")
    async def wave(interaction: discord.Interaction, member: discord.Member) -> None:
        await interaction.response.send_message(f"👋 {member.display_name}")

    @bot.tree.context_menu(name="Read aloud")
    async def read(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(message.content)

    async with connected(bot):
        assert (await house.aoi.user_command("Wave at", house.ken)).text == "👋 Ken"
        said = house.ken.say("なんでも")
        answer = await house.aoi.message_command("Read aloud", said)
        # A message that is handed over may be read, without any intent for content.
        assert answer.text == "なんでも"
        assert answer.message is not None
        assert answer.message.interaction is not None
        assert answer.message.interaction["target_message_id"] == str(said.id)


# --- components


class Buttons(discord.ui.View):
    def __init__(self, presses: list[discord.Interaction]) -> None:
        super().__init__(timeout=None)
        self.presses = presses

    @discord.ui.button(label="Change", custom_id="change", emoji="🌱")
    async def change(self, interaction: discord.Interaction, button: discord.ui.Button[Any]) -> None:
        self.presses.append(interaction)
        button.disabled = True
        await interaction.response.edit_message(content="changed", view=self)

    @discord.ui.button(label="Later")
    async def later(self, interaction: discord.Interaction, _: discord.ui.Button[Any]) -> None:
        self.presses.append(interaction)
        await interaction.response.defer()
        await interaction.edit_original_response(content="later")

    @discord.ui.button(label="Tell me")
    async def tell(self, interaction: discord.Interaction, _: discord.ui.Button[Any]) -> None:
        self.presses.append(interaction)
        await interaction.response.send_message("a word", ephemeral=True)

    @discord.ui.select(
        placeholder="Colours", max_values=2, options=[discord.SelectOption(label=c) for c in "abc"]
    )
    async def colour(self, interaction: discord.Interaction, select: discord.ui.Select[Any]) -> None:
        await interaction.response.send_message("+".join(select.values))

    @discord.ui.select(cls=discord.ui.UserSelect, placeholder="Who")
    async def who(self, interaction: discord.Interaction, select: discord.ui.UserSelect[Any]) -> None:
        (member,) = select.values
        assert isinstance(member, discord.Member)
        await interaction.response.send_message(f"{member.display_name} it is")


def showing(presses: list[discord.Interaction], *, ephemeral: bool = False) -> Bot:
    async def show(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("look", view=Buttons(presses), ephemeral=ephemeral)

    return bot_that(show)


async def test_a_press_may_change_its_message(house: House) -> None:
    presses: list[discord.Interaction] = []
    async with connected(showing(presses)):
        shown = await house.aoi.slash("show")
        answer = await house.ken.click(shown, "Change")
        assert answer.message is shown.message
        assert "changed" in house.aoi.last().content
        assert presses[0].message is not None
        assert presses[0].message.id == house.aoi.last().id
        assert presses[0].user.id == house.ken.id
        with pytest.raises(NotPossible, match="disabled"):
            await house.ken.click(shown, "🌱")


async def test_a_press_may_be_answered_later(house: House) -> None:
    bot = showing([])
    async with connected(bot):
        shown = await house.aoi.slash("show")
        answer = await house.ken.click(shown, "Later")
        await bot.settled()
        assert not answer.failed
        assert house.aoi.last().content == "later"


async def test_an_answer_to_a_press_replies_to_its_message(house: House) -> None:
    async with connected(showing([])):
        shown = await house.aoi.slash("show")
        answer = await house.ken.click(shown, "Tell me")
        assert answer.private
        assert [m.content for m in house.aoi.sees()] == ["look"]
        assert answer.message is not None
        assert shown.message is not None
        shape = house.standin.world.message_shape(answer.message)
        assert shape["message_reference"]["message_id"] == str(shown.message.id)
        assert shape["interaction_metadata"]["interacted_message_id"] == str(shown.message.id)


async def test_a_private_message_travels_whole_with_its_press(house: House) -> None:
    presses: list[discord.Interaction] = []
    async with connected(showing(presses, ephemeral=True)):
        shown = await house.aoi.slash("show")
        with pytest.raises(NotPossible, match="does not see"):
            await house.ken.click(shown, "Change")
        told = await house.aoi.click(shown, "Tell me")
        assert told.message is not None
        assert told.message.reference is None  # the others could not see what it replies to
        with pytest.raises(NotPossible, match="nobody else"):
            house.aoi.reply(shown, "thank you")
        presses.clear()
        await house.aoi.click(shown, "🌱 Change")
        message = presses[0].message
        assert message is not None
        assert (message.content, message.flags.ephemeral, len(message.components)) == ("look", True, 3)
        assert [m.content for m in house.aoi.sees()] == ["changed", "a word"]


async def test_choices_arrive_by_value_or_as_people(house: House) -> None:
    async with connected(showing([])):
        shown = await house.aoi.slash("show")
        assert (await house.ken.select(shown, "Colours", ["c", "a"])).text == "c+a"
        assert (await house.ken.select(shown, "Who", house.aoi)).text == "Aoi it is"
        with pytest.raises(NotPossible, match="different values"):
            await house.ken.select(shown, "Colours", ["a", "b", "c"])
        with pytest.raises(NotPossible, match="not offered"):
            await house.ken.select(shown, "Colours", "z")


async def test_components_in_layouts_are_found_where_they_stand(house: House) -> None:
    async def show(interaction: discord.Interaction) -> None:
        view = discord.ui.LayoutView()
        button: discord.ui.Button[Any] = discord.ui.Button(label="Press")

        async def pressed(press: discord.Interaction) -> None:
            await press.response.send_message("pressed", ephemeral=True)

        button.callback = pressed
        section = discord.ui.Section(discord.ui.TextDisplay("# A heading"), accessory=button)
        view.add_item(discord.ui.Container(section, discord.ui.Separator()))
        await interaction.response.send_message(view=view)

    async with connected(bot_that(show)):
        shown = await house.aoi.slash("show")
        assert shown.text.splitlines() == ["# A heading", "Press"]
        assert (await house.ken.click(shown, "Press")).text == "pressed"


# --- forms


class Note(discord.ui.Modal, title="A note"):
    words = discord.ui.Label(
        text="What was it?",
        description="In your words",
        component=discord.ui.TextInput(custom_id="words", default="a book", max_length=20),
    )

    def __init__(self, ken: int) -> None:
        super().__init__(custom_id="note")
        self.people = discord.ui.UserSelect[Any](
            max_values=3,
            default_values=[discord.SelectDefaultValue(id=ken, type=discord.SelectDefaultValueType.user)],
        )
        self.add_item(discord.ui.Label(text="For whom?", component=self.people))
        self.kind = discord.ui.RadioGroup[Any](
            options=[discord.RadioGroupOption(label=c, value=c.lower()) for c in ("Lent", "Given")]
        )
        self.add_item(discord.ui.Label(text="How?", component=self.kind))
        self.tags = discord.ui.CheckboxGroup[Any](
            required=False,
            options=[discord.CheckboxGroupOption(label=c, value=c) for c in "xyz"],
        )
        self.add_item(discord.ui.Label(text="Tags", component=self.tags))
        self.public = discord.ui.Checkbox[Any](default=True)
        self.add_item(discord.ui.Label(text="Public", component=self.public))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        text = self.words.component
        assert isinstance(text, discord.ui.TextInput)
        names = ",".join(person.display_name for person in self.people.values)
        parts = [text.value, names, self.kind.value, ",".join(self.tags.values), self.public.value]
        await interaction.response.send_message(" | ".join(map(str, parts)), ephemeral=True)


def asking(house: House) -> Bot:
    async def note(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Note(house.ken.id))

    return bot_that(note)


async def test_a_form_is_shown_to_who_asked_and_comes_back_filled(house: House) -> None:
    events: list[Json] = []
    house.standin.world.listeners.append(lambda e: events.append(e.data) if e.name == "MODAL" else None)
    async with connected(asking(house)):
        form = await house.aoi.slash("note")
        assert form.modal is not None
        assert form.modal.title == "A note"
        assert "What was it?" in form.text
        assert events[0]["custom_id"] == "note"
        chosen = {"For whom?": [house.ken, house.aoi], "How?": "Given", "Tags": ["x", "z"]}
        answer = await house.aoi.submit(form, chosen, words="a pen")
        assert answer.private
        assert answer.text == "a pen | Ken,Aoi | given | x,z | True"


async def test_fields_left_alone_keep_what_was_prefilled(house: House) -> None:
    async with connected(asking(house)):
        form = await house.aoi.slash("note")
        answer = await house.aoi.submit(form, {"How?": "lent", "Public": False})
        assert answer.text == "a book | Ken | lent |  | False"


async def test_a_form_that_is_not_filled_in_cannot_be_submitted(house: House) -> None:
    async with connected(asking(house)):
        form = await house.aoi.slash("note")
        with pytest.raises(NotPossible, match="an answer is required"):
            await house.aoi.submit(form)
        with pytest.raises(NotPossible, match="20 characters"):
            await house.aoi.submit(form, {"How?": "Lent"}, words="x" * 21)
        with pytest.raises(NotPossible, match="somebody else"):
            await house.ken.submit(form, {"How?": "Lent"})
        await house.aoi.submit(form, {"How?": "Lent"})
        with pytest.raises(NotPossible, match="already"):
            await house.aoi.submit(form, {"How?": "Lent"})


async def test_a_form_opened_by_a_press_may_change_the_message(house: House) -> None:
    class Rename(discord.ui.Modal, title="Rename"):
        name = discord.ui.TextInput(label="Name", required=False)

        async def on_submit(self, interaction: discord.Interaction) -> None:
            assert interaction.message is not None
            await interaction.response.edit_message(content=f"now {self.name.value}")

    async def show(interaction: discord.Interaction) -> None:
        view = discord.ui.View()
        button: discord.ui.Button[Any] = discord.ui.Button(label="Rename")

        async def pressed(press: discord.Interaction) -> None:
            await press.response.send_modal(Rename())

        button.callback = pressed
        view.add_item(button)
        await interaction.response.send_message("old", view=view)

    async with connected(bot_that(show)):
        shown = await house.aoi.slash("show")
        form = await house.aoi.click(shown, "Rename")
        answer = await house.aoi.submit(form, Name="new")
        assert answer.message is shown.message
        assert house.ken.last().content == "now new"


async def test_a_form_cannot_answer_a_form(house: House) -> None:
    seen: list[discord.HTTPException] = []

    class First(discord.ui.Modal, title="First"):
        name = discord.ui.TextInput(label="Name")

        async def on_submit(self, interaction: discord.Interaction) -> None:
            try:
                await interaction.response.send_modal(First())
            except discord.HTTPException as error:
                seen.append(error)
            again = discord.Interaction(data=interaction_data(interaction), state=interaction._state)
            await again.response.send_message("no")

    async def ask(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(First())

    async with connected(bot_that(ask)):
        form = await house.aoi.slash("ask")
        assert (await house.aoi.submit(form, Name="x")).text == "no"
        assert [(error.status, error.code) for error in seen] == [(400, 50035)]


# --- what Discord's client does not let through


async def test_who_may_not_use_a_command_is_not_offered_it(house: House) -> None:
    async def setup(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("set up")

    bot = Bot()
    command = app_commands.Command(name="setup", description="…", callback=setup)
    command.default_permissions = discord.Permissions(manage_guild=True)
    command.guild_only = True
    bot.tree.add_command(command)
    async with connected(bot):
        assert [c.name for c in house.aoi.commands()] == []
        assert [c.name for c in house.owner.commands()] == ["setup"]
        assert house.owner.commands(house.owner.dm_with(house.application)) == []
        with pytest.raises(NotPossible, match="offered 0 commands"):
            await house.aoi.slash("setup")
        assert (await house.owner.slash("setup")).text == "set up"
        helpers = house.standin.world.add_role(house.guild, "helpers", Permission.MANAGE_GUILD)
        house.guild.members[house.aoi.id].roles.append(helpers.id)
        assert (await house.aoi.slash("setup")).text == "set up"


async def test_impossible_input_is_stopped_where_discords_client_stops_it(house: House) -> None:
    async def pick(
        interaction: discord.Interaction,
        number: app_commands.Range[int, 1, 5],
        word: app_commands.Range[str, 2, 4] = "ok",
    ) -> None:
        await interaction.response.send_message(f"{number} {word}")

    async def choose(interaction: discord.Interaction, colour: str) -> None:
        await interaction.response.send_message(colour)

    bot = bot_that(pick)
    chooser = app_commands.Command(name="choose", description="…", callback=choose)
    app_commands.choices(colour=[app_commands.Choice(name="Red wine", value="red")])(chooser)
    bot.tree.add_command(chooser)
    async with connected(bot):
        assert (await house.aoi.slash("pick", number=5)).text == "5 ok"
        assert (await house.aoi.slash("choose", colour="Red wine")).text == "red"
        for wrong in (
            {},
            {"number": 6},
            {"number": "1"},
            {"number": 1, "word": "x"},
            {"number": 1, "word": "xxxxx"},
            {"number": 1, "other": 1},
        ):
            with pytest.raises(NotPossible):
                await house.aoi.slash("pick", **wrong)
        with pytest.raises(NotPossible, match="choices"):
            await house.aoi.slash("choose", colour="green")
