"""Boards, overviews, letters and files are for moderators: whatever anybody else uses, presses or forges."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from sqlalchemy import select

from bot import ui
from bot.db import metadata
from bot.features import activity, consent, settings
from bot.features.activity import Counts
from bot.features.settings import Channel as Chosen
from bot.features.settings import Role
from bot.sandbox.components import SELECTS, STRING_SELECT, every
from bot.sandbox.forms import Modal
from bot.sandbox.people import Answer, Person, words
from bot.sandbox.permissions import Permission
from bot.sandbox.state import Channel, Json, Message
from bot.texts import text
from tests.village import Village

pytestmark = pytest.mark.long

DAY = 86_400
GROUPS = {"leaderboard", "activity", "letter"}
KINDLY = (
    "activity-not-for-you",
    "exports-for-admins",
    "letter-for-admins",
    "leaderboard-not-for-you",
    "leaderboard-open-not-for-you",
    "leaderboard-down-already",
    "leaderboard-down-not-yours",
    "panel-not-yours",
    "press-unknown",
)
# Everybody's own to ask and to say; it tells and changes nothing but that.
ONES_OWN = ("leaderboard-shown-yes", "leaderboard-shown-no")
# Pressed in the end only: they take away what others look for.
LAST = {"leaderboard.down", "letter.stop", "leaderboard.open"}


@dataclass
class Seen:
    """Every button, list and form that moderators were really given, by its custom_id."""

    parts: dict[str, Json] = field(default_factory=dict[str, Json])
    forms: list[Modal] = field(default_factory=list[Modal])

    def look(self, messages: Iterable[Message]) -> None:
        for part in (part for message in messages for part in every(message.components)):
            if "custom_id" in part and is_ours(part):
                self.parts[part["custom_id"]] = part | {"disabled": False}

    @property
    def routes(self) -> set[str]:
        return {route_of(part) for part in self.parts.values()}


def route_of(part: Json) -> str:
    return str(part["custom_id"]).split(":")[0]


def is_ours(part: Json) -> bool:
    """Whether it belongs to what is for moderators alone, or leads there."""
    return route_of(part).split(".")[0] in GROUPS


def commands(of: Person) -> list[tuple[str, dict[str, Any]]]:
    """What moderators alone may use, about somebody."""
    return [
        ("leaderboard", {}),
        ("leaderboard", {"of": "messages", "period": "year"}),
        ("activity overview", {}),
        ("activity member", {"member": of}),
        ("activity quiet", {"days": 7}),
        ("activity letter", {}),
        ("activity export", {"what": "overview"}),
        ("activity export", {"what": "messages", "format": "json"}),
        ("activity exports", {}),
    ]


async def count(world: Village, guild_id: int) -> None:
    since = int(world.clock.now()) - 60 * DAY
    async with world.db.write() as tx:
        await consent.start_counting(tx, guild_id, world.hana.id, since)
        await consent.noticed(tx, guild_id, since)


async def community(world: Village) -> tuple[Person, Person]:
    """A server that has counted Hibari, who asked to be missed and is on no board; and Rin, who moderates."""
    world.at(12)
    now = int(world.clock.now())
    hibari, rin = world.newcomer("hibari"), world.newcomer("rin")
    role = world.standin.world.add_role(world.guild, "caretakers")
    world.guild.members[rin.id].roles.append(role.id)
    room = Chosen(world.channel.id, "text")
    for name, value in {"moderator_roles": [Role(role.id)], "moderators_channel": room}.items():
        await settings.change_server(world.db, world.guild.id, name, value, by=world.hana.id, at=now)
    await count(world, world.guild.id)
    others = [world.newcomer(f"member{n:02}") for n in range(11)]
    for person in others:
        await consent.decide(world.db, person.id, world.guild.id, "boards", yes=True, at=now - 50 * DAY)
    for person in (hibari, world.newcomer("away"), *others):
        await consent.decide(world.db, person.id, world.guild.id, "ask_after", yes=True, at=now - 50 * DAY)
    counts = Counts(1)
    await activity.look(world.db, counts, [world.guild.id])
    for n, person in enumerate((hibari, *others)):
        at = now - 10 * DAY + 60 * n
        counts.message(world.guild.id, world.channel.id, person.id, (at * 1000 - 1_420_070_400_000 << 22) + 1)
    await activity.flush(world.db, counts, now)
    return hibari, rin


async def moderated(world: Village, *, by: Iterable[Person], of: Person, pictured: bool = False) -> Seen:
    """Let moderators use every command, and press everything there is once."""
    seen = Seen()
    if not pictured:
        await world.app.pictures.stop()
    await world.hana.slash("activity letter", day=0, hour=9)
    world.later(hours=7 * 24)  # for a letter to come
    await world.settled()
    for person in by:
        pressed = set(LAST)
        for command, options in commands(of):
            await person.slash(command, **options)
        if person is world.hana:
            await person.slash("setup")
        while True:
            await world.settled()
            seen.look(person.sees())
            fresh = next((c for c in pressable(person) if route_of(c[1]) not in pressed), None)
            if fresh is None:
                break
            pressed.add(route_of(fresh[1]))
            answer = await use(person, *fresh, of)
            if answer.modal is not None:
                seen.forms.append(answer.modal)
                await person.submit(answer, rank="1")
    return seen


def pressable(person: Person) -> Iterable[tuple[Message, Json]]:
    return (
        (message, part)
        for message in person.sees()
        for part in every(message.components)
        if "custom_id" in part and is_ours(part) and not part.get("disabled")
    )


async def use(person: Person, message: Message, part: Json, of: Person) -> Answer:
    """Press a button, or choose in a list: its last option, or this person."""
    if part["type"] in SELECTS:
        choice = part["options"][-1]["value"] if part["type"] == STRING_SELECT else of
        return await person.select(message, part["custom_id"], choice)
    return await person.click(message, part["custom_id"])


async def forge(
    world: Village, person: Person, part: Json, of: Person, where: Channel | None = None
) -> Answer:
    """Use a part that somebody else was given, as if one's own client had it."""
    row = {"type": 1, "id": 1, "components": [part | {"id": 2}]}
    place = where or world.channel
    return await use(
        person, world.standin.world.post(place, world.application.id, "", components=[row]), part, of
    )


