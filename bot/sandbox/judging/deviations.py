"""Where Discord's description is not what its documentation says: each with its reason, as few as can be."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Deviation:
    """Another schema for one property of a named schema; for the whole of it when `key` is empty.

    The body of a route that has no name in the description goes by its route.
    """

    schema: str
    key: str
    becomes: Json
    why: str


ID: Json = {"$ref": "#/components/schemas/SnowflakeType"}
FLAG: Json = {"type": ["boolean", "null"]}
DIGITS: Json = {"type": ["integer", "string", "null"], "pattern": "^[0-9]+$", "minimum": 0}
ANYTHING: Json = {}


def _longest(schema: str, key: str, most: int, *, least: int = 0, null: bool = True) -> Deviation:
    kinds = ["string", "null"] if null else ["string"]
    limits = {"type": kinds, "minLength": least, "maxLength": most}
    return Deviation(schema, key, limits, "the documented limit is tighter")


OVERWRITE = "PUT /channels/{channel_id}/permissions/{overwrite_id}"

BIT_SETS = "bit sets are documented as strings of digits; numbers are taken too"
IGNORED = "sent back as it was received; Discord documents that it is ignored"
DOCUMENTED = "documented, but missing from the description"

# What bots may send although the description has it otherwise.
LOOSER = (
    Deviation(
        "SnowflakeType",
        "",
        {"type": ["string", "integer"], "pattern": "^(0|[1-9][0-9]*)$", "minimum": 0},
        "ids are taken as numbers too, and clients send them so",
    ),
    *(
        Deviation(schema, key, DIGITS, BIT_SETS)
        for schema, key in (
            ("ChannelPermissionOverwriteRequest", "allow"),
            ("ChannelPermissionOverwriteRequest", "deny"),
            (OVERWRITE, "allow"),
            (OVERWRITE, "deny"),
            ("CreateRoleRequest", "permissions"),
            ("UpdateRoleRequestPartial", "permissions"),
            ("ApplicationCommandCreateRequest", "default_member_permissions"),
            ("ApplicationCommandUpdateRequest", "default_member_permissions"),
            ("ApplicationCommandPatchRequestPartial", "default_member_permissions"),
        )
    ),
    Deviation(
        "ApplicationFormPartial",
        "description",
        {"type": ["string", "null"], "maxLength": 400},
        "documented as plain text; the description has it as text by language",
    ),
    Deviation(OVERWRITE, "id", ID, "discord.py repeats the id of the path, and Discord ignores it"),
    Deviation("ApplicationCommandCreateRequest", "nsfw", FLAG, DOCUMENTED),
    Deviation("ApplicationCommandUpdateRequest", "nsfw", FLAG, DOCUMENTED),
    Deviation("ApplicationCommandPatchRequestPartial", "nsfw", FLAG, DOCUMENTED),
    Deviation("ComponentEmojiForRequest", "animated", FLAG, DOCUMENTED),
    Deviation("RichEmbed", "flags", {"type": "integer"}, IGNORED),
    *(
        Deviation(schema, key, ANYTHING, IGNORED)
        for schema in ("RichEmbedImage", "RichEmbedThumbnail", "RichEmbedVideo")
        for key in ("proxy_url", "content_type", "flags")
    ),
    *(
        Deviation(schema, "proxy_icon_url", ANYTHING, IGNORED)
        for schema in ("RichEmbedAuthor", "RichEmbedFooter")
    ),
    Deviation("MessageReferenceType", "", {"type": "integer", "enum": [0, 1]}, "forwards are documented"),
    *(
        Deviation(
            schema, "tts", FLAG, "discord.py says it in edits as in new messages, and Discord ignores it"
        )
        for schema in (
            "MessageEditRequestPartial",
            "IncomingWebhookUpdateForInteractionCallbackRequestPartial",
            "IncomingWebhookUpdateRequestPartial",
            "BaseCreateMessageCreateRequest",
        )
    ),
    *(
        Deviation("MessageAttachmentRequest", key, ANYTHING, IGNORED)
        for key in ("proxy_url", "size", "url", "spoiler", "height", "width", "content_type")
    ),
)

_NEW_MESSAGES = ("MessageCreateRequest", "BaseCreateMessageCreateRequest", "MessageEditRequestPartial")

# What bots may not send although the description would let them.
TIGHTER = (
    *(_longest(schema, "content", 2000) for schema in _NEW_MESSAGES),
    _longest("PollMediaCreateRequest", "text", 55, least=1),
    _longest("ApplicationCommandOptionStringChoice", "value", 100, null=False),
    Deviation(
        "ModalInteractionCallbackRequestData",
        "components",
        {
            "type": "array",
            "minItems": 1,
            "maxItems": 5,
            "items": {
                "oneOf": [
                    {"$ref": f"#/components/schemas/{name}ComponentForModalRequest"}
                    for name in ("ActionRow", "Label", "TextDisplay")
                ]
            },
        },
        "the documented limit is tighter",
    ),
    *(
        Deviation(
            schema, "name", {"type": "string", "minLength": 1, "maxLength": 100}, "documented as 1 to 100"
        )
        for schema in (
            "StageScheduledEventCreateRequest",
            "VoiceScheduledEventCreateRequest",
            "ExternalScheduledEventCreateRequest",
        )
    ),
)

_FORM_ERROR: Json = {
    "type": "object",
    "properties": {"code": {"type": "string"}, "message": {"type": "string"}},
    "required": ["code", "message"],
}

# What the stand-in answers otherwise than described.
ANSWERED = (
    Deviation(
        "InnerErrors",
        "_errors",
        {"type": "array", "items": _FORM_ERROR, "minItems": 1},
        "documented examples of form errors have codes in words, not numbers",
    ),
)


def applied(named: Json, deviations: tuple[Deviation, ...]) -> dict[str, Any]:
    """The named schemas with the deviations in place; the given ones are left as they were."""
    result = dict(named)
    for deviation in deviations:
        if not deviation.key:
            result[deviation.schema] = deviation.becomes
            continue
        schema = result[deviation.schema]
        properties = {**schema["properties"], deviation.key: deviation.becomes}
        result[deviation.schema] = {**schema, "properties": properties}
    return result
