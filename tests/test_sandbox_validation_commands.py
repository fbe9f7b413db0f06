"""Application commands, and the things of a server a bot may make or change."""

from typing import Any

import pytest

from bot.sandbox.validation import (
    check_channel,
    check_command,
    check_commands,
    check_member,
    check_overwrite,
    check_role,
    check_scheduled_event,
    check_thread,
)
from tests.bodies import Json, code_of, refused


def command(name: str = "thanks", **more: Any) -> Json:
    return {"name": name, "type": 1, "description": "Say thanks"} | more


def option(name: str = "to", kind: int = 3, **more: Any) -> Json:
    return {"name": name, "type": kind, "description": "words"} | more


def problems(*options: Json, **more: Any) -> dict[str, str]:
    return refused(check_command, command(options=list(options), **more))


@pytest.mark.parametrize(
    "name", ["thanks", "お礼", "ありがとう", "say-thanks", "l'été", "สวัสดี", "नमस्ते", "a_1", "ー", "x" * 32]
)
def test_names_may_be_written_in_any_language(name: str) -> None:
    check_command(command(name, name_localizations={"ja": name}, options=[option(name)]))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Thanks", "APPLICATION_COMMAND_INVALID_NAME"),
        ("say thanks", "STRING_TYPE_REGEX"),
        ("thanks!", "STRING_TYPE_REGEX"),
        ("🌸", "STRING_TYPE_REGEX"),
        ("", "BASE_TYPE_BAD_LENGTH"),
        ("x" * 33, "BASE_TYPE_BAD_LENGTH"),
    ],
)
def test_names_are_lower_case_words(name: str, code: str) -> None:
    body = command(name, name_localizations={"fr": name}, options=[option(name)])
    assert refused(check_command, body) == dict.fromkeys(
        ["name", "name_localizations.fr", "options.0.name"], code
    )


def test_languages_are_those_discord_knows() -> None:
    body = command(name_localizations={"en": "a"}, description_localizations={"ja": "x" * 101})
    assert refused(check_command, body) == {
        "name_localizations": "ENUM_TYPE_COERCE",
        "description_localizations.ja": "BASE_TYPE_BAD_LENGTH",
    }


def test_a_slash_command_describes_itself() -> None:
    assert refused(check_command, {"name": "thanks"}) == {"description": "BASE_TYPE_REQUIRED"}
    assert problems(option(description="")) == {"options.0.description": "BASE_TYPE_BAD_LENGTH"}


def test_menu_commands_have_a_name_and_nothing_more() -> None:
    check_command({"name": "Say thanks", "type": 2})
    check_command({"name": "お礼を言う", "type": 3, "description": ""})
    assert refused(check_command, command("Say thanks", type=2, options=[option()])) == {
        "description": "APPLICATION_COMMAND_INVALID_DESCRIPTION",
        "options": "APPLICATION_COMMAND_INVALID_OPTIONS",
    }


def test_required_options_come_first() -> None:
    check_command(command(options=[option("a", required=True), option("b")]))
    assert problems(option("a"), option("b", required=True)) == {
        "options.1": "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"
    }


def test_option_names_differ() -> None:
    assert problems(option("a"), option("a", 6)) == {
        "options.1.name": "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS"
    }
    check_command(
        command(options=[option("a", 1, options=[option("a")]), option("b", 1, options=[option("a")])])
    )


def test_sub_commands_stand_with_their_own_kind() -> None:
    assert problems(option("a", 1), option("b", 3)) == {"options": "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"}
    group = option("g", 2, options=[option("s", 1, options=[option("v")])])
    check_command(command(options=[group, option("t", 1)]))
    nested = option(
        "g", 2, options=[option("h", 2), option("v", 3), option("s", 1, options=[option("u", 1)])]
    )
    assert problems(nested) == {
        "options.0.options.0": "UNION_TYPE_CHOICES",
        "options.0.options.1": "UNION_TYPE_CHOICES",
        "options.0.options.2.options.0": "UNION_TYPE_CHOICES",
    }


