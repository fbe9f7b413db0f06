"""Privacy: what is kept about somebody is shown, handed out and forgotten, in every table there is."""

import json
import random
import sqlite3
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import select

from bot import migrations
from bot.db import Database, open_database
from bot.features import consent, drafts, giving, settings
from bot.features.deliveries import Delivery, claim_due
from bot.features.departures import GRACE, Purge, due_purges, members_seen, servers_seen
from bot.features.giving import Thanks
from bot.features.privacy import (
    FEATURES,
    KIND,
    PEOPLE,
    clear_traces,
    collect,
    forget_all,
    members_with_data,
    own_data,
    purge,
    purges,
    servers_with_data,
    summary,
)
from tests.everything import every_table, fill, people_in, rows_with, tables_of_features

GUILD, OTHER_GUILD, CHANNEL = 10**17 + 11, 10**17 + 12, 10**17 + 13
# No ids of one another's beginning, and eight bytes each on disk.
AOI, KEN, MIO = 1_234_567_890_123_456_781, 1_098_765_432_109_876_543, 1_111_222_233_334_444_556
NOON = 1_750_000_000
WORDS = "ひみつの約束 and a promise"


# --- the house

# BigInteger columns that hold no member's id, besides those that hold an instant.
OTHER_NUMBERS = {
    "id",
    "guild_id",
    "channel_id",
    "message_id",
    "event_id",
    "about_channel_id",
    "about_message_id",
    "posting_event_id",
    "posting_run",
    "claimed_by",
    "run",
    "late_ms",
    "series_id",
    "occurrence_id",
    "checkin_id",
    "post_id",
    "goal_id",
    "lesson_id",
    "place_id",
    "mirror_id",
    "thread_id",
    "first_message_id",
    "voice_seconds",
    "below_7",
    "below_30",
}
# Tables whose rows belong to no server, and why they need not be purged with one.
OF_NO_SERVER = {
    "drafts": "kept for a day",
    "activity_flushes": "nothing but numbers of our own",
}


def test_every_number_is_known_to_be_a_persons_or_not() -> None:
    for table in every_table():
        for column in table.c:
            if isinstance(column.type, sa.BigInteger):
                instant = column.name == "at" or column.name.endswith(("_at", "since", "until"))
                known = instant or column.name in PEOPLE | OTHER_NUMBERS
                assert known, f"say whether {table.name}.{column.name} is a member's id"


def test_every_feature_that_keeps_a_persons_id_exports_and_forgets_it() -> None:
    for name, tables in tables_of_features().items():
        if any(people_in(table) for table in tables):
            known = {vars(feature)["__name__"].rpartition(".")[2] for feature in FEATURES}
            assert name in known, f"{name} keeps people's ids: it belongs in privacy's FEATURES"
    for feature in FEATURES:
        assert callable(feature.export)
        assert callable(feature.forget)


def test_every_table_belongs_to_servers_or_need_not() -> None:
    assert {table.name for table in every_table()} == set(migrations.every_table().tables) - {"house_notes"}
    for table in every_table():
        assert ("guild_id" in table.c) != (table.name in OF_NO_SERVER), table.name
        assert table.primary_key.columns, table.name


# --- shown


async def test_an_export_holds_every_kind_of_thing_and_nobody_elses_id(database: Database) -> None:
    await fill(database, AOI, KEN, GUILD, f"{WORDS} with <@{KEN}> and {KEN},")
    found = await collect(database, AOI)
    assert all(found.values()), [kind for kind, rows in found.items() if not rows]
    written = json.dumps(found, ensure_ascii=False)
    assert WORDS in written
    assert str(AOI) in written
    assert str(KEN) not in written
    # No two features call something by the same name.
    kinds = [kind for feature in FEATURES for kind in await feature.export(database, AOI)]
    assert sorted(kinds) == sorted(found)


async def test_a_summary_counts_what_is_kept_in_one_server_or_in_all(database: Database) -> None:
    assert set((await summary(database, AOI)).values()) == {0}
    for guild in (GUILD, OTHER_GUILD):
        await fill(database, AOI, KEN, guild, WORDS)
    here, everywhere = await summary(database, AOI, GUILD), await summary(database, AOI)
    assert list(here) == list(everywhere)
    assert all(here.values())
    # A draft belongs to no server.
    of_servers = here.keys() - {"drafts"}
    assert {kind: 2 * here[kind] for kind in of_servers} == {kind: everywhere[kind] for kind in of_servers}


