"""The page of what is on, what is counted, and for how long it is kept."""

import discord

from bot import ui
from bot.features.settings import RETENTION_DAYS
from cogs.setup import values
from cogs.setup.parts import Item, beside, choice, row, words
from cogs.setup.scene import Scene

SWITCHES = ("thanks_on", "sessions_on", "checkins_on", "boards_open")
DAYS = (RETENTION_DAYS[0], 90, 180, 400, 730, 1095, RETENTION_DAYS[-1])


def features_page(scene: Scene) -> list[Item]:
    """Switches, each saying what it will do."""
    parts: list[Item] = [words(scene.says("setup-features-text"))]
    parts += [_switch(scene, name) for name in SWITCHES]
    days = sorted({*DAYS, scene.chosen.retention_days})
    kept = [
        discord.SelectOption(
            label=scene.says("setup-days", days=n), value=str(n), default=n == scene.chosen.retention_days
        )
        for n in days
    ]
    parts += [
        discord.ui.Separator(),
        *_counting(scene),
        words(values.title(scene, "retention_days"), scene.says("setup-retention-text")),
        choice("setup.retention", scene.says("setup-retention-choose"), kept),
    ]
    return parts


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
