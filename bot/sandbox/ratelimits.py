"""Rate limits as Discord keeps them: a bucket per route and major parameter, and one for everything."""

import hashlib
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

GLOBAL_LIMIT, GLOBAL_WINDOW = 50, 1.0

Bucket = tuple[int, float]  # how many requests in how many seconds

DEFAULT: Bucket = (50, 1.0)
# Discord tells its limits in headers only and may change them; these are the ones seen in use.
BUCKETS: Mapping[tuple[str, str], Bucket] = {
    ("POST", "/channels/{}/messages"): (5, 5.0),
    ("PATCH", "/channels/{}/messages/{}"): (5, 5.0),
    ("DELETE", "/channels/{}/messages/{}"): (5, 1.0),
    ("POST", "/channels/{}/messages/bulk-delete"): (1, 1.0),
    ("POST", "/channels/{}/typing"): (5, 5.0),
    ("PATCH", "/guilds/{}/members/{}"): (10, 10.0),
    ("POST", "/users/@me/channels"): (10, 10.0),
    ("POST", "/webhooks/{}/{}"): (5, 2.0),
    ("PATCH", "/webhooks/{}/{}/messages/{}"): (5, 2.0),
}
REACTIONS = "/channels/{}/messages/{}/reactions"
REACTION_BUCKET: Bucket = (1, 0.25)  # one bucket for adding and removing

_PARAMETER = re.compile(r"\{[^}]*\}")
_TOO_MANY_WINDOWS = 1000


@dataclass(frozen=True)
class Verdict:
    """What the limits say to a request: headers for its answer, and how long to wait if it is refused."""

    headers: dict[str, str] = field(default_factory=dict[str, str])
    retry_after: float | None = None
    is_global: bool = False

    def body(self) -> dict[str, Any]:
        """The JSON of the 429 that a refused request is answered with."""
        message = "You are being rate limited."
        return {"message": message, "retry_after": self.retry_after, "global": self.is_global, "code": 0}


@dataclass
class _Window:
    ends: float
    used: int = 0


def major_of(template: str, params: Mapping[str, str]) -> str:
    """The major parameter of a request: its channel, server, or webhook or interaction with token."""
    parts = template.strip("/").split("/")
    length = 2 if parts[0] in {"channels", "guilds"} else 3
    if parts[0] not in {"channels", "guilds", "webhooks", "interactions"}:
        return ""
    return ":".join(params[part[1:-1]] for part in parts[1:length] if part.startswith("{"))


class RateLimits:
    """Counts requests. Time is told by the caller: real seconds since the epoch, never a moved clock."""

    def __init__(self, enabled: bool = True) -> None:
        self.enabled = enabled
        self._windows: dict[tuple[str, str, str], _Window] = {}

    def take(self, method: str, route_template: str, major: str, token: str | None, now: float) -> Verdict:
        """Counts one request, or refuses it. `token` is the bot's; None where a route asks for none."""
        if not self.enabled:
            return Verdict()
        template = _PARAMETER.sub("{}", route_template).replace("@original", "{}")
        counted = token is not None and not _beside_the_global_limit(template)
        everything = self._window(("", "", token or ""), GLOBAL_WINDOW, now)
        if counted and everything.used >= GLOBAL_LIMIT:
            return _refusal(everything.ends - now, {"X-RateLimit-Global": "true"}, scope="global")
        name, (limit, seconds) = _bucket(method, template)
        window = self._window((name, major, token or ""), seconds, now)
        if window.used >= limit:
            return _refusal(window.ends - now, _headers(name, limit, window, now), scope="user")
        window.used += 1
        if counted:
            everything.used += 1
        return Verdict(_headers(name, limit, window, now))

    def _window(self, key: tuple[str, str, str], seconds: float, now: float) -> _Window:
        window = self._windows.get(key)
        if window is None or window.ends <= now:
            if len(self._windows) > _TOO_MANY_WINDOWS:
                self._windows = {k: w for k, w in self._windows.items() if w.ends > now}
            window = self._windows[key] = _Window(now + seconds)
        return window


def _bucket(method: str, template: str) -> tuple[str, Bucket]:
    """The name Discord would show for a route's bucket, and its size."""
    if template.startswith(REACTIONS) and method != "GET":
        route, size = REACTIONS, REACTION_BUCKET
    else:
        route, size = f"{method} {template}", BUCKETS.get((method, template), DEFAULT)
    return hashlib.sha256(route.encode()).hexdigest()[:32], size


def _beside_the_global_limit(template: str) -> bool:
    """Answers to interactions are not held to a bot's global limit."""
    return template.startswith(("/interactions/", "/webhooks/{}/{}"))


def _headers(name: str, limit: int, window: _Window, now: float) -> dict[str, str]:
    return {
        "X-RateLimit-Limit": str(limit),
        "X-RateLimit-Remaining": str(limit - window.used),
        "X-RateLimit-Reset": f"{window.ends:.3f}",
        "X-RateLimit-Reset-After": f"{window.ends - now:.3f}",
        "X-RateLimit-Bucket": name,
        # discord.py takes a 429 without it for one of Cloudflare's and does not try again.
        "Via": "1.1 google",
    }


def _refusal(wait: float, headers: dict[str, str], *, scope: str) -> Verdict:
    told = {"Retry-After": str(math.ceil(wait)), "X-RateLimit-Scope": scope, "Via": "1.1 google"}
    return Verdict(headers | told, math.ceil(wait * 1000) / 1000, scope == "global")
