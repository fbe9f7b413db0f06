"""One way to log: a record is one line on standard error, as key=value or as JSON.

Callers log facts and ids: no member's note or name at INFO or above. What belongs to a record
goes in `extra`: `log.info("thanks recorded", extra={"guild": guild_id})`.
"""

import json
import logging
import re
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Literal

Style = Literal["text", "json"]

# These connect and reconnect: that a connection broke is one line, the traceback says nothing more.
CONNECTION_LOGGERS = frozenset(
    {"discord.client", "discord.shard", "discord.gateway", "discord.http", "discord.app_commands.tree"}
)
# By name, so that logging needs neither discord.py nor aiohttp.
CONNECTION_ERRORS = frozenset(
    {
        "OSError",
        "ClientError",
        "ConnectionClosed",
        "GatewayNotFound",
        "DiscordServerError",
        # Suggestions that come after three seconds are for nobody any more.
        "NotFound",
        "ReconnectWebSocket",
    }
)

_OWN_LOGGERS = ("bot", "cogs")
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message"}
# What would break a line, or reorder it on a terminal: controls, line separators, marks of direction.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_PLAIN = re.compile(r'[^\s"=\\]+')


def set_up(level: str = "info", style: Style = "text", secrets: Sequence[str] = ()) -> None:
    """Log everything from `level` on to standard error; `secrets` are blotted out wherever they appear."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines(style, secrets))
    # Libraries write what members said into their debug records: ours alone are let below INFO.
    logging.root.handlers = [handler]
    logging.root.setLevel(max(logging.INFO, logging.getLevelNamesMapping()[level.upper()]))
    # Alembic tells every step of its own at INFO; `bot.db` says in one record what came of them.
    logging.getLogger("alembic").setLevel(logging.WARNING)
    # And what discord.py says of connections that come and go, `bot.app` says once.
    logging.getLogger("discord").setLevel(logging.WARNING)
    for name in _OWN_LOGGERS:
        logging.getLogger(name).setLevel(level.upper())
    logging.captureWarnings(capture=True)


class Lines(logging.Formatter):
    """A record as one line, its exception included."""

    def __init__(self, style: Style = "text", secrets: Sequence[str] = ()) -> None:
        super().__init__()
        self._write = _as_json if style == "json" else _as_text
        # A secret inside of a printed structure is written with its quotes and backslashes escaped.
        shapes = {
            shape for secret in secrets for shape in (secret, repr(secret)[1:-1], json.dumps(secret)[1:-1])
        }
        self._secrets = sorted(filter(None, shapes), key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        fields: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "msg": record.getMessage(),
        }
        fields |= {name: value for name, value in vars(record).items() if name not in _STANDARD}
        fields |= self._exception(record)
        return self._write({name: self._without_secrets(value) for name, value in fields.items()})

    def _exception(self, record: logging.LogRecord) -> dict[str, str]:
        error = record.exc_info[1] if record.exc_info else None
        if error is None or record.exc_info is None:
            return {}
        if record.name in CONNECTION_LOGGERS and _is_about_a_connection(error):
            return {"error": f"{type(error).__name__}: {error}"}
        return {"traceback": self.formatException(record.exc_info)}

    def _without_secrets(self, value: Any) -> Any:
        if value is None or isinstance(value, bool | int | float):
            return value
        written = str(value)
        for secret in self._secrets:
            written = written.replace(secret, "[secret]")
        return written


def _is_about_a_connection(error: BaseException) -> bool:
    if getattr(error, "status", None) == 429:
        return True
    return any(kind.__name__ in CONNECTION_ERRORS for kind in type(error).__mro__)


def _as_json(fields: dict[str, Any]) -> str:
    return _UNSEEN.sub(_escaped, json.dumps(fields, ensure_ascii=False))


def _as_text(fields: dict[str, Any]) -> str:
    return " ".join(f"{name}={_quoted(value)}" for name, value in fields.items())


def _quoted(value: Any) -> str:
    written = str(value)
    if not _PLAIN.fullmatch(written):
        written = json.dumps(written, ensure_ascii=False)
    return _UNSEEN.sub(_escaped, written)


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"