async def test_an_export_keeps_ones_own_words_and_long_numbers_of_ones_own(database: Database) -> None:
    note = f"order 12345 for {AOI}, see <@{KEN}> in <#{CHANNEL}>"
    await giving.give(database, Thanks(1, GUILD, CHANNEL, AOI, (KEN,), note, NOON))
    (thanks,) = (await collect(database, AOI))["thanks"]
    assert thanks["note"] == f"order 12345 for {AOI}, see <@…> in <#…>"
    assert (thanks["helped_id"], thanks["helper_id"], thanks["guild_id"]) == (AOI, None, GUILD)


# --- forgotten

# Tables of servers in which nobody's id and nobody's words stand.
NEVER_THEIR_WORDS = {
    "activity_flushes",
    "activity_hours",
    "activity_servers",
    "activity_totals",
    "checkin_days",
    "checkin_questions",
    "counting_before",
    "gone_servers",
    "session_breaks",
    "session_changes",
    "session_occurrences",
    "session_posts",
    "voice_watches",
}


@pytest.mark.parametrize("guild_id", [GUILD, None])
async def test_forgetting_leaves_nothing_in_any_table(database: Database, guild_id: int | None) -> None:
    for guild in (GUILD, OTHER_GUILD):
        await fill(database, AOI, KEN, guild, WORDS)
    kept = await summary(database, AOI, guild_id)
    receipt = await forget_all(database, AOI, guild_id, stay_uncounted=False, now=NOON)
    assert (receipt.forgotten, receipt.stays_uncounted) == (kept, False)
    assert set((await summary(database, AOI, guild_id)).values()) == {0}
    left = await rows_with(database, str(AOI), WORDS)
    if guild_id is None:
        assert left == {}
    else:
        elsewhere = {table.name for table in every_table() if "guild_id" in table.c}
        assert left.keys() == elsewhere - NEVER_THEIR_WORDS
        assert all(await summary(database, AOI, OTHER_GUILD)), "the other server's is whole"


async def test_forgetting_touches_nothing_of_anybody_else(database: Database) -> None:
    await fill(database, KEN, MIO, GUILD, WORDS)
    before = await collect(database, KEN), await collect(database, MIO)
    await fill(database, AOI, MIO, OTHER_GUILD, "words of somebody else")
    await forget_all(database, AOI, stay_uncounted=False, now=NOON)
    assert await collect(database, KEN) == before[0]
    here = {kind: rows for kind, rows in before[1].items() if kind != "drafts"}
    after = await collect(database, MIO, GUILD)
    assert {kind: after[kind] for kind in here} == here


@pytest.mark.parametrize("guild_id", [GUILD, None])
async def test_of_somebody_forgotten_one_row_stays_when_they_wish_to_stay_uncounted(
    database: Database, guild_id: int | None
) -> None:
    for guild in (GUILD, OTHER_GUILD):
        async with database.write() as tx:
            await consent.start_counting(tx, guild, MIO, NOON)
            await consent.noticed(tx, guild, NOON)
    await settings.change_member(database, AOI, GUILD, "reach_sessions", "wait", at=NOON)
    await consent.decide(database, AOI, GUILD, "boards", yes=True, at=NOON)
    receipt = await forget_all(database, AOI, guild_id, stay_uncounted=True, now=NOON + 1)
    assert receipt.stays_uncounted
    assert await rows_with(database, str(AOI)) == {"consents": 1}
    assert not await consent.agrees(database, GUILD, AOI, "counted")
    assert await consent.agrees(database, OTHER_GUILD, AOI, "counted") == (guild_id is not None)


async def test_a_receipt_names_the_public_posts_that_still_speak_of_them(database: Database) -> None:
    for event, (by, to) in enumerate([(AOI, KEN), (KEN, AOI), (KEN, MIO)], start=1):
        await giving.give(database, Thanks(event, GUILD, CHANNEL, by, (to,), "for the template", NOON))
        await giving.posted(database, event, CHANNEL, 70 + event)
    receipt = await forget_all(database, AOI, stay_uncounted=False, now=NOON)
    assert [(e.channel_id, e.subject) for e in receipt.edits] == [
        (CHANNEL, {"event": 1, "message": 71}),
        (CHANNEL, {"event": 2, "message": 72}),
    ]
    assert receipt.forgotten["thanks"] == 2
    assert [e.id for e in await planned_edits(database)] == [e.id for e in receipt.edits]


async def planned_edits(db: Database) -> list[Delivery]:
    return sorted(
        [d for d in await claim_due(db, NOON + GRACE * 20, 1, 99) if d.kind == KIND], key=lambda d: d.id
    )


# --- on disk


def on_disk(folder: Path, *sought: bytes) -> list[str]:
    """Which files hold one of these, the journal and a fresh copy among them."""
    with sqlite3.connect(folder / "engawa.db") as original, sqlite3.connect(folder / "copy.db") as copy:
        original.backup(copy)
    original.close()
    copy.close()
    return sorted(path.name for path in folder.iterdir() if any(word in path.read_bytes() for word in sought))


