"""What somebody keeps for themselves is searched for in everything that leaves the bot, in both languages."""

import json
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select, text

from bot import logs, ui
from bot.features import checkins, consent, drafts, goals, settings
from bot.features.deliveries.tables import deliveries
from bot.features.notices import notices
from bot.features.settings import Channel as Chosen
from bot.sandbox.components import every
from bot.sandbox.exchange import Exchange
from bot.sandbox.people import NotPossible, Person
from bot.sandbox.state import Event
from tests.stories.test_checkins import TOKYO, go_to, room
from tests.village import Village

FIELDS = ("one thing", "answer", "goal", "step", "refused")
ENGLISH = {name: f"nobody else reads my {name}" for name in FIELDS}
JAPANESE = {name: f"わたしだけの{name}のひみつ" for name in FIELDS}
LINE = "only the two of us read this line"
MEMBERS = ("balance", "help", "about", "session list", "goal list", "checkin history", "settings", "privacy")
MODERATORS = ("checkin overview", "checkin questions", "session health", "ledger search")


@dataclass
class Search:
    """Everything that leaves the bot, and who may read which words."""

    owners: dict[str, set[int]]
    found: list[str] = field(default_factory=list[str])
    read: set[str] = field(default_factory=set[str])
    """Which of the words their owners were shown: so that there is something to be found."""
    _interactions: list["_Interaction"] = field(default_factory=list["_Interaction"])

    def hear(self, event: Event) -> None:
        if event.name == "INTERACTION_CREATE":
            who = event.data.get("member", event.data)["user"]["id"]
            under = event.data.get("message") or {}
            names = {str(event.data["id"]), event.data["token"]}
            self._interactions.append(_Interaction(names, int(who), _is_private(under)))

    def look(self, exchange: Exchange) -> None:
        """A request to Discord: words may only be in an answer that nobody but their owner sees."""
        parts = set(exchange.path.split("/"))
        asked = next((one for one in self._interactions if one.names & parts), None)
        body = json.dumps(exchange.body, ensure_ascii=False, default=str)
        private = asked is not None and asked.answered_privately(exchange)
        for words, owners in self.owners.items():
            if words in body:
                if private and asked is not None and asked.user_id in owners:
                    self.read.add(words)
                else:
                    self.found.append(f"{exchange.method} {exchange.path} {body}")

    def examine(self, *said: object) -> None:
        """Something that holds nobody's words."""
        for one in said:
            self.found += [str(one) for words in self.owners if words in str(one)]


@dataclass
class _Interaction:
    """By which names a request is known to answer it, who asked, and whether its message is theirs alone."""

    names: set[str]
    user_id: int
    private: bool

    def answered_privately(self, exchange: Exchange) -> bool:
        """Whether only who asked sees this: a form, a private message, a change of one that is private."""
        body: dict[str, Any] = exchange.body if isinstance(exchange.body, dict) else {}
        if exchange.path.endswith("/callback"):
            if body["type"] in {4, 5}:
                self.private = _is_private(body.get("data") or {})
            return self.private or body["type"] == 9
        return self.private if exchange.method == "PATCH" else _is_private(body)


def _is_private(message: dict[str, Any]) -> bool:
    return bool(message.get("flags", 0) & 1 << 6)


class _Lines(logging.Handler):
    def __init__(self, search: Search) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logs.Lines())
        self._search = search

    def emit(self, record: logging.LogRecord) -> None:
        self._search.examine(self.format(record), record.getMessage(), vars(record))


@contextmanager
def everything_is_logged(search: Search) -> Iterator[None]:
    """As a host hears it who wants to hear all there is."""
    root, own = logging.getLogger(), [logging.getLogger(name) for name in ("bot", "cogs")]
    levels = [logger.level for logger in (root, *own)]
    handler = _Lines(search)
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for logger in own:
        logger.setLevel(logging.DEBUG)
    yield
    root.removeHandler(handler)
    for logger, level in zip((root, *own), levels, strict=True):
        logger.setLevel(level)


@asynccontextmanager
async def searched(world: Village, owners: dict[str, set[int]]) -> AsyncIterator[Search]:
    search = Search(owners)
    world.standin.world.listeners.append(search.hear)
    world.standin.faults.hook("received", "* *", search.look)
    request = world.app.http.request

    async def with_reasons(route: Any, **options: Any) -> Any:
        search.examine(options.get("reason"))
        return await request(route, **options)

    setattr(world.app.http, "request", with_reasons)  # noqa: B010 - as the courier's post does
    with everything_is_logged(search):
        yield search


async def keep_to_oneself(world: Village, person: Person, said: dict[str, str]) -> None:
    """A check-in with everything in it, a wish for a reply, a goal, and what a form refused."""
    checkin, goal = commands(person)
    form = await person.slash(f"{checkin} now")
    typed = {"words": said["one thing"], "answer": said["answer"]}
    await person.submit(form, typed, energy="2", boxes=["reply"])
    await person.slash(f"{checkin} now")  # filled with what was said
    form = await person.slash(f"{goal} set")
    await person.submit(form, words=said["goal"], step=said["step"], who="me")
    await refused(person, said)
    await world.settled()


async def refused(person: Person, said: dict[str, str]) -> None:
    """Something that cannot be read: it is kept as a draft."""
    form = await person.slash(f"{commands(person)[1]} set")
    answer = await person.submit(form, words=said["refused"], day="gibberish")
    await person.click(answer, answer.buttons[0])


