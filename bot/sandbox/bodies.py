"""Reading a request's body: JSON, or a form with `payload_json` and `files[n]` as clients send files."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from aiohttp import BodyPartReader, StreamReader, hdrs, web

from bot.sandbox.encoding import dumps, loads
from bot.sandbox.errors import invalid_body, invalid_json, too_large

FILE_LIMIT = 10 * 1024 * 1024
JSON_LIMIT = 8 * 1024 * 1024

_FILE_FIELD = re.compile(r"files?\[(\d+)\]")


@dataclass(frozen=True)
class Upload:
    """A file of a request; `n` is the number by which the body's `attachments` speak of it."""

    n: int
    filename: str
    content_type: str
    data: bytes


async def read_body(request: web.Request) -> tuple[Any, list[Upload]]:
    """The JSON of a request (None without a body) and its files."""
    if not request.body_exists:
        return None, []
    if request.content_type == "multipart/form-data":
        return await _read_form(request)
    data = await _read_whole(_pieces_of(request.content), JSON_LIMIT)
    if not data:
        return None, []
    if request.content_type != "application/json":
        text = "Expected \"Content-Type\" header to be one of {'application/json', 'multipart/form-data'}."
        raise invalid_body({"_errors": [{"code": "CONTENT_TYPE_INVALID", "message": text}]})
    return parsed(data), []


def parsed(data: bytes) -> Any:
    try:
        value = loads(data)
        if b"\\ud" in data.lower():
            dumps(value)  # half a surrogate pair is no character: it could never be answered or stored
    except (ValueError, TypeError, RecursionError) as error:
        raise invalid_json() from error
    return value


async def _read_form(request: web.Request) -> tuple[Any, list[Upload]]:
    body: Any = None
    files: list[Upload] = []
    try:
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader):
                raise invalid_json()
            named = _FILE_FIELD.fullmatch(part.name or "")
            data = await _read_whole(_pieces_of_part(part), FILE_LIMIT)
            if part.name == "payload_json":
                body = parsed(data)
            elif named and part.filename:
                kind = part.headers.get(hdrs.CONTENT_TYPE, "application/octet-stream")
                files.append(Upload(int(named[1]), part.filename, kind, data))
    except ValueError as error:  # a form that ends in the middle, or has no boundary
        raise invalid_json() from error
    return body, files


async def _read_whole(pieces: AsyncIterator[bytes], limit: int) -> bytes:
    """Everything, unless it is too large: then it is read to its end, so that the caller hears the answer."""
    kept = bytearray()
    size = 0
    async for piece in pieces:
        size += len(piece)
        if size <= limit:
            kept += piece
        else:
            kept.clear()
    if size > limit:
        raise too_large()
    return bytes(kept)


async def _pieces_of(stream: StreamReader) -> AsyncIterator[bytes]:
    async for piece in stream.iter_any():
        yield piece


async def _pieces_of_part(part: BodyPartReader) -> AsyncIterator[bytes]:
    while piece := await part.read_chunk():
        yield piece
