"""The fonts that are shipped, in the order in which they are asked, and which characters each can draw."""

import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "fonts"


@dataclass(frozen=True)
class Font:
    """A font file under the name by which typst knows it, and the code points it has a glyph for."""

    family: str
    points: frozenset[int]


TEXT = {
    "Rounded Mplus 1c": "MPLUSRounded1c-Medium.ttf",
    "Noto Sans": "NotoSans-Regular.ttf",
    "Noto Sans CJK JP": "NotoSansJP-rest.otf",
    "Noto Sans CJK KR": "NotoSansKR-rest.otf",
    "Noto Sans CJK SC": "NotoSansSC-rest.otf",
    "Noto Sans Arabic": "NotoSansArabic-Regular.ttf",
    "Noto Sans Hebrew": "NotoSansHebrew-Regular.ttf",
    "Noto Sans Thai": "NotoSansThai-Regular.ttf",
    "Noto Sans Devanagari": "NotoSansDevanagari-Regular.ttf",
    "Noto Sans Math": "NotoSansMath-Regular.ttf",
    "Noto Sans Symbols": "NotoSansSymbols-Regular.ttf",
    "Noto Sans Symbols2": "NotoSansSymbols2-Regular.ttf",
}
EMOJI = {"Noto Color Emoji": "NotoColorEmoji.ttf"}
# What is bold and has no bold glyph is drawn by the same family's medium weight.
BOLD = "MPLUSRounded1c-Bold.ttf"


@cache
def text() -> tuple[Font, ...]:
    """The fonts of letters, the one that draws nearly everything first."""
    return tuple(Font(family, characters(FOLDER / file)) for family, file in TEXT.items())


@cache
def emoji() -> Font:
    """The font of emoji."""
    ((family, file),) = EMOJI.items()
    return Font(family, characters(FOLDER / file))


@cache
def bold() -> frozenset[int]:
    """The characters of the first font that have a bold form."""
    return characters(FOLDER / BOLD)


def characters(file: Path) -> frozenset[int]:
    """The code points that a font file maps to a glyph, read from its `cmap` (formats 4 and 12)."""
    data = file.read_bytes()
    start = _table(data, b"cmap")
    (count,) = struct.unpack_from(">H", data, start + 2)
    found: set[int] = set()
    for number in range(count):
        platform, _, offset = struct.unpack_from(">HHI", data, start + 4 + 8 * number)
        if platform in {0, 3}:
            found |= _mapped(data, start + offset)
    return frozenset(found)


def _table(data: bytes, wanted: bytes) -> int:
    (count,) = struct.unpack_from(">H", data, 4)
    for number in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * number)
        if tag == wanted:
            return offset
    raise ValueError(f"the font has no {wanted!r}")


def _mapped(data: bytes, at: int) -> set[int]:
    (kind,) = struct.unpack_from(">H", data, at)
    if kind == 12:
        (groups,) = struct.unpack_from(">I", data, at + 12)
        found: set[int] = set()
        for number in range(groups):
            first, last, glyph = struct.unpack_from(">III", data, at + 16 + 12 * number)
            found.update(range(first if glyph else first + 1, last + 1))
        return found
    if kind == 4:
        return _mapped_in_segments(data, at)
    return set()


def _mapped_in_segments(data: bytes, at: int) -> set[int]:
    (twice,) = struct.unpack_from(">H", data, at + 6)
    form = f">{twice // 2}H"
    ends = struct.unpack_from(form, data, at + 14)
    starts = struct.unpack_from(form, data, at + 16 + twice)
    deltas = struct.unpack_from(form, data, at + 16 + 2 * twice)
    offsets_at = at + 16 + 3 * twice
    offsets = struct.unpack_from(form, data, offsets_at)
    found: set[int] = set()
    for number, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for point in range(first, min(last, 0xFFFE) + 1):
            glyph = point
            if offset:
                (glyph,) = struct.unpack_from(
                    ">H", data, offsets_at + 2 * number + offset + 2 * (point - first)
                )
            if glyph if offset and not glyph else (glyph + delta) & 0xFFFF:
                found.add(point)
    return found
