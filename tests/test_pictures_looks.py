"""What is drawn: every kind in both languages, names of every sort, and never an empty box."""

import itertools
import re
import string
import struct
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as at_most
from hypothesis import strategies as st
from typst import Compiler, Fonts

from bot.pictures import (
    Attendance,
    Balance,
    Day,
    Exchange,
    Figure,
    HeatMap,
    Leaderboard,
    Letter,
    Month,
    Occurrence,
    Place,
    Regular,
    Series,
    Side,
    Subject,
    Trend,
    coverage,
)
from bot.pictures.__main__ import PIXELS_PER_INCH, compiler, inputs
from bot.pictures.lettering import EMOJI_STYLE, JOINER, MARK, NON_JOINER, clusters, runs
from bot.pictures.writing import written
from tests import pictures_page
from tests.pictures_page import Sheet

NAMES = (
    '#panic("x") $x^2$ *bold* _i_ \\ @ref <a> `c` // c [#sys.inputs] https://example.com',
    "とても長い名前" * 40,
    "A very long English name that goes on " * 5,
    "",
    "\u3164\u200b\u2800",
    "مرحبا يا صديقي",
    "שָׁלוֹם abc 123 (שלום)",
    "Z̸̡͚a̵͙l̵̛g̷o",
    "👨‍👩‍👧‍👦👩🏽‍❤️‍💋‍👨🏿🏴󠁧󠁢󠁳󠁣󠁴󠁿🇯🇵1️⃣🏳️‍⚧️❤️‍🔥",
    "ᚠᚢᚦ 𐎀 Ω ж ğ ả",
    "𝓕𝓪𝓷𝓬𝔂 ⓝⓐⓜⓔ ☆彡 (｡•̀ᴗ-)✧ ಠ_ಠ ʕ•ᴥ•ʔ",
    "안녕하세요 세계여러분",
    "สวัสดีครับ ผมชื่อ",
    "नमस्ते क्षत्रिय",
    "们这来对说 體驗 凜龍體",
    "\u202etxet desrever",
    "W" * 200,
    "🇽🇽🏽\ufe0f",
)
MOST_BYTES = 300_000


@cache
def drawing() -> Compiler:
    return compiler()


def png(sheet: Sheet) -> bytes:
    job = written(sheet.subject, language=sheet.language, theme=sheet.theme)
    drawn = drawing().compile(format="png", ppi=PIXELS_PER_INCH, sys_inputs=inputs(job))
    assert isinstance(drawn, bytes), "one page"
    return drawn


def svg(subject: Subject) -> str:
    job = written(subject, language="en", theme="light")
    drawn = drawing().compile(format="svg", sys_inputs=inputs(job))
    assert isinstance(drawn, bytes)
    return drawn.decode()


def size(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


# --- the page of pictures

SHEETS = {sheet.name: sheet for sheet in pictures_page.sheets()}


@pytest.mark.parametrize("name", SHEETS)
def test_every_kind_stands_in_the_docs_as_it_is_drawn(name: str) -> None:
    drawn = png(SHEETS[name])
    shown = (pictures_page.FOLDER / name).read_bytes()
    assert size(drawn) == size(shown), "draw them again: python -m tests.pictures_page"
    assert size(drawn)[0] == 1100
    assert 300 < size(drawn)[1] < 1500
    assert max(len(drawn), len(shown)) < MOST_BYTES


def test_the_docs_show_every_kind_in_both_languages_and_nothing_else() -> None:
    kinds = {type(sheet.subject) for sheet in SHEETS.values()}
    assert kinds == set(Subject.__args__)
    for kind in kinds:
        looks = {(s.language, s.theme) for s in SHEETS.values() if isinstance(s.subject, kind)}
        assert looks == {(language, theme) for language in ("ja", "en") for theme in ("light", "dark")}
    assert {path.name for path in pictures_page.FOLDER.glob("*.png")} == set(SHEETS)


# --- any name, anywhere


def with_names(*names: str) -> list[Subject]:
    """Every kind, with these names wherever a text may stand."""
    first = names[0]
    every: dict[str, Any] = {"title": first, "subtitle": first, "period": first, "note": first}
    return [
        Leaderboard(**every, places=[Place(n, name, 99) for n, name in enumerate(names, 1)][:10]),
        Leaderboard(**every, own=Place(10**9, names[-1], 10**14, shown=names[-1]), empty=first),
        HeatMap(
            **every, weekdays=names[:7], counts=[[1] * 24] * 7, less=first, more=first, hours=[first] * 24
        ),
        Trend(**every, labels=names, series=[Series(name, [*range(len(names))]) for name in names]),
        Month(**every, weekdays=names[:7], days=[Day(n, names) for n in range(1, 32)], starts_on=6),
        Balance(
            **every,
            gives=Side(first, 1, first),
            takes=Side(first, 0),
            exchanges=[Exchange(n, 2, 3) for n in names],
        ),
        Attendance(
            **every,
            occurrences=[Occurrence(name, 3, 4) for name in names],
            came=first,
            planned=first,
            people=[Regular(name, [True, False]) for name in names],
        ),
        Letter(**every, figures=[Figure(name, name, name) for name in names]),
    ]


@pytest.mark.long
@pytest.mark.parametrize("start", range(0, len(NAMES), 6))
def test_any_name_is_drawn_anywhere_and_no_box_with_it(start: int) -> None:
    names = NAMES[start:] + NAMES[:start]
    for subject in with_names(*names[:12]):
        drawn = outlines(svg(subject))
        assert drawn
        assert not drawn & tofu(), type(subject).__name__


def test_nothing_at_all_is_still_a_picture() -> None:
    nothing: list[Subject] = [
        Leaderboard(""),
        HeatMap("", [], [], "", ""),
        Trend("", [], []),
        Trend("", ["a"], [Series("", [None])]),
        Trend("", ["a"], [Series("", [0.0])]),
        Month("", [], [], 0),
        Balance("", Side("", 0), Side("", 0)),
        Attendance("", [], ""),
        Attendance("", [Occurrence("", 0)], "", people=[Regular("", [])]),
        Letter("", []),
    ]
    for number, subject in enumerate(nothing):
        width, height = size(png(Sheet(str(number), subject, "en", "dark")))
        assert width == 1100
        assert 100 < height < 1000


def test_markup_in_a_name_is_drawn_letter_by_letter() -> None:
    plain = string.punctuation.replace("'", "").replace('"', "")
    told = outlines(svg(Leaderboard("", [Place(1, plain, 1)])))
    one_by_one = [outlines(svg(Leaderboard("", [Place(1, sign, 1)]))) for sign in plain]
    assert set().union(*one_by_one) <= told


def test_people_who_tie_have_one_rank_and_a_long_board_is_cut_at_ten() -> None:
    places = [Place(1, str(n), 5) for n in range(30)]
    assert size(png(Sheet("", Leaderboard("t", places), "en", "light"))) == size(
        png(Sheet("", Leaderboard("t", places[:10]), "en", "light"))
    )


# --- never an empty box


def outlines(drawn: str) -> frozenset[str]:
    """The shapes of all glyphs, at whatever size they are."""
    return frozenset(map(_at_one_size, re.findall(r'<symbol [^>]*><path d="([^"]+)"', drawn)))


def _at_one_size(path: str) -> str:
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", path)]
    unit = next((abs(number) for number in numbers if number), 1.0)
    letters = re.sub(r"[\d.\s-]+", " ", path)
    return letters + " ".join(f"{number / unit:.2f}" for number in numbers)


@cache
def tofu() -> frozenset[str]:
    """What each font draws for a character that it does not have."""
    fonts = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(coverage.FOLDER)])
    lines = ["#set text(fallback: false)"]
    lines += [f'#text(font: "{family}", "\\u{{E123}}")' for family in [*coverage.TEXT, *coverage.EMOJI]]
    drawn = Compiler("\n\n".join(lines).encode(), font_paths=fonts).compile(format="svg")
    assert isinstance(drawn, bytes)
    return outlines(drawn.decode())


