"""What comes back to a person who asked something of a bot, and what a message says to the eye."""

from collections.abc import Iterable, Iterator

from bot.sandbox.components import BUTTON, SELECTS, TEXT_DISPLAY, every, part
from bot.sandbox.forms import Modal
from bot.sandbox.interactions import Interaction
from bot.sandbox.state import Json, Message, User


class Answer:
    """A bot's answer. It reads what is there now: an edited answer reads as edited."""

    def __init__(self, reader: User, interaction: Interaction) -> None:
        self.reader = reader
        self.interaction = interaction

    def __repr__(self) -> str:
        if self.failed:
            return "<Answer: the application did not respond>"
        if self.modal is not None:
            return f"<Answer: form {self.modal.title!r}>"
        return f"<Answer: {self.text!r}{', private' if self.private else ''}>"

    @property
    def failed(self) -> bool:
        """The bot did not answer in time: the person sees "The application did not respond"."""
        return self.interaction.failed

    @property
    def message(self) -> Message | None:
        """The message that answers, or the one that was changed; it may have been deleted since."""
        return self.interaction.original

    @property
    def thinking(self) -> bool:
        """Deferred, and nothing has come yet."""
        return self.interaction.loading

    @property
    def follow_ups(self) -> list[Message]:
        return list(self.interaction.follow_ups.values())

    @property
    def modal(self) -> Modal | None:
        return self.interaction.modal

    @property
    def choices(self) -> list[Json]:
        """What was suggested, as Discord's JSON."""
        return self.interaction.choices or []

    @property
    def names(self) -> list[str]:
        """What was suggested, as this reader sees it."""
        return [part(c, "name_localizations").get(self.reader.locale) or c["name"] for c in self.choices]

    @property
    def private(self) -> bool:
        """Only this reader sees it."""
        return self.message is not None and self.message.ephemeral

    @property
    def text(self) -> str:
        """Every word of it that can be seen."""
        if self.modal is not None:
            return "\n".join([self.modal.title, *_on_screen(self.modal.components)])
        return "" if self.message is None else words(self.message)

    @property
    def buttons(self) -> list[str]:
        """The buttons' labels, or what stands in their place."""
        parts = every(self.message.components) if self.message is not None else ()
        return [c.get("label") or part(c, "emoji").get("name", "") for c in parts if c["type"] == BUTTON]


def words(message: Message) -> str:
    """Every word of a message that can be seen: text, embeds, components, file names."""
    lines = [message.content]
    for embed in message.shown_embeds:
        lines += _of_embed(embed)
    lines += _on_screen(message.components)
    lines += [attachment.filename for attachment in message.attachments]
    return "\n".join(line for line in lines if line)


def _of_embed(embed: Json) -> Iterator[str]:
    yield part(embed, "author").get("name", "")
    yield embed.get("title") or ""
    yield embed.get("description") or ""
    for field in embed.get("fields") or ():
        yield field["name"]
        yield field["value"]
    yield part(embed, "footer").get("text", "")


def _on_screen(components: Iterable[Json]) -> Iterator[str]:
    for component in every(components):
        if component["type"] == TEXT_DISPLAY:
            yield component["content"]
        for key in ("label", "description", "value"):
            if isinstance(component.get(key), str):
                yield component[key]
        if component["type"] in SELECTS:
            yield component.get("placeholder") or ""
        for option in component.get("options") or ():
            yield option["label"]
            yield option.get("description") or ""
