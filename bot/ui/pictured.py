"""A panel with a picture in it: what is attached to the answer, and where in the panel it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import discord

from bot.pictures import Picture
from bot.ui.parts import Panel


@dataclass(frozen=True)
class Pictured:
    """A panel and its picture, where there was one to be had.

    `files` and `alts` are as `answer` and `replace` take them: where there is none they take away the one
    that was there before.
    """

    panel: Panel
    picture: Picture | None = None

    @property
    def files(self) -> Mapping[str, bytes]:
        return {} if self.picture is None else {self.picture.name: self.picture.png}

    @property
    def alts(self) -> Mapping[str, str]:
        return {} if self.picture is None else {self.picture.name: self.picture.alt}


def gallery(picture: Picture | None) -> list[discord.ui.Item[Any]]:
    """What shows an attached picture within a panel; nothing where there is none."""
    if picture is None:
        return []
    shown = discord.MediaGalleryItem(f"attachment://{picture.name}", description=picture.alt)
    return [discord.ui.MediaGallery(shown)]
