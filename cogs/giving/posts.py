"""What everybody sees of a thanks."""

from collections.abc import Sequence

from bot import ui
from bot.features import giving
from bot.texts import Language, text


def post_text(language: Language, given: giving.Given) -> str:
    """The public post of a thanks."""
    post = text(
        language,
        "thanks-post",
        giver=f"<@{given.helped_id}>",
        receivers=named(language, given.helper_ids),
        kind=given.kind,
        note=ui.quoted(given.note),
    )
    if given.about is None:
        return post
    link = ui.message_link(given.guild_id, *given.about)
    return f"{post}\n{text(language, 'thanks-post-about', link=link)}"


def post_now(language: Language, gives: Sequence[giving.Give]) -> str | None:
    """What the public post of a thanks says by now; None where a part of it has been forgotten."""
    left = [give for give in gives if give.state != "withdrawn"]
    if not left:
        return text(language, "thanks-post-withdrawn")
    given = giving.as_given(left)
    if given is None:
        return None
    if left[0].state == "undone":
        return text(language, "thanks-post-undone", giver=f"<@{given.helped_id}>")
    return post_text(language, given)


def named(language: Language, ids: Sequence[int]) -> str:
    """Up to five people, as a language lists them."""
    places = dict.fromkeys("abcde", "") | dict(zip("abcde", (f"<@{i}>" for i in ids), strict=False))
    return text(language, "thanks-people", count=len(ids), **places)
