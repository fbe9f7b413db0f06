"""Those who meet in a storm: what is planned, what they press, where they sit, and which posts they see."""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from bot.clock import Clock
from bot.db import Database
from bot.features import sessions
from bot.features.sessions import Place
from bot.sandbox.components import every
from bot.sandbox.people import Answer, Person
from bot.sandbox.permissions import EVERYONE
from bot.sandbox.server import StandIn
from bot.sandbox.state import Application, Channel, ChannelType, Event, Guild, Message
from bot.when import ONCE
from tests.chaos.mail_judge import Arrival, Letter
from tests.chaos.people import BROKEN
from tests.chaos.session_judge import Presence, Press, What
from tests.gathering import DAILY, MINUTE, a_series

MEMBERS = 3  # of each session
BEFOREHAND = 60  # minutes at which those who come are reminded
EARLY = 15 * MINUTE  # from when on whoever is there is seen
RECAP = 10 * MINUTE
HESITATION = 0.5
# By which custom_id each post is known.
MARKS = {
    "card": "session.yes:",
    "reminder": "session.say:",
    "start": "session.declare:",
    "close": "session.done:",
    "recap": "session.line:",
}
WISHES = ("yes", "maybe", "no")
RESULTS = ("done", "partly", "tomorrow")
NOTED = ("You're coming", "Noted: maybe", "Another time", "Written down", "Done.", "Then it waits")


class Session(NamedTuple):
    """One session, the channel of its posts, the room in which its members meet, and when."""

    series_id: int
    occurrence_id: int
    channel: Channel
    room: Channel
    members: list[Person]
    starts_at: int
    ends_at: int


