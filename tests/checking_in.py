"""Check-ins in the village: a channel for them, the clock on a wall, and people of either language."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.features import settings
from bot.features.settings import Channel as Chosen
from bot.sandbox.answers import Answer, words
from bot.sandbox.people import Person
from bot.sandbox.state import Channel, Message
from bot.texts import Language, text
from tests.village import Village

TOKYO, NEW_YORK = "Asia/Tokyo", "America/New_York"


async def room(world: Village, zone: str = TOKYO, language: Language | None = None) -> Channel:
    """A channel for check-ins, in a server that lives in a zone."""
    channel = world.standin.world.add_channel(world.guild, "checkins")
    chosen = {"checkins_channel": Chosen(channel.id, "text"), "zone": zone, "language": language}
    for name, value in chosen.items():
        await settings.change_server(world.db, world.guild.id, name, value, by=world.hana.id, at=0)
    return channel


def instant(zone: str, *when: int) -> int:
    """A time on the wall: year, month, day, hour, minute."""
    year, month, day, hour, minute = when
    return int(datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(zone)).timestamp())


async def go_to(world: Village, zone: str, *when: int) -> None:
    """Move the clock forward to this time on the wall."""
    world.clock.advance(max(0.0, instant(zone, *when) - world.clock.now()))
    await world.settled()


async def lives_in(world: Village, person: Person, zone: str) -> None:
    await settings.change_member(world.db, person.id, None, "zone", zone, at=0)


@dataclass(frozen=True)
class Speaker:
    """Somebody whose Discord speaks this language; keys of our words stand for what is on their screen."""

    person: Person
    language: Language

    @property
    def id(self) -> int:
        return self.person.id

    def says(self, key: str, **params: Any) -> str:
        """Our words in their language."""
        return text(self.language, key, **params)

    async def slash(self, command: str, **options: Any) -> Answer:
        answer = await self.person.slash(command, **options)
        assert answer.modal or answer.private, answer
        return answer

    async def press(self, message: Message | Answer, key: str) -> Answer:
        """Press the button with these words of theirs."""
        return await self.person.click(message, self.says(key))

    async def press_public(self, message: Message, key: str, language: Language) -> Answer:
        """Press a button of a post, which speaks the server's language."""
        return await self.person.click(message, text(language, key))


def on_screen(message: Message | Answer) -> str:
    return message.text if isinstance(message, Answer) else words(message)


def speaker(world: Village, language: Language) -> Speaker:
    """Aoi, whose Discord is Japanese, or Ken, whose is English."""
    return Speaker(world.aoi if language == "ja" else world.ken, language)