def commands(person: Person) -> tuple[str, str]:
    return ("チェックイン", "目標") if person.locale == "ja" else ("checkin", "goal")


async def press_everything(world: Village, person: Person, *commands: str, **options: Any) -> None:
    """Each command, and each button and first choice under its answer."""
    for command in commands:
        answer = await person.slash(command, **options)
        if answer.message is None:
            continue
        parts = [part for part in every(answer.message.components) if "custom_id" in part]
        for part in parts:
            try:
                if part["type"] == 2:
                    await person.click(answer, part["custom_id"])
                elif part["type"] == 3:
                    await person.select(answer, part["custom_id"], part["options"][0]["value"])
            except NotPossible:
                answer = await person.slash(command, **options)
        await world.settled()


async def forge(world: Village, person: Person, *custom_ids: str) -> None:
    for custom_id in custom_ids:
        await person.click(world.forged(custom_id), "Press")


async def test_private_words_are_in_no_log_no_post_and_nobody_elses_view(world: Village) -> None:
    channel = await room(world)
    caretakers = world.standin.world.add_channel(world.guild, "caretakers")
    chosen = Chosen(caretakers.id, "text")
    await settings.change_server(world.db, world.guild.id, "moderators_channel", chosen, by=1, at=0)
    await consent.decide(world.db, world.hana.id, world.guild.id, "listener", yes=True, at=0)
    await consent.decide(world.db, world.mio.id, world.guild.id, "dm_checkins", yes=True, at=0)
    await consent.decide(world.db, world.mio.id, world.guild.id, "listener", yes=True, at=0)
    said = {world.ken: ENGLISH, world.aoi: JAPANESE}
    owners = {words: {person.id} for person, theirs in said.items() for words in theirs.values()}
    owners[LINE] = {world.ken.id, world.mio.id}
    await go_to(world, TOKYO, 2027, 3, 1, 8, 0)  # a Monday
    async with searched(world, owners) as search:
        for person, way in ((world.ken, "mention"), (world.aoi, "dm")):
            await person.slash(f"{commands(person)[0]} start", time="9:00", how=way, days="every day")
            await person.slash(f"{commands(person)[0]} evening", time="21:00")
        await go_to(world, TOKYO, 2027, 3, 1, 9, 0)
        for person, theirs in said.items():
            await keep_to_oneself(world, person, theirs)
        card = next(
            post for post in world.posts(channel) if world.ken.mention in post.content and post.components
        )
        form = await world.mio.click(card, "Write a line")
        await world.mio.submit(form, line=LINE)
        await go_to(world, TOKYO, 2027, 3, 1, 21, 0)
        evening = world.posts(channel)[-1]
        look = await world.ken.click(evening, "Look back")
        await world.ken.click(look, "Tomorrow")
        # The next day it is carried over; listeners are called for who had no reply.
        await go_to(world, TOKYO, 2027, 3, 2, 9, 0)
        for person in said:
            for command in (
                f"{commands(person)[0]} now",
                f"{commands(person)[0]} history",
                f"{commands(person)[1]} list",
            ):
                await person.slash(command)

        await refused(world.ken, ENGLISH)

        [one] = await checkins.history(world.db, world.guild.id, world.ken.id)
        [goal] = await goals.goals_of(world.db, world.guild.id, world.ken.id)
        [*_, draft] = (await drafts.export(world.db, world.ken.id))["drafts"]
        await world.ken.click(world.forged(f"reply.read:{one.id}"), "Press")
        for person in (world.mio, world.hana):
            await press_everything(world, person, *MEMBERS, *MODERATORS)
            await press_everything(world, person, "goal list", of=world.ken)
            owner = ui.packed(world.ken.id)
            await forge(
                world,
                person,
                *(
                    f"checkin.{name}"
                    for name in (f"close:{owner}:{one.id}:done", f"unshare:{owner}:{one.id}:said")
                ),
                *(f"goal.{act}:{goal.id}" for act in ("change", "share", "done")),
                f"draft.fix:{draft['id']}",
                f"checkin.evening:{world.guild.id}:1",
                f"checkin.answer:{world.guild.id}:1",
            )
        await press_everything(world, world.hana, "setup")
        await world.hana.click(world.forged(f"reply.read:{one.id}"), "Press")
        await broken(world)
        async with world.db.read() as tx:
            for table in (deliveries, notices):
                search.examine(*(await tx.execute(select(table))).all())
        # Nobody but Mio asked for a copy of what is kept: their own line is theirs.
        files = (data.decode(errors="replace") for data in world.standin.world.files.values())
        search.examine(*(file.replace(LINE, "") for file in files))
    assert search.found == []
    assert search.read == set(owners), "their owners are shown all of it"
    world.complaints.records.clear()


async def broken(world: Village) -> None:
    """Something of ours breaks while words are in hand."""
    form = await world.ken.slash("checkin now")
    for table in ("checkins", "goals"):
        await _rename(world, table, "elsewhere")
        if table == "checkins":
            await world.ken.submit(form, words=ENGLISH["one thing"], answer=ENGLISH["answer"])
        else:
            form = await world.ken.slash("goal set")
            await world.ken.submit(form, words=ENGLISH["goal"], step=ENGLISH["step"])
        await _rename(world, "elsewhere", table)
    assert len(world.complaints.records) == 2


async def _rename(world: Village, table: str, name: str) -> None:
    async with world.db.write() as tx:
        await tx.execute(text(f"ALTER TABLE {table} RENAME TO {name}"))
