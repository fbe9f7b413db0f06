"""Files people and bots send: kept in the world, described as Discord describes them, and served again."""

import mimetypes
import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.sandbox.bodies import Upload
from bot.sandbox.state import Attachment, Json
from bot.sandbox.world import World

if TYPE_CHECKING:
    from bot.sandbox.server import StandIn

_UNSAFE = re.compile(r"[^\w.()\-]+", re.ASCII)
# Only these are shown by a browser; anything else is handed over as a file, never run in the page's name.
_SHOWN = frozenset(
    {"image/png", "image/jpeg", "image/gif", "image/webp", "audio/mpeg", "audio/ogg", "video/mp4"}
)


def store_uploads(
    world: World, body: Json, files: Iterable[Upload], *, ephemeral: bool = False
) -> list[Attachment]:
    """Keep a request's files. The body's `attachments` may name and describe them."""
    described: dict[int, Json] = {
        int(item["id"]): item for item in body.get("attachments") or () if str(item.get("id", "")).isdigit()
    }
    stored: list[Attachment] = []
    for upload in files:
        details = described.get(upload.n, {})
        given = PurePosixPath(str(details.get("filename") or upload.filename).replace("\\", "/"))
        filename = safe_name(given.name)
        size = image_size(upload.data)
        attachment = Attachment(
            world.ids.next(),
            filename,
            len(upload.data),
            content_type(filename, upload.data),
            details.get("description") or None,
            None if size is None else size[0],
            None if size is None else size[1],
            ephemeral,
            # What the name was, where it could not stay.
            None if filename == given.name else given.stem,
        )
        world.files[attachment.id] = upload.data
        stored.append(attachment)
    return stored


def safe_name(filename: str) -> str:
    """The name a file gets on Discord: plain letters, without blanks, slashes and the like."""
    name = PurePosixPath(filename.replace("\\", "/"))
    return (_UNSAFE.sub("_", name.stem).strip("_")[:200] or "unknown") + _UNSAFE.sub("_", name.suffix)[:20]


def content_type(filename: str, data: bytes) -> str:
    """What a file is: pictures by their first bytes, everything else by its name."""
    kind = _picture(data)
    if kind is not None:
        return kind
    guess = mimetypes.guess_type(filename)[0] or "application/octet-stream"
    return f"{guess}; charset=utf-8" if guess.startswith("text/") else guess


def _picture(data: bytes) -> str | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return None


def image_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, JPEG, GIF or WebP, read from its header; None for anything else."""
    readers = {
        "image/png": _size_of_png,
        "image/jpeg": _size_of_jpeg,
        "image/gif": _size_of_gif,
        "image/webp": _size_of_webp,
    }
    kind = _picture(data)
    return None if kind is None else readers[kind](data)


def _size_of_png(data: bytes) -> tuple[int, int] | None:
    if len(data) < 24 or data[12:16] != b"IHDR":
        return None
    return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])


def _size_of_gif(data: bytes) -> tuple[int, int] | None:
    if len(data) < 10:
        return None
    return int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")


def _size_of_jpeg(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        # The frame header: SOF0-15 without DHT, JPG and DAC, which share the range.
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            return int.from_bytes(data[at + 7 : at + 9]), int.from_bytes(data[at + 5 : at + 7])
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    return None


def _size_of_webp(data: bytes) -> tuple[int, int] | None:
    if len(data) < 30:
        return None
    match data[12:16]:
        case b"VP8 ":
            return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(
                data[28:30], "little"
            ) & 0x3FFF
        case b"VP8L":
            bits = int.from_bytes(data[21:25], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
        case _:
            return None


def mount(app: web.Application, standin: "StandIn") -> None:
    """Serve the files at `/attachments/{id}/{filename}`."""

    async def serve(request: web.Request) -> web.Response:
        number, filename = request.match_info["id"], request.match_info["filename"]
        data = standin.world.files.get(int(number))
        if data is None:
            raise web.HTTPNotFound
        kind = content_type(filename, data)
        headers: dict[str, Any] = {
            "Content-Type": kind,
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox; default-src 'none'",
        }
        if kind not in _SHOWN:
            headers["Content-Disposition"] = "attachment"
        return web.Response(body=data, headers=headers)

    app.router.add_get(r"/attachments/{id:\d{1,20}}/{filename}", serve)
