"""What the stand-in keeps: plain records, in the terms of Discord's own documentation.

Instants are UTC seconds since 1970. `world.py` changes these records and tells everybody who may know;
`shapes.py` writes them as Discord's JSON; `permissions.py` says who may do what.
"""

from dataclasses import dataclass, field
from typing import Any, ClassVar

Json = dict[str, Any]


class ChannelType:
    TEXT = 0
    DM = 1
    VOICE = 2
    CATEGORY = 4
    NEWS = 5
    NEWS_THREAD = 10
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    STAGE = 13

    THREADS = frozenset({NEWS_THREAD, PUBLIC_THREAD, PRIVATE_THREAD})
    VOICES = frozenset({VOICE, STAGE})


class MessageType:
    DEFAULT = 0
    PINNED = 6  # "… pinned a message"
    THREAD_CREATED = 18
    REPLY = 19
    COMMAND = 20  # the answer to a slash command
    THREAD_STARTER = 21
    CONTEXT_COMMAND = 23  # the answer to a user or message command

    OWN_WORDS = frozenset({DEFAULT, REPLY, COMMAND, CONTEXT_COMMAND})  # all others are written by Discord


class MessageFlag:
    CROSSPOSTED = 1 << 0
    SUPPRESS_EMBEDS = 1 << 2
    HAS_THREAD = 1 << 5
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    COMPONENTS_V2 = 1 << 15


@dataclass
class User:
    id: int
    username: str
    global_name: str | None = None
    bot: bool = False
    locale: str = "en-US"
    takes_dms: bool = True  # False: a bot that writes to them is answered 50007


@dataclass
class Role:
    id: int
    guild_id: int
    name: str
    permissions: int = 0
    position: int = 0
    color: int = 0
    hoist: bool = False
    mentionable: bool = False
    managed: bool = False
    bot_id: int | None = None


@dataclass
class Overwrite:
    id: int
    type: int  # 0 a role, 1 a member
    allow: int = 0
    deny: int = 0


@dataclass
class Thread:
    """What a channel has besides when it is a thread."""

    owner_id: int
    archived: bool = False
    locked: bool = False
    invitable: bool = True
    auto_archive_minutes: int = 1440
    archive_changed_at: float = 0.0
    members: dict[int, float] = field(default_factory=dict[int, float])  # user id: since when
    message_count: int = 0
    total_message_sent: int = 0


@dataclass
class Channel:
    id: int
    type: int
    guild_id: int | None = None
    name: str = ""
    position: int = 0
    parent_id: int | None = None
    topic: str | None = None
    nsfw: bool = False
    slowmode: int = 0  # seconds between two messages of one member
    overwrites: dict[int, Overwrite] = field(default_factory=dict[int, Overwrite])
    bitrate: int = 64000
    user_limit: int = 0
    recipients: tuple[int, ...] = ()  # of a DM: both people
    thread: Thread | None = None
    last_message_id: int | None = None


@dataclass
class Member:
    user_id: int
    guild_id: int
    joined_at: float
    nick: str | None = None
    roles: list[int] = field(default_factory=list[int])
    deaf: bool = False
    mute: bool = False
    timed_out_until: float | None = None


@dataclass
class VoiceState:
    user_id: int
    guild_id: int
    channel_id: int
    session_id: str
    self_mute: bool = False
    self_deaf: bool = False


@dataclass
class Attachment:
    id: int
    filename: str
    size: int
    content_type: str
    description: str | None = None
    width: int | None = None
    height: int | None = None
    ephemeral: bool = False
    title: str | None = None  # the name it had before it was made safe


@dataclass
class Message:
    id: int
    channel_id: int
    author_id: int
    content: str = ""
    type: int = 0
    flags: int = 0
    edited_at: float | None = None
    embeds: list[Json] = field(default_factory=list[Json])
    components: list[Json] = field(default_factory=list[Json])
    attachments: list[Attachment] = field(default_factory=list[Attachment])
    embedded: list[Attachment] = field(default_factory=list[Attachment])  # files shown in its embeds only
    mentions: list[int] = field(default_factory=list[int])
    mention_roles: list[int] = field(default_factory=list[int])
    mention_everyone: bool = False
    reference: Json | None = None
    nonce: str | int | None = None
    tts: bool = False
    pinned_at: float | None = None
    reactions: dict[str, list[int]] = field(default_factory=dict[str, list[int]])  # emoji: who, in order
    application_id: int | None = None  # set when an interaction's answer made it
    interaction: Json | None = None  # interaction_metadata, in Discord's shape
    command: str | None = None  # the whole name of the command that this answers
    visible_to: int | None = None  # an ephemeral message's one reader

    @property
    def ephemeral(self) -> bool:
        return bool(self.flags & MessageFlag.EPHEMERAL)

    @property
    def pinned(self) -> bool:
        return self.pinned_at is not None

    @property
    def shown_embeds(self) -> list[Json]:
        """Suppressed embeds are kept, but not shown to anybody."""
        return [] if self.flags & MessageFlag.SUPPRESS_EMBEDS else self.embeds


@dataclass
class ScheduledEvent:
    SCHEDULED: ClassVar = 1
    ACTIVE: ClassVar = 2
    COMPLETED: ClassVar = 3
    CANCELED: ClassVar = 4
    OVER: ClassVar = frozenset({COMPLETED, CANCELED})

    id: int
    guild_id: int
    creator_id: int
    name: str
    entity_type: int
    starts_at: float
    ends_at: float | None = None
    channel_id: int | None = None
    description: str | None = None
    location: str | None = None
    status: int = 1
    users: list[int] = field(default_factory=list[int])


@dataclass
class Guild:
    id: int
    name: str
    owner_id: int
    preferred_locale: str = "en-US"
    description: str | None = None
    afk_channel_id: int | None = None
    afk_timeout: int = 300
    system_channel_id: int | None = None
    roles: dict[int, Role] = field(default_factory=dict[int, Role])
    channels: dict[int, Channel] = field(default_factory=dict[int, Channel])  # threads among them
    members: dict[int, Member] = field(default_factory=dict[int, Member])
    voice_states: dict[int, VoiceState] = field(default_factory=dict[int, VoiceState])
    scheduled_events: dict[int, ScheduledEvent] = field(default_factory=dict[int, ScheduledEvent])


@dataclass
class Command:
    """An application command as it was registered; `body` holds what the application sent."""

    id: int
    version: int
    guild_id: int | None  # None: in every server
    body: Json

    @property
    def type(self) -> int:
        return int(self.body.get("type") or 1)

    @property
    def name(self) -> str:
        return str(self.body["name"])


@dataclass
class Application:
    """A bot: its id is its user's id."""

    id: int
    name: str
    token: str
    privileged_intents: int = 0  # those its owner switched on; others close the gateway with 4014
    description: str = ""
    tags: list[str] = field(default_factory=list[str])
    commands: dict[int, Command] = field(default_factory=dict[int, Command])


@dataclass(frozen=True)
class Event:
    """A gateway dispatch, and who may receive it."""

    name: str
    data: Json
    guild_id: int | None = None
    channel_id: int | None = None  # only those who can see this channel
    only: frozenset[int] | None = None  # only these users