def forms(person: int) -> tuple[bytes, bytes]:
    """An id as digits, and as SQLite stores it."""
    return str(person).encode(), person.to_bytes(8, "big")


@pytest.fixture
async def on_sqlite(tmp_path: Path) -> Any:
    opened = await open_database(f"sqlite:///{tmp_path}/engawa.db")
    yield opened
    await opened.close()


async def test_nothing_of_somebody_forgotten_is_left_on_disk(on_sqlite: Database, tmp_path: Path) -> None:
    for guild in (GUILD, OTHER_GUILD):
        await fill(on_sqlite, AOI, KEN, guild, WORDS)
        await fill(on_sqlite, KEN, MIO, guild, "somebody else's")
    everywhere = ["copy.db", "engawa.db-wal"]
    for form in (*forms(AOI), WORDS.encode()):
        assert on_disk(tmp_path, form) == everywhere
    await forget_all(on_sqlite, AOI, stay_uncounted=False, now=NOON)
    assert on_disk(tmp_path, *forms(AOI), WORDS.encode()) == []
    assert on_disk(tmp_path, forms(KEN)[1]) == ["copy.db", "engawa.db"]


async def test_the_file_is_rewritten_in_a_quiet_hour_after_something_was_forgotten(
    on_sqlite: Database, tmp_path: Path
) -> None:
    file = tmp_path / "engawa.db"
    assert not await clear_traces(on_sqlite), "nothing was forgotten yet"
    for event in range(40):
        draft = drafts.Draft(event, AOI + event % 9, "thanks", "long words " * 400, NOON)
        await drafts.keep(on_sqlite, draft)
    await forget_all(on_sqlite, AOI, stay_uncounted=False, now=NOON)
    before = file.stat().st_size
    assert await clear_traces(on_sqlite)
    assert file.stat().st_size < before
    assert not await clear_traces(on_sqlite)


async def test_rewriting_clears_the_copies_that_pages_kept_when_they_were_split(
    on_sqlite: Database, tmp_path: Path
) -> None:
    gone = next(filter(None, (split_pages(tmp_path / "engawa.db", seed) for seed in range(100))), None)
    if gone is None:
        pytest.skip("this SQLite keeps no copies")
    await on_sqlite.rewrite()
    assert on_disk(tmp_path, *gone) == []


def split_pages(file: Path, seed: int) -> list[bytes]:
    """Write and delete until copies of what was deleted stay; return them, or nothing if none did."""
    luck = random.Random(seed)
    people = [10**18 + luck.getrandbits(50) for _ in range(60)]
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("CREATE TABLE split (event BIGINT PRIMARY KEY, person BIGINT, note TEXT)")
        for _ in range(600):
            row = (luck.getrandbits(60), luck.choice(people), "x" * luck.randrange(200))
            connection.execute("INSERT INTO split VALUES (?, ?, ?)", row)
        for person in people[:20]:
            connection.execute("DELETE FROM split WHERE person = ?", (person,))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    written = file.read_bytes()
    kept = [forms(person)[1] for person in people[:20] if forms(person)[1] in written]
    if not kept:
        connection.execute("DROP TABLE split")
        connection.commit()
    connection.close()
    return kept


# --- purged


async def test_a_member_who_left_is_purged_from_that_server_only(database: Database) -> None:
    for guild in (GUILD, OTHER_GUILD):
        await fill(database, AOI, KEN, guild, WORDS)
    await settings.change_member(database, AOI, None, "zone", "東京", at=NOON)
    there = await rows_of(database, OTHER_GUILD)
    await purge(database, Purge(GUILD, AOI), NOON + GRACE * 10)
    assert len(await planned_edits(database)) == 3, (
        "a thanks, what was shared, a card that wished for a reply"
    )
    assert set((await summary(database, AOI, GUILD)).values()) == {0}
    assert await rows_of(database, OTHER_GUILD) == there
    assert (await settings.member(database, AOI, None)).zone == "Asia/Tokyo"


async def leave(db: Database, guild_id: int, user_id: int, at: int = NOON) -> None:
    await members_seen(db, guild_id, gone=[user_id], at=at)


