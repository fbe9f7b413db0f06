"""What a rule says when it says no."""


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """A rule said no.

    `key` names a sentence in `bot/locales`, `params` fill it. Whoever speaks to the member
    turns it into a private sentence in the member's own language.
    """

    def __init__(self, key: str, **params: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.params = params

    def __str__(self) -> str:
        # Only the key: what a member wrote may be among the params, and refusals get logged.
        return self.key
