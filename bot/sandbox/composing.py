"""From a checked message body to a message: what Discord adds, fills in and leaves out when it keeps one."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from bot.sandbox import shapes
from bot.sandbox.bodies import Upload
from bot.sandbox.components import SELECTS, every
from bot.sandbox.state import Attachment, Json, Message, MessageFlag
from bot.sandbox.uploads import safe_name, store_uploads
from bot.sandbox.world import World

_SETTABLE = MessageFlag.SUPPRESS_EMBEDS | MessageFlag.SUPPRESS_NOTIFICATIONS | MessageFlag.COMPONENTS_V2
_CHANGEABLE = MessageFlag.SUPPRESS_EMBEDS | MessageFlag.COMPONENTS_V2
_BY_ATTACHMENT = "attachment://"


def composed(
    world: World, body: Json, files: Iterable[Upload] = (), *, ephemeral: bool = False
) -> dict[str, Any]:
    """What a checked body makes of a new message, for `World.post(channel, author, **composed(…))`."""
    stored = store_uploads(world, body, files, ephemeral=ephemeral)
    media = _Media(world, stored)
    flags = int(body.get("flags") or 0) & _SETTABLE
    embeds = kept_embeds(body.get("embeds") or (), media)
    return {
        "content": str(body.get("content") or "").strip(),
        "allowed_mentions": body.get("allowed_mentions"),
        "attachments": [a for a in stored if a.id not in media.embedded],
        "embedded": [a for a in stored if a.id in media.embedded],
        "embeds": embeds,
        "components": kept_components(body.get("components") or (), media),
        "flags": flags | (MessageFlag.EPHEMERAL if ephemeral else 0),
        "tts": bool(body.get("tts")),
    }


def revise(world: World, message: Message, body: Json, files: Iterable[Upload] = ()) -> None:
    """Do what a checked edit asks of a message, and tell everybody. Keys that are absent change nothing."""
    uploads = list(files)
    if "flags" in body:
        # Components v2 can be begun by an edit, and never given up.
        kept_flags = message.flags & ~MessageFlag.SUPPRESS_EMBEDS
        message.flags = kept_flags | int(body["flags"] or 0) & _CHANGEABLE
    if "content" in body:
        message.content = str(body["content"] or "").strip()
    old = [*message.attachments, *message.embedded]
    kept = list(old)
    if body.get("attachments") is not None:
        named = {int(item["id"]) for item in body["attachments"]}
        kept = [a for a in old if a.id in named]
    new = store_uploads(world, body, uploads, ephemeral=message.ephemeral)
    media = _Media(world, [*kept, *new], linked=old)
    if "embeds" in body:
        message.embeds = kept_embeds(body["embeds"] or (), media)
    else:
        media.embedded = {a.id for a in message.embedded}
    if "components" in body:
        message.components = kept_components(body["components"] or (), media)
    for attachment in old:
        if attachment not in kept and attachment.id not in media.embedded:
            world.files.pop(attachment.id, None)
    message.attachments = [a for a in (*kept, *new) if a.id not in media.embedded]
    message.embedded = [a for a in (*old, *new) if a.id in media.embedded]
    if not uploads and not body.keys() & {"content", "embeds", "components", "attachments"}:
        world.message_changed(message)  # to hide its embeds is no edit
    else:
        world.edited(message, allowed_mentions=body.get("allowed_mentions"))


class _Media:
    """Turns a link a sender wrote into the one Discord answers with: `attachment://` is a file sent along."""

    def __init__(
        self, world: World, attachments: Sequence[Attachment], *, linked: Sequence[Attachment] = ()
    ) -> None:
        self._world = world
        self._by_name = {a.filename: a for a in attachments}
        # A sender who read the message first has the links, not the names.
        self._by_url = {shapes.attachment(a, world.base_url)["url"]: a for a in linked}
        self.embedded: set[int] = set()  # shown by an embed, and so no attachment of the message's own

    def named(self, url: str) -> Attachment | None:
        name = url.removeprefix(_BY_ATTACHMENT)
        return self._by_name.get(safe_name(name)) if name != url else self._by_url.get(url)

    def url(self, url: str) -> str:
        attachment = self.named(url)
        return url if attachment is None else shapes.attachment(attachment, self._world.base_url)["url"]

    def picture(self, given: Json) -> Json:
        """An embed's image or thumbnail."""
        attachment = self.named(given["url"])
        url = self.url(given["url"])
        shape: Json = {"url": url, "proxy_url": url}
        if attachment is not None:
            self.embedded.add(attachment.id)
            shape["content_type"] = attachment.content_type
            if attachment.width is not None:
                shape |= {"width": attachment.width, "height": attachment.height}
        return shape

    def unfurled(self, given: Json) -> Json:
        """A component's media item."""
        attachment = self.named(given["url"])
        url = self.url(given["url"])
        shape: Json = {"id": str(self._world.ids.next()), "url": url, "proxy_url": url}
        if attachment is not None:
            shape |= {
                "width": attachment.width,
                "height": attachment.height,
                "content_type": attachment.content_type,
                "attachment_id": str(attachment.id),
            }
        return shape

    def file_facts(self, given: Json) -> Json:
        attachment = self.named(given["url"])
        if attachment is None:
            return {"name": given["url"].rpartition("/")[2], "size": None}
        return {"name": attachment.filename, "size": attachment.size}


