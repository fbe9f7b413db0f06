"""The forms of check-ins: when to be asked, and what to say."""

from typing import Any

import discord

from bot import ui
from bot.app import Engawa
from bot.features import checkins, settings
from bot.features.checkins import ANSWER_LIMIT, ENERGIES, WAYS, WORDS_LIMIT, Question
from bot.texts import Language, text

TIME_LIMIT, DAYS_LIMIT = 40, 100
NO_QUESTION = "none"
LONGEST_HINT = 100
SHARE, REPLY = "share", "reply"
"""The two boxes under a check-in."""


def begin_form(language: Language, time: str, days: str, way: str) -> ui.Form:
    """When and how to be asked."""
    hour: discord.ui.TextInput[Any] = discord.ui.TextInput(
        custom_id="time",
        placeholder=text(language, "checkin-form-time-hint"),
        default=time[:TIME_LIMIT] or None,
        max_length=TIME_LIMIT,
    )
    weekdays: discord.ui.TextInput[Any] = discord.ui.TextInput(
        custom_id="days",
        placeholder=text(language, "checkin-form-days-hint"),
        default=days[:DAYS_LIMIT] or None,
        max_length=DAYS_LIMIT,
        required=False,
    )
    ways: discord.ui.Select[Any] = discord.ui.Select(
        custom_id="way",
        required=True,
        options=[
            discord.SelectOption(label=text(language, f"choice-checkin-way-{w}"), value=w, default=w == way)
            for w in WAYS
        ],
    )
    return ui.Form(
        text(language, "checkin-form-begin-title"),
        ui.custom_id("checkin.begin"),
        ui.labelled(text(language, "checkin-form-time"), hour),
        ui.labelled(text(language, "checkin-form-days"), weekdays),
        ui.labelled(text(language, "checkin-form-way"), ways),
    )


async def say_form(app: Engawa, language: Language, guild_id: int, user_id: int, opened: int) -> ui.Form:
    """What to say today: with what was said before, or was carried over; `opened` is what asks for it."""
    db, now = app.db, int(app.clock.now())
    server = await settings.server(db, guild_id)
    question = await checkins.question_of(db, guild_id, checkins.local_day(now, server.zone))
    here = await checkins.today(db, guild_id, user_id, now)
    said = here.said
    fields: dict[str, Any] = {
        "guild": guild_id,
        "opened": opened,
        "question": question.name,
        "asked": asked(language, question),
    }
    if said is None:
        fields |= {"words": here.carried or "", "energy": "", "answer": "", "boxes": []}
        fields["from"] = "carried" if here.carried else ""
    else:
        boxes = [box for box, chosen in ((SHARE, said.shared), (REPLY, said.wants_reply)) if chosen]
        answer = said.answer if said.question == question.name else ""
        energy = str(said.energy or "")
        fields |= {"words": said.words, "energy": energy, "answer": answer, "boxes": boxes, "from": "today"}
    return filled_form(language, fields)


def asked(language: Language, question: Question) -> str:
    """A question in a reader's language; one that moderators wrote, as they wrote it."""
    return question.words or text(language, f"checkin-question-{question.name}")


def filled_form(language: Language, fields: dict[str, Any]) -> ui.Form:
    words: discord.ui.TextInput[Any] = discord.ui.TextInput(
        custom_id="words",
        placeholder=text(language, "checkin-form-words-hint"),
        default=fields["words"] or None,
        max_length=max(WORDS_LIMIT, len(fields["words"])),
    )
    energy: discord.ui.Select[Any] = discord.ui.Select(
        custom_id="energy",
        required=False,
        options=[
            discord.SelectOption(
                label=text(language, "checkin-energy", energy=n),
                value=str(n),
                default=str(n) == fields["energy"],
            )
            for n in reversed(ENERGIES)
        ],
    )
    answer: discord.ui.TextInput[Any] = discord.ui.TextInput(
        custom_id="answer",
        style=discord.TextStyle.paragraph,
        default=fields["answer"] or None,
        max_length=max(ANSWER_LIMIT, len(fields["answer"])),
        required=False,
    )
    boxes: discord.ui.CheckboxGroup[Any] = discord.ui.CheckboxGroup(
        custom_id="boxes",
        required=False,
        min_values=0,
        options=[
            discord.CheckboxGroupOption(
                label=text(language, f"checkin-form-{box}"), value=box, default=box in fields["boxes"]
            )
            for box in (SHARE, REPLY)
        ],
    )
    # Where words stand there already, it is said whose they are; not where they come from a draft.
    origin = fields.get("from")
    whence = text(language, f"checkin-form-{origin}") if origin else None
    return ui.Form(
        text(language, "checkin-form-title"),
        ui.custom_id("checkin.say", fields["guild"], fields["question"], fields["opened"]),
        ui.labelled(text(language, "checkin-form-words"), words, whence),
        ui.labelled(text(language, "checkin-form-energy"), energy),
        ui.labelled(text(language, "checkin-form-answer"), answer, fields["asked"][:LONGEST_HINT] or None),
        ui.labelled(text(language, "checkin-form-boxes"), boxes),
    )
