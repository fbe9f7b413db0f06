"""Where to turn to: what is listed, what admins may write, and that none of it is lost."""

import asyncio
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.db import Database
from bot.errors import Refusal
from bot.features import privacy, support
from bot.features.support import (
    CONTACTS,
    LIST_LIMIT,
    LISTED,
    Contact,
    OwnList,
    Writing,
    as_text,
    export,
    forget,
    listed,
    own,
    read,
    replace,
    restore,
)
from bot.texts import LANGUAGES, text, vocabulary
from cogs.support import listed_text, own_text

GUILD, OTHER_GUILD = (10**17 + n for n in range(2))
AOI, KEN = (10**18 + n for n in range(2))
NOON = 1_750_000_000
TYPED = "Porch Line | 000-111-2222 | weekdays\nHana's tea | #tea"
WRITTEN = (Contact("Porch Line", "000-111-2222", "weekdays"), Contact("Hana's tea", "#tea"))
LONGEST_MESSAGE = 4000


async def write(db: Database, typed: str = TYPED, **changes: int) -> None:
    facts = {"id": 1, "guild_id": GUILD, "seen": 0, "by_id": AOI, "at": NOON} | changes
    await replace(db, Writing(typed=typed, **facts))


def refused(typed: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        read(typed)
    return caught.value


# --- what comes with Engawa


@pytest.mark.parametrize(
    ("country", "language", "keys"),
    [
        ("JP", "ja", ["yorisoi", "inochi", "ibasho", "tell"]),
        ("JP", "en", ["tell", "yorisoi", "inochi", "ibasho"]),
        (None, "ja", ["yorisoi", "inochi", "ibasho", "tell"]),
        (None, "en", ["tell", "worldwide", "yorisoi", "inochi", "ibasho"]),
        ("FR", "en", ["worldwide"]),
        ("FR", "ja", ["worldwide"]),
    ],
)
def test_contacts_of_the_country_are_listed_with_ones_language_first(
    country: str | None, language: str, keys: list[str]
) -> None:
    assert [one.key for one in listed(country, language)] == keys


def test_japans_numbers_are_as_they_were_listed() -> None:
    numbers = {one.key: one.how for one in LISTED}
    assert numbers["yorisoi"] == "0120-279-338"
    assert numbers["inochi"] == "0120-061-338"
    assert numbers["tell"] == "03-5774-0992"
    assert {one.checked.isoformat() for one in LISTED} == {"2026-11-22"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_listed_contact_has_a_name_and_a_note(language: str) -> None:
    for one in LISTED:
        assert {f"support-name-{one.key}", f"support-note-{one.key}"} <= set(vocabulary(language))


@pytest.mark.parametrize(("language", "country"), list(product(LANGUAGES, ["JP", None, "FR"])))
def test_what_is_listed_can_be_written_by_an_admin_as_it_stands(language: str, country: str | None) -> None:
    lines = [
        " | ".join(
            [text(language, f"support-name-{one.key}"), one.how, text(language, f"support-note-{one.key}")]
        )
        for one in listed(country, language)
    ]
    assert as_text(read("\n".join(lines))) == "\n".join(lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_support_speaks_of_illness(language: str) -> None:
    said = [text(language, key, **dict.fromkeys(needs, 1)) for key, needs in vocabulary(language).items()]
    for words in said:
        for word in (
            "patient",
            "symptom",
            "diagnos",
            "depress",
            "suicid",
            "mental",
            "病",
            "症",
            "診",
            "自殺",
        ):
            assert word not in words.lower(), words


# --- what admins may write


def test_one_contact_a_line_with_or_without_a_note() -> None:
    assert read(TYPED) == WRITTEN


def test_bars_of_a_japanese_keyboard_and_empty_lines_are_read_too() -> None:
    assert read("\n  よりそい ｜0120-279-338|　いつでも\r\n\n") == (
        Contact("よりそい", "0120-279-338", "いつでも"),
    )


def test_what_cannot_be_seen_is_left_out() -> None:
    assert read("\u202eLine\u200b |\tby \u2067phone") == (Contact("Line", "by phone"),)


@pytest.mark.parametrize("typed", ["", "\n \n", "\u3000"])
def test_nothing_is_refused(typed: str) -> None:
    assert refused(typed).key == "support-list-empty"


@pytest.mark.parametrize(
    "line", ["only a name", "| 000", "name |", "name | | note", "a | b | c | d", "|", "\u200b | x"]
)
def test_a_line_that_is_no_contact_is_named(line: str) -> None:
    refusal = refused(f"Porch Line | 000\n\n{line}")
    assert (refusal.key, refusal.params) == ("support-line-unreadable", {"line": 3})


@pytest.mark.parametrize(
    "line",
    [
        f"Aoi | <@{AOI}>",
        f"Aoi | <@!{AOI}>",
        f"{AOI} | here",
        f"Aoi | here | {AOI}",
        f"Aoi | https://discord.com/users/{AOI}",
        f"Aoi | {str(AOI)[:9]}\u200b{str(AOI)[9:]}",
    ],
)
def test_a_person_cannot_be_named_by_their_id(line: str) -> None:
    assert refused(line).key == "support-line-with-an-id"


@pytest.mark.parametrize(
    "how", [f"<#{GUILD}>", f"https://discord.com/channels/{GUILD}/{GUILD}", "+81 0120-279-338"]
)
def test_rooms_and_numbers_can_be_named(how: str) -> None:
    assert read(f"Tea room | {how}") == (Contact("Tea room", how),)


def test_a_list_has_a_greatest_length() -> None:
    lines = [f"{n} | x" for n in range(CONTACTS)]
    assert len(read("\n".join(lines))) == CONTACTS
    assert refused("\n".join([*lines, "x | x"])).params == {"count": CONTACTS + 1, "limit": CONTACTS}
    start = "a | "
    assert read(start + "x" * (LIST_LIMIT - len(start)))
    refusal = refused(start + "x" * (LIST_LIMIT - len(start) + 1))
    assert (refusal.key, refusal.params["length"]) == ("support-list-too-long", LIST_LIMIT + 1)


@given(st.text(max_size=200))
def test_whatever_is_typed_is_read_the_same_again_or_refused(typed: str) -> None:
    try:
        contacts = read(typed)
    except Refusal:
        return
    assert read(as_text(contacts)) == contacts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", ["*", "@everyone ", "_|*`~"[2:], "あ"])
def test_the_longest_list_fits_into_one_message(language: str, typed: str) -> None:
    lines = [f"{'*' * 10} | {'*' * 10}"] * (CONTACTS - 1)
    left = LIST_LIMIT - len("\n".join(lines)) - len("\nx | ")
    longest = "\n".join([*lines, f"x | {(typed * left)[:left].strip()}"])
    shown = "".join(own_text(language, OwnList(1, read(longest), AOI, NOON)))
    assert len(shown) + 300 < LONGEST_MESSAGE, "what admins see below it needs room too"
    assert len("".join(listed_text(language, LISTED))) + 300 < LONGEST_MESSAGE


# --- keeping it


async def test_a_server_shows_what_comes_with_engawa_until_an_admin_writes(database: Database) -> None:
    assert await own(database, GUILD) is None
    await write(database)
    assert await own(database, GUILD) == OwnList(1, WRITTEN, AOI, NOON)
    assert await own(database, OTHER_GUILD) is None


async def test_a_list_is_replaced_by_whoever_saw_it(database: Database) -> None:
    await write(database)
    await write(database, "New | 1", seen=1, id=2, by_id=KEN)
    now = await own(database, GUILD)
    assert now == OwnList(2, (Contact("New", "1"),), KEN, NOON)


async def test_what_another_admin_wrote_meanwhile_is_not_lost(database: Database) -> None:
    await write(database)
    with pytest.raises(Refusal, match="support-changed-meanwhile"):
        await write(database, "Mine | 1", seen=0, id=2, by_id=KEN)
    with pytest.raises(Refusal, match="support-changed-meanwhile"):
        await restore(database, GUILD, seen=9)
    now = await own(database, GUILD)
    assert now is not None
    assert now.contacts == WRITTEN


async def test_a_list_that_was_restored_meanwhile_is_not_written_over(database: Database) -> None:
    await write(database)
    await restore(database, GUILD, seen=1)
    with pytest.raises(Refusal, match="support-changed-meanwhile"):
        await write(database, "Mine | 1", seen=1, id=2)
    assert await own(database, GUILD) is None


async def test_of_admins_who_write_at_once_one_is_heard_and_the_others_are_told(database: Database) -> None:
    tries = [write(database, f"{n} | x", id=n, by_id=n) for n in range(1, 9)]
    said = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(result is None for result in said) == 1
    assert sum(isinstance(result, Refusal) for result in said) == 7
    now = await own(database, GUILD)
    assert now is not None
    assert said[now.id - 1] is None


async def test_a_replayed_interaction_changes_nothing(database: Database) -> None:
    await write(database)
    await write(database)
    assert await own(database, GUILD) == OwnList(1, WRITTEN, AOI, NOON)


async def test_a_refused_list_leaves_the_one_before(database: Database) -> None:
    await write(database)
    with pytest.raises(Refusal, match="support-line-unreadable"):
        await write(database, "nonsense", seen=1, id=2)
    assert await own(database, GUILD) == OwnList(1, WRITTEN, AOI, NOON)


async def test_the_defaults_come_back(database: Database) -> None:
    await write(database)
    await write(database, guild_id=OTHER_GUILD)
    await restore(database, GUILD, seen=1)
    await restore(database, GUILD, seen=1)
    assert await own(database, GUILD) is None
    assert await own(database, OTHER_GUILD) is not None


# --- what is kept about admins


async def test_an_export_holds_the_lists_one_wrote(database: Database) -> None:
    await write(database)
    await write(database, "New | 1", guild_id=OTHER_GUILD, id=2, by_id=KEN)
    assert await export(database, AOI) == {
        "support_contacts": [
            {
                "guild_id": GUILD,
                "contacts": [
                    {"name": "Porch Line", "how": "000-111-2222", "note": "weekdays"},
                    {"name": "Hana's tea", "how": "#tea", "note": ""},
                ],
                "at": NOON,
            }
        ]
    }
    assert await export(database, AOI, OTHER_GUILD) == {"support_contacts": []}


async def test_forgetting_keeps_the_list_without_its_author(database: Database) -> None:
    await write(database)
    await write(database, guild_id=OTHER_GUILD, id=2)
    await forget(database, KEN)
    await forget(database, AOI, OTHER_GUILD)
    assert await own(database, GUILD) == OwnList(1, WRITTEN, AOI, NOON)
    assert await own(database, OTHER_GUILD) == OwnList(2, WRITTEN, None, NOON)
    await forget(database, AOI)
    assert await own(database, GUILD) == OwnList(1, WRITTEN, None, NOON)
    assert await export(database, AOI) == {"support_contacts": []}


def test_whoever_asks_what_is_kept_is_told_of_lists_too() -> None:
    assert support in privacy.FEATURES
