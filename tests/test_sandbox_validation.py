"""What the stand-in takes as a message, and what it says to the rest, in Discord's words."""

from typing import Any

import pytest

from bot.sandbox.errors import ApiError
from bot.sandbox.validation import check_message
from tests.bodies import Json, code_of, refused

V2 = 1 << 15


def new(body: Any, files: int = 0) -> None:
    check_message(body, files=files)


def problems(body: Any, files: int = 0) -> dict[str, str]:
    return refused(new, body, files)


def row(*parts: Json) -> Json:
    return {"type": 1, "components": list(parts)}


def button(custom_id: str = "go", **more: Any) -> Json:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": custom_id} | more


def select(**more: Any) -> Json:
    options = [{"label": "a", "value": "a"}, {"label": "b", "value": "b"}]
    return {"type": 3, "custom_id": "pick", "options": options} | more


def text(content: str = "words") -> Json:
    return {"type": 10, "content": content}


def layout(*parts: Json, **more: Any) -> Json:
    return {"flags": V2, "components": list(parts)} | more


def test_a_plain_message_is_taken() -> None:
    new({"content": "hello"})


def test_the_refusal_has_discords_shape() -> None:
    with pytest.raises(ApiError) as caught:
        new({"content": "x" * 2001, "embeds": [{"title": "y" * 257}]})
    too_long = {"code": "BASE_TYPE_MAX_LENGTH"}
    assert caught.value.to_json() == {
        "message": "Invalid Form Body",
        "code": 50035,
        "errors": {
            "content": {"_errors": [too_long | {"message": "Must be 2000 or fewer in length."}]},
            "embeds": {
                "0": {"title": {"_errors": [too_long | {"message": "Must be 256 or fewer in length."}]}}
            },
        },
    }


def test_characters_are_counted_as_discord_counts_them_by_code_point() -> None:
    new({"content": "🌸" * 2000})
    assert problems({"content": "🌸" * 2001}) == {"content": "BASE_TYPE_MAX_LENGTH"}


@pytest.mark.parametrize(
    "body", [{}, {"content": ""}, {"content": " \n "}, {"content": None, "embeds": [], "components": []}]
)
def test_a_message_of_nothing_is_refused(body: Json) -> None:
    assert code_of(new, body) == 50006


@pytest.mark.parametrize("body", [{"sticker_ids": ["1"]}, {"embeds": [{"title": "t"}]}, {"poll": None}])
def test_anything_to_see_is_enough(body: Json) -> None:
    if body.get("poll", 0) is None:
        body["poll"] = {"question": {"text": "q"}, "answers": [{"poll_media": {"text": "a"}}]}
    new(body)


def test_a_file_alone_is_a_message() -> None:
    new({}, files=1)
    new({"attachments": [{"id": "0", "filename": "a.png"}]}, files=1)


def test_a_body_that_is_no_object_is_refused() -> None:
    for body in (None, [], "hello", 5):
        assert problems(body) == {"": "MODEL_TYPE_CONVERT"}


def test_wrong_types_are_named_where_they_stand() -> None:
    body = {
        "content": 5,
        "tts": "yes",
        "embeds": {},
        "flags": "4",
        "nonce": {},
        "allowed_mentions": [],
        "message_reference": {"message_id": "x"},
    }
    assert problems(body) == {
        "content": "STRING_TYPE_CONVERT",
        "tts": "BOOLEAN_TYPE_CONVERT",
        "embeds": "LIST_TYPE_CONVERT",
        "flags": "NUMBER_TYPE_COERCE",
        "nonce": "NONCE_TYPE_INVALID_TYPE",
        "allowed_mentions": "MODEL_TYPE_CONVERT",
        "message_reference.message_id": "NUMBER_TYPE_COERCE",
    }


def test_a_nonce_has_at_most_25_characters() -> None:
    new({"content": "x", "nonce": "n" * 25, "enforce_nonce": True})
    assert problems({"content": "x", "nonce": "n" * 26}) == {"nonce": "NONCE_TYPE_TOO_LONG"}


