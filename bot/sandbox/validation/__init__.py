"""The stand-in's judges of request bodies: JSON in, nothing or an `ApiError` out.

They know Discord's documented rules and nothing of any state; all problems of a body come at once, in
the nested form of Discord's code 50035.
"""

from bot.sandbox.validation.callbacks import allowed_callbacks, check_callback
from bot.sandbox.validation.commands import check_command, check_commands
from bot.sandbox.validation.guilds import (
    check_channel,
    check_guild,
    check_member,
    check_overwrite,
    check_role,
    check_scheduled_event,
    check_thread,
)
from bot.sandbox.validation.messages import check_message
from bot.sandbox.validation.modals import check_modal, check_modal_values, inputs

__all__ = [
    "allowed_callbacks",
    "check_callback",
    "check_channel",
    "check_command",
    "check_commands",
    "check_guild",
    "check_member",
    "check_message",
    "check_modal",
    "check_modal_values",
    "check_overwrite",
    "check_role",
    "check_scheduled_event",
    "check_thread",
    "inputs",
]
