"""People who mean to check in, and go on sending their form until they have seen an answer."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.sandbox.components import every
from bot.sandbox.people import Answer, Person
from bot.sandbox.server import StandIn
from bot.sandbox.state import Application, Channel, Event, Guild, Message
from tests.chaos.checkin_judge import Kind, Post, Version, Wish, wish_in
from tests.chaos.people import BROKEN

MOST_TRIES = 40
HESITATION = 0.3  # not everybody asks at the same instant
TWICE = 0.1  # that many press twice
CHANGES, TAKEN_BACK = 0.25, 0.25  # that many
KEPT, UNSHARE = "Kept", "Take it back from the thread"
NOTES = ("water the plants", "the letter to the landlord", "two pages", "a walk before noon")


@dataclass
class Diarists:
    """Everybody who checks in, and what is seen of it. They act while `awake` is set."""

    standin: StandIn
    application: Application
    guild: Guild
    channel: Channel
    random: random.Random
    awake: asyncio.Event = field(default_factory=asyncio.Event)
    quiet: asyncio.Event = field(default_factory=asyncio.Event)  # nobody waits for an answer
    wishes: list[Wish] = field(default_factory=list[Wish])
    counts: Counter[str] = field(default_factory=Counter[str])
    _waiting: int = 0
    _posts: dict[int, tuple[Kind, int, Message]] = field(default_factory=dict[int, tuple[Kind, int, Message]])

    def __post_init__(self) -> None:
        self.standin.world.listeners.append(self._see)

    # --- what they do

    async def check_in(self) -> None:
        """Somebody new says something, until they are told that it is kept."""
        world, number = self.standin.world, len(self.wishes) + 1
        user = world.add_user(f"member{number}", f"Member {number}")
        world.add_member(self.guild, user)
        person = Person(self.standin, user, channel=self.channel)
        wish = Wish(number, user.id)
        self.wishes.append(wish)
        await self._say(person, wish, self._version(wish))
        what = self.random.random()
        if what < CHANGES:
            await self._say(person, wish, self._version(wish))
        elif what < CHANGES + TAKEN_BACK:
            await self._take_back(person, wish)

    def _version(self, wish: Wish) -> Version:
        chance, number = self.random.random, len(wish.versions)
        words = f"c{wish.number} {NOTES[(wish.number + number) % len(NOTES)]} {number}"
        return Version(words, shared=chance() < 0.7, wants_reply=chance() < 0.5)

    async def _say(self, person: Person, wish: Wish, version: Version) -> None:
        """Fill one form, and send it until it is answered: Discord leaves it open where it was not."""
        wish.versions.append(version)
        form: Answer | None = None
        for _ in range(MOST_TRIES):
            async with self._turn():
                if form is None:
                    form = await person.slash("checkin now")
                    self.counts["unanswered"] += form.failed
                if form.modal is None:
                    form = None
                    continue
                times = 2 if self.random.random() < TWICE else 1
                wish.sent += times
                answers = await asyncio.gather(*(self._send(person, form, version) for _ in range(times)))
            if any(answers):
                version.told = True
                return

    async def _send(self, person: Person, form: Answer, version: Version) -> bool:
        """Whether they are told that it is kept."""
        boxes = [box for box, on in (("share", version.shared), ("reply", version.wants_reply)) if on]
        answer = await person.submit(form, words=version.words, boxes=boxes)
        told = answer.private and answer.text.startswith(KEPT)
        self.counts["broken_answers"] += BROKEN in answer.text
        self.counts["unanswered"] += answer.failed
        self.counts["refused"] += not told and not answer.failed
        return told

    async def _take_back(self, person: Person, wish: Wish) -> None:
        """Press until it is answered: nobody else is to see it any more."""
        last = wish.versions[-1]
        if not last.told or not last.shared:
            return
        back = Version(last.words, shared=False, wants_reply=last.wants_reply)
        wish.versions.append(back)
        for _ in range(MOST_TRIES):
            async with self._turn():
                history = await person.slash("checkin history")
                if history.failed or history.thinking:
                    continue
                if not history.buttons:  # the press before was heard, and its answer was not
                    back.told = True
                    return
                back.told = not (await person.click(history, UNSHARE)).failed
                if back.told:
                    self.counts["taken_back"] += 1
                    return

    @asynccontextmanager
    async def _turn(self) -> AsyncGenerator[None]:
        """Do something in one's own time, once the bot is there; as long as it takes one is not quiet."""
        self._waiting += 1
        self.quiet.clear()
        try:
            hesitates = True
            while hesitates:
                await self.awake.wait()
                await asyncio.sleep(self.random.uniform(0, HESITATION))
                hesitates = not self.awake.is_set()
            yield
        finally:
            self._waiting -= 1
            if not self._waiting:
                self.quiet.set()

    # --- what is seen

    def posts(self) -> list[Post]:
        """Every public post that stands, as it reads now."""
        return [
            Post(message.id, kind, user_id, _said_in(message))
            for kind, user_id, message in self._posts.values()
            if message.id in self.standin.world.messages[message.channel_id]
        ]

    def missing(self) -> int:
        """How many posts are still to come of what people were told is kept, to be changed, or to go."""
        there = {(post.kind, post.user_id): post.words for post in self.posts()}
        missing = 0
        for wish in self.wishes:
            if wish.last_told is None:
                continue
            last = wish.versions[wish.last_told]
            says = last.words if last.shared else None
            if wish.sent_nothing_since(last):
                shared, card = there.get(("shared", wish.user_id)), there.get(("card", wish.user_id), "")
                missing += shared != says
                missing += any(one.wants_reply for one in wish.versions) and card != says
        return missing

    def _see(self, event: Event) -> None:
        if event.name != "MESSAGE_CREATE" or event.only is not None:
            return
        channel_id, message_id = int(event.data["channel_id"]), int(event.data["id"])
        message = self.standin.world.messages[channel_id][message_id]
        wish = next((one for one in self.wishes if f"<@{one.user_id}>" in message.content), None)
        if message.author_id != self.application.id or wish is None:
            return
        marks = [part["custom_id"] for part in every(message.components) if "custom_id" in part]
        kind: Kind = "card" if any(mark.startswith("reply.write:") for mark in marks) else "shared"
        self._posts[message_id] = kind, wish.user_id, message
        # Discord shows a nonce to nobody who looks later.
        message.nonce = None


def _said_in(message: Message) -> str | None:
    """What somebody said, quoted in a post."""
    quoted = next((line for line in message.content.split("\n") if line.startswith("> ")), None)
    return None if quoted is None or wish_in(quoted) is None else quoted.removeprefix("> ")