def test_embed_limits() -> None:
    embed = {
        "title": "x" * 257,
        "description": "x" * 4097,
        "footer": {"text": "x" * 2049},
        "author": {"name": "x" * 257},
        "fields": [{"name": "x" * 257, "value": "x" * 1025}, {"name": " ", "value": ""}, {}],
        "color": 0x1000000,
        "timestamp": "yesterday",
    }
    assert problems({"embeds": [embed]}) == {
        "embeds.0.title": "BASE_TYPE_MAX_LENGTH",
        "embeds.0.description": "BASE_TYPE_MAX_LENGTH",
        "embeds.0.footer.text": "BASE_TYPE_MAX_LENGTH",
        "embeds.0.author.name": "BASE_TYPE_MAX_LENGTH",
        "embeds.0.fields.0.name": "BASE_TYPE_MAX_LENGTH",
        "embeds.0.fields.0.value": "BASE_TYPE_MAX_LENGTH",
        "embeds.0.fields.1.name": "BASE_TYPE_REQUIRED",
        "embeds.0.fields.1.value": "BASE_TYPE_REQUIRED",
        "embeds.0.fields.2.name": "BASE_TYPE_REQUIRED",
        "embeds.0.fields.2.value": "BASE_TYPE_REQUIRED",
        "embeds.0.color": "NUMBER_TYPE_MAX",
        "embeds.0.timestamp": "DATE_TIME_TYPE_PARSE",
    }


def test_all_embeds_together_hold_6000_characters() -> None:
    half: Json = {"description": "x" * 3000}
    new({"embeds": [half, half]})
    assert problems({"embeds": [half, half, {"title": "x"}]}) == {"embeds": "MAX_EMBED_SIZE_EXCEEDED"}


def test_ten_embeds_and_twenty_five_fields() -> None:
    field = {"name": "n", "value": "v"}
    new({"embeds": [{"title": "t"}] * 10})
    assert problems({"embeds": [{"title": "t"}] * 11}) == {"embeds": "BASE_TYPE_MAX_LENGTH"}
    assert problems({"embeds": [{"fields": [field] * 26}]}) == {"embeds.0.fields": "BASE_TYPE_MAX_LENGTH"}


def test_blanks_around_embed_text_do_not_count() -> None:
    new({"embeds": [{"title": " " * 300 + "t"}]})


def test_an_embed_with_nothing_to_show_is_refused() -> None:
    assert problems({"embeds": [{"color": 5}, None]}) == {
        "embeds.0.description": "BASE_TYPE_REQUIRED",
        "embeds.1": "LIST_ITEM_VALUE_REQUIRED",
    }


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ftp://example.org", "URL_TYPE_INVALID_SCHEME"),
        ("attachment://a.png", "URL_TYPE_INVALID_SCHEME"),
        ("example.org", "URL_TYPE_INVALID_URL"),
        ("https://", "URL_TYPE_INVALID_URL"),
        ("https://[", "URL_TYPE_INVALID_URL"),
    ],
)
def test_an_embeds_url_leads_to_the_web(url: str, code: str) -> None:
    assert problems({"embeds": [{"title": "t", "url": url}]}) == {"embeds.0.url": code}


def test_an_embeds_picture_may_be_attached() -> None:
    new({"embeds": [{"image": {"url": "attachment://a.png"}}]})


def test_mentions_are_allowed_by_kind_or_by_name_not_both() -> None:
    new(
        {"content": "x", "allowed_mentions": {"parse": ["everyone"], "users": ["1", 2], "replied_user": True}}
    )
    both = {"parse": ["users", "roles"], "users": ["1"], "roles": ["2"]}
    exclusive = "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"
    assert problems({"content": "x", "allowed_mentions": both}) == {
        "allowed_mentions": f"{exclusive} {exclusive}"
    }
    wrong = {"parse": ["here", "users", "users"], "roles": ["1", 1], "users": []}
    assert problems({"content": "x", "allowed_mentions": wrong}) == {
        "allowed_mentions.parse.0": "BASE_TYPE_CHOICES",
        "allowed_mentions.parse.2": "SET_TYPE_ALREADY_CONTAINS_VALUE",
        "allowed_mentions.roles.1": "SET_TYPE_ALREADY_CONTAINS_VALUE",
    }


def test_at_most_a_hundred_people_are_named() -> None:
    new({"content": "x", "allowed_mentions": {"users": list(range(100))}})
    assert problems({"content": "x", "allowed_mentions": {"users": list(range(101))}}) == {
        "allowed_mentions.users": "BASE_TYPE_MAX_LENGTH"
    }


def test_flags_are_those_a_bot_may_set() -> None:
    new({"content": "x", "flags": 1 << 2 | 1 << 12})
    assert problems({"content": "x", "flags": 1 << 6}) == {"flags": "MESSAGE_FLAGS_INVALID"}
    check_message({"content": "x", "flags": 1 << 6}, files=0, webhook=True)
    # An edit repeats whatever flags the message has.
    check_message({"content": "x", "flags": 1 << 5}, files=0, editing=True)


