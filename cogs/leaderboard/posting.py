"""Boards in a channel: asked for by a moderator, of people who agreed, and changed as soon as one says no."""

import asyncio
import contextlib
from collections.abc import Callable

import discord
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.courier import Duty
from bot.errors import Refusal
from bot.features import activity, boards, consent
from bot.features.boards import Posted
from bot.features.deliveries import Delivery
from bot.texts import Language, text
from cogs.leaderboard.commands import Asked, days_of, draw, names_of, refuse_members, view_of
from cogs.leaderboard.panels import (
    PICTURE,
    View,
    asking_panel,
    being_shown_panel,
    post_panel,
    posted_note,
)
from cogs.leaderboard.saying import Names, Sheet

HOUR = 60 * 60
ON_ITS_WAY = 20 * 60  # for a quarter of an hour, a press can be answered
TIMES = 5  # that somebody else may say no while a post is being edited


class PostedBoards(commands.Cog):
    def __init__(self, app: Engawa) -> None:
        self.app = app
        self._posting: set[int] = set()
        self._mending = asyncio.Lock()
        self._end_listening = list[Callable[[], None]]()

    async def cog_load(self) -> None:
        self.app.courier.duties["leaderboard.mended"] = Duty(self.look_again, every=HOUR, at=HOUR // 2)
        # Whoever says no, wherever they say it, stands on no board from then on.
        for news in (consent.NEWS, consent.SHOWN_NEWS):
            self._end_listening.append(self.app.db.listen(news, self._heard))

    async def cog_unload(self) -> None:
        for end in self._end_listening:
            end()

    # --- posting

    @ui.pressed("leaderboard.post")
    async def ask(self, interaction: Asked, metric: str, window: str, shape: int) -> None:
        """Show privately what would be posted, and to whom."""
        refuse_members(interaction)
        view, language = view_of(metric, window, 0, shape), ui.reader(interaction)
        await ui.think(interaction)
        board, sheet = await self._board(interaction, view, interaction.id)
        where = board.channel_id
        await ui.answer(interaction, view=asking_panel(language, view, sheet, interaction.id, where))

    @ui.pressed("leaderboard.post-now")
    async def post(self, interaction: Asked, asked_id: int, metric: str, window: str, shape: int) -> None:
        refuse_members(interaction)
        view = view_of(metric, window, 0, shape)
        if asked_id in self._posting:
            raise Refusal("leaderboard-post-under-way")
        self._posting.add(asked_id)
        try:
            await ui.hold(interaction)
            message_id = await self._post(interaction, view, asked_id)
        finally:
            self._posting.discard(asked_id)
        link = ui.message_link(interaction.guild_id or 0, interaction.channel_id or 0, message_id)
        await ui.replace(interaction, view=posted_note(ui.reader(interaction), asked_id, link))

    async def _post(self, interaction: Asked, view: View, asked_id: int) -> int:
        """Post it once, whatever became of an earlier attempt; return the message's id."""
        board, sheet = await self._board(interaction, view, asked_id)
        if not await boards.keep(self.app.db, board):
            earlier = await self._earlier(board)
            if earlier is not None:
                return earlier
        picture = await draw(self.app, sheet) if view.shape == PICTURE else None
        drawn = post_panel(sheet.language, board, sheet, picture)
        try:
            message_id = await ui.answer(
                interaction, view=drawn.panel, private=False, files=drawn.files, alts=drawn.alts
            )
        except discord.HTTPException:
            await boards.drop(self.app.db, asked_id)
            raise
        if message_id is None:
            raise Refusal("leaderboard-post-gone")
        await boards.stands(self.app.db, asked_id, message_id)
        return message_id

    async def _earlier(self, board: Posted) -> int | None:
        """The post that an earlier attempt left, where it did."""
        kept = await boards.posted(self.app.db, board.guild_id, board.id)
        if kept is None:
            raise Refusal("press-unknown")  # its number is another server's
        if kept.message_id is not None:
            return kept.message_id
        down = ui.custom_id("leaderboard.down", kept.id)
        found = await self.app.find_own(kept.channel_id, down, after=kept.id)
        if found is None:
            return None
        await boards.stands(self.app.db, kept.id, found.id)
        return found.id

    async def _board(self, interaction: Asked, view: View, asked_id: int) -> tuple[Posted, Sheet]:
        """The top of those who agree to be shown, at this moment, in the server's language."""
        guild_id, db, now = interaction.guild_id or 0, self.app.db, int(self.app.clock.now())
        await activity.freshen(db, guild_id, now)
        found = await activity.board(db, guild_id, view.metric, view.window, now, shown_only=True)
        if not found.places:
            raise Refusal("leaderboard-post-nobody")
        first, last = await days_of(self.app, guild_id, view.window)
        board = Posted(
            id=asked_id,
            guild_id=guild_id,
            channel_id=interaction.channel_id or 0,
            by_id=interaction.user.id,
            metric=view.metric,
            window=view.window,
            first=first,
            last=last,
            pictured=view.shape == PICTURE,
            at=now,
            places=found.places,
        )
        names = await names_of(interaction.guild, self.app, [one.user_id for one in found.places])
        return board, sheet_of(ui.public(interaction), board, names)

    # --- taking down

    @ui.pressed("leaderboard.down")
    async def take_down(self, interaction: Asked, post_id: int) -> None:
        guild_id, message = interaction.guild_id or 0, interaction.message
        board = boards.refuse_to_take_down(
            await boards.posted(self.app.db, guild_id, post_id),
            interaction.user.id,
            moderator=ui.is_moderator(interaction),
        )
        on_post = message is not None and not message.flags.ephemeral
        await ui.hold(interaction)
        if on_post:
            # Even where the bot itself may not look into the channel.
            with contextlib.suppress(discord.NotFound):
                await interaction.delete_original_response()
        elif board.message_id is not None:
            await self._delete(board.channel_id, board.message_id)
        await boards.drop(self.app.db, post_id)
        said = text(ui.reader(interaction), "leaderboard-taken-down")
        if on_post:
            await ui.answer(interaction, said)
        else:
            panel = ui.Panel(discord.ui.Container(discord.ui.TextDisplay(said)))
            await ui.replace(interaction, view=panel)

    async def _delete(self, channel_id: int, message_id: int) -> None:
        place = self.app.get_partial_messageable(channel_id)
        with contextlib.suppress(discord.NotFound):
            await place.get_partial_message(message_id).delete()

    # --- being shown

    @ui.pressed("leaderboard.being-shown")
    async def being_shown(self, interaction: Asked) -> None:
        """Whether one is shown on boards here: everybody may ask that, and decide it."""
        guild_id, language = _here(interaction), ui.reader(interaction)
        shown = await consent.agrees(self.app.db, guild_id, interaction.user.id, "boards")
        await ui.answer(interaction, view=being_shown_panel(language, shown=shown))

    @ui.pressed("leaderboard.say")
    async def say(self, interaction: Asked, yes: int) -> None:
        guild_id, now = _here(interaction), int(self.app.clock.now())
        await consent.decide(self.app.db, interaction.user.id, guild_id, "boards", yes=bool(yes), at=now)
        panel = being_shown_panel(ui.reader(interaction), shown=bool(yes))
        if interaction.message is not None and interaction.message.flags.ephemeral:
            await ui.replace(interaction, view=panel)
        else:
            await ui.answer(interaction, view=panel)

    # --- after a no

    def _heard(self) -> None:
        self.app.start_work(self._mend(), "boards after a no")

    async def look_again(self, _: Delivery) -> None:
        """Go on with boards that could not be changed, and with what nobody here has heard of."""
        before = int(self.app.clock.now()) - ON_ITS_WAY
        for guild_id, post_id in await boards.unsettled(self.app.db, before):
            with contextlib.suppress(discord.HTTPException, *ui.TRANSIENT):
                await self._look_for(guild_id, post_id)
        await self._mend()

    async def _look_for(self, guild_id: int, post_id: int) -> None:
        """Find a post whose answer was lost with a process; without one, it never came to be."""
        board = await boards.posted(self.app.db, guild_id, post_id)
        if board is not None and await self._earlier(board) is None:
            await boards.drop(self.app.db, post_id)

    async def _mend(self) -> None:
        """Let boards that were posted name nobody any more who does not agree to it."""
        async with self._mending:
            await boards.drop_unwilling(self.app.db)
            for guild_id, post_id in await boards.stale(self.app.db):
                # Where it may not be changed at this moment, the next hour tries again.
                with contextlib.suppress(discord.HTTPException, *ui.TRANSIENT):
                    await self._written_anew(guild_id, post_id)

    async def _written_anew(self, guild_id: int, post_id: int) -> None:
        for _ in range(TIMES):
            board = await boards.posted(self.app.db, guild_id, post_id)
            if board is None or board.message_id is None:
                return
            await self.app.courier.limiter.turn()
            if not board.places:
                await self._delete(board.channel_id, board.message_id)
                await boards.drop(self.app.db, post_id)
                return
            await self._edit(board, board.message_id)
            await boards.names_now(self.app.db, post_id, len(board.places))
            left = await boards.posted(self.app.db, guild_id, post_id)
            if left is None or left.places == board.places:
                return

    async def _edit(self, board: Posted, message_id: int) -> None:
        language = await self.app.reach.public(board.guild_id)
        guild, ids = self.app.get_guild(board.guild_id), [one.user_id for one in board.places]
        sheet = sheet_of(language, board, await names_of(guild, self.app, ids))
        picture = await draw(self.app, sheet) if board.pictured else None
        drawn = post_panel(language, board, sheet, picture)
        place = self.app.get_partial_messageable(board.channel_id)
        try:
            await place.get_partial_message(message_id).edit(
                view=drawn.panel, attachments=ui.attached(drawn.files, drawn.alts)
            )
        except discord.NotFound:
            await boards.drop(self.app.db, board.id)


def sheet_of(language: Language, board: Posted, names: Names) -> Sheet:
    """A posted board: nobody's own place is marked, for everybody reads it."""
    return Sheet(
        language=language,
        metric=board.metric,
        window=board.window,
        first=board.first,
        last=board.last,
        places=board.places,
        names=names,
        shown_only=True,
    )


def _here(interaction: Asked) -> int:
    if interaction.guild_id is None:
        raise Refusal("press-unknown")
    return interaction.guild_id
