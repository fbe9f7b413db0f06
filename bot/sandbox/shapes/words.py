"""Messages, with their files and reactions."""

from urllib.parse import quote, unquote

from bot.sandbox.shapes.basics import instant, user
from bot.sandbox.snowflakes import made_at
from bot.sandbox.state import Attachment, Json, Message, User


def attachment(of: Attachment, base: str) -> Json:
    """`base` is the stand-in's own address, where the file can be fetched."""
    url = f"{base}/attachments/{of.id}/{quote(of.filename)}"
    shape: Json = {
        "id": str(of.id),
        "filename": of.filename,
        "size": of.size,
        "url": url,
        "proxy_url": url,
        "content_type": of.content_type,
    }
    optional = {
        "title": of.title,
        "description": of.description,
        "width": of.width,
        "height": of.height,
    }
    shape |= {key: value for key, value in optional.items() if value is not None}
    if of.ephemeral:
        shape["ephemeral"] = True
    return shape


def emoji(key: str) -> Json:
    """The partial emoji of a reaction key: `🙂`, or `name:id` of a custom one."""
    name, _, number = unquote(key).partition(":")
    return {"id": number or None, "name": name}


def reactions(of: Message, viewer: int | None) -> list[Json]:
    return [
        {
            "emoji": emoji(key),
            "count": len(who),
            "count_details": {"burst": 0, "normal": len(who)},
            "burst_colors": [],
            "me_burst": False,
            "me": viewer in who,
        }
        for key, who in of.reactions.items()
    ]


def message(of: Message, users: dict[int, User], base: str, viewer: int | None = None) -> Json:
    """A message without what depends on other records (`referenced_message`, `thread`): the world adds it."""
    shape: Json = {
        "id": str(of.id),
        "channel_id": str(of.channel_id),
        "author": user(users[of.author_id]),
        "type": of.type,
        "content": of.content,
        "timestamp": instant(made_at(of.id)),
        "edited_timestamp": instant(of.edited_at),
        "flags": of.flags,
        "mentions": [user(users[u]) for u in of.mentions if u in users],
        "mention_roles": [str(r) for r in of.mention_roles],
        "mention_everyone": of.mention_everyone,
        "attachments": [attachment(a, base) for a in of.attachments],
        "embeds": of.shown_embeds,
        "components": of.components,
        "pinned": of.pinned,
        "tts": of.tts,
    }
    if of.nonce is not None:
        shape["nonce"] = of.nonce
    if of.reactions:
        shape["reactions"] = reactions(of, viewer)
    if of.reference is not None:
        shape["message_reference"] = of.reference
    if of.application_id is not None:
        # Discord names the application of an interaction's answer as a webhook too.
        shape["application_id"] = shape["webhook_id"] = str(of.application_id)
    if of.interaction is not None:
        shape["interaction_metadata"] = of.interaction
        if of.command is not None:
            # The older form of the same, the only one that names the command.
            who = {key: of.interaction[key] for key in ("id", "type", "user")}
            shape["interaction"] = who | {"name": of.command}
    return shape
