"""What the stand-in's world holds, and who may see of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bot.sandbox import permissions
from bot.sandbox.permissions import Permission
from bot.sandbox.snowflakes import Snowflakes
from bot.sandbox.state import Application, Channel, Event, Guild, Json, Message, User


@dataclass
class Ground:
    """All servers, people, bots and messages of one stand-in."""

    now: Callable[[], float]
    base_url: str = "http://127.0.0.1"  # the stand-in's own address, for attachments
    users: dict[int, User] = field(default_factory=dict[int, User])
    guilds: dict[int, Guild] = field(default_factory=dict[int, Guild])
    channels: dict[int, Channel] = field(default_factory=dict[int, Channel])  # of servers, threads and DMs
    messages: dict[int, dict[int, Message]] = field(default_factory=dict[int, dict[int, Message]])
    applications: dict[int, Application] = field(default_factory=dict[int, Application])
    files: dict[int, bytes] = field(default_factory=dict[int, bytes])  # by attachment id
    listeners: list[Callable[[Event], None]] = field(default_factory=list[Callable[[Event], None]])

    def __post_init__(self) -> None:
        self.ids = Snowflakes(self.now)
        # Which message somebody sent with which nonce: (channel, author, nonce) to its id, oldest first.
        self.nonces: dict[tuple[int, int, str], int] = {}

    def guild_of(self, channel: Channel) -> Guild | None:
        return self.guilds.get(channel.guild_id) if channel.guild_id is not None else None

    def allowed(self, user_id: int, channel: Channel) -> int:
        """A user's permissions in a channel, as bits."""
        return permissions.in_channel(self.guild_of(channel), channel, user_id, self.now())

    def may(self, user_id: int, channel: Channel, wanted: int) -> bool:
        return self.allowed(user_id, channel) & wanted == wanted

    def receives(self, user_id: int, event: Event) -> bool:
        """Whether Discord would tell this user of this event at all (a bot's intents come on top)."""
        if event.only is not None:
            return user_id in event.only
        if event.channel_id is not None:
            channel = self.channels.get(event.channel_id)
            if channel is not None:
                return self.may(user_id, channel, Permission.VIEW_CHANNEL)
        if event.guild_id is not None:
            guild = self.guilds.get(event.guild_id)
            return guild is not None and user_id in guild.members
        return False

    def emit(
        self,
        name: str,
        data: Json,
        *,
        guild_id: int | None = None,
        channel: Channel | None = None,
        only: Iterable[int] | None = None,
    ) -> None:
        event = Event(
            name,
            data,
            guild_id if channel is None else channel.guild_id,
            None if channel is None else channel.id,
            None if only is None else frozenset(only),
        )
        for listener in tuple(self.listeners):
            listener(event)
