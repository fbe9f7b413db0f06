"""What a thanks is, and what it may be: decided here without asking anybody."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from bot.errors import Refusal
from bot.features.deliveries import MessageAt
from bot.features.giving.notes import NOTE_LIMIT, clean_note
from bot.when import Day

Kind = Literal["answer", "review", "resource", "time", "encouragement", "introduction", "other"]
KINDS: tuple[Kind, ...] = get_args(Kind)
State = Literal["counted", "thanks_back", "undone", "withdrawn"]
STATES: tuple[State, ...] = get_args(State)

MINUTE = 60
DAY = 24 * 60 * MINUTE
RECEIVER_LIMIT = 5
DAILY_ALLOWANCE = 10
# The same two people wait this long, so that one kindness is thanked for once.
PAIR_PAUSE = 10 * MINUTE
# A thanks that answers a thanks is courtesy: it is posted, but it does not count.
BACK_WINDOW = DAY
# The same words to the same people, when the first time was never seen, are a repetition for this long.
REPEAT_WINDOW = DAY
UNDO_WINDOW = 5 * MINUTE
# Longer than sending can take. What the same process began longer ago than this has failed.
POSTING_LEASE = MINUTE


@dataclass(frozen=True)
class Thanks:
    """Somebody says thanks to up to five people; `id` is that of the interaction.

    `helped_id` received the help and speaks, `helper_ids` gave it. `about` is the message they are
    thanked for. `bots` and `absent` say which receivers are bots or not in the server.
    """

    id: int
    guild_id: int
    channel_id: int
    helped_id: int
    helper_ids: tuple[int, ...]
    note: str
    at: int
    kind: Kind = "other"
    about: MessageAt | None = None
    bots: frozenset[int] = frozenset()
    absent: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if not 1 <= len(set(self.helper_ids)) <= RECEIVER_LIMIT:
            raise ValueError("a thanks has one to five receivers")


@dataclass(frozen=True)
class Give:
    """One row of the ledger: one person helped one other.

    A person is None once they had themselves forgotten, and so is the note they wrote. `counts`
    is false for a thanks back; `state` says what became of the row. The `posting_…` fields say
    which interaction last set out to post it, in which process, and when.
    """

    event_id: int
    guild_id: int
    channel_id: int
    helper_id: int | None
    helped_id: int | None
    kind: Kind
    note: str | None
    about: MessageAt | None
    source: str
    given_at: int
    counts: bool
    undone_at: int | None = None
    withdrawn_at: int | None = None
    message_id: int | None = None
    posting_event_id: int | None = None
    posting_run: int | None = None
    posting_at: int | None = None

    @property
    def state(self) -> State:
        if self.withdrawn_at is not None:
            return "withdrawn"
        if self.undone_at is not None:
            return "undone"
        return "counted" if self.counts else "thanks_back"

    @property
    def stands(self) -> bool:
        """Neither taken back by its author nor withdrawn by a moderator."""
        return self.undone_at is None and self.withdrawn_at is None

    @property
    def post(self) -> MessageAt | None:
        """The public post, once it is known to be there."""
        return None if self.message_id is None else MessageAt(self.channel_id, self.message_id)


def tidy(thanks: Thanks) -> Thanks:
    """The same thanks with its note cleaned; somebody named twice is thanked once."""
    return replace(thanks, note=clean_note(thanks.note), helper_ids=tuple(dict.fromkeys(thanks.helper_ids)))


def refuse_receivers(
    helped_id: int,
    helper_ids: Iterable[int],
    *,
    bots: Collection[int] = (),
    absent: Collection[int] = (),
) -> None:
    """Refuse people who cannot be thanked, so that nobody writes a note for nothing."""
    helper_ids = tuple(helper_ids)
    if helped_id in helper_ids:
        raise Refusal("thanks-to-oneself")
    for helper_id in helper_ids:
        if helper_id in bots:
            raise Refusal("thanks-to-a-bot", who=str(helper_id))
        if helper_id in absent:
            raise Refusal("thanks-to-someone-absent", who=str(helper_id))


def refuse_if_wrong(thanks: Thanks) -> None:
    """Refuse what is wrong with a tidy thanks by itself. One wrong receiver refuses it for all."""
    refuse_receivers(thanks.helped_id, thanks.helper_ids, bots=thanks.bots, absent=thanks.absent)
    if not thanks.note:
        raise Refusal("thanks-note-empty")
    if len(thanks.note) > NOTE_LIMIT:
        raise Refusal("thanks-note-too-long", length=len(thanks.note), limit=NOTE_LIMIT)


def refuse_if_too_much(thanks: Thanks, before: Iterable[Give], *, day: Day, allowance: int) -> None:
    """Refuse what is too soon for one of the pairs, or more than the day's allowance.

    `before` is what the same person gave thanks for lately, at least since the day began. One
    taken back by its author leaves the pair free, for it was a mistake to be put right, but the
    allowance stays used. One withdrawn by a moderator frees neither.
    """
    used = 0
    for give in before:
        if day.starts <= give.given_at < day.ends:
            used += 1
        free_at = give.given_at + PAIR_PAUSE
        if give.helper_id in thanks.helper_ids and give.undone_at is None and thanks.at < free_at:
            raise Refusal("thanks-too-soon", who=str(give.helper_id), again=str(free_at))
    left = max(allowance - used, 0)
    if len(thanks.helper_ids) > left:
        raise Refusal(
            "thanks-too-many", limit=allowance, left=left, asked=len(thanks.helper_ids), again=str(day.ends)
        )


def same_thanks(thanks: Thanks, before: Iterable[Give]) -> tuple[Give, ...]:
    """The rows this very interaction made, or set out to post: it was delivered twice."""
    return tuple(give for give in before if thanks.id in {give.event_id, give.posting_event_id})


def never_posted(thanks: Thanks, before: Sequence[Give], *, run: int) -> tuple[Give, ...]:
    """The rows of an earlier thanks to just these people that was recorded but never seen.

    Refuses while the same process is still posting it. A server is served by one process at a
    time: what another `run` left unposted is left for good, however short ago.
    """
    for event_id in {give.event_id for give in before}:
        rows = tuple(give for give in before if give.event_id == event_id)
        if {give.helper_id for give in rows} != set(thanks.helper_ids):
            continue
        if not all(_waits_to_be_seen(give, thanks) for give in rows):
            continue
        began = rows[0].posting_at
        if rows[0].posting_run == run and began is not None and thanks.at < began + POSTING_LEASE:
            raise Refusal("thanks-on-its-way")
        return rows
    return ()


def _waits_to_be_seen(give: Give, thanks: Thanks) -> bool:
    return give.message_id is None and give.stands and thanks.at < give.given_at + REPEAT_WINDOW


def may_be_another(thanks: Thanks, lost: Sequence[Give]) -> bool:
    """Whether what is said now may be a new thanks, if the one that seems `lost` was seen after all.

    While the pair has to wait, whatever is said is the same thanks with better words; later, the same words.
    """
    return any(give.note != thanks.note and thanks.at >= give.given_at + PAIR_PAUSE for give in lost)


def is_thanks_back(at: int, others: Iterable[Give]) -> bool:
    """Whether a thanks answers one of the `others`: what its receiver thanked its author for before.

    Only one that stands and counts itself can be answered: a courtesy in return takes nothing
    away from the next real help.
    """
    return any(give.stands and give.counts and at < give.given_at + BACK_WINDOW for give in others)


def new_gives(thanks: Thanks, others: Sequence[Give], *, run: int) -> tuple[Give, ...]:
    """The rows a thanks adds. `others` is what its receivers thanked its author for in the day before."""
    return tuple(
        Give(
            event_id=thanks.id,
            guild_id=thanks.guild_id,
            channel_id=thanks.channel_id,
            helper_id=helper_id,
            helped_id=thanks.helped_id,
            kind=thanks.kind,
            note=thanks.note,
            about=thanks.about,
            source="thanks",
            given_at=thanks.at,
            counts=not is_thanks_back(thanks.at, (give for give in others if give.helped_id == helper_id)),
            posting_event_id=thanks.id,
            posting_run=run,
            posting_at=thanks.at,
        )
        for helper_id in thanks.helper_ids
    )


def count_again(pair: Sequence[Give], changed: Give) -> tuple[Give, ...]:
    """Which later rows between two people count otherwise now that `changed` stands, or no longer does.

    `pair` is all that passed between the two, both ways and in order, from a day before `changed`
    on, with `changed` in it as it is now. Returns the rows to change, as they shall be.
    """
    settled: list[Give] = []
    for give in pair:
        if (give.given_at, give.event_id) > (changed.given_at, changed.event_id):
            others = [other for other in settled if other.helper_id == give.helped_id]
            settled.append(replace(give, counts=not is_thanks_back(give.given_at, others)))
        else:
            settled.append(give)
    return tuple(now for now, before in zip(settled, pair, strict=True) if now != before)


def refuse_to_undo(give: Give, *, by: int, now: int) -> None:
    """Only its author takes a thanks back, within five minutes of when it was posted."""
    if give.helped_id != by:
        raise Refusal("thanks-undo-not-yours")
    # One whose post was lost and repeated was first seen when it was repeated.
    seen_at = max(give.given_at, give.posting_at or 0)
    if now > seen_at + UNDO_WINDOW:
        raise Refusal("thanks-undo-too-late")
