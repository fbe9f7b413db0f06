"""The stand-in's rate limits: told the time, so nothing here waits."""

import pytest

from bot.sandbox.ratelimits import GLOBAL_LIMIT, RateLimits, Verdict, major_of

SEND = "/channels/{channel_id}/messages"
REACT = "/channels/{channel_id}/messages/{message_id}/reactions/{emoji}/@me"
NOW = 1_750_000_000.0


def send(limits: RateLimits, channel: str = "1", *, token: str = "a", at: float = NOW) -> Verdict:
    return limits.take("POST", SEND, channel, token, at)


def test_a_channel_takes_five_messages_in_five_seconds() -> None:
    limits = RateLimits()
    assert [send(limits).retry_after for _ in range(5)] == [None] * 5
    refused = send(limits, at=NOW + 1.5)
    assert refused.retry_after == 3.5
    message = "You are being rate limited."
    assert refused.body() == {"message": message, "retry_after": 3.5, "global": False, "code": 0}
    assert send(limits, at=NOW + 5).retry_after is None


def test_the_headers_count_down() -> None:
    limits = RateLimits()
    first, second = send(limits).headers, send(limits, at=NOW + 2).headers
    assert first["X-RateLimit-Limit"] == "5"
    assert (first["X-RateLimit-Remaining"], second["X-RateLimit-Remaining"]) == ("4", "3")
    assert (first["X-RateLimit-Reset-After"], second["X-RateLimit-Reset-After"]) == ("5.000", "3.000")
    assert first["X-RateLimit-Reset"] == f"{NOW + 5:.3f}"
    assert first["X-RateLimit-Bucket"] == second["X-RateLimit-Bucket"]
    assert "Retry-After" not in first


def test_a_refusal_says_how_long_and_that_it_comes_from_discord() -> None:
    limits = RateLimits()
    for _ in range(5):
        send(limits)
    headers = send(limits, at=NOW + 0.25).headers
    assert headers["Retry-After"] == "5"
    assert headers["X-RateLimit-Scope"] == "user"
    assert headers["X-RateLimit-Remaining"] == "0"
    assert headers["Via"] == "1.1 google"
    assert "X-RateLimit-Global" not in headers


def test_channels_and_bots_are_counted_apart() -> None:
    limits = RateLimits()
    for _ in range(5):
        send(limits)
    assert send(limits, "2").retry_after is None
    assert send(limits, token="b").retry_after is None
    assert send(limits).retry_after is not None


def test_adding_and_removing_a_reaction_share_a_bucket() -> None:
    limits = RateLimits()
    added = limits.take("PUT", REACT, "1", "a", NOW)
    removed = limits.take("DELETE", REACT, "1", "a", NOW + 0.1)
    assert added.retry_after is None
    assert removed.retry_after == pytest.approx(0.15, abs=0.002)
    assert added.headers["X-RateLimit-Bucket"] == removed.headers["X-RateLimit-Bucket"]
    assert limits.take("DELETE", REACT, "1", "a", NOW + 0.25).retry_after is None


def test_reading_reactions_is_not_held_to_the_pace_of_adding_them() -> None:
    limits = RateLimits()
    read = "/channels/{channel_id}/messages/{message_id}/reactions/{emoji}"
    assert all(limits.take("GET", read, "1", "a", NOW).retry_after is None for _ in range(10))


def test_a_bot_has_fifty_requests_a_second_in_all() -> None:
    limits = RateLimits()
    for channel in range(GLOBAL_LIMIT):
        assert send(limits, str(channel)).retry_after is None
    refused = send(limits, "another", at=NOW + 0.5)
    assert refused.is_global
    assert refused.retry_after == 0.5
    assert refused.headers["X-RateLimit-Global"] == "true"
    assert refused.headers["X-RateLimit-Scope"] == "global"
    assert refused.body()["global"] is True
    assert "X-RateLimit-Bucket" not in refused.headers
    assert send(limits, "another", token="b").retry_after is None
    assert send(limits, "another", at=NOW + 1).retry_after is None


@pytest.mark.parametrize(
    ("method", "template"),
    [
        ("POST", "/interactions/{interaction_id}/{interaction_token}/callback"),
        ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original"),
    ],
)
def test_answers_to_interactions_are_beside_the_global_limit(method: str, template: str) -> None:
    limits = RateLimits()
    for channel in range(GLOBAL_LIMIT):
        send(limits, str(channel))
    assert limits.take(method, template, "w:t", "a", NOW).retry_after is None
    # And they use none of it up.
    later = NOW + 1
    for n in range(GLOBAL_LIMIT):
        limits.take(method, template, f"w:{n}", "a", later)
    assert send(limits, at=later).retry_after is None


def test_a_refused_request_uses_nothing_up() -> None:
    limits = RateLimits()
    for _ in range(5):
        send(limits)
    for _ in range(GLOBAL_LIMIT):
        send(limits)
    assert send(limits, "2").retry_after is None


def test_switched_off_they_say_nothing() -> None:
    limits = RateLimits(enabled=False)
    assert [send(limits) for _ in range(200)] == [Verdict()] * 200


def test_old_windows_are_forgotten() -> None:
    limits = RateLimits()
    for n in range(5000):
        send(limits, str(n), token=str(n), at=NOW + n)
    assert len(limits._windows) < 1100


def test_the_major_parameter_is_the_channel_the_server_or_the_webhook_with_its_token() -> None:
    assert major_of(SEND, {"channel_id": "5"}) == "5"
    assert major_of("/guilds/{guild_id}/members/{user_id}", {"guild_id": "6", "user_id": "7"}) == "6"
    hook = "/webhooks/{application_id}/{token}/messages/@original"
    assert major_of(hook, {"application_id": "8", "token": "t"}) == "8:t"
    callback = "/interactions/{interaction_id}/{interaction_token}/callback"
    assert major_of(callback, {"interaction_id": "9", "interaction_token": "u"}) == "9:u"
    assert major_of("/users/@me", {}) == ""
