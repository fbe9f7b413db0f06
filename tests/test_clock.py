import asyncio
import time

import pytest

from bot.clock import Clock


def test_a_clock_shows_real_time_and_its_offset() -> None:
    before = time.time()
    shown = Clock(offset=3600).now()
    assert before + 3600 <= shown <= time.time() + 3600


def test_a_clock_moves_forward_only() -> None:
    clock = Clock(offset=5)
    clock.advance(10)
    assert clock.offset == 15
    with pytest.raises(ValueError, match="forward"):
        clock.advance(-1)
    assert clock.offset == 15


async def test_everybody_who_waits_is_told_at_the_next_move_and_only_then() -> None:
    clock = Clock()
    clock.advance(1)
    waiting = [asyncio.create_task(clock.moved()) for _ in range(3)]
    for _ in range(5):
        await asyncio.sleep(0)
    assert not any(task.done() for task in waiting)
    clock.advance(1)
    async with asyncio.timeout(5):
        await asyncio.gather(*waiting)


async def test_whoever_waits_again_is_told_of_the_move_after() -> None:
    clock = Clock()
    seen: list[float] = []

    async def follow() -> None:
        while len(seen) < 3:
            await clock.moved()
            seen.append(clock.offset)
            # Moved by the one that waits: nobody else needs to be waited for.
            clock.advance(60)

    following = asyncio.create_task(follow())
    await asyncio.sleep(0)
    clock.advance(60)
    for _ in range(10):
        await asyncio.sleep(0)
    assert seen == [60]
    clock.advance(1)
    for _ in range(10):
        await asyncio.sleep(0)
    assert seen == [60, 121]
    following.cancel()
