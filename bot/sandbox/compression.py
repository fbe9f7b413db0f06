"""The gateway's transport compressions: one stream per connection, flushed after each payload."""

import sys
import zlib
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

Pack = Callable[[bytes], bytes]

LEVEL: Final = 1  # between two programs of one machine time costs more than bytes


class Packer:
    """Turns payloads into what goes over one connection."""

    def __init__(self, pack: Pack | None = None) -> None:
        self.binary = pack is not None
        self.pack = pack or _unchanged


def packer(compress: str | None) -> Packer | None:
    """The packer a connection asked for in its address; None when there is no such compression here."""
    if compress is None:
        return Packer()
    stream = _STREAMS.get(compress)
    return None if stream is None else Packer(stream())


def _unchanged(payload: bytes) -> bytes:
    return payload


def _zlib() -> Pack:
    stream = zlib.compressobj(LEVEL)
    return lambda payload: stream.compress(payload) + stream.flush(zlib.Z_SYNC_FLUSH)


def _zstd_of_python() -> Pack:
    made: Any = import_module("compression.zstd").ZstdCompressor
    stream = made(level=LEVEL)
    return lambda payload: stream.compress(payload, made.FLUSH_BLOCK)


def _zstd_of_zstandard() -> Pack:
    library: Any = import_module("zstandard")
    stream = library.ZstdCompressor(level=LEVEL).compressobj()
    return lambda payload: stream.compress(payload) + stream.flush(library.COMPRESSOBJ_FLUSH_BLOCK)


_STREAMS: dict[str, Callable[[], Pack]] = {"zlib-stream": _zlib}
# Wherever discord.py can read it, it asks for it.
if sys.version_info >= (3, 14):
    _STREAMS["zstd-stream"] = _zstd_of_python
elif find_spec("zstandard"):
    _STREAMS["zstd-stream"] = _zstd_of_zstandard
