"""Bodies as the real discord.py builds them, and a way to read a refusal."""

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest
from discord import app_commands, ui
from discord.http import handle_message_parameters

from bot.sandbox.errors import ApiError

Json = dict[str, Any]


def refused(check: Callable[..., object], *args: Any, **kwargs: Any) -> dict[str, str]:
    """What a check says of a body it refuses: the path of each problem, and its codes."""
    with pytest.raises(ApiError) as caught:
        check(*args, **kwargs)
    error = caught.value
    assert (error.status, error.code, error.message) == (400, 50035, "Invalid Form Body")
    assert error.errors is not None
    return flat(error.errors)


def flat(tree: Json, path: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, inner in tree.items():
        if key == "_errors":
            assert all(set(one) == {"code", "message"} and one["message"] for one in inner)
            found[path] = " ".join(one["code"] for one in inner)
        else:
            found |= flat(inner, f"{path}.{key}".lstrip("."))
    return found


def code_of(check: Callable[..., object], *args: Any, **kwargs: Any) -> int:
    """The code of a refusal that is not about the form."""
    with pytest.raises(ApiError) as caught:
        check(*args, **kwargs)
    assert caught.value.errors is None
    return caught.value.code


class Recorder(discord.Client):
    """A client whose tree only tells what it would register."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents.none())
        self.tree = app_commands.CommandTree(self)


Kind = app_commands.Choice[str]


async def commands() -> list[Json]:
    """One of everything a command tree can hold."""
    tree = Recorder().tree

    @tree.command(name="thanks", description="Say thanks to somebody")
    @app_commands.describe(to="Who helped you", note="For what")
    @app_commands.choices(kind=[Kind(name="Answer", value="answer"), Kind(name="Review", value="review")])
    async def thanks(
        _: discord.Interaction,
        to: discord.User,
        note: app_commands.Range[str, 1, 200],
        kind: str = "answer",
        count: app_commands.Range[int, 1, 5] = 1,
        weight: app_commands.Range[float, 0.5, 2.0] = 1.0,
        room: discord.TextChannel | None = None,
        file: discord.Attachment | None = None,
        role: discord.Role | None = None,
        whom: discord.Member | discord.Role | None = None,
        quiet: bool = False,
    ) -> None: ...

    group = app_commands.Group(
        name="会",
        description="作業会",
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
    )
    inner = app_commands.Group(name="予定", description="予定", parent=group)

    @inner.command(name="作る", description="作業会を作る")
    async def make(_: discord.Interaction, title: str) -> None: ...

    @group.command(name="さがす", description="作業会をさがす")
    async def find(_: discord.Interaction, word: str) -> None: ...

    @find.autocomplete("word")
    async def words(_: discord.Interaction, current: str) -> list[Kind]:
        return [Kind(name=current, value=current)]

    tree.add_command(group)

    @tree.context_menu(name="Say thanks")
    async def say(_: discord.Interaction, member: discord.Member) -> None: ...

    @tree.context_menu(name="お礼を言う")
    async def say_for(_: discord.Interaction, message: discord.Message) -> None: ...

    assert len({thanks.name, make.name, say.name, say_for.name}) == 4
    return [command.to_dict(tree) for command in tree.get_commands()]


def embed() -> discord.Embed:
    made = discord.Embed(title="ありがとう", description="🌸", url="https://example.org", colour=0xFFB7C5)
    made.timestamp = datetime(2026, 4, 1, tzinfo=UTC)
    made.set_author(name="Aoi", icon_url="https://example.org/a.png")
    made.set_footer(text="Engawa").set_image(url="attachment://card.png")
    made.set_thumbnail(url="https://example.org/t.png").add_field(name="いつ", value="いま", inline=False)
    return made


def view() -> ui.View:
    made = ui.View()
    made.add_item(ui.Button(label="参加する", custom_id="join:1", emoji="🌸"))
    made.add_item(ui.Button(label="More", url="https://example.org"))
    options = [discord.SelectOption(label=f"{n}", emoji="🌸", description="d") for n in range(3)]
    made.add_item(ui.Select(custom_id="pick", options=options, placeholder="…", max_values=3))
    made.add_item(ui.UserSelect(custom_id="who", default_values=[discord.Object(5)]))
    made.add_item(ui.ChannelSelect(custom_id="room", channel_types=[discord.ChannelType.text]))
    made.add_item(ui.MentionableSelect(custom_id="whom", min_values=0, max_values=5))
    return made


def layout() -> ui.LayoutView:
    made = ui.LayoutView()
    gallery: ui.MediaGallery[ui.LayoutView] = ui.MediaGallery()
    gallery.add_item(media="https://example.org/a.png", description="a").add_item(
        media="attachment://card.png"
    )
    made.add_item(
        ui.Container(
            ui.TextDisplay("# 縁側"),
            ui.Separator(spacing=discord.SeparatorSpacing.large),
            ui.Section("one", "two", accessory=ui.Thumbnail("https://example.org/t.png")),
            ui.Section("three", accessory=ui.Button(label="Go", custom_id="go")),
            gallery,
            ui.File("attachment://card.png", spoiler=True),
            ui.ActionRow(ui.Button(label="Stay", custom_id="stay")),
            accent_colour=0xFFB7C5,
        )
    )
    return made


def modal() -> ui.Modal:
    made = ui.Modal(title="お礼", custom_id="thanks:1")
    note = ui.TextInput["ui.Modal"](
        custom_id="note", style=discord.TextStyle.long, min_length=1, max_length=200
    )
    made.add_item(ui.Label(text="ひとこと", description="どんなことで？", component=note))
    options = [discord.SelectOption(label="a"), discord.SelectOption(label="b")]
    made.add_item(
        ui.Label(text="種類", component=ui.Select(custom_id="kind", options=options, required=False))
    )
    made.add_item(ui.Label(text="だれに", component=ui.UserSelect(custom_id="who", max_values=5)))
    radios = [discord.RadioGroupOption(label="a"), discord.RadioGroupOption(label="b")]
    made.add_item(ui.Label(text="公開", component=ui.RadioGroup(custom_id="open", options=radios)))
    made.add_item(ui.TextDisplay("あとで取り消せます。"))
    return made


def modal_of_the_rest() -> ui.Modal:
    made = ui.Modal(title="More", custom_id="more")
    made.add_item(ui.TextInput(label="The older way", custom_id="old", required=False, default="x"))
    boxes = [discord.CheckboxGroupOption(label="a"), discord.CheckboxGroupOption(label="b", default=True)]
    made.add_item(ui.Label(text="Boxes", component=ui.CheckboxGroup(custom_id="boxes", options=boxes)))
    made.add_item(ui.Label(text="Sure?", component=ui.Checkbox(custom_id="sure", default=True)))
    made.add_item(ui.Label(text="Files", component=ui.FileUpload(custom_id="files", max_values=3)))
    room = ui.ChannelSelect["ui.Modal"](custom_id="room", channel_types=[discord.ChannelType.voice])
    made.add_item(ui.Label(text="Where", component=room))
    return made


def poll() -> discord.Poll:
    made = discord.Poll(question="いつ？", duration=timedelta(hours=24), multiple=True)
    return made.add_answer(text="朝", emoji="🌅").add_answer(text="夜")


def file(name: str = "card.png") -> discord.File:
    return discord.File(io.BytesIO(b"png"), filename=name, description="a card")


def sent(**parameters: Any) -> Json:
    """The JSON that `send(**parameters)` puts on the wire."""
    made = handle_message_parameters(**parameters)
    if made.payload is not None:
        return made.payload
    assert made.multipart is not None
    return discord.utils._from_json(made.multipart[0]["value"])