# --- embeds


def kept_embeds(embeds: Iterable[Json], media: _Media) -> list[Json]:
    return [_embed(embed, media) for embed in embeds]


def _embed(given: Json, media: _Media) -> Json:
    texts = ("title", "description", "url", "timestamp", "color")
    shape: Json = {"type": "rich"}
    shape |= {key: text for key in texts if (text := _trimmed(given.get(key))) not in {None, ""}}
    if isinstance(shape.get("color"), str):
        shape["color"] = int(shape["color"])
    if given.get("fields"):
        shape["fields"] = [
            {
                "name": _trimmed(field["name"]),
                "value": _trimmed(field["value"]),
                "inline": bool(field.get("inline")),
            }
            for field in given["fields"]
        ]
    for key in ("image", "thumbnail"):
        picture: Json = given.get(key) or {}
        if picture.get("url"):
            shape[key] = media.picture(picture)
    for key in ("author", "footer"):
        if given.get(key):
            shape[key] = _line(given[key], media)
    return shape


def _trimmed(value: Any) -> Any:
    """Discord keeps no blanks around a text."""
    return value.strip() if isinstance(value, str) else value


def _line(given: Json, media: _Media) -> Json:
    """An author or a footer: text, perhaps with a link and an icon."""
    shape = {key: _trimmed(given[key]) for key in ("name", "text", "url") if given.get(key)}
    if given.get("icon_url"):
        url = media.picture({"url": given["icon_url"]})["url"]
        shape |= {"icon_url": url, "proxy_icon_url": url}
    return shape


# --- components


_DEFAULTS: Mapping[int, Json] = {
    3: {"min_values": 1, "max_values": 1},
    5: {"min_values": 1, "max_values": 1},
    6: {"min_values": 1, "max_values": 1},
    7: {"min_values": 1, "max_values": 1},
    8: {"min_values": 1, "max_values": 1},
    11: {"description": None, "spoiler": False},
    13: {"spoiler": False},
    14: {"spacing": 1, "divider": True},
    17: {"accent_color": None, "spoiler": False},
}


def kept_components(components: Iterable[Json], media: _Media) -> list[Json]:
    """Components as Discord keeps them: each has a number of its own and every default written out."""
    given = list(components)
    numbers = _Numbers({int(c["id"]) for c in every(given) if c.get("id")})
    return [_component(component, media, numbers) for component in given]


class _Numbers:
    """Hands out component ids from 1, leaving out those the sender chose."""

    def __init__(self, taken: set[int]) -> None:
        self._taken = taken
        self._last = 0

    def next(self) -> int:
        self._last += 1
        while self._last in self._taken:
            self._last += 1
        return self._last


def _component(given: Json, media: _Media, numbers: _Numbers) -> Json:
    kind = int(given["type"])
    number = int(given.get("id") or numbers.next())
    shape: Json = {**_DEFAULTS.get(kind, {}), **_without_nulls(given), "type": kind, "id": number}
    if kind in SELECTS:
        shape.pop("required", None)  # means something in forms only
    if "default_values" in shape:  # a client may write their ids as numbers
        shape["default_values"] = [{**one, "id": str(one["id"])} for one in shape["default_values"]]
    if "components" in shape:
        shape["components"] = [_component(inner, media, numbers) for inner in shape["components"]]
    if "accessory" in shape:
        shape["accessory"] = _component(shape["accessory"], media, numbers)
    if kind == 11:
        shape["media"] = media.unfurled(shape["media"])
    if kind == 12:
        shape["items"] = [
            {"description": None, "spoiler": False, **item, "media": media.unfurled(item["media"])}
            for item in shape["items"]
        ]
    if kind == 13:
        shape |= media.file_facts(shape["file"])
        shape["file"] = media.unfurled(shape["file"])
    return shape


def _without_nulls(value: Json) -> Json:
    """A component without the keys a client sent as null (an emoji's id, for one)."""
    return {key: _cleaned(inner) for key, inner in value.items() if inner is not None}


def _cleaned(value: Any) -> Any:
    if isinstance(value, dict):
        return _without_nulls(cast("Json", value))
    if isinstance(value, list):
        return [_cleaned(inner) for inner in cast("list[Any]", value)]
    return value
