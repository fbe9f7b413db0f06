"""The panel: a page, with what has just happened above it and the way to the others below."""

import discord

from bot import ui
from cogs.setup.features import features_page
from cogs.setup.pages import language_page, moderators_page, time_page
from cogs.setup.parts import Item, row, words
from cogs.setup.places import places_page
from cogs.setup.scene import Scene
from cogs.setup.summary import summary_page

PAGES = (language_page, time_page, places_page, moderators_page, features_page, summary_page)
LANGUAGE, TIME, PLACES, MODERATORS, FEATURES, SUMMARY = range(1, len(PAGES) + 1)


def panel(scene: Scene, page: int) -> ui.Panel:
    """A page of the panel, from 1."""
    title = scene.says(f"setup-title-{page}")
    parts: list[Item] = [
        words(f"### {title}", scene.says("setup-page", page=page, pages=len(PAGES))),
        *([words(*(f"> {line}" for said in scene.said for line in said.split("\n")))] if scene.said else []),
        *PAGES[page - 1](scene),
    ]
    return ui.Panel(discord.ui.Container(*parts, *_ways(scene, page)))


def _ways(scene: Scene, page: int) -> list[Item]:
    ways = [
        ("setup-back", page - 1, False),
        ("setup-next", page + 1, True),
        ("setup-to-summary", SUMMARY, False),
    ]
    if page == SUMMARY:
        return []  # It leads to every page already.
    return [
        discord.ui.Separator(),
        row(
            *(
                ui.button(
                    scene.says(key),
                    ui.custom_id("setup.page", to),
                    discord.ButtonStyle.primary if first else discord.ButtonStyle.secondary,
                )
                for key, to, first in ways
                if to >= LANGUAGE and not (key == "setup-to-summary" and page + 1 == SUMMARY)
            )
        ),
    ]
