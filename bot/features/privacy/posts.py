"""The bot's own public posts about somebody who was forgotten: each is to be written anew, by the courier.

What is planned names the post and never the person: what it is to say is read from what is left.
"""

from collections.abc import Iterable

from bot.features.deliveries import Delivery, new_id
from bot.features.giving import Post

KIND = "privacy.post"
KEPT_TRYING = 30 * 24 * 60 * 60


def edits(posts: Iterable[Post], now: int) -> tuple[Delivery, ...]:
    """What is to be planned in the transaction that forgets; tried for thirty days where Discord refuses."""
    return tuple(_edit(post, now) for post in posts)


def _edit(post: Post, now: int) -> Delivery:
    number = new_id()
    about = {"event": post.event_id, "message": post.message.message_id}
    return Delivery(
        # Of its own for each time of forgetting: an edit on its way may have been worded before this one.
        key=f"{KIND} {number}",
        kind=KIND,
        due_at=now,
        guild_id=post.guild_id,
        channel_id=post.message.channel_id,
        series=series_in(post.guild_id, post.message.channel_id),
        subject=about | {"mentions": 1} if post.mentions else about,
        expires_at=now + KEPT_TRYING,
        id=number,
    )


def series_in(guild_id: int, channel_id: int) -> str:
    """What is paused together while a channel cannot be reached."""
    return f"{KIND} {guild_id} {channel_id}"


def channel_of(series: str) -> int | None:
    """The channel of such a series; None for any other."""
    kind, _, place = series.partition(" ")
    return int(place.rpartition(" ")[2]) if kind == KIND else None