@dataclass
class Company:
    """Everybody and everything that a day of sessions is made of."""

    standin: StandIn
    clock: Clock
    application: Application
    random: random.Random
    letters: list[Letter] = field(default_factory=list[Letter])
    arrivals: list[Arrival] = field(default_factory=list[Arrival])
    presses: list[Press] = field(default_factory=list[Press])
    presences: list[Presence] = field(default_factory=list[Presence])
    counts: Counter[str] = field(default_factory=Counter[str])
    today: list[Session] = field(default_factory=list[Session])
    """The sessions that are planned together."""
    again: dict[int, bool] = field(default_factory=dict[int, bool])
    """Every series, and whether it comes again."""
    _before: dict[int, Session] = field(default_factory=dict[int, Session])
    _followed: set[int] = field(default_factory=set[int])
    _posts: dict[tuple[str, int], Message] = field(default_factory=dict[tuple[str, int], Message])
    _inside: dict[int, tuple[Session, float]] = field(default_factory=dict[int, tuple[Session, float]])
    _turns: dict[int, asyncio.Lock] = field(default_factory=dict[int, asyncio.Lock])
    _places: list[tuple[Channel, Channel, list[Person]]] = field(
        default_factory=list[tuple[Channel, Channel, list[Person]]]
    )

    def __post_init__(self) -> None:
        world = self.standin.world
        self.host = world.add_user("hana", "Hana")
        self.guild: Guild = world.add_guild("Porch", self.host)
        world.install(self.application, self.guild, EVERYONE)
        world.listeners.append(self._see)

    # --- planning

    async def plan(self, db: Database, place: int, starts_at: int) -> None:
        """Plan a session at a minute, in one of the places, whose members are its own."""
        while len(self._places) <= place:
            self._places.append(self._new_place(len(self._places)))
        channel, room, members = self._places[place]
        number = len(self.again)
        one = a_series(
            starts_at,
            repeats=DAILY if number % 2 else ONCE,
            guild_id=self.guild.id,
            host_id=self.host.id,
            channel_id=channel.id,
            place=Place(channel_id=room.id),
            reminders=(BEFOREHAND,),
            title=f"Quiet hour {number}",
        )
        now = int(self.clock.now())
        made = (await sessions.plan(db, one, now)).occurrence
        assert made is not None
        session = Session(one.id, made.id, channel, room, members, made.starts_at, made.ends_at)
        self.today.append(session)
        self.again[one.id] = one.comes_again
        self._before[one.id] = session
        self._followed.add(made.id)
        moment = starts_at - BEFOREHAND * MINUTE
        call = f"{sessions.CALL} {self.guild.id} {channel.id} {moment} 1"
        for what, key, due_at in (
            ("card", f"{sessions.CARD} {made.id}", now),
            ("reminder", call, moment),
            ("start", f"{sessions.START} {made.id}", made.starts_at),
            ("close", f"{sessions.CLOSE} {made.id}", made.ends_at),
            ("recap", f"{sessions.RECAP} {made.id}", made.ends_at + RECAP),
        ):
            self._expect(what, made.id, key, channel, due_at)

    def follow(self, series_id: int, occurrence_id: int) -> None:
        """Expect the card of the next session of a series, once the one before is over."""
        if occurrence_id not in self._followed:
            self._followed.add(occurrence_id)
            before = self._before[series_id]
            key = f"{sessions.CARD} {occurrence_id}"
            self._expect("card", occurrence_id, key, before.channel, before.ends_at + RECAP)

    def _expect(self, what: str, occurrence_id: int, key: str, channel: Channel, due_at: int) -> None:
        number, mark = len(self.letters) + 1, f"{what} {occurrence_id}"
        self.letters.append(Letter(number, key, channel.id, mark, due_at))

    def _new_place(self, number: int) -> tuple[Channel, Channel, list[Person]]:
        world = self.standin.world
        channel = world.add_channel(self.guild, f"study-{number}")
        room = world.add_channel(self.guild, f"Room {number}", ChannelType.VOICE)
        members = list[Person]()
        for n in range(MEMBERS):
            user = world.add_user(f"member{number}-{n}", f"Member {number}-{n}")
            world.add_member(self.guild, user)
            members.append(Person(self.standin, user, channel=channel))
        return channel, room, members

    # --- pressing

    async def answer(self, session: Session, person: Person) -> None:
        """Say whether one comes, on the card or under the reminder."""
        before = self._told("answer", session, person)
        wish = self.random.choice([wish for wish in WISHES if wish != before])
        found = [(self._post("card", session), f"session.{wish}:{session.occurrence_id}")]
        if wish != "maybe":
            found.append((self._post("reminder", session), f"session.say:{session.occurrence_id}:{wish}"))
        there = [(post, button) for post, button in found if post is not None and _has(post, button)]
        if there:
            await self._press("answer", session, person, wish, *self.random.choice(there))

    async def declare(self, session: Session, person: Person) -> None:
        """Say what one sets out to do."""
        post, button = self._post("start", session), f"session.declare:{session.occurrence_id}"
        if post is None or not _has(post, button):
            return
        async with self._turn(person):
            form = await person.click(post, button)
            if form.modal is None:
                self._hear(form)
                return
            words = f"page {len(self.presses) + 1} of my draft"
            press = self._new_press("declaration", session, person, words)
            self._note(press, await person.submit(form, words=words))

    async def tell(self, session: Session, person: Person) -> None:
        """Say what became of it."""
        result = self.random.choice(RESULTS)
        post, button = self._post("close", session), f"session.{result}:{session.occurrence_id}"
        if post is None or not _has(post, button) or not self.has_declared(session, person):
            return
        await self._press("result", session, person, result, post, button)

    def has_declared(self, session: Session, person: Person) -> bool:
        """Whether they were told that what they set out to do is written down."""
        return self._told("declaration", session, person) is not None

    async def _press(
        self, what: What, session: Session, person: Person, value: str, post: Message, button: str
    ) -> None:
        async with self._turn(person):
            press = self._new_press(what, session, person, value)
            self._note(press, await person.click(post, button))

    def _turn(self, person: Person) -> asyncio.Lock:
        return self._turns.setdefault(person.id, asyncio.Lock())

    def _new_press(self, what: What, session: Session, person: Person, value: str) -> Press:
        press = Press(len(self.presses) + 1, what, session.occurrence_id, person.id, value)
        self.presses.append(press)
        return press

    def _note(self, press: Press, answer: Answer) -> None:
        # A press on the card is answered by the card.
        told = not answer.failed and (not answer.private or answer.text.startswith(NOTED))
        press.told = told
        self._hear(answer, told=told)

    def _hear(self, answer: Answer, *, told: bool = False) -> None:
        self.counts["broken_answers"] += BROKEN in answer.text
        self.counts["unanswered"] += answer.failed
        self.counts["refused"] += not told and not answer.failed

    def _told(self, what: What, session: Session, person: Person) -> str | None:
        mine = (what, session.occurrence_id, person.id)
        told = [p.value for p in self.presses if p.told and (p.what, p.occurrence_id, p.user_id) == mine]
        return told[-1] if told else None

    # --- coming and going

    def come_or_go(self) -> None:
        """Some sit down in the room of their session, some leave it."""
        for session in self.today:
            for person in session.members:
                if person.id not in self._inside:
                    if self.random.random() < 1 / 2:
                        self._inside[person.id] = session, self.clock.now()
                        person.join_voice(session.room)
                elif self.random.random() < 1 / 4:
                    self._leave(person)

    def leave(self, share: float = 1.0) -> None:
        """So many of those who are there leave."""
        for session in self.today:
            for person in session.members:
                if person.id in self._inside and self.random.random() < share:
                    self._leave(person)

    def _leave(self, person: Person) -> None:
        session, came = self._inside.pop(person.id)
        person.leave_voice()
        watched = session.starts_at - EARLY, float(session.ends_at)
        left = self.clock.now()
        self.presences.append(Presence(session.room.id, person.id, came, left, watched))

    @property
    def so_far(self) -> list[Presence]:
        """Every presence, of those who are there as well, up to now."""
        now = self.clock.now()
        return self.presences + [
            Presence(session.room.id, user_id, came, now, (0.0, now))
            for user_id, (session, came) in self._inside.items()
        ]

    # --- seeing

    def missing(self, what: str) -> int:
        """How many posts of this kind have not come."""
        return sum(self._post(what, session) is None for session in self.today)

    def _post(self, what: str, session: Session) -> Message | None:
        return self._posts.get((what, session.occurrence_id))

    def _see(self, event: Event) -> None:
        if event.name != "MESSAGE_CREATE" or event.only is not None:
            return
        channel_id, message_id = int(event.data["channel_id"]), int(event.data["id"])
        message = self.standin.world.messages[channel_id][message_id]
        if message.author_id != self.application.id:
            return
        what, occurrence_id = mark_of(message)
        self._posts.setdefault((what, occurrence_id), message)
        mark = f"{what} {occurrence_id}"
        self.arrivals.append(Arrival(message_id, channel_id, mark, self.clock.now()))
        # Discord shows a nonce to nobody who looks later.
        message.nonce = None


def mark_of(message: Message) -> tuple[str, int]:
    """Which post this is, of which occurrence: known by its buttons."""
    parts: list[Any] = [part["custom_id"] for part in every(message.components) if "custom_id" in part]
    for what, mark in MARKS.items():
        for custom_id in parts:
            if custom_id.startswith(mark):
                return what, int(custom_id.split(":")[1])
    return message.content, 0


def _has(message: Message, button: str) -> bool:
    return any(part.get("custom_id") == button for part in every(message.components))
