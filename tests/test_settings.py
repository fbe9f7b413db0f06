"""Settings: what they may be, what holds by default, and that no change is lost."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import fields
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from bot.db import Database
from bot.errors import Refusal
from bot.features.settings import (
    Channel,
    Earlier,
    MemberSettings,
    Role,
    ServerSettings,
    change_member,
    change_server,
    every_setting,
    export,
    forget,
    forget_everywhere,
    here,
    member,
    members,
    server,
)
from bot.features.settings.rules import MEMBER, SERVER
from bot.features.settings.tables import server_settings
from bot.when import zones
from cogs.settings.panels import read_clock

GUILD, OTHER_GUILD, CHANNEL = (10**17 + n for n in range(3))
AOI, KEN, MIO = (10**18 + n for n in range(3))
NOON = 1_750_000_000


def refused(check: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as caught:
        check()
    return caught.value


async def set_(db: Database, name: str, value: Any, by: int = AOI, at: int = NOON) -> Any:
    return await change_server(db, GUILD, name, value, by=by, at=at)


# --- what they may be


@pytest.mark.parametrize(
    ("name", "chosen", "kept"),
    [
        ("language", "ja", "ja"),
        ("zone", "東京", "Asia/Tokyo"),
        ("zone", "us/pacific", "America/Los_Angeles"),
        ("holidays", "jp", "JP"),
        ("thanks_channel", Channel(CHANNEL, "text"), CHANNEL),
        ("moderators_channel", Channel(CHANNEL, "news"), CHANNEL),
        ("moderator_roles", [Role(9), Role(3), Role(9)], (3, 9)),
        ("moderator_roles", [], ()),
        ("sessions_on", False, False),
        ("retention_days", 30, 30),
        ("retention_days", 3650, 3650),
    ],
)
def test_a_servers_setting_is_kept_in_its_proper_form(name: str, chosen: Any, kept: Any) -> None:
    assert SERVER[name].check(chosen) == kept


@pytest.mark.parametrize(
    ("name", "chosen", "key", "params"),
    [
        ("language", "fr", "setting-choice-unknown", {}),
        ("zone", "Asia/Atlantis", "setting-zone-unknown", {}),
        ("zone", "CST", "setting-zone-unknown", {}),
        ("holidays", "XX", "setting-country-unknown", {}),
        ("sessions_channel", Channel(5, "voice"), "setting-channel-wrong-kind", {"channel": "5"}),
        ("checkins_channel", Channel(5, "forum"), "setting-channel-wrong-kind", {"channel": "5"}),
        ("fallback_channel", Channel(5, "text", here=False), "setting-channel-elsewhere", {}),
        ("moderator_roles", [Role(1), Role(2, above_bot=True)], "setting-role-above-bot", {"role": "2"}),
        ("moderator_roles", [Role(2, managed=True)], "setting-role-managed", {"role": "2"}),
        ("moderator_roles", [Role(2, everyone=True)], "setting-role-everyone", {}),
        ("moderator_roles", [Role(2, here=False)], "setting-role-elsewhere", {}),
        ("moderator_roles", [Role(n) for n in range(11)], "setting-roles-too-many", {"limit": 10}),
        ("thanks_on", "yes", "setting-choice-unknown", {}),
        ("retention_days", 29, "setting-retention-out-of-range", {"least": 30, "most": 3650}),
        ("retention_days", 3651, "setting-retention-out-of-range", {"least": 30, "most": 3650}),
    ],
)
def test_what_a_servers_setting_may_not_be_is_refused(
    name: str, chosen: Any, key: str, params: dict[str, Any]
) -> None:
    refusal = refused(lambda: SERVER[name].check(chosen))
    assert (refusal.key, refusal.params) == (key, params)


@pytest.mark.parametrize(
    ("name", "chosen", "key"),
    [
        ("language", "", "setting-choice-unknown"),
        ("zone", "+9", "setting-zone-unknown"),
        ("quiet_hours", (-1, 60), "setting-quiet-hours-unreadable"),
        ("quiet_hours", (60, 1440), "setting-quiet-hours-unreadable"),
        ("quiet_hours", (60, 60), "setting-quiet-hours-empty"),
        ("reach_sessions", "dm", "setting-choice-unknown"),
    ],
)
def test_what_a_members_setting_may_not_be_is_refused(name: str, chosen: Any, key: str) -> None:
    assert refused(lambda: MEMBER[name].check(chosen)).key == key


@pytest.mark.parametrize(("hour", "minute"), [("24", "0"), ("7", "60"), ("", "0"), ("-1", "0"), ("7", "x")])
def test_a_clock_that_no_list_offers_is_refused(hour: str, minute: str) -> None:
    assert read_clock("22", "30") == 22 * 60 + 30
    with pytest.raises(Refusal, match="setting-quiet-hours-unreadable"):
        read_clock(hour, minute)


def test_every_setting_has_a_name_a_scope_and_a_default_that_holds() -> None:
    assert [s.name for s in every_setting() if s.scope == "server"] == [
        f.name for f in fields(ServerSettings)
    ]
    assert [s.name for s in every_setting() if s.scope != "server"] == [
        f.name for f in fields(MemberSettings)
    ]
    assert {s.scope for s in every_setting()} == {"server", "everywhere", "here"}
    as_chosen: dict[str, Any] = {"moderator_roles": []}
    for setting in every_setting():
        if setting.default is not None:
            assert setting.check(as_chosen.get(setting.name, setting.default)) == setting.default, (
                setting.name
            )


# --- kept


async def test_a_server_that_chose_nothing_has_sensible_settings(database: Database) -> None:
    assert await server(database, GUILD) == ServerSettings()
    assert await member(database, AOI, GUILD) == MemberSettings()


async def test_what_is_chosen_holds_in_that_server(database: Database) -> None:
    await set_(database, "zone", "東京")
    await set_(database, "moderator_roles", [Role(9), Role(3)])
    await set_(database, "thanks_channel", Channel(CHANNEL, "text"))
    await set_(database, "checkins_on", value=False)
    assert await server(database, GUILD) == ServerSettings(
        zone="Asia/Tokyo", moderator_roles=(3, 9), thanks_channel=CHANNEL, checkins_on=False
    )
    assert await server(database, OTHER_GUILD) == ServerSettings()


async def test_what_is_refused_leaves_everything_as_it_was(database: Database) -> None:
    await set_(database, "zone", "東京")
    with pytest.raises(Refusal):
        await set_(database, "zone", "Atlantis")
    assert (await server(database, GUILD)).zone == "Asia/Tokyo"


async def test_the_last_admin_decides_and_hears_what_stood_before(database: Database) -> None:
    first = await set_(database, "zone", "東京", by=AOI, at=NOON)
    second = await set_(database, "zone", "ロンドン", by=KEN, at=NOON + 1)
    assert (first.value, first.earlier) == ("Asia/Tokyo", None)
    assert (second.value, second.earlier) == ("Europe/London", Earlier("Asia/Tokyo", AOI, NOON))
    back = await set_(database, "zone", None, by=AOI, at=NOON + 2)
    assert (back.value, back.earlier) == ("UTC", Earlier("Europe/London", KEN, NOON + 1))
    again = await set_(database, "zone", "東京", by=KEN, at=NOON + 3)
    assert again.earlier == Earlier("UTC", AOI, NOON + 2), "also that it was given back its default"


async def test_admins_who_change_different_settings_at_once_lose_nothing(database: Database) -> None:
    chosen = {
        "zone": "Asia/Tokyo",
        "language": "ja",
        "holidays": "JP",
        "thanks_on": False,
        "retention_days": 90,
    }
    changes = await asyncio.gather(*(set_(database, name, value) for name, value in chosen.items()))
    assert [change.earlier for change in changes] == [None] * 5
    assert await server(database, GUILD) == ServerSettings(**chosen)


async def test_of_admins_who_change_one_setting_at_once_one_is_last_and_the_others_are_named(
    database: Database,
) -> None:
    days = range(100, 106)
    changes = await asyncio.gather(
        *(set_(database, "retention_days", day, by=AOI + day, at=NOON + day) for day in days)
    )
    earlier = [change.earlier.value for change in changes if change.earlier]
    last = (await server(database, GUILD)).retention_days
    assert sorted([*earlier, last]) == list(days), "each was seen once by whoever came next"


async def test_a_setting_that_no_longer_exists_is_passed_over(database: Database) -> None:
    row = {"guild_id": GUILD, "name": "weather", "value": '"sunny"', "by_id": AOI, "at": NOON}
    async with database.write() as tx:
        await tx.execute(insert(server_settings), [row])
    assert await server(database, GUILD) == ServerSettings()


async def test_some_of_a_members_settings_hold_everywhere_and_some_in_one_server(database: Database) -> None:
    await change_member(database, AOI, GUILD, "zone", "東京", at=NOON)
    await change_member(database, AOI, None, "quiet_hours", (22 * 60, 7 * 60), at=NOON)
    await change_member(database, AOI, GUILD, "reach_sessions", "wait", at=NOON)
    everywhere = MemberSettings(zone="Asia/Tokyo", quiet_hours=(1320, 420))
    assert await member(database, AOI, None) == everywhere
    assert await member(database, AOI, OTHER_GUILD) == everywhere
    assert await member(database, AOI, GUILD) == MemberSettings(
        zone="Asia/Tokyo", quiet_hours=(1320, 420), reach_sessions="wait"
    )
    with pytest.raises(ValueError, match="chosen in a server"):
        await change_member(database, AOI, None, "reach_sessions", "wait", at=NOON)


async def test_a_members_default_leaves_no_row(database: Database) -> None:
    change = await change_member(database, AOI, None, "language", "en", at=NOON)
    assert (change.value, change.earlier) == ("en", None)
    change = await change_member(database, AOI, None, "language", None, at=NOON + 1)
    assert (change.value, change.earlier) == (None, Earlier("en", AOI, NOON))
    assert await export(database, AOI) == {"settings": [], "server_settings": []}


async def test_several_members_are_read_at_once(database: Database) -> None:
    await change_member(database, AOI, None, "language", "ja", at=NOON)
    await change_member(database, KEN, GUILD, "reach_notices", "wait", at=NOON)
    crowd = [MIO + 1 + n for n in range(1500)]
    found = await members(database, [AOI, KEN, MIO, AOI, *crowd], GUILD)
    assert list(found) == [AOI, KEN, MIO, *crowd]
    assert found[AOI] == MemberSettings(language="ja")
    assert found[KEN] == MemberSettings(reach_notices="wait")
    assert set(map(found.__getitem__, [MIO, *crowd])) == {MemberSettings()}


async def test_a_servers_and_a_members_settings_are_read_together(database: Database) -> None:
    await set_(database, "zone", "東京")
    await change_member(database, AOI, None, "language", "ja", at=NOON)
    await change_member(database, AOI, GUILD, "reach_sessions", "wait", at=NOON)
    for guild_id in (GUILD, OTHER_GUILD):
        expected = (await server(database, guild_id), await member(database, AOI, guild_id))
        assert await here(database, guild_id, AOI) == expected
    assert await here(database, None, AOI) == (ServerSettings(), MemberSettings(language="ja"))


MINUTES = st.integers(-10, 1450)


@given(
    st.tuples(st.just("zone"), st.sampled_from(sorted(zones())) | st.text())
    | st.tuples(st.just("quiet_hours"), st.tuples(MINUTES, MINUTES))
)
def test_whatever_passes_its_check_passes_it_as_kept_too(chosen: tuple[str, Any]) -> None:
    name, value = chosen
    check = MEMBER[name].check
    try:
        kept = check(value)
    except Refusal:
        return
    assert check(kept) == kept


# --- one's own


async def test_an_export_holds_what_one_chose_for_oneself_and_for_servers(database: Database) -> None:
    await change_member(database, AOI, None, "zone", "東京", at=NOON)
    await change_member(database, AOI, GUILD, "reach_sessions", "wait", at=NOON + 1)
    await change_member(database, KEN, None, "zone", "ロンドン", at=NOON)
    await set_(database, "retention_days", 90, by=AOI, at=NOON + 2)
    await set_(database, "language", "ja", by=KEN)
    zone = {"guild_id": None, "name": "zone", "value": "Asia/Tokyo", "at": NOON}
    reach = {"guild_id": GUILD, "name": "reach_sessions", "value": "wait", "at": NOON + 1}
    days = {"guild_id": GUILD, "name": "retention_days", "value": 90, "at": NOON + 2}
    assert await export(database, AOI) == {"settings": [zone, reach], "server_settings": [days]}
    assert await export(database, AOI, GUILD) == {"settings": [reach], "server_settings": [days]}
    assert await export(database, AOI, OTHER_GUILD) == {"settings": [], "server_settings": []}


async def test_forgetting_leaves_the_servers_settings_without_a_name(database: Database) -> None:
    numbers = count(NOON)
    for user in (AOI, KEN):
        await change_member(database, user, None, "language", "ja", at=next(numbers))
        for guild in (GUILD, OTHER_GUILD):
            await change_member(database, user, guild, "reach_sessions", "wait", at=next(numbers))
    await set_(database, "retention_days", 90)
    await change_server(database, OTHER_GUILD, "retention_days", 60, by=AOI, at=NOON)
    await forget(database, AOI, GUILD)
    assert await member(database, AOI, GUILD) == MemberSettings(language="ja")
    assert await member(database, AOI, OTHER_GUILD) == MemberSettings(language="ja", reach_sessions="wait")
    assert (await server(database, GUILD)).retention_days == 90
    assert (await set_(database, "retention_days", 91, by=KEN)).earlier == Earlier(90, None, NOON)
    await forget(database, AOI)
    assert await export(database, AOI) == {"settings": [], "server_settings": []}
    assert (await server(database, OTHER_GUILD)).retention_days == 60
    assert await member(database, KEN, GUILD) == MemberSettings(language="ja", reach_sessions="wait")


async def test_what_holds_everywhere_is_forgotten_by_itself(database: Database) -> None:
    for user in (AOI, KEN):
        await change_member(database, user, None, "language", "ja", at=NOON)
        await change_member(database, user, GUILD, "reach_sessions", "wait", at=NOON)
    await forget_everywhere(database, [AOI, MIO])
    assert await member(database, AOI, GUILD) == MemberSettings(reach_sessions="wait")
    assert await member(database, KEN, GUILD) == MemberSettings(language="ja", reach_sessions="wait")


# --- documented

DOCUMENTED = {None: "none", (): "none", True: "on", False: "off"}


def test_every_setting_stands_in_the_documentation_with_its_default() -> None:
    page = (Path(__file__).parents[1] / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| `?([^|`]+)`? \| \S", page, re.MULTILINE)
    expected = [
        (setting.name, str(DOCUMENTED.get(setting.default, setting.default))) for setting in every_setting()
    ]
    assert [(name, default.strip()) for name, default in rows] == expected