def test_a_box_would_be_seen() -> None:
    assert len(tofu()) >= 5


def test_typst_knows_every_font_by_the_name_we_call_it() -> None:
    fonts = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(coverage.FOLDER)])
    assert set(fonts.families()) == {*coverage.TEXT, *coverage.EMOJI}
    files = {*coverage.TEXT.values(), *coverage.EMOJI.values(), coverage.BOLD}
    assert files == {path.name for path in coverage.FOLDER.glob("*.?tf")}


@at_most(max_examples=200)
@given(st.text(st.characters() | st.sampled_from("".join(NAMES) + string.ascii_letters), max_size=12))
def test_whatever_a_text_is_each_run_has_a_glyph_for_all_of_it(text: str) -> None:
    points = {font.family: font.points for font in [*coverage.text(), coverage.emoji()]}
    for run in runs(text):
        assert run.text
        for character in run.text:
            assert ord(character) in points[run.family] or character in {JOINER, NON_JOINER, EMOJI_STYLE}
            assert not run.bold or ord(character) in coverage.bold()


@pytest.mark.parametrize(
    "text", ["", " \n\t", "\u200b\u200d\ufe0f", "\u3164", "\u202e\u2066", "\u2800\u00ad"]
)
def test_what_cannot_be_seen_is_nothing(text: str) -> None:
    assert runs(text) == []


def test_what_no_font_has_is_one_mark() -> None:
    assert "".join(run.text for run in runs("ᚠᚢᚦ Ken 𐎀")) == f"{MARK} Ken {MARK}"
    assert "".join(run.text for run in runs("◇◇")) == "◇◇"


def test_every_common_script_is_drawn_as_itself() -> None:
    written_out = "縁側 engawa Ωж ğả 안녕 สวัสดี नमस्ते 们 שלום مرحبا 𝓕 ⓝ ☆ 😀"
    assert MARK not in "".join(run.text for run in runs(written_out))


@pytest.mark.parametrize("one", ["👨‍👩‍👧‍👦", "🇯🇵", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣", "❤️", "👍🏽", "e\u0302\u0323", "が", "สี"])
def test_what_a_reader_sees_as_one_is_never_cut(one: str) -> None:
    assert list(clusters(f"a{one}b")) == ["a", one, "b"]
    together = [
        run.text
        for run in runs(f"あ{one}あ")
        if one in run.text or unicodedata.normalize("NFC", one) in run.text
    ]
    assert len(together) == 1


# --- colours


def test_the_two_colours_differ_in_lightness_too() -> None:
    look = (Path(coverage.__file__).parent / "templates" / "look.typ").read_text(encoding="utf-8")
    for name in ("light", "dark"):
        theme = look.split(f"  {name}: (")[1].split("\n  ),")[0]
        colour = dict(re.findall(r'(\S+): rgb\("(#\w{6})"\)', theme))
        assert contrast(colour["ink"], colour["card"]) > 7
        assert contrast(colour["quiet"], colour["soft"]) > 4.5
        assert contrast(colour["on-first"], colour["first"]) > 4.5
        assert contrast(colour["first"], colour["second"]) > (1.25 if name == "dark" else 2)
        steps = re.findall(r"#\w{6}", theme.split("scale:")[1])
        light = [luminance(step) for step in steps]
        assert light in (sorted(light), sorted(light, reverse=True))
        assert all(contrast(a, b) > 1.1 for a, b in itertools.pairwise(steps))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG has it."""
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
