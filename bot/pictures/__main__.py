"""The process that draws: jobs come by standard input, answers go by standard output; it ends with them."""

import json
import os
import signal
import struct
import sys
from pathlib import Path
from typing import Any, BinaryIO, cast

from typst import Compiler, Fonts

from bot.pictures.coverage import FOLDER
from bot.pictures.lettering import runs

TEMPLATES = Path(__file__).parent / "templates"
PIXELS_PER_INCH = 144.0  # two pixels a point
# Should the bot be gone, or have forgotten it, a picture that never ends must not spin for ever.
SECONDS_PER_PICTURE = 60
# The bot itself comes first where they share a processor.
NICE = 5


def compiler() -> Compiler:
    """Templates and fonts of ours, and nothing else: no system fonts, no packages."""
    fonts = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)])
    return Compiler(str(TEMPLATES / "main.typ"), root=str(TEMPLATES), font_paths=fonts)


def inputs(job: bytes) -> dict[str, str]:
    """What the templates read: the job, with every text of its subject as runs of fonts."""
    told = json.loads(job)
    return {"job": json.dumps(told | {"subject": lettered(told["subject"])}, ensure_ascii=False)}


def lettered(value: Any, key: str = "") -> Any:
    """The same, but for its texts. What a mark is called is no text: templates go by it."""
    if isinstance(value, str):
        return value if key == "mark" else [list(run) for run in runs(value)]
    if isinstance(value, list):
        return [lettered(inner, key) for inner in cast("list[Any]", value)]
    if isinstance(value, dict):
        return {name: lettered(inner, name) for name, inner in cast("dict[str, Any]", value).items()}
    return value


def resident_bytes() -> int:
    """The memory this process holds; its peak where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def serve(jobs: BinaryIO, answers: BinaryIO) -> None:
    """Draw what is asked for, one after another, until nobody asks any more."""
    drawing = compiler()
    while len(head := jobs.read(4)) == 4:
        job = jobs.read(struct.unpack(">I", head)[0])
        if hasattr(signal, "alarm"):
            signal.alarm(SECONDS_PER_PICTURE)
        fault, png = "", b""
        try:
            drawn = drawing.compile(format="png", ppi=PIXELS_PER_INCH, sys_inputs=inputs(job))
            assert isinstance(drawn, bytes), "a picture has one page"
            png = drawn
        except Exception as error:  # noqa: BLE001 - one picture that cannot be drawn costs that picture
            fault = str(error)[:500] or repr(error)
        if hasattr(signal, "alarm"):
            signal.alarm(0)
        report = json.dumps({"fault": fault, "bytes": resident_bytes()}).encode()
        answers.writelines(struct.pack(">I", len(message)) + message for message in (report, png))
        answers.flush()


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(NICE)
    # What ends the bot from a terminal reaches this process too; the bot ends it when it is done with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    serve(sys.stdin.buffer, sys.stdout.buffer)
