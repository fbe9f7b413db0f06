"""The picture of a balance: what went out and what came in over ninety days, as the text beside it says."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.features import giving
from bot.features.giving import DRAWN, Span
from bot.pictures import Balance, Exchange, Side
from bot.texts import Language, text


def subject(language: Language, balance: giving.Balance, zone: str) -> Balance | None:
    """The picture; None where there is nothing in these days. Days are those of the reader's zone."""
    given, received = _sums(balance)
    if not given and not received:
        return None
    return Balance(
        title=text(language, "balance-title"),
        subtitle=text(language, "balance-picture-both"),
        period=text(language, "balance-period", days=DRAWN),
        gives=_side(language, "given", given),
        takes=_side(language, "received", received),
        exchanges=[Exchange(_label(span, zone), span.given, span.received) for span in balance.spans],
        note=text(language, "balance-picture-note"),
    )


def alt(language: Language, balance: giving.Balance, zone: str) -> str:
    """The same in words: the sums, then the spans in which there was something."""
    given, received = _sums(balance)
    lines = [text(language, "balance-picture-alt", days=DRAWN, given=given, received=received)]
    lines += [
        text(
            language,
            "balance-picture-span",
            day=_label(span, zone),
            given=span.given,
            received=span.received,
        )
        for span in balance.spans
        if span.given or span.received
    ]
    return "\n".join(lines)


def _sums(balance: giving.Balance) -> tuple[int, int]:
    period = next(one for one in balance.periods if one.days == DRAWN)
    return sum(period.given.values()), sum(period.received.values())


def _side(language: Language, name: str, count: int) -> Side:
    # Nought would look like something that is missing.
    shown = "" if count else text(language, "balance-picture-to-come")
    return Side(text(language, f"balance-picture-{name}"), count, shown)


def _label(span: Span, zone: str) -> str:
    day = datetime.fromtimestamp(span.since, ZoneInfo(zone))
    return f"{day.month}/{day.day}"
