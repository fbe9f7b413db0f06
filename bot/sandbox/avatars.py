"""The pictures of people who have none of their own: one colour each, where clients look for Discord's."""

import struct
import zlib
from typing import Final

from aiohttp import web

COLORS: Final = (0x5865F2, 0x757E8A, 0x3BA55C, 0xFAA61A, 0xED4245, 0xEB459F)
SIDE: Final = 256


def mount(app: web.Application) -> None:
    """Serve them at `/embed/avatars/{index}.png`."""

    async def serve(request: web.Request) -> web.Response:
        color = COLORS[int(request.match_info["index"])]
        return web.Response(body=picture(color), content_type="image/png")

    app.router.add_get(r"/embed/avatars/{index:[0-5]}.png", serve)


def picture(color: int) -> bytes:
    """A square PNG of one colour: a palette of one, and a bit for each dot."""
    head = struct.pack(">IIBBBBB", SIDE, SIDE, 1, 3, 0, 0, 0)
    dots = zlib.compress(bytes(1 + SIDE // 8) * SIDE)
    chunks = ((b"IHDR", head), (b"PLTE", color.to_bytes(3)), (b"IDAT", dots), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
