"""The stand-in's world: every change goes through here, and everybody who may see it is told.

Nothing here awaits, so a change is whole or not there at all. Nothing here asks for permission either: routes
(for bots) and people do, with `permissions.py`, before they change anything.

`ground.py` says what there is and who sees it, `rooms.py` changes channels, threads and voice, `talk.py`
messages and reactions; servers, members, roles and commands are changed here.
"""

from collections.abc import Iterable
from typing import Any

from bot.sandbox import permissions, shapes
from bot.sandbox.permissions import Permission
from bot.sandbox.state import Application, Command, Guild, Json, Member, Role, ScheduledEvent, User
from bot.sandbox.talk import Talk


class World(Talk):
    """All servers, people, bots and messages of one stand-in."""

    # --- people, bots, servers

    def add_user(self, username: str, global_name: str | None = None, **details: Any) -> User:
        user = User(self.ids.next(), username, global_name, **details)
        self.users[user.id] = user
        return user

    def user_changed(self, user: User) -> None:
        """Tell of a change to somebody, made by the caller: themselves, and every server they are in."""
        self.emit("USER_UPDATE", shapes.own_user(user), only=[user.id])
        for guild in self.guilds.values():
            if user.id in guild.members:
                self.member_changed(guild.members[user.id])

    def add_application(self, name: str, token: str, *, privileged_intents: int = 0) -> Application:
        """A bot. Its user and its application share one id, as new ones on Discord do."""
        user = self.add_user(name.lower().replace(" ", "-"), name, bot=True)
        application = Application(user.id, name, token, privileged_intents)
        self.applications[application.id] = application
        return application

    def add_guild(self, name: str, owner: User, *, preferred_locale: str = "en-US") -> Guild:
        guild = Guild(self.ids.next(), name, owner.id, preferred_locale)
        guild.roles[guild.id] = Role(guild.id, guild.id, "@everyone", permissions.EVERYONE)
        self.guilds[guild.id] = guild
        self.add_member(guild, owner)
        return guild

    def add_member(
        self, guild: Guild, user: User, *, joined_at: float | None = None, roles: Iterable[Role] = ()
    ) -> Member:
        joined = self.now() if joined_at is None else joined_at
        member = Member(user.id, guild.id, joined, roles=[role.id for role in roles])
        guild.members[user.id] = member
        self.emit(
            "GUILD_MEMBER_ADD",
            shapes.member(member, user) | {"guild_id": str(guild.id)},
            guild_id=guild.id,
        )
        self.emit("PRESENCE_UPDATE", shapes.presence(member), guild_id=guild.id)
        return member

    def install(self, application: Application, guild: Guild, granted: int) -> Member:
        """Invite a bot with the permissions its invitation asked for, which become its managed role."""
        bot = self.users[application.id]
        role = Role(
            self.ids.next(),
            guild.id,
            application.name,
            granted,
            position=1,
            managed=True,
            bot_id=bot.id,
        )
        guild.roles[role.id] = role
        data = {"guild_id": str(guild.id), "role": shapes.role(role)}
        self.emit("GUILD_ROLE_CREATE", data, guild_id=guild.id)
        member = self.add_member(guild, bot, roles=[role])
        data = self.guild_create(guild, bot.id)
        del data["unavailable"]  # only servers that a bot knew of before are "available again"
        self.emit("GUILD_CREATE", data, guild_id=guild.id, only=[bot.id])
        return member

    def guild_create(self, guild: Guild, viewer: int) -> Json:
        """What the gateway tells a bot of a server: the open threads it can see, itself and who is in voice.

        Without the presences intent Discord sends no more; the rest comes on request. What a session is
        told besides, the gateway adds.
        """
        shown = [m for m in guild.members.values() if m.user_id == viewer or m.user_id in guild.voice_states]
        threads = [c for c in guild.channels.values() if c.thread is not None and not c.thread.archived]
        seen = [c for c in threads if self.may(viewer, c, Permission.VIEW_CHANNEL)]
        return shapes.guild_create(guild, self.users, viewer, shown, seen)

    def remove_member(self, guild: Guild, user_id: int) -> None:
        """A member leaves, or a bot is removed (which to the bot is the loss of the server)."""
        self.leave_voice(guild, user_id)
        for channel in guild.channels.values():
            if channel.thread is not None:
                channel.thread.members.pop(user_id, None)
        member = guild.members.pop(user_id)
        user = self.users[member.user_id]
        data = {"guild_id": str(guild.id), "user": shapes.user(user)}
        self.emit("GUILD_MEMBER_REMOVE", data, guild_id=guild.id)
        for role in [r for r in guild.roles.values() if r.bot_id == user_id]:
            self.delete_role(guild, role)
        if user.bot:
            self.emit("GUILD_DELETE", {"id": str(guild.id)}, guild_id=guild.id, only=[user_id])

    def delete_guild(self, guild: Guild) -> None:
        members = list(guild.members)
        for channel_id in guild.channels:
            self.channels.pop(channel_id, None)
            self.messages.pop(channel_id, None)
        del self.guilds[guild.id]
        self.emit("GUILD_DELETE", {"id": str(guild.id)}, only=members)

    def guild_changed(self, guild: Guild) -> None:
        """Tell of a change to the server itself, made by the caller."""
        self.emit("GUILD_UPDATE", shapes.guild(guild), guild_id=guild.id)

    def member_changed(self, member: Member) -> None:
        """Tell of a change to a member, made by the caller."""
        data = shapes.member(member, self.users[member.user_id]) | {"guild_id": str(member.guild_id)}
        self.emit("GUILD_MEMBER_UPDATE", data, guild_id=member.guild_id)

    # --- roles

    def add_role(
        self, guild: Guild, name: str, granted: int = 0, *, position: int = 1, **details: Any
    ) -> Role:
        """A role at the bottom, as new ones are on Discord. `details` are further fields of `Role`."""
        role = Role(self.ids.next(), guild.id, name, granted, position, **details)
        guild.roles[role.id] = role
        data = {"guild_id": str(guild.id), "role": shapes.role(role)}
        self.emit("GUILD_ROLE_CREATE", data, guild_id=guild.id)
        return role

    def role_changed(self, role: Role) -> None:
        data = {"guild_id": str(role.guild_id), "role": shapes.role(role)}
        self.emit("GUILD_ROLE_UPDATE", data, guild_id=role.guild_id)

    def delete_role(self, guild: Guild, role: Role) -> None:
        del guild.roles[role.id]
        for member in guild.members.values():
            if role.id in member.roles:
                member.roles.remove(role.id)
        for channel in guild.channels.values():
            channel.overwrites.pop(role.id, None)
        data = {"guild_id": str(guild.id), "role_id": str(role.id)}
        self.emit("GUILD_ROLE_DELETE", data, guild_id=guild.id)

    # --- commands

    def register_commands(self, application: Application, guild_id: int | None, bodies: list[Json]) -> None:
        """Replace a scope's commands. One that keeps its name and type keeps its id."""
        old = {(c.type, c.name): c for c in application.commands.values() if c.guild_id == guild_id}
        for command in old.values():
            del application.commands[command.id]
        for body in bodies:
            before = old.get((int(body.get("type") or 1), str(body["name"])))
            if before is not None and before.body == body:
                command = before
            else:
                number = self.ids.next()
                command = Command(number if before is None else before.id, number, guild_id, body)
            application.commands[command.id] = command

    # --- scheduled events

    def add_scheduled_event(self, event: ScheduledEvent) -> None:
        self.guilds[event.guild_id].scheduled_events[event.id] = event
        self._tell_of_scheduled("CREATE", event)

    def scheduled_event_changed(self, event: ScheduledEvent) -> None:
        """Tell of a change made by the caller. An event that is over is no longer listed."""
        if event.status in ScheduledEvent.OVER:
            self.guilds[event.guild_id].scheduled_events.pop(event.id, None)
        self._tell_of_scheduled("UPDATE", event)

    def delete_scheduled_event(self, event: ScheduledEvent) -> None:
        del self.guilds[event.guild_id].scheduled_events[event.id]
        self._tell_of_scheduled("DELETE", event)

    def follow(self, event: ScheduledEvent, user_id: int, *, interested: bool = True) -> None:
        """Somebody presses "Interested", or takes it back."""
        if (user_id in event.users) == interested:
            return
        if interested:
            event.users.append(user_id)
        else:
            event.users.remove(user_id)
        data: Json = {
            "guild_scheduled_event_id": str(event.id),
            "user_id": str(user_id),
            "guild_id": str(event.guild_id),
        }
        name = f"GUILD_SCHEDULED_EVENT_USER_{'ADD' if interested else 'REMOVE'}"
        self.emit(name, data, guild_id=event.guild_id)

    def _tell_of_scheduled(self, what: str, event: ScheduledEvent) -> None:
        data = shapes.scheduled_event(event)
        creator = self.users.get(event.creator_id)
        if creator is not None:
            data["creator"] = shapes.user(creator)
        self.emit(f"GUILD_SCHEDULED_EVENT_{what}", data, guild_id=event.guild_id)
