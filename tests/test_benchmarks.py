"""The benchmarks work: each prints the figures that `docs/benchmarks.md` explains."""

import asyncio
import json
import signal
import sys
from typing import Any

import pytest

from tests.benchmarks import checkins, overview
from tests.children import PATIENCE, ROOT

pytestmark = pytest.mark.long


async def quickly(name: str) -> dict[str, Any]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.benchmarks", name, "--quick"),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        printed, _ = await asyncio.wait_for(process.communicate(), 2 * PATIENCE)
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGINT)  # so that it ends its bots too
            await process.wait()
    assert process.returncode == 0
    return json.loads(printed)


async def test_what_a_message_costs_is_measured_beside_a_client_that_does_nothing() -> None:
    report = await quickly("ingest")

    assert report["surroundings"].keys() >= {"cores", "load_before", "python", "discord.py"}
    assert report["rss_mb"].keys() == {"bot", "noop"}
    assert report["counted"] == report["sent"] > 500
    assert report["paces"].keys() == {"500/s", "saturated"}
    for figures in report["paces"].values():
        assert figures["bot_us"] > 0
        assert figures["noop_us"] > 0
        assert figures["ratio"] > 0


async def test_the_memory_that_a_day_of_many_members_takes_is_measured_and_everybody_is_counted() -> None:
    report = await quickly("memory")

    assert report["counted"] == report["messages"] > 0
    assert 0 < report["bot"]["at_first"] <= report["bot"]["at_most"] < 200
    assert report["pictures"]["after_one"] > 0


async def test_what_a_command_takes_is_measured_beside_one_that_does_nothing() -> None:
    report = await quickly("commands")

    assert report["commands"].keys() == {"noop", "balance", "thanks", "thanks refused"}
    for figures in report["commands"].values():
        assert 0 < figures["p50"] <= figures["p99"]
        assert figures["cpu"] > 0
    assert report["rss_mb"].keys() == {"bot", "noop"}


async def test_what_many_planned_deliveries_cost_and_how_late_they_are_is_measured() -> None:
    report = await quickly("deliveries")

    assert report["start_ms"] > 0
    assert 0 < report["claim_ms"]["p50"] <= report["claim_ms"]["worst"]
    assert 0 <= report["late_ms"]["p50"] <= report["late_ms"]["worst"]
    assert report["due_in_one_second"]["ratio"] > 0


async def test_what_a_day_of_check_ins_costs_is_measured_and_everybody_is_asked_once() -> None:
    report = await checkins.measure(quick=True)

    for figures in report["by_servers"].values():
        assert figures["asked_once"] == report["subscribers"], figures
        assert figures["asked_more_often"] == figures["not_asked"] == 0
        assert 0 < figures["most_mentions_in_a_post"] <= 80
        assert figures["cpu_seconds"] > 0


async def test_what_a_press_on_a_full_card_and_many_sessions_take_is_measured() -> None:
    report = await quickly("sessions")

    assert report["asked"].keys() == {
        "noop",
        "press, many come",
        "press, few come",
        "list",
        "suggest a time",
        "suggest a session",
    }
    for figures in report["asked"].values():
        assert 0 < figures["p50"] <= figures["p99"]
        assert figures["p50_ratio"] > 0
    assert report["edits_of_the_full_card"]["count"] > 0


async def test_what_boards_of_a_large_server_take_is_measured_beside_a_group_by() -> None:
    report = (await quickly("leaderboard"))["sqlite"]

    for name in ("top_page", "rank_of_one", "jump_to_the_middle"):
        assert 0 < report[name]["p50"] <= report[name]["worst"]
        assert report[name]["group_by"] > 0
    assert report["size"]["days_mb"] < report["size"]["everything_mb"]
    assert report["write_of_1000_counters"]["later"] > 0
    assert report["nightly"]["longest_write"] > 0


async def test_what_an_overview_takes_is_measured_beside_counting_days() -> None:
    report = await overview.measure(quick=True)

    assert report["sqlite"]["overview"].keys() == {"week", "days30", "month", "year"}
    assert all(taken > 0 for taken in report["sqlite"]["overview"].values())
    assert report["sqlite"]["by_counting_days"].keys() == {"average_day", "monthly_active"}
