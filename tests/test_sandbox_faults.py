"""The stand-in's bad days: every fault strikes when it was asked to, as often as it was asked to."""

import asyncio
import errno
import sys
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.sandbox.faults import Exchange
from tests.callers import TOKEN, Scene, opened_scene


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with opened_scene() as scene:
        yield scene


def contents(scene: Scene) -> list[str]:
    return [message.content for message in scene.world.messages[scene.general.id].values()]


# --- answers


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_refusal_strikes_as_often_as_asked_and_does_nothing(scene: Scene, status: int) -> None:
    fault = scene.standin.faults.answer(status, times=2)
    replies = [await scene.call("POST", scene.messages_url, {"content": str(n)}) for n in range(3)]
    assert [reply.status for reply in replies] == [status, status, 200]
    assert fault.struck == 2
    assert contents(scene) == ["2"]


async def test_a_fault_strikes_only_what_it_is_meant_for(scene: Scene) -> None:
    scene.standin.faults.answer(503, method="POST", path="/channels/*/messages")
    assert (await scene.call("GET", scene.messages_url)).status == 200
    assert (await scene.call("POST", f"/channels/{scene.general.id}/typing")).status == 204
    assert (await scene.call("POST", scene.messages_url, {"content": "?"})).status == 503


async def test_a_cancelled_fault_strikes_no_more(scene: Scene) -> None:
    fault = scene.standin.faults.answer(503)
    assert (await scene.call("GET", "/users/@me")).status == 503
    fault.cancel()
    assert (await scene.call("GET", "/users/@me")).status == 200
    scene.standin.faults.answer(503)
    scene.standin.faults.clear()
    assert (await scene.call("GET", "/users/@me")).status == 200


async def test_a_429_says_whose_it_is(scene: Scene) -> None:
    faults = scene.standin.faults
    faults.answer(429, times=1, retry_after=2.5)
    faults.answer(429, times=1, retry_after=1, everywhere=True)
    faults.answer(429, times=1, via=False)
    bucket, everywhere, proxy = [await scene.call("GET", "/users/@me") for _ in range(3)]
    assert (bucket.body["retry_after"], bucket.body["global"]) == (2.5, False)
    assert (bucket.headers["Retry-After"], bucket.headers["X-RateLimit-Scope"]) == ("3", "user")
    assert everywhere.body["global"]
    assert everywhere.headers["X-RateLimit-Global"] == "true"
    assert "Via" in bucket.headers
    assert "Via" in everywhere.headers
    assert "Via" not in proxy.headers


async def test_latency_delays_and_nothing_else(scene: Scene) -> None:
    scene.standin.faults.latency(0.05, times=1)
    loop = asyncio.get_running_loop()
    begun = loop.time()
    await scene.said("late")
    assert loop.time() - begun >= 0.05
    assert contents(scene) == ["late"]


# --- resets


async def test_a_reset_before_does_nothing(scene: Scene) -> None:
    scene.standin.faults.reset_before_applying(times=1)
    with pytest.raises(aiohttp.ClientOSError):
        await scene.said("lost")
    assert contents(scene) == []
    await scene.said("again")
    assert contents(scene) == ["again"]


async def test_a_reset_after_has_done_it(scene: Scene) -> None:
    scene.standin.faults.reset_after_applying(method="POST", times=1)
    with pytest.raises(aiohttp.ClientOSError) as reset:
        await scene.said("kept")
    assert reset.value.errno == errno.ECONNRESET
    assert contents(scene) == ["kept"]
    entry = scene.standin.record.of("rest")[-1]
    assert (entry.detail["status"], entry.detail["answer"]["content"]) == (None, "kept")


async def test_a_refused_request_is_no_applied_one(scene: Scene) -> None:
    fault = scene.standin.faults.reset_after_applying()
    assert (await scene.call("GET", "/channels/1")).code == 10003
    assert fault.struck == 0


# --- hooks


