"""People who mean to say a thanks, and go on asking until they have seen an answer."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from bot.clock import Clock
from bot.sandbox.components import every
from bot.sandbox.people import Answer, Person
from bot.sandbox.server import StandIn
from bot.sandbox.state import Channel, Event, Guild, Message
from tests.chaos.judge import Post, Wish, wish_in

ALLOWANCE = 10  # receivers a day
MOST_TRIES = 40
JUST_NOW = 0.3
# Better words are a repetition for ten minutes, and two people wait as long between two thanks.
SAME_THANKS = 9 * 60
HESITATION = 0.3  # not everybody asks at the same instant
NOTES = ("the invoice template", "reading my draft", "listening yesterday", "ten quiet minutes together")
BROKEN = "That didn't work"


@dataclass
class Crowd:
    """Everybody who acts, and what they have seen. They act while `awake` is set."""

    standin: StandIn
    clock: Clock
    guild: Guild
    channels: list[Channel]
    circle: list[Person]
    random: random.Random
    awake: asyncio.Event = field(default_factory=asyncio.Event)
    quiet: asyncio.Event = field(default_factory=asyncio.Event)  # nobody waits for an answer
    death: asyncio.Event = field(default_factory=asyncio.Event)  # another one for every life of the bot
    died_at: float = 0.0
    over: bool = False
    wishes: list[Wish] = field(default_factory=list[Wish])
    counts: Counter[str] = field(default_factory=Counter[str])
    _waiting: int = 0
    _posts: dict[int, tuple[int, Message]] = field(default_factory=dict[int, tuple[int, Message]])
    _unanswerable: set[int] = field(default_factory=set[int])  # wishes that nobody thanks back for

    def __post_init__(self) -> None:
        self.standin.world.listeners.append(self._see)

    # --- what they do

    def newcomer(self) -> Person:
        world = self.standin.world
        user = world.add_user(f"member{len(self.wishes)}", f"Member {len(self.wishes)}")
        world.add_member(self.guild, user)
        return Person(self.standin, user, channel=self.random.choice(self.channels))

    def wish(self, giver: Person, receivers: Iterable[int], *, in_return: bool = False) -> Wish:
        made = Wish(len(self.wishes) + 1, giver.id, tuple(receivers), in_return)
        self.wishes.append(made)
        return made

    def wish_in_return(self) -> tuple[Person, Wish] | None:
        """Somebody thanks a person who thanked them before, and meant it."""
        answerable = [w for w in self.wishes if w.told and w.number not in self._unanswerable]
        for before in answerable:
            giver = next(person for person in self.circle if person.id == before.receivers[0])
            if sum(wish.giver == giver.id for wish in self.wishes) < ALLOWANCE:
                self._unanswerable.add(before.number)
                made = self.wish(giver, [before.giver], in_return=True)
                self._unanswerable.add(made.number)
                return giver, made
        return None

    async def say(self, giver: Person, wish: Wish, *, takes_back: bool = False) -> None:
        """Say it until it is answered; perhaps say it once more when the bot went away just then."""
        begun = self.clock.now()
        if takes_back:
            self._unanswerable.add(wish.number)
        while not wish.told and wish.asked < MOST_TRIES:
            async with self._turn():
                if self._stands(wish) and self.clock.now() - begun > SAME_THANKS:
                    # They have long seen it, answered or not: to say it in other words is a new thanks.
                    wish.told = True
                    break
                hasty = wish.asked == 0 and self.random.random() < 0.1
                await asyncio.gather(*(self.ask(giver, wish, begun) for _ in range(2 if hasty else 1)))
        if not wish.told:
            return
        if takes_back:
            await self._take_back(giver, wish)
            return
        told_at = asyncio.get_running_loop().time()
        await self.death.wait()
        if self.over or self.died_at - told_at > JUST_NOW:
            return
        self.counts["asked_again_although_seen"] += 1
        answered = False
        while not answered:
            async with self._turn():
                if self.clock.now() - begun > SAME_THANKS:
                    return  # now it would be a new thanks
                answered = await self.ask(giver, wish, begun)

    async def ask(self, giver: Person, wish: Wish, begun: float) -> bool:
        """Say it once, in the same words or, soon after it `begun`, in better ones. Was it answered?"""
        wish.asked += 1
        again = wish.asked > 1 and self.clock.now() - begun < SAME_THANKS and self.random.random() < 0.3
        note = f"w{wish.number} {NOTES[wish.number % len(NOTES)]}{' and again' if again else ''}"
        options: dict[str, Any] = {"to": wish.receivers[0], "for_": note}
        options |= {f"to{n}": one for n, one in enumerate(wish.receivers[1:], 2)}
        answer = await giver.slash("thanks", **options)
        self._hear(answer)
        wish.heard = not answer.failed
        if wish.heard and (not answer.private or self._stands(wish)):
            # A private answer is good enough where the post stands: it says so, or that it is too soon.
            wish.told = True
        return wish.heard

    async def _take_back(self, giver: Person, wish: Wish) -> None:
        message = next(message for number, message in self._posts.values() if number == wish.number)
        wish.undo = "asked"
        for _ in range(MOST_TRIES):
            async with self._turn():
                parts = every(message.components)
                button = next((part["custom_id"] for part in parts if "custom_id" in part), None)
                if button is None:
                    wish.undo = "confirmed" if wish_in(message.content) is None else "too late"
                    return
                self.counts["undo_pressed"] += 1
                self._hear(await giver.click(message, button))

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

    def _hear(self, answer: Answer) -> None:
        self.counts["broken_answers"] += BROKEN in answer.text
        self.counts["unanswered"] += answer.failed

    # --- what they see

    def posts(self) -> list[Post]:
        """Every public post there was, as it reads now."""
        return [Post(id_, wish, message.content) for id_, (wish, message) in self._posts.items()]

    def _stands(self, wish: Wish) -> bool:
        return any(post.wish == wish.number for post in self.posts())

    def _see(self, event: Event) -> None:
        if event.name != "MESSAGE_CREATE" or event.only is not None:
            return
        number = wish_in(event.data["content"])
        if number is not None:
            channel, message = int(event.data["channel_id"]), int(event.data["id"])
            self._posts[message] = number, self.standin.world.messages[channel][message]
