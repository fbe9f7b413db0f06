"""A copy of what is kept about somebody: one file for programs, one for people, split where it is large."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, cast

from bot.when import show
from cogs.privacy.panels import Scope, kind_of

Row = Mapping[str, Any]

# Larger numbers lose their last digits in programs that know only one kind of number.
EXACT = 2**53
FRAME = 8 * 1024  # of every file: heading, style, brackets
TIMES = ("at", "since")

STYLE = (
    "body{font:16px/1.6 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}"
    "div{overflow-x:auto}table{border-collapse:collapse}"
    "th,td{border:1px solid #ccc;padding:.3rem .6rem;text-align:left;vertical-align:top}"
)


@dataclass(frozen=True)
class _Entry:
    kind: str
    row: Row
    size: int


def copies(
    scope: Scope, kept: Mapping[str, Sequence[Row]], zone: str, now: float, limit: int
) -> list[dict[str, bytes]]:
    """Files by name, for one message after the other; those of one are together no larger than `limit`."""
    parts = list(_parts(scope, kept, zone, max(limit // 2 - FRAME, 0)))
    made: list[dict[str, bytes]] = []
    for number, entries in enumerate(parts, start=1):
        name = "engawa" if len(parts) == 1 else f"engawa-{number}-of-{len(parts)}"
        rows = _by_kind(entries, [] if len(parts) > 1 else list(kept))
        document = {
            "about": str(scope.person),
            "server": None if scope.guild_id is None else str(scope.guild_id),
            "made_at": int(now),
            "part": number,
            "parts": len(parts),
            "kept": rows,
        }
        as_json = json.dumps(document, ensure_ascii=False, indent=1).encode()
        made.append({f"{name}.json": as_json, f"{name}.html": _page(scope, rows, zone, now).encode()})
    return made


def _parts(scope: Scope, kept: Mapping[str, Sequence[Row]], zone: str, room: int) -> Iterator[list[_Entry]]:
    entries: list[_Entry] = []
    taken = 0
    for kind, rows in kept.items():
        for row in rows:
            plain = cast("Row", _plain(row))
            as_json = len(json.dumps(plain, ensure_ascii=False, indent=4).encode()) + 2 * len(plain) + 8
            size = max(as_json, len(_line(scope, plain, list(plain), zone).encode()))
            if entries and taken + size > room:
                yield entries
                entries, taken = [], 0
            entries.append(_Entry(kind, plain, size))
            taken += size
    yield entries


def _by_kind(entries: Sequence[_Entry], kinds: Sequence[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {kind: [] for kind in kinds}
    for entry in entries:
        found.setdefault(entry.kind, []).append(entry.row)
    return found


def _plain(value: Any) -> Any:
    """The same with ids as texts."""
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return [_plain(part) for part in cast("list[Any]", value)]
    if isinstance(value, int) and abs(value) >= EXACT:
        return str(value)
    return value


def _page(scope: Scope, kept: Mapping[str, Sequence[Row]], zone: str, now: float) -> str:
    at = show(zone, scope.language, now)
    title = escape(scope.says(f"privacy-title-{scope.where}"))
    lines = [
        f'<!doctype html><html lang="{scope.language}"><meta charset="utf-8"><title>{title}</title>',
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style>',
        f"<h1>{title}</h1><p>{at.local:%Y-%m-%d %H:%M} ({at.from_utc})</p>",
    ]
    for kind, rows in kept.items():
        if rows:
            lines += _table(scope, kind, rows, zone)
    if not any(kept.values()):
        lines.append(f"<p>{escape(scope.says('privacy-nothing'))}</p>")
    return "\n".join(lines) + "\n"


def _table(scope: Scope, kind: str, rows: Sequence[Row], zone: str) -> Iterator[str]:
    names = list(dict.fromkeys(name for row in rows for name in row))
    yield f"<h2>{escape(kind_of(scope, kind))} ({len(rows)})</h2><div><table>"
    heads = (escape(scope.says("privacy-field", name=name)) for name in names)
    yield f"<tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr>"
    for row in rows:
        yield _line(scope, row, names, zone)
    yield "</table></div>"


def _line(scope: Scope, row: Row, names: Sequence[str], zone: str) -> str:
    cells = (escape(_cell(scope, name, row.get(name), zone)) for name in names)
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _cell(scope: Scope, name: str, value: Any, zone: str) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return scope.says("privacy-yes" if value else "privacy-no")
    if isinstance(value, int) and name.rpartition("_")[2] in TIMES:
        return f"{show(zone, scope.language, value).local:%Y-%m-%d %H:%M}"
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