async def submit(person: Person, form: Modal) -> Answer:
    """Send somebody else's form, as if one's own client had it."""
    opened = await person.slash("leaderboard")
    return await person.submit(
        Modal(opened.interaction, form.custom_id, form.title, form.components), rank="1"
    )


def completed(world: Village) -> Iterable[str]:
    """Options of these commands for which something is suggested while one types."""
    for command in world.standin.world.applications[world.application.id].commands.values():
        if command.name in GROUPS:
            for option in command.body.get("options", ()):
                for one in (option, *option.get("options", ())):
                    if one.get("autocomplete"):
                        yield f"{command.name} {option['name']} {one['name']}"


def with_others(custom_id: str, ids: Iterable[str]) -> Iterable[str]:
    """The same button with other ids in each place of it."""
    name, *arguments = custom_id.split(":")
    for place in range(len(arguments)):
        for other in ids:
            yield ":".join([name, *arguments[:place], other, *arguments[place + 1 :]])


def refused(answer: Answer, why: str = "") -> None:
    """Kindly, privately, in one's own language; and nothing else came."""
    language: Any = answer.reader.locale if answer.reader.locale == "ja" else "en"
    assert answer.private, why
    assert answer.message
    assert answer.modal is None, why
    assert (answer.follow_ups, answer.message.attachments, answer.choices) == ([], [], []), why
    said = answer.message.content
    if said not in {text(language, key) for key in KINDLY}:
        assert any(answer.text.startswith(text(language, key)) for key in ONES_OWN), (why, answer.text)


async def kept(world: Village, *, but: Person) -> dict[str, list[str]]:
    """Everything that is kept of the server, but somebody's own."""
    found: dict[str, list[str]] = {}
    async with world.db.read() as tx:
        for table in metadata.sorted_tables:
            if "guild_id" in table.c:
                rows = await tx.execute(select(table).where(table.c.guild_id == world.guild.id))
                of = [row for row in rows.mappings() if row.get("user_id") != but.id]
                found[table.name] = sorted(str(dict(row)) for row in of)
    return found