def test_attachments_speak_of_files_that_are_there() -> None:
    body = {"attachments": [{"id": 0}, {"id": "0"}, {"id": 1}, {}]}
    assert problems(body, files=1) == {
        "attachments.1.id": "SET_TYPE_ALREADY_CONTAINS_VALUE",
        "attachments.2.id": "ATTACHMENT_NOT_FOUND",
        "attachments.3.id": "BASE_TYPE_REQUIRED",
    }
    assert code_of(new, {"content": "x"}, 11) == 30015


def test_rows_of_buttons_and_selects_are_taken() -> None:
    buttons = [button(str(n)) for n in range(5)]
    people: Json = {"type": 5, "custom_id": "who", "default_values": [{"id": "1", "type": "user"}]}
    new({"components": [row(*buttons), row(select()), row(people)]})


def test_at_most_five_rows_of_five_buttons() -> None:
    rows = [row(button(str(n))) for n in range(6)]
    assert problems({"components": rows}) == {"components": "BASE_TYPE_MAX_LENGTH"}
    wide = row(*(button(str(n)) for n in range(6)))
    assert problems({"components": [wide, row()]}) == {
        "components.0.components": "BASE_TYPE_BAD_LENGTH",
        "components.1.components": "BASE_TYPE_BAD_LENGTH",
    }


def test_a_select_takes_a_row_for_itself() -> None:
    assert problems({"components": [row(button(), select())]}) == {
        "components.0.components.1": "COMPONENT_LAYOUT_WIDTH_EXCEEDED"
    }


def test_a_custom_id_stands_once_in_a_message() -> None:
    assert problems({"components": [row(button(), button("b")), row(button())]}) == {
        "components.1.components.0.custom_id": "COMPONENT_CUSTOM_ID_DUPLICATED"
    }


def test_buttons_carry_what_their_style_asks() -> None:
    link = {"type": 2, "style": 5, "label": "l"}
    parts = [
        button(label="x" * 81, custom_id="x" * 101),
        button("b", url="https://example.org"),
        {"type": 2, "style": 2, "custom_id": "c"},
        {"type": 2, "style": 1, "label": "l"},
        {"type": 2, "style": 9, "label": "l"},
    ]
    links = [
        link,
        link | {"url": "steam://run", "custom_id": "d"},
        {"type": 2, "style": 6, "label": "buy"},
        button("e", emoji={"name": "smile"}),
        button("f", emoji={"id": None, "name": "🌸"}),
    ]
    found = problems({"components": [row(*parts), row(*links)]})
    assert found == {
        "components.0.components.0.label": "BASE_TYPE_MAX_LENGTH",
        "components.0.components.0.custom_id": "BASE_TYPE_BAD_LENGTH",
        "components.0.components.1.url": "BUTTON_COMPONENT_FIELD_NOT_ALLOWED",
        "components.0.components.2.label": "BUTTON_COMPONENT_LABEL_REQUIRED",
        "components.0.components.3.custom_id": "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED",
        "components.0.components.4.style": "BASE_TYPE_CHOICES",
        "components.1.components.0.url": "BUTTON_COMPONENT_URL_REQUIRED",
        "components.1.components.1.url": "URL_TYPE_INVALID_SCHEME",
        "components.1.components.1.custom_id": "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
        "components.1.components.2.sku_id": "BASE_TYPE_REQUIRED",
        "components.1.components.2.label": "BUTTON_COMPONENT_FIELD_NOT_ALLOWED",
        "components.1.components.3.emoji.name": "BUTTON_COMPONENT_INVALID_EMOJI",
    }


def test_selects_offer_and_ask_for_what_is_possible() -> None:
    many = [{"label": str(n), "value": str(n)} for n in range(26)]
    twice = [{"label": "a", "value": "a"}, {"label": "b", "value": "a"}]
    people: Json = {
        "type": 5,
        "custom_id": "e",
        "default_values": [{"id": 1, "type": "role"}, {"type": "user"}],
    }
    rows = [
        row(select(options=many, placeholder="x" * 151)),
        row(select(custom_id="b", options=twice)),
        row(select(custom_id="c", min_values=2, max_values=1)),
        row(select(custom_id="d", max_values=3)),
        row(people),
    ]
    assert problems({"components": rows}) == {
        "components.0.components.0.options": "BASE_TYPE_BAD_LENGTH",
        "components.0.components.0.placeholder": "BASE_TYPE_MAX_LENGTH",
        "components.1.components.0.options.1": "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
        "components.2.components.0.min_values": "SELECT_COMPONENT_MIN_VALUES_TOO_LARGE",
        "components.3.components.0.max_values": "SELECT_COMPONENT_MAX_VALUES_TOO_LARGE",
        "components.4.components.0.default_values.0.type": "BASE_TYPE_CHOICES",
        "components.4.components.0.default_values.1.id": "BASE_TYPE_REQUIRED",
    }