def test_at_most_25_options_and_25_choices() -> None:
    assert problems(*(option(f"o{n}") for n in range(26))) == {"options": "BASE_TYPE_MAX_LENGTH"}
    choices = [{"name": str(n), "value": str(n)} for n in range(26)]
    assert problems(option(choices=choices)) == {"options.0.choices": "BASE_TYPE_MAX_LENGTH"}


def test_choices_have_values_of_their_options_type() -> None:
    def choices(*values: Any) -> list[Json]:
        return [{"name": "n", "value": value} for value in values]

    check_command(
        command(
            options=[
                option("a", choices=choices("x" * 100)),
                option("b", 4, choices=choices(1, 2**53 - 1)),
                option("c", 10, choices=choices(0.5, 1)),
            ]
        )
    )
    assert problems(
        option("a", choices=choices("x" * 101, 5, None)),
        option("b", 4, choices=choices("1", 0.5, True, 2**53)),
        option("c", 10, choices=choices("1", True)),
        option("d", choices=[{"value": "v"}, {"name": "x" * 101, "value": "v"}]),
    ) == {
        "options.0.choices.0.value": "BASE_TYPE_MAX_LENGTH",
        "options.0.choices.1.value": "STRING_TYPE_CONVERT",
        "options.0.choices.2.value": "BASE_TYPE_REQUIRED",
        "options.1.choices.0.value": "NUMBER_TYPE_COERCE",
        "options.1.choices.1.value": "NUMBER_TYPE_COERCE",
        "options.1.choices.2.value": "NUMBER_TYPE_COERCE",
        "options.1.choices.3.value": "NUMBER_TYPE_MAX",
        "options.2.choices.0.value": "NUMBER_TYPE_COERCE",
        "options.2.choices.1.value": "NUMBER_TYPE_COERCE",
        "options.3.choices.0.name": "BASE_TYPE_REQUIRED",
        "options.3.choices.1.name": "BASE_TYPE_BAD_LENGTH",
    }


def test_limits_of_values() -> None:
    check_command(command(options=[option(min_length=0, max_length=6000), option("n", 4, min_value=-5)]))
    assert problems(
        option("a", min_length=5, max_length=4),
        option("b", max_length=6001),
        option("c", 4, min_value=0.5),
        option("d", 10, min_value=2.5, max_value=1),
        option("e", 7, channel_types=[0, 0, 99]),
    ) == {
        "options.0.min_length": "APPLICATION_COMMAND_OPTIONS_LIMITS_INVALID",
        "options.1.max_length": "NUMBER_TYPE_MAX",
        "options.2.min_value": "NUMBER_TYPE_COERCE",
        "options.3.min_value": "APPLICATION_COMMAND_OPTIONS_LIMITS_INVALID",
        "options.4.channel_types.1": "SET_TYPE_ALREADY_CONTAINS_VALUE",
        "options.4.channel_types.2": "BASE_TYPE_CHOICES",
    }


def test_what_is_suggested_is_not_also_listed() -> None:
    assert problems(option(autocomplete=True, choices=[{"name": "a", "value": "a"}])) == {
        "options.0.autocomplete": "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID"
    }
    check_command(command(options=[option(autocomplete=True, choices=[])]))


def test_a_command_holds_8000_characters_in_all() -> None:
    long = [option(f"o{n:02}", description="d" * 97) for n in range(25)]  # 100 each
    groups = [option(f"sub{n}", 1, description="d" * 96, options=long) for n in range(3)]  # 2600 each
    room = 8000 - 3 * 2600 - len("thanks")
    body = command(description="d" * 100, options=[*groups, option("x", 1, description="d" * (room - 101))])
    check_command(body)
    # Of every text the longest translation counts, and no other.
    check_command(body | {"description_localizations": {"ja": "d" * 100, "fr": "d"}})
    longer = {"name_localizations": {"ja": "あ" * 7}}
    assert refused(check_command, body | longer) == {"": "APPLICATION_COMMAND_TOO_LARGE"}
    assert refused(check_command, body | {"name": "thanks2"}) == {"": "APPLICATION_COMMAND_TOO_LARGE"}


