"""Which settings there are, what each may be, and what holds until somebody chooses.

A setting is a field of `ServerSettings` or `MemberSettings`: its name, its default, and beside it
the rule that reads a chosen value or refuses it with what to do instead.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, fields
from typing import Any, Literal, get_args

from bot.errors import Refusal
from bot.when import countries, zone

Scope = Literal["server", "everywhere", "here"]
"""A server's own; a member's in all servers; a member's in one server."""

Reach = Literal["mention", "wait"]
"""How to reach somebody who agreed to no DM: by a mention, or only when they next use a command."""

LANGUAGES = ("en", "ja")
REACHES: tuple[Reach, ...] = get_args(Reach)
ROLES = 10
RETENTION_DAYS = range(30, 3651)
BURST_SECONDS = range(301)
DAY_MINUTES = range(24 * 60)

# Where a bot's posts with buttons can stand.
POSTABLE = frozenset({"text", "news"})


@dataclass(frozen=True)
class Channel:
    """A channel that was chosen, as Discord describes it; `here` when it is one of this server."""

    id: int
    kind: str
    here: bool = True


@dataclass(frozen=True)
class Role:
    """A role that was chosen; `managed` when it belongs to a bot or to boosters."""

    id: int
    everyone: bool = False
    managed: bool = False
    above_bot: bool = False
    here: bool = True


Check = Callable[[Any], Any]


def _one_of(choices: Collection[str]) -> Check:
    def check(chosen: str) -> str:
        if chosen not in choices:
            raise Refusal("setting-choice-unknown")
        return chosen

    return check


def _zone(named: str) -> str:
    found = zone(named)
    if found is None:
        raise Refusal("setting-zone-unknown")
    return found


def _country(code: str) -> str:
    if code.upper() not in countries():
        raise Refusal("setting-country-unknown")
    return code.upper()


def _channel(chosen: Channel) -> int:
    if not chosen.here:
        raise Refusal("setting-channel-elsewhere")
    if chosen.kind not in POSTABLE:
        raise Refusal("setting-channel-wrong-kind", channel=str(chosen.id))
    return chosen.id


def _roles(chosen: Collection[Role]) -> tuple[int, ...]:
    if len(chosen) > ROLES:
        raise Refusal("setting-roles-too-many", limit=ROLES)
    for role in chosen:
        if not role.here:
            raise Refusal("setting-role-elsewhere")
        if role.everyone:
            raise Refusal("setting-role-everyone")
        if role.managed:
            raise Refusal("setting-role-managed", role=str(role.id))
        if role.above_bot:
            raise Refusal("setting-role-above-bot", role=str(role.id))
    return tuple(sorted({role.id for role in chosen}))


def _yes_or_no(chosen: object) -> bool:
    if not isinstance(chosen, bool):
        raise Refusal("setting-choice-unknown")
    return chosen


def _retention(days: int) -> int:
    if days not in RETENTION_DAYS:
        raise Refusal("setting-retention-out-of-range", least=RETENTION_DAYS[0], most=RETENTION_DAYS[-1])
    return days


def _burst(seconds: int) -> int:
    if seconds not in BURST_SECONDS:
        raise Refusal("setting-burst-out-of-range", least=BURST_SECONDS[0], most=BURST_SECONDS[-1])
    return seconds


def _quiet_hours(hours: tuple[int, int]) -> tuple[int, int]:
    start, end = hours
    if start not in DAY_MINUTES or end not in DAY_MINUTES:
        raise Refusal("setting-quiet-hours-unreadable")
    if start == end:
        raise Refusal("setting-quiet-hours-empty")
    return start, end


def _is(scope: Scope, check: Check) -> dict[str, Any]:
    return {"scope": scope, "check": check}


@dataclass(frozen=True)
class ServerSettings:
    """What a server has chosen, with what holds otherwise.

    `language` None is the one that Discord knows of the server. Channels and roles are ids and may be gone
    by now. Counting activity is no setting: it begins with `consent.start_counting`.
    """

    language: str | None = field(default=None, metadata=_is("server", _one_of(LANGUAGES)))
    zone: str = field(default="UTC", metadata=_is("server", _zone))
    holidays: str | None = field(default=None, metadata=_is("server", _country))
    thanks_channel: int | None = field(default=None, metadata=_is("server", _channel))
    sessions_channel: int | None = field(default=None, metadata=_is("server", _channel))
    checkins_channel: int | None = field(default=None, metadata=_is("server", _channel))
    moderators_channel: int | None = field(default=None, metadata=_is("server", _channel))
    fallback_channel: int | None = field(default=None, metadata=_is("server", _channel))
    moderator_roles: tuple[int, ...] = field(default=(), metadata=_is("server", _roles))
    thanks_on: bool = field(default=True, metadata=_is("server", _yes_or_no))
    sessions_on: bool = field(default=True, metadata=_is("server", _yes_or_no))
    checkins_on: bool = field(default=True, metadata=_is("server", _yes_or_no))
    boards_open: bool = field(default=False, metadata=_is("server", _yes_or_no))
    retention_days: int = field(default=400, metadata=_is("server", _retention))
    burst_seconds: int = field(default=20, metadata=_is("server", _burst))
    welcomed: bool = field(default=False, metadata=_is("server", _yes_or_no))
    checkins_welcomed: int | None = field(default=None, metadata=_is("server", _channel))


@dataclass(frozen=True)
class MemberSettings:
    """What a member has chosen: the first three for all servers, the others for one.

    None is whatever holds for the server they are in: its language and zone, and no quiet hours.
    `quiet_hours` are minutes of the day, the end not among them; they may go past midnight.
    """

    language: str | None = field(default=None, metadata=_is("everywhere", _one_of(LANGUAGES)))
    zone: str | None = field(default=None, metadata=_is("everywhere", _zone))
    quiet_hours: tuple[int, int] | None = field(default=None, metadata=_is("everywhere", _quiet_hours))
    reach_sessions: Reach = field(default="mention", metadata=_is("here", _one_of(REACHES)))
    reach_checkins: Reach = field(default="mention", metadata=_is("here", _one_of(REACHES)))
    reach_notices: Reach = field(default="mention", metadata=_is("here", _one_of(REACHES)))


@dataclass(frozen=True)
class Setting:
    """A setting by itself: `check` reads a chosen value as it is kept, or refuses it."""

    name: str
    scope: Scope
    default: Any
    check: Check


def every_setting() -> Iterator[Setting]:
    """All settings, a server's first, in the order of their fields."""
    for owner in (ServerSettings, MemberSettings):
        for one in fields(owner):
            yield Setting(one.name, one.metadata["scope"], one.default, one.metadata["check"])


SERVER = {setting.name: setting for setting in every_setting() if setting.scope == "server"}
MEMBER = {setting.name: setting for setting in every_setting() if setting.scope != "server"}
