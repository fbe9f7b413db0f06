"""Settings, read from the environment and from `.env` in the working folder.

An empty value counts as not set. `docs/hosting.md` explains each setting to hosts.
"""

from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.db import DatabaseFault, is_postgresql, sqlite_path


class SettingsError(Exception):
    """Every mistake in the settings, one a line, in words for the host and without any secret."""


def _known_token(token: SecretStr) -> SecretStr:
    written = token.get_secret_value()
    if written.lower().startswith("bot "):
        raise ValueError("begins with “Bot ”: write only the token that follows it")
    if any(character.isspace() for character in written):
        raise ValueError("has a space or a line break in it: copy the token again, and nothing around it")
    return token


def _address(url: str, *schemes: str) -> str:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in schemes and bool(parts.hostname) and not (parts.query or parts.fragment)
        usable = usable and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable:
        raise ValueError(f"is not an address: write one like {schemes[-1]}://discord.example/path")
    return url.removesuffix("/")


def _http(url: str) -> str:
    return _address(url, "http", "https")


def _http_if_any(url: str) -> str:
    return _http(url) if url else url


def _web_socket(url: str) -> str:
    return _address(url, "ws", "wss")


def _database(url: str) -> str:
    try:
        if is_postgresql(url):
            urlsplit(url)
        else:
            sqlite_path(url)
    except (DatabaseFault, ValueError) as fault:
        raise ValueError(f"is not usable: {fault}") from fault
    return url


def _lower(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


class HouseSettings(BaseSettings):
    """What every command needs, `engawa migrate` too."""

    model_config = SettingsConfigDict(
        env_file=".env",
        # An editor on Windows may put a byte order mark before the first name.
        env_file_encoding="utf-8-sig",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    # Not in the repr: PostgreSQL's address holds a password.
    database_url: Annotated[str, AfterValidator(_database)] = Field(default="sqlite:///engawa.db", repr=False)
    log_level: Annotated[Literal["debug", "info", "warning", "error"], BeforeValidator(_lower)] = "info"
    log_format: Annotated[Literal["text", "json"], BeforeValidator(_lower)] = "text"


class Settings(HouseSettings):
    """What `engawa run` needs."""

    discord_token: Annotated[SecretStr, AfterValidator(_known_token)]
    discord_api_url: Annotated[str, AfterValidator(_http)] = "https://discord.com/api/v10"
    discord_gateway_url: Annotated[str, AfterValidator(_web_socket)] = "wss://gateway.discord.gg"
    discord_cdn_url: Annotated[str, AfterValidator(_http)] = "https://cdn.discordapp.com"
    source_url: Annotated[str, AfterValidator(_http_if_any)] = ""


def load_settings() -> Settings:
    """The settings of `engawa run`. Raises `SettingsError` with every mistake at once."""
    return _load(Settings)


def load_house_settings() -> HouseSettings:
    """The settings that need no Discord. Raises `SettingsError` with every mistake at once."""
    return _load(HouseSettings)


_S = TypeVar("_S", bound=HouseSettings)


def _load(kind: type[_S]) -> _S:
    try:
        return kind()
    except ValidationError as error:
        mistakes = "\n".join(_sentence(mistake) for mistake in error.errors(include_url=False))
    except (OSError, UnicodeDecodeError):
        mistakes = f"{Path('.env').absolute()} cannot be read: save it as a text file in UTF-8"
    # Raised out here, so that what pydantic knows, the token among it, hangs on no traceback.
    raise SettingsError(mistakes)


def _sentence(mistake: ErrorDetails) -> str:
    name = str(mistake["loc"][0]).upper()
    context = mistake.get("ctx", {})
    match mistake["type"]:
        case "missing":
            return f"{name} is not set: write the token from your application's page, under Bot, at Discord"
        case "literal_error":
            return f"{name} is none of the words it may be: write {context['expected'].replace(chr(39), '')}"
        case _:
            return f"{name} {context.get('error', mistake['msg'])}"
