"""What Discord takes as embeds, and what it says to the rest."""

from bot.sandbox.validation.form import WEB, Form

MOST_EMBEDS = 10
MOST_CHARACTERS = 6000  # over all embeds of a message
MEDIA = (*WEB, "attachment")
SHOWN = ("title", "description", "fields", "image", "thumbnail", "video", "author", "footer", "provider")


def check_embeds(body: Form) -> None:
    """Notes every problem in the `embeds` of a message."""
    size = 0
    for embed in body.forms("embeds", most=MOST_EMBEDS):
        size += _embed(embed)
    if size > MOST_CHARACTERS:
        text = f"Embed size exceeds maximum size of {MOST_CHARACTERS}"
        body.at("embeds").refuse("MAX_EMBED_SIZE_EXCEEDED", text)


def _embed(embed: Form) -> int:
    """Checks one embed; how many characters it adds to the total."""
    size = len(embed.trimmed("title", most=256) or "")
    size += len(embed.trimmed("description", most=4096) or "")
    embed.url("url")
    embed.number("color", least=0, most=0xFFFFFF)
    embed.moment("timestamp")
    for key in ("image", "thumbnail", "video"):
        if (media := embed.form(key)) is not None:
            media.url("url", MEDIA, required=True)
    if (provider := embed.form("provider")) is not None:
        provider.trimmed("name", most=256)
        provider.url("url")
    if (footer := embed.form("footer")) is not None:
        size += len(footer.trimmed("text", most=2048) or "")
        footer.url("icon_url", MEDIA)
    if (author := embed.form("author")) is not None:
        size += len(author.trimmed("name", most=256) or "")
        author.url("url")
        author.url("icon_url", MEDIA)
    for field in embed.forms("fields", most=25):
        size += len(field.trimmed("name", most=256, required=True) or "")
        size += len(field.trimmed("value", most=1024, required=True) or "")
        field.flag("inline")
    if not any(embed.body.get(key) for key in SHOWN):
        embed.at("description").missing()
    return size
