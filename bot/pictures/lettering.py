"""Which font draws what: a text becomes runs of one font each, and nothing in it is left without a glyph.

Typst would look for fonts by itself, and draw an empty box where it finds none. Here every cluster, which is
what a reader sees as one character, goes to the first font that has all of it; what no font has becomes a
mark that says "something stands here", and what cannot be seen is left out.
"""

import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from bot.pictures import coverage

MARK = "◇"
# Zalgo piles up dozens; Hebrew and Vietnamese need three.
MOST_MARKS = 4
JOINER, NON_JOINER, TEXT_STYLE, EMOJI_STYLE, KEYCAP = "\u200d", "\u200c", "\ufe0e", "\ufe0f", "\u20e3"
# Drawn as nothing by fonts that have them: a name of these alone would look empty.
BLANK = frozenset("\u00ad\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\u2061\u2062\u2063\u2064\ufffc")
# Below U+1F000, these are emoji unless a text style is asked for (Unicode's Emoji_Presentation).
EMOJI_FIRST = frozenset(
    "⌚⌛⏩⏪⏫⏬⏰⏳◽◾☔☕♈♉♊♋♌♍♎♏♐♑♒♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗➕➖➗➰➿⬛⬜⭐⭕"
)


class Run(NamedTuple):
    """Clusters that one font draws. `bold` says that they have a bold form as well."""

    family: str
    bold: bool
    text: str


def runs(text: str) -> list[Run]:
    """The text in its order, cut where the font changes; empty when nothing in it can be seen.

    Characters that no font has are drawn as one mark for all that stand together.
    """
    told: list[Run | None] = []
    for cluster in clusters(_seen(text)):
        run = _drawn(cluster)
        if run is not None or not told or told[-1] is not None:
            told.append(run)
    marked = (run or _in_letters(MARK) for run in told)
    return [
        Run(family, bold, "".join(run.text for run in same))
        for (family, bold), same in groupby(marked, key=lambda run: run[:2])
    ]


def _seen(text: str) -> str:
    """The text in one line and composed, without what is only there to steer or to hide."""
    composed = unicodedata.normalize("NFC", text)
    kept = (" " if c.isspace() else c for c in composed if c not in BLANK and not _steers(c))
    words = "".join(kept).split()
    joined = " ".join(words)
    # Joiners and style marks alone are nothing to see.
    return joined if any(not _extends(c) and c != " " for c in joined) else ""


def _steers(character: str) -> bool:
    if character.isspace() or _extends(character):
        return False
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _extends(character: str) -> bool:
    """Whether it belongs to the character before it."""
    point = ord(character)
    return (
        character in {JOINER, NON_JOINER}
        or 0x1F3FB <= point <= 0x1F3FF
        or 0xE0020 <= point <= 0xE007F
        or unicodedata.category(character) in {"Mn", "Me", "Mc"}
    )


def clusters(text: str) -> Iterator[str]:
    """What a reader sees as one character each: letters with their marks, families, flags, keycaps."""
    cluster = ""
    for character in text:
        if cluster and _belongs(cluster, character):
            cluster += character
        else:
            if cluster:
                yield cluster
            cluster = character
    if cluster:
        yield cluster


def _belongs(cluster: str, character: str) -> bool:
    if _extends(character):
        return True
    if cluster[-1] == JOINER:
        return ord(cluster[0]) > 0x2000
    return _regional(character) and len(cluster) == 1 and _regional(cluster)


def _regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _drawn(cluster: str) -> Run | None:
    """The cluster in the first font that has it, without its marks where none has both; None: not at all."""
    emoji = coverage.emoji()
    if _wants_emoji(cluster) and _covers(emoji, cluster):
        return Run(emoji.family, False, cluster)
    plain = "".join(c for c in cluster if c not in {TEXT_STYLE, EMOJI_STYLE})
    base, marks = plain[:1], [c for c in plain[1:] if c not in {JOINER, NON_JOINER}]
    for kept in (plain[: 1 + MOST_MARKS], base + "".join(marks[:1]), base):
        for font in coverage.text():
            if _covers(font, kept):
                return _in_letters(kept) if font is coverage.text()[0] else Run(font.family, False, kept)
        if _covers(emoji, kept) and not kept.isascii():
            return Run(emoji.family, False, kept)
    return None


def _in_letters(cluster: str) -> Run:
    return Run(coverage.text()[0].family, all(ord(c) in coverage.bold() for c in cluster), cluster)


def _wants_emoji(cluster: str) -> bool:
    if TEXT_STYLE in cluster:
        return False
    base = cluster[0]
    if base.isascii():
        return KEYCAP in cluster
    return EMOJI_STYLE in cluster or base in EMOJI_FIRST or ord(base) >= 0x1F000 or len(cluster) > 1


def _covers(font: coverage.Font, cluster: str) -> bool:
    # Joiners that a font lacks shape what they join and are then drawn as nothing.
    return bool(cluster) and all(
        ord(c) in font.points or c in {JOINER, NON_JOINER, EMOJI_STYLE} for c in cluster
    )