def test_a_list_of_commands_is_judged_one_by_one() -> None:
    check_commands([command(), command("other"), {"name": "thanks", "type": 2}])
    assert refused(check_commands, [command(), command(), command("Bad"), None]) == {
        "1": "APPLICATION_COMMANDS_DUPLICATE_NAME",
        "2.name": "APPLICATION_COMMAND_INVALID_NAME",
        "3": "MODEL_TYPE_CONVERT",
    }
    assert refused(check_commands, {}) == {"": "LIST_TYPE_CONVERT"}


@pytest.mark.parametrize(("kind", "most"), [(1, 100), (2, 15), (3, 15)])
def test_there_are_only_so_many_commands_of_a_kind(kind: int, most: int) -> None:
    def some(count: int) -> list[Json]:
        about = {"description": "d"} if kind == 1 else {}
        return [{"name": f"c{n}", "type": kind} | about for n in range(count)]

    check_commands(some(most))
    assert code_of(check_commands, some(most + 1)) == 30032


def test_a_change_of_a_command_names_only_what_changes() -> None:
    check_command({"default_member_permissions": "32"}, editing=True)
    check_command({"name": "Say Thanks"}, editing=True, kind=2)
    assert refused(check_command, {"name": "Say Thanks"}, editing=True) == {"name": "STRING_TYPE_REGEX"}


def test_contexts_are_known_and_named_once() -> None:
    check_command(command(contexts=[0, 1], integration_types=[0]))
    assert refused(check_command, command(contexts=[0, 0, 5], integration_types=[])) == {
        "contexts.1": "SET_TYPE_ALREADY_CONTAINS_VALUE",
        "contexts.2": "BASE_TYPE_CHOICES",
        "integration_types": "BASE_TYPE_BAD_LENGTH",
    }


def test_threads() -> None:
    check_thread(
        {"name": "作業会", "auto_archive_duration": 1440, "rate_limit_per_user": None}, from_message=True
    )
    check_thread({"name": "t", "type": 11, "invitable": False}, from_message=False)
    wrong = {"name": "x" * 101, "auto_archive_duration": 30, "rate_limit_per_user": 21601, "type": 0}
    assert refused(check_thread, wrong, from_message=False) == {
        "name": "BASE_TYPE_BAD_LENGTH",
        "auto_archive_duration": "BASE_TYPE_CHOICES",
        "rate_limit_per_user": "NUMBER_TYPE_MAX",
        "type": "BASE_TYPE_CHOICES",
    }
    post = {"name": "t", "message": {"content": "x" * 2001}}
    assert refused(check_thread, post, from_message=False) == {"message.content": "BASE_TYPE_MAX_LENGTH"}


def test_channels() -> None:
    overwrite = {"id": "1", "type": 0, "allow": "1024", "deny": 0}
    check_channel(
        {"name": "縁側", "type": 0, "topic": "x" * 1024, "permission_overwrites": [overwrite]}, editing=False
    )
    check_channel({"topic": "x" * 4096}, editing=True, kind=15)
    assert refused(check_channel, {}, editing=False) == {"name": "BASE_TYPE_REQUIRED"}
    wrong = {
        "name": "",
        "topic": "x" * 1025,
        "rate_limit_per_user": -1,
        "user_limit": 100,
        "parent_id": "here",
        "permission_overwrites": [{"type": 2, "allow": "all"}],
        "archived": 1,
    }
    assert refused(check_channel, wrong, editing=True) == {
        "name": "BASE_TYPE_BAD_LENGTH",
        "topic": "BASE_TYPE_MAX_LENGTH",
        "rate_limit_per_user": "NUMBER_TYPE_MIN",
        "user_limit": "NUMBER_TYPE_MAX",
        "parent_id": "NUMBER_TYPE_COERCE",
        "permission_overwrites.0.id": "BASE_TYPE_REQUIRED",
        "permission_overwrites.0.type": "BASE_TYPE_CHOICES",
        "permission_overwrites.0.allow": "NUMBER_TYPE_COERCE",
        "archived": "BOOLEAN_TYPE_CONVERT",
    }
    assert refused(check_overwrite, {"allow": "x"}) == {
        "type": "BASE_TYPE_REQUIRED",
        "allow": "NUMBER_TYPE_COERCE",
    }


