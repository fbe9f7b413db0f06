"""Whatever is typed or chosen: nothing pings but the thanked, and the layout holds."""

import pytest

from bot.sandbox.people import NotPossible
from bot.sandbox.state import Message
from tests.village import Village

HOSTILE = {
    "everyone": "@everyone @here look",
    "a role": "<@&{role}> <@&{guild}> look",
    "another person": "<@{bystander}> <@!{bystander}> look",
    "a channel, a time, an emoji": "<#{channel}> <t:1:R> <:x:{role}> </thanks:{role}>",
    "headings and lists": "# big\n-# small\n> quoted\n>>> all quoted\n- one\n* two\n1. three",
    "code": "```py\nimport this\n```\n`x` ``y``",
    "an open code block": "```\nnever closed",
    "emphasis": "**bold** __line__ ~~gone~~ ||hidden|| *_x_*",
    "a masked link": "[click me](https://example.com) <https://example.com>",
    "a link with marks": "https://example.com/**/__init__||x|| and *more*",
    "right to left": "\u202eevil\u202c \u2067rtl\u2069 \u200fשלום\u200e",
    "line breaks of all kinds": "a\r\nb\rc\u2028d\u2029e\vf\fg\n\n\n\n\nh",
    "stacked marks": "Z" + "\u0301" * 60 + "algo",
    "a mention cut by what is unseen": "@\u200beveryone <@\u200b{bystander}> @every\u2060one",
    "full-width look-alikes": "＠everyone ＜@{bystander}＞ ＃ big",
    "emoji families and flags": "👩‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿🇯🇵 ありがとう",
    "a placeholder": '{ $note } {"x"} { -term } $giver %s {0}',
}


def filled(typed: str, world: Village, role: int, bystander: int) -> str:
    numbers = {"role": role, "guild": world.guild.id, "channel": world.channel.id, "bystander": bystander}
    for name, number in numbers.items():
        typed = typed.replace("{" + name + "}", str(number))
    return typed


def pings(message: Message) -> tuple[list[int], list[int], bool]:
    return message.mentions, message.mention_roles, message.mention_everyone


def quoted_lines(message: Message) -> list[str]:
    """The lines below the first, each of which must be part of the quotation."""
    lines = message.content.split("\n")[1:]
    assert lines
    assert all(line.startswith("> ") for line in lines), lines
    return lines


async def test_hostile_notes_ping_nobody_and_stay_within_their_quotation(world: Village) -> None:
    role = world.standin.world.add_role(world.guild, "helpers", mentionable=True)
    bystander = world.newcomer("bystander")
    for name, typed in HOSTILE.items():
        author = world.newcomer(f"author{list(HOSTILE).index(name)}")
        note = filled(typed, world, role.id, bystander.id)

        answer = await author.slash("thanks", to=world.aoi, for_=note)

        assert answer.message in world.posts(), (name, answer.text)
        post = world.posts()[-1]
        assert pings(post) == ([world.aoi.id], [], False), name
        lines = quoted_lines(post)
        assert len(lines) <= 6, name
        assert not any(mark in post.content for mark in ("```", "@everyone", "@here", "\u202e", "\u2067")), (
            name
        )
        assert len(post.content) <= 2000


async def test_hostile_notes_stay_harmless_wherever_else_they_are_shown(world: Village) -> None:
    role = world.standin.world.add_role(world.guild, "helpers", mentionable=True)
    bystander = world.newcomer("bystander")
    for name, typed in HOSTILE.items():
        author = world.newcomer(f"author{list(HOSTILE).index(name)}")
        note = filled(typed, world, role.id, bystander.id)
        answer = await author.slash("thanks", to=world.aoi, for_=note)
        await world.settled()
        withdrawn = await world.mio.slash("ledger withdraw", thanks=str(answer.interaction.id), reason=note)
        assert withdrawn.text.startswith("Withdrawn."), name
        assert (await world.mio.slash("ledger restore", thanks=str(answer.interaction.id))).private
        await world.settled()
        assert pings(world.posts()[-1]) == ([], [], False)
        quoted_lines(world.posts()[-1])
        suggested = await world.mio.autocomplete("ledger withdraw", thanks=note[:20])
        assert all(0 < len(found) <= 100 and "\n" not in found for found in suggested.names), name
    page = await world.mio.slash("ledger search")
    while "Older" in page.buttons:
        page = await world.mio.click(page, "Older")
        assert page.message
        assert pings(page.message) == ([], [], False)


