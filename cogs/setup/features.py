"""The page of what is on, what is counted, and for how long it is kept."""

from collections.abc import Iterable

import discord

from bot import ui
from bot.features.settings import BURST_SECONDS, RETENTION_DAYS
from cogs.setup import values
from cogs.setup.parts import Item, beside, choice, row, words
from cogs.setup.scene import Scene

SWITCHES = ("thanks_on", "sessions_on", "checkins_on", "boards_open")
DAYS = (RETENTION_DAYS[0], 90, 180, 400, 730, 1095, RETENTION_DAYS[-1])
SECONDS = (BURST_SECONDS[0], 5, 10, 20, 30, 60, 120, BURST_SECONDS[-1])


def features_page(scene: Scene) -> list[Item]:
    """Switches, each saying what it will do."""
    parts: list[Item] = [words(scene.says("setup-features-text"))]
    parts += [_switch(scene, name) for name in SWITCHES]
    parts += [
        discord.ui.Separator(),
        *_counting(scene),
        *_number(scene, "burst", "burst_seconds", SECONDS),
        *_number(scene, "retention", "retention_days", DAYS),
    ]
    return parts


def _number(scene: Scene, what: str, name: str, offered: Iterable[int]) -> list[Item]:
    chosen: int = getattr(scene.chosen, name)
    options = [
        discord.SelectOption(label=values.value(scene, name, n), value=str(n), default=n == chosen)
        for n in sorted({*offered, chosen})
    ]
    return [
        words(values.title(scene, name), scene.says(f"setup-{what}-text")),
        choice(f"setup.{what}", scene.says(f"setup-{what}-choose"), options),
    ]


def _switch(scene: Scene, name: str) -> Item:
    on: bool = getattr(scene.chosen, name)
    return beside(
        scene.says("setup-turn-off" if on else "setup-turn-on"),
        ui.custom_id("setup.feature", name, int(not on)),
        f"{values.title(scene, name)} · {values.value(scene, name, on)}",
        f"-# {scene.says(f'setup-{name}-text')}",
    )


def _counting(scene: Scene) -> list[Item]:
    state = counting_state(scene)
    label = {"on": "setup-turn-off", "off": "setup-count-begin", "unsaid": "setup-count-say"}[state]
    shown = beside(
        scene.says(label),
        ui.custom_id("setup.count", int(state != "on")),
        f"**{scene.says('setup-counting')}** · {scene.says(f'setup-counting-{state}')}",
        f"-# {scene.says('setup-counting-text')}",
    )
    drop = row(ui.button(scene.says("setup-count-drop"), ui.custom_id("setup.count", 0)))
    return [shown, drop] if state == "unsaid" else [shown]


def counting_state(scene: Scene) -> str:
    """On, off, or turned on while the notice about it does not stand yet."""
    if scene.counting is None:
        return "off"
    return "on" if scene.counting.runs else "unsaid"
