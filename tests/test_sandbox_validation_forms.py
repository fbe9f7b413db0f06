"""Modals, the answers people give in them, and the answers a bot gives to interactions."""

from typing import Any

import pytest

from bot.sandbox.errors import ApiError
from bot.sandbox.validation import check_callback, check_modal, check_modal_values
from tests.bodies import Json, code_of, refused

COMMAND, COMPONENT, AUTOCOMPLETE, SUBMIT = 2, 3, 4, 5


def note(**more: Any) -> Json:
    return {"type": 4, "custom_id": "note", "style": 1} | more


def label(component: Json, **more: Any) -> Json:
    return {"type": 18, "label": "Note", "component": component} | more


def modal(*parts: Json, **more: Any) -> Json:
    return {"title": "Thanks", "custom_id": "thanks", "components": list(parts)} | more


def options(count: int) -> list[Json]:
    return [{"label": str(n), "value": str(n)} for n in range(count)]


def test_a_modal_has_a_title_an_id_and_one_to_five_parts() -> None:
    check_modal(modal(label(note())))
    assert refused(check_modal, {}) == dict.fromkeys(
        ["title", "custom_id", "components"], "BASE_TYPE_REQUIRED"
    )
    six = [label(note(custom_id=str(n))) for n in range(6)]
    assert refused(check_modal, modal(*six, title="x" * 46, custom_id="x" * 101)) == dict.fromkeys(
        ["title", "custom_id", "components"], "BASE_TYPE_BAD_LENGTH"
    )


def test_a_modal_holds_labels_text_and_the_older_rows_only() -> None:
    button = {"type": 2, "style": 1, "label": "x", "custom_id": "y"}
    old = {"type": 1, "components": [note(custom_id="old", label="Old")]}
    check_modal(modal(old, {"type": 10, "content": "words"}))
    assert refused(check_modal, modal(button, label(button), {"type": 1, "components": [button]})) == {
        "components.0": "UNION_TYPE_CHOICES",
        "components.1.component": "UNION_TYPE_CHOICES",
        "components.2.components.0": "UNION_TYPE_CHOICES",
    }


def test_only_the_older_rows_need_a_label_on_the_input_itself() -> None:
    check_modal(modal(label(note(label=None))))
    old = {"type": 1, "components": [note()]}
    assert refused(check_modal, modal(old)) == {"components.0.components.0.label": "BASE_TYPE_REQUIRED"}


def test_labels_and_inputs_keep_to_their_lengths() -> None:
    part = note(placeholder="x" * 101, min_length=10, max_length=5, value="123456", style=3)
    assert refused(check_modal, modal(label(part, label="x" * 46, description="x" * 101))) == {
        "components.0.label": "BASE_TYPE_BAD_LENGTH",
        "components.0.description": "BASE_TYPE_BAD_LENGTH",
        "components.0.component.placeholder": "BASE_TYPE_MAX_LENGTH",
        "components.0.component.min_length": "TEXT_INPUT_MIN_LENGTH_TOO_LARGE",
        "components.0.component.value": "BASE_TYPE_MAX_LENGTH",
        "components.0.component.style": "BASE_TYPE_CHOICES",
    }
    assert refused(check_modal, modal(label(note(max_length=4001)))) == {
        "components.0.component.max_length": "NUMBER_TYPE_MAX"
    }


def test_custom_ids_differ_within_a_modal() -> None:
    assert refused(check_modal, modal(label(note()), label(note()))) == {
        "components.1.component.custom_id": "COMPONENT_CUSTOM_ID_DUPLICATED"
    }


def test_what_must_be_answered_cannot_ask_for_nothing() -> None:
    parts: list[Json] = [
        {"type": 3, "custom_id": "a", "options": options(2), "min_values": 0},
        {"type": 19, "custom_id": "b", "min_values": 0},
        {"type": 22, "custom_id": "c", "options": options(2), "min_values": 0},
    ]
    check_modal(modal(*(label(part | {"required": False}) for part in parts)))
    assert refused(check_modal, modal(*map(label, parts))) == {
        f"components.{n}.component.min_values": "NUMBER_TYPE_MIN" for n in range(3)
    }


def test_nothing_in_a_modal_is_disabled() -> None:
    select = {"type": 5, "custom_id": "a", "disabled": True}
    assert refused(check_modal, modal(label(select))) == {
        "components.0.component.disabled": "COMPONENT_DISABLED_IN_MODAL"
    }
    check_modal(modal(label(select | {"disabled": False})))


