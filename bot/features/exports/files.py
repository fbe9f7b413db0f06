"""Rows as files: CSV that a spreadsheet reads and cannot be led astray by, or JSON; no larger than may be."""

import csv
import gzip
import io
import json
import re
import tempfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Any, Literal, Self, get_args

Format = Literal["csv", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)
Cell = int | str | None

LARGEST = 8 * 1024 * 1024
"""No file is larger, whatever Discord would take: each is held in memory while it is sent."""
_CHUNK = 64 * 1024
# What ends a file, and what ends its compression.
_TAIL_ROOM = 64
_BLOCK = 64 * 1024
# Without it Excel takes Japanese for something else.
_MARK = b"\xef\xbb\xbf"

# What spreadsheets take for the begin of a formula, in their full-width forms too; where a cell begins, and
# where one would begin for a program that splits at something else than a comma. Blanks, and what cannot be
# seen, before it do not help.
_UNSEEN = r"[\s\x00\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\"']"
_FORMULA = re.compile(
    rf"(^|[,;|\t\r\n])({_UNSEEN}*)([=+\-@\uff1d\uff0b\uff0d\uff20\u2212\ufe62\ufe63\ufe66\ufe6b])"
)
_CONTROL = re.compile(r"^[\t\r\n]")


def harmless(words: str) -> str:
    """Somebody's words as a spreadsheet shows them and never reckons with them: an apostrophe goes before
    what could begin a formula."""
    safe = _FORMULA.sub(r"\1'\2\3", words)
    return f"'{safe}" if _CONTROL.match(safe) else safe


@dataclass(frozen=True)
class File:
    """A file that is ready: its name, and what reads it into memory."""

    name: str
    _kept: IO[bytes]

    def read(self) -> bytes:
        self._kept.seek(0)
        return self._kept.read()


class Files:
    """Rows, written to disk as they are added; on leaving, nothing of it stays.

    One file while it is no larger than `limit` bytes; else compressed ones (gzip), each whole by itself.
    `columns` name the values of a row: in JSON as they are, in CSV by `titles`. `about` stands in JSON.
    """

    def __init__(
        self,
        name: str,
        form: Format,
        columns: Sequence[str],
        titles: Sequence[str],
        *,
        about: Mapping[str, Any],
        limit: int,
    ) -> None:
        self._name = name
        self._form: Format = form
        self._columns = columns
        self._titles = titles
        self._about = about
        self._limit = min(limit, LARGEST)
        self._chunk_size = max(1, min(_CHUNK, self._limit // 8))
        self._kept: list[IO[bytes]] = []
        self._packed: gzip.GzipFile | None = None
        self._rows_here = 0
        self.rows = 0
        """How many rows were added."""

    def __enter__(self) -> Self:
        self._begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._kept:
            file.close()

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write these rows, in their order."""
        waiting: list[bytes] = []
        size = 0
        for row in rows:
            line = self._line(row)
            if waiting and size + len(line) > self._chunk_size:
                self._write(waiting)
                waiting, size = [], 0
            waiting.append(line)
            size += len(line)
        self._write(waiting)

    def finished(self) -> list[File]:
        """The files, to be read before this is left; nothing is added afterwards."""
        self._end()
        count = len(self._kept)
        ending = f"{self._form}.gz" if self._packed is not None else self._form
        names = [
            f"{self._name}.{ending}" if count == 1 else f"{self._name}-{number}-of-{count}.{ending}"
            for number in range(1, count + 1)
        ]
        return [File(name, kept) for name, kept in zip(names, self._kept, strict=True)]

    # --- writing

    def _write(self, lines: Sequence[bytes]) -> None:
        if not lines:
            return
        room = self._limit - self._kept[-1].tell() - _TAIL_ROOM
        size = sum(map(len, lines)) + 2 * len(lines)
        if size > room:
            if self._packed is None:
                self._pack()
            room = self._limit - self._kept[-1].tell() - _TAIL_ROOM
            if size > room and self._rows_here:
                self._end()
                self._begin()
        glue = b",\n" if self._form == "json" else b""
        chunk = glue.join(lines)
        self._put(glue + chunk if self._rows_here and glue else chunk)
        self._rows_here += len(lines)
        self.rows += len(lines)

    def _put(self, data: bytes) -> None:
        if self._packed is None:
            self._kept[-1].write(data)
        else:
            self._packed.write(data)
            # Else nobody knows how large it is by now.
            self._packed.flush(zlib.Z_SYNC_FLUSH)

    def _begin(self) -> None:
        packing = self._packed is not None
        self._kept.append(_file())
        if packing:
            self._packed = _packing(self._kept[-1])
        self._rows_here = 0
        self._put(self._head())

    def _end(self) -> None:
        self._put(b"\n]}\n" if self._form == "json" else b"")
        if self._packed is not None:
            self._packed.close()

    def _pack(self) -> None:
        """Go on compressed: what stands in the one file so far becomes the begin of the first."""
        plain = self._kept.pop()
        self._kept.append(_file())
        self._packed = _packing(self._kept[-1])
        plain.seek(0)
        while block := plain.read(_BLOCK):
            self._packed.write(block)
        self._packed.flush(zlib.Z_SYNC_FLUSH)
        plain.close()

    # --- how it reads

    def _head(self) -> bytes:
        if self._form == "csv":
            return _MARK + _csv_line(self._titles)
        about = {**self._about, "part": len(self._kept)}
        return f'{{"about": {json.dumps(about, ensure_ascii=False)},\n"rows": [\n'.encode()

    def _line(self, row: Sequence[Cell]) -> bytes:
        if self._form == "csv":
            return _csv_line(row)
        named = dict(zip(self._columns, row, strict=True))
        return json.dumps(named, ensure_ascii=False).encode(errors="replace")


def _csv_line(cells: Sequence[Cell]) -> bytes:
    line = io.StringIO(newline="")
    shown = [harmless(cell) if isinstance(cell, str) else "" if cell is None else cell for cell in cells]
    csv.writer(line, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n").writerow(shown)
    return line.getvalue().encode(errors="replace")


def _file() -> IO[bytes]:
    return tempfile.TemporaryFile()


def _packing(into: IO[bytes]) -> gzip.GzipFile:
    # Without a time in it: the same rows are the same file.
    return gzip.GzipFile(fileobj=into, mode="wb", mtime=0)
