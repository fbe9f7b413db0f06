"""The ledger of thanks in words: its entries, its pages, and the form that asks for a reason."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord

from bot import ui
from bot.errors import Refusal
from bot.features import giving
from bot.texts import Language, text

# With every character escaped, eight entries must fit into the 4,000 characters of one message.
NOTE_SHOWN = 180
REASON_SHOWN = 120
MOST_DAYS = 9999


@dataclass(frozen=True)
class Query:
    """What a moderator looks for; a button carries it to the next page."""

    member: int = 0
    days: int = 0
    state: int = 0  # the place in `giving.STATES`, from 1
    text: str = ""

    def packed(self) -> tuple[str, int, int, str]:
        words = base64.urlsafe_b64encode(self.text.encode()).decode().rstrip("=")
        return ui.packed(self.member), self.days, self.state, words or "-"

    @classmethod
    def unpacked(cls, member: str, days: int, state: int, words: str) -> "Query":
        try:
            typed = "" if words == "-" else base64.urlsafe_b64decode(words + "=" * (-len(words) % 4)).decode()
        except ValueError:
            raise Refusal("press-unknown") from None
        # Whoever forges a button gets an answer too: numbers stay within bounds.
        return cls(
            ui.unpacked(member),
            min(days, MOST_DAYS),
            min(state, len(giving.STATES)),
            giving.clean_note(typed),
        )


def suggestion(give: giving.Give, names: Mapping[int, str]) -> str:
    """An entry as one line of plain text, for a list of choices."""
    # A name is its owner's to choose: nothing in it may turn the rest of the line around.
    helped, helper = (
        in_one_line(giving.clean_note(names.get(i or 0, ""))) or "?" for i in (give.helped_id, give.helper_id)
    )
    line = f"{helped} → {helper}: {in_one_line(give.note or '')}"
    return line if len(line) <= 100 else f"{line[:99]}…"


def reason_form(
    language: Language, what: giving.What, event_id: int, helper_id: int, reason: str = "", *, about: str = ""
) -> ui.Form:
    """Asks why; `about` is the entry it is about: one of eight equal buttons was pressed."""
    typed: discord.ui.TextInput[Any] = discord.ui.TextInput(
        custom_id="reason",
        placeholder=text(language, "ledger-reason-hint"),
        default=reason or None,
        required=what == "withdraw",
        max_length=max(giving.NOTE_LIMIT, len(reason)),
    )
    return ui.Form(
        text(language, f"ledger-{what}-title"),
        ui.custom_id(f"ledger.{what}", event_id, helper_id),
        *([discord.ui.TextDisplay[Any](about)] if about else []),
        ui.labelled(text(language, "ledger-reason"), typed),
    )


def page_panel(
    language: Language, page: giving.Page, query: Query, acts: Mapping[int, Sequence[giving.Act]]
) -> ui.Panel:
    if not page.gives:
        return ui.Panel(discord.ui.TextDisplay(text(language, "ledger-empty")))
    parts: list[discord.ui.Item[Any]] = [discord.ui.TextDisplay(f"### {text(language, 'ledger-title')}")]
    parts += [entry(language, give, acts.get(give.event_id, ())) for give in page.gives]
    if page.next is not None:
        place = ui.packed(page.next.event_id), ui.packed(page.next.helper_id)
        older = ui.custom_id("ledger.older", *place, *query.packed())
        parts.append(discord.ui.ActionRow(ui.button(text(language, "ledger-older"), older)))
    return ui.Panel(discord.ui.Container(*parts))


def entry(language: Language, give: giving.Give, acts: Sequence[giving.Act]) -> discord.ui.Item[Any]:
    """One row of the ledger, with what a moderator may do about it."""
    lines = [told(language, give)]
    for act in [act for act in acts if act.helper_id in {None, give.helper_id}][-1:]:
        who = somebody(language, act.by_id)
        lines.append(f"-# {text(language, 'ledger-act', at=str(act.at), by=who, what=act.what)}")
        if act.reason:
            lines.append(f"-# {shortened(act.reason, REASON_SHOWN)}")
    shown = discord.ui.TextDisplay[Any]("\n".join(lines))
    if give.helper_id is None:
        return shown  # Nobody is left for whom it could count or not.
    what = "restore" if give.state == "withdrawn" else "withdraw"
    press = ui.custom_id(f"ledger.{what}", give.event_id, give.helper_id)
    return discord.ui.Section(shown, accessory=ui.button(text(language, f"ledger-{what}"), press))


def told(language: Language, give: giving.Give) -> str:
    """Who thanked whom, when and for what, and what became of it."""
    said = text(
        language,
        "ledger-line",
        at=str(give.given_at),
        helped=somebody(language, give.helped_id),
        helper=somebody(language, give.helper_id),
        state=give.state,
    )
    return f"{said}\n> {_note(language, give)}"


def _note(language: Language, give: giving.Give) -> str:
    if give.source != "thanks":
        return text(language, "ledger-note-elsewhere", source=give.source)
    if give.note is None:
        return text(language, "ledger-note-forgotten")
    return shortened(give.note, NOTE_SHOWN)


def somebody(language: Language, user_id: int | None) -> str:
    return text(language, "ledger-somebody") if user_id is None else f"<@{user_id}>"


def shortened(words: str, limit: int) -> str:
    """Somebody's words as they stand, in one line of at most so many characters, escapes counted."""
    line = in_one_line(words)
    shown = ui.plain(line)
    while len(shown) > limit:
        # A character takes two places at most.
        line = line[: -max(1, (len(shown) - limit) // 2)]
        shown = f"{ui.plain(line)}…"
    return shown


def in_one_line(words: str) -> str:
    return " ".join(words.split())
