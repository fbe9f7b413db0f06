"""The gateway's transport compressions: one stream per connection, flushed after each payload."""

import sys
import zlib
from typing import Protocol


class Packer(Protocol):
    """Turns payloads into frames."""

    binary: bool

    def pack(self, payload: bytes) -> bytes: ...


class Plain:
    binary = False

    def pack(self, payload: bytes) -> bytes:
        return payload


class ZlibStream:
    binary = True

    def __init__(self) -> None:
        self._stream = zlib.compressobj(level=1)  # over loopback time costs more than bytes

    def pack(self, payload: bytes) -> bytes:
        return self._stream.compress(payload) + self._stream.flush(zlib.Z_SYNC_FLUSH)


if sys.version_info >= (3, 14):
    from compression.zstd import ZstdCompressor

    class ZstdStream:
        binary = True

        def __init__(self) -> None:
            self._stream = ZstdCompressor(level=1)

        def pack(self, payload: bytes) -> bytes:
            return self._stream.compress(payload, ZstdCompressor.FLUSH_BLOCK)

    _KINDS: dict[str, type[Packer]] = {"zlib-stream": ZlibStream, "zstd-stream": ZstdStream}
else:
    _KINDS: dict[str, type[Packer]] = {"zlib-stream": ZlibStream}


def packer(compress: str | None) -> Packer | None:
    """The packer a connection asked for in its address; None when there is no such compression here."""
    if compress is None:
        return Plain()
    kind = _KINDS.get(compress)
    return None if kind is None else kind()