def test_radios_checkboxes_and_uploads_keep_to_their_numbers() -> None:
    chosen = [one | {"default": True} for one in options(2)]
    parts: list[Json] = [
        {"type": 21, "custom_id": "a", "options": options(1)},
        {"type": 21, "custom_id": "b", "options": chosen},
        {"type": 22, "custom_id": "c", "options": options(11)},
        {"type": 19, "custom_id": "d", "max_values": 11},
        {"type": 23, "custom_id": "e", "default": "yes"},
    ]
    assert refused(check_modal, modal(*map(label, parts))) == {
        "components.0.component.options": "BASE_TYPE_BAD_LENGTH",
        "components.1.component": "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES",
        "components.2.component.options": "BASE_TYPE_BAD_LENGTH",
        "components.3.component.max_values": "NUMBER_TYPE_MAX",
        "components.4.component.default": "BOOLEAN_TYPE_CONVERT",
    }


def answered(part: Json, answer: Any) -> dict[str, str]:
    shown = modal(label(part))
    check_modal(shown)
    return check_modal_values(shown["components"], {part["custom_id"]: answer})


def test_a_required_input_wants_an_answer() -> None:
    assert answered(note(), "thank you") == {}
    assert answered(note(), "") == {"note": "an answer is required"}
    assert check_modal_values([label(note())], {}) == {"note": "an answer is required"}
    assert answered(note(required=False), "") == {}


def test_an_answer_keeps_to_its_length() -> None:
    part = note(min_length=2, max_length=4)
    assert answered(part, "abcd") == {}
    assert answered(part, "🌸" * 4) == {}
    assert answered(part, "a") == {"note": "must be between 2 and 4 characters long, not 1"}
    assert answered(part, "abcde") == {"note": "must be between 2 and 4 characters long, not 5"}
    assert answered(note(), 5) == {"note": "must be text"}


def test_an_optional_input_left_empty_may_be_shorter_than_its_least() -> None:
    assert answered(note(required=False, min_length=5), "") == {}


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (["0", "1"], None),
        (["0", "1", "2"], "between 1 and 2 must be chosen, not 3"),
        (["0", "0"], "a value was chosen twice"),
        (["9"], "9 was not offered"),
        ([], "an answer is required"),
        ("0", "must be a list of values"),
        ([0], "every value must be text"),
    ],
)
def test_a_select_takes_what_it_offers(answer: Any, problem: str | None) -> None:
    part = {"type": 3, "custom_id": "pick", "options": options(3), "max_values": 2}
    assert answered(part, answer) == ({} if problem is None else {"pick": problem})


def test_radios_take_one_value_boxes_some_and_a_checkbox_yes_or_no() -> None:
    radio = {"type": 21, "custom_id": "r", "options": options(2)}
    boxes = {"type": 22, "custom_id": "b", "options": options(3)}
    check = {"type": 23, "custom_id": "c"}
    assert answered(radio, "1") == {}
    assert answered(radio, "9") == {"r": "9 was not offered"}
    assert answered(radio | {"required": False}, None) == {}
    assert answered(boxes, ["0", "1", "2"]) == {}
    assert answered(boxes, []) == {"b": "an answer is required"}
    assert answered(check, False) == {}
    assert answered(check, "yes") == {"c": "must be true or false"}


def test_people_and_files_are_chosen_by_id() -> None:
    assert answered({"type": 5, "custom_id": "who", "max_values": 2}, ["1", "2"]) == {}
    assert answered({"type": 19, "custom_id": "files"}, ["1", "2"]) == {
        "files": "between 1 and 1 must be chosen, not 2"
    }


def test_an_answer_to_nothing_is_noticed() -> None:
    old = {"type": 1, "components": [note(label="Old")]}
    found = check_modal_values([old, {"type": 10, "content": "x"}], {"note": "x", "other": "y"})
    assert found == {"other": "there is no such field in this modal"}


def callback(body: Any, kind: int, *, has_message: bool = False) -> None:
    check_callback(body, interaction_type=kind, has_message=has_message, files=0)


BODIES: dict[int, Json] = {
    1: {},
    4: {"data": {"content": "hello", "flags": 1 << 6}},
    5: {"data": {"flags": 1 << 6}},
    6: {},
    7: {"data": {"content": "changed"}},
    8: {"data": {"choices": [{"name": "a", "value": "a"}]}},
    9: {"data": modal(label(note()))},
    12: {},
}


