"""Zones and countries by the names people use: 東京, とうきょう, Tokyo, JST, "New York", Japan, +9.

Names come from CLDR (through Babel) and tzdata, in English and Japanese whatever the reader's
language; `names.txt` adds what people type besides.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from babel.core import Locale, get_global

UTC = "UTC"
LIMIT = 25
_MINUTE, _HOUR = 60, 3600

# These are names of zones too, but of others than those people mean.
_ABBREVIATIONS = frozenset({"CET", "EET", "EST", "HST", "MET", "MST", "WET"})
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?([0-5]\d))?", re.IGNORECASE)
_MINUS = str.maketrans(dict.fromkeys("\u2010\u2012\u2013\u2212ー", "-"))
_ACCENTS = re.compile("[\u0300-\u036f]")
_HIRAGANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}


@dataclass(frozen=True)
class Zone:
    """An IANA zone as a reader knows it, and what its clocks show: `offset` in seconds east of UTC."""

    name: str
    label: str
    offset: int
    local: datetime

    @property
    def from_utc(self) -> str:
        """Its offset as people write it: UTC+9, UTC-3:30."""
        hours, minutes = divmod(abs(self.offset) // _MINUTE, 60)
        return f"UTC{'-' if self.offset < 0 else '+'}{hours}" + (f":{minutes:02}" if minutes else "")


@dataclass(frozen=True)
class Country:
    """A country or territory by its ISO code."""

    code: str
    label: str


@dataclass(frozen=True)
class _Entry:
    """What is searched: names of its own, and names it shares with others, all folded."""

    name: str
    own: frozenset[str]
    shared: frozenset[str]


def zones() -> frozenset[str]:
    """Every zone that can be chosen, by its one proper name."""
    return frozenset(_territories())


def zone(text: str) -> str | None:
    """The one zone that somebody means: its IANA name, an older one, or what only one is called."""
    proper = _proper_names().get(text.strip().casefold())
    if proper is not None:
        return proper
    typed = _fold(text)
    meant = [entry.name for entry in _zone_entries() if typed in entry.own or typed in entry.shared]
    return meant[0] if len(meant) == 1 else None


def show(name: str, language: str, now: float) -> Zone:
    """A zone by its proper name, as a reader of this language knows it."""
    local = datetime.fromtimestamp(now, _clock(name))
    return Zone(name, _label(name, language), _offset(name, now), local)


def city(name: str, language: str) -> str:
    """What people call a zone, by its proper name: its city alone."""
    return _city(name, language) if _territories().get(name) else name


def find_zones(text: str, language: str, now: float, limit: int = LIMIT) -> list[Zone]:
    """Zones that are called so, or now have this offset, the likeliest first; for no text, the best known."""
    offset = _read_offset(text)
    if offset is not None:
        found = [entry.name for entry in _zone_entries() if _offset(entry.name, now) == offset]
    else:
        found = _search(text, _zone_entries()) if _fold(text) else _best_known()
    return [show(name, language, now) for name in found[:limit]]


def countries() -> frozenset[str]:
    """The ISO codes of all countries and territories that have a zone."""
    return frozenset(code for code in _territories().values() if code)


def find_countries(text: str, language: str, limit: int = LIMIT) -> list[Country]:
    """Countries that are called so, the likeliest first; for no text, those of the best known zones."""
    territories = _territories()
    best = dict.fromkeys(code for code in map(territories.__getitem__, _best_known()) if code)
    found = _search(text, _country_entries()) if _fold(text) else list(best)
    return [Country(code, _country(code, language)) for code in found[:limit]]


# Reading all of them takes a moment, keeping them half a megabyte.
_clock = cache(ZoneInfo)


def _offset(name: str, now: float) -> int:
    offset = datetime.fromtimestamp(now, _clock(name)).utcoffset()
    assert offset is not None, "the time of a zone has an offset"
    return int(offset.total_seconds())


def _fold(text: str) -> str:
    """A name as it is compared: no case, accents, spaces or signs; hiragana as katakana."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = unicodedata.normalize("NFC", _ACCENTS.sub("", plain)).translate(_HIRAGANA)
    return "".join(char for char in plain if char.isalnum())


def _read_offset(text: str) -> int | None:
    plain = unicodedata.normalize("NFKC", text).translate(_MINUS).strip()
    found = _OFFSET.fullmatch(plain)
    if found is None:
        return None
    seconds = int(found[2]) * _HOUR + int(found[3] or 0) * _MINUTE
    return -seconds if found[1] == "-" else seconds


