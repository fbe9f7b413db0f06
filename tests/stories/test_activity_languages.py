"""What moderators do with activity, from the board to the letter: the same story in each language."""

import csv
import io
import re
from datetime import UTC, datetime
from typing import NamedTuple

import pytest

from bot.features import activity, consent, settings
from bot.features.activity import Counts
from bot.features.settings import Channel as Chosen
from bot.sandbox.people import Answer, Person, words
from bot.sandbox.permissions import Permission
from bot.sandbox.state import Message
from tests.village import Village

DAY = 86_400
PEOPLE = 12
NOT_WORDS = re.compile(r"<[^>]*>|https?://\S+|\S+\.(png|csv|json)|Member\d\d|Hibari")
FOREIGN = {
    "en": re.compile(r"[\u3040-\u30ff\u4e00-\u9fff（）：、。]"),
    "ja": re.compile(r"[A-Za-z]{2,}|[a-z]|, | \("),
}
# What a Japanese reader calls so, too.
NAMES = {"Engawa", "CSV", "JSON"}


class Said(NamedTuple):
    """What a moderator who reads this language asks for, and what they are told."""

    board: tuple[str, ...]
    as_text: str
    ask: str
    yes: str
    posted: tuple[str, ...]
    overview: tuple[str, ...]
    member: tuple[str, ...]
    quiet: tuple[str, ...]
    further: str
    columns: list[str]
    handed: str
    listed: tuple[str, ...]
    letter_on: str
    letter: tuple[str, ...]


SAID = {
    "en": Said(
        board=("Board “Messages”, Last 30 days (", "1: Hibari, 9.", "Page 1 of 2 · 12 people"),
        as_text="As text",
        ask="Post it here",
        yes="Post it",
        posted=("### Messages", "1** · Hibari · 9", "Only people who agreed"),
        overview=("Active in the last 30 days: **12 people**", "Busiest: "),
        member=("### Hibari", "Active on 9 days of the last 12 weeks", "Messages: 9"),
        quiet=("12 people have not been seen for 7 days or more.", "last seen in the week of "),
        further="Next page",
        columns=["Rank", "Member", "Name", "Number"],
        handed="noted for the admins",
        listed=("Messages", "CSV", "12 rows"),
        letter_on="Every Monday at 9:00",
        letter=("### How the week went", "0 people were here (as in the week before)."),
    ),
    "ja": Said(
        board=("ボード「メッセージ」、直近30日（", "1位：Hibari、9。", "1/2ページ · 12人"),
        as_text="文字で見る",
        ask="ここに投稿する",
        yes="投稿する",
        posted=("### メッセージ", "1** · Hibari · 9", "のってもいいと答えた人だけが並んでいます。"),
        overview=("この30日に活動した人：**12人**", "いちばんにぎわうのは、"),
        member=("### Hibariさん", "この12週間に、9日活動しました", "メッセージ：9"),
        quiet=("7日以上見かけていない人が12人います。", "最後に見かけたのは"),
        further="次のページ",
        columns=["順位", "メンバー", "名前", "数"],
        handed="管理者が見る記録に残ります。",
        listed=("メッセージ", "CSV", "12行"),
        letter_on="毎週月曜の9時（東京）",
        letter=("### この1週間のようす", "0人が活動しました（前の週と同じ）。"),
    ),
}


async def community(world: Village, language: str) -> Person:
    """Twelve people who wrote until two weeks ago, who may be shown and would like to be missed."""
    now = int(world.clock.now())
    hibari = world.newcomer("hibari")
    people = [hibari, *(world.newcomer(f"member{n:02}") for n in range(PEOPLE - 1))]
    room = Chosen(world.channel.id, "text")
    for name, value in {"language": language, "zone": "Asia/Tokyo", "moderators_channel": room}.items():
        await settings.change_server(world.db, world.guild.id, name, value, by=world.hana.id, at=now)
    async with world.db.write() as tx:
        await consent.start_counting(tx, world.guild.id, world.hana.id, now - 60 * DAY)
        await consent.noticed(tx, world.guild.id, now - 60 * DAY)
    counts = Counts(1)
    await activity.look(world.db, counts, [world.guild.id])
    for n, person in enumerate(people):
        for purpose in ("boards", "ask_after"):
            await consent.decide(world.db, person.id, world.guild.id, purpose, yes=True, at=now - 50 * DAY)
        for day in [14] if n else range(22, 13, -1):
            at = now - day * DAY + 60 * n
            counts.message(
                world.guild.id, world.channel.id, person.id, (at * 1000 - 1_420_070_400_000 << 22) + n
            )
    await activity.flush(world.db, counts, now)
    await activity.turn(world.db, world.guild.id, now)
    return hibari


def told(answer: Answer | Message | None) -> str:
    """Every word of it, those about its pictures too."""
    messages = [answer.message, *answer.follow_ups] if isinstance(answer, Answer) else [answer]
    found = [message for message in messages if message is not None]
    alts = [file.description or "" for message in found for file in message.attachments]
    return "\n".join([*map(words, found), *alts])


def check(language: str, answer: Answer | Message | None, expected: tuple[str, ...]) -> None:
    """It says this, and no word of it is in the other language."""
    said = told(answer)
    for one in expected:
        assert one in said
    strange = set(FOREIGN[language].findall(NOT_WORDS.sub("", said))) - NAMES
    assert not strange, said


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "ja"])
async def test_a_moderator_does_everything_in_their_own_language(world: Village, language: str) -> None:
    said, by = SAID[language], {"en": world.ken, "ja": world.aoi}[language]
    role = world.standin.world.add_role(world.guild, "admins", Permission.MANAGE_GUILD)
    world.guild.members[by.id].roles.append(role.id)
    # Whatever day it is: a Wednesday at noon, in Tokyo.
    world.clock.advance(datetime(2027, 3, 3, 3, tzinfo=UTC).timestamp() - world.clock.now())
    await world.settled()
    hibari = await community(world, language)

    board = await by.slash("leaderboard", of="messages")
    check(language, board, said.board)
    await by.click(board, said.as_text)
    await world.settled()
    check(language, board, ("**1** · Hibari · 9",))
    asked = await by.click(board, said.ask)
    check(language, asked, ())
    await by.click(asked.follow_ups[-1] if asked.follow_ups else asked, said.yes)
    await world.settled()
    [post] = world.posts()
    check(language, post, said.posted)
    check(language, await by.slash("activity overview"), said.overview)
    check(language, await by.slash("activity member", member=hibari), said.member)
    quiet = await by.slash("activity quiet", days=7)
    check(language, quiet, said.quiet)
    check(language, await by.click(quiet, said.further), ())
    handed = await by.slash("activity export", what="messages")
    check(language, handed, (said.handed,))
    assert handed.message
    [file] = handed.message.attachments
    text = world.standin.world.files[file.id].decode("utf-8-sig")
    head, first, *_ = csv.reader(io.StringIO(text, newline=""))
    assert (head, first) == (said.columns, ["1", hibari.mention, "Hibari", "9"])
    check(language, await by.slash("activity exports"), said.listed)
    check(language, await by.slash("activity letter", day=0, hour=9), (said.letter_on,))
    while len(world.posts()) < 2:
        world.later(hours=12)
        await world.settled()
    check(language, world.posts()[-1], said.letter)
