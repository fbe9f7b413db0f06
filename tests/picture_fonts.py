"""Cuts the fonts of `bot/pictures/fonts` from whole ones: see the README there for where these come from.

`uv run --with fonttools python -m tests.picture_fonts FOLDER` reads the whole fonts from FOLDER.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from bot.pictures.coverage import characters

FONTS = Path(__file__).parents[1] / "bot" / "pictures" / "fonts"

LATIN_GREEK_CYRILLIC = set(range(0x20, 0x530)) | set(range(0x1E00, 0x2000))
# Punctuation, arrows, signs and shapes; no box drawing, no blocks.
SIGNS = set(range(0x2010, 0x2500)) | set(range(0x25A0, 0x2800)) | set(range(0x2900, 0x2C00))
KANA = set(range(0x3000, 0x3100)) | set(range(0x31F0, 0x3400)) | set(range(0xFF00, 0xFFF0))
# Letters dressed up for names: 𝓕𝓻𝓪𝓷𝔂, 🅺 and ⓚ.
DRESSED = set(range(0x1D400, 0x1D800))
ENCLOSED = set(range(0x1F100, 0x1F1E6))


def encoded(codec: str, leads: range, trails: Iterable[int]) -> Iterator[int]:
    """The code points of a rectangle of a two-byte encoding."""
    for lead in leads:
        for trail in trails:
            try:
                yield from map(ord, bytes([lead, trail]).decode(codec))
            except UnicodeDecodeError:
                continue


HIGH = range(0xA1, 0xFF)
JIS_LEVEL_1 = set(encoded("euc_jp", range(0xB0, 0xD0), HIGH))
JIS_LEVEL_2 = set(encoded("euc_jp", range(0xD0, 0xF5), HIGH))
SIMPLIFIED = set(encoded("gb2312", range(0xB0, 0xF8), HIGH))
TRADITIONAL = set(encoded("big5", range(0xA4, 0xC7), [*range(0x40, 0x7F), *HIGH]))
HANGUL = set(encoded("euc_kr", range(0xB0, 0xC9), HIGH)) | set(range(0x3131, 0x318F))


def cut(source: Path, name: str, points: set[int], *, number: int = 0) -> set[int]:
    """Write `name` with those of the points that the source has, and return them."""
    options = subset.Options(
        font_number=number,
        hinting=False,
        # Beside each other in one line and one language: no other forms are asked for.
        layout_features=[] if "rest" in name else subset.Options().layout_features,
        drop_tables=[*subset.Options().drop_tables, "vmtx", "vhea", "VORG", "BASE"],
        notdef_outline=True,
        glyph_names=False,
        name_IDs=["*"],
    )
    font = subset.load_font(str(source), options)
    had = set(font.getBestCmap())
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=points & had)
    cutter.subset(font)
    subset.save_font(font, str(FONTS / name), options)
    assert characters(FONTS / name) == points & had, "coverage.py reads the font otherwise"
    print(f"{name}: {len(points & had)} characters, {(FONTS / name).stat().st_size:,} bytes")
    return points & had


def without_svg(source: Path, name: str) -> None:
    """Write an emoji font whole, but for a second drawing of every emoji that takes four fifths of it."""
    font = TTFont(source, lazy=True, recalcTimestamp=False)
    for table in ("SVG ", "vmtx", "vhea"):
        del font[table]
    font.save(FONTS / name)
    print(f"{name}: {(FONTS / name).stat().st_size:,} bytes")


def everything(source: Path) -> set[int]:
    return set(TTFont(source).getBestCmap())


def main(folder: Path) -> None:
    letters = LATIN_GREEK_CYRILLIC | SIGNS | KANA
    rounded = cut(
        folder / "MPLUSRounded1c_500Medium.ttf",
        "MPLUSRounded1c-Medium.ttf",
        letters | JIS_LEVEL_1 | JIS_LEVEL_2,
    )
    cut(folder / "MPLUSRounded1c_700Bold.ttf", "MPLUSRounded1c-Bold.ttf", letters | JIS_LEVEL_1)
    without_svg(folder / "NotoColorEmoji_400Regular.ttf", "NotoColorEmoji.ttf")
    cjk = folder / "NotoSansCJK-Regular.ttc"
    old = {*JIS_LEVEL_1, *JIS_LEVEL_2} - rounded
    cut(cjk, "NotoSansJP-rest.otf", old, number=0)
    cut(cjk, "NotoSansKR-rest.otf", HANGUL - rounded, number=1)
    cut(cjk, "NotoSansSC-rest.otf", (SIMPLIFIED | TRADITIONAL) - rounded - old, number=2)
    for script, points in {
        "Arabic": set(range(0x600, 0x700)) | set(range(0x750, 0x780)),
        "Hebrew": set(range(0x590, 0x600)),
        "Thai": set(range(0xE00, 0xE80)),
        "Devanagari": set(range(0x900, 0x980)),
        "Math": DRESSED,
        "Symbols2": (SIGNS | ENCLOSED) - rounded,
        "Symbols": (SIGNS | ENCLOSED) - rounded,
    }.items():
        cut(folder / f"NotoSans{script}-Regular.ttf", f"NotoSans{script}-Regular.ttf", points)
    plain = folder / "NotoSans-Regular.ttf"
    cut(plain, "NotoSans-Regular.ttf", everything(plain) - rounded)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
