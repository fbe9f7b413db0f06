"""Buttons, selects and forms on the stand-in."""

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest

from bot.sandbox.people import NotPossible
from tests.asking import Bot, bot_that, interaction_data
from tests.standin import House, connected, open_house, point_at


@pytest.fixture
async def house(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    async with open_house(rate_limits=False) as opened:
        point_at(opened.standin, monkeypatch)
        yield opened


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
            with pytest.raises(discord.HTTPException, match="IS_COMPONENTS_V2"):
                await press.response.edit_message(content="a layout has no content")
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
    events: list[dict[str, Any]] = []
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


async def test_a_form_of_a_command_may_be_closed_without_a_word(house: House) -> None:
    class Quiet(discord.ui.Modal, title="Quiet"):
        async def on_submit(self, interaction: discord.Interaction) -> None:
            await interaction.response.defer()
            with pytest.raises(discord.NotFound):
                await interaction.edit_original_response(content="there is none")
            await interaction.followup.send("later")

    async def ask(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Quiet().add_item(discord.ui.TextInput(label="Word")))

    bot = bot_that(ask)
    async with connected(bot):
        closed = await house.aoi.submit(await house.aoi.slash("ask"), Word="hush")
        assert closed.message is None
        await bot.heard.next("message")
        assert [m.content for m in closed.follow_ups] == ["later"]