def test_roles_and_members() -> None:
    check_role({"name": "灯り", "permissions": "0", "color": 0xFFFFFF, "hoist": True})
    assert refused(check_role, {"name": "x" * 101, "color": -1, "mentionable": 0}) == {
        "name": "BASE_TYPE_BAD_LENGTH",
        "color": "NUMBER_TYPE_MIN",
        "mentionable": "BOOLEAN_TYPE_CONVERT",
    }
    check_member(
        {"nick": None, "roles": ["1", 2], "communication_disabled_until": "2026-01-01T00:00:00+09:00"}
    )
    assert refused(check_member, {"nick": "x" * 33, "roles": [1, 1], "communication_disabled_until": 5}) == {
        "nick": "BASE_TYPE_MAX_LENGTH",
        "roles.1": "SET_TYPE_ALREADY_CONTAINS_VALUE",
        "communication_disabled_until": "DATE_TIME_TYPE_PARSE",
    }


START, END, BEFORE_START = "2026-04-01T10:00:00+00:00", "2026-04-01T11:00:00Z", "2026-04-01T18:59:00+09:00"


def event(kind: int, **more: Any) -> Json:
    body: Json = {"name": "作業会", "privacy_level": 2, "entity_type": kind, "scheduled_start_time": START}
    where: Json = {"entity_metadata": {"location": "みんなの家"}, "scheduled_end_time": END}
    return body | (where if kind == 3 else {"channel_id": "1"}) | more


@pytest.mark.parametrize("kind", [1, 2, 3])
def test_events_stand_in_a_channel_or_somewhere_with_a_name(kind: int) -> None:
    check_scheduled_event(event(kind), editing=False)


def test_events_keep_to_discords_rules() -> None:
    def found(body: Json) -> dict[str, str]:
        return refused(check_scheduled_event, body, editing=False, now=1_775_037_600.0)

    assert found({}) == dict.fromkeys(
        ["name", "privacy_level", "entity_type", "scheduled_start_time"], "BASE_TYPE_REQUIRED"
    )
    assert found(event(2, channel_id=None, name="x" * 101, description="x" * 1001, privacy_level=1)) == {
        "name": "BASE_TYPE_BAD_LENGTH",
        "description": "BASE_TYPE_MAX_LENGTH",
        "privacy_level": "BASE_TYPE_CHOICES",
        "channel_id": "BASE_TYPE_REQUIRED",
    }
    assert found(event(3, entity_metadata=None, scheduled_end_time=None, channel_id="1")) == {
        "entity_metadata": "BASE_TYPE_REQUIRED",
        "scheduled_end_time": "BASE_TYPE_REQUIRED",
        "channel_id": "GUILD_SCHEDULED_EVENT_CHANNEL_NOT_ALLOWED",
    }
    assert found(event(3, entity_metadata={"location": ""}, scheduled_end_time=BEFORE_START)) == {
        "entity_metadata.location": "BASE_TYPE_BAD_LENGTH",
        "scheduled_end_time": "GUILD_SCHEDULED_EVENT_END_BEFORE_START",
    }
    assert found(event(2, scheduled_start_time=BEFORE_START)) == {
        "scheduled_start_time": "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST"
    }
    check_scheduled_event({"status": 2}, editing=True)
    assert refused(check_scheduled_event, {"status": 5}, editing=True) == {"status": "BASE_TYPE_CHOICES"}