def _search(text: str, entries: Iterable[_Entry]) -> list[str]:
    """Names of the entries that fit, the best fit first and otherwise in the order they came."""
    typed = _fold(text)
    ranked = [(rank, entry.name) for entry in entries if (rank := _rank(typed, entry)) is not None]
    return [name for _, name in sorted(ranked, key=lambda found: found[0])]


def _rank(typed: str, entry: _Entry) -> int | None:
    fits = (str.__eq__, str.startswith, str.__contains__)
    # Two Latin letters stand in the middle of half of all names.
    if len(typed) < 3 and typed.isascii():
        fits = fits[:2]
    for rank, fit in enumerate(fits):
        for shared, names in enumerate((entry.own, entry.shared)):
            if any(fit(name, typed) for name in names):
                return 2 * rank + shared
    return None


@cache
def _territories() -> dict[str, str]:
    """The territory of every zone, "" for UTC. A country's zones stand together, the largest often first."""
    lines = _text("tzdata", "zoneinfo/zone.tab").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {row[2]: row[0] for row in rows} | {UTC: ""}


@cache
def _proper_names() -> dict[str, str]:
    """From any IANA name without its case to the proper one."""
    # CLDR's links stay within a country; tzdata's own lead from Reykjavik to Abidjan.
    aliases = {
        older: UTC if proper in {"Etc/UTC", "Etc/GMT"} else proper
        for older, proper in _links().items()
        if older not in _ABBREVIATIONS
    }
    known = {name: name for name in zones()} | {"Etc/UTC": UTC, "Etc/GMT": UTC}
    return {name.casefold(): proper for name, proper in (aliases | known).items() if proper in zones()}


@cache
def _links() -> dict[str, str]:
    links: dict[str, str] = dict(get_global("zone_aliases"))
    return links


@cache
def _named_besides() -> dict[str, tuple[str, ...]]:
    lines = _text("bot", "when/names.txt").splitlines()
    rows = (line.partition(":") for line in lines if line and not line.startswith("#"))
    return {name: tuple(names.split(",")) for name, _, names in rows}


def _best_known() -> list[str]:
    return [name for name in _named_besides() if name in zones()]


@cache
def _zone_entries() -> tuple[_Entry, ...]:
    older: dict[str, list[str]] = {}
    for name, proper in _links().items():
        older.setdefault(proper, []).append(name)
    besides, territories = _named_besides(), _territories()
    return tuple(
        _Entry(
            name,
            own=_folded(
                name.rpartition("/")[2], _city(name, "en"), _city(name, "ja"), *besides.get(name, ())
            ),
            # Without the country's code: LA is not Laos to somebody who looks for a city.
            shared=_folded(name, *older.get(name, ()), *_country_names(territories[name])),
        )
        for name in dict.fromkeys([*_best_known(), *territories])
    )


@cache
def _country_entries() -> tuple[_Entry, ...]:
    territories = _territories()
    codes = dict.fromkeys(territories[name] for name in [*_best_known(), *territories])
    return tuple(_Entry(code, _folded(code, *_country_names(code)), frozenset()) for code in codes if code)


def _country_names(code: str) -> list[str]:
    if not code:
        return []
    return [_country(code, "en"), _country(code, "ja"), *_named_besides().get(code, ())]


def _folded(*names: str) -> frozenset[str]:
    return frozenset(filter(None, map(_fold, names)))


@cache
def _label(name: str, language: str) -> str:
    territory = _territories()[name]
    if not territory:
        return name
    city, country = _city(name, language), _country(territory, language)
    if city == country:
        return city
    return f"{city}（{country}）" if language == "ja" else f"{city}, {country}"


def _city(name: str, language: str) -> str:
    # CLDR keeps a zone under the name it first had.
    names: Mapping[str, Mapping[str, str]] = Locale(language).time_zones
    for known in (name, *(older for older, proper in _links().items() if proper == name)):
        if known in names and "city" in names[known]:
            return names[known]["city"]
    return name.rpartition("/")[2].replace("_", " ")


def _country(code: str, language: str) -> str:
    return str(Locale(language).territories[code])


def _text(package: str, path: str) -> str:
    found = files(package).joinpath(path)
    return found.read_text(encoding="utf-8")
