"""The last page: everything at a glance, and the welcome."""

from bot.features.letters import WEEKDAYS
from cogs.setup import values
from cogs.setup.features import SWITCHES, counting_state
from cogs.setup.parts import Item, beside, words
from cogs.setup.places import PLACES, troubled
from cogs.setup.scene import Scene


def summary_page(scene: Scene) -> list[Item]:
    """What is chosen, page by page, each with the way back to it."""
    lines = {
        1: [_line(scene, "language")],
        2: [
            scene.says("setup-line", what=scene.says("setting-name-zone"), value=values.zone_now(scene)),
            _line(scene, "holidays"),
        ],
        3: [*(_line(scene, name) for name in PLACES), *_troubles(scene)],
        4: [_line(scene, "moderator_roles")],
        5: [
            *(_line(scene, name) for name in SWITCHES),
            scene.says(
                "setup-line",
                what=scene.says("setup-counting"),
                value=scene.says(f"setup-counting-{counting_state(scene)}"),
            ),
            _line(scene, "burst_seconds"),
            _line(scene, "retention_days"),
        ],
    }
    parts: list[Item] = [words(scene.says("setup-summary-text"))]
    parts += [
        beside(scene.says("setup-change"), f"setup.page:{number}", *said) for number, said in lines.items()
    ]
    welcomed = scene.chosen.welcomed
    return [
        *parts,
        # It is chosen where `/activity letter` is: this opens the same.
        beside(scene.says("setup-change"), "letter.look", *_letter(scene)),
        beside(
            scene.says("setup-welcome-again" if welcomed else "setup-welcome"),
            f"setup.welcome:{int(welcomed)}",
            f"**{scene.says('setup-welcome-title')}**",
            scene.says("setup-welcome-done" if welcomed else "setup-welcome-text"),
        ),
    ]


def _line(scene: Scene, name: str) -> str:
    value = values.value(scene, name, getattr(scene.chosen, name))
    return scene.says("setup-line", what=scene.says(f"setting-name-{name}"), value=value)


def _letter(scene: Scene) -> list[str]:
    """Whether a weekly letter comes, and when."""
    found = scene.letter
    if found is None:
        value = scene.says("setup-letter-none")
    else:
        weekday = scene.says(f"letter-weekday-{WEEKDAYS[found.weekday]}")
        value = scene.says("setup-letter-comes", weekday=weekday, hour=str(found.hour))
    lines = [scene.says("setup-line", what=scene.says("setup-letter"), value=value)]
    return [*lines, f"-# {scene.says('notice-letter-waits')}"] if found and found.waits else lines


def _troubles(scene: Scene) -> list[str]:
    places = troubled(scene)
    if not places:
        return []
    names = scene.says("setup-comma").join(scene.says(f"setting-name-{name}") for name in places)
    return [scene.says("setup-trouble", places=names)]