def test_no_more_is_chosen_beforehand_than_may_be_chosen() -> None:
    chosen = [{"label": n, "value": n, "default": True} for n in "ab"]
    people = [{"id": n, "type": "user"} for n in (1, 2)]
    rows = [
        row(select(options=chosen)),
        row({"type": 5, "custom_id": "b", "default_values": people}),
        row({"type": 5, "custom_id": "c", "default_values": people, "min_values": 3, "max_values": 3}),
    ]
    assert problems({"components": rows}) == {
        "components.0.components.0": "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES",
        "components.1.components.0": "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES",
        "components.2.components.0.default_values": "SELECT_COMPONENT_TOO_FEW_DEFAULT_VALUES",
    }
    new({"components": [row(select(options=chosen, max_values=2))]})


def test_of_a_thing_with_problems_inside_nothing_more_is_said() -> None:
    long = {"description": "x" * 4097}
    assert problems({"embeds": [long, long]}) == dict.fromkeys(
        ["embeds.0.description", "embeds.1.description"], "BASE_TYPE_MAX_LENGTH"
    )


def test_layouts_need_their_flag() -> None:
    with pytest.raises(ApiError) as caught:
        new({"content": "x", "components": [text()]})
    assert caught.value.errors == {
        "components": {
            "0": {
                "_errors": [
                    {"code": "UNION_TYPE_CHOICES", "message": 'Value of field "type" must be one of (1,).'}
                ]
            }
        }
    }


def test_a_layout_is_taken() -> None:
    thumbnail = {"type": 11, "media": {"url": "https://example.org/a.png"}}
    gallery = {"type": 12, "items": [{"media": {"url": "attachment://a.png"}}]}
    section = {"type": 9, "components": [text(), text()], "accessory": thumbnail}
    shown = {"type": 13, "file": {"url": "attachment://a.png"}}
    line = {"type": 14, "divider": False, "spacing": 2}
    inside = {"type": 17, "components": [section, gallery, shown, line, row(button())], "accent_color": 5}
    check_message(layout(inside, text(), attachments=[{"id": 0, "filename": "a.png"}]), files=1)


def test_nothing_stands_beside_a_layout() -> None:
    body = layout(text(), content="", embeds=[{"title": "t"}], sticker_ids=["1"], poll=None)
    legacy = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"
    assert problems(body) == {"content": legacy, "embeds": legacy, "sticker_ids": legacy}
    new(layout(text(), content=None, embeds=[]))


def test_a_layout_has_at_least_one_part() -> None:
    assert problems({"flags": V2}) == {"components": "BASE_TYPE_REQUIRED"}
    assert problems(layout()) == {"components": "BASE_TYPE_BAD_LENGTH"}


def test_forty_parts_are_counted_with_those_inside() -> None:
    section = {"type": 9, "components": [text()], "accessory": button()}  # three
    container = {"type": 17, "components": [section, *(text() for _ in range(36))]}  # and its own
    new(layout(container))
    assert problems(layout(container, text())) == {"components": "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"}


def test_all_text_of_a_layout_together_has_4000_characters() -> None:
    new(layout(text("x" * 3999), text("y")))
    assert problems(layout(text("x" * 3999), text("yz"))) == {
        "components": "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"
    }


def test_parts_stand_only_where_they_may() -> None:
    section = {"type": 9, "components": [button("c"), button("d")], "accessory": text()}
    inner = {"type": 17, "components": [{"type": 17, "components": [text()]}]}
    assert problems(layout(button(), section, inner, {"type": 11}, {})) == {
        "components.0": "UNION_TYPE_CHOICES",
        "components.1.components.0": "UNION_TYPE_CHOICES",
        "components.1.components.1": "UNION_TYPE_CHOICES",
        "components.1.accessory": "UNION_TYPE_CHOICES",
        "components.2.components.0": "UNION_TYPE_CHOICES",
        "components.3": "UNION_TYPE_CHOICES",
        "components.4.type": "BASE_TYPE_REQUIRED",
    }


