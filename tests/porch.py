"""A stand-in with its page and a bot that shows everything, and a browser to look at it with."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext, Page

from bot.clock import Clock
from bot.sandbox import page as page_of
from bot.sandbox.people import Person
from bot.sandbox.permissions import EVERYONE, Permission
from bot.sandbox.server import StandIn
from bot.sandbox.state import Channel, ChannelType, Guild, Message, MessageType, Overwrite, User
from bot.sandbox.talk import reference
from tests.clocks import SetClock
from tests.screen import Screen
from tests.showcase import Showcase
from tests.standin import TOKEN, Listening, connected, point_at

NOON = (
    1_780_000_000.0 - 1_780_000_000.0 % 86_400 + 3 * 3600
)  # twelve o'clock in Tokyo, eleven at night before


class ShowcaseBot(Listening, Showcase):
    """The showcase, ready as soon as its server is there."""


@dataclass
class Porch:
    """One stand-in with a page: Aoi moderates and reads Japanese, Ken is in New York and reads English."""

    standin: StandIn
    clock: Clock
    page: page_of.Page
    guild: Guild
    chat: Channel
    notice: Channel
    moderators: Channel
    voice: Channel
    aoi: Person
    ken: Person
    suzu: Person
    due: float | None = None

    @property
    def url(self) -> str:
        return f"{self.standin.url}/"

    def say(self, who: Person, text: str, *, answers: Message | None = None) -> Message:
        """A message without anybody's permission being asked."""
        details = {}
        if answers is not None:
            details = {"type": MessageType.REPLY, "reference": reference(self.chat, answers.id)}
        return self.standin.world.post(self.chat, who.id, text, **details)


def _person(standin: StandIn, guild: Guild, name: str, shown: str, locale: str) -> Person:
    user = standin.world.add_user(name, shown, locale=locale)
    standin.world.add_member(guild, user)
    return Person(standin, user)


def _persona(user: User, zone: str, ja: str, en: str) -> page_of.Persona:
    return page_of.Persona(user, zone, {"ja": ja, "en": en}, user.locale)


def furnish() -> Porch:
    """A porch that is not open yet."""
    clock = SetClock(NOON)
    named = os.environ.get("DISCORD_OPENAPI")
    standin = StandIn(now=clock.now, rate_limits=False, openapi=Path(named) if named else None)
    world = standin.world
    application = world.add_application("Engawa", TOKEN)
    owner = world.add_user("hinoki", "ひのき", locale="ja")
    guild = world.add_guild("縁側", owner, preferred_locale="ja")
    moderator = world.add_role(guild, "世話役", Permission.MANAGE_MESSAGES, color=0x3F7350, hoist=True)
    aoi = _person(standin, guild, "aoi", "あおい", "ja")
    ken = _person(standin, guild, "ken", "Ken", "en-US")
    suzu = _person(standin, guild, "suzu", "すず", "ja")
    guild.members[aoi.id].roles.append(moderator.id)
    category = world.add_channel(guild, "広間", ChannelType.CATEGORY)
    chat = world.add_channel(guild, "雑談", parent_id=category.id, topic="なんでも")
    silent = {guild.id: Overwrite(guild.id, 0, deny=Permission.SEND_MESSAGES)}
    notice = world.add_channel(guild, "お知らせ", parent_id=category.id, overwrites=silent)
    hidden = {
        guild.id: Overwrite(guild.id, 0, deny=Permission.VIEW_CHANNEL),
        moderator.id: Overwrite(moderator.id, 0, allow=Permission.VIEW_CHANNEL),
    }
    moderators = world.add_channel(guild, "世話役の部屋", parent_id=category.id, overwrites=hidden)
    voice = world.add_channel(guild, "もくもく部屋", ChannelType.VOICE, parent_id=category.id)
    world.install(application, guild, EVERYONE | Permission.MANAGE_MESSAGES)
    for person in (aoi, ken, suzu):
        person.channel = chat
    personas = [
        _persona(aoi.user, "Asia/Tokyo", "世話役をしている人", "A moderator"),
        _persona(ken.user, "America/New_York", "留学中の人", "Studies abroad"),
        _persona(suzu.user, "Asia/Tokyo", "来たばかりの人", "New here"),
    ]

    async def next_due() -> float | None:
        return porch.due

    page = page_of.Page(standin, personas, page_of.Hands(clock.advance, next_due, standin.quiet))
    page.mount()
    porch = Porch(standin, clock, page, guild, chat, notice, moderators, voice, aoi, ken, suzu)
    return porch


@asynccontextmanager
async def open_porch(monkeypatch: pytest.MonkeyPatch, *, bot: bool = True) -> AsyncIterator[Porch]:
    """An open porch, with the showcase bot in it unless nobody is to answer."""
    porch = furnish()
    await porch.standin.open()
    try:
        if not bot:
            yield porch
        else:
            point_at(porch.standin, monkeypatch)
            async with connected(ShowcaseBot()):
                await porch.standin.quiet()
                yield porch
    finally:
        await porch.standin.close()
    assert porch.standin.problems == []


class Tab(Screen):
    """A screen on a porch."""

    def __init__(self, page: Page, porch: Porch) -> None:
        super().__init__(page)
        self.porch = porch

    async def open(self, who: Person | None = None, *, channel: Channel | None = None) -> None:
        """Open the page as somebody, in a channel."""
        person, place = who or self.porch.aoi, channel or self.porch.chat
        await self.page.goto(f"{self.porch.url}#as={person.id}&channel={place.id}")
        await self.page.locator(f"body[data-ready='{person.id}']").wait_for()
        await self.page.locator(".log:not([aria-busy])").wait_for()
        await self.page.evaluate("document.querySelector('.hint')?.remove()")

    async def become(self, who: Person) -> None:
        await self.become_named(who.name)


# --- fixtures, for modules whose tests share one event loop: the browser is started once for each


@pytest_asyncio.fixture(loop_scope="module")
async def porch(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Porch]:
    async with open_porch(monkeypatch) as porch:
        yield porch


@pytest_asyncio.fixture(loop_scope="module")
async def tab(desk: BrowserContext, porch: Porch) -> AsyncIterator[Tab]:
    """A tab on a large screen."""
    async with opened_in(desk, porch) as tab:
        yield tab


@asynccontextmanager
async def opened_in(context: BrowserContext, porch: Porch) -> AsyncIterator[Tab]:
    """A tab that must have had nothing to complain of in the end, and leaves nothing in the browser."""
    tab = Tab(await context.new_page(), porch)
    yield tab
    await tab.page.evaluate("localStorage.clear()")
    await tab.page.close()
    assert tab.complaints == []
