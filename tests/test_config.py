"""Settings: every mistake at once, in plain words, and no secret anywhere."""

import re
import traceback
from pathlib import Path

import pytest
from pydantic.fields import FieldInfo

from bot.config import HouseSettings, Settings, SettingsError, load_house_settings, load_settings

ROOT = Path(__file__).parents[1]
TOKEN = "MTE-made-up.token-of.a-test"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither the environment nor a .env of whoever runs the tests takes part."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def test_a_token_alone_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    settings = load_settings()
    assert settings.discord_token.get_secret_value() == TOKEN
    assert settings.database_url == "sqlite:///engawa.db"
    assert settings.discord_api_url == "https://discord.com/api/v10"
    assert settings.discord_gateway_url == "wss://gateway.discord.gg"
    assert settings.discord_cdn_url == "https://cdn.discordapp.com"
    assert (settings.log_level, settings.log_format) == ("info", "text")


@pytest.mark.parametrize("token", ["x", "tester", "MTE.a.b", "あ", "a=b/c+d", "botanist"])
def test_any_servers_token_is_accepted(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", token)
    assert load_settings().discord_token.get_secret_value() == token


@pytest.mark.parametrize(
    "token", [f"Bot {TOKEN}", f"bot {TOKEN}", f" {TOKEN}", f"{TOKEN}\n", "two words", " "]
)
def test_a_token_pasted_wrongly_is_refused_and_not_repeated(
    token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", token)
    with pytest.raises(SettingsError, match=r"^DISCORD_TOKEN (begins with “Bot ”|has a space)") as caught:
        load_settings()
    assert TOKEN not in "".join(traceback.format_exception(caught.value))
    assert TOKEN not in repr(caught.value.__context__)


def test_every_mistake_is_listed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {
        "DATABASE_URL": "mysql://somewhere",
        "LOG_LEVEL": "loud",
        "LOG_FORMAT": "xml",
        "DISCORD_API_URL": "discord.example",
        "DISCORD_GATEWAY_URL": "https://discord.example",
        "DISCORD_CDN_URL": "http://discord.example:port",
    }
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    lines = str(caught.value).splitlines()
    assert {line.split()[0] for line in lines} == {"DISCORD_TOKEN", *wrong}
    assert len(lines) == len(wrong) + 1
    assert "LOG_LEVEL is none of the words it may be: write debug, info, warning or error" in lines
    assert "DISCORD_API_URL is not an address: write one like https://discord.example/path" in lines


def test_the_mistakes_name_every_setting_that_can_be_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.setenv(name.upper(), "not usable://")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert {line.split()[0].lower() for line in str(caught.value).splitlines()} == set(Settings.model_fields)


def test_an_empty_value_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.setenv(name.upper(), "")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert [line.split()[:4] for line in str(caught.value).splitlines()] == [
        ["DISCORD_TOKEN", "is", "not", "set:"]
    ]


def test_one_trailing_slash_is_forgiven(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    monkeypatch.setenv("DISCORD_API_URL", "http://127.0.0.1:9000/api/v10/")
    monkeypatch.setenv("DISCORD_GATEWAY_URL", "ws://127.0.0.1:9000/gateway/")
    settings = load_settings()
    assert settings.discord_api_url == "http://127.0.0.1:9000/api/v10"
    assert settings.discord_gateway_url == "ws://127.0.0.1:9000/gateway"


def test_the_log_words_may_be_written_in_capitals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", "WARNING")
    monkeypatch.setenv("LOG_FORMAT", "Json")
    settings = load_house_settings()
    assert (settings.log_level, settings.log_format) == ("warning", "json")


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = f"\ufeffDISCORD_TOKEN={TOKEN}\nLOG_LEVEL=debug\nLOG_FORMAT=json\nOTHER=1\n"
    (tmp_path / ".env").write_text(file, encoding="utf-8")
    monkeypatch.setenv("LOG_LEVEL", "error")
    settings = load_settings()
    assert settings.discord_token.get_secret_value() == TOKEN
    assert (settings.log_level, settings.log_format) == ("error", "json")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"DISCORD_TOKEN=\xff\xfe\x00")
    with pytest.raises(SettingsError, match=r"\.env cannot be read: save it as a text file in UTF-8"):
        load_settings()


def test_migrating_needs_no_token() -> None:
    assert type(load_house_settings()) is HouseSettings


def test_no_secret_is_in_a_repr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    monkeypatch.setenv("DATABASE_URL", "postgresql://engawa:hidden@localhost/engawa")
    settings = load_settings()
    for shown in (repr(settings), str(settings), f"{settings.discord_token}", settings.model_dump_json()):
        assert TOKEN not in shown
    assert "hidden" not in repr(settings)


def test_the_example_file_lists_every_setting_with_its_default() -> None:
    written = re.findall(r"^(?:# )?([A-Z_]+)=(.*)$", (ROOT / ".env.example").read_text(), re.MULTILINE)
    settings = {
        name.upper(): "" if field.is_required() else field.default
        for name, field in Settings.model_fields.items()
    }
    assert dict(written) == settings
    assert len(written) == len(settings)


def test_the_hosting_page_explains_every_setting_with_its_default() -> None:
    page = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| (.*?) \|", page, re.MULTILINE))
    assert rows == {name.upper(): default_in_words(field) for name, field in Settings.model_fields.items()}


def default_in_words(field: FieldInfo) -> str:
    if field.is_required():
        return "needed"
    return f"`{field.default}`" if field.default else "nothing"
