"""Who sits where right now, in memory: what is heard from Discord becomes what is to be kept."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bot.features.voice.rules import Seen


class Here(NamedTuple):
    """Somebody is in a voice channel. `session` stays the same until they disconnect from voice.

    `listens`: neither deafened nor in the AFK channel.
    """

    channel_id: int
    session: str
    listens: bool = True


class News(NamedTuple):
    """What is to be kept, in the order in which it happened, and the servers that are seen anew."""

    seen: tuple[Seen, ...]
    servers: frozenset[int]


@dataclass
class _Place:
    channel_id: int
    session: str
    listens: bool
    since: int
    counts_since: int | None = None
    kept: bool = False
    refused: bool = False


class Whereabouts:
    """Everybody in voice, bots left out, in the servers of this process. Nothing of it is stored.

    Whoever is in a channel with somebody else has company, even if that other one is not counted.
    """

    def __init__(self) -> None:
        self._people: dict[int, dict[int, _Place]] = {}
        self._rooms: dict[int, set[int]] = {}
        # Servers we hear nothing from, and until when we did: what happened since is not known.
        self._silent: dict[int, int] = {}
        self._missed: dict[int, list[tuple[int, Here | None]]] = {}
        self._seen: list[Seen] = []
        self._new: set[int] = set()
        self._known: set[int] = set()

    @property
    def pending(self) -> bool:
        """Whether something is to be kept."""
        return bool(self._seen or self._new)

    def servers(self) -> frozenset[int]:
        """Where somebody is in voice."""
        return frozenset(guild_id for guild_id, people in self._people.items() if people)

    def silent(self) -> frozenset[int]:
        """Servers with somebody in voice from which we hear nothing at present."""
        return self.servers() & self._silent.keys()

    # --- what is heard

    def snapshot(self, guild_id: int, present: Mapping[int, Here], at: int) -> None:
        """This is everybody in voice there. Whoever is where they were, unbroken, was there all along."""
        if guild_id not in self._known:
            self._known.add(guild_id)
            self._new.add(guild_id)
        heard_until = self._silent.pop(guild_id, at)
        self._missed.pop(guild_id, None)
        people = self._people.setdefault(guild_id, {})
        moved = {i for i, place in people.items() if not _unbroken(place, present.get(i))}
        self._reconcile(guild_id, moved, present, heard_until, at)

    def saw(self, guild_id: int, user_id: int, here: Here | None, at: int) -> None:
        """Somebody arrived, moved, (un)deafened, or left when `here` is None."""
        if guild_id in self._silent:
            # A connection is being taken up again, and this is told late: nobody knows when it was.
            self._missed.setdefault(guild_id, []).append((user_id, here))
            return
        place = self._people.setdefault(guild_id, {}).get(user_id)
        if place is not None and (here is None or here.channel_id != place.channel_id):
            self._leave(guild_id, user_id, at)
            place = None
        if here is not None and place is None:
            self._arrive(guild_id, user_id, here, at)
        elif here is not None and place is not None:
            self._hear(guild_id, place, here, at)

    def lose(self, guild_ids: Iterable[int], at: int) -> None:
        """Nothing is heard from these servers from now on; up to now everybody was there."""
        for guild_id in guild_ids:
            if guild_id not in self._silent:
                self.look([guild_id], at)
                self._silent[guild_id] = at

    def hear_again(self, guild_ids: Iterable[int], at: int) -> None:
        """Everything that was missed is told by now. Whoever moved did so when we last heard of them."""
        for guild_id in guild_ids:
            heard_until = self._silent.pop(guild_id, None)
            if heard_until is None:
                continue
            people = self._people.setdefault(guild_id, {})
            missed = self._missed.pop(guild_id, [])
            moved = {
                i
                for i, here in missed
                if i in people and (here is None or here.channel_id != people[i].channel_id)
            }
            for i, here in missed:
                if i in people and here is not None and not here.listens:
                    self._hear(guild_id, people[i], here, heard_until)
            present = {i: here for i, here in dict(missed).items() if here is not None}
            self._reconcile(guild_id, moved, present, heard_until, at)

    def leave(self, guild_id: int, at: int) -> None:
        """The server is gone, or we from it."""
        heard_until = self._silent.pop(guild_id, at)
        self._missed.pop(guild_id, None)
        for user_id in list(self._people.get(guild_id, ())):
            self._leave(guild_id, user_id, heard_until)
        self._people.pop(guild_id, None)
        self._known.discard(guild_id)

    def look(self, guild_ids: Collection[int], at: int) -> None:
        """Ask anew about everybody there what is to be kept of them."""
        for guild_id in guild_ids:
            seen_at = self._silent.get(guild_id, at)
            for user_id, place in self._people.get(guild_id, {}).items():
                self._tell(guild_id, user_id, place, seen_at)

    # --- what is to be kept

    def take(self) -> News:
        """What happened since the last time."""
        news = News(tuple(self._seen), frozenset(self._new))
        self._seen, self._new = [], set()
        return news

    def put_back(self, news: News) -> None:
        """It could not be kept; it is taken again next time."""
        self._seen = [*news.seen, *self._seen]
        self._new |= news.servers

    def kept(
        self,
        seen: Iterable[Seen],
        open_now: Collection[tuple[int, int]],
        refused: Collection[tuple[int, int]],
    ) -> None:
        """Whose stay is kept by now, and who refused: nothing before is ever kept of them later."""
        for guild_id, user_id, at, *_ in seen:
            place = self._people.get(guild_id, {}).get(user_id)
            if place is None:
                continue
            was_kept, place.kept = place.kept, (guild_id, user_id) in open_now
            place.refused = (guild_id, user_id) in refused
            if was_kept and not place.kept:
                place.since = max(place.since, at)

    # --- one by one

    def _reconcile(
        self, guild_id: int, moved: Iterable[int], present: Mapping[int, Here], heard_until: int, at: int
    ) -> None:
        """What ended did so when we last heard of it, what began begins now."""
        people = self._people[guild_id]
        for user_id in sorted(moved):
            self._leave(guild_id, user_id, heard_until)
        for user_id, place in people.items():
            if user_id in present and not present[user_id].listens:
                self._hear(guild_id, place, present[user_id], heard_until)
        for user_id, here in present.items():
            if user_id in people:
                self._hear(guild_id, people[user_id], here, at)
            else:
                self._arrive(guild_id, user_id, here, at)
        if heard_until < at:
            # Whoever has not moved was there all along, which is to be written now.
            self.look([guild_id], at)

    def _arrive(self, guild_id: int, user_id: int, here: Here, at: int) -> None:
        place = _Place(*here, since=at)
        self._people[guild_id][user_id] = place
        self._rooms.setdefault(here.channel_id, set()).add(user_id)
        self._tell(guild_id, user_id, place, at)
        self._weigh(guild_id, here.channel_id, at)

    def _leave(self, guild_id: int, user_id: int, at: int) -> None:
        place = self._people[guild_id].pop(user_id)
        self._seen.append(Seen(guild_id, user_id, at))
        room = self._rooms[place.channel_id]
        room.discard(user_id)
        if not room:
            del self._rooms[place.channel_id]
        self._weigh(guild_id, place.channel_id, at)

    def _hear(self, guild_id: int, place: _Place, here: Here, at: int) -> None:
        place.session = here.session
        if place.listens != here.listens:
            place.listens = here.listens
            self._weigh(guild_id, place.channel_id, at)

    def _weigh(self, guild_id: int, channel_id: int, at: int) -> None:
        """Whose time in this room counts from now on, and whose no longer."""
        room = self._rooms.get(channel_id, set())
        for user_id in sorted(room):
            place = self._people[guild_id][user_id]
            counts = place.listens and len(room) > 1
            if counts != (place.counts_since is not None):
                place.counts_since = at if counts else None
                self._tell(guild_id, user_id, place, at)

    def _tell(self, guild_id: int, user_id: int, place: _Place, at: int) -> None:
        # Where a stay was kept that is no longer there, they had it forgotten; where they had refused, they
        # have changed their mind: what begins, begins now.
        since = at if place.kept or place.refused else place.since
        self._seen.append(Seen(guild_id, user_id, at, place.channel_id, since, place.counts_since))


def _unbroken(place: _Place, here: Here | None) -> bool:
    return here is not None and here[:2] == (place.channel_id, place.session)
