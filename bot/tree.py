"""The command tree: its words in other languages, and telling Discord of it only when it changed."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import discord
from discord import AppCommandType, app_commands
from discord.http import Route

from bot import ui
from bot.compatible import NOT_THERE
from bot.db import keep_note, note
from bot.texts import language, text

if TYPE_CHECKING:
    from bot.app import Engawa


class Translator(app_commands.Translator):
    """Commands in Japanese; English is what stands in the tree itself."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,  # noqa: ARG002 - the library's signature
    ) -> str | None:
        key = string.extras.get("key")
        if locale is not discord.Locale.japanese or key is None:
            return None
        return text("ja", key)


class Tree(app_commands.CommandTree["Engawa"]):
    """Runs commands as counted work, and sends every error down the one path."""

    ids: Mapping[str, int] = {}
    """The commands' ids by their names, as Discord has listed them."""

    def mention(self, path: str, interaction: discord.Interaction[Any]) -> str:
        """A command as whoever asks can use it: to be clicked where Discord's id for it is known.

        `path` is its English name, with that of its group before it.
        """
        parts = path.split()
        keys = ["-".join(["command", *parts[: n + 1]]) for n in range(len(parts))]
        # Their menu speaks the language of their Discord, whichever they have chosen with us.
        local = " ".join(text(language(interaction.locale.value), key) for key in keys)
        known = self.ids.get(parts[0])
        if known is None:
            return f"`/{local}`"
        mention = f"</{path}:{known}>"
        if local == path:
            return mention
        # A mention shows its name as it is written, and does nothing when that is not the English one.
        return text(ui.reader(interaction), "help-command", mention=mention, name=local)

    def _from_interaction(self, interaction: "discord.Interaction[Engawa]") -> None:
        # The library starts an untracked task here; a graceful stop must know of it.
        self.client.start_work(self._answer(interaction), "command")

    async def _answer(self, interaction: "discord.Interaction[Engawa]") -> None:
        try:
            await ui.meet(self.client.db, interaction)
            await self._call(interaction)
        except Exception as error:  # noqa: BLE001 - the one error path
            await self.client.failed(interaction, error)
        await self.client.show_waiting(interaction)

    async def on_error(
        self, interaction: "discord.Interaction[Engawa]", error: app_commands.AppCommandError, /
    ) -> None:
        await self.client.failed(interaction, error)


async def sync(app: "Engawa") -> bool:
    """Register the commands where they are not yet registered as they stand; True when that was needed."""
    assert app.application_id is not None
    commands = await in_words(app.tree)
    wanted = _digest(commands)
    name = f"commands {app.settings.discord_api_url} {app.application_id}"
    async with app.db.read() as tx:
        known = await note(tx, name)
    if known == f"{wanted} {await _listed(app)}":
        return False
    # As the library's own sync does, which would put all of it into words a second time.
    await app.http.bulk_upsert_global_commands(app.application_id, payload=commands)
    registered = f"{wanted} {await _listed(app)}"
    async with app.db.write() as tx:
        await keep_note(tx, name, registered)
    return True


async def in_words(tree: Tree) -> list[Any]:
    """The commands as Discord is told of them, in every language."""
    assert tree.translator is not None
    return [await c.get_translated_payload(tree, tree.translator) for c in tree.get_commands()]


async def _listed(app: "Engawa") -> str:
    """What Discord has registered, as one number to compare; nothing where a server has no list to show."""
    route = Route("GET", "/applications/{application_id}/commands", application_id=app.application_id)
    try:
        listed = await app.http.request(route, params={"with_localizations": "true"})
    except discord.HTTPException as error:
        if error.status not in NOT_THERE:
            raise
        return ""
    slash = AppCommandType.chat_input.value  # which is what one without a type is
    app.tree.ids = {c["name"]: int(c["id"]) for c in listed if c.get("type", slash) == slash}
    return _digest(listed)


def _digest(commands: Sequence[Any]) -> str:
    ordered = sorted(json.dumps(c, sort_keys=True) for c in commands)
    return hashlib.sha256("\n".join(ordered).encode()).hexdigest()
