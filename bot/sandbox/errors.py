"""Discord's refusals, ready-made: status, code and wording as its API gives them.

Where Discord documents no wording, the one its API is seen to answer with is used.
"""

from typing import Any


class ApiError(Exception):
    """A refusal a REST caller receives as JSON."""

    def __init__(self, status: int, code: int, message: str, errors: dict[str, Any] | None = None) -> None:
        super().__init__(f"{status} (code {code}): {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def to_json(self) -> dict[str, Any]:
        """The body of the answer."""
        body: dict[str, Any] = {"message": self.message, "code": self.code}
        if self.errors is not None:
            body["errors"] = self.errors
        return body


# --- the request as such


def unauthorized() -> ApiError:
    return ApiError(401, 0, "401: Unauthorized")


def not_found() -> ApiError:
    return ApiError(404, 0, "404: Not Found")


def method_not_allowed() -> ApiError:
    return ApiError(405, 0, "405: Method Not Allowed")


def unknown_route(method: str, path: str) -> ApiError:
    """What the stand-in has not been taught: said loudly, never pretended."""
    return ApiError(501, 0, f"501: this stand-in does not know this route: {method} {path}")


def untaught(what: str) -> ApiError:
    """A known route, asked for something the stand-in has not been taught."""
    return ApiError(501, 0, f"501: this stand-in does not know {what}")


def internal_error() -> ApiError:
    return ApiError(500, 0, "500: Internal Server Error")


def too_large() -> ApiError:
    return ApiError(413, 40005, "Request entity too large")


def invalid_json() -> ApiError:
    return ApiError(400, 50109, "The request body contains invalid JSON.")


def invalid_body(errors: dict[str, Any]) -> ApiError:
    """A form refused field by field; `errors` is Discord's tree with `_errors` leaves."""
    return ApiError(400, 50035, "Invalid Form Body", errors)


# --- things that are not there


def unknown_application() -> ApiError:
    return ApiError(404, 10002, "Unknown Application")


def unknown_channel() -> ApiError:
    return ApiError(404, 10003, "Unknown Channel")


def unknown_guild() -> ApiError:
    return ApiError(404, 10004, "Unknown Guild")


def unknown_invite() -> ApiError:
    return ApiError(404, 10006, "Unknown Invite")


def unknown_member() -> ApiError:
    return ApiError(404, 10007, "Unknown Member")


def unknown_message() -> ApiError:
    return ApiError(404, 10008, "Unknown Message")


def unknown_overwrite() -> ApiError:
    return ApiError(404, 10009, "Unknown Overwrite")


def unknown_role() -> ApiError:
    return ApiError(404, 10011, "Unknown Role")


def unknown_user() -> ApiError:
    return ApiError(404, 10013, "Unknown User")


def unknown_emoji() -> ApiError:
    # Discord answers 400 here, not 404: the emoji is part of what was asked, not the thing asked for.
    return ApiError(400, 10014, "Unknown Emoji")


def unknown_webhook() -> ApiError:
    return ApiError(404, 10015, "Unknown Webhook")


def unknown_ban() -> ApiError:
    return ApiError(404, 10026, "Unknown Ban")


def unknown_interaction() -> ApiError:
    return ApiError(404, 10062, "Unknown interaction")


def unknown_application_command() -> ApiError:
    return ApiError(404, 10063, "Unknown application command")


def unknown_voice_state() -> ApiError:
    return ApiError(404, 10065, "Unknown Voice State")


def unknown_command_permissions() -> ApiError:
    return ApiError(404, 10066, "Unknown application command permissions")


def unknown_scheduled_event() -> ApiError:
    return ApiError(404, 10070, "Unknown Guild Scheduled Event")


def unknown_scheduled_event_user() -> ApiError:
    return ApiError(404, 10071, "Unknown Guild Scheduled Event User")


# --- not allowed


def bots_only() -> ApiError:
    return ApiError(403, 20002, "Only bots can use this endpoint")


def not_for_bots() -> ApiError:
    return ApiError(403, 20001, "Bots cannot use this endpoint")


def not_your_application() -> ApiError:
    return ApiError(403, 20012, "You are not authorized to perform this action on this application")


def missing_access() -> ApiError:
    return ApiError(403, 50001, "Missing Access")


def not_in_a_dm() -> ApiError:
    return ApiError(403, 50003, "Cannot execute action on a DM channel")


def not_your_message() -> ApiError:
    return ApiError(403, 50005, "Cannot edit a message authored by another user")


def cannot_message_user() -> ApiError:
    return ApiError(403, 50007, "Cannot send messages to this user")


def no_mutual_guilds() -> ApiError:
    return ApiError(403, 50278, "Cannot send messages to this user due to having no mutual guilds")


def missing_permissions() -> ApiError:
    return ApiError(403, 50013, "Missing Permissions")


def system_message() -> ApiError:
    return ApiError(403, 50021, "Cannot execute action on a system message")


def reaction_blocked() -> ApiError:
    return ApiError(403, 90001, "Reaction blocked")


def invalid_webhook_token() -> ApiError:
    return ApiError(401, 50027, "Invalid Webhook Token")


# --- too many


def too_many_pins() -> ApiError:
    return ApiError(400, 30003, "Maximum number of pins reached for the channel (250)")


def too_many_roles() -> ApiError:
    return ApiError(400, 30005, "Maximum number of guild roles reached (250)")


def too_many_reactions() -> ApiError:
    return ApiError(400, 30010, "Maximum number of reactions reached (20)")


def too_many_channels() -> ApiError:
    return ApiError(400, 30013, "Maximum number of guild channels reached (500)")


def too_many_attachments() -> ApiError:
    return ApiError(400, 30015, "Maximum number of attachments in a message reached (10)")


def too_many_commands() -> ApiError:
    return ApiError(400, 30032, "Maximum number of application commands reached")


def too_many_scheduled_events() -> ApiError:
    return ApiError(400, 30038, "Maximum number of uncompleted guild scheduled events reached (100)")


# --- wrong for what it was asked of


def not_in_voice() -> ApiError:
    return ApiError(400, 40032, "Target user is not connected to voice.")


def command_name_taken() -> ApiError:
    return ApiError(400, 40041, "An application command with that name already exists")


def already_acknowledged() -> ApiError:
    return ApiError(400, 40060, "Interaction has already been acknowledged.")


def too_many_followups() -> ApiError:
    return ApiError(400, 40094, "This interaction has hit the maximum number of follow up messages")


def empty_message() -> ApiError:
    return ApiError(400, 50006, "Cannot send an empty message")


def not_a_text_channel() -> ApiError:
    return ApiError(400, 50008, "Cannot send messages in a non-text channel")


def wrong_number_to_delete() -> ApiError:
    text = "Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100"
    return ApiError(400, 50016, f"{text} messages to delete.")


def pinned_elsewhere() -> ApiError:
    return ApiError(400, 50019, "A message can only be pinned to the channel it was sent in")


def wrong_channel_type() -> ApiError:
    return ApiError(400, 50024, "Cannot execute action on this channel type")


def invalid_role() -> ApiError:
    return ApiError(400, 50028, "Invalid Role")


def invalid_recipients() -> ApiError:
    return ApiError(400, 50033, "Invalid Recipient(s)")


def too_old_to_delete() -> ApiError:
    return ApiError(400, 50034, "You can only bulk delete messages that are under 14 days old.")


def archived_thread() -> ApiError:
    return ApiError(400, 50083, "Thread is archived")


def cannot_reply_without_history() -> ApiError:
    return ApiError(400, 160002, "Cannot reply without permission to read message history")


def thread_exists() -> ApiError:
    return ApiError(400, 160004, "A thread has already been created for this message")


def locked_thread() -> ApiError:
    return ApiError(400, 160005, "Thread is locked")


def finished_event() -> ApiError:
    return ApiError(400, 180000, "Cannot update a finished event")