async def test_a_note_of_any_length_is_posted_or_comes_back_whole(world: Village) -> None:
    for length in (301, 2000, 4000, 6000):
        note = ("*" * 50 + " @everyone ") * 100
        answer = await world.ken.slash("thanks", to=world.aoi, for_=note[:length].strip().ljust(length, "*"))
        assert answer.private
        form = await world.ken.click(answer, "Fix it")
        assert form.modal
        # A form's field holds 4,000 characters at most.
        assert len(form.modal.prefilled()["note"]) == min(length, 4000)
    assert world.posts() == []

    answer = await world.ken.slash("thanks", to=world.aoi, for_="*" * 300)
    assert answer.message is world.posts()[-1]


async def test_people_with_unseen_or_hostile_names_are_thanked_like_others(world: Village) -> None:
    names = ["\u200b", "\u3164", "@everyone", "**bold**", "\u202eReversed", "あ" * 32, "<@&1>", "` ` `"]
    for number, name in enumerate(names):
        person = world.newcomer(f"user{number}", name)
        world.guild.members[person.id].nick = name
        await person.slash("thanks", to=world.aoi, for_="the review")
        assert pings(world.posts()[-1]) == ([world.aoi.id], [], False)
        assert name not in world.posts()[-1].content.replace(world.aoi.mention, "")
    await world.settled()

    offered = await world.mio.autocomplete("ledger withdraw", thanks="")

    assert len(offered.names) == len(names)
    for shown in offered.names:
        assert shown.endswith(" → Aoi: the review")
        assert not set(shown) & set("\u202e\u200b\n")


async def test_a_role_or_nobody_is_no_receiver(world: Village) -> None:
    role = world.standin.world.add_role(world.guild, "helpers")
    for nobody in (role.id, world.guild.id, world.channel.id, 0):
        with pytest.raises(NotPossible):
            await world.ken.slash("thanks", to=nobody, for_="x")


async def test_the_ledger_takes_anything_for_a_thanks_and_finds_none(world: Village) -> None:
    typed = ["0", "1", "the review", "9" * 19, "9" * 20, "-1", "1e18", "@everyone", "\u202e1", "https://x.y/"]
    for thanks in typed:
        answer = await world.mio.slash("ledger withdraw", thanks=thanks, reason="@everyone")
        assert answer.text.startswith("There is no such thanks in this server's ledger."), thanks
        assert answer.message
        assert pings(answer.message) == ([], [], False)


async def test_the_ledger_can_be_searched_for_anything(world: Village) -> None:
    await world.ken.slash(
        "thanks", to=world.aoi, for_="100% of _my_ \\work and よいお茶をありがとうございました"
    )
    await world.settled()
    among_it = [
        "100%",
        "100% OF",
        "_my_",
        "\\work",
        "%",
        "_",
        "よいお茶を",
        "よいお茶をありがとう",
        "work\u200b",
    ]
    nowhere = ["@everyone", "\u202ex", "'; DROP TABLE gives; --", "🫖" * 27, "よ" * 27, "%%", "__"]
    for text in [*among_it, *nowhere]:
        answer = await world.mio.slash("ledger search", text=text)
        assert answer.message
        assert pings(answer.message) == ([], [], False)
        assert ("お茶" in answer.text) == (text in among_it), text
