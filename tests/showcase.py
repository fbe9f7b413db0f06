"""A small bot of the unmodified discord.py that shows everything the page has to draw."""

import struct
import zlib
from io import BytesIO
from typing import Any

import discord
from discord import app_commands, ui

TREES = ["もみじ", "さくら", "けやき", "ひのき", "いちょう", "くすのき"]


def picture(width: int = 64, height: int = 40, colour: tuple[int, int, int] = (190, 150, 90)) -> bytes:
    """A PNG of one colour."""
    rows = b"".join(b"\0" + bytes(colour) * width for _ in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


class Japanese(app_commands.Translator):
    """Gives each text its Japanese from the `extras` it was written with."""

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, context: Any
    ) -> str | None:
        return string.extras.get("ja") if locale is discord.Locale.japanese else None


def both(en: str, ja: str) -> app_commands.locale_str:
    return app_commands.locale_str(en, ja=ja)


class Buttons(ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.add_item(ui.Button(label="読みもの", url="https://example.com/reading"))

    @ui.button(label="参加する", style=discord.ButtonStyle.primary, custom_id="join", emoji="🍵")
    async def join(self, interaction: discord.Interaction, _: ui.Button["Buttons"]) -> None:
        await interaction.response.send_message("いらっしゃい。", ephemeral=True)

    @ui.button(label="書く", style=discord.ButtonStyle.success, custom_id="write")
    async def write(self, interaction: discord.Interaction, _: ui.Button["Buttons"]) -> None:
        await interaction.response.send_modal(Form())

    @ui.button(label="だまる", style=discord.ButtonStyle.danger, custom_id="silent")
    async def silent(self, interaction: discord.Interaction, _: ui.Button["Buttons"]) -> None:
        """Never answers: the page has to say so."""

    @ui.button(label="終わり", style=discord.ButtonStyle.secondary, custom_id="over", disabled=True)
    async def over(self, interaction: discord.Interaction, _: ui.Button["Buttons"]) -> None:
        """Can't be pressed."""

    @ui.select(
        custom_id="tea",
        placeholder="お茶をえらぶ",
        min_values=1,
        max_values=2,
        options=[
            discord.SelectOption(label="煎茶", value="sencha", description="さっぱり", emoji="🍵"),
            discord.SelectOption(label="ほうじ茶", value="hojicha", description="香ばしい"),
            discord.SelectOption(label="紅茶", value="black"),
        ],
    )
    async def tea(self, interaction: discord.Interaction, select: ui.Select["Buttons"]) -> None:
        await interaction.response.edit_message(
            content=f"えらばれたのは {', '.join(select.values)}", view=self
        )


class Form(ui.Modal, title="ひとこと書く"):
    words = ui.Label(
        text="ことば",
        description="2文字から20文字",
        component=ui.TextInput(custom_id="words", min_length=2, max_length=20, style=discord.TextStyle.long),
    )
    who = ui.Label(text="だれに", component=ui.UserSelect(custom_id="who", required=False, max_values=2))
    kind = ui.Label(
        text="種類",
        component=ui.RadioGroup(
            custom_id="kind",
            options=[
                discord.RadioGroupOption(label="お礼", value="thanks", description="助かったとき"),
                discord.RadioGroupOption(label="相談", value="ask", default=True),
            ],
        ),
    )
    about = ui.Label(
        text="なにについて",
        component=ui.CheckboxGroup(
            custom_id="about",
            required=False,
            options=[
                discord.CheckboxGroupOption(label="仕事", value="work"),
                discord.CheckboxGroupOption(label="くらし", value="life"),
            ],
        ),
    )
    quiet = ui.Label(text="だまって届ける", component=ui.Checkbox(custom_id="quiet"))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        values = {
            "words": self.words.component.value,  # type: ignore[attr-defined]
            "who": [user.display_name for user in self.who.component.values],  # type: ignore[attr-defined]
            "kind": self.kind.component.value,  # type: ignore[attr-defined]
            "about": self.about.component.values,  # type: ignore[attr-defined]
            "quiet": self.quiet.component.value,  # type: ignore[attr-defined]
        }
        await interaction.response.send_message(f"`{values}`")


class Upload(ui.Modal, title="ファイルを送る"):
    files = ui.Label(text="ファイル", component=ui.FileUpload(custom_id="files", min_values=1, max_values=2))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        files = self.files.component.values  # type: ignore[attr-defined]
        await interaction.response.send_message(f"`{[(file.filename, file.size) for file in files]}`")


class Layout(ui.LayoutView):
    def __init__(self) -> None:
        super().__init__(timeout=None)
        again: ui.Button[Layout] = ui.Button(label="もう一度", custom_id="again")
        again.callback = self.again
        gallery: ui.MediaGallery[Layout] = ui.MediaGallery()
        gallery.add_item(media="attachment://a.png", description="土の色")
        gallery.add_item(media="attachment://b.png", description="かくした色", spoiler=True)
        gallery.add_item(media="https://example.com/far.png", description="よその絵")
        self.add_item(
            ui.Container(
                ui.Section(
                    ui.TextDisplay("## 今日の縁側\n-# 三人がお茶を飲んでいます"),
                    accessory=ui.Thumbnail(media="attachment://a.png", description="縁側の絵"),
                ),
                ui.Separator(spacing=discord.SeparatorSpacing.large),
                ui.Section(ui.TextDisplay("**もくもく会** は15分後に始まります。"), accessory=again),
                gallery,
                ui.Separator(visible=False),
                ui.File("attachment://notes.txt"),
                ui.ActionRow(ui.UserSelect(custom_id="guest", placeholder="だれを呼びますか")),
                accent_colour=0x4F7D5B,
            )
        )

    async def again(self, interaction: discord.Interaction) -> None:
        await interaction.response.defer()

    @staticmethod
    def files() -> list[discord.File]:
        return [
            discord.File(BytesIO(picture()), "a.png"),
            discord.File(BytesIO(picture(colour=(60, 90, 140))), "b.png"),
            discord.File(BytesIO("めも".encode()), "notes.txt"),
        ]


def card() -> discord.Embed:
    embed = discord.Embed(
        title="週のまとめ",
        description="**3件**の[ありがとう](https://example.com/thanks)がありました。",
        colour=0xC58A1E,
        timestamp=discord.utils.utcnow(),
        url="https://example.com/week",
    )
    embed.set_author(name="縁側だより", url="https://example.com/news", icon_url="attachment://a.png")
    embed.set_thumbnail(url="attachment://a.png")
    embed.set_image(url="attachment://b.png")
    for name, value in (("受けとった", "2"), ("贈った", "1"), ("日数", "`5`")):
        embed.add_field(name=name, value=value, inline=True)
    embed.add_field(name="ひとこと", value="> ゆっくりいきましょう", inline=False)
    embed.set_footer(text="数字は本人だけのものです")
    return embed


class Showcase(discord.Client):
    """Connects as any bot would; its commands are known once it is ready."""

    def __init__(self, **options: Any) -> None:
        super().__init__(intents=discord.Intents(guilds=True, guild_messages=True), **options)
        self.tree = app_commands.CommandTree(self)
        _add_commands(self.tree)

    async def setup_hook(self) -> None:
        self.add_view(Buttons())
        self.add_view(Layout())
        await self.tree.set_translator(Japanese())
        await self.tree.sync()


def _add_commands(tree: app_commands.CommandTree[Showcase]) -> None:
    @tree.command(name=both("thanks", "ありがとう"), description=both("Say thanks", "お礼を伝えます"))
    @app_commands.describe(
        to=both("Who helped you", "助けてくれた人"), for_=both("What they did", "してくれたこと")
    )
    @app_commands.rename(to=both("to", "だれに"), for_=both("for", "なにに"), kind=both("kind", "種類"))
    @app_commands.choices(
        kind=[
            app_commands.Choice(name=both("answer", "答え"), value="answer"),
            app_commands.Choice(name=both("time", "時間"), value="time"),
        ]
    )
    async def thanks(
        interaction: discord.Interaction,
        to: discord.User,
        for_: app_commands.Range[str, 2, 40],
        kind: str | None = None,
    ) -> None:
        if to == interaction.user:
            await interaction.response.send_message("自分へのお礼は受け取れません。", ephemeral=True)
            return
        words = f"{interaction.user.mention}さんから{to.mention}さんへ、ありがとう。\n> {for_} ({kind})"
        pings = discord.AllowedMentions(users=[to])
        await interaction.response.send_message(words, allowed_mentions=pings, view=Buttons())

    @tree.command(name=both("tree", "木"), description=both("Plant a tree", "木を植えます"))
    @app_commands.describe(name=both("Which one", "どの木"), rows=both("How many", "何本"))
    async def plant(
        interaction: discord.Interaction, name: str, rows: app_commands.Range[int, 1, 9] = 1
    ) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.followup.send(f"{name} ×{rows}")

    @plant.autocomplete("name")
    async def complete(_: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=one, value=one) for one in TREES if current in one]

    @tree.command(name=both("show", "見せる"), description=both("Show everything", "なんでも見せます"))
    @app_commands.describe(what=both("What", "なにを"), loud=both("To all", "みんなに"))
    @app_commands.choices(
        what=[
            app_commands.Choice(name=one, value=one) for one in ("card", "layout", "form", "upload", "slow")
        ]
    )
    async def show(interaction: discord.Interaction, what: str, loud: bool = True) -> None:
        files = Layout.files()
        if what == "card":
            await interaction.response.send_message(embed=card(), files=files[:2], ephemeral=not loud)
        elif what == "layout":
            await interaction.response.send_message(view=Layout(), files=files, ephemeral=not loud)
        elif what == "form":
            await interaction.response.send_modal(Form())
        elif what == "upload":
            await interaction.response.send_modal(Upload())
        else:
            await interaction.response.defer(thinking=True)

    group = app_commands.Group(name="ledger", description="For caretakers")

    @group.command(name="search", description="Search the ledger")
    async def search(
        interaction: discord.Interaction,
        where: discord.TextChannel | None = None,
        role: discord.Role | None = None,
        file: discord.Attachment | None = None,
    ) -> None:
        await interaction.response.send_message(
            f"{where and where.mention} {role and role.name} {file and (file.filename, file.size)}",
            ephemeral=True,
        )

    tree.add_command(group)

    @tree.context_menu(name=both("Say thanks", "お礼を言う"))
    async def to_user(interaction: discord.Interaction, user: discord.User) -> None:
        await interaction.response.send_message(f"{user.display_name}さんへ", ephemeral=True)

    @tree.context_menu(name=both("Keep", "とっておく"))
    async def keep(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"「{message.content}」をとっておきました。", ephemeral=True)