async def test_a_member_gets_nothing_by_command_press_list_form_or_forgery(world: Village) -> None:
    hibari, rin = await community(world)
    seen = await moderated(world, by=(rin, world.hana), of=hibari)
    ours = {route for route in world.app.routes._presses if route.split(".")[0] in GROUPS}
    assert seen.routes == ours, "a moderator's session has met every button there is"
    one_of_each = {route_of(part): part for part in seen.parts.values()}
    standing = [(post, part) for post in world.posts() for part in every(post.components)]
    for person, parts in ((world.ken, seen.parts), (world.aoi, one_of_each)):
        before = await kept(world, but=person)
        for command, options in [*commands(hibari), ("activity letter", {"day": 3, "hour": 5})]:
            refused(await person.slash(command, **options), command)
        for part in parts.values():
            refused(await forge(world, person, part, hibari), part["custom_id"])
        for form in seen.forms:
            refused(await submit(person, form), form.custom_id)
        for post, part in standing:
            if "custom_id" in part:
                refused(await use(person, post, part, hibari), part["custom_id"])
        assert await kept(world, but=person) == before
    # With other ids in it, a button opens nothing either.
    before = await kept(world, but=world.ken)
    for part in one_of_each.values():
        for custom_id in with_others(part["custom_id"], (ui.packed(world.ken.id), str(world.guild.id))):
            refused(await forge(world, world.ken, part | {"custom_id": custom_id}, hibari), custom_id)
    assert await kept(world, but=world.ken) == before
    assert not list(completed(world)), (
        "nothing is suggested while one types: that would have to be asked, too"
    )


async def test_a_role_that_is_taken_away_counts_at_the_next_press(world: Village) -> None:
    hibari, rin = await community(world)
    seen = await moderated(world, by=(rin, world.mio), of=hibari)
    world.guild.members[world.mio.id].roles.clear()
    await settings.change_server(world.db, world.guild.id, "moderator_roles", [], by=None, at=0)
    for person in (rin, world.mio):
        before = await kept(world, but=person)
        own = [(message, part) for message, part in pressable(person) if message.ephemeral]
        assert {route_of(part) for _, part in own} > {
            "leaderboard.page",
            "activity.overview",
            "activity.quiet",
        }
        for message, part in own:
            if route_of(part) != "leaderboard.down":  # whoever posted a board may always take it down
                refused(await use(person, message, part, hibari), part["custom_id"])
        for form in (form for form in seen.forms if form.interaction.user_id == person.id):
            refused(await person.submit(replace(form, submitted=False), rank="1"))
        assert await kept(world, but=person) == before


async def test_whoever_moderates_elsewhere_gets_nothing_of_this_server(world: Village) -> None:
    hibari, rin = await community(world)
    seen = await moderated(world, by=(rin,), of=hibari)
    elsewhere = world.second_server()
    there = world.standin.world.guild_of(elsewhere)
    assert there
    role = world.standin.world.add_role(there, "moderators", Permission.MANAGE_GUILD)
    there.members[world.ken.id].roles.append(role.id)
    await count(world, there.id)
    before = await kept(world, but=world.ken)
    for command, options in commands(hibari):
        await world.ken.slash(command, channel=elsewhere, **options)
    for part in seen.parts.values():
        await forge(world, world.ken, part, world.ken, elsewhere)
    await world.settled()
    assert await kept(world, but=world.ken) == before
    told = [message for message in world.ken.sees(elsewhere) if message.author_id == world.application.id]
    assert len(told) > len(seen.parts)
    assert [message for message in told if message.attachments] == []
    whole = "\n".join(words(message) for message in told)
    asked = f"Nothing is counted of {hibari.name} here."
    assert asked in whole
    for secret in (hibari.name, hibari.mention, "Member0", "12 people"):
        assert secret not in whole.replace(asked, "")


async def test_where_boards_are_open_members_get_the_top_of_who_agreed_and_no_more(world: Village) -> None:
    hibari, rin = await community(world)
    seen = await moderated(world, by=(rin,), of=hibari, pictured=True)
    await settings.change_server(world.db, world.guild.id, "boards_open", True, by=None, at=0)
    before = await kept(world, but=world.ken)
    boards = 0
    for custom_id, part in seen.parts.items():
        answer = await forge(world, world.ken, part, hibari)
        await world.settled()
        assert answer.private
        assert answer.message
        told = answer.text + "".join(file.description or "" for file in answer.message.attachments)
        boards += "Member0" in told
        for secret in (hibari.name, hibari.mention, "Member00", "Page 1", "12 people", "csv"):
            assert secret not in told, custom_id
    assert boards > 2
    assert await kept(world, but=world.ken) == before


async def test_ones_own_days_are_always_there(world: Village) -> None:
    hibari, _ = await community(world)
    for options in ({}, {"member": hibari}):
        own = await hibari.slash("activity member", **options)
        assert own.private
        assert own.text.startswith("### Hibari\nActive on one day")