async def test_hooks_are_called_in_order_and_know_what_happened(scene: Scene) -> None:
    seen: list[tuple[str, int, int | None]] = []
    faults = scene.standin.faults

    def note(moment: str, exchange: Exchange) -> None:
        seen.append((moment, len(contents(scene)), exchange.status))

    async def note_later(exchange: Exchange) -> None:
        await asyncio.sleep(0)
        note("applied", exchange)

    faults.hook("received", "POST /channels/*/messages", lambda exchange: note("received", exchange))
    faults.hook("applied", "POST /channels/*/messages", note_later)
    faults.hook("answered", "* *", lambda exchange: note("answered", exchange))
    await scene.said("hooked")
    await scene.standin.rest.idle()
    assert seen == [("received", 0, None), ("applied", 1, 200), ("answered", 1, 200)]


async def test_a_hook_knows_body_and_sender(scene: Scene) -> None:
    seen: list[Exchange] = []
    hook = scene.standin.faults.hook("applied", "POST *", seen.append, times=1)
    await scene.said("one")
    await scene.said("two")
    assert hook.struck == 1
    assert (seen[0].body, seen[0].application_id) == ({"content": "one"}, scene.bot.id)


async def test_a_hook_may_end_the_sender(scene: Scene) -> None:
    program = (
        "import sys, urllib.request as u\n"
        'u.urlopen(u.Request(sys.argv[1], b\'{"content": "last words"}\', '
        "{'Authorization': sys.argv[2], 'Content-Type': 'application/json'}))\n"
        "print('answered')"
    )
    url = scene.call.base + scene.messages_url
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, url, f"Bot {TOKEN}", stdout=asyncio.subprocess.PIPE
    )

    async def end(_: Exchange) -> None:
        process.kill()
        await process.wait()

    scene.standin.faults.hook("applied", "POST *", end, times=1)
    out, _ = await asyncio.wait_for(process.communicate(), 20)
    await scene.standin.rest.idle()
    assert (process.returncode, out) == (-9, b"")
    assert contents(scene) == ["last words"]
    await scene.said("the stand-in lives on")


# --- no way through


async def test_while_connections_are_refused_nobody_gets_through(scene: Scene) -> None:
    await scene.said("before")  # leaves a connection that can be used again
    await scene.standin.faults.refuse_connections(0.2)
    with pytest.raises(aiohttp.ClientOSError):
        await scene.call("GET", "/users/@me")
    with pytest.raises(aiohttp.ClientConnectorError) as refused:
        await scene.call("GET", "/users/@me")
    assert isinstance(refused.value.os_error, ConnectionRefusedError)
    with pytest.raises(aiohttp.ClientConnectorError):
        await scene.call.session.ws_connect(scene.standin.gateway_url)
    await scene.standin.faults.outage_over()
    await scene.said("after")
    assert contents(scene) == ["before", "after"]


async def test_an_outage_can_be_ended_early(scene: Scene) -> None:
    await scene.standin.faults.refuse_connections(600)
    await scene.standin.faults.refuse_connections(600)
    await scene.standin.faults.accept_connections()
    await scene.said("back")


async def test_a_gateway_on_an_old_connection_is_refused_too(scene: Scene) -> None:
    await scene.call("GET", "/users/@me")
    await scene.standin.faults.refuse_connections(600)
    with pytest.raises(aiohttp.ClientError):
        await scene.call.session.ws_connect(scene.standin.gateway_url)


async def test_a_sender_who_breaks_off_disturbs_nobody(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    host, port = scene.standin.url.removeprefix("http://").split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    head = f"POST /api/v10{scene.messages_url} HTTP/1.1\r\nHost: x\r\nAuthorization: Bot {TOKEN}\r\n"
    writer.write(f"{head}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{{".encode())
    await writer.drain()
    writer.transport.abort()
    await scene.said("next")
    await scene.standin.rest.idle()
    assert contents(scene) == ["next"]
    assert caplog.records == []