async def test_what_holds_everywhere_goes_with_the_last_server(database: Database) -> None:
    for person in (AOI, KEN):
        await settings.change_member(database, person, None, "zone", "東京", at=NOON)
        await consent.decide(database, person, GUILD, "boards", yes=True, at=NOON)
    await consent.decide(database, KEN, OTHER_GUILD, "boards", yes=True, at=NOON)
    await consent.decide(database, AOI, None, "counted", yes=False, at=NOON)
    for person in (AOI, KEN):
        await leave(database, GUILD, person)
        await purge(database, Purge(GUILD, person), NOON + GRACE)
    assert (await settings.member(database, AOI, None)).zone is None
    assert (await settings.member(database, KEN, None)).zone == "Asia/Tokyo"
    assert await rows_with(database, str(AOI)) == {"consents": 1}, "they may be uncounted somewhere still"
    assert await consent.refuses_everywhere(database, AOI, "counted")


async def test_whoever_came_back_is_not_purged(database: Database) -> None:
    await consent.decide(database, AOI, GUILD, "boards", yes=True, at=NOON)
    await leave(database, GUILD, AOI)
    await servers_seen(database, gone=[GUILD], at=NOON)
    due = await due_purges(database, NOON + GRACE)
    assert due == (Purge(GUILD), Purge(GUILD, AOI))
    await members_seen(database, GUILD, here=[AOI], at=NOON + GRACE)
    await servers_seen(database, here=[GUILD], at=NOON + GRACE)
    for one in due:
        await purge(database, one, NOON + GRACE)
    assert await consent.agrees(database, GUILD, AOI, "boards")


async def test_a_server_is_purged_from_every_table_and_no_other_is(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purges, "_ROWS_AT_ONCE", 1)
    monkeypatch.setattr(purges, "_PEOPLE_AT_ONCE", 1)
    for guild in (GUILD, OTHER_GUILD):
        await fill(database, AOI, KEN, guild, WORDS)
    for person in (AOI, MIO):
        await settings.change_member(database, person, None, "zone", "東京", at=NOON)
    await consent.decide(database, MIO, GUILD, "boards", yes=True, at=NOON)
    there = await rows_of(database, OTHER_GUILD)
    await purge(database, Purge(GUILD), NOON + GRACE * 10)
    assert await rows_of(database, GUILD) == {}
    assert await rows_of(database, OTHER_GUILD) == there
    assert (await settings.member(database, AOI, None)).zone == "Asia/Tokyo"
    assert (await settings.member(database, MIO, None)).zone is None, "they were in no other server"


async def rows_of(db: Database, guild_id: int) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    async with db.read() as tx:
        for table in every_table():
            if "guild_id" in table.c:
                rows = await tx.execute(select(table).where(table.c.guild_id == guild_id))
                found[table.name] = sorted(map(tuple, rows), key=repr)
    return {name: rows for name, rows in found.items() if rows}


class Broken:
    """A feature whose database is gone in the middle of forgetting."""

    async def export(self, *_: object) -> dict[str, list[dict[str, Any]]]:
        return {}

    async def forget(self, *_: object) -> None:
        raise ConnectionError


async def test_a_purge_that_is_cut_short_is_due_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await consent.decide(database, AOI, GUILD, "boards", yes=True, at=NOON)
    await leave(database, GUILD, AOI)
    monkeypatch.setattr(purges, "FEATURES", (*FEATURES[:-1], Broken(), FEATURES[-1]))
    with pytest.raises(ConnectionError):
        await purge(database, Purge(GUILD, AOI), NOON + GRACE)
    monkeypatch.undo()
    assert await due_purges(database, NOON + GRACE) == (Purge(GUILD, AOI),)
    await purge(database, Purge(GUILD, AOI), NOON + GRACE)
    assert await rows_with(database, str(AOI)) == {}
    assert await due_purges(database, NOON + GRACE) == ()


async def test_who_has_data_is_found_page_by_page(database: Database) -> None:
    people = [AOI + n for n in range(5)]
    for person in people:
        await consent.decide(database, person, GUILD, "boards", yes=True, at=NOON)
    await leave(database, GUILD, people[0])
    await settings.change_server(database, OTHER_GUILD, "language", "ja", by=KEN, at=NOON)
    await settings.change_member(database, MIO, None, "language", "ja", at=NOON)
    assert await members_with_data(database, GUILD, limit=3) == tuple(people[:3])
    assert await members_with_data(database, GUILD, after=people[2]) == tuple(people[3:])
    assert await members_with_data(database, OTHER_GUILD) == (KEN,)
    assert await servers_with_data(database) == (GUILD, OTHER_GUILD)


async def test_forgetting_that_is_cut_short_has_forgotten_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill(database, AOI, KEN, GUILD, WORDS)
    before = await collect(database, AOI)
    monkeypatch.setattr(own_data, "FEATURES", (*FEATURES, Broken()))
    with pytest.raises(ConnectionError):
        await forget_all(database, AOI, stay_uncounted=True, now=NOON)
    monkeypatch.undo()
    assert await collect(database, AOI) == before
