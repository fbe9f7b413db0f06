"""What becomes of the words a member types for others to read."""

import re
import unicodedata

NOTE_LIMIT = 300
# A note is a few lines in a channel, not a column down the screen.
LINE_LIMIT = 6
# Vietnamese, Hebrew and emoji need up to four marks on one letter; towers of marks run over the lines above.
MARK_LIMIT = 4

_BREAK = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Letters that show nothing: Hangul fillers and the empty braille pattern.
_SHOWS_NOTHING = str.maketrans(dict.fromkeys("\u115f\u1160\u3164\uffa0\u2800\t", " "))
# Format characters that can be seen: Arabic number signs, Syriac and Kaithi marks.
_SEEN_FORMATS = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
# Ignorable places that Unicode has not assigned yet.
_IGNORABLE = re.compile(
    "[\u2065\ufff0-\ufff8\U000e0000-\U000e001f\U000e0080-\U000e00ff\U000e01f0-\U000e0fff]"
)
_JOINERS = "\u200c\u200d"
# A joiner stands between two seen characters (families of emoji, Persian, Hindi) or nowhere.
_LOOSE_JOINERS = re.compile(f"(?<!\\S)[{_JOINERS}]+|[{_JOINERS}]+(?!\\S)|(?<=[{_JOINERS}])[{_JOINERS}]+")
_TAGS = "\U000e0020-\U000e007f"
# Tags spell a region after a black flag (Scotland, Wales); anywhere else they hide text.
_LOOSE_TAGS = re.compile(f"(\U0001f3f4[{_TAGS}]{{1,7}})[{_TAGS}]*|[{_TAGS}]+")
_EMPTY_LINES = re.compile("\n{3,}")


def clean_note(typed: str) -> str:
    """The note as it is kept: what was typed, without what cannot be seen or breaks the layout.

    Control characters, zero-width characters, direction marks and overrides, and stacked marks go;
    emoji and every script's letters stay whole. Lines end plainly, at most one empty line
    stands between two, and from the sixth line on they run together. A note in which nothing
    can be seen becomes empty. Cleaning what is clean changes nothing.
    """
    text = _BREAK.sub("\n", typed).translate(_SHOWS_NOTHING)
    text = "".join(char for char in text if char in "\n" + _JOINERS or not _is_hidden(char))
    text = _LOOSE_TAGS.sub(lambda found: found[1] or "", _IGNORABLE.sub("", text))
    text = _LOOSE_JOINERS.sub("", _few_marks(text))
    text = "\n".join(line.strip() for line in text.split("\n")).strip()
    return _few_lines(_EMPTY_LINES.sub("\n\n", text))


def _is_hidden(char: str) -> bool:
    category = unicodedata.category(char)
    if category == "Cf":
        return char not in _SEEN_FORMATS and not "\U000e0020" <= char <= "\U000e007f"
    return category in {"Cc", "Cs"}


def _few_marks(text: str) -> str:
    """Keep at most a few marks on each character, and none where there is nothing to stand on."""
    kept: list[str] = []
    marks = MARK_LIMIT
    for char in text:
        if unicodedata.category(char) in {"Mn", "Me"}:
            marks += 1
            if marks > MARK_LIMIT:
                continue
        elif char not in _JOINERS:
            marks = MARK_LIMIT if char.isspace() else 0
        kept.append(char)
    return "".join(kept)


def _few_lines(text: str) -> str:
    lines = text.split("\n")
    if len(lines) <= LINE_LIMIT:
        return text
    rest = " ".join(line for line in lines[LINE_LIMIT - 1 :] if line)
    return "\n".join([*lines[: LINE_LIMIT - 1], rest])
