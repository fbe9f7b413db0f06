"""`/activity member`: what was counted of one member, by weeks; for oneself always, else for moderators."""

import discord
from discord import app_commands
from discord.ext import commands

from bot import ui
from bot.app import Engawa
from bot.features import activity, consent, giving
from bot.features.activity import Metric, Portrait
from bot.pictures import Series, Trend
from bot.texts import Language, text
from bot.ui import words
from cogs.activity.parts import named, refuse_others

Asked = discord.Interaction[Engawa]

LONGEST_NAME = 60
KINDS: tuple[Metric, ...] = (
    "takes",
    "gives",
    "sessions",
    "hosted",
    "checkins",
    "voice_seconds",
    "messages",
    "replies",
    "reactions",
    "threads",
)


class MemberOfServer(commands.Cog):
    """A part of the group: see `cogs.activity`."""

    app: Engawa

    @app_commands.command(**named("member"))
    @app_commands.rename(person=words("command-activity-member-option-member"))
    @app_commands.describe(person=words("command-activity-member-option-member-description"))
    async def member(self, interaction: Asked, person: discord.User | None = None) -> None:
        oneself = person is None or person.id == interaction.user.id
        who = interaction.user if person is None or oneself else person
        guild_id = interaction.guild_id or 0 if oneself else refuse_others(interaction)
        # A picture takes longer than Discord waits, where its process has to be started.
        await ui.think(interaction)
        language, now = ui.reader(interaction), int(self.app.clock.now())
        await activity.freshen(self.app.db, guild_id, now)
        seen = await activity.portrait(self.app.db, guild_id, who.id, now)
        if seen is None:
            await ui.answer(interaction, await self._nothing(language, guild_id, who, oneself=oneself))
            return
        name = plain_name(language, who.display_name)
        here = isinstance(who, discord.Member)
        drawn = await self.app.pictures.draw(
            trend(language, name, seen), alt=weeks_words(language, seen), language=language
        )
        said = portrait_words(language, name, seen, here=here)
        if drawn is None:
            await ui.answer(interaction, said)
        else:
            files, alts = {drawn.name: drawn.png}, {drawn.name: drawn.alt}
            await ui.answer(interaction, said, files=files, alts=alts)

    async def _nothing(
        self, language: Language, guild_id: int, who: discord.User | discord.Member, *, oneself: bool
    ) -> str:
        """That there is nothing: to others, in the same words whether somebody said no or did nothing."""
        if not await consent.counting_since(self.app.db, [guild_id]):
            return text(language, "member-not-counting")
        if not oneself:
            return text(language, "member-not-counted", who=ui.plain(plain_name(language, who.display_name)))
        refused = await consent.uncounted(self.app.db, [(guild_id, who.id)])
        return text(language, "member-you-said-no" if refused else "member-you-nothing-yet")


def portrait_words(language: Language, name: str, seen: Portrait, *, here: bool) -> str:
    """What there is to say of somebody, with every number of the picture."""
    lines = [f"### {text(language, 'member-title', who=ui.plain(name))}"]
    if not here:
        lines.append(text(language, "member-has-left"))
    lines += [
        text(language, "member-active", days=seen.counts["days"], weeks=len(seen.weeks)),
        last_seen_words(language, seen),
        " · ".join(kind_words(language, kind, seen.counts[kind]) for kind in KINDS if seen.counts[kind])
        or text(language, "member-no-kinds"),
        weeks_words(language, seen),
        f"-# {text(language, 'member-note')}",
    ]
    return "\n".join(lines)


def last_seen_words(language: Language, seen: Portrait) -> str:
    if seen.seen is None or seen.weeks_away is None:
        return text(language, "member-seen-never")
    return text(language, "member-seen", weeks=seen.weeks_away, day=ui.day_words(language, seen.seen))


def kind_words(language: Language, kind: Metric, number: int) -> str:
    if kind != "voice_seconds":
        return text(language, f"member-kind-{kind}", count=number)
    hours, minutes = divmod(number // 60, 60)
    return text(language, "member-kind-voice", hours=hours, minutes=minutes)


def weeks_words(language: Language, seen: Portrait) -> str:
    """The picture in words."""
    shown = text(language, "member-then").join(str(week.active) for week in seen.weeks)
    first = ui.day_words(language, seen.weeks[0].monday)
    return text(language, "member-weeks", first=first, days=shown)


def trend(language: Language, name: str, seen: Portrait) -> Trend:
    # Its last week is still going on: without that said, everybody's line seems to fall.
    mondays = [f"{week.monday.month}/{week.monday.day}" for week in seen.weeks[:-1]]
    return Trend(
        title=name,
        subtitle=text(language, "member-trend-subtitle"),
        labels=[*mondays, text(language, "member-trend-this-week")],
        series=[Series(text(language, "member-trend-series"), [week.active for week in seen.weeks])],
    )


def plain_name(language: Language, name: str) -> str:
    """A name in one line: it is its owner's to choose, and must not turn the rest of the line around."""
    return " ".join(giving.clean_note(name).split())[:LONGEST_NAME] or text(language, "member-unnamed")