@pytest.mark.parametrize(
    ("kind", "has_message", "allowed"),
    [
        (1, False, {1}),
        (COMMAND, False, {4, 5, 9}),
        (COMPONENT, True, {4, 5, 6, 7, 9}),
        (AUTOCOMPLETE, False, {8}),
        (SUBMIT, False, {4, 5, 6}),
        (SUBMIT, True, {4, 5, 6, 7}),
    ],
)
def test_each_interaction_is_answered_in_its_own_ways(
    kind: int, has_message: bool, allowed: set[int]
) -> None:
    for answer, body in BODIES.items():
        if answer in allowed:
            callback(body | {"type": answer}, kind, has_message=has_message)
        else:
            found = refused(callback, body | {"type": answer}, kind, has_message=has_message)
            assert found == {"type": "BASE_TYPE_CHOICES"}


def test_the_refusal_lists_what_would_do() -> None:
    with pytest.raises(ApiError) as caught:
        callback({"type": 9}, SUBMIT)
    assert caught.value.errors == {
        "type": {"_errors": [{"code": "BASE_TYPE_CHOICES", "message": "Value must be one of {4, 5, 6}."}]}
    }


def test_problems_of_an_answer_stand_under_its_data() -> None:
    assert refused(callback, {"type": 4, "data": {"content": "x" * 2001}}, COMMAND) == {
        "data.content": "BASE_TYPE_MAX_LENGTH"
    }
    assert refused(callback, {"type": 9, "data": modal()}, COMMAND) == {
        "data.components": "BASE_TYPE_BAD_LENGTH"
    }
    assert refused(callback, {"type": 9}, COMMAND) == {"data": "BASE_TYPE_REQUIRED"}
    assert refused(callback, {}, COMMAND) == {"type": "BASE_TYPE_REQUIRED"}


def test_an_answer_of_nothing_is_refused() -> None:
    for body in ({"type": 4}, {"type": 4, "data": None}, {"type": 4, "data": {"content": " "}}):
        assert code_of(callback, body, COMMAND) == 50006
    check_callback({"type": 4, "data": {}}, interaction_type=COMMAND, has_message=False, files=1)
    assert (
        code_of(check_callback, {"type": 4}, interaction_type=COMMAND, has_message=False, files=11) == 30015
    )


def test_a_message_is_updated_as_it_would_be_edited() -> None:
    layout = {"type": 7, "data": {"flags": 1 << 15, "components": [{"type": 10, "content": "words"}]}}
    check_callback(layout, interaction_type=COMPONENT, has_message=True, files=0, before={"flags": 0})
    before = {"flags": 0, "content": "old"}
    found = refused(
        check_callback, layout, interaction_type=COMPONENT, has_message=True, files=0, before=before
    )
    assert found == {"data.content": "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"}


def test_a_deferred_answer_decides_only_who_sees_it() -> None:
    callback({"type": 5}, COMMAND)
    assert refused(callback, {"type": 5, "data": {"flags": 1 << 15}}, COMMAND) == {
        "data.flags": "MESSAGE_FLAGS_INVALID"
    }


def test_at_most_25_suggestions() -> None:
    def suggest(*choices: Any) -> Json:
        return {"type": 8, "data": {"choices": list(choices)}}

    one = {"name": "a", "value": "a"}
    callback(suggest(*[one] * 25), AUTOCOMPLETE)
    callback(suggest(one, {"name": "b", "value": 2}, {"name": "c", "value": 0.5}), AUTOCOMPLETE)
    assert refused(callback, suggest(*[one] * 26), AUTOCOMPLETE) == {"data.choices": "BASE_TYPE_MAX_LENGTH"}
    wrong = suggest({"name": "x" * 101, "value": "x" * 101}, {"value": []}, None)
    assert refused(callback, wrong, AUTOCOMPLETE) == {
        "data.choices.0.name": "BASE_TYPE_BAD_LENGTH",
        "data.choices.0.value": "BASE_TYPE_MAX_LENGTH",
        "data.choices.1.name": "BASE_TYPE_REQUIRED",
        "data.choices.1.value": "NUMBER_TYPE_COERCE",
        "data.choices.2": "LIST_ITEM_VALUE_REQUIRED",
    }