def test_a_section_has_one_to_three_texts() -> None:
    for count in (0, 4):
        section = {"type": 9, "components": [text()] * count, "accessory": button()}
        assert problems(layout(section)) == {"components.0.components": "BASE_TYPE_BAD_LENGTH"}


def test_media_of_a_layout_must_be_there() -> None:
    shown = {"type": 13, "file": {"url": "https://example.org/a.png"}}
    lost = {"type": 12, "items": [{"media": {"url": "attachment://b.png"}}]}
    assert problems(layout(shown, lost)) == {
        "components.0.file.url": "URL_TYPE_INVALID_SCHEME",
        "components.1.items.0.media": "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
    }


def test_component_ids_are_numbers_used_once_and_zero_means_none() -> None:
    new(layout(text() | {"id": 0}, text() | {"id": 0}, text() | {"id": 7}))
    assert problems(layout(text() | {"id": 7}, text() | {"id": 7}, text() | {"id": -1})) == {
        "components.1.id": "COMPONENT_ID_DUPLICATED",
        "components.2.id": "NUMBER_TYPE_MIN",
    }


def message(**more: Any) -> Json:
    return {"flags": 0, "content": "", "embeds": [], "components": [], "attachments": []} | more


def test_an_edit_says_only_what_changes() -> None:
    check_message({}, files=0, editing=True)
    check_message({"content": None}, files=0, editing=True, before=message(embeds=[{"title": "t"}]))


def test_an_edit_that_leaves_nothing_is_refused() -> None:
    before = message(content="x")
    assert code_of(check_message, {"content": ""}, files=0, editing=True, before=before) == 50006


def test_a_layout_stays_a_layout_when_edited() -> None:
    before = message(flags=V2, components=[text()])
    check_message({"components": [text("new")]}, files=0, editing=True, before=before)
    assert refused(check_message, {"content": "x"}, files=0, editing=True, before=before) == {
        "content": "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"
    }


def test_a_message_becomes_a_layout_only_when_its_old_content_is_cleared() -> None:
    before = message(content="old", embeds=[{"title": "t"}])
    new_body = layout(text())
    legacy = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"
    found = refused(check_message, new_body, files=0, editing=True, before=before)
    assert found == {"content": legacy, "embeds": legacy}
    check_message(new_body | {"content": None, "embeds": []}, files=0, editing=True, before=before)


def test_an_edit_keeps_old_attachments_by_their_ids() -> None:
    before = message(attachments=[{"id": "123456789012345678", "filename": "a.png"}])
    kept = {"attachments": [{"id": "123456789012345678"}, {"id": 0, "filename": "b.png"}]}
    check_message(kept, files=1, editing=True, before=before)
    assert refused(check_message, kept, files=1, editing=True, before=message()) == {
        "attachments.0.id": "ATTACHMENT_NOT_FOUND"
    }


def test_replies_and_forwards_name_a_message() -> None:
    new({"content": "x", "message_reference": {"message_id": "1", "fail_if_not_exists": False}})
    new({"message_reference": {"type": 1, "message_id": "1", "channel_id": "2"}})
    assert problems({"content": "x", "message_reference": {"type": 1}}) == {
        "message_reference.message_id": "BASE_TYPE_REQUIRED",
        "message_reference.channel_id": "BASE_TYPE_REQUIRED",
    }


def test_poll_limits() -> None:
    answer = {"poll_media": {"text": "x" * 55}}
    long = {"poll_media": {"text": "x" * 56}}
    question = {"text": "x" * 301}
    assert problems({"poll": {"question": question, "answers": [answer, long], "duration": 769}}) == {
        "poll.question.text": "BASE_TYPE_BAD_LENGTH",
        "poll.answers.1.poll_media.text": "BASE_TYPE_BAD_LENGTH",
        "poll.duration": "NUMBER_TYPE_MAX",
    }
    assert problems({"poll": {"question": {"text": "q"}, "answers": [answer] * 11}}) == {
        "poll.answers": "BASE_TYPE_BAD_LENGTH"
    }


def test_a_webhook_names_itself() -> None:
    check_message({"content": "x", "username": "Aoi"}, files=0, webhook=True)
    assert refused(check_message, {"content": "x", "username": ""}, files=0, webhook=True) == {
        "username": "BASE_TYPE_BAD_LENGTH"
    }
